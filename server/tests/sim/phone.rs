//! A phone: the real replica over a store whose batches are atomic, a clock of its own, and a person.

use std::collections::{BTreeMap, BTreeSet};
use std::mem;

use domain::change::{Change, Edit};
use domain::id::Id;
use domain::replica::{Batch, Me, Meta, Op, Outgoing, Replica, State};
use domain::time::{Clock, Millis};
use domain::wire::{DeviceReport, SlicePart, SyncRequest, SyncResponse, from_cbor, to_cbor};

/// What a phone keeps, as bytes: what is here survives the program being killed.
#[derive(Clone, Default)]
pub(crate) struct Disk {
    parts: Vec<Vec<u8>>,
    outbox: BTreeMap<u64, Vec<u8>>,
    receipts: BTreeMap<u64, (Id, Vec<u8>)>,
    meta: Vec<u8>,
    /// What was settled when somebody signed out, and no receipt of which stays: the server said that it is in a backup.
    pub(crate) left: BTreeSet<Id>,
    /// What was settled when the server signed the phone out, which is wiped then.
    pub(crate) wiped: BTreeSet<Id>,
}

impl Disk {
    /// Writes a batch, all or nothing.
    fn write(&mut self, batch: &Batch) {
        for op in &batch.0 {
            match op {
                Op::Part(part) => self.parts.push(to_cbor(part)),
                Op::Queue(item) => {
                    self.outbox.insert(item.change.counter, to_cbor(item));
                    self.receipts.remove(&item.change.counter);
                }
                Op::Settle(item) => {
                    self.outbox.remove(&item.change.counter);
                    self.receipts
                        .insert(item.change.counter, (item.change.id, to_cbor(item)));
                }
                Op::Meta(meta) => {
                    self.meta = to_cbor(meta);
                    if meta.me.is_none() {
                        self.wiped
                            .extend(mem::take(&mut self.receipts).values().map(|(id, _)| *id));
                    }
                }
            }
        }
    }

    /// Puts what the replica holds in the place of all news it came from.
    fn fold(&mut self, replica: &Replica) {
        let slice = |(slice, upto)| SlicePart {
            records: replica.base_records(slice).cloned().collect(),
            ..SlicePart::empty(slice, upto)
        };
        self.parts = replica.cursors().map(|held| to_cbor(&slice(held))).collect();
    }

    /// What a phone that opens knows.
    fn read(&self) -> Replica {
        let parts = self.parts.iter().map(|bytes| Op::Part(from_cbor(bytes).unwrap()));
        let outbox = self
            .outbox
            .values()
            .map(|bytes| Op::Queue(from_cbor(bytes).unwrap()));
        let meta: Meta = from_cbor(&self.meta).unwrap_or_default();
        let mut replica = Replica::new();
        replica.absorb(Batch(parts.chain(outbox).chain([Op::Meta(meta)]).collect()));
        replica
    }

    /// The changes that were settled, with their answers.
    pub(crate) fn receipts(&self) -> impl Iterator<Item = Outgoing> {
        self.receipts.values().map(|(_, bytes)| from_cbor(bytes).unwrap())
    }

    /// Those that the server answered under a number above one.
    fn answered_above(&self, seq: u64) -> Vec<Outgoing> {
        let above = |item: &Outgoing| matches!(&item.state, State::Answered(answer) if answer.seq > seq);
        self.receipts().filter(above).collect()
    }

    /// Those that the server has not said to be in a backup.
    fn unsaved(&self) -> BTreeMap<u64, (Id, Vec<u8>)> {
        let meta: Meta = from_cbor(&self.meta).unwrap_or_default();
        let unsaved = self.answered_above(meta.backed_up);
        let row = |item: &Outgoing| (item.change.counter, (item.change.id, to_cbor(item)));
        unsaved.iter().map(row).collect()
    }

    /// Which they are.
    pub(crate) fn settled(&self) -> impl Iterator<Item = Id> {
        let receipts = self.receipts.values().map(|(id, _)| *id);
        let gone = self.left.iter().chain(&self.wiped);
        receipts.chain(gone.copied())
    }
}

/// Where a phone is when it is killed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Death {
    /// What was planned is not on disk.
    BeforeCommit,
    /// It is on disk, and memory does not know.
    BeforeApply,
}

/// A phone and whoever holds it.
pub(crate) struct Phone {
    pub(crate) disk: Disk,
    pub(crate) replica: Replica,
    pub(crate) member: Id,
    /// The phone's session at the server: as which device.
    pub(crate) device: Id,
    /// How far its clock is ahead of the true time, in milliseconds.
    pub(crate) ahead_ms: i64,
    /// Whether it runs the first version of the app: what later versions say is not understood.
    pub(crate) old: bool,
    /// Whether it speaks JSON.
    pub(crate) json: bool,
}

