//! The second copy of unsent work, kept apart from IndexedDB: rows as they are sealed, in a file of the origin's own.
//!
//! A copy may lag by a moment, or hold what was settled since: what is sent twice is answered once.

use domain::wire::{from_cbor, to_cbor};
use js_sys::{Promise, Uint8Array};
use minicbor::{Decode, Encode};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    Blob, FileSystemDirectoryHandle, FileSystemFileHandle, FileSystemGetFileOptions,
    FileSystemWritableFileStream,
};

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
}

/// Writes the outbox of a database, whole, in place of what was written before.
pub(super) async fn write(database: &str, copied: Copied) -> Result<(), JsValue> {
    let file = file(database, true).await?;
    let stream: FileSystemWritableFileStream = wait(file.create_writable()).await?;
    JsFuture::from(stream.write_with_u8_array(&copied.pack())?).await?;
    JsFuture::from(stream.close()).await.map(drop)
}

/// The outbox of a database as it was last written; nothing where none was.
pub(super) async fn read(database: &str) -> Copied {
    match bytes(database).await {
        Ok(bytes) => Copied::unpack(&bytes),
        Err(_) => Copied::default(),
    }
}

async fn bytes(database: &str) -> Result<Vec<u8>, JsValue> {
    let blob: Blob = wait(file(database, false).await?.get_file()).await?;
    let bytes = JsFuture::from(blob.array_buffer()).await?;
    Ok(Uint8Array::new(&bytes).to_vec())
}

async fn file(database: &str, make: bool) -> Result<FileSystemFileHandle, JsValue> {
    let window = web_sys::window().ok_or(JsValue::UNDEFINED)?;
    if !window.is_secure_context() {
        return Err(JsValue::UNDEFINED);
    }
    let root: FileSystemDirectoryHandle = wait(window.navigator().storage().get_directory()).await?;
    let options = FileSystemGetFileOptions::new();
    options.set_create(make);
    wait(root.get_file_handle_with_options(&format!("{database}.outbox"), &options)).await
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
