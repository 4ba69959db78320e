//! The store in the browser's IndexedDB.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use domain::change::Change;
use domain::id::Id;
use domain::replica::{Batch, Me, Meta, Outgoing, Replica};
use domain::time::Millis;
use domain::wire::{from_cbor, to_cbor};
use futures::future::{try_join, try_join4};
use js_sys::{Reflect, Uint8Array};
use rexie::KeyRange;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::spawn_local;

use super::connection::{ALL, BY_ANSWERED, BY_RECORD, Connection, SEALED, failure};
use super::pack::{self, Read, Receipt, Tally, Writes};
use super::pack::{JOURNAL, META, OUTBOX, OWNER, PAGES, RECEIPTS, STORED};
use super::raw::{self, Durability, Write};
use super::sealing::Sealing;
use super::{Loaded, Lock, Mark, News, Packed, Store, StoreError};
use crate::device::copy;
use crate::device::idle::after;
use crate::device::js::{object, random};
use crate::device::seal::{Key, Place};

/// A store in IndexedDB. Another tab is another one on the same database.
pub struct Indexed {
    connection: Rc<Connection>,
    sealing: Sealing,
    tally: RefCell<Tally>,
    /// Whether a second copy of the outbox is about to be written.
    copying: Rc<Cell<bool>>,
}

impl Indexed {
    /// Opens the database of that name, made or brought up to date where needed, its rows behind a lock.
    pub(in crate::device) async fn open(name: &str, lock: Lock) -> Result<Self, StoreError> {
        Ok(Indexed {
            connection: Rc::new(Connection::open(name).await?),
            sealing: Sealing::new(lock, random),
            tally: RefCell::default(),
            copying: Rc::default(),
        })
    }

    /// Shuts its rows away until the key comes again.
    pub(in crate::device) fn lock(&self) {
        self.sealing.turn(Lock::Shut);
    }

    /// Turns to a database whose rows are shut away.
    pub(in crate::device) fn lock_on(&self, name: &str) {
        self.lock();
        self.connection.turn_to(name);
    }

    /// The name of its database.
    pub(in crate::device) fn name(&self) -> String {
        self.connection.name()
    }

    /// The key, where its rows are sealed and it is there.
    pub(in crate::device) fn key(&self) -> Option<Key> {
        self.sealing.key()
    }

    /// Whether its rows are sealed and can be read.
    pub(in crate::device) fn is_sealed(&self) -> bool {
        self.sealing.key().is_some()
    }

    /// Whether its rows are sealed and cannot be read.
    pub(in crate::device) fn is_shut(&self) -> bool {
        self.sealing.is_shut()
    }

    /// Turns to a database, whose rows a key opens. Rows from before there was a key are sealed, all or none. Where the
    /// database is new, or was emptied, unsent work comes back from its second copy: returns how much.
    pub(in crate::device) async fn unlock(&self, name: &str, key: Key) -> Result<usize, StoreError> {
        self.connection.turn_to(name);
        self.sealing.turn(Lock::Open(key));
        self.tally.take();
        let read = self.connection.read(&[META]).await?;
        if get(&store(&read, META)?, SEALED).await?.is_some() {
            return Ok(0);
        }
        let copied = copy::read(name).await;
        let write = self.connection.write(&ALL, Durability::Strict).await?;
        let sealed = write.answer(write.store(META)?.get(&SEALED.into())).await?;
        let mut back = 0;
        if sealed.is_undefined() {
            seal_rows(&write, &self.sealing).await?;
            write.put(META, &SEALED.into(), &true.into())?;
            let readable = |row: &&copy::Row| {
                let place = Place::Number(OUTBOX, row.counter);
                self.sealing.open(place, &row.sealed).is_some()
            };
            for row in copied.iter().filter(readable) {
                write.put_bytes(OUTBOX, &(row.counter as f64).into(), &row.sealed)?;
                back += 1;
            }
        }
        write.done().await?;
        Ok(back)
    }

    /// Writes the second copy of the outbox in a moment, where rows are sealed: what is tapped meanwhile goes with it.
    fn copy_soon(&self) {
        let lies_open = self.sealing.key().is_none() && !self.sealing.is_shut();
        if lies_open || self.copying.replace(true) {
            return;
        }
        let (connection, copying) = (Rc::clone(&self.connection), Rc::clone(&self.copying));
        spawn_local(async move {
            after(COPY_MS).await;
            copying.set(false);
            if let Ok(rows) = outbox_rows(&connection).await {
                // Where there is no second place, the first one is all there is.
                let _ = copy::write(&connection.name(), &rows).await;
            }
        });
    }

