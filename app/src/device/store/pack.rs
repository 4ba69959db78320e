//! How a batch and a replica lie in a store: pure, the same for every implementation.

use std::collections::{BTreeMap, BTreeSet};

use domain::change::Change;
use domain::erasure::is_erased;
use domain::id::Id;
use domain::replica::{Batch, Me, Meta, Op, Outgoing, Replica, State};
use domain::slice::Slice;
use domain::time::Millis;
use domain::wire::{SlicePart, from_cbor, to_cbor};

use super::{Loaded, Mark, StoreError};

/// Changes not settled: by counter, one packed `Outgoing`.
pub(super) const OUTBOX: &str = "outbox";
/// Settled changes: by counter, `{record, answered?, body}`.
pub(super) const RECEIPTS: &str = "receipts";
/// News of slices since the last fold: by a rising number, one packed `Batch`.
pub(super) const JOURNAL: &str = "journal";
/// Slices as last folded: by slice and page number, one packed `SlicePart`.
pub(super) const PAGES: &str = "pages";
/// The few other things: `meta`, `owner`, `folded`.
pub(super) const META: &str = "meta";
/// In `meta`: the few things a replica is beside its records.
pub(super) const STORED: &str = "meta";
/// In `meta`: who last signed in.
pub(super) const OWNER: &str = "owner";

/// Records in one page.
const PAGE_RECORDS: usize = 1_000;
/// A journal smaller than this is not worth folding.
const JOURNAL_BYTES: usize = 256 * 1024;
/// How long a receipt is kept at least.
const RECEIPT_MS: i64 = 30 * 86_400_000;
/// How long a receipt is kept that the server does not say is in a backup.
const UNSAVED_RECEIPT_MS: i64 = 90 * 86_400_000;

/// A settled change on its way into the receipts.
pub(super) struct Receipt {
    pub(super) counter: u64,
    pub(super) record: Id,
    /// When the server answered; `None` keeps it for ever.
    pub(super) answered: Option<Millis>,
    pub(super) body: Vec<u8>,
}

/// What one batch writes where.
#[derive(Default)]
pub(super) struct Writes {
    /// The journal entry other tabs read; `None` when the batch says nothing they must hear.
    pub(super) journal: Option<Vec<u8>>,
    /// Outbox rows in order: by counter, `None` takes one away.
    pub(super) outbox: Vec<(u64, Option<Vec<u8>>)>,
    pub(super) receipts: Vec<Receipt>,
    /// Counters of changes that are in the outbox from now on, and not among the receipts.
    pub(super) unsettled: Vec<u64>,
    pub(super) meta: Option<Meta>,
    /// Slices whose pages go at once: what a member may not see any more does not wait for a fold.
    pub(super) dropped: BTreeSet<Slice>,
    /// Whether everything but unsent work goes: nobody is signed in any more, or someone else is.
    pub(super) wipes: bool,
    /// Where it goes: above which number receipts stay, sealed, for a server that is restored; `None` where none stays.
    pub(super) keeps_above: Option<u64>,
}

impl Writes {
    /// Sorts a batch into what goes where, given the meta that is stored, and whether rows are sealed.
    pub(super) fn of(batch: &Batch, stored: &Meta, sealed: bool) -> Self {
        let mut writes = Writes::default();
        let mut parts = Vec::new();
        for op in &batch.0 {
            match op {
                Op::Part(part) => {
                    writes.dropped.extend(part.dropped.then_some(part.slice));
                    parts.push(op.clone());
                }
                Op::Queue(item) => {
                    writes.outbox.push((item.change.counter, Some(to_cbor(item))));
                    writes.unsettled.push(item.change.counter);
                }
                Op::Settle(item) => {
                    writes.outbox.push((item.change.counter, None));
                    writes.receipts.push(receipt(item));
                }
                Op::Meta(meta) => writes.meta = Some(meta.clone()),
            }
        }
        let another_member = writes.meta.as_ref().is_some_and(|meta| meta.me != stored.me);
        writes.wipes = writes.meta.as_ref().is_some_and(|meta| leaves(stored, meta));
        if writes.wipes {
            let nobody_comes = writes.meta.as_ref().is_some_and(|meta| meta.me.is_none());
            writes.keeps_above = (sealed && nobody_comes).then_some(stored.backed_up);
            let keeps_above = writes.keeps_above;
            writes
                .receipts
                .retain(|receipt| outlasts(&receipt.body, keeps_above));
        }
        if !parts.is_empty() || !writes.outbox.is_empty() || another_member {
            writes.journal = Some(to_cbor(&Batch(parts)));
        }
        writes
    }
}

