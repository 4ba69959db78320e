//! Codes by the clock (RFC 6238): six digits out of an HMAC-SHA-1, others every half minute, as every authenticator
//! app makes them.

use data_encoding::BASE32_NOPAD;
use domain::time::Millis;
use hmac::{Hmac, KeyInit, Mac};
use sha1::Sha1;

use crate::clock;

/// Bytes of a seed: as many as SHA-1 gives, as RFC 4226 wants.
const SEED: usize = 20;
/// Milliseconds for which a code is shown.
const STEP_MS: i64 = 30_000;
/// Steps by which a phone's clock may be off, either way.
const DRIFT: i64 = 1;
/// Six digits.
const CODES: u32 = 1_000_000;

/// The secret that a member's codes are counted from.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Seed([u8; SEED]);

impl Seed {
    /// A new one.
    pub fn new() -> Self {
        Seed(clock::random())
    }

    /// One that was kept.
    pub fn of(bytes: &[u8]) -> Option<Self> {
        bytes.try_into().ok().map(Seed)
    }

    /// What is kept of it, sealed.
    pub fn bytes(&self) -> &[u8] {
        &self.0
    }

    /// What is typed into an authenticator app, where nothing can be scanned.
    pub fn text(&self) -> String {
        BASE32_NOPAD.encode(&self.0)
    }

    /// What an authenticator app scans.
    pub fn uri(&self, login: &str) -> String {
        let (login, secret) = (coded(login), self.text());
        format!("otpauth://totp/Hadir:{login}?secret={secret}&issuer=Hadir")
    }

    /// The code of a step.
    pub fn code(&self, step: i64) -> u32 {
        let Ok(mut mac) = Hmac::<Sha1>::new_from_slice(&self.0) else {
            unreachable!("HMAC takes keys of any length");
        };
        mac.update(&step.to_be_bytes());
        let hash: [u8; SEED] = mac.finalize().into_bytes().into();
        let at = usize::from(hash[SEED - 1] & 0xf);
        let part = [hash[at], hash[at + 1], hash[at + 2], hash[at + 3]];
        (u32::from_be_bytes(part) & 0x7fff_ffff) % CODES
    }

    /// The step of a code, where it is one that counts now and comes after a step.
    pub fn step_of(&self, code: u32, now: Millis, after: i64) -> Option<i64> {
        let at = step(now);
        (at - DRIFT..=at + DRIFT).find(|step| *step > after && self.code(*step) == code)
    }
}

impl Default for Seed {
    fn default() -> Self {
        Seed::new()
    }
}

/// Never shows the secret.
impl core::fmt::Debug for Seed {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("Seed")
    }
}

/// The step of an instant.
pub fn step(at: Millis) -> i64 {
    at.0.div_euclid(STEP_MS)
}

/// Text as it stands in an address.
fn coded(text: &str) -> String {
    let coded = text.bytes().map(|byte| match byte {
        b'0'..=b'9' | b'a'..=b'z' | b'A'..=b'Z' => char::from(byte).to_string(),
        byte => format!("%{byte:02X}"),
    });
    coded.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seed() -> Seed {
        Seed(*b"12345678901234567890")
    }

    /// Appendix B of RFC 6238, whose codes of eight digits end in those of six, and appendix D of RFC 4226.
    #[test]
    fn codes_are_those_of_the_standard() {
        for (second, code) in [
            (59, 287_082),
            (1_111_111_109, 81_804),
            (1_111_111_111, 50_471),
            (1_234_567_890, 5_924),
            (2_000_000_000, 279_037),
            (20_000_000_000, 353_130),
        ] {
            assert_eq!(seed().code(step(Millis(second * 1_000))), code, "{second}");
        }
        let counted: Vec<u32> = (0..5).map(|count| seed().code(count)).collect();
        assert_eq!(counted, [755_224, 287_082, 359_152, 969_429, 338_314]);
    }

    #[test]
    fn a_code_counts_for_a_step_to_either_side_and_only_after_the_one_before() {
        let now = Millis(1_111_111_109_000);
        let at = step(now);
        let found = |off: i64, after: i64| seed().step_of(seed().code(at + off), now, after);
        for off in -1..=1 {
            assert_eq!(found(off, 0), Some(at + off), "{off}");
        }
        assert_eq!((found(-2, 0), found(2, 0)), (None, None));
        assert_eq!(found(0, at), None, "served");
        assert_eq!(found(-1, at), None, "older than one that served");
        assert_eq!(found(1, at), Some(at + 1));
    }

    #[test]
    fn an_app_is_told_the_seed_as_text_and_as_an_address() {
        assert_eq!(seed().text(), "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
        assert_eq!(
            seed().uri("سم a+1"),
            "otpauth://totp/Hadir:%D8%B3%D9%85%20a%2B1?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Hadir"
        );
    }
}
