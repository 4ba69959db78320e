//! The wall clock of Morocco: an hour ahead of UTC, but around Ramadan (decree 2-18-855).

use super::ramadan;
use crate::time::{Day, Millis};

/// The hour of a Sunday, by UTC, at which clocks are moved: to three and back to two, or from two to three.
const MOVED_MS: i64 = 2 * 3_600_000;
/// By when clocks are back: so many days after the last of Ramadan at the latest.
const BACK_WITHIN: i32 = 8;

/// Minutes Morocco's wall clock is ahead of UTC at an instant, since 2018 and as far as the decree stays as it is.
///
/// The hour is taken away on the Sunday before Ramadan and comes back on the first Sunday from the second day after it,
/// which is what browsers hold too: the time zone database counts both by the same tables of the Hijri calendar.
pub fn offset_in_morocco(at: Millis) -> i64 {
    let (day, _) = at.plus(-MOVED_MS).on_wall(0);
    let (first, last) = ramadan(day.plus(-BACK_WITHIN));
    let taken = sunday_from(first.plus(-7));
    let back = sunday_from(last.plus(2));
    if (taken..back).contains(&day) { 0 } else { 60 }
}

/// The first Sunday that is not before a day.
fn sunday_from(day: Day) -> Day {
    day.plus(6 - i32::from(day.weekday()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::time::DAY_MS;

    /// From when to when the clock stood by UTC, as the time zone database tells of Africa/Casablanca (2025b).
    const BY_UTC: [(&str, &str); 22] = [
        ("2019-05-05", "2019-06-09"),
        ("2020-04-19", "2020-05-31"),
        ("2021-04-11", "2021-05-16"),
        ("2022-03-27", "2022-05-08"),
        ("2023-03-19", "2023-04-23"),
        ("2024-03-10", "2024-04-14"),
        ("2025-02-23", "2025-04-06"),
        ("2026-02-15", "2026-03-22"),
        ("2027-02-07", "2027-03-14"),
        ("2028-01-23", "2028-03-05"),
        ("2029-01-14", "2029-02-18"),
        ("2029-12-30", "2030-02-10"),
        ("2030-12-22", "2031-01-26"),
        ("2031-12-14", "2032-01-18"),
        ("2032-11-28", "2033-01-09"),
        ("2033-11-20", "2033-12-25"),
        ("2034-11-05", "2034-12-17"),
        ("2035-10-28", "2035-12-09"),
        ("2036-10-19", "2036-11-23"),
        ("2037-10-04", "2037-11-15"),
        ("2038-09-26", "2038-10-31"),
        ("2039-09-18", "2039-10-23"),
    ];

    fn moved(iso: &str) -> Millis {
        let day = Day::from_iso(iso).unwrap();
        Millis(i64::from(day.0) * DAY_MS + MOVED_MS)
    }

    #[test]
    fn every_hour_of_twenty_years_is_as_the_time_zone_database_tells() {
        let taken = BY_UTC.map(|(from, to)| (moved(from), moved(to)));
        let (mut at, end) = (moved("2019-01-01"), moved("2039-12-31"));
        while at < end {
            let by_utc = taken.iter().any(|(from, to)| (*from..*to).contains(&at));
            let expected = if by_utc { 0 } else { 60 };
            assert_eq!(offset_in_morocco(at), expected, "{at:?}");
            at = at.plus(3_600_000);
        }
    }

    #[test]
    fn the_first_hour_of_a_day_is_of_that_day() {
        let midnight = Millis(i64::from(Day::from_iso("2026-07-01").unwrap().0) * DAY_MS);
        let day = |at: Millis| at.on_wall(offset_in_morocco(at)).0.to_string();
        assert_eq!(day(midnight.plus(-3_600_000)), "2026-07-01");
        assert_eq!(day(midnight.plus(-3_600_001)), "2026-06-30");
    }
}
