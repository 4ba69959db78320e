//! Other tabs of the same browser: each says in which database it wrote, the others read what from the store.

use gloo::events::EventListener;
use wasm_bindgen::JsCast;
use web_sys::{BroadcastChannel, MessageEvent};

/// The channel between tabs; none where the browser has no such thing.
pub(super) struct Tabs(Option<BroadcastChannel>);

impl Tabs {
    /// Joins the channel of that name, which all tabs share whoever is in front of them.
    pub(super) fn join(name: &str) -> Self {
        Tabs(BroadcastChannel::new(name).ok())
    }

    /// Says to the others that something was written in a database.
    pub(super) fn say(&self, database: &str) {
        if let Some(channel) = &self.0 {
            // A tab that does not hear it is told by the store when it next writes.
            let _ = channel.post_message(&database.into());
        }
    }

    /// Does something whenever another tab wrote, as long as the page lives: with the name of the database, where it was
    /// said. A tab of a version before only says that it wrote.
    pub(super) fn on_news(&self, mut heard: impl FnMut(Option<String>) + 'static) {
        if let Some(channel) = &self.0 {
            EventListener::new(channel, "message", move |event| {
                let message = event.dyn_ref::<MessageEvent>();
                heard(message.and_then(|message| message.data().as_string()));
            })
            .forget();
        }
    }
}
