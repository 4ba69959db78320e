//! When a phone locks by itself: once nobody sees its page, or nobody touches it, for long enough.

use std::cell::Cell;
use std::rc::Rc;

use domain::time::Millis;
use futures::StreamExt;
use futures::channel::mpsc::{self, UnboundedReceiver};
use futures::future::select;
use gloo::events::{EventListener, EventListenerOptions};
use wasm_bindgen_futures::spawn_local;
use web_sys::VisibilityState;

use super::idle::after;
use super::phone::{Inner, now};
use super::prefs;

const MINUTE_MS: i64 = 60_000;
/// Minutes that a page in sight may lie untouched, where its person does not allow more: a register is read as well.
const IN_SIGHT_MIN: i64 = 10;
/// What a person does to a page.
const TOUCHES: [&str; 5] = ["pointerdown", "pointermove", "keydown", "wheel", "scroll"];

/// Since when nobody is at a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Presence {
    /// When it was last touched, or something that a person started last moved on.
    touched: Millis,
    /// Since when it is out of sight.
    hidden: Option<Millis>,
}

impl Presence {
    /// How many milliseconds are left until it locks, by the minutes that its person allows; none where it is time. A
    /// clock that was set back makes nobody wait for longer.
    fn left_ms(self, now: Millis, allowed_min: u32) -> i64 {
        let allowed = i64::from(allowed_min);
        let (since, allowed) = match self.hidden {
            Some(hidden) => (hidden, allowed),
            None => (self.touched, allowed.max(IN_SIGHT_MIN)),
        };
        let allowed_ms = allowed * MINUTE_MS;
        (allowed_ms - now.since(since)).clamp(0, allowed_ms)
    }
}

thread_local! {
    static PRESENCE: Cell<Presence> = const { Cell::new(Presence { touched: Millis(0), hidden: None }) };
}

fn left_ms() -> i64 {
    PRESENCE.get().left_ms(now().now, prefs::lock_after_min())
}

/// Notes that somebody is there: they touched the page, or what they started moved on.
pub(super) fn touched() {
    let touched = now().now;
    PRESENCE.set(Presence {
        touched,
        ..PRESENCE.get()
    });
}

/// Notes whether the page is in sight.
fn seen(visible: bool) {
    let now = now().now;
    PRESENCE.set(match visible {
        true => Presence {
            touched: now,
            hidden: None,
        },
        false => Presence {
            hidden: Some(now),
            ..PRESENCE.get()
        },
    });
}

/// Locks the phone once nobody was at its page for as long as its person allows.
pub(super) fn watch(inner: &Rc<Inner>) {
    let Some(page) = web_sys::window().and_then(|window| window.document()) else {
        return;
    };
    touched();
    for touch in TOUCHES {
        let inner = Rc::clone(inner);
        let early = EventListenerOptions::run_in_capture_phase();
        EventListener::new_with_options(&page, touch, early, move |_| come(&inner)).forget();
    }
    let (turn, turned) = mpsc::unbounded();
    let (come_to, seen_on) = (Rc::clone(inner), page.clone());
    EventListener::new(&page, "visibilitychange", move |_| {
        let visible = seen_on.visibility_state() == VisibilityState::Visible;
        if visible {
            come(&come_to);
        }
        seen(visible);
        // Nobody waits for it only once the page is gone.
        let _ = turn.unbounded_send(());
    })
    .forget();
    spawn_local(wait(Rc::clone(inner), turned));
}

/// Whoever comes too late finds the phone locked, as after a sleep in which no timer ran.
fn come(inner: &Rc<Inner>) {
    if left_ms() == 0 {
        let inner = Rc::clone(inner);
        spawn_local(async move { inner.lock().await });
    }
    touched();
}

/// Locks whenever it is time. `turned` says that the page went out of sight, or came back.
async fn wait(inner: Rc<Inner>, mut turned: UnboundedReceiver<()>) {
    loop {
        let left = left_ms();
        if left > 0 {
            select(turned.next(), Box::pin(after(left as u32))).await;
            continue;
        }
        inner.lock().await;
        touched();
        if PRESENCE.get().hidden.is_some() {
            turned.next().await;
        }
    }
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;

    fn minutes(minutes: i64) -> Millis {
        Millis(1_795_000_000_000 + minutes * MINUTE_MS)
    }

    /// Minutes left at one, where the page was touched and hidden at others.
    fn left(at: i64, touched: i64, hidden: Option<i64>, allowed_min: u32) -> i64 {
        let presence = Presence {
            touched: minutes(touched),
            hidden: hidden.map(minutes),
        };
        presence.left_ms(minutes(at), allowed_min) / MINUTE_MS
    }

    #[test]
    fn out_of_sight_a_page_locks_after_the_minutes_allowed_whenever_it_was_touched() {
        assert_eq!(left(3, 2, Some(2), 5), 4);
        assert_eq!(left(7, 0, Some(2), 5), 0);
        assert_eq!(left(900, 0, Some(2), 5), 0);
    }

    #[test]
    fn in_sight_and_untouched_it_locks_after_the_greater_of_ten_minutes_and_those_allowed() {
        for (allowed, then) in [(1, 10), (5, 10), (15, 15)] {
            assert_eq!(left(then - 1, 0, None, allowed), 1, "{allowed}");
            assert_eq!(left(then, 0, None, allowed), 0, "{allowed}");
            assert_eq!(left(then, 1, None, allowed), 1, "{allowed}");
        }
    }

    #[test]
    fn a_clock_set_back_makes_nobody_wait_for_longer() {
        assert_eq!(left(-9_000, 0, None, 5), 10);
        assert_eq!(left(-9_000, 0, Some(0), 5), 5);
    }
}
