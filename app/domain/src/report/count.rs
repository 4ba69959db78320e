//! Counting.

use std::collections::{BTreeMap, BTreeSet};

use super::funded::funded;
use super::handed::handed;
use super::rolls::{Attending, Rolls, Seen, Slate};
use super::{
    Attendance, ByHand, Facts, Meeting, Month, Part, Query, Report, Served, Sessions, State, Unnamed, Visits,
};
use crate::id::{Id, IdMap};
use crate::time::Day;

/// The report that a query asks for.
pub fn report(facts: &Facts, query: &Query) -> Report {
    let rolls = Rolls::of(facts);
    let mut report = counted(&rolls, query);
    report.funded = funded(&rolls, query, &report);
    report
}

/// The report without what it says of projects.
pub(super) fn counted(rolls: &Rolls<'_>, query: &Query) -> Report {
    let everybody = rolls.people.len();
    let mut report = Report {
        bands: query.bands.clone(),
        ..Report::default()
    };
    let mut times = vec![0; everybody];
    let (mut slate, mut attending) = (Slate::of(everybody), Attending::of(everybody));
    let mut in_activity = Seen::of(everybody);
    let mut in_group = Seen::of(everybody);
    let mut in_months: BTreeMap<Month, Vec<bool>> = BTreeMap::new();
    for roll in &rolls.rolls {
        let meeting = roll.meeting;
        if !asked(rolls.facts, query, meeting) {
            continue;
        }
        let (activity, group) = (meeting.session.activity, meeting.session.group);
        let month = Month::of(meeting.session.day);
        let (mut part, mut new_in_group) = (Part::default(), 0);
        told(&mut part.sessions, meeting, query);
        if roll.held {
            part.attendance = rolls.attendance(roll, &mut slate, &mut attending);
            unnamed(&mut report.unnamed, &meeting.unnamed());
            for member in &meeting.by {
                let given = report.volunteers.entry(*member).or_default();
                given.sessions += 1;
                given.minutes += minutes(meeting);
            }
            in_activity.within(activity);
            in_group.within((activity, group));
            let in_month = in_months.entry(month).or_insert_with(|| vec![false; everybody]);
            for person in roll.coming() {
                times[person] += 1;
                part.tally.participations += 1;
                part.learner_minutes += minutes(meeting);
                part.tally.people += u64::from(in_activity.is_first(person));
                new_in_group += u64::from(in_group.is_first(person));
                in_month[person] = true;
            }
        }
        add(&mut report.sessions, &mut report.attendance, &part);
        report.learner_minutes += part.learner_minutes;
        report.by_month.entry(month).or_default().participations += part.tally.participations;
        let day = report.by_day.entry(meeting.session.day).or_default();
        told(&mut day.sessions, meeting, query);
        day.came += part.tally.participations;
        for (whole, people) in [
            (report.by_activity.entry(activity).or_default(), part.tally.people),
            (report.by_group.entry(group).or_default(), new_in_group),
        ] {
            add(&mut whole.sessions, &mut whole.attendance, &part);
            whole.learner_minutes += part.learner_minutes;
            whole.tally.participations += part.tally.participations;
            whole.tally.people += people;
        }
    }
    for time in rolls
        .facts
        .by_hand
        .values()
        .filter(|time| time.is_asked(rolls.facts, query))
    {
        report.volunteers.entry(time.member).or_default().by_hand += time.minutes;
    }
    for (month, people) in in_months {
        let people = people.iter().filter(|came| **came).count();
        report.by_month.entry(month).or_default().people = people as u64;
    }
    report.attending = attending.counted();
    report.guests = attending.guests();
    report.handed = handed(rolls.facts, query);
    told_apart(&mut report, rolls, query, &times);
    report
}

/// Whether a session is one of those a query asks for.
pub(super) fn asked(facts: &Facts, query: &Query, meeting: &Meeting) -> bool {
    !meeting.session.is_moved() && asked_of(facts, query, meeting.session.activity, meeting.session.day)
}

impl ByHand {
    /// Whether a query asks for it: time that was given to no activity is in no part of the whole.
    pub(super) fn is_asked(&self, facts: &Facts, query: &Query) -> bool {
        match self.activity {
            Some(activity) => asked_of(facts, query, activity, self.day),
            None => {
                let whole = query.activities.is_none() && query.projects.is_none();
                whole && query.from <= self.day && self.day <= query.to
            }
        }
    }
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

/// How often each person came to the sessions a query asks for, and how long, of those that meet `meets`.
pub(super) fn visits(facts: &Facts, query: &Query, meets: impl Fn(&Meeting) -> bool) -> IdMap<Visits> {
    let mut visits: IdMap<Visits> = IdMap::default();
    let held = facts.meetings.values().filter(|meeting| meeting.is_held());
    for meeting in held.filter(|meeting| asked(facts, query, meeting) && meets(meeting)) {
        for person in coming(meeting, facts) {
            let of_person = visits.entry(person).or_default();
            of_person.times += 1;
            of_person.minutes += minutes(meeting);
        }
    }
    visits
}

/// The age that somebody reaches in the year in which a period ends, where it is known.
pub(super) fn age(served: &Served, query: &Query) -> Option<i64> {
    let age = served.born.map(|born| i64::from(query.to.ymd().0) - born);
    age.filter(|age| *age >= 0)
}

/// Those who came, of the people that are known.
pub(super) fn coming(meeting: &Meeting, facts: &Facts) -> impl Iterator<Item = Id> {
    let came = meeting.marks.iter().filter(|(_, mark)| mark.came());
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

fn unnamed(all: &mut Unnamed, more: &Unnamed) {
    all.women += more.women;
    all.men += more.men;
    all.girls += more.girls;
    all.boys += more.boys;
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

impl<'a> Case<'a> {
    fn of(person: Id, times: u64, served: &'a Served, first: Option<Day>, query: &Query) -> Self {
        Case {
            person,
            times,
            served,
            band: query.band(age(served, query)),
            is_new: first.is_some_and(|day| query.from <= day),
        }
    }
}

/// Those who came, told apart.
pub(super) fn cases<'a>(facts: &'a Facts, query: &Query, visits: &IdMap<Visits>) -> Vec<Case<'a>> {
    let first = facts.first_days();
    let case = |(person, visits): (&Id, &Visits)| {
        let served = facts.people.get(person)?;
        Some(Case::of(
            *person,
            visits.times,
            served,
            first.get(person).copied(),
            query,
        ))
    };
    visits.iter().filter_map(case).collect()
}

/// Who came, by who they are.
fn told_apart(report: &mut Report, rolls: &Rolls<'_>, query: &Query, times: &[u64]) {
    let came = rolls.people.iter().zip(times).filter(|(_, times)| **times > 0);
    for (known, times) in came {
        let case = Case::of(known.id, *times, known.served, known.first, query);
        let cells = [
            &mut report.total,
            report
                .by_sex_and_age
                .entry((case.served.sex, case.band))
                .or_default(),
            report.by_commune.entry(case.served.commune.clone()).or_default(),
            report.by_disability.entry(case.served.disability).or_default(),
            report.by_new.entry(case.is_new).or_default(),
        ];
        for cell in cells {
            cell.people += 1;
            cell.participations += case.times;
        }
    }
}
