//! The recovery codes, shown once: to write down, print, copy or save.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::super::super::here::Here;
use super::Step;
use crate::component::{Button, ButtonKind, IconName, Notice, NoticeKind, PrintButton, use_toaster};
use crate::device::{copied, give};

/// The codes, until whoever reads them has kept them.
#[component]
pub(super) fn Recovery(here: Here, step: RwSignal<Step>, codes: Vec<String>) -> impl IntoView {
    let words = here.words;
    let toaster = use_toaster();
    let text = StoredValue::new(codes.join("\n"));
    let copy = Callback::new(move |_| {
        spawn_local(async move {
            toaster.say(if copied(&text.get_value()).await {
                words.common.copied
            } else {
                words.factor.copy_failed
            });
        });
    });
    let save = Callback::new(move |_| {
        let text = format!("{}\n\n{}\n", words.factor.recovery, text.get_value());
        // A share sheet that was closed sent nothing, and whoever closed it knows.
        spawn_local(async move {
            give(words.factor.file, &text).await;
        });
    });
    let lines = codes.into_iter().map(|code| view! { <li>{code}</li> });
    view! {
        <Notice kind=NoticeKind::Warning title=words.factor.recovery text=words.factor.recovery_lead />
        <ol class="recovery" dir="ltr" aria-label=words.factor.recovery>{lines.collect_view()}</ol>
        <PrintButton kind=ButtonKind::Quiet label=words.factor.print block=true />
        <Button kind=ButtonKind::Quiet icon=IconName::Copy label=words.common.copy block=true on_click=copy />
        <Button kind=ButtonKind::Quiet icon=IconName::Share label=words.common.share block=true on_click=save />
        <Button
            icon=IconName::Check label=words.factor.kept block=true
            on_click=Callback::new(move |_| step.set(Step::Rest))
        />
    }
}
