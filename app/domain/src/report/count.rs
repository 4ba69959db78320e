//! Counting.

use std::collections::{BTreeMap, BTreeSet};

use super::facts::came;
use super::funded::funded;
use super::handed::handed;
use super::{Attendance, Facts, Meeting, Month, Part, Query, Report, Served, Sessions, State, Unnamed};
use crate::id::{Id, IdMap, IdSet};
use crate::record::Mark;
use crate::time::Day;

/// The report that a query asks for.
pub fn report(facts: &Facts, query: &Query) -> Report {
    let mut report = counted(facts, query);
    report.funded = funded(facts, query, &report);
    report
}

/// The report without what it says of projects.
pub(super) fn counted(facts: &Facts, query: &Query) -> Report {
    let mut report = Report {
        bands: query.bands.clone(),
        ..Report::default()
    };
    let mut times: IdMap<u64> = IdMap::default();
    let mut in_parts: BTreeMap<(Id, Id), IdSet> = BTreeMap::new();
    let mut in_months: BTreeMap<Month, IdSet> = BTreeMap::new();
    for meeting in facts
        .meetings
        .values()
        .filter(|meeting| asked(facts, query, meeting))
    {
        let (activity, group) = (meeting.session.activity, meeting.session.group);
        let month = Month::of(meeting.session.day);
        let mut part = Part::default();
        told(&mut part.sessions, meeting, query);
        if meeting.is_held() {
            part.attendance = attendance(facts, meeting);
            unnamed(&mut report.unnamed, meeting);
            for member in &meeting.by {
                let hours = report.volunteers.entry(*member).or_default();
                *hours = (hours.0 + 1, hours.1 + minutes(meeting));
            }
            let in_part = in_parts.entry((activity, group)).or_default();
            let in_month = in_months.entry(month).or_default();
            for person in coming(meeting, facts) {
                *times.entry(person).or_default() += 1;
                part.tally.participations += 1;
                part.learner_minutes += minutes(meeting);
                in_part.insert(person);
                in_month.insert(person);
            }
        }
        add(&mut report.sessions, &mut report.attendance, &part);
        report.learner_minutes += part.learner_minutes;
        report.by_month.entry(month).or_default().participations += part.tally.participations;
        let day = report.by_day.entry(meeting.session.day).or_default();
        told(&mut day.sessions, meeting, query);
        day.came += part.tally.participations;
        for whole in [
            report.by_activity.entry(activity).or_default(),
            report.by_group.entry(group).or_default(),
        ] {
            add(&mut whole.sessions, &mut whole.attendance, &part);
            whole.learner_minutes += part.learner_minutes;
            whole.tally.participations += part.tally.participations;
        }
    }
    people_of_parts(&mut report, &in_parts);
    for (month, people) in in_months {
        report.by_month.entry(month).or_default().people = people.len() as u64;
    }
    report.handed = handed(facts, query);
    told_apart(&mut report, facts, query, &times);
    report
}

/// Whether a session is one of those a query asks for.
pub(super) fn asked(facts: &Facts, query: &Query, meeting: &Meeting) -> bool {
    !meeting.session.is_moved() && asked_of(facts, query, meeting.session.activity, meeting.session.day)
}

/// Whether a query asks for what was in an activity on a day.
pub(super) fn asked_of(facts: &Facts, query: &Query, activity: Id, day: Day) -> bool {
    let funds = |asked: &BTreeSet<Id>| {
        let project = facts.project_of.get(&activity).filter(|id| asked.contains(id));
        let project = project.and_then(|id| facts.projects.get(id));
        project.is_some_and(|project| project.covers(day))
    };
    query.from <= day
        && day <= query.to
        && query
            .activities
            .as_ref()
            .is_none_or(|asked| asked.contains(&activity))
        && query.projects.as_ref().is_none_or(funds)
}

/// How often each person came to the sessions a query asks for, of those that meet `meets`.
pub(super) fn times(facts: &Facts, query: &Query, meets: impl Fn(&Meeting) -> bool) -> IdMap<u64> {
    let mut times: IdMap<u64> = IdMap::default();
    let held = facts.meetings.values().filter(|meeting| meeting.is_held());
    for meeting in held.filter(|meeting| asked(facts, query, meeting) && meets(meeting)) {
        for person in coming(meeting, facts) {
            *times.entry(person).or_default() += 1;
        }
    }
    times
}

/// The age that somebody reaches in the year in which a period ends, where it is known.
pub(super) fn age(served: &Served, query: &Query) -> Option<i64> {
    let age = served.born.map(|born| i64::from(query.to.ymd().0) - born);
    age.filter(|age| *age >= 0)
}

