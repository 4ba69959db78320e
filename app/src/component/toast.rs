//! What was just done, said for a moment, with a way back.

use std::time::Duration;

use leptos::leptos_dom::helpers::TimeoutHandle;
use leptos::prelude::*;

use super::{Icon, IconName};
use crate::i18n::use_words;

/// How long a toast stays; long enough to read it and to reach its button.
const STAY: Duration = Duration::from_secs(8);

/// One toast.
#[derive(Debug, Clone)]
struct Toast {
    text: String,
    undo: Option<Callback<()>>,
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
        });
    }

    /// Says what was done and offers to undo it.
    pub fn say_with_undo(&self, text: impl Into<String>, undo: Callback<()>) {
        self.show(Toast {
            text: text.into(),
            undo: Some(undo),
        });
    }

    /// Takes the toast away.
    pub fn dismiss(&self) {
        self.stop_timer();
        self.now.set(None);
    }

    fn show(&self, toast: Toast) {
        self.stop_timer();
        self.now.set(Some(toast));
        let toaster = *self;
        let handle = set_timeout_with_handle(move || toaster.dismiss(), STAY);
        self.timer.set_value(handle.ok());
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
    let undo = move |undo: Callback<()>| {
        toaster.dismiss();
        undo.run(());
    };
    let toast = move |Toast { text, undo: way_back }: Toast| {
        view! {
            <div class="toast">
                <span class="toast__text">{text}</span>
                {way_back.map(|run| view! {
                    <button type="button" class="toast__undo" on:click=move |_| undo(run)>
                        <Icon name=IconName::Undo />
                        {words.common.undo}
                    </button>
                })}
            </div>
        }
    };
    view! { <div class="toasts" role="status" aria-live="polite">{move || toaster.now.get().map(toast)}</div> }
}
