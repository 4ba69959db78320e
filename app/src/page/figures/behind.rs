//! The list behind a number: people, or sessions.

use std::sync::Arc;

use domain::id::Id;
use domain::record::{Disability, Project, Session};
use domain::report::{BANDS, Facts, Number, State, behind, meetings};
use domain::time::Day;
use domain::view::{name_of, named};
use leptos::prelude::*;

use super::super::here::{Here, dotted};
use super::ages::{band_word, sex_word};
use super::asked::{Asked, Open};
use super::span;
use crate::component::{Avatar, ListRow, Page, WindowedList};

/// The list.
#[component]
pub(super) fn Behind(here: Here, asked: Asked, facts: Arc<Facts>, open: Open, today: Day) -> impl IntoView {
    let words = here.words;
    let query = asked.query(today, &facts);
    let back = Asked {
        open: None,
        ..asked.clone()
    }
    .href();
    let subtitle = span(here, &asked);
    match open {
        Open::People(number) => {
            let people = behind(&facts, &query, &number);
            let lines = people_lines(here, people);
            let title = words.figures.came(lines.len() as u64);
            let what = named_number(here, &number);
            let received = matches!(number, Number::Received(_));
            let times = move |times| match received {
                true => words.figures.hand_overs(times),
                false => words.figures.times(times),
            };
            let none = lines.is_empty().then_some(words.figures.nobody);
            let lines = Signal::stored(Arc::new(lines));
            view! {
                <Page title subtitle=dotted([what, subtitle]) back>
                    {none.map(|none| view! { <p class="muted">{none}</p> })}
                    <WindowedList each=lines key=|line: &(Id, String, u64)| line.0 label=words.figures.people children=move |(id, name, often)| {
                        let avatar = name.clone();
                        view! {
                            <ListRow
                                href=format!("/app/person/{id}") title=name detail=times(often)
                                start=move || view! { <Avatar name=avatar.clone() /> }
                            />
                        }
                    } />
                </Page>
            }
            .into_any()
        }
        Open::Sessions(state) => {
            let lines = session_lines(here, meetings(&facts, &query, state));
            let title = match state {
                State::Held => words.figures.held,
                State::Cancelled => words.figures.cancelled,
                State::Unmarked => words.figures.unmarked,
                State::ToCome => words.figures.sessions,
            };
            let none = lines.is_empty().then_some(words.figures.no_session);
            let lines = Signal::stored(Arc::new(lines));
            view! {
                <Page title subtitle back>
                    {none.map(|none| view! { <p class="muted">{none}</p> })}
                    <WindowedList each=lines key=|line: &(Id, String, String)| line.0 label=title children=move |(id, title, detail)| {
                        view! { <ListRow href=format!("/app/roll/{id}") title detail /> }
                    } />
                </Page>
            }
            .into_any()
        }
    }
}

fn people_lines(here: Here, people: Vec<(Id, u64)>) -> Vec<(Id, String, u64)> {
    let (ids, times): (Vec<Id>, Vec<u64>) = people.into_iter().unzip();
    let names = here.phone.read(|replica| named(replica, ids, here.arabic()));
    let with_times = |((id, name), times)| (id, name, times);
    names.into_iter().zip(times).map(with_times).collect()
}

fn session_lines(here: Here, sessions: Vec<Id>) -> Vec<(Id, String, String)> {
    here.phone.read(|replica| {
        let line = |id: Id| {
            let session: Session = replica.view(id)?;
            let activity = name_of(replica, session.activity, here.arabic());
            let when = dotted([here.day(session.day), here.hours(session.slot, session.minutes)]);
            Some((id, activity, when))
        };
        sessions.into_iter().rev().filter_map(line).collect()
    })
}

/// What a number counts, in words.
fn named_number(here: Here, number: &Number) -> String {
    let words = here.words;
    let bands = domain::report::Report {
        bands: BANDS.to_vec(),
        ..domain::report::Report::default()
    };
    let name = |id: Id| here.phone.read(|replica| name_of(replica, id, here.arabic()));
    match number {
        Number::Everyone => String::new(),
        Number::SexAndAge(sex, band) => {
            dotted([sex_word(words, *sex).to_owned(), band_word(words, &bands, *band)])
        }
        Number::Sex(sex) => sex_word(words, *sex).to_owned(),
        Number::Age(band) => band_word(words, &bands, *band),
        Number::Commune(commune) => match here.commune(commune) {
            unknown if unknown.is_empty() => words.figures.commune_unknown.to_owned(),
            known => known,
        },
        Number::Province(code) | Number::Region(code) => here.place(code),
        Number::Milieu(milieu) => words.figures.milieu(*milieu).to_owned(),
        Number::Disability(answer) => words
            .disability
            .answer(answer.map_or("", Disability::name))
            .to_owned(),
        Number::New(true) => words.figures.new.to_owned(),
        Number::New(false) => words.figures.returning.to_owned(),
        Number::Received(item) => item.name.clone(),
        Number::Activity(id) | Number::Group(id) => name(*id),
        Number::Reached(project, at) => {
            let project = here.phone.read(|replica| replica.view::<Project>(*project));
            let indicator = project.and_then(|project| project.indicators.get(*at).cloned());
            indicator.map_or_else(String::new, |indicator| words.project.named(&indicator))
        }
        Number::Month(month) => format!("{} {}", here.lang().month(month.month), month.year),
    }
}
