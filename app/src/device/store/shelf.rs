//! Colleagues' sealed work that this phone carries: apart from everybody's records, so that it outlasts whoever signs
//! out, and as sealed as it came.

use domain::wire::{from_cbor, to_cbor};
use js_sys::Uint8Array;
use wasm_bindgen::JsValue;

use super::StoreError;
use super::connection::{Connection, failure};
use super::pack::META;
use super::raw::Durability;
use crate::device::carried::Carried;

/// The shelf's database. It has the stores of every database of ours, and uses one.
const DATABASE: &str = "hadir-carried";

/// Where carried work lies.
pub(in crate::device) struct Shelf(Connection);

impl Shelf {
    /// The shelf of this browser; nothing is opened before it is needed.
    pub(in crate::device) fn new() -> Self {
        Shelf(Connection::later(DATABASE))
    }

    /// All that lies on it, oldest first.
    pub(in crate::device) async fn all(&self) -> Result<Vec<Carried>, StoreError> {
        let read = self.0.read(&[META]).await?;
        let store = read.store(META).map_err(|error| failure(&error))?;
        let rows = store.get_all(None, None).await.map_err(|error| failure(&error))?;
        let carried = rows.iter().map(|row| Uint8Array::new(row).to_vec());
        Ok(carried.filter_map(|row| from_cbor(&row).ok()).collect())
    }

    /// Puts one on it, in the place of the same one before.
    pub(in crate::device) async fn put(&self, carried: &Carried) -> Result<(), StoreError> {
        let write = self.0.write(&[META], Durability::Strict).await?;
        write.put_bytes(META, &place(carried), &to_cbor(carried))?;
        write.done().await
    }

    /// Takes one off it.
    pub(in crate::device) async fn take(&self, carried: &Carried) -> Result<(), StoreError> {
        let write = self.0.write(&[META], Durability::Strict).await?;
        write.delete(META, &place(carried))?;
        write.done().await
    }
}

/// Ids rise with time, and so do their texts.
fn place(carried: &Carried) -> JsValue {
    carried.id.to_string().into()
}
