//! Second factors, sealed, and the hashes of their recovery codes.

use domain::id::Id;
use sqlx::any::AnyRow;
use sqlx::{AnyConnection, Row};

use super::{Book, Snapshot, Store, StoreError, row};

/// A member's second factor, as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Factor {
    /// What codes are counted from, sealed.
    pub sealed: Vec<u8>,
    /// Whether signing in asks for a code; else it is offered only.
    pub begun: bool,
    /// The step of the newest code that served.
    pub step: i64,
    /// Wrong codes since a right one.
    pub wrong: i64,
}

/// A second factor that has begun, whose it is, and the hashes of the recovery codes that are left.
type Whole = (Id, Factor, Vec<String>);

const FACTOR: &str =
    "select sealed, begun, step, wrong from second_factor where association_id = $1 and member_id = $2";
const HASHES: &str =
    "select hash from recovery_code where association_id = $1 and member_id = $2 order by hash";

impl Factor {
    fn read(found: &AnyRow) -> Result<Self, StoreError> {
        Ok(Factor {
            sealed: found.try_get(0)?,
            begun: found.try_get::<i64, _>(1)? != 0,
            step: found.try_get(2)?,
            wrong: found.try_get(3)?,
        })
    }
}

impl Store {
    /// A member's second factor.
    pub async fn factor(&self, association: Id, member: Id) -> Result<Option<Factor>, StoreError> {
        let found = sqlx::query(FACTOR)
            .bind(row::blob(association))
            .bind(row::blob(member))
            .fetch_optional(&self.pool)
            .await?;
        found.as_ref().map(Factor::read).transpose()
    }

    /// The hashes of the recovery codes that a member has left.
    pub async fn recovery_hashes(&self, association: Id, member: Id) -> Result<Vec<String>, StoreError> {
        let rows = sqlx::query(HASHES)
            .bind(row::blob(association))
            .bind(row::blob(member))
            .fetch_all(&self.pool)
            .await?;
        rows.iter().map(|found| Ok(found.try_get(0)?)).collect()
    }
}

impl Book {
    /// A member's second factor.
    pub async fn factor(&mut self, member: Id) -> Result<Option<Factor>, StoreError> {
        let found = sqlx::query(FACTOR)
            .bind(row::blob(self.association))
            .bind(row::blob(member))
            .fetch_optional(&mut *self.tx)
            .await?;
        found.as_ref().map(Factor::read).transpose()
    }

    /// Keeps a member's second factor in place of one before, with the hashes of its recovery codes.
    pub async fn keep_factor(
        &mut self,
        member: Id,
        factor: &Factor,
        hashes: &[String],
    ) -> Result<(), StoreError> {
        self.drop_factor(member).await?;
        insert(&mut self.tx, self.association, member, factor, hashes).await
    }

    /// Keeps a member's second factor no longer.
    pub async fn drop_factor(&mut self, member: Id) -> Result<(), StoreError> {
        for statement in [
            "delete from recovery_code where association_id = $1 and member_id = $2",
            "delete from second_factor where association_id = $1 and member_id = $2",
        ] {
            sqlx::query(statement)
                .bind(row::blob(self.association))
                .bind(row::blob(member))
                .execute(&mut *self.tx)
                .await?;
        }
        Ok(())
    }

    /// Writes down which step the newest code that served is of, and how many were wrong since.
    pub async fn code_tried(&mut self, member: Id, step: i64, wrong: i64) -> Result<(), StoreError> {
        sqlx::query(
            "update second_factor set step = $3, wrong = $4 where association_id = $1 and member_id = $2",
        )
        .bind(row::blob(self.association))
        .bind(row::blob(member))
        .bind(step)
        .bind(wrong)
        .execute(&mut *self.tx)
        .await?;
        Ok(())
    }

    /// Takes away a recovery code, by its hash; whether it was there.
    pub async fn take_recovery_code(&mut self, member: Id, hash: &str) -> Result<bool, StoreError> {
        let done = sqlx::query(
            "delete from recovery_code where association_id = $1 and member_id = $2 and hash = $3",
        )
        .bind(row::blob(self.association))
        .bind(row::blob(member))
        .bind(hash.to_owned())
        .execute(&mut *self.tx)
        .await?;
        Ok(done.rows_affected() == 1)
    }
}

impl Snapshot {
    /// The second factors of its members.
    pub async fn factors(&mut self) -> Result<Vec<Whole>, StoreError> {
        let rows = sqlx::query(
            "select sealed, begun, step, wrong, member_id from second_factor \
             where association_id = $1 and begun = 1 order by member_id",
        )
        .bind(row::blob(self.root.association))
        .fetch_all(&mut *self.tx)
        .await?;
        let mut factors = Vec::with_capacity(rows.len());
        for found in &rows {
            let member = row::id_at(found, 4)?;
            let hashes = sqlx::query(HASHES)
                .bind(row::blob(self.root.association))
                .bind(row::blob(member))
                .fetch_all(&mut *self.tx)
                .await?;
            let hashes = hashes.iter().map(|found| found.try_get(0));
            let hashes = hashes.collect::<Result<Vec<String>, _>>()?;
            factors.push((member, Factor::read(found)?, hashes));
        }
        Ok(factors)
    }
}

/// Writes a second factor, and the hashes of its recovery codes.
pub(super) async fn insert(
    to: &mut AnyConnection,
    association: Id,
    member: Id,
    factor: &Factor,
    hashes: &[String],
) -> Result<(), StoreError> {
    sqlx::query(
        "insert into second_factor (association_id, member_id, sealed, begun, step, wrong) \
         values ($1, $2, $3, $4, $5, $6)",
    )
    .bind(row::blob(association))
    .bind(row::blob(member))
    .bind(factor.sealed.clone())
    .bind(i64::from(factor.begun))
    .bind(factor.step)
    .bind(factor.wrong)
    .execute(&mut *to)
    .await?;
    for hash in hashes {
        sqlx::query("insert into recovery_code (association_id, member_id, hash) values ($1, $2, $3)")
            .bind(row::blob(association))
            .bind(row::blob(member))
            .bind(hash.clone())
            .execute(&mut *to)
            .await?;
    }
    Ok(())
}
