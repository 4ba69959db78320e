//! A day as a head reads it at night: what took place, what nobody marked, who is new, who stays away, whose phone is
//! silent. From this phone alone, with no network.

use domain::kind::Kind;
use domain::time::Day;
use domain::view::{AwayLine, DeviceLine, Evening, FIGURE_KINDS, HoursLine, SessionLine, evening};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use super::file::needs;
use super::here::{Here, dotted, here, shown_day};
use super::inbox::InboxLink;
use super::today::card;
use crate::component::{Avatar, Card, Empty, Figure, Icon, IconName, LinkButton, ListRow, Page};
use crate::i18n::group;

/// The day that the address names, else today; whoever may not read it is told whom it is for.
#[component]
pub(super) fn EveningPage() -> impl IntoView {
    let here = here();
    let words = here.words;
    let sees = Memo::new(move |_| here.asker().is_some_and(|asker| asker.sees_all()));
    let leads = Memo::new(move |_| here.asker().is_some_and(|asker| asker.manages_team()));
    let params = use_query_map();
    let today = Memo::new(move |_| here.today());
    let day = Memo::new(move |_| {
        let asked = params.with(|params| params.get("on"));
        asked
            .and_then(|on| Day::from_iso(&on))
            .unwrap_or_else(|| today.get())
    });
    let told = Memo::new(move |_| {
        let kinds = [
            FIGURE_KINDS,
            &[
                Kind::Device,
                Kind::Member,
                Kind::Activity,
                Kind::Group,
                Kind::Association,
            ],
        ]
        .concat();
        let clock = here.hour();
        here.phone.watch(&kinds, |replica| {
            evening(replica, day.get(), clock, here.arabic())
        })
    });
    let subtitle = Signal::derive(move || shown_day(day.get()).long(here.lang()));
    view! {
        <Page title=words.evening.title subtitle back="/app/log" columns=true>
            {move || if sees.get() {
                view! {
                    <Days here day=day.get() today=today.get() />
                    <InboxLink here />
                    {told.with(|told| contents(here, day.get(), told))}
                    {told.with(|told| leads.get().then(|| needs(here, &told.file)))}
                }.into_any()
            } else {
                view! {
                    <Empty icon=IconName::Log title=words.evening.title text=words.evening.for_heads>
                        <LinkButton href="/app" label=words.shell.go_today />
                    </Empty>
                }.into_any()
            }}
        </Page>
    }
}

/// The way to the days beside it.
#[component]
fn Days(here: Here, day: Day, today: Day) -> impl IntoView {
    let words = here.words.evening;
    let to = |day: Day| format!("/app/day?on={day}");
    let before = format!("{}: {}", words.before, here.day(day.plus(-1)));
    let after = format!("{}: {}", words.after, here.day(day.plus(1)));
    view! {
        <nav class="days print-hidden">
            <a class="icon-button" href=to(day.plus(-1)) aria-label=before><Icon name=IconName::Before /></a>
            <strong class="days__day">{here.day(day)}</strong>
            {(day < today).then(|| view! {
                <a class="icon-button" href=to(day.plus(1)) aria-label=after><Icon name=IconName::Next /></a>
            })}
        </nav>
    }
}

