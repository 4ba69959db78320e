//! The states a person can be given on the roll.

use leptos::prelude::*;

use super::{IconName, Mark, Sheet, SheetAction, Tone};
use crate::i18n::use_words;

/// Opens the four states for one person, and a way to take the mark back.
#[component]
pub fn StateSheet(
    /// Whose state it is; `None` keeps it closed.
    #[prop(into)]
    name: Signal<Option<String>>,
    /// The state now.
    #[prop(into)]
    mark: Signal<Mark>,
    /// A state was chosen; `Unmarked` takes the mark back.
    on_choose: Callback<Mark>,
    /// Asked to close.
    on_close: Callback<()>,
    /// What goes with the state: arrival time, reason.
    #[prop(optional, into)]
    more: ViewFn,
) -> impl IntoView {
    let words = use_words();
    let title = Signal::derive(move || name.get().unwrap_or_default());
    let open = Signal::derive(move || name.with(Option::is_some));
    let action = move |choice: Mark| {
        let chosen = mark.get() == choice;
        let on_click = Callback::new(move |()| on_choose.run(choice));
        view! { <SheetAction icon=choice.icon() label=choice.word(words) tone=choice.tone() chosen on_click /> }
    };
    let clear = Callback::new(move |()| on_choose.run(Mark::Unmarked));
    view! {
        <Sheet open on_close title>
            <div class="stack">
                {move || Mark::ALL.into_iter().filter(|each| *each != Mark::Unmarked).map(action).collect_view()}
                {more.run()}
                {move || (mark.get() != Mark::Unmarked).then(|| view! {
                    <SheetAction icon=IconName::Undo label=words.roll.clear_mark tone=Tone::Neutral on_click=clear />
                })}
            </div>
        </Sheet>
    }
}
