//! The terms on which an activity takes people in, and the form that changes them.

use domain::id::Id;
use domain::record::{Activity, Admission, Sex};
use domain::seats::{Quota, Share};
use domain::time::Day;
use leptos::prelude::*;

use super::super::here::Here;
use crate::component::{Button, ButtonKind, Card, Choice, ChoiceOption, Field, FieldKind, IconName};
use crate::intent::{InputFault, SetTerms};

/// A douar's name and its seats, as typed.
type DouarRow = (RwSignal<String>, RwSignal<String>);

/// What the form holds.
#[derive(Clone, Copy)]
struct Typed {
    capacity: RwSignal<String>,
    admission: RwSignal<String>,
    opens: RwSignal<String>,
    closes: RwSignal<String>,
    women: RwSignal<String>,
    douars: RwSignal<Vec<DouarRow>>,
}

impl Typed {
    fn of(activity: &Activity) -> Self {
        let day = |day: Option<Day>| RwSignal::new(day.map_or_else(String::new, |day| day.to_string()));
        let women = |quota: &&Quota| quota.share == Share::Sex(Sex::Female);
        let women = activity.quotas.iter().find(women);
        let douar = |quota: &Quota| match &quota.share {
            Share::Douar(name) => Some((
                RwSignal::new(name.clone()),
                RwSignal::new(quota.seats.to_string()),
            )),
            Share::Sex(_) => None,
        };
        Typed {
            capacity: RwSignal::new(
                activity
                    .capacity
                    .map_or_else(String::new, |seats| seats.to_string()),
            ),
            admission: RwSignal::new(activity.admission.name().to_owned()),
            opens: day(activity.opens),
            closes: day(activity.closes),
            women: RwSignal::new(women.map_or_else(String::new, |quota| quota.seats.to_string())),
            douars: RwSignal::new(activity.quotas.iter().filter_map(douar).collect()),
        }
    }

    fn terms(self, activity: Id) -> SetTerms {
        let douars = self.douars.get_untracked();
        SetTerms {
            activity,
            capacity: self.capacity.get_untracked(),
            admission: Admission::from_name(&self.admission.get_untracked()).unwrap_or_default(),
            opens: self.opens.get_untracked(),
            closes: self.closes.get_untracked(),
            women: self.women.get_untracked(),
            douars: douars
                .into_iter()
                .map(|(name, seats)| (name.get_untracked(), seats.get_untracked()))
                .collect(),
        }
    }
}

/// The terms; a head changes them.
#[component]
pub(super) fn TermsCard(here: Here, id: Id) -> impl IntoView {
    let words = here.words;
    let open = RwSignal::new(false);
    view! {
        <Card title=words.seats.settings>
            {move || if open.get() {
                view! { <TermsForm here id open /> }.into_any()
            } else {
                let begin = Callback::new(move |_| open.set(true));
                view! { <Button kind=ButtonKind::Quiet label=words.seats.change icon=IconName::Edit on_click=begin /> }.into_any()
            }}
        </Card>
    }
}

#[component]
fn TermsForm(here: Here, id: Id, open: RwSignal<bool>) -> impl IntoView {
    let words = here.words;
    let known = here
        .phone
        .read(|replica| replica.view::<Activity>(id))
        .unwrap_or_default();
    let typed = Typed::of(&known);
    let fault = RwSignal::new(None::<InputFault>);
    let error = here.beside(fault);
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        match typed.terms(id).edits() {
            Err(found) => fault.set(Some(found)),
            Ok(edits) => {
                open.set(false);
                here.record_with_undo(edits, move || words.seats.changed.to_owned());
            }
        }
    };
    let admissions = Admission::ALL
        .iter()
        .map(|one| ChoiceOption::new(one.name(), words.activity.registration(one.name())))
        .collect::<Vec<_>>();
    view! {
        <form class="stack" on:submit=submit novalidate>
            <Field
                label=words.field.capacity name="capacity" kind=FieldKind::Number value=typed.capacity
                hint=words.field.capacity_hint note=words.common.optional error=error("capacity")
            />
            <Choice legend=words.field.registration name="admission" options=admissions selected=typed.admission />
            <Field label=words.field.opens name="opens" kind=FieldKind::Date value=typed.opens note=words.common.optional error=error("opens") />
            <Field label=words.field.closes name="closes" kind=FieldKind::Date value=typed.closes note=words.common.optional error=error("closes") />
            <Field
                label=words.seats.women name="women" kind=FieldKind::Number value=typed.women
                hint=words.seats.women_hint note=words.common.optional error=error("women")
            />
            <Douars here rows=typed.douars error=error("douars") />
            <Button label=words.common.save submit=true block=true />
        </form>
    }
}

/// Seats kept for douars, one row each.
#[component]
fn Douars(here: Here, rows: RwSignal<Vec<DouarRow>>, error: Signal<Option<String>>) -> impl IntoView {
    let words = here.words;
    let add = Callback::new(move |_| {
        rows.update(|rows| rows.push((RwSignal::new(String::new()), RwSignal::new(String::new()))));
    });
    let row = move |(at, (name, seats)): (usize, DouarRow)| {
        view! {
            <div class="seats__douar">
                <Field label=words.field.douar name=format!("douar-{at}") value=name />
                <Field label=words.seats.seats name=format!("douar-seats-{at}") kind=FieldKind::Number value=seats />
            </div>
        }
    };
    view! {
        <fieldset class="stack seats__douars">
            <legend class="field__label">{words.seats.douars}</legend>
            {move || rows.get().into_iter().enumerate().map(row).collect_view()}
            {move || error.get().map(|why| view! { <p class="field__error" role="alert">{why}</p> })}
            <Button kind=ButtonKind::Quiet label=words.seats.add_douar icon=IconName::Plus on_click=add />
        </fieldset>
    }
}
