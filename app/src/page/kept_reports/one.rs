//! One kept report: its files, and keeping it no longer.

use domain::id::Id;
use leptos::prelude::*;

use super::super::here::Here;
use super::super::papers::PaperLink;
use super::by;
use crate::component::{IconName, SheetAction, Tone};
use crate::device::KeptReport;
use crate::i18n::group;

/// What can be done with a kept report.
#[component]
pub(super) fn One(
    here: Here,
    report: KeptReport,
    decides: Memo<bool>,
    delete: Callback<Id>,
) -> impl IntoView {
    let (words, id) = (here.words, report.id);
    let path = move |format: &str| format!("/api/v1/reports/{id}?format={format}");
    let seq = group(here.lang(), report.seq);
    view! {
        <div class="stack">
            <p class="muted">{by(here, &report)}" · "{words.kept.version(&seq)}</p>
            <div class="notice__actions">
                <PaperLink here path=path("pdf") label=words.figures.as_pdf />
                <PaperLink here path=path("xlsx") label=words.figures.as_workbook icon=IconName::Import />
                <PaperLink here path=path("csv") label=words.figures.as_csv icon=IconName::Import />
            </div>
            {move || decides.get().then(|| view! {
                <SheetAction
                    icon=IconName::Cross label=words.kept.delete detail=words.kept.delete_hint tone=Tone::Brick
                    on_click=Callback::new(move |()| delete.run(id))
                />
            })}
        </div>
    }
}
