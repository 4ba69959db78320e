//! Giving something out of the app: a file by the share sheet where the browser has one for it, else as a download; a
//! text to be pasted.

use js_sys::{Array, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{File, FilePropertyBag, HtmlAnchorElement, Navigator, ShareData, Url};

use super::download::Fetched;

const TEXT: &str = "text/plain;charset=utf-8";

/// Gives a file of text out; whether it went anywhere: a person may close the share sheet.
pub async fn give(name: &str, text: &str) -> bool {
    let Ok(file) = file(name, &text.into(), TEXT) else {
        return false;
    };
    match share(&file) {
        Some(shared) => JsFuture::from(shared).await.is_ok(),
        None => download(name, &file).is_ok(),
    }
}

impl Fetched {
    /// Hands it to the browser's downloads.
    pub fn save(&self) {
        // A page without a document saves nothing, and shows nothing either.
        let _ = click(&self.name, &self.address);
    }

    /// Whether the browser has a share sheet for it.
    pub fn can_be_sent(&self) -> bool {
        let sheet = navigator().zip(self.file());
        sheet.is_some_and(|(navigator, file)| takes(&navigator, &file).is_some())
    }

    /// Opens the share sheet with it; a person may close it.
    pub fn send(&self) {
        // What becomes of it, the share sheet says itself.
        drop(self.file().and_then(|file| share(&file)));
    }

    fn file(&self) -> Option<File> {
        file(&self.name, &self.blob, &self.blob.type_()).ok()
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

fn file(name: &str, part: &JsValue, kind: &str) -> Result<File, JsValue> {
    let options = FilePropertyBag::new();
    options.set_type(kind);
    File::new_with_blob_sequence_and_options(&Array::of1(part), name, &options)
}

fn navigator() -> Option<Navigator> {
    web_sys::window().map(|window| window.navigator())
}

/// The share sheet with the file in it; `None` where the browser has none for files.
fn share(file: &File) -> Option<js_sys::Promise> {
    let navigator = navigator()?;
    let data = takes(&navigator, file)?;
    Some(navigator.share_with_data(&data))
}

/// What the share sheet is given, where it takes such a file.
fn takes(navigator: &Navigator, file: &File) -> Option<ShareData> {
    // Not every browser has it.
    Reflect::get(navigator, &"canShare".into())
        .ok()?
        .dyn_ref::<js_sys::Function>()?;
    let data = ShareData::new();
    data.set_files(&Array::of1(file));
    navigator.can_share_with_data(&data).then_some(data)
}

fn download(name: &str, file: &File) -> Result<(), JsValue> {
    let url = Url::create_object_url_with_blob(file)?;
    click(name, &url)?;
    Url::revoke_object_url(&url)
}

/// Saves what stands at an address of this page, under a name.
fn click(name: &str, address: &str) -> Result<(), JsValue> {
    let document = web_sys::window().and_then(|window| window.document());
    let link = document.ok_or(JsValue::UNDEFINED)?.create_element("a")?;
    let link: HtmlAnchorElement = link.unchecked_into();
    link.set_href(address);
    link.set_download(name);
    link.click();
    Ok(())
}
