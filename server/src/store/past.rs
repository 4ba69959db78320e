//! What an association brings of its past from one database to another: lineages, and what phones saw of the log.

use domain::id::Id;
use domain::log::Hash;
use domain::time::Millis;
use domain::wire::LogHead;
use sqlx::{AnyConnection, Row};

use super::{Snapshot, StoreError, row};

/// A line of the log that a phone saw.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sight {
    /// The phone.
    pub device: Id,
    /// Under which epoch.
    pub epoch: Id,
    /// On which day since 1970.
    pub day: i64,
    /// The line.
    pub head: LogHead,
    /// When it was said.
    pub at: Millis,
}

impl Snapshot {
    /// Up to which seq the association shares the past of other epochs; the last is that of the database it is in.
    pub async fn lineages(&mut self) -> Result<Vec<(Id, u64)>, StoreError> {
        let rows =
            sqlx::query("select epoch, seq from lineage where association_id = $1 order by seq, epoch")
                .bind(row::blob(self.root.association))
                .fetch_all(&mut *self.tx)
                .await?;
        let lineages = rows
            .iter()
            .map(|found| Ok((row::id_at(found, 0)?, row::seq_at(found, 1)?)));
        let mut lineages: Vec<_> = lineages.collect::<Result<_, StoreError>>()?;
        lineages.retain(|(epoch, _)| *epoch != self.epoch);
        lineages.push((self.epoch, self.root.seq));
        Ok(lineages)
    }

    /// What phones said they saw of the log.
    pub async fn sights(&mut self) -> Result<Vec<Sight>, StoreError> {
        let rows = sqlx::query(
            "select device_id, epoch, day, seq, hash, at from witness where association_id = $1 \
             order by device_id, epoch, day",
        )
        .bind(row::blob(self.root.association))
        .fetch_all(&mut *self.tx)
        .await?;
        let sights = rows.iter().map(|found| {
            let hash: Hash = row::hash_at(found, 4)?;
            Ok(Sight {
                device: row::id_at(found, 0)?,
                epoch: row::id_at(found, 1)?,
                day: found.try_get(2)?,
                head: LogHead {
                    seq: row::seq_at(found, 3)?,
                    hash,
                },
                at: Millis(found.try_get(5)?),
            })
        });
        sights.collect()
    }
}

/// Writes down that an association shares the past of an epoch.
pub(super) async fn insert_lineage(
    to: &mut AnyConnection,
    association: Id,
    epoch: Id,
    upto: u64,
) -> Result<(), StoreError> {
    sqlx::query("insert into lineage (association_id, epoch, seq) values ($1, $2, $3)")
        .bind(row::blob(association))
        .bind(row::blob(epoch))
        .bind(row::number(upto))
        .execute(to)
        .await?;
    Ok(())
}

/// Writes down what a phone saw.
pub(super) async fn insert_sight(
    to: &mut AnyConnection,
    association: Id,
    sight: &Sight,
) -> Result<(), StoreError> {
    sqlx::query(
        "insert into witness (association_id, device_id, epoch, day, seq, hash, at) \
         values ($1, $2, $3, $4, $5, $6, $7)",
    )
    .bind(row::blob(association))
    .bind(row::blob(sight.device))
    .bind(row::blob(sight.epoch))
    .bind(sight.day)
    .bind(row::number(sight.head.seq))
    .bind(sight.head.hash.to_vec())
    .bind(sight.at.0)
    .execute(to)
    .await?;
    Ok(())
}
