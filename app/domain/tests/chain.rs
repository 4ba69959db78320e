//! Ten thousand tamperings with a log, whatever they are, are all found, and the place is named.

#![allow(
    clippy::unwrap_used,
    reason = "a test that meets what it does not expect must fail"
)]

use domain::chain::{Broken, Held, Walk, Walked, Witness};
use domain::erasure::{Redaction, redacted};
use domain::id::Id;
use domain::kind::Kind;
use domain::log::{GENESIS, Hash, Line, link};
use domain::record::{Beneficiary, LogEntry, Record, Sex, View, beneficiary, log_entry};
use domain::time::Millis;
use domain::value::Value;
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
    let after = Beneficiary {
        given_la: format!("Zineb {said}"),
        sex: Sex::Female,
        ..Beneficiary::default()
    };
    let entry = LogEntry {
        record: id(said),
        after: after.fields(),
        salt: Some(id(said)),
        ..LogEntry::default()
    };
    of(seq, entry)
}

/// A line about a person.
fn of(seq: u64, entry: LogEntry) -> Line {
    let entry = LogEntry {
        member: Some(id(1)),
        device: Some(id(2)),
        kind: Kind::Beneficiary.number().into(),
        received: Some(Millis(1_780_000_000_000)),
        ..entry
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

    /// Erases the data of the person of each of some lines, as the server does: two lines more, or one where nothing
    /// is said of the first.
    fn erase(&mut self, at: usize) {
        let (seq, last) = (self.rows[at].seq, self.rows.last().unwrap().seq);
        let line: Line = from_cbor(&self.rows[at].line).unwrap();
        let record = LogEntry::of(&line.entry).record;
        let Some(entry) = redacted(&line.entry) else {
            return;
        };
        self.rows[at].line = to_cbor(&Line { entry, ..line });
        let erased = LogEntry {
            record,
            after: [(beneficiary::ERASED, Value::Int(1))].into_iter().collect(),
            ..LogEntry::default()
        };
        let declared = LogEntry {
            record,
            redactions: vec![Redaction::of(seq, &self.before(at), &self.rows[at].line)],
            ..LogEntry::default()
        };
        for (more, entry) in [erased, declared].into_iter().enumerate() {
            let mut row = row(&of(last + 1 + more as u64, entry));
            row.hash = link(&self.rows.last().unwrap().hash, &row.line);
            self.rows.push(row);
        }
        let end = self.rows.last().unwrap();
        self.head = LogHead {
            seq: end.seq,
            hash: end.hash,
        };
        self.witnesses.push(Witness {
            device: id(9_999),
            head: self.head.clone(),
        });
    }

    /// The hash before a row.
    fn before(&self, at: usize) -> Hash {
        at.checked_sub(1).map_or(GENESIS, |at| self.rows[at].hash)
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
        Broken::Misnamed { at } | Broken::Undeclared { at } => (at, at),
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
    fn a_log_that_lost_what_it_declares_is_whole(
        lines in 2u64..40,
        erased in prop::collection::vec(any::<prop::sample::Index>(), 1..4),
    ) {
        let mut log = Log::of(lines);
        erased.iter().for_each(|at| log.erase(at.index(lines as usize)));
        let walked = log.walk();
        prop_assert_eq!((walked.lines, &walked.broken[..]), (log.rows.len() as u64, &[][..]));
    }

    #[test]
    fn every_tampering_with_a_log_that_was_redacted_is_found(
        lines in 2u64..40,
        erased in any::<prop::sample::Index>(),
        at in any::<prop::sample::Index>(),
        tamper in tamper(),
    ) {
        let mut log = Log::of(lines);
        log.erase(erased.index(lines as usize));
        let whole = log.rows.clone();
        // Only phones know of a line put at the end and made to fit.
        prop_assume!(!matches!(tamper, Tamper::RewriteInsert));
        let at = at.index(log.rows.len());
        tamper.on(&mut log, at);
        prop_assume!(log.rows != whole);
        prop_assert!(!log.walk().is_whole(), "{tamper:?} at {at} was not found");
    }

    #[test]
    fn a_whole_log_is_whole(lines in 1u64..60) {
        let walked = Log::of(lines).walk();
        prop_assert_eq!((walked.lines, &walked.broken[..]), (lines, &[][..]));
    }
}

/// A log of nine lines whose fourth (number 5) was redacted, by lines 14 and 15.
fn erased() -> (Log, Row) {
    let mut log = Log::of(9);
    let before = log.rows[3].clone();
    log.erase(3);
    assert!(log.walk().is_whole());
    (log, before)
}

#[test]
fn a_line_that_was_redacted_is_neither_altered_further_nor_put_back() {
    let (mut log, before) = erased();
    let mut line: Line = from_cbor(&log.rows[3].line).unwrap();
    line.entry.fields.set(log_entry::MEMBER, Value::Id(id(7)));
    log.rows[3].line = to_cbor(&line);
    let broken = log.walk().broken;
    assert_eq!(
        broken,
        [Broken::Link { after: 4, at: 5 }, Broken::Undeclared { at: 5 }]
    );
    log.rows[3].line = before.line;
    assert_eq!(log.walk().broken, [Broken::Undeclared { at: 5 }]);
}

#[test]
fn a_line_is_redacted_only_by_a_declaration_that_stands_of_somebody_who_was_erased() {
    // Without the declaration, and without the erasure that is its reason: all after it made to fit, unseen by phones.
    for missing in [10, 9] {
        let (mut log, _) = erased();
        let kept = log.rows[3].clone();
        log.rows.remove(missing);
        log.rows[3].line = kept.line.clone();
        let hashes: Vec<Hash> = log.rows.iter().map(|row| row.hash).collect();
        for at in 9..log.rows.len() {
            log.rows[at].hash = link(&log.rows[at - 1].hash, &log.rows[at].line);
        }
        assert_eq!(
            hashes[..9],
            log.rows.iter().map(|row| row.hash).collect::<Vec<_>>()[..9]
        );
        let end = log.rows.last().unwrap();
        log.head = LogHead {
            seq: end.seq,
            hash: end.hash,
        };
        log.witnesses
            .retain(|witness| witness.head.seq <= log.rows[8].seq);
        assert_eq!(log.walk().broken, [Broken::Link { after: 4, at: 5 }], "{missing}");
    }
}

#[test]
fn a_declaration_excuses_no_other_words_in_the_place_of_those_that_went() {
    let (mut log, _) = erased();
    let forged = to_cbor(&line(5, 5_005));
    let declared = LogEntry {
        record: id(5),
        redactions: vec![Redaction::of(5, &log.before(3), &forged)],
        ..LogEntry::default()
    };
    log.rows[3].line = forged;
    log.rows[10] = row(&of(15, declared));
    log.rows[10].hash = link(&log.rows[9].hash, &log.rows[10].line);
    log.head.hash = log.rows[10].hash;
    log.witnesses.pop();
    let broken = log.walk().broken;
    assert_eq!(
        broken,
        [Broken::Link { after: 4, at: 5 }, Broken::Undeclared { at: 5 }]
    );
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
