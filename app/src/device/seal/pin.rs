//! From a PIN to a key.
//!
//! Argon2id makes each guess cost time and memory; the phone's own secret makes a guess worth nothing elsewhere.

use argon2::{Algorithm, Argon2, Params, Version};

use super::Key;

/// Digits of a PIN.
pub(super) const DIGITS: usize = 6;
/// Bytes of a salt.
pub(super) const SALT: usize = 16;
/// OWASP's least: 19 MiB, two passes, one lane.
const MEMORY_KIB: u32 = 19 * 1024;
const PASSES: u32 = 2;

/// Why a PIN opened nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PinRefused {
    /// It is not the one chosen.
    #[error("the PIN is not right: {left} tries are left")]
    Wrong {
        /// How many tries are left.
        left: u8,
    },
    /// It was tried too often, or none was ever chosen: the password opens instead.
    #[error("no PIN opens this phone any more: sign in with the password")]
    Gone,
    /// The phone was not in contact with the server for too long.
    #[error("this phone was not in contact for too long: connect to the network, then try again")]
    Lapsed,
}

/// Whether a text is a PIN: six digits.
pub(in crate::device) fn is_pin(text: &str) -> bool {
    text.len() == DIGITS && text.bytes().all(|digit| digit.is_ascii_digit())
}

/// The key a PIN makes with a salt and with what the phone's own key says of that salt.
pub(super) fn stretch(pin: &str, salt: &[u8; SALT], phone: &[u8]) -> Option<Key> {
    let params = Params::new(MEMORY_KIB, PASSES, 1, Some(32)).ok()?;
    let argon2 = Argon2::new_with_secret(phone, Algorithm::Argon2id, Version::V0x13, params).ok()?;
    let mut key = [0; 32];
    argon2.hash_password_into(pin.as_bytes(), salt, &mut key).ok()?;
    Some(Key::unnamed(key))
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;

    #[test]
    fn six_digits_are_a_pin_and_nothing_else_is() {
        assert!(is_pin("271828"));
        for text in ["", "27182", "2718281", "27 828", "٢٧١٨٢٨", "abcdef"] {
            assert!(!is_pin(text), "{text}");
        }
    }

    #[test]
    fn pin_salt_and_phone_each_make_another_key() {
        let key = |pin, salt, phone| stretch(pin, &[salt; SALT], &[phone; 32]).unwrap();
        let made = [
            key("271828", 1, 1),
            key("271829", 1, 1),
            key("271828", 2, 1),
            key("271828", 1, 2),
        ];
        assert!(made[1..].iter().all(|other| *other != made[0]));
        assert!(key("271828", 1, 1) == made[0]);
    }
}
