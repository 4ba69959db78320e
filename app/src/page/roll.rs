//! Roll call: the screen that matters most.

use std::sync::Arc;

use domain::id::Id;
use domain::kind::Kind;
use domain::record::{CancelReason, Mark as Said, RollStart, SessionStatus};
use domain::view::{People, PersonLine, Roll, counts, head_count, mark, roll};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use super::here::{Here, dotted, here, time};
use crate::component::{
    AttendanceRow, BottomAction, Button, ButtonKind, Counts, Empty, IconButton, IconName, LinkButton, Mark,
    Notice, NoticeKind, Page, SearchField, Sheet, SheetAction, StateSheet, Stepper, Tone, WindowedList,
};
use crate::intent::{CancelSession, CloseRoll, CountHeads, MarkAttendance, next_mark, restore_session};

/// What a roll call reads again when it alters.
const KINDS: &[Kind] = &[
    Kind::Session,
    Kind::Activity,
    Kind::Group,
    Kind::Registration,
    Kind::Beneficiary,
];

/// What the screen of one session shares with its parts.
#[derive(Clone, Copy)]
struct Sheets {
    here: Here,
    session: Id,
    /// The person whose states are open.
    person: RwSignal<Option<(Id, String)>>,
    more: RwSignal<bool>,
    reasons: RwSignal<bool>,
    counting: RwSignal<bool>,
    can_mark: Memo<bool>,
}

