//! The places of an activity: how many are taken, who waits, whom to tell, and the terms.

mod line;
mod terms;

use domain::id::Id;
use domain::kind::Kind;
use domain::view::{SeatLine, SeatsView, seats_of};
use leptos::prelude::*;

use super::here::Here;
use crate::component::{Card, Notice};
use line::{Doing, line_row};
use terms::TermsCard;

/// What the places read again when it alters.
const KINDS: &[Kind] = &[Kind::Registration, Kind::Beneficiary, Kind::Activity];

/// The places of an activity.
#[component]
pub(super) fn PlacesPart(here: Here, id: Id, title: Signal<String>) -> impl IntoView {
    let words = here.words;
    let seats = Memo::new(move |_| {
        let today = here.today();
        here.phone
            .watch(KINDS, |replica| seats_of(replica, id, here.arabic(), today))
    });
    let leads = Memo::new(move |_| here.asker().is_some_and(|asker| asker.sees_all()));
    let list =
        move |heading: &'static str, lines: Vec<SeatLine>, doing: Doing| {
            let leads = leads.get();
            (!lines.is_empty()).then(|| view! {
            <h2 class="page__heading">{heading}</h2>
            <div class="stack">
                {lines.into_iter().map(|line| line_row(here, line, doing, leads, title)).collect_view()}
            </div>
        })
        };
    view! {
        {move || seats.with(|seats| view! {
            <Provisional here count=if seats.terms.decide() { seats.provisional } else { 0 } />
            <Sum here seats=seats.clone() />
            {list(words.seats.called, seats.called.clone(), Doing::Tell)}
            {list(words.seats.applied, seats.applied.clone(), Doing::Approve)}
            {list(words.seats.list, seats.waiting.clone(), Doing::Wait)}
        })}
        {move || leads.get().then(|| view! { <TermsCard here id /> })}
    }
}

/// Says that the server has yet to count some registrations, where it has.
#[component]
pub(super) fn Provisional(here: Here, count: usize) -> impl IntoView {
    (count > 0).then(|| {
        let text = here.words.seats.provisional_text(count as u64);
        view! { <Notice title=here.words.seats.provisional text=text /> }
    })
}

/// The seats in numbers.
#[component]
fn Sum(here: Here, seats: SeatsView) -> impl IntoView {
    let words = here.words;
    let Some(capacity) = seats.terms.capacity else {
        return view! { <p class="muted">{words.seats.no_limit}</p> }.into_any();
    };
    let figure = |number: i64, word: &'static str| {
        view! {
            <div class="seats__figure"><strong>{number}</strong><span>{word}</span></div>
        }
    };
    view! {
        <Card>
            <div class="seats" role="group" aria-label=words.seats.title>
                {figure(capacity, words.field.capacity)}
                {figure(seats.held, words.seats.held)}
                {figure(seats.free.unwrap_or_default().max(0), words.seats.free)}
                {figure(seats.waiting.len() as i64, words.seats.waiting)}
            </div>
        </Card>
    }
    .into_any()
}
