//! What waits on this phone, item by item, with the reason and what to do.

use domain::change::Change;
use domain::id::Id;
use domain::kind::Kind;
use domain::record::{
    attendance, consent, delivery, group, headcount, registration, session, spec, volunteer_hours,
};
use domain::replica::{Outgoing, Replica};
use domain::value::FieldValue;
use domain::verdict::{Answer, Verdict};
use domain::view::{Doing, OutboxLine, outbox};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::here::{Here, dotted, here};
use super::parcel::Parcels;
use super::roll::shown_mark;
use super::settings::Keeping;
use crate::component::{
    BottomAction, Button, ButtonKind, Empty, IconName, LinkButton, Notice, NoticeKind, Page, SyncItem,
    SyncItemState, Toaster, use_toaster,
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
    let phase = {
        let state = state.clone();
        Memo::new(move |_| state.get().phase)
    };
    let failed = Memo::new(move |_| {
        state
            .get()
            .trouble
            .map_or("offline", |trouble| trouble.failure.code())
    });
    let send = Callback::new(move |_| here.phone.sync_now());
    let empty = Memo::new(move |_| lines.with(Vec::is_empty) && unreadable.get() == 0);
    view! {
        <Page title=words.sync.title subtitle=last back="/app" columns=true>
            {move || match phase.get() {
                Phase::SignedOut => Some(view! {
                    <Notice kind=NoticeKind::Warning text=words.problem.signed_out>
                        <LinkButton href="/app/sign-in?again" label=words.entry.sign_in />
                    </Notice>
                }.into_any()),
                Phase::UpdateRequired => Some(view! { <Notice kind=NoticeKind::Warning text=words.problem.update_required /> }.into_any()),
                Phase::Offline => Some(view! { <Notice text=words.problem.sentence(failed.get()) /> }.into_any()),
                _ => None,
            }}
            {move || (unreadable.get() > 0).then(|| view! {
                <Notice kind=NoticeKind::Warning title=words.sync.unreadable(unreadable.get()) text=words.sync.unreadable_why />
            })}
            {move || empty.get().then(|| view! {
                <Empty icon=IconName::CloudCheck title=words.sync.empty_title text=words.sync.empty_text />
            })}
            {move || lines.with(|lines| lines.iter().take(FIRST).map(|line| item(here, line)).collect_view())}
            <Parcels here />
            <Keeping here />
            <BottomAction><Button label=words.sync.send_now icon=IconName::CloudUp block=true busy on_click=send /></BottomAction>
        </Page>
    }
}

fn item(here: Here, line: &OutboxLine) -> impl IntoView + use<> {
    let words = here.words;
    let toaster = use_toaster();
    let state = match &line.answer {
        None => SyncItemState::Waiting,
        Some(answer) => answered(here, line.change.kind, answer),
    };
    let refused = matches!(state, SyncItemState::Refused(_));
    let counter = line.change.counter;
    let put_aside = Callback::new(move |_| {
        spawn_local(async move {
            match here.phone.put_aside(counter).await {
                Ok(Some(dropped)) => {
                    let back = move || put_back(here, dropped.clone(), toaster);
                    toaster.say_with_undo(words.sync.dropped.to_owned(), back);
                }
                Ok(None) => {}
                Err(error) => toaster.say(here.problem(error.code(), None)),
            }
        });
    });
    let again = Callback::new(move |_| {
        spawn_local(async move {
            match here.phone.try_again(counter).await {
                Ok(()) => toaster.say(words.sync.tried_again),
                Err(error) => toaster.say(here.record_error(&error, &[])),
            }
        });
    });
    let mend = here.phone.read(|replica| mending(replica, &line.change));
    let title = said(here, &line.doing);
    let recorded = here.instant_within(line.recorded);
    if refused {
        view! {
            <SyncItem title recorded state>
                {mend.map(|href| view! { <LinkButton href label=words.sync.correct icon=IconName::Edit /> })}
                <Button kind=ButtonKind::Quiet label=words.common.retry icon=IconName::CloudUp on_click=again />
                <Button kind=ButtonKind::Quiet label=words.sync.drop on_click=put_aside />
            </SyncItem>
        }
        .into_any()
    } else {
        view! { <SyncItem title recorded state /> }.into_any()
    }
}

