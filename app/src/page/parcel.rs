//! Unsent work by another phone: saved here to a sealed file, or a colleague's delivered from here.

use leptos::ev::Event;
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen_futures::JsFuture;
use web_sys::HtmlInputElement;

use super::here::{Here, dotted};
use crate::component::{Button, ButtonKind, Card, Icon, IconName, Notice, NoticeKind};
use crate::device::{Carried, Delivered, give};

/// What came of the last tap: how many changes are in the file that was saved, or why nothing was done.
type Outcome = RwSignal<Option<Result<u64, String>>>;

/// Both directions, and what this phone carries.
#[component]
pub(super) fn Parcels(here: Here) -> impl IntoView {
    let words = here.words.parcel;
    let outcome = Outcome::new(None);
    let waiting = {
        let state = here.phone.sync_state();
        Memo::new(move |_| state.get().waiting > 0)
    };
    let carried = here.phone.carried();
    view! {
        <Card title=words.title>
            {move || waiting.get().then(|| view! { <Save here outcome /> })}
            <Deliver here outcome />
            {move || outcome.get().map(|outcome| match outcome {
                Ok(changes) => view! { <Notice kind=NoticeKind::Done title=words.saved_title text=words.saved(changes) /> },
                Err(sentence) => view! { <Notice kind=NoticeKind::Error text=sentence /> },
            })}
            {move || carried.get().into_iter().map(|one| view! { <Fate here carried=one /> }).collect_view()}
        </Card>
    }
}

/// What waits here, into a file.
#[component]
fn Save(here: Here, outcome: Outcome) -> impl IntoView {
    let words = here.words.parcel;
    let busy = RwSignal::new(false);
    let save = Callback::new(move |_| {
        busy.set(true);
        spawn_local(async move {
            outcome.set(match here.phone.unsent_file(words.note).await {
                Ok(None) => None,
                Ok(Some(file)) => give(&file.name, &file.text).await.then_some(Ok(file.changes)),
                Err(error) => Some(Err(here.problem(error.code(), None))),
            });
            busy.set(false);
        });
    });
    view! {
        <p>{words.save_lead}</p>
        <Button kind=ButtonKind::Quiet label=words.save icon=IconName::Share busy on_click=save />
    }
}

/// A colleague's file, from here.
#[component]
fn Deliver(here: Here, outcome: Outcome) -> impl IntoView {
    let words = here.words.parcel;
    let chosen = move |event: Event| {
        let input: HtmlInputElement = event_target(&event);
        let file = input.files().and_then(|files| files.get(0));
        // The same file can be chosen again.
        input.set_value("");
        let Some(file) = file else { return };
        spawn_local(async move {
            let text = JsFuture::from(file.text()).await.ok();
            let text = text.and_then(|text| text.as_string()).unwrap_or_default();
            let taken = here.phone.carry(&text).await;
            outcome.set(taken.err().map(|error| Err(here.problem(error.code(), None))));
        });
    };
    view! {
        <p>{words.deliver_lead}</p>
        <label class="button button--quiet parcel-file">
            <input type="file" class="visually-hidden" accept=".txt,text/plain" on:change=chosen />
            <Icon name=IconName::CloudUp />
            <span>{words.deliver}</span>
        </label>
    }
}

/// Where a colleague's file has come to.
#[component]
fn Fate(here: Here, carried: Carried) -> impl IntoView {
    let words = here.words.parcel;
    let (kind, state, text) = match &carried.delivered {
        Some(delivered) => (NoticeKind::Done, words.delivered, fate(here, delivered)),
        None if carried.waits() => (
            NoticeKind::Info,
            here.words.sync.waiting_state,
            words.waits.to_owned(),
        ),
        None => (
            NoticeKind::Error,
            words.refused,
            here.problem(&carried.refused, None),
        ),
    };
    let title = dotted([words.file_of(carried.changes), state.to_owned()]);
    let done = !carried.waits();
    let forget = Callback::new(move |_| {
        let carried = carried.clone();
        spawn_local(async move {
            // What is not forgotten stays in sight, which says so.
            let _ = here.phone.forget_carried(&carried).await;
        });
    });
    view! {
        <Notice kind title text>
            {done.then(|| view! { <Button kind=ButtonKind::Quiet label=here.words.common.close on_click=forget /> })}
        </Notice>
    }
}

/// What became of it, in numbers: nobody here is told what is in it.
fn fate(here: Here, delivered: &Delivered) -> String {
    let words = here.words.parcel;
    let told = |n: u64, said: String| if n > 0 { said } else { String::new() };
    let numbers = dotted([
        told(delivered.received, words.received(delivered.received)),
        told(delivered.known, words.known(delivered.known)),
        told(delivered.held, words.held(delivered.held)),
        told(delivered.refused, words.not_taken(delivered.refused)),
    ]);
    let next = if delivered.later > 0 {
        words.come_again(&words.for_later(delivered.later))
    } else {
        words.thanks.to_owned()
    };
    format!("{numbers}. {next}").trim_start_matches(". ").to_owned()
}
