//! Planning sessions: one, or every week for a period.

use domain::id::Id;
use domain::kind::Kind;
use domain::record::Group;
use domain::time::Day;
use domain::verdict::Reason;
use domain::view::activities;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::hooks::{use_navigate, use_query_map};

use super::here::{Here, here, shown_day, time};
use crate::component::{
    BottomAction, Button, Choice, ChoiceOption, Choices, Empty, Field, FieldKind, IconName, LinkButton, Page,
    Select, use_toaster,
};
use crate::intent::{CreateSessions, InputFault, When};

/// Weeks a weekly rule covers unless said otherwise.
const WEEKS: i32 = 12;

/// What is left out of a weekly rule unless said otherwise.
const HOLIDAYS: &str = "holidays";

/// What the form holds.
#[derive(Clone, Copy)]
struct Typed {
    here: Here,
    activity: RwSignal<String>,
    group: RwSignal<String>,
    weekly: RwSignal<String>,
    day: RwSignal<String>,
    weekdays: RwSignal<Vec<String>>,
    until: RwSignal<String>,
    start: RwSignal<String>,
    minutes: RwSignal<String>,
    place: RwSignal<String>,
    without: RwSignal<Vec<String>>,
}

impl Typed {
    /// What the form asks for, or the first field at fault.
    fn sessions(self) -> Result<CreateSessions, InputFault> {
        let at_fault = |field, reason| InputFault { field, reason };
        let activity = self
            .activity
            .get()
            .parse()
            .map_err(|_| at_fault("activity", Reason::Required))?;
        let group = self
            .group
            .get()
            .parse()
            .unwrap_or_else(|_| Id::of_only_group(activity));
        let from = Day::from_iso(&self.day.get()).ok_or(at_fault("day", Reason::BadDay))?;
        let slot = minutes_of(&self.start.get()).ok_or(at_fault("start", Reason::Required))?;
        let when = if self.weekly.get() == "weekly" {
            let to = Day::from_iso(&self.until.get()).ok_or(at_fault("until", Reason::BadDay))?;
            let weekdays = self
                .weekdays
                .get()
                .iter()
                .filter_map(|day| day.parse::<u32>().ok())
                .fold(0, |all, day| all | 1 << day);
            When::Weekly {
                schedule: self.here.phone.fresh_id(),
                weekdays,
                from,
                to,
            }
        } else {
            When::Once(from)
        };
        let minutes = domain::fold::fold(&self.minutes.get())
            .trim()
            .parse()
            .unwrap_or(60);
        Ok(CreateSessions {
            activity,
            group,
            when,
            slot,
            minutes,
            place: self.place.get(),
            holidays_off: self.without.with(|without| !without.is_empty()),
        })
    }
}

/// Minutes after midnight of a time input's `10:30`.
pub(super) fn minutes_of(text: &str) -> Option<i64> {
    let (hour, minute) = text.split_once(':')?;
    let (hour, minute): (i64, i64) = (hour.parse().ok()?, minute.get(..2)?.parse().ok()?);
    ((0..24).contains(&hour) && (0..60).contains(&minute)).then_some(hour * 60 + minute)
}

/// The new session's form.
#[component]
pub(super) fn NewSession() -> impl IntoView {
    let here = here();
    let words = here.words;
    let asked = use_query_map().with_untracked(|query| query.get("activity"));
    let back = asked
        .as_ref()
        .map_or_else(|| "/app".to_owned(), |id| format!("/app/activity/{id}"));
    let choices = here.phone.read(|replica| {
        let asker = replica.asker();
        let lines = activities(replica, here.phone.true_clock().day());
        lines
            .into_iter()
            .filter(|line| asker.as_ref().is_some_and(|asker| asker.records_in(line.id)))
            .map(|line| ChoiceOption::new(line.id.to_string(), line.activity.title))
            .collect::<Vec<_>>()
    });
    let Some(first) = asked.or_else(|| choices.first().map(|choice| choice.value.clone())) else {
        return view! {
            <Page title=words.session.new back="/app">
                <Empty icon=IconName::Activities title=words.activity.empty_title text=words.today.not_assigned>
                    <LinkButton href="/app/activities" label=words.activity.title />
                </Empty>
            </Page>
        }
        .into_any();
    };
    let clock = here.phone.true_clock();
    let (day, hour) = (clock.day(), (clock.minute() / 60) * 60);
    let typed = Typed {
        here,
        activity: RwSignal::new(first),
        group: RwSignal::new(String::new()),
        weekly: RwSignal::new("once".to_owned()),
        day: RwSignal::new(day.to_string()),
        weekdays: RwSignal::new(vec![day.weekday().to_string()]),
        until: RwSignal::new(day.plus(7 * WEEKS).to_string()),
        start: RwSignal::new(time(hour)),
        minutes: RwSignal::new("60".to_owned()),
        place: RwSignal::new(String::new()),
        without: RwSignal::new(vec![HOLIDAYS.to_owned()]),
    };
    view! { <Page title=words.session.new back><Form typed choices /></Page> }.into_any()
}