fn contents(here: Here, day: Day, told: &Evening) -> AnyView {
    let words = here.words.evening;
    let number = |n: usize| group(here.lang(), n as u64);
    let sessions = told.held.len() + told.unmarked.len() + told.cancelled.len() + told.to_come.len();
    let behind =
        |of: &str, count: u64| (count > 0).then(|| format!("/app/report?from={day}&to={day}&of={of}"));
    let figures = (sessions > 0).then(|| {
        let unmarked = (!told.unmarked.is_empty()).then(|| format!("/app/day?on={day}#unmarked"));
        view! {
            <div class="figures">
                <Figure label=words.people value=group(here.lang(), told.people) href=behind("all", told.people) />
                <Figure label=words.held value=number(told.held.len()) href=behind("held", told.held.len() as u64) />
                <Figure label=words.unmarked value=number(told.unmarked.len()) href=unmarked />
                <Figure label=words.first value=number(told.first.len()) href=behind("new", told.first.len() as u64) />
            </div>
        }
    });
    let none = (sessions == 0).then(|| {
        view! { <Empty icon=IconName::Calendar title=words.nothing text=words.nothing_hint /> }
    });
    view! {
        {figures}
        {none}
        {cards(here, "unmarked", words.unmarked, words.unmarked_hint, &told.unmarked)}
        {list(words.away, words.away_hint, &told.away, |line| away(here, line))}
        {list(words.silent, words.silent_hint, &told.silent, |line| silent(here, line))}
        {list(words.first, "", &told.first, |(id, name)| {
            let avatar = name.clone();
            view! {
                <ListRow href=format!("/app/person/{id}") title=name.clone() start=move || view! { <Avatar name=avatar.clone() /> } />
            }.into_any()
        })}
        {cards(here, "held", words.held, "", &told.held)}
        {cards(here, "cancelled", words.cancelled, "", &told.cancelled)}
        {cards(here, "to_come", words.to_come, "", &told.to_come)}
        {list(words.hours, "", &told.hours, |line| hours(here, day, line))}
    }
    .into_any()
}

/// Sessions under a heading; nothing where there are none.
fn cards(
    here: Here,
    id: &'static str,
    title: &'static str,
    hint: &'static str,
    lines: &[SessionLine],
) -> impl IntoView + use<> {
    (!lines.is_empty()).then(|| {
        view! {
            <section class="stack" id=id>
                <div>
                    <h2 class="page__heading">{title}</h2>
                    {(!hint.is_empty()).then(|| view! { <p class="muted">{hint}</p> })}
                </div>
                {lines.iter().map(|line| card(here, line)).collect_view()}
            </section>
        }
    })
}

/// Lines under a heading; nothing where there are none.
fn list<T>(title: &'static str, hint: &'static str, lines: &[T], row: impl Fn(&T) -> AnyView) -> AnyView {
    let rows: Vec<AnyView> = lines.iter().map(row).collect();
    (!rows.is_empty())
        .then(|| {
            view! {
                <Card title>
                    {(!hint.is_empty()).then(|| view! { <p class="muted">{hint}</p> })}
                    <div class="list">{rows}</div>
                </Card>
            }
        })
        .into_any()
}

fn away(here: Here, line: &AwayLine) -> AnyView {
    let said = here
        .words
        .evening
        .running(line.times, &here.day_within(line.since));
    let (name, detail) = (line.name.clone(), dotted([line.title.clone(), said]));
    let avatar = name.clone();
    view! {
        <ListRow
            href=format!("/app/person/{}", line.person) title=name detail
            start=move || view! { <Avatar name=avatar.clone() /> }
        />
    }
    .into_any()
}

fn silent(here: Here, line: &DeviceLine) -> AnyView {
    let words = here.words.evening;
    let seen = line.device.seen;
    let said = seen.map_or_else(
        || words.never.to_owned(),
        |seen| words.seen(&here.instant_within(seen)),
    );
    view! {
        <ListRow
            href="/app/team" title=line.owner.clone() detail=dotted([line.device.name.clone(), said])
            start=move || view! { <Icon name=IconName::Phone /> }
        />
    }
    .into_any()
}

fn hours(here: Here, day: Day, line: &HoursLine) -> AnyView {
    let words = here.words.figures;
    let end = here.lasting(line.minutes);
    view! {
        <ListRow
            href=format!("/app/report?from={day}&to={day}&of=member:{}", line.member) title=line.name.clone() detail=words.in_sessions(line.sessions)
            end=move || view! { <strong class="figures__end">{end.clone()}</strong> }
        />
    }
    .into_any()
}
