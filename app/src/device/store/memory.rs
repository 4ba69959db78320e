//! A store that forgets when the page is closed: for tests of what stands above a store.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use domain::change::Change;
use domain::id::Id;
use domain::replica::{Batch, Me, Meta, Outgoing, Replica};
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

    fn read(&self) -> Read {
        Read {
            pages: self.pages.values().cloned().collect(),
            journal: self.journal.values().cloned().collect(),
            outbox: self.outbox(),
            meta: self.meta.clone(),
            owner: self.owner.clone(),
            mark: Mark(self.last),
        }
    }

    fn outbox(&self) -> Vec<(u64, Vec<u8>)> {
        self.outbox
            .iter()
            .map(|(counter, row)| (*counter, row.clone()))
            .collect()
    }

    /// Forgets every slice: other tabs read all again.
    fn start_over(&mut self) {
        self.pages.clear();
        self.journal.clear();
        self.last += 1;
        self.folded = self.last;
    }

    fn drop_pages(&mut self, prefix: &str) {
        self.pages
            .retain(|key, _| key.strip_prefix(prefix).is_none_or(|rest| !rest.starts_with('/')));
    }

    fn write(&mut self, writes: Writes) {
        if writes.wipes {
            self.start_over();
            self.receipts.clear();
        }
        for slice in &writes.dropped {
            self.drop_pages(&pack::prefix(*slice));
        }
        for (counter, row) in writes.outbox {
            match row {
                Some(row) => self.outbox.insert(counter, row),
                None => self.outbox.remove(&counter),
            };
        }
        for counter in &writes.unsettled {
            self.receipts.remove(counter);
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
        let (loaded, damaged) = pack::rebuild(rows.read(), &mut self.tally.borrow_mut());
        if !damaged {
            return Ok(loaded);
        }
        rows.start_over();
        Ok(pack::rebuild(rows.read(), &mut self.tally.borrow_mut()).0)
    }

    async fn record(&self, changes: &[Change], by: Option<&Me>) -> Result<(), StoreError> {
        let mut rows = self.rows.borrow_mut();
        pack::may_record(changes, by, &rows.stored())?;
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
        self.tally.borrow_mut().committed(batch, &writes);
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
        let mut tally = self.tally.borrow_mut();
        for (part, (_, entry)) in parts.iter().zip(rows.journal.range(since.0 + 1..)) {
            tally.entry(part, entry.len());
        }
        let last = rows.outbox.last_key_value().map(|(counter, _)| *counter);
        let (outbox, unreadable) = pack::outbox(&rows.outbox());
        Ok(Some(News {
            parts,
            outbox,
            unreadable,
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

    async fn answered_above(&self, seq: u64) -> Result<Vec<Outgoing>, StoreError> {
        let rows = self.rows.borrow();
        let readable = rows
            .receipts
            .values()
            .filter_map(|receipt| from_cbor(&receipt.body).ok());
        Ok(readable.filter(|item| pack::is_above(item, seq)).collect())
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
            rows.drop_pages(&slice.prefix);
            rows.pages.extend(slice.pages.iter().cloned());
        }
        rows.journal.clear();
        rows.folded = at.0;
        let (oldest, backed_up) = (pack::oldest_receipt(now), rows.stored().backed_up);
        rows.receipts.retain(|_, receipt| {
            receipt.answered.is_none_or(|answered| answered >= oldest)
                || !pack::is_outlived(&receipt.body, backed_up, now)
        });
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

        async fn rows_of_others(&self) -> [usize; 3] {
            let rows = self.0.rows.borrow();
            [rows.pages.len(), rows.journal.len(), rows.receipts.len()]
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
