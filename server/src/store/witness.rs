//! What phones say they saw of the log.

use domain::id::Id;
use domain::time::Millis;
use domain::wire::LogHead;

use super::{Book, StoreError, row};

/// Milliseconds of a day.
const DAY_MS: i64 = 86_400_000;

impl Book {
    /// Writes down the newest line of the log that a phone saw under an epoch.
    ///
    /// It replaces what the phone said earlier that day, unless the log contradicts that: such a word is kept.
    pub async fn witness(
        &mut self,
        device: Id,
        epoch: Id,
        head: &LogHead,
        at: Millis,
    ) -> Result<(), StoreError> {
        sqlx::query(
            "insert into witness (association_id, device_id, epoch, day, seq, hash, at) \
             values ($1, $2, $3, $4, $5, $6, $7) \
             on conflict (association_id, device_id, epoch, day) do update \
             set seq = excluded.seq, hash = excluded.hash, at = excluded.at \
             where exists (select 1 from log where log.association_id = witness.association_id \
             and log.seq = witness.seq and log.hash = witness.hash)",
        )
        .bind(row::blob(self.association))
        .bind(row::blob(device))
        .bind(row::blob(epoch))
        .bind(at.0.div_euclid(DAY_MS))
        .bind(row::number(head.seq))
        .bind(head.hash.to_vec())
        .bind(at.0)
        .execute(&mut *self.tx)
        .await?;
        Ok(())
    }
}
