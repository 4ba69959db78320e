//! What is typed as a second factor: a code of the clock, or one of the codes that were written down for the day on
//! which the phone that makes the others is lost. Both are digits: every keyboard has them.

use domain::text::western_digits;

use crate::clock;

/// Recovery codes a member is given.
pub const RECOVERY_CODES: usize = 10;
/// Digits of one: 66 bits.
const RECOVERY_DIGITS: usize = 20;
/// Digits of a code of the clock.
const CLOCK_DIGITS: usize = 6;
/// Digits in a group, as they are shown.
const GROUP: usize = 4;

/// New recovery codes, bare.
pub fn fresh() -> Vec<String> {
    let limit = 10_u128.pow(RECOVERY_DIGITS as u32);
    let one = |_| format!("{:020}", u128::from_be_bytes(clock::random()) % limit);
    (0..RECOVERY_CODES).map(one).collect()
}

/// A recovery code as it is shown: in groups.
pub fn shown(code: &str) -> String {
    let digits: Vec<char> = code.chars().collect();
    let groups = digits.chunks(GROUP).map(|group| group.iter().collect::<String>());
    groups.collect::<Vec<_>>().join(" ")
}

/// What somebody typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Written {
    /// A code of the clock.
    Clock(u32),
    /// A recovery code, bare.
    Recovery(String),
}

/// Reads what was typed, in the digits of any keyboard and however it is parted.
pub fn read(text: &str) -> Option<Written> {
    let western = western_digits(text);
    let digits: String = western.chars().filter(char::is_ascii_digit).collect();
    match digits.len() {
        CLOCK_DIGITS => digits.parse().ok().map(Written::Clock),
        RECOVERY_DIGITS => Some(Written::Recovery(digits)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn recovery_codes_are_all_different_and_read_as_they_are_shown() {
        let codes: BTreeSet<String> = (0..10).flat_map(|_| fresh()).collect();
        assert_eq!(codes.len(), 10 * RECOVERY_CODES);
        for code in codes {
            assert_eq!(shown(&code).split(' ').count(), 5);
            assert_eq!(read(&shown(&code)), Some(Written::Recovery(code)));
        }
    }

    #[test]
    fn a_code_is_read_from_every_keyboard() {
        for typed in ["012345", " 012 345 ", "٠١٢٣٤٥", "۰۱۲-۳۴۵"] {
            assert_eq!(read(typed), Some(Written::Clock(12_345)), "{typed}");
        }
        for typed in ["", "12345", "1234567", "abcdef", "1234 5678 9012 3456 789"] {
            assert_eq!(read(typed), None, "{typed}");
        }
    }
}
