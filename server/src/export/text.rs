//! The lines of an export.

use core::fmt::Write;

use domain::id::Id;
use domain::log::{Hash, Line};
use domain::record::Record;
use domain::referee::{self, Stamp};
use domain::report::Month;
use domain::slice::Slice;
use domain::time::Millis;
use domain::wire::json::{JsonError, record_value};
use domain::wire::{LogHead, from_cbor, to_cbor};
use minicbor::{Decode, Encode};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::VERSION;
use crate::store::{Factor, Filed, KeptReport, Root, Sight};

/// What any line may say; what a later version adds is passed over.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Said<'a> {
    pub(super) hadir_export: Option<Begin>,
    pub(super) row: Option<&'a str>,
    pub(super) line: Option<&'a str>,
    pub(super) hash: Option<&'a str>,
    pub(super) account: Option<SignIn>,
    pub(super) secret: Option<Secret>,
    pub(super) data_token: Option<DataSecret>,
    pub(super) kept_report: Option<Kept>,
    pub(super) kept_file: Option<KeptFile>,
    pub(super) document_file: Option<DocumentFile>,
    pub(super) outside_month: Option<OutsideMonth>,
    pub(super) phone_secret: Option<PhoneSecret>,
    pub(super) second_factor: Option<SecondFactor>,
    pub(super) cin: Option<CardNumber>,
    pub(super) lineage: Option<Lineage>,
    pub(super) witness: Option<Witness>,
    pub(super) end: Option<End>,
}

/// The first line.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Begin {
    pub(super) version: u32,
    association: Id,
    seq: u64,
    log_seq: u64,
    log_hash: String,
    created: Millis,
}

/// What a member signs in with: the password as its Argon2id hash.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct SignIn {
    pub(super) member: Id,
    pub(super) login: String,
    pub(super) password: String,
}

/// What an invitation opens to, as its SHA-256 hash.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Secret {
    pub(super) invitation: Id,
    pub(super) hash: String,
}

/// What a program reads with, as its SHA-256 hash.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct DataSecret {
    pub(super) token: Id,
    pub(super) hash: String,
}

/// A report as it was made.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Kept {
    id: Id,
    made: Millis,
    made_by: Option<Id>,
    outside: bool,
    seq: u64,
    log_seq: u64,
    log_hash: String,
    told: String,
}

impl Kept {
    pub(super) fn of(report: &KeptReport) -> Self {
        Kept {
            id: report.id,
            made: report.made,
            made_by: report.made_by,
            outside: report.outside,
            seq: report.seq,
            log_seq: report.head.seq,
            log_hash: hex(&report.head.hash),
            told: report.told.clone(),
        }
    }

    pub(super) fn report(&self) -> Option<KeptReport> {
        let head = LogHead {
            seq: self.log_seq,
            hash: unhash(&self.log_hash)?,
        };
        Some(KeptReport {
            id: self.id,
            made: self.made,
            made_by: self.made_by,
            outside: self.outside,
            seq: self.seq,
            head,
            told: self.told.clone(),
        })
    }
}

/// A file of the report before it, in base64.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct KeptFile {
    pub(super) report: Id,
    pub(super) name: String,
    pub(super) bytes: String,
}

/// The bytes of a document, in base64.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct DocumentFile {
    pub(super) document: Id,
    pub(super) bytes: String,
}

/// What programs are told of a month for outside.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct OutsideMonth {
    month: String,
    pub(super) told: String,
}

impl OutsideMonth {
    pub(super) fn of((month, told): (Month, String)) -> Self {
        OutsideMonth {
            month: month.to_string(),
            told,
        }
    }

    pub(super) fn month(&self) -> Option<Month> {
        Month::from_iso(&self.month)
    }
}

/// What opens a phone's records to whoever signs in on it with the password.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct PhoneSecret {
    pub(super) device: Id,
    pub(super) secret: String,
}

/// What a member signs in with beside the password: sealed as it is, and the hashes of the recovery codes.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct SecondFactor {
    member: Id,
    sealed: String,
    step: i64,
    wrong: i64,
    recovery: Vec<String>,
}

impl SecondFactor {
    pub(super) fn of((member, factor, recovery): (Id, Factor, Vec<String>)) -> Self {
        SecondFactor {
            member,
            sealed: hex(&factor.sealed),
            step: factor.step,
            wrong: factor.wrong,
            recovery,
        }
    }

    pub(super) fn whole(&self) -> Option<(Id, Factor, &[String])> {
        let factor = Factor {
            sealed: unhex(&self.sealed)?,
            begun: true,
            step: self.step,
            wrong: self.wrong,
        };
        Some((self.member, factor, &self.recovery))
    }
}

/// The number of a person's identity card: sealed as it is, and what it is found again by.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct CardNumber {
    person: Id,
    sealed: String,
    mark: String,
}

