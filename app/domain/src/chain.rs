//! Walking a log's chain: every line follows from the one before, and is what phones say they saw.

use std::collections::BTreeMap;

use crate::erasure::{Declared, redacted};
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
    /// A later line declares that a line was rid of what identified somebody, and it is another one than that left.
    #[error(
        "line {at} is not what the erasure of somebody's data left of it: it was altered, or put back, since"
    )]
    Undeclared {
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

impl Broken {
    /// The line at which it does not hold.
    pub const fn at(&self) -> u64 {
        match self {
            Broken::Link { at, .. }
            | Broken::Undeclared { at }
            | Broken::Misnamed { at }
            | Broken::Rewritten { at, .. } => *at,
            Broken::End { found, .. } | Broken::Cut { found, .. } => *found,
        }
    }
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
    /// What the log declares of its own lines.
    declared: Declared,
    /// Lines that do not fit their hash and say nothing that identifies anybody: each may have been redacted.
    altered: BTreeMap<u64, Hash>,
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
            declared: Declared::default(),
            altered: BTreeMap::new(),
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
        let line = from_cbor::<Line>(held.line).ok();
        let hash = link(&self.before, held.line);
        let fits = hash == held.hash;
        if !fits {
            // Whether it was redacted, a line still to come says.
            if line.as_ref().is_some_and(|line| redacted(&line.entry).is_none()) {
                self.altered.insert(held.seq, hash);
            }
            self.walked.broken.push(Broken::Link { after, at: held.seq });
        }
        if !line.as_ref().is_some_and(|line| is_named(line, &held)) {
            self.walked.broken.push(Broken::Misnamed { at: held.seq });
        }
        if let Some(line) = line.filter(|_| fits) {
            self.declared.hear(&line);
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
            self.walked.broken.push(Broken::End {
                found,
                wanted: wanted.seq,
            });
        }
        let beyond = core::mem::take(&mut self.witnesses).into_iter().next_back();
        if let Some((seen, said)) = beyond
            && let Some(witness) = said.first()
        {
            self.walked.broken.push(Broken::Cut {
                found,
                seen,
                device: witness.device,
            });
        }
        self.excuse();
        self.walked.broken.truncate(TOLD);
        self.walked
    }

    /// Takes back what was said of lines that were redacted as a later line declares, and says where one was not.
    fn excuse(&mut self) {
        let (declared, altered) = (&self.declared, &self.altered);
        let is_as_declared = |at: u64| declared.of(at).is_some_and(|left| altered.get(&at) == Some(left));
        self.walked
            .broken
            .retain(|broken| !matches!(broken, Broken::Link { at, .. } if is_as_declared(*at)));
        let other = declared.lines().filter(|at| !is_as_declared(*at));
        self.walked
            .broken
            .extend(other.map(|at| Broken::Undeclared { at }));
    }

    /// Compares what phones say of the lines up to a number with the hash there is, if there is one.
    fn hear(&mut self, upto: u64, hash: Option<Hash>) {
        while let Some(entry) = self.witnesses.first_entry().filter(|entry| *entry.key() <= upto) {
            let (at, said) = entry.remove_entry();
            match said.iter().find(|witness| Some(witness.head.hash) != hash) {
                None => self.agreed = at,
                Some(witness) => self.walked.broken.push(Broken::Rewritten {
                    after: self.agreed,
                    at,
                    device: witness.device,
                }),
            }
        }
    }
}

/// Whether the line itself says that it has this number and is of this change.
fn is_named(Line { entry, answer }: &Line, held: &Held<'_>) -> bool {
    (entry.version, answer.seq) == (held.seq, held.seq)
        && entry.id == answer.change
        && entry.id.as_bytes().as_slice() == held.change
}