    /// Leaves nothing but unsent work, sealed as it is; without `unsent`, not even that.
    pub(in crate::device) async fn shut(&self, unsent: bool) -> Result<(), StoreError> {
        self.sealing.turn(Lock::Shut);
        let write = self.connection.write(&ALL, Durability::Strict).await?;
        wipe(&write).await?;
        if !unsent {
            write.clear(OUTBOX)?;
        }
        write.done().await?;
        self.copy_soon();
        Ok(())
    }

    /// Reads everything. What can be asked at once is: each answer comes from another process.
    async fn read_all(&self) -> Result<Read, StoreError> {
        let read = self.connection.read(&[PAGES, JOURNAL, OUTBOX, META]).await?;
        let (pages, journal) = (store(&read, PAGES)?, store(&read, JOURNAL)?);
        let (outbox, meta) = (store(&read, OUTBOX)?, store(&read, META)?);
        let rows = try_join4(
            self.pages(&pages),
            self.numbered(JOURNAL, &journal, None),
            last_key(&journal),
            self.numbered(OUTBOX, &outbox, None),
        );
        let known = try_join4(
            get(&meta, FOLDED),
            get(&meta, STORED),
            get(&meta, OWNER),
            get(&meta, SEALED),
        );
        let ((pages, journal, last, outbox), (folded, stored, owner, sealed)) = try_join(rows, known).await?;
        self.sealing.known(sealed.is_some())?;
        Ok(Read {
            pages,
            journal: journal.into_iter().map(|(_, entry)| entry).collect(),
            mark: last.max(Mark(number(folded))),
            outbox,
            meta: self.told(STORED, stored),
            owner: self.told(OWNER, owner),
        })
    }

    async fn pages(&self, store: &rexie::Store) -> Result<Vec<Vec<u8>>, StoreError> {
        let (keys, pages) = keyed(store, None).await?;
        let opened = |(key, page): (JsValue, Vec<u8>)| {
            let key = key.as_string().unwrap_or_default();
            self.sealing.opened(Place::Text(PAGES, &key), &page)
        };
        Ok(keys.into_iter().zip(pages).map(opened).collect())
    }

    /// The rows of a store whose keys are numbers, opened.
    async fn numbered(
        &self,
        name: &str,
        store: &rexie::Store,
        range: Option<KeyRange>,
    ) -> Result<Vec<(u64, Vec<u8>)>, StoreError> {
        let (keys, rows) = keyed(store, range).await?;
        let opened = |(key, row): (JsValue, Vec<u8>)| {
            let key = number(Some(key));
            (key, self.sealing.opened(Place::Number(name, key), &row))
        };
        Ok(keys.into_iter().zip(rows).map(opened).collect())
    }

    /// A row of the `meta` store, opened.
    fn told(&self, key: &str, row: Option<JsValue>) -> Option<Vec<u8>> {
        self.sealing.open(Place::Text(META, key), &bytes(&row?))
    }

    async fn stored_meta(&self, write: &Write) -> Result<Meta, StoreError> {
        let meta = write.store(META)?;
        let (sealed, stored) = (meta.get(&SEALED.into()), meta.get(&STORED.into()));
        let sealed = write.answer(sealed).await?;
        self.sealing.known(!sealed.is_undefined())?;
        let stored = write.answer(stored).await?;
        let stored = (!stored.is_undefined()).then_some(stored);
        Ok(pack::meta(self.told(STORED, stored).as_deref(), None))
    }

    async fn forget_damaged(&self) -> Result<(), StoreError> {
        let write = self
            .connection
            .write(&[PAGES, JOURNAL, META], Durability::Relaxed)
            .await?;
        start_over(&write).await?;
        write.done().await
    }
}

/// How long after a change the second copy of the outbox is written.
const COPY_MS: u32 = 1_000;
/// In `meta`: up to where the journal was folded.
const FOLDED: &str = "folded";

impl Indexed {
    /// The receipts of rows that open and can be read.
    fn receipts_of(&self, counters: Vec<JsValue>, rows: Vec<JsValue>) -> impl Iterator<Item = Outgoing> {
        let opened =
            |(counter, row): (JsValue, JsValue)| from_cbor(&body(&counter, &row, &self.sealing)?).ok();
        counters.into_iter().zip(rows).filter_map(opened)
    }
}

