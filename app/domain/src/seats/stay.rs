//! A time for which somebody belonged to an activity and that is over: who is registered again was there before.

use crate::id::Id;
use crate::record::{Registration, RegistrationStatus as Status};
use crate::time::Day;
use crate::value::{FieldValue, Fields, Value};

/// Stays that are remembered of one registration, the last ones.
const MOST: usize = 64;

/// From a day to a day, both counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Stay {
    /// The first day; none: always before the last.
    pub from: Option<Day>,
    /// The last one; none: without end.
    pub to: Option<Day>,
    /// In which group; none: every group.
    pub group: Option<Id>,
}

/// Fields of a stay on the wire.
const FROM: u16 = 1;
const TO: u16 = 2;
const GROUP: u16 = 3;

impl Stay {
    /// Whether a day is one of its days.
    pub fn holds(&self, day: Day) -> bool {
        self.from.is_none_or(|from| from <= day) && self.to.is_none_or(|to| day <= to)
    }

    fn of(value: &Value) -> Option<Stay> {
        let Value::Map(fields) = value else { return None };
        Some(Stay {
            from: FieldValue::read(fields.get(FROM)),
            to: FieldValue::read(fields.get(TO)),
            group: FieldValue::read(fields.get(GROUP)),
        })
    }

    fn value(self) -> Value {
        let said = [
            (FROM, self.from.write()),
            (TO, self.to.write()),
            (GROUP, self.group.write()),
        ];
        let said = said.into_iter().filter(|(_, value)| *value != Value::Null);
        Value::Map(said.collect::<Fields>())
    }

    /// Whether all days of another are its own too, in its group.
    fn covers(&self, other: &Stay) -> bool {
        let begins = self
            .from
            .is_none_or(|from| other.from.is_some_and(|other| from <= other));
        let ends = self.to.is_none_or(|to| other.to.is_some_and(|other| other <= to));
        self.group.is_none_or(|group| other.group == Some(group)) && begins && ends
    }
}

impl FieldValue for Vec<Stay> {
    fn read(value: Option<&Value>) -> Self {
        match value {
            Some(Value::List(items)) => items.iter().filter_map(Stay::of).collect(),
            _ => Vec::new(),
        }
    }
    fn write(self) -> Value {
        if self.is_empty() {
            Value::Null
        } else {
            Value::List(self.into_iter().map(Stay::value).collect())
        }
    }
}

/// The stays of a registration once it reads as `after`, where that says nothing any more of days on which they belonged:
/// who is registered anew had left before, and who goes away, or waits again, was there until the day before. Days that
/// are corrected leave none behind, nor does what was declined or ran out: it was not to be.
pub(super) fn stays(before: &Registration, after: &Registration, today: Day) -> Option<Vec<Stay>> {
    let mut stays = before.stays.clone();
    // Who cancelled by a slip and is back as before has no time before it.
    if let Some(span) = after.span() {
        stays.retain(|stay| !span.covers(stay));
    }
    if let Some(stay) = left(before, after, today) {
        stays.retain(|one| !stay.covers(one));
        stays.push(stay);
    }
    let over = stays.len().saturating_sub(MOST);
    stays.drain(..over);
    (stays != before.stays).then_some(stays)
}

