//! One person: where they belong, when they came, what they agreed to.

use super::answers::{Answered, answered};
use crate::id::Id;
use crate::kind::Kind;
use crate::record::{Activity, Attendance, Consent, Group, Mark, Registration, Session, View};
use crate::replica::Replica;
use crate::time::Day;

/// A person's place in one activity.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Belonging {
    /// Which activity.
    pub activity: Id,
    /// Its name.
    pub title: String,
    /// Name of the group; empty for an only group.
    pub group: String,
    /// The registration.
    pub registration: Registration,
    /// What was answered to the activity's questions.
    pub answers: Vec<Answered>,
    /// Whether the server has not answered yet.
    pub pending: bool,
}

/// The activities a person is or was registered in, by name.
pub fn belongings(replica: &Replica, person: Id) -> Vec<Belonging> {
    let mut belongings: Vec<Belonging> = replica
        .referring(person, Kind::Registration)
        .filter_map(|record| {
            let registration = Registration::of(record);
            let group = registration.group.and_then(|group| replica.view::<Group>(group));
            Some(Belonging {
                activity: registration.activity,
                title: replica.view::<Activity>(registration.activity)?.title,
                group: group.map_or_else(String::new, |group| group.name),
                answers: answered(replica, &registration),
                registration,
                pending: replica.is_pending(record.id),
            })
        })
        .collect();
    belongings.sort_by(|a, b| (&a.title, a.activity).cmp(&(&b.title, b.activity)));
    belongings
}

/// What was said of a person at one session.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Came {
    /// Which session.
    pub session: Id,
    /// Name of the activity.
    pub title: String,
    /// On which day.
    pub day: Day,
    /// Minutes after midnight at which it began.
    pub slot: i64,
    /// What was said.
    pub status: Mark,
    /// Minutes after midnight at which they came.
    pub arrived_minute: Option<i64>,
    /// The attendance record, for its receipt.
    pub record: Id,
    /// Whether the server has not answered yet.
    pub pending: bool,
}

/// The sessions at which something was said of a person, newest first.
pub fn came(replica: &Replica, person: Id) -> Vec<Came> {
    let mut came: Vec<Came> = replica
        .referring(person, Kind::Attendance)
        .filter_map(|record| {
            let attendance = Attendance::of(record);
            let session: Session = replica.view(attendance.session)?;
            Some(Came {
                session: attendance.session,
                title: replica.view::<Activity>(session.activity)?.title,
                day: session.day,
                slot: session.slot,
                status: attendance.status,
                arrived_minute: attendance.arrived_minute,
                record: record.id,
                pending: replica.is_pending(record.id),
            })
        })
        .filter(|line| line.status != Mark::Unmarked)
        .collect();
    came.sort_by_key(|line| core::cmp::Reverse((line.day, line.slot, line.session)));
    came
}

/// What a person agreed to, newest first.
pub fn consents(replica: &Replica, person: Id) -> Vec<Consent> {
    let mut consents: Vec<Consent> = replica
        .referring(person, Kind::Consent)
        .map(Consent::of)
        .collect();
    consents.sort_by_key(|consent| core::cmp::Reverse((consent.day, consent.purpose)));
    consents
}
