//! Saying that a session did not take place, and taking that back.

use domain::change::Edit;
use domain::id::Id;
use domain::kind::Kind;
use domain::record::{CancelReason, SessionStatus, session};
use domain::replica::Replica;

use super::undo::is_marked;

/// What the sheet of reasons asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CancelSession {
    /// Which session.
    pub session: Id,
    /// Why.
    pub reason: CancelReason,
}

impl CancelSession {
    /// The edit.
    pub fn edits(self) -> Vec<Edit> {
        vec![
            Edit::new(Kind::Session, self.session)
                .set(session::STATUS, SessionStatus::Cancelled)
                .set(session::REASON, self.reason),
        ]
    }
}

/// The edit that makes a cancelled session what it was: held where somebody was marked, else planned.
pub fn restore_session(replica: &Replica, id: Id) -> Vec<Edit> {
    let status = if is_marked(replica, id, |_| false) {
        SessionStatus::Held
    } else {
        SessionStatus::Planned
    };
    vec![
        Edit::new(Kind::Session, id)
            .set(session::STATUS, status)
            .set(session::REASON, Option::<i64>::None),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::intent::MarkAttendance;
    use crate::intent::testing::{CLOCK, Sample};
    use domain::record::{Mark, Session};

    #[test]
    fn a_session_cancelled_by_mistake_comes_back() {
        let mut sample = Sample::new();
        sample.run(
            &CancelSession {
                session: sample.session,
                reason: CancelReason::Weather,
            }
            .edits(),
        );
        let cancelled: Session = sample.replica.view(sample.session).unwrap();
        assert_eq!(
            (cancelled.status, cancelled.reason),
            (SessionStatus::Cancelled, Some(4))
        );
        sample.run(&restore_session(&sample.replica, sample.session));
        let back: Session = sample.replica.view(sample.session).unwrap();
        assert_eq!((back.status, back.reason), (SessionStatus::Planned, None));
    }

    #[test]
    fn a_session_with_marks_comes_back_as_held() {
        let mut sample = Sample::new();
        let tap = MarkAttendance::tap(sample.session, sample.people[0], Mark::Present);
        sample.run(&tap.edits(&sample.replica, CLOCK));
        let cancel = CancelSession {
            session: sample.session,
            reason: CancelReason::Misc,
        };
        sample.run(&cancel.edits());
        sample.run(&restore_session(&sample.replica, sample.session));
        let back: Session = sample.replica.view(sample.session).unwrap();
        assert_eq!(back.status, SessionStatus::Held);
    }
}
