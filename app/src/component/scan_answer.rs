//! What a scan said, to be seen from an arm's length: colour, sign, word and name.

use leptos::prelude::*;

use super::{Icon, IconName, Tone};

/// The answer to a scan. Whoever does not see it hears it read out.
#[component]
pub fn ScanAnswer(
    /// Its colour.
    tone: Tone,
    /// Its sign.
    icon: IconName,
    /// What it says, in a few words.
    #[prop(into)]
    word: String,
    /// Whom it is about; nothing where nobody is known.
    #[prop(into)]
    name: String,
    /// What more there is to know.
    #[prop(into)]
    detail: String,
    /// What can be done about it: buttons.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let named = !name.is_empty();
    let more = !detail.is_empty();
    view! {
        <div class=format!("scan-answer {}", tone.class())>
            <span class="scan-answer__sign"><Icon name=icon /></span>
            <p class="scan-answer__word">{word}</p>
            {named.then(|| view! { <p class="scan-answer__name"><bdi>{name}</bdi></p> })}
            {more.then(|| view! { <p class="scan-answer__detail">{detail}</p> })}
            {children.map(|children| view! { <div class="scan-answer__actions">{children()}</div> })}
        </div>
    }
}
