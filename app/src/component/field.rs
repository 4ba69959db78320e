//! A form field: label, hint, input, and what is wrong under it.

use leptos::prelude::*;

use super::{Icon, IconName};

/// What a field takes, and so which keyboard a phone shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum FieldKind {
    /// Words, in any script.
    #[default]
    Text,
    /// Several lines of words.
    Long,
    /// A phone number.
    Phone,
    /// A password.
    Password,
    /// A whole number or a year: digits.
    Number,
    /// An amount of money: digits and a decimal sign.
    Amount,
    /// A day, by the phone's own picker.
    Date,
    /// A time of day, by the phone's own picker.
    Time,
}

impl FieldKind {
    const fn input_type(self) -> &'static str {
        match self {
            Self::Text | Self::Long | Self::Number | Self::Amount => "text",
            Self::Phone => "tel",
            Self::Password => "password",
            Self::Date => "date",
            Self::Time => "time",
        }
    }

    const fn input_mode(self) -> Option<&'static str> {
        match self {
            Self::Number => Some("numeric"),
            Self::Amount => Some("decimal"),
            Self::Phone => Some("tel"),
            _ => None,
        }
    }

    /// The direction of what is typed: digits run left to right, words as they are written.
    fn direction(self, value: &str) -> Option<&'static str> {
        match self {
            Self::Phone | Self::Password | Self::Number | Self::Amount => Some("ltr"),
            Self::Text | Self::Long if !value.is_empty() => Some("auto"),
            _ => None,
        }
    }
}

/// A labelled field bound to `value`.
#[component]
pub fn Field(
    /// The label.
    #[prop(into)]
    label: String,
    /// The field's name in a form, unique on the page; its id is `field-{name}`.
    #[prop(into)]
    name: String,
    /// What it holds.
    value: RwSignal<String>,
    /// What it takes.
    #[prop(optional, into)]
    kind: Signal<FieldKind>,
    /// Help under the label; none where it is empty.
    #[prop(optional, into)]
    hint: Option<String>,
    /// A word after the label, such as optional; none where it is empty.
    #[prop(optional, into)]
    note: Option<String>,
    /// What is wrong, if something is.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
    /// Must be filled in.
    #[prop(optional)]
    required: bool,
    /// What the browser may fill in: `username`, `current-password`, `off`.
    #[prop(default = "off")]
    autocomplete: &'static str,
    /// The id of a list of what it may be: the browser suggests from it.
    #[prop(optional)]
    list: Option<&'static str>,
    /// A button inside the field's end, such as showing a password.
    #[prop(optional, into)]
    tool: ViewFn,
) -> impl IntoView {
    let id = format!("field-{name}");
    let hint = hint.filter(|hint| !hint.is_empty());
    let note = note.filter(|note| !note.is_empty());
    let (hint_id, error_id) = (format!("{id}-hint"), format!("{id}-error"));
    let described = describe(hint.as_ref().map(|_| hint_id.clone()), error_id.clone(), error);
    let direction = move || value.with(|text| kind.get().direction(text));
    let invalid = move || error.with(Option::is_some).then_some("true");
    let typed = move |event| value.set(event_target_value(&event));
    let long = kind.get_untracked() == FieldKind::Long;
    let input = if long {
        view! {
            <textarea
                id=id.clone() name=name class="field__input" rows="3" required=required dir=direction
                aria-invalid=invalid aria-describedby=described prop:value=value on:input=typed
            >{value.get_untracked()}</textarea>
        }
        .into_any()
    } else {
        view! {
            <input
                id=id.clone() name=name class="field__input" required=required dir=direction
                type=move || kind.get().input_type() inputmode=move || kind.get().input_mode()
                autocomplete=autocomplete list=list aria-invalid=invalid aria-describedby=described
                value=value.get_untracked() prop:value=value on:input=typed
            />
        }
        .into_any()
    };
    view! {
        <div class="field">
            <label class="field__label" for=id>
                {label}
                {note.map(|note| view! { " " <span class="field__note">{note}</span> })}
            </label>
            {hint.map(|hint| view! { <p class="field__hint" id=hint_id>{hint}</p> })}
            <div class="field__box">{input}{tool.run()}</div>
            <p class="field__error" id=error_id role="alert">
                {move || error.get().map(|why| view! { <Icon name=IconName::Alert /><span>{why}</span> })}
            </p>
        </div>
    }
}

/// The ids of what describes a field now: its hint, its error.
fn describe(
    hint: Option<String>,
    error_id: String,
    error: Signal<Option<String>>,
) -> impl Fn() -> Option<String> + Clone + Send + Sync + 'static {
    move || {
        let error = error.with(Option::is_some).then(|| error_id.clone());
        let ids: Vec<_> = hint.iter().cloned().chain(error).collect();
        (!ids.is_empty()).then(|| ids.join(" "))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_empty_field_follows_the_page_and_words_follow_themselves() {
        assert_eq!(FieldKind::Text.direction(""), None);
        assert_eq!(FieldKind::Text.direction("Samira"), Some("auto"));
        assert_eq!(FieldKind::Phone.direction(""), Some("ltr"));
    }
}
