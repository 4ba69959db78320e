//! Which entries are drawn: those on the phone and those fetched, filtered, newest first.

use core::cmp::Reverse;

use domain::kind::Kind;
use domain::record::{LogEntry, Record, View};
use domain::replica::Replica;
use domain::time::Millis;
use domain::view::{LogFilter, LogLine, log_line};

/// A clock off by less is not worth a word.
const WORTH_SAYING_MS: i64 = 120_000;

/// One entry, and what the phone's clock claimed where that was far off.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Entry {
    pub(super) line: LogLine,
    pub(super) claimed: Option<Millis>,
}

/// The newest entries that pass a filter, at most `most`, and whether there are more of them here.
pub(super) fn pick(
    replica: &Replica,
    older: &[Record],
    filter: &LogFilter,
    arabic: bool,
    most: usize,
) -> (Vec<Entry>, bool) {
    let mut records: Vec<&Record> = replica.all(Kind::LogEntry).chain(older).collect();
    records.sort_by_key(|record| Reverse(record.version));
    records.dedup_by_key(|record| record.version);
    let mut passing = records.into_iter().filter_map(|record| {
        let entry = LogEntry::of(record);
        let passes = passes(filter, &entry);
        passes.then(|| Entry {
            line: log_line(replica, record, arabic),
            claimed: far_off(&entry),
        })
    });
    let in_activity = |entry: &Entry| {
        filter
            .activity
            .is_none_or(|activity| entry.line.doing.activity == Some(activity))
    };
    let mut wanted = passing.by_ref().filter(in_activity);
    let entries: Vec<Entry> = wanted.by_ref().take(most).collect();
    let more = entries.len() == most && wanted.next().is_some();
    (entries, more)
}

/// The number of the oldest entry known.
pub(super) fn oldest(replica: &Replica, older: &[Record]) -> Option<u64> {
    replica
        .all(Kind::LogEntry)
        .chain(older)
        .map(|record| record.version)
        .min()
}

/// The part of a filter that needs no look at other records.
fn passes(filter: &LogFilter, entry: &LogEntry) -> bool {
    let day = entry.corrected.unwrap_or_default().on_wall(entry.offset_min).0;
    filter.member.is_none_or(|member| entry.member == Some(member))
        && filter.day.is_none_or(|wanted| wanted == day)
}

fn far_off(entry: &LogEntry) -> Option<Millis> {
    let (claimed, corrected) = (entry.claimed?, entry.corrected?);
    (claimed.since(corrected).saturating_abs() > WORTH_SAYING_MS).then_some(claimed)
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;
    use domain::id::Id;
    use domain::replica::{Batch, Op};
    use domain::slice::Slice;
    use domain::wire::SlicePart;

    fn record(seq: u64, member: Id, claimed: i64) -> Record {
        let at = |ms| Some(Millis(ms));
        let entry = LogEntry {
            member: Some(member),
            kind: i64::from(Kind::Activity.number()),
            claimed: at(claimed),
            corrected: at(1_000),
            received: at(2_000),
            ..LogEntry::default()
        };
        Record {
            kind: Kind::LogEntry,
            id: Id::v7(Millis(1), [seq as u8; 10]),
            version: seq,
            fields: entry.fields(),
        }
    }

    #[test]
    fn fetched_entries_follow_those_on_the_phone_and_none_is_drawn_twice() {
        let (samira, other) = (Id::v7(Millis(1), [1; 10]), Id::v7(Millis(1), [2; 10]));
        let mut replica = Replica::new();
        let records = [9, 8].map(|seq| record(seq, samira, 1_000)).into();
        replica.apply(&Batch(vec![Op::Part(SlicePart {
            records,
            ..SlicePart::empty(Slice::Log, 9)
        })]));
        let older = [
            record(8, samira, 1_000),
            record(7, other, 1_000),
            record(6, samira, 9_000_000),
        ];
        let numbers = |filter: &LogFilter, most| {
            let (entries, more) = pick(&replica, &older, filter, true, most);
            (
                entries.iter().map(|entry| entry.line.seq).collect::<Vec<_>>(),
                more,
            )
        };
        assert_eq!(numbers(&LogFilter::default(), 3), (vec![9, 8, 7], true));
        assert_eq!(numbers(&LogFilter::default(), 4), (vec![9, 8, 7, 6], false));
        assert_eq!(
            numbers(
                &LogFilter {
                    member: Some(samira),
                    ..LogFilter::default()
                },
                4
            ),
            (vec![9, 8, 6], false)
        );
        assert_eq!(oldest(&replica, &older), Some(6));
    }

    #[test]
    fn only_a_clock_that_was_far_off_is_told() {
        let member = Id::v7(Millis(1), [1; 10]);
        assert_eq!(far_off(&LogEntry::of(&record(1, member, 61_000))), None);
        assert_eq!(
            far_off(&LogEntry::of(&record(1, member, 500_000))),
            Some(Millis(500_000))
        );
    }
}
