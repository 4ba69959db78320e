//! Moroccan phone numbers: read from what people type or a spreadsheet gives, kept as E.164.

use core::fmt;
use core::str::FromStr;

/// Digits after the country code.
const NATIONAL: usize = 9;
/// Morocco's country code.
const COUNTRY: &str = "212";

/// A Moroccan phone number, kept as E.164 and shown as `06 12 34 56 78`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Phone(Box<str>);

/// Why a text is not a Moroccan phone number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, thiserror::Error)]
pub enum PhoneFault {
    /// There is no digit.
    #[error("there is no phone number: write ten digits, such as 06 12 34 56 78")]
    Empty,
    /// Something that is neither a digit nor a separator.
    #[error("a phone number has digits only: write ten digits, such as 06 12 34 56 78")]
    Characters,
    /// Too few digits.
    #[error("digits are missing in this phone number: write ten, such as 06 12 34 56 78")]
    TooShort,
    /// Too many digits, often two numbers in one place.
    #[error("there are too many digits: write one number of ten digits, such as 06 12 34 56 78")]
    TooLong,
    /// A country code other than 212.
    #[error("this is not a Moroccan number: write one that starts with 05, 06, 07 or 08")]
    Abroad,
    /// Ten digits that no Moroccan number starts with.
    #[error("Moroccan numbers start with 05, 06, 07 or 08: check the first digits")]
    Prefix,
}

impl Phone {
    /// Reads a number with or without separators, country code or leading zero, in any digits.
    ///
    /// Spreadsheets drop the leading zero of `0612345678`: nine digits that start with 5 to 8 are a
    /// whole number. Direction marks that come along when a number is copied are skipped.
    pub fn parse(text: &str) -> Result<Self, PhoneFault> {
        let (digits, international) = digits(text)?;
        let national = national(&digits, international)?;
        if !national.starts_with(['5', '6', '7', '8']) {
            return Err(PhoneFault::Prefix);
        }
        Ok(Phone(format!("+{COUNTRY}{national}").into()))
    }

    /// The number as E.164: `+212612345678`.
    pub fn e164(&self) -> &str {
        &self.0
    }

    /// The number as people dial it at home, without separators: `0612345678`.
    pub fn national(&self) -> String {
        format!("0{}", self.subscriber())
    }

    /// The number as WhatsApp's links want it: `212612345678`.
    pub fn digits(&self) -> &str {
        &self.0[1..]
    }

    fn subscriber(&self) -> &str {
        &self.0[1 + COUNTRY.len()..]
    }
}

/// The digits of a text, at most sixteen, and whether a plus sign stands before them.
fn digits(text: &str) -> Result<(String, bool), PhoneFault> {
    let mut digits = String::with_capacity(16);
    let mut plus = false;
    for c in text.chars() {
        match western(c) {
            Some(_) if digits.len() == 16 => return Err(PhoneFault::TooLong),
            Some(digit) => digits.push(digit),
            None if c == '+' && digits.is_empty() && !plus => plus = true,
            None if is_separator(c) => {}
            None => return Err(PhoneFault::Characters),
        }
    }
    if digits.is_empty() {
        Err(PhoneFault::Empty)
    } else {
        Ok((digits, plus))
    }
}

/// The nine digits after the country code or the leading zero.
fn national(digits: &str, plus: bool) -> Result<&str, PhoneFault> {
    let abroad = if plus {
        Some(digits)
    } else {
        digits.strip_prefix("00")
    };
    let rest = match abroad {
        Some(international) => international.strip_prefix(COUNTRY).ok_or(PhoneFault::Abroad)?,
        None => match digits.strip_prefix(COUNTRY) {
            Some(rest) if rest.len() >= NATIONAL => rest,
            _ => digits,
        },
    };
    let rest = rest.strip_prefix('0').unwrap_or(rest);
    match rest.len() {
        NATIONAL => Ok(rest),
        0..NATIONAL => Err(PhoneFault::TooShort),
        _ => Err(PhoneFault::TooLong),
    }
}

/// The Western digit of a Western, Arabic-Indic or Persian one.
fn western(c: char) -> Option<char> {
    let digit = match c {
        '0'..='9' => return Some(c),
        '\u{0660}'..='\u{0669}' => c as u32 - 0x0660,
        '\u{06F0}'..='\u{06F9}' => c as u32 - 0x06F0,
        _ => return None,
    };
    char::from_digit(digit, 10)
}

