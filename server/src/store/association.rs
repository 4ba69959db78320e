//! Associations: made once, listed, found by id or by name.

use domain::change::Edit;
use domain::id::Id;
use domain::log::GENESIS;
use domain::record::{Association, View};
use domain::time::Millis;
use domain::wire::LogHead;
use sqlx::AnyConnection;

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

/// The log's newest line before the first.
pub(super) const NOTHING: LogHead = LogHead {
    seq: 0,
    hash: GENESIS,
};

impl Store {
    /// Makes an association; its profile is the log's first line.
    pub async fn add_association(&self, profile: Association, at: Millis) -> Result<Id, StoreError> {
        let id = clock::new_id(at);
        let mut tx = self.writes.begin().await?;
        insert(&mut tx, id, at).await?;
        let mut book = Book::new(tx, None, self, id, 0, NOTHING);
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

/// Writes an association with nothing in it; whether it was not there.
pub(super) async fn insert(to: &mut AnyConnection, id: Id, created: Millis) -> Result<bool, StoreError> {
    let done = sqlx::query(
        "insert into association (id, seq, log_seq, log_hash, created) values ($1, 0, $2, $3, $4) \
         on conflict (id) do nothing",
    )
    .bind(row::blob(id))
    .bind(row::number(NOTHING.seq))
    .bind(NOTHING.hash.to_vec())
    .bind(created.0)
    .execute(to)
    .await?;
    Ok(done.rows_affected() == 1)
}
