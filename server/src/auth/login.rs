//! What a member signs in with: a phone, or a name.

use domain::phone::Phone;

/// Letters of the shortest and the longest name that can be signed in with.
const LETTERS: core::ops::RangeInclusive<usize> = 2..=80;

/// Why text cannot be signed in with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("sign in with a phone number, or with a name of 2 to 80 letters")]
pub struct NoLogin;

/// The one form of all the ways to write a login: a phone in E.164, else a name in small letters with
/// single spaces.
pub fn fold(text: &str) -> Result<String, NoLogin> {
    if let Ok(phone) = Phone::parse(text) {
        return Ok(phone.e164().to_owned());
    }
    let words: Vec<String> = text.split_whitespace().map(str::to_lowercase).collect();
    let name = words.join(" ");
    let fits = LETTERS.contains(&name.chars().count()) && !name.chars().any(char::is_control);
    if fits { Ok(name) } else { Err(NoLogin) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_login_is_the_same_however_it_is_written() {
        assert_eq!(fold("  Samira  EL  Idrissi ").unwrap(), "samira el idrissi");
        assert_eq!(fold("سميرة\u{a0}الإدريسي").unwrap(), "سميرة الإدريسي");
        assert_eq!(fold("06 12 34 56 78"), fold("+212612345678"));
        assert_eq!(fold("x"), Err(NoLogin));
        assert_eq!(fold(&"x".repeat(81)), Err(NoLogin));
    }
}
