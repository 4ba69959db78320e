//! The Replica: what a phone knows.
//!
//! A slice of the association's records as the server last sent them, and the phone's own changes that
//! the server has not answered yet, laid on top. An intent goes in, changes and one write batch come
//! out; nothing here does I/O. A store writes the batch in one transaction, then [`Replica::apply`]
//! takes it in, so memory never runs ahead of what is durable.

mod again;
mod batch;
mod erased;
mod lines;
mod parcel;
mod plan;
mod sync;

use std::collections::{BTreeMap, BTreeSet};

pub use batch::{Batch, Me, Meta, Op, Outgoing, State, Touched};
pub use plan::{Draft, Plan, PlanError};

use crate::access::Asker;
use crate::erasure::{bare_record, is_erased};
use crate::id::{Id, IdMap, IdSet};
use crate::kind::Kind;
use crate::record::{Record, View};
use crate::slice::{Ledger, Slice};
use crate::time::Clock;

/// What the phone holds of one slice.
#[derive(Clone, Debug, Default)]
struct Holding {
    upto: u64,
    ids: IdSet,
}

/// What a phone knows: the server's records, its own pending changes, and the two laid together.
#[derive(Clone, Debug, Default)]
pub struct Replica {
    meta: Meta,
    base: IdMap<Record>,
    slices: BTreeMap<Slice, Holding>,
    outbox: BTreeMap<u64, Outgoing>,
    /// Counters of the changes laid over a record, oldest first.
    laid: IdMap<BTreeSet<u64>>,
    /// Records with pending changes, as a person sees them.
    over: IdMap<Record>,
    /// Every reference of every visible record: (referred to, kind, referring).
    links: BTreeSet<(Id, Kind, Id)>,
    kinds: BTreeMap<Kind, IdSet>,
    counter: u64,
}

impl Replica {
    /// A phone that knows nothing.
    pub fn new() -> Self {
        Replica::default()
    }

    /// Who is signed in on this phone.
    pub fn me(&self) -> Option<&Me> {
        self.meta.me.as_ref()
    }

    /// What is known of the server and of this phone's clock.
    pub fn meta(&self) -> &Meta {
        &self.meta
    }

    /// The rights of the signed-in member, as far as the phone knows them.
    pub fn asker(&self) -> Option<Asker> {
        self.get(self.me()?.member)
            .filter(|record| record.kind == Kind::Member)
            .map(Asker::of)
    }

    /// A record as a person sees it: pending changes on top.
    pub fn get(&self, id: Id) -> Option<&Record> {
        self.over.get(&id).or_else(|| self.base.get(&id))
    }

    /// A record through its typed view; `None` when it is not there or of another kind.
    pub fn view<V: View>(&self, id: Id) -> Option<V> {
        self.get(id).filter(|record| record.kind == V::KIND).map(V::of)
    }

    /// A record as the server last sent it.
    pub fn server_record(&self, id: Id) -> Option<&Record> {
        self.base.get(&id)
    }

    /// All visible records of a kind, in no order.
    pub fn all(&self, kind: Kind) -> impl Iterator<Item = &Record> {
        self.kinds
            .get(&kind)
            .into_iter()
            .flatten()
            .filter_map(|id| self.get(*id))
    }

    /// How many visible records of a kind there are.
    pub fn count(&self, kind: Kind) -> usize {
        self.kinds.get(&kind).map_or(0, IdSet::len)
    }

    /// Visible records of a kind that refer to a record.
    pub fn referring(&self, to: Id, kind: Kind) -> impl Iterator<Item = &Record> {
        self.links
            .range((to, kind, Id::MIN)..=(to, kind, Id::MAX))
            .filter_map(|(_, _, id)| self.get(*id))
    }

    /// How many visible records of a kind refer to a record.
    pub fn count_referring(&self, to: Id, kind: Kind) -> usize {
        self.links
            .range((to, kind, Id::MIN)..=(to, kind, Id::MAX))
            .count()
    }

