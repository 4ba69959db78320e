//! Roll call: the screen that matters most.

mod closing;
mod handing;
mod more;
mod names;
mod states;

use std::collections::BTreeSet;

use domain::id::Id;
use domain::kind::Kind;
use domain::record::{Excuse, Mark as Said, RollStart, Session, SessionStatus};
use domain::view::{People, Roll, belonging, counts, head_count, roll, walk_ins};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use self::closing::Closing;
use self::handing::{Handing, To};
use self::more::{CancelledNotice, HeadCounts, MoreSheet};
use self::names::Names;
use self::states::States;
use super::here::{Here, dotted, here};
use super::why_not::WhyNot;
use crate::component::{Counts, Empty, IconButton, IconName, LinkButton, Mark, Notice, Page};
use crate::intent::MarkAttendance;

/// What a roll call reads again when it alters, beside who is on it.
const KINDS: &[Kind] = &[Kind::Session, Kind::Activity, Kind::Group, Kind::Beneficiary];
/// What says who belongs to a session.
const BELONGING: &[Kind] = &[Kind::Session, Kind::Registration, Kind::Beneficiary];

/// What the screen of one session shares with its parts.
#[derive(Clone, Copy)]
struct Sheets {
    here: Here,
    session: Id,
    /// The person whose states are open.
    person: RwSignal<Option<(Id, String)>>,
    more: RwSignal<bool>,
    reasons: RwSignal<Option<Id>>,
    counting: RwSignal<bool>,
    /// To whom something is being handed over.
    handing: RwSignal<Option<To>>,
    can_mark: Memo<bool>,
}

/// The roll call of one session.
#[component]
pub(super) fn RollPage() -> impl IntoView {
    let here = here();
    let id = use_params_map()
        .with_untracked(|params| params.get("id"))
        .and_then(|id| id.parse::<Id>().ok());
    let belongs = Memo::new(move |_| {
        here.phone.watch(BELONGING, |replica| {
            let session = id.and_then(|id| replica.view::<Session>(id));
            session.map_or_else(BTreeSet::new, |session| belonging(replica, &session))
        })
    });
    // A tap reads the marks alone; the sheet is made again only when someone comes to it or leaves it.
    let guests = Memo::new(move |_| {
        here.phone.watch(&[Kind::Attendance], |replica| {
            id.map_or_else(BTreeSet::new, |id| {
                belongs.with(|belongs| walk_ins(replica, id, belongs))
            })
        })
    });
    let sheet = Memo::new(move |_| {
        // Read, not only tracked: a memo that nobody reads is never made, and hears of no mark.
        belongs.with(|_| ());
        guests.with(|_| ());
        id.and_then(|id| {
            here.phone
                .watch(KINDS, |replica| roll(replica, id, here.arabic()))
        })
    });
    let known = Memo::new(move |_| sheet.with(Option::is_some));
    move || match id.filter(|_| known.get()) {
        Some(session) => view! { <Open here session sheet belongs /> }.into_any(),
        None => view! { <Missing here /> }.into_any(),
    }
}

/// What is said of a session this phone does not have.
#[component]
fn Missing(here: Here) -> impl IntoView {
    let words = here.words;
    view! {
        <Page title=words.roll.title back="/app">
            <Empty icon=IconName::Search title=words.common.nothing_found text=words.problem.not_found>
                <LinkButton href="/app" label=words.shell.go_today />
            </Empty>
        </Page>
    }
}

