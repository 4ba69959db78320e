//! Associations: made once, listed, found by id or by name.

use domain::change::Edit;
use domain::id::Id;
use domain::log::GENESIS;
use domain::record::{Association, View};
use domain::time::Millis;
use domain::wire::LogHead;

use super::{Book, Store, StoreError, row};
use crate::clock;

/// An association as the command line lists it.
#[derive(Debug)]
pub struct Tenant {
    /// Its id.
    pub id: Id,
    /// What it says of itself.
    pub profile: Association,
}

impl Store {
    /// Makes an association; its profile is the log's first line.
    pub async fn add_association(&self, profile: Association, at: Millis) -> Result<Id, StoreError> {
        let id = clock::new_id(at);
        let mut tx = self.writes.begin().await?;
        sqlx::query(
            "insert into association (id, seq, log_seq, log_hash, created) values ($1, 0, 0, $2, $3)",
        )
        .bind(row::blob(id))
        .bind(GENESIS.to_vec())
        .bind(at.0)
        .execute(&mut *tx)
        .await?;
        let head = LogHead {
            seq: 0,
            hash: GENESIS,
        };
        let mut book = Book::new(tx, None, self, id, 0, head);
        book.record_own(None, &[Edit::create(id, profile)], at).await?;
        book.close().await?;
        Ok(id)
    }

    /// Every association, the oldest first.
    pub async fn associations(&self) -> Result<Vec<Tenant>, StoreError> {
        let rows = sqlx::query(
            "select record.id, record.kind, record.seq, record.fields from association \
             join record on record.association_id = association.id and record.id = association.id \
             order by association.created, association.id",
        )
        .fetch_all(&self.pool)
        .await?;
        rows.iter()
            .map(|found| {
                let record = row::record(found, 0)?;
                Ok(Tenant {
                    id: record.id,
                    profile: Association::of(&record),
                })
            })
            .collect()
    }
}
