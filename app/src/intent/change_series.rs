//! Changing or calling off the sessions of a rule together: for good, or for a while such as Ramadan.

use domain::change::Edit;
use domain::id::Id;
use domain::kind::Kind;
use domain::record::{CancelReason, Session, SessionStatus, View, session};
use domain::replica::Replica;
use domain::time::Day;

/// What becomes of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Turn {
    /// They are at another time, or elsewhere.
    Move {
        /// Days later; earlier below zero.
        days: i32,
        /// Minutes after midnight at which they begin.
        slot: i64,
        /// Minutes they take.
        minutes: i64,
        /// Where, if not where the activity is.
        place: String,
    },
    /// They do not take place.
    CallOff(CancelReason),
}

impl Turn {
    /// A planned session as it will be; `None` where it does not take place.
    pub fn there(&self, planned: &Session) -> Option<Session> {
        let Turn::Move {
            days,
            slot,
            minutes,
            place,
        } = self
        else {
            return None;
        };
        Some(Session {
            day: planned.day.plus(*days),
            slot: *slot,
            minutes: *minutes,
            place: super::line(place),
            // A mark that was taken back left it written as held.
            status: SessionStatus::Planned,
            ..planned.clone()
        })
    }
}

/// Days by which sessions move, of which the first is on a day, to be on a weekday (0 for Monday): within the same week,
/// but for a first one that would then be before `earliest`, which is in the week after.
pub fn days_to(weekday: u8, first: Day, earliest: Day) -> i32 {
    let days = i32::from(weekday) - i32::from(first.weekday());
    if first.plus(days) < earliest.min(first) {
        days + 7
    } else {
        days
    }
}

/// What the page of a series asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChangeSeries {
    /// Which sessions, as they are planned.
    pub sessions: Vec<(Id, Session)>,
    /// What becomes of each.
    pub turn: Turn,
}

impl ChangeSeries {
    /// The edits. A session's day and time are its id: one that moves is another, and what it was says so.
    pub fn edits(&self, replica: &Replica) -> Vec<Edit> {
        let each = self.sessions.iter();
        each.flat_map(|(id, planned)| match (&self.turn, self.turn.there(planned)) {
            (Turn::CallOff(reason), _) => vec![called_off(*id, *reason)],
            (_, Some(there)) => Self::moved(replica, *id, there),
            (_, None) => Vec::new(),
        })
        .collect()
    }

    fn moved(replica: &Replica, id: Id, there: Session) -> Vec<Edit> {
        let new = Id::of_session(there.group, there.day, there.slot);
        if new == id {
            return vec![
                Edit::new(Kind::Session, id)
                    .set(session::MINUTES, there.minutes)
                    .set(session::PLACE, there.place),
            ];
        }
        let before = called_off(id, CancelReason::Moved);
        match replica.get(new).map(Session::of) {
            None => vec![before, Edit::create(new, there)],
            // It was moved from there once: it comes back.
            Some(known) if known.is_moved() => {
                let back = Edit::new(Kind::Session, new)
                    .set(session::STATUS, SessionStatus::Planned)
                    .set(session::REASON, Option::<i64>::None)
                    .set(session::MINUTES, there.minutes)
                    .set(session::PLACE, there.place);
                vec![before, back]
            }
            // The group meets then already.
            Some(_) => vec![before],
        }
    }
}

