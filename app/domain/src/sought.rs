//! Looking for entries of the log: what an entry is found by, and a sieve that says which stretches of a long log
//! cannot hold what is looked for.

use std::collections::BTreeSet;

use crate::id::Id;
use crate::kind::Kind;
use crate::record::{
    LogEntry, Mark, Record, Sameness, SessionStatus, association, attendance, is_null, pair, references,
    registration, session,
};
use crate::seats::COUNTED;
use crate::time::Day;
use crate::value::{FieldNo, FieldValue, Fields, Value};

/// One thing an entry is found by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Key {
    /// Who made it.
    Member(Id),
    /// The device it came from.
    Device(Id),
    /// The record it changes, or one that this record names: a person, a session, an activity.
    About(Id),
    /// The number of the kind of record it changes.
    Kind(i64),
    /// The day on which it happened, where it happened.
    Day(Day),
    /// It corrects what was said before: see [`corrects`].
    Corrects,
    /// It was received on a later day than it happened.
    Late,
}

/// What is looked for; all of it must hold.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sought {
    /// Entries of a member.
    pub member: Option<Id>,
    /// Entries of a device.
    pub device: Option<Id>,
    /// Entries about each of some records: an activity, a session, a person (under any of their ids), whatever names them.
    pub about: Vec<Id>,
    /// Entries about records of a kind, by its number.
    pub kind: Option<i64>,
    /// Entries that happened on a day.
    pub day: Option<Day>,
    /// Only what corrects what was said before.
    pub corrections: bool,
    /// Only what was received on a later day than it happened.
    pub late: bool,
}

impl Sought {
    /// Whether everything is looked for.
    pub fn is_empty(&self) -> bool {
        *self == Sought::default()
    }

    /// Whether an entry may be looked for, by what it says itself: only what it is about needs other records.
    pub fn may_find(&self, entry: &LogEntry) -> bool {
        let said: Vec<Key> = plain(entry).into_iter().flatten().collect();
        self.plain().all(|key| said.contains(&key))
    }

    /// What an entry must be found by; `everyone` tells who is one with a person, that person too.
    pub fn search(&self, everyone: impl Fn(Id) -> Vec<Id>) -> Search {
        let about = self.about.iter().map(|id| {
            let ids = everyone(*id).into_iter();
            ids.map(Key::About).collect()
        });
        Search(self.plain().map(|key| vec![key]).chain(about).collect())
    }

    /// What an entry must be found by, but for what it is about.
    fn plain(&self) -> impl Iterator<Item = Key> {
        let keys = [
            self.member.map(Key::Member),
            self.device.map(Key::Device),
            self.kind.map(Key::Kind),
            self.day.map(Key::Day),
            self.corrections.then_some(Key::Corrects),
            self.late.then_some(Key::Late),
        ];
        keys.into_iter().flatten()
    }
}

/// What entries must be found by: one of each of these.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Search(Vec<Vec<Key>>);

impl Search {
    /// Whether an entry with these keys is looked for.
    pub fn finds(&self, keys: &BTreeSet<Key>) -> bool {
        self.all(|key| keys.contains(key))
    }

    /// Whether a stretch of the log may hold what is looked for.
    pub fn may_be_in(&self, sieve: &Sieve) -> bool {
        self.all(|key| sieve.may_hold(key))
    }

    fn all(&self, holds: impl Fn(&Key) -> bool) -> bool {
        self.0.iter().all(|any| any.iter().any(&holds))
    }
}

/// Kinds whose records belong to what they name: what is said of them is said of it.
const NAMING: [Kind; 10] = [
    Kind::Attendance,
    Kind::Delivery,
    Kind::HeadCount,
    Kind::Session,
    Kind::Registration,
    Kind::Consent,
    Kind::Group,
    Kind::Schedule,
    Kind::Pair,
    Kind::VolunteerHours,
];

/// The records that an entry names by itself.
pub fn named(entry: &LogEntry) -> BTreeSet<Id> {
    let mut ids = BTreeSet::from([entry.record]);
    let kind = kind(entry);
    let of = |fields: &Fields| references(kind, fields).map(|(_, id)| id).collect::<Vec<_>>();
    ids.extend(of(&entry.before));
    ids.extend(of(&entry.after));
    ids
}

