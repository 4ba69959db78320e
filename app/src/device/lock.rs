//! One tab at a time.

use core::future::Future;

use futures::channel::oneshot;
use js_sys::{Function, Promise};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

use super::js::{LockingNavigator, object};

/// Does the work while no other tab holds the lock of that name; `None` when one does.
///
/// A browser without Web Locks does it anyway: the store refuses what a tab writes that fell behind, so
/// two tabs at once cost a request and nothing else.
pub(super) async fn alone<T>(name: &str, work: impl Future<Output = T>) -> Option<T> {
    let Some(locks) = web_sys::window().and_then(|window| {
        let navigator = window.navigator();
        navigator.unchecked_ref::<LockingNavigator>().locks()
    }) else {
        return Some(work.await);
    };
    let mut release = None;
    let until = Promise::new(&mut |resolve, _| release = Some(resolve));
    let release = Release(release);
    let (sender, receiver) = oneshot::channel();
    let held = Closure::once(move |lock: JsValue| {
        let _ = sender.send(!lock.is_null());
        until
    });
    let options = object(&[("ifAvailable", true.into())]);
    let Ok(free_again) = locks.request(name, &options, held.as_ref().unchecked_ref()) else {
        return Some(work.await);
    };
    if !receiver.await.unwrap_or(false) {
        return None;
    }
    let done = work.await;
    drop(release);
    // The lock is free only then; asked for at once, it would be found held by this very tab.
    let _ = JsFuture::from(free_again).await;
    Some(done)
}

/// Gives the lock back however the work ends.
struct Release(Option<Function>);

impl Drop for Release {
    fn drop(&mut self) {
        if let Some(resolve) = &self.0 {
            // Resolving a promise cannot fail.
            let _ = resolve.call0(&JsValue::UNDEFINED);
        }
    }
}

#[cfg(all(test, target_arch = "wasm32"))]
mod tests {
    use super::*;
    use futures::future::join;
    use wasm_bindgen_test::wasm_bindgen_test;

    #[wasm_bindgen_test]
    async fn a_second_holder_is_turned_away_and_a_later_one_is_not() {
        let inner = alone("once", async { alone("once", async { 2 }).await }).await;
        assert_eq!(inner, Some(None));
        assert_eq!(alone("once", async { 3 }).await, Some(3));
        assert_eq!(
            join(alone("left", async { 1 }), alone("right", async { 2 })).await,
            (Some(1), Some(2))
        );
    }
}
