//! What was just done, said for a moment, with a way back.

use std::sync::Arc;
use std::time::Duration;

use leptos::ev::visibilitychange;
use leptos::leptos_dom::helpers::TimeoutHandle;
use leptos::prelude::*;

use super::{Icon, IconName};
use crate::i18n::use_words;

/// How long a toast stays; long enough to read it and to reach its button.
const STAY: Duration = Duration::from_secs(8);

/// Something to do. It outlives the page that asked for it, as the toaster does.
type Deed = Arc<dyn Fn() + Send + Sync>;

/// One toast.
#[derive(Clone)]
struct Toast {
    text: String,
    undo: Option<Deed>,
    /// What is done once it goes, unless it was undone.
    then: Option<Deed>,
}

/// Shows toasts, one at a time: the newest takes the place of the one before.
#[derive(Debug, Clone, Copy)]
pub struct Toaster {
    now: RwSignal<Option<Toast>>,
    timer: StoredValue<Option<TimeoutHandle>>,
}

impl Toaster {
    fn new() -> Self {
        Self {
            now: RwSignal::new(None),
            timer: StoredValue::new(None),
        }
    }

    /// Says what was done.
    pub fn say(&self, text: impl Into<String>) {
        self.show(Toast {
            text: text.into(),
            undo: None,
            then: None,
        });
    }

    /// Says what was done and offers to undo it.
    pub fn say_with_undo(&self, text: impl Into<String>, undo: impl Fn() + Send + Sync + 'static) {
        self.show(Toast {
            text: text.into(),
            undo: Some(Arc::new(undo)),
            then: None,
        });
    }

    /// Says what is about to be done and offers to let it be; unless that is taken, it is done once the toast goes: after
    /// a while, for another, or in a [`hurry`](Self::hurry).
    pub fn say_before(
        &self,
        text: impl Into<String>,
        undo: impl Fn() + Send + Sync + 'static,
        then: impl Fn() + Send + Sync + 'static,
    ) {
        self.show(Toast {
            text: text.into(),
            undo: Some(Arc::new(undo)),
            then: Some(Arc::new(then)),
        });
    }

    /// Takes the toast away.
    fn dismiss(&self) {
        if let Some(then) = self.take().and_then(|toast| toast.then) {
            then();
        }
    }

    /// Takes back what the toast says.
    fn undo(&self) {
        if let Some(undo) = self.take().and_then(|toast| toast.undo) {
            undo();
        }
    }

    /// What is about to be done is done now, and its way back is gone: something else is decided, the page is left, or
    /// the app goes out of sight, where the system may end it.
    pub fn hurry(&self) {
        let is_due = |toast: &Option<Toast>| toast.as_ref().is_some_and(|toast| toast.then.is_some());
        if self.now.try_with_untracked(is_due) == Some(true) {
            self.dismiss();
        }
    }

    fn show(&self, toast: Toast) {
        self.dismiss();
        let _ = self.now.try_set(Some(toast));
        let toaster = *self;
        let handle = set_timeout_with_handle(move || toaster.dismiss(), STAY);
        self.timer.set_value(handle.ok());
    }

    fn take(&self) -> Option<Toast> {
        self.stop_timer();
        self.now.try_update(Option::take).flatten()
    }

    fn stop_timer(&self) {
        if let Some(handle) = self.timer.try_update_value(Option::take).flatten() {
            handle.clear();
        }
    }
}

/// Puts a toaster in context; `AppShell` does it for every page.
pub fn provide_toaster() -> Toaster {
    let toaster = Toaster::new();
    provide_context(toaster);
    toaster
}

/// The toaster of the tree this stands in; outside one, a toaster nobody sees.
pub fn use_toaster() -> Toaster {
    use_context().unwrap_or_else(Toaster::new)
}

/// Where toasts appear: a polite live region above the bottom bar.
#[component]
pub fn ToastHost() -> impl IntoView {
    let words = use_words();
    let toaster = use_toaster();
    let unseen = window_event_listener(visibilitychange, move |_| {
        if document().hidden() {
            toaster.hurry();
        }
    });
    on_cleanup(move || unseen.remove());
    let toast = move |Toast { text, undo, .. }: Toast| {
        view! {
            <div class="toast">
                <span class="toast__text">{text}</span>
                {undo.is_some().then(|| view! {
                    <button type="button" class="toast__undo" on:click=move |_| toaster.undo()>
                        <Icon name=IconName::Undo />
                        {words.common.undo}
                    </button>
                })}
            </div>
        }
    };
    view! { <div class="toasts" role="status" aria-live="polite">{move || toaster.now.get().map(toast)}</div> }
}
