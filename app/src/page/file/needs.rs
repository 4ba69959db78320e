//! What of the association's file needs a head's eye, in sentences. It reminds; it blocks nothing.

use domain::kind::Kind;
use domain::time::Day;
use domain::view::{Need, file_needs};
use leptos::prelude::*;

use super::super::here::{Here, shown_day};
use crate::component::{ButtonKind, IconName, LinkButton, Notice, NoticeKind};

/// What the file needs today.
pub(super) fn needs_today(here: Here) -> Memo<Vec<Need>> {
    Memo::new(move |_| {
        let today = here.today();
        here.phone
            .watch(&[Kind::Association], |replica| file_needs(replica, today))
    })
}

/// Needs under a heading, with the way to the file; nothing where there are none.
pub(in crate::page) fn needs(here: Here, needs: &[Need]) -> impl IntoView + use<> {
    let words = here.words.file;
    (!needs.is_empty()).then(|| {
        view! {
            <section class="stack">
                <h2 class="page__heading">{words.needs}</h2>
                {reminders(here, needs)}
            </section>
        }
    })
}

/// Needs with the way to the file.
pub(in crate::page) fn reminders(here: Here, needs: &[Need]) -> impl IntoView + use<> {
    view! {
        {notices(here, needs)}
        <LinkButton kind=ButtonKind::Quiet href="/app/file" label=here.words.file.open icon=IconName::Log block=true />
    }
}

/// Each in a notice.
pub(super) fn notices(here: Here, needs: &[Need]) -> impl IntoView + use<> {
    let notice = |need: &Need| {
        let kind = if need.due().is_some() {
            NoticeKind::Warning
        } else {
            NoticeKind::Info
        };
        view! { <Notice kind text=said(here, *need) /> }
    };
    needs.iter().map(notice).collect_view()
}

fn said(here: Here, need: Need) -> String {
    let words = here.words.file;
    let day = |day: Day| shown_day(day).long(here.lang());
    match need {
        Need::MandateOver(on) => words.mandate_over(&day(on)),
        Need::MandateEnds(_, 0) => words.mandate_today.to_owned(),
        Need::MandateEnds(on, left) => words.mandate_ends(&day(on), &words.left(left)),
        Need::FinalReceipt(since) => words.final_receipt(&day(since)),
        Need::Receipt => words.receipt_missing.to_owned(),
        Need::MandateEnd => words.mandate_unknown.to_owned(),
        Need::Cndp => words.cndp_missing.to_owned(),
    }
}
