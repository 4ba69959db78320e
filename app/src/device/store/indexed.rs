//! The store in the browser's IndexedDB.

use std::cell::RefCell;

use domain::change::Change;
use domain::id::Id;
use domain::replica::{Batch, Me, Meta, Outgoing, Replica};
use domain::time::Millis;
use domain::wire::from_cbor;
use futures::future::{select, try_join, try_join4};
use rexie::KeyRange;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::spawn_local;

use super::connection::{ALL, BY_RECORD, Connection, SEALED, failure};
use super::pack::{self, Read, Tally, Writes};
use super::pack::{JOURNAL, META, OUTBOX, OWNER, PAGES, RECEIPTS, STORED};
use super::raw::{self, Durability, Write};
use super::rows::{
    FOLDED, append, body, bytes, drop_left_receipts, drop_old_receipts, drop_pages, get, key_range_above,
    keyed, last_key, number, outbox_rows, put_rows, stands_at, start_over, store,
};
use super::sealing::Sealing;
use super::{Loaded, Lock, Mark, News, Packed, Store, StoreError};
use crate::device::copy;
use crate::device::idle::after;
use crate::device::js::random;
use crate::device::seal::{Key, Place};

/// A store in IndexedDB. Another tab is another one on the same database.
pub struct Indexed {
    pub(super) connection: Connection,
    pub(super) sealing: Sealing,
    pub(super) tally: RefCell<Tally>,
    ahead: RefCell<Option<Ahead>>,
}

/// What stays of a member's rows where they are shut away.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::device) struct Leaves {
    /// What was not sent.
    pub(in crate::device) unsent: bool,
    /// Receipts that are still there: a server that is restored may lack what they are of.
    pub(in crate::device) receipts: bool,
}

impl Leaves {
    /// What the member needs again who comes by their password.
    pub(in crate::device) const FOR_LATER: Self = Leaves {
        unsent: true,
        receipts: true,
    };
    /// What a phone that was revoked may still hand in.
    pub(in crate::device) const UNSENT: Self = Leaves {
        unsent: true,
        receipts: false,
    };
}

/// Pages read while the PIN is asked for: sealed, as they lie.
struct Ahead {
    database: String,
    /// Up to where the journal was folded into them. Pages alter with it, or are said to be gone by the journal.
    folded: u64,
    pages: Rows,
}

/// Keys and rows of a store.
type Rows = (Vec<JsValue>, Vec<Vec<u8>>);

impl Indexed {
    /// Opens the database of that name, made or brought up to date where needed, its rows behind a lock.
    pub(in crate::device) async fn open(name: &str, lock: Lock) -> Result<Self, StoreError> {
        Ok(Indexed {
            connection: Connection::open(name).await?,
            sealing: Sealing::new(lock, random),
            tally: RefCell::default(),
            ahead: RefCell::default(),
        })
    }

