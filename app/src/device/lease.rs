//! A phone that is open and was without contact for longer than its association allows locks as one that is opened.

use std::rc::Rc;

use gloo::events::EventListener;
use leptos::prelude::GetUntracked;
use wasm_bindgen_futures::spawn_local;
use web_sys::VisibilityState;

use super::door::Door;
use super::idle::after;
use super::phone::{Inner, now};

/// How often it is looked at while a page is open.
const LOOKED_AT_MS: u32 = 3_600_000;

/// Looks at the lease each hour, and whenever the page is looked at again.
pub(super) fn watch(inner: &Rc<Inner>) {
    let Some(page) = web_sys::window().and_then(|window| window.document()) else {
        return;
    };
    let (looked, seen) = (Rc::clone(inner), page.clone());
    EventListener::new(&page, "visibilitychange", move |_| {
        if seen.visibility_state() == VisibilityState::Visible {
            let inner = Rc::clone(&looked);
            spawn_local(async move { inner.look_at_lease(0).await });
        }
    })
    .forget();
    let inner = Rc::clone(inner);
    spawn_local(async move {
        loop {
            after(LOOKED_AT_MS).await;
            inner.look_at_lease(LOOKED_AT_MS.into()).await;
        }
    });
}

impl Inner {
    /// Notes the time, and that so much of it passed since; locks the phone where it was without contact for too long. A
    /// phone that is locked is asked when its PIN is said.
    async fn look_at_lease(&self, passed_ms: i64) {
        if !self.store.is_sealed() || self.door.get_untracked() != Door::Open {
            return;
        }
        let (name, now) = (self.store.name(), now().now);
        let noting = self.keys.alter(|ring| {
            let profile = ring.in_database(&name)?;
            profile.note_time(now, passed_ms);
            Some(profile.lapsed(now))
        });
        let lapsed = noting.await.ok().flatten() == Some(true);
        if lapsed && self.store.name() == name {
            self.lock().await;
            self.look_at_bar().await;
        }
    }
}
