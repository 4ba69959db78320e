//! Whether people are asked about difficulties in doing things.

use domain::kind::Kind;
use leptos::prelude::*;

use super::super::here::Here;
use super::super::person_form::asks_disability;
use crate::component::{Card, Choice, ChoiceOption};
use crate::intent::ask_disability;

/// The choice, for those who decide about the association.
#[component]
pub(super) fn AskingDisability(here: Here) -> impl IntoView {
    let decides = Memo::new(move |_| here.asker().is_some_and(|asker| asker.manages_team()));
    move || decides.get().then(|| view! { <AskingChoice here /> })
}

#[component]
fn AskingChoice(here: Here) -> impl IntoView {
    let words = here.words;
    let stands = Memo::new(move |_| here.phone.watch(&[Kind::Association], asks_disability));
    let chosen = RwSignal::new(code(stands.get_untracked()).to_owned());
    // What another head decides, and what is taken back, shows here too.
    Effect::new(move || chosen.set(code(stands.get()).to_owned()));
    Effect::new(move || {
        let asks = chosen.with(|chosen| chosen == code(true));
        let me = here.phone.read(|replica| replica.me().cloned());
        if let Some(me) = me.filter(|_| asks != stands.get_untracked()) {
            let said = words.disability.set;
            here.record_with_undo(ask_disability(me.association, asks), move || said.to_owned());
        }
    });
    let options = vec![
        ChoiceOption::new(code(true), words.common.yes),
        ChoiceOption::new(code(false), words.common.no),
    ];
    view! {
        <Card title=words.disability.title>
            <p class="muted">{words.disability.why}</p>
            <Choice legend=words.field.asks_disability name="asks-disability" options selected=chosen />
        </Card>
    }
}

const fn code(asks: bool) -> &'static str {
    if asks { "yes" } else { "no" }
}
