//! This session and what follows by the same rule, moved or called off together.

use domain::calendar::ramadan;
use domain::id::Id;
use domain::kind::Kind;
use domain::record::{CancelReason, Session};
use domain::time::Day;
use domain::view::series;
use leptos::prelude::*;
use leptos_router::hooks::{use_navigate, use_params_map};

use super::super::here::{Here, dotted, here, shown_day, time};
use super::super::new_session::minutes_of;
use crate::component::{
    BottomAction, Button, ButtonKind, Choice, ChoiceOption, Empty, Field, FieldKind, IconName, Page, Select,
};
use crate::intent::{ChangeSeries, Turn, days_to};

/// What the form of a series holds.
#[derive(Clone, Copy)]
struct Typed {
    from: RwSignal<String>,
    until: RwSignal<String>,
    what: RwSignal<String>,
    weekday: RwSignal<String>,
    start: RwSignal<String>,
    minutes: RwSignal<String>,
    place: RwSignal<String>,
    reason: RwSignal<String>,
}

impl Typed {
    fn of(session: &Session) -> Self {
        Typed {
            from: RwSignal::new(session.day.to_string()),
            until: RwSignal::default(),
            what: RwSignal::new("move".to_owned()),
            weekday: RwSignal::new(session.day.weekday().to_string()),
            start: RwSignal::new(time(session.slot)),
            minutes: RwSignal::new(session.minutes.to_string()),
            place: RwSignal::new(session.place.clone()),
            reason: RwSignal::new(CancelReason::Holiday.name().to_owned()),
        }
    }

    fn moves(self) -> bool {
        self.what.with(|what| what == "move")
    }

    /// What becomes of sessions of which the first is on a day, where all are on its weekday; `None` where no time is given.
    /// None is moved to before today or before the day from which they change.
    fn turn(self, first: Option<Day>, today: Day) -> Option<Turn> {
        if !self.moves() {
            let reason = self.reason.with(|name| CancelReason::from_name(name));
            return Some(Turn::CallOff(reason.unwrap_or(CancelReason::Misc)));
        }
        let to = self.weekday.with(|day| day.parse().ok());
        let from = self.from.with(|day| Day::from_iso(day));
        let earliest = from.map_or(today, |from| from.max(today));
        let days = first
            .zip(to)
            .map_or(0, |(first, to)| days_to(to, first, earliest));
        Some(Turn::Move {
            days,
            slot: self.start.with(|start| minutes_of(start))?,
            minutes: domain::fold::fold(&self.minutes.get()).trim().parse().ok()?,
            place: self.place.get(),
        })
    }
}

/// The page of the series of a session.
#[component]
pub(in super::super) fn SeriesPage() -> impl IntoView {
    let here = here();
    let words = here.words;
    let id = use_params_map().with_untracked(|params| params.get("id")?.parse::<Id>().ok());
    let session = id.and_then(|id| Some((id, here.phone.read(|replica| replica.view::<Session>(id))?)));
    let plans = here.asker().is_some_and(|asker| asker.plans());
    match session.filter(|_| plans) {
        Some((id, session)) => view! {
            <Page title=words.calendar.series subtitle=here.day(session.day) back=format!("/app/roll/{id}")>
                <Form here id session />
            </Page>
        }
        .into_any(),
        None => view! {
            <Page title=words.calendar.series back="/app">
                <Empty icon=IconName::Calendar title=words.calendar.series text=words.calendar.none />
            </Page>
        }
        .into_any(),
    }
}