/// The sheet of a session that is here.
#[component]
fn Open(here: Here, session: Id, sheet: Memo<Option<Roll>>, belongs: Memo<BTreeSet<Id>>) -> impl IntoView {
    let words = here.words;
    let status = Memo::new(move |_| sheet.with(|roll| roll.as_ref().map(|roll| roll.session.status)));
    // Warned of, not forbidden: it may be this phone's clock that is wrong.
    let to_come = Memo::new(move |_| {
        let today = here.today();
        sheet.with(|roll| roll.as_ref().is_some_and(|roll| roll.session.day > today))
    });
    let may = Memo::new(move |_| {
        let activity = sheet.with(|roll| roll.as_ref().map(|roll| roll.session.activity));
        activity
            .zip(here.asker())
            .is_some_and(|(activity, asker)| asker.records_in(activity))
    });
    let cancelled = Memo::new(move |_| status.get() == Some(SessionStatus::Cancelled));
    let can_mark = Memo::new(move |_| may.get() && !cancelled.get());
    let sheets = Sheets {
        here,
        session,
        person: RwSignal::new(None),
        more: RwSignal::new(false),
        reasons: RwSignal::new(None),
        counting: RwSignal::new(false),
        handing: RwSignal::new(None),
        can_mark,
    };
    let title = Signal::derive(move || {
        sheet
            .with(|roll| roll.as_ref().map(|roll| roll.title.clone()))
            .unwrap_or_default()
    });
    let subtitle = Signal::derive(move || {
        sheet
            .with(|roll| roll.as_ref().map(|roll| subtitle(here, roll)))
            .unwrap_or_default()
    });
    let tools = move || {
        may.get().then(|| {
            view! {
                <IconButton
                    icon=IconName::More label=words.roll.more_actions
                    on_click=Callback::new(move |_| sheets.more.set(true))
                />
            }
        })
    };
    let people = Memo::new(move |_| {
        sheet.with(|roll| {
            roll.as_ref()
                .map_or_else(People::default, |roll| roll.people.clone())
        })
    });
    let totals = Memo::new(move |_| {
        here.phone.watch(&[Kind::Attendance], |replica| {
            belongs.with(|belongs| counts(replica, session, belongs))
        })
    });
    let numbers = Signal::derive(move || {
        let counts = totals.get();
        [
            counts.present,
            counts.late,
            counts.excused,
            counts.absent,
            counts.unmarked,
        ]
        .map(|number| number as u64)
    });
    let unnamed = Memo::new(move |_| {
        here.phone.watch(&[Kind::HeadCount], |replica| {
            head_count(replica, session, None).0.total()
        })
    });
    view! {
        <Page title subtitle back="/app" tools>
            {move || cancelled.get().then(|| view! { <CancelledNotice here session may sheet /> })}
            {move || (to_come.get() && !cancelled.get()).then(|| view! { <Notice text=words.roll.not_yet /> })}
            <Counts counts=numbers />
            {move || (unnamed.get() > 0).then(|| view! {
                <button type="button" class="roll__unnamed" on:click=move |_| sheets.counting.set(true)>
                    {words.roll.unnamed(unnamed.get().unsigned_abs())}
                </button>
            })}
            <Names sheets people />
            <Closing sheets totals start=Signal::derive(move || sheet.with(|roll| roll.as_ref().map_or(RollStart::Unmarked, |roll| roll.start))) />
            <States sheets />
            <MoreSheet sheets may />
            <Handing sheets />
            <WhyNot here session=sheets.reasons />
            {move || sheets.counting.get().then(|| view! { <HeadCounts sheets /> })}
        </Page>
    }
}

fn subtitle(here: Here, roll: &Roll) -> String {
    let session = &roll.session;
    dotted([
        roll.group.clone(),
        here.day(session.day),
        here.hours(session.slot, session.minutes),
    ])
}

impl Sheets {
    /// Says of a person whether they came, with a way back.
    fn say(self, beneficiary: Id, name: String, status: Said, excuse: Option<Excuse>) {
        let Sheets { here, session, .. } = self;
        let intent = MarkAttendance {
            excuse,
            ..MarkAttendance::tap(session, beneficiary, status)
        };
        let edits = here
            .phone
            .read(|replica| intent.edits(replica, here.phone.clock()));
        let words = here.words;
        here.record_with_undo(edits, move || {
            words.roll.marked_as(&name, shown_mark(status).word(words))
        });
    }
}

/// A mark as its colour, icon and word are drawn.
pub(super) const fn shown_mark(said: Said) -> Mark {
    match said {
        Said::Present => Mark::Present,
        Said::Late => Mark::Late,
        Said::Excused => Mark::Excused,
        Said::Absent => Mark::Absent,
        Said::Unmarked | Said::Other(_) => Mark::Unmarked,
    }
}
