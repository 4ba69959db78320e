//! A store that forgets when the page is closed: for tests of what stands above a store.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use domain::change::Change;
use domain::id::Id;
use domain::replica::{Batch, Me, Meta, Outgoing, Replica};
use domain::time::Millis;
use domain::wire::{from_cbor, to_cbor};

use super::pack::{self, META, OWNER, Read, Receipt, Tally, Writes};
use super::pack::{JOURNAL, OUTBOX, PAGES, RECEIPTS, STORED};
use super::sealing::Sealing;
use super::{Loaded, Lock, Mark, News, Packed, Store, StoreError};
use crate::device::seal::{NONCE, Place};

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
pub struct Memory {
    rows: Rc<RefCell<Rows>>,
    sealing: Rc<Sealing>,
    tally: RefCell<Tally>,
}

impl Memory {
    /// Nothing kept yet, nothing sealed.
    pub fn new() -> Self {
        Memory::locked(Lock::None, || [0; NONCE])
    }

    /// Nothing kept yet; rows are sealed by a lock, with nonces from elsewhere.
    pub(in crate::device) fn locked(lock: Lock, nonce: fn() -> [u8; NONCE]) -> Self {
        Memory {
            rows: Rc::default(),
            sealing: Rc::new(Sealing::new(lock, nonce)),
            tally: RefCell::default(),
        }
    }

    /// Another tab on the same rows.
    #[must_use]
    pub fn tab(&self) -> Self {
        Memory {
            rows: Rc::clone(&self.rows),
            sealing: Rc::clone(&self.sealing),
            tally: RefCell::default(),
        }
    }
}

impl Default for Memory {
    fn default() -> Self {
        Memory::new()
    }
}

impl Rows {
    fn stored(&self, sealing: &Sealing) -> Meta {
        pack::meta(self.meta(sealing).as_deref(), None)
    }

    fn meta(&self, sealing: &Sealing) -> Option<Vec<u8>> {
        sealing.open(Place::Text(META, STORED), self.meta.as_deref()?)
    }

    fn owner(&self, sealing: &Sealing) -> Option<Vec<u8>> {
        sealing.open(Place::Text(META, OWNER), self.owner.as_deref()?)
    }

    fn stands_at(&self, at: Mark) -> bool {
        self.last == at.0
    }

    fn read(&self, sealing: &Sealing) -> Read {
        let page = |(key, page): (&String, &Vec<u8>)| sealing.opened(Place::Text(PAGES, key), page);
        Read {
            pages: self.pages.iter().map(page).collect(),
            journal: self.journal_above(0, sealing),
            outbox: self.outbox(sealing),
            meta: self.meta(sealing),
            owner: self.owner(sealing),
            mark: Mark(self.last),
        }
    }

    fn journal_above(&self, mark: u64, sealing: &Sealing) -> Vec<Vec<u8>> {
        self.journal
            .range(mark + 1..)
            .map(|(at, entry)| sealing.opened(Place::Number(JOURNAL, *at), entry))
            .collect()
    }

    fn outbox(&self, sealing: &Sealing) -> Vec<(u64, Vec<u8>)> {
        self.outbox
            .iter()
            .map(|(counter, row)| (*counter, sealing.opened(Place::Number(OUTBOX, *counter), row)))
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

    fn write(&mut self, writes: Writes, sealing: &Sealing) {
        if writes.wipes {
            self.start_over();
            let stays = |receipt: &Receipt| {
                let place = Place::Number(RECEIPTS, receipt.counter);
                let body = sealing.open(place, &receipt.body);
                body.is_some_and(|body| pack::outlasts(&body, writes.keeps_above))
            };
            self.receipts.retain(|_, receipt| stays(receipt));
        }
        for slice in &writes.dropped {
            self.drop_pages(&pack::prefix(*slice));
        }
        for (counter, row) in writes.outbox {
            let place = Place::Number(OUTBOX, counter);
            match row {
                Some(row) => self.outbox.insert(counter, sealing.seal(place, &row)),
                None => self.outbox.remove(&counter),
            };
        }
        for counter in &writes.unsettled {
            self.receipts.remove(counter);
        }
        for mut receipt in writes.receipts {
            receipt.body = sealing.seal(Place::Number(RECEIPTS, receipt.counter), &receipt.body);
            self.receipts.insert(receipt.counter, receipt);
        }
        if let Some(meta) = writes.meta {
            if let Some(me) = &meta.me {
                self.owner = Some(sealing.seal(Place::Text(META, OWNER), &to_cbor(me)));
            }
            self.meta = Some(sealing.seal(Place::Text(META, STORED), &to_cbor(&meta)));
        }
        if let Some(entry) = writes.journal {
            self.last += 1;
            let place = Place::Number(JOURNAL, self.last);
            self.journal.insert(self.last, sealing.seal(place, &entry));
        }
    }
}

impl Memory {
    /// What a receipt says: the change and the answer.
    fn receipt(&self, receipt: &Receipt) -> Option<Vec<u8>> {
        self.sealing
            .open(Place::Number(RECEIPTS, receipt.counter), &receipt.body)
    }
}

impl Store for Memory {
    async fn load(&self) -> Result<Loaded, StoreError> {
        if self.sealing.is_shut() {
            return Ok(Loaded::default());
        }
        let mut rows = self.rows.borrow_mut();
        let (loaded, damaged) = pack::rebuild(rows.read(&self.sealing), &mut self.tally.borrow_mut());
        if !damaged {
            return Ok(loaded);
        }
        rows.start_over();
        Ok(pack::rebuild(rows.read(&self.sealing), &mut self.tally.borrow_mut()).0)
    }

