//! The database. One SQL text for SQLite and PostgreSQL, one association a transaction.
//!
//! Every write of an association goes through a [`Book`], which holds that association's lock from its
//! first statement to its commit; what a book answers is on disk.

mod account;
mod arrival;
mod association;
mod book;
mod cin;
mod copy;
mod data;
mod document;
mod erase;
mod factor;
mod feed;
mod files;
mod invitation;
mod kept;
mod lineage;
mod load;
mod log;
mod memory;
mod news;
mod once;
mod open;
mod outside;
mod own;
mod past;
mod public;
mod report;
mod row;
mod seats;
mod secret;
mod snapshot;
mod sought;
mod sql;
mod team;
mod token;
mod turn;
mod verify;
mod witness;
mod working;
mod write;

use std::sync::Arc;

use domain::id::Id;
use domain::rules::Fault;
use domain::time::Millis;
use sqlx::AnyPool;
use tokio::sync::Notify;

use self::memory::Memory;
use self::once::Once;
use self::sql::Places;
use self::turn::Turns;

pub use account::Account;
pub use arrival::{Arrival, Unwelcome};
pub use association::Tenant;
pub use book::{Book, Hand};
pub use copy::Checked;
pub use data::TokenOf;
pub use factor::Factor;
pub use feed::Pulled;
pub use invitation::Door;
pub use kept::KeptReport;
pub use load::Touched;
pub use news::News;
pub use past::Sight;
pub use public::Found;
pub use report::Facts;
pub use secret::Secret;
pub use snapshot::{Filed, Root, Snapshot};
pub use sought::Traced;
pub use token::Session;
pub use verify::Audit;

/// The database; cheap to clone.
#[derive(Clone, Debug)]
pub struct Store {
    pool: AnyPool,
    /// For transactions that write. SQLite has one writer at a time: one connection, whose turn comes in
    /// order, whose memory stays warm and whose statements stay prepared.
    writes: AnyPool,
    places: Places,
    memory: Memory,
    /// Told of what no phone could bring again.
    unrepeatable: Arc<Notify>,
    turns: Turns,
    sieving: Once,
    packing: Once,
    /// What public forms are signed with.
    pub secret: Secret,
    /// The lineage of this database.
    pub epoch: Id,
    /// When it was last restored from a backup.
    pub restored: Option<Millis>,
}

/// How the databases say that a file cannot grow: SQLite's `FULL`, `IOERR_WRITE` (a quota, or the largest file that the
/// disk allows) and `IOERR_SHMSIZE`; PostgreSQL's `disk_full`.
const FULL: [&str; 4] = ["13", "778", "4874", "53100"];

/// Why the database did not do what was asked.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// It cannot be opened.
    #[error(
        "the database cannot be opened ({0}); check --database or HADIR_DATABASE_URL, as in sqlite://hadir.db or postgres://hadir@localhost/hadir"
    )]
    Open(#[source] sqlx::Error),
    /// It is of another version.
    #[error(
        "the database cannot be brought up to date ({0}); nothing was lost, use the version of hadir that made it or a newer one"
    )]
    Migrate(#[from] sqlx::migrate::MigrateError),
    /// A statement failed.
    #[error("the database did not answer ({0}); nothing was changed, try again")]
    Failed(#[source] sqlx::Error),
    /// Its disk takes no more.
    #[error("the disk of the database is full ({0}); nothing was changed, make room on it, then try again")]
    NoRoom(#[source] sqlx::Error),
    /// What it holds cannot be read.
    #[error("the database holds something that cannot be read ({0}); restore it from a backup")]
    Damaged(String),
    /// There is no such association.
    #[error("there is no such association; `hadir association list` names those there are")]
    NoAssociation,
    /// The server's own record is at fault.
    #[error("this cannot be recorded: {0}")]
    Fault(#[from] Fault),
    /// Someone else signs in with this name or phone.
    #[error("someone signs in with this name or phone already; choose another")]
    LoginTaken,
}

impl Store {
    /// Resolves once something was written that no phone could bring again after a restore: a member who joined, a
    /// phone that signed in, an import.
    pub async fn wrote_unrepeatable(&self) {
        self.unrepeatable.notified().await;
    }
}

impl From<sqlx::Error> for StoreError {
    fn from(error: sqlx::Error) -> Self {
        let code = error.as_database_error().and_then(|error| error.code());
        if code.is_some_and(|code| FULL.contains(&code.as_ref())) {
            StoreError::NoRoom(error)
        } else {
            StoreError::Failed(error)
        }
    }
}

impl StoreError {
    fn damaged(what: impl core::fmt::Display) -> Self {
        StoreError::Damaged(what.to_string())
    }
}
