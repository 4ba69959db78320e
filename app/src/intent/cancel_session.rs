//! Saying that a session did not take place, and taking that back.

use domain::change::Edit;
use domain::id::Id;
use domain::kind::Kind;
use domain::record::{CancelReason, SessionStatus, session};

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

/// The edit that makes a cancelled session planned again.
pub fn restore_session(id: Id) -> Vec<Edit> {
    vec![
        Edit::new(Kind::Session, id)
            .set(session::STATUS, SessionStatus::Planned)
            .set(session::REASON, Option::<i64>::None),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::intent::testing::Sample;
    use domain::record::Session;

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
        sample.run(&restore_session(sample.session));
        let back: Session = sample.replica.view(sample.session).unwrap();
        assert_eq!((back.status, back.reason), (SessionStatus::Planned, None));
    }
}