/// Those who came, of the people that are known.
pub(super) fn coming(meeting: &Meeting, facts: &Facts) -> impl Iterator<Item = Id> {
    let came = meeting.marks.iter().filter(|(_, mark)| came(**mark));
    came.map(|(person, _)| *person)
        .filter(|person| facts.people.contains_key(person))
}

fn minutes(meeting: &Meeting) -> u64 {
    u64::try_from(meeting.session.minutes).unwrap_or_default()
}

/// What became of one session.
fn told(sessions: &mut Sessions, meeting: &Meeting, query: &Query) {
    match State::of(meeting, query) {
        State::Cancelled => *sessions.cancelled.entry(meeting.session.reason).or_default() += 1,
        State::Held => {
            sessions.held += 1;
            sessions.minutes += minutes(meeting);
        }
        State::Unmarked => sessions.unmarked += 1,
        State::ToCome => sessions.to_come += 1,
    }
}

fn add(sessions: &mut Sessions, attendance: &mut Attendance, part: &Part) {
    sessions.held += part.sessions.held;
    sessions.unmarked += part.sessions.unmarked;
    sessions.to_come += part.sessions.to_come;
    sessions.minutes += part.sessions.minutes;
    for (reason, count) in &part.sessions.cancelled {
        *sessions.cancelled.entry(*reason).or_default() += count;
    }
    attendance.came += part.attendance.came;
    attendance.absent += part.attendance.absent;
    attendance.unmarked += part.attendance.unmarked;
}

/// What was said of those who belonged to the group on the day.
fn attendance(facts: &Facts, meeting: &Meeting) -> Attendance {
    let session = &meeting.session;
    let registered = facts.registrations.get(&session.activity).into_iter().flatten();
    let belonging: IdSet = registered
        .filter(|one| one.belongs_on(session.day) && one.group.is_none_or(|group| group == session.group))
        .map(|one| one.beneficiary)
        .filter(|person| facts.people.contains_key(person))
        .collect();
    let mut attendance = Attendance::default();
    for person in belonging {
        match meeting.marks.get(&person) {
            Some(Mark::Present | Mark::Late) => attendance.came += 1,
            Some(Mark::Absent | Mark::Excused) => attendance.absent += 1,
            _ => attendance.unmarked += 1,
        }
    }
    attendance
}

fn unnamed(all: &mut Unnamed, meeting: &Meeting) {
    let number = |count: i64| u64::try_from(count).unwrap_or_default();
    for count in &meeting.counts {
        all.women += number(count.women);
        all.men += number(count.men);
        all.girls += number(count.girls);
        all.boys += number(count.boys);
    }
}

/// People of each activity and group, each once in it.
fn people_of_parts(report: &mut Report, in_parts: &BTreeMap<(Id, Id), IdSet>) {
    let mut in_activities: BTreeMap<Id, IdSet> = BTreeMap::new();
    for ((activity, group), people) in in_parts {
        in_activities.entry(*activity).or_default().extend(people);
        if let Some(part) = report.by_group.get_mut(group) {
            part.tally.people = people.len() as u64;
        }
    }
    for (activity, people) in in_activities {
        if let Some(part) = report.by_activity.get_mut(&activity) {
            part.tally.people = people.len() as u64;
        }
    }
}

/// One person who came.
pub(super) struct Case<'a> {
    /// Who.
    pub(super) person: Id,
    /// How often they came.
    pub(super) times: u64,
    /// Who they are.
    pub(super) served: &'a Served,
    /// Their band of age.
    pub(super) band: Option<usize>,
    /// Whether they had not come before.
    pub(super) is_new: bool,
}

/// Those who came, told apart.
pub(super) fn cases<'a>(facts: &'a Facts, query: &Query, times: &IdMap<u64>) -> Vec<Case<'a>> {
    let first = facts.first_days();
    let case = |(person, times): (&Id, &u64)| {
        let served = facts.people.get(person)?;
        Some(Case {
            person: *person,
            times: *times,
            served,
            band: query.band(age(served, query)),
            is_new: first.get(person).is_some_and(|day| query.from <= *day),
        })
    };
    times.iter().filter_map(case).collect()
}

/// Who came, by who they are.
fn told_apart(report: &mut Report, facts: &Facts, query: &Query, times: &IdMap<u64>) {
    for case in cases(facts, query, times) {
        let commune = case.served.commune.clone();
        let cells = [
            &mut report.total,
            report
                .by_sex_and_age
                .entry((case.served.sex, case.band))
                .or_default(),
            report.by_commune.entry(commune).or_default(),
            report.by_disability.entry(case.served.disability).or_default(),
            report.by_new.entry(case.is_new).or_default(),
        ];
        for cell in cells {
            cell.people += 1;
            cell.participations += case.times;
        }
    }
}
