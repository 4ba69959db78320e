//! What a book put on disk, for the phone that asked: it need not be read back.

use std::collections::BTreeMap;

use domain::id::{Id, IdMap};
use domain::kind::Kind;
use domain::log::GENESIS;
use domain::record::Record;
use domain::slice::Slice;
use domain::wire::LogHead;

use super::Pulled;

/// What a book put on disk, slice by slice.
#[derive(Debug)]
pub struct News {
    /// The association's seq before it.
    pub before: u64,
    /// The association's seq after it.
    pub seq: u64,
    /// The log's newest line after it.
    pub head: LogHead,
    /// Up to which seq all is in a backup.
    pub backed_up: u64,
    /// For each slice, the records that moved in it: to which seq, and whether they left.
    pub(super) moved: BTreeMap<Slice, BTreeMap<Id, (u64, bool)>>,
    /// Those records, and the register's, as they stand.
    pub(super) records: IdMap<Record>,
    /// The log's new entries.
    pub(super) lines: Vec<Record>,
}

impl News {
    /// No news after a seq.
    pub(super) fn after(seq: u64) -> Self {
        News {
            before: seq,
            seq,
            head: LogHead {
                seq: 0,
                hash: GENESIS,
            },
            backed_up: 0,
            moved: BTreeMap::new(),
            records: IdMap::default(),
            lines: Vec::new(),
        }
    }

    /// What is new in a slice, the one changed first first.
    pub fn of(&self, slice: Slice) -> Pulled {
        match slice {
            Slice::Log => Pulled {
                records: self.lines.clone(),
                ..Pulled::default()
            },
            Slice::Register => self.of_register(),
            slice => self.of_feed(slice),
        }
    }

    fn of_register(&self) -> Pulled {
        let team = |record: &&Record| matches!(record.kind, Kind::Association | Kind::Member);
        let altered = self
            .records
            .values()
            .filter(|record| record.version > self.before && !team(record));
        let mut records: Vec<Record> = altered.cloned().collect();
        records.sort_by_key(|record| record.version);
        Pulled {
            records,
            ..Pulled::default()
        }
    }

    fn of_feed(&self, slice: Slice) -> Pulled {
        let mut moved: Vec<_> = self.moved.get(&slice).into_iter().flatten().collect();
        moved.sort_by_key(|(_, (seq, _))| *seq);
        let mut pulled = Pulled::default();
        for (id, (_, gone)) in moved {
            if *gone {
                pulled.gone.push(*id);
            } else {
                pulled.records.extend(self.records.get(id).cloned());
            }
        }
        pulled
    }
}
