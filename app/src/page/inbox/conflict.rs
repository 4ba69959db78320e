//! One conflict: two values of a field, each with who and when; one tap keeps or swaps.

use domain::record::Decision;
use domain::view::{ReviewLine, Shown, Side};
use leptos::prelude::*;

use super::super::here::{Here, dotted};
use super::super::shown::shown_text;
use super::{Hands, settle};
use crate::component::{Icon, IconName};
use crate::device::offset_at;

/// Draws one conflict; only who decides is given something to tap.
pub(super) fn card(here: Here, line: &ReviewLine, hands: Hands) -> impl IntoView + use<> {
    let words = here.words;
    let decides = hands.settles(line.id);
    let day = line.doing.day.map_or_else(String::new, |day| here.day(day));
    let place = dotted([line.doing.place.clone(), day]);
    let since = line
        .since
        .as_ref()
        .map(|value| words.inbox.since(&told(here, line, value)));
    view! {
        <h4 class="verdict__title">
            <bdi>{line.doing.subject.clone()}</bdi>
            <span class="verdict__field">{words.field.label(line.field).to_owned()}</span>
        </h4>
        {(!place.is_empty()).then(|| view! { <p class="muted">{place}</p> })}
        <div class="verdict__sides">
            {side(here, line, Decision::Keep, decides)}
            {side(here, line, Decision::Take, decides)}
        </div>
        {since.map(|text| view! { <p class="muted">{text}</p> })}
        {hands.row(vec![line.id])}
    }
}

/// One of the two values, as the button that chooses it.
fn side(here: Here, line: &ReviewLine, decision: Decision, decides: bool) -> impl IntoView + use<> {
    let words = here.words;
    let (Side { value, who, at }, class, which, action, icon) = if decision == Decision::Keep {
        let side = &line.stands;
        (
            side,
            "side side--stands",
            words.inbox.stands,
            words.inbox.keep,
            IconName::Check,
        )
    } else {
        (
            &line.waits,
            "side",
            words.inbox.waits,
            words.inbox.swap,
            IconName::Circle,
        )
    };
    let value = told(here, line, value);
    let said = said_by(here, who, *at);
    let inner = view! {
        <span class="side__words">
            <span class="side__which">{which}</span>
            <bdi class="side__value">{value}</bdi>
            <span class="side__who">{said}</span>
        </span>
    };
    if !decides {
        return view! { <div class=class>{inner}</div> }.into_any();
    }
    let line = line.clone();
    let choose = move |_| settle(here, std::slice::from_ref(&line), decision);
    view! {
        <button type="button" class=class on:click=choose>
            {inner}
            <span class="side__action"><Icon name=icon />{action}</span>
        </button>
    }
    .into_any()
}

/// A value in words; what was cleared is said to be empty.
fn told(here: Here, line: &ReviewLine, value: &Shown) -> String {
    let text = shown_text(here.words, line.doing.kind, line.field, value, offset_at);
    if text.is_empty() {
        here.words.inbox.nothing_said.to_owned()
    } else {
        text
    }
}

/// Who said so, and when.
fn said_by(here: Here, who: &str, at: Option<domain::time::Millis>) -> String {
    let who = if who.is_empty() {
        here.words.log.system
    } else {
        who
    };
    match at {
        Some(at) => here.words.inbox.said_by(who, &here.instant_within(at)),
        None => who.to_owned(),
    }
}
