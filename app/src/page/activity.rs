//! One activity: its sessions, its people, its link.

use domain::id::Id;
use domain::kind::Kind;
use domain::record::Activity;
use domain::view::{groups_of, members_of, project_of, seats_of, sessions_of};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use super::activity_link::LinkPart;
use super::here::{Here, dotted, here};
use super::people::PeopleList;
use super::places::{PlacesPart, Provisional};
use super::receipt::ReceiptLine;
use super::today::{SESSION_KINDS, card};
use crate::component::{BottomAction, ButtonKind, Empty, Icon, IconName, LinkButton, ListRow, Page, Tabs};

/// How many past sessions are drawn at first.
const PAST: usize = 30;

/// One activity.
#[component]
pub(super) fn ActivityPage() -> impl IntoView {
    let here = here();
    let words = here.words;
    let id = use_params_map()
        .with_untracked(|params| params.get("id"))
        .and_then(|id| id.parse::<Id>().ok());
    let activity = Memo::new(move |_| {
        let id = id?;
        here.phone
            .watch(&[Kind::Activity], |replica| replica.view::<Activity>(id))
    });
    let known = Memo::new(move |_| activity.with(Option::is_some));
    move || match id.filter(|_| known.get()) {
        Some(id) => view! { <Known here id activity /> }.into_any(),
        None => view! {
            <Page title=words.activity.title back="/app/activities">
                <Empty icon=IconName::Search title=words.common.nothing_found text=words.problem.not_found />
            </Page>
        }
        .into_any(),
    }
}

#[component]
fn Known(here: Here, id: Id, activity: Memo<Option<Activity>>) -> impl IntoView {
    let words = here.words;
    let part = RwSignal::new("sessions");
    let title = Signal::derive(move || {
        activity
            .with(|one| one.as_ref().map(|one| one.title.clone()))
            .unwrap_or_default()
    });
    let subtitle = Signal::derive(move || {
        activity
            .with(|one| {
                one.as_ref().map(|one| {
                    dotted([
                        words.activity.kind(one.sort.name()).to_owned(),
                        one.place.clone(),
                        here.commune(&one.commune),
                    ])
                })
            })
            .unwrap_or_default()
    });
    let may = Memo::new(move |_| here.asker().is_some_and(|asker| asker.records_in(id)));
    let tabs = vec![
        ("sessions", words.activity.sessions.to_owned()),
        ("people", words.activity.people.to_owned()),
        ("places", words.seats.title.to_owned()),
        ("link", words.activity.link.to_owned()),
    ];
    view! {
        <Page title subtitle back="/app/activities" columns=true>
            <Tabs label=words.activity.title tabs selected=part />
            {move || match part.get() {
                "people" => view! { <PeoplePart here id may /> }.into_any(),
                "places" => view! { <PlacesPart here id title /> }.into_any(),
                "link" => view! { <LinkPart here id activity /> }.into_any(),
                _ => view! { <SessionsPart here id may /> }.into_any(),
            }}
        </Page>
    }
}

/// Sessions to come, then those past.
#[component]
fn SessionsPart(here: Here, id: Id, may: Memo<bool>) -> impl IntoView {
    let words = here.words;
    let lines = Memo::new(move |_| {
        let today = here.today();
        here.phone
            .watch(SESSION_KINDS, |replica| sessions_of(replica, id, today))
    });
    let list =
        move |title: &'static str, lines: &[domain::view::SessionLine]| {
            (!lines.is_empty()).then(|| view! {
            <h2 class="page__heading">{title}</h2>
            <div class="stack">{lines.iter().take(PAST).map(|line| card(here, line)).collect_view()}</div>
        })
        };
    view! {
        {move || lines.with(|(coming, past)| view! {
            {(coming.is_empty() && past.is_empty()).then(|| view! {
                <Empty icon=IconName::Calendar title=words.activity.no_sessions_title text=words.activity.no_sessions_text />
            })}
            {list(words.activity.upcoming, coming)}
            {list(words.activity.past, past)}
        })}
        <FundedBy here id />
        <ReceiptLine here record=id />
        {move || may.get().then(|| view! { <HandOverLink here id /> })}
        <div class="notice__actions">{move || registers(here, id)}</div>
        {move || may.get().then(|| view! {
            <BottomAction>
                <LinkButton href=format!("/app/new-session?activity={id}") label=words.session.new icon=IconName::Plus block=true />
            </BottomAction>
        })}
    }
}

/// The way to hand something over outside sessions.
#[component]
fn HandOverLink(here: Here, id: Id) -> impl IntoView {
    let label = here.words.delivery.hand_over;
    view! {
        <p class="roll__add">
            <LinkButton href=format!("/app/hand-over/{id}") label icon=IconName::Gift kind=ButtonKind::Quiet block=true />
        </p>
    }
}

/// The project that funds it, for those whose phone holds it.
#[component]
fn FundedBy(here: Here, id: Id) -> impl IntoView {
    let project = Memo::new(move |_| {
        let kinds = &[Kind::Activity, Kind::Project];
        here.phone
            .watch(kinds, |replica| project_of(replica, id, here.arabic()))
    });
    let line = move || {
        let (project, title) = project.get()?;
        let href = format!("/app/project/{project}");
        let start = || view! { <Icon name=IconName::Log /> };
        Some(view! { <div class="list"><ListRow href title detail=here.words.project.project start /></div> })
    };
    view! { {line} }
}

/// The registers of each group to print: of this month, which leads to the others.
fn registers(here: Here, id: Id) -> impl IntoView + use<> {
    let groups = here.phone.watch(&[Kind::Group], |replica| groups_of(replica, id));
    let one = |(group, name): (Id, String)| {
        let label = dotted([here.words.figures.register.to_owned(), name]);
        let href = format!("/app/paper/register/{group}");
        view! { <LinkButton href label icon=IconName::Print kind=ButtonKind::Quiet /> }
    };
    groups.into_iter().map(one).collect_view()
}

/// The people in the activity today.
#[component]
fn PeoplePart(here: Here, id: Id, may: Memo<bool>) -> impl IntoView {
    let words = here.words;
    let people = Memo::new(move |_| {
        let today = here.today();
        here.phone
            .watch(&[Kind::Registration, Kind::Beneficiary], |replica| {
                members_of(replica, id, here.arabic(), today)
            })
    });
    let empty = Memo::new(move |_| people.with(|people| people.lines().is_empty()));
    let gives = Memo::new(move |_| !empty.get() && here.asker().is_some_and(|asker| asker.sees_all()));
    let provisional = Memo::new(move |_| {
        let today = here.today();
        here.phone
            .watch(&[Kind::Registration, Kind::Activity], |replica| {
                let seats = seats_of(replica, id, here.arabic(), today);
                if seats.terms.decide() {
                    seats.provisional
                } else {
                    0
                }
            })
    });
    view! {
        {move || view! { <Provisional here count=provisional.get() /> }}
        {move || empty.get().then(|| view! {
            <Empty icon=IconName::People title=words.activity.no_people_title text=words.activity.no_people_text />
        })}
        <PeopleList here people />
        {move || (may.get() && !empty.get()).then(|| view! { <HandOverLink here id /> })}
        {move || gives.get().then(|| view! {
            <p class="roll__add"><LinkButton href=format!("/app/cards?activity={id}") label=words.cards.title icon=IconName::Qr kind=ButtonKind::Quiet block=true /></p>
        })}
        {move || may.get().then(|| view! {
            <BottomAction>
                <LinkButton href=format!("/app/add?activity={id}") label=words.activity.add_person icon=IconName::PersonAdd block=true />
            </BottomAction>
        })}
    }
}