    /// Whether a record has changes that the server has not answered.
    pub fn is_pending(&self, id: Id) -> bool {
        self.laid.contains_key(&id)
    }

    /// Everything that is not settled: waiting, held, refused, oldest first.
    pub fn outbox(&self) -> impl Iterator<Item = &Outgoing> {
        self.outbox.values()
    }

    /// How many changes wait to be sent.
    pub fn waiting(&self) -> usize {
        self.outbox
            .values()
            .filter(|item| item.state == State::Pending)
            .count()
    }

    /// How many changes need a person: refused.
    pub fn needing_person(&self) -> usize {
        self.outbox
            .values()
            .filter(|item| item.state.is_refused())
            .count()
    }

    /// The slices held, with how far each has come.
    pub fn cursors(&self) -> impl Iterator<Item = (Slice, u64)> {
        self.slices.iter().map(|(slice, holding)| (*slice, holding.upto))
    }

    /// How far one slice has come; `None` when it is not held.
    pub fn cursor(&self, slice: Slice) -> Option<u64> {
        self.slices.get(&slice).map(|holding| holding.upto)
    }

    /// The ids a slice holds.
    pub fn slice_ids(&self, slice: Slice) -> impl Iterator<Item = Id> {
        self.slices
            .get(&slice)
            .into_iter()
            .flat_map(|holding| holding.ids.iter().copied())
    }

    /// The records as the server sent them, with the slices each is in: what a store packs into pages.
    pub fn base_records(&self, slice: Slice) -> impl Iterator<Item = &Record> {
        self.slice_ids(slice).filter_map(|id| self.base.get(&id))
    }

    /// The true time now, as well as the last sync could measure it.
    pub fn true_clock(&self, device: Clock) -> Clock {
        Clock {
            now: device.now.plus(self.meta.skew_ms.saturating_neg()),
            ..device
        }
    }

    /// The highest counter given out so far.
    pub fn counter(&self) -> u64 {
        self.counter
    }

    /// Takes in a batch that a store has made durable. Taking it in twice is harmless.
    pub fn apply(&mut self, batch: &Batch) -> Touched {
        self.absorb(batch.clone())
    }

    /// Takes in a batch that nobody needs any more: what it holds is moved, not copied.
    pub fn absorb(&mut self, batch: Batch) -> Touched {
        let mut touched = Touched::default();
        for op in batch.0 {
            self.take(op, &mut touched);
        }
        let ids: Vec<Id> = touched.ids.iter().copied().collect();
        for id in ids {
            self.refresh(id, &mut touched);
        }
        if touched.kinds.contains(&Kind::Pair) {
            // Who is one with whom alters how all that names people reads.
            touched.kinds.extend([
                Kind::Beneficiary,
                Kind::Registration,
                Kind::Attendance,
                Kind::Delivery,
                Kind::Consent,
            ]);
        }
        touched
    }

    fn take(&mut self, op: Op, touched: &mut Touched) {
        match op {
            Op::Part(part) => {
                if part.dropped || part.fresh {
                    self.forget(part.slice, touched);
                }
                if part.dropped {
                    self.slices.remove(&part.slice);
                    return;
                }
                let holding = self.slices.entry(part.slice).or_default();
                holding.upto = holding.upto.max(part.upto);
                holding.ids.extend(part.records.iter().map(|record| record.id));
                for id in &part.gone {
                    holding.ids.remove(id);
                }
                self.base.reserve(part.records.len());
                for record in part.records {
                    self.touch(record.id, touched);
                    self.base.insert(record.id, record);
                }
                for id in &part.gone {
                    self.touch(*id, touched);
                }
                self.sweep(part.gone.into_iter());
            }
            Op::Queue(item) => {
                self.counter = self.counter.max(item.change.counter);
                touched.outbox = true;
                self.touch(item.change.record, touched);
                self.lay(&item);
                self.outbox.insert(item.change.counter, item);
            }
            Op::Settle(item) => {
                self.counter = self.counter.max(item.change.counter);
                touched.outbox = true;
                self.touch(item.change.record, touched);
                self.unlay(item.change.record, item.change.counter);
                self.outbox.remove(&item.change.counter);
            }
            Op::Meta(meta) => {
                self.counter = self.counter.max(meta.counter);
                touched.meta = true;
                self.meta = meta;
            }
        }
    }

