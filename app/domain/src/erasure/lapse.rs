//! Whose data was kept for as long as an association may.

use super::is_erased;
use crate::id::{Id, IdMap};
use crate::kind::Kind;
use crate::record::{Delivery, Mark, Pair, Request, View, attendance, registration, session};
use crate::referee::Kept;
use crate::same::joined;
use crate::time::{Day, Millis};

/// What was kept for as long as an association may, each in the order of the ids.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lapsed {
    /// People who were last at a session, received something, registered or added so long ago. Who was recorded twice
    /// was there when either was.
    pub people: Vec<Id>,
    /// Requests about personal data that were answered so long ago.
    pub requests: Vec<Id>,
}

impl Lapsed {
    /// Whether there is nothing such.
    pub fn is_empty(&self) -> bool {
        self.people.is_empty() && self.requests.is_empty()
    }
}

/// What is to be rid on a day of what identifies somebody: what is older than so many months.
///
/// `records` are all of an association's, of any kind and in any order.
pub fn lapsed(records: &[Kept], months: i64, today: Day) -> Lapsed {
    let before = months_before(today, months);
    Lapsed {
        people: lapsed_people(records, before),
        requests: lapsed_requests(records, before),
    }
}

fn lapsed_requests(records: &[Kept], before: Day) -> Vec<Id> {
    let requests = records.iter().filter(|kept| kept.record.kind == Kind::Request);
    let requests = requests.map(|kept| (kept.record.id, Request::of(&kept.record)));
    let old = requests.filter(|(_, request)| {
        !request.erased.unwrap_or_default() && request.done.is_some_and(|day| day < before)
    });
    let mut old: Vec<Id> = old.map(|(id, _)| id).collect();
    old.sort_unstable();
    old
}

fn lapsed_people(records: &[Kept], before: Day) -> Vec<Id> {
    let mut last: IdMap<Day> = IdMap::default();
    let mut pairs: IdMap<Vec<Pair>> = IdMap::default();
    let mut people: Vec<Id> = Vec::new();
    let held: IdMap<Day> = records
        .iter()
        .filter(|kept| kept.record.kind == Kind::Session)
        .map(|kept| (kept.record.id, kept.record.read(session::DAY)))
        .collect();
    for kept in records {
        let record = &kept.record;
        match record.kind {
            Kind::Beneficiary if !is_erased(record) => people.push(record.id),
            Kind::Pair => {
                let pair = Pair::of(record);
                pairs.entry(pair.one).or_default().push(pair.clone());
                pairs.entry(pair.other).or_default().push(pair);
            }
            _ => {}
        }
        if let Some((person, day)) = activity(kept, &held) {
            let known = last.entry(person).or_insert(day);
            *known = day.max(*known);
        }
    }
    let of = |id: Id| pairs.get(&id).cloned().unwrap_or_default();
    let lapses = |person: &Id| {
        let days = joined(of, *person).into_iter();
        let newest = days.filter_map(|one| last.get(&one)).max();
        newest.is_some_and(|day| *day < before)
    };
    people.sort_unstable();
    people.retain(lapses);
    people
}

/// Who was there by what a record says, and on which day.
fn activity(kept: &Kept, held: &IdMap<Day>) -> Option<(Id, Day)> {
    let record = &kept.record;
    let written = || {
        let at = kept.stamps.iter().map(|stamp| stamp.at).max();
        at.unwrap_or(Millis(0)).on_wall(0).0
    };
    match record.kind {
        Kind::Beneficiary => Some((record.id, written())),
        Kind::Registration => Some((record.read(registration::BENEFICIARY), written())),
        Kind::Attendance if record.read::<Mark>(attendance::STATUS) != Mark::Unmarked => {
            let day = held.get(&record.read::<Id>(attendance::SESSION))?;
            Some((record.read(attendance::BENEFICIARY), *day))
        }
        Kind::Delivery => {
            let delivery = Delivery::of(record);
            delivery.stands().then_some((delivery.beneficiary?, delivery.day))
        }
        _ => None,
    }
}

/// The day so many months before another; the last of its month where that is shorter.
fn months_before(day: Day, months: i64) -> Day {
    let (year, month, number) = day.ymd();
    let count = i64::from(year) * 12 + i64::from(month) - 1 - months;
    let year = i32::try_from(count.div_euclid(12)).unwrap_or(Day::RANGE.0.ymd().0);
    let month = u8::try_from(count.rem_euclid(12) + 1).unwrap_or(1);
    let there = (1..=number).rev();
    there
        .filter_map(|number| Day::from_ymd(year, month, number))
        .next()
        .unwrap_or(Day::RANGE.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_are_counted_by_the_calendar() {
        let day = |text| Day::from_iso(text).unwrap();
        for (today, months, wanted) in [
            ("2026-11-29", 24, "2024-11-29"),
            ("2026-03-31", 1, "2026-02-28"),
            ("2024-03-31", 1, "2024-02-29"),
            ("2026-01-15", 1, "2025-12-15"),
        ] {
            assert_eq!(months_before(day(today), months), day(wanted), "{today}");
        }
    }
}
