//! Walking a log's chain.

use domain::id::Id;
use domain::log::{GENESIS, link};
use sqlx::Row;

use super::{Store, StoreError, row};

/// Lines read at a time.
const LINES: i64 = 2_000;

/// A log that holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Verified {
    /// How many lines it has.
    pub lines: u64,
    /// The number of its newest line.
    pub newest: u64,
}

/// Where a log does not hold.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Broken {
    /// A line does not follow from the one before.
    #[error(
        "line {0} does not follow from the line before it: it, or a line before it, was altered or removed"
    )]
    At(u64),
    /// The last lines are missing, or the association's head was altered.
    #[error("the log ends at line {found} and should end at line {wanted}: its end was cut or altered")]
    Cut {
        /// The newest line there is.
        found: u64,
        /// The newest line the association knows of.
        wanted: u64,
    },
}

impl Store {
    /// Walks an association's log from its first line; the inner error says where it breaks.
    pub async fn verify_log(&self, association: Id) -> Result<Result<Verified, Broken>, StoreError> {
        let (_, wanted) = self.head(association).await?;
        let mut hash = GENESIS;
        let mut log = Verified { lines: 0, newest: 0 };
        loop {
            let rows = sqlx::query(
                "select seq, line, hash from log where association_id = $1 and seq > $2 and seq <= $3 \
                 order by seq limit $4",
            )
            .bind(row::blob(association))
            .bind(row::number(log.newest))
            .bind(row::number(wanted.seq))
            .bind(LINES)
            .fetch_all(&self.pool)
            .await?;
            for found in &rows {
                hash = link(&hash, &found.try_get::<Vec<u8>, _>(1)?);
                log = Verified {
                    lines: log.lines + 1,
                    newest: row::seq_at(found, 0)?,
                };
                if hash != row::hash_at(found, 2)? || !numbered(found, log.newest) {
                    return Ok(Err(Broken::At(log.newest)));
                }
            }
            if rows.is_empty() {
                break;
            }
        }
        let whole = log.newest == wanted.seq && hash == wanted.hash;
        Ok(if whole {
            Ok(log)
        } else {
            Err(Broken::Cut {
                found: log.newest,
                wanted: wanted.seq,
            })
        })
    }
}

/// Whether the line itself says that it has this number.
fn numbered(found: &sqlx::any::AnyRow, seq: u64) -> bool {
    row::line_at(found, 1).is_ok_and(|line| line.answer.seq == seq && line.entry.version == seq)
}
