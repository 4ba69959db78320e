//! Days and times as Morocco writes them: Gregorian, day before month, Western digits, 24 hours.

use super::Lang;

const MONTHS_AR: [&str; 12] = [
    "يناير",
    "فبراير",
    "مارس",
    "أبريل",
    "ماي",
    "يونيو",
    "يوليوز",
    "غشت",
    "شتنبر",
    "أكتوبر",
    "نونبر",
    "دجنبر",
];
const MONTHS_FR: [&str; 12] = [
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
];
const MONTHS_EN: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
const DAYS_AR: [&str; 7] = [
    "الإثنين",
    "الثلاثاء",
    "الأربعاء",
    "الخميس",
    "الجمعة",
    "السبت",
    "الأحد",
];
const DAYS_FR: [&str; 7] = [
    "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche",
];
const DAYS_EN: [&str; 7] = [
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
    "Sunday",
];

impl Lang {
    /// The name of a month, 1 to 12; empty outside that.
    pub fn month(self, month: u8) -> &'static str {
        let names = match self {
            Self::Ar => &MONTHS_AR,
            Self::Fr => &MONTHS_FR,
            Self::En => &MONTHS_EN,
        };
        usize::from(month)
            .checked_sub(1)
            .and_then(|at| names.get(at))
            .copied()
            .unwrap_or_default()
    }

    /// The name of a day of the week, 0 (Monday, the week's first day) to 6; empty outside that.
    pub fn weekday(self, weekday: u8) -> &'static str {
        let names = match self {
            Self::Ar => &DAYS_AR,
            Self::Fr => &DAYS_FR,
            Self::En => &DAYS_EN,
        };
        names.get(usize::from(weekday)).copied().unwrap_or_default()
    }
}

/// A day of the Gregorian calendar, as it is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day {
    /// The year.
    pub year: i32,
    /// The month, 1 to 12.
    pub month: u8,
    /// The day of the month, 1 to 31.
    pub day: u8,
}

impl From<domain::time::Day> for Day {
    fn from(day: domain::time::Day) -> Self {
        let (year, month, day) = day.ymd();
        Day::new(year, month, day)
    }
}

impl Day {
    /// A day from its three numbers, taken as they are.
    pub const fn new(year: i32, month: u8, day: u8) -> Self {
        Self { year, month, day }
    }

    /// The day of the week, 0 for Monday.
    pub const fn weekday(self) -> u8 {
        (self.number() + 3).rem_euclid(7) as u8
    }

    /// Days since 1970-01-01 (a Thursday): what tells yesterday from tomorrow across months.
    const fn number(self) -> i64 {
        let year = self.year as i64 - (self.month <= 2) as i64;
        let era = year.div_euclid(400);
        let of_era = year.rem_euclid(400);
        let month = (self.month as i64 + 9) % 12;
        let of_year = (153 * month + 2) / 5 + self.day as i64 - 1;
        era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468
    }

    /// `05/03/2026`.
    pub fn numeric(self) -> String {
        format!("{:02}/{:02}/{}", self.day, self.month, self.year)
    }

    /// `2026-03-05`, what a date input holds.
    pub fn iso(self) -> String {
        format!("{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }

    /// The day of an ISO date such as a date input gives; `None` if it is not one.
    pub fn from_iso(text: &str) -> Option<Self> {
        let mut parts = text.splitn(3, '-');
        let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
        let day = Self::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?);
        ((1..=12).contains(&day.month) && (1..=31).contains(&day.day)).then_some(day)
    }

    /// `5 مارس`, `5 mars`, `5 March`.
    pub fn short(self, lang: Lang) -> String {
        format!("{} {}", self.day, lang.month(self.month))
    }

    /// `الخميس 5 مارس 2026`, `jeudi 5 mars 2026`, `Thursday 5 March 2026`.
    pub fn long(self, lang: Lang) -> String {
        format!(
            "{} {} {}",
            lang.weekday(self.weekday()),
            self.short(lang),
            self.year
        )
    }

    /// Today, yesterday or tomorrow in words; another day of the same year without its year; else the long form.
    pub fn relative(self, lang: Lang, today: Self) -> String {
        let words = &lang.words().common;
        self.beside(lang, today, [words.yesterday, words.today, words.tomorrow])
    }

    /// The same within a sentence, where French and English take no capital.
    pub fn within(self, lang: Lang, today: Self) -> String {
        let words = &lang.words().common;
        let near = [words.yesterday_within, words.today_within, words.tomorrow_within];
        self.beside(lang, today, near)
    }

    fn beside(self, lang: Lang, today: Self, near: [&str; 3]) -> String {
        match self.number() - today.number() {
            ago @ -1..=1 => near[(ago + 1) as usize].to_owned(),
            _ if self.year == today.year => format!("{} {}", lang.weekday(self.weekday()), self.short(lang)),
            _ => self.long(lang),
        }
    }
}

/// Minutes after midnight of some day as a time of the day.
pub fn time(minute: i64) -> String {
    clock(u16::try_from(minute.rem_euclid(1_440)).unwrap_or_default())
}

/// A time of day from minutes since midnight: `09:05`.
pub fn clock(minutes: u16) -> String {
    format!("{:02}:{:02}", minutes / 60 % 24, minutes % 60)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_written_as_morocco_writes_them() {
        let day = Day::new(2026, 8, 5);
        assert_eq!(day.numeric(), "05/08/2026");
        assert_eq!(day.long(Lang::Ar), "الأربعاء 5 غشت 2026");
        assert_eq!(day.long(Lang::Fr), "mercredi 5 août 2026");
        assert_eq!(day.short(Lang::En), "5 August");
    }

    #[test]
    fn near_days_have_words_across_months_and_years() {
        let today = Day::new(2026, 1, 1);
        assert_eq!(today.relative(Lang::Fr, today), "Aujourd’hui");
        assert_eq!(today.within(Lang::Fr, today), "aujourd’hui");
        assert_eq!(Day::new(2026, 1, 2).within(Lang::En, today), "tomorrow");
        assert_eq!(Day::new(2025, 12, 31).relative(Lang::Ar, today), "أمس");
        assert_eq!(Day::new(2026, 1, 2).relative(Lang::En, today), "Tomorrow");
        assert_eq!(
            Day::new(2026, 1, 8).relative(Lang::En, today),
            "Thursday 8 January"
        );
        assert_eq!(
            Day::new(2024, 2, 29).relative(Lang::En, today),
            "Thursday 29 February 2024"
        );
    }

    #[test]
    fn weekdays_start_on_monday() {
        assert_eq!(Day::new(1970, 1, 1).weekday(), 3);
        assert_eq!(Day::new(2026, 11, 23).weekday(), 0);
        assert_eq!(Day::new(2000, 2, 29).weekday(), 1);
    }

    #[test]
    fn a_date_input_reads_back() {
        let day = Day::new(2026, 3, 5);
        assert_eq!(Day::from_iso(&day.iso()), Some(day));
        assert_eq!(Day::from_iso("2026-13-01"), None);
        assert_eq!(Day::from_iso("hier"), None);
    }

    #[test]
    fn hours_have_two_digits_and_no_half_days() {
        assert_eq!(clock(9 * 60 + 5), "09:05");
        assert_eq!(clock(18 * 60 + 30), "18:30");
    }
}
