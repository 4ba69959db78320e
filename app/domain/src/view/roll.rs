//! The roll call of a session: who belongs on its day, what was said of each, and how many.

use std::collections::BTreeSet;

use super::people::{People, person_line};
use crate::id::Id;
use crate::kind::Kind;
use crate::record::{
    Activity, Attendance, Group, HeadCount, Mark, Member, Registration, RollStart, Session, View, attendance,
    registration,
};
use crate::replica::Replica;

/// The sheet of one session.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Roll {
    /// The session.
    pub session: Session,
    /// Name of the activity.
    pub title: String,
    /// Name of the group; empty for an only group.
    pub group: String,
    /// How the roll call begins.
    pub start: RollStart,
    /// Everyone who belonged on that day, and walk-ins; nobody else.
    pub people: People,
}

/// The sheet of a session, for a reader of Arabic or Latin script; `None` when the phone does not have it.
pub fn roll(replica: &Replica, id: Id, arabic: bool) -> Option<Roll> {
    let session: Session = replica.view(id)?;
    let activity: Activity = replica.view(session.activity)?;
    let group = replica
        .view::<Group>(session.group)
        .map_or_else(String::new, |group| group.name);
    let belongs = replica
        .referring(session.activity, Kind::Registration)
        .filter(|record| {
            let registration = Registration::of(record);
            registration.belongs_on(session.day)
                && registration.group.is_none_or(|group| group == session.group)
        })
        .map(|record| record.read::<Id>(registration::BENEFICIARY));
    let belongs: BTreeSet<Id> = belongs.collect();
    let marked = replica
        .referring(id, Kind::Attendance)
        .filter(|record| record.read::<Mark>(attendance::STATUS) != Mark::Unmarked);
    let walk_ins: BTreeSet<Id> = marked
        .map(|record| record.read::<Id>(attendance::BENEFICIARY))
        .filter(|person| !belongs.contains(person))
        .collect();
    let line = |person: &Id, walk_in| {
        let mut line = person_line(replica.get(*person)?, arabic, session.day);
        line.walk_in = walk_in;
        Some(line)
    };
    let lines = belongs.iter().filter_map(|person| line(person, false));
    let people = People::new(
        lines
            .chain(walk_ins.iter().filter_map(|person| line(person, true)))
            .collect(),
    );
    Some(Roll {
        session,
        title: activity.title,
        group,
        start: activity.roll_start,
        people,
    })
}

/// What was said of one person at one session.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MarkLine {
    /// Present, late, excused, absent or unmarked.
    pub status: Mark,
    /// Minutes after midnight at which they came.
    pub arrived_minute: Option<i64>,
    /// Why excused.
    pub note: String,
    /// Name of the member who marked.
    pub by: String,
    /// Whether the server has not answered yet.
    pub pending: bool,
}

/// What was said of one person at one session.
pub fn mark(replica: &Replica, session: Id, person: Id) -> MarkLine {
    let id = Id::of_attendance(session, person);
    let Some(attendance) = replica.view::<Attendance>(id) else {
        return MarkLine::default();
    };
    let by = attendance.by.and_then(|by| replica.view::<Member>(by));
    MarkLine {
        status: attendance.status,
        arrived_minute: attendance.arrived_minute,
        note: attendance.note,
        by: by.map_or_else(String::new, |member| member.name),
        pending: replica.is_pending(id),
    }
}

/// How many are in each state.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Present.
    pub present: usize,
    /// Late.
    pub late: usize,
    /// Excused.
    pub excused: usize,
    /// Absent.
    pub absent: usize,
    /// Not marked: not the same as absent.
    pub unmarked: usize,
}

impl Counts {
    /// Those who came.
    pub fn came(&self) -> usize {
        self.present + self.late
    }

    /// Everybody on the sheet.
    pub fn all(&self) -> usize {
        self.came() + self.excused + self.absent + self.unmarked
    }
}

/// How many of a session's marks are in each state, with `expected` people on the sheet.
pub fn counts(replica: &Replica, session: Id, expected: usize) -> Counts {
    let mut counts = Counts::default();
    for record in replica.referring(session, Kind::Attendance) {
        match record.read::<Mark>(attendance::STATUS) {
            Mark::Present => counts.present += 1,
            Mark::Late => counts.late += 1,
            Mark::Excused => counts.excused += 1,
            Mark::Absent => counts.absent += 1,
            Mark::Unmarked | Mark::Other(_) => {}
        }
    }
    counts.unmarked = expected.saturating_sub(counts.all());
    counts
}

/// People counted without names at a session: everybody's counts added up, and those of one member.
pub fn head_count(replica: &Replica, session: Id, member: Option<Id>) -> (HeadCount, HeadCount) {
    let mut all = HeadCount {
        session,
        ..HeadCount::default()
    };
    for record in replica.referring(session, Kind::HeadCount) {
        let one = HeadCount::of(record);
        all.women += one.women;
        all.men += one.men;
        all.girls += one.girls;
        all.boys += one.boys;
    }
    let own = member.and_then(|member| replica.view(Id::of_headcount(session, member)));
    (all, own.unwrap_or_default())
}
