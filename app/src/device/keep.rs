//! Whether the browser promises to keep what is recorded, and how much room there is.

use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{StorageEstimate, StorageManager};

/// What the browser says of storage.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Keeping {
    /// Whether it promised not to clear the data on its own; `None` where it cannot say.
    pub persisted: Option<bool>,
    /// Kilobytes used by Hadir.
    pub used_kb: u64,
    /// Kilobytes it would allow in all; 0 where it does not say.
    pub quota_kb: u64,
}

/// Asks the browser for the promise. It may ask the person, or decide by itself.
pub(super) async fn ask() {
    if let Some(promise) = manager().and_then(|storage| storage.persist().ok()) {
        // What it answered is read by `found`.
        let _ = JsFuture::from(promise).await;
    }
}

/// What the browser says now.
pub(super) async fn found() -> Keeping {
    let Some(storage) = manager() else {
        return Keeping::default();
    };
    let persisted = match storage.persisted() {
        Ok(promise) => JsFuture::from(promise)
            .await
            .ok()
            .and_then(|answer| answer.as_bool()),
        Err(_) => None,
    };
    let estimate = match storage.estimate() {
        Ok(promise) => JsFuture::from(promise)
            .await
            .ok()
            .map(|found| found.unchecked_into::<StorageEstimate>()),
        Err(_) => None,
    };
    let kb = |bytes: Option<f64>| (bytes.unwrap_or_default() / 1024.0) as u64;
    Keeping {
        persisted,
        used_kb: kb(estimate.as_ref().and_then(StorageEstimate::get_usage)),
        quota_kb: kb(estimate.as_ref().and_then(StorageEstimate::get_quota)),
    }
}

/// Only a page served over HTTPS, or from this very machine, has one.
fn manager() -> Option<StorageManager> {
    let window = web_sys::window()?;
    window.is_secure_context().then(|| window.navigator().storage())
}
