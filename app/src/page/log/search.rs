//! Searching the log: words are looked for among the entries that are here; what has a record is looked for in all of it.

use domain::kind::Kind;
use domain::view::{Meant, People, meant};
use leptos::prelude::*;

use super::super::here::{Here, dotted};
use super::filters::Filters;
use crate::component::{SuggestField, Suggestion};

/// The field: it sifts as one types, and proposes the people, activities, sessions and members that may be meant.
#[component]
pub(super) fn LogSearch(here: Here, filters: Filters, typed: RwSignal<String>) -> impl IntoView {
    let words = here.words;
    let people = Memo::new(move |_| {
        here.phone.watch(&[Kind::Beneficiary], |replica| {
            People::everyone(replica, here.arabic(), here.today())
        })
    });
    let suggestions = Signal::derive(move || {
        let found = typed.with(|typed| {
            if typed.trim().is_empty() {
                return Vec::new();
            }
            people.with(|people| {
                here.phone
                    .read(|replica| meant(replica, people, typed, here.arabic(), here.today()))
            })
        });
        found
            .into_iter()
            .map(|one| suggestion(here, one))
            .collect::<Vec<_>>()
    });
    let choose = Callback::new(move |chosen: Suggestion| {
        if let Ok(id) = chosen.value.parse() {
            filters.add(here, id);
            typed.set(String::new());
        }
    });
    let sifts = move || typed.with(|typed| !typed.trim().is_empty());
    view! {
        <div class="print-hidden">
            <SuggestField label=words.log.search name="log-search" value=typed suggestions on_choose=choose />
            {move || sifts().then(|| view! { <p class="muted">{words.log.search_hint}</p> })}
        </div>
    }
}

fn suggestion(here: Here, one: Meant) -> Suggestion {
    let day = one.day.map_or_else(String::new, |day| here.day(day));
    let kind = here.words.log.kind(one.kind.name()).to_owned();
    Suggestion {
        value: one.id.to_string(),
        label: dotted([one.name, one.hint, day, kind]),
    }
}
