//! What a store writes in one transaction, and what a replica then takes in.

use std::collections::BTreeSet;

use minicbor::{Decode, Encode};

use crate::change::Change;
use crate::id::{Id, IdSet};
use crate::kind::Kind;
use crate::time::Millis;
use crate::verdict::{Answer, Verdict};
use crate::wire::{LogHead, SlicePart};

/// Who is signed in on a phone.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct Me {
    /// Of which association.
    #[n(0)]
    pub association: Id,
    /// Which member.
    #[n(1)]
    pub member: Id,
    /// On which device.
    #[n(2)]
    pub device: Id,
}

impl Me {
    /// Whether both are one member, on whichever device.
    pub fn same_person(&self, other: &Me) -> bool {
        (self.association, self.member) == (other.association, other.member)
    }
}

/// The few things a phone keeps beside records and changes.
#[derive(Clone, Debug, Default, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct Meta {
    /// Who is signed in.
    #[n(0)]
    #[cbor(default)]
    pub me: Option<Me>,
    /// The lineage of the server's database.
    #[n(1)]
    #[cbor(default)]
    pub epoch: Option<Id>,
    /// How far this phone's clock is ahead of the server's, in milliseconds.
    #[n(2)]
    #[cbor(default)]
    pub skew_ms: i64,
    /// No counter up to this one is given out again.
    #[n(3)]
    #[cbor(default)]
    pub counter: u64,
    /// The newest line of the association's log this phone has witnessed.
    #[n(4)]
    #[cbor(default)]
    pub head: Option<LogHead>,
    /// When the server last answered, by this phone's clock.
    #[n(5)]
    #[cbor(default)]
    pub synced_at: Option<Millis>,
    /// Whether the last answer left nothing to pull.
    #[n(6)]
    #[cbor(default)]
    pub complete: bool,
    /// Whether the server was told which head this phone has witnessed.
    #[n(7)]
    #[cbor(default)]
    pub head_told: bool,
    /// All that the server answered up to this number is in a backup of its database.
    #[n(8)]
    #[cbor(default)]
    pub backed_up: u64,
    /// What waits is sent from after this counter on: what stands before it was left unanswered last time.
    #[n(9)]
    #[cbor(default)]
    pub passed: u64,
}

/// Where a change stands.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
pub enum State {
    /// Waits to be sent.
    #[n(0)]
    Pending,
    /// The server answered; the records that follow from it are not all here yet, or it needs a person.
    #[n(1)]
    Answered(#[n(0)] Answer),
}

impl State {
    /// Whether what it says is shown on top of the server's records.
    pub fn is_laid(&self) -> bool {
        match self {
            State::Pending => true,
            State::Answered(answer) => answer.verdict.settles(),
        }
    }

    /// Whether the server refused it: it stays until a person has seen to it.
    pub fn is_refused(&self) -> bool {
        matches!(
            self,
            State::Answered(Answer {
                verdict: Verdict::Refused { .. },
                ..
            })
        )
    }

    /// Whether a head must decide about it.
    pub fn is_held(&self) -> bool {
        matches!(
            self,
            State::Answered(Answer {
                verdict: Verdict::Held { .. },
                ..
            })
        )
    }
}

/// A change on its way out, with where it stands.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct Outgoing {
    /// The change.
    #[n(0)]
    pub change: Change,
    /// Where it stands.
    #[n(1)]
    pub state: State,
}

/// One thing a store writes.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
pub enum Op {
    /// News of a slice.
    #[n(0)]
    Part(#[n(0)] SlicePart),
    /// A change enters the outbox, or is restated there. Keyed by its counter.
    #[n(1)]
    Queue(#[n(0)] Outgoing),
    /// A change leaves the outbox and is kept as a receipt.
    #[n(2)]
    Settle(#[n(0)] Outgoing),
    /// The few other things, whole.
    #[n(3)]
    Meta(#[n(0)] Meta),
}

/// What a store writes in one transaction.
#[derive(Clone, Debug, Default, PartialEq, Eq, Encode, Decode)]
#[cbor(transparent)]
pub struct Batch(#[n(0)] pub Vec<Op>);

/// What a batch altered, for screens to draw again.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Touched {
    /// Records that may read differently now.
    pub ids: IdSet,
    /// Their kinds.
    pub kinds: BTreeSet<Kind>,
    /// Whether the outbox altered.
    pub outbox: bool,
    /// Whether the few other things altered.
    pub meta: bool,
}

impl Touched {
    /// Whether a record may read differently now.
    pub fn has(&self, id: Id) -> bool {
        self.ids.contains(&id)
    }
}
