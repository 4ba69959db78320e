//! Putting a backup in a database's place.

use std::fs;
use std::path::{Path, PathBuf};
use std::str::FromStr;
use std::time::Duration;

use domain::time::Millis;
use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{ConnectOptions, Connection};

use super::{BackupError, at, beside, discard, folder_of, name, settle};
use crate::config::sqlite_url;
use crate::store::{Checked, Store, StoreError};

/// A database that was restored.
#[derive(Debug)]
pub struct Restored {
    /// Where it is.
    pub file: PathBuf,
    /// Where the one is that was there before.
    pub set_aside: Option<PathBuf>,
    /// What is in it.
    pub holds: Vec<Checked>,
}

/// Puts a backup in the place of a database, under a new epoch, once it was read and found whole.
///
/// What is at that place is set aside where `replace` says so, and else left. Sessions of the backup go on.
pub async fn restore(url: &str, from: &Path, replace: bool, now: Millis) -> Result<Restored, BackupError> {
    let file = file_of(url)?;
    let partial = beside(&file, "restoring");
    discard(&partial)?;
    fs::copy(from, &partial).map_err(at(from))?;
    let holds = match prepared(&partial, now).await {
        Ok(holds) => holds,
        Err(error) => {
            let _ = discard(&partial);
            return Err(error);
        }
    };
    let set_aside = match file.exists() {
        true => Some(set_aside(&file, replace, now).await.inspect_err(|_| {
            let _ = discard(&partial);
        })?),
        false => None,
    };
    fs::rename(&partial, &file).map_err(at(&file))?;
    settle(&folder_of(&file))?;
    Ok(Restored {
        file,
        set_aside,
        holds,
    })
}

async fn prepared(partial: &Path, now: Millis) -> Result<Vec<Checked>, BackupError> {
    let url = sqlite_url(partial).map_err(at(partial))?;
    let copy = Store::open(&url).await?;
    let holds = copy.check().await?;
    copy.begin_lineage(now).await?.close().await;
    quiet(partial).await?;
    settle(partial)?;
    Ok(holds)
}

/// Gives the database that is there another name, never deletes it.
async fn set_aside(file: &Path, replace: bool, now: Millis) -> Result<PathBuf, BackupError> {
    if !replace {
        return Err(BackupError::Occupied(file.to_owned()));
    }
    quiet(file).await?;
    let aside = folder_of(file).join(format!("before-restore-{}", name(now)));
    if aside.exists() {
        return Err(BackupError::Taken(aside));
    }
    fs::rename(file, &aside).map_err(at(file))?;
    Ok(aside)
}

/// Brings all of a database into its one file. Fails where somebody has it open; what is no database is one file.
async fn quiet(file: &Path) -> Result<(), BackupError> {
    let options = SqliteConnectOptions::new()
        .filename(file)
        .busy_timeout(Duration::ZERO);
    let Ok(mut connection) = options.connect().await else {
        return Ok(());
    };
    let done = sqlx::query("pragma journal_mode = delete")
        .fetch_one(&mut connection)
        .await;
    let _ = connection.close().await;
    match done {
        Err(sqlx::Error::Database(error)) if error.message().contains("locked") => {
            Err(BackupError::InUse(file.to_owned()))
        }
        _ => Ok(()),
    }
}

/// The file of an SQLite database.
fn file_of(url: &str) -> Result<PathBuf, BackupError> {
    if !url.starts_with("sqlite:") || url.contains(":memory:") {
        return Err(BackupError::NotSqlite);
    }
    let options = SqliteConnectOptions::from_str(url).map_err(StoreError::Open)?;
    Ok(options.get_filename().to_owned())
}
