//! What is to settle, the most pressing first, and what was decided lately.

#![allow(unreachable_pub, reason = "the component macro writes public builders")]

mod awaited;
mod conflict;
mod decided;
mod hands;
mod held;
mod link;
mod list;
mod requests;
mod settling;

use domain::id::Id;
use domain::kind::Kind;
use domain::view::{Settled, Urgency, Waiting, settled, waiting};
use leptos::prelude::*;

pub(super) use self::hands::Hands;
pub(super) use self::link::{Deciding, InboxLink, count_what_waits};
use self::settling::{Settling, outcome, settle};
use super::here::{Here, here};
use super::twice::{Decided, Found};
use super::why_not::WhyNot;
use crate::component::{ButtonKind, Empty, IconName, LinkButton, Notice, Page, use_toaster};
use crate::device::offset_at;

/// How many of the newest decisions are shown.
const DECIDED: usize = 20;
/// How many of those who are likely one person are shown: the likeliest.
const LIKELY: usize = 20;
/// What the list reads again when it alters.
const WAITING_KINDS: &[Kind] = &[
    Kind::ReviewItem,
    Kind::Request,
    Kind::Association,
    Kind::Registration,
    Kind::Session,
    Kind::Attendance,
    Kind::HeadCount,
    Kind::Delivery,
    Kind::Member,
    Kind::Device,
    Kind::Activity,
    Kind::Group,
    Kind::Beneficiary,
];
/// What the decisions read again when it alters.
const DECIDED_KINDS: &[Kind] = &[
    Kind::ReviewItem,
    Kind::Member,
    Kind::Device,
    Kind::Activity,
    Kind::Session,
    Kind::Beneficiary,
];

/// The inbox; whoever may not see it is told whom it is for.
#[component]
pub(super) fn InboxPage() -> impl IntoView {
    let here = here();
    let words = here.words;
    let sees = Memo::new(move |_| here.asker().is_some_and(|asker| asker.sees_all()));
    let leads = Memo::new(move |_| here.asker().is_some_and(|asker| asker.manages_team()));
    let hands = Hands::new(here);
    let decisions = Memo::new(move |_| {
        here.phone
            .watch(DECIDED_KINDS, |replica| settled(replica, here.arabic(), DECIDED))
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
                    <ToSettle here hands leads />
                    {move || decisions.with(|decisions| decided(here, decisions, hands))}
                    <Decided here hands />
                    <hands::GiveSheet hands />
                }.into_any(),
            }}
        </Page>
    }
}

/// All that waits, as far as it is shown to who looks.
#[component]
fn ToSettle(here: Here, hands: Hands, leads: Memo<bool>) -> impl IntoView {
    let found = expect_context::<Found>();
    let settling = expect_context::<Settling>();
    let asked = RwSignal::new(None::<Id>);
    let toaster = use_toaster();
    // Whoever goes elsewhere has decided.
    on_cleanup(move || toaster.hurry());
    let all = Memo::new(move |_| {
        let likely = found.likeliest(LIKELY);
        let now = here.hour();
        here.phone.watch(WAITING_KINDS, |replica| {
            waiting(replica, &likely, here.arabic(), now, offset_at)
        })
    });
    let shown = Memo::new(move |_| {
        let shows = |about| hands.shows(about) && !settling.holds(about);
        // The association's file is a head's, and given to nobody.
        let whole = leads.get() && hands.shows_all();
        let shown = |(urgency, what): (Urgency, Waiting)| {
            let is_file = matches!(what, Waiting::File(_));
            let what = what.only(shows).filter(|_| whole || !is_file)?;
            Some((urgency, what))
        };
        all.get().into_iter().filter_map(shown).collect::<Vec<_>>()
    });
    view! {
        <list::List here waiting=shown asked hands />
        {move || {
            let more = found.len().saturating_sub(LIKELY);
            (more > 0).then(|| view! { <p class="muted">{here.words.inbox.more_twice(more as u64)}</p> })
        }}
        <WhyNot here session=asked />
    }
}

/// What was decided lately.
fn decided(here: Here, settled: &Settled, hands: Hands) -> impl IntoView + use<> {
    let words = here.words;
    view! {
        {(!settled.decided.is_empty()).then(|| view! {
            <section class="stack">
                <h2 class="page__heading">{words.inbox.decided}</h2>
                <div class="list">{settled.decided.iter().map(|line| decided::row(here, line, hands.settles(line.id))).collect_view()}</div>
            </section>
        })}
        {settled.parallel.then(|| view! {
            <Notice text=words.inbox.parallel>
                <LinkButton kind=ButtonKind::Quiet href="/app/log" label=words.inbox.see_log />
            </Notice>
        })}
    }
}
