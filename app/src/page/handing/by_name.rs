//! The people of an activity, each handed an item by a tap.

use domain::id::Id;
use domain::kind::Kind;
use domain::view::{PersonLine, members_of};
use leptos::prelude::*;

use super::{Goods, OnDay};
use crate::component::{Avatar, Chip, Empty, Icon, IconName, Tone};
use crate::intent::{Whom, take_back};
use crate::page::here::{Here, dotted};
use crate::page::people::FoundPeople;

/// The people of the activity: a tap hands it over, another takes it back.
#[component]
pub(super) fn ByName(here: Here, id: Id, goods: Goods, day: OnDay) -> impl IntoView {
    let words = here.words;
    let people = Memo::new(move |_| {
        let today = here.today();
        here.phone
            .watch(&[Kind::Registration, Kind::Beneficiary], |replica| {
                members_of(replica, id, here.arabic(), today)
            })
    });
    let nobody = move || people.with(|people| people.lines().is_empty());
    view! {
        <p class="muted">{words.delivery.tap_hint}</p>
        {move || nobody().then(|| view! {
            <Empty icon=IconName::People title=words.activity.no_people_title text=words.activity.no_people_text />
        })}
        <FoundPeople here people children=move |line| view! { <Row here id goods day line /> } />
    }
}

/// One person of the activity, with what they have of the item.
#[component]
fn Row(here: Here, id: Id, goods: Goods, day: OnDay, line: PersonLine) -> impl IntoView {
    let words = here.words.delivery;
    let person = line.id;
    let has = Memo::new(move |_| {
        let place = day.place(id).ok()?;
        let item = goods.item.get();
        here.phone.watch(&[Kind::Delivery], |replica| {
            place.received(replica, &item, person)
        })
    });
    let tap = move |_| match has.get_untracked() {
        Some((record, _)) => {
            let edits = here.phone.read(|replica| take_back(replica, &[record]));
            here.record_with_undo(edits, move || words.taken_back.to_owned());
        }
        None => goods.give(untrack(|| day.place(id)), Whom::People(vec![person]), || ()),
    };
    let end = move || match has.get() {
        Some((_, given)) => {
            let amount = words.quantity(given.quantity, given.unit.name());
            view! { <Chip tone=Tone::Leaf icon=IconName::Check text=amount /> }.into_any()
        }
        None => view! { <Icon name=IconName::Gift /> }.into_any(),
    };
    let (name, about) = (
        line.name.clone(),
        dotted([line.parent, here.commune(&line.place)]),
    );
    let bare = about.is_empty();
    view! {
        <button type="button" class="row" aria-pressed=move || has.with(Option::is_some).to_string() on:click=tap>
            <Avatar name=line.name />
            <span class="row__words">
                <bdi class="row__title">{name}</bdi>
                <span class="row__detail" hidden=bare>{about}</span>
            </span>
            <span class="row__end">{end}</span>
        </button>
    }
}
