//! `hadir restore`: a backup in the place of the database; phones bring what it lacks.

use std::path::PathBuf;

use clap::Args;

use super::{CommandError, say};
use crate::backup::restore::restore;
use crate::clock;
use crate::config::Config;
use crate::store::Store;

/// What to put in the database's place.
#[derive(Debug, Args)]
pub struct Restore {
    /// The backup.
    #[arg(long, value_name = "FILE", required_unless_present = "declare")]
    from: Option<PathBuf>,
    /// Set the database that is there aside, under another name.
    #[arg(long)]
    replace: bool,
    /// The database was restored by other means, such as pg_restore: only let phones bring what it lacks.
    #[arg(long, conflicts_with_all = ["from", "replace"])]
    declare: bool,
}

impl Restore {
    pub(super) async fn run(self, config: &Config) -> Result<(), CommandError> {
        match self.from {
            Some(from) => {
                let done = restore(&config.database_url, &from, self.replace, clock::now()).await?;
                let lines: u64 = done.holds.iter().map(|held| held.lines).sum();
                say(format!(
                    "{} is now what {} held: {} association(s) and {lines} log lines, read and found whole.",
                    done.file.display(),
                    from.display(),
                    done.holds.len()
                ))?;
                if let Some(aside) = done.set_aside {
                    say(format!("What was there before is kept as {}.", aside.display()))?;
                }
            }
            None => {
                let store = Store::open(&config.database_url).await?;
                store.begin_lineage(clock::now()).await?.close().await;
                say("The database is known as restored. Start every `hadir serve` on it anew.")?;
            }
        }
        say(
            "Phones fetch everything anew at their next contact and send again what they recorded after the backup, by themselves.",
        )?;
        say(
            "Whoever signed in on a phone after the backup signs in there again; whoever joined after it is invited again.",
        )
    }
}
