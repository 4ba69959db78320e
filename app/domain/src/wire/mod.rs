//! The messages between phone and server.
//!
//! CBOR with integer keys: a key this version does not know is skipped, a missing one has a default, so
//! old phones meet new servers and the reverse. In a list, an entry that this version cannot read stops no
//! other. The same messages exist in JSON, see [`json`].

pub mod json;
mod lenient;
mod parcel;

use minicbor::{Decode, Encode};

pub use parcel::{
    PARCEL_BYTES, PARCEL_NONCE, Parcel, ParcelContents, ParcelError, ParcelHeader, ParcelKey, seal_parcel,
};

use crate::change::Change;
#[cfg(doc)]
use crate::change::UNREAD;
use crate::id::Id;
use crate::log::Hash;
use crate::record::Record;
use crate::slice::Slice;
use crate::time::Millis;
use crate::verdict::Answer;

/// The protocol this version speaks.
pub const PROTOCOL: u16 = 1;
/// The oldest protocol the server still accepts.
pub const OLDEST_PROTOCOL: u16 = 1;
/// Most changes one request carries.
pub const PUSH_CHANGES: usize = 500;
/// Most held changes one request asks about.
pub const HELD_ASKED: usize = 200;
/// Most slices one request says how far it has come in.
pub const CURSORS: usize = 4_096;
/// Most records one answer carries.
pub const PULL_RECORDS: usize = 6_000;
/// The newest lines of the log, which a phone is handed first and always holds.
pub const LOG_LINES: usize = 500;
/// Older lines of the log in one answer.
pub const LOG_OLDER: usize = 1_000;
/// Lines of the log a phone holds at most: two megabytes on its disk, ten in memory, thirty busy days of five thousand
/// people. More would make every search by words wait.
pub const LOG_MOST: usize = 10_000;
/// By how many lines a phone may be behind and is handed all of them; one further behind begins anew with the newest.
pub const LOG_FOLLOWED: u64 = 5_000;
/// How long before the newest line of the log a phone holds it.
pub const LOG_DAYS_MS: i64 = 30 * 86_400_000;
/// Most bytes of a request, unpacked.
pub const REQUEST_BYTES: usize = 2 * 1024 * 1024;
/// Room for most of what is packed: a record, a line of the log, a request with little to say.
const MESSAGE_BYTES: usize = 256;
/// The content type of these messages in CBOR.
pub const CBOR: &str = "application/cbor";

/// How far a phone has come in one slice.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct Cursor {
    /// Which slice.
    #[n(0)]
    pub slice: Slice,
    /// The newest seq it has.
    #[n(1)]
    pub upto: u64,
    /// Of the log, before which line older ones are wanted; 0 where none is. A phone that does not say holds no more
    /// than the newest lines.
    #[n(2)]
    pub before: Option<u64>,
}

/// What a phone says of itself, for the board of devices.
#[derive(Clone, Debug, Default, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct DeviceReport {
    /// Changes that wait to be sent, those in this request included.
    #[n(0)]
    #[cbor(default)]
    pub waiting: u64,
    /// Changes kept because they were refused.
    #[n(1)]
    #[cbor(default)]
    pub refused: u64,
    /// Kilobytes used on the phone.
    #[n(2)]
    #[cbor(default)]
    pub used_kb: u64,
    /// Whether the browser promised to keep the data.
    #[n(3)]
    #[cbor(default)]
    pub persisted: bool,
    /// Version of the app.
    #[n(4)]
    #[cbor(default)]
    pub version: String,
}

/// What a phone sends: its changes, and how far it has come.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct SyncRequest {
    /// The protocol it speaks.
    #[n(0)]
    pub protocol: u16,
    /// The device, as the server named it at sign-in.
    #[n(1)]
    pub device: Id,
    /// The lineage of the server's database it knows.
    #[n(2)]
    #[cbor(default)]
    pub epoch: Option<Id>,
    /// The phone's clock as this is sent.
    #[n(3)]
    pub now: Millis,
    /// How far it has come in the slices it holds, at most [`CURSORS`].
    #[n(4)]
    #[cbor(default, decode_with = "lenient::cursors")]
    pub cursors: Vec<Cursor>,
    /// Its changes, oldest first, at most [`PUSH_CHANGES`]; one that cannot be read sets [`UNREAD`].
    #[n(5)]
    #[cbor(default, decode_with = "lenient::changes")]
    pub changes: Vec<Change>,
    /// What it says of itself; left out where nothing is new.
    #[n(6)]
    #[cbor(default)]
    pub report: Option<DeviceReport>,
    /// The newest line of the log it has witnessed; left out where the server was told.
    #[n(7)]
    #[cbor(default)]
    pub head: Option<LogHead>,
    /// Changes that it keeps because they were held, at most [`HELD_ASKED`]: what became of them?
    #[n(8)]
    #[cbor(default, skip_if = "Vec::is_empty")]
    pub held: Vec<Id>,
}

