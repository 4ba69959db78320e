//! What a place says while it holds nothing.

use leptos::prelude::*;

use super::{Icon, IconName};

/// What this place is for, and the one next thing to do.
#[component]
pub fn Empty(
    /// A picture of the place.
    icon: IconName,
    /// What there is not.
    #[prop(into)]
    title: String,
    /// What this place is for.
    #[prop(into)]
    text: String,
    /// The one next thing: a button.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    view! {
        <div class="empty">
            <span class="empty__mark"><Icon name=icon /></span>
            <h2 class="empty__title">{title}</h2>
            <p class="empty__text">{text}</p>
            {children.map(|children| view! { <div class="empty__action">{children()}</div> })}
        </div>
    }
}