fn called_off(id: Id, reason: CancelReason) -> Edit {
    Edit::new(Kind::Session, id)
        .set(session::STATUS, SessionStatus::Cancelled)
        .set(session::REASON, reason)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::intent::testing::{CLOCK, Sample, id};
    use crate::intent::{CreateSessions, MarkAttendance, When, undo};
    use domain::record::Mark;
    use domain::view::{series, sessions_of};

    /// Four sessions, once a week from the day after the sample’s; the first of them.
    fn ruled(sample: &mut Sample) -> Id {
        let group = Id::of_only_group(sample.activity);
        let create = CreateSessions {
            activity: sample.activity,
            group,
            when: When::Weekly {
                schedule: id(80),
                weekdays: 1 << sample.day.plus(1).weekday(),
                from: sample.day.plus(1),
                to: sample.day.plus(28),
            },
            slot: 600,
            minutes: 90,
            place: String::new(),
            holidays_off: false,
        };
        let edits = create.new_edits(&sample.replica).unwrap();
        sample.run(&edits);
        Id::of_session(group, sample.day.plus(1), 600)
    }

    fn planned(sample: &Sample) -> Vec<(Day, i64)> {
        let (coming, _) = sessions_of(&sample.replica, sample.activity, sample.day.plus(1));
        let planned = coming.iter().filter(|line| line.status == SessionStatus::Planned);
        planned.map(|line| (line.day, line.slot)).collect()
    }

    #[test]
    fn what_was_marked_stays_and_the_rest_moves_for_a_while_and_back() {
        let mut sample = Sample::new();
        let first = ruled(&mut sample);
        let tap = MarkAttendance::tap(first, sample.people[0], Mark::Present);
        let marked = tap.edits(&sample.replica, CLOCK);
        sample.run(&marked);
        let from = sample.day;
        let until = Some(from.plus(15));
        let all = series(&sample.replica, first, from, until);
        assert_eq!(all.len(), 2, "of three one was marked");
        let turn = |slot| Turn::Move {
            days: 1,
            slot,
            minutes: 45,
            place: " دار  الشباب ".into(),
        };
        let change = ChangeSeries {
            sessions: all,
            turn: turn(1_260),
        };
        sample.run(&change.edits(&sample.replica));
        let first_day = sample.day;
        let day = |after| first_day.plus(after);
        assert_eq!(
            planned(&sample),
            [(day(9), 1_260), (day(16), 1_260), (day(22), 600)]
        );
        let moved = series(&sample.replica, first, from, None);
        assert_eq!(moved.len(), 3, "it is still one rule");
        assert_eq!(moved[0].1.place, "دار الشباب");
        let back = ChangeSeries {
            sessions: moved[..2].to_vec(),
            turn: Turn::Move {
                days: -1,
                slot: 600,
                minutes: 90,
                place: String::new(),
            },
        };
        sample.run(&back.edits(&sample.replica));
        assert_eq!(planned(&sample), [(day(8), 600), (day(15), 600), (day(22), 600)]);
    }

    #[test]
    fn a_session_whose_only_mark_was_taken_back_moves_as_one_that_is_planned() {
        let mut sample = Sample::new();
        let first = ruled(&mut sample);
        for mark in [Mark::Present, Mark::Unmarked] {
            let tap = MarkAttendance::tap(first, sample.people[0], mark);
            let marked = tap.edits(&sample.replica, CLOCK);
            sample.run(&marked);
        }
        let written: Session = sample.replica.view(first).unwrap();
        assert_eq!(
            written.status,
            SessionStatus::Held,
            "by the mark, once and for all"
        );
        let change = ChangeSeries {
            sessions: series(&sample.replica, first, sample.day, None),
            turn: Turn::Move {
                days: 1,
                slot: 600,
                minutes: 90,
                place: String::new(),
            },
        };
        assert_eq!(change.sessions.len(), 4);
        sample.run(&change.edits(&sample.replica));
        let there = Id::of_session(written.group, written.day.plus(1), 600);
        let there: Session = sample.replica.view(there).unwrap();
        assert_eq!(there.status, SessionStatus::Planned);
    }

    #[test]
    fn a_weekday_is_in_the_same_week_unless_the_first_would_be_too_early() {
        // A Friday, and the Monday, Friday and Sunday it may move to.
        let friday = Day(20_791);
        assert_eq!(friday.weekday(), 4);
        let [monday, same, sunday] = [0, 4, 6];
        assert_eq!(
            days_to(monday, friday, friday),
            3,
            "the Monday before is too early"
        );
        assert_eq!(days_to(monday, friday, friday.plus(-3)), 3);
        assert_eq!(days_to(monday, friday, friday.plus(-4)), -4);
        assert_eq!(days_to(sunday, friday, friday), 2);
        assert_eq!(days_to(same, friday, friday), 0);
        assert_eq!(days_to(same, friday, friday.plus(9)), 0, "what stays stays");
    }

    #[test]
    fn what_is_taken_back_leaves_no_session_twice() {
        let mut sample = Sample::new();
        let first = ruled(&mut sample);
        let before = planned(&sample);
        let change = ChangeSeries {
            sessions: series(&sample.replica, first, sample.day, None),
            turn: Turn::Move {
                days: 0,
                slot: 480,
                minutes: 60,
                place: String::new(),
            },
        };
        let plan = sample.plan(&change.edits(&sample.replica));
        let back = undo(&sample.replica, &plan.changes);
        sample.replica.apply(&plan.batch);
        assert!(planned(&sample).iter().all(|(_, slot)| *slot == 480));
        sample.run(&back);
        assert_eq!(planned(&sample), before);
    }

    #[test]
    fn a_series_is_called_off_from_a_day_on_and_keeps_its_length_where_only_that_alters() {
        let mut sample = Sample::new();
        let first = ruled(&mut sample);
        let from = sample.day.plus(10);
        let off = ChangeSeries {
            sessions: series(&sample.replica, first, from, None),
            turn: Turn::CallOff(CancelReason::Holiday),
        };
        sample.run(&off.edits(&sample.replica));
        assert_eq!(planned(&sample).len(), 2);
        let longer = ChangeSeries {
            sessions: series(&sample.replica, first, sample.day, None),
            turn: Turn::Move {
                days: 0,
                slot: 600,
                minutes: 120,
                place: String::new(),
            },
        };
        let edits = longer.edits(&sample.replica);
        assert_eq!(edits.len(), 2);
        sample.run(&edits);
        let one: Session = sample.replica.view(first).unwrap();
        assert_eq!((one.minutes, one.status), (120, SessionStatus::Planned));
    }
}
