//! Who and what a number of a report counts: every number opens to the list behind it, and the list is as long as the
//! number says.

use super::count::{Case, asked, cases, coming};
use super::{Facts, Meeting, Month, Query};
use crate::id::{Id, IdMap};
use crate::record::{SessionStatus, Sex};

/// A number of people in a report, by what it counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Number {
    /// All who came.
    Everyone,
    /// Those of a sex and a band of age, as [`super::Report::by_sex_and_age`] has them.
    SexAndAge(Sex, Option<usize>),
    /// Those of a sex.
    Sex(Sex),
    /// Those of a band of age.
    Age(Option<usize>),
    /// Those of a commune, as the record says it.
    Commune(String),
    /// Those who came for the first time, or those who had come before.
    New(bool),
    /// Those of an activity.
    Activity(Id),
    /// Those of a group.
    Group(Id),
    /// Those of a month.
    Month(Month),
}

impl Number {
    /// Whether a session is one of those it counts people of.
    fn meets(&self, meeting: &Meeting) -> bool {
        match self {
            Number::Activity(activity) => meeting.session.activity == *activity,
            Number::Group(group) => meeting.session.group == *group,
            Number::Month(month) => Month::of(meeting.session.day) == *month,
            _ => true,
        }
    }

    fn counts(&self, case: &Case<'_>) -> bool {
        match self {
            Number::SexAndAge(sex, band) => case.served.sex == *sex && case.band == *band,
            Number::Sex(sex) => case.served.sex == *sex,
            Number::Age(band) => case.band == *band,
            Number::Commune(commune) => case.served.commune == *commune,
            Number::New(is_new) => case.is_new == *is_new,
            Number::Everyone | Number::Activity(_) | Number::Group(_) | Number::Month(_) => true,
        }
    }
}

/// The people a number counts, with how often each came; those who came most often first.
pub fn behind(facts: &Facts, query: &Query, number: &Number) -> Vec<(Id, u64)> {
    let mut times: IdMap<u64> = IdMap::default();
    let held = facts.meetings.values().filter(|meeting| meeting.is_held());
    for meeting in held.filter(|meeting| asked(meeting, query) && number.meets(meeting)) {
        for person in coming(meeting, facts) {
            *times.entry(person).or_default() += 1;
        }
    }
    let counted = cases(facts, query, &times).into_iter();
    let mut people: Vec<(Id, u64)> = counted
        .filter(|case| number.counts(case))
        .map(|case| (case.person, case.times))
        .collect();
    people.sort_by_key(|(person, times)| (core::cmp::Reverse(*times), *person));
    people
}

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

/// The sessions of a state, in the order in which they began.
pub fn meetings(facts: &Facts, query: &Query, state: State) -> Vec<Id> {
    let of_state = |meeting: &Meeting| asked(meeting, query) && State::of(meeting, query) == state;
    let mut found: Vec<_> = facts
        .meetings
        .iter()
        .filter(|(_, meeting)| of_state(meeting))
        .map(|(id, meeting)| (meeting.session.day, meeting.session.slot, *id))
        .collect();
    found.sort_unstable();
    found.into_iter().map(|(_, _, id)| id).collect()
}
