//! All that waits, one list: what presses most comes first, each card says what it is.

use domain::id::Id;
use domain::time::Day;
use domain::view::{Urgency, Waiting};
use leptos::prelude::*;

use super::super::file::reminders;
use super::super::here::Here;
use super::super::twice::likely_card;
use super::{Hands, awaited, conflict, held, requests};
use crate::component::{Icon, IconName};
use crate::i18n::Words;

/// What is drawn as one card.
#[derive(Clone, Debug, PartialEq)]
struct Row {
    urgency: Urgency,
    what: Waiting,
    /// Whether it is the first of its sort, which says what is to do.
    first: bool,
    /// Which of it who looks may settle: it may be given to them while they look.
    settles: Vec<Id>,
    /// The day its days are told beside.
    today: Day,
}

/// Draws what waits under a heading for each urgency.
#[component]
pub(super) fn List(
    here: Here,
    /// What waits, in order.
    waiting: Memo<Vec<(Urgency, Waiting)>>,
    /// Set to the session that is said not to have been held.
    asked: RwSignal<Option<Id>>,
    hands: Hands,
) -> impl IntoView {
    let rows = Memo::new(move |_| {
        let mut known = Vec::new();
        let row = |(urgency, what): (Urgency, Waiting)| {
            let sort = sort(here.words, &what).name;
            let first = !known.contains(&sort);
            known.push(sort);
            let mut settles = what.about();
            settles.retain(|about| hands.settles(*about));
            Row {
                urgency,
                what,
                first,
                settles,
                today: here.today(),
            }
        };
        waiting.get().into_iter().map(row).collect::<Vec<Row>>()
    });
    let section = move |urgency| {
        let alike = Memo::new(move |_| {
            let mut rows = rows.get();
            rows.retain(|row| row.urgency == urgency);
            rows
        });
        let any = Memo::new(move |_| alike.with(|alike| !alike.is_empty()));
        move || {
            any.get().then(|| {
                view! {
                    <section class="stack">
                        <h2 class="page__heading">{heading(here.words, urgency)}</h2>
                        // A card of which nothing alters is not drawn anew: it stays under the thumb, with what has the focus.
                        <For each=move || alike.get() key=|row| format!("{row:?}") let(row)>{card(here, &row, asked, hands)}</For>
                    </section>
                }
            })
        }
    };
    [Urgency::Late, Urgency::Now, Urgency::Soon, Urgency::Later]
        .map(section)
        .collect_view()
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

/// One card.
fn card(here: Here, row: &Row, asked: RwSignal<Option<Id>>, hands: Hands) -> impl IntoView + use<> {
    let sort = sort(here.words, &row.what);
    let inner = match &row.what {
        Waiting::Request(id, request) => requests::card(here, *id, request, hands).into_any(),
        Waiting::File(needs) => reminders(here, needs).into_any(),
        Waiting::Conflict(line) => conflict::card(here, line, hands).into_any(),
        Waiting::Held(group) => held::card(here, group, hands).into_any(),
        Waiting::Applicant(applicant) => awaited::applicant(here, applicant, hands).into_any(),
        Waiting::Unsaid(line) => awaited::session(here, line, asked, hands).into_any(),
        Waiting::Twice(line) => likely_card(here, line, hands).into_any(),
    };
    let hint = Some(sort.hint).filter(|hint| row.first && !hint.is_empty());
    view! {
        <article class="card verdict">
            <div>
                <h3 class="verdict__sort"><Icon name=sort.icon />{sort.name}</h3>
                {hint.map(|hint| view! { <p class="muted">{hint}</p> })}
            </div>
            {inner}
        </article>
    }
}
