//! People who asked for a place, and sessions of which nobody said anything.

use domain::id::Id;
use domain::kind::Kind;
use domain::view::{Applicant, SessionLine, applicants, unsaid};
use leptos::prelude::*;

use super::super::here::{Here, dotted};
use super::super::today::SESSION_KINDS;
use super::super::why_not::WhyNot;
use super::Hands;
use crate::component::{Button, ButtonKind, IconName, LinkButton};
use crate::intent::{decline_place, give_place};

/// Those who wait for approval; nothing where nobody does.
#[component]
pub(super) fn Applicants(here: Here, hands: Hands) -> impl IntoView {
    let words = here.words;
    let waiting = Memo::new(move |_| {
        here.phone.watch(
            &[Kind::Registration, Kind::Beneficiary, Kind::Activity],
            |replica| applicants(replica, here.arabic()),
        )
    });
    move || {
        let shown: Vec<Applicant> = waiting.with(|waiting| {
            let shown = waiting.iter().filter(|one| hands.shows(one.registration));
            shown.cloned().collect()
        });
        (!shown.is_empty()).then(|| {
            view! {
                <section class="stack">
                    <h2 class="page__heading">{words.inbox.applicants}</h2>
                    {shown.iter().map(|one| applicant(here, one, hands)).collect_view()}
                </section>
            }
        })
    }
}

fn applicant(here: Here, line: &Applicant, hands: Hands) -> impl IntoView + use<> {
    let words = here.words;
    let id = line.registration;
    let decides = hands.settles(id);
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
            {hands.row(vec![id])}
        </article>
    }
}

/// Sessions of which nobody said anything; nothing where there is none.
#[component]
pub(super) fn Unsaid(here: Here, hands: Hands) -> impl IntoView {
    let words = here.words;
    let asked = RwSignal::new(None::<Id>);
    let waiting = Memo::new(move |_| {
        let today = here.today();
        here.phone.watch(SESSION_KINDS, |replica| unsaid(replica, today))
    });
    view! {
        {move || {
            let shown: Vec<SessionLine> =
                waiting.with(|waiting| waiting.iter().filter(|line| hands.shows(line.id)).cloned().collect());
            (!shown.is_empty()).then(|| view! {
                <section class="stack">
                    <div>
                        <h2 class="page__heading">{words.inbox.unsaid}</h2>
                        <p class="muted">{words.evening.unmarked_hint}</p>
                    </div>
                    {shown.iter().map(|line| session(here, line, asked, hands)).collect_view()}
                </section>
            })
        }}
        <WhyNot here session=asked />
    }
}

fn session(
    here: Here,
    line: &SessionLine,
    asked: RwSignal<Option<Id>>,
    hands: Hands,
) -> impl IntoView + use<> {
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
            {hands.row(vec![id])}
        </article>
    }
}
