//! Whether a session took place, by what a phone knows to be said at it.

use crate::id::Id;
use crate::kind::Kind;
use crate::record::{Delivery, HeadCount, Mark, Session, SessionStatus, View, attendance};
use crate::replica::Replica;

/// What became of a session, as a report counts it: whatever its status says, it is held where something is said at it.
pub fn became(replica: &Replica, id: Id, session: &Session) -> SessionStatus {
    session.became(is_said(replica, id))
}

fn is_said(replica: &Replica, session: Id) -> bool {
    let at_it = |kind| replica.referring(session, kind);
    at_it(Kind::Attendance).any(|record| record.read::<Mark>(attendance::STATUS) != Mark::Unmarked)
        || at_it(Kind::HeadCount).any(|record| HeadCount::of(record).total() > 0)
        || at_it(Kind::Delivery).any(|record| Delivery::of(record).stands())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::{Attendance, Beneficiary, Record};
    use crate::report::{Facts, Query, State};
    use crate::time::Day;
    use crate::view::testing::{id, phone, record};

    /// What became of one session with this said at it, as phones show it; a report of the day after counts the same.
    fn of(status: SessionStatus, closed: bool, said: Vec<Record>) -> SessionStatus {
        let session = Session {
            activity: id(1),
            day: Day(100),
            status,
            closed,
            ..Session::default()
        };
        let records = [
            vec![record(2, session.clone()), record(9, Beneficiary::default())],
            said,
        ]
        .concat();
        let facts = Facts::read(records.iter());
        let counted = State::of(&facts.meetings[&id(2)], &Query::of(Day(90), Day(110), Day(101)));
        let became = became(&phone(records), id(2), &session);
        let same = match became {
            SessionStatus::Held => State::Held,
            SessionStatus::Cancelled => State::Cancelled,
            _ => State::Unmarked,
        };
        assert_eq!(counted, same);
        became
    }

    fn marked(status: Mark) -> Record {
        let mark = Attendance {
            session: id(2),
            beneficiary: id(9),
            status,
            ..Attendance::default()
        };
        record(20, mark)
    }

    fn counted(women: i64) -> Record {
        let count = HeadCount {
            session: id(2),
            women,
            ..HeadCount::default()
        };
        record(21, count)
    }

    fn handed(quantity: i64) -> Record {
        let delivery = Delivery {
            activity: id(1),
            session: Some(id(2)),
            quantity,
            ..Delivery::default()
        };
        record(22, delivery)
    }

    #[test]
    fn a_session_is_held_where_something_is_said_at_it_whatever_its_status_says() {
        use SessionStatus::{Cancelled, Held, Planned};
        for status in [Planned, Held, SessionStatus::Other(9)] {
            let said = |said: Record| of(status, false, vec![said]);
            assert_eq!(said(marked(Mark::Absent)), Held);
            assert_eq!(said(counted(3)), Held);
            assert_eq!(said(handed(100)), Held);
            assert_eq!(of(status, true, Vec::new()), Held, "its sheet was closed");
            let taken_back = vec![marked(Mark::Unmarked), counted(0), handed(0)];
            assert_eq!(
                of(status, false, taken_back),
                Planned,
                "all that was said was taken back"
            );
        }
        assert_eq!(of(Cancelled, true, vec![marked(Mark::Present)]), Cancelled);
    }
}
