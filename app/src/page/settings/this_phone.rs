//! This phone: whether it keeps what is recorded, and putting Hadir on its home screen.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::super::here::Here;
use crate::component::{
    Button, ButtonKind, Choice, ChoiceOption, InstallHint, InstallWay, LinkButton, Notice, NoticeKind,
    ProgressBar,
};
use crate::device::install::{Install, Installing};
use crate::device::prefs;
use crate::i18n::storage;

/// Whether the browser keeps what is recorded, and how much room there is.
#[component]
pub(in crate::page) fn Keeping(here: Here) -> impl IntoView {
    let words = here.words;
    let keeping = here.phone.keeping();
    let busy = RwSignal::new(false);
    let ask = Callback::new(move |_| {
        busy.set(true);
        spawn_local(async move {
            here.phone.ask_to_keep().await;
            busy.set(false);
        });
    });
    move || {
        let keeping = keeping.get();
        let lasting = keeping.persisted == Some(true);
        let (kind, title, text) = if lasting {
            (
                NoticeKind::Done,
                words.settings.persistent_granted,
                words.sync.storage_safe,
            )
        } else {
            (
                NoticeKind::Warning,
                words.settings.persistent_denied,
                words.sync.storage_unsure,
            )
        };
        let size = |kb: u64| storage(here.lang(), kb.saturating_mul(1_024));
        let used = words
            .sync
            .storage_used(&size(keeping.used_kb), &size(keeping.quota_kb));
        view! {
            <Notice kind title text>
                {(!lasting).then(|| view! {
                    <Button kind=ButtonKind::Quiet label=words.settings.persistent_ask busy on_click=ask />
                })}
            </Notice>
            {(keeping.quota_kb > 0).then(|| view! {
                <div class="stack">
                    <ProgressBar value=keeping.used_kb max=keeping.quota_kb label=words.sync.storage />
                    <p class="muted">{used}</p>
                </div>
            })}
        }
    }
}

/// Minutes out of sight after which the phone may lock.
const MINUTES: [u32; 3] = [1, 5, 15];

/// When the phone locks, and its PIN.
#[component]
pub(super) fn Locking(here: Here) -> impl IntoView {
    let words = here.words.lock;
    let chosen = RwSignal::new(prefs::lock_after_min().to_string());
    Effect::new(move || {
        let minutes = chosen.with(|chosen| chosen.parse()).ok();
        minutes
            .filter(|minutes| *minutes != prefs::lock_after_min())
            .into_iter()
            .for_each(prefs::set_lock_after_min);
    });
    let options = MINUTES
        .into_iter()
        .map(|minutes| ChoiceOption::new(minutes.to_string(), words.minutes(minutes.into())))
        .collect();
    view! {
        <Choice legend=words.after name="lock" options selected=chosen />
        <LinkButton kind=ButtonKind::Quiet href="/app/pin" label=words.change />
    }
}

/// How to put Hadir on the home screen, where that can still be done.
#[component]
pub(super) fn Installation(here: Here) -> impl IntoView {
    let words = here.words;
    let install = use_context::<Install>();
    let dismissed = RwSignal::new(false);
    let asked = install.clone();
    let on_install = Callback::new(move |()| {
        let Some(install) = asked.clone() else { return };
        spawn_local(async move {
            // What was answered shows in the state.
            install.ask().await;
        });
    });
    let on_dismiss = Callback::new(move |()| dismissed.set(true));
    let state = install.map(|install| install.state());
    move || {
        let way = match state.as_ref().map_or(Installing::Unknown, |state| state.get()) {
            Installing::Offered => InstallWay::Offered,
            Installing::ByHandOnIos => InstallWay::Ios,
            Installing::Installed => {
                return view! { <p class="muted">{words.shell.installed}</p> }.into_any();
            }
            Installing::Unknown => return ().into_any(),
        };
        (!dismissed.get())
            .then(|| view! { <InstallHint way on_install on_dismiss /> })
            .into_any()
    }
}
