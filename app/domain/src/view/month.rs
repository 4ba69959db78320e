//! A month as a sheet on the wall: weeks from Monday, with sessions, holidays and Ramadan.

use std::collections::BTreeMap;

use crate::calendar::{Hijri, Holiday, holiday};
use crate::kind::Kind;
use crate::record::{Session, SessionStatus, View};
use crate::replica::Replica;
use crate::time::Day;

/// A day on the sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DayLine {
    /// Which day.
    pub day: Day,
    /// Whether it is of the month, and not of the one before or after.
    pub within: bool,
    /// Sessions planned or held.
    pub sessions: usize,
    /// Whether those that were planned were called off.
    pub called_off: bool,
    /// The public holiday.
    pub holiday: Option<Holiday>,
    /// Whether it is in Ramadan, to a day.
    pub ramadan: bool,
}

/// The weeks of the month that a day is in.
pub fn month(replica: &Replica, of: Day) -> Vec<Vec<DayLine>> {
    let first = of.plus(1 - i32::from(of.ymd().2));
    let begins = first.plus(-i32::from(first.weekday()));
    let (year, month, _) = of.ymd();
    let within = |day: Day| (day.ymd().0, day.ymd().1) == (year, month);
    let met = met(replica, begins, begins.plus(41));
    let line = |day: Day| {
        let (sessions, off) = met.get(&day).copied().unwrap_or_default();
        DayLine {
            day,
            within: within(day),
            sessions,
            called_off: sessions == 0 && off > 0,
            holiday: holiday(day),
            ramadan: Hijri::of(day).month == 9,
        }
    };
    let weeks = (0..6).map(|week| (0..7).map(|at| line(begins.plus(7 * week + at))).collect());
    weeks
        .filter(|week: &Vec<DayLine>| week.iter().any(|day| day.within))
        .collect()
}

/// Of each day of a period the sessions that are or were to be met at, and those called off.
fn met(replica: &Replica, from: Day, to: Day) -> BTreeMap<Day, (usize, usize)> {
    let mut met = BTreeMap::<Day, (usize, usize)>::new();
    for session in replica.all(Kind::Session).map(Session::of) {
        if session.is_moved() || session.day < from || session.day > to {
            continue;
        }
        let (sessions, off) = met.entry(session.day).or_default();
        *if session.status == SessionStatus::Cancelled {
            off
        } else {
            sessions
        } += 1;
    }
    met
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::id::Id;
    use crate::record::{CancelReason, Record};
    use crate::replica::{Batch, Op};
    use crate::slice::Slice;
    use crate::time::Millis;
    use crate::wire::SlicePart;

    #[test]
    fn a_month_has_its_weeks_with_what_is_met_at_and_what_is_celebrated() {
        let day = |iso: &str| Day::from_iso(iso).unwrap();
        let session = |n: u8, on: &str, status, reason: Option<CancelReason>| Record {
            kind: Kind::Session,
            id: Id::v7(Millis(1), [n; 10]),
            version: 1,
            fields: Session {
                day: day(on),
                status,
                reason: reason.map(CancelReason::number),
                ..Session::default()
            }
            .fields(),
        };
        let mut replica = Replica::new();
        replica.apply(&Batch(vec![Op::Part(SlicePart {
            records: vec![
                session(1, "2026-11-05", SessionStatus::Planned, None),
                session(2, "2026-11-05", SessionStatus::Held, None),
                session(
                    3,
                    "2026-11-06",
                    SessionStatus::Cancelled,
                    Some(CancelReason::Holiday),
                ),
                session(
                    4,
                    "2026-11-09",
                    SessionStatus::Cancelled,
                    Some(CancelReason::Moved),
                ),
                session(5, "2027-01-01", SessionStatus::Planned, None),
            ],
            ..SlicePart::empty(Slice::Register, 9)
        })]));
        let weeks = month(&replica, day("2026-11-29"));
        assert_eq!(
            (weeks.len(), weeks[0][0].day, weeks[0][0].within),
            (6, day("2026-10-26"), false)
        );
        let days: Vec<_> = weeks.concat();
        let one = |iso| days.iter().find(|line| line.day == day(iso)).unwrap();
        assert_eq!((one("2026-11-05").sessions, one("2026-11-09").sessions), (2, 0));
        assert!(one("2026-11-06").called_off && !one("2026-11-09").called_off);
        assert_eq!(one("2026-11-06").holiday, Some(Holiday::GreenMarch));
        assert_eq!(days.iter().filter(|line| line.within).count(), 30);
        assert!(!days.iter().any(|line| line.ramadan));
        assert!(
            month(&replica, day("2027-02-20"))
                .concat()
                .iter()
                .any(|line| line.ramadan)
        );
    }
}
