//! What a phone does when it hears that somebody's data was erased: it goes from all that the phone keeps.
//!
//! What it recorded and the server has not answered stays, without what identified them: a mark still counts. What
//! altered a person's record says nothing any more; it is sent as it is left, refused, and shown to whoever recorded
//! it, so that they know.

use super::{Op, Outgoing, Replica, State};
use crate::change::Change;
use crate::erasure::{bare_change, is_erased, people, redacted};
use crate::id::{Id, IdMap, IdSet};
use crate::kind::Kind;
use crate::record::{Erasure, LogEntry, Record, View, beneficiary};
use crate::slice::Slice;
use crate::value::FieldValue;
use crate::verdict::{Reason, Verdict};
use crate::wire::{SlicePart, SyncResponse};

impl Replica {
    /// Whether an answer tells that somebody's data was erased, and this phone did not know.
    pub(super) fn hears_of_erasure(&self, response: &SyncResponse) -> bool {
        let told = response.slices.iter().flat_map(|part| &part.records);
        let mut erased = told.filter(|record| is_erased(record));
        erased.any(|record| !self.base.get(&record.id).is_some_and(is_erased))
    }

    /// What a batch writes, without what identified those whose data was erased; and what else the phone keeps of
    /// them, restated so.
    pub(super) fn scrubbed(&self, mut ops: Vec<Op>, receipts: &[Outgoing]) -> Vec<Op> {
        let told = Told::by(&ops);
        let mut restated = IdSet::default();
        for op in &mut ops {
            if let Op::Queue(item) | Op::Settle(item) = op {
                restated.insert(item.change.id);
                if let Some(bare) = self.scrubbed_item(item, &told) {
                    *item = bare;
                }
            }
        }
        let unsaid = |item: &&Outgoing| !restated.contains(&item.change.id);
        let waiting = self.outbox().filter(unsaid);
        let waiting = waiting.filter_map(|item| self.scrubbed_item(item, &told).map(Op::Queue));
        let settled = receipts.iter().filter(unsaid);
        let settled = settled.filter_map(|item| self.scrubbed_item(item, &told).map(Op::Settle));
        let more: Vec<Op> = waiting.chain(settled).collect();
        ops.extend(self.redacted_lines(&ops));
        ops.extend(more);
        ops
    }

    /// An item without what identified those of whom it speaks; `None` where it says nothing such.
    fn scrubbed_item(&self, item: &Outgoing, told: &Told) -> Option<Outgoing> {
        let why = self.erased_in(&item.change, told).or_else(|| {
            let refused = matches!(&item.state, State::Answered(answer) if matches!(
                answer.verdict,
                Verdict::Refused { reason: Reason::Erased, .. }
            ));
            refused.then_some(Erasure::Requested.number())
        })?;
        let change = bare_change(&item.change, why);
        (change != item.change).then(|| Outgoing {
            change,
            state: item.state.clone(),
        })
    }

    /// Why the data of somebody a change speaks of was erased, if it was.
    fn erased_in(&self, change: &Change, told: &Told) -> Option<i64> {
        let mut named = people(change.kind, change.record, &change.set);
        let known = self.base.get(&change.record);
        named.extend(known.map_or_else(Vec::new, |known| people(known.kind, known.id, &known.fields)));
        let known = |id: Id| told.0.get(&id).or_else(|| self.base.get(&id));
        if change.kind == Kind::Request && known(change.record).is_some_and(is_erased) {
            return Some(Erasure::Lapsed.number());
        }
        let why = |person: Id| {
            known(person).and_then(|known| Option::<i64>::read(known.fields.get(beneficiary::ERASED)))
        };
        named.into_iter().find_map(why)
    }

    /// The lines of the log that a newer line says were redacted, as they stand now.
    fn redacted_lines(&self, ops: &[Op]) -> Option<Op> {
        let of_log = |op: &Op| match op {
            Op::Part(part) if part.slice == Slice::Log => Some(part.clone()),
            _ => None,
        };
        let parts: Vec<SlicePart> = ops.iter().filter_map(of_log).collect();
        if parts.iter().any(|part| part.fresh || part.dropped) {
            return None;
        }
        let entries = parts.iter().flat_map(|part| &part.records);
        let declared: Vec<u64> = entries
            .flat_map(|entry| LogEntry::of(entry).redactions)
            .map(|redaction| redaction.seq)
            .collect();
        let held = self.base_records(Slice::Log);
        let records: Vec<Record> = held
            .filter(|entry| declared.contains(&entry.version))
            .filter_map(redacted)
            .collect();
        let upto = parts.iter().map(|part| part.upto).max()?;
        (!records.is_empty()).then(|| {
            Op::Part(SlicePart {
                records,
                ..SlicePart::empty(Slice::Log, upto)
            })
        })
    }
}

/// The records that a batch brings of people whose data was erased.
struct Told(IdMap<Record>);

impl Told {
    fn by(ops: &[Op]) -> Self {
        let parts = ops.iter().filter_map(|op| match op {
            Op::Part(part) => Some(part),
            _ => None,
        });
        let records = parts
            .flat_map(|part| &part.records)
            .filter(|record| is_erased(record));
        Told(records.map(|record| (record.id, record.clone())).collect())
    }
}
