//! Giving something out of the app: a file by the share sheet where the browser has one for it, else as a download; a
//! text to be pasted.

use js_sys::{Array, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{File, FilePropertyBag, HtmlAnchorElement, Navigator, ShareData, Url};

const TEXT: &str = "text/plain;charset=utf-8";

/// Gives a file of text out; whether it went anywhere: a person may close the share sheet.
pub async fn give(name: &str, text: &str) -> bool {
    let Ok(file) = file(name, text) else { return false };
    let navigator = web_sys::window().map(|window| window.navigator());
    match navigator.and_then(|navigator| share(&navigator, &file)) {
        Some(shared) => JsFuture::from(shared).await.is_ok(),
        None => download(name, &file).is_ok(),
    }
}

/// Puts a text where it can be pasted from; whether it is there: only a page the browser trusts may.
pub async fn copied(text: &str) -> bool {
    let window = web_sys::window().filter(|window| window.is_secure_context());
    match window {
        Some(window) => JsFuture::from(window.navigator().clipboard().write_text(text))
            .await
            .is_ok(),
        None => false,
    }
}

fn file(name: &str, text: &str) -> Result<File, JsValue> {
    let options = FilePropertyBag::new();
    options.set_type(TEXT);
    File::new_with_str_sequence_and_options(&Array::of1(&text.into()), name, &options)
}

/// The share sheet with the file in it; `None` where the browser has none for files.
fn share(navigator: &Navigator, file: &File) -> Option<js_sys::Promise> {
    // Not every browser has it.
    Reflect::get(navigator, &"canShare".into())
        .ok()?
        .dyn_ref::<js_sys::Function>()?;
    let data = ShareData::new();
    data.set_files(&Array::of1(file));
    navigator
        .can_share_with_data(&data)
        .then(|| navigator.share_with_data(&data))
}

fn download(name: &str, file: &File) -> Result<(), JsValue> {
    let url = Url::create_object_url_with_blob(file)?;
    let document = web_sys::window().and_then(|window| window.document());
    let link = document.ok_or(JsValue::UNDEFINED)?.create_element("a")?;
    let link: HtmlAnchorElement = link.unchecked_into();
    link.set_href(&url);
    link.set_download(name);
    link.click();
    Url::revoke_object_url(&url)
}
