//! Days on which offices and schools are closed (decree 2-77-169 as amended, and the dahirs and decrees after it).

use super::Hijri;
use crate::time::Day;

/// A public holiday.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Holiday {
    /// 1 January.
    NewYear,
    /// 11 January: the manifesto of independence.
    Manifesto,
    /// 14 January: the Amazigh new year, since 2024.
    AmazighNewYear,
    /// 1 May.
    Labour,
    /// 30 July.
    Throne,
    /// 14 August: Oued Ed-Dahab.
    OuedEdDahab,
    /// 20 August: the revolution of the King and the people.
    Revolution,
    /// 21 August.
    Youth,
    /// 31 October: unity, since 2026.
    Unity,
    /// 6 November.
    GreenMarch,
    /// 18 November.
    Independence,
    /// 1 Muharram.
    HijriNewYear,
    /// 12 and 13 Rabi I.
    Mawlid,
    /// 1 and 2 Shawwal.
    Fitr,
    /// 10 and 11 Dhu al-Hijja.
    Adha,
}

impl Holiday {
    /// Its code.
    pub const fn name(self) -> &'static str {
        match self {
            Holiday::NewYear => "new_year",
            Holiday::Manifesto => "manifesto",
            Holiday::AmazighNewYear => "amazigh_new_year",
            Holiday::Labour => "labour",
            Holiday::Throne => "throne",
            Holiday::OuedEdDahab => "oued_ed_dahab",
            Holiday::Revolution => "revolution",
            Holiday::Youth => "youth",
            Holiday::Unity => "unity",
            Holiday::GreenMarch => "green_march",
            Holiday::Independence => "independence",
            Holiday::HijriNewYear => "hijri_new_year",
            Holiday::Mawlid => "mawlid",
            Holiday::Fitr => "fitr",
            Holiday::Adha => "adha",
        }
    }

    /// Whether it follows the moon: then its day is near, not certain.
    pub const fn is_near(self) -> bool {
        matches!(
            self,
            Holiday::HijriNewYear | Holiday::Mawlid | Holiday::Fitr | Holiday::Adha
        )
    }
}

/// The holiday on a day, where there is one.
pub fn holiday(day: Day) -> Option<Holiday> {
    let (year, month, of_month) = day.ymd();
    let fixed = match (month, of_month) {
        (1, 1) => Some(Holiday::NewYear),
        (1, 11) => Some(Holiday::Manifesto),
        (1, 14) if year >= 2024 => Some(Holiday::AmazighNewYear),
        (5, 1) => Some(Holiday::Labour),
        (7, 30) => Some(Holiday::Throne),
        (8, 14) => Some(Holiday::OuedEdDahab),
        (8, 20) => Some(Holiday::Revolution),
        (8, 21) => Some(Holiday::Youth),
        (10, 31) if year >= 2026 => Some(Holiday::Unity),
        (11, 6) => Some(Holiday::GreenMarch),
        (11, 18) => Some(Holiday::Independence),
        _ => None,
    };
    let hijri = Hijri::of(day);
    fixed.or(match (hijri.month, hijri.day) {
        (1, 1) => Some(Holiday::HijriNewYear),
        (3, 12 | 13) => Some(Holiday::Mawlid),
        (10, 1 | 2) => Some(Holiday::Fitr),
        (12, 10 | 11) => Some(Holiday::Adha),
        _ => None,
    })
}

/// The first and last day of the Ramadan under way or, after it, of the next; to a day.
pub fn ramadan(day: Day) -> (Day, Day) {
    let first = |year| {
        Hijri {
            year,
            month: 9,
            day: 1,
        }
        .to_day()
    };
    let year = Hijri::of(day).year;
    let after = |year| {
        Hijri {
            year,
            month: 10,
            day: 1,
        }
        .to_day()
    };
    let year = if day < after(year) { year } else { year + 1 };
    (first(year), after(year).plus(-1))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(iso: &str) -> Day {
        Day::from_iso(iso).unwrap()
    }

    #[test]
    fn a_year_has_its_holidays_by_the_sun_and_by_the_moon() {
        let (first, last) = (day("2027-01-01").0, day("2027-12-31").0);
        let names = (first..=last).filter_map(|at| Some(holiday(Day(at))?.name()));
        let names: Vec<_> = names.collect();
        let moon = [
            "fitr",
            "fitr",
            "adha",
            "adha",
            "hijri_new_year",
            "mawlid",
            "mawlid",
        ];
        assert_eq!(names.len(), 11 + moon.len());
        let near = (first..=last).filter_map(|at| holiday(Day(at)).filter(|one| one.is_near()));
        assert!(near.map(Holiday::name).eq(moon));
        assert_eq!(holiday(day("2023-01-14")), None);
        assert_eq!(holiday(day("2025-10-31")), None);
    }

    #[test]
    fn ramadan_is_the_one_under_way_or_the_next() {
        let (first, last) = ramadan(day("2026-11-29"));
        assert!(
            (day("2027-02-07")..=day("2027-02-09")).contains(&first),
            "{first}"
        );
        assert_eq!(last.0 - first.0, 29);
        assert_eq!(ramadan(last), (first, last));
        assert!(ramadan(last.plus(1)).0 > last);
    }
}
