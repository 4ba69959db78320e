//! A day as a head reads it at night: what took place, what nobody marked, who is new, who stays away.

use core::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use super::devices::{DeviceLine, devices};
use super::figures::{facts, named};
use super::file::{Need, file_needs};
use super::shown::name_of;
use super::today::{SessionLine, today};
use crate::id::Id;
use crate::record::Mark;
use crate::replica::Replica;
use crate::report::{Facts, Meeting, Query, State};
use crate::time::{Clock, Day};

/// Absences in a row that are worth a head's word.
const RUNNING: usize = 3;

/// Somebody who stays away.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AwayLine {
    /// Who.
    pub person: Id,
    /// Their name.
    pub name: String,
    /// Name of the activity.
    pub title: String,
    /// How many times running they were absent, of the sessions at which something was said of them.
    pub times: u64,
    /// The day of the first of these.
    pub since: Day,
}

/// What a member did on a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HoursLine {
    /// Who.
    pub member: Id,
    /// Their name.
    pub name: String,
    /// Sessions at which they recorded.
    pub sessions: u64,
    /// Minutes of these, and of what was written down by hand.
    pub minutes: u64,
}

/// A day.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Evening {
    /// Sessions that took place.
    pub held: Vec<SessionLine>,
    /// Sessions that did not.
    pub cancelled: Vec<SessionLine>,
    /// Sessions that are over and of which nobody said anything.
    pub unmarked: Vec<SessionLine>,
    /// Sessions still to come, or under way and not marked yet.
    pub to_come: Vec<SessionLine>,
    /// Times somebody came.
    pub came: u64,
    /// People who came, each once.
    pub people: u64,
    /// Who came for the first time, to anything.
    pub first: Vec<(Id, String)>,
    /// Who was absent again, for the third time running or more.
    pub away: Vec<AwayLine>,
    /// Members who recorded, or gave time that was written down.
    pub hours: Vec<HoursLine>,
    /// Phones not heard of since before that day: what they recorded may be missing.
    pub silent: Vec<DeviceLine>,
    /// What of the association's file is late, or soon will be; of today alone.
    pub file: Vec<Need>,
}

/// A day, read at a time.
pub fn evening(replica: &Replica, day: Day, now: Clock, arabic: bool) -> Evening {
    let facts = facts(replica);
    let query = Query::of(day, day, now.day());
    let report = crate::report::report(&facts, &query);
    let mut evening = Evening {
        came: report.total.participations,
        people: report.total.people,
        first: first_time(replica, &facts, day, arabic),
        away: away(replica, &facts, day, arabic),
        silent: silent(replica, day, now, arabic),
        file: late_papers(replica, day, now.day()),
        ..Evening::default()
    };
    for line in today(replica, day) {
        let Some(meeting) = facts.meetings.get(&line.id) else {
            continue;
        };
        let lines = match State::of(meeting, &query) {
            State::Held => &mut evening.held,
            State::Cancelled => &mut evening.cancelled,
            // A session that is over is to be marked, though its day is not.
            _ if meeting.session.is_over(now.day(), now.minute()) => &mut evening.unmarked,
            _ => &mut evening.to_come,
        };
        lines.push(line);
    }
    let hours = report.volunteers.iter().map(|(member, given)| HoursLine {
        member: *member,
        name: name_of(replica, *member, arabic),
        sessions: given.sessions,
        minutes: given.total(),
    });
    evening.hours = hours.collect();
    evening
        .hours
        .sort_by(|one, other| (Reverse(one.minutes), &one.name).cmp(&(Reverse(other.minutes), &other.name)));
    evening
}

fn first_time(replica: &Replica, facts: &Facts, day: Day, arabic: bool) -> Vec<(Id, String)> {
    let first = facts.first_days().into_iter();
    let new = first.filter(|(person, first)| *first == day && facts.people.contains_key(person));
    let mut people = named(replica, new.map(|(person, _)| person), arabic);
    people.sort_by(|one, other| (&one.1, one.0).cmp(&(&other.1, other.0)));
    people
}

