//! Which sessions a number of a report counts, and what else stands behind it than people.

use super::count::{asked, asked_of};
use super::rolls::{Attending, Rolls, Slate};
use super::{Attendance, ByHand, Facts, Item, Meeting, Month, Query, Unnamed};
use crate::id::{Id, IdMap};
use crate::record::{Delivery, SessionStatus};

/// What became of a session, as [`super::Sessions`] counts it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// It took place.
    Held,
    /// It did not.
    Cancelled,
    /// It is past, and nobody said anything.
    Unmarked,
    /// It is still to come.
    ToCome,
}

impl State {
    /// What became of a session.
    pub fn of(meeting: &Meeting, query: &Query) -> Self {
        if meeting.session.status == SessionStatus::Cancelled {
            State::Cancelled
        } else if meeting.is_held() {
            State::Held
        } else if meeting.session.day < query.today {
            State::Unmarked
        } else {
            State::ToCome
        }
    }
}

/// The sessions behind a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sittings {
    /// All that were planned, whatever became of them.
    Planned,
    /// Those of which this became.
    Of(State),
    /// Those that were cancelled for a reason, by its number; none: without one.
    Cancelled(Option<i64>),
    /// Those held at which somebody was counted without a name.
    Unnamed,
    /// Those held at which a member recorded.
    Led(Id),
    /// Those of a month, whatever became of them.
    In(Month),
}

impl Sittings {
    fn has(&self, meeting: &Meeting, query: &Query) -> bool {
        let state = State::of(meeting, query);
        match self {
            Sittings::Planned => true,
            Sittings::Of(of) => state == *of,
            Sittings::Cancelled(reason) => state == State::Cancelled && meeting.session.reason == *reason,
            Sittings::Unnamed => state == State::Held && meeting.unnamed().total() > 0,
            Sittings::In(month) => Month::of(meeting.session.day) == *month,
            Sittings::Led(member) => state == State::Held && meeting.by.contains(member),
        }
    }
}

/// The sessions a number counts, in the order in which they began.
pub fn meetings(facts: &Facts, query: &Query, which: &Sittings) -> Vec<Id> {
    let mut found: Vec<_> = facts
        .meetings
        .iter()
        .filter(|(_, meeting)| asked(facts, query, meeting) && which.has(meeting, query))
        .map(|(id, meeting)| (meeting.session.day, meeting.session.slot, *id))
        .collect();
    found.sort_unstable();
    found.into_iter().map(|(_, _, id)| id).collect()
}

/// How well each session that was held was attended: together they are what the report says.
pub fn attendances(facts: &Facts, query: &Query) -> IdMap<Attendance> {
    let rolls = Rolls::of(facts);
    let people = rolls.people.len();
    let (mut slate, mut attending) = (Slate::of(people), Attending::of(people));
    let held = rolls
        .rolls
        .iter()
        .filter(|roll| roll.held && asked(facts, query, roll.meeting));
    held.map(|roll| (roll.id, rolls.attendance(roll, &mut slate, &mut attending)))
        .collect()
}

impl Meeting {
    /// Those counted without names.
    pub fn unnamed(&self) -> Unnamed {
        let number = |count: i64| u64::try_from(count).unwrap_or_default();
        let mut all = Unnamed::default();
        for count in &self.counts {
            all.women += number(count.women);
            all.men += number(count.men);
            all.girls += number(count.girls);
            all.boys += number(count.boys);
        }
        all
    }
}

/// The time a member gave that was written down, by day.
pub fn given_by_hand<'a>(facts: &'a Facts, query: &Query, member: Id) -> Vec<(Id, &'a ByHand)> {
    let all = facts.by_hand.iter();
    let of_member = all.filter(|(_, time)| time.member == member && time.is_asked(facts, query));
    let mut found: Vec<_> = of_member.map(|(id, time)| (*id, time)).collect();
    found.sort_unstable_by_key(|(id, time)| (time.day, *id));
    found
}

/// The deliveries of an item to people without names, by day.
pub fn unnamed_deliveries<'a>(facts: &'a Facts, query: &Query, item: &Item) -> Vec<(Id, &'a Delivery)> {
    let all = facts.deliveries.iter();
    let of_item = all.filter(|(_, one)| {
        one.unnamed > 0 && item.is_of(one) && asked_of(facts, query, one.activity, one.day)
    });
    let mut found: Vec<_> = of_item.map(|(id, one)| (*id, one)).collect();
    found.sort_unstable_by_key(|(id, one)| (one.day, *id));
    found
}
