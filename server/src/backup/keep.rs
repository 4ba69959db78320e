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
/// What no phone could bring again is gathered for so long.
const GATHER_MS: i64 = 60_000;
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

    /// Backups kept in that folder while serving: so many of the newest, and the last of each of as many days.
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
    /// Makes a backup whenever one is due, for ever, and within the hour after something was written that no
    /// phone could bring again. A failure is logged and tried again soon.
    pub async fn keep_up(self, store: Store) {
        let Some(folder) = self.folder.clone() else { return };
        loop {
            tokio::select! {
                () = wait(self.due_in(&folder, clock::now())) => {}
                () = store.wrote_unrepeatable() => wait(self.soon_in(&folder, clock::now())).await,
            }
            if let Err(error) = self.once(&store, &folder).await {
                tracing::error!(%error, "no backup was made; it is tried again soon");
                wait(AGAIN_MS).await;
            }
        }
    }

    /// Milliseconds until a backup is due: at once where there is none.
    fn due_in(&self, folder: &Path, now: Millis) -> i64 {
        let every = i64::from(self.every_hours) * HOUR_MS;
        newest(folder).map_or(0, |made| made.plus(every).since(now).clamp(0, every))
    }

    /// Milliseconds until a backup is made of what no phone could bring again: no more than one an hour.
    fn soon_in(&self, folder: &Path, now: Millis) -> i64 {
        newest(folder).map_or(GATHER_MS, |made| {
            made.plus(HOUR_MS).since(now).clamp(GATHER_MS, HOUR_MS)
        })
    }

    async fn once(&self, store: &Store, folder: &Path) -> Result<(), BackupError> {
        let made = back_up(store, &folder.join(name(clock::now()))).await?;
        let lines: u64 = made.holds.iter().map(|held| held.lines).sum();
        tracing::info!(file = %made.file.display(), associations = made.holds.len(), lines, "backed up and read again");
        for old in self.outlived(&backups(folder)?) {
            fs::remove_file(old).map_err(at(old))?;
        }
        Ok(())
    }

    /// The backups that go: neither among the newest, nor the last of one of the newest days.
    fn outlived<'a>(&self, kept: &'a [PathBuf]) -> Vec<&'a PathBuf> {
        let mut days: Vec<String> = Vec::new();
        let mut go = Vec::new();
        for (age, file) in kept.iter().rev().enumerate() {
            let day = day(file);
            let is_last_of_day = days.last() != Some(&day);
            if is_last_of_day {
                days.push(day);
            }
            if age >= self.keep as usize && !(is_last_of_day && days.len() <= self.keep as usize) {
                go.push(file);
            }
        }
        go
    }
}

async fn wait(ms: i64) {
    tokio::time::sleep(Duration::from_millis(ms.unsigned_abs())).await;
}

/// When the newest backup in a folder was made.
fn newest(folder: &Path) -> Option<Millis> {
    let file = backups(folder).ok()?.pop()?;
    let made = fs::metadata(file).ok()?.modified().ok()?;
    let since = made.duration_since(UNIX_EPOCH).ok()?;
    i64::try_from(since.as_millis()).ok().map(Millis)
}

/// The day in a backup's name.
fn day(file: &Path) -> String {
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    name.chars().take("hadir-2026-11-23".len()).collect()
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

    fn names(files: &[PathBuf]) -> Vec<String> {
        let name = |file: &PathBuf| file.file_name().unwrap().to_string_lossy().into_owned();
        files.iter().map(name).collect()
    }

    #[tokio::test]
    async fn one_is_made_where_there_is_none_and_the_oldest_go() {
        let folder = tempfile::tempdir().unwrap();
        let url = format!("sqlite://{}/a.db", folder.path().display());
        let store = Store::open(&url).await.unwrap();
        let kept = folder.path().join("kept");
        let plan = Plan {
            keep: 2,
            ..Plan::default()
        };
        assert_eq!(plan.due_in(&kept, clock::now()), 0);
        fs::create_dir(&kept).unwrap();
        for old in [
            "hadir-2020-01-01-030000.db",
            "hadir-2020-01-02-030000.db",
            "mine.db",
        ] {
            fs::write(kept.join(old), "x").unwrap();
        }
        plan.once(&store, &kept).await.unwrap();
        let left = names(&backups(&kept).unwrap());
        assert_eq!((left.len(), left[0].as_str()), (2, "hadir-2020-01-02-030000.db"));
        assert!(
            kept.join("mine.db").exists(),
            "what is not a backup is nobody's to delete"
        );
        let now = clock::now();
        assert!(plan.due_in(&kept, now) > 23 * HOUR_MS);
        assert!((HOUR_MS / 2..=HOUR_MS).contains(&plan.soon_in(&kept, now)));
    }

    #[test]
    fn many_backups_in_one_day_do_not_push_out_the_days_before() {
        let plan = Plan {
            keep: 2,
            ..Plan::default()
        };
        let kept = [
            "01-0100", "01-0200", "02-0100", "02-0200", "03-0100", "03-0200", "03-0300",
        ];
        let kept = kept.map(|at| PathBuf::from(format!("hadir-2026-11-{at}00.db")));
        let go: Vec<PathBuf> = plan.outlived(&kept).into_iter().cloned().collect();
        let go = names(&go);
        assert_eq!(
            go,
            ["03-0100", "02-0100", "01-0200", "01-0100"].map(|at| format!("hadir-2026-11-{at}00.db"))
        );
    }

    #[tokio::test]
    async fn what_no_phone_could_bring_again_is_told_of() {
        let store = Store::open("sqlite::memory:").await.unwrap();
        let profile = domain::record::Association::default();
        let profile = domain::record::Association {
            name_la: "A".into(),
            ..profile
        };
        store.add_association(profile, clock::now()).await.unwrap();
        store.wrote_unrepeatable().await;
    }
}
