//! Backups at a steady pace while the server serves.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, UNIX_EPOCH};

use clap::Args;
use clap::builder::{OsStringValueParser, TypedValueParser};
use domain::time::Millis;

use super::{BackupError, at, back_up, name};
use crate::clock;
use crate::store::Store;

const HOUR_MS: i64 = 3_600_000;
/// After a failure it is tried again this soon.
const AGAIN_MS: i64 = 10 * 60_000;

/// Where backups go while the server serves, how often, and how many are kept.
#[derive(Debug, Clone, Args)]
pub struct Plan {
    /// The folder for backups; while serving, one is made there at a steady pace.
    #[arg(
        long = "backup-dir",
        value_name = "FOLDER",
        env = "HADIR_BACKUP_DIR",
        value_parser = OsStringValueParser::new().map(PathBuf::from),
        global = true
    )]
    pub folder: Option<PathBuf>,

    /// Hours between two backups while serving.
    #[arg(
        long = "backup-every",
        value_name = "HOURS",
        env = "HADIR_BACKUP_EVERY",
        default_value_t = 24,
        value_parser = clap::value_parser!(u32).range(1..),
        global = true
    )]
    pub every_hours: u32,

    /// Backups kept in that folder while serving; the oldest go.
    #[arg(
        long = "backup-keep",
        value_name = "COUNT",
        env = "HADIR_BACKUP_KEEP",
        default_value_t = 14,
        value_parser = clap::value_parser!(u32).range(1..),
        global = true
    )]
    pub keep: u32,
}

impl Default for Plan {
    fn default() -> Self {
        Plan {
            folder: None,
            every_hours: 24,
            keep: 14,
        }
    }
}

impl Plan {
    /// Makes a backup whenever one is due, for ever. A failure is logged and tried again soon.
    pub async fn keep_up(self, store: Store) {
        let Some(folder) = self.folder.clone() else { return };
        loop {
            let wait = self.due_in(&folder, clock::now());
            tokio::time::sleep(Duration::from_millis(wait.unsigned_abs())).await;
            if let Err(error) = self.once(&store, &folder).await {
                tracing::error!(%error, "no backup was made; it is tried again soon");
                tokio::time::sleep(Duration::from_millis(AGAIN_MS.unsigned_abs())).await;
            }
        }
    }

    /// Milliseconds until a backup is due: at once where there is none.
    fn due_in(&self, folder: &Path, now: Millis) -> i64 {
        let newest = backups(folder).ok().and_then(|kept| kept.last().cloned());
        let made = newest.and_then(|file| fs::metadata(file).ok()?.modified().ok());
        let made = made.and_then(|made| made.duration_since(UNIX_EPOCH).ok());
        let made = made.and_then(|since| i64::try_from(since.as_millis()).ok());
        let every = i64::from(self.every_hours) * HOUR_MS;
        made.map_or(0, |made| (made + every - now.0).clamp(0, every))
    }

    async fn once(&self, store: &Store, folder: &Path) -> Result<(), BackupError> {
        let made = back_up(store, &folder.join(name(clock::now()))).await?;
        let lines: u64 = made.holds.iter().map(|held| held.lines).sum();
        tracing::info!(file = %made.file.display(), associations = made.holds.len(), lines, "backed up and read again");
        let kept = backups(folder)?;
        let over = kept.len().saturating_sub(self.keep as usize);
        for old in &kept[..over] {
            fs::remove_file(old).map_err(at(old))?;
        }
        Ok(())
    }
}

/// The backups in a folder, the oldest first: their names begin with their time.
fn backups(folder: &Path) -> Result<Vec<PathBuf>, BackupError> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).map_err(at(folder))? {
        let entry = entry.map_err(at(folder))?;
        let name = entry.file_name();
        let name = name.to_string_lossy();
        if name.starts_with("hadir-") && name.ends_with(".db") {
            found.push(entry.path());
        }
    }
    found.sort();
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn one_is_made_where_there_is_none_and_the_oldest_go() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open("sqlite::memory:").await.unwrap();
        let kept = folder.path().join("kept");
        let plan = Plan {
            keep: 2,
            ..Plan::default()
        };
        assert_eq!(plan.due_in(&kept, clock::now()), 0);
        fs::create_dir(&kept).unwrap();
        for old in ["hadir-2020-01-01-0300.db", "hadir-2020-01-02-0300.db", "mine.db"] {
            fs::write(kept.join(old), "x").unwrap();
        }
        plan.once(&store, &kept).await.unwrap();
        let names: Vec<String> = backups(&kept)
            .unwrap()
            .iter()
            .map(|file| file.file_name().unwrap().to_string_lossy().into_owned())
            .collect();
        assert_eq!((names.len(), names[0].as_str()), (2, "hadir-2020-01-02-0300.db"));
        assert!(
            kept.join("mine.db").exists(),
            "what is not a backup is nobody's to delete"
        );
        let wait = plan.due_in(&kept, clock::now());
        assert!(wait > 23 * HOUR_MS, "{wait}");
    }
}
