//! A sheet of paper on the page.

use leptos::prelude::*;

/// Groups what belongs together, under a heading if it has one.
#[component]
pub fn Card(
    /// The heading.
    #[prop(optional, into)]
    title: Option<String>,
    /// What belongs together.
    children: Children,
) -> impl IntoView {
    view! {
        <section class="card">
            {title.map(|title| view! { <h2 class="card__title">{title}</h2> })}
            {children()}
        </section>
    }
}
