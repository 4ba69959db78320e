//! What tells one form from every other: drawn when it is shown, signed, and sent back with it.
//!
//! A form that is sent twice says the same twice; one that nobody was shown, or that came back faster than anybody
//! types, is known by it. Nothing is kept of it here.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domain::id::Id;
use domain::time::{DAY_MS, Millis};
use sha2::{Digest, Sha256};

use crate::store::Secret;

/// Nobody fills the form in faster.
const LEAST_MS: i64 = 3_000;
/// Whoever left it open for longer is shown it anew.
const MOST_MS: i64 = 2 * DAY_MS;
/// Bytes that are drawn.
const KEY: usize = 16;
/// Bytes of the time.
const TIME: usize = 8;
/// Bytes of the signature.
const SIGN: usize = 16;

/// A form's stamp.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stamp {
    /// What was drawn: one form's own.
    pub key: [u8; KEY],
    /// When it was shown.
    pub at: Millis,
}

/// Why a form is not taken as it comes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StampFault {
    /// Nobody was shown this form, or it was too long ago: it gets another stamp.
    Unknown,
    /// It was filled in faster than anybody types: it keeps its stamp.
    Hasty,
}

impl Stamp {
    /// The stamp as the form carries it.
    pub fn sign(&self, secret: &Secret, about: Id) -> String {
        let mut bytes = self.key.to_vec();
        bytes.extend(self.at.0.to_be_bytes());
        bytes.extend(signature(secret, about, self));
        URL_SAFE_NO_PAD.encode(bytes)
    }

    /// Reads what a form carried.
    pub fn read(text: &str, secret: &Secret, about: Id, now: Millis) -> Result<Self, StampFault> {
        let stamp = open(text, secret, about).ok_or(StampFault::Unknown)?;
        match now.since(stamp.at) {
            age if age > MOST_MS => Err(StampFault::Unknown),
            age if age < LEAST_MS => Err(StampFault::Hasty),
            _ => Ok(stamp),
        }
    }
}

fn open(text: &str, secret: &Secret, about: Id) -> Option<Stamp> {
    let bytes: [u8; KEY + TIME + SIGN] = URL_SAFE_NO_PAD.decode(text).ok()?.try_into().ok()?;
    let (key, rest) = bytes.split_first_chunk::<KEY>()?;
    let (at, sign) = rest.split_first_chunk::<TIME>()?;
    let stamp = Stamp {
        key: *key,
        at: Millis(i64::from_be_bytes(*at)),
    };
    (signature(secret, about, &stamp) == *sign).then_some(stamp)
}

/// All parts are of fixed length, so that none can be read as the beginning of the next.
fn signature(secret: &Secret, about: Id, stamp: &Stamp) -> [u8; SIGN] {
    let mut digest = Sha256::new();
    digest.update(secret.bytes());
    digest.update(about.as_bytes());
    digest.update(stamp.key);
    digest.update(stamp.at.0.to_be_bytes());
    let whole: [u8; 32] = digest.finalize().into();
    core::array::from_fn(|at| whole[at])
}
