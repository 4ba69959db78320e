//! What programs are told for outside: months, each by itself, each the same for ever.
//!
//! What is hidden of a month must not come out by asking again. So months are the only periods there are, which share no
//! session, and no sum of several is told; a month is told whole, of all activities, once it is over; and it is kept as it
//! was first told, since what is recorded later would be the difference of two answers.

use std::collections::BTreeMap;
use std::sync::Arc;

use app::i18n::Lang;
use domain::id::Id;
use domain::report::{BANDS, Facts, Month, Query, Report, masked, report};
use domain::time::Day;

use super::numbers::{self, Line};
use crate::report::{Names, ReportError};
use crate::store::{Store, StoreError};

/// Months of one answer at most.
pub const MOST_MONTHS: usize = 60;
/// Days after its end on which a month is not told yet: phones that had no network come in.
const LATE_DAYS: i32 = 9;

/// Why nothing is told for outside.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Untold {
    /// No month of the period is told yet.
    #[error(
        "for outside a month is told whole, from the 10th of the next one on, and {0} is the last one told today: \
         let from be a day of it or before"
    )]
    Early(Month),
    /// More than one answer carries.
    #[error("for outside {MOST_MONTHS} months are told at once at most: ask for a shorter period")]
    TooMany,
}

/// The last month that is told on a day.
pub fn last_month(today: Day) -> Month {
    Month::of(today.plus(-LATE_DAYS)).before()
}

/// The months of a period that are told on a day; those that its first and its last day cut are told whole.
pub fn months((from, to): (Day, Day), today: Day) -> Result<Vec<Month>, Untold> {
    let last = last_month(today);
    let (first, to) = (Month::of(from), Month::of(to).min(last));
    let all = core::iter::successors(Some(first), |month| Some(month.next()));
    let months: Vec<Month> = all
        .take_while(|month| *month <= to)
        .take(MOST_MONTHS + 1)
        .collect();
    match months.len() {
        0 => Err(Untold::Early(last)),
        1..=MOST_MONTHS => Ok(months),
        _ => Err(Untold::TooMany),
    }
}

/// What is told of some months, a number a row. A month in which nobody came is told anew each time: there is nothing in
/// it from which a later answer could differ by a few.
pub async fn outside(
    store: &Store,
    association: Id,
    names: &Names,
    months: &[Month],
    (today, lang): (Day, Lang),
) -> Result<Vec<Line>, ReportError> {
    let before = store.outside_months(association).await?;
    let (known, untold): (Vec<Month>, Vec<Month>) =
        months.iter().partition(|month| before.contains_key(month));
    let mut told = BTreeMap::new();
    for month in known {
        told.insert(month, read(&before[&month])?);
    }
    if !untold.is_empty() {
        let digest = store.facts(association).await?.digest;
        let facts = tokio::task::spawn_blocking(move || Facts::unpack(&digest)).await?;
        let facts = Arc::new(facts);
        for month in untold {
            // Each is kept as it is counted: a program that did not wait for all of them goes on where it stopped.
            let (somebody_came, mut lines) = counted(Arc::clone(&facts), month, today).await?;
            if somebody_came {
                let text = serde_json::to_string(&lines).map_err(damaged)?;
                lines = read(&store.tell_outside(association, month, &text).await?)?;
            }
            told.insert(month, lines);
        }
    }
    let lines = told.into_values().flatten();
    Ok(lines.map(|line| line.named(names, lang)).collect())
}

fn read(told: &str) -> Result<Vec<Line>, StoreError> {
    serde_json::from_str(told).map_err(damaged)
}

fn damaged(error: serde_json::Error) -> StoreError {
    StoreError::Damaged(error.to_string())
}

/// Whether anybody came in a month, and its rows.
async fn counted(facts: Arc<Facts>, month: Month, today: Day) -> Result<(bool, Vec<Line>), ReportError> {
    let count = move || {
        let report = of_month(&facts, month, today);
        let lines = numbers::lines(&report, Some(&masked(&report)), (month.first(), month.last()));
        (report.total.people > 0, lines)
    };
    Ok(tokio::task::spawn_blocking(count).await?)
}

fn of_month(facts: &Facts, month: Month, today: Day) -> Report {
    let mut days = facts.meetings.values().map(|meeting| meeting.session.day);
    match days.any(|day| Month::of(day) == month) {
        true => report(facts, &Query::of(month.first(), month.last(), today)),
        false => Report {
            bands: BANDS.to_vec(),
            ..Report::default()
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        Day::from_iso(text).unwrap()
    }

    fn told(from: &str, to: &str, today: &str) -> Result<Vec<String>, Untold> {
        let months = months((day(from), day(to)), day(today))?;
        Ok(months.iter().map(Month::to_string).collect())
    }

    #[test]
    fn a_month_is_told_whole_from_the_tenth_of_the_next_one_on() {
        let whole = |months: &[&str]| Ok(months.iter().map(|month| (*month).to_owned()).collect());
        assert_eq!(
            told("2026-01-01", "2026-04-09", "2026-04-09"),
            whole(&["2026-01", "2026-02"])
        );
        assert_eq!(
            told("2026-01-01", "2026-04-10", "2026-04-10"),
            whole(&["2026-01", "2026-02", "2026-03"])
        );
        assert_eq!(
            told("2026-03-04", "2026-03-05", "2026-04-10"),
            whole(&["2026-03"])
        );
        assert_eq!(
            told("2025-12-31", "2026-01-01", "2027-01-01"),
            whole(&["2025-12", "2026-01"])
        );
        let early = Err(Untold::Early(Month { year: 2026, month: 2 }));
        assert_eq!(told("2026-03-01", "2026-03-31", "2026-04-09"), early);
        assert!(
            Untold::Early(last_month(day("2026-04-09")))
                .to_string()
                .contains("2026-02 is the last")
        );
        assert_eq!(
            told("2020-01-01", "2024-12-31", "2026-04-09").map(|months| months.len()),
            Ok(60)
        );
        assert_eq!(
            told("2020-01-01", "2025-01-01", "2026-04-09"),
            Err(Untold::TooMany)
        );
    }
}