impl Store for Indexed {
    async fn load(&self) -> Result<Loaded, StoreError> {
        if self.sealing.is_shut() {
            return Ok(Loaded::default());
        }
        let read = self.read_all().await?;
        let (loaded, damaged) = pack::rebuild(read, &mut self.tally.borrow_mut());
        if !damaged {
            return Ok(loaded);
        }
        self.forget_damaged().await?;
        let read = self.read_all().await?;
        Ok(pack::rebuild(read, &mut self.tally.borrow_mut()).0)
    }

    async fn record(&self, changes: &[Change], by: Option<&Me>) -> Result<(), StoreError> {
        self.sealing.needed()?;
        let write = self.connection.write(&[OUTBOX, META], Durability::Strict).await?;
        let stored = self.stored_meta(&write).await?;
        if let Err(error) = pack::may_record(changes, by, &stored) {
            write.abort();
            return Err(error);
        }
        for change in changes {
            let place = Place::Number(OUTBOX, change.counter);
            let row = self.sealing.seal(place, &pack::row(change));
            write.add(OUTBOX, change.counter as f64, &row)?;
        }
        write.done().await?;
        self.copy_soon();
        Ok(())
    }

    async fn commit(&self, batch: &Batch, at: Mark) -> Result<Mark, StoreError> {
        self.sealing.needed()?;
        let write = self
            .connection
            .write(&[PAGES, JOURNAL, OUTBOX, RECEIPTS, META], Durability::Relaxed)
            .await?;
        if !stands_at(&write, at).await? {
            write.abort();
            return Err(StoreError::Behind);
        }
        let writes = Writes::of(batch, &self.stored_meta(&write).await?);
        let at = if writes.wipes { wipe(&write).await? } else { at };
        put_rows(&write, &writes, &self.sealing)?;
        let mark = match &writes.journal {
            None => at,
            Some(entry) => append(&write, entry, &self.sealing).await?,
        };
        write.done().await?;
        self.tally.borrow_mut().committed(batch, &writes);
        if !writes.outbox.is_empty() {
            self.copy_soon();
        }
        Ok(mark)
    }

    async fn news(&self, since: Mark) -> Result<Option<News>, StoreError> {
        self.sealing.needed()?;
        let read = self.connection.read(&[JOURNAL, OUTBOX, META]).await?;
        let meta = store(&read, META)?;
        let (folded, sealed) = try_join(get(&meta, FOLDED), get(&meta, SEALED)).await?;
        self.sealing.known(sealed.is_some())?;
        let folded = Mark(number(folded));
        if folded > since {
            return Ok(None);
        }
        let range = Some(key_range_above(since)?);
        let entries = self.numbered(JOURNAL, &store(&read, JOURNAL)?, range).await?;
        let parts: Result<Vec<Batch>, _> = entries.iter().map(|(_, entry)| from_cbor(entry)).collect();
        let Ok(parts) = parts else { return Ok(None) };
        let rows = self.numbered(OUTBOX, &store(&read, OUTBOX)?, None).await?;
        let (outbox, unreadable) = pack::outbox(&rows);
        let stored = self.told(STORED, get(&meta, STORED).await?);
        let news = News {
            outbox,
            unreadable,
            meta: pack::meta(stored.as_deref(), rows.last().map(|(counter, _)| *counter)),
            owner: self
                .told(OWNER, get(&meta, OWNER).await?)
                .and_then(|owner| from_cbor(&owner).ok()),
            mark: last_key(&store(&read, JOURNAL)?).await?.max(folded),
            parts,
        };
        let mut tally = self.tally.borrow_mut();
        for (part, (_, entry)) in news.parts.iter().zip(&entries) {
            tally.entry(part, entry.len());
        }
        Ok(Some(news))
    }

    async fn receipts(&self, record: Id) -> Result<Vec<Outgoing>, StoreError> {
        let read = self.connection.read(&[RECEIPTS]).await?;
        let index = store(&read, RECEIPTS)?
            .index(BY_RECORD)
            .map_err(|error| failure(&error))?;
        let only = KeyRange::only(&record.to_string().into())
            .map_err(|_| StoreError::Failed("DataError".to_owned()))?;
        let (counters, found) = try_join(
            index.get_all_keys(Some(only.clone()), None),
            index.get_all(Some(only), None),
        )
        .await
        .map_err(|error| failure(&error))?;
        Ok(self.receipts_of(counters, found).collect())
    }

