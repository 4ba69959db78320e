//! One person: where they belong, when they came, what they agreed to.

use std::collections::{BTreeMap, BTreeSet};

use super::answers::{Answered, answered};
use super::shown::{Shown, shown};
use crate::id::Id;
use crate::kind::Kind;
use crate::record::{
    Activity, Attendance, Consent, Group, Mark, Purpose, Record, Registration, Rule, Session, SessionStatus,
    StatusClass, View, attendance, spec,
};
use crate::replica::Replica;
use crate::same;
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
    /// Whether they ever came: then it can be certified, though they left since.
    pub came: bool,
    /// Whether the server has not answered yet.
    pub pending: bool,
}

/// Records of a kind that name a person, under whichever id the person was recorded.
fn of_person(replica: &Replica, person: Id, kind: Kind) -> impl Iterator<Item = &Record> {
    let ids = same::everyone(replica, person).into_iter();
    ids.flat_map(move |id| replica.referring(id, kind))
}

/// What a registration weighs beside another of the same person in the same activity.
fn weight(one: &Registration) -> u8 {
    match one.status.class() {
        StatusClass::Positive => 3,
        StatusClass::Waiting => 2,
        StatusClass::Pending => 1,
        StatusClass::Negative => 0,
    }
}

/// The activities a person is or was registered in, by name; each once.
pub fn belongings(replica: &Replica, person: Id) -> Vec<Belonging> {
    let mut heaviest: BTreeMap<Id, &Record> = BTreeMap::new();
    for record in of_person(replica, person, Kind::Registration) {
        let one = Registration::of(record);
        let stands = heaviest.entry(one.activity).or_insert(record);
        if weight(&one) > weight(&Registration::of(stands)) {
            *stands = record;
        }
    }
    let there = attended(replica, person);
    let mut belongings: Vec<Belonging> = heaviest
        .into_values()
        .filter_map(|record| {
            let registration = Registration::of(record);
            let group = registration.group.and_then(|group| replica.view::<Group>(group));
            Some(Belonging {
                activity: registration.activity,
                title: replica.view::<Activity>(registration.activity)?.title,
                group: group.map_or_else(String::new, |group| group.name),
                answers: answered(replica, &registration),
                came: there.contains(&registration.activity),
                registration,
                pending: replica.is_pending(record.id),
            })
        })
        .collect();
    belongings.sort_by(|a, b| (&a.title, a.activity).cmp(&(&b.title, b.activity)));
    belongings
}

/// The activities at a session of which a person was.
fn attended(replica: &Replica, person: Id) -> BTreeSet<Id> {
    let there = of_person(replica, person, Kind::Attendance)
        .map(Attendance::of)
        .filter(|mark| mark.status.came());
    there
        .filter_map(|mark| replica.view::<Session>(mark.session))
        .filter(is_held)
        .map(|session| session.activity)
        .collect()
}

/// Whether a session took place at which something is said of somebody.
fn is_held(session: &Session) -> bool {
    session.became(true) == SessionStatus::Held
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
    /// Whether the session took place: what was said at one that was called off since counts for nothing.
    pub held: bool,
    /// Minutes after midnight at which they came.
    pub arrived_minute: Option<i64>,
    /// The attendance record, for its receipt.
    pub record: Id,
    /// Whether the server has not answered yet.
    pub pending: bool,
}

/// The sessions at which something was said of a person, newest first; each once, with the mark that counts.
pub fn came(replica: &Replica, person: Id) -> Vec<Came> {
    let mut at: BTreeMap<Id, Vec<&Record>> = BTreeMap::new();
    for record in of_person(replica, person, Kind::Attendance) {
        at.entry(record.read(attendance::SESSION))
            .or_default()
            .push(record);
    }
    let mut came: Vec<Came> = at
        .into_values()
        .filter_map(|marks| {
            let record = same::heaviest(marks)?;
            let attendance = Attendance::of(record);
            let session: Session = replica.view(attendance.session)?;
            Some(Came {
                session: attendance.session,
                title: replica.view::<Activity>(session.activity)?.title,
                day: session.day,
                slot: session.slot,
                status: attendance.status,
                held: is_held(&session),
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
fn given(replica: &Replica, person: Id) -> Vec<(Id, Consent)> {
    let records = of_person(replica, person, Kind::Consent);
    let mut given: Vec<_> = records.map(|record| (record.id, Consent::of(record))).collect();
    given.sort_by_key(|(id, consent)| core::cmp::Reverse((consent.day, consent.purpose, *id)));
    given
}

/// How a person stands to each purpose: the agreement that holds, else the last that was withdrawn, else none.
pub fn agreements(replica: &Replica, person: Id) -> Vec<(Purpose, Option<(Id, Consent)>)> {
    let given = given(replica, person);
    let stands = |purpose: Purpose| {
        let mut of = given.iter().filter(|(_, consent)| consent.purpose == purpose);
        let held = of.clone().find(|(_, consent)| consent.withdrawn.is_none());
        (purpose, held.or_else(|| of.next()).cloned())
    };
    Purpose::ALL.iter().copied().map(stands).collect()
}

/// Everything the records of a person say of them, one list a record for whoever was recorded twice, field by field in
/// the order of the fields; what only serves to find another record is left out.
pub fn kept_fields(replica: &Replica, person: Id, arabic: bool) -> Vec<Vec<(&'static str, Shown)>> {
    let everyone = same::everyone(replica, person).into_iter();
    let records = everyone.filter_map(|id| replica.get(id));
    records
        .map(|record| {
            let told = record.fields.iter().filter_map(|(number, value)| {
                let spec = spec(record.kind, number).filter(|spec| !matches!(spec.rule, Rule::Ref(_)))?;
                let shown = shown(replica, record.kind, number, Some(value), arabic);
                (shown != Shown::Nothing).then_some((spec.name, shown))
            });
            told.collect()
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::{Beneficiary, RegistrationStatus};
    use crate::view::testing::{id, phone, record};

    #[test]
    fn whoever_came_and_left_came_and_whoever_was_only_marked_absent_did_not() {
        let session = |activity, status| Session {
            activity: id(activity),
            status,
            ..Session::default()
        };
        let left = |activity| Registration {
            activity: id(activity),
            beneficiary: id(9),
            status: RegistrationStatus::Withdrawn,
            ..Registration::default()
        };
        let mark = |session, status| Attendance {
            session: id(session),
            beneficiary: id(9),
            status,
            ..Attendance::default()
        };
        let replica = phone(vec![
            record(1, Activity::default()),
            record(2, Activity::default()),
            record(3, session(1, SessionStatus::Held)),
            record(4, session(2, SessionStatus::Held)),
            record(5, mark(3, Mark::Late)),
            record(6, mark(4, Mark::Absent)),
            record(7, left(1)),
            record(8, left(2)),
            record(9, Beneficiary::default()),
            record(10, Activity::default()),
            record(11, session(10, SessionStatus::Cancelled)),
            record(12, mark(11, Mark::Present)),
            record(13, left(10)),
        ]);
        let there = came(&replica, id(9)).into_iter().filter(|line| line.held);
        let there: BTreeSet<Id> = there.map(|line| line.session).collect();
        assert_eq!(there, [id(3), id(4)].into());
        let came = |activity| {
            let all = belongings(&replica, id(9));
            all.into_iter()
                .find(|one| one.activity == id(activity))
                .unwrap()
                .came
        };
        assert!(came(1));
        assert!(!came(2));
        assert!(!came(10), "it was called off since");
    }
}