    /// Reads what is sealed before there is a key, so that only opening it is left when the key comes. What others write
    /// meanwhile is seen then.
    pub(in crate::device) async fn read_ahead(&self) -> Result<(), StoreError> {
        let database = self.name();
        let read = self.connection.read(&[PAGES, META]).await?;
        let (pages, meta) = (store(&read, PAGES)?, store(&read, META)?);
        let (pages, folded) = try_join(keyed(&pages, None), get(&meta, FOLDED)).await?;
        self.ahead.replace(Some(Ahead {
            database,
            folded: number(folded),
            pages,
        }));
        Ok(())
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

    /// Writes the second copy of the outbox in a moment, where rows are sealed: what is tapped meanwhile goes with it.
    fn copy_soon(&self) {
        let lies_open = self.sealing.key().is_none() && !self.sealing.is_shut();
        if lies_open || self.connection.set_copying(true) {
            return;
        }
        // Whoever is turned to meanwhile, this is of who is here now.
        let connection = self.connection.staying();
        spawn_local(async move {
            after(COPY_MS).await;
            connection.set_copying(false);
            write_copy(&connection).await;
        });
    }

    /// Whether anything lies in its outbox, sealed or not.
    pub(in crate::device) async fn holds_unsent(&self) -> Result<bool, StoreError> {
        Ok(!outbox_rows(&self.connection).await?.is_empty())
    }

    /// Leaves nothing but what is told, sealed as it is.
    pub(in crate::device) async fn shut(&self, left: Leaves) -> Result<(), StoreError> {
        self.sealing.turn(Lock::Shut);
        let write = self.connection.write(&ALL, Durability::Strict).await?;
        start_over(&write).await?;
        if !left.receipts {
            write.clear(RECEIPTS)?;
        }
        if !left.unsent {
            write.clear(OUTBOX)?;
        }
        write.done().await?;
        // At once: what the person let go must not come back.
        write_copy(&self.connection.staying()).await;
        Ok(())
    }

    /// Reads everything. What can be asked at once is: each answer comes from another process.
    async fn read_all(&self) -> Result<Read, StoreError> {
        let read = self.connection.read(&[PAGES, JOURNAL, OUTBOX, META]).await?;
        let (pages, journal) = (store(&read, PAGES)?, store(&read, JOURNAL)?);
        let (outbox, meta) = (store(&read, OUTBOX)?, store(&read, META)?);
        let rows = try_join4(
            self.pages(&pages, &meta),
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

    async fn pages(&self, pages: &rexie::Store, meta: &rexie::Store) -> Result<Vec<Vec<u8>>, StoreError> {
        let ahead = self.ahead.take().filter(|ahead| ahead.database == self.name());
        let (keys, pages) = match ahead {
            Some(ahead) if number(get(meta, FOLDED).await?) == ahead.folded => ahead.pages,
            _ => keyed(pages, None).await?,
        };
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
    pub(super) fn told(&self, key: &str, row: Option<JsValue>) -> Option<Vec<u8>> {
        self.sealing.open(Place::Text(META, key), &bytes(&row?))
    }

    pub(super) async fn stored_meta(&self, write: &Write) -> Result<Meta, StoreError> {
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
/// How long writing the second copy may take.
const COPY_LIMIT_MS: u32 = 10_000;

/// Writes the second copy of the outbox. What was once noted as given out stays so, whoever noted it.
async fn write_copy(connection: &Connection) {
    let name = connection.name();
    let write = async {
        let before = copy::read(&name).await;
        if let Ok(rows) = outbox_rows(connection).await {
            let highest = connection.highest().max(before.highest);
            // Where there is no second place, the first one is all there is.
            let _ = copy::write(&name, copy::Copied { rows, highest }).await;
        }
    };
    // Nobody who signs out waits for a browser that does not answer.
    select(Box::pin(write), Box::pin(after(COPY_LIMIT_MS))).await;
}

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
        self.connection.given_out(loaded.replica.counter());
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
        self.connection
            .given_out(changes.last().map_or(0, |change| change.counter));
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
        let writes = Writes::of(batch, &self.stored_meta(&write).await?, self.is_sealed());
        let at = if writes.wipes {
            drop_left_receipts(&write, &self.sealing, writes.keeps_above).await?;
            start_over(&write).await?
        } else {
            at
        };
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
        self.connection.given_out(news.meta.counter);
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

#[cfg(all(test, target_arch = "wasm32"))]
mod tests {
    use super::super::rows::BODY;
    use super::*;
    use crate::device::store::suite::{self, Bench};
    use js_sys::Reflect;
    use wasm_bindgen::JsCast;
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

        fn seals(&self) -> bool {
            true
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
    async fn what_was_read_ahead_of_the_pin_is_what_was_written_since() {
        let tabs = Tabs("read_ahead");
        let other = tabs.open().await;
        suite::fill(&other).await;
        let Lock::Open(key) = suite::lock() else { return };
        let early = Indexed::open("read_ahead", Lock::Shut).await.unwrap();
        // Nothing happened meanwhile; then the journal was folded; then all of it was dropped.
        for step in 0..3 {
            early.lock();
            early.read_ahead().await.unwrap();
            let loaded = other.load().await.unwrap();
            match step {
                1 => assert!(
                    other
                        .fold(other.pack(&loaded.replica), loaded.mark, Millis(1))
                        .await
                        .unwrap()
                ),
                2 => other.forget_damaged().await.unwrap(),
                _ => {}
            }
            early.unlock("read_ahead", key.clone()).await.unwrap();
            assert_eq!(
                suite::seen(&early).await,
                suite::seen(&other).await,
                "step {step}"
            );
        }
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
        let store = Tabs("closed_again").open().await;
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
    async fn a_database_that_the_system_closes_is_opened_again_to_read_and_to_write() {
        let store = Tabs("system_closes").open().await;
        suite::fill(&store).await;
        for _ in 0..2 {
            store.connection.closed_by_system_for_test();
            let mark = store.load().await.unwrap().mark;
            store.connection.closed_by_system_for_test();
            assert!(store.commit(&Batch::default(), mark).await.is_ok());
        }
        assert_eq!(store.load().await.unwrap().replica.waiting(), 1);
    }

    #[wasm_bindgen_test]
    async fn an_empty_database_in_the_place_of_ours_is_noticed_and_not_copied() {
        let store = Tabs("emptied").open().await;
        suite::fill(&store).await;
        let waiting = outbox_rows(&store.connection).await.unwrap();
        let copied = copy::Copied {
            rows: waiting.clone(),
            highest: 2,
        };
        copy::write("emptied", copied).await.unwrap();
        store.connection.turn_to("other");
        rexie::Rexie::delete("emptied").await.unwrap();
        store.connection.turn_to("emptied");

        assert_eq!(store.load().await.err(), Some(StoreError::Erased));
        let written = store.commit(&Batch::default(), Mark(0)).await;
        assert_eq!(written, Err(StoreError::Erased));
        assert_eq!(
            outbox_rows(&store.connection).await.err(),
            Some(StoreError::Erased)
        );
        assert_eq!(copy::read("emptied").await.rows.len(), waiting.len());
    }

    /// Takes a method from the browser's files; gives it back when dropped.
    struct Without(JsValue, &'static str, JsValue);

    impl Without {
        fn method(class: &str, method: &'static str) -> Self {
            let class = Reflect::get(&js_sys::global(), &class.into()).unwrap();
            let prototype = Reflect::get(&class, &"prototype".into()).unwrap();
            let own = Reflect::get(&prototype, &method.into()).unwrap();
            assert!(own.is_function());
            let object = prototype.unchecked_ref::<js_sys::Object>();
            Reflect::delete_property(object, &method.into()).unwrap();
            Without(prototype, method, own)
        }
    }

    impl Drop for Without {
        fn drop(&mut self) {
            Reflect::set(&self.0, &self.1.into(), &self.2).unwrap();
        }
    }

    #[wasm_bindgen_test]
    async fn where_the_browser_writes_no_file_the_second_copy_is_elsewhere_and_comes_back() {
        for (name, class, method) in [
            ("no_file", "FileSystemFileHandle", "createWritable"),
            ("no_folder", "StorageManager", "getDirectory"),
        ] {
            let tabs = Tabs(name);
            let without = Without::method(class, method);
            let store = tabs.open().await;
            suite::fill(&store).await;
            write_copy(&store.connection).await;
            assert_eq!(copy::read(name).await.rows.len(), 1, "{name}");
            store.connection.turn_to("other");
            rexie::Rexie::delete(name).await.unwrap();
            let again = tabs.open().await.load().await.unwrap();
            assert_eq!(again.replica.waiting(), 1, "{name}");

            // Nor does shutting hang; and what is let go of is in neither place, also once the browser learnt it.
            tabs.open().await.shut(Leaves::UNSENT).await.unwrap();
            assert_eq!(copy::read(name).await.rows.len(), 1, "{name}");
            drop(without);
            assert_eq!(copy::read(name).await.rows.len(), 1, "{name}");
            tabs.open()
                .await
                .shut(Leaves {
                    unsent: false,
                    receipts: false,
                })
                .await
                .unwrap();
            assert_eq!(copy::read(name).await.rows.len(), 0, "{name}");
        }
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