    fn lay(&mut self, item: &Outgoing) {
        if item.state.is_laid() {
            self.laid
                .entry(item.change.record)
                .or_default()
                .insert(item.change.counter);
        } else {
            self.unlay(item.change.record, item.change.counter);
        }
    }

    fn unlay(&mut self, record: Id, counter: u64) {
        if let Some(counters) = self.laid.get_mut(&record) {
            counters.remove(&counter);
            if counters.is_empty() {
                self.laid.remove(&record);
            }
        }
    }

    fn forget(&mut self, slice: Slice, touched: &mut Touched) {
        let ids = self.slices.get_mut(&slice).map(|holding| {
            holding.upto = 0;
            core::mem::take(&mut holding.ids)
        });
        let ids = ids.unwrap_or_default();
        for id in &ids {
            self.touch(*id, touched);
        }
        self.sweep(ids.into_iter());
    }

    /// Drops records that no slice holds any more.
    fn sweep(&mut self, ids: impl Iterator<Item = Id>) {
        for id in ids {
            if !self.slices.values().any(|holding| holding.ids.contains(&id)) {
                self.base.remove(&id);
            }
        }
    }

    /// Takes a record out of the indexes the first time a batch touches it, while it still reads as indexed.
    fn touch(&mut self, id: Id, touched: &mut Touched) {
        if !touched.ids.insert(id) {
            return;
        }
        let Some(old) = self.over.get(&id).or_else(|| self.base.get(&id)) else {
            return;
        };
        touched.kinds.insert(old.kind);
        if let Some(ids) = self.kinds.get_mut(&old.kind) {
            ids.remove(&id);
        }
        for (_, to) in old.references() {
            self.links.remove(&(to, old.kind, id));
        }
    }

    /// Lays pending changes over one record again and puts it back into the indexes.
    fn refresh(&mut self, id: Id, touched: &mut Touched) {
        self.over.remove(&id);
        if let Some(counters) = self.laid.get(&id) {
            let changes = counters
                .iter()
                .filter_map(|counter| self.outbox.get(counter))
                .map(|item| &item.change);
            let mut seen = self.base.get(&id).cloned();
            for change in changes {
                let whole = change.whole(seen.as_ref());
                let record = seen.get_or_insert_with(|| Record::empty(change.kind, id));
                record.fields.lay(&whole);
            }
            // A person whose data is to be erased is shown as they will stand.
            let erased = seen.as_ref().filter(|record| is_erased(record));
            seen = erased.map(bare_record).or(seen);
            if let Some(record) = seen {
                self.over.insert(id, record);
            }
        }
        let Some(record) = self.over.get(&id).or_else(|| self.base.get(&id)) else {
            return;
        };
        touched.kinds.insert(record.kind);
        self.kinds.entry(record.kind).or_default().insert(id);
        self.links
            .extend(record.references().map(|(_, to)| (to, record.kind, id)));
    }
}

impl Ledger for Replica {
    fn record(&self, id: Id) -> Option<&Record> {
        self.get(id)
    }

    fn activities_of(&self, person: Id) -> Vec<Id> {
        let in_slices = self.slices.iter().filter_map(|(slice, holding)| match slice {
            Slice::Activity(activity) if holding.ids.contains(&person) => Some(*activity),
            _ => None,
        });
        let registered = self
            .referring(person, Kind::Registration)
            .map(|registration| registration.read(crate::record::registration::ACTIVITY));
        in_slices
            .chain(registered)
            .collect::<BTreeSet<Id>>()
            .into_iter()
            .collect()
    }

    fn another_head(&self, than: Id) -> bool {
        self.all(Kind::Member)
            .any(|member| member.id != than && Asker::of(member).manages_team())
    }
}
