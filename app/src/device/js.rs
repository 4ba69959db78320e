//! What the bindings of the web do not carry yet: a few calls, declared here.

use js_sys::{Array, Function, Object, Promise, Uint8Array};
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};
use web_sys::{HtmlVideoElement, IdbTransaction, MediaStreamTrack, Navigator, ReadableStream};

#[wasm_bindgen]
extern "C" {
    /// A database connection whose transactions can ask for strict durability.
    #[wasm_bindgen(extends = Object)]
    pub(super) type DurableDatabase;

    #[wasm_bindgen(method, catch)]
    pub(super) fn transaction(
        this: &DurableDatabase,
        stores: &Array,
        mode: &str,
        options: &Object,
    ) -> Result<IdbTransaction, JsValue>;

    /// A navigator that knows Web Locks.
    #[wasm_bindgen(extends = Navigator)]
    pub(super) type LockingNavigator;

    #[wasm_bindgen(method, getter)]
    pub(super) fn locks(this: &LockingNavigator) -> Option<Locks>;

    /// Web Locks.
    pub(super) type Locks;

    #[wasm_bindgen(method, catch)]
    pub(super) fn request(
        this: &Locks,
        name: &str,
        options: &Object,
        held: &Function,
    ) -> Result<Promise, JsValue>;

    /// Reads a stream of bytes part by part.
    #[wasm_bindgen(extends = Object)]
    pub(super) type ByteReader;

    #[wasm_bindgen(method)]
    pub(super) fn read(this: &ByteReader) -> Promise;

    /// One part of a stream, as reading gives it.
    #[wasm_bindgen(extends = Object)]
    pub(super) type Part;

    /// Its bytes; none at the end.
    #[wasm_bindgen(method, getter)]
    pub(super) fn value(this: &Part) -> Option<Uint8Array>;

    /// The browser's own reader of codes.
    #[wasm_bindgen(extends = Object)]
    pub(super) type BarcodeDetector;

    #[wasm_bindgen(constructor, catch)]
    pub(super) fn new(options: &Object) -> Result<BarcodeDetector, JsValue>;

    #[wasm_bindgen(static_method_of = BarcodeDetector, js_name = getSupportedFormats)]
    pub(super) fn supported() -> Promise;

    #[wasm_bindgen(method)]
    pub(super) fn detect(this: &BarcodeDetector, seen: &HtmlVideoElement) -> Promise;

    /// A camera's track that says and does what it can.
    #[wasm_bindgen(extends = MediaStreamTrack)]
    pub(super) type AbleTrack;

    #[wasm_bindgen(method, js_name = getCapabilities)]
    pub(super) fn capabilities(this: &AbleTrack) -> JsValue;

    #[wasm_bindgen(method, js_name = applyConstraints)]
    pub(super) fn apply_constraints(this: &AbleTrack, wish: &Object) -> Promise;

    /// Packs a stream.
    #[wasm_bindgen(extends = Object)]
    pub(super) type CompressionStream;

    #[wasm_bindgen(constructor, catch)]
    pub(super) fn new(format: &str) -> Result<CompressionStream, JsValue>;

    #[wasm_bindgen(method, getter)]
    pub(super) fn readable(this: &CompressionStream) -> ReadableStream;
}

/// An object of plain fields.
pub(super) fn object(fields: &[(&str, JsValue)]) -> Object {
    let object = Object::new();
    for (name, value) in fields {
        // Setting a field of a plain object cannot fail.
        let _ = js_sys::Reflect::set(&object, &JsValue::from_str(name), value);
    }
    object
}

/// The browser's name for an error, never its text: that may carry what a person recorded.
pub(super) fn error_name(error: &JsValue) -> String {
    let name = js_sys::Reflect::get(error, &JsValue::from_str("name")).ok();
    name.and_then(|name| name.as_string())
        .unwrap_or_else(|| "unknown".to_owned())
}

/// Random bytes, from the browser.
pub(super) fn random<const N: usize>() -> [u8; N] {
    let mut random = [0; N];
    let filled = web_sys::window().and_then(|window| window.crypto().ok());
    let filled = filled.and_then(|crypto| crypto.get_random_values_with_u8_array(&mut random).ok());
    if filled.is_none() {
        // Every browser that runs wasm has it; a page without it must still not repeat what is made of it.
        random.fill_with(|| (js_sys::Math::random() * 256.0) as u8);
    }
    random
}
