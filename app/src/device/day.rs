//! When another day begins, for as long as the page lives.

use std::rc::Rc;

use gloo::events::EventListener;
use wasm_bindgen_futures::spawn_local;

use super::idle::after;
use super::phone::{Inner, now};

/// Minutes of a day.
const DAY_MIN: i64 = 1_440;
const MINUTE_MS: i64 = 60_000;

/// Looks which day it is at each midnight, and whenever the page is looked at again.
pub(super) fn watch(inner: &Rc<Inner>) {
    let seen = Rc::clone(inner);
    if let Some(page) = web_sys::window().and_then(|window| window.document()) {
        EventListener::new(&page, "visibilitychange", move |_| seen.look_at_day()).forget();
    }
    let inner = Rc::clone(inner);
    spawn_local(async move {
        loop {
            let minute = inner.replica.borrow().true_clock(now()).minute();
            after(until_midnight_ms(minute)).await;
            inner.look_at_day();
        }
    });
}

/// From a minute of the day until the next day has begun.
fn until_midnight_ms(minute: i64) -> u32 {
    ((DAY_MIN - minute).clamp(1, DAY_MIN) * MINUTE_MS) as u32
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;

    #[test]
    fn midnight_is_never_more_than_a_day_away_and_never_now() {
        assert_eq!(until_midnight_ms(0), 86_400_000);
        assert_eq!(until_midnight_ms(1_439), 60_000);
    }
}
