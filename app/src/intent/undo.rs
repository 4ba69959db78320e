//! Taking back what was just recorded, as new changes: the log keeps both.

use domain::change::{Change, Edit};
use domain::id::Id;
use domain::kind::Kind;
use domain::record::{Mark, SessionStatus, attendance, delivery, session};
use domain::replica::Replica;
use domain::unmade::unmade;
use domain::value::{FieldNo, FieldValue, Value};

/// The edits that bring records back to how they read before some changes. Made before the changes
/// are applied. What was new is unmade where that can be ([`unmade`]), else it stays.
pub fn undo(before: &Replica, changes: &[Change]) -> Vec<Edit> {
    let me = before.me().map(|me| me.member);
    let leads = before.asker().is_some_and(|asker| asker.manages_team());
    let edit = |change: &Change| {
        let mut edit = Edit::new(change.kind, change.record);
        match before.get(change.record) {
            Some(record) => {
                for (field, _) in change.set.iter() {
                    edit.set
                        .set(field, record.fields.get(field).cloned().unwrap_or(Value::Null));
                }
                // A mark is theirs again who made it; but what a colleague said only a head may say in their name. Who
                // takes goods back is who says what now stands. Of people without names, who counted them says which
                // they are.
                let named = record.fields.get(delivery::BENEFICIARY).is_some();
                match change.kind {
                    Kind::Attendance if !leads => edit = edit.set(attendance::BY, me),
                    Kind::Delivery if named => edit = edit.set(delivery::BY, me),
                    _ => {}
                }
            }
            None => edit.set = unmade(change.kind, &change.set)?,
        }
        Some(edit)
    };
    changes.iter().rev().filter_map(edit).collect()
}

/// What edits that take something back still say when they are recorded: a session at which others were marked
/// meanwhile is neither planned again nor called off.
pub fn still(now: &Replica, back: Vec<Edit>) -> Vec<Edit> {
    let unmarks = |record: Id| {
        let mine = back.iter().find(|edit| edit.record == record);
        mine.is_some_and(|edit| Mark::read(edit.set.get(attendance::STATUS)) == Mark::Unmarked)
    };
    let closes = |edit: &Edit| {
        let status = Option::<i64>::read(edit.set.get(session::STATUS)).map(SessionStatus::from_number);
        edit.kind == Kind::Session
            && matches!(status, Some(SessionStatus::Planned | SessionStatus::Cancelled))
            && is_marked(now, edit.record, unmarks)
    };
    let kept = back.iter().map(|edit| {
        let stays: &[FieldNo] = match closes(edit) {
            true => &[session::STATUS, session::REASON],
            false => &[],
        };
        Edit {
            set: edit
                .set
                .iter()
                .filter(|(no, _)| !stays.contains(no))
                .map(|(no, value)| (no, value.clone()))
                .collect(),
            ..*edit
        }
    });
    kept.filter(|edit| !edit.set.is_empty()).collect()
}

