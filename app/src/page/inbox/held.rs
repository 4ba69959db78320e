//! Held changes of one person for one reason: each can be accepted or declined, and all of them at once.

use domain::record::Decision;
use domain::view::{HeldGroup, ReviewLine};
use leptos::prelude::*;

use super::super::here::{Here, dotted};
use super::super::shown::shown_text;
use super::super::sync::said;
use super::{Hands, settle};
use crate::component::{Button, ButtonKind, Icon, IconName};
use crate::device::offset_at;

/// Draws the changes of one person that wait for one reason.
pub(super) fn card(here: Here, group: &HeldGroup, hands: Hands) -> impl IntoView + use<> {
    let words = here.words;
    let who = if group.who.is_empty() {
        words.log.system.to_owned()
    } else {
        group.who.clone()
    };
    let several = group.lines.len() > 1;
    let decides = group.lines.iter().all(|line| hands.settles(line.id));
    let all = |decision| {
        let lines = group.lines.clone();
        Callback::new(move |_| settle(here, &lines, decision))
    };
    let (accept, decline) = (all(Decision::Take), all(Decision::Keep));
    view! {
        <h4 class="verdict__title">
            <bdi>{who}</bdi>
            <span class="verdict__field">{words.inbox.entries(group.lines.len() as u64)}</span>
        </h4>
        <p class="verdict__reason tone-saffron"><Icon name=IconName::Alert /><span>{words.inbox.reason(group.reason)}</span></p>
        {(several && decides).then(|| view! {
            <div class="verdict__choice">
                <Button label=words.inbox.accept_all icon=IconName::Check on_click=accept />
                <Button kind=ButtonKind::Quiet label=words.inbox.decline_all icon=IconName::Cross on_click=decline />
            </div>
        })}
        {group.lines.iter().map(|line| one(here, line, several, hands.settles(line.id))).collect_view()}
        {hands.row(group.lines.iter().map(|line| line.id).collect())}
    }
}

/// One change; where there are several, accepting all of them is the main thing to do.
fn one(here: Here, line: &ReviewLine, several: bool, decides: bool) -> impl IntoView + use<> {
    let words = here.words;
    let value = |field: &str, value| shown_text(words, line.doing.kind, field, value, offset_at);
    // The state of a person is in the sentence already, and how it was marked decides nothing.
    let told =
        |field: &str| line.doing.mark.is_some() && matches!(field, "status" | "method" | "arrived_minute");
    let facts: Vec<_> = line
        .changes
        .iter()
        .filter(|change| !told(change.field))
        .map(|change| {
            let (before, after) = (
                value(change.field, &change.before),
                value(change.field, &change.after),
            );
            let before = (!before.is_empty()).then(|| view! { <del><bdi>{before}</bdi></del>" " });
            let label = words.field.label(change.field).to_owned();
            view! { <div><dt>{label}</dt><dd>{before}<bdi>{after}</bdi></dd></div> }
        })
        .collect();
    let settle_one = |decision| {
        let line = line.clone();
        Callback::new(move |_| settle(here, std::slice::from_ref(&line), decision))
    };
    let (accept, decline) = (settle_one(Decision::Take), settle_one(Decision::Keep));
    let accepting = if several {
        ButtonKind::Quiet
    } else {
        ButtonKind::Primary
    };
    let when = dotted([
        line.waits.at.map_or_else(String::new, |at| here.instant(at)),
        words.log.number(&line.seq.to_string()),
    ]);
    view! {
        <div class="verdict__one">
            <p class="verdict__what">{said(here, &line.doing)}</p>
            {(!facts.is_empty()).then(|| view! { <dl class="facts">{facts}</dl> })}
            <p class="muted">{when}</p>
            {decides.then(|| view! {
                <div class="verdict__choice">
                    <Button kind=accepting label=words.inbox.accept icon=IconName::Check on_click=accept />
                    <Button kind=ButtonKind::Quiet label=words.inbox.decline icon=IconName::Cross on_click=decline />
                </div>
            })}
        </div>
    }
}