    async fn answered_above(&self, seq: u64) -> Result<Vec<Outgoing>, StoreError> {
        let read = self.connection.read(&[RECEIPTS]).await?;
        let receipts = store(&read, RECEIPTS)?;
        let (counters, found) = try_join(receipts.get_all_keys(None, None), receipts.get_all(None, None))
            .await
            .map_err(|error| failure(&error))?;
        let readable = self.receipts_of(counters, found);
        Ok(readable.filter(|item| pack::is_above(item, seq)).collect())
    }

    fn pack(&self, replica: &Replica) -> Packed {
        pack::pack(replica, self.tally.borrow().touched())
    }

    async fn fold(&self, packed: Packed, at: Mark, now: Millis) -> Result<bool, StoreError> {
        self.sealing.needed()?;
        let write = self
            .connection
            .write(&[PAGES, JOURNAL, META, RECEIPTS], Durability::Relaxed)
            .await?;
        let backed_up = self.stored_meta(&write).await?.backed_up;
        if !stands_at(&write, at).await? {
            write.abort();
            return Ok(false);
        }
        drop_old_receipts(&write, &self.sealing, backed_up, now).await?;
        for slice in &packed.0 {
            drop_pages(&write, &slice.prefix)?;
            for (key, page) in &slice.pages {
                let page = self.sealing.seal(Place::Text(PAGES, key), page);
                write.put_bytes(PAGES, &key.as_str().into(), &page)?;
            }
        }
        write.delete(JOURNAL, &raw::up_to(at.0 as f64)?)?;
        write.put(META, &FOLDED.into(), &(at.0 as f64).into())?;
        write.done().await?;
        self.tally.borrow_mut().folded(&packed);
        Ok(true)
    }

    fn wants_fold(&self) -> bool {
        self.tally.borrow().wants_fold()
    }
}

/// Whether the journal holds nothing past a mark, asked inside the transaction that relies on it.
async fn stands_at(write: &Write, at: Mark) -> Result<bool, StoreError> {
    let later = write.store(JOURNAL)?.count_with_key(&raw::above(at.0)?);
    let folded = write.store(META)?.get(&FOLDED.into());
    let later = number(Some(write.answer(later).await?));
    Ok(later == 0 && number(Some(write.answer(folded).await?)) <= at.0)
}

/// The next number of the journal, under which an empty row lies from then on.
async fn next_mark(write: &Write) -> Result<Mark, StoreError> {
    let added = write.store(JOURNAL)?.add(&Uint8Array::new_with_length(0));
    Ok(Mark(number(Some(write.answer(added).await?))))
}

/// Adds an entry to the journal; returns where it stands. It is sealed for the place that it is given.
async fn append(write: &Write, entry: &[u8], sealing: &Sealing) -> Result<Mark, StoreError> {
    let mark = next_mark(write).await?;
    let entry = sealing.seal(Place::Number(JOURNAL, mark.0), entry);
    write.put_bytes(JOURNAL, &(mark.0 as f64).into(), &entry)?;
    Ok(mark)
}

/// Forgets every slice. Returns a mark that no tab holds yet, so that each of them reads all again.
async fn start_over(write: &Write) -> Result<Mark, StoreError> {
    let mark = next_mark(write).await?;
    write.clear(JOURNAL)?;
    write.clear(PAGES)?;
    write.put(META, &FOLDED.into(), &(mark.0 as f64).into())?;
    Ok(mark)
}

/// Leaves nothing but unsent work of whoever was signed in.
async fn wipe(write: &Write) -> Result<Mark, StoreError> {
    write.clear(RECEIPTS)?;
    start_over(write).await
}

fn drop_pages(write: &Write, prefix: &str) -> Result<(), StoreError> {
    let (from, before) = (format!("{prefix}/"), format!("{prefix}0"));
    write.delete(PAGES, &raw::between(&from, &before)?)
}

