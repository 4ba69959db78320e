//! The connection to IndexedDB: the schema, and opening again what the system closed.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use futures::future::{Either, join, select};
use js_sys::Promise;
use rexie::{Index, ObjectStore, Rexie, TransactionMode};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{IdbDatabase, IdbFactory};

use super::StoreError;
use super::pack::{JOURNAL, META, OUTBOX, PAGES, RECEIPTS};
use super::raw::{self, Durability, Write};
use crate::device::idle::after;

/// Says in `meta` that every row is sealed.
pub(super) const SEALED: &str = "sealed";
/// Every store.
pub(super) const ALL: [&str; 5] = [PAGES, JOURNAL, OUTBOX, RECEIPTS, META];
/// Receipts by the record they are about.
pub(super) const BY_RECORD: &str = "record";
/// Receipts by when they were answered.
pub(super) const BY_ANSWERED: &str = "answered";

/// Raised when the layout changes. A version adds stores and indexes; the outbox stays as it is for ever.
const VERSION: u32 = 1;
/// How long another tab may keep the database in an older form before a person is told.
const BLOCKED_MS: u32 = 8_000;

/// The two handles on one database: rexie's for schema and reading, the browser's own for writing.
pub(super) struct Handles {
    rexie: Option<Rexie>,
    raw: IdbDatabase,
    _closed: Closure<dyn FnMut()>,
}

impl Drop for Handles {
    fn drop(&mut self) {
        self.raw.set_onclose(None);
        self.raw.set_onversionchange(None);
        self.raw.close();
        if let Some(rexie) = self.rexie.take() {
            rexie.close();
        }
    }
}

impl Handles {
    fn read(&self, stores: &[&str]) -> rexie::Result<rexie::Transaction> {
        let rexie = self.rexie.as_ref().ok_or(rexie::Error::TransactionAbortFailed)?;
        rexie.transaction(stores, TransactionMode::ReadOnly)
    }
}

/// One database of this tab, and what is kept beside its rows.
struct Database {
    name: String,
    open: RefCell<Option<Rc<Handles>>>,
    highest: Cell<u64>,
    copying: Cell<bool>,
}

impl Database {
    fn new(name: &str) -> Rc<Self> {
        Rc::new(Database {
            name: name.to_owned(),
            open: RefCell::default(),
            highest: Cell::default(),
            copying: Cell::default(),
        })
    }
}

/// A connection that opens when first needed and again after the system closed it.
pub(super) struct Connection(RefCell<Rc<Database>>);

impl Connection {
    /// Opens the database of that name, made or brought up to date where needed.
    pub(super) async fn open(name: &str) -> Result<Self, StoreError> {
        let connection = Connection::later(name);
        connection.handles().await?;
        Ok(connection)
    }

    /// A connection to the database of that name, which is opened once it is needed.
    pub(super) fn later(name: &str) -> Self {
        Connection(RefCell::new(Database::new(name)))
    }

    /// Turns to the database of a name; one that is open already stays so.
    pub(super) fn turn_to(&self, name: &str) {
        if self.name() != name {
            self.0.replace(Database::new(name));
        }
    }

    /// A connection to the same database, wherever this one turns meanwhile.
    pub(super) fn staying(&self) -> Self {
        Connection(RefCell::new(self.database()))
    }

    fn database(&self) -> Rc<Database> {
        Rc::clone(&self.0.borrow())
    }

    /// The name of its database.
    pub(super) fn name(&self) -> String {
        self.0.borrow().name.clone()
    }

    /// The highest counter of its database that this tab knows to be given out.
    pub(super) fn highest(&self) -> u64 {
        self.0.borrow().highest.get()
    }

    /// Notes that this counter of its database was given out.
    pub(super) fn given_out(&self, counter: u64) {
        let database = self.0.borrow();
        database.highest.set(database.highest.get().max(counter));
    }

    /// Notes whether a second copy of its outbox is about to be written; whether one was.
    pub(super) fn set_copying(&self, copying: bool) -> bool {
        self.0.borrow().copying.replace(copying)
    }

    /// Begins a write transaction.
    pub(super) async fn write(&self, stores: &[&str], durability: Durability) -> Result<Write, StoreError> {
        match Write::begin(&self.handles().await?.raw, stores, durability) {
            Ok(write) => Ok(write),
            Err(_) => {
                self.database().open.take();
                Write::begin(&self.handles().await?.raw, stores, durability)
                    .map_err(|error| raw::failure(&error))
            }
        }
    }

