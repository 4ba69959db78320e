//! One kept report: its files, and keeping it no longer.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::super::here::Here;
use super::super::papers::PaperLink;
use super::by;
use crate::component::{IconName, Notice, NoticeKind, SheetAction, Tone, use_toaster};
use crate::device::KeptReport;
use crate::i18n::group;

/// What can be done with a kept report.
#[component]
pub(super) fn One(
    here: Here,
    report: KeptReport,
    decides: Memo<bool>,
    deleted: Callback<()>,
) -> impl IntoView {
    let (words, id) = (here.words, report.id);
    let toaster = use_toaster();
    let (busy, fault) = (RwSignal::new(false), RwSignal::new(None::<String>));
    let delete = Callback::new(move |()| {
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        spawn_local(async move {
            let answer = here.phone.delete_report(id).await;
            busy.set(false);
            match answer {
                Ok(()) => {
                    toaster.say(words.kept.deleted);
                    deleted.run(());
                }
                Err(error) => fault.set(Some(here.call_error(&error))),
            }
        });
    });
    let path = move |format: &str| format!("/api/v1/reports/{id}?format={format}");
    let seq = group(here.lang(), report.seq);
    view! {
        <div class="stack">
            {move || fault.get().map(|text| view! { <Notice kind=NoticeKind::Error text /> })}
            <p class="muted">{by(here, &report)}" · "{words.kept.version(&seq)}</p>
            <div class="notice__actions">
                <PaperLink here path=path("pdf") label=words.figures.as_pdf />
                <PaperLink here path=path("xlsx") label=words.figures.as_workbook icon=IconName::Import />
                <PaperLink here path=path("csv") label=words.figures.as_csv icon=IconName::Import />
            </div>
            {move || decides.get().then(|| view! {
                <SheetAction
                    icon=IconName::Cross label=words.kept.delete detail=words.kept.delete_hint tone=Tone::Brick
                    on_click=delete
                />
            })}
        </div>
    }
}
