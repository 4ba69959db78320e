//! Work that takes long: what is being done, how far it is, a way to stop it.

use leptos::prelude::*;

use super::{Button, ButtonKind, IconName};
use crate::i18n::use_words;

/// Says what is under way, with a bar that fills where it is known how much there is.
#[component]
pub fn Working(
    /// What is being done.
    #[prop(into)]
    label: Signal<String>,
    /// How much is done, of how much; `None` where that is not known.
    #[prop(into)]
    share: Signal<Option<(u64, u64)>>,
    /// Asked to stop; without it, it cannot be stopped.
    #[prop(optional)]
    on_stop: Option<Callback<()>>,
) -> impl IntoView {
    let words = use_words();
    let known = move || share.get().filter(|(_, all)| *all > 0);
    view! {
        <div class="working">
            <p role="status">{label}</p>
            <progress
                class="progress" aria-label=label
                max=move || known().map(|(_, all)| all.to_string())
                value=move || known().map(|(done, _)| done.to_string())
            ></progress>
            {on_stop.map(|stop| view! {
                <Button
                    kind=ButtonKind::Quiet icon=IconName::Close label=words.common.stop
                    on_click=Callback::new(move |_| stop.run(()))
                />
            })}
        </div>
    }
}
