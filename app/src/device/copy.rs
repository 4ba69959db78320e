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

/// One row of an outbox.
#[derive(Clone, PartialEq, Eq, Encode, Decode)]
pub(super) struct Row {
    #[n(0)]
    pub(super) counter: u64,
    #[cbor(n(1), with = "minicbor::bytes")]
    pub(super) sealed: Vec<u8>,
}

/// Writes the outbox of a database, whole, in place of what was written before.
pub(super) async fn write(database: &str, rows: &Vec<Row>) -> Result<(), JsValue> {
    let file = file(database, true).await?;
    let stream: FileSystemWritableFileStream = wait(file.create_writable()).await?;
    let bytes = to_cbor(rows);
    JsFuture::from(stream.write_with_u8_array(&bytes)?).await?;
    JsFuture::from(stream.close()).await.map(drop)
}

/// The outbox of a database as it was last written; nothing where none was.
pub(super) async fn read(database: &str) -> Vec<Row> {
    rows(database).await.unwrap_or_default()
}

async fn rows(database: &str) -> Result<Vec<Row>, JsValue> {
    let blob: Blob = wait(file(database, false).await?.get_file()).await?;
    let bytes = JsFuture::from(blob.array_buffer()).await?;
    Ok(from_cbor(&Uint8Array::new(&bytes).to_vec()).unwrap_or_default())
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
