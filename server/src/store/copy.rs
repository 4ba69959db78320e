//! A copy of the whole database in one file, and checking one.

use std::path::Path;
use std::sync::Arc;

use domain::id::Id;
use domain::wire::LogHead;
use sqlx::Row;

use super::memory::Memory;
use super::once::Once;
use super::open::connect_to_read;
use super::sql::Places;
use super::turn::Turns;
use super::{Secret, Store, StoreError, lineage, row};
use crate::config::sqlite_url;

/// An association in a database that was found whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checked {
    /// Which.
    pub association: Id,
    /// Its newest seq.
    pub seq: u64,
    /// How many lines its log has.
    pub lines: u64,
    /// The newest of them.
    pub head: LogHead,
}

impl Store {
    /// Opens a file that nobody writes to, to read it as it is.
    pub async fn open_to_read(file: &Path) -> Result<Self, StoreError> {
        let url = sqlite_url(file).map_err(|error| StoreError::Open(error.into()))?;
        let pool = connect_to_read(&format!("{url}?mode=ro&immutable=1")).await?;
        let (epoch, restored) = lineage::known(&pool).await?.ok_or_else(|| {
            StoreError::damaged("it is no database of Hadir's, or one that was never opened")
        })?;
        Ok(Store {
            // Whoever only reads signs nothing, and an older file has none.
            secret: Secret::draw(),
            epoch,
            restored,
            writes: pool.clone(),
            pool,
            places: Places::Plain,
            memory: Memory::default(),
            unrepeatable: Arc::default(),
            turns: Turns::default(),
            sieving: Once::default(),
            packing: Once::default(),
        })
    }

    /// Whether it is an SQLite file, which this program can copy and put back.
    pub fn is_sqlite(&self) -> bool {
        self.places == Places::Plain
    }

    /// Writes all of it, as it stands at one instant, into a new SQLite file. Nobody waits meanwhile.
    pub async fn copy_into(&self, file: &Path) -> Result<(), StoreError> {
        let name = file
            .to_str()
            .ok_or_else(|| StoreError::damaged("a file name that is not UTF-8"))?;
        sqlx::query("vacuum into $1")
            .bind(name.to_owned())
            .execute(&self.pool)
            .await?;
        Ok(())
    }

    /// Reads all of an SQLite database: pages, indexes, references, and every association's log.
    pub async fn check(&self) -> Result<Vec<Checked>, StoreError> {
        let found = sqlx::query("pragma integrity_check")
            .fetch_one(&self.pool)
            .await?;
        let said: String = found.try_get(0)?;
        if said != "ok" {
            return Err(StoreError::damaged(said));
        }
        let dangling = sqlx::query("pragma foreign_key_check")
            .fetch_optional(&self.pool)
            .await?;
        if dangling.is_some() {
            return Err(StoreError::damaged("a row that refers to nothing"));
        }
        let mut checked = Vec::new();
        for tenant in self.associations().await? {
            let (seq, head) = self.head(tenant.id).await?;
            let audit = self.verify_log(tenant.id).await?;
            if let Some(broken) = audit.walked.broken.first() {
                return Err(StoreError::damaged(format!("{}: {broken}", tenant.id)));
            }
            checked.push(Checked {
                association: tenant.id,
                seq,
                lines: audit.walked.lines,
                head,
            });
        }
        Ok(checked)
    }

    /// Whether a copy's logs are the beginning of this database's, line for line as many.
    pub async fn continues(&self, copied: &[Checked]) -> Result<bool, StoreError> {
        for copy in copied {
            let found = sqlx::query(
                "select (select count(*) from log where association_id = $1 and seq <= $2), \
                 (select count(*) from log where association_id = $1 and seq = $2 and hash = $3)",
            )
            .bind(row::blob(copy.association))
            .bind(row::number(copy.head.seq))
            .bind(copy.head.hash.to_vec())
            .fetch_one(&self.pool)
            .await?;
            if row::seq_at(&found, 0)? != copy.lines || (copy.lines > 0 && row::seq_at(&found, 1)? != 1) {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// Writes down, for phones to hear, up to where all is in a backup.
    pub async fn mark_backed_up(&self, copied: &[Checked]) -> Result<(), StoreError> {
        let mut tx = self.writes.begin().await?;
        for copy in copied {
            sqlx::query("update association set backed_up = $2 where id = $1 and backed_up < $2")
                .bind(row::blob(copy.association))
                .bind(row::number(copy.seq))
                .execute(&mut *tx)
                .await?;
        }
        tx.commit().await?;
        Ok(())
    }
}