/// Seals every row, where none is yet.
async fn seal_rows(write: &Write, sealing: &Sealing) -> Result<(), StoreError> {
    for name in ALL {
        let store = write.store(name)?;
        let (keys, rows) = (store.get_all_keys(), store.get_all());
        let (keys, rows) = (write.answer(keys).await?, write.answer(rows).await?);
        let (keys, rows): (js_sys::Array, js_sys::Array) = (keys.unchecked_into(), rows.unchecked_into());
        for (key, row) in keys.iter().zip(rows.iter()) {
            seal_row(write, sealing, name, &key, &row)?;
        }
    }
    Ok(())
}

fn seal_row(
    write: &Write,
    sealing: &Sealing,
    name: &str,
    key: &JsValue,
    row: &JsValue,
) -> Result<(), StoreError> {
    let text = key.as_string();
    let place = match &text {
        Some(text) => Place::Text(name, text),
        None => Place::Number(name, number(Some(key.clone()))),
    };
    let sealed = |row: &JsValue| Uint8Array::from(sealing.seal(place, &bytes(row)).as_slice());
    if row.is_instance_of::<Uint8Array>() {
        return write.put(name, key, &sealed(row));
    }
    if let Ok(body) = Reflect::get(row, &BODY.into())
        && body.is_instance_of::<Uint8Array>()
    {
        // Setting a field of a plain object cannot fail.
        let _ = Reflect::set(row, &BODY.into(), &sealed(&body));
        return write.put(name, key, row);
    }
    Ok(())
}

fn put_rows(write: &Write, writes: &Writes, sealing: &Sealing) -> Result<(), StoreError> {
    for slice in &writes.dropped {
        drop_pages(write, &pack::prefix(*slice))?;
    }
    for (counter, row) in &writes.outbox {
        let key = JsValue::from_f64(*counter as f64);
        match row {
            Some(row) => {
                let row = sealing.seal(Place::Number(OUTBOX, *counter), row);
                write.put_bytes(OUTBOX, &key, &row)?;
            }
            None => write.delete(OUTBOX, &key)?,
        }
    }
    for counter in &writes.unsettled {
        write.delete(RECEIPTS, &JsValue::from_f64(*counter as f64))?;
    }
    for receipt in &writes.receipts {
        write.put(
            RECEIPTS,
            &(receipt.counter as f64).into(),
            &receipt_row(receipt, sealing),
        )?;
    }
    if let Some(meta) = &writes.meta {
        let put = |key: &str, row: Vec<u8>| {
            let row = sealing.seal(Place::Text(META, key), &row);
            write.put_bytes(META, &key.into(), &row)
        };
        put(STORED, to_cbor(meta))?;
        if let Some(me) = &meta.me {
            put(OWNER, to_cbor(me))?;
        }
    }
    Ok(())
}

/// Where a receipt's row has the change and the answer, sealed.
const BODY: &str = "body";

fn receipt_row(receipt: &Receipt, sealing: &Sealing) -> JsValue {
    let body = sealing.seal(Place::Number(RECEIPTS, receipt.counter), &receipt.body);
    let mut fields = vec![
        (BY_RECORD, receipt.record.to_string().into()),
        (BODY, Uint8Array::from(body.as_slice()).into()),
    ];
    // A row without this field is in no index by it: such a receipt is never dropped.
    fields.extend(
        receipt
            .answered
            .map(|answered| (BY_ANSWERED, JsValue::from_f64(answered.0 as f64))),
    );
    object(&fields).into()
}

/// What a receipt's row says: the change and the answer.
fn body(counter: &JsValue, row: &JsValue, sealing: &Sealing) -> Option<Vec<u8>> {
    let place = Place::Number(RECEIPTS, number(Some(counter.clone())));
    sealing.open(place, &bytes(&Reflect::get(row, &BODY.into()).ok()?))
}

async fn drop_old_receipts(
    write: &Write,
    sealing: &Sealing,
    backed_up: u64,
    now: Millis,
) -> Result<(), StoreError> {
    let old = raw::up_to((pack::oldest_receipt(now).0 - 1) as f64)?;
    let index = write
        .store(RECEIPTS)?
        .index(BY_ANSWERED)
        .map_err(|error| raw::failure(&error))?;
    let (counters, rows) = (index.get_all_keys_with_key(&old), index.get_all_with_key(&old));
    let (counters, rows) = (write.answer(counters).await?, write.answer(rows).await?);
    let rows = rows.unchecked_ref::<js_sys::Array>().iter();
    let old = counters.unchecked_ref::<js_sys::Array>().iter().zip(rows);
    let outlived = |(counter, row): &(JsValue, JsValue)| {
        body(counter, row, sealing).is_some_and(|body| pack::is_outlived(&body, backed_up, now))
    };
    for (counter, _) in old.filter(outlived) {
        write.delete(RECEIPTS, &counter)?;
    }
    Ok(())
}

