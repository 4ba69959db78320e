//! A number one taps up and down.

use leptos::ev::MouseEvent;
use leptos::prelude::*;

use super::{Icon, IconName};
use crate::i18n::use_words;

/// Counts people without names: minus, the number, plus.
#[component]
pub fn Stepper(
    /// What is counted.
    #[prop(into)]
    label: String,
    /// How many.
    value: RwSignal<u32>,
    /// The most there can be.
    #[prop(default = 9_999)]
    max: u32,
) -> impl IntoView {
    let words = use_words();
    let down = move |_: MouseEvent| value.update(|n| *n = n.saturating_sub(1));
    let up = move |_: MouseEvent| value.update(|n| *n = (*n + 1).min(max));
    let typed = move |event| {
        if let Ok(n) = event_target_value(&event).trim().parse::<u32>() {
            value.set(n.min(max));
        }
    };
    let of = |action: &str| format!("{action}, {label}");
    view! {
        <div class="stepper" role="group" aria-label=label.clone()>
            <span class="stepper__label">{label.clone()}</span>
            <button
                type="button" class="stepper__button" aria-label=of(words.common.decrease)
                disabled={move || value.get() == 0} on:click=down
            ><Icon name=IconName::Minus /></button>
            <input
                class="stepper__value" type="text" inputmode="numeric" aria-label=label.clone() dir="ltr"
                prop:value=move || value.get().to_string() value=value.get_untracked().to_string() on:change=typed
            />
            <button
                type="button" class="stepper__button" aria-label=of(words.common.increase)
                disabled={move || value.get() >= max} on:click=up
            ><Icon name=IconName::Plus /></button>
        </div>
    }
}
