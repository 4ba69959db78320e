//! The two halves of a sync: what to ask, and what follows from the answer.

use std::collections::BTreeMap;

use super::{Batch, Me, Meta, Op, Outgoing, Replica, State};
use crate::change::Change;
use crate::id::{Id, IdMap};
use crate::slice::Slice;
use crate::time::{Clock, Millis};
use crate::verdict::Answer;
use crate::wire::{
    Cursor, DeviceReport, HELD_ASKED, PROTOCOL, PUSH_CHANGES, SlicePart, SyncRequest, SyncResponse,
};

impl Replica {
    /// The batch that begins a phone's life with a member: who is signed in, and nothing else.
    pub fn sign_in(&self, me: Me) -> Batch {
        let same = self.me() == Some(&me);
        let meta = if same {
            self.meta.clone()
        } else {
            // What one person was told, on another device of the server's or before signing out, is of the epoch
            // it was of.
            let another = self.me().is_some_and(|was| !was.same_person(&me));
            Meta {
                counter: self.counter(),
                epoch: self.meta.epoch.filter(|_| !another),
                ..Meta::default()
            }
        };
        let mut ops = if same { Vec::new() } else { self.drop_slices() };
        ops.push(Op::Meta(Meta { me: Some(me), ..meta }));
        Batch(ops)
    }

    /// The batch that signs out: records are forgotten, what was not sent stays.
    pub fn sign_out(&self) -> Batch {
        let mut ops = self.drop_slices();
        ops.push(Op::Meta(Meta {
            counter: self.counter(),
            epoch: self.meta.epoch,
            ..Meta::default()
        }));
        Batch(ops)
    }

    fn drop_slices(&self) -> Vec<Op> {
        let dropped = |slice: Slice| SlicePart {
            dropped: true,
            ..SlicePart::empty(slice, 0)
        };
        self.cursors()
            .map(|(slice, _)| Op::Part(dropped(slice)))
            .collect()
    }

    /// What to send now: the oldest waiting changes and how far each slice has come. `None` when nobody
    /// is signed in.
    pub fn sync_request(&self, clock: Clock, report: Option<DeviceReport>) -> Option<SyncRequest> {
        let me = self.me()?;
        let changes = self.next_changes(self.meta().passed);
        let from_the_oldest = || self.next_changes(0);
        Some(SyncRequest {
            protocol: PROTOCOL,
            device: me.device,
            epoch: self.meta().epoch,
            now: clock.now,
            cursors: cursors(self.cursors(), self.reads_back()),
            changes: if changes.is_empty() {
                from_the_oldest()
            } else {
                changes
            },
            report,
            head: self.meta().head.clone().filter(|_| !self.meta().head_told),
            held: self
                .outbox()
                .filter(|item| item.state.is_held())
                .take(HELD_ASKED)
                .map(|item| item.change.id)
                .collect(),
        })
    }

    /// What to ask while an answer is being kept: what [`Replica::sync_request`] says once it is. `None` where the
    /// answer was the last part of what there is, or where something other than fetching follows from it.
    pub fn ahead(&self, request: &SyncRequest, response: &SyncResponse, now: Millis) -> Option<SyncRequest> {
        let goes_on = response.more && !response.slices.is_empty() && !response.revoked;
        let same_epoch = request.epoch.is_none_or(|known| known == response.epoch);
        if !goes_on || !same_epoch || self.outbox().next().is_some() {
            return None;
        }
        let come = request.cursors.iter().map(|cursor| (cursor.slice, cursor.upto));
        let mut come: BTreeMap<Slice, u64> = come.collect();
        for part in &response.slices {
            if part.dropped {
                come.remove(&part.slice);
            } else {
                let upto = come.entry(part.slice).or_default();
                *upto = part.upto.max(*upto);
            }
        }
        let head = response.head.clone().or_else(|| self.meta().head.clone());
        Some(SyncRequest {
            protocol: PROTOCOL,
            device: request.device,
            epoch: Some(response.epoch),
            now,
            // Older lines of the log are for when there is no more of anything else.
            cursors: cursors(come.into_iter(), 0),
            changes: Vec::new(),
            report: None,
            head: head.filter(|_| !self.is_told(request, response)),
            held: Vec::new(),
        })
    }

    fn next_changes(&self, after: u64) -> Vec<Change> {
        let waiting = self
            .outbox()
            .filter(|item| item.state == State::Pending && item.change.counter > after);
        waiting
            .take(PUSH_CHANGES)
            .map(|item| item.change.clone())
            .collect()
    }

