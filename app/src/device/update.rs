//! A newer Hadir that waits on this phone. `boot.js` watches the service worker and says so.

use gloo::events::EventListener;
use leptos::prelude::{ArcReadSignal, ArcRwSignal, Set};
use wasm_bindgen::JsCast;
use web_sys::{Event, HtmlElement};

/// Whether a newer version waits, from now on. It starts by itself when the app is next opened.
pub fn waiting() -> ArcReadSignal<bool> {
    let waiting = ArcRwSignal::new(waits_now());
    if let Some(window) = web_sys::window() {
        let heard = waiting.clone();
        EventListener::new(&window, "hadir:update-waiting", move |_| heard.set(true)).forget();
    }
    waiting.read_only()
}

/// Starts the version that waits: the page is loaded again. What was recorded stays.
pub fn apply() {
    if let (Some(window), Ok(event)) = (web_sys::window(), Event::new("hadir:apply-update")) {
        // The event was made here and is sent once: it cannot be refused.
        let _ = window.dispatch_event(&event);
    }
}

fn waits_now() -> bool {
    let page = web_sys::window()
        .and_then(|window| window.document())
        .and_then(|page| page.document_element());
    let page = page.and_then(|page| page.dyn_into::<HtmlElement>().ok());
    page.and_then(|page| page.dataset().get("update"))
        .is_some_and(|state| state == "waiting")
}

#[cfg(all(test, target_arch = "wasm32"))]
mod tests {
    use super::*;
    use leptos::prelude::GetUntracked;
    use wasm_bindgen_test::wasm_bindgen_test;

    #[wasm_bindgen_test]
    fn a_version_that_comes_later_is_heard_of() {
        let waiting = waiting();
        assert!(!waiting.get_untracked());
        web_sys::window()
            .unwrap()
            .dispatch_event(&Event::new("hadir:update-waiting").unwrap())
            .unwrap();
        assert!(waiting.get_untracked());
    }
}
