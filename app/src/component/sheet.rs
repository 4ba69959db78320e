//! A sheet that rises from the bottom, and the actions in it.

use leptos::ev::{Event, MouseEvent};
use leptos::html;
use leptos::prelude::*;

use super::{Icon, IconName, Tone};
use crate::i18n::use_words;

/// A dialog from the bottom of the screen (centred on wide ones).
///
/// The browser's own modal dialog keeps the focus inside; Escape, the close button and a tap outside close it.
#[component]
pub fn Sheet(
    /// Whether it is open.
    #[prop(into)]
    open: Signal<bool>,
    /// Asked to close.
    on_close: Callback<()>,
    /// What it is about.
    #[prop(into)]
    title: Signal<String>,
    /// What it holds; made when it opens.
    children: ChildrenFn,
) -> impl IntoView {
    let words = use_words();
    let dialog = NodeRef::<html::Dialog>::new();
    Effect::new(move || {
        if let (wanted, Some(dialog)) = (open.get(), dialog.get()) {
            follow(&dialog, wanted);
        }
    });
    let outside = move |event: MouseEvent| {
        if event.target() == event.current_target() {
            on_close.run(());
        }
    };
    let cancel = move |event: Event| {
        event.prevent_default();
        on_close.run(());
    };
    view! {
        <dialog class="sheet" node_ref=dialog aria-label=title on:click=outside on:cancel=cancel>
            <div class="sheet__body">
                <header class="sheet__head">
                    <h2 class="sheet__title"><bdi>{title}</bdi></h2>
                    <button
                        type="button" class="icon-button" aria-label=words.common.close
                        on:click=move |_| on_close.run(())
                    >
                        <Icon name=IconName::Close />
                    </button>
                </header>
                <Show when=move || open.get()>{children()}</Show>
            </div>
        </dialog>
    }
}

/// Opens or closes the dialog as wanted.
fn follow(dialog: &leptos::web_sys::HtmlDialogElement, wanted: bool) {
    match (wanted, dialog.open()) {
        (true, false) => {
            if let Err(refusal) = dialog.show_modal() {
                leptos::logging::error!("the sheet did not open: {refusal:?}");
            }
        }
        (false, true) => dialog.close(),
        _ => {}
    }
}

/// One action in a sheet: icon, word, and what it will do.
#[component]
pub fn SheetAction(
    /// The icon.
    icon: IconName,
    /// The word.
    #[prop(into)]
    label: String,
    /// What it will do, if the word is not enough.
    #[prop(optional, into)]
    detail: Option<String>,
    /// Its colour.
    #[prop(optional)]
    tone: Tone,
    /// For a choice: whether this one is chosen now.
    #[prop(optional)]
    chosen: bool,
    /// What a tap does.
    on_click: Callback<()>,
) -> impl IntoView {
    view! {
        <button
            type="button" class=format!("sheet-action {}", tone.class())
            aria-pressed=chosen.then_some("true") on:click=move |_| on_click.run(())
        >
            <span class="sheet-action__icon"><Icon name=icon /></span>
            <span class="sheet-action__words">
                <span class="sheet-action__label">{label}</span>
                {detail.map(|detail| view! { <span class="sheet-action__detail">{detail}</span> })}
            </span>
            {chosen.then(|| view! { <Icon name=IconName::Check /> })}
        </button>
    }
}
