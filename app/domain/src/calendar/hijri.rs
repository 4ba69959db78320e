//! The Hijri calendar by its tables: thirty years of which eleven are a day longer.
//!
//! Of sixteen days announced in Morocco from 2022 to 2026 it gives twelve, and is a day away from the others. Source:
//! Reingold and Dershowitz, Calendrical Calculations, "The Islamic Calendar", arithmetic form.

use crate::time::Day;

/// Days from 1970-01-01 to the day before the first of the Hijri calendar, 16 July 622 of the Julian one.
const BEFORE_FIRST: i64 = 227_014 - 719_163;

/// A day of the Hijri calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hijri {
    /// The year.
    pub year: i32,
    /// The month, 1 (Muharram) to 12; Ramadan is 9.
    pub month: u8,
    /// The day of the month, 1 to 30.
    pub day: u8,
}

impl Hijri {
    /// The Hijri day that begins on the evening before a day.
    pub fn of(day: Day) -> Self {
        let since = i64::from(day.0) - BEFORE_FIRST;
        let year = (30 * since + 10_616).div_euclid(10_631);
        let within = since - Self::before_year(year);
        let month = ((11 * within + 330 - 11) / 325).clamp(1, 12);
        Hijri {
            year: year as i32,
            month: month as u8,
            day: (within - Self::before_month(month)) as u8,
        }
    }

    /// The day on which it is.
    pub fn to_day(self) -> Day {
        let within = Self::before_month(self.month.into()) + i64::from(self.day);
        Day((BEFORE_FIRST + Self::before_year(self.year.into()) + within) as i32)
    }

    fn before_year(year: i64) -> i64 {
        (year - 1) * 354 + (3 + 11 * year).div_euclid(30)
    }

    /// Months have thirty and twenty-nine days by turns.
    fn before_month(month: i64) -> i64 {
        29 * (month - 1) + month / 2
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn days_that_were_announced_in_morocco_are_at_most_a_day_away() {
        let announced = [
            ((1443, 9, 1), (2022, 4, 3)),
            ((1443, 10, 1), (2022, 5, 2)),
            ((1444, 9, 1), (2023, 3, 23)),
            ((1444, 10, 1), (2023, 4, 22)),
            ((1444, 12, 10), (2023, 6, 29)),
            ((1445, 9, 1), (2024, 3, 12)),
            ((1445, 10, 1), (2024, 4, 10)),
            ((1445, 12, 10), (2024, 6, 17)),
            ((1446, 1, 1), (2024, 7, 8)),
            ((1446, 3, 12), (2024, 9, 16)),
            ((1446, 9, 1), (2025, 3, 2)),
            ((1446, 10, 1), (2025, 3, 31)),
            ((1446, 12, 10), (2025, 6, 7)),
            ((1447, 1, 1), (2025, 6, 27)),
            ((1447, 3, 12), (2025, 9, 5)),
            ((1447, 9, 1), (2026, 2, 19)),
        ];
        for ((year, month, day), (y, m, d)) in announced {
            let reckoned = Hijri { year, month, day }.to_day();
            let announced = Day::from_ymd(y, m, d).unwrap();
            assert!((reckoned.0 - announced.0).abs() <= 1, "{announced}: {reckoned}");
        }
    }

    proptest! {
        #[test]
        fn each_day_has_one_date_and_each_date_its_day(day in 0..60_000_i32) {
            let (one, next) = (Hijri::of(Day(day)), Hijri::of(Day(day + 1)));
            prop_assert_eq!(one.to_day(), Day(day));
            prop_assert!((1..=12).contains(&one.month) && (1..=30).contains(&one.day));
            let follows = (next.month, next.day) == (one.month, one.day + 1)
                || (next.day == 1 && next.month == one.month % 12 + 1 && one.day >= 29);
            prop_assert!(follows, "{one:?} {next:?}");
        }
    }
}
