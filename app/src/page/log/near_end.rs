//! The end of a list that grows as it is read.

use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{IntersectionObserver, IntersectionObserverEntry, IntersectionObserverInit};

/// How far below the screen its end counts as near.
const AHEAD: &str = "800px";

/// What tells when it is near, and what it calls.
type Watched = Option<(IntersectionObserver, Closure<dyn FnMut(js_sys::Array)>)>;

/// Says when the place where it stands comes near the screen, once; made anew, it says so again.
///
/// A browser that cannot tell says nothing: the button under the list does the same.
#[component]
pub(super) fn NearEnd(
    /// Runs when the end is near.
    on_near: Callback<()>,
) -> impl IntoView {
    let place = NodeRef::<html::Div>::new();
    let watched = StoredValue::new_local(None as Watched);
    Effect::new(move || {
        let Some(place) = place.get() else { return };
        let seen = Closure::<dyn FnMut(js_sys::Array)>::new(move |entries: js_sys::Array| {
            let mut entries = entries
                .iter()
                .filter_map(|entry| entry.dyn_into::<IntersectionObserverEntry>().ok());
            if entries.any(|entry| entry.is_intersecting()) {
                stop(watched);
                on_near.run(());
            }
        });
        let options = IntersectionObserverInit::new();
        options.set_root_margin(AHEAD);
        let callback = seen.as_ref().unchecked_ref();
        if let Ok(observer) = IntersectionObserver::new_with_options(callback, &options) {
            observer.observe(&place);
            watched.set_value(Some((observer, seen)));
        }
    });
    on_cleanup(move || stop(watched));
    view! { <div node_ref=place aria-hidden="true"></div> }
}

/// Watches no longer. What the browser calls stays until the place itself is gone.
fn stop(watched: StoredValue<Watched, LocalStorage>) {
    watched.try_with_value(|watched| {
        if let Some((observer, _)) = watched {
            observer.disconnect();
        }
    });
}
