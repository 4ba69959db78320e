//! The main action of a screen, where the thumb is.

use leptos::prelude::*;

/// Keeps the main action at the bottom of the screen, above the bar, never behind a scroll.
#[component]
pub fn BottomAction(
    /// One primary button, a quiet one before it if needed.
    children: Children,
) -> impl IntoView {
    view! { <div class="bottom-action">{children()}</div> }
}
