//! A search that filters as one types.

use leptos::html;
use leptos::prelude::*;

use super::{Icon, IconName};
use crate::i18n::use_words;

/// A search field with a button that clears it and keeps the keyboard open.
#[component]
pub fn SearchField(
    /// What is looked for; changes with every letter.
    value: RwSignal<String>,
    /// What can be searched, shown inside until something is typed.
    #[prop(into)]
    label: String,
) -> impl IntoView {
    let words = use_words();
    let input = NodeRef::<html::Input>::new();
    let empty = move || value.with(String::is_empty);
    let clear = move |_| {
        value.set(String::new());
        if let Some(Err(refusal)) = input.get_untracked().map(|field| field.focus()) {
            leptos::logging::error!("the search field took no focus: {refusal:?}");
        }
    };
    view! {
        <div class="search" role="search">
            <Icon name=IconName::Search />
            <input
                node_ref=input type="search" class="search__input" autocomplete="off" spellcheck="false"
                enterkeyhint="search" aria-label=label.clone() placeholder=label
                dir=move || (!empty()).then_some("auto")
                prop:value=value on:input=move |event| value.set(event_target_value(&event))
            />
            <button type="button" class="icon-button" aria-label=words.common.clear_search hidden=empty on:click=clear>
                <Icon name=IconName::Close />
            </button>
        </div>
    }
}
