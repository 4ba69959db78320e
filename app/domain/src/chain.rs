//! Walking a log's chain: every line follows from the one before, and is what phones say they saw.

use std::collections::BTreeMap;

use crate::id::Id;
use crate::log::{GENESIS, Hash, Line, link};
use crate::wire::{LogHead, from_cbor};

/// Breaks told one by one; what comes after so many says nothing more.
const TOLD: usize = 20;

/// One line as a database holds it.
#[derive(Clone, Copy, Debug)]
pub struct Held<'a> {
    /// The number in its column.
    pub seq: u64,
    /// The change in its column.
    pub change: &'a [u8],
    /// Its bytes.
    pub line: &'a [u8],
    /// The hash in its column.
    pub hash: Hash,
}

/// What a phone says it saw: that the log's newest line was this one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Witness {
    /// The phone.
    pub device: Id,
    /// The line.
    pub head: LogHead,
}

/// Where a log does not hold.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Broken {
    /// A line does not follow from the one before.
    #[error(
        "line {at} does not follow from line {after}: one of them was altered or moved, or lines between them were removed or put in"
    )]
    Link {
        /// The line before it; 0 before the first.
        after: u64,
        /// The line.
        at: u64,
    },
    /// A line says that it is another one.
    #[error("line {at} is not what its number and its change say: it was altered or moved")]
    Misnamed {
        /// The line's number in the database.
        at: u64,
    },
    /// The last lines are missing, or there are lines beyond the last one, or the association's head was altered.
    #[error("the log ends at line {found} and should end at line {wanted}: its end was cut or altered")]
    End {
        /// The newest line there is.
        found: u64,
        /// The newest line the association knows of.
        wanted: u64,
    },
    /// Phones saw other lines than these.
    #[error(
        "phone {device} saw line {at} with another hash: some line after {after} and up to {at} was altered, removed or put in, and all after it made to fit"
    )]
    Rewritten {
        /// The newest line before it that phones saw as it is; 0 where they saw none.
        after: u64,
        /// The line the phone saw.
        at: u64,
        /// The phone.
        device: Id,
    },
    /// A phone saw a line after the last one.
    #[error("phone {device} saw line {seen} and the log ends at line {found}: its end was cut")]
    Cut {
        /// The newest line there is.
        found: u64,
        /// The line the phone saw.
        seen: u64,
        /// The phone.
        device: Id,
    },
}

/// What walking a log came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Walked {
    /// How many lines there are.
    pub lines: u64,
    /// The number of the newest.
    pub newest: u64,
    /// Where it does not hold, the first place first; nothing where it is whole.
    pub broken: Vec<Broken>,
}

impl Walked {
    /// Whether every line follows from the one before and is what phones saw.
    pub fn is_whole(&self) -> bool {
        self.broken.is_empty()
    }
}

/// A walk along a log, line after line in the order of their numbers.
#[derive(Debug)]
pub struct Walk {
    witnesses: BTreeMap<u64, Vec<Witness>>,
    /// The newest line that a phone saw as it is.
    agreed: u64,
    before: Hash,
    walked: Walked,
}

impl Walk {
    /// At the log's beginning, with what phones say of it.
    pub fn new(witnesses: impl IntoIterator<Item = Witness>) -> Self {
        let mut said: BTreeMap<u64, Vec<Witness>> = BTreeMap::new();
        for witness in witnesses {
            said.entry(witness.head.seq).or_default().push(witness);
        }
        Walk {
            witnesses: said,
            agreed: 0,
            before: GENESIS,
            walked: Walked {
                lines: 0,
                newest: 0,
                broken: Vec::new(),
            },
        }
    }

    /// The next line. The hash in its column stands for all before it, so that each break is told once.
    pub fn line(&mut self, held: Held<'_>) {
        let after = self.walked.newest;
        if link(&self.before, held.line) != held.hash {
            self.tell(Broken::Link { after, at: held.seq });
        }
        if !is_named(&held) {
            self.tell(Broken::Misnamed { at: held.seq });
        }
        // What phones saw between the two is not here at all.
        self.hear(held.seq.saturating_sub(1), None);
        self.hear(held.seq, Some(held.hash));
        self.before = held.hash;
        self.walked.lines += 1;
        self.walked.newest = held.seq;
    }

    /// The end, where the association says the log ends.
    pub fn end(mut self, wanted: &LogHead) -> Walked {
        let found = self.walked.newest;
        if (found, self.before) != (wanted.seq, wanted.hash) {
            self.tell(Broken::End {
                found,
                wanted: wanted.seq,
            });
        }
        let beyond = core::mem::take(&mut self.witnesses).into_iter().next_back();
        if let Some((seen, said)) = beyond
            && let Some(witness) = said.first()
        {
            self.tell(Broken::Cut {
                found,
                seen,
                device: witness.device,
            });
        }
        self.walked
    }

    /// Compares what phones say of the lines up to a number with the hash there is, if there is one.
    fn hear(&mut self, upto: u64, hash: Option<Hash>) {
        while let Some(entry) = self.witnesses.first_entry().filter(|entry| *entry.key() <= upto) {
            let (at, said) = entry.remove_entry();
            match said.iter().find(|witness| Some(witness.head.hash) != hash) {
                None => self.agreed = at,
                Some(witness) => self.tell(Broken::Rewritten {
                    after: self.agreed,
                    at,
                    device: witness.device,
                }),
            }
        }
    }

    fn tell(&mut self, broken: Broken) {
        if self.walked.broken.len() < TOLD {
            self.walked.broken.push(broken);
        }
    }
}

/// Whether the line itself says that it has this number and is of this change.
fn is_named(held: &Held<'_>) -> bool {
    from_cbor::<Line>(held.line).is_ok_and(|Line { entry, answer }| {
        (entry.version, answer.seq) == (held.seq, held.seq)
            && entry.id == answer.change
            && entry.id.as_bytes().as_slice() == held.change
    })
}
