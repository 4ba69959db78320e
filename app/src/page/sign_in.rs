//! Signing in: the one screen that needs the network, once.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::here::here;
use crate::component::{Button, Choice, ChoiceOption, Field, FieldKind, Icon, IconName, Notice, NoticeKind};
use crate::device::{EntryError, device_name, prefs};
use crate::i18n::{Lang, use_language};

/// Signing in by name or phone and password.
#[component]
pub(super) fn SignIn() -> impl IntoView {
    let here = here();
    let words = here.words;
    let (login, password) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let (busy, fault) = (RwSignal::new(false), RwSignal::new(None::<String>));
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        fault.set(None);
        spawn_local(async move {
            let (name, secret) = (login.get_untracked(), password.get_untracked());
            let entered = here.phone.sign_in(name.trim(), &secret, &device_name()).await;
            busy.set(false);
            if let Err(error) = entered {
                fault.set(Some(entry_error(here, &error)));
            }
        });
    };
    // Whoever is signed in comes here only where the server ended the session.
    let again = here.phone.read(|replica| replica.me().is_some());
    view! {
        <main id="content" class="door">
            <DoorHead title=words.entry.welcome lead=words.entry.lead.to_owned() />
            <div class="door__body">
            <form class="card stack" on:submit=submit>
                {again.then(|| view! { <Notice kind=NoticeKind::Warning text=words.problem.signed_out /> })}
                {move || fault.get().map(|text| view! { <Notice kind=NoticeKind::Error text /> })}
                <Field label=words.field.login name="login" value=login autocomplete="username" required=true />
                <Password value=password label=words.field.password autocomplete="current-password" />
                <Button
                    label=Signal::derive(move || if busy.get() { words.entry.signing_in } else { words.entry.sign_in }.to_owned())
                    submit=true block=true busy
                />
                <p class="muted">{words.entry.no_account}</p>
                <p class="muted">{words.entry.forgotten}</p>
            </form>
            <LanguageChoice />
            </div>
        </main>
    }
}

/// The name of the app over a door, and what the door is.
#[component]
pub(super) fn DoorHead(title: &'static str, lead: String) -> impl IntoView {
    view! {
        <header class="door__front">
            <img class="door__mark" src="/icons/mark.svg" alt="" width="88" height="88" />
            <h1 class="door__name">{title}</h1>
            <p class="door__lead">{lead}</p>
        </header>
    }
}

/// A password that can be shown.
#[component]
pub(super) fn Password(
    value: RwSignal<String>,
    label: &'static str,
    autocomplete: &'static str,
    #[prop(optional)] hint: Option<&'static str>,
    #[prop(optional, into)] error: Signal<Option<String>>,
) -> impl IntoView {
    let words = crate::i18n::use_words();
    let open = RwSignal::new(false);
    let kind = Signal::derive(move || {
        if open.get() {
            FieldKind::Text
        } else {
            FieldKind::Password
        }
    });
    let name = move || {
        if open.get() {
            words.entry.hide_password
        } else {
            words.entry.show_password
        }
    };
    let icon = Signal::derive(move || {
        if open.get() {
            IconName::EyeOff
        } else {
            IconName::Eye
        }
    });
    let tool = move || {
        view! {
            <button type="button" class="icon-button" aria-label=name title=name on:click=move |_| open.update(|open| *open = !*open)>
                <Icon name=icon />
            </button>
        }
    };
    match hint {
        Some(hint) => {
            view! { <Field label name="password" value kind hint autocomplete required=true tool error /> }
                .into_any()
        }
        None => view! { <Field label name="password" value kind autocomplete required=true tool error /> }
            .into_any(),
    }
}

/// The languages, each by its own name.
#[component]
pub(super) fn LanguageChoice() -> impl IntoView {
    let words = crate::i18n::use_words();
    let lang = use_language();
    let chosen = RwSignal::new(words.common.lang().code().to_owned());
    Effect::new(move || {
        let code = chosen.get();
        if let Some(new) = Lang::from_code(&code)
            && lang.is_some_and(|lang| lang.get_untracked() != new)
        {
            prefs::set_lang(new);
            lang.into_iter().for_each(|lang| lang.set(new));
        }
    });
    let options = Lang::ALL
        .into_iter()
        .map(|lang| ChoiceOption::new(lang.code(), lang.name()))
        .collect();
    view! { <Choice legend=words.settings.language name="language" options selected=chosen /> }
}

/// Why nobody came in, in a sentence.
pub(super) fn entry_error(here: super::here::Here, error: &EntryError) -> String {
    match error {
        EntryError::Call(error) => here.call_error(error),
        other => here.problem(other.code(), None),
    }
}
