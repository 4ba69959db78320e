//! `hadir backup`: the whole database in one file, while it is in use.

use std::path::PathBuf;

use clap::Args;

use super::{CommandError, say};
use crate::backup::{back_up, name};
use crate::clock;
use crate::config::Config;
use crate::store::Store;

/// Where to put it.
#[derive(Debug, Args)]
pub struct Backup {
    /// The file to write, or the folder to put it in; by default `backups` in the data folder.
    #[arg(long, value_name = "PATH")]
    to: Option<PathBuf>,
}

impl Backup {
    pub(super) async fn run(self, store: &Store, config: &Config) -> Result<(), CommandError> {
        let folder = || {
            let configured = config.backups.folder.clone();
            configured.unwrap_or_else(|| config.data_dir.join("backups"))
        };
        let to = self.to.unwrap_or_else(folder);
        let is_folder = to.is_dir() || to.extension().is_none();
        let file = if is_folder {
            to.join(name(clock::now()))
        } else {
            to
        };
        let made = back_up(store, &file).await?;
        let lines: u64 = made.holds.iter().map(|held| held.lines).sum();
        say(format!(
            "{} holds {} association(s) and {lines} log lines; it was read again and is whole. Keep it on another machine too.",
            made.file.display(),
            made.holds.len()
        ))
    }
}
