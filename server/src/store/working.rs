//! The part of an association that a book has in memory.

use std::collections::BTreeSet;

use domain::access::Asker;
use domain::id::{Id, IdMap, IdSet};
use domain::kind::Kind;
use domain::record::{Pair, Record, View, consent, pair, registration};
use domain::referee::{Kept, Register};
use domain::same::{self, Joined};
use domain::seats::{Counted, Seating, Terms, Traits};
use domain::slice::{Ledger, Slice, activities_of, slices_of};

/// Records loaded or made so far, and who is in which activity.
#[derive(Debug, Default)]
pub(super) struct Working {
    kept: IdMap<Kept>,
    /// Ids that were asked for, and may not be among the records.
    asked: IdSet,
    /// The activities whose slices a person is in, or what is said of two people.
    activities: IdMap<BTreeSet<Id>>,
    /// Records that go where a person goes.
    about: IdMap<BTreeSet<Id>>,
    /// The seats of activities, where they were asked for.
    counted: Counted,
    /// Whether all that was said of pairs of people was told to whoever counts.
    knows_pairs: bool,
    /// Activities counted without knowing who people are.
    strangers: IdSet,
}

/// Registrations counted that weigh as much as one record.
const COUNTED_A_RECORD: usize = 8;

impl Working {
    /// Those of some ids nobody asked for yet; from now on they were asked for.
    pub(super) fn missing(&mut self, ids: impl IntoIterator<Item = Id>) -> Vec<Id> {
        let unknown = |id: &Id| !self.kept.contains_key(id) && self.asked.insert(*id);
        ids.into_iter().filter(unknown).collect()
    }

    /// How many records are here, or what weighs as much.
    pub(super) fn len(&self) -> usize {
        self.kept.len() + self.counted.len() / COUNTED_A_RECORD
    }

    /// Whether the seats of an activity are to be counted first: anew, where it now matters who people are.
    pub(super) fn is_uncounted(&self, activity: Id, ask_who: bool) -> bool {
        self.counted.get(activity).is_none() || (ask_who && self.strangers.contains(&activity))
    }

    /// Counts the seats of an activity by its registrations, with what is known of each person.
    pub(super) fn count(
        &mut self,
        activity: Id,
        terms: Terms,
        registrations: &[Record],
        who: Option<&IdMap<Traits>>,
    ) {
        self.counted.open(activity, terms);
        for record in registrations {
            self.counted
                .put(record, |person| who.and_then(|who| who.get(&person).cloned()));
        }
        match who {
            Some(_) => self.strangers.remove(&activity),
            None => self.strangers.insert(activity),
        };
    }

    /// Whether what was said of pairs of people is still to be told, before seats are counted; from now on it was.
    pub(super) fn lacks_pairs(&mut self) -> bool {
        !core::mem::replace(&mut self.knows_pairs, true)
    }

    /// Tells what was said of two people to whoever counts seats.
    pub(super) fn count_pair(&mut self, pair: &Record) {
        self.counted.put(pair, |_| None);
    }

    /// Forgets what later changes seldom need: ids that led nowhere, and records no other refers to.
    pub(super) fn settle(&mut self) {
        self.asked.clear();
        self.about.clear();
        self.kept.retain(|_, kept| is_referred_to(kept.record.kind));
        self.activities.retain(|id, _| self.kept.contains_key(id));
    }

    /// The registrations of an activity that are loaded.
    pub(super) fn registrations(&self, activity: Id) -> impl Iterator<Item = &Record> {
        let all = self.kept.values().map(|kept| &kept.record);
        all.filter(move |record| {
            record.kind == Kind::Registration && record.read::<Id>(registration::ACTIVITY) == activity
        })
    }

    pub(super) fn put(&mut self, kept: Kept) {
        for person in about(&kept.record).into_iter().flatten() {
            self.about.entry(person).or_default().insert(kept.record.id);
        }
        let known = &self.kept;
        let who = |person: Id| Some(Traits::of(&known.get(&person)?.record));
        self.counted.put(&kept.record, who);
        self.kept.insert(kept.record.id, kept);
    }

