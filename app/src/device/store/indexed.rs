//! The store in the browser's IndexedDB.

use std::cell::RefCell;

use domain::change::Change;
use domain::id::Id;
use domain::replica::{Batch, Me, Meta, Outgoing, Replica};
use domain::time::Millis;
use domain::wire::{from_cbor, to_cbor};
use futures::future::{try_join, try_join3, try_join4};
use js_sys::{Reflect, Uint8Array};
use rexie::KeyRange;
use wasm_bindgen::{JsCast, JsValue};

use super::connection::{
    BY_ANSWERED, BY_RECORD, Connection, JOURNAL, META, OUTBOX, PAGES, RECEIPTS, failure,
};
use super::pack::{self, Read, Receipt, Tally, Writes};
use super::raw::{self, Durability, Write};
use super::{Loaded, Mark, News, Packed, Store, StoreError};
use crate::device::js::object;

/// A store in IndexedDB. Another tab is another one on the same database.
pub struct Indexed {
    connection: Connection,
    tally: RefCell<Tally>,
}

impl Indexed {
    /// Opens the database of that name, made or brought up to date where needed.
    pub async fn open(name: &str) -> Result<Self, StoreError> {
        Ok(Indexed {
            connection: Connection::open(name).await?,
            tally: RefCell::default(),
        })
    }