/// The roll call of one session.
#[component]
pub(super) fn RollPage() -> impl IntoView {
    let here = here();
    let id = use_params_map()
        .with_untracked(|params| params.get("id"))
        .and_then(|id| id.parse::<Id>().ok());
    let sheet = Memo::new(move |_| {
        id.and_then(|id| {
            here.phone
                .watch(KINDS, |replica| roll(replica, id, here.arabic()))
        })
    });
    let known = Memo::new(move |_| sheet.with(Option::is_some));
    move || match id.filter(|_| known.get()) {
        Some(session) => view! { <Open here session sheet /> }.into_any(),
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
fn Open(here: Here, session: Id, sheet: Memo<Option<Roll>>) -> impl IntoView {
    let words = here.words;
    let status = Memo::new(move |_| sheet.with(|roll| roll.as_ref().map(|roll| roll.session.status)));
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
    let can_mark = Memo::new(move |_| may.get() && !to_come.get() && !cancelled.get());
    let sheets = Sheets {
        here,
        session,
        person: RwSignal::new(None),
        more: RwSignal::new(false),
        reasons: RwSignal::new(false),
        counting: RwSignal::new(false),
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
        let expected = people.with(|people| people.lines().len());
        here.phone
            .watch(&[Kind::Attendance], |replica| counts(replica, session, expected))
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
            <Reasons sheets />
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

/// The search, everyone on the sheet, and those a search finds beyond it.
#[component]
fn Names(sheets: Sheets, people: Memo<People>) -> impl IntoView {
    let Sheets {
        here,
        session,
        can_mark,
        ..
    } = sheets;
    let words = here.words;
    let query = RwSignal::new(String::new());
    let found = Memo::new(move |_| {
        let query = query.get();
        people.with(|people| {
            Arc::new(
                people
                    .find(&query)
                    .into_iter()
                    .map(|at| people.lines()[at].clone())
                    .collect::<Vec<_>>(),
            )
        })
    });
    let empty = Memo::new(move |_| people.with(|people| people.lines().is_empty()));
    let newcomer = move || {
        let name = query.get();
        let name =
            leptos_router::params::ParamsMap::from_iter([("session", session.to_string()), ("name", name)]);
        format!("/app/add{}", name.to_query_string())
    };
    view! {
        {move || (!empty.get()).then(|| view! { <SearchField value=query label=words.roll.search /> })}
        {move || (empty.get() && query.with(String::is_empty)).then(|| view! {
            <Empty icon=IconName::People title=words.roll.empty_title text=words.roll.empty_text />
        })}
        <WindowedList
            each=Signal::derive(move || found.get()) key=|line: &PersonLine| line.id label=words.roll.title
            children=move |line| view! { <Row sheets line /> }
        />
        {move || (can_mark.get() && !query.with(String::is_empty)).then(|| view! { <Others sheets people query /> })}
        {move || can_mark.get().then(|| view! {
            <p class="roll__add">
                <LinkButton
                    href=Signal::derive(newcomer) kind=ButtonKind::Quiet icon=IconName::PersonAdd block=true
                    label=Signal::derive(move || if query.with(String::is_empty) { words.roll.add_walk_in.to_owned() } else { words.roll.named_walk_in(&query.get()) })
                />
            </p>
        })}
    }
}

/// One person on the sheet.
#[component]
fn Row(sheets: Sheets, line: PersonLine) -> impl IntoView {
    let Sheets {
        here,
        session,
        person,
        can_mark,
        ..
    } = sheets;
    let words = here.words;
    let id = line.id;
    let said = Memo::new(move |_| {
        here.phone.watch(&[Kind::Attendance, Kind::Member], |replica| {
            mark(replica, session, id)
        })
    });
    let about = about(here, &line);
    let detail = Signal::derive(move || {
        said.with(|said| {
            let arrived = said
                .arrived_minute
                .map(|minute| words.roll.arrived_at(&time(minute)));
            dotted([arrived.unwrap_or_default(), said.note.clone(), about.clone()])
        })
    });
    let (name, title) = (line.name.clone(), line.name);
    let tap = Callback::new(move |()| {
        let now = said.get_untracked().status;
        sheets.say(id, name.clone(), next_mark(now), String::new());
    });
    let states = Callback::new(move |()| person.set(Some((id, title.clone()))));
    view! {
        <AttendanceRow
            name=name_now(here, id) detail mark=Signal::derive(move || shown_mark(said.get().status))
            read_only=Signal::derive(move || !can_mark.get()) on_tap=tap on_states=states
        />
    }
}

/// A person's name, read anew so that a correction shows at once.
fn name_now(here: Here, id: Id) -> Signal<String> {
    Signal::derive(move || {
        here.phone.watch(&[Kind::Beneficiary], |replica| {
            domain::view::name_of(replica, id, here.arabic())
        })
    })
}

/// What tells namesakes apart, in one line.
fn about(here: Here, line: &PersonLine) -> String {
    let walk_in = if line.walk_in {
        here.words.roll.walk_in.to_owned()
    } else {
        String::new()
    };
    let age = line
        .age
        .and_then(|age| u64::try_from(age).ok())
        .map(|age| here.words.common.years_old(age));
    dotted([
        walk_in,
        line.parent.clone(),
        line.place.clone(),
        age.unwrap_or_default(),
    ])
}

impl Sheets {
    /// Says of a person whether they came, with a way back.
    fn say(self, beneficiary: Id, name: String, status: Said, note: String) {
        let Sheets { here, session, .. } = self;
        let intent = MarkAttendance {
            note,
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

/// People whom a search finds beyond the sheet: a tap makes them walk-ins.
#[component]
fn Others(sheets: Sheets, people: Memo<People>, query: RwSignal<String>) -> impl IntoView {
    let here = sheets.here;
    let everyone = Memo::new(move |_| {
        let today = here.today();
        here.phone.watch(&[Kind::Beneficiary], |replica| {
            People::everyone(replica, here.arabic(), today)
        })
    });
    let others = move || {
        let query = query.get();
        people.with(|here_now| {
            everyone.with(|everyone| {
                let on_sheet = |line: &&PersonLine| !here_now.lines().iter().any(|one| one.id == line.id);
                let found = everyone
                    .find(&query)
                    .into_iter()
                    .map(|at| &everyone.lines()[at])
                    .filter(on_sheet);
                found.take(5).cloned().collect::<Vec<_>>()
            })
        })
    };
    let row = move |line: PersonLine| {
        let (id, name) = (line.id, line.name.clone());
        let detail = about(here, &line);
        view! {
            <button type="button" class="row" on:click=move |_| sheets.say(id, name.clone(), Said::Present, String::new())>
                <span class="row__words">
                    <bdi class="row__title">{line.name.clone()}</bdi>
                    <span class="row__detail">{dotted([here.words.roll.walk_in.to_owned(), detail.clone()])}</span>
                </span>
            </button>
        }
    };
    view! { <div class="roll__others">{move || others().into_iter().map(row).collect_view()}</div> }
}

/// The main action: everyone else absent, or present where the roll starts so.
#[component]
fn Closing(
    sheets: Sheets,
    totals: Memo<domain::view::Counts>,
    #[prop(into)] start: Signal<RollStart>,
) -> impl IntoView {
    let Sheets {
        here,
        session,
        can_mark,
        ..
    } = sheets;
    let words = here.words;
    let close = Callback::new(move |_| {
        let edits = here
            .phone
            .read(|replica| CloseRoll { session }.edits(replica, here.phone.clock()));
        let left = totals.get_untracked().unmarked as u64;
        let all_present = start.get_untracked() == RollStart::AllPresent;
        here.record_with_undo(edits, move || {
            if all_present {
                words.roll.finished.to_owned()
            } else {
                words.roll.made_absent(left)
            }
        });
    });
    let label = Signal::derive(move || match start.get() {
        RollStart::AllPresent => words.roll.everyone_present.to_owned(),
        _ => words.roll.everyone_else_absent.to_owned(),
    });
    move || {
        let counts = totals.get();
        (can_mark.get() && counts.unmarked > 0).then(|| {
            view! {
                <BottomAction><Button label icon=IconName::Check block=true on_click=close /></BottomAction>
            }
        })
    }
}

/// The states of one person, and why excused.
#[component]
fn States(sheets: Sheets) -> impl IntoView {
    let Sheets {
        here,
        session,
        person,
        ..
    } = sheets;
    let words = here.words;
    let name = Signal::derive(move || person.get().map(|(_, name)| name));
    let now = Signal::derive(move || {
        let id = person.get().map(|(id, _)| id);
        id.map_or(Mark::Unmarked, |id| {
            here.phone.watch(&[Kind::Attendance], |replica| {
                shown_mark(mark(replica, session, id).status)
            })
        })
    });
    let excusing = RwSignal::new(None::<(Id, String)>);
    let choose = Callback::new(move |choice: Mark| {
        let Some((id, name)) = person.get_untracked() else {
            return;
        };
        person.set(None);
        if choice == Mark::Excused {
            excusing.set(Some((id, name)));
        } else {
            sheets.say(id, name, said_mark(choice), String::new());
        }
    });
    let reason = move |word: &'static str| {
        let chosen = Callback::new(move |()| {
            if let Some((id, name)) = excusing.get_untracked() {
                excusing.set(None);
                sheets.say(id, name, Said::Excused, word.to_owned());
            }
        });
        view! { <SheetAction icon=IconName::Excused label=word tone=Tone::Sky on_click=chosen /> }
    };
    let reasons = move || {
        let roll = &words.roll;
        [
            roll.reason_illness,
            roll.reason_family,
            roll.reason_school,
            roll.reason_work,
            roll.reason_transport,
            roll.reason_other,
        ]
    };
    view! {
        <StateSheet name mark=now on_choose=choose on_close=Callback::new(move |()| person.set(None)) />
        <Sheet
            open=Signal::derive(move || excusing.with(Option::is_some)) title=words.roll.reason
            on_close=Callback::new(move |()| excusing.set(None))
        >
            <div class="stack">{reasons().into_iter().map(reason).collect_view()}</div>
        </Sheet>
    }
}

/// What else can be done with a session.
#[component]
fn MoreSheet(sheets: Sheets, may: Memo<bool>) -> impl IntoView {
    let Sheets {
        here,
        more,
        reasons,
        counting,
        can_mark,
        ..
    } = sheets;
    let words = here.words;
    let then = move |open: RwSignal<bool>| {
        Callback::new(move |()| {
            more.set(false);
            open.set(true);
        })
    };
    view! {
        <Sheet open=more title=words.roll.more_actions on_close=Callback::new(move |()| more.set(false))>
            <div class="stack">
                {move || can_mark.get().then(|| view! {
                    <SheetAction icon=IconName::People label=words.roll.head_count detail=words.roll.head_count_hint tone=Tone::Teal on_click=then(counting) />
                })}
                {move || may.get().then(|| view! {
                    <SheetAction icon=IconName::Cross label=words.session.did_not_happen tone=Tone::Brick on_click=then(reasons) />
                })}
            </div>
        </Sheet>
    }
}

/// Why a session did not take place.
#[component]
fn Reasons(sheets: Sheets) -> impl IntoView {
    let Sheets {
        here,
        session,
        reasons,
        ..
    } = sheets;
    let words = here.words;
    let row = move |reason: CancelReason| {
        let chosen = Callback::new(move |()| {
            reasons.set(false);
            let why = words.session.reason(reason.name());
            here.record_with_undo(CancelSession { session, reason }.edits(), move || {
                words.session.cancelled_because(why)
            });
        });
        view! { <SheetAction icon=IconName::Cross label=words.session.reason(reason.name()) tone=Tone::Brick on_click=chosen /> }
    };
    view! {
        <Sheet open=reasons title=words.session.why on_close=Callback::new(move |()| reasons.set(false))>
            <div class="stack">{CancelReason::ALL.iter().copied().map(row).collect_view()}</div>
        </Sheet>
    }
}

/// A cancelled session says why, and can be brought back.
#[component]
fn CancelledNotice(here: Here, session: Id, may: Memo<bool>, sheet: Memo<Option<Roll>>) -> impl IntoView {
    let words = here.words;
    let why = Signal::derive(move || {
        let reason = sheet.with(|roll| roll.as_ref().and_then(|roll| roll.session.reason));
        words.session.cancelled_because(
            words
                .session
                .reason(reason.map_or("", |reason| CancelReason::from_number(reason).name())),
        )
    });
    let reopen = Callback::new(move |_| here.record(restore_session(session), |_| ()));
    view! {
        <Notice kind=NoticeKind::Warning text=why>
            {move || may.get().then(|| view! { <Button kind=ButtonKind::Quiet label=words.session.reopen on_click=reopen /> })}
        </Notice>
    }
}

/// This member's own count of people without names.
#[component]
fn HeadCounts(sheets: Sheets) -> impl IntoView {
    let Sheets {
        here,
        session,
        counting,
        ..
    } = sheets;
    let words = here.words;
    let own = here
        .phone
        .read(|replica| head_count(replica, session, replica.me().map(|me| me.member)).1);
    let value = |number: i64| RwSignal::new(u32::try_from(number).unwrap_or_default());
    let (women, men, girls, boys) = (
        value(own.women),
        value(own.men),
        value(own.girls),
        value(own.boys),
    );
    let save = Callback::new(move |_| {
        let count = CountHeads {
            session,
            women: women.get_untracked(),
            men: men.get_untracked(),
            girls: girls.get_untracked(),
            boys: boys.get_untracked(),
        };
        let edits = here.phone.read(|replica| count.edits(replica));
        counting.set(false);
        here.record_with_undo(edits, move || words.common.saved_here.to_owned());
    });
    view! {
        <Sheet open=counting title=words.roll.head_count on_close=Callback::new(move |()| counting.set(false))>
            <div class="stack">
                <p class="muted">{words.roll.head_count_hint}</p>
                <Stepper label=words.roll.women value=women />
                <Stepper label=words.roll.men value=men />
                <Stepper label=words.roll.girls value=girls />
                <Stepper label=words.roll.boys value=boys />
                <Button label=words.common.save block=true on_click=save />
            </div>
        </Sheet>
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

/// A mark as it is recorded.
const fn said_mark(mark: Mark) -> Said {
    match mark {
        Mark::Present => Said::Present,
        Mark::Late => Said::Late,
        Mark::Excused => Said::Excused,
        Mark::Absent => Said::Absent,
        Mark::Unmarked => Said::Unmarked,
    }
}
