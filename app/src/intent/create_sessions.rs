//! Planning sessions: one, or one a week for a period.

use domain::calendar::holiday;
use domain::change::Edit;
use domain::id::Id;
use domain::record::{Schedule, Session, SessionStatus, session};
use domain::replica::Replica;
use domain::time::Day;
use domain::value::Value;
use domain::verdict::Reason;

use super::{InputFault, restore_session};

/// When sessions are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum When {
    /// On one day.
    Once(Day),
    /// On some weekdays of a period.
    Weekly {
        /// The new rule's id.
        schedule: Id,
        /// Weekdays: bit 0 Monday.
        weekdays: i64,
        /// First day.
        from: Day,
        /// Last day.
        to: Day,
    },
}

/// What the new session's form asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CreateSessions {
    /// Of which activity.
    pub activity: Id,
    /// Of which group.
    pub group: Id,
    /// When.
    pub when: When,
    /// Minutes after midnight at which they begin.
    pub slot: i64,
    /// Minutes they take.
    pub minutes: i64,
    /// Where, if not where the activity is.
    pub place: String,
    /// Whether a weekly rule leaves public holidays out.
    pub holidays_off: bool,
}

impl CreateSessions {
    /// The edits: the rule, where there is one, and the sessions it makes. A session that is there
    /// already is not touched: its id is its group, day and slot.
    pub fn edits(self) -> Result<Vec<Edit>, InputFault> {
        let (days, schedule) = match self.when {
            When::Once(day) => (vec![day], None),
            When::Weekly {
                schedule,
                weekdays,
                from,
                to,
            } => {
                let rule = Schedule {
                    activity: self.activity,
                    group: self.group,
                    weekdays,
                    slot: self.slot,
                    minutes: self.minutes,
                    from,
                    to,
                };
                let met = |day: &Day| !self.holidays_off || holiday(*day).is_none();
                (rule.days().filter(met).collect(), Some((schedule, rule)))
            }
        };
        if days.is_empty() {
            return Err(InputFault {
                field: "days",
                reason: Reason::Required,
            });
        }
        let rule = schedule.as_ref().map(|(id, _)| *id);
        let session = |day| Session {
            activity: self.activity,
            group: self.group,
            day,
            slot: self.slot,
            minutes: self.minutes,
            place: super::line(&self.place),
            status: SessionStatus::Planned,
            reason: None,
            schedule: rule,
            closed: false,
        };
        let sessions: Vec<Edit> = days
            .into_iter()
            .map(|day| Edit::create(Id::of_session(self.group, day, self.slot), session(day)))
            .collect();
        Ok(schedule
            .map(|(id, rule)| Edit::create(id, rule))
            .into_iter()
            .chain(sessions)
            .collect())
    }

    /// The edits less the sessions that are there already. One that was moved away from a day, or undone, is met at
    /// again.
    pub fn new_edits(self, replica: &Replica) -> Result<Vec<Edit>, InputFault> {
        let edits = self.edits()?;
        Ok(edits.into_iter().filter_map(|edit| new(replica, edit)).collect())
    }
}

/// What is left to say of a session where one of its id may be there.
fn new(replica: &Replica, edit: Edit) -> Option<Edit> {
    if replica.get(edit.record).is_none() {
        return Some(edit);
    }
    replica.view::<Session>(edit.record).filter(Session::is_moved)?;
    let mut again = restore_session(replica, edit.record).pop()?;
    for field in [session::MINUTES, session::PLACE] {
        let said = edit.set.get(field).cloned().unwrap_or(Value::Null);
        again.set.set(field, said);
    }
    Some(again)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::intent::testing::{Sample, id};
    use crate::intent::undo;
    use domain::kind::Kind;

    fn weekly(sample: &Sample, weekdays: i64, weeks: i32) -> CreateSessions {
        CreateSessions {
            activity: sample.activity,
            group: Id::of_only_group(sample.activity),
            when: When::Weekly {
                schedule: id(80),
                weekdays,
                from: sample.day,
                to: sample.day.plus(7 * weeks - 1),
            },
            slot: 600,
            minutes: 90,
            place: String::new(),
            holidays_off: false,
        }
    }

    #[test]
    fn a_session_that_was_undone_can_be_planned_again_and_one_that_is_there_stays() {
        let mut sample = Sample::new();
        let at = |sample: &Sample, minutes: i64, place: &str| {
            let once = CreateSessions {
                when: When::Once(sample.day.plus(3)),
                minutes,
                place: place.into(),
                ..weekly(sample, 1, 1)
            };
            once.new_edits(&sample.replica).unwrap()
        };
        let plan = sample.plan(&at(&sample, 90, ""));
        let back = undo(&sample.replica, &plan.changes);
        sample.replica.apply(&plan.batch);
        assert_eq!(at(&sample, 60, "Hall"), Vec::new(), "it is there");
        sample.run(&back);
        let edits = at(&sample, 60, "Hall");
        sample.run(&edits);
        let met: Session = sample.replica.view(edits[0].record).unwrap();
        assert_eq!(
            (met.status, met.reason, met.minutes, met.place.as_str()),
            (SessionStatus::Planned, None, 60, "Hall")
        );
    }

    #[test]
    fn a_weekly_rule_leaves_holidays_out_where_it_is_said() {
        let sample = Sample::new();
        let days = |holidays_off| {
            let (from, to) = (Day::from_iso("2027-01-01"), Day::from_iso("2027-01-31"));
            let rule = CreateSessions {
                when: When::Weekly {
                    schedule: id(80),
                    weekdays: 0b111_1111,
                    from: from.unwrap(),
                    to: to.unwrap(),
                },
                holidays_off,
                ..weekly(&sample, 1, 1)
            };
            rule.edits().unwrap().len() - 1
        };
        assert_eq!((days(false), days(true)), (31, 28));
    }

    #[test]
    fn a_weekly_rule_makes_its_sessions_and_leaves_those_that_are_there() {
        let mut sample = Sample::new();
        let before = sample.replica.count(Kind::Session);
        let today = 1 << sample.day.weekday();
        let edits = weekly(&sample, today, 4).new_edits(&sample.replica).unwrap();
        sample.run(&edits);
        assert_eq!(
            sample.replica.count(Kind::Session),
            before + 3,
            "today's session was there already"
        );
        assert!(
            sample
                .replica
                .all(Kind::Session)
                .all(|one| one.read::<Day>(session::DAY).weekday() == sample.day.weekday())
        );
    }

    #[test]
    fn a_rule_without_a_day_says_so() {
        let sample = Sample::new();
        let none = 1 << ((sample.day.weekday() + 1) % 7);
        let mut once = weekly(&sample, none, 1);
        if let When::Weekly { to, from, .. } = &mut once.when {
            *to = *from;
        }
        assert_eq!(once.edits().unwrap_err().field, "days");
    }
}
