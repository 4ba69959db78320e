//! A store that forgets when the page is closed: for tests of what stands above a store.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use domain::change::Change;
use domain::id::Id;
use domain::replica::{Batch, Meta, Outgoing, Replica};
use domain::time::Millis;
use domain::wire::{from_cbor, to_cbor};

use super::pack::{self, Read, Receipt, Tally, Writes};
use super::{Loaded, Mark, News, Packed, Store, StoreError};

#[derive(Default)]
struct Rows {
    pages: BTreeMap<String, Vec<u8>>,
    journal: BTreeMap<u64, Vec<u8>>,
    outbox: BTreeMap<u64, Vec<u8>>,
    receipts: BTreeMap<u64, Receipt>,
    meta: Option<Vec<u8>>,
    owner: Option<Vec<u8>>,
    last: u64,
    folded: u64,
}

/// A store in memory. Another tab is another one on the same rows: [`Memory::tab`].
#[derive(Default)]
pub struct Memory {
    rows: Rc<RefCell<Rows>>,
    tally: RefCell<Tally>,
}

impl Memory {
    /// Nothing kept yet.
    pub fn new() -> Self {
        Memory::default()
    }

    /// Another tab on the same rows.
    #[must_use]
    pub fn tab(&self) -> Self {
        Memory {
            rows: Rc::clone(&self.rows),
            tally: RefCell::default(),
        }
    }
}

impl Rows {
    fn stored(&self) -> Meta {
        pack::meta(self.meta.as_deref(), None)
    }

    fn stands_at(&self, at: Mark) -> bool {
        self.last == at.0
    }

    fn outbox(&self) -> Vec<(u64, Vec<u8>)> {
        self.outbox
            .iter()
            .map(|(counter, row)| (*counter, row.clone()))
            .collect()
    }

    fn write(&mut self, writes: Writes) {
        for (counter, row) in writes.outbox {
            match row {
                Some(row) => self.outbox.insert(counter, row),
                None => self.outbox.remove(&counter),
            };
        }
        self.receipts.extend(
            writes
                .receipts
                .into_iter()
                .map(|receipt| (receipt.counter, receipt)),
        );
        if let Some(meta) = writes.meta {
            self.owner = meta.me.as_ref().map(to_cbor).or(self.owner.take());
            self.meta = Some(to_cbor(&meta));
        }
        if let Some(entry) = writes.journal {
            self.last += 1;
            self.journal.insert(self.last, entry);
        }
    }
}

impl Store for Memory {
    async fn load(&self) -> Result<Loaded, StoreError> {
        let mut rows = self.rows.borrow_mut();
        let read = Read {
            pages: rows.pages.values().cloned().collect(),
            journal: rows.journal.values().cloned().collect(),
            outbox: rows.outbox(),
            meta: rows.meta.clone(),
            owner: rows.owner.clone(),
            mark: Mark(rows.last),
        };
        let (loaded, damaged) = pack::rebuild(read, &mut self.tally.borrow_mut());
        if damaged {
            rows.pages.clear();
            rows.journal.clear();
            rows.folded = rows.last;
        }
        Ok(loaded)
    }

    async fn record(&self, changes: &[Change]) -> Result<(), StoreError> {
        let mut rows = self.rows.borrow_mut();
        if changes
            .iter()
            .any(|change| rows.outbox.contains_key(&change.counter))
        {
            return Err(StoreError::Taken);
        }
        rows.outbox
            .extend(changes.iter().map(|change| (change.counter, pack::row(change))));
        Ok(())
    }

    async fn commit(&self, batch: &Batch, at: Mark) -> Result<Mark, StoreError> {
        let mut rows = self.rows.borrow_mut();
        if !rows.stands_at(at) {
            return Err(StoreError::Behind);
        }
        let writes = Writes::of(batch, &rows.stored());
        if let Some(entry) = &writes.journal {
            self.tally.borrow_mut().entry(batch, entry.len());
        }
        rows.write(writes);
        Ok(Mark(rows.last))
    }

    async fn news(&self, since: Mark) -> Result<Option<News>, StoreError> {
        let rows = self.rows.borrow();
        if rows.folded > since.0 {
            return Ok(None);
        }
        let entries: Result<Vec<Batch>, _> = rows
            .journal
            .range(since.0 + 1..)
            .map(|(_, entry)| from_cbor(entry))
            .collect();
        let Ok(parts) = entries else { return Ok(None) };
        let last = rows.outbox.last_key_value().map(|(counter, _)| *counter);
        Ok(Some(News {
            parts,
            outbox: rows
                .outbox
                .values()
                .filter_map(|row| from_cbor(row).ok())
                .collect(),
            meta: pack::meta(rows.meta.as_deref(), last),
            owner: rows.owner.as_deref().and_then(|owner| from_cbor(owner).ok()),
            mark: Mark(rows.last),
        }))
    }

    async fn receipts(&self, record: Id) -> Result<Vec<Outgoing>, StoreError> {
        let rows = self.rows.borrow();
        let of_record = rows.receipts.values().filter(|receipt| receipt.record == record);
        Ok(of_record
            .filter_map(|receipt| from_cbor(&receipt.body).ok())
            .collect())
    }

    fn pack(&self, replica: &Replica) -> Packed {
        pack::pack(replica, self.tally.borrow().touched())
    }

    async fn fold(&self, packed: Packed, at: Mark, now: Millis) -> Result<bool, StoreError> {
        let mut rows = self.rows.borrow_mut();
        if !rows.stands_at(at) {
            return Ok(false);
        }
        for slice in &packed.0 {
            rows.pages.retain(|key, _| {
                !key.starts_with(&slice.prefix) || key.as_bytes().get(slice.prefix.len()) != Some(&b'/')
            });
            rows.pages.extend(slice.pages.iter().cloned());
        }
        rows.journal.clear();
        rows.folded = at.0;
        let oldest = pack::oldest_receipt(now);
        rows.receipts
            .retain(|_, receipt| receipt.answered.is_none_or(|answered| answered >= oldest));
        self.tally.borrow_mut().folded(&packed);
        Ok(true)
    }

    fn wants_fold(&self) -> bool {
        self.tally.borrow().wants_fold()
    }
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;
    use crate::device::store::suite;
    use futures::executor::block_on;

    /// Opens tabs on the same rows.
    struct Tabs(Memory);

    impl suite::Bench for Tabs {
        type Store = Memory;

        async fn open(&self) -> Memory {
            self.0.tab()
        }

        async fn spoil_pages(&self) {
            self.0
                .rows
                .borrow_mut()
                .pages
                .values_mut()
                .for_each(|page| page.truncate(3));
        }

        async fn spoil_outbox(&self) {
            self.0
                .rows
                .borrow_mut()
                .outbox
                .values_mut()
                .for_each(|row| row.truncate(3));
        }

        async fn outbox_rows(&self) -> usize {
            self.0.rows.borrow().outbox.len()
        }
    }

    macro_rules! run {
        ($($behaviour:ident)*) => {$(
            #[test]
            fn $behaviour() {
                block_on(suite::$behaviour(&Tabs(Memory::new())));
            }
        )*};
    }
    suite::each_behaviour!(run);
}
