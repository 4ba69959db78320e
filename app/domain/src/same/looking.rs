//! Looking through everybody for people recorded twice, a little at a time: a cheap phone stays quick meanwhile.

use core::cmp::Reverse;
use std::collections::BTreeMap;

use super::likely::{Ground, Known, Likeness};
use super::{everyone, is_behind};
use crate::erasure::is_erased;
use crate::id::Id;
use crate::kind::Kind;
use crate::names::Hearing;
use crate::record::{Beneficiary, Pair, Sameness, View};
use crate::replica::Replica;

/// People whose names share two words, above which these words say too little to compare everybody.
const CROWD: usize = 150;
/// Bearers of a name above which it is a common one, of which there are many.
const COMMON: usize = 6;
/// People heard, or laid beside others, in one step.
const STEP: usize = 100;

/// Two people who are likely one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// The one whose id is lower.
    pub one: Id,
    /// The one whose id is higher.
    pub other: Id,
    /// Why.
    pub likeness: Likeness,
}

/// Everybody on this phone who was likely recorded twice, the likeliest first. Of whom a head said that they are two
/// people, nobody asks again.
pub fn candidates(replica: &Replica) -> Vec<Candidate> {
    let mut looking = Looking::new(replica);
    while !looking.step(replica) {}
    looking.found()
}

/// A look through everybody, as far as it came. It is of the people there were when it began: begin again when they
/// altered.
#[derive(Debug, Default)]
pub struct Looking {
    /// Everybody, by id.
    people: Vec<Id>,
    /// What is known of those heard so far.
    known: Vec<Known>,
    /// Who shares two words of a name.
    named: BTreeMap<(u32, u32), Vec<usize>>,
    /// Who shares a phone.
    numbered: BTreeMap<String, Vec<usize>>,
    /// How many were laid beside others so far.
    compared: usize,
    found: Vec<Candidate>,
}

impl Looking {
    /// Begins.
    pub fn new(replica: &Replica) -> Self {
        let records = replica.all(Kind::Beneficiary).filter(|record| !is_erased(record));
        let mut people: Vec<Id> = records.map(|record| record.id).collect();
        people.sort_unstable();
        Looking {
            people,
            ..Looking::default()
        }
    }

    /// Goes on a little; whether that was the last of it.
    pub fn step(&mut self, replica: &Replica) -> bool {
        if self.known.len() < self.people.len() {
            self.hear(replica);
        } else {
            self.compare(replica);
        }
        self.compared >= self.people.len()
    }

    /// Who was found, the likeliest first.
    pub fn found(mut self) -> Vec<Candidate> {
        self.found.sort_by_key(|candidate| {
            (
                Reverse(candidate.likeness.weight()),
                candidate.one,
                candidate.other,
            )
        });
        self.found
    }

    fn hear(&mut self, replica: &Replica) {
        let from = self.known.len();
        let next = &self.people[from..(from + STEP).min(self.people.len())];
        let person = |id: &Id| {
            replica
                .view(*id)
                .filter(|_: &Beneficiary| !is_behind(replica, *id))
        };
        let people: Vec<Option<Beneficiary>> = next.iter().map(person).collect();
        let mut hearing = Hearing::default();
        for (at, person) in (from..).zip(&people) {
            let known = person
                .as_ref()
                .map(|person| Known::of(person, &mut hearing))
                .unwrap_or_default();
            // Whom another stands for is asked about nowhere.
            if person.is_some() {
                for words in known.words() {
                    self.named.entry(words).or_default().push(at);
                }
                for number in known.numbers() {
                    self.numbered.entry(number.clone()).or_default().push(at);
                }
            }
            self.known.push(known);
        }
    }

    fn compare(&mut self, replica: &Replica) {
        let until = (self.compared + STEP).min(self.people.len());
        for at in self.compared..until {
            for (beside, crowd) in self.worth_comparing(at) {
                self.found.extend(self.likely(replica, at, beside, crowd));
            }
        }
        self.compared = until;
    }

    /// Who after a person shares two words of a name, or a number, with them, and may be the same: each once, with how
    /// many share that; the fewer share it, the more it says.
    fn worth_comparing(&self, at: usize) -> BTreeMap<usize, usize> {
        let known = &self.known[at];
        let named = known
            .words()
            .into_iter()
            .filter_map(|words| self.named.get(&words));
        let numbered = known
            .numbers()
            .iter()
            .filter_map(|number| self.numbered.get(number));
        let mut beside: BTreeMap<usize, usize> = BTreeMap::new();
        for group in named.chain(numbered).filter(|group| group.len() <= CROWD) {
            let after = group.iter().filter(|other| **other > at);
            for other in after.filter(|other| known.may_be(&self.known[**other])) {
                let crowd = beside.entry(*other).or_insert(group.len());
                *crowd = (*crowd).min(group.len());
            }
        }
        beside
    }

    fn likely(&self, replica: &Replica, at: usize, beside: usize, crowd: usize) -> Option<Candidate> {
        let mut likeness = self.known[at].likeness(&self.known[beside])?;
        if crowd > COMMON {
            // Many bear this name: that two do says less.
            let grounds = likeness.grounds.iter_mut();
            for ground in grounds.filter(|ground| **ground == Ground::SameName) {
                *ground = Ground::LikeName;
            }
        }
        let (one, other) = (self.people[at], self.people[beside]);
        let asked = likeness.is_enough() && !are_two(replica, one, other);
        asked.then_some(Candidate { one, other, likeness })
    }
}

/// Whether a head said of these two, or of others they are one with, that they are two people.
fn are_two(replica: &Replica, one: Id, other: Id) -> bool {
    let theirs = everyone(replica, other);
    let mine = everyone(replica, one).into_iter();
    mine.flat_map(|id| {
        replica
            .referring(id, Kind::Pair)
            .map(move |pair| (id, Pair::of(pair)))
    })
    .any(|(id, pair)| pair.said == Sameness::Different && theirs.contains(&pair.beside(id)))
}
