//! People who asked for a place, and sessions of which nobody said anything.

use domain::id::Id;
use domain::kind::Kind;
use domain::view::{Applicant, SessionLine, applicants, unsaid};
use leptos::prelude::*;

use super::super::here::{Here, dotted};
use super::super::today::SESSION_KINDS;
use super::super::why_not::WhyNot;
use crate::component::{Button, ButtonKind, IconName, LinkButton};
use crate::intent::{decline_place, give_place};

/// Those who wait for approval; nothing where nobody does.
#[component]
pub(super) fn Applicants(here: Here, decides: Memo<bool>) -> impl IntoView {
    let words = here.words;
    let waiting = Memo::new(move |_| {
        here.phone.watch(
            &[Kind::Registration, Kind::Beneficiary, Kind::Activity],
            |replica| applicants(replica, here.arabic()),
        )
    });
    move || {
        let cards = waiting.with(|waiting| {
            waiting
                .iter()
                .map(|one| applicant(here, one, decides.get()))
                .collect_view()
        });
        waiting.with(|waiting| !waiting.is_empty()).then(|| {
            view! {
                <section class="stack">
                    <h2 class="page__heading">{words.inbox.applicants}</h2>
                    {cards}
                </section>
            }
        })
    }
}

fn applicant(here: Here, line: &Applicant, decides: bool) -> impl IntoView + use<> {
    let words = here.words;
    let id = line.registration;
    let give =
        Callback::new(move |_| here.record_with_undo(give_place(id), || words.seats.approved.to_owned()));
    let decline =
        Callback::new(move |_| here.record_with_undo(decline_place(id), || words.seats.declined.to_owned()));
    let asked = line.asked.map_or_else(String::new, |asked| here.instant(asked));
    view! {
        <article class="card verdict">
            <h3 class="verdict__title">
                <a href=format!("/app/person/{}", line.person)><bdi>{line.name.clone()}</bdi></a>
                <span class="verdict__field"><bdi>{line.title.clone()}</bdi></span>
            </h3>
            <p class="muted">{asked}</p>
            {decides.then(|| view! {
                <div class="verdict__choice">
                    <Button label=words.seats.approve icon=IconName::Check on_click=give />
                    <Button kind=ButtonKind::Quiet label=words.seats.decline icon=IconName::Cross on_click=decline />
                </div>
            })}
        </article>
    }
}

/// Sessions of which nobody said anything; nothing where there is none.
#[component]
pub(super) fn Unsaid(here: Here) -> impl IntoView {
    let words = here.words;
    let asked = RwSignal::new(None::<Id>);
    let waiting = Memo::new(move |_| {
        let today = here.today();
        here.phone.watch(SESSION_KINDS, |replica| unsaid(replica, today))
    });
    view! {
        {move || {
            let cards = waiting.with(|waiting| waiting.iter().map(|line| session(here, line, asked)).collect_view());
            waiting.with(|waiting| !waiting.is_empty()).then(|| view! {
                <section class="stack">
                    <div>
                        <h2 class="page__heading">{words.inbox.unsaid}</h2>
                        <p class="muted">{words.evening.unmarked_hint}</p>
                    </div>
                    {cards}
                </section>
            })
        }}
        <WhyNot here session=asked />
    }
}

fn session(here: Here, line: &SessionLine, asked: RwSignal<Option<Id>>) -> impl IntoView + use<> {
    let words = here.words;
    let id = line.id;
    let when = dotted([
        here.day(line.day),
        here.hours(line.slot, line.minutes),
        line.group.clone(),
    ]);
    view! {
        <article class="card verdict">
            <h3 class="verdict__title"><bdi>{line.title.clone()}</bdi></h3>
            <p class="muted">{when}</p>
            <div class="verdict__choice">
                <LinkButton href=format!("/app/roll/{id}") label=words.today.open_roll icon=IconName::Check />
                <Button
                    kind=ButtonKind::Quiet label=words.session.did_not_happen icon=IconName::Cross
                    on_click=Callback::new(move |_| asked.set(Some(id)))
                />
            </div>
        </article>
    }
}
