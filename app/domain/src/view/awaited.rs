//! What waits for a head's word beside conflicts and held changes: people who asked for a place, sessions of which
//! nobody said anything.

use super::held::became;
use super::shown::name_of;
use super::today::{SessionLine, session_line};
use crate::id::Id;
use crate::kind::Kind;
use crate::record::{
    Record, Registration, RegistrationStatus, Session, SessionStatus, View, registration, session,
};
use crate::replica::Replica;
use crate::time::{Day, Millis};

/// Days after which a session that nobody marked is asked about no more: whoever knew has forgotten.
const ASKED_DAYS: i32 = 14;

/// Somebody who asked for a place and was not answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Applicant {
    /// The registration.
    pub registration: Id,
    /// Who.
    pub person: Id,
    /// Their name.
    pub name: String,
    /// To which activity.
    pub activity: Id,
    /// Its name.
    pub title: String,
    /// When they asked.
    pub asked: Option<Millis>,
}

/// Those who wait for approval, first come first.
pub fn applicants(replica: &Replica, arabic: bool) -> Vec<Applicant> {
    let line = |record: &Record| {
        let registration = Registration::of(record);
        (registration.status == RegistrationStatus::Applied).then(|| Applicant {
            registration: record.id,
            person: registration.beneficiary,
            name: name_of(replica, registration.beneficiary, arabic),
            activity: registration.activity,
            title: name_of(replica, registration.activity, arabic),
            asked: registration.asked,
        })
    };
    let mut lines: Vec<Applicant> = replica.all(Kind::Registration).filter_map(line).collect();
    lines.sort_by_key(|line| (line.asked, line.registration));
    lines
}

/// How many wait for approval.
pub fn count_applicants(replica: &Replica) -> usize {
    let statuses = replica
        .all(Kind::Registration)
        .map(|record| record.read::<RegistrationStatus>(registration::STATUS));
    statuses
        .filter(|status| *status == RegistrationStatus::Applied)
        .count()
}

/// Past sessions of which nobody said anything, newest first.
pub fn unsaid(replica: &Replica, today: Day) -> Vec<SessionLine> {
    let mut lines: Vec<SessionLine> = silent(replica, today)
        .filter_map(|record| session_line(replica, record))
        .collect();
    lines.sort_by_key(|line| core::cmp::Reverse((line.day, line.slot, line.id)));
    lines
}

/// How many past sessions nobody said anything of.
pub fn count_unsaid(replica: &Replica, today: Day) -> usize {
    silent(replica, today).count()
}

fn silent(replica: &Replica, today: Day) -> impl Iterator<Item = &Record> {
    replica
        .all(Kind::Session)
        .filter(move |record| is_unsaid(replica, record, today))
}

/// Whether nobody said anything of a session that is over, and whoever knew may know still. Asked of all at each tap of
/// a roll call: of most the day alone is read.
pub(super) fn is_unsaid(replica: &Replica, record: &Record, today: Day) -> bool {
    let day: Day = record.read(session::DAY);
    let planned = || became(replica, record.id, &Session::of(record)) == SessionStatus::Planned;
    day < today && day >= today.plus(-ASKED_DAYS) && planned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::{Activity, Attendance, Beneficiary, Mark};
    use crate::view::testing::{id, phone, record};

    fn session(day: i32, status: SessionStatus) -> Session {
        Session {
            activity: id(1),
            day: Day(day),
            status,
            ..Session::default()
        }
    }

    #[test]
    fn a_past_session_of_which_nobody_said_anything_waits_and_others_do_not() {
        let mark = |session, status| Attendance {
            session: id(session),
            beneficiary: id(9),
            status,
            ..Attendance::default()
        };
        let replica = phone(vec![
            record(1, Activity::default()),
            record(2, session(99, SessionStatus::Planned)),
            record(3, session(98, SessionStatus::Planned)),
            record(4, session(100, SessionStatus::Planned)),
            record(5, session(97, SessionStatus::Cancelled)),
            record(6, session(80, SessionStatus::Planned)),
            record(7, session(96, SessionStatus::Held)),
            record(20, mark(3, Mark::Absent)),
            record(21, mark(7, Mark::Unmarked)),
        ]);
        let waits: Vec<Id> = unsaid(&replica, Day(100)).iter().map(|line| line.id).collect();
        assert_eq!(waits, [id(2), id(7)], "a mark that was taken back says nothing");
        assert_eq!(count_unsaid(&replica, Day(100)), 2);
    }

    #[test]
    fn whoever_asked_first_is_answered_first() {
        let asks = |activity, asked, status| Registration {
            activity: id(activity),
            beneficiary: id(9),
            status,
            asked: Some(Millis(asked)),
            ..Registration::default()
        };
        let replica = phone(vec![
            record(
                9,
                Beneficiary {
                    given_la: "Aya".into(),
                    ..Beneficiary::default()
                },
            ),
            record(10, asks(1, 5, RegistrationStatus::Applied)),
            record(11, asks(2, 3, RegistrationStatus::Applied)),
            record(12, asks(3, 1, RegistrationStatus::Confirmed)),
        ]);
        let lines = applicants(&replica, false);
        let order: Vec<Id> = lines.iter().map(|line| line.registration).collect();
        assert_eq!(order, [id(11), id(10)]);
        assert_eq!(lines[0].name, "Aya");
        assert_eq!(count_applicants(&replica), 2);
    }
}