impl CardNumber {
    pub(super) fn of((person, sealed, mark): &(Id, Vec<u8>, Vec<u8>)) -> Self {
        CardNumber {
            person: *person,
            sealed: hex(sealed),
            mark: hex(mark),
        }
    }

    pub(super) fn whole(&self) -> Option<(Id, Vec<u8>, Vec<u8>)> {
        Some((self.person, unhex(&self.sealed)?, unhex(&self.mark)?))
    }
}

/// Up to which seq the past is that of an epoch: phones that know it bring what came after.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Lineage {
    pub(super) epoch: Id,
    pub(super) seq: u64,
}

/// The newest line of the log that a phone saw, on a day since 1970, under an epoch.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Witness {
    device: Id,
    epoch: Id,
    day: i64,
    seq: u64,
    hash: String,
    at: Millis,
}

impl Witness {
    pub(super) fn of(sight: &Sight) -> Self {
        Witness {
            device: sight.device,
            epoch: sight.epoch,
            day: sight.day,
            seq: sight.head.seq,
            hash: hex(&sight.head.hash),
            at: sight.at,
        }
    }

    pub(super) fn sight(&self) -> Option<Sight> {
        let head = LogHead {
            seq: self.seq,
            hash: unhash(&self.hash)?,
        };
        Some(Sight {
            device: self.device,
            epoch: self.epoch,
            day: self.day,
            head,
            at: self.at,
        })
    }
}

/// The last line: how many came before it, and the SHA-256 hash of their text.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct End {
    pub(super) lines: u64,
    pub(super) hash: String,
}

/// The bytes of a record's line.
#[derive(Encode, Decode)]
#[cbor(map)]
struct Row {
    #[n(0)]
    record: Record,
    #[n(1)]
    stamps: Vec<Stamp>,
    #[n(2)]
    activity: Option<Id>,
    #[n(3)]
    slices: Vec<Place>,
}

#[derive(Encode, Decode)]
#[cbor(map)]
struct Place {
    #[n(0)]
    slice: Slice,
    #[n(1)]
    seq: u64,
    #[n(2)]
    gone: bool,
}

impl Begin {
    pub(super) fn of(root: &Root) -> Self {
        Begin {
            version: VERSION,
            association: root.association,
            seq: root.seq,
            log_seq: root.head.seq,
            log_hash: hex(&root.head.hash),
            created: root.created,
        }
    }

    pub(super) fn root(&self) -> Option<Root> {
        let head = LogHead {
            seq: self.log_seq,
            hash: unhash(&self.log_hash)?,
        };
        Some(Root {
            association: self.association,
            seq: self.seq,
            head,
            created: self.created,
        })
    }
}

/// A record's line.
pub(super) fn filed_value(filed: &Filed) -> Result<Value, JsonError> {
    let place = |(slice, (seq, gone)): &(Slice, (u64, bool))| Place {
        slice: *slice,
        seq: *seq,
        gone: *gone,
    };
    let row = Row {
        record: filed.kept.record.clone(),
        stamps: filed.kept.stamps.clone(),
        activity: filed.activity,
        slices: filed.slices.iter().map(place).collect(),
    };
    Ok(json!({ "record": record_value(&filed.kept.record)?, "row": hex(&to_cbor(&row)) }))
}

/// The record of a line's bytes.
pub(super) fn filed_of(row: &str) -> Option<Filed> {
    let row: Row = from_cbor(&unhex(row)?).ok()?;
    let slices = row.slices.iter();
    Some(Filed {
        kept: referee::Kept {
            record: row.record,
            stamps: row.stamps,
        },
        activity: row.activity,
        slices: slices
            .map(|place| (place.slice, (place.seq, place.gone)))
            .collect(),
    })
}

/// The line of a line of the log.
pub(super) fn log_value((line, bytes, hash): &(Line, Vec<u8>, Hash)) -> Result<Value, JsonError> {
    Ok(json!({ "log": record_value(&line.entry)?, "line": hex(bytes), "hash": hex(hash) }))
}

pub(super) fn hex(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(2 * bytes.len());
    for byte in bytes {
        // Writing to a String cannot fail.
        let _ = write!(text, "{byte:02x}");
    }
    text
}

pub(super) fn unhex(text: &str) -> Option<Vec<u8>> {
    let digit = |byte: u8| char::from(byte).to_digit(16);
    let pairs = text.as_bytes().chunks(2);
    pairs
        .map(|pair| match pair {
            [high, low] => u8::try_from(16 * digit(*high)? + digit(*low)?).ok(),
            _ => None,
        })
        .collect()
}

pub(super) fn unhash(text: &str) -> Option<Hash> {
    unhex(text)?.try_into().ok()
}
