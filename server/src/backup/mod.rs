//! Backups: one file that holds everything, read again before it is called one.

pub mod keep;
pub mod restore;

use std::fs::{self, File, Permissions};
use std::io;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

use domain::time::Millis;

use crate::store::{Checked, Store, StoreError};

/// Why there is no backup, or no restore. What was there before is there still.
#[derive(Debug, thiserror::Error)]
pub enum BackupError {
    /// PostgreSQL has tools of its own.
    #[error(
        "only an SQLite database is backed up and restored by hadir; for PostgreSQL use pg_dump and pg_restore, then `hadir restore --declare`"
    )]
    NotSqlite,
    /// The place is taken.
    #[error("{} is there already and is not written over; choose another name", .0.display())]
    Taken(PathBuf),
    /// A file cannot be read or written.
    #[error("{} cannot be read or written ({source}); check its name, your right to it and the room on the disk", path.display())]
    File {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// The copy that was written is not what was to be copied.
    #[error(
        "what was written does not read back as what the database holds; nothing was kept of it, try again, and check the disk"
    )]
    Differs,
    /// A database is at the place of the one to restore.
    #[error(
        "there is a database at {} already; `--replace` sets it aside under another name, and never deletes it", .0.display()
    )]
    Occupied(PathBuf),
    /// A server is at work on the database.
    #[error("{} is in use; stop `hadir serve` first, then restore", .0.display())]
    InUse(PathBuf),
    /// The database failed, or what a file holds is not whole.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// A backup that was written and read again.
#[derive(Debug)]
pub struct BackedUp {
    /// Where it is.
    pub file: PathBuf,
    /// What is in it.
    pub holds: Vec<Checked>,
}

/// What a backup begun at an instant is called.
pub fn name(at: Millis) -> String {
    let (day, minutes) = at.on_wall(0);
    let (hour, minute, second) = (minutes / 60, minutes % 60, at.0.div_euclid(1_000).rem_euclid(60));
    format!("hadir-{day}-{hour:02}{minute:02}{second:02}.db")
}

/// Copies a database that may be in use into a new file, reads the copy again from its first page to its last
/// log line, and only then gives it its name.
pub async fn back_up(store: &Store, file: &Path) -> Result<BackedUp, BackupError> {
    if !store.is_sqlite() {
        return Err(BackupError::NotSqlite);
    }
    if file.exists() {
        return Err(BackupError::Taken(file.to_owned()));
    }
    let folder = folder_of(file);
    fs::create_dir_all(&folder).map_err(at(&folder))?;
    let partial = beside(file, "partial");
    discard(&partial)?;
    let holds = match copied(store, &partial).await {
        Ok(holds) => holds,
        Err(error) => {
            // Half a copy is of no use to anybody.
            let _ = discard(&partial);
            return Err(error);
        }
    };
    fs::rename(&partial, file).map_err(at(file))?;
    settle(&folder)?;
    store.mark_backed_up(&holds).await?;
    Ok(BackedUp {
        file: file.to_owned(),
        holds,
    })
}

async fn copied(store: &Store, partial: &Path) -> Result<Vec<Checked>, BackupError> {
    store.copy_into(partial).await?;
    // It holds names, phones and what passwords are checked against.
    fs::set_permissions(partial, Permissions::from_mode(0o600)).map_err(at(partial))?;
    settle(partial)?;
    let copy = Store::open_to_read(partial).await?;
    let holds = copy.check().await?;
    copy.close().await;
    if !store.continues(&holds).await? {
        return Err(BackupError::Differs);
    }
    Ok(holds)
}

/// Waits until a file, or what a folder says of its files, is on disk.
fn settle(path: &Path) -> Result<(), BackupError> {
    File::open(path)
        .and_then(|file| file.sync_all())
        .map_err(at(path))
}

/// A file beside another, hidden, that is not finished.
fn beside(file: &Path, ending: &str) -> PathBuf {
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    folder_of(file).join(format!(".{name}.{ending}"))
}

fn folder_of(file: &Path) -> PathBuf {
    let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty());
    folder.unwrap_or(Path::new(".")).to_owned()
}

/// Removes an unfinished file and what SQLite keeps beside it.
fn discard(partial: &Path) -> Result<(), BackupError> {
    for ending in ["", "-wal", "-shm", "-journal"] {
        let mut name = partial.as_os_str().to_owned();
        name.push(ending);
        let file = PathBuf::from(name);
        if file.exists() {
            fs::remove_file(&file).map_err(at(&file))?;
        }
    }
    Ok(())
}

fn at(path: &Path) -> impl FnOnce(io::Error) -> BackupError {
    let path = path.to_owned();
    move |source| BackupError::File { path, source }
}
