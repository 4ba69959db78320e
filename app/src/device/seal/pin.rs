//! From a PIN to a key.
//!
//! Argon2id makes each guess cost time and memory; the phone's own secret makes a guess worth nothing elsewhere.

use std::collections::BTreeSet;

use argon2::{Algorithm, Argon2, Params, Version};

use super::Key;

/// Bytes of a salt.
pub(in crate::device) const SALT: usize = 16;
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

/// Whether a PIN is among the first that anybody tries: one digit all along, or digits one after the other.
pub fn is_weak_pin(pin: &str) -> bool {
    let steps = pin
        .as_bytes()
        .windows(2)
        .map(|pair| pair[1].wrapping_sub(pair[0]));
    let steps: BTreeSet<u8> = steps.collect();
    steps.len() < 2 && [0, 1, 255].iter().any(|step| steps.contains(step))
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
    fn what_anybody_tries_first_is_weak() {
        for pin in ["000000", "999999", "123456", "654321"] {
            assert!(is_weak_pin(pin), "{pin}");
        }
        for pin in ["271828", "121212", "135790"] {
            assert!(!is_weak_pin(pin), "{pin}");
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