    /// The slices a record is in now; none when there is no such record.
    pub(super) fn slices(&self, id: Id) -> Vec<Slice> {
        self.record(id)
            .map(|record| slices_of(record, self))
            .unwrap_or_default()
    }

    /// The activity a record is of, where it is of one for ever.
    pub(super) fn activity(&self, record: &Record) -> Option<Id> {
        let of = || activities_of(record, self).into_iter().next();
        has_one_activity(record.kind).then(of).flatten()
    }

    /// Whether the record itself says that it is in a slice: nothing else need be kept of that.
    pub(super) fn says(&self, id: Id, slice: Slice) -> bool {
        matches!(slice, Slice::Activity(_))
            && self
                .record(id)
                .is_some_and(|record| has_one_activity(record.kind))
    }

    pub(super) fn is_in(&self, person: Id, activity: Id) -> bool {
        self.activities
            .get(&person)
            .is_some_and(|activities| activities.contains(&activity))
    }

    /// Puts a person into an activity; whether they were not in it.
    pub(super) fn join(&mut self, person: Id, activity: Id) -> bool {
        self.activities.entry(person).or_default().insert(activity)
    }

    /// Records that go where a person goes, as far as they are loaded.
    pub(super) fn about(&self, person: Id) -> Vec<Id> {
        self.about.get(&person).into_iter().flatten().copied().collect()
    }

    /// What was said of a person and others, as far as it is loaded.
    fn pairs(&self, person: Id) -> Vec<Pair> {
        let about = self.about.get(&person).into_iter().flatten();
        let records = about.filter_map(|id| self.record(*id));
        let pairs = records.filter(|record| record.kind == Kind::Pair);
        pairs.map(Pair::of).collect()
    }

    /// All who are one with a person, as far as it is loaded.
    pub(super) fn joined(&self, person: Id) -> Joined {
        same::joined(|id| self.pairs(id), person)
    }

    /// The pairs that tell who a person is one with, as far as they are loaded.
    pub(super) fn chain(&self, person: Id) -> BTreeSet<Id> {
        same::chain(|id| self.pairs(id), person)
    }
}

impl Register for Working {
    fn kept(&self, id: Id) -> Option<&Kept> {
        self.kept.get(&id)
    }
}

impl Ledger for Working {
    fn record(&self, id: Id) -> Option<&Record> {
        self.kept.get(&id).map(|kept| &kept.record)
    }

    fn activities_of(&self, person: Id) -> Vec<Id> {
        self.activities
            .get(&person)
            .into_iter()
            .flatten()
            .copied()
            .collect()
    }

    fn another_head(&self, than: Id) -> bool {
        let team = self.kept.values().map(|kept| &kept.record);
        team.filter(|record| record.kind == Kind::Member && record.id != than)
            .any(|member| Asker::of(member).manages_team())
    }

    fn seating(&self, activity: Id) -> Option<&Seating> {
        self.counted.get(activity)
    }
}

/// The people whose slices a record shares, besides their own records.
pub(super) fn about(record: &Record) -> [Option<Id>; 2] {
    match record.kind {
        Kind::Consent => [Some(record.read(consent::BENEFICIARY)), None],
        Kind::Pair => [Some(record.read(pair::ONE)), Some(record.read(pair::OTHER))],
        _ => [None; 2],
    }
}

/// Whether records of a kind are what others refer to.
fn is_referred_to(kind: Kind) -> bool {
    !matches!(
        kind,
        Kind::Attendance
            | Kind::HeadCount
            | Kind::Delivery
            | Kind::Registration
            | Kind::Consent
            | Kind::Pair
            | Kind::ReviewItem
            | Kind::Task
            | Kind::VolunteerHours
    )
}

/// Whether records of a kind are of one activity for ever, if of any. People and what goes with them join and are in
/// several.
fn has_one_activity(kind: Kind) -> bool {
    !matches!(kind, Kind::Beneficiary | Kind::Consent | Kind::Pair)
}
