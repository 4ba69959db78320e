//! Choosing the file, and the activity its people are registered in.

use domain::view::activities;
use js_sys::Uint8Array;
use leptos::ev::{DragEvent, Event};
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen_futures::JsFuture;
use web_sys::{File, FileList, HtmlInputElement};

use super::Import;
use crate::component::{Card, ChoiceOption, Icon, IconName, Select};

/// Bytes the server reads of one file.
const MOST_BYTES: f64 = 16.0 * 1024.0 * 1024.0;
/// The files that are read.
const ACCEPTED: &str =
    ".csv,.xlsx,.txt,text/csv,text/plain,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// Where a file is chosen or dropped.
#[component]
pub(super) fn FileCard(import: Import) -> impl IntoView {
    let words = import.here.words;
    let name = move || {
        import
            .file
            .with(|file| file.as_ref().map(|(name, _)| name.clone()))
    };
    let word = move || {
        if name().is_some() {
            words.import.other_file
        } else {
            words.import.choose_file
        }
    };
    let chosen = move |event: Event| {
        let input: HtmlInputElement = event_target(&event);
        take(import, input.files());
        // The same file, corrected, can be chosen again.
        input.set_value("");
    };
    let dropped = move |event: DragEvent| {
        event.prevent_default();
        take(import, event.data_transfer().and_then(|dropped| dropped.files()));
    };
    let today = import.here.phone.true_clock().day();
    let known = import.here.phone.read(|replica| activities(replica, today));
    let options: Vec<ChoiceOption> = core::iter::once(ChoiceOption::new("", words.import.no_activity))
        .chain(
            known
                .into_iter()
                .map(|line| ChoiceOption::new(line.id.to_string(), line.activity.title)),
        )
        .collect();
    view! {
        <Card>
            <p class="page__lead">{words.import.lead}</p>
            <label class="import-file" on:dragover=|event| event.prevent_default() on:drop=dropped>
                <input type="file" class="visually-hidden" accept=ACCEPTED on:change=chosen />
                <Icon name=IconName::Import />
                <bdi class="import-file__name">{name}</bdi>
                <span class="import-file__action">{word}</span>
                <span class="import-file__drop">{words.import.drop_file}</span>
            </label>
            <Select label=words.import.to_activity name="import-activity" options selected=import.activity />
        </Card>
    }
}

/// Reads the first file of a choice.
fn take(import: Import, files: Option<FileList>) {
    let Some(file) = files.and_then(|files| files.get(0)) else {
        return;
    };
    let words = import.here.words;
    if file.size() > MOST_BYTES {
        import.choose(None);
        import.fault.set(Some(words.import.too_large.to_owned()));
        return;
    }
    spawn_local(async move {
        match bytes(&file).await {
            Some(bytes) if bytes.is_empty() => {
                import.choose(None);
                import.fault.set(Some(words.problem.empty_file.to_owned()));
            }
            Some(bytes) => import.choose(Some((file.name(), bytes.into()))),
            None => {
                import.choose(None);
                import.fault.set(Some(words.problem.bad_file.to_owned()));
            }
        }
    });
}

async fn bytes(file: &File) -> Option<Vec<u8>> {
    let buffer = JsFuture::from(file.array_buffer()).await.ok()?;
    Some(Uint8Array::new(&buffer).to_vec())
}
