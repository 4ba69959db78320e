//! Lines of the log without what identified somebody, and the lines that declare it.

use std::collections::{BTreeMap, BTreeSet};

use super::bare::bare_fields;
use super::kept;
use crate::id::Id;
use crate::kind::Kind;
use crate::log::{Hash, Line, link};
use crate::record::{LogEntry, Record, View, beneficiary, is_null, log_entry, request};
use crate::value::{FieldValue, Fields, Value};

/// Bytes of one redaction: the number of the line, and its hash.
const BYTES: usize = 8 + 32;

/// That a line was rid of what identified somebody: which, and what hash it would have now. That hash ties it to the
/// line before it as the one it has does no more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Redaction {
    /// The line.
    pub seq: u64,
    /// The hash that follows from the line before and from its bytes as they are now.
    pub hash: Hash,
}

impl Redaction {
    /// Most of them that one line declares.
    pub const A_LINE: usize = 500;

    /// Of a line's bytes, given the hash of the line before it.
    pub fn of(seq: u64, before: &Hash, line: &[u8]) -> Self {
        Redaction {
            seq,
            hash: link(before, line),
        }
    }
}

impl FieldValue for Vec<Redaction> {
    fn read(value: Option<&Value>) -> Self {
        let Some(Value::Bytes(bytes)) = value else {
            return Vec::new();
        };
        let one = |part: &[u8]| {
            let (seq, hash) = part.split_at_checked(8)?;
            Some(Redaction {
                seq: u64::from_be_bytes(seq.try_into().ok()?),
                hash: hash.try_into().ok()?,
            })
        };
        bytes.chunks(BYTES).filter_map(one).collect()
    }
    fn write(self) -> Value {
        if self.is_empty() {
            return Value::Null;
        }
        let bytes = self.iter().flat_map(|one| {
            let seq = one.seq.to_be_bytes();
            seq.into_iter().chain(one.hash)
        });
        Value::Bytes(bytes.collect())
    }
}

/// An entry of the log without what identifies the people it speaks of; `None` where it says nothing such.
pub fn redacted(entry: &Record) -> Option<Record> {
    let view = LogEntry::of(entry);
    let kind = kind_of(&view);
    let before = bare_fields(kind, &view.before);
    let after = bare_fields(kind, &view.after);
    if before == view.before && after == view.after {
        return None;
    }
    let mut bare = entry.clone();
    let left: [(u16, Value); 3] = [
        (log_entry::BEFORE, before.write()),
        (log_entry::AFTER, after.write()),
        // With it, who knows the hash of what the line said before cannot try names until one fits.
        (log_entry::SALT, Value::Null),
    ];
    bare.fields.lay(&left.into_iter().collect());
    Some(bare)
}

/// Whether an entry of the log says what identifies somebody: what [`redacted`] would take out.
pub fn identifies(entry: &LogEntry) -> bool {
    let Some(stays) = kept(kind_of(entry)) else {
        return false;
    };
    let goes = |fields: &Fields| {
        let mut said = fields.iter().filter(|(_, value)| !is_null(value));
        said.any(|(field, _)| !stays.contains(&field))
    };
    goes(&entry.before) || goes(&entry.after)
}

pub(super) fn kind_of(entry: &LogEntry) -> Kind {
    u16::try_from(entry.kind).map_or(Kind::Other(u16::MAX), Kind::from_number)
}

/// What a log declares of its own lines, read along it.
#[derive(Clone, Debug, Default)]
pub struct Declared {
    /// People whose data was erased and requests rid of who asked, as far as the log was read.
    erased: BTreeSet<Id>,
    lines: BTreeMap<u64, Hash>,
}

impl Declared {
    /// Hears a line. Only the erasure of somebody's data is a reason to redact, and only lines before it.
    pub fn hear(&mut self, line: &Line) {
        let entry = LogEntry::of(&line.entry);
        if !line.answer.verdict.settles() {
            return;
        }
        let erases = match kind_of(&entry) {
            Kind::Beneficiary => Option::<i64>::read(entry.after.get(beneficiary::ERASED)).is_some(),
            Kind::Request => bool::read(entry.after.get(request::ERASED)),
            _ => return,
        };
        if erases {
            self.erased.insert(entry.record);
        }
        if !self.erased.contains(&entry.record) {
            return;
        }
        let declared = entry.redactions.into_iter();
        for one in declared.filter(|one| one.seq < line.answer.seq) {
            self.lines.insert(one.seq, one.hash);
        }
    }

    /// What hash a line was declared to have now.
    pub fn of(&self, seq: u64) -> Option<&Hash> {
        self.lines.get(&seq)
    }

    /// The lines that were declared.
    pub fn lines(&self) -> impl Iterator<Item = u64> + '_ {
        self.lines.keys().copied()
    }
}
