//! The list behind a number: people, sessions, what members gave.

mod given;
mod people;
mod sessions;

pub(super) use self::given::in_words;
pub(super) use self::sessions::reason_word;

use std::sync::Arc;

use domain::report::{Facts, Query};
use domain::time::Day;
use leptos::prelude::*;

use super::super::here::{Here, dotted};
use super::asked::{Asked, Open};
use super::span;
use crate::component::Page;

/// The list.
#[component]
pub(super) fn Behind(here: Here, asked: Asked, facts: Arc<Facts>, open: Open, today: Day) -> impl IntoView {
    let back = Asked {
        open: None,
        ..asked.clone()
    };
    let list = List {
        here,
        query: asked.query(today, &facts),
        asked,
        facts,
    };
    let Told { title, of, rows } = match open {
        Open::People(number) => people::people(&list, &number),
        Open::Sessions(which) => sessions::sessions(&list, &which),
        Open::Attended => sessions::attended(&list),
        Open::Volunteers => given::volunteers(&list),
        Open::Member(member) => given::member(&list, member),
    };
    let subtitle = dotted([of, span(here, &list.asked)]);
    view! { <Page title subtitle back=back.href()>{rows}</Page> }
}

/// What a list is made of.
struct List {
    here: Here,
    asked: Asked,
    query: Query,
    facts: Arc<Facts>,
}

/// A list: how many or of what, of whom, and its rows.
struct Told {
    title: String,
    of: String,
    rows: AnyView,
}
