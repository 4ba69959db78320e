//! The activities whose seats are counted, kept in step with their records.

use super::{Seating, Terms, Traits};
use crate::id::{Id, IdMap};
use crate::kind::Kind;
use crate::record::{Record, Registration, View, registration};

/// Seatings by their activities; an activity that is not here is not counted.
#[derive(Clone, Debug, Default)]
pub struct Counted(IdMap<Seating>);

impl Counted {
    /// The seats of an activity, where they are counted.
    pub fn get(&self, activity: Id) -> Option<&Seating> {
        self.0.get(&activity)
    }

    /// Counts an activity from here on: whoever opens it puts in all its registrations.
    pub fn open(&mut self, activity: Id, terms: Terms) {
        self.0.insert(activity, Seating::new(terms));
    }

    /// How many registrations are counted in all.
    pub fn len(&self) -> usize {
        self.0.values().map(Seating::len).sum()
    }

    /// Whether nothing is counted.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Takes in a record as it stands now; `who` is told of the person that a registration is of, where known.
    pub fn put(&mut self, record: &Record, who: impl FnOnce(Id) -> Option<Traits>) {
        match record.kind {
            Kind::Activity => {
                if let Some(seating) = self.0.get_mut(&record.id) {
                    seating.set_terms(Terms::of(record));
                }
            }
            Kind::Registration => {
                if let Some(seating) = self.0.get_mut(&record.read(registration::ACTIVITY)) {
                    let registration = Registration::of(record);
                    seating.put(record.id, &registration, who(registration.beneficiary));
                }
            }
            Kind::Beneficiary => {
                for (activity, seating) in &mut self.0 {
                    seating.correct(Id::of_registration(*activity, record.id), Traits::of(record));
                }
            }
            _ => {}
        }
    }
}
