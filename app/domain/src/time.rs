//! Time as data: instants in milliseconds, days, and the correction of a phone's clock.

use core::fmt;

use minicbor::{Decode, Encode};
use serde::{Deserialize, Serialize};
use time::{Date, Month};

use crate::text::western_digits;

/// Milliseconds in one day.
pub const DAY_MS: i64 = 86_400_000;

/// An instant: milliseconds since 1970-01-01T00:00Z. May be negative, and wrong when a phone claims it.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Encode, Decode, Serialize, Deserialize,
)]
#[cbor(transparent)]
#[serde(transparent)]
pub struct Millis(#[n(0)] pub i64);

impl Millis {
    /// This instant moved by some milliseconds, never past the ends of time.
    pub fn plus(self, ms: i64) -> Self {
        Millis(self.0.saturating_add(ms))
    }

    /// Milliseconds from `earlier` to this instant.
    pub fn since(self, earlier: Millis) -> i64 {
        self.0.saturating_sub(earlier.0)
    }

    /// The day and the minute of the day on a wall clock `offset_min` ahead of UTC.
    pub fn on_wall(self, offset_min: i64) -> (Day, i64) {
        let local = self.0.saturating_add(offset_min.saturating_mul(60_000));
        (
            Day(local.div_euclid(DAY_MS) as i32),
            local.rem_euclid(DAY_MS) / 60_000,
        )
    }
}

/// What a device's clock says, as a change records it: the instant it claims and the wall clock's
/// distance from UTC in minutes at that place (law and Ramadan move it, so it is kept beside).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Clock {
    /// The instant the device claims.
    pub now: Millis,
    /// Minutes the wall clock is ahead of UTC.
    pub offset_min: i64,
}

impl Clock {
    /// The day on this wall clock.
    pub fn day(&self) -> Day {
        self.now.on_wall(self.offset_min).0
    }

    /// The minute of the day on this wall clock, 0 to 1439.
    pub fn minute(&self) -> i64 {
        self.now.on_wall(self.offset_min).1
    }
}

/// A calendar day: days since 1970-01-01, Gregorian.
#[derive(Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Encode, Decode)]
#[cbor(transparent)]
pub struct Day(#[n(0)] pub i32);

/// Days from the Julian epoch to 1970-01-01.
const JULIAN_1970: i32 = 2_440_588;

impl Day {
    /// The first and the last day that can be written with a four-digit year.
    pub const RANGE: (Day, Day) = (Day(-719_528), Day(2_932_896));

    /// From year, month 1 to 12 and day of the month; `None` when there is no such day.
    pub fn from_ymd(year: i32, month: u8, day: u8) -> Option<Self> {
        let date = Date::from_calendar_date(year, Month::try_from(month).ok()?, day).ok()?;
        Some(Day(date.to_julian_day() - JULIAN_1970))
    }

    /// From `2026-11-23`.
    pub fn from_iso(text: &str) -> Option<Self> {
        let mut parts = text.splitn(3, '-');
        let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
        if year.len() != 4 || month.len() != 2 || day.len() != 2 {
            return None;
        }
        Day::from_ymd(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)
    }

    /// From a day as people type it, in any digits: day/month/year, or year-month-day.
    pub fn typed(text: &str) -> Option<Self> {
        let digits = western_digits(text);
        let parts: Vec<&str> = digits
            .split(|c: char| !c.is_ascii_digit())
            .filter(|part| !part.is_empty())
            .collect();
        let (year, month, day) = match parts[..] {
            [year, month, day] if year.len() == 4 => (year, month, day),
            [day, month, year] if year.len() == 4 => (year, month, day),
            _ => return None,
        };
        Day::from_ymd(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)
    }

    fn date(self) -> Date {
        let bounded = self.0.clamp(Self::RANGE.0.0, Self::RANGE.1.0);
        Date::from_julian_day(bounded + JULIAN_1970).unwrap_or(Date::MIN)
    }

    /// Year, month 1 to 12, day of the month.
    pub fn ymd(self) -> (i32, u8, u8) {
        let (year, month, day) = self.date().to_calendar_date();
        (year, month.into(), day)
    }

    /// 0 for Monday to 6 for Sunday.
    pub fn weekday(self) -> u8 {
        // 1970-01-01 was a Thursday.
        (self.0 + 3).rem_euclid(7) as u8
    }

    /// This day moved by some days.
    pub fn plus(self, days: i32) -> Self {
        Day(self.0.saturating_add(days))
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = self.ymd();
        write!(f, "{year:04}-{month:02}-{day:02}")
    }
}

impl fmt::Debug for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// The time a change is judged by: what the device claimed less its measured error, never after receipt.
pub fn corrected(claimed: Millis, skew_ms: i64, received: Millis) -> Millis {
    claimed.plus(skew_ms.saturating_neg()).min(received)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_read_and_write_as_iso_and_know_their_weekday() {
        let day = Day::from_iso("2026-11-23").unwrap();
        assert_eq!((day.to_string().as_str(), day.weekday()), ("2026-11-23", 0));
        assert_eq!(Day::from_iso("2026-02-29"), None);
        assert_eq!(Day::from_iso("26-2-9"), None);
        assert_eq!(Day(0).ymd(), (1970, 1, 1));
    }

    #[test]
    fn the_wall_clock_decides_the_day() {
        let late = Millis(DAY_MS - 60_000);
        assert_eq!(late.on_wall(0), (Day(0), 1439));
        assert_eq!(late.on_wall(60), (Day(1), 59));
        assert_eq!(Millis(-1).on_wall(0), (Day(-1), 1439));
    }

    #[test]
    fn no_future_stamp_passes_the_time_of_receipt() {
        let received = Millis(1_000_000);
        assert_eq!(corrected(Millis(i64::MAX), i64::MIN, received), received);
        assert_eq!(corrected(Millis(900_000), 0, received), Millis(900_000));
        assert_eq!(corrected(Millis(5_900_000), 5_000_000, received), Millis(900_000));
    }
}
