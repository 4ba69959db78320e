//! The month on one sheet, and the sessions of the day that is chosen on it.

mod series;

use domain::calendar::holiday;
use domain::time::Day;
use domain::view::{DayLine, SessionLine, month, today};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

pub(super) use series::SeriesPage;

use super::here::{Here, dotted, here, shown_day};
use super::today::{SESSION_KINDS, card};
use crate::component::{Icon, IconName, Page};

/// The month of the day that the address names, else of today.
#[component]
pub(super) fn CalendarPage() -> impl IntoView {
    let here = here();
    let words = here.words.calendar;
    let params = use_query_map();
    let now = Memo::new(move |_| here.today());
    let chosen = Memo::new(move |_| {
        let asked = params.with(|params| params.get("on"));
        asked
            .and_then(|on| Day::from_iso(&on))
            .unwrap_or_else(|| now.get())
    });
    let weeks = Memo::new(move |_| {
        let day = chosen.get();
        here.phone.watch(SESSION_KINDS, |replica| month(replica, day))
    });
    let lines = Memo::new(move |_| {
        let day = chosen.get();
        here.phone.watch(SESSION_KINDS, |replica| today(replica, day))
    });
    view! {
        <Page title=words.title back="/app" columns=true>
            {move || view! { <Months here day=chosen.get() /> }}
            <table class="month">
                <thead><tr>{words.weekdays.split(' ').enumerate().map(|(at, short)| {
                    let long = here.lang().weekday(u8::try_from(at).unwrap_or_default());
                    view! { <th scope="col"><abbr title=long>{short}</abbr></th> }
                }).collect_view()}</tr></thead>
                <tbody>{move || weeks.with(|weeks| weeks.iter().map(|week| view! {
                    <tr>{week.iter().map(|line| cell(here, line, chosen.get(), now.get())).collect_view()}</tr>
                }).collect_view())}</tbody>
            </table>
            <h2 class="page__heading">{move || shown_day(chosen.get()).long(here.lang())}</h2>
            {move || celebrated(here, chosen.get())}
            {move || lines.with(|lines| listed(here, lines))}
        </Page>
    }
}

fn listed(here: Here, lines: &[SessionLine]) -> AnyView {
    if lines.is_empty() {
        return view! { <p class="muted">{here.words.calendar.nothing}</p> }.into_any();
    }
    view! { <div class="stack">{lines.iter().map(|line| card(here, line)).collect_view()}</div> }.into_any()
}

/// The holiday on a day, and whether its day is certain.
fn celebrated(here: Here, day: Day) -> Option<impl IntoView + use<>> {
    let words = here.words.calendar;
    let holiday = holiday(day)?;
    let near = if holiday.is_near() { words.near } else { "" };
    let text = dotted([words.holiday(holiday.name()).to_owned(), near.to_owned()]);
    Some(view! { <p class="month__holiday"><Icon name=IconName::Calendar /><span>{text}</span></p> })
}

/// The month's name, and the way to those beside it.
#[component]
fn Months(here: Here, day: Day) -> impl IntoView {
    let words = here.words.calendar;
    let (year, month, of_month) = day.ymd();
    let first = day.plus(1 - i32::from(of_month));
    let before = first.plus(-1);
    let before = before.plus(1 - i32::from(before.ymd().2));
    let after = first.plus(31);
    let after = after.plus(1 - i32::from(after.ymd().2));
    let to = |day: Day| format!("/app/calendar?on={day}");
    view! {
        <nav class="days">
            <a class="icon-button" href=to(before) aria-label=words.before><Icon name=IconName::Before /></a>
            <strong class="days__day">{format!("{} {year}", here.lang().month(month))}</strong>
            <a class="icon-button" href=to(after) aria-label=words.after><Icon name=IconName::Next /></a>
        </nav>
    }
}

/// A day on the sheet: its number, a dot for each session up to three, and what is celebrated.
fn cell(here: Here, line: &DayLine, chosen: Day, now: Day) -> impl IntoView + use<> {
    let words = here.words.calendar;
    let holiday = line.holiday.map_or("", |holiday| words.holiday(holiday.name()));
    let ramadan = if line.ramadan { words.ramadan } else { "" };
    let met = if line.sessions > 0 {
        here.words.today.sessions(line.sessions as u64)
    } else {
        String::new()
    };
    let said = dotted([
        shown_day(line.day).long(here.lang()),
        met,
        holiday.to_owned(),
        ramadan.to_owned(),
    ]);
    let class = format!(
        "month__day{}{}{}{}",
        if line.within { "" } else { " is-outside" },
        if line.holiday.is_some() { " is-holiday" } else { "" },
        if line.ramadan { " is-ramadan" } else { "" },
        if line.called_off { " is-off" } else { "" },
    );
    let current = (line.day == chosen).then_some("date");
    let dots = (0..line.sessions.min(3))
        .map(|_| view! { <i></i> })
        .collect_view();
    view! {
        <td>
            <a
                class=class href=format!("/app/calendar?on={}", line.day) aria-label=said aria-current=current
                data-today=(line.day == now).then_some("yes")
            >
                <span>{line.day.ymd().2}</span>
                <span class="month__dots" aria-hidden="true">{dots}</span>
            </a>
        </td>
    }
}
