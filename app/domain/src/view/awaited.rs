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
use crate::time::{Clock, Day, Millis};

/// Days for which a session that nobody marked is asked about: so long that the report of any month is made while it is,
/// and whoever keeps sheets of paper has them still. Later a report alone says that it was not marked.
const ASKED_DAYS: i32 = 60;

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

/// Sessions that are over and of which nobody said anything, newest first.
pub fn unsaid(replica: &Replica, now: Clock) -> Vec<SessionLine> {
    let mut lines: Vec<SessionLine> = silent(replica, now)
        .filter_map(|record| session_line(replica, record))
        .collect();
    lines.sort_by_key(|line| core::cmp::Reverse((line.day, line.slot, line.id)));
    lines
}

/// How many sessions are over and nobody said anything of them.
pub fn count_unsaid(replica: &Replica, now: Clock) -> usize {
    silent(replica, now).count()
}

fn silent(replica: &Replica, now: Clock) -> impl Iterator<Item = &Record> {
    replica
        .all(Kind::Session)
        .filter(move |record| is_unsaid(replica, record, now))
}

/// Whether nobody said anything of a session that is over, tonight's too, and whoever knew may know still. Asked of all
/// at each tap of a roll call: of most the day alone is read.
pub(super) fn is_unsaid(replica: &Replica, record: &Record, now: Clock) -> bool {
    let (day, today): (Day, Day) = (record.read(session::DAY), now.day());
    if day > today || day < today.plus(-ASKED_DAYS) {
        return false;
    }
    let session = Session::of(record);
    session.is_over(today, now.minute()) && became(replica, record.id, &session) == SessionStatus::Planned
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::{Activity, Attendance, Beneficiary, Mark};
    use crate::view::evening;
    use crate::view::testing::{id, on, phone, record};

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
            record(4, session(101, SessionStatus::Planned)),
            record(5, session(97, SessionStatus::Cancelled)),
            record(6, session(39, SessionStatus::Planned)),
            record(7, session(96, SessionStatus::Held)),
            record(8, session(40, SessionStatus::Planned)),
            record(20, mark(3, Mark::Absent)),
            record(21, mark(7, Mark::Unmarked)),
        ]);
        let noon = on(Day(100), 720);
        let waits: Vec<Id> = unsaid(&replica, noon).iter().map(|line| line.id).collect();
        assert_eq!(
            waits,
            [id(2), id(7), id(8)],
            "a mark that was taken back says nothing"
        );
        assert_eq!(count_unsaid(&replica, noon), 3);
    }

    #[test]
    fn a_session_of_today_waits_from_its_end_on_and_then_the_evening_says_it_was_not_marked() {
        let tonight = |slot, minutes| Session {
            slot,
            minutes,
            ..session(100, SessionStatus::Planned)
        };
        let replica = phone(vec![
            record(1, Activity::default()),
            record(2, tonight(1_140, 90)),
            record(3, tonight(1_200, 0)),
            record(4, tonight(1_380, 120)),
        ]);
        for (day, minute, waits) in [
            (100, 1_229, vec![]),
            (100, 1_230, vec![id(2)]),
            (100, 1_260, vec![id(3), id(2)]),
            (101, 59, vec![id(3), id(2)]),
            (101, 60, vec![id(4), id(3), id(2)]),
        ] {
            let now = on(Day(day), minute);
            let lines: Vec<Id> = unsaid(&replica, now).iter().map(|line| line.id).collect();
            assert_eq!(lines, waits, "at minute {minute} of {day}");
            let read = evening(&replica, Day(100), now, false);
            let mut unmarked: Vec<Id> = read.unmarked.iter().map(|line| line.id).collect();
            unmarked.reverse();
            assert_eq!((unmarked, read.to_come.len()), (waits, 3 - lines.len()));
        }
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
