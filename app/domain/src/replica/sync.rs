//! The two halves of a sync: what to ask, and what follows from the answer.

use super::{Batch, Me, Meta, Op, Outgoing, Replica, State};
use crate::id::IdMap;
use crate::slice::Slice;
use crate::time::{Clock, Millis};
use crate::verdict::Answer;
use crate::wire::{Cursor, DeviceReport, PROTOCOL, PUSH_CHANGES, SlicePart, SyncRequest, SyncResponse};

impl Replica {
    /// The batch that begins a phone's life with a member: who is signed in, and nothing else.
    pub fn sign_in(&self, me: Me) -> Batch {
        let same = self.me() == Some(&me);
        let meta = if same {
            self.meta.clone()
        } else {
            Meta {
                counter: self.counter(),
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
        let waiting = self.outbox().filter(|item| item.state == State::Pending);
        Some(SyncRequest {
            protocol: PROTOCOL,
            device: me.device,
            epoch: self.meta().epoch,
            now: clock.now,
            cursors: self
                .cursors()
                .map(|(slice, upto)| Cursor { slice, upto })
                .collect(),
            changes: waiting
                .take(PUSH_CHANGES)
                .map(|item| item.change.clone())
                .collect(),
            report,
        })
    }

    /// What follows from an answer of the server: verdicts settle changes, slices bring records.
    ///
    /// `now` is this phone's clock as the answer came; half way between sending and this is when the
    /// server read its own. News of a slice that has moved on since the request left (another tab, a
    /// late answer) is left aside and will be asked for again; verdicts always count. A phone that was
    /// revoked signs out once nothing waits to be sent.
    pub fn sync_response(&self, request: &SyncRequest, response: &SyncResponse, now: Millis) -> Batch {
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
            .cloned()
            .map(Op::Part)
            .collect();
        let complete = !response.more && ops.len() == response.slices.len();
        let mut answered = Vec::new();
        for answer in &response.verdicts {
            let item = by_id
                .get(&answer.change)
                .and_then(|counter| self.outbox.get(counter));
            if let Some(item) = item.filter(|item| item.state == State::Pending) {
                answered.push(item.change.counter);
                ops.push(settle(item, answer.clone(), complete));
            }
        }
        if complete {
            // Everything is here: what was answered before stands in the records now.
            for item in self
                .outbox()
                .filter(|item| !answered.contains(&item.change.counter))
            {
                if matches!(&item.state, State::Answered(answer) if answer.verdict.settles()) {
                    ops.push(Op::Settle(item.clone()));
                }
            }
        }
        let half = now.since(request.now).max(0) / 2;
        ops.push(Op::Meta(Meta {
            epoch: Some(response.epoch),
            skew_ms: request.now.plus(half).since(response.server_time),
            counter: self.counter(),
            head: response.head.clone().or_else(|| self.meta().head.clone()),
            synced_at: Some(now),
            complete,
            ..self.meta().clone()
        }));
        let waits =
            |item: &Outgoing| item.state == State::Pending && !answered.contains(&item.change.counter);
        if response.revoked && same_person && !self.outbox().any(waits) {
            ops.extend(self.sign_out().0);
        }
        Batch(ops)
    }
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
