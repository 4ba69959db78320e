//! One decision, with a way back for who made it.

use domain::record::{Decision, Matter};
use domain::view::ReviewLine;
use leptos::prelude::*;

use super::super::here::{Here, dotted};
use super::super::sync::said;
use super::outcome;
use crate::component::{Button, ButtonKind, IconName};

/// Draws one decision.
pub(super) fn row(here: Here, line: &ReviewLine, decides: bool) -> impl IntoView + use<> {
    let words = here.words;
    let what = if line.field.is_empty() {
        said(here, &line.doing)
    } else {
        dotted([
            line.doing.subject.clone(),
            words.field.label(line.field).to_owned(),
        ])
    };
    let when = match line.decided {
        Some(at) => dotted([line.by.clone(), here.instant(at)]),
        None => words.inbox.not_sent.to_owned(),
    };
    let undoable = line.decision == Decision::Keep || line.undoable;
    let back = decides && line.own && undoable && line.matter != Matter::Refused;
    let id = line.id;
    let reopen = Callback::new(move |_| {
        let edits = here
            .phone
            .read(|replica| domain::view::decide(replica, &[id], Decision::Open));
        here.record(edits, |_| ());
    });
    view! {
        <article class="sync-item">
            <p class="sync-item__title"><bdi>{what}</bdi></p>
            <p>{outcome(here, line.matter, line.decision)}</p>
            <p class="sync-item__when">{when}</p>
            {back.then(|| view! {
                <div class="notice__actions">
                    <Button kind=ButtonKind::Quiet icon=IconName::Undo label=words.inbox.take_back on_click=reopen />
                </div>
            })}
        </article>
    }
}
