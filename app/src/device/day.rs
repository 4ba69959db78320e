//! When another day or quarter of an hour begins, for as long as the page lives.

use std::rc::Rc;

use gloo::events::EventListener;
use wasm_bindgen_futures::spawn_local;

use super::idle::after;
use super::phone::{Inner, now};

/// Minutes of a quarter of an hour; midnight begins one.
const QUARTER_MIN: i64 = 15;
const MINUTE_MS: i64 = 60_000;

/// Looks which day and quarter of an hour it is as each begins, and whenever the page is looked at again.
pub(super) fn watch(inner: &Rc<Inner>) {
    let seen = Rc::clone(inner);
    if let Some(page) = web_sys::window().and_then(|window| window.document()) {
        EventListener::new(&page, "visibilitychange", move |_| seen.look_at_day()).forget();
    }
    let inner = Rc::clone(inner);
    spawn_local(async move {
        loop {
            let minute = inner.replica.borrow().true_clock(now()).minute();
            after(until_next_ms(minute)).await;
            inner.look_at_day();
        }
    });
}

/// Which quarter of an hour of the day a minute is in.
pub(super) const fn quarter(minute: i64) -> i64 {
    minute.div_euclid(QUARTER_MIN)
}

/// From a minute of the day until the next quarter of an hour has begun.
fn until_next_ms(minute: i64) -> u32 {
    ((QUARTER_MIN - minute.rem_euclid(QUARTER_MIN)) * MINUTE_MS) as u32
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;

    #[test]
    fn the_next_quarter_is_never_more_than_one_away_and_never_now() {
        assert_eq!(until_next_ms(0), 900_000);
        assert_eq!(until_next_ms(1_439), 60_000, "midnight begins one");
        assert_eq!((quarter(0), quarter(14), quarter(15)), (0, 0, 1));
    }
}
