//! One tab at a time.

use core::future::Future;

use futures::channel::oneshot;
use futures::future::{Either, select};
use js_sys::{Function, Promise};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

use super::idle::after;
use super::js::{LockingNavigator, Locks, object};

/// Does the work while no other tab holds the lock of that name; `None` when one does.
///
/// A browser without Web Locks does it anyway: the store refuses what a tab writes that fell behind, so
/// two tabs at once cost a request and nothing else.
pub(super) async fn alone<T>(name: &str, work: impl Future<Output = T>) -> Option<T> {
    let Some(locks) = locks() else {
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

/// Waits until nobody holds the lock of that name; whether nobody did within so many milliseconds.
pub(super) async fn is_freed(name: &str, within_ms: u32) -> bool {
    let Some(locks) = locks() else { return true };
    let held = Closure::once(|_: JsValue| {});
    let Ok(freed) = locks.request(name, &object(&[]), held.as_ref().unchecked_ref()) else {
        return true;
    };
    let waited = select(JsFuture::from(freed), Box::pin(after(within_ms))).await;
    if matches!(waited, Either::Right(_)) {
        // The request still stands, and is answered once: by what does nothing.
        held.forget();
        return false;
    }
    true
}

fn locks() -> Option<Locks> {
    let navigator = web_sys::window()?.navigator();
    navigator.unchecked_ref::<LockingNavigator>().locks()
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
    use std::cell::Cell;

    use futures::future::{join, join3};
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

    #[wasm_bindgen_test]
    async fn whoever_waits_for_another_holder_sees_its_end_and_waits_for_no_longer_than_they_want() {
        let ended = Cell::new(false);
        let work = alone("worked_at", async {
            after(100).await;
            ended.set(true);
        });
        let wait = async {
            let early = is_freed("worked_at", 10).await;
            let freed = is_freed("worked_at", 5_000).await;
            (early, freed, ended.get())
        };
        let turned_away = alone("worked_at", async {});
        let (worked, turned_away, waited) = join3(work, turned_away, wait).await;
        assert_eq!(
            (worked, turned_away, waited),
            (Some(()), None, (false, true, true))
        );
        assert_eq!(alone("worked_at", async { 4 }).await, Some(4));
    }
}
