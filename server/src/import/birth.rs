//! Dates of birth as lists write them: day/month/year and variants, ISO, serials, years alone.

use domain::fold::fold;
use domain::time::Day;

use super::Reason;
use super::cell::Cell;

/// What is known of a birth.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Birth {
    /// Nothing.
    Unknown,
    /// The year alone.
    Year(i64),
    /// The day.
    On(Day),
}

/// The earliest year of birth taken for true.
const EARLIEST: i64 = 1880;
/// Numbers below are years, above are serials.
const LAST_YEAR: i64 = 2_100;
/// The day a spreadsheet counts as 0, as far as days after February 1900 go.
const SERIAL_ZERO: i32 = -25_569;
/// Serials of spreadsheets: up to the last day of 9999.
const LAST_SERIAL: i64 = 2_958_465;

/// Month names after folding: Moroccan and eastern Arabic, French, English, with what they are cut to.
const MONTHS: [&[&str]; 12] = [
    &["يناير", "جانفي", "janvier", "janv", "jan", "january"],
    &["فبراير", "فيفري", "fevrier", "fevr", "fev", "february", "feb"],
    &["مارس", "mars", "mar", "march"],
    &["ابريل", "افريل", "avril", "avr", "april", "apr"],
    &["ماي", "مايو", "mai", "may"],
    &["يونيو", "يونيه", "جوان", "juin", "june", "jun"],
    &["يوليوز", "يوليو", "جويليه", "juillet", "juil", "july", "jul"],
    &["غشت", "اغسطس", "اوت", "aout", "august", "aug"],
    &["شتنبر", "سبتمبر", "septembre", "sept", "sep", "september"],
    &["اكتوبر", "octobre", "oct", "october"],
    &["نونبر", "نوفمبر", "novembre", "nov", "november"],
    &["دجنبر", "ديسمبر", "decembre", "dec", "december"],
];

/// Words that may stand beside a year.
const ABOUT: &[&str] = &[
    "ne",
    "nee",
    "e",
    "le",
    "en",
    "vers",
    "env",
    "environ",
    "circa",
    "about",
    "annee",
    "سنه",
    "عام",
    "حوالي",
    "نحو",
    "مواليد",
    "في",
];

/// Reads a cell of a column of dates of birth.
pub(super) fn birth(cell: &Cell, today: Day) -> Result<Birth, Reason> {
    let birth = match cell {
        Cell::Number(number) => from_number(*number),
        // A year in a cell that is formatted as a date looks like a day in 1905.
        Cell::Date(_, serial) if is_year(*serial as i64) => Some(Birth::Year(*serial as i64)),
        Cell::Date(day, _) => Some(Birth::On(*day)),
        other => from_text(&other.token()?, today),
    };
    within(birth.ok_or(Reason::Birth)?, today)
}

/// Reads a cell of a column of years of birth: of a date, the year.
pub(super) fn year(cell: &Cell, today: Day) -> Result<Birth, Reason> {
    Ok(match birth(cell, today)? {
        Birth::On(day) => Birth::Year(day.ymd().0.into()),
        other => other,
    })
}

fn within(birth: Birth, today: Day) -> Result<Birth, Reason> {
    let year = match birth {
        Birth::Unknown => return Ok(birth),
        Birth::Year(year) => year,
        Birth::On(day) if day > today => return Err(Reason::BirthOutOfRange),
        Birth::On(day) => day.ymd().0.into(),
    };
    if (EARLIEST..=today.ymd().0.into()).contains(&year) {
        Ok(birth)
    } else {
        Err(Reason::BirthOutOfRange)
    }
}

fn is_year(number: i64) -> bool {
    (EARLIEST..=LAST_YEAR).contains(&number)
}

fn from_number(number: f64) -> Option<Birth> {
    if !(0.0..1e9).contains(&number) {
        return None;
    }
    let whole = number as i64;
    match whole {
        0 => Some(Birth::Unknown),
        year if is_year(year) && number.fract() == 0.0 => Some(Birth::Year(year)),
        LAST_YEAR..=LAST_SERIAL => Some(Birth::On(Day(SERIAL_ZERO).plus(i32::try_from(whole).ok()?))),
        _ => compact(&format!("{whole:08}")),
    }
}