    /// What follows from an answer of the server: verdicts settle changes, slices bring records.
    ///
    /// `now` is this phone's clock as the answer came; half way between sending and this is when the
    /// server read its own. News of a slice that has moved on since the request left (another tab, a
    /// late answer) is left aside and will be asked for again; verdicts always count. A phone that was
    /// revoked signs out once nothing waits to be sent. `receipts` are those that [`Replica::lacks_above`]
    /// asks for: in the same batch in which the phone learns that the server's database was restored, what that
    /// lacks waits again.
    pub fn sync_response(
        &self,
        request: &SyncRequest,
        response: &SyncResponse,
        now: Millis,
        receipts: &[Outgoing],
    ) -> Batch {
        if self.is_past(request, response) {
            return Batch::default();
        }
        let by_id: IdMap<u64> = self
            .outbox()
            .map(|item| (item.change.id, item.change.counter))
            .collect();
        let same_person = self.me().is_some_and(|me| me.device == request.device);
        let timely = |part: &&SlicePart| {
            let asked = request.cursors.iter().find(|cursor| cursor.slice == part.slice);
            same_person && asked.map(|cursor| cursor.upto) == self.cursor(part.slice)
        };
        let mut ops: Vec<Op> = response
            .slices
            .iter()
            .filter(timely)
            .map(|part| Op::Part(self.unless_newer(part, response.epoch)))
            .collect();
        let mut complete = !response.more && ops.len() == response.slices.len();
        let mut again = BTreeMap::new();
        let restored_above = self.restored_above(response);
        if let Some(upto) = restored_above {
            let anew = self.begun_anew(&ops);
            complete &= anew.is_empty();
            ops.extend(anew);
            again = self.again(upto, receipts);
        }
        let mut answered = Vec::new();
        for answer in &response.verdicts {
            let item = by_id
                .get(&answer.change)
                .and_then(|counter| self.outbox.get(counter));
            if let Some(item) = item.filter(|item| item.state == State::Pending) {
                answered.push(item.change.counter);
                again.remove(&item.change.counter);
                ops.push(settle(item, answer.clone(), complete));
            }
        }
        // A head's decision is the last word on what was held.
        for answer in &response.decided {
            let item = by_id
                .get(&answer.change)
                .and_then(|counter| self.outbox.get(counter));
            if let Some(item) = item.filter(|item| item.state.is_held()) {
                answered.push(item.change.counter);
                ops.push(settle(item, answer.clone(), complete));
            }
        }
        let waits_again = |item: &Outgoing| again.contains_key(&item.change.counter);
        if complete {
            // Everything up to the answer's head is here: what was answered by then stands in the records now.
            // An answer that comes late may know nothing of it yet.
            let here = |answer: &Answer| match &response.head {
                Some(head) => answer.seq <= head.seq,
                None => answer.received <= response.server_time,
            };
            for item in self
                .outbox()
                .filter(|item| !answered.contains(&item.change.counter) && !waits_again(item))
            {
                if matches!(&item.state, State::Answered(answer) if answer.verdict.settles() && here(answer))
                {
                    ops.push(Op::Settle(item.clone()));
                }
            }
        }
        let unanswered = |change: &&Change| {
            let item = self.outbox.get(&change.counter);
            item.is_some_and(|item| item.state == State::Pending) && !answered.contains(&change.counter)
        };
        let full = request.changes.len() == PUSH_CHANGES && restored_above.is_none();
        let passed = request.changes.last().map(|change| change.counter);
        let passed = passed.filter(|_| full && request.changes.iter().any(|change| unanswered(&change)));
        let half = now.since(request.now).max(0) / 2;
        ops.push(Op::Meta(Meta {
            epoch: Some(response.epoch),
            skew_ms: request.now.plus(half).since(response.server_time),
            counter: self.counter(),
            head_told: self.is_told(request, response),
            head: response.head.clone().or_else(|| self.meta().head.clone()),
            backed_up: response.backed_up_upto,
            passed: passed.unwrap_or_default(),
            synced_at: Some(now),
            complete,
            ..self.meta().clone()
        }));
        let waits =
            |item: &Outgoing| item.state == State::Pending && !answered.contains(&item.change.counter);
        let signs_out = response.revoked && same_person && again.is_empty() && !self.outbox().any(waits);
        ops.extend(again.into_values());
        let mut ops = self.scrubbed(ops, receipts);
        ops.extend(self.outworn_lines(&ops));
        if signs_out {
            ops.extend(self.sign_out().0);
        }
        Batch(ops)
    }

    /// A part of an answer; what is newer here stays. A late answer may bring a slice that the phone does not hold, with
    /// records that it has of another.
    fn unless_newer(&self, part: &SlicePart, epoch: Id) -> SlicePart {
        let mut part = part.clone();
        if self.meta().epoch == Some(epoch) {
            for record in &mut part.records {
                let known = self.base.get(&record.id);
                if let Some(known) = known.filter(|known| known.version > record.version) {
                    record.clone_from(known);
                }
            }
        }
        part
    }

    /// Whether the server has heard of the head in this answer: it was in the request, or was told before.
    fn is_told(&self, request: &SyncRequest, response: &SyncResponse) -> bool {
        let (head, known) = (&response.head, &self.meta().head);
        response.epoch == request.epoch.unwrap_or(response.epoch)
            && (head.is_none() || *head == request.head || (self.meta().head_told && head == known))
    }
}

/// How far each slice has come, and of the log before which line older ones are wanted.
fn cursors(come: impl Iterator<Item = (Slice, u64)>, before: u64) -> Vec<Cursor> {
    come.map(|(slice, upto)| Cursor {
        slice,
        upto,
        before: (slice == Slice::Log).then_some(before),
    })
    .collect()
}

/// Where an answered change goes: among the receipts once its records are here, else it stays.
fn settle(item: &Outgoing, answer: Answer, complete: bool) -> Op {
    let settles = answer.verdict.settles();
    let item = Outgoing {
        change: item.change.clone(),
        state: State::Answered(answer),
    };
    if settles && complete {
        Op::Settle(item)
    } else {
        Op::Queue(item)
    }
}
