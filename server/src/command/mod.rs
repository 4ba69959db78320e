//! The command line: one command a file.

pub mod anonymise;
pub mod association;
pub mod backup;
pub mod demo;
pub mod export;
pub mod import;
pub mod member;
pub mod report;
pub mod restore;
pub mod token;
pub mod verify_log;

use std::io::{self, Write, stdout};

use app::i18n::Lang;
use clap::Subcommand;
use domain::id::Id;
use domain::kind::Kind;

use crate::backup::BackupError;
use crate::config::{Config, ConfigFault};
use crate::export::{ReadError, WriteError};
use crate::kept::KeptFault;
use crate::paper::PaperError;
use crate::report::ReportError;
use crate::sentence::Refused;
use crate::serve::{self, ServeError};
use crate::store::{Store, StoreError};
use crate::telemetry::LogFault;

/// What `hadir` can be told to do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Serve the staff app, the public pages and the synchronisation.
    Serve,
    /// Serve an invented association to try things out with.
    Demo(demo::Demo),
    /// Add or list associations.
    #[command(subcommand)]
    Association(association::Command),
    /// Invite members.
    #[command(subcommand)]
    Member(member::Command),
    /// Import people from a CSV or XLSX file; without one, a whole association from `hadir export`.
    Import(import::Import),
    /// Write a whole association to standard output, one JSON object a line. Keep it as you keep the database: it
    /// holds everybody's data, and the hashes of passwords.
    Export(export::Export),
    /// Write the whole database into one file, while it is in use, and read it again.
    Backup(backup::Backup),
    /// Put a backup in the database's place; phones bring what it lacks.
    Restore(restore::Restore),
    /// A period in numbers: people, participations, sessions, by sex, age and commune.
    Report(report::ReportOf),
    /// Make, list and withdraw tokens by which other programs read.
    #[command(subcommand)]
    Token(token::Command),
    /// Erase what identifies whoever was last there longer ago than the association keeps data; reports say the same
    /// before and after. A server does it once a day where the association says how long.
    Anonymise(anonymise::Anonymise),
    /// Check that no log was altered or cut.
    VerifyLog(verify_log::VerifyLog),
}

/// Why a command did not do what it was told.
#[derive(Debug, thiserror::Error)]
pub enum CommandError {
    /// Serving failed.
    #[error(transparent)]
    Serve(#[from] ServeError),
    /// Nobody signs in so, or their account is closed.
    #[error(
        "nobody signs in as {0} here, or a head closed their account: check the phone or name they \
         sign in with, or invite them anew with `hadir member invite`"
    )]
    NoLogin(String),
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The settings cannot be used.
    #[error(transparent)]
    Config(#[from] ConfigFault),
    /// How much to log is not understood.
    #[error(transparent)]
    Log(#[from] LogFault),
    /// There is no backup, or no restore.
    #[error(transparent)]
    Backup(#[from] BackupError),
    /// What was typed cannot be done.
    #[error("{0}")]
    Unfit(String),
    /// A file cannot be read.
    #[error("{path} cannot be read ({source}); check its name and your right to read it")]
    Unreadable {
        /// The file.
        path: String,
        /// What the system said.
        source: io::Error,
    },
    /// An association was not written out.
    #[error(transparent)]
    Export(#[from] WriteError),
    /// An association was not taken in.
    #[error(transparent)]
    Arrive(#[from] ReadError),
    /// A file cannot be written.
    #[error(
        "{path} cannot be written ({source}); check its folder, your right to write there and the room on the disk"
    )]
    Unwritable {
        /// The file.
        path: String,
        /// What the system said.
        source: io::Error,
    },
    /// There is no report.
    #[error(transparent)]
    Report(#[from] ReportError),
    /// It was not kept.
    #[error(transparent)]
    Kept(#[from] KeptFault),
    /// There is no paper.
    #[error(transparent)]
    Paper(#[from] PaperError),
    /// Standard output is closed.
    #[error("the result could not be written ({0}); nothing else was left undone")]
    Output(#[from] io::Error),
}

impl Command {
    /// Does it.
    pub async fn run(self, config: Config) -> Result<(), CommandError> {
        match self {
            Command::Serve => Ok(serve::serve(config).await?),
            Command::Demo(demo) => demo.run(config).await,
            Command::Association(command) => command.run(&open(&config).await?, &config).await,
            Command::Member(command) => command.run(&open(&config).await?, &config).await,
            Command::Import(import) => import.run(&open(&config).await?).await,
            Command::Export(export) => export.run(&open(&config).await?).await,
            Command::Backup(backup) => backup.run(&open(&config).await?, &config).await,
            Command::Restore(restore) => restore.run(&config).await,
            Command::Anonymise(anonymise) => anonymise.run(&open(&config).await?).await,
            Command::Report(report) => report.run(&open(&config).await?).await,
            Command::Token(command) => command.run(&open(&config).await?, &config).await,
            Command::VerifyLog(verify) => verify.run(&open(&config).await?).await,
        }
    }
}

async fn open(config: &Config) -> Result<Store, CommandError> {
    Ok(Store::open(&config.database_url).await?)
}

/// Writes one line to standard output.
fn say(line: impl core::fmt::Display) -> Result<(), CommandError> {
    Ok(writeln!(stdout(), "{line}")?)
}

/// A language by its code, as it is typed.
fn language(code: &str) -> Result<Lang, String> {
    Lang::from_code(code).ok_or_else(|| "the languages are ar, fr and en".to_owned())
}

/// An error of the store about a record of a kind, in words.
fn about(kind: Kind, error: StoreError) -> CommandError {
    match error {
        StoreError::Fault(fault) => {
            let sentence = Refused::new(kind, fault).sentence(Lang::En);
            CommandError::Unfit(format!("this cannot be recorded. {sentence}"))
        }
        other => other.into(),
    }
}

/// The association of an id or of a name, in either script.
async fn named(store: &Store, wanted: &str) -> Result<Id, CommandError> {
    let all = store.associations().await?;
    let id = wanted.parse::<Id>().ok();
    let found: Vec<Id> = all
        .iter()
        .filter(|tenant| {
            let profile = &tenant.profile;
            Some(tenant.id) == id || profile.name_ar == wanted || profile.name_la.eq_ignore_ascii_case(wanted)
        })
        .map(|tenant| tenant.id)
        .collect();
    match found.as_slice() {
        [one] => Ok(*one),
        [] => Err(CommandError::Unfit(format!(
            "no association is called {wanted}; `hadir association list` names those there are"
        ))),
        _ => Err(CommandError::Unfit(format!(
            "several associations are called {wanted}; name one by its id, `hadir association list` shows them"
        ))),
    }
}
