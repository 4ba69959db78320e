//! Other tabs of the same browser: each says that it wrote, the others read what from the store.

use gloo::events::EventListener;
use wasm_bindgen::JsValue;
use web_sys::BroadcastChannel;

/// The channel between tabs; none where the browser has no such thing.
pub(super) struct Tabs(Option<BroadcastChannel>);

impl Tabs {
    /// Joins the channel of a database.
    pub(super) fn join(name: &str) -> Self {
        Tabs(BroadcastChannel::new(name).ok())
    }

    /// Says to the others that something was written.
    pub(super) fn say(&self) {
        if let Some(channel) = &self.0 {
            // A tab that does not hear it is told by the store when it next writes.
            let _ = channel.post_message(&JsValue::TRUE);
        }
    }

    /// Does something whenever another tab wrote, as long as the page lives.
    pub(super) fn on_news(&self, mut heard: impl FnMut() + 'static) {
        if let Some(channel) = &self.0 {
            EventListener::new(channel, "message", move |_| heard()).forget();
        }
    }
}