/// Who was absent on a day and the times before, in one group.
fn away(replica: &Replica, facts: &Facts, day: Day, arabic: bool) -> Vec<AwayLine> {
    let mut groups: BTreeMap<Id, Vec<&Meeting>> = BTreeMap::new();
    let past = facts.meetings.values();
    for meeting in past.filter(|meeting| meeting.is_held() && meeting.session.day <= day) {
        groups.entry(meeting.session.group).or_default().push(meeting);
    }
    let mut lines = Vec::new();
    for meetings in groups.values_mut() {
        meetings.sort_by_key(|meeting| Reverse((meeting.session.day, meeting.session.slot)));
        let that_day = meetings.iter().take_while(|meeting| meeting.session.day == day);
        let absent: BTreeSet<Id> = that_day
            .flat_map(|meeting| &meeting.marks)
            .filter(|(person, mark)| **mark == Mark::Absent && facts.people.contains_key(person))
            .map(|(person, _)| *person)
            .collect();
        for person in absent {
            let said = meetings
                .iter()
                .filter_map(|meeting| Some((meeting, meeting.marks.get(&person)?)));
            let running: Vec<&&Meeting> = said
                .take_while(|(_, mark)| **mark == Mark::Absent)
                .map(|(meeting, _)| meeting)
                .collect();
            let Some(oldest) = running.last().filter(|_| running.len() >= RUNNING) else {
                continue;
            };
            lines.push(AwayLine {
                person,
                name: name_of(replica, person, arabic),
                title: name_of(replica, oldest.session.activity, arabic),
                times: running.len() as u64,
                since: oldest.session.day,
            });
        }
    }
    lines.sort_by(|one, other| (Reverse(one.times), &one.name).cmp(&(Reverse(other.times), &other.name)));
    lines
}

/// What of the file has a day that is near or past. A past evening is no time to hear of it.
fn late_papers(replica: &Replica, day: Day, today: Day) -> Vec<Need> {
    let needs = file_needs(replica, today).into_iter();
    needs
        .filter(|need| day == today && need.due().is_some())
        .collect()
}