/// Whether whoever was signed in is not any more.
fn leaves(stored: &Meta, meta: &Meta) -> bool {
    match (&stored.me, &meta.me) {
        (Some(was), Some(is)) => !was.same_person(is),
        (_, is) => is.is_none(),
    }
}

/// Whether changes may be recorded by someone, given the meta that is stored.
pub(super) fn may_record(changes: &[Change], by: Option<&Me>, stored: &Meta) -> Result<(), StoreError> {
    if by != stored.me.as_ref() {
        return Err(StoreError::OtherPerson);
    }
    if changes.iter().any(|change| change.counter <= stored.counter) {
        return Err(StoreError::Taken);
    }
    Ok(())
}

fn receipt(item: &Outgoing) -> Receipt {
    let answered = match &item.state {
        State::Answered(answer) if answer.verdict.settles() => Some(answer.received),
        State::Answered(_) | State::Pending => None,
    };
    Receipt {
        counter: item.change.counter,
        record: item.change.record,
        answered,
        body: to_cbor(item),
    }
}

/// A recorded change as an outbox row.
pub(super) fn row(change: &Change) -> Vec<u8> {
    to_cbor(&Outgoing {
        change: change.clone(),
        state: State::Pending,
    })
}

/// Receipts answered before this may be dropped: see [`is_outlived`].
pub(super) fn oldest_receipt(now: Millis) -> Millis {
    now.plus(-RECEIPT_MS)
}

/// Whether a receipt that is old enough may go, given up to which number all is in a backup of the server's.
pub(super) fn is_outlived(body: &[u8], backed_up: u64, now: Millis) -> bool {
    let answered = answer(body);
    answered.is_some_and(|(seq, received)| seq <= backed_up || received < now.plus(-UNSAVED_RECEIPT_MS))
}

/// Whether a receipt stays where its member leaves, given above which number receipts do.
pub(super) fn outlasts(body: &[u8], keeps_above: Option<u64>) -> bool {
    let above = answer(body).zip(keeps_above);
    above.is_some_and(|((seq, _), keeps_above)| seq > keeps_above)
}

/// Whether a receipt was answered under a number above `seq`.
pub(super) fn is_above(item: &Outgoing, seq: u64) -> bool {
    matches!(&item.state, State::Answered(answer) if answer.seq > seq)
}

fn answer(body: &[u8]) -> Option<(u64, Millis)> {
    match from_cbor::<Outgoing>(body).ok()?.state {
        State::Answered(answer) => Some((answer.seq, answer.received)),
        State::Pending => None,
    }
}

