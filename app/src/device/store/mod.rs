//! Where a phone keeps what it knows, so that it survives the browser being killed.
//!
//! One trait, two implementations ([`Memory`], [`Indexed`]), one behaviour suite for both. A store
//! serves several tabs at once: each holds a [`Mark`], the place in the store's journal up to which its
//! replica has taken everything in, and a tab that fell behind is told so instead of overwriting.
//!
//! Rows are sealed from the moment a member has a key. Open lie only numbers, ids and sizes: counters of changes,
//! ids of slices and of the record a receipt is about, when it was answered.

mod connection;
mod indexed;
mod keys;
mod memory;
mod pack;
mod raw;
mod recover;
mod rows;
mod sealing;
mod shelf;
mod spare;
#[cfg(test)]
mod suite;

use core::future::Future;

use domain::change::Change;
use domain::id::Id;
use domain::replica::{Batch, Me, Meta, Outgoing, Replica};
use domain::time::Millis;

pub use indexed::Indexed;
pub(super) use indexed::Leaves;
pub(super) use keys::Keys;
pub use memory::Memory;
pub use pack::Packed;
pub(super) use sealing::Lock;
pub(super) use shelf::Shelf;
pub(super) use spare::Spare;

/// A place in a store's journal. Rises with every commit that other tabs must hear of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Mark(pub u64);

/// Everything a store holds, ready for use.
#[derive(Debug, Default)]
pub struct Loaded {
    /// What the phone knows.
    pub replica: Replica,
    /// Up to where.
    pub mark: Mark,
    /// Who last signed in on this phone, signed out since or not: unsent work is theirs.
    pub owner: Option<Me>,
    /// How many recorded changes this version cannot read: they stay in the store, untouched.
    pub unreadable: usize,
}

/// What other tabs wrote since a mark.
#[derive(Debug, Default)]
pub struct News {
    /// News of slices, oldest first.
    pub parts: Vec<Batch>,
    /// The outbox as it stands, whole.
    pub outbox: Vec<Outgoing>,
    /// The few other things as they stand.
    pub meta: Meta,
    /// Who last signed in.
    pub owner: Option<Me>,
    /// How many recorded changes this version cannot read.
    pub unreadable: usize,
    /// Up to where this comes.
    pub mark: Mark,
}

/// Why a store did not do as asked. Then it is as it was before: nothing is half written.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum StoreError {
    /// A counter is in use already, or was: another tab recorded meanwhile.
    #[error("another tab recorded meanwhile; nothing was written: take in its work, then record again")]
    Taken,
    /// Another tab signed out, or signed someone else in.
    #[error("someone else signed in or out in another tab; nothing was written: look at this page again")]
    OtherPerson,
    /// The journal went on past the mark: another tab wrote meanwhile.
    #[error("another tab wrote meanwhile; nothing was written: take in its work, then try again")]
    Behind,
    /// The phone's storage is full.
    #[error("the phone is full: this was not saved, all before it is safe; free some space and do it again")]
    Full,
    /// The browser allows no storage here.
    #[error("the browser blocks storage, as in a private window: open Hadir in a normal window")]
    Blocked,
    /// The browser emptied the database under the open app.
    #[error(
        "the browser emptied Hadir's storage: this was not saved; open Hadir again, unsent work comes back from its second copy"
    )]
    Erased,
    /// The rows are sealed and the PIN was not said.
    #[error("this phone is locked; nothing was written: enter the PIN, then do it again")]
    Locked,
    /// Another tab holds the database in an older form and does not let go.
    #[error(
        "Hadir is open in another tab that must be closed first; nothing is lost: close it, then open again"
    )]
    OtherTab,
    /// A newer Hadir has been at work in another tab.
    #[error("a newer Hadir runs in another tab; nothing is lost: load this page again")]
    Newer,
    /// Anything else, by the browser's name for it.
    #[error("storage failed ({0}): this was not saved, all before it is safe; try again or open Hadir again")]
    Failed(String),
}

impl StoreError {
    /// A key for words a person can read.
    pub const fn code(&self) -> &'static str {
        match self {
            StoreError::Full => "storage_full",
            StoreError::Blocked => "storage_blocked",
            StoreError::OtherTab => "other_tab",
            StoreError::Newer => "newer_version",
            StoreError::OtherPerson => "other_person",
            StoreError::Locked => "locked",
            StoreError::Erased => "storage_erased",
            StoreError::Taken | StoreError::Behind | StoreError::Failed(_) => "storage_failed",
        }
    }
}

/// Where a phone keeps what it knows.
pub trait Store {
    /// Reads everything. What cannot be read of the server's records is left out, to be pulled again;
    /// what cannot be read of the outbox stays in the store, untouched.
    fn load(&self) -> impl Future<Output = Result<Loaded, StoreError>>;

    /// Makes recorded changes durable, all or none, strictly: when this returns they survive power loss.
    ///
    /// Fails with [`StoreError::Taken`] where a counter is in use or was, and with [`StoreError::OtherPerson`]
    /// where it is not `by` who is signed in.
    fn record(&self, changes: &[Change], by: Option<&Me>) -> impl Future<Output = Result<(), StoreError>>;

    /// Writes any other batch in one transaction, given that the journal stands at `at`.
    ///
    /// Returns where it stands now. Fails with [`StoreError::Behind`] where another tab wrote. A batch by which
    /// a member leaves takes all but unsent work with it: pages, journal and receipts. Where rows are sealed and nobody
    /// else comes, receipts stay that are in no backup of the server's.
    fn commit(&self, batch: &Batch, at: Mark) -> impl Future<Output = Result<Mark, StoreError>>;

    /// What other tabs wrote since `since`; `None` when that is so much that all must be read again.
    fn news(&self, since: Mark) -> impl Future<Output = Result<Option<News>, StoreError>>;

    /// The settled changes of a record, oldest first.
    fn receipts(&self, record: Id) -> impl Future<Output = Result<Vec<Outgoing>, StoreError>>;

    /// The settled changes that the server answered under a number above `seq`, oldest first.
    fn answered_above(&self, seq: u64) -> impl Future<Output = Result<Vec<Outgoing>, StoreError>>;

    /// Packs what the journal says something of, as the replica holds it.
    fn pack(&self, replica: &Replica) -> Packed;

    /// Puts pages in the journal's place and drops receipts nobody needs any more: thirty days old and in a backup
    /// of the server's, or ninety days old. Refused ones stay.
    ///
    /// `packed` comes from a replica that had taken in all up to `at`. Returns whether it was done: not
    /// when a tab wrote meanwhile.
    fn fold(&self, packed: Packed, at: Mark, now: Millis) -> impl Future<Output = Result<bool, StoreError>>;

    /// Whether the journal has grown enough to be worth folding.
    fn wants_fold(&self) -> bool;
}