/// News of one slice.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct SlicePart {
    /// Which slice.
    #[n(0)]
    pub slice: Slice,
    /// The phone now has everything up to this seq.
    #[n(1)]
    #[cbor(default)]
    pub upto: u64,
    /// Records as they stand.
    #[n(2)]
    #[cbor(default)]
    pub records: Vec<Record>,
    /// Records that left the slice.
    #[n(3)]
    #[cbor(default)]
    pub gone: Vec<Id>,
    /// The phone may no longer hold this slice: forget all of it.
    #[n(4)]
    #[cbor(default)]
    pub dropped: bool,
    /// Forget what the slice held before laying these records down.
    #[n(5)]
    #[cbor(default)]
    pub fresh: bool,
}

impl SlicePart {
    /// No news of a slice.
    pub const fn empty(slice: Slice, upto: u64) -> Self {
        SlicePart {
            slice,
            upto,
            records: Vec::new(),
            gone: Vec::new(),
            dropped: false,
            fresh: false,
        }
    }
}

/// The newest line of the association's log: phones are its witnesses.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct LogHead {
    /// Its number.
    #[n(0)]
    pub seq: u64,
    /// Its hash.
    #[n(1)]
    #[cbor(with = "minicbor::bytes")]
    pub hash: Hash,
}

/// What the server answers.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct SyncResponse {
    /// The protocol it speaks.
    #[n(0)]
    pub protocol: u16,
    /// The lineage of its database.
    #[n(1)]
    pub epoch: Id,
    /// Its clock as the request arrived.
    #[n(2)]
    pub server_time: Millis,
    /// One answer for each change of the request. What a restored database may lack another phone's work for is
    /// left unanswered, and goes on waiting.
    #[n(3)]
    #[cbor(default, decode_with = "lenient::answers")]
    pub verdicts: Vec<Answer>,
    /// News of slices; one without news is left out.
    #[n(4)]
    #[cbor(default, decode_with = "lenient::parts")]
    pub slices: Vec<SlicePart>,
    /// Whether there is more to pull: ask again.
    #[n(5)]
    #[cbor(default)]
    pub more: bool,
    /// The newest line of the log.
    #[n(6)]
    #[cbor(default)]
    pub head: Option<LogHead>,
    /// Whether the phone was revoked, or its member's account closed: once nothing waits, all is forgotten.
    #[n(7)]
    #[cbor(default, skip_if = "is_false")]
    pub revoked: bool,
    /// To a phone that named another epoch: the database shares that one's past up to this seq, and was restored
    /// from a backup since. Its changes are not answered; it sends again what it was told after that seq.
    #[n(8)]
    #[cbor(default)]
    pub shared_upto: Option<u64>,
    /// All up to this seq is in a backup that was read again and found whole.
    #[n(9)]
    #[cbor(default, skip_if = "is_zero")]
    pub backed_up_upto: u64,
    /// Of the held changes it asked about, the last word on those that a head has decided.
    #[n(10)]
    #[cbor(default, decode_with = "lenient::answers", skip_if = "Vec::is_empty")]
    pub decided: Vec<Answer>,
}

fn is_false(yes: &bool) -> bool {
    !*yes
}

fn is_zero(number: &u64) -> bool {
    *number == 0
}

/// Packs a message.
pub fn to_cbor<T: Encode<()>>(message: &T) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(MESSAGE_BYTES);
    // Writing to a Vec cannot fail, and none of the messages refuses to be written.
    let _ = minicbor::encode(message, &mut bytes);
    bytes
}

/// Unpacks a message. What is not one is an error, never a panic.
pub fn from_cbor<'b, T: Decode<'b, ()>>(bytes: &'b [u8]) -> Result<T, minicbor::decode::Error> {
    minicbor::decode(bytes)
}