impl Phone {
    pub(crate) fn new(member: Id) -> Self {
        Phone {
            disk: Disk::default(),
            replica: Replica::new(),
            member,
            device: Id::MIN,
            ahead_ms: 0,
            old: false,
            json: false,
        }
    }

    pub(crate) fn clock(&self, now: Millis) -> Clock {
        Clock {
            now: now.plus(self.ahead_ms),
            offset_min: 60,
        }
    }

    pub(crate) fn sign_in(&mut self, association: Id, device: Id) {
        self.device = device;
        let batch = self.replica.sign_in(Me {
            association,
            member: self.member,
            device,
        });
        self.commit(&batch, None);
    }

    pub(crate) fn sign_out(&mut self) {
        let batch = self.replica.sign_out();
        let (settled, unsaved) = (self.disk.receipts.clone(), self.disk.unsaved());
        let wiped = self.disk.wiped.clone();
        self.commit(&batch, None);
        let saved = settled
            .iter()
            .filter(|(counter, _)| !unsaved.contains_key(counter));
        self.disk.left.extend(saved.map(|(_, (id, _))| *id));
        (self.disk.receipts, self.disk.wiped) = (unsaved, wiped);
    }

    /// The versions of the server's records that some edits are about; 0 of those it has not.
    pub(crate) fn versions(&self, edits: &[Edit]) -> BTreeMap<Id, u64> {
        let version = |id| self.replica.server_record(id).map_or(0, |record| record.version);
        edits
            .iter()
            .map(|edit| (edit.record, version(edit.record)))
            .collect()
    }

    /// Records edits as a screen does; the changes that were shown as saved. `None`: it was not allowed.
    pub(crate) fn record(
        &mut self,
        edits: &[Edit],
        now: Millis,
        death: Option<Death>,
    ) -> Option<Vec<Change>> {
        let plan = self.replica.plan(edits, self.clock(now)).ok()?;
        self.commit(&plan.batch, death);
        (death != Some(Death::BeforeCommit)).then_some(plan.changes)
    }

    pub(crate) fn request(&self, now: Millis) -> Option<SyncRequest> {
        let report = DeviceReport {
            waiting: self.replica.waiting() as u64,
            refused: self.replica.needing_person() as u64,
            version: "simulated".into(),
            ..DeviceReport::default()
        };
        let mut request = self
            .replica
            .sync_request(self.clock(now), (!self.old).then_some(report))?;
        if self.old {
            request.cursors.iter_mut().for_each(|cursor| cursor.before = None);
        }
        Some(request)
    }

    /// Takes an answer in; whether it says anything that still holds.
    pub(crate) fn receive(
        &mut self,
        request: &SyncRequest,
        mut response: SyncResponse,
        now: Millis,
        death: Option<Death>,
    ) -> bool {
        if self.old {
            (response.head, response.revoked) = (None, false);
            (response.shared_upto, response.backed_up_upto) = (None, 0);
        }
        let above = self.replica.lacks_above(&response);
        let receipts = above.map_or_else(Vec::new, |seq| self.disk.answered_above(seq));
        let batch = self
            .replica
            .sync_response(request, &response, self.clock(now).now, &receipts);
        self.commit(&batch, death);
        !batch.0.is_empty()
    }

    fn commit(&mut self, batch: &Batch, death: Option<Death>) {
        if death != Some(Death::BeforeCommit) {
            self.disk.write(batch);
        }
        if death.is_some() {
            self.restart();
        } else {
            self.replica.apply(batch);
        }
    }

    /// Forgets memory and reads the disk again.
    pub(crate) fn restart(&mut self) {
        self.replica = self.disk.read();
    }

    pub(crate) fn fold(&mut self) {
        self.disk.fold(&self.replica);
    }

    /// Whether what memory holds is what the disk would give back.
    pub(crate) fn disk_agrees(&self) -> bool {
        let again = self.disk.read();
        let outbox = |replica: &Replica| replica.outbox().cloned().collect::<Vec<_>>();
        again.meta() == self.replica.meta()
            && outbox(&again) == outbox(&self.replica)
            && again.cursors().eq(self.replica.cursors())
            && self.replica.cursors().all(|(slice, _)| {
                let ids = |replica: &Replica| replica.slice_ids(slice).collect::<BTreeSet<_>>();
                ids(&again) == ids(&self.replica)
                    && ids(&again)
                        .into_iter()
                        .all(|id| again.get(id) == self.replica.get(id))
            })
    }
}
