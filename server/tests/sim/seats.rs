//! The seats as the log tells of them, line by line: counted again, the simplest way.

use std::collections::{BTreeMap, BTreeSet};

use domain::id::Id;
use domain::kind::Kind;
use domain::record::{LogEntry, RegistrationStatus, Standing, StatusClass, registration};
use domain::seats::COUNTED;
use domain::value::{FieldValue, Fields};

use crate::claim::{Claim, Holds};

/// When somebody asked, in which line of the log, and by which registration.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Turn(pub(crate) Option<i64>, pub(crate) Option<i64>, pub(crate) Id);

/// Who holds a seat and who waits, in each activity that has a number of them.
#[derive(Default)]
pub(crate) struct Seats {
    capacity: BTreeMap<Id, i64>,
    held: BTreeMap<Id, Id>,
    waiting: BTreeMap<Id, (Id, Turn)>,
    /// People who are one, and of whom each registration is.
    joined: Vec<BTreeSet<Id>>,
    whose: BTreeMap<Id, Id>,
}

/// Whether a line calls somebody to a place that became free.
pub(crate) fn calls(line: &LogEntry) -> bool {
    let why = Option::<i64>::read(line.after.get(registration::WHY));
    why == Some(Standing::Promoted.number()) && line.member.is_none()
}

/// What a line sets, but for where a registration came to stand: that is for whoever counts to say.
pub(crate) fn without_count(kind: Kind, set: &Fields) -> Fields {
    let counted =
        |field| kind == Kind::Registration && (field == registration::STATUS || COUNTED.contains(&field));
    let rest = set.iter().filter(|(field, _)| !counted(*field));
    rest.map(|(field, value)| (field, value.clone())).collect()
}

impl Seats {
    /// An activity has so many seats from here on.
    pub(crate) fn offers(&mut self, activity: Id, capacity: Option<i64>) {
        match capacity {
            Some(capacity) => self.capacity.insert(activity, capacity),
            None => self.capacity.remove(&activity),
        };
    }

    /// Whether a registration is in no list.
    pub(crate) fn is_out(&self, registration: Id) -> bool {
        !self.held.contains_key(&registration) && !self.waits(registration)
    }

    /// Whether a registration waits for a seat.
    pub(crate) fn waits(&self, registration: Id) -> bool {
        self.waiting.contains_key(&registration)
    }

    /// These people are one from here on, each lot of them.
    pub(crate) fn join(&mut self, joined: Vec<BTreeSet<Id>>) {
        self.joined = joined;
    }

    /// Whom a registration seats: of people who are one, always the same.
    fn person(&self, registration: Id) -> Id {
        let person = self.whose.get(&registration).copied().unwrap_or(registration);
        let lot = self.joined.iter().find(|lot| lot.contains(&person));
        lot.and_then(|lot| lot.first().copied()).unwrap_or(person)
    }

    fn holders(&self, activity: Id) -> BTreeSet<Id> {
        let held = self.held.iter().filter(|(_, here)| **here == activity);
        held.map(|(registration, _)| self.person(*registration)).collect()
    }

    /// Those who wait for a seat of an activity and hold none of it.
    fn waiting(&self, activity: Id) -> impl Iterator<Item = &Turn> {
        let holders = self.holders(activity);
        let waits = self
            .waiting
            .iter()
            .filter(move |(_, (here, _))| *here == activity);
        let waits = waits.filter(move |(registration, _)| !holders.contains(&self.person(**registration)));
        waits.map(|(_, (_, turn))| turn)
    }

    /// A registration of an activity came to stand so.
    pub(crate) fn moves(
        &mut self,
        (activity, person): (Id, Id),
        turn: Turn,
        status: RegistrationStatus,
        why: Option<i64>,
        by_lead: bool,
    ) -> Holds {
        let id = turn.2;
        self.whose.insert(id, person);
        let why = why.map(Standing::from_number);
        let left = why == Some(Standing::Left);
        let (held, waited) = (self.held.remove(&id).is_some(), self.waiting.remove(&id));
        if status.class() == StatusClass::Waiting && !left {
            self.waiting.insert(id, (activity, turn));
            return Claim::Seats.holds(!held || by_lead, || format!("{id} lost the seat it was given"));
        }
        if !status.takes_seat() || left {
            return Ok(());
        }
        self.held.insert(id, activity);
        let person = self.person(id);
        let mut theirs = self.held.keys().filter(|other| **other != id);
        let seated = theirs.any(|other| self.held[other] == activity && self.person(*other) == person);
        let given = !held && why != Some(Standing::ByHand) && !seated;
        let Some(capacity) = self.capacity.get(&activity).filter(|_| given) else {
            return Ok(());
        };
        let holders = self.holders(activity).len() as i64;
        Claim::Seats.holds(holders <= *capacity, || {
            format!("{id} was given a seat, and {holders} hold one of {capacity}")
        })?;
        let turn = waited.map_or(turn, |(_, turn)| turn);
        let passed = self.waiting(activity).find(|other| **other < turn);
        Claim::Seats.holds(passed.is_none(), || format!("{id} was seated before {passed:?}"))
    }

    /// All is decided: nobody waits beside a free seat.
    pub(crate) fn check(&self) -> Holds {
        let waited_for: BTreeSet<Id> = self.waiting.values().map(|(activity, _)| *activity).collect();
        for activity in waited_for {
            let capacity = self.capacity.get(&activity).copied().unwrap_or(i64::MAX);
            let holders = self.holders(activity).len() as i64;
            let idle = holders < capacity && self.waiting(activity).next().is_some();
            Claim::Seats.holds(!idle, || {
                format!("somebody waits though {holders} hold the {capacity} seats of {activity}")
            })?;
        }
        Ok(())
    }
}