/// All that an entry is found by. `find` knows records: those it names may name others, a mark its session and a
/// session its activity.
pub fn keys<'a>(entry: &LogEntry, find: impl Fn(Id) -> Option<&'a Record>) -> BTreeSet<Key> {
    let mut about = named(entry);
    // A mark names its session, the session its activity: two steps reach all.
    for _ in 0..2 {
        let further = about.iter().filter_map(|id| find(*id));
        let further: Vec<Id> = further
            .filter(|record| NAMING.contains(&record.kind))
            .flat_map(|record| record.references().map(|(_, id)| id))
            .collect();
        about.extend(further);
    }
    about
        .into_iter()
        .map(Key::About)
        .chain(plain(entry).into_iter().flatten())
        .collect()
}

/// What an entry is found by, but for what it is about.
fn plain(entry: &LogEntry) -> [Option<Key>; 6] {
    let (day, _) = entry.corrected.unwrap_or_default().on_wall(entry.offset_min);
    let (received, _) = entry.received.unwrap_or_default().on_wall(entry.offset_min);
    [
        entry.member.map(Key::Member),
        entry.device.map(Key::Device),
        Some(Key::Kind(entry.kind)),
        Some(Key::Day(day)),
        corrects(entry).then_some(Key::Corrects),
        (received > day).then_some(Key::Late),
    ]
}

/// Whether an entry says otherwise what was said before and stood. What follows its course is no correction: a session
/// that was planned is held, who waited is given a place or leaves, a count rises, a decision falls; nor are the taps of
/// one roll call.
fn corrects(entry: &LogEntry) -> bool {
    let kind = kind(entry);
    let unmarked = || Mark::read(entry.before.get(attendance::STATUS)) == Mark::Unmarked;
    let by_course = match kind {
        Kind::ReviewItem | Kind::Device => true,
        Kind::Attendance => unmarked(),
        _ => false,
    };
    let otherwise = |(field, was): (FieldNo, &Value)| {
        let said = entry.after.get(field);
        let goes_on = |said: &Value| kind == Kind::HeadCount && i64::read(Some(said)) > i64::read(Some(was));
        !is_null(was)
            && said.is_some_and(|said| said != was && !goes_on(said))
            && !runs_its_course(kind, field, was)
    };
    entry.stood() && !entry.tapped && !by_course && entry.before.iter().any(otherwise)
}

/// Whether what a field says is made to go on to something else.
fn runs_its_course(kind: Kind, field: FieldNo, was: &Value) -> bool {
    match kind {
        Kind::Session => field == session::STATUS && SessionStatus::read(Some(was)) == SessionStatus::Planned,
        Kind::Registration => {
            let own = [
                registration::STATUS,
                registration::TO,
                registration::TOLD,
                registration::TICKET,
            ];
            COUNTED.contains(&field) || own.contains(&field)
        }
        Kind::Attendance => {
            ![attendance::STATUS, attendance::EXCUSE, attendance::ARRIVED_MINUTE].contains(&field)
        }
        Kind::Pair => field != pair::SAID || Sameness::read(Some(was)) == Sameness::Open,
        Kind::Association => [association::EXPORTED, association::REPORT_DELETED].contains(&field),
        _ => false,
    }
}

fn kind(entry: &LogEntry) -> Kind {
    u16::try_from(entry.kind).map_or(Kind::Other(u16::MAX), Kind::from_number)
}

/// Which keys a sieve holds. One of an earlier format lacks some, and says of them that they are not there.
pub const SIEVE_FORMAT: u32 = 1;
/// Bits of a sieve.
const BITS: u64 = 32_768;
/// Bits that stand for one key.
const MARKS: u64 = 4;

/// What a stretch of the log can hold: it may say of a key that it is there where it is not, never the reverse (a Bloom
/// filter). Half a thousand entries about as many people leave it wrong in one of a hundred.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sieve(Vec<u8>);

impl Default for Sieve {
    fn default() -> Self {
        Sieve(vec![0; (BITS / 8) as usize])
    }
}

impl Sieve {
    /// Bytes of every sieve.
    pub const BYTES: usize = (BITS / 8) as usize;

    /// A sieve as it was kept; `None` where these are not the bytes of one.
    pub fn from_bytes(bytes: Vec<u8>) -> Option<Self> {
        (bytes.len() == Self::BYTES).then_some(Sieve(bytes))
    }

    /// Its bytes, to be kept.
    pub fn as_bytes(&self) -> &[u8] {
        &self.0
    }

