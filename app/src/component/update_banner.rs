//! A new version is ready.

use leptos::prelude::*;

use super::{Button, ButtonKind, Notice};
use crate::i18n::use_words;

/// Offers the new version, now or at the next start.
#[component]
pub fn UpdateBanner(
    /// Now.
    on_update: Callback<()>,
    /// Later.
    on_later: Callback<()>,
) -> impl IntoView {
    let words = use_words();
    view! {
        <Notice title=words.shell.update_ready text=words.shell.update_safe>
            <Button label=words.shell.update_now on_click=Callback::new(move |_| on_update.run(())) />
            <Button
                kind=ButtonKind::Quiet label=words.shell.update_later
                on_click=Callback::new(move |_| on_later.run(()))
            />
        </Notice>
    }
}
