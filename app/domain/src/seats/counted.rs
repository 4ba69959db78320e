//! The activities whose seats are counted, kept in step with their records.

use std::collections::BTreeSet;

use super::{Seating, Terms, Traits};
use crate::id::{Id, IdMap};
use crate::kind::Kind;
use crate::record::{Pair, Record, Registration, Sameness, View, registration};
use crate::same::joined;

/// Seatings by their activities; an activity that is not here is not counted.
#[derive(Clone, Debug, Default)]
pub struct Counted {
    seatings: IdMap<Seating>,
    /// What was said of pairs of people, with the version it was said in.
    pairs: IdMap<(u64, Pair)>,
}

impl Counted {
    /// The seats of an activity, where they are counted.
    pub fn get(&self, activity: Id) -> Option<&Seating> {
        self.seatings.get(&activity)
    }

    /// Counts an activity from here on: whoever opens it puts in all its registrations.
    pub fn open(&mut self, activity: Id, terms: Terms) {
        let mut seating = Seating::new(terms);
        seating.join(self.joined(activity));
        self.seatings.insert(activity, seating);
    }

    /// The registrations in an activity of everybody who was recorded twice, by person.
    fn joined(&self, activity: Id) -> Vec<Vec<Id>> {
        let mut about: IdMap<Vec<Pair>> = IdMap::default();
        let same = self
            .pairs
            .values()
            .map(|(_, pair)| pair)
            .filter(|pair| pair.said == Sameness::Same);
        for pair in same {
            for person in [pair.one, pair.other] {
                about.entry(person).or_default().push(pair.clone());
            }
        }
        let all = about
            .keys()
            .map(|person| joined(|id| about.get(&id).cloned().unwrap_or_default(), *person));
        let all: BTreeSet<Vec<Id>> = all.map(|joined| joined.into_iter().collect()).collect();
        let seats = |people: Vec<Id>| {
            people
                .into_iter()
                .map(|person| Id::of_registration(activity, person))
        };
        all.into_iter().map(|people| seats(people).collect()).collect()
    }

    /// How many registrations are counted in all.
    pub fn len(&self) -> usize {
        self.seatings.values().map(Seating::len).sum()
    }

    /// Whether nothing is counted.
    pub fn is_empty(&self) -> bool {
        self.seatings.is_empty()
    }

    /// Takes in a record as it stands now; `who` is told of the person that a registration is of, where known.
    pub fn put(&mut self, record: &Record, who: impl FnOnce(Id) -> Option<Traits>) {
        match record.kind {
            Kind::Activity => {
                if let Some(seating) = self.seatings.get_mut(&record.id) {
                    seating.set_terms(Terms::of(record));
                }
            }
            Kind::Registration => {
                if let Some(seating) = self.seatings.get_mut(&record.read(registration::ACTIVITY)) {
                    let registration = Registration::of(record);
                    seating.put(record.id, &registration, who(registration.beneficiary));
                }
            }
            Kind::Pair => self.pair(record),
            Kind::Beneficiary => {
                for (activity, seating) in &mut self.seatings {
                    seating.correct(Id::of_registration(*activity, record.id), Traits::of(record));
                }
            }
            _ => {}
        }
    }

    /// Takes in what is said of two people, unless something newer was taken in before.
    fn pair(&mut self, record: &Record) {
        let known = self.pairs.get(&record.id).map(|(version, _)| *version);
        if known.is_some_and(|version| version > record.version) {
            return;
        }
        self.pairs.insert(record.id, (record.version, Pair::of(record)));
        let activities: Vec<Id> = self.seatings.keys().copied().collect();
        for activity in activities {
            let joined = self.joined(activity);
            if let Some(seating) = self.seatings.get_mut(&activity) {
                seating.join(joined);
            }
        }
    }
}
