//! What a phone does when the server's database was restored from a backup: it sends again what that lacks.
//!
//! A restored database has another epoch. What phones were told after the backup is gone from it, and only they
//! still have it: receipts go back among what waits, in the order in which they were recorded.

use std::collections::BTreeMap;

use super::{Op, Outgoing, Replica, State};
use crate::slice::Slice;
use crate::wire::{SlicePart, SyncRequest, SyncResponse};

impl Replica {
    /// The number above which receipts must be at hand to take in an answer; `None` where none is needed.
    ///
    /// Then [`Replica::sync_response`] is given all receipts with a higher number: the server has those up to it.
    /// Where somebody's data was erased all are needed, whatever the server has.
    pub fn lacks_above(&self, response: &SyncResponse) -> Option<u64> {
        if self.hears_of_erasure(response) {
            return Some(0);
        }
        self.restored_above(response)
    }

    /// The number above which a restored database has nothing of what it answered this phone; `None` where it was
    /// not restored.
    pub(super) fn restored_above(&self, response: &SyncResponse) -> Option<u64> {
        let restored = self.meta.epoch.is_some_and(|known| known != response.epoch);
        restored.then(|| response.shared_upto.unwrap_or_default())
    }

    /// Whether an answer is of a lineage this phone has left since it asked: it says nothing that still holds.
    pub(super) fn is_past(&self, request: &SyncRequest, response: &SyncResponse) -> bool {
        let asked_as_it_stands =
            request.epoch == self.meta.epoch && self.me().is_some_and(|me| me.device == request.device);
        self.restored_above(response).is_some() && !asked_as_it_stands
    }

    /// What waits again, by its counter: what the server answered above `upto` and does not have any more.
    ///
    /// What was refused is not among it: that stays with the person who must see to it. A version that was seen
    /// of what is gone was not seen: the changes then meet as if both had been made at once, by their times.
    pub(super) fn again(&self, upto: u64, receipts: &[Outgoing]) -> BTreeMap<u64, Op> {
        let lost = |item: &&Outgoing| match &item.state {
            State::Answered(answer) => answer.seq > upto && !item.state.is_refused(),
            State::Pending => item.change.base > upto,
        };
        // What was erased of it is sent no more.
        let says = |item: &&Outgoing| !item.change.set.is_empty();
        let waits = |item: &Outgoing| {
            let mut change = item.change.clone();
            change.base = change.base.min(upto);
            let state = State::Pending;
            (change.counter, Op::Queue(Outgoing { change, state }))
        };
        receipts
            .iter()
            .chain(self.outbox())
            .filter(lost)
            .filter(says)
            .map(waits)
            .collect()
    }

    /// The slices that must be fetched anew and that an answer does not restate: they begin empty.
    pub(super) fn begun_anew(&self, restated: &[Op]) -> Vec<Op> {
        let is_restated = |slice: Slice| {
            let mut parts = restated.iter();
            parts
                .any(|op| matches!(op, Op::Part(part) if part.slice == slice && (part.fresh || part.dropped)))
        };
        let anew = self.cursors().filter(|(slice, _)| !is_restated(*slice));
        anew.map(|(slice, _)| {
            Op::Part(SlicePart {
                fresh: true,
                ..SlicePart::empty(slice, 0)
            })
        })
        .collect()
    }
}
