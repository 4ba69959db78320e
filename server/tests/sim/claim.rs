//! What is claimed of the whole, and what is said where a claim does not hold.

/// Something that must hold whatever the network, the phones and the server go through.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Claim {
    /// Every tap shown as saved is in the phone's outbox, or among its receipts.
    Kept,
    /// Every tap comes to the server, and its answer to the phone: settled, in quarantine or in review.
    Arrives,
    /// Nothing is applied twice, and nothing nobody recorded.
    Once,
    /// When all is quiet, every phone equals its slices, on disk as in memory.
    Equal,
    /// A phone has all of a slice up to where it says it has come.
    UpTo,
    /// What was tapped and not answered yet is what the phone shows.
    Shown,
    /// What a phone reads from its disk is what it had in memory.
    Durable,
    /// The log's chain holds, and has every line that phones witnessed.
    Chain,
    /// Every verdict and every field is what the changes, their order and their true times make it.
    Verdict,
    /// What is held or in conflict is there for a head to decide, once, and nothing else is.
    Decided,
    /// The time a tap is judged by is the true one, as far as a sync can know.
    Time,
    /// A phone is handed what its person may see, and what it may not see is taken back.
    Rights,
    /// The server answers whatever is whole, and what is not whole harms nobody.
    Answers,
    /// No more seats are given than there are, none twice; none is taken back but by a hand, none is idle beside
    /// somebody who waits, and who waits is called in turn.
    Seats,
    /// Who was recorded twice is one person on every phone, the same one, and loses no attendance by it.
    Persons,
    /// All comes to rest once the network works.
    Rest,
}

/// A claim that does not hold, and what was seen.
#[derive(Debug)]
pub(crate) struct Violation {
    pub(crate) claim: Claim,
    pub(crate) seen: String,
}

pub(crate) type Holds = Result<(), Violation>;

impl Claim {
    /// Holds where this is true.
    pub(crate) fn holds(self, true_: bool, seen: impl FnOnce() -> String) -> Holds {
        if true_ { Ok(()) } else { Err(self.broken(seen())) }
    }

    pub(crate) fn broken(self, seen: String) -> Violation {
        Violation { claim: self, seen }
    }
}
