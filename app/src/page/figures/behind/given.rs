//! What members gave: who, and of one of them at which sessions and in which hours written down.

use core::cmp::Reverse;

use domain::id::Id;
use domain::report::{Given, Sittings, given_by_hand, report};
use domain::view::{name_of, named};
use leptos::prelude::*;

use super::super::super::here::{Here, dotted};
use super::super::asked::Open;
use super::sessions::{length, lines, rows};
use super::{List, Told};
use crate::component::{Avatar, Card, IconName, LinkButton, ListRow};

/// Those who gave time.
pub(super) fn volunteers(list: &List) -> Told {
    let here = list.here;
    let given = report(&list.facts, &list.query).volunteers;
    let mut known = here
        .phone
        .read(|replica| named(replica, given.keys().copied(), here.arabic()));
    known.sort_by_key(|(id, _)| Reverse(given.get(id).map(Given::total)));
    let row = |(id, name): (Id, String)| {
        let given = given.get(&id).copied().unwrap_or_default();
        let avatar = name.clone();
        view! {
            <ListRow
                href=list.asked.behind(Open::Member(id)) title=name detail=in_words(here, given)
                start=move || view! { <Avatar name=avatar.clone() /> }
                end=move || view! { <strong class="figures__end">{here.words.figures.lasting(given.total())}</strong> }
            />
        }
    };
    Told {
        title: here.words.figures.came(known.len() as u64),
        of: here.words.figures.volunteers.to_owned(),
        rows: view! { <div class="list">{known.into_iter().map(row).collect_view()}</div> }.into_any(),
    }
}

/// At how many sessions, and how much of it was written down.
pub(in super::super) fn in_words(here: Here, given: Given) -> String {
    let words = here.words.figures;
    let by_hand = (given.by_hand > 0).then(|| words.by_hand(&words.lasting(given.by_hand)));
    dotted([words.in_sessions(given.sessions), by_hand.unwrap_or_default()])
}

/// What one member gave in the days of the report.
pub(super) fn member(list: &List, member: Id) -> Told {
    let (here, words) = (list.here, list.here.words);
    let by_hand = given_by_hand(&list.facts, &list.query, member);
    let row = |(_, time): &(Id, &domain::report::ByHand)| {
        let (title, end) = (here.day(time.day), here.lasting(time.minutes));
        let of = time
            .activity
            .map(|id| here.phone.read(|replica| name_of(replica, id, here.arabic())));
        let detail = of.unwrap_or_else(|| words.volunteering.for_association.to_owned());
        view! { <ListRow title detail end=move || view! { <strong class="figures__end">{end.clone()}</strong> } /> }
    };
    let written = by_hand.iter().rev().map(row).collect_view();
    let written = (!by_hand.is_empty()).then(|| {
        view! { <Card title=words.volunteering.by_hand><div class="list">{written}</div></Card> }
    });
    let led = lines(list, &Sittings::Led(member), |_, meeting| length(here, meeting));
    let rows = view! {
        {written}
        {rows(here, words.figures.led, led)}
        <LinkButton href=format!("/app/hours/{member}") label=words.volunteering.hours icon=IconName::Clock />
    };
    Told {
        title: here.phone.read(|replica| name_of(replica, member, here.arabic())),
        of: words.figures.volunteers.to_owned(),
        rows: rows.into_any(),
    }
}
