//! A field that proposes what may be meant, and takes any other words as well.

use leptos::ev::KeyboardEvent;
use leptos::prelude::*;

use super::{Icon, IconName};

/// Something a field proposes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suggestion {
    /// What choosing it gives.
    pub value: String,
    /// What is read.
    pub label: String,
}

/// A labelled field bound to `value`, with a list of what is proposed under it while it is in use.
///
/// The arrows go through the list, Enter takes what they are on, Escape closes it.
#[component]
pub fn SuggestField(
    /// The label.
    #[prop(into)]
    label: String,
    /// The field's name in a form, unique on the page; its id is `field-{name}`.
    #[prop(into)]
    name: String,
    /// What is typed.
    value: RwSignal<String>,
    /// What is proposed; asked for only while the field is in use.
    suggestions: Signal<Vec<Suggestion>>,
    /// Takes what was chosen.
    on_choose: Callback<Suggestion>,
    /// A word after the label: optional.
    #[prop(optional, into)]
    note: Option<String>,
    /// What is wrong, if something is.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
) -> impl IntoView {
    let id = format!("field-{name}");
    let (list_id, error_id) = (format!("{id}-list"), format!("{id}-error"));
    let open = RwSignal::new(false);
    let at = RwSignal::new(None::<usize>);
    let shown = Memo::new(move |_| if open.get() { suggestions.get() } else { Vec::new() });
    let some = move || shown.with(|shown| !shown.is_empty());
    let choose = move |suggestion: Suggestion| {
        on_choose.run(suggestion);
        open.set(false);
        at.set(None);
    };
    let typed = move |event| {
        value.set(event_target_value(&event));
        at.set(None);
        open.set(true);
    };
    let key = move |event: KeyboardEvent| {
        let count = shown.with_untracked(Vec::len);
        match event.key().as_str() {
            "ArrowDown" | "ArrowUp" if !open.get_untracked() => open.set(true),
            "ArrowDown" => at.update(|at| *at = next(*at, count)),
            "ArrowUp" => at.update(|at| *at = before(*at, count)),
            "Enter" => match at
                .get_untracked()
                .and_then(|at| shown.with_untracked(|shown| shown.get(at).cloned()))
            {
                Some(suggestion) => choose(suggestion),
                None => return,
            },
            "Escape" if count > 0 => open.set(false),
            _ => return,
        }
        event.prevent_default();
    };
    let option_id = {
        let list_id = list_id.clone();
        move |number: usize| format!("{list_id}-{number}")
    };
    let active = {
        let option_id = option_id.clone();
        move || at.get().filter(|_| some()).map(&option_id)
    };
    let options = move || {
        let option = |(number, suggestion): (usize, Suggestion)| {
            let label = suggestion.label.clone();
            view! {
                <li
                    id=option_id(number) role="option" class="suggest__option"
                    aria-selected=move || if at.get() == Some(number) { "true" } else { "false" }
                    on:click=move |_| choose(suggestion.clone())
                ><bdi>{label}</bdi></li>
            }
        };
        shown.get().into_iter().enumerate().map(option).collect_view()
    };
    let described = error_id.clone();
    view! {
        <div class="field suggest">
            <label class="field__label" for=id.clone()>
                {label.clone()}
                {note.map(|note| view! { " " <span class="field__note">{note}</span> })}
            </label>
            <div class="field__box">
                <input
                    id=id name=name class="field__input" type="text" autocomplete="off" spellcheck="false"
                    role="combobox" aria-autocomplete="list" aria-controls=list_id.clone()
                    aria-expanded=move || if some() { "true" } else { "false" } aria-activedescendant=active
                    dir=move || value.with(|text| (!text.is_empty()).then_some("auto"))
                    aria-invalid=move || error.with(Option::is_some).then_some("true")
                    aria-describedby=move || error.with(Option::is_some).then(|| described.clone())
                    prop:value=value on:input=typed on:keydown=key
                    on:focus=move |_| open.set(true) on:blur=move |_| open.set(false)
                />
            </div>
            // A finger on the list does not take the field's keyboard away.
            <ul
                id=list_id class="suggest__list" role="listbox" aria-label=label hidden=move || !some()
                on:mousedown=move |event| event.prevent_default()
            >{options}</ul>
            <p class="field__error" id=error_id role="alert">
                {move || error.get().map(|why| view! { <Icon name=IconName::Alert /><span>{why}</span> })}
            </p>
        </div>
    }
}

/// The one after; after the last, none.
fn next(at: Option<usize>, count: usize) -> Option<usize> {
    Some(at.map_or(0, |at| at + 1)).filter(|at| *at < count)
}

/// The one before; before the first, none.
fn before(at: Option<usize>, count: usize) -> Option<usize> {
    match at {
        Some(at) => at.checked_sub(1),
        None => count.checked_sub(1),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_arrows_go_round_through_what_was_typed() {
        let down = std::iter::successors(Some(None), |at| Some(next(*at, 2)));
        assert_eq!(down.take(4).collect::<Vec<_>>(), [None, Some(0), Some(1), None]);
        let up = std::iter::successors(Some(None), |at| Some(before(*at, 2)));
        assert_eq!(up.take(4).collect::<Vec<_>>(), [None, Some(1), Some(0), None]);
        assert_eq!((next(None, 0), before(None, 0)), (None, None));
    }
}
