//! Walking a log's chain, and listening to what phones say of it.

use domain::chain::{Held, Walk, Walked, Witness};
use domain::id::Id;
use domain::wire::LogHead;
use sqlx::{Any, Row, Transaction};

use super::sql::Places;
use super::{Store, StoreError, row};

/// Lines read at a time.
const LINES: i64 = 2_000;

/// What checking a log came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Audit {
    /// Where it does not hold, if anywhere.
    pub walked: Walked,
    /// Lines that phones saw before the database was restored from a backup that does not have them: no
    /// tampering, those phones bring back what they recorded.
    pub before_restore: Vec<Witness>,
}

impl Store {
    /// Walks an association's log from its first line to its end, as it stands at one instant.
    pub async fn verify_log(&self, association: Id) -> Result<Audit, StoreError> {
        let mut tx = self.pool.begin().await?;
        if self.places == Places::Numbered {
            sqlx::query("set transaction isolation level repeatable read")
                .execute(&mut *tx)
                .await?;
        }
        let wanted = head(&mut tx, association).await?;
        let (said, before_restore) = self.witnesses(&mut tx, association).await?;
        let mut walk = Walk::new(said);
        let mut last = -1_i64;
        loop {
            let rows = sqlx::query(
                "select seq, change_id, line, hash from log where association_id = $1 and seq > $2 \
                 order by seq limit $3",
            )
            .bind(row::blob(association))
            .bind(last)
            .bind(LINES)
            .fetch_all(&mut *tx)
            .await?;
            for found in &rows {
                last = found.try_get(0)?;
                walk.line(Held {
                    // A number below zero is none the server gave: the line will say that it has another.
                    seq: u64::try_from(last).unwrap_or_default(),
                    change: found.try_get(1)?,
                    line: found.try_get(2)?,
                    hash: row::hash_at(found, 3).unwrap_or_default(),
                });
            }
            if rows.is_empty() {
                break;
            }
        }
        Ok(Audit {
            walked: walk.end(&wanted),
            before_restore,
        })
    }

    /// What phones say of the log as it is, and of what was lost by a restore.
    async fn witnesses(
        &self,
        tx: &mut Transaction<'static, Any>,
        association: Id,
    ) -> Result<(Vec<Witness>, Vec<Witness>), StoreError> {
        let rows = sqlx::query(
            "select witness.device_id, witness.seq, witness.hash, witness.epoch, lineage.seq from witness \
             left join lineage on lineage.association_id = witness.association_id \
             and lineage.epoch = witness.epoch where witness.association_id = $1 order by witness.seq",
        )
        .bind(row::blob(association))
        .fetch_all(&mut **tx)
        .await?;
        let (mut said, mut lost) = (Vec::new(), Vec::new());
        for found in &rows {
            let head = LogHead {
                seq: row::seq_at(found, 1)?,
                hash: row::hash_at(found, 2)?,
            };
            let device = row::id_at(found, 0)?;
            let shared: Option<i64> = found.try_get(4)?;
            let shared = shared.map_or(0, |seq| u64::try_from(seq).unwrap_or_default());
            let here = row::id_at(found, 3)? == self.epoch || head.seq <= shared;
            if here { &mut said } else { &mut lost }.push(Witness { device, head });
        }
        Ok((said, lost))
    }
}

async fn head(tx: &mut Transaction<'static, Any>, association: Id) -> Result<LogHead, StoreError> {
    let found = sqlx::query("select log_seq, log_hash from association where id = $1")
        .bind(row::blob(association))
        .fetch_optional(&mut **tx)
        .await?
        .ok_or(StoreError::NoAssociation)?;
    Ok(LogHead {
        seq: row::seq_at(&found, 0)?,
        hash: row::hash_at(&found, 1)?,
    })
}
