//! Handing over goods or a service at a session: to one person, to all who are present, to people without names.

use domain::id::Id;
use domain::kind::Kind;
use domain::verdict::Reason;
use domain::view::{handed_at, present};
use leptos::prelude::*;

use super::Sheets;
use crate::component::{Button, Choice, ChoiceOption, IconName, Sheet, Stepper};
use crate::intent::{InputFault, Where, Whom};
use crate::page::handing::{Goods, GoodsFields, Handed};
use crate::page::here::Here;

/// To whom the sheet hands over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum To {
    /// All who are present, or people without names.
    Many,
    /// One person, by name.
    One(Id, String),
}

/// The sheet, while somebody is handed something.
#[component]
pub(super) fn Handing(sheets: Sheets) -> impl IntoView {
    let handing = sheets.handing;
    move || handing.get().map(|to| view! { <Form sheets to /> })
}

#[component]
fn Form(sheets: Sheets, to: To) -> impl IntoView {
    let Sheets {
        here,
        session,
        handing,
        ..
    } = sheets;
    let (words, close) = (here.words.delivery, Callback::new(move |()| handing.set(None)));
    let goods = Goods::new(here);
    let (whom, unnamed) = (RwSignal::new("present".to_owned()), RwSignal::new(1_u32));
    let place = move || here.phone.read(|replica| Where::at(replica, session));
    let activity = Signal::derive(move || place().map(|place| place.activity));
    let lines = Memo::new(move |_| {
        here.phone
            .watch(&[Kind::Delivery], |replica| handed_at(replica, session))
    });
    let one = to.clone();
    let give = Callback::new(move |_| {
        let whom = match (&one, whom.with_untracked(|whom| whom == "unnamed")) {
            (To::One(person, _), _) => Whom::People(vec![*person]),
            (To::Many, true) => Whom::Unnamed(unnamed.get_untracked()),
            (To::Many, false) => Whom::People(
                here.phone
                    .read(|replica| present(replica, session))
                    .into_iter()
                    .collect(),
            ),
        };
        let gone = InputFault {
            field: "session",
            reason: Reason::UnknownReference,
        };
        goods.give(place().ok_or(gone), whom, move || close.run(()));
    });
    let title = match &to {
        To::One(_, name) => name.clone(),
        To::Many => words.hand_over.to_owned(),
    };
    let many = to == To::Many;
    view! {
        <Sheet open=Signal::stored(true) title on_close=close>
            <div class="stack">
                <GoodsFields goods activity />
                {many.then(|| view! { <WhomChoice here session whom unnamed error=goods.error(&["whom", "unnamed"]) /> })}
                <Button label=words.give icon=IconName::Check block=true on_click=give />
                {many.then(|| view! { <Handed here title=words.handed lines /> })}
            </div>
        </Sheet>
    }
}

/// All who are present, or so many people without names.
#[component]
fn WhomChoice(
    here: Here,
    session: Id,
    whom: RwSignal<String>,
    unnamed: RwSignal<u32>,
    error: Signal<Option<String>>,
) -> impl IntoView {
    let words = here.words.delivery;
    let here_now = here.phone.read(|replica| present(replica, session).len());
    let options = vec![
        ChoiceOption::new("present", words.present(here_now as u64)),
        ChoiceOption::new("unnamed", words.unnamed),
    ];
    view! {
        <Choice legend=words.whom name="whom" options selected=whom error />
        {move || whom.with(|whom| whom == "unnamed").then(|| view! { <Stepper label=words.unnamed value=unnamed /> })}
    }
}
