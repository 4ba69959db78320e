//! What every door shows: whose it is, the password, the languages.

use leptos::prelude::*;

use crate::component::{Choice, ChoiceOption, Field, FieldKind, Icon, IconName};
use crate::device::prefs;
use crate::i18n::{Lang, use_door_words, use_language};

/// The name of the app over a door, and what the door is.
#[component]
pub fn DoorHead(title: &'static str, lead: String) -> impl IntoView {
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
pub fn Password(
    value: RwSignal<String>,
    label: &'static str,
    autocomplete: &'static str,
    #[prop(default = "password")] name: &'static str,
    #[prop(optional)] hint: Option<&'static str>,
    #[prop(optional, into)] error: Signal<Option<String>>,
) -> impl IntoView {
    let words = use_door_words();
    let open = RwSignal::new(false);
    let kind = Signal::derive(move || {
        if open.get() {
            FieldKind::Text
        } else {
            FieldKind::Password
        }
    });
    let turn = move || {
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
            <button type="button" class="icon-button" aria-label=turn title=turn on:click=move |_| open.update(|open| *open = !*open)>
                <Icon name=icon />
            </button>
        }
    };
    match hint {
        Some(hint) => {
            view! { <Field label name value kind hint autocomplete required=true tool error /> }.into_any()
        }
        None => view! { <Field label name value kind autocomplete required=true tool error /> }.into_any(),
    }
}

/// The languages, each by its own name.
#[component]
pub fn LanguageChoice() -> impl IntoView {
    let words = use_door_words();
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
    view! { <Choice legend=words.common.language name="language" options selected=chosen /> }
}
