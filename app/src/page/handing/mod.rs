//! Handing over goods or a service outside sessions: what an activity gives on a day, person by person or without names,
//! and what one person receives.

mod by_name;
mod goods;
mod handed;
mod to_person;

use domain::id::Id;
use domain::kind::Kind;
use domain::record::Activity;
use domain::time::Day;
use domain::view::handed_outside;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use self::by_name::ByName;
pub(super) use self::goods::{Goods, GoodsFields};
pub(super) use self::handed::{Handed, taking_back};
pub(super) use self::to_person::{HandTo, Received};
use super::here::{Here, here};
use crate::component::{
    BottomAction, Button, Card, Choice, ChoiceOption, Empty, Field, FieldKind, IconName, Page, Stepper,
};
use crate::intent::{InputFault, Where, Whom};

/// What an activity hands over on a day, at no session.
#[component]
pub(super) fn HandOverPage() -> impl IntoView {
    let here = here();
    let words = here.words;
    let id = use_params_map()
        .with_untracked(|params| params.get("id"))
        .and_then(|id| id.parse::<Id>().ok());
    let title = Memo::new(move |_| {
        here.phone.watch(&[Kind::Activity], |replica| {
            Some(replica.view::<Activity>(id?)?.title)
        })
    });
    let records =
        Memo::new(move |_| id.is_some_and(|id| here.asker().is_some_and(|asker| asker.records_in(id))));
    move || match id.zip(title.get()).filter(|_| records.get()) {
        Some((id, title)) => view! { <Giving here id title /> }.into_any(),
        None => view! {
            <Page title=words.delivery.hand_over back="/app/activities">
                <Empty icon=IconName::Search title=words.common.nothing_found text=words.problem.not_found />
            </Page>
        }
        .into_any(),
    }
}

/// The day on which something is handed over at no session: today, or one before.
#[derive(Clone, Copy)]
pub(super) struct OnDay {
    here: Here,
    typed: RwSignal<String>,
}

impl OnDay {
    pub(super) fn new(here: Here) -> Self {
        let today = here.phone.true_clock().day();
        OnDay {
            here,
            typed: RwSignal::new(today.to_string()),
        }
    }

    /// Where that is, in an activity.
    pub(super) fn place(self, activity: Id) -> Result<Where, InputFault> {
        self.typed
            .with(|typed| Where::outside(activity, typed, self.here.today()))
    }

    /// Its field.
    pub(super) fn field(self, goods: Goods) -> impl IntoView {
        let words = self.here.words.delivery;
        view! { <Field label=words.on_day name="day" kind=FieldKind::Date value=self.typed error=goods.error(&["day"]) /> }
    }
}

#[component]
fn Giving(here: Here, id: Id, title: String) -> impl IntoView {
    let words = here.words.delivery;
    let (goods, day) = (Goods::new(here), OnDay::new(here));
    let whom = RwSignal::new(BY_NAME.to_owned());
    let options = vec![
        ChoiceOption::new(BY_NAME, words.by_name),
        ChoiceOption::new("unnamed", words.unnamed),
    ];
    let lines = Memo::new(move |_| {
        let on: Option<Day> = day.place(id).ok().map(|place| place.day);
        here.phone.watch(&[Kind::Delivery], |replica| {
            on.map_or_else(Vec::new, |on| handed_outside(replica, id, on))
        })
    });
    view! {
        <Page title=words.hand_over subtitle=title back=format!("/app/activity/{id}")>
            <Card>
                <div class="stack">
                    <p class="muted">{words.outside_hint}</p>
                    <GoodsFields goods activity=Signal::stored(Some(id)) />
                    {day.field(goods)}
                    <Choice legend=words.whom name="whom" options selected=whom />
                </div>
            </Card>
            {move || if whom.with(|whom| whom == BY_NAME) {
                view! { <ByName here id goods day /> }.into_any()
            } else {
                view! { <Unnamed here id goods day /> }.into_any()
            }}
            <Handed here title=words.handed_that_day lines />
        </Page>
    }
}

/// That people receive it by name.
const BY_NAME: &str = "named";

/// So many people without names.
#[component]
fn Unnamed(here: Here, id: Id, goods: Goods, day: OnDay) -> impl IntoView {
    let words = here.words.delivery;
    let count = RwSignal::new(1_u32);
    let give = Callback::new(move |_| {
        let whom = Whom::Unnamed(count.get_untracked());
        goods.give(untrack(|| day.place(id)), whom, || ());
    });
    view! {
        <Stepper label=words.unnamed value=count />
        <BottomAction>
            <Button label=words.give icon=IconName::Check block=true on_click=give />
        </BottomAction>
    }
}