#[component]
fn Form(typed: Typed, choices: Vec<ChoiceOption>) -> impl IntoView {
    let here = typed.here;
    let words = here.words;
    let fault = RwSignal::new(None::<InputFault>);
    let error = here.beside(fault);
    let groups = Signal::derive(move || {
        let Ok(activity) = typed.activity.get().parse::<Id>() else {
            return Vec::new();
        };
        here.phone.watch(&[Kind::Group], |replica| {
            let groups = replica.referring(activity, Kind::Group);
            let named = groups.map(|record| (record.id, domain::record::View::of(record)));
            let mut named: Vec<(Id, Group)> = named
                .filter(|(_, group): &(Id, Group)| !group.name.is_empty())
                .collect();
            named.sort_by(|(_, a), (_, b)| a.name.cmp(&b.name));
            named
                .into_iter()
                .map(|(id, group)| ChoiceOption::new(id.to_string(), group.name))
                .collect()
        })
    });
    // An activity in groups has no sessions without one.
    Effect::new(move || {
        let first = groups.with(|groups| groups.first().map(|group| group.value.clone()));
        typed.group.set(first.unwrap_or_default());
    });
    let weekly = Memo::new(move |_| typed.weekly.get() == "weekly");
    let count = move || {
        typed
            .sessions()
            .and_then(CreateSessions::edits)
            .map_or(0, |edits| edits.len() - usize::from(weekly.get()))
    };
    let (navigate, toaster) = (use_navigate(), use_toaster());
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let asked = typed.sessions().and_then(|asked| {
            let (activity, one) = (asked.activity, asked.when.clone());
            let roll = match one {
                When::Once(day) => format!("/app/roll/{}", Id::of_session(asked.group, day, asked.slot)),
                When::Weekly { .. } => format!("/app/activity/{activity}"),
            };
            here.phone
                .read(|replica| asked.new_edits(replica))
                .map(|edits| (edits, roll))
        });
        let navigate = navigate.clone();
        match asked {
            Err(found) => fault.set(Some(found)),
            Ok((edits, next)) => spawn_local(async move {
                match here.phone.record(&edits).await {
                    Ok(plan) => {
                        let made = plan
                            .changes
                            .iter()
                            .filter(|change| change.kind == Kind::Session)
                            .count();
                        toaster.say(words.session.added(made as u64));
                        navigate(&next, Default::default());
                    }
                    Err(error) => toaster.say(here.record_error(&error, &edits)),
                }
            }),
        }
    };
    let days = (0..7u8)
        .map(|day| ChoiceOption::new(day.to_string(), here.lang().weekday(day)))
        .collect::<Vec<_>>();
    let once_or_weekly = vec![
        ChoiceOption::new("once", words.session.once).icon(IconName::Calendar),
        ChoiceOption::new("weekly", words.session.weekly).icon(IconName::Repeat),
    ];
    let period = move || Day::from_iso(&typed.day.get()).map(|day| shown_day(day).long(here.lang()));
    view! {
        <form class="stack" on:submit=submit novalidate>
            <Select label=words.field.activity name="activity" options=choices selected=typed.activity />
            {move || (!groups.with(Vec::is_empty)).then(|| view! {
                <Select label=words.field.group name="group" options=groups selected=typed.group />
            })}
            <Choice legend=words.session.when name="weekly" options=once_or_weekly selected=typed.weekly />
            <Field
                label=words.field.day name="day" kind=FieldKind::Date value=typed.day error=error("day") required=true
            />
            <p class="muted">{period}</p>
            <div hidden=move || !weekly.get() class="stack">
                <p class="muted">{words.session.weekly_hint}</p>
                <Choices legend=words.field.days name="weekdays" options=days selected=typed.weekdays />
                <Field label=words.field.to_date name="until" kind=FieldKind::Date value=typed.until error=error("until") />
                <Choices
                    legend=words.calendar.holidays name="without" selected=typed.without
                    options=vec![ChoiceOption::new(HOLIDAYS, words.calendar.without_holidays)]
                />
                {move || error("days").get().map(|why| view! { <p class="field__error" role="alert">{why}</p> })}
                <p role="status">{move || words.session.will_create(count() as u64)}</p>
            </div>
            <Field label=words.field.start_time name="start" kind=FieldKind::Time value=typed.start error=error("start") required=true />
            <Field label=words.field.minutes name="minutes" kind=FieldKind::Number value=typed.minutes />
            <Field label=words.field.place name="place" value=typed.place note=words.common.optional />
            <BottomAction><Button label=words.session.create icon=IconName::Plus submit=true block=true /></BottomAction>
        </form>
    }
}