    /// Begins a read transaction.
    pub(super) async fn read(&self, stores: &[&str]) -> Result<rexie::Transaction, StoreError> {
        match self.handles().await?.read(stores) {
            Ok(read) => Ok(read),
            Err(_) => {
                self.database().open.take();
                self.handles()
                    .await?
                    .read(stores)
                    .map_err(|error| failure(&error))
            }
        }
    }

    /// Closes as the system would, without a word to who uses it.
    #[cfg(all(test, target_arch = "wasm32"))]
    pub(super) fn close_for_test(&self) {
        if let Some(handles) = self.database().open.borrow().as_ref() {
            handles.raw.close();
        }
    }

    /// Closes as the system does: both handles go, and the browser says so afterwards.
    #[cfg(all(test, target_arch = "wasm32"))]
    pub(super) fn closed_by_system_for_test(&self) {
        let handles = self.database().open.borrow().clone();
        if let Some(handles) = handles {
            handles.raw.close();
            let said = web_sys::Event::new("close").and_then(|event| handles.raw.dispatch_event(&event));
            assert!(said.is_ok() && self.database().open.borrow().is_none());
        }
    }

    async fn handles(&self) -> Result<Rc<Handles>, StoreError> {
        // What is opened meanwhile for another database is not taken for this one's.
        let database = self.database();
        if let Some(handles) = database.open.borrow().as_ref() {
            return Ok(Rc::clone(handles));
        }
        let name = &database.name;
        // The browser answers requests of one database in their order: the second finds what the first made.
        let both = join(schema(name).build(), open_raw(name));
        let (rexie, raw) = match select(Box::pin(both), Box::pin(after(BLOCKED_MS))).await {
            Either::Left((both, _)) => both,
            Either::Right(_) => return Err(StoreError::OtherTab),
        };
        let rexie = rexie.map_err(|error| failure(&error))?;
        let raw = raw.map_err(|error| raw::failure(&error))?;
        let open = Rc::downgrade(&database);
        let closed = Closure::new(move || {
            if let Some(database) = open.upgrade() {
                database.open.take();
            }
        });
        raw.set_onclose(Some(closed.as_ref().unchecked_ref()));
        raw.set_onversionchange(Some(closed.as_ref().unchecked_ref()));
        let handles = Rc::new(Handles {
            rexie: Some(rexie),
            raw,
            _closed: closed,
        });
        database.open.replace(Some(Rc::clone(&handles)));
        Ok(handles)
    }
}

fn schema(name: &str) -> rexie::RexieBuilder {
    let receipts = ObjectStore::new(RECEIPTS)
        .add_index(Index::new(BY_RECORD, BY_RECORD))
        .add_index(Index::new(BY_ANSWERED, BY_ANSWERED));
    Rexie::builder(name)
        .version(VERSION)
        .add_object_store(ObjectStore::new(OUTBOX))
        .add_object_store(receipts)
        .add_object_store(ObjectStore::new(JOURNAL).auto_increment(true))
        .add_object_store(ObjectStore::new(PAGES))
        .add_object_store(ObjectStore::new(META))
}

async fn open_raw(name: &str) -> Result<IdbDatabase, JsValue> {
    let factory = js_sys::Reflect::get(&js_sys::global(), &"indexedDB".into())?.dyn_into::<IdbFactory>()?;
    let request = factory.open_with_u32(name, VERSION)?;
    // Making the stores is rexie's: where it could not, nothing is made here.
    let making = request.clone();
    let refuse = Closure::once(move || {
        if let Some(transaction) = making.transaction() {
            // It fails only where the transaction has been aborted already.
            let _ = transaction.abort();
        }
    });
    request.set_onupgradeneeded(Some(refuse.as_ref().unchecked_ref()));
    let opened = Promise::new(&mut |resolve, reject| {
        request.set_onsuccess(Some(&resolve));
        request.set_onerror(Some(&reject));
    });
    JsFuture::from(opened).await?;
    request.result()?.dyn_into()
}

/// What one of rexie's errors means for a store. It says the browser's name for it inside its text only.
pub(super) fn failure(error: &rexie::Error) -> StoreError {
    let text = std::error::Error::source(error).map_or_else(|| error.to_string(), ToString::to_string);
    let names = [
        "QuotaExceededError",
        "SecurityError",
        "NotAllowedError",
        "VersionError",
        "indexed db not found",
    ];
    match names.into_iter().find(|name| text.contains(name)) {
        Some("indexed db not found") => StoreError::Blocked,
        Some(name) => raw::named(name),
        None => StoreError::Failed("IndexedDB".to_owned()),
    }
}
