//! Unsent work in a file, which another phone of the association delivers and cannot read.
//!
//! `mark, format, length, header, nonce, text and tag`. The header lies open, so that whoever carries the parcel can
//! tell for whom it is; all that comes before the text is sealed with it, so that no byte can be altered unnoticed.
//! The key is the server's and the sender's alone: see [`ParcelKey`].

use chacha20poly1305::aead::{AeadInOut, KeyInit};
use chacha20poly1305::{Tag, XChaCha20Poly1305, XNonce};
use minicbor::{Decode, Encode};
use sha2::{Digest, Sha256};

use super::{from_cbor, lenient, to_cbor};
use crate::change::Change;
use crate::id::Id;
use crate::time::Millis;

/// Most bytes of a parcel.
pub const PARCEL_BYTES: usize = 8 * 1024 * 1024;
/// Bytes of a nonce: enough that random ones never meet.
pub const PARCEL_NONCE: usize = 24;
/// How a parcel begins.
const MARK: &[u8] = b"hadir-p";
/// The format this version writes, and the newest it reads.
const FORMAT: u8 = 1;
const LENGTH: usize = 2;
const TAG: usize = 16;

/// What the server and one phone share to seal that phone's parcels: another phone's opens nothing.
#[derive(Clone, PartialEq, Eq)]
pub struct ParcelKey([u8; 32]);

impl ParcelKey {
    /// The key that follows from what the server keeps for a phone, and from which that cannot be told.
    pub fn of(secret: &str) -> Self {
        let mut hasher = Sha256::new();
        hasher.update(b"hadir parcel key 1:");
        hasher.update(secret);
        ParcelKey(hasher.finalize().into())
    }

    /// The key of these bytes.
    pub const fn from_bytes(bytes: [u8; 32]) -> Self {
        ParcelKey(bytes)
    }

    /// Its bytes.
    pub const fn bytes(&self) -> &[u8; 32] {
        &self.0
    }

    fn cipher(&self) -> XChaCha20Poly1305 {
        XChaCha20Poly1305::new(&self.0.into())
    }
}

/// Never shows the key.
impl core::fmt::Debug for ParcelKey {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("ParcelKey")
    }
}

/// What anyone may read on a parcel.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct ParcelHeader {
    /// Of which association.
    #[n(0)]
    pub association: Id,
    /// Whose work: the phone that saved it.
    #[n(1)]
    pub device: Id,
    /// The lineage of the server's database that phone knew.
    #[n(2)]
    #[cbor(default)]
    pub epoch: Option<Id>,
    /// When it was saved, by that phone's clock.
    #[n(3)]
    #[cbor(default)]
    pub saved: Millis,
    /// How many changes it says it holds.
    #[n(4)]
    #[cbor(default)]
    pub changes: u64,
}

/// What only the server reads.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct ParcelContents {
    /// How far the sender's clock was ahead, in milliseconds, as its last sync measured it.
    #[n(0)]
    #[cbor(default)]
    pub skew_ms: i64,
    /// The sender's changes, oldest first; of one that cannot be read, what can be told of it.
    #[n(1)]
    #[cbor(default, decode_with = "lenient::changes")]
    pub changes: Vec<Change>,
}

/// Why a parcel is none, or none for this version.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ParcelError {
    /// It is no parcel, or was altered or cut since it was sealed, or was sealed with another key.
    #[error(
        "the file is not unsent work of Hadir, or was damaged on its way: save it again on the phone it comes from"
    )]
    Damaged,
    /// A later version sealed it.
    #[error("the file comes from a later version of Hadir: update, then deliver it again")]
    Newer,
}

/// A parcel of which the header was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parcel<'b> {
    /// What anyone may read.
    pub header: ParcelHeader,
    /// All that comes before the text.
    head: &'b [u8],
    nonce: [u8; PARCEL_NONCE],
    text: &'b [u8],
    tag: [u8; TAG],
}

impl<'b> Parcel<'b> {
    /// Reads what anyone may read.
    pub fn read(bytes: &'b [u8]) -> Result<Self, ParcelError> {
        let marked = bytes.strip_prefix(MARK).ok_or(ParcelError::Damaged)?;
        let (format, rest) = marked.split_first().ok_or(ParcelError::Damaged)?;
        match *format {
            FORMAT => Parcel::of(bytes, rest).ok_or(ParcelError::Damaged),
            later if later > FORMAT => Err(ParcelError::Newer),
            _ => Err(ParcelError::Damaged),
        }
    }

    fn of(bytes: &'b [u8], rest: &'b [u8]) -> Option<Self> {
        let (length, rest) = rest.split_first_chunk::<LENGTH>()?;
        let (header, rest) = rest.split_at_checked(u16::from_be_bytes(*length).into())?;
        let (nonce, sealed) = rest.split_first_chunk::<PARCEL_NONCE>()?;
        let (text, tag) = sealed.split_last_chunk::<TAG>()?;
        Some(Parcel {
            header: from_cbor(header).ok()?,
            head: &bytes[..bytes.len() - sealed.len()],
            nonce: *nonce,
            text,
            tag: *tag,
        })
    }

    /// Opens it with the sender's key.
    pub fn open(&self, key: &ParcelKey) -> Result<ParcelContents, ParcelError> {
        let mut plain = self.text.to_vec();
        key.cipher()
            .decrypt_inout_detached(
                &XNonce::from(self.nonce),
                self.head,
                plain.as_mut_slice().into(),
                &Tag::from(self.tag),
            )
            .map_err(|_| ParcelError::Damaged)?;
        from_cbor(&plain).map_err(|_| ParcelError::Damaged)
    }
}

/// Seals a parcel with the sender's key. A nonce is used once.
pub fn seal_parcel(
    key: &ParcelKey,
    nonce: [u8; PARCEL_NONCE],
    header: &ParcelHeader,
    contents: &ParcelContents,
) -> Vec<u8> {
    let header = to_cbor(header);
    // A header is three ids and two numbers.
    let length = u16::try_from(header.len()).unwrap_or(u16::MAX).to_be_bytes();
    let mut parcel = [MARK, &[FORMAT], &length, &header, &nonce].concat();
    let mut text = to_cbor(contents);
    let tag = key
        .cipher()
        .encrypt_inout_detached(&XNonce::from(nonce), &parcel, text.as_mut_slice().into());
    parcel.extend_from_slice(&text);
    // It fails for texts of 256 GiB. What has no tag never opens, so even then nothing lies open.
    parcel.extend_from_slice(tag.as_deref().unwrap_or(&[]));
    parcel
}
