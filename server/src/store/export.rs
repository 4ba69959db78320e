//! A whole association, in pages.

use domain::id::Id;
use domain::log::{Hash, Line};
use domain::record::Record;
use sqlx::Row;

use super::{Store, StoreError, row};

/// Rows read at a time.
const PAGE: i64 = 2_000;

impl Store {
    /// Records of an association after an id, in the order of their ids; none when there are no more.
    pub async fn records_after(&self, association: Id, after: Option<Id>) -> Result<Vec<Record>, StoreError> {
        let rows = sqlx::query(
            "select id, kind, seq, fields from record where association_id = $1 and id > $2 order by id limit $3",
        )
        .bind(row::blob(association))
        .bind(after.map_or_else(Vec::new, row::blob))
        .bind(PAGE)
        .fetch_all(&self.pool)
        .await?;
        rows.iter().map(|found| row::record(found, 0)).collect()
    }

    /// Lines of an association's log after a seq, with the bytes they are kept in and their hashes; none when
    /// there are no more.
    pub async fn lines_after(
        &self,
        association: Id,
        after: u64,
    ) -> Result<Vec<(Line, Vec<u8>, Hash)>, StoreError> {
        let rows = sqlx::query(
            "select line, hash from log where association_id = $1 and seq > $2 order by seq limit $3",
        )
        .bind(row::blob(association))
        .bind(row::number(after))
        .bind(PAGE)
        .fetch_all(&self.pool)
        .await?;
        rows.iter()
            .map(|found| {
                Ok((
                    row::line_at(found, 0)?,
                    found.try_get(0)?,
                    row::hash_at(found, 1)?,
                ))
            })
            .collect()
    }
}