/// The time that a registration said they belonged, and says no more.
fn left(before: &Registration, after: &Registration, today: Day) -> Option<Stay> {
    let span = before.span()?;
    let last = match after.status {
        Status::Declined | Status::Expired => None,
        status if status.takes_seat() => span.to.filter(|to| after.from.is_some_and(|from| *to < from)),
        _ => {
            let yesterday = today.plus(-1);
            Some(span.to.map_or(yesterday, |to| to.min(yesterday)))
        }
    }?;
    let begins = span.from.is_none_or(|from| from <= last);
    begins.then_some(Stay {
        to: Some(last),
        ..span
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn registered(status: Status, from: i32, to: Option<i32>) -> Registration {
        Registration {
            status,
            from: Some(Day(from)),
            to: to.map(Day),
            ..Registration::default()
        }
    }

    const fn stay(from: i32, to: i32) -> Stay {
        Stay {
            from: Some(Day(from)),
            to: Some(Day(to)),
            group: None,
        }
    }

    fn days(one: &Registration) -> Vec<i32> {
        (0..60).filter(|day| one.belongs_on(Day(*day))).collect()
    }

    #[test]
    fn stays_are_read_as_they_were_written() {
        let group = Id::from_slice(&[3; 16]);
        let list = vec![
            stay(1, 5),
            Stay {
                group,
                from: None,
                ..stay(0, 9)
            },
        ];
        assert_eq!(Vec::<Stay>::read(Some(&list.clone().write())), list);
        assert_eq!(Vec::<Stay>::new().write(), Value::Null);
        assert_eq!(Vec::<Stay>::read(Some(&Value::Int(3))), []);
    }

    #[test]
    fn who_left_and_is_registered_again_belonged_before() {
        let before = registered(Status::Confirmed, 10, Some(15));
        for status in [Status::Confirmed, Status::Waitlisted, Status::Applied] {
            let again = registered(status, 30, None);
            let kept = stays(&before, &again, Day(30)).unwrap();
            assert_eq!(kept, [stay(10, 15)]);
            let again = Registration { stays: kept, ..again };
            let now = if status == Status::Confirmed { 30..60 } else { 0..0 };
            assert_eq!(
                days(&again),
                (10..16).chain(now).collect::<Vec<_>>(),
                "{status:?}"
            );
        }
    }

    #[test]
    fn who_cancels_belonged_until_the_day_before_and_who_was_never_in_did_not() {
        let before = registered(Status::Confirmed, 10, None);
        for status in [Status::Cancelled, Status::Withdrawn] {
            let gone = registered(status, 10, None);
            assert_eq!(stays(&before, &gone, Day(20)), Some(vec![stay(10, 19)]));
            assert_eq!(stays(&before, &gone, Day(10)), None, "on the first day itself");
            let waited = registered(Status::Waitlisted, 10, None);
            assert_eq!(stays(&waited, &gone, Day(20)), None);
        }
        let declined = registered(Status::Declined, 10, None);
        assert_eq!(stays(&before, &declined, Day(20)), None, "it was a mistake");
    }

    #[test]
    fn who_cancelled_by_a_slip_and_is_back_has_no_time_before_it() {
        let before = registered(Status::Confirmed, 10, None);
        let gone = registered(Status::Cancelled, 10, None);
        let kept = stays(&before, &gone, Day(20)).unwrap();
        let gone = Registration { stays: kept, ..gone };
        let back = registered(Status::Confirmed, 10, None);
        assert_eq!(stays(&gone, &back, Day(21)), Some(Vec::new()));
        let later = registered(Status::Confirmed, 21, None);
        assert_eq!(
            stays(&gone, &later, Day(21)),
            None,
            "who comes back later was there before"
        );
    }

    #[test]
    fn days_that_are_corrected_leave_none_behind() {
        let before = registered(Status::Confirmed, 10, Some(20));
        for (from, to) in [(10, Some(15)), (12, Some(20)), (10, None), (15, None), (20, None)] {
            let corrected = registered(Status::Confirmed, from, to);
            assert_eq!(stays(&before, &corrected, Day(40)), None, "{from} to {to:?}");
        }
    }

    #[test]
    fn a_stay_that_a_longer_one_covers_is_not_kept_beside_it_and_there_is_an_end_of_them() {
        let before = Registration {
            stays: vec![stay(10, 12)],
            ..registered(Status::Confirmed, 10, Some(15))
        };
        let again = registered(Status::Confirmed, 30, None);
        assert_eq!(stays(&before, &again, Day(30)), Some(vec![stay(10, 15)]));
        let many: Vec<Stay> = (0..MOST as i32).map(|n| stay(n * 10, n * 10 + 5)).collect();
        let before = Registration {
            stays: many,
            ..registered(Status::Confirmed, 5_000, Some(5_005))
        };
        let kept = stays(&before, &registered(Status::Confirmed, 6_000, None), Day(6_000)).unwrap();
        assert_eq!(
            (kept.len(), kept[0], kept[MOST - 1]),
            (MOST, stay(10, 15), stay(5_000, 5_005))
        );
    }
}
