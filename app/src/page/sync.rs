//! What waits on this phone, item by item, with the reason and what to do.

use domain::verdict::Verdict;
use domain::view::{Doing, OutboxLine, outbox};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::here::{Here, dotted, here};
use super::roll::shown_mark;
use super::settings::Keeping;
use crate::component::{
    BottomAction, Button, ButtonKind, Empty, IconName, LinkButton, Notice, NoticeKind, Page, SyncItem,
    SyncItemState, use_toaster,
};
use crate::device::Phase;

/// How many items are drawn at first.
const FIRST: usize = 100;

/// The sync list.
#[component]
pub(super) fn SyncPage() -> impl IntoView {
    let here = here();
    let words = here.words;
    let state = here.phone.sync_state();
    let lines = Memo::new(move |_| here.phone.watch_outbox(|replica| outbox(replica, here.arabic())));
    let last = {
        let state = state.clone();
        Signal::derive(move || match state.get().synced_at {
            Some(at) => words.sync.last_sync(&here.instant(at)),
            None => words.sync.never.to_owned(),
        })
    };
    let busy = {
        let state = state.clone();
        Signal::derive(move || state.get().syncing)
    };
    let unreadable = {
        let state = state.clone();
        Memo::new(move |_| state.get().unreadable as u64)
    };
    let phase = Memo::new(move |_| state.get().phase);
    let send = Callback::new(move |_| here.phone.sync_now());
    let empty = Memo::new(move |_| lines.with(Vec::is_empty) && unreadable.get() == 0);
    view! {
        <Page title=words.sync.title subtitle=last back="/app">
            {move || match phase.get() {
                Phase::SignedOut => Some(view! {
                    <Notice kind=NoticeKind::Warning text=words.problem.signed_out>
                        <LinkButton href="/app/sign-in?again" label=words.entry.sign_in />
                    </Notice>
                }.into_any()),
                Phase::UpdateRequired => Some(view! { <Notice kind=NoticeKind::Warning text=words.problem.update_required /> }.into_any()),
                Phase::Offline => Some(view! { <Notice text=words.problem.offline /> }.into_any()),
                _ => None,
            }}
            {move || (unreadable.get() > 0).then(|| view! {
                <Notice kind=NoticeKind::Warning title=words.sync.unreadable(unreadable.get()) text=words.sync.unreadable_why />
            })}
            {move || empty.get().then(|| view! {
                <Empty icon=IconName::CloudCheck title=words.sync.empty_title text=words.sync.empty_text />
            })}
            {move || lines.with(|lines| lines.iter().take(FIRST).map(|line| item(here, line)).collect_view())}
            <Keeping here />
            <BottomAction><Button label=words.sync.send_now icon=IconName::CloudUp block=true busy on_click=send /></BottomAction>
        </Page>
    }
}

fn item(here: Here, line: &OutboxLine) -> impl IntoView + use<> {
    let words = here.words;
    let toaster = use_toaster();
    let state = match &line.verdict {
        None => SyncItemState::Waiting,
        Some(Verdict::Held { .. }) => SyncItemState::Held,
        Some(Verdict::Refused { reason, .. }) => SyncItemState::Refused(
            words
                .problem
                .refusal(reason.name(), line.field.unwrap_or_default()),
        ),
        Some(_) => SyncItemState::Sent,
    };
    let refused = matches!(state, SyncItemState::Refused(_));
    let counter = line.change.counter;
    let put_aside = Callback::new(move |_| {
        spawn_local(async move {
            if let Err(error) = here.phone.drop_refused(counter).await {
                toaster.say(here.problem(error.code(), None));
            }
        });
    });
    let title = said(here, &line.doing);
    let recorded = here.instant(line.recorded);
    if refused {
        view! {
            <SyncItem title recorded state>
                <Button kind=ButtonKind::Quiet label=words.sync.drop on_click=put_aside />
            </SyncItem>
        }
        .into_any()
    } else {
        view! { <SyncItem title recorded state /> }.into_any()
    }
}

/// What a change does, in words: the verb, whom or what, and where.
pub(super) fn said(here: Here, doing: &Doing) -> String {
    let words = here.words;
    let what = match doing.mark {
        Some(mark) => words.roll.state_of(&doing.subject, shown_mark(mark).word(words)),
        None => format!("{} {}", words.log.verb(doing.kind, doing.action), doing.subject)
            .trim()
            .to_owned(),
    };
    dotted([
        what,
        doing.place.clone(),
        doing.day.map_or_else(String::new, |day| here.day(day)),
    ])
}