    async fn record(&self, changes: &[Change], by: Option<&Me>) -> Result<(), StoreError> {
        self.sealing.needed()?;
        let mut rows = self.rows.borrow_mut();
        pack::may_record(changes, by, &rows.stored(&self.sealing))?;
        if changes
            .iter()
            .any(|change| rows.outbox.contains_key(&change.counter))
        {
            return Err(StoreError::Taken);
        }
        for change in changes {
            let place = Place::Number(OUTBOX, change.counter);
            let row = self.sealing.seal(place, &pack::row(change));
            rows.outbox.insert(change.counter, row);
        }
        Ok(())
    }

    async fn commit(&self, batch: &Batch, at: Mark) -> Result<Mark, StoreError> {
        self.sealing.needed()?;
        let mut rows = self.rows.borrow_mut();
        if !rows.stands_at(at) {
            return Err(StoreError::Behind);
        }
        let writes = Writes::of(batch, &rows.stored(&self.sealing), self.sealing.key().is_some());
        self.tally.borrow_mut().committed(batch, &writes);
        rows.write(writes, &self.sealing);
        Ok(Mark(rows.last))
    }

    async fn news(&self, since: Mark) -> Result<Option<News>, StoreError> {
        self.sealing.needed()?;
        let rows = self.rows.borrow();
        if rows.folded > since.0 {
            return Ok(None);
        }
        let entries = rows.journal_above(since.0, &self.sealing);
        let parts: Result<Vec<Batch>, _> = entries.iter().map(|entry| from_cbor(entry)).collect();
        let Ok(parts) = parts else { return Ok(None) };
        let mut tally = self.tally.borrow_mut();
        for (part, entry) in parts.iter().zip(&entries) {
            tally.entry(part, entry.len());
        }
        let last = rows.outbox.last_key_value().map(|(counter, _)| *counter);
        let (outbox, unreadable) = pack::outbox(&rows.outbox(&self.sealing));
        Ok(Some(News {
            parts,
            outbox,
            unreadable,
            meta: pack::meta(rows.meta(&self.sealing).as_deref(), last),
            owner: rows.owner(&self.sealing).and_then(|owner| from_cbor(&owner).ok()),
            mark: Mark(rows.last),
        }))
    }

    async fn receipts(&self, record: Id) -> Result<Vec<Outgoing>, StoreError> {
        let rows = self.rows.borrow();
        let of_record = rows.receipts.values().filter(|receipt| receipt.record == record);
        Ok(of_record
            .filter_map(|receipt| from_cbor(&self.receipt(receipt)?).ok())
            .collect())
    }

    async fn answered_above(&self, seq: u64) -> Result<Vec<Outgoing>, StoreError> {
        let rows = self.rows.borrow();
        let readable = rows.receipts.values().filter_map(|receipt| {
            let place = Place::Number(RECEIPTS, receipt.counter);
            from_cbor(&self.sealing.open(place, &receipt.body)?).ok()
        });
        Ok(readable.filter(|item| pack::is_above(item, seq)).collect())
    }

    fn pack(&self, replica: &Replica) -> Packed {
        pack::pack(replica, self.tally.borrow().touched())
    }

    async fn fold(&self, packed: Packed, at: Mark, now: Millis) -> Result<bool, StoreError> {
        self.sealing.needed()?;
        let mut rows = self.rows.borrow_mut();
        if !rows.stands_at(at) {
            return Ok(false);
        }
        for slice in &packed.0 {
            rows.drop_pages(&slice.prefix);
            for (key, page) in &slice.pages {
                let page = self.sealing.seal(Place::Text(PAGES, key), page);
                rows.pages.insert(key.clone(), page);
            }
        }
        rows.journal.clear();
        rows.folded = at.0;
        let (oldest, backed_up) = (pack::oldest_receipt(now), rows.stored(&self.sealing).backed_up);
        rows.receipts.retain(|_, receipt| {
            receipt.answered.is_none_or(|answered| answered >= oldest)
                || !self
                    .receipt(receipt)
                    .is_some_and(|body| pack::is_outlived(&body, backed_up, now))
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

        fn seals(&self) -> bool {
            self.0.sealing.key().is_some()
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
                block_on(suite::$behaviour(&Tabs(Memory::locked(suite::lock(), suite::nonce))));
                block_on(suite::$behaviour(&Tabs(Memory::new())));
            }
        )*};
    }
    suite::each_behaviour!(run);
}
