//! What reports read of records, packed: a server keeps it of each stretch of a long register, so that a report decodes
//! no record of a mark.

use minicbor::bytes::ByteVec;
use minicbor::decode;

use crate::erasure::bare_record;
use crate::id::{Id, IdMap};
use crate::kind::Kind;
use crate::record::{Attendance, Mark, Record, View, volunteer_hours};
use crate::value::Value;
use crate::wire::{from_cbor, to_cbor};

/// The format of what is packed. Another number whenever its bytes, [`KINDS`] or what erasure keeps of them
/// ([`crate::erasure::KEPT`]) are others: what was packed so is not read by another version.
pub const FORMAT: u64 = 1;

/// The kinds that reports read.
pub const KINDS: [Kind; 10] = [
    Kind::Project,
    Kind::Activity,
    Kind::Session,
    Kind::Beneficiary,
    Kind::Registration,
    Kind::Attendance,
    Kind::HeadCount,
    Kind::Delivery,
    Kind::Pair,
    Kind::VolunteerHours,
];

/// What was said of one person at one session, and who said it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Said {
    pub(super) session: Id,
    pub(super) person: Id,
    pub(super) mark: Mark,
    pub(super) by: Option<Id>,
}

/// What reports read of records. Of several states of one record the one put in last stands. Nothing in it identifies a
/// person: reports say the same of somebody whose data was erased.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Digest {
    records: Vec<Record>,
    said: Vec<Said>,
}

impl Digest {
    /// Puts a record in.
    pub fn put(&mut self, record: &Record) {
        if record.kind == Kind::Attendance {
            let mark = Attendance::of(record);
            self.said.push(Said {
                session: mark.session,
                person: mark.beneficiary,
                mark: mark.status,
                by: mark.by,
            });
        } else if KINDS.contains(&record.kind) {
            let mut bare = bare_record(record);
            if record.kind == Kind::VolunteerHours {
                // Words that somebody wrote freely: they may name anybody.
                let wordless = [(volunteer_hours::WHAT_FOR, Value::Null)];
                bare.fields.lay(&wordless.into_iter().collect());
            }
            self.records.push(bare);
        }
    }

    /// Its bytes, to be kept.
    pub fn to_bytes(&self) -> Vec<u8> {
        let said: Vec<u8> = self.said.iter().flat_map(|said| said.to_bytes()).collect();
        to_cbor(&(&self.records, ByteVec::from(said)))
    }

    /// Puts in what was kept before. Bytes that are none of a digest put nothing in.
    pub fn put_bytes(&mut self, bytes: &[u8]) -> Result<(), decode::Error> {
        let (records, said): (Vec<Record>, ByteVec) = from_cbor(bytes)?;
        let (each, rest) = said.as_chunks::<SAID>();
        if !rest.is_empty() {
            return Err(decode::Error::message("a mark that was cut off"));
        }
        self.records.extend(records);
        self.said.extend(each.iter().map(Said::from_bytes));
        Ok(())
    }

    /// The last state of each record, but for marks.
    pub(super) fn records(&self) -> impl Iterator<Item = &Record> + Clone {
        let last: IdMap<usize> = self
            .records
            .iter()
            .enumerate()
            .map(|(at, record)| (record.id, at))
            .collect();
        let mut standing: Vec<usize> = last.into_values().collect();
        standing.sort_unstable();
        standing.into_iter().filter_map(|at| self.records.get(at))
    }

    /// The last state of each mark, by session.
    pub(super) fn said(&self) -> IdMap<Vec<Said>> {
        let mut sessions: IdMap<Vec<Said>> = IdMap::default();
        for said in self.said.iter().rev() {
            sessions.entry(said.session).or_default().push(*said);
        }
        for all in sessions.values_mut() {
            // The order of equals stays: what was put in last is the first of them.
            all.sort_by_key(|said| said.person);
            all.dedup_by_key(|said| said.person);
        }
        sessions
    }
}

/// Bytes of one mark: session, person, member (zeros: nobody), state.
const SAID: usize = 49;

impl Said {
    fn to_bytes(self) -> [u8; SAID] {
        let mut bytes = [0; SAID];
        bytes[..16].copy_from_slice(self.session.as_bytes());
        bytes[16..32].copy_from_slice(self.person.as_bytes());
        bytes[32..48].copy_from_slice(self.by.unwrap_or(Id::MIN).as_bytes());
        bytes[48] = u8::try_from(self.mark.number()).unwrap_or_default();
        bytes
    }

    fn from_bytes(bytes: &[u8; SAID]) -> Self {
        let id = |from: usize| {
            let mut id = [0; 16];
            id.copy_from_slice(&bytes[from..from + 16]);
            Id::from_bytes(id)
        };
        Said {
            session: id(0),
            person: id(16),
            by: Some(id(32)).filter(|by| *by != Id::MIN),
            mark: Mark::from_number(i64::from(bytes[48])),
        }
    }
}
