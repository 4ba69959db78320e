//! How much of the log a phone holds: its newest part, whole, so that the last days can be read with no network.

use std::collections::BTreeMap;

use super::{Op, Replica};
use crate::id::Id;
use crate::record::{Record, log_entry};
use crate::slice::Slice;
use crate::time::Millis;
use crate::wire::{LOG_DAYS_MS, LOG_LINES, LOG_MOST, SlicePart};

/// Lines beyond what is kept that are let stay, so that a phone does not write its disk anew for each of them.
const LOG_SLACK: usize = 100;

/// The number of the first line of every log.
const FIRST: u64 = 1;

/// The lines of a part of the log, by number: each with its id and when it was received.
type Lines = BTreeMap<u64, (Id, Millis)>;

impl Replica {
    /// Before which line of the log older ones are wanted; 0 where none is, `None` where the log is not held.
    pub fn lacks_log(&self) -> Option<u64> {
        self.slices.get(&Slice::Log)?;
        let lines = self.base_records(Slice::Log).map(line);
        Some(lines.fold(Span::default(), Span::with).lacks())
    }

    /// Before which line older ones are asked for: once everything else is here. 0 where none are.
    pub fn reads_back(&self) -> u64 {
        match self.meta().complete {
            true => self.lacks_log().unwrap_or_default(),
            false => 0,
        }
    }

    /// The lines that are older than what a phone holds, once a batch is kept.
    pub(super) fn outworn_lines(&self, ops: &[Op]) -> Option<Op> {
        let parts = ops.iter().filter_map(|op| match op {
            Op::Part(part) if part.slice == Slice::Log => Some(part),
            _ => None,
        });
        let parts: Vec<&SlicePart> = parts.collect();
        let upto = parts.last().filter(|part| !part.dropped)?.upto;
        if !self.may_hold_too_many(&parts) {
            return None;
        }
        let lines = self.lines(&parts);
        let over = lines.len().saturating_sub(kept(&lines));
        let gone = lines.values().take(over).map(|(id, _)| *id).collect();
        (over > LOG_SLACK).then(|| {
            Op::Part(SlicePart {
                gone,
                ..SlicePart::empty(Slice::Log, upto)
            })
        })
    }

    /// Whether more may be held than is let stay, told without laying lines in order: most batches let none go.
    fn may_hold_too_many(&self, parts: &[&SlicePart]) -> bool {
        let span = self.held_with(parts).map(line);
        let span = span.fold(Span::default(), Span::with);
        let older = || {
            let lines = self.held_with(parts).map(line);
            lines.filter(|(_, received)| *received < span.since()).count()
        };
        span.count > LOG_MOST + LOG_SLACK || older() > LOG_SLACK
    }

    /// The lines held once some parts of the log are kept; one that is told again is there twice.
    fn held_with<'a>(&'a self, parts: &'a [&SlicePart]) -> impl Iterator<Item = &'a Record> {
        let anew = parts.iter().any(|part| part.fresh);
        let held = (!anew).then(|| self.base_records(Slice::Log));
        let told = parts.iter().flat_map(|part| &part.records);
        held.into_iter().flatten().chain(told)
    }

    /// The same, each once, by number.
    fn lines(&self, parts: &[&SlicePart]) -> Lines {
        self.held_with(parts)
            .map(|record| {
                let (seq, received) = line(record);
                (seq, (record.id, received))
            })
            .collect()
    }
}

/// From which instant on lines are held: so many days before the newest.
fn since(lines: &Lines) -> Millis {
    let newest = lines.values().next_back().map(|(_, received)| *received);
    newest.unwrap_or_default().plus(-LOG_DAYS_MS)
}

/// The number of a line, and when it was received.
fn line(record: &Record) -> (u64, Millis) {
    let received: Option<Millis> = record.read(log_entry::RECEIVED);
    (record.version, received.unwrap_or_default())
}

/// What is asked of the lines held at each sync: how many, from which to which, since when.
#[derive(Clone, Copy, Default)]
struct Span {
    count: usize,
    oldest: (u64, Millis),
    newest: (u64, Millis),
    earliest: Millis,
}

impl Span {
    fn with(self, line: (u64, Millis)) -> Self {
        if self.count == 0 {
            return Span {
                count: 1,
                oldest: line,
                newest: line,
                earliest: line.1,
            };
        }
        Span {
            count: self.count + 1,
            oldest: self.oldest.min(line),
            newest: self.newest.max(line),
            earliest: self.earliest.min(line.1),
        }
    }

    /// From which instant on lines are held: so many days before the newest.
    fn since(self) -> Millis {
        self.newest.1.plus(-LOG_DAYS_MS)
    }

    /// One older line tells a phone that it lacks none of those days, and so does the first line there is.
    fn lacks(self) -> u64 {
        let reaches = self.count >= LOG_MOST || self.earliest < self.since();
        if reaches || self.oldest.0 <= FIRST {
            return 0;
        }
        self.oldest.0
    }
}

