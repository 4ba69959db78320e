//! Older lines of the log.

use domain::id::Id;
use domain::record::Record;

use super::{Store, StoreError, row};

impl Store {
    /// Entries of an association's log before a seq, the newest first.
    pub async fn log_before(
        &self,
        association: Id,
        before: u64,
        most: u32,
    ) -> Result<Vec<Record>, StoreError> {
        let rows = sqlx::query(
            "select line from log where association_id = $1 and seq < $2 order by seq desc limit $3",
        )
        .bind(row::blob(association))
        .bind(row::number(before))
        .bind(i64::from(most))
        .fetch_all(&self.pool)
        .await?;
        rows.iter()
            .map(|found| Ok(row::line_at(found, 0)?.entry))
            .collect()
    }
}
