//! Choosing among a few: every choice is visible, one tap away.

use leptos::prelude::*;

use super::{Icon, IconName};

/// One thing that can be chosen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChoiceOption {
    /// What the form keeps.
    pub value: String,
    /// What the person reads.
    pub label: String,
    /// A picture of it, for those who read little.
    pub icon: Option<IconName>,
}

impl ChoiceOption {
    /// A choice in words.
    pub fn new(value: impl Into<String>, label: impl Into<String>) -> Self {
        Self {
            value: value.into(),
            label: label.into(),
            icon: None,
        }
    }

    /// The same choice with an icon.
    pub fn icon(self, icon: IconName) -> Self {
        Self {
            icon: Some(icon),
            ..self
        }
    }
}

/// Chooses one of a few.
#[component]
pub fn Choice(
    /// What is being chosen.
    #[prop(into)]
    legend: String,
    /// The field's name in a form, unique on the page; its id is `field-{name}`.
    #[prop(into)]
    name: String,
    /// What there is to choose.
    options: Vec<ChoiceOption>,
    /// The chosen value; empty for none.
    selected: RwSignal<String>,
    /// Help under the legend; none where it is empty.
    #[prop(optional, into)]
    hint: Option<String>,
    /// What is wrong, if something is.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
) -> impl IntoView {
    let id = format!("field-{name}");
    let hint = hint.filter(|hint| !hint.is_empty());
    let option = move |ChoiceOption { value, label, icon }: ChoiceOption| {
        let (mine, chosen) = (value.clone(), value.clone());
        let at_first = selected.with_untracked(|now| *now == value);
        view! {
            <label class="choice__option">
                <input
                    type="radio"
                    class="visually-hidden"
                    name=name.clone()
                    value=value
                    checked=at_first
                    prop:checked=move || selected.with(|now| *now == mine)
                    on:change=move |_| selected.set(chosen.clone())
                />
                <span class="choice__face">
                    {icon.map(|name| view! { <Icon name /> })}
                    <span>{label}</span>
                </span>
            </label>
        }
    };
    view! {
        <fieldset class="choice" id=id>
            <legend class="field__label">{legend}</legend>
            {hint.map(|hint| view! { <p class="field__hint">{hint}</p> })}
            <div class="choice__options">{options.into_iter().map(option).collect_view()}</div>
            {move || error.get().map(|why| view! { <p class="field__error" role="alert"><Icon name=IconName::Alert />{why}</p> })}
        </fieldset>
    }
}

/// Chooses any of a few: days of the week, activities.
#[component]
pub fn Choices(
    /// What is being chosen.
    #[prop(into)]
    legend: String,
    /// The field's name in a form, unique on the page; its id is `field-{name}`.
    #[prop(into)]
    name: String,
    /// What there is to choose.
    options: Vec<ChoiceOption>,
    /// The chosen values, in the order they were chosen.
    selected: RwSignal<Vec<String>>,
    /// Help under the legend; none where it is empty.
    #[prop(optional, into)]
    hint: Option<String>,
    /// What is wrong, if something is.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
) -> impl IntoView {
    let id = format!("field-{name}");
    let hint = hint.filter(|hint| !hint.is_empty());
    let option = move |ChoiceOption { value, label, icon }: ChoiceOption| {
        let (mine, toggled) = (value.clone(), value.clone());
        let at_first = selected.with_untracked(|now| now.contains(&value));
        view! {
            <label class="choice__option">
                <input
                    type="checkbox"
                    class="visually-hidden"
                    name=name.clone()
                    value=value
                    checked=at_first
                    prop:checked=move || selected.with(|now| now.contains(&mine))
                    on:change=move |_| selected.update(|now| toggle(now, &toggled))
                />
                <span class="choice__face">
                    {icon.map(|name| view! { <Icon name /> })}
                    <span>{label}</span>
                </span>
            </label>
        }
    };
    view! {
        <fieldset class="choice" id=id>
            <legend class="field__label">{legend}</legend>
            {hint.map(|hint| view! { <p class="field__hint">{hint}</p> })}
            <div class="choice__options">{options.into_iter().map(option).collect_view()}</div>
            {move || error.get().map(|why| view! { <p class="field__error" role="alert"><Icon name=IconName::Alert />{why}</p> })}
        </fieldset>
    }
}

/// Takes `value` out if it is chosen, else adds it.
fn toggle(chosen: &mut Vec<String>, value: &str) {
    match chosen.iter().position(|each| each == value) {
        Some(at) => drop(chosen.remove(at)),
        None => chosen.push(value.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_second_tap_takes_a_choice_back() {
        let mut chosen = vec!["mon".to_owned()];
        toggle(&mut chosen, "wed");
        assert_eq!(chosen, ["mon", "wed"]);
        toggle(&mut chosen, "mon");
        assert_eq!(chosen, ["wed"]);
    }
}
