//! Waiting in a browser: for time to pass, and for a quiet moment.

use futures::channel::oneshot;
use gloo::timers::callback::Timeout;
use js_sys::{Function, Reflect};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};

/// How long a page that cannot tell a quiet moment waits for one.
const QUIET_MS: u32 = 500;

/// Waits some milliseconds; dropping it stops the timer.
pub(super) async fn after(ms: u32) {
    let (sender, receiver) = oneshot::channel();
    let _timer = Timeout::new(ms, move || {
        let _ = sender.send(());
    });
    let _ = receiver.await;
}

/// Waits until the page has nothing better to do.
pub async fn quiet() {
    let global = js_sys::global();
    let idle = Reflect::get(&global, &"requestIdleCallback".into()).ok();
    let Some(idle) = idle.and_then(|idle| idle.dyn_into::<Function>().ok()) else {
        return after(QUIET_MS).await;
    };
    let (sender, receiver) = oneshot::channel();
    let called = Closure::once(move |_: JsValue| {
        let _ = sender.send(());
    });
    if idle.call1(&global, called.as_ref()).is_ok() {
        let _ = receiver.await;
    }
}