    /// Puts a key in.
    pub fn put(&mut self, key: &Key) {
        for (byte, bit) in places(key) {
            if let Some(byte) = self.0.get_mut(byte) {
                *byte |= bit;
            }
        }
    }

    /// Whether a key may be in.
    pub fn may_hold(&self, key: &Key) -> bool {
        places(key).all(|(byte, bit)| self.0.get(byte).is_some_and(|byte| byte & bit != 0))
    }
}

/// Where a key's bits are. Kept sieves rely on it: it stays as it is.
fn places(key: &Key) -> impl Iterator<Item = (usize, u8)> {
    let (sort, first, second) = match key {
        Key::Member(id) => halves(1, *id),
        Key::About(id) => halves(2, *id),
        Key::Kind(kind) => (3, kind.unsigned_abs(), 0),
        Key::Day(day) => (4, i64::from(day.0).unsigned_abs(), u64::from(day.0 < 0)),
        Key::Corrects => (5, 0, 0),
        Key::Late => (6, 0, 0),
        Key::Device(id) => halves(7, *id),
    };
    let one = mixed(mixed(first ^ sort) ^ second);
    let step = mixed(one) | 1;
    (0..MARKS).map(move |nth| {
        let bit = one.wrapping_add(step.wrapping_mul(nth)) % BITS;
        ((bit / 8) as usize, 1 << (bit % 8))
    })
}

fn halves(sort: u64, id: Id) -> (u64, u64, u64) {
    let bytes = id.as_bytes();
    let half = |from: usize| {
        bytes[from..from + 8]
            .iter()
            .fold(0, |sum, byte| sum << 8 | u64::from(*byte))
    };
    (sort, half(0), half(8))
}

