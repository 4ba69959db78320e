//! The people on the sheet, and those a search finds beyond it.

use std::sync::Arc;

use domain::id::Id;
use domain::kind::Kind;
use domain::record::Mark as Said;
use domain::view::{People, PersonLine, Unsettled, mark, unsettled};
use leptos::prelude::*;

use super::{Sheets, shown_mark};
use crate::component::{AttendanceRow, ButtonKind, Empty, IconName, LinkButton, SearchField, WindowedList};
use crate::intent::next_mark;
use crate::page::here::{Here, dotted, time};

/// The search, everyone on the sheet, and those a search finds beyond it.
#[component]
pub(super) fn Names(sheets: Sheets, people: Memo<People>) -> impl IntoView {
    let Sheets {
        here,
        session,
        can_mark,
        ..
    } = sheets;
    let words = here.words;
    let query = RwSignal::new(String::new());
    let found = Memo::new(move |_| {
        let query = query.get();
        people.with(|people| {
            Arc::new(
                people
                    .find(&query)
                    .into_iter()
                    .map(|at| people.lines()[at].clone())
                    .collect::<Vec<_>>(),
            )
        })
    });
    let empty = Memo::new(move |_| people.with(|people| people.lines().is_empty()));
    let newcomer = move || {
        let name = query.get();
        let name =
            leptos_router::params::ParamsMap::from_iter([("session", session.to_string()), ("name", name)]);
        format!("/app/add{}", name.to_query_string())
    };
    view! {
        {move || (!empty.get()).then(|| view! { <SearchField value=query label=words.roll.search /> })}
        {move || (empty.get() && query.with(String::is_empty)).then(|| view! {
            <Empty icon=IconName::People title=words.roll.empty_title text=words.roll.empty_text />
        })}
        <WindowedList
            each=Signal::derive(move || found.get()) key=|line: &PersonLine| line.id label=words.roll.title
            children=move |line| view! { <Row sheets line /> }
        />
        {move || (can_mark.get() && !query.with(String::is_empty)).then(|| view! { <Others sheets people query /> })}
        {move || can_mark.get().then(|| view! {
            <p class="roll__add">
                <LinkButton
                    href=Signal::derive(newcomer) kind=ButtonKind::Quiet icon=IconName::PersonAdd block=true
                    label=Signal::derive(move || if query.with(String::is_empty) { words.roll.add_walk_in.to_owned() } else { words.roll.named_walk_in(&query.get()) })
                />
            </p>
        })}
    }
}

/// One person on the sheet.
#[component]
fn Row(sheets: Sheets, line: PersonLine) -> impl IntoView {
    let Sheets {
        here,
        session,
        person,
        can_mark,
        ..
    } = sheets;
    let words = here.words;
    let id = line.id;
    let said = Memo::new(move |_| {
        here.phone.watch(&[Kind::Attendance, Kind::Member], |replica| {
            mark(replica, session, id)
        })
    });
    let place = Memo::new(move |_| place(here, session, id));
    let known = line.clone();
    let detail = Signal::derive(move || {
        said.with(|said| {
            let arrived = said
                .arrived_minute
                .map(|minute| words.roll.arrived_at(&time(minute)));
            let why = said
                .excuse
                .map(|excuse| words.roll.excuse(excuse.name()).to_owned());
            dotted([
                arrived.unwrap_or_default(),
                why.unwrap_or_else(|| said.note.clone()),
                place.get().to_owned(),
                about(here, &known),
            ])
        })
    });
    let (name, title) = (line.name.clone(), line.name);
    let tap = Callback::new(move |()| {
        let now = said.get_untracked().status;
        sheets.say(id, name.clone(), next_mark(now), None);
    });
    let states = Callback::new(move |()| person.set(Some((id, title.clone()))));
    view! {
        <AttendanceRow
            name=name_now(here, id) detail mark=Signal::derive(move || shown_mark(said.get().status))
            read_only=Signal::derive(move || !can_mark.get()) on_tap=tap on_states=states
        />
    }
}

/// A person's name, read anew so that a correction shows at once.
fn name_now(here: Here, id: Id) -> Signal<String> {
    Signal::derive(move || {
        here.phone.watch(&[Kind::Beneficiary], |replica| {
            domain::view::name_of(replica, id, here.arabic())
        })
    })
}

/// What is not settled about somebody's place, in words; empty where all is.
fn place(here: Here, session: Id, person: Id) -> &'static str {
    let words = here.words;
    let kinds = &[Kind::Registration, Kind::Activity];
    match here
        .phone
        .watch(kinds, |replica| unsettled(replica, session, person))
    {
        Some(Unsettled::Waits) => words.seats.list,
        Some(Unsettled::Applied) => words.seats.applied,
        Some(Unsettled::Provisional) => words.seats.provisional,
        None => "",
    }
}

/// What tells namesakes apart, in one line.
fn about(here: Here, line: &PersonLine) -> String {
    let walk_in = if line.walk_in {
        here.words.roll.walk_in.to_owned()
    } else {
        String::new()
    };
    let age = line
        .age
        .and_then(|age| u64::try_from(age).ok())
        .map(|age| here.words.common.years_old(age));
    dotted([
        walk_in,
        line.parent.clone(),
        here.commune(&line.place),
        age.unwrap_or_default(),
    ])
}

/// People whom a search finds beyond the sheet: a tap makes them walk-ins.
#[component]
fn Others(sheets: Sheets, people: Memo<People>, query: RwSignal<String>) -> impl IntoView {
    let here = sheets.here;
    let everyone = Memo::new(move |_| {
        let today = here.today();
        here.phone.watch(&[Kind::Beneficiary], |replica| {
            People::everyone(replica, here.arabic(), today)
        })
    });
    let others = move || {
        let query = query.get();
        people.with(|here_now| {
            everyone.with(|everyone| {
                let on_sheet = |line: &&PersonLine| !here_now.lines().iter().any(|one| one.id == line.id);
                let found = everyone
                    .find(&query)
                    .into_iter()
                    .map(|at| &everyone.lines()[at])
                    .filter(on_sheet);
                found.take(5).cloned().collect::<Vec<_>>()
            })
        })
    };
    let row = move |line: PersonLine| {
        let (id, name) = (line.id, line.name.clone());
        let (place, detail) = (place(here, sheets.session, id).to_owned(), about(here, &line));
        view! {
            <button type="button" class="row" on:click=move |_| sheets.say(id, name.clone(), Said::Present, None)>
                <span class="row__words">
                    <bdi class="row__title">{line.name.clone()}</bdi>
                    <span class="row__detail">{dotted([here.words.roll.walk_in.to_owned(), place.clone(), detail.clone()])}</span>
                </span>
            </button>
        }
    };
    view! { <div class="roll__others">{move || others().into_iter().map(row).collect_view()}</div> }
}