/// How many of the newest are held.
fn kept(lines: &Lines) -> usize {
    let since = since(lines);
    let newer = lines
        .values()
        .rev()
        .take_while(|(_, received)| *received >= since);
    (newer.count() + 1).clamp(LOG_LINES, LOG_MOST)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::{LogEntry, View};
    use crate::replica::{Batch, Me};

    const DAY_MS: i64 = 86_400_000;

    fn line(seq: u64, day: i64) -> Record {
        let entry = LogEntry {
            received: Some(Millis(day * DAY_MS)),
            ..LogEntry::default()
        };
        // Spread, as ids are: maps of them rely on it.
        let mut random = [0; 10];
        random[2..].copy_from_slice(&seq.wrapping_mul(0x9e37_79b9_7f4a_7c15).to_be_bytes());
        Record {
            kind: LogEntry::KIND,
            id: Id::v7(Millis(1), random),
            version: seq,
            fields: entry.fields(),
        }
    }

    /// A part with lines of these numbers, each received on the day that `day` says.
    fn part(seqs: core::ops::Range<u64>, day: impl Fn(u64) -> i64) -> SlicePart {
        SlicePart {
            records: seqs.clone().map(|seq| line(seq, day(seq))).collect(),
            ..SlicePart::empty(Slice::Log, seqs.end)
        }
    }

    fn holding(part: SlicePart) -> Replica {
        let mut replica = Replica::new();
        let signed_in = replica.sign_in(Me {
            association: Id::MIN,
            member: Id::MIN,
            device: Id::MIN,
        });
        replica.apply(&signed_in);
        let mut ops = vec![Op::Part(part)];
        ops.extend(replica.outworn_lines(&ops));
        replica.apply(&Batch(ops));
        replica
    }

    fn held(replica: &Replica) -> (usize, Option<u64>) {
        let lines = replica.lines(&[]);
        (lines.len(), lines.keys().next().copied())
    }

    #[test]
    fn older_lines_are_wanted_until_one_is_older_than_the_days_that_are_held() {
        assert_eq!(Replica::new().lacks_log(), None);
        assert_eq!(holding(part(0..0, |_| 1)).lacks_log(), Some(0), "there is no log");
        let days = holding(part(700..1_200, |_| 99));
        assert_eq!(days.lacks_log(), Some(700));
        assert_eq!(days.reads_back(), 0, "not before all else is here");
        let older = holding(part(600..1_200, |seq| if seq < 700 { 70 } else { 99 }));
        assert_eq!(older.lacks_log(), Some(600), "29 days");
        let older = holding(part(600..1_200, |seq| if seq == 600 { 68 } else { 99 }));
        assert_eq!(older.lacks_log(), Some(0), "more than 30");
        let young = holding(part(1..300, |_| 99));
        assert_eq!(young.lacks_log(), Some(0), "nothing comes before the first line");
        let full = holding(part(0..LOG_MOST as u64, |_| 99));
        assert_eq!(full.lacks_log(), Some(0), "a phone holds no more");
    }

    #[test]
    fn lines_leave_once_they_are_older_and_the_newest_never_do() {
        // Nothing for half a year: the newest are held however old they are.
        let (count, _) = held(&holding(part(0..900, |seq| seq as i64)));
        assert_eq!(count, LOG_LINES);
        // A thousand of one day, two thousand of forty days before: one of those is left as the mark.
        let (count, oldest) = held(&holding(part(0..3_000, |seq| if seq < 2_000 { 10 } else { 50 })));
        assert_eq!((count, oldest), (1_001, Some(1_999)));
        let more = LOG_MOST as u64 + 4_000;
        let (count, oldest) = held(&holding(part(0..more, |_| 10)));
        assert_eq!((count, oldest), (LOG_MOST, Some(4_000)));
    }

    #[test]
    fn a_phone_that_holds_all_it_may_asks_for_none_it_would_let_go_and_holds_on_to_the_newest() {
        let most = LOG_MOST as u64;
        let mut replica = holding(part(1_000..most + 1_000, |_| 10));
        assert_eq!(replica.lacks_log(), Some(0));
        // A busy day: what comes takes the place of the oldest, a few of which are let stay.
        for (seqs, held_then) in [
            (most + 1_000..most + 1_100, (LOG_MOST + 100, Some(1_000))),
            (most + 1_100..most + 1_101, (LOG_MOST, Some(1_101))),
        ] {
            let mut ops = vec![Op::Part(part(seqs, |_| 11))];
            ops.extend(replica.outworn_lines(&ops));
            replica.apply(&Batch(ops));
            assert_eq!(held(&replica), held_then);
            assert_eq!(
                replica.lacks_log(),
                Some(0),
                "what was let go is not asked for again"
            );
        }
    }

    #[test]
    fn a_few_lines_too_many_stay_until_there_are_more() {
        let days = |seq: u64| if seq < 99 { 10 } else { 50 };
        assert_eq!(held(&holding(part(0..1_000, days))).0, 1_000);
        let days = |seq: u64| if seq < 102 { 10 } else { 50 };
        assert_eq!(held(&holding(part(0..1_000, days))).0, 899);
    }

    #[test]
    fn a_dropped_log_leaves_nothing_to_let_go() {
        let replica = holding(part(0..900, |_| 10));
        let dropped = SlicePart {
            dropped: true,
            ..SlicePart::empty(Slice::Log, 0)
        };
        assert_eq!(replica.outworn_lines(&[Op::Part(dropped)]), None);
    }
}