#[component]
fn Form(here: Here, id: Id, session: Session) -> impl IntoView {
    let words = here.words;
    let typed = Typed::of(&session);
    let all = Memo::new(move |_| {
        let from = typed.from.with(|day| Day::from_iso(day)).unwrap_or(session.day);
        let until = typed.until.with(|day| Day::from_iso(day));
        let kinds = &[Kind::Session, Kind::Attendance, Kind::HeadCount];
        here.phone
            .watch(kinds, |replica| series(replica, id, from, until))
    });
    // Where a rule has several weekdays, they keep them.
    let first = Memo::new(move |_| {
        all.with(|all| {
            let first = all.first().map(|(_, one)| one.day)?;
            all.iter()
                .all(|(_, one)| one.day.weekday() == first.weekday())
                .then_some(first)
        })
    });
    let turn = Memo::new(move |_| typed.turn(first.get(), here.today()));
    let navigate = use_navigate();
    let back = format!("/app/activity/{}", session.activity);
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let Some(turn) = turn.get_untracked() else {
            return;
        };
        let change = ChangeSeries {
            sessions: all.get_untracked(),
            turn,
        };
        let count = change.sessions.len() as u64;
        let edits = here.phone.read(|replica| change.edits(replica));
        let moved = untrack(|| typed.moves());
        here.record_with_undo(edits, move || {
            if moved {
                words.calendar.changed(count)
            } else {
                words.calendar.called_off(count)
            }
        });
        navigate(&back, Default::default());
    };
    let what = vec![
        ChoiceOption::new("move", words.calendar.change).icon(IconName::Repeat),
        ChoiceOption::new("off", words.calendar.call_off).icon(IconName::Cross),
    ];
    view! {
        <form class="stack" on:submit=submit novalidate>
            <p class="muted">{words.calendar.stays}</p>
            <Field label=words.calendar.from name="from" kind=FieldKind::Date value=typed.from />
            <Field label=words.calendar.until name="until" kind=FieldKind::Date value=typed.until note=words.common.optional />
            <InRamadan here typed />
            <Choice legend=words.calendar.what name="what" options=what selected=typed.what />
            {move || if typed.moves() {
                view! { <Moving here typed first /> }.into_any()
            } else {
                let option = |reason: CancelReason| ChoiceOption::new(reason.name(), words.session.reason(reason.name()));
                let reasons: Vec<ChoiceOption> = CancelReason::chosen().map(option).collect();
                view! { <Choice legend=words.calendar.reason name="reason" options=reasons selected=typed.reason /> }.into_any()
            }}
            <p role="status"><strong>{move || all.with(|all| words.calendar.concerned(all.len() as u64))}</strong></p>
            <ul class="month__list">{move || {
                let turn = turn.get();
                all.with(|all| all.iter().map(|(_, one)| view! { <li>{becomes(here, one, turn.as_ref())}</li> }).collect_view())
            }}</ul>
            {move || all.with(|all| !all.is_empty()).then(|| view! {
                <BottomAction><Button label=words.calendar.save icon=IconName::Check submit=true block=true /></BottomAction>
            })}
        </form>
    }
}

/// When a session is, and when it will be, where that alters.
fn becomes(here: Here, one: &Session, turn: Option<&Turn>) -> String {
    let when = |one: &Session| {
        dotted([
            shown_day(one.day).long(here.lang()),
            here.hours(one.slot, one.minutes),
        ])
    };
    let (before, there) = (when(one), turn.and_then(|turn| turn.there(one)));
    match there.map(|there| when(&there)).filter(|after| *after != before) {
        Some(after) => here.words.calendar.becomes(&before, &after),
        None => before,
    }
}

/// Fills in the next Ramadan, as near as it is known.
#[component]
fn InRamadan(here: Here, typed: Typed) -> impl IntoView {
    let words = here.words.calendar;
    let (first, last) = ramadan(here.today());
    let between = words.between(&here.day_within(first), &here.day_within(last));
    let fill = Callback::new(move |_| {
        typed.from.set(first.max(here.today()).to_string());
        typed.until.set(last.to_string());
    });
    view! {
        <Button label=words.for_ramadan kind=ButtonKind::Quiet icon=IconName::Calendar on_click=fill />
        <p class="muted">{dotted([between, words.near.to_owned()])}</p>
    }
}

/// The new time and place.
#[component]
fn Moving(here: Here, typed: Typed, first: Memo<Option<Day>>) -> impl IntoView {
    let words = here.words;
    let days = (0..7u8).map(move |day| ChoiceOption::new(day.to_string(), here.lang().weekday(day)));
    let days: Vec<ChoiceOption> = days.collect();
    view! {
        {move || first.get().map(|_| view! {
            <Select label=words.calendar.on_day name="weekday" options=days.clone() selected=typed.weekday />
        })}
        <Field label=words.field.start_time name="start" kind=FieldKind::Time value=typed.start required=true />
        <Field label=words.field.minutes name="minutes" kind=FieldKind::Number value=typed.minutes />
        <Field label=words.field.place name="place" value=typed.place note=words.common.optional />
    }
}