/// Eight digits without separators: year, month, day, or day, month, year.
fn compact(digits: &str) -> Option<Birth> {
    if digits.len() != 8 {
        return None;
    }
    let part = |from: usize, to: usize| digits.get(from..to)?.parse::<i64>().ok();
    let (year, month, day) = (part(0, 4)?, part(4, 6)?, part(6, 8)?);
    let iso = if is_year(year) { on(year, month, day) } else { None };
    iso.or_else(|| on(part(4, 8)?, part(2, 4)?, part(0, 2)?))
}

fn from_text(text: &str, today: Day) -> Option<Birth> {
    let folded = fold(without_time(text));
    let words: Vec<&str> = folded
        .split(' ')
        .filter(|word| !word.is_empty() && !ABOUT.contains(word))
        .collect();
    match words[..] {
        [] if folded.is_empty() => Some(Birth::Unknown),
        [one] => alone(one),
        [whole, "0" | "00"] => alone(whole),
        [month, year] if month_named(month).is_some() => full_year(year).map(Birth::Year),
        [first, month, last] => match full_year(first) {
            Some(year) => day_of(year, month, last),
            None => day_of(full_year(last).or_else(|| short_year(last, today))?, month, first),
        },
        _ => None,
    }
}

/// The text before a time of day: spreadsheets write `15/03/1985 00:00:00`, programs `1985-03-15T00:00`.
fn without_time(text: &str) -> &str {
    match text.find(':') {
        Some(colon) => text[..colon].rfind([' ', 'T']).map_or(text, |end| &text[..end]),
        None => text,
    }
}

/// One number alone: a year, a serial, or a date without separators.
fn alone(word: &str) -> Option<Birth> {
    let number: u32 = word.parse().ok()?;
    match word.len() {
        8 => compact(word),
        _ => from_number(number.into()).filter(|_| word.len() >= 4 || number == 0),
    }
}

fn day_of(year: i64, month: &str, day: &str) -> Option<Birth> {
    let day = day.strip_suffix("er").unwrap_or(day);
    let month = month_named(month).or_else(|| number(month))?;
    on(year, month, number(day)?)
}

/// A day, or the year where day and month are written as zeros because they are not known.
fn on(year: i64, month: i64, day: i64) -> Option<Birth> {
    if !(1..=9_999).contains(&year) {
        return None;
    }
    if month == 0 && day == 0 {
        return Some(Birth::Year(year));
    }
    let day = Day::from_ymd(
        year.try_into().ok()?,
        month.try_into().ok()?,
        day.try_into().ok()?,
    )?;
    Some(Birth::On(day))
}

fn month_named(word: &str) -> Option<i64> {
    MONTHS
        .iter()
        .position(|names| names.contains(&word))
        .map(|at| at as i64 + 1)
}

fn full_year(word: &str) -> Option<i64> {
    if word.len() == 4 { number(word) } else { None }
}

/// A year of two digits: the latest one that has come.
fn short_year(word: &str, today: Day) -> Option<i64> {
    let short = number(word).filter(|_| word.len() == 2)?;
    let this_year = i64::from(today.ymd().0);
    Some((this_year - short).div_euclid(100) * 100 + short)
}

