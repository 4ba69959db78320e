//! Room on a full phone: what can be fetched again goes, so that what cannot is kept.

use js_sys::{Array, Promise};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Cache, CacheStorage, Request, Url};

/// How the service worker's caches are called.
const PREFIX: &str = "hadir-";

/// Takes away what the service worker keeps and the app opens without: places, fonts, pictures. They are fetched again
/// when they are needed. Returns whether there was any.
pub(super) async fn make() -> bool {
    spare().await.unwrap_or_default() > 0
}

async fn spare() -> Result<usize, JsValue> {
    let window = web_sys::window().ok_or(JsValue::UNDEFINED)?;
    let caches: CacheStorage = window.caches()?;
    let mut gone = 0;
    for name in wait::<Array>(caches.keys()).await?.iter() {
        let Some(name) = name.as_string().filter(|name| name.starts_with(PREFIX)) else {
            continue;
        };
        let cache: Cache = wait(caches.open(&name)).await?;
        for request in wait::<Array>(cache.keys()).await?.iter() {
            let request: Request = request.unchecked_into();
            if !opens(&Url::new(&request.url())?.pathname()) {
                JsFuture::from(cache.delete_with_request(&request)).await?;
                gone += 1;
            }
        }
    }
    Ok(gone)
}

/// Whether the app needs what is at this address to open.
fn opens(path: &str) -> bool {
    path.starts_with("/app") || path.starts_with("/pkg/") || path.starts_with("/boot/")
}

async fn wait<T: JsCast>(promise: Promise) -> Result<T, JsValue> {
    JsFuture::from(promise).await.map(JsCast::unchecked_into)
}