fn store(read: &rexie::Transaction, name: &str) -> Result<rexie::Store, StoreError> {
    read.store(name).map_err(|error| failure(&error))
}

async fn get(store: &rexie::Store, key: &str) -> Result<Option<JsValue>, StoreError> {
    store.get(key.into()).await.map_err(|error| failure(&error))
}

/// The outbox as it lies.
async fn outbox_rows(connection: &Connection) -> Result<Vec<copy::Row>, StoreError> {
    let read = connection.read(&[OUTBOX]).await?;
    let (keys, rows) = keyed(&store(&read, OUTBOX)?, None).await?;
    let row = |(key, sealed)| copy::Row {
        counter: number(Some(key)),
        sealed,
    };
    Ok(keys.into_iter().zip(rows).map(row).collect())
}

async fn keyed(
    store: &rexie::Store,
    range: Option<KeyRange>,
) -> Result<(Vec<JsValue>, Vec<Vec<u8>>), StoreError> {
    let keys = store.get_all_keys(range.clone(), None);
    let read = try_join(keys, store.get_all(range, None)).await;
    let (keys, rows) = read.map_err(|error| failure(&error))?;
    Ok((keys, rows.iter().map(bytes).collect()))
}

async fn last_key(store: &rexie::Store) -> Result<Mark, StoreError> {
    let keys = store
        .get_all_keys(None, None)
        .await
        .map_err(|error| failure(&error))?;
    Ok(Mark(number(keys.into_iter().next_back())))
}

fn key_range_above(mark: Mark) -> Result<KeyRange, StoreError> {
    KeyRange::lower_bound(&(mark.0 as f64).into(), Some(true))
        .map_err(|_| StoreError::Failed("DataError".to_owned()))
}

fn bytes(value: &JsValue) -> Vec<u8> {
    Uint8Array::new(value).to_vec()
}

fn number(value: Option<JsValue>) -> u64 {
    value.and_then(|value| value.as_f64()).unwrap_or_default() as u64
}

#[cfg(all(test, target_arch = "wasm32"))]
mod tests {
    use super::*;
    use crate::device::store::suite::{self, Bench};
    use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

    wasm_bindgen_test_configure!(run_in_browser);