fn number(word: &str) -> Option<i64> {
    if word.len() <= 4 && word.bytes().all(|b| b.is_ascii_digit()) {
        word.parse().ok()
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn today() -> Day {
        Day::from_iso("2026-11-23").unwrap()
    }

    fn read(text: &str) -> Result<Birth, Reason> {
        birth(&Cell::text(text), today())
    }

    fn on_day(iso: &str) -> Result<Birth, Reason> {
        Ok(Birth::On(Day::from_iso(iso).unwrap()))
    }

    #[test]
    fn one_day_is_written_in_many_ways() {
        for text in [
            "15/03/1985",
            "15-03-1985",
            "15.3.1985",
            "15 03 1985",
            "1985-03-15",
            "1985/03/15",
            "15/03/85",
            "15 mars 1985",
            "15 مارس 1985",
            "١٥/٠٣/١٩٨٥",
            "۱۵ مارس ۱۹۸۵",
            "1985-03-15T00:00:00Z",
            "15/03/1985 00:00:00",
            "15 March 1985",
            "\u{200F}15/03/1985\u{200E}",
            "né le 15/03/1985",
            "31121",
            "19850315",
            "15031985",
            "15 Mars. 1985",
        ] {
            assert_eq!(read(text), on_day("1985-03-15"), "{text}");
        }
        assert_eq!(read("1er août 1990"), on_day("1990-08-01"));
        assert_eq!(read("5031985"), on_day("1985-03-05"));
    }

    #[test]
    fn moroccan_months_are_known() {
        for (month, names) in [
            "يناير|janvier|janv.",
            "فبراير|février",
            "مارس|mars",
            "أبريل|avril",
            "ماي|mai",
            "يونيو|juin",
            "يوليوز|juillet",
            "غشت|août",
            "شتنبر|septembre|sept.",
            "أكتوبر|octobre",
            "نونبر|novembre",
            "دجنبر|décembre",
        ]
        .iter()
        .enumerate()
        {
            for name in names.split('|') {
                assert_eq!(
                    read(&format!("07 {name} 2001")),
                    on_day(&format!("2001-{:02}-07", month + 1)),
                    "{name}"
                );
            }
        }
    }

    #[test]
    fn a_year_alone_is_a_year() {
        for text in [
            "1954",
            "١٩٥٤",
            "1954.0",
            "سنة 1954",
            "حوالي 1954",
            "vers 1954",
            "né en 1954",
            "00/00/1954",
            "--/--/1954",
            "مارس 1954",
        ] {
            assert_eq!(read(text), Ok(Birth::Year(1954)), "{text}");
        }
        assert_eq!(birth(&Cell::Number(1954.0), today()), Ok(Birth::Year(1954)));
        assert_eq!(read("01/01/1954"), on_day("1954-01-01"));
        assert_eq!(year(&Cell::text("01/01/1954"), today()), Ok(Birth::Year(1954)));
    }

    #[test]
    fn serials_of_spreadsheets_are_days() {
        assert_eq!(birth(&Cell::Number(31121.0), today()), on_day("1985-03-15"));
        assert_eq!(birth(&Cell::Number(31121.5), today()), on_day("1985-03-15"));
        let typed_as_year = Cell::Date(Day::from_iso("1905-06-07").unwrap(), 1985.0);
        assert_eq!(birth(&typed_as_year, today()), Ok(Birth::Year(1985)));
    }

    #[test]
    fn a_year_of_two_digits_is_the_latest_that_has_come() {
        assert_eq!(read("01/02/26"), on_day("2026-02-01"));
        assert_eq!(read("01/02/27"), on_day("1927-02-01"));
        assert_eq!(read("01/02/00"), on_day("2000-02-01"));
    }

    #[test]
    fn what_cannot_be_is_refused() {
        for text in [
            "03/15/1985",
            "31/02/1985",
            "15/03",
            "85",
            "hier",
            "15/03/1985/2",
            "1985/1986",
            "12345678901",
            "15/mois/1985",
        ] {
            assert_eq!(read(text), Err(Reason::Birth), "{text}");
        }
        for text in ["2027", "24/11/2026", "01/01/1879", "1701-01-01", "60000"] {
            assert_eq!(read(text), Err(Reason::BirthOutOfRange), "{text}");
        }
        for number in [f64::NAN, f64::INFINITY, -1.0, 1e300, 12.0] {
            assert!(birth(&Cell::Number(number), today()).is_err(), "{number}");
        }
        for text in ["", "-", "//", "0"] {
            assert_eq!(read(text), Ok(Birth::Unknown), "{text}");
        }
        assert_eq!(read("=TODAY()"), Err(Reason::Formula));
    }

    proptest! {
        #[test]
        fn reading_never_panics(text in any::<String>(), dated in "[0-9/. :T-]{0,14}", number in any::<f64>(), now in any::<i32>()) {
            let _ = birth(&Cell::text(&text), Day(now));
            let _ = birth(&Cell::text(&dated), Day(now));
            let _ = birth(&Cell::Number(number), today());
        }

        #[test]
        fn every_day_reads_back(days in -30_000i32..20_000) {
            let day = Day(days);
            let (year, month, of_month) = day.ymd();
            prop_assert_eq!(read(&day.to_string()), Ok(Birth::On(day)));
            prop_assert_eq!(read(&format!("{of_month}/{month}/{year}")), Ok(Birth::On(day)));
        }
    }
}
