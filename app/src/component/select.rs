//! Choosing one of many, with the phone's own list.

use leptos::prelude::*;

use super::ChoiceOption;

/// A labelled list to choose one from.
#[component]
pub fn Select(
    /// The label.
    #[prop(into)]
    label: String,
    /// The field's name in a form, unique on the page.
    #[prop(into)]
    name: String,
    /// What there is to choose; a signal where it changes.
    #[prop(into)]
    options: Signal<Vec<ChoiceOption>>,
    /// The chosen value.
    selected: RwSignal<String>,
) -> impl IntoView {
    let id = format!("field-{name}");
    let option = move |ChoiceOption { value, label, .. }: ChoiceOption| {
        let chosen = selected.with_untracked(|now| *now == value);
        view! { <option value=value selected=chosen>{label}</option> }
    };
    view! {
        <div class="field">
            <label class="field__label" for=id.clone()>{label}</label>
            <div class="field__box field__box--select">
                <select
                    id=id name=name class="field__input" prop:value=selected
                    on:change=move |event| selected.set(event_target_value(&event))
                >
                    {move || options.get().into_iter().map(option).collect_view()}
                </select>
            </div>
        </div>
    }
}
