//! Bringing a list of people in, for heads and coordinators: a file, what its columns mean, a preview, all or
//! nothing unless they say otherwise.

mod columns;
mod file;
mod likely;
mod preview;
mod refused;

use std::collections::BTreeMap;
use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;

use self::columns::Columns;
use self::file::FileCard;
use self::likely::Likely;
use self::preview::{Confirm, Numbers, Rows};
use self::refused::{Leave, Refused};
use super::here::{Here, here};
use crate::component::{Button, ButtonKind, Empty, IconName, LinkButton, Notice, NoticeKind, Page, Working};
use crate::device::{CallError, ImportAsk, ImportReport, Work};

/// A file that was chosen: its name and what it holds.
type Chosen = (String, Arc<[u8]>);

/// What a choice of two says for the second.
const YES: &str = "yes";

/// What the parts of the page share.
#[derive(Clone, Copy)]
struct Import {
    here: Here,
    file: RwSignal<Option<Chosen>>,
    activity: RwSignal<String>,
    mapping: RwSignal<BTreeMap<usize, String>>,
    /// [`YES`] to import the rest although lines are refused.
    leave_refused: RwSignal<String>,
    /// [`YES`] to add as new people those who are likely known.
    add_likely: RwSignal<String>,
    /// The newest preview.
    report: RwSignal<Option<ImportReport>>,
    /// What was done, once it is.
    done: RwSignal<Option<ImportReport>>,
    busy: RwSignal<bool>,
    /// Whether what is under way is the import itself, no preview.
    committing: RwSignal<bool>,
    work: Work,
    fault: RwSignal<Option<String>>,
    /// Rises with each question: an answer to an earlier one is out of date.
    asked: StoredValue<u32>,
}

impl Import {
    fn new(here: Here) -> Self {
        Self {
            here,
            file: RwSignal::new(None),
            activity: RwSignal::default(),
            mapping: RwSignal::default(),
            leave_refused: RwSignal::default(),
            add_likely: RwSignal::default(),
            report: RwSignal::new(None),
            done: RwSignal::new(None),
            busy: RwSignal::new(false),
            committing: RwSignal::new(false),
            work: Work::new(),
            fault: RwSignal::new(None),
            asked: StoredValue::new(0),
        }
    }

    /// Begins with another file.
    fn choose(self, file: Option<Chosen>) {
        self.asked.update_value(|asked| *asked = asked.wrapping_add(1));
        self.busy.set(false);
        self.done.set(None);
        self.report.set(None);
        self.fault.set(None);
        self.mapping.set(BTreeMap::new());
        self.leave_refused.set(String::new());
        self.add_likely.set(String::new());
        self.file.set(file);
    }

    /// Asks the server about the file: what it would do, or to do it.
    fn ask(self, commit: bool) {
        let Some((name, bytes)) = self.file.get_untracked() else {
            return;
        };
        let ask = ImportAsk {
            name,
            bytes: bytes.to_vec(),
            activity: self.activity.with_untracked(|id| id.parse().ok()),
            mapping: self.mapping.get_untracked(),
            lang: self.here.lang().code().to_owned(),
            commit,
            skip_refused: commit && self.leave_refused.with_untracked(|said| said == YES),
            add_likely: self.add_likely.with_untracked(|said| said == YES),
        };
        self.asked.update_value(|asked| *asked = asked.wrapping_add(1));
        let turn = self.asked.get_value();
        let work = self.work;
        work.stop();
        self.busy.set(true);
        self.committing.set(commit);
        spawn_local(async move {
            let answer = self.here.phone.import(&ask, work).await;
            if self.asked.try_get_value() == Some(turn) {
                self.answered(answer);
            }
        });
    }

    fn answered(self, answer: Result<ImportReport, CallError>) {
        self.busy.set(false);
        self.fault.set(None);
        match answer {
            Ok(report) if report.committed => self.done.set(Some(report)),
            Ok(report) => self.read(report),
            Err(error) => self.fault.set(Some(self.sentence(&error))),
        }
    }