/// What a slice's pages are called before their number; `/` and then `0` bound them.
pub(super) fn prefix(slice: Slice) -> String {
    slice
        .to_bytes()
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

/// Slices packed into pages, on their way into a store.
pub struct Packed(pub(super) Vec<Folded>);

/// One slice, packed again.
pub(super) struct Folded {
    pub(super) prefix: String,
    pub(super) pages: Vec<(String, Vec<u8>)>,
}

/// Packs slices as the replica holds them; one it does not hold gets no page.
pub(super) fn pack(replica: &Replica, slices: &BTreeSet<Slice>) -> Packed {
    let cursors: BTreeMap<Slice, u64> = replica.cursors().collect();
    Packed(
        slices
            .iter()
            .map(|slice| fold_one(replica, *slice, cursors.get(slice).copied()))
            .collect(),
    )
}

fn fold_one(replica: &Replica, slice: Slice, upto: Option<u64>) -> Folded {
    let prefix = prefix(slice);
    let Some(upto) = upto else {
        return Folded {
            prefix,
            pages: Vec::new(),
        };
    };
    let mut records = replica.base_records(slice).cloned();
    let mut pages = Vec::new();
    loop {
        let page: Vec<_> = records.by_ref().take(PAGE_RECORDS).collect();
        let last = page.len() < PAGE_RECORDS;
        if !page.is_empty() || pages.is_empty() {
            let part = SlicePart {
                records: page,
                ..SlicePart::empty(slice, upto)
            };
            pages.push((format!("{prefix}/{:06}", pages.len()), to_cbor(&part)));
        }
        if last {
            return Folded { prefix, pages };
        }
    }
}

/// Everything a store read, as bytes.
#[derive(Default)]
pub(super) struct Read {
    pub(super) pages: Vec<Vec<u8>>,
    pub(super) journal: Vec<Vec<u8>>,
    pub(super) outbox: Vec<(u64, Vec<u8>)>,
    pub(super) meta: Option<Vec<u8>>,
    pub(super) owner: Option<Vec<u8>>,
    pub(super) mark: Mark,
}

/// A replica out of bytes, and whether pages or journal were damaged: then they are left out whole.
pub(super) fn rebuild(read: Read, tally: &mut Tally) -> (Loaded, bool) {
    let mut replica = Replica::new();
    *tally = Tally::default();
    let sound =
        lay_pages(&read.pages, &mut replica, tally) && lay_journal(&read.journal, &mut replica, tally);
    if !sound {
        replica = Replica::new();
        *tally = Tally::default();
    }
    let (outbox, unreadable) = outbox(&read.outbox);
    let mut rest: Vec<Op> = outbox.into_iter().map(Op::Queue).collect();
    rest.push(Op::Meta(meta(
        read.meta.as_deref(),
        read.outbox.last().map(|(counter, _)| *counter),
    )));
    replica.absorb(Batch(rest));
    (
        Loaded {
            replica,
            mark: read.mark,
            owner: read.owner.and_then(|owner| from_cbor(&owner).ok()),
            unreadable,
        },
        !sound,
    )
}

/// The outbox out of its rows, and how many of them this version cannot read: those stay as they are.
pub(super) fn outbox(rows: &[(u64, Vec<u8>)]) -> (Vec<Outgoing>, usize) {
    let readable: Vec<Outgoing> = rows.iter().filter_map(|(_, row)| from_cbor(row).ok()).collect();
    let unreadable = rows.len() - readable.len();
    (readable, unreadable)
}

fn lay_pages(pages: &[Vec<u8>], replica: &mut Replica, tally: &mut Tally) -> bool {
    pages.iter().all(|bytes| {
        let Ok(part) = from_cbor::<SlicePart>(bytes) else {
            return false;
        };
        tally.page(part.slice, bytes.len());
        replica.absorb(Batch(vec![Op::Part(part)]));
        true
    })
}

fn lay_journal(journal: &[Vec<u8>], replica: &mut Replica, tally: &mut Tally) -> bool {
    journal.iter().all(|bytes| {
        let Ok(batch) = from_cbor::<Batch>(bytes) else {
            return false;
        };
        tally.entry(&batch, bytes.len());
        replica.absorb(batch);
        true
    })
}

/// The stored meta, its counter never below one that an outbox row has.
pub(super) fn meta(stored: Option<&[u8]>, last: Option<u64>) -> Meta {
    let meta = stored
        .and_then(|bytes| from_cbor::<Meta>(bytes).ok())
        .unwrap_or_default();
    Meta {
        counter: meta.counter.max(last.unwrap_or_default()),
        ..meta
    }
}

/// What a store weighs, to know when folding pays.
#[derive(Default)]
pub(super) struct Tally {
    pages: BTreeMap<String, usize>,
    journal: usize,
    touched: BTreeSet<Slice>,
    /// Whether the journal still holds something of a slice that was dropped, or of somebody whose data was erased.
    forgets: bool,
}

impl Tally {
    fn page(&mut self, slice: Slice, bytes: usize) {
        *self.pages.entry(prefix(slice)).or_default() += bytes;
    }

    /// Counts what a batch of this tab wrote.
    pub(super) fn committed(&mut self, batch: &Batch, writes: &Writes) {
        if writes.wipes {
            *self = Tally::default();
        }
        if let Some(entry) = &writes.journal {
            self.entry(batch, entry.len());
        }
    }

    /// Counts a journal entry, this tab's or another's: what is folded must have been counted.
    pub(super) fn entry(&mut self, batch: &Batch, bytes: usize) {
        self.journal += bytes;
        for op in &batch.0 {
            if let Op::Part(part) = op {
                self.touched.insert(part.slice);
                self.forgets |= part.dropped || part.records.iter().any(is_erased);
            }
        }
    }

    /// The slices that the journal says something of.
    pub(super) fn touched(&self) -> &BTreeSet<Slice> {
        &self.touched
    }

    /// Counts what folding wrote. What the journal got meanwhile is counted again at the next load.
    pub(super) fn folded(&mut self, packed: &Packed) {
        for slice in &packed.0 {
            let bytes = slice.pages.iter().map(|(_, page)| page.len()).sum();
            self.pages.insert(slice.prefix.clone(), bytes);
            self.touched.retain(|touched| prefix(*touched) != slice.prefix);
        }
        self.journal = 0;
        self.forgets = false;
    }

    /// Whether the journal is large, for itself and beside the pages, or holds what was to be forgotten.
    pub(super) fn wants_fold(&self) -> bool {
        self.forgets || self.journal > JOURNAL_BYTES.max(self.pages.values().sum::<usize>() / 4)
    }
}
