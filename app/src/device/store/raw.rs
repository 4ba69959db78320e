//! IndexedDB's requests and write transactions as futures.
//!
//! Rexie opens the database and reads it. It cannot ask for strict durability, and does not say why a
//! transaction was aborted; writing needs both.

use js_sys::{Array, Promise, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Event, IdbDatabase, IdbKeyRange, IdbObjectStore, IdbRequest, IdbTransaction};

use super::StoreError;
use crate::device::js::{DurableDatabase, error_name, object};

/// What a write transaction promises when it completes.
#[derive(Clone, Copy)]
pub(super) enum Durability {
    /// It is on the disk.
    Strict,
    /// It is with the system: what was lost would be fetched or sent again.
    Relaxed,
}

/// One write transaction. Dropped before [`Write::done`], it writes what was asked by then.
pub(super) struct Write(IdbTransaction);

impl Write {
    /// Begins a transaction over some stores.
    pub(super) fn begin(
        database: &IdbDatabase,
        stores: &[&str],
        durability: Durability,
    ) -> Result<Self, JsValue> {
        let names: Array = stores.iter().map(|name| JsValue::from_str(name)).collect();
        let durability = match durability {
            Durability::Strict => "strict",
            Durability::Relaxed => "relaxed",
        };
        let options = object(&[("durability", durability.into())]);
        database
            .unchecked_ref::<DurableDatabase>()
            .transaction(&names, "readwrite", &options)
            .map(Write)
    }

    /// One of its stores.
    pub(super) fn store(&self, name: &str) -> Result<IdbObjectStore, StoreError> {
        self.0.object_store(name).map_err(|error| failure(&error))
    }

    /// Adds a row under a key of its own; a key in use aborts the transaction.
    pub(super) fn add(&self, store: &str, key: f64, value: &[u8]) -> Result<(), StoreError> {
        let request = self
            .store(store)?
            .add_with_key(&Uint8Array::from(value), &key.into());
        request.map(drop).map_err(|error| failure(&error))
    }

    /// Writes a row, whatever its key held.
    pub(super) fn put(&self, store: &str, key: &JsValue, value: &JsValue) -> Result<(), StoreError> {
        self.store(store)?
            .put_with_key(value, key)
            .map(drop)
            .map_err(|error| failure(&error))
    }

    /// Writes bytes as a row, whatever its key held.
    pub(super) fn put_bytes(&self, store: &str, key: &JsValue, value: &[u8]) -> Result<(), StoreError> {
        self.put(store, key, &Uint8Array::from(value))
    }

    /// Takes away a row, or all of a range.
    pub(super) fn delete(&self, store: &str, key_or_range: &JsValue) -> Result<(), StoreError> {
        self.store(store)?
            .delete(key_or_range)
            .map(drop)
            .map_err(|error| failure(&error))
    }

    /// Takes away every row of a store. Numbers it gave out are not given out again.
    pub(super) fn clear(&self, store: &str) -> Result<(), StoreError> {
        self.store(store)?
            .clear()
            .map(drop)
            .map_err(|error| failure(&error))
    }

    /// Waits for the answer to one of its requests.
    pub(super) async fn answer(&self, request: Result<IdbRequest, JsValue>) -> Result<JsValue, StoreError> {
        let request = request.map_err(|error| failure(&error))?;
        let answered = Promise::new(&mut |resolve, reject| {
            request.set_onsuccess(Some(&resolve));
            request.set_onerror(Some(&reject));
        });
        match JsFuture::from(answered).await {
            Ok(_) => request.result().map_err(|error| failure(&error)),
            Err(_) => Err(self.why()),
        }
    }

    /// Gives it up: nothing is written.
    pub(super) fn abort(self) {
        // It fails only where the transaction has been aborted already.
        let _ = self.0.abort();
    }

    /// Waits until it is complete, which is when a write may be called saved.
    pub(super) async fn done(self) -> Result<(), StoreError> {
        let complete = Promise::new(&mut |resolve, reject| {
            self.0.set_oncomplete(Some(&resolve));
            self.0.set_onabort(Some(&reject));
        });
        match JsFuture::from(complete).await {
            Ok(_) => Ok(()),
            Err(_) => Err(self.why()),
        }
    }

    fn why(&self) -> StoreError {
        self.0.error().map_or_else(
            || StoreError::Failed("AbortError".to_owned()),
            |error| failure(&error),
        )
    }
}

/// What one of the browser's errors means for a store.
pub(super) fn failure(error: &JsValue) -> StoreError {
    // A rejected request hands over its event.
    let name = match error.dyn_ref::<Event>() {
        Some(event) => event.type_(),
        None => error_name(error),
    };
    named(&name)
}

/// What an error of this name means for a store.
pub(super) fn named(name: &str) -> StoreError {
    match name {
        "ConstraintError" => StoreError::Taken,
        "QuotaExceededError" => StoreError::Full,
        "SecurityError" | "NotAllowedError" => StoreError::Blocked,
        "VersionError" => StoreError::Newer,
        other => StoreError::Failed(other.to_owned()),
    }
}

/// All keys above one.
pub(super) fn above(key: u64) -> Result<JsValue, StoreError> {
    range(IdbKeyRange::lower_bound_with_open(&(key as f64).into(), true))
}

/// All keys up to one, itself included.
pub(super) fn up_to(key: f64) -> Result<JsValue, StoreError> {
    range(IdbKeyRange::upper_bound(&key.into()))
}

/// All keys from one to before another.
pub(super) fn between(from: &str, before: &str) -> Result<JsValue, StoreError> {
    range(IdbKeyRange::bound_with_lower_open_and_upper_open(
        &from.into(),
        &before.into(),
        false,
        true,
    ))
}

fn range(range: Result<IdbKeyRange, JsValue>) -> Result<JsValue, StoreError> {
    range.map(JsValue::from).map_err(|error| failure(&error))
}
