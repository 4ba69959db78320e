//! Today: the day's sessions, those still to finish, and what comes next.

use domain::kind::Kind;
use domain::record::{CancelReason, SessionStatus};
use domain::view::{SessionLine, today, unfinished};
use leptos::prelude::*;

use super::activities::not_assigned;
use super::here::{Here, dotted, here};
use super::inbox::InboxLink;
use super::receiving::{Receiving, receiving};
use crate::component::{BottomAction, ButtonKind, Empty, IconName, LinkButton, Page, SessionCard, Tone};

/// What lists of sessions read again when it alters.
pub(super) const SESSION_KINDS: &[Kind] = &[
    Kind::Session,
    Kind::Activity,
    Kind::Group,
    Kind::Registration,
    Kind::Attendance,
    Kind::HeadCount,
    Kind::Delivery,
];

/// The day's sessions.
#[component]
pub(super) fn TodayPage() -> impl IntoView {
    let here = here();
    let words = here.words;
    let day = Memo::new(move |_| here.today());
    let lines = Memo::new(move |_| {
        let day = day.get();
        here.phone.watch(SESSION_KINDS, |replica| {
            (today(replica, day), unfinished(replica, day))
        })
    });
    let subtitle = Signal::derive(move || {
        dotted([
            super::here::shown_day(day.get()).long(here.lang()),
            lines.with(|(today, _)| words.today.sessions(today.len() as u64)),
        ])
    });
    let association = Signal::derive(move || {
        here.phone
            .watch(&[Kind::Association], |replica| {
                let id = replica.me().map(|me| me.association)?;
                Some(domain::view::name_of(replica, id, here.arabic()))
            })
            .filter(|name| !name.is_empty())
            .unwrap_or_else(|| words.today.title.to_owned())
    });
    let may_plan = Memo::new(move |_| here.asker().is_some_and(|asker| asker.records()));
    view! {
        <Page title=association subtitle columns=true>
            <InboxLink here />
            {move || lines.with(|(today, unfinished)| view! {
                {today.is_empty().then(|| view! { <NothingToday here may_plan /> })}
                <div class="stack">{today.iter().map(|line| card(here, line)).collect_view()}</div>
                {(!unfinished.is_empty()).then(|| view! {
                    <h2 class="page__heading">{words.today.to_finish}</h2>
                    <div class="stack">{unfinished.iter().map(|line| card(here, line)).collect_view()}</div>
                })}
            })}
            <div class="notice__actions">
                <LinkButton href="/app/calendar" label=words.calendar.open icon=IconName::Calendar kind=ButtonKind::Quiet />
            </div>
            {move || (may_plan.get() && lines.with(|(today, _)| !today.is_empty())).then(|| view! {
                <BottomAction>
                    <LinkButton href="/app/new-session" label=words.today.new_session icon=IconName::Plus block=true />
                </BottomAction>
            })}
        </Page>
    }
}

/// What a day without sessions says.
#[component]
fn NothingToday(here: Here, may_plan: Memo<bool>) -> impl IntoView {
    let words = here.words;
    let none = here.phone.read(|replica| replica.count(Kind::Activity) == 0);
    let plans = here.asker().is_some_and(|asker| asker.plans());
    let comes = receiving(here);
    move || match (none, plans) {
        _ if comes.get() => view! { <Receiving here /> }.into_any(),
        (true, true) => view! {
            <Empty icon=IconName::Today title=words.today.first_title text=words.today.first_text>
                <LinkButton href="/app/new-activity" label=words.activity.new icon=IconName::Plus />
            </Empty>
        }
        .into_any(),
        (true, false) => view! {
            <Empty icon=IconName::Today title=words.today.empty_title text=not_assigned(here) />
        }
        .into_any(),
        (false, _) => view! {
            <Empty icon=IconName::Today title=words.today.empty_title text=words.today.empty_text>
                {move || may_plan.get().then(|| view! {
                    <LinkButton href="/app/new-session" label=words.today.new_session icon=IconName::Plus />
                })}
            </Empty>
        }
        .into_any(),
    }
}

/// One session, as a card that leads to its roll.
pub(super) fn card(here: Here, line: &SessionLine) -> impl IntoView + use<> {
    let words = here.words;
    let clock = here.phone.true_clock();
    let (day, minute) = (clock.day(), clock.minute());
    let end = line.slot + line.minutes.max(60);
    let planned = line.status != SessionStatus::Cancelled;
    let now = planned && !line.closed && line.day == day && (line.slot - 15..=end).contains(&minute);
    let (status, tone) = match line.status {
        SessionStatus::Cancelled => {
            let reason = line
                .reason
                .map_or("", |reason| CancelReason::from_number(reason).name());
            (
                words.session.cancelled_because(words.session.reason(reason)),
                Tone::Brick,
            )
        }
        SessionStatus::Held => (words.session.held.to_owned(), Tone::Leaf),
        _ if now => (words.today.now.to_owned(), Tone::Teal),
        _ => (words.session.planned.to_owned(), Tone::Neutral),
    };
    let (all, left) = (line.counts.all() as u64, line.counts.unmarked as u64);
    let when = if line.day == day {
        String::new()
    } else {
        here.day(line.day)
    };
    let marked = (planned && line.day <= day && all > 0).then_some((all - left, all));
    let action = match (marked, planned && line.day <= day) {
        (_, false) => String::new(),
        (Some((0, _)) | None, true) => words.today.open_roll.to_owned(),
        (Some((_, _)), true) if left > 0 => words.today.continue_roll.to_owned(),
        _ => String::new(),
    };
    view! {
        <SessionCard
            href=format!("/app/roll/{}", line.id) title=line.title.clone()
            hours=dotted([when, here.hours(line.slot, line.minutes)]) detail=dotted([line.group.clone(), line.place.clone()])
            status tone marked now action
        />
    }
}
