//! The places of Morocco on the phone: a file that the service worker keeps, read once something needs it.

use std::cell::Cell;
use std::sync::Arc;

use domain::places::Places;
use leptos::prelude::{ArcRwSignal, Get, GetUntracked, Set};
use leptos::task::spawn_local;

use super::http::{Body, call};

/// Where the file is; its name says which census it is of.
const ADDRESS: &str = "/places/hcp-2024.txt";

#[derive(Default)]
struct Kept {
    places: ArcRwSignal<Option<Arc<Places>>>,
    asked: Cell<bool>,
}

thread_local! {
    static KEPT: Kept = Kept::default();
}

/// The table of places; none until it is read, which the first call begins. Whoever asks is told when it is there.
pub fn places() -> Option<Arc<Places>> {
    KEPT.with(|kept| {
        if kept.places.get_untracked().is_none() && !kept.asked.replace(true) {
            spawn_local(read());
        }
        kept.places.get()
    })
}

/// Where it fails, the next call begins again: until then a commune can be written in words.
async fn read() {
    let file = call("GET", ADDRESS, Body::Empty, "text/plain").await.ok();
    let text = file.and_then(|file| String::from_utf8(file.body).ok());
    let places = text.and_then(|text| Places::parse(&text).ok());
    KEPT.with(|kept| match places {
        Some(places) => kept.places.set(Some(Arc::new(places))),
        None => kept.asked.set(false),
    });
}
