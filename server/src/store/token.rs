//! Sessions: a token in a cookie, kept here as its hash, bound to a member and a phone.

use domain::id::Id;
use domain::time::Millis;
use sqlx::{AnyConnection, Row};

use super::{Book, Snapshot, Store, StoreError, row};

/// Who a request comes from.
#[derive(Debug, Clone)]
pub struct Session {
    /// Of which association.
    pub association: Id,
    /// Which member.
    pub member: Id,
    /// On which phone.
    pub device: Id,
    /// When it was last written down that the token was used.
    pub used: Millis,
    /// The hash of the pass that is said beside the cookie; none where the cookie is enough.
    pub pass: Option<Vec<u8>>,
}

/// A session of a member, as its member is shown it.
#[derive(Debug, Clone)]
pub struct OpenSession {
    /// On which phone.
    pub device: Id,
    /// When it began.
    pub since: Millis,
    /// When it was last written down that it was used.
    pub used: Millis,
}

impl Store {
    /// The session of a token, by the token's hash, if it was used since an instant and begun since another.
    pub async fn session(
        &self,
        hash: &[u8; 32],
        since: Millis,
        begun: Millis,
    ) -> Result<Option<Session>, StoreError> {
        let found = sqlx::query(
            "select association_id, member_id, device_id, used, pass from session_token where hash = $1 and used > $2 and created > $3",
        )
        .bind(hash.to_vec())
        .bind(since.0)
        .bind(begun.0)
        .fetch_optional(&self.pool)
        .await?;
        let session = found.map(|found| {
            Ok(Session {
                association: row::id_at(&found, 0)?,
                member: row::id_at(&found, 1)?,
                device: row::id_at(&found, 2)?,
                used: Millis(found.try_get(3)?),
                pass: found.try_get(4)?,
            })
        });
        session.transpose()
    }

    /// Ends a session.
    pub async fn end_session(&self, hash: &[u8; 32]) -> Result<(), StoreError> {
        sqlx::query("delete from session_token where hash = $1")
            .bind(hash.to_vec())
            .execute(&self.writes)
            .await?;
        Ok(())
    }
}

impl Book {
    /// Begins a session on a phone, with a pass where it has the hash of one; the phone's sessions before it end.
    pub async fn begin_session(
        &mut self,
        hash: &[u8; 32],
        pass: Option<&[u8]>,
        member: Id,
        device: Id,
        at: Millis,
    ) -> Result<(), StoreError> {
        self.write_now().await?;
        self.end_sessions(device).await?;
        sqlx::query(
            "insert into session_token (hash, association_id, member_id, device_id, created, used, pass) \
             values ($1, $2, $3, $4, $5, $5, $6)",
        )
        .bind(hash.to_vec())
        .bind(row::blob(self.association))
        .bind(row::blob(member))
        .bind(row::blob(device))
        .bind(at.0)
        .bind(pass.map(<[u8]>::to_vec))
        .execute(&mut *self.tx)
        .await?;
        Ok(())
    }

    /// Gives a phone's session a pass, by the pass's hash, where it has no other; whether it has this one now.
    pub async fn give_pass(&mut self, device: Id, pass: &[u8; 32]) -> Result<bool, StoreError> {
        self.write_now().await?;
        let given = sqlx::query(
            "update session_token set pass = $3 where association_id = $1 and device_id = $2 \
             and (pass is null or pass = $3)",
        )
        .bind(row::blob(self.association))
        .bind(row::blob(device))
        .bind(pass.to_vec())
        .execute(&mut *self.tx)
        .await?;
        Ok(given.rows_affected() == 1)
    }

    /// A member's sessions, the one used last first.
    pub async fn sessions_of(&mut self, member: Id) -> Result<Vec<OpenSession>, StoreError> {
        let rows = sqlx::query(
            "select device_id, created, used from session_token where association_id = $1 and member_id = $2 \
             order by used desc, device_id",
        )
        .bind(row::blob(self.association))
        .bind(row::blob(member))
        .fetch_all(&mut *self.tx)
        .await?;
        let found = rows.iter().map(|found| {
            Ok(OpenSession {
                device: row::id_at(found, 0)?,
                since: Millis(found.try_get(1)?),
                used: Millis(found.try_get(2)?),
            })
        });
        found.collect()
    }

    /// Ends every session of a phone.
    pub async fn end_sessions(&mut self, device: Id) -> Result<(), StoreError> {
        sqlx::query("delete from session_token where association_id = $1 and device_id = $2")
            .bind(row::blob(self.association))
            .bind(row::blob(device))
            .execute(&mut *self.tx)
            .await?;
        Ok(())
    }

    /// Writes down that a phone's session was used.
    pub async fn session_used(&mut self, device: Id, at: Millis) -> Result<(), StoreError> {
        sqlx::query("update session_token set used = $3 where association_id = $1 and device_id = $2")
            .bind(row::blob(self.association))
            .bind(row::blob(device))
            .bind(at.0)
            .execute(&mut *self.tx)
            .await?;
        Ok(())
    }
}

impl Store {
    /// The secret of a phone, where it has one.
    pub async fn phone_secret(&self, association: Id, device: Id) -> Result<Option<String>, StoreError> {
        let kept =
            sqlx::query("select secret from phone_secret where association_id = $1 and device_id = $2")
                .bind(row::blob(association))
                .bind(row::blob(device))
                .fetch_optional(&self.pool)
                .await?;
        Ok(kept.map(|kept| kept.try_get(0)).transpose()?)
    }
}

impl Book {
    /// The secret of a phone, `fresh` where it has none yet; and whether it had none.
    pub async fn phone_secret(&mut self, device: Id, fresh: &str) -> Result<(String, bool), StoreError> {
        self.write_now().await?;
        let added = insert_phone_secret(&mut self.tx, self.association, device, fresh).await?;
        let kept =
            sqlx::query("select secret from phone_secret where association_id = $1 and device_id = $2")
                .bind(row::blob(self.association))
                .bind(row::blob(device))
                .fetch_one(&mut *self.tx)
                .await?;
        Ok((kept.try_get(0)?, added))
    }
}

impl Snapshot {
    /// The secrets of phones.
    pub async fn phone_secrets(&mut self) -> Result<Vec<(Id, String)>, StoreError> {
        let rows = sqlx::query(
            "select device_id, secret from phone_secret where association_id = $1 order by device_id",
        )
        .bind(row::blob(self.root.association))
        .fetch_all(&mut *self.tx)
        .await?;
        let secrets = rows
            .iter()
            .map(|found| Ok((row::id_at(found, 0)?, found.try_get(1)?)));
        secrets.collect()
    }
}

/// Gives a phone a secret where it has none; whether it had none.
pub(super) async fn insert_phone_secret(
    to: &mut AnyConnection,
    association: Id,
    device: Id,
    secret: &str,
) -> Result<bool, StoreError> {
    let added = sqlx::query(
        "insert into phone_secret (association_id, device_id, secret) values ($1, $2, $3) \
         on conflict (association_id, device_id) do nothing",
    )
    .bind(row::blob(association))
    .bind(row::blob(device))
    .bind(secret.to_owned())
    .execute(to)
    .await?;
    Ok(added.rows_affected() == 1)
}
