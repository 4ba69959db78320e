//! Parts of one screen, one shown at a time.

use leptos::prelude::*;

/// A row of buttons that choose which part is shown; each has a word and a count if it has one.
#[component]
pub fn Tabs(
    /// What the parts are parts of.
    #[prop(into)]
    label: String,
    /// Each part: its id and its word.
    tabs: Vec<(&'static str, String)>,
    /// The id of the part shown.
    selected: RwSignal<&'static str>,
) -> impl IntoView {
    let tab = move |(id, word): (&'static str, String)| {
        view! {
            <button
                type="button" class="tabs__tab"
                aria-pressed=move || (selected.get() == id).to_string()
                on:click=move |_| selected.set(id)
            >{word}</button>
        }
    };
    view! { <div class="tabs" role="group" aria-label=label>{tabs.into_iter().map(tab).collect_view()}</div> }
}
