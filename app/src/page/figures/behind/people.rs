//! The people behind a number.

use std::sync::Arc;

use domain::id::Id;
use domain::record::{Disability, Project};
use domain::report::{Item, Number, Report, Visits, behind, unnamed_deliveries};
use domain::view::{name_of, named};
use leptos::prelude::*;

use super::super::super::here::{Here, dotted};
use super::super::ages::{band_word, sex_word};
use super::{List, Told};
use crate::component::{Avatar, Card, ListRow, WindowedList};

/// Those whom a number counts, each with how often they came, and how long.
pub(super) fn people(list: &List, number: &Number) -> Told {
    let (here, words) = (list.here, list.here.words);
    let people = behind(&list.facts, &list.query, number);
    let lines = lines(here, people);
    let title = words.figures.came(lines.len() as u64);
    let received = matches!(number, Number::Received(_));
    let said = move |visits: Visits| match received {
        true => words.figures.hand_overs(visits.times),
        false => dotted([words.figures.times(visits.times), here.lasting(visits.minutes)]),
    };
    let none = lines.is_empty().then_some(words.figures.nobody);
    let lines = Signal::stored(Arc::new(lines));
    let unnamed = match number {
        Number::Received(item) => unnamed(list, item),
        _ => None,
    };
    let rows = view! {
        {none.map(|none| view! { <p class="muted">{none}</p> })}
        {unnamed}
        <WindowedList each=lines key=|line: &(Id, String, Visits)| line.0 label=words.figures.people children=move |(id, name, visits)| {
            let avatar = name.clone();
            view! {
                <ListRow
                    href=format!("/app/person/{id}") title=name detail=said(visits)
                    start=move || view! { <Avatar name=avatar.clone() /> }
                />
            }
        } />
    };
    Told {
        title,
        of: named_number(here, number, &list.query.bands),
        rows: rows.into_any(),
    }
}

fn lines(here: Here, people: Vec<(Id, Visits)>) -> Vec<(Id, String, Visits)> {
    let (ids, visits): (Vec<Id>, Vec<Visits>) = people.into_iter().unzip();
    let names = here.phone.read(|replica| named(replica, ids, here.arabic()));
    let with_visits = |((id, name), visits)| (id, name, visits);
    names.into_iter().zip(visits).map(with_visits).collect()
}

/// What of an item was handed over to people without names: where and when.
fn unnamed(list: &List, item: &Item) -> Option<AnyView> {
    let (here, words) = (list.here, list.here.words);
    let deliveries = unnamed_deliveries(&list.facts, &list.query, item);
    let row = |(_, one): &(Id, &domain::record::Delivery)| {
        let title = here
            .phone
            .read(|replica| name_of(replica, one.activity, here.arabic()));
        let end = words.figures.came(one.unnamed.unsigned_abs());
        let href = match one.session {
            Some(session) => format!("/app/roll/{session}"),
            None => format!("/app/activity/{}", one.activity),
        };
        view! {
            <ListRow href title detail=here.day(one.day) end=move || view! { <strong class="figures__end">{end.clone()}</strong> } />
        }
    };
    let rows = deliveries.iter().map(row).collect_view();
    (!deliveries.is_empty()).then(|| {
        view! { <Card title=words.figures.without_names><div class="list">{rows}</div></Card> }.into_any()
    })
}

/// What a number counts, in words.
fn named_number(here: Here, number: &Number, bands: &[i64]) -> String {
    let words = here.words;
    let bands = Report {
        bands: bands.to_vec(),
        ..Report::default()
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
        Number::Month(month) => here.month(*month),
    }
}
