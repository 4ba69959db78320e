//! All that waits, one list: what presses most comes first, each card says what it is.

use domain::id::Id;
use domain::view::{Urgency, Waiting};
use leptos::prelude::*;

use super::super::file::reminders;
use super::super::here::Here;
use super::super::twice::likely_card;
use super::{Hands, awaited, conflict, held, requests};
use crate::component::{Icon, IconName};
use crate::i18n::Words;

/// Draws what waits under a heading for each urgency. `asked` is set to the session that is said not to have been held.
pub(super) fn list(
    here: Here,
    waiting: &[(Urgency, Waiting)],
    asked: RwSignal<Option<Id>>,
    hands: Hands,
) -> impl IntoView + use<> {
    let mut known = Vec::new();
    let urgencies = waiting.chunk_by(|(one, _), (other, _)| one == other);
    let sections = urgencies.map(|alike| {
        let heading = alike.first().map(|(urgency, _)| heading(here.words, *urgency));
        let cards = alike.iter().map(|(_, what)| {
            let sort = sort(here.words, what);
            let first = !known.contains(&sort.name);
            known.push(sort.name);
            card(here, what, &sort, first, asked, hands)
        });
        let cards = cards.collect_view();
        view! {
            <section class="stack">
                <h2 class="page__heading">{heading}</h2>
                {cards}
            </section>
        }
    });
    sections.collect_view()
}

const fn heading(words: &'static Words, urgency: Urgency) -> &'static str {
    match urgency {
        Urgency::Late => words.inbox.overdue,
        Urgency::Now => words.inbox.now,
        Urgency::Soon => words.inbox.soon,
        Urgency::Later => words.inbox.later,
    }
}

/// What sort of thing a card is about.
struct Sort {
    icon: IconName,
    name: &'static str,
    /// What is to do about it; empty where the card says so itself.
    hint: &'static str,
}

const fn sort(words: &'static Words, what: &Waiting) -> Sort {
    let inbox = &words.inbox;
    let (icon, name, hint) = match what {
        Waiting::Request(..) => (IconName::Chat, inbox.request, inbox.request_hint),
        Waiting::File(_) => (IconName::Log, inbox.file, ""),
        Waiting::Conflict(_) => (IconName::Copy, inbox.conflicts, inbox.conflicts_hint),
        Waiting::Held(_) => (IconName::Clock, inbox.held, ""),
        Waiting::Applicant(_) => (IconName::PersonAdd, inbox.applicant, ""),
        Waiting::Unsaid(_) => (IconName::Calendar, inbox.unsaid, inbox.unsaid_hint),
        Waiting::Twice(_) => (IconName::People, inbox.twice, words.twice.candidates_hint),
    };
    Sort { icon, name, hint }
}

/// One card; the first of its sort says what is to do.
fn card(
    here: Here,
    what: &Waiting,
    sort: &Sort,
    first: bool,
    asked: RwSignal<Option<Id>>,
    hands: Hands,
) -> impl IntoView + use<> {
    let inner = match what {
        Waiting::Request(id, request) => requests::card(here, *id, request, hands).into_any(),
        Waiting::File(needs) => reminders(here, needs).into_any(),
        Waiting::Conflict(line) => conflict::card(here, line, hands).into_any(),
        Waiting::Held(group) => held::card(here, group, hands).into_any(),
        Waiting::Applicant(applicant) => awaited::applicant(here, applicant, hands).into_any(),
        Waiting::Unsaid(line) => awaited::session(here, line, asked, hands).into_any(),
        Waiting::Twice(line) => likely_card(here, line, hands).into_any(),
    };
    let hint = first.then_some(sort.hint).filter(|hint| !hint.is_empty());
    view! {
        <article class="card verdict">
            <div>
                <p class="verdict__sort"><Icon name=sort.icon />{sort.name}</p>
                {hint.map(|hint| view! { <p class="muted">{hint}</p> })}
            </div>
            {inner}
        </article>
    }
}