/// Brings a refused change back to what needs a person.
fn put_back(here: Here, dropped: Outgoing, toaster: Toaster) {
    spawn_local(async move {
        match here.phone.put_back(dropped).await {
            Ok(()) => toaster.say(here.words.common.undone),
            Err(error) => toaster.say(here.problem(error.code(), None)),
        }
    });
}

/// Where what was refused can be put right; a person whom the server did not take keeps their id.
fn mending(replica: &Replica, change: &Change) -> Option<String> {
    let known = |id: Id| replica.get(id).is_some();
    let of =
        |field| Option::<Id>::read(change.set.get(field)).or_else(|| replica.get(change.record)?.read(field));
    let person = |id: Option<Id>| id.filter(|id| known(*id)).map(|id| format!("/app/person/{id}"));
    let roll = |id: Option<Id>| id.filter(|id| known(*id)).map(|id| format!("/app/roll/{id}"));
    let activity = |id: Option<Id>| id.filter(|id| known(*id)).map(|id| format!("/app/activity/{id}"));
    match change.kind {
        Kind::Beneficiary => Some(format!(
            "/app/edit-person/{}?mend={}",
            change.record, change.counter
        )),
        Kind::Registration => person(of(registration::BENEFICIARY)),
        Kind::Consent => person(of(consent::BENEFICIARY)),
        Kind::Attendance => roll(of(attendance::SESSION)),
        Kind::HeadCount => roll(of(headcount::SESSION)),
        Kind::Delivery => roll(of(delivery::SESSION)).or_else(|| activity(of(delivery::ACTIVITY))),
        Kind::Session => roll(Some(change.record)).or_else(|| activity(of(session::ACTIVITY))),
        Kind::Project => Some(change.record)
            .filter(|id| known(*id))
            .map(|id| format!("/app/project/{id}")),
        Kind::Activity => activity(Some(change.record)),
        Kind::Group | Kind::Schedule => activity(of(group::ACTIVITY)),
        Kind::VolunteerHours => of(volunteer_hours::MEMBER).map(|member| format!("/app/hours/{member}")),
        Kind::Member | Kind::Device | Kind::Invitation => Some("/app/team".to_owned()),
        _ => None,
    }
}

/// What the server answered, in words. For a conflict, whose value stands.
pub(super) fn answered(here: Here, kind: Kind, answer: &Answer) -> SyncItemState {
    let words = here.words;
    match &answer.verdict {
        Verdict::Accepted => SyncItemState::Received {
            number: answer.seq,
            at: here.instant_within(answer.received),
        },
        Verdict::Parallel => SyncItemState::Parallel,
        Verdict::Conflict { stands: true, .. } => SyncItemState::Conflict(words.sync.yours_stands.to_owned()),
        Verdict::Conflict { .. } => SyncItemState::Conflict(words.sync.other_stands.to_owned()),
        Verdict::Held { .. } => SyncItemState::Held,
        Verdict::Refused { field, reason } => {
            let field = field
                .and_then(|field| spec(kind, field))
                .map_or("", |spec| spec.name);
            SyncItemState::Refused(words.problem.refusal(reason.name(), field))
        }
    }
}

/// What a change does, in words: the verb, whom or what, and where.
pub(super) fn said(here: Here, doing: &Doing) -> String {
    let words = here.words;
    let what = match doing.mark {
        // Of someone this phone may no longer see, the state is all there is to say.
        Some(mark) if doing.subject.is_empty() => shown_mark(mark).word(words).to_owned(),
        Some(mark) => words.roll.state_of(&doing.subject, shown_mark(mark).word(words)),
        None => format!("{} {}", words.log.verb(doing.kind, doing.action), doing.subject)
            .trim()
            .to_owned(),
    };
    dotted([
        what,
        doing.item.clone(),
        doing.place.clone(),
        doing.day.map_or_else(String::new, |day| here.day(day)),
    ])
}
