//! How much of something is done.

use leptos::prelude::*;

/// A bar that fills from the start of the line.
#[component]
pub fn ProgressBar(
    /// How much is done.
    #[prop(into)]
    value: Signal<u64>,
    /// How much there is.
    #[prop(into)]
    max: Signal<u64>,
    /// What is being done, for screen readers.
    #[prop(into)]
    label: Signal<String>,
) -> impl IntoView {
    view! {
        <progress
            class="progress" aria-label=label
            max=move || max.get().max(1).to_string()
            value=move || value.get().min(max.get()).to_string()
        ></progress>
    }
}
