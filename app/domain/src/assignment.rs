//! From when until when an activity is a member's.

use crate::id::Id;
use crate::record::{Member, Record, View, member};
use crate::rules::Fault;
use crate::time::Day;
use crate::value::{FieldValue, Fields, Value};
use crate::verdict::Reason;

/// Assignments with days of their own that one member may have.
const MOST: usize = 256;

/// The days on which an assigned activity is a member's. Of itself it assigns nothing: the member's list of activities
/// does, which earlier versions read too.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Assignment {
    /// Which activity.
    pub activity: Id,
    /// The first day; none: at once.
    pub from: Option<Day>,
    /// The last one; none: until that is changed.
    pub until: Option<Day>,
}

/// Fields of an assignment on the wire.
const ACTIVITY: u16 = 1;
const FROM: u16 = 2;
const UNTIL: u16 = 3;

impl Assignment {
    /// The assignments that a value holds, each activity once; `None` where it holds anything else.
    pub fn list(value: &Value) -> Option<Vec<Assignment>> {
        let Value::List(items) = value else { return None };
        if items.len() > MOST {
            return None;
        }
        let list: Vec<Assignment> = items.iter().map(Assignment::of).collect::<Option<_>>()?;
        let mut activities: Vec<Id> = list.iter().map(|one| one.activity).collect();
        activities.sort_unstable();
        activities.dedup();
        (activities.len() == list.len()).then_some(list)
    }

    fn of(value: &Value) -> Option<Assignment> {
        let Value::Map(fields) = value else { return None };
        let Some(Value::Id(activity)) = fields.get(ACTIVITY) else {
            return None;
        };
        let day = |field| match fields.get(field) {
            None => Some(None),
            Some(Value::Int(days)) => {
                let day = Day(i32::try_from(*days).ok()?);
                (Day::RANGE.0..=Day::RANGE.1).contains(&day).then_some(Some(day))
            }
            Some(_) => None,
        };
        Some(Assignment {
            activity: *activity,
            from: day(FROM)?,
            until: day(UNTIL)?,
        })
    }

    fn value(self) -> Value {
        let mut fields: Fields = [(ACTIVITY, self.activity.write())].into_iter().collect();
        for (field, day) in [(FROM, self.from), (UNTIL, self.until)] {
            if day.is_some() {
                fields.set(field, day.write());
            }
        }
        Value::Map(fields)
    }

    /// Whether its last day comes before its first one.
    pub fn is_backwards(&self) -> bool {
        self.from
            .zip(self.until)
            .is_some_and(|(from, until)| until < from)
    }

    /// Whether a day is one of its days.
    pub fn holds_on(&self, day: Day) -> bool {
        self.from.is_none_or(|from| from <= day) && self.until.is_none_or(|until| day <= until)
    }

    /// Whether it has a first or a last day.
    pub const fn is_bounded(&self) -> bool {
        self.from.is_some() || self.until.is_some()
    }
}

impl FieldValue for Vec<Assignment> {
    fn read(value: Option<&Value>) -> Self {
        value.and_then(Assignment::list).unwrap_or_default()
    }
    fn write(self) -> Value {
        if self.is_empty() {
            Value::Null
        } else {
            Value::List(self.into_iter().map(Assignment::value).collect())
        }
    }
}

impl Member {
    /// What is assigned to them, in the order of their activities. Days said of one activity and days said of all of them
    /// at once, as an earlier version does, both hold.
    pub fn assigned(&self) -> impl Iterator<Item = Assignment> {
        self.activities.iter().map(|activity| {
            let own = self.assignments.iter().find(|one| one.activity == *activity);
            let own = own.copied().unwrap_or_default();
            Assignment {
                activity: *activity,
                from: own.from.max(self.assigned_from),
                until: [own.until, self.assigned_until].into_iter().flatten().min(),
            }
        })
    }
}

/// Checks that no assignment ends before it begins.
pub(crate) fn check(record: &Record) -> Result<(), Fault> {
    let view = Member::of(record);
    let of_all = Assignment {
        from: view.assigned_from,
        until: view.assigned_until,
        ..Assignment::default()
    };
    if of_all.is_backwards() {
        return Err(Fault::at(member::ASSIGNED_UNTIL, Reason::BadDay));
    }
    let Some(said) = record.fields.get(member::ASSIGNMENTS) else {
        return Ok(());
    };
    let fault = |reason| Err(Fault::at(member::ASSIGNMENTS, reason));
    match Assignment::list(said) {
        None => fault(Reason::BadValue),
        Some(list) if list.iter().any(Assignment::is_backwards) => fault(Reason::BadDay),
        Some(_) => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id(number: u8) -> Id {
        Id::from_slice(&[number; 16]).unwrap_or_default()
    }

    fn days(activity: u8, from: Option<i32>, until: Option<i32>) -> Assignment {
        Assignment {
            activity: id(activity),
            from: from.map(Day),
            until: until.map(Day),
        }
    }

    #[test]
    fn assignments_are_read_as_they_were_written_and_nothing_else_is() {
        let list = vec![
            days(1, Some(3), None),
            days(2, None, Some(9)),
            days(3, None, None),
        ];
        assert_eq!(Assignment::list(&list.clone().write()), Some(list));
        assert_eq!(Vec::<Assignment>::new().write(), Value::Null);
        let twice = vec![days(1, Some(3), None), days(1, None, Some(9))];
        assert_eq!(
            Assignment::list(&twice.write()),
            None,
            "an activity has its days once"
        );
        let beyond = vec![days(1, Some(Day::RANGE.1.0 + 1), None)];
        assert_eq!(Assignment::list(&beyond.write()), None);
        let many = (0..=u8::MAX).map(|number| days(number, Some(1), None));
        let many: Vec<_> = many.chain([Assignment::default()]).collect();
        assert_eq!(Assignment::list(&many.write()), None);
        let nameless: Fields = [(FROM, Value::Int(3))].into_iter().collect();
        assert_eq!(Assignment::list(&Value::List(vec![Value::Map(nameless)])), None);
        assert_eq!(Assignment::list(&Value::Int(3)), None);
    }

    #[test]
    fn days_of_one_activity_and_days_of_all_both_hold() {
        let member = Member {
            activities: vec![id(1), id(2), id(3)],
            assignments: vec![
                days(1, Some(5), Some(50)),
                days(2, Some(20), Some(30)),
                days(9, Some(1), None),
            ],
            assigned_from: Some(Day(10)),
            assigned_until: Some(Day(40)),
            ..Member::default()
        };
        let said: Vec<_> = member.assigned().collect();
        let expected = [
            days(1, Some(10), Some(40)),
            days(2, Some(20), Some(30)),
            days(3, Some(10), Some(40)),
        ];
        assert_eq!(said, expected, "what is not assigned has no days");
        let theirs = |day| said.iter().filter(|one| one.holds_on(Day(day))).count();
        assert_eq!([9, 10, 20, 30, 31, 40, 41].map(theirs), [0, 2, 3, 3, 2, 2, 0]);
    }
}
