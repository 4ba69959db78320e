//! Ten thousand tamperings with a log, whatever they are, are all found, and the place is named.

#![allow(
    clippy::unwrap_used,
    reason = "a test that meets what it does not expect must fail"
)]

use domain::chain::{Broken, Held, Walk, Walked, Witness};
use domain::id::Id;
use domain::kind::Kind;
use domain::log::{GENESIS, Hash, Line, link};
use domain::record::{LogEntry, Record, View};
use domain::time::Millis;
use domain::verdict::{Answer, Verdict};
use domain::wire::{LogHead, from_cbor, to_cbor};
use proptest::prelude::*;

/// A row of the log's table.
#[derive(Clone, Debug, PartialEq)]
struct Row {
    seq: u64,
    change: Vec<u8>,
    line: Vec<u8>,
    hash: Hash,
}

/// A log with what the association and the phones know of it.
#[derive(Clone, Debug)]
struct Log {
    rows: Vec<Row>,
    head: LogHead,
    witnesses: Vec<Witness>,
}

fn id(n: u64) -> Id {
    Id::of_change(Id::MIN, n, Millis(1_780_000_000_000))
}

fn line(seq: u64, said: u64) -> Line {
    let entry = LogEntry {
        member: Some(id(1)),
        device: Some(id(2)),
        kind: Kind::Beneficiary.number().into(),
        record: id(said),
        received: Some(Millis(1_780_000_000_000)),
        ..LogEntry::default()
    };
    let change = id(1_000 + seq);
    Line {
        entry: Record {
            kind: Kind::LogEntry,
            id: change,
            version: seq,
            fields: entry.fields(),
        },
        answer: Answer {
            change,
            seq,
            received: Millis(1_780_000_000_000),
            verdict: Verdict::Accepted,
        },
    }
}

fn row(line: &Line) -> Row {
    Row {
        seq: line.answer.seq,
        change: line.answer.change.as_bytes().to_vec(),
        line: to_cbor(line),
        hash: GENESIS,
    }
}

impl Log {
    /// So many lines, every third number left out as the server does for what it does not log; phones saw every
    /// seventh line and the last.
    fn of(lines: u64) -> Self {
        let numbers = (1..).filter(|seq| seq % 3 != 0).take(lines as usize);
        let mut log = Log {
            rows: numbers.map(|seq| row(&line(seq, seq))).collect(),
            head: LogHead {
                seq: 0,
                hash: GENESIS,
            },
            witnesses: Vec::new(),
        };
        log.fit();
        let last = log.rows.len() - 1;
        let seen = log
            .rows
            .iter()
            .enumerate()
            .filter(|(at, _)| at % 7 == 3 || *at == last);
        log.witnesses = seen
            .map(|(at, row)| Witness {
                device: id(at as u64),
                head: LogHead {
                    seq: row.seq,
                    hash: row.hash,
                },
            })
            .collect();
        log
    }

    /// Makes every hash fit what the lines are now, and the association's head the hashes.
    fn fit(&mut self) {
        let mut before = GENESIS;
        for row in &mut self.rows {
            row.hash = link(&before, &row.line);
            before = row.hash;
        }
        self.head = self.rows.last().map_or(self.head.clone(), |row| LogHead {
            seq: row.seq,
            hash: row.hash,
        });
    }

    fn walk(&self) -> Walked {
        let mut walk = Walk::new(self.witnesses.iter().cloned());
        let mut rows: Vec<&Row> = self.rows.iter().collect();
        rows.sort_by_key(|row| row.seq);
        for row in rows {
            walk.line(Held {
                seq: row.seq,
                change: &row.change,
                line: &row.line,
                hash: row.hash,
            });
        }
        walk.end(&self.head)
    }
}