/// What people write between digits, and the invisible marks that come along.
fn is_separator(c: char) -> bool {
    c.is_whitespace()
        || matches!(
            c,
            '-' | '.' | '/' | '(' | ')' | '_' | '\'' | '’' | '\u{2010}'..='\u{2015}' | '\u{2212}'
        )
        || crate::text::is_invisible(c)
}

impl FromStr for Phone {
    type Err = PhoneFault;

    fn from_str(text: &str) -> Result<Self, PhoneFault> {
        Phone::parse(text)
    }
}

/// Shows `06 12 34 56 78`; to be isolated from right-to-left text around it.
impl fmt::Display for Phone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let n = self.subscriber();
        write!(
            f,
            "0{} {} {} {} {}",
            &n[..1],
            &n[1..3],
            &n[3..5],
            &n[5..7],
            &n[7..]
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn e164(text: &str) -> Result<String, PhoneFault> {
        Phone::parse(text).map(|phone| phone.e164().to_owned())
    }

    #[test]
    fn all_that_people_write_is_one_number() {
        for text in [
            "0612345678",
            "612345678",
            "06 12 34 56 78",
            "06-12-34-56-78",
            "06.12.34.56.78",
            "'0612345678",
            "+212612345678",
            "+212 6 12 34 56 78",
            "(+212) 06 12 34 56 78",
            "+212 (0) 612345678",
            "00212612345678",
            "002120612345678",
            "212612345678",
            "٠٦١٢٣٤٥٦٧٨",
            "۰۶۱۲۳۴۵۶۷۸",
            "\u{202A}+212 612-345678\u{202C}",
            "\u{200E}06\u{00A0}12\u{202F}34\u{2009}56 78\u{200F}",
        ] {
            assert_eq!(e164(text).as_deref(), Ok("+212612345678"), "{text:?}");
        }
    }

    #[test]
    fn each_first_digit_in_use_is_taken_and_no_other() {
        for first in 0..=9 {
            let taken = Phone::parse(&format!("0{first}12345678")).is_ok();
            assert_eq!(taken, (5..=8).contains(&first), "0{first}");
        }
    }

    #[test]
    fn what_is_wrong_is_told_apart() {
        assert_eq!(e164(""), Err(PhoneFault::Empty));
        assert_eq!(e164(" - "), Err(PhoneFault::Empty));
        assert_eq!(e164("+"), Err(PhoneFault::Empty));
        assert_eq!(e164("06 12 34 56"), Err(PhoneFault::TooShort));
        assert_eq!(e164("0612345678 / 0661234567"), Err(PhoneFault::TooLong));
        assert_eq!(e164("06123456789"), Err(PhoneFault::TooLong));
        assert_eq!(e164("+33612345678"), Err(PhoneFault::Abroad));
        assert_eq!(e164("0033612345678"), Err(PhoneFault::Abroad));
        assert_eq!(e164("0412345678"), Err(PhoneFault::Prefix));
        assert_eq!(e164("6,61E+08"), Err(PhoneFault::Characters));
        assert_eq!(e164("06+12345678"), Err(PhoneFault::Characters));
        assert_eq!(e164("++212612345678"), Err(PhoneFault::Characters));
    }

    #[test]
    fn it_is_shown_as_moroccans_write_it() {
        let phone = Phone::parse("+212522001122").unwrap();
        assert_eq!(phone.to_string(), "05 22 00 11 22");
        assert_eq!(phone.national(), "0522001122");
        assert_eq!(phone.digits(), "212522001122");
    }

    proptest! {
        #[test]
        fn parsing_never_panics(text in any::<String>()) {
            let _ = Phone::parse(&text);
        }

        #[test]
        fn every_shape_of_a_number_reads_back_as_itself(number in 500_000_000u32..900_000_000) {
            let phone = Phone::parse(&number.to_string()).unwrap();
            for shape in [phone.e164(), &phone.to_string(), &phone.national(), phone.digits()] {
                prop_assert_eq!(&Phone::parse(shape).unwrap(), &phone);
            }
        }
    }
}
