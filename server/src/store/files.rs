//! What a database's own files keep of what was erased.

use sqlx::{AnyPool, Row};

use super::sql::Places;

/// Rids the files of an SQLite database of what was erased before: what its pages held is written over already
/// (`secure_delete`), what the journal beside them holds goes here. Where somebody reads just now it stays until the
/// next time; PostgreSQL sees to its own files.
pub(super) async fn forget(pool: &AnyPool, places: Places) {
    if places != Places::Plain {
        return;
    }
    let done = sqlx::query("pragma wal_checkpoint(truncate)")
        .fetch_one(pool)
        .await;
    let busy = done.and_then(|found| found.try_get::<i64, _>(0));
    if !matches!(busy, Ok(0)) {
        tracing::warn!(
            "what was erased is still in the database's journal; it goes with the next erasure or at the next start"
        );
    }
}