#[derive(Clone, Copy, Debug)]
enum Tamper {
    /// One byte of a line.
    Byte {
        at: prop::sample::Index,
        by: u8,
    },
    /// Another line that reads well, in a line's place.
    Edit,
    Change {
        at: prop::sample::Index,
        by: u8,
    },
    Hash {
        at: prop::sample::Index,
        by: u8,
    },
    /// A number that is free.
    Renumber,
    Remove,
    /// A line with a number that is free, its own hash made to fit.
    Insert,
    /// Two lines change their numbers.
    Swap {
        with: prop::sample::Index,
    },
    /// The last lines go, and the association's head is made to fit.
    Cut,
    /// The last lines go.
    CutOnly,
    /// A line is put at the end, its own hash made to fit.
    Append,
    /// Edited, and all after it made to fit: only phones know.
    RewriteEdit,
    RewriteRemove,
    RewriteInsert,
    /// Two lines in each other's place, each saying the other's number, and all after them made to fit.
    RewriteSwap {
        with: prop::sample::Index,
    },
}

fn tamper() -> impl Strategy<Value = Tamper> {
    let at = any::<prop::sample::Index>;
    let by = 1u8..;
    prop_oneof![
        (at(), by.clone()).prop_map(|(at, by)| Tamper::Byte { at, by }),
        Just(Tamper::Edit),
        (at(), by.clone()).prop_map(|(at, by)| Tamper::Change { at, by }),
        (at(), by).prop_map(|(at, by)| Tamper::Hash { at, by }),
        Just(Tamper::Renumber),
        Just(Tamper::Remove),
        Just(Tamper::Insert),
        at().prop_map(|with| Tamper::Swap { with }),
        Just(Tamper::Cut),
        Just(Tamper::CutOnly),
        Just(Tamper::Append),
        Just(Tamper::RewriteEdit),
        Just(Tamper::RewriteRemove),
        Just(Tamper::RewriteInsert),
        at().prop_map(|with| Tamper::RewriteSwap { with }),
    ]
}

/// A line's own number, put into it.
fn renumbered(row: &Row, seq: u64) -> Row {
    let mut line: Line = from_cbor(&row.line).unwrap();
    (line.entry.version, line.answer.seq) = (seq, seq);
    Row {
        seq,
        line: to_cbor(&line),
        ..row.clone()
    }
}

impl Tamper {
    /// Does it at a row; the numbers between which it happened.
    fn on(self, log: &mut Log, at: usize) -> (u64, u64) {
        let (seq, last) = (log.rows[at].seq, log.rows.len() - 1);
        // The numbers that are left out: 3, 6, 9, …
        let free = seq / 3 * 3 + 3;
        match self {
            Tamper::Byte { at: byte, by } => {
                let line = &mut log.rows[at].line;
                let byte = byte.index(line.len());
                line[byte] ^= by;
            }
            Tamper::Edit => log.rows[at].line = to_cbor(&line(seq, seq + 5_000)),
            Tamper::Change { at: byte, by } => log.rows[at].change[byte.index(16)] ^= by,
            Tamper::Hash { at: byte, by } => log.rows[at].hash[byte.index(32)] ^= by,
            Tamper::Renumber => {
                log.rows[at].seq = free;
                return (seq, free);
            }
            Tamper::Remove => drop(log.rows.remove(at)),
            Tamper::Insert => {
                let mut forged = row(&line(free, 7));
                let before = log.rows.iter().rfind(|row| row.seq < free).unwrap();
                forged.hash = link(&before.hash, &forged.line);
                log.rows.push(forged);
                return (free, free);
            }
            Tamper::Swap { with } => {
                let with = with.index(log.rows.len() - 1);
                let with = if with == at { last } else { with };
                if with == at {
                    return Tamper::Edit.on(log, at);
                }
                let other = log.rows[with].seq;
                log.rows[with].seq = seq;
                log.rows[at].seq = other;
                return (seq.min(other), seq.min(other));
            }
            Tamper::Cut => {
                log.rows.truncate(at.max(1));
                log.fit();
                return (seq, u64::MAX);
            }
            Tamper::CutOnly => {
                log.rows.truncate(at);
                return (seq, u64::MAX);
            }
            Tamper::Append => {
                let (end, hash) = (log.rows[last].seq, log.rows[last].hash);
                let mut forged = row(&line(end + 1, 7));
                forged.hash = link(&hash, &forged.line);
                log.rows.push(forged);
                return (end + 1, end + 1);
            }
            Tamper::RewriteEdit => {
                log.rows[at].line = to_cbor(&line(seq, seq + 5_000));
                log.fit();
            }
            Tamper::RewriteRemove => {
                log.rows.remove(at);
                log.fit();
            }
            // After all that phones saw it would be a line like any other.
            Tamper::RewriteInsert if free > log.rows[last].seq => return Tamper::RewriteEdit.on(log, at),
            Tamper::RewriteInsert => {
                log.rows.push(row(&line(free, 7)));
                log.rows.sort_by_key(|row| row.seq);
                log.fit();
                return (free, free);
            }
            Tamper::RewriteSwap { with } => {
                let with = with.index(log.rows.len());
                let other = log.rows[with].seq;
                if with == at {
                    return Tamper::RewriteEdit.on(log, at);
                }
                let (one, two) = (renumbered(&log.rows[with], seq), renumbered(&log.rows[at], other));
                (log.rows[at], log.rows[with]) = (one, two);
                log.fit();
                return (seq.min(other), seq.min(other));
            }
        }
        (seq, seq)
    }
}

