//! Numbers of the national identity card (CNIE): how they are written, and how little of one is shown.

use core::fmt;

/// A number of the national identity card. It never shows itself: see [`Cin::masked`].
#[derive(Clone, PartialEq, Eq)]
pub struct Cin(String);

/// Digits that a mask leaves.
const LEFT: usize = 2;
/// Digits that a mask shows in place of the others, however many there are.
const DOTS: &str = "••••";

impl Cin {
    /// From a number as people type it: one or two letters and one to seven digits, in any case, with any spaces.
    pub fn parse(text: &str) -> Option<Self> {
        let letter = |c: char| c.is_alphanumeric();
        let plain: String = crate::text::western_digits(text)
            .chars()
            .filter(|c| letter(*c))
            .collect();
        let number = plain.to_uppercase();
        let letters = number.chars().take_while(char::is_ascii_uppercase).count();
        let digits = number.get(letters..)?;
        let fits = (1..=2).contains(&letters)
            && (1..=7).contains(&digits.len())
            && digits.bytes().all(|digit| digit.is_ascii_digit());
        fits.then_some(Cin(number))
    }

    /// The whole number, for who may see it.
    pub fn whole(&self) -> &str {
        &self.0
    }

    /// What anybody may see of it: its last digits, to tell two people apart.
    pub fn masked(&self) -> String {
        let from = self.0.len().saturating_sub(LEFT);
        format!("{DOTS}{}", self.0.get(from..).unwrap_or_default())
    }

    /// Whether it has as many digits as such numbers have nowadays; others exist.
    pub fn is_usual(&self) -> bool {
        let digits = self.0.bytes().filter(u8::is_ascii_digit).count();
        (4..=6).contains(&digits)
    }
}

impl fmt::Debug for Cin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.masked())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_read_however_it_is_typed() {
        for typed in ["AB123456", " ab 123 456 ", "ab-123456", "AB١٢٣٤٥٦"] {
            assert_eq!(
                Cin::parse(typed).map(|cin| cin.whole().to_owned()).as_deref(),
                Some("AB123456"),
                "{typed}"
            );
        }
        for typed in ["", "123456", "ABC12", "AB", "AB12345678", "AB12C4", "أب123"] {
            assert_eq!(Cin::parse(typed), None, "{typed}");
        }
    }

    #[test]
    fn a_mask_and_what_is_printed_of_it_tell_two_digits() {
        let cin = Cin::parse("J98765").unwrap_or_else(|| Cin(String::new()));
        assert_eq!(cin.masked(), "••••65");
        assert_eq!(format!("{cin:?}"), "••••65");
        assert!(cin.is_usual() && !Cin::parse("J1").is_some_and(|cin| cin.is_usual()));
    }
}
