//! Closing a sheet: everyone who was not marked is absent, or present where the activity starts so.

use domain::change::Edit;
use domain::id::Id;
use domain::kind::Kind;
use domain::record::{Mark, Method, RollStart, attendance, session};
use domain::replica::Replica;
use domain::time::Clock;
use domain::view::{mark, roll};

use super::MarkAttendance;

/// What the sheet's closing button asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CloseRoll {
    /// Of which session.
    pub session: Id,
}

impl CloseRoll {
    /// The edits: one mark for each person not marked, and the sheet closed. Nobody marked is touched.
    pub fn edits(self, replica: &Replica, clock: Clock) -> Vec<Edit> {
        let Some(sheet) = roll(replica, self.session, true) else {
            return Vec::new();
        };
        let status = if sheet.start == RollStart::AllPresent {
            Mark::Present
        } else {
            Mark::Absent
        };
        let unmarked = sheet
            .people
            .lines()
            .iter()
            .map(|line| line.id)
            .filter(|person| mark(replica, self.session, *person).status == Mark::Unmarked);
        let marks = unmarked.flat_map(|beneficiary| {
            let rest = MarkAttendance {
                method: Method::Rest,
                ..MarkAttendance::tap(self.session, beneficiary, status)
            };
            let marks = rest
                .edits(replica, clock)
                .into_iter()
                .filter(|edit| edit.kind == Kind::Attendance);
            // Nobody saw them arrive.
            marks.map(|edit| {
                edit.set(attendance::ARRIVED, Option::<i64>::None)
                    .set(attendance::ARRIVED_MINUTE, Option::<i64>::None)
            })
        });
        let open = super::mark_attendance::open(replica, self.session);
        let close = Edit::new(Kind::Session, self.session).set(session::CLOSED, true);
        open.into_iter().chain(marks).chain([close]).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::intent::testing::{CLOCK, Sample};
    use domain::record::{Activity, Session, activity};
    use domain::view::counts;

    #[test]
    fn closing_marks_only_those_nobody_marked() {
        let mut sample = Sample::new();
        let edits =
            MarkAttendance::tap(sample.session, sample.people[0], Mark::Late).edits(&sample.replica, CLOCK);
        sample.run(&edits);
        let edits = CloseRoll {
            session: sample.session,
        }
        .edits(&sample.replica, CLOCK);
        sample.run(&edits);
        let belongs = sample.people.iter().copied().collect();
        let counts = counts(&sample.replica, sample.session, &belongs);
        assert_eq!(
            (counts.late, counts.absent, counts.unmarked),
            (1, sample.people.len() - 1, 0)
        );
        assert!(sample.replica.view::<Session>(sample.session).unwrap().closed);
    }

    #[test]
    fn where_everyone_starts_present_the_rest_came() {
        let mut sample = Sample::new();
        let edit =
            Edit::new(Kind::Activity, sample.activity).set(activity::ROLL_START, RollStart::AllPresent);
        sample.run(&[edit]);
        assert_eq!(
            sample
                .replica
                .view::<Activity>(sample.activity)
                .unwrap()
                .roll_start,
            RollStart::AllPresent
        );
        let edits = CloseRoll {
            session: sample.session,
        }
        .edits(&sample.replica, CLOCK);
        sample.run(&edits);
        assert_eq!(
            counts(&sample.replica, sample.session, &Default::default()).present,
            sample.people.len()
        );
    }
}
