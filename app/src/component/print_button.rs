//! Prints the page in sight.

use leptos::prelude::*;

use super::{Button, ButtonKind, IconName};

/// A button that prints the page as it is. A browser that cannot print says so itself.
#[component]
pub fn PrintButton(
    /// The word.
    #[prop(into)]
    label: Signal<String>,
    /// How much it asks for attention.
    #[prop(optional)]
    kind: ButtonKind,
    /// Fills the width.
    #[prop(optional)]
    block: bool,
) -> impl IntoView {
    let print = Callback::new(|_| {
        let _ = window().print();
    });
    view! { <Button kind icon=IconName::Print label block on_click=print /> }
}
