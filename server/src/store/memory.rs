//! What the last books of some associations knew, kept for the next ones.
//!
//! Whoever alters a record, this program or another beside it, moves the association's seq under its lock.
//! So what a book knew when it closed still stands where the next one finds the same seq, and nowhere else.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use domain::id::{Id, IdMap};

use super::working::Working;

/// Records kept of all associations together, at most.
const RECORDS: usize = 10_000;

/// What is known of some associations; cheap to clone.
#[derive(Clone, Debug, Default)]
pub(super) struct Memory(Arc<Mutex<Shelf>>);

#[derive(Debug, Default)]
struct Shelf {
    known: IdMap<Known>,
    /// Associations by the turn in which they were put here: the one longest unused first.
    turns: BTreeMap<u64, Id>,
    records: usize,
}

#[derive(Debug)]
struct Known {
    seq: u64,
    turn: u64,
    working: Working,
}

impl Memory {
    /// What is known of an association that stands at a seq. It is the caller's from now on.
    pub(super) fn take(&self, association: Id, seq: u64) -> Working {
        let known = self.shelf().take(association);
        let still = known.filter(|known| known.seq == seq);
        still.map_or_else(Working::default, |known| known.working)
    }

    /// Keeps what is known of an association that stands at a seq, as far as there is room.
    pub(super) fn keep(&self, association: Id, seq: u64, mut working: Working) {
        working.settle();
        if working.len() > RECORDS {
            return;
        }
        let mut shelf = self.shelf();
        shelf.take(association);
        shelf.records += working.len();
        let turn = shelf.turns.last_key_value().map_or(0, |(turn, _)| turn + 1);
        shelf.turns.insert(turn, association);
        shelf.known.insert(association, Known { seq, turn, working });
        while shelf.records > RECORDS
            && let Some(oldest) = shelf.turns.first_key_value().map(|(_, oldest)| *oldest)
        {
            shelf.take(oldest);
        }
    }

    fn shelf(&self) -> MutexGuard<'_, Shelf> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Shelf {
    fn take(&mut self, association: Id) -> Option<Known> {
        let known = self.known.remove(&association)?;
        self.turns.remove(&known.turn);
        self.records -= known.working.len();
        Some(known)
    }
}
