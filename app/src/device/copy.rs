//! The second copy of unsent work, kept apart from its database: rows as they are sealed, in a file of the origin's own
//! or, on a browser that does not write one (Safari before 26), in another database.
//!
//! A copy may lag by a moment, or hold what was settled since: what is sent twice is answered once.

use std::collections::BTreeSet;
use std::rc::Rc;

use domain::wire::{from_cbor, to_cbor};
use futures::future::join;
use js_sys::{Function, Promise, Reflect, Uint8Array};
use minicbor::{Decode, Encode};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    Blob, FileSystemDirectoryHandle, FileSystemFileHandle, FileSystemGetFileOptions,
    FileSystemWritableFileStream,
};

use super::store::{Spare, StoreError};

/// One row of an outbox. One that holds nothing says only that its counter was given out.
#[derive(Clone, PartialEq, Eq, Encode, Decode)]
pub(super) struct Row {
    #[n(0)]
    pub(super) counter: u64,
    #[cbor(n(1), with = "minicbor::bytes")]
    pub(super) sealed: Vec<u8>,
}

/// The outbox of a database as it was last written.
#[derive(Default)]
pub(super) struct Copied {
    pub(super) rows: Vec<Row>,
    /// The highest counter given out by then, whatever became of its change.
    pub(super) highest: u64,
}

impl Copied {
    fn pack(mut self) -> Vec<u8> {
        self.rows.push(Row {
            counter: self.highest,
            sealed: Vec::new(),
        });
        to_cbor(&self.rows)
    }

    /// Nothing where the file says nothing that can be read.
    fn unpack(bytes: &[u8]) -> Self {
        let mut rows: Vec<Row> = from_cbor(bytes).unwrap_or_default();
        let highest = rows.iter().map(|row| row.counter).max();
        rows.retain(|row| !row.sealed.is_empty());
        Copied {
            rows,
            highest: highest.unwrap_or_default(),
        }
    }

    /// What either of two copies tells.
    fn and(mut self, other: Self) -> Self {
        let known: BTreeSet<u64> = self.rows.iter().map(|row| row.counter).collect();
        let more = other.rows.into_iter().filter(|row| !known.contains(&row.counter));
        self.rows.extend(more);
        self.highest = self.highest.max(other.highest);
        self
    }
}

thread_local! {
    static SPARE: Rc<Spare> = Rc::new(Spare::new());
}

/// Writes the outbox of a database, whole, in place of what was written before. It lies in one place then: what is
/// let go of does not come back from the other.
pub(super) async fn write(database: &str, copied: Copied) -> Result<(), StoreError> {
    let (packed, spare) = (copied.pack(), SPARE.with(Rc::clone));
    if write_file(database, &packed).await.is_err() {
        spare.write(database, Some(&packed)).await?;
        // What has no file has none to take away.
        let _ = remove_file(database).await;
    } else if spare.read(database).await?.is_some() {
        spare.write(database, None).await?;
    }
    Ok(())
}

/// The outbox of a database as it was last written, wherever that was; nothing where it never was.
pub(super) async fn read(database: &str) -> Copied {
    let spare = SPARE.with(Rc::clone);
    let (file, other) = join(read_file(database), spare.read(database)).await;
    let unpacked = |bytes: Option<Vec<u8>>| bytes.map(|bytes| Copied::unpack(&bytes)).unwrap_or_default();
    unpacked(file.ok()).and(unpacked(other.ok().flatten()))
}

async fn write_file(database: &str, packed: &[u8]) -> Result<(), JsValue> {
    let file = file(&folder().await?, database, true).await?;
    let stream: FileSystemWritableFileStream = call(&file, "createWritable").await?;
    JsFuture::from(stream.write_with_u8_array(packed)?).await?;
    JsFuture::from(stream.close()).await.map(drop)
}

async fn read_file(database: &str) -> Result<Vec<u8>, JsValue> {
    let blob: Blob = wait(file(&folder().await?, database, false).await?.get_file()).await?;
    let bytes = JsFuture::from(blob.array_buffer()).await?;
    Ok(Uint8Array::new(&bytes).to_vec())
}

async fn remove_file(database: &str) -> Result<(), JsValue> {
    let removed = folder().await?.remove_entry(&name(database));
    JsFuture::from(removed).await.map(drop)
}

async fn folder() -> Result<FileSystemDirectoryHandle, JsValue> {
    let window = web_sys::window().ok_or(JsValue::UNDEFINED)?;
    if !window.is_secure_context() {
        return Err(JsValue::UNDEFINED);
    }
    let storage = Reflect::get(&window.navigator(), &"storage".into())?;
    call(&storage, "getDirectory").await
}

async fn file(
    folder: &FileSystemDirectoryHandle,
    database: &str,
    make: bool,
) -> Result<FileSystemFileHandle, JsValue> {
    let options = FileSystemGetFileOptions::new();
    options.set_create(make);
    wait(folder.get_file_handle_with_options(&name(database), &options)).await
}

fn name(database: &str) -> String {
    format!("{database}.outbox")
}

/// Calls what not every browser has: where one does not, that is an error like others, not a fault of the program.
async fn call<T: JsCast>(this: &JsValue, method: &str) -> Result<T, JsValue> {
    let method: Function = Reflect::get(this, &method.into())?.dyn_into()?;
    wait(method.call0(this)?.dyn_into()?).await
}

async fn wait<T: JsCast>(promise: Promise) -> Result<T, JsValue> {
    JsFuture::from(promise).await.map(JsCast::unchecked_into)
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;

    fn row(counter: u64) -> Row {
        let sealed = vec![7, counter as u8];
        Row { counter, sealed }
    }

    #[test]
    fn a_copy_says_which_counters_were_given_out_though_nothing_waits() {
        let copied = |rows, highest| Copied::unpack(&Copied { rows, highest }.pack());
        let sent = copied(Vec::new(), 412);
        assert_eq!((sent.rows.len(), sent.highest), (0, 412));
        let waiting = copied(vec![row(3), row(9)], 8);
        assert!(waiting.rows == [row(3), row(9)]);
        assert_eq!(waiting.highest, 9);
    }

    #[test]
    fn what_either_of_two_copies_tells_is_known() {
        let copied = |rows, highest| Copied { rows, highest };
        let both = copied(vec![row(3), row(9)], 9).and(copied(vec![row(3), row(11)], 12));
        assert!(both.rows == [row(3), row(9), row(11)]);
        assert_eq!(both.highest, 12);
    }

    #[test]
    fn a_copy_from_before_counters_were_noted_is_read_and_a_damaged_one_says_nothing() {
        // Two rows, 3 and 9, as they were first written.
        let before = [0x82, 0x82, 3, 0x42, 7, 3, 0x82, 9, 0x42, 7, 9];
        let read = Copied::unpack(&before);
        assert!(read.rows == [row(3), row(9)]);
        assert_eq!(read.highest, 9);
        let damaged = Copied::unpack(b"damaged");
        assert_eq!((damaged.rows.len(), damaged.highest), (0, 0));
    }
}
