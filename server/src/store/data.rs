//! What other programs read: their tokens, kept as hashes, and records of one kind, page by page.

use domain::id::Id;
use domain::kind::Kind;
use domain::record::Record;

use sqlx::AnyConnection;

use super::{Book, Snapshot, Store, StoreError, row};

/// Records read at a time.
const PAGE: i64 = 5_000;

/// The token of a secret.
#[derive(Debug, Clone, Copy)]
pub struct TokenOf {
    /// Of which association.
    pub association: Id,
    /// Which record says what it reads.
    pub token: Id,
}

impl Store {
    /// The token of a secret, by the secret's hash.
    pub async fn data_token(&self, hash: &[u8; 32]) -> Result<Option<TokenOf>, StoreError> {
        let found = sqlx::query("select association_id, token_id from data_token where hash = $1")
            .bind(hash.to_vec())
            .fetch_optional(&self.pool)
            .await?;
        let token = found.map(|found| {
            Ok(TokenOf {
                association: row::id_at(&found, 0)?,
                token: row::id_at(&found, 1)?,
            })
        });
        token.transpose()
    }

    /// All records of a kind, in the order of their ids.
    pub async fn of_kind(&self, association: Id, kind: Kind) -> Result<Vec<Record>, StoreError> {
        let (mut all, mut after) = (Vec::new(), None);
        loop {
            let page = self.of_kind_after(association, kind, after).await?;
            let Some(last) = page.last() else { return Ok(all) };
            after = Some(last.id);
            all.extend(page);
        }
    }

    /// Some records of a kind after an id, in the order of their ids; none when there are no more.
    pub async fn of_kind_after(
        &self,
        association: Id,
        kind: Kind,
        after: Option<Id>,
    ) -> Result<Vec<Record>, StoreError> {
        let rows = sqlx::query(
            "select id, kind, seq, fields from record \
             where association_id = $1 and kind = $2 and id > $3 order by id limit $4",
        )
        .bind(row::blob(association))
        .bind(i64::from(kind.number()))
        .bind(after.map_or_else(Vec::new, row::blob))
        .bind(PAGE)
        .fetch_all(&self.pool)
        .await?;
        rows.iter().map(|found| row::record(found, 0)).collect()
    }
}

impl Book {
    /// Keeps the secret of a token, as its hash.
    pub async fn add_data_token(&mut self, hash: &[u8; 32], token: Id) -> Result<(), StoreError> {
        self.write_now().await?;
        let association = self.association;
        insert(&mut self.tx, hash, TokenOf { association, token }).await
    }
}

impl Snapshot {
    /// The hashes of its tokens, each with which it is.
    pub async fn data_tokens(&mut self) -> Result<Vec<([u8; 32], Id)>, StoreError> {
        let rows =
            sqlx::query("select hash, token_id from data_token where association_id = $1 order by hash")
                .bind(row::blob(self.root.association))
                .fetch_all(&mut *self.tx)
                .await?;
        rows.iter()
            .map(|found| Ok((row::hash_at(found, 0)?, row::id_at(found, 1)?)))
            .collect()
    }
}

/// Writes the hash of a token's secret.
pub(super) async fn insert(to: &mut AnyConnection, hash: &[u8; 32], of: TokenOf) -> Result<(), StoreError> {
    sqlx::query("insert into data_token (hash, association_id, token_id) values ($1, $2, $3)")
        .bind(hash.to_vec())
        .bind(row::blob(of.association))
        .bind(row::blob(of.token))
        .execute(to)
        .await?;
    Ok(())
}
