//! Projects in a report: how far each has come towards what it is to reach.

use super::count::{age, counted, visits};
use super::rolls::Rolls;
use super::{Facts, Query, Report, Tally, Visits};
use crate::id::{Id, IdMap};
use crate::project::{Indicator, Measure};
use crate::record::Project;

/// An indicator, and how far it has come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reached {
    /// What is counted, and how many there are to be.
    pub indicator: Indicator,
    /// How many there are; none where it may not be shown, or where this version cannot count it.
    pub value: Option<u64>,
}

impl Reached {
    /// How far towards the target, in thousandths.
    pub fn permille(&self) -> Option<u64> {
        self.value.map(|value| self.indicator.permille(value))
    }
}

/// A project that a report was asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Funded {
    /// Which.
    pub id: Id,
    /// What it says of itself.
    pub project: Project,
    /// What it has reached with its own activities in the days of the report.
    pub reached: Vec<Reached>,
}

/// The projects that a query asks for. `report` is what was counted of all of them together.
pub(super) fn funded(rolls: &Rolls<'_>, query: &Query, report: &Report) -> Vec<Funded> {
    let facts = rolls.facts;
    let asked = query.projects.iter().flatten();
    let known = asked.filter_map(|id| Some((*id, facts.projects.get(id)?)));
    let of = |(id, project): (Id, &Project)| {
        let alone = query.projects.as_ref().is_some_and(|asked| asked.len() == 1);
        let reached = if alone {
            reached(facts, query, report, project)
        } else {
            let query = query.of_project(id);
            reached(facts, &query, &counted(rolls, &query), project)
        };
        Funded {
            id,
            project: project.clone(),
            reached,
        }
    };
    known.map(of).collect()
}

fn reached(facts: &Facts, query: &Query, report: &Report, project: &Project) -> Vec<Reached> {
    let people = visits(facts, query, |_| true);
    let one = |indicator: &Indicator| Reached {
        value: value(facts, query, report, &people, indicator),
        indicator: indicator.clone(),
    };
    project.indicators.iter().map(one).collect()
}

fn value(
    facts: &Facts,
    query: &Query,
    report: &Report,
    people: &IdMap<Visits>,
    indicator: &Indicator,
) -> Option<u64> {
    let tally = || {
        let mut tally = Tally::default();
        for (person, visits) in people {
            let served = facts.people.get(person);
            if served.is_some_and(|served| indicator.counts(served.sex, age(served, query))) {
                tally.people += 1;
                tally.participations += visits.times;
            }
        }
        tally
    };
    match indicator.measure {
        Measure::People => Some(tally().people),
        Measure::Participations => Some(tally().participations),
        Measure::Sessions => Some(report.sessions.held),
        Measure::Hours => Some(report.sessions.minutes / 60),
        Measure::LearnerHours => Some(report.learner_minutes / 60),
        Measure::Volunteers => Some(report.volunteers.len() as u64),
        Measure::Other(_) => None,
    }
}
