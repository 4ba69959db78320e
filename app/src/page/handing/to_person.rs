//! Handing something over to one person, from their page: in an activity, at no session.

use std::collections::BTreeSet;

use domain::id::Id;
use domain::kind::Kind;
use domain::view::{Received as Got, activities, belongings, received};
use leptos::prelude::*;

use super::{Goods, GoodsFields, OnDay, taking_back};
use crate::component::{Button, ButtonKind, Card, ChoiceOption, IconName, ListRow, Select, Sheet};
use crate::intent::Whom;
use crate::page::here::{Here, dotted};

/// The way to hand something over to a person, for whoever records somewhere.
#[component]
pub(in crate::page) fn HandTo(
    here: Here,
    id: Id,
    /// What the person is called.
    name: Signal<String>,
) -> impl IntoView {
    let words = here.words.delivery;
    let open = RwSignal::new(false);
    let options = Memo::new(move |_| offered(here, id));
    let close = Callback::new(move |()| open.set(false));
    view! {
        {move || (!options.with(Vec::is_empty)).then(|| view! {
            <Button
                kind=ButtonKind::Quiet label=words.hand_over icon=IconName::Gift block=true
                on_click=Callback::new(move |_| open.set(true))
            />
        })}
        <Sheet open title=name on_close=close>
            {move || open.get().then(|| view! { <Form here id options=options.get_untracked() close /> })}
        </Sheet>
    }
}

/// The activities in which the reader records, those the person is in before the others.
fn offered(here: Here, person: Id) -> Vec<ChoiceOption> {
    let (today, asker) = (here.today(), here.asker());
    let kinds = &[Kind::Activity, Kind::Registration];
    let mut lines = here.phone.watch(kinds, |replica| {
        let of_person: BTreeSet<Id> = belongings(replica, person)
            .into_iter()
            .filter(|one| one.registration.belongs_on(today))
            .map(|one| one.activity)
            .collect();
        let lines = activities(replica, today).into_iter();
        let line = |line: domain::view::ActivityLine| (!of_person.contains(&line.id), line);
        lines.map(line).collect::<Vec<_>>()
    });
    lines.retain(|(_, line)| asker.as_ref().is_some_and(|asker| asker.records_in(line.id)));
    lines.sort_by_key(|(elsewhere, _)| *elsewhere);
    lines
        .into_iter()
        .map(|(_, line)| ChoiceOption::new(line.id.to_string(), line.activity.title))
        .collect()
}

#[component]
fn Form(here: Here, id: Id, options: Vec<ChoiceOption>, close: Callback<()>) -> impl IntoView {
    let words = here.words.delivery;
    let (goods, day) = (Goods::new(here), OnDay::new(here));
    let first = options.first().map_or_else(String::new, |one| one.value.clone());
    let chosen = RwSignal::new(first);
    let activity = Signal::derive(move || chosen.with(|id| id.parse::<Id>().ok()));
    let give = Callback::new(move |_| {
        if let Some(activity) = activity.get_untracked() {
            let place = untrack(|| day.place(activity));
            goods.give(place, Whom::People(vec![id]), move || close.run(()));
        }
    });
    view! {
        <div class="stack">
            <p class="muted">{words.outside_hint}</p>
            <Select label=words.in_activity name="activity" options selected=chosen />
            <GoodsFields goods activity />
            {day.field(goods)}
            <Button label=words.give icon=IconName::Check block=true on_click=give />
            <Received here id />
        </div>
    }
}

/// What the person received, newest first, each to be taken back.
#[component]
pub(in crate::page) fn Received(here: Here, id: Id) -> impl IntoView {
    let words = here.words.delivery;
    let goods = Memo::new(move |_| {
        here.phone
            .watch(&[Kind::Delivery, Kind::Activity], |replica| received(replica, id))
    });
    let row = move |line: Got| {
        let Got {
            record,
            title,
            delivery,
            ..
        } = line;
        let amount = words.quantity(delivery.quantity, delivery.unit.name());
        let end = taking_back(here, &delivery.item, vec![record]);
        view! { <ListRow title=delivery.item detail=dotted([amount, title, here.day(delivery.day)]) end /> }
    };
    move || {
        let goods = goods.get();
        (!goods.is_empty())
            .then(|| view! { <Card title=words.received>{goods.into_iter().map(row).collect_view()}</Card> })
    }
}
