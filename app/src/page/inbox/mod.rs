//! What a head has to decide: conflicts, held changes, and what was decided lately.

#![allow(unreachable_pub, reason = "the component macro writes public builders")]

mod awaited;
mod conflict;
mod decided;
mod hands;
mod held;
mod link;
mod requests;

use domain::id::Id;
use domain::kind::Kind;
use domain::record::{Decision, Matter};
use domain::view::{HeldGroup, Inbox, ReviewLine, decide, inbox};
use leptos::prelude::*;

pub(super) use self::hands::Hands;
pub(super) use self::link::{Deciding, InboxLink, count_what_waits};
use super::file::Needs;
use super::here::{Here, here};
use super::twice::{Candidates, Decided};
use crate::component::{ButtonKind, Empty, IconName, LinkButton, Notice, Page};

/// How many of the newest decisions are shown.
const DECIDED: usize = 20;
/// What the inbox reads again when it alters.
const KINDS: &[Kind] = &[
    Kind::ReviewItem,
    Kind::Member,
    Kind::Device,
    Kind::Activity,
    Kind::Session,
    Kind::Beneficiary,
    Kind::Task,
];

/// The inbox; whoever may not see it is told whom it is for.
#[component]
pub(super) fn InboxPage() -> impl IntoView {
    let here = here();
    let words = here.words;
    let sees = Memo::new(move |_| here.asker().is_some_and(|asker| asker.sees_all()));
    let leads = Memo::new(move |_| here.asker().is_some_and(|asker| asker.manages_team()));
    let hands = Hands::new(here);
    let lines = Memo::new(move |_| {
        here.phone
            .watch(KINDS, |replica| inbox(replica, here.arabic(), DECIDED))
    });
    let Deciding(open) = expect_context();
    let subtitle = Signal::derive(move || match open.get() {
        0 => String::new(),
        open => words.inbox.open(open),
    });
    view! {
        <Page title=words.inbox.title subtitle back="/app/log" columns=true>
            {move || match sees.get() {
                false => view! {
                    <Empty icon=IconName::Log title=words.inbox.title text=words.inbox.for_heads>
                        <LinkButton href="/app" label=words.shell.go_today />
                    </Empty>
                }.into_any(),
                true => view! {
                    {move || (open.get() == 0).then(|| view! {
                        <Empty icon=IconName::Check title=words.inbox.empty_title text=words.inbox.empty_text />
                    })}
                    {move || (!leads.get() && open.get() > 0).then(|| view! { <Notice text=words.inbox.for_heads /> })}
                    <hands::Whose hands />
                    <Needs here dated=true />
                    <requests::Requests here hands />
                    {move || lines.with(|lines| undecided(here, lines, hands))}
                    <awaited::Applicants here hands />
                    <awaited::Unsaid here hands />
                    <Candidates here hands />
                    <Needs here dated=false />
                    {move || lines.with(|lines| decided(here, lines, hands))}
                    <Decided here hands />
                    <hands::GiveSheet hands />
                }.into_any(),
            }}
        </Page>
    }
}

/// What waits for a decision.
fn undecided(here: Here, inbox: &Inbox, hands: Hands) -> impl IntoView + use<> {
    let words = here.words;
    let shows = |line: &&ReviewLine| hands.shows(line.id);
    let conflicts: Vec<_> = inbox.conflicts.iter().filter(shows).collect();
    let held = inbox.held.iter().map(|group| HeldGroup {
        lines: group.lines.iter().filter(shows).cloned().collect(),
        ..group.clone()
    });
    let held: Vec<_> = held.filter(|group| !group.lines.is_empty()).collect();
    view! {
        {(!conflicts.is_empty()).then(|| view! {
            <section class="stack">
                <div>
                    <h2 class="page__heading">{words.inbox.conflicts}</h2>
                    <p class="muted">{words.inbox.conflicts_hint}</p>
                </div>
                {conflicts.iter().map(|line| conflict::card(here, line, hands)).collect_view()}
            </section>
        })}
        {(!held.is_empty()).then(|| view! {
            <section class="stack">
                <h2 class="page__heading">{words.inbox.held}</h2>
                {held.iter().map(|group| held::card(here, group, hands)).collect_view()}
            </section>
        })}
    }
}

/// What was decided lately.
fn decided(here: Here, inbox: &Inbox, hands: Hands) -> impl IntoView + use<> {
    let words = here.words;
    view! {
        {(!inbox.decided.is_empty()).then(|| view! {
            <section class="stack">
                <h2 class="page__heading">{words.inbox.decided}</h2>
                <div class="list">{inbox.decided.iter().map(|line| decided::row(here, line, hands.settles(line.id))).collect_view()}</div>
            </section>
        })}
        {inbox.parallel.then(|| view! {
            <Notice text=words.inbox.parallel>
                <LinkButton kind=ButtonKind::Quiet href="/app/log" label=words.inbox.see_log />
            </Notice>
        })}
    }
}

/// What was decided, in words.
fn outcome(here: Here, matter: Matter, decision: Decision) -> &'static str {
    let words = here.words;
    match (matter, decision) {
        (Matter::Refused, _) => words.inbox.put_aside,
        (Matter::Held, Decision::Take) => words.inbox.accepted,
        (Matter::Held, _) => words.inbox.declined,
        (_, Decision::Take) => words.inbox.swapped,
        _ => words.inbox.kept,
    }
}

/// Decides about some items so, with a way back where there is one.
fn settle(here: Here, lines: &[ReviewLine], decision: Decision) {
    let ids: Vec<Id> = lines.iter().map(|line| line.id).collect();
    let edits = here.phone.read(|replica| decide(replica, &ids, decision));
    let said = lines
        .first()
        .map_or("", |line| outcome(here, line.matter, decision));
    if decision == Decision::Keep || lines.iter().all(|line| line.undoable) {
        here.record_with_undo(edits, move || said.to_owned());
    } else {
        let toaster = crate::component::use_toaster();
        here.record(edits, move |_| toaster.say(said));
    }
}