/// The numbers between which a break is said to be.
fn place(broken: &Broken) -> (u64, u64) {
    match *broken {
        Broken::Link { after, at } | Broken::Rewritten { after, at, .. } => (after, at),
        Broken::Misnamed { at } => (at, at),
        Broken::End { found, wanted } => (found.min(wanted), found.max(wanted)),
        Broken::Cut { found, seen, .. } => (found, seen),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 10_000, ..ProptestConfig::default() })]

    #[test]
    fn every_tampering_is_found_and_its_place_named(
        lines in 2u64..40,
        at in any::<prop::sample::Index>(),
        tamper in tamper(),
    ) {
        let mut log = Log::of(lines);
        let whole = log.rows.clone();
        let (from, to) = tamper.on(&mut log, at.index(lines as usize));
        prop_assume!(log.rows != whole);
        let walked = log.walk();
        prop_assert!(!walked.is_whole(), "{tamper:?} was not found");
        let places: Vec<(u64, u64)> = walked.broken.iter().map(place).collect();
        let named = places.iter().any(|(after, upto)| *after <= to && from <= *upto);
        prop_assert!(named, "{tamper:?} between {from} and {to} is said to be at {places:?}");
    }

    #[test]
    fn a_whole_log_is_whole(lines in 1u64..60) {
        let walked = Log::of(lines).walk();
        prop_assert_eq!((walked.lines, &walked.broken[..]), (lines, &[][..]));
    }
}

#[test]
fn only_phones_know_of_a_log_made_to_fit_and_they_say_where() {
    let mut log = Log::of(40);
    let at = Tamper::RewriteEdit.on(&mut log, 12).0;
    let silent = Log {
        witnesses: Vec::new(),
        ..log.clone()
    };
    assert!(silent.walk().is_whole());
    let seen: Vec<u64> = log.witnesses.iter().map(|witness| witness.head.seq).collect();
    let (before, after) = (seen[1], seen[2]);
    assert!(before < at && at <= after);
    let first = &log.walk().broken[0];
    assert_eq!(place(first), (before, after));
}

#[test]
fn a_sentence_says_what_is_wrong_and_where() {
    let mut log = Log::of(9);
    Tamper::Remove.on(&mut log, 4);
    let said: Vec<String> = log.walk().broken.iter().map(ToString::to_string).collect();
    assert!(
        said[0].starts_with("line 8 does not follow from line 5"),
        "{said:?}"
    );
}
