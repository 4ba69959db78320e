//! The seats of the activities that some changes are about: counted before anything is decided.

use std::collections::BTreeMap;

use domain::id::{Id, IdMap};
use domain::kind::Kind;
use domain::record::{Record, activity, beneficiary, references, registration};
use domain::seats::{Terms, Traits};
use domain::slice::Ledger;
use domain::value::{FieldValue, Fields};

use super::load::{RECORDS, Touched};
use super::{Book, StoreError, row};

/// What some changes may do to the seats of one activity.
#[derive(Debug, Default)]
struct Stir {
    /// Places they may free.
    freed: usize,
    /// The most seats there may be once they are decided, where they say so.
    capacity: Option<i64>,
    /// Whether they may take every bound away, or ask anew for whom seats are kept.
    opened: bool,
    /// Whether it will matter who people are.
    ask_who: bool,
    /// Whether they say something of the activity itself.
    offered: bool,
}

impl Book {
    /// Counts the seats of the activities that these changes are about, where they have a number, and loads those
    /// who may be called, with where they are already.
    pub(super) async fn load_seats(&mut self, touched: &[Touched<'_>]) -> Result<(), StoreError> {
        // Where people are is read from slices: the activities themselves may not be here.
        let places = touched
            .iter()
            .flat_map(|(kind, id, set)| self.places(*kind, *id, set));
        self.load(places.collect()).await?;
        let mut stirred = self.stirred(touched);
        for (id, stir) in &mut stirred {
            let Some(terms) = self.record(*id).map(Terms::of) else {
                if stir.offered {
                    // It comes with these changes: nobody is in it yet.
                    self.working
                        .count(*id, Terms::default(), &[], Some(&IdMap::default()));
                }
                continue;
            };
            if terms.capacity.is_none() && stir.capacity.is_none() {
                continue;
            }
            stir.ask_who |= terms.ask_who();
            self.count(*id, terms, stir.ask_who).await?;
            let near = self.near(*id, stir);
            self.load(near.clone()).await?;
            let called = near.iter().filter_map(|id| self.record(*id));
            let called = called.map(|record| record.read(registration::BENEFICIARY));
            self.load(called.collect()).await?;
        }
        Ok(())
    }

    /// The activities whose seats are stirred, each with how much.
    fn stirred(&self, touched: &[Touched<'_>]) -> BTreeMap<Id, Stir> {
        let mut stirred = BTreeMap::<Id, Stir>::new();
        for (kind, id, set) in touched {
            for activity in self.stirs(*kind, *id, set) {
                let stir = stirred.entry(activity).or_default();
                stir.freed += 1;
                if *kind == Kind::Activity {
                    stir.offers(set);
                }
            }
        }
        stirred
    }

    fn stirs(&self, kind: Kind, id: Id, set: &Fields) -> Vec<Id> {
        let sets = |field| set.get(field).is_some();
        match kind {
            Kind::Activity if sets(activity::CAPACITY) || sets(activity::QUOTAS) => vec![id],
            Kind::Registration => {
                let said = Option::<Id>::read(set.get(registration::ACTIVITY));
                let known = || self.record(id)?.read(registration::ACTIVITY);
                said.or_else(known).into_iter().collect()
            }
            Kind::Pair => self.places(kind, id, set),
            Kind::Beneficiary => {
                let kept_for_some = |activity: &Id| {
                    let terms = self.record(*activity).map(Terms::of);
                    terms.is_some_and(|terms| terms.ask_who())
                };
                let all = self.places(kind, id, set).into_iter();
                all.filter(kept_for_some).collect()
            }
            _ => Vec::new(),
        }
    }

    /// The activities of the people that a change says something of, as far as it may matter to seats.
    fn places(&self, kind: Kind, id: Id, set: &Fields) -> Vec<Id> {
        match kind {
            Kind::Pair => {
                let said = references(kind, set).map(|(_, person)| person);
                let known = self.record(id).into_iter().flat_map(Record::references);
                let people = said.chain(known.map(|(_, person)| person));
                let everyone = people.flat_map(|person| self.working.joined(person));
                everyone
                    .flat_map(|person| self.working.activities_of(person))
                    .collect()
            }
            Kind::Beneficiary
                if [beneficiary::SEX, beneficiary::DOUAR]
                    .iter()
                    .any(|no| set.get(*no).is_some()) =>
            {
                self.working.activities_of(id)
            }
            _ => Vec::new(),
        }
    }

    /// Counts the seats of one activity, if that was not done yet.
    async fn count(&mut self, activity: Id, terms: Terms, ask_who: bool) -> Result<(), StoreError> {
        if !self.working.is_uncounted(activity, ask_who) {
            return Ok(());
        }
        if self.working.lacks_pairs() {
            self.load_pairs().await?;
        }
        let registrations = self.registrations(activity).await?;
        let who = match ask_who {
            true => Some(self.traits(&registrations).await?),
            false => None,
        };
        self.working.count(activity, terms, &registrations, who.as_ref());
        Ok(())
    }

    /// Loads all that was said of pairs of people: little beside the people themselves.
    async fn load_pairs(&mut self) -> Result<(), StoreError> {
        // The number of the kind stands in the text: the index holds only these.
        let rows =
            sqlx::query("select id, kind, seq, fields from record where association_id = $1 and kind = 21")
                .bind(row::blob(self.association))
                .fetch_all(&mut *self.tx)
                .await?;
        for found in &rows {
            self.working.count_pair(&row::record(found, 0)?);
        }
        Ok(())
    }

    /// All registrations of an activity as they stand, what this book altered too.
    async fn registrations(&mut self, activity: Id) -> Result<Vec<Record>, StoreError> {
        // The number of the kind stands in the text: the index holds only these.
        let rows = sqlx::query(
            "select id, kind, seq, fields from record where association_id = $1 and activity = $2 and kind = 12",
        )
        .bind(row::blob(self.association))
        .bind(row::blob(activity))
        .fetch_all(&mut *self.tx)
        .await?;
        let mut all = IdMap::default();
        for found in &rows {
            let record = row::record(found, 0)?;
            all.insert(record.id, record);
        }
        for record in self.working.registrations(activity) {
            all.insert(record.id, record.clone());
        }
        Ok(all.into_values().collect())
    }

    /// Who the people of some registrations are.
    async fn traits(&mut self, registrations: &[Record]) -> Result<IdMap<Traits>, StoreError> {
        let people: Vec<Id> = registrations
            .iter()
            .map(|record| record.read(registration::BENEFICIARY))
            .collect();
        let mut who = IdMap::default();
        for found in self.rows(RECORDS, &people).await? {
            let person = row::record(&found, 0)?;
            who.insert(person.id, Traits::of(&person));
        }
        for person in people {
            if let Some(known) = self.record(person) {
                who.insert(person, Traits::of(known));
            }
        }
        Ok(who)
    }

    /// Those who may be called to a place while these changes are decided.
    fn near(&self, activity: Id, stir: &Stir) -> Vec<Id> {
        let Some(seating) = self.working.seating(activity) else {
            return Vec::new();
        };
        let capacity = stir.capacity.max(seating.terms().capacity).unwrap_or_default();
        let free = usize::try_from(capacity - seating.held()).unwrap_or_default();
        let most = if stir.opened {
            usize::MAX
        } else {
            stir.freed + free
        };
        seating.near(most)
    }
}

impl Stir {
    /// Takes in what a change says of the activity itself.
    fn offers(&mut self, set: &Fields) {
        self.offered = true;
        if set.get(activity::CAPACITY).is_some() {
            let said = Option::<i64>::read(set.get(activity::CAPACITY));
            self.opened |= said.is_none();
            self.capacity = self.capacity.max(said.or(Some(0)));
        }
        if set.get(activity::QUOTAS).is_some() {
            self.ask_who = true;
        }
    }
}
