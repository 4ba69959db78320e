//! What a report is asked for, as people type it.

use std::collections::BTreeSet;

use domain::id::Id;
use domain::report::Query;
use domain::time::Day;

/// Years that a calendar of a spreadsheet has.
const YEARS: core::ops::RangeInclusive<i32> = 1900..=9998;

/// Why no report can be asked for so.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum AskedFault {
    /// Not a day.
    #[error("the first and the last day are days of the calendar, written as 2026-01-31")]
    Day,
    /// The period ends before it begins.
    #[error("the first day is after the last: exchange them")]
    Order,
    /// Bands of age that leave somebody out.
    #[error("the bands begin at 0 and ascend: 0,6,15,18 for instance")]
    Bands,
}

/// The query of two days, of activities (none: all) and of the ages at which bands begin.
pub fn query(
    (from, to): (&str, &str),
    activities: BTreeSet<Id>,
    bands: Vec<i64>,
    today: Day,
) -> Result<Query, AskedFault> {
    let day = |text| {
        Day::from_iso(text)
            .filter(|day| YEARS.contains(&day.ymd().0))
            .ok_or(AskedFault::Day)
    };
    let (from, to) = (day(from)?, day(to)?);
    if from > to {
        return Err(AskedFault::Order);
    }
    let ascending = bands.windows(2).all(|two| two[0] < two[1]);
    if bands.first() != Some(&0) || !ascending {
        return Err(AskedFault::Bands);
    }
    Ok(Query {
        activities: (!activities.is_empty()).then_some(activities),
        bands,
        ..Query::of(from, to, today)
    })
}
