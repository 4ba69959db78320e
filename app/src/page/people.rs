//! Everyone this phone may see.

use std::sync::Arc;

use domain::kind::Kind;
use domain::view::{People, PersonLine};
use leptos::prelude::*;

use super::cin::CinSearch;
use super::here::{Here, dotted, here};
use super::receiving::{Receiving, receiving};
use crate::component::{
    Avatar, BottomAction, ButtonKind, Empty, IconName, LinkButton, ListRow, Page, SearchField, WindowedList,
};
use crate::device::timed;

/// Everyone this phone may see, found by name in either script, phone or code.
#[component]
pub(super) fn PeoplePage() -> impl IntoView {
    let here = here();
    let words = here.words;
    let today = Memo::new(move |_| here.today());
    let people = Memo::new(move |_| {
        let today = today.get();
        here.phone.watch(&[Kind::Beneficiary], |replica| {
            People::everyone(replica, here.arabic(), today)
        })
    });
    let count = Memo::new(move |_| people.with(|people| people.lines().len() as u64));
    let comes = receiving(here);
    let may_add = Memo::new(move |_| here.asker().is_some_and(|asker| asker.records()));
    let gives = Memo::new(move |_| here.asker().is_some_and(|asker| asker.sees_all()));
    let tools = move || {
        gives.get().then(|| {
            view! { <LinkButton href="/app/cards" label=words.cards.title icon=IconName::Qr kind=ButtonKind::Quiet /> }
        })
    };
    view! {
        <Page title=words.person.title subtitle=Signal::derive(move || words.person.people(count.get())) tools columns=true>
            <PeopleList here people />
            {move || (comes.get()).then(|| view! { <Receiving here /> })}
            {move || (count.get() == 0 && !comes.get()).then(|| view! {
                <Empty icon=IconName::People title=words.person.empty_title text=words.person.empty_text />
            })}
            {move || may_add.get().then(|| view! {
                <BottomAction>
                    <LinkButton href="/app/add" label=words.person.new icon=IconName::PersonAdd block=true />
                </BottomAction>
            })}
        </Page>
    }
}

/// A searchable list of people; each leads to the person's page.
#[component]
pub(super) fn PeopleList(here: Here, people: Memo<People>) -> impl IntoView {
    view! { <FoundPeople here people children=move |line| view! { <PersonRow here line /> } /> }
}

/// A searchable list of people, each drawn as it is asked for.
#[component]
pub(super) fn FoundPeople<V: IntoView + 'static>(
    here: Here,
    people: Memo<People>,
    /// Draws one of them.
    children: impl Fn(PersonLine) -> V + Clone + Send + Sync + 'static,
) -> impl IntoView {
    let words = here.words;
    let query = RwSignal::new(String::new());
    let found = Memo::new(move |_| {
        let query = query.get();
        people.with(|people| {
            Arc::new(
                timed("hadir:find", || people.find(&query))
                    .into_iter()
                    .map(|at| people.lines()[at].clone())
                    .collect::<Vec<_>>(),
            )
        })
    });
    let any = Memo::new(move |_| people.with(|people| !people.lines().is_empty()));
    let nobody = move || any.get() && found.with(|found| found.is_empty());
    view! {
        {move || any.get().then(|| view! { <SearchField value=query label=words.person.search /> })}
        {move || nobody().then(|| view! {
            <Empty icon=IconName::Search title=words.common.nothing_found text=words.common.nothing_found_hint />
        })}
        <CinSearch here query />
        <WindowedList
            each=Signal::from(found) key=|line: &PersonLine| line.id label=words.person.title
            children
        />
    }
}

/// One person in a list.
#[component]
fn PersonRow(here: Here, line: PersonLine) -> impl IntoView {
    let age = line
        .age
        .and_then(|age| u64::try_from(age).ok())
        .map(|age| here.words.common.years_old(age));
    let avatar = line.name.clone();
    let (other, parent, place) = (line.other_name.clone(), line.parent.clone(), line.place.clone());
    view! {
        <ListRow
            href=format!("/app/person/{}", line.id) title=line.name.clone()
            detail=Signal::derive(move || {
                dotted([other.clone(), parent.clone(), here.commune(&place), age.clone().unwrap_or_default()])
            })
            start=move || view! { <Avatar name=avatar.clone() /> }
        />
    }
}