/// The last steps of SplitMix64: every bit of the result hangs on every bit of what is mixed.
const fn mixed(of: u64) -> u64 {
    let of = of.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let of = (of ^ (of >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let of = (of ^ (of >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    of ^ (of >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::{Attendance, Session, View, beneficiary, headcount, review_item};
    use crate::time::Millis;

    fn id(n: u64) -> Id {
        let bytes = mixed(n).to_be_bytes();
        let mut random = [0; 10];
        random[..8].copy_from_slice(&bytes);
        Id::v7(Millis(1_764_000_000_000 + n as i64), random)
    }

    #[test]
    fn a_sieve_holds_all_that_was_put_in_and_little_else() {
        let mut sieve = Sieve::default();
        let put: Vec<Key> = (0..1_500).map(|n| Key::About(id(n))).collect();
        put.iter().for_each(|key| sieve.put(key));
        assert!(
            put.iter().all(|key| sieve.may_hold(key)),
            "nothing that is there is missed"
        );
        let wrong = (0..20_000)
            .filter(|n| sieve.may_hold(&Key::About(id(10_000 + n))))
            .count();
        assert!(wrong < 200, "{wrong} of 20,000 are taken to be there");
        assert!(
            !sieve.may_hold(&Key::Member(id(3))),
            "a member is not what they are about"
        );
        assert_eq!(Sieve::from_bytes(sieve.as_bytes().to_vec()), Some(sieve));
        assert_eq!(Sieve::from_bytes(vec![0; 7]), None);
    }

    #[test]
    fn where_bits_are_stays_as_it_is() {
        assert_eq!(
            places(&Key::Late).next(),
            Some((246, 2)),
            "kept sieves are read with it"
        );
    }

    #[test]
    fn a_mark_is_found_by_its_person_its_session_and_the_activity() {
        let (session, person, activity, member) = (id(1), id(2), id(3), id(4));
        let mark = Attendance {
            session,
            beneficiary: person,
            ..Attendance::default()
        };
        let records = [
            Record {
                kind: Kind::Attendance,
                id: id(5),
                version: 1,
                fields: mark.fields(),
            },
            Record {
                kind: Kind::Session,
                id: session,
                version: 1,
                fields: Session {
                    activity,
                    ..Session::default()
                }
                .fields(),
            },
        ];
        // A second tap says the state alone.
        let entry = LogEntry {
            member: Some(member),
            device: Some(id(8)),
            kind: i64::from(Kind::Attendance.number()),
            record: id(5),
            corrected: Some(Millis(86_400_000 * 5)),
            received: Some(Millis(86_400_000 * 6)),
            ..LogEntry::default()
        };
        let keys = keys(&entry, |id| records.iter().find(|record| record.id == id));
        for about in [session, person, activity, id(5)] {
            assert!(keys.contains(&Key::About(about)));
        }
        let sought = Sought {
            member: Some(member),
            device: Some(id(8)),
            about: vec![activity, person],
            day: Some(Day(5)),
            late: true,
            ..Sought::default()
        };
        let finds = |sought: &Sought| sought.search(|id| vec![id]).finds(&keys);
        assert!(finds(&sought) && sought.may_find(&entry));
        assert!(!finds(&Sought {
            corrections: true,
            ..sought.clone()
        }));
        assert!(
            !Sought {
                corrections: true,
                ..sought.clone()
            }
            .may_find(&entry),
            "what it is about is not asked"
        );
        assert!(!finds(&Sought {
            day: Some(Day(6)),
            ..sought.clone()
        }));
        let other_device = Sought {
            device: Some(id(9)),
            ..sought.clone()
        };
        assert!(!finds(&other_device) && !other_device.may_find(&entry));
        let two = Sought {
            about: vec![activity, id(9)],
            ..sought
        };
        assert!(!finds(&two), "all of them must be named");
        let joined = two.search(|asked| {
            if asked == id(9) {
                vec![id(9), person]
            } else {
                vec![asked]
            }
        });
        assert!(joined.finds(&keys), "under any of a person's ids");
        let mut sieve = Sieve::default();
        keys.iter().for_each(|key| sieve.put(key));
        assert!(joined.may_be_in(&sieve) && !two.search(|id| vec![id]).may_be_in(&sieve));
    }

    /// Whether an entry that set one field of a kind, from a value to another, is a correction.
    fn corrected<V: FieldValue>(kind: Kind, field: FieldNo, was: V, said: V) -> bool {
        let (was, said) = (was.write(), said.write());
        let entry = |tapped, verdict| LogEntry {
            kind: kind.number().into(),
            record: id(1),
            before: [(field, was.clone())].into_iter().collect(),
            after: [(field, said.clone())].into_iter().collect(),
            tapped,
            verdict,
            ..LogEntry::default()
        };
        let only = Sought {
            corrections: true,
            ..Sought::default()
        };
        for (tapped, verdict) in [(true, 0), (false, 3), (false, 4)] {
            assert!(
                !only.may_find(&entry(tapped, verdict)),
                "one more tap, or it does not stand"
            );
        }
        only.may_find(&entry(false, 0))
    }

    #[test]
    fn what_stood_and_is_said_otherwise_is_a_correction_and_what_follows_its_course_is_not() {
        use SessionStatus::{Cancelled, Held, Planned};
        let name = |from: &str, to: &str| {
            let field = beneficiary::GIVEN_LA;
            corrected(Kind::Beneficiary, field, from.to_owned(), to.to_owned())
        };
        assert!(name("Amin", "Amine"));
        assert!(!name("Amine", "Amine") && !name("", "Amine"));
        let mark = |from, to| corrected(Kind::Attendance, attendance::STATUS, from, to);
        assert!(mark(Mark::Present, Mark::Absent) && mark(Mark::Present, Mark::Unmarked));
        assert!(!mark(Mark::Unmarked, Mark::Present));
        assert!(!corrected(
            Kind::Attendance,
            attendance::BY,
            Some(id(2)),
            Some(id(3))
        ));
        let count = |from: i64, to: i64| corrected(Kind::HeadCount, headcount::WOMEN, from, to);
        assert!(count(7, 6) && !count(7, 8), "more came");
        let session = |from, to| corrected(Kind::Session, session::STATUS, from, to);
        assert!(session(Held, Cancelled) && session(Cancelled, Planned));
        assert!(!session(Planned, Held) && !session(Planned, Cancelled));
        let said = |from, to| corrected(Kind::Pair, pair::SAID, from, to);
        assert!(said(Sameness::Same, Sameness::Open) && !said(Sameness::Open, Sameness::Same));
        let group = corrected(Kind::Registration, registration::GROUP, Some(id(2)), Some(id(3)));
        let status = corrected(Kind::Registration, registration::STATUS, 1_i64, 2_i64);
        assert!(group && !status);
        assert!(!corrected(Kind::ReviewItem, review_item::DECISION, 1_i64, 2_i64));
    }
}