    /// Reads everything. What can be asked at once is: each answer comes from another process.
    async fn read_all(&self) -> Result<Read, StoreError> {
        let read = self.connection.read(&[PAGES, JOURNAL, OUTBOX, META]).await?;
        let (pages, journal) = (store(&read, PAGES)?, store(&read, JOURNAL)?);
        let (outbox, meta) = (store(&read, OUTBOX)?, store(&read, META)?);
        let rows = try_join4(
            values(&pages, None),
            values(&journal, None),
            last_key(&journal),
            rows(&outbox),
        );
        let known = try_join3(get(&meta, FOLDED), get(&meta, STORED), get(&meta, OWNER));
        let ((pages, journal, last, outbox), (folded, stored, owner)) = try_join(rows, known).await?;
        Ok(Read {
            pages,
            journal,
            mark: last.max(Mark(number(folded))),
            outbox,
            meta: stored.map(|value| bytes(&value)),
            owner: owner.map(|value| bytes(&value)),
        })
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

/// Keys of the `meta` store.
const STORED: &str = "meta";
const OWNER: &str = "owner";
const FOLDED: &str = "folded";
/// Where a receipt's row has the change and the answer.
const BODY: &str = "body";

impl Store for Indexed {
    async fn load(&self) -> Result<Loaded, StoreError> {
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
        let write = self.connection.write(&[OUTBOX, META], Durability::Strict).await?;
        let stored = stored_meta(&write).await?;
        if let Err(error) = pack::may_record(changes, by, &stored) {
            write.abort();
            return Err(error);
        }
        for change in changes {
            write.add(OUTBOX, change.counter as f64, &pack::row(change))?;
        }
        write.done().await
    }

    async fn commit(&self, batch: &Batch, at: Mark) -> Result<Mark, StoreError> {
        let write = self
            .connection
            .write(&[PAGES, JOURNAL, OUTBOX, RECEIPTS, META], Durability::Relaxed)
            .await?;
        if !stands_at(&write, at).await? {
            write.abort();
            return Err(StoreError::Behind);
        }
        let writes = Writes::of(batch, &stored_meta(&write).await?);
        let at = if writes.wipes { wipe(&write).await? } else { at };
        put_rows(&write, &writes)?;
        let mark = match &writes.journal {
            None => at,
            Some(entry) => append(&write, entry).await?,
        };
        write.done().await?;
        self.tally.borrow_mut().committed(batch, &writes);
        Ok(mark)
    }

    async fn news(&self, since: Mark) -> Result<Option<News>, StoreError> {
        let read = self.connection.read(&[JOURNAL, OUTBOX, META]).await?;
        let meta = store(&read, META)?;
        let folded = Mark(number(get(&meta, FOLDED).await?));
        if folded > since {
            return Ok(None);
        }
        let entries = values(&store(&read, JOURNAL)?, Some(key_range_above(since)?)).await?;
        let parts: Result<Vec<Batch>, _> = entries.iter().map(|entry| from_cbor(entry)).collect();
        let Ok(parts) = parts else { return Ok(None) };
        let rows = rows(&store(&read, OUTBOX)?).await?;
        let (outbox, unreadable) = pack::outbox(&rows);
        let stored = get(&meta, STORED).await?.map(|value| bytes(&value));
        let news = News {
            outbox,
            unreadable,
            meta: pack::meta(stored.as_deref(), rows.last().map(|(counter, _)| *counter)),
            owner: get(&meta, OWNER)
                .await?
                .and_then(|value| from_cbor(&bytes(&value)).ok()),
            mark: last_key(&store(&read, JOURNAL)?).await?.max(folded),
            parts,
        };
        let mut tally = self.tally.borrow_mut();
        for (part, entry) in news.parts.iter().zip(&entries) {
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
        let found = index
            .get_all(Some(only), None)
            .await
            .map_err(|error| failure(&error))?;
        Ok(found.iter().filter_map(receipt).collect())
    }

    async fn answered_above(&self, seq: u64) -> Result<Vec<Outgoing>, StoreError> {
        let read = self.connection.read(&[RECEIPTS]).await?;
        let found = store(&read, RECEIPTS)?
            .get_all(None, None)
            .await
            .map_err(|error| failure(&error))?;
        let readable = found.iter().filter_map(receipt);
        Ok(readable.filter(|item| pack::is_above(item, seq)).collect())
    }

    fn pack(&self, replica: &Replica) -> Packed {
        pack::pack(replica, self.tally.borrow().touched())
    }

    async fn fold(&self, packed: Packed, at: Mark, now: Millis) -> Result<bool, StoreError> {
        let write = self
            .connection
            .write(&[PAGES, JOURNAL, META, RECEIPTS], Durability::Relaxed)
            .await?;
        if !stands_at(&write, at).await? {
            write.abort();
            return Ok(false);
        }
        drop_old_receipts(&write, now).await?;
        for slice in &packed.0 {
            drop_pages(&write, &slice.prefix)?;
            for (key, page) in &slice.pages {
                write.put_bytes(PAGES, &key.as_str().into(), page)?;
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

async fn stored_meta(write: &Write) -> Result<Meta, StoreError> {
    let stored = write.answer(write.store(META)?.get(&STORED.into())).await?;
    Ok(pack::meta(
        (!stored.is_undefined()).then(|| bytes(&stored)).as_deref(),
        None,
    ))
}

/// Adds an entry to the journal; returns where it stands.
async fn append(write: &Write, entry: &[u8]) -> Result<Mark, StoreError> {
    let added = write.store(JOURNAL)?.add(&Uint8Array::from(entry));
    Ok(Mark(number(Some(write.answer(added).await?))))
}

/// Forgets every slice. Returns a mark that no tab holds yet, so that each of them reads all again.
async fn start_over(write: &Write) -> Result<Mark, StoreError> {
    let mark = append(write, &[]).await?;
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

fn put_rows(write: &Write, writes: &Writes) -> Result<(), StoreError> {
    for slice in &writes.dropped {
        drop_pages(write, &pack::prefix(*slice))?;
    }
    for (counter, row) in &writes.outbox {
        let key = JsValue::from_f64(*counter as f64);
        match row {
            Some(row) => write.put_bytes(OUTBOX, &key, row)?,
            None => write.delete(OUTBOX, &key)?,
        }
    }
    for counter in &writes.unsettled {
        write.delete(RECEIPTS, &JsValue::from_f64(*counter as f64))?;
    }
    for receipt in &writes.receipts {
        write.put(RECEIPTS, &(receipt.counter as f64).into(), &receipt_row(receipt))?;
    }
    if let Some(meta) = &writes.meta {
        write.put_bytes(META, &STORED.into(), &to_cbor(meta))?;
        if let Some(me) = &meta.me {
            write.put_bytes(META, &OWNER.into(), &to_cbor(me))?;
        }
    }
    Ok(())
}

fn receipt_row(receipt: &Receipt) -> JsValue {
    let mut fields = vec![
        (BY_RECORD, receipt.record.to_string().into()),
        (BODY, Uint8Array::from(receipt.body.as_slice()).into()),
    ];
    // A row without this field is in no index by it: such a receipt is never dropped.
    fields.extend(
        receipt
            .answered
            .map(|answered| (BY_ANSWERED, JsValue::from_f64(answered.0 as f64))),
    );
    object(&fields).into()
}

fn body(row: &JsValue) -> Option<Vec<u8>> {
    Some(bytes(&Reflect::get(row, &BODY.into()).ok()?))
}

fn receipt(row: &JsValue) -> Option<Outgoing> {
    from_cbor(&body(row)?).ok()
}

async fn drop_old_receipts(write: &Write, now: Millis) -> Result<(), StoreError> {
    let backed_up = stored_meta(write).await?.backed_up;
    let old = raw::up_to((pack::oldest_receipt(now).0 - 1) as f64)?;
    let index = write
        .store(RECEIPTS)?
        .index(BY_ANSWERED)
        .map_err(|error| raw::failure(&error))?;
    let (counters, rows) = (index.get_all_keys_with_key(&old), index.get_all_with_key(&old));
    let (counters, rows) = (write.answer(counters).await?, write.answer(rows).await?);
    let rows = rows.unchecked_ref::<js_sys::Array>().iter();
    let old = counters.unchecked_ref::<js_sys::Array>().iter().zip(rows);
    let outlived = |row: &JsValue| body(row).is_some_and(|body| pack::is_outlived(&body, backed_up, now));
    for (counter, _) in old.filter(|(_, row)| outlived(row)) {
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

async fn values(store: &rexie::Store, range: Option<KeyRange>) -> Result<Vec<Vec<u8>>, StoreError> {
    let values = store
        .get_all(range, None)
        .await
        .map_err(|error| failure(&error))?;
    Ok(values.iter().map(bytes).collect())
}

async fn rows(store: &rexie::Store) -> Result<Vec<(u64, Vec<u8>)>, StoreError> {
    let keys = store
        .get_all_keys(None, None)
        .await
        .map_err(|error| failure(&error))?;
    let counters = keys.into_iter().map(|key| number(Some(key)));
    Ok(counters.zip(values(store, None).await?).collect())
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
            Indexed::open(self.0).await.unwrap()
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

    #[wasm_bindgen_test]
    async fn a_connection_that_was_closed_is_opened_again() {
        let store = Indexed::open("closed_again").await.unwrap();
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
            Indexed::open("newer_database").await.err(),
            Some(StoreError::Newer)
        );
        newer.close();
    }

    #[wasm_bindgen_test]
    async fn a_tab_left_open_lets_a_newer_app_in_and_then_writes_nothing() {
        let left_open = Indexed::open("left_open").await.unwrap();
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
