//! Sealing what lies on the phone: pure. Randomness and the phone's own secret come in as arguments.
//!
//! A sealed row is `version, key id, nonce, text and tag`, by XChaCha20-Poly1305. Where the row lies is part of what
//! is sealed: a row under another key, or in another store, does not open.

mod parcel;
mod pass;
mod pin;
mod ring;

use chacha20poly1305::aead::{AeadInOut, KeyInit};
use chacha20poly1305::{Tag, XChaCha20Poly1305, XNonce};

pub(super) use pin::SALT;
pub use pin::{PinRefused, is_weak_pin};
pub(super) use ring::{Profile, Ring, Secret, bytes_of};

/// Says that a row is sealed, and how. CBOR of a batch, a page or a change never begins with it.
const VERSION: u8 = 1;
const KEY_ID: usize = 4;
const HEAD: usize = 1 + KEY_ID + NONCE;
const TAG: usize = 16;
/// Bytes of a nonce: enough that random ones never meet.
pub(super) const NONCE: usize = 24;
/// Bytes of randomness that make a key.
pub(super) const KEY: usize = KEY_ID + 32;

/// Where a row lies.
#[derive(Clone, Copy)]
pub(super) enum Place<'a> {
    /// In a store, under a number.
    Number(&'a str, u64),
    /// In a store, under a text.
    Text(&'a str, &'a str),
}

impl Place<'_> {
    fn bytes(self, head: &[u8]) -> Vec<u8> {
        let (store, kind, row) = match self {
            Place::Number(store, row) => (store, 0, &row.to_be_bytes()[..]),
            Place::Text(store, row) => (store, 1, row.as_bytes()),
        };
        [head, store.as_bytes(), &[0, kind], row].concat()
    }
}

/// A key, and the name by which rows say that they are sealed with it.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct Key([u8; KEY]);

impl Key {
    /// The key that these random bytes make.
    pub(super) const fn new(random: [u8; KEY]) -> Self {
        Key(random)
    }

    /// A key without a name of its own: it seals other keys.
    const fn unnamed(secret: [u8; 32]) -> Self {
        let mut bytes = [0; KEY];
        let mut at = 0;
        while at < secret.len() {
            bytes[KEY_ID + at] = secret[at];
            at += 1;
        }
        Key(bytes)
    }

    /// Seals a row for one place. A nonce is used once.
    pub(super) fn seal(&self, place: Place<'_>, nonce: [u8; NONCE], plain: &[u8]) -> Vec<u8> {
        let mut sealed = Vec::with_capacity(HEAD + plain.len() + TAG);
        sealed.push(VERSION);
        sealed.extend_from_slice(&self.0[..KEY_ID]);
        sealed.extend_from_slice(&nonce);
        sealed.extend_from_slice(plain);
        let place = place.bytes(&sealed[..=KEY_ID]);
        let text = &mut sealed[HEAD..];
        let tag = self
            .cipher()
            .encrypt_inout_detached(&XNonce::from(nonce), &place, text.into());
        // It fails for texts of 256 GiB. What has no tag never opens, so even then nothing lies open.
        sealed.extend_from_slice(tag.as_deref().unwrap_or(&[]));
        sealed
    }

    /// Opens a row; `None` where it was sealed with another key, for another place, or altered since.
    pub(super) fn open(&self, place: Place<'_>, sealed: &[u8]) -> Option<Vec<u8>> {
        let (head, rest) = sealed.split_at_checked(HEAD)?;
        let (text, tag) = rest.split_at_checked(rest.len().checked_sub(TAG)?)?;
        let place = place.bytes(&head[..=KEY_ID]);
        if head[0] != VERSION || head[1..=KEY_ID] != self.0[..KEY_ID] {
            return None;
        }
        let nonce = <[u8; NONCE]>::try_from(&head[1 + KEY_ID..]).ok()?;
        let tag = <[u8; TAG]>::try_from(tag).ok()?;
        let mut plain = text.to_vec();
        self.cipher()
            .decrypt_inout_detached(
                &XNonce::from(nonce),
                &place,
                plain.as_mut_slice().into(),
                &Tag::from(tag),
            )
            .ok()?;
        Some(plain)
    }

    fn cipher(&self) -> XChaCha20Poly1305 {
        let mut secret = [0; 32];
        secret.copy_from_slice(&self.0[KEY_ID..]);
        XChaCha20Poly1305::new(&secret.into())
    }
}

/// Whether a row says that it is sealed.
pub(super) fn is_sealed(row: &[u8]) -> bool {
    row.first() == Some(&VERSION)
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn key() -> Key {
        Key::new(core::array::from_fn(|at| at as u8))
    }

    const HERE: Place<'_> = Place::Number("outbox", 7);

    proptest! {
        #[test]
        fn what_was_sealed_opens_where_it_was_sealed(plain: Vec<u8>, nonce: [u8; NONCE]) {
            let sealed = key().seal(HERE, nonce, &plain);
            prop_assert!(is_sealed(&sealed));
            prop_assert_eq!(key().open(HERE, &sealed), Some(plain));
        }

        #[test]
        fn any_flipped_bit_is_noticed(plain: Vec<u8>, nonce: [u8; NONCE], bit: prop::sample::Index) {
            let mut sealed = key().seal(HERE, nonce, &plain);
            let bit = bit.index(sealed.len() * 8);
            sealed[bit / 8] ^= 1 << (bit % 8);
            prop_assert_eq!(key().open(HERE, &sealed), None);
        }

        #[test]
        fn what_was_cut_or_lengthened_does_not_open(plain: Vec<u8>, cut: prop::sample::Index, more: u8) {
            let mut sealed = key().seal(HERE, [5; NONCE], &plain);
            prop_assert_eq!(key().open(HERE, &sealed[..cut.index(sealed.len())]), None);
            sealed.push(more);
            prop_assert_eq!(key().open(HERE, &sealed), None);
        }

        #[test]
        fn rows_cannot_change_places(plain: Vec<u8>, row: u64, other: u64, name: String) {
            let sealed = key().seal(Place::Number("pages", row), [9; NONCE], &plain);
            prop_assert_eq!(key().open(Place::Number("journal", row), &sealed), None);
            prop_assert_eq!(key().open(Place::Text("pages", &name), &sealed), None);
            if row != other {
                prop_assert_eq!(key().open(Place::Number("pages", other), &sealed), None);
            }
        }

        #[test]
        fn another_key_opens_nothing(plain: Vec<u8>, random: [u8; 32]) {
            let mut other = key();
            other.0[KEY_ID..].copy_from_slice(&random);
            prop_assume!(other != key());
            prop_assert_eq!(other.open(HERE, &key().seal(HERE, [1; NONCE], &plain)), None);
        }

        #[test]
        fn noise_does_not_open_and_breaks_nothing(noise: Vec<u8>) {
            prop_assert_eq!(key().open(HERE, &noise), None);
        }
    }

    #[test]
    fn nothing_of_the_text_shows() {
        let name = "ياسمين بنعلي Yasmine Benali 0612345678".as_bytes();
        let sealed = key().seal(HERE, [3; NONCE], name);
        assert!(
            !sealed
                .windows(4)
                .any(|seen| name.windows(4).any(|told| told == seen))
        );
    }
}