    /// Shows a preview. What was said of other refusals is not said of these.
    fn read(self, report: ImportReport) {
        let before = self
            .report
            .with_untracked(|before| before.as_ref().map(|before| before.refused.clone()));
        if before.is_some_and(|before| before != report.refused) {
            self.leave_refused.set(String::new());
        }
        self.report.set(Some(report));
    }

    /// Why the file was not read. The server says what is wrong with a file in the language asked for.
    fn sentence(self, error: &CallError) -> String {
        match error {
            CallError::NoNetwork => self.here.words.import.needs_network.to_owned(),
            CallError::Answered { envelope, .. }
                if envelope.code == "bad_file" && !envelope.message.is_empty() =>
            {
                envelope.message.clone()
            }
            CallError::Answered { status: 413, .. } => self.here.words.import.too_large.to_owned(),
            error => self.here.call_error(error),
        }
    }
}

/// The import of a list.
#[component]
pub(super) fn ImportPage() -> impl IntoView {
    let here = here();
    let words = here.words;
    let sees = Memo::new(move |_| here.asker().is_some_and(|asker| asker.sees_all()));
    view! {
        <Page title=words.import.title back="/app/settings" wide=true>
            {move || if sees.get() {
                view! { <Steps import=Import::new(here) /> }.into_any()
            } else {
                view! {
                    <Empty icon=IconName::Import title=words.import.title text=words.import.for_heads>
                        <LinkButton href="/app" label=words.shell.go_today />
                    </Empty>
                }.into_any()
            }}
        </Page>
    }
}

/// File, columns, preview, confirmation; then what was done.
#[component]
fn Steps(import: Import) -> impl IntoView {
    let words = import.here.words;
    Effect::new(move || {
        import.activity.track();
        import.mapping.track();
        import.add_likely.track();
        if import.file.with(Option::is_some) && import.done.with_untracked(Option::is_none) {
            import.ask(false);
        }
    });
    let finished = Memo::new(move |_| import.done.with(Option::is_some));
    let read = Memo::new(move |_| import.report.with(Option::is_some));
    move || {
        if finished.get() {
            return view! { <Done import /> }.into_any();
        }
        view! {
            <FileCard import />
            {move || import.fault.get().map(|text| view! {
                <Notice kind=NoticeKind::Error text>
                    {import.file.with_untracked(Option::is_some).then(|| view! {
                        <Button label=words.common.retry on_click=Callback::new(move |_| import.ask(false)) />
                    })}
                </Notice>
            })}
            {move || import.busy.get().then(|| {
                let label = if import.committing.get() { words.import.importing } else { words.import.reading };
                let on_stop = Callback::new(move |()| import.work.stop());
                view! { <Working label share=Signal::derive(move || import.work.sent()) on_stop /> }
            })}
            {move || read.get().then(|| view! {
                <Numbers import />
                <Columns import />
                <Refused import />
                <Likely import />
                <Rows import />
                <Leave import />
                <Confirm import />
            })}
        }
        .into_any()
    }
}

/// What was done, and where it can be seen.
#[component]
fn Done(import: Import) -> impl IntoView {
    let words = import.here.words;
    let again = Callback::new(move |_| import.choose(None));
    move || {
        import.done.get().map(|done| {
            let mut said = vec![words.import.added(done.accepted), words.import.known(done.known)];
            if done.registered > 0 {
                said.insert(1, words.import.registered(done.registered));
            }
            if !done.refused.is_empty() {
                said.push(words.import.refused(refused::lines(&done.refused)));
            }
            view! {
                <Notice kind=NoticeKind::Done title=words.import.done text=said.join(" · ") />
                <div class="actions">
                    <LinkButton href="/app/people" label=words.import.see_people icon=IconName::People />
                    <Button kind=ButtonKind::Quiet label=words.import.other_file icon=IconName::Import on_click=again />
                </div>
            }
        })
    }
}
