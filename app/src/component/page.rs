//! A screen: its top bar and its content.

use leptos::prelude::*;

use super::{Icon, IconName, SyncChip, SyncState};
use crate::i18n::use_words;

/// A screen with a title, a way back, its own tools, and the sync chip where the shell provides its state.
#[component]
pub fn Page(
    /// What the screen is.
    #[prop(into)]
    title: Signal<String>,
    /// A line under the title: a day, a place, a role.
    #[prop(optional, into)]
    subtitle: Signal<String>,
    /// Where back goes; without it there is no back.
    #[prop(optional, into)]
    back: Option<String>,
    /// Icon buttons at the end of the bar: search, more.
    #[prop(optional, into)]
    tools: ViewFn,
    /// Lets the content use the whole width, for tables on a laptop.
    #[prop(optional)]
    wide: bool,
    /// Lets cards and lists stand beside each other on a laptop.
    #[prop(optional)]
    columns: bool,
    /// The content.
    children: Children,
) -> impl IntoView {
    let words = use_words();
    let inner = back.is_some();
    let sync = use_context::<Signal<SyncState>>();
    view! {
        <header class="topbar" class:topbar--inner=inner>
            <div class="topbar__row">
                {back.map(|href| view! {
                    <a class="icon-button" href=href aria-label=words.common.back title=words.common.back>
                        <Icon name=IconName::Back />
                    </a>
                })}
                <div class="topbar__titles">
                    <h1 class="topbar__title">{title}</h1>
                    <p class="topbar__subtitle" hidden=move || subtitle.with(String::is_empty)>{subtitle}</p>
                </div>
                <div class="topbar__tools">{tools.run()}</div>
            </div>
            {sync.map(|state| view! { <SyncChip state /> })}
        </header>
        <main id="content" class="page" class:page--wide=wide class:page--columns=columns tabindex="-1">{children()}</main>
    }
}