    /// Opens tabs on a database of the test's own name.
    struct Tabs(&'static str);

    impl Tabs {
        async fn count(&self, store: &str) -> usize {
            let tab = self.open().await;
            let read = tab.connection.read(&[store]).await.unwrap();
            read.store(store).unwrap().count(None).await.unwrap() as usize
        }

        async fn spoil(&self, store: &str) {
            let write = self
                .open()
                .await
                .connection
                .write(&[store], Durability::Relaxed)
                .await
                .unwrap();
            let keys = write.store(store).unwrap().get_all_keys();
            let keys = write.answer(keys).await.unwrap();
            keys.unchecked_ref::<js_sys::Array>()
                .iter()
                .for_each(|key| write.put_bytes(store, &key, &[0xa7, 0x00, 0x41]).unwrap());
            write.done().await.unwrap();
        }
    }

    impl Bench for Tabs {
        type Store = Indexed;

        async fn open(&self) -> Indexed {
            let tab = Indexed::open(self.0, Lock::Shut).await.unwrap();
            let Lock::Open(key) = suite::lock() else {
                return tab;
            };
            tab.unlock(self.0, key).await.unwrap();
            tab
        }

        async fn spoil_pages(&self) {
            self.spoil(PAGES).await;
        }

        async fn spoil_outbox(&self) {
            self.spoil(OUTBOX).await;
        }

        async fn outbox_rows(&self) -> usize {
            self.count(OUTBOX).await
        }

        async fn rows_of_others(&self) -> [usize; 3] {
            [
                self.count(PAGES).await,
                self.count(JOURNAL).await,
                self.count(RECEIPTS).await,
            ]
        }
    }

    macro_rules! run {
        ($($behaviour:ident)*) => {$(
            #[wasm_bindgen_test]
            async fn $behaviour() {
                suite::$behaviour(&Tabs(stringify!($behaviour))).await;
            }
        )*};
    }
    suite::each_behaviour!(run);

    async fn open_text(name: &str) -> String {
        let tab = Indexed::open(name, Lock::Shut).await.unwrap();
        let read = tab.connection.read(&ALL).await.unwrap();
        let mut text = String::new();
        for name in ALL {
            for row in read.store(name).unwrap().get_all(None, None).await.unwrap() {
                let body = Reflect::get(&row, &BODY.into()).unwrap_or_default();
                let row = if body.is_undefined() { row } else { body };
                text += &String::from_utf8_lossy(&bytes(&row));
            }
        }
        text
    }

    #[wasm_bindgen_test]
    async fn rows_from_before_there_was_a_key_are_sealed_and_nothing_of_them_is_lost() {
        let name = "before_there_was_a_key";
        let before = Indexed::open(name, Lock::None).await.unwrap();
        suite::fill(&before).await;
        let (known, receipts) = suite::seen(&before).await;
        assert!(open_text(name).await.contains("Samira"));

        let Lock::Open(key) = suite::lock() else { return };
        let sealed = Indexed::open(name, Lock::Shut).await.unwrap();
        sealed.unlock(name, key.clone()).await.unwrap();
        assert_eq!(suite::seen(&sealed).await, (known, receipts));
        assert!(!open_text(name).await.contains("Samira"));
        assert!(!open_text(name).await.contains("Person"));

        // The tab that has no key yet neither reads nor spoils what the other sealed.
        assert_eq!(before.load().await.err(), Some(StoreError::Locked));
        let written = before
            .commit(&Batch::default(), sealed.load().await.unwrap().mark)
            .await;
        assert_eq!(written, Err(StoreError::Locked));
        assert_eq!(suite::seen(&sealed).await, suite::seen(&sealed).await);
    }

    #[wasm_bindgen_test]
    async fn a_shut_store_gives_nothing_and_takes_nothing() {
        let tabs = Tabs("shut_store");
        suite::fill(&tabs.open().await).await;
        let shut = Indexed::open("shut_store", Lock::Shut).await.unwrap();
        assert_eq!(shut.load().await.unwrap().replica.outbox().count(), 0);
        assert_eq!(tabs.count(OUTBOX).await, 1);
        assert_eq!(
            shut.commit(&Batch::default(), Mark(0)).await,
            Err(StoreError::Locked)
        );
        assert_eq!(tabs.open().await.load().await.unwrap().replica.waiting(), 1);
    }

    #[wasm_bindgen_test]
    async fn a_row_that_was_not_sealed_here_is_not_believed() {
        let tabs = Tabs("planted");
        let store = tabs.open().await;
        suite::fill(&store).await;
        let write = store
            .connection
            .write(&[OUTBOX], Durability::Relaxed)
            .await
            .unwrap();
        let planted = suite::planted_row();
        write.put_bytes(OUTBOX, &9.into(), &planted).unwrap();
        write.done().await.unwrap();
        let loaded = store.load().await.unwrap();
        assert_eq!((loaded.replica.waiting(), loaded.unreadable), (1, 1));
    }

    #[wasm_bindgen_test]
    async fn a_connection_that_was_closed_is_opened_again() {
        let store = Indexed::open("closed_again", suite::lock()).await.unwrap();
        let handles = store
            .connection
            .write(&[META], Durability::Relaxed)
            .await
            .unwrap();
        handles.done().await.unwrap();
        store.connection.close_for_test();
        store.load().await.unwrap();
        assert!(store.commit(&Batch::default(), Mark(0)).await.is_ok());
    }

    #[wasm_bindgen_test]
    async fn an_app_older_than_the_database_says_so_and_writes_nothing() {
        let newer = rexie::Rexie::builder("newer_database")
            .version(9)
            .build()
            .await
            .unwrap();
        assert_eq!(
            Indexed::open("newer_database", Lock::None).await.err(),
            Some(StoreError::Newer)
        );
        newer.close();
    }

    #[wasm_bindgen_test]
    async fn a_tab_left_open_lets_a_newer_app_in_and_then_writes_nothing() {
        let left_open = Indexed::open("left_open", Lock::None).await.unwrap();
        left_open.load().await.unwrap();
        let newer = rexie::Rexie::builder("left_open")
            .version(9)
            .build()
            .await
            .unwrap();
        assert_eq!(
            left_open.commit(&Batch::default(), Mark(0)).await,
            Err(StoreError::Newer)
        );
        newer.close();
    }
}
