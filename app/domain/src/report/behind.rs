//! Whom a number of a report counts: every number opens to the list behind it, and the list is as long as the number
//! says.

use super::count::{Case, age, cases, visits};
use super::handed::times as times_received;
use super::{Facts, Item, Meeting, Milieu, Month, Query, Visits};
use crate::id::Id;
use crate::places::{province_of, region_of};
use crate::project::Measure;
use crate::record::{Disability, Sex};

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
    /// Those of a province, by its code; empty: of no known one.
    Province(String),
    /// Those of a region, likewise.
    Region(String),
    /// Those of the town, or of the country.
    Milieu(Milieu),
    /// Those of an answer about difficulties, or whom nobody asked.
    Disability(Option<Disability>),
    /// Those who came for the first time, or those who had come before.
    New(bool),
    /// Those who received an item.
    Received(Item),
    /// Those of an activity.
    Activity(Id),
    /// Those of a group.
    Group(Id),
    /// Those of a month.
    Month(Month),
    /// Those that an indicator of a project counts, by its place among them.
    Reached(Id, usize),
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
            Number::Province(code) => province_of(&case.served.commune).unwrap_or_default() == code,
            Number::Region(code) => region_of(&case.served.commune).unwrap_or_default() == code,
            Number::Milieu(milieu) => Milieu::of(&case.served.commune) == *milieu,
            Number::Disability(answer) => case.served.disability == *answer,
            Number::New(is_new) => case.is_new == *is_new,
            Number::Everyone
            | Number::Activity(_)
            | Number::Group(_)
            | Number::Month(_)
            | Number::Received(_)
            | Number::Reached(..) => true,
        }
    }
}

/// The people a number counts, with how often each came and how long, or received an item; those who did most often
/// first.
pub fn behind(facts: &Facts, query: &Query, number: &Number) -> Vec<(Id, Visits)> {
    if let Number::Received(item) = number {
        let received = times_received(facts, query, item).into_iter();
        return ordered(
            received
                .map(|(person, times)| (person, Visits { times, minutes: 0 }))
                .collect(),
        );
    }
    let Number::Reached(project, at) = number else {
        return listed(facts, query, number, |case| number.counts(case));
    };
    let project_of = facts.projects.get(project);
    let Some(indicator) = project_of.and_then(|project| project.indicators.get(*at)) else {
        return Vec::new();
    };
    let query = query.of_project(*project);
    // Hours of people are those of all who came.
    let of_all = !matches!(indicator.measure, Measure::People | Measure::Participations);
    listed(facts, &query, number, |case| {
        of_all || indicator.counts(case.served.sex, age(case.served, &query))
    })
}

fn listed(
    facts: &Facts,
    query: &Query,
    number: &Number,
    counts: impl Fn(&Case<'_>) -> bool,
) -> Vec<(Id, Visits)> {
    let visits = visits(facts, query, |meeting| number.meets(meeting));
    let counted = cases(facts, query, &visits).into_iter();
    let counted = counted.filter(counts);
    let with_visits = |case: Case<'_>| (case.person, visits.get(&case.person).copied().unwrap_or_default());
    ordered(counted.map(with_visits).collect())
}

fn ordered(mut people: Vec<(Id, Visits)>) -> Vec<(Id, Visits)> {
    people.sort_by_key(|(person, visits)| (core::cmp::Reverse(visits.times), *person));
    people
}
