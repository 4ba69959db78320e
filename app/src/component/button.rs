//! Buttons, and links that look like them.

use leptos::ev::MouseEvent;
use leptos::prelude::*;

use super::{Icon, IconName};

/// How much a button asks for attention.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ButtonKind {
    /// The one main action of a screen.
    #[default]
    Primary,
    /// Any other action.
    Quiet,
    /// An action that ends something.
    Danger,
}

impl ButtonKind {
    fn class(self, block: bool) -> String {
        let kind = match self {
            Self::Primary => "button button--primary",
            Self::Quiet => "button button--quiet",
            Self::Danger => "button button--danger",
        };
        if block {
            format!("{kind} button--block")
        } else {
            kind.to_owned()
        }
    }
}

/// A button with a word, and an icon before it if wanted.
#[component]
pub fn Button(
    /// How much it asks for attention.
    #[prop(optional)]
    kind: ButtonKind,
    /// The word.
    #[prop(into)]
    label: Signal<String>,
    /// The icon before the word.
    #[prop(optional)]
    icon: Option<IconName>,
    /// Fills the width.
    #[prop(optional)]
    block: bool,
    /// Sends the form it stands in.
    #[prop(optional)]
    submit: bool,
    /// Waits for something beyond this phone; it stays readable and takes no second tap.
    #[prop(optional, into)]
    busy: Signal<bool>,
    /// Cannot be used now.
    #[prop(optional, into)]
    disabled: Signal<bool>,
    /// What a tap does.
    #[prop(optional)]
    on_click: Option<Callback<MouseEvent>>,
) -> impl IntoView {
    let click = move |event: MouseEvent| {
        if let (false, Some(run)) = (busy.get_untracked(), on_click) {
            run.run(event);
        }
    };
    view! {
        <button
            type=if submit { "submit" } else { "button" }
            class=kind.class(block)
            aria-busy=move || busy.get().then_some("true")
            disabled=move || disabled.get()
            on:click=click
        >
            {icon.map(|name| view! { <Icon name /> })}
            <span>{label}</span>
        </button>
    }
}

/// A link that looks like a button, for going somewhere.
#[component]
pub fn LinkButton(
    /// Where it goes.
    #[prop(into)]
    href: Signal<String>,
    /// The word.
    #[prop(into)]
    label: Signal<String>,
    /// How much it asks for attention.
    #[prop(optional)]
    kind: ButtonKind,
    /// The icon before the word.
    #[prop(optional)]
    icon: Option<IconName>,
    /// Fills the width.
    #[prop(optional)]
    block: bool,
    /// Opens outside Hadir (WhatsApp, a call).
    #[prop(optional)]
    outside: bool,
) -> impl IntoView {
    view! {
        <a
            class=kind.class(block)
            href=href
            target=outside.then_some("_blank")
            rel=outside.then_some("noopener noreferrer external")
        >
            {icon.map(|name| view! { <Icon name /> })}
            <span>{label}</span>
        </a>
    }
}

/// A button that shows an icon alone and says its word to screen readers.
#[component]
pub fn IconButton(
    /// The icon.
    #[prop(into)]
    icon: Signal<IconName>,
    /// What it does, in a word.
    #[prop(into)]
    label: Signal<String>,
    /// For a button that stays down: whether it is.
    #[prop(optional)]
    pressed: Option<Signal<bool>>,
    /// What a tap does.
    on_click: Callback<MouseEvent>,
) -> impl IntoView {
    view! {
        <button
            type="button"
            class="icon-button"
            aria-label=label
            title=label
            aria-pressed=move || pressed.map(|down| down.get().to_string())
            on:click=move |event| on_click.run(event)
        >
            <Icon name=icon />
        </button>
    }
}
