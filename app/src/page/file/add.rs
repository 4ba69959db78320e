//! One more document: a file, what it is called, what it is, its day. Needs a network, and keeps what was typed until
//! there is one.

use std::sync::Arc;

use domain::id::Id;
use domain::record::{DOCUMENT_BYTES, DocumentKind};
use domain::time::Day;
use js_sys::Uint8Array;
use leptos::ev::{Event, SubmitEvent};
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen_futures::JsFuture;
use web_sys::{File, HtmlInputElement};

use super::super::here::Here;
use crate::component::{
    Button, ChoiceOption, Field, FieldKind, Icon, IconName, Notice, NoticeKind, Select, Working, use_toaster,
};
use crate::device::{CallError, DocumentAsk, Work};
use crate::intent::title_of;

/// The files that are kept.
const ACCEPTED: &str = ".pdf,.jpg,.jpeg,.png,.docx,.xlsx,.odt";

/// A file that was chosen, under the id it is sent with: sent again, it is kept once.
#[derive(Clone)]
struct Chosen {
    id: Id,
    name: String,
    bytes: Arc<[u8]>,
}

/// What the form holds; it outlives the sheet it is shown in.
#[derive(Clone, Copy)]
pub(super) struct Form {
    title: RwSignal<String>,
    /// The title that the file proposed: it gives way to that of another file.
    proposed: RwSignal<String>,
    sort: RwSignal<String>,
    day: RwSignal<String>,
    file: RwSignal<Option<Chosen>>,
    /// What went wrong.
    fault: RwSignal<Option<String>>,
    busy: RwSignal<bool>,
    work: Work,
}

impl Form {
    pub(super) fn new() -> Self {
        Form {
            title: RwSignal::default(),
            proposed: RwSignal::default(),
            sort: RwSignal::new(DocumentKind::Statutes.name().to_owned()),
            day: RwSignal::default(),
            file: RwSignal::new(None),
            fault: RwSignal::new(None),
            busy: RwSignal::new(false),
            work: Work::new(),
        }
    }

    fn clear(self) {
        self.title.set(String::new());
        self.day.set(String::new());
        self.file.set(None);
    }

    /// Calls the document as its file is called, where nobody called it otherwise.
    fn propose(self, file_name: &str) {
        let (before, now) = (self.proposed.get_untracked(), title_of(file_name));
        if self
            .title
            .with_untracked(|title| title.trim().is_empty() || *title == before)
        {
            self.title.set(now.clone());
        }
        self.proposed.set(now);
    }

    fn ask(self, file: &Chosen) -> DocumentAsk {
        DocumentAsk {
            id: file.id,
            title: self.title.get_untracked().trim().to_owned(),
            sort: DocumentKind::from_name(&self.sort.get_untracked()).unwrap_or_default(),
            day: Day::from_iso(&self.day.get_untracked()),
            name: file.name.clone(),
            bytes: file.bytes.to_vec(),
        }
    }
}

/// The form; closed and opened again it still holds what was typed.
#[component]
pub(super) fn Add(here: Here, form: Form, adding: RwSignal<bool>) -> impl IntoView {
    let words = here.words.file;
    let titled = RwSignal::new(None::<String>);
    let toaster = use_toaster();
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let nameless = form.title.with_untracked(|title| title.trim().is_empty());
        titled.set(nameless.then(|| here.words.problem.refusal("required", "")));
        let Some(file) = form.file.get_untracked() else {
            form.fault.set(Some(words.no_file.to_owned()));
            return;
        };
        if form.busy.get_untracked() || nameless {
            return;
        }
        form.busy.set(true);
        form.fault.set(None);
        let ask = form.ask(&file);
        spawn_local(async move {
            let answer = here.phone.keep_document(&ask, form.work).await;
            form.busy.set(false);
            match answer {
                Ok(()) => {
                    form.clear();
                    adding.set(false);
                    toaster.say(words.kept);
                }
                Err(error) => form.fault.set(Some(unkept(here, &error))),
            }
        });
    };
    let optional = here.words.common.optional;
    view! {
        <form class="stack" novalidate on:submit=submit>
            {move || form.fault.get().map(|text| view! { <Notice kind=NoticeKind::Error text /> })}
            <FileChoice here form />
            <Field
                label=words.name name="document_title" value=form.title hint=words.name_hint required=true error=titled
            />
            <Select label=words.sort name="document_sort" options=sorts(here) selected=form.sort />
            <Field label=words.day name="document_day" kind=FieldKind::Date value=form.day note=optional />
            {move || form.busy.get().then(|| {
                let on_stop = Callback::new(move |()| form.work.stop());
                view! { <Working label=words.sending share=Signal::derive(move || form.work.sent()) on_stop /> }
            })}
            <Button label=words.send icon=IconName::CloudUp submit=true block=true busy=form.busy />
        </form>
    }
}

/// What a document can be.
pub(super) fn sorts(here: Here) -> Vec<ChoiceOption> {
    let codes = DocumentKind::ALL.iter().map(|sort| sort.name());
    codes
        .map(|code| ChoiceOption::new(code, here.words.file.sort_of(code)))
        .collect()
}

/// Why it was not kept, and what is left of it here.
fn unkept(here: Here, error: &CallError) -> String {
    let why = here.call_error(error);
    match error {
        CallError::Answered { .. } | CallError::Stopped => why,
        CallError::NoNetwork | CallError::Garbled => format!("{why} {}", here.words.file.typed_stays),
    }
}

/// Where the file is chosen.
#[component]
fn FileChoice(here: Here, form: Form) -> impl IntoView {
    let words = here.words.file;
    let name = move || form.file.with(|file| file.as_ref().map(|file| file.name.clone()));
    let word = move || match form.file.with(Option::is_some) {
        true => words.other,
        false => words.choose,
    };
    let chosen = move |event: Event| {
        let input: HtmlInputElement = event_target(&event);
        if let Some(file) = input.files().and_then(|files| files.get(0)) {
            spawn_local(async move { take(here, form, file).await });
        }
        // The same file, made smaller, can be chosen again.
        input.set_value("");
    };
    view! {
        <label class="import-file">
            <input type="file" class="visually-hidden" accept=ACCEPTED on:change=chosen />
            <Icon name=IconName::Import />
            <bdi class="import-file__name">{name}</bdi>
            <span class="import-file__action">{word}</span>
            <span class="field__hint">{words.accepted}</span>
        </label>
    }
}

/// Takes a file into the form. One that is too large is not read.
async fn take(here: Here, form: Form, file: File) {
    form.fault.set(None);
    if file.size() > DOCUMENT_BYTES as f64 {
        form.fault
            .set(Some(here.words.problem.document_too_large.to_owned()));
        return;
    }
    match JsFuture::from(file.array_buffer()).await {
        Ok(buffer) => {
            form.propose(&file.name());
            form.file.set(Some(Chosen {
                id: here.phone.fresh_id(),
                name: file.name(),
                bytes: Uint8Array::new(&buffer).to_vec().into(),
            }));
        }
        Err(_) => form.fault.set(Some(here.words.file.unreadable.to_owned())),
    }
}