fn silent(replica: &Replica, day: Day, now: Clock, arabic: bool) -> Vec<DeviceLine> {
    let heard_of = |line: &DeviceLine| {
        let seen = line.device.seen;
        seen.is_some_and(|seen| seen.on_wall(now.offset_min).0 >= day)
    };
    devices(replica, now.now, arabic)
        .into_iter()
        .filter(|line| {
            !line.own && !line.device.revoked && line.device.signed_out.is_none() && !heard_of(line)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::{
        Activity, Association, Attendance, Beneficiary, Device, Record, Session, SessionStatus, View,
    };
    use crate::replica::{Batch, Me, Op};
    use crate::slice::Slice;
    use crate::time::Millis;
    use crate::wire::SlicePart;

    const DAY: Day = Day(100);
    const NOON: Clock = Clock {
        now: Millis(100 * 86_400_000 + 12 * 3_600_000),
        offset_min: 0,
    };

    fn id(kind: u8, n: u8) -> Id {
        Id::v7(Millis(1), [kind, n, 0, 0, 0, 0, 0, 0, 0, 0])
    }

    fn record<V: View>(id: Id, view: V) -> Record {
        Record {
            kind: V::KIND,
            id,
            version: 1,
            fields: view.fields(),
        }
    }

    /// A session of one group on each day, at nine in the morning.
    fn session(n: u8, day: i32) -> Record {
        let session = Session {
            activity: id(1, 1),
            group: id(2, 1),
            day: Day(day),
            slot: 540,
            minutes: 90,
            ..Session::default()
        };
        record(id(3, n), session)
    }

    fn person(n: u8) -> Record {
        let person = Beneficiary {
            given_la: format!("Person {n}"),
            ..Beneficiary::default()
        };
        record(id(4, n), person)
    }

    fn mark(at: u8, person: u8, status: Mark) -> Record {
        let attendance = Attendance {
            session: id(3, at),
            beneficiary: id(4, person),
            status,
            ..Attendance::default()
        };
        record(Id::of_attendance(id(3, at), id(4, person)), attendance)
    }

    fn read(mut records: Vec<Record>) -> Evening {
        records.push(record(id(1, 1), Activity::default()));
        let mut replica = Replica::new();
        replica.apply(&Batch(vec![Op::Part(SlicePart {
            records,
            ..SlicePart::empty(Slice::Register, 99)
        })]));
        evening(&replica, DAY, NOON, false)
    }

    #[test]
    fn who_was_absent_three_times_running_is_told_and_who_was_excused_or_came_between_is_not() {
        use Mark::{Absent, Excused, Present};
        let mut records: Vec<Record> = [97, 98, 99, 100]
            .into_iter()
            .zip(1..)
            .map(|(day, n)| session(n, day))
            .collect();
        records.extend((1..=4).map(person));
        let marks = [
            (1, [Absent, Absent, Mark::Unmarked, Absent]),
            (2, [Absent, Absent, Excused, Absent]),
            (3, [Absent, Present, Absent, Absent]),
            (4, [Absent, Absent, Absent, Mark::Unmarked]),
        ];
        for (person, said) in marks {
            records.extend((1..).zip(said).map(|(at, status)| mark(at, person, status)));
        }
        let away = read(records).away;
        let told: Vec<_> = away
            .iter()
            .map(|line| (line.name.as_str(), line.times, line.since))
            .collect();
        assert_eq!(
            told,
            [("Person 1", 3, Day(97))],
            "what nobody said is not an absence, nor its end"
        );
    }

    #[test]
    fn a_day_tells_its_sessions_apart_and_who_came_for_the_first_time() {
        let afternoon = |n| {
            let mut record = session(n, 100);
            record.fields = Session {
                slot: 900,
                ..Session::of(&record)
            }
            .fields();
            record
        };
        let mut cancelled = session(3, 100);
        cancelled.fields = Session {
            status: SessionStatus::Cancelled,
            ..Session::of(&cancelled)
        }
        .fields();
        let evening = read(vec![
            session(1, 100),
            session(2, 100),
            cancelled,
            afternoon(4),
            session(5, 90),
            person(1),
            person(2),
            mark(1, 1, Mark::Present),
            mark(1, 2, Mark::Late),
            mark(5, 2, Mark::Present),
        ]);
        let ids = |lines: &[SessionLine]| lines.iter().map(|line| line.id).collect::<Vec<_>>();
        assert_eq!(ids(&evening.held), [id(3, 1)]);
        assert_eq!(
            ids(&evening.unmarked),
            [id(3, 2)],
            "it is over since half past ten"
        );
        assert_eq!(ids(&evening.cancelled), [id(3, 3)]);
        assert_eq!(ids(&evening.to_come), [id(3, 4)]);
        assert_eq!((evening.came, evening.people), (2, 2));
        assert_eq!(evening.first, [(id(4, 1), "Person 1".to_owned())]);
    }

    #[test]
    fn tonight_tells_what_of_the_file_is_late_and_a_past_evening_does_not() {
        let association = Association {
            mandate_to: Some(DAY.plus(9)),
            ..Association::default()
        };
        let me = Me {
            association: id(9, 1),
            member: id(9, 2),
            device: id(9, 3),
        };
        let mut replica = Replica::new();
        replica.apply(&replica.sign_in(me));
        replica.apply(&Batch(vec![Op::Part(SlicePart {
            records: vec![record(id(9, 1), association)],
            ..SlicePart::empty(Slice::Association, 99)
        })]));
        let told = |day| evening(&replica, day, NOON, false).file;
        assert_eq!(
            told(DAY),
            [Need::MandateEnds(DAY.plus(9), 9)],
            "what only waits to be written down is for another hour"
        );
        assert_eq!(told(DAY.plus(-1)), []);
    }

    #[test]
    fn a_phone_not_heard_of_since_before_the_day_may_hold_what_is_missing() {
        let phone = |n, seen: Option<i64>, signed_out| {
            let at = |days| Millis(days * 86_400_000);
            record(
                id(5, n),
                Device {
                    seen: seen.map(at),
                    signed_out,
                    ..Device::default()
                },
            )
        };
        let evening = read(vec![
            phone(1, Some(99), None),
            phone(2, Some(100), None),
            phone(3, None, None),
            phone(4, Some(90), Some(Millis(1))),
        ]);
        let silent: BTreeSet<Id> = evening.silent.iter().map(|line| line.id).collect();
        assert_eq!(silent, [id(5, 1), id(5, 3)].into());
    }
}
