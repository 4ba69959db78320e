//! The lineage of a database: which past it shares with those it was restored from.

use domain::id::Id;
use domain::time::Millis;
use sqlx::{AnyPool, Row};

use super::{Store, StoreError, row};
use crate::clock;

impl Store {
    /// Gives a database that was restored from a backup an epoch of its own, so that phones bring what it lacks.
    ///
    /// Every `Store` opened before, in this program or another, still speaks for the epoch before: none may be
    /// serving.
    pub async fn begin_lineage(mut self, at: Millis) -> Result<Self, StoreError> {
        let epoch = clock::new_id(at);
        let mut tx = self.writes.begin().await?;
        sqlx::query(
            "insert into lineage (association_id, epoch, seq) \
             select association.id, server.epoch, association.seq from association, server where server.id = 1",
        )
        .execute(&mut *tx)
        .await?;
        sqlx::query("update association set backed_up = seq")
            .execute(&mut *tx)
            .await?;
        sqlx::query("update server set epoch = $1, restored = $2 where id = 1")
            .bind(row::blob(epoch))
            .bind(at.0)
            .execute(&mut *tx)
            .await?;
        tx.commit().await?;
        (self.epoch, self.restored) = (epoch, Some(at));
        Ok(self)
    }

    /// Up to which seq an association shares the past of another epoch; 0 where that one was never heard of.
    pub async fn shared_upto(&self, association: Id, epoch: Id) -> Result<u64, StoreError> {
        let found = sqlx::query("select seq from lineage where association_id = $1 and epoch = $2")
            .bind(row::blob(association))
            .bind(row::blob(epoch))
            .fetch_optional(&self.pool)
            .await?;
        found.map_or(Ok(0), |found| row::seq_at(&found, 0))
    }
}

/// The epoch of a database, and when it was last restored from a backup. A new database gets its first epoch.
pub(super) async fn of(pool: &AnyPool) -> Result<(Id, Option<Millis>), StoreError> {
    if let Some(known) = known(pool).await? {
        return Ok(known);
    }
    let now = clock::now();
    sqlx::query("insert into server (id, epoch, created) values (1, $1, $2) on conflict (id) do nothing")
        .bind(row::blob(clock::new_id(now)))
        .bind(now.0)
        .execute(pool)
        .await?;
    let known = known(pool).await?;
    known.ok_or_else(|| StoreError::damaged("it has no epoch"))
}

/// The epoch a database has, and when it was last restored from a backup.
pub(super) async fn known(pool: &AnyPool) -> Result<Option<(Id, Option<Millis>)>, StoreError> {
    let found = sqlx::query("select epoch, restored from server where id = 1")
        .fetch_optional(pool)
        .await?;
    let known = found.map(|found| {
        let restored: Option<i64> = found.try_get(1)?;
        Ok((row::id_at(&found, 0)?, restored.map(Millis)))
    });
    known.transpose()
}
