//! The form that changes what an activity asks.

use domain::id::Id;
use domain::questions::{Flaw, Part};
use domain::record::Activity;
use leptos::prelude::*;

use super::super::here::Here;
use super::row::{Row, RowFields};
use crate::component::{Button, ButtonKind, Icon, IconName};
use crate::intent::set_questions;

/// All the questions, one below the other.
#[component]
pub(super) fn QuestionsForm(here: Here, id: Id, open: RwSignal<bool>) -> impl IntoView {
    let words = here.words;
    let known = here.phone.read(|replica| replica.view::<Activity>(id));
    let known = StoredValue::new(known.unwrap_or_default().questions);
    let rows = known.with_value(|known| {
        let asked = known.iter().filter(|one| !one.retired);
        asked.map(Row::of).collect::<Vec<_>>()
    });
    let highest = known.with_value(|known| known.iter().map(|one| one.key).max());
    let next = StoredValue::new(highest.unwrap_or_default() + 1);
    let (rows, flaw) = (RwSignal::new(rows), RwSignal::new(None::<Flaw>));
    let add = Callback::new(move |_| {
        let key = next.get_value();
        next.set_value(key + 1);
        rows.update(|rows| rows.push(Row::empty(key)));
    });
    let remove = Callback::new(move |key: u16| rows.update(|rows| rows.retain(|row| row.key != key)));
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let typed = rows.get_untracked().into_iter().map(Row::typed).collect();
        match known.with_value(|known| set_questions(id, known, typed)) {
            Err(found) => flaw.set(Some(found)),
            Ok(edits) => {
                open.set(false);
                here.record_with_undo(edits, move || words.questions.changed.to_owned());
            }
        }
    };
    let too_many = move || flaw.get().is_some_and(|flaw| flaw.part == Part::List);
    let fields = move || {
        let rows = rows.get();
        let each = rows.iter().zip(1..).map(|(row, number)| {
            let before = rows.iter().take_while(|other| other.key != row.key);
            let before = before.copied().collect();
            view! { <RowFields here row=*row number before flaw remove /> }
        });
        each.collect_view()
    };
    view! {
        <form class="stack" on:submit=submit novalidate>
            {fields}
            <Button kind=ButtonKind::Quiet label=words.questions.add icon=IconName::Plus on_click=add />
            <p class="muted">{words.questions.removed_hint}</p>
            {move || too_many().then(|| view! {
                <p class="field__error" role="alert"><Icon name=IconName::Alert /><span>{words.questions.too_many}</span></p>
            })}
            <Button label=words.common.save submit=true block=true />
        </form>
    }
}