/// Whether anybody is marked at a session, those left out of it.
pub(super) fn is_marked(replica: &Replica, session: Id, left_out: impl Fn(Id) -> bool) -> bool {
    replica
        .referring(session, Kind::Attendance)
        .any(|record| record.read::<Mark>(attendance::STATUS) != Mark::Unmarked && !left_out(record.id))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::intent::testing::{CLOCK, Sample, id};
    use crate::intent::{CloseRoll, MarkAttendance};
    use domain::id::Id;
    use domain::record::{Attendance, Member, Role, Session};
    use domain::view::counts;

    /// A colleague's mark that a member of a role changed and took back.
    fn brought_back(role: Role) -> (Mark, Option<Id>) {
        let mut sample = Sample::new();
        let member = Member {
            name: "Amina".into(),
            role,
            activities: vec![sample.activity],
            ..Member::default()
        };
        let colleague = MarkAttendance::tap(sample.session, sample.people[0], Mark::Late)
            .edits(&sample.replica, CLOCK)
            .into_iter()
            .map(|edit| match edit.kind {
                Kind::Attendance => edit.set(attendance::BY, sample.volunteer),
                _ => edit,
            });
        sample.run(&colleague.collect::<Vec<_>>());
        sample.know(id(1), member);
        let plan = sample.plan(
            &MarkAttendance::tap(sample.session, sample.people[0], Mark::Absent)
                .edits(&sample.replica, CLOCK),
        );
        let back = undo(&sample.replica, &plan.changes);
        sample.replica.apply(&plan.batch);
        sample.run(&back);
        let id = Id::of_attendance(sample.session, sample.people[0]);
        let mark: Attendance = sample.replica.view(id).unwrap();
        (mark.status, mark.by)
    }

    #[test]
    fn a_colleagues_mark_that_was_changed_is_theirs_again_by_a_head_and_ones_own_by_others() {
        let (me, salma) = (Some(id(1)), Some(id(2)));
        assert_eq!(brought_back(Role::Head), (Mark::Late, salma));
        assert_eq!(brought_back(Role::Coordinator), (Mark::Late, me));
        assert_eq!(brought_back(Role::Volunteer), (Mark::Late, me));
    }

    #[test]
    fn a_first_mark_taken_back_leaves_the_session_open_for_the_marks_of_others() {
        let mut sample = Sample::new();
        let tap = |sample: &Sample, at: usize| {
            MarkAttendance::tap(sample.session, sample.people[at], Mark::Present)
                .edits(&sample.replica, CLOCK)
        };
        let status = |sample: &Sample| sample.replica.view::<Session>(sample.session).unwrap().status;
        let first = sample.plan(&tap(&sample, 0));
        let back = undo(&sample.replica, &first.changes);
        sample.replica.apply(&first.batch);
        let mut alone = still(&sample.replica, back.clone());
        alone.retain(|edit| edit.kind == Kind::Session);
        assert_eq!(alone.len(), 1, "the only mark takes the session with it");
        sample.run(&tap(&sample, 1));
        sample.run(&still(&sample.replica, back));
        let belongs = sample.people.iter().copied().collect();
        assert_eq!(counts(&sample.replica, sample.session, &belongs).present, 1);
        assert_eq!(status(&sample), SessionStatus::Held);
    }

    #[test]
    fn a_session_that_was_new_is_not_called_off_once_others_were_marked_at_it() {
        let mut sample = Sample::new();
        let met: Session = sample.replica.view(sample.session).unwrap();
        let id = Id::of_session(met.group, met.day, met.slot + 90);
        let new = Session {
            slot: met.slot + 90,
            ..met
        };
        let plan = sample.plan(&[Edit::create(id, new)]);
        let back = undo(&sample.replica, &plan.changes);
        sample.replica.apply(&plan.batch);
        let said = |sample: &Sample| still(&sample.replica, back.clone());
        assert_eq!(said(&sample).len(), 1, "nobody is marked");
        let tap = MarkAttendance::tap(id, sample.people[0], Mark::Present).edits(&sample.replica, CLOCK);
        sample.run(&tap);
        assert_eq!(said(&sample), Vec::new());
    }

    #[test]
    fn closing_the_sheet_is_undone_and_marks_made_before_stay() {
        let mut sample = Sample::new();
        let edits = MarkAttendance::tap(sample.session, sample.people[0], Mark::Present)
            .edits(&sample.replica, CLOCK);
        sample.run(&edits);
        let plan = sample.plan(
            &CloseRoll {
                session: sample.session,
            }
            .edits(&sample.replica, CLOCK),
        );
        let back = undo(&sample.replica, &plan.changes);
        sample.replica.apply(&plan.batch);
        sample.run(&back);
        let belongs = sample.people.iter().copied().collect();
        let counts = counts(&sample.replica, sample.session, &belongs);
        assert_eq!(
            (counts.present, counts.absent, counts.unmarked),
            (1, 0, sample.people.len() - 1)
        );
        assert!(!sample.replica.view::<Session>(sample.session).unwrap().closed);
    }
}
