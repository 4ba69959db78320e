//! The time one member gave: in numbers, line by line, and the way to write more of it down.

mod form;

use domain::id::Id;
use domain::kind::Kind;
use domain::record::{Engagement, Member, Role};
use domain::time::Day;
use domain::view::{FIGURE_KINDS, MemberHours, TimeLine, member_hours};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use self::form::WriteDown;
use super::here::{Here, dotted, here, shown_day};
use super::team::assigned;
use crate::component::{
    BottomAction, Button, Card, Chip, Empty, Figure, Icon, IconName, ListRow, Page, Sheet, SheetAction, Tone,
};
use crate::i18n::isolate;
use crate::intent::take_back_hours;

/// A member as a volunteer.
#[component]
pub(super) fn HoursPage() -> impl IntoView {
    let here = here();
    let words = here.words;
    let id = use_params_map()
        .with_untracked(|params| params.get("id"))
        .and_then(|id| id.parse::<Id>().ok());
    let member = Memo::new(move |_| {
        here.phone
            .watch(&[Kind::Member], |replica| replica.view::<Member>(id?))
    });
    move || match id.zip(member.get()) {
        Some((id, member)) => view! { <Known here id member /> }.into_any(),
        None => view! {
            <Page title=words.volunteering.hours back="/app/team">
                <Empty icon=IconName::Search title=words.common.nothing_found text=words.problem.not_found />
            </Page>
        }
        .into_any(),
    }
}

/// Whether the reader writes down the time of a member.
fn writes(here: Here, member: Id) -> bool {
    let asker = here.asker();
    asker.is_some_and(|asker| asker.sees_all() || (asker.records() && asker.member == member))
}

#[component]
fn Known(here: Here, id: Id, member: Member) -> impl IntoView {
    let words = here.words.volunteering;
    let year = Memo::new(move |_| {
        let today = here.today();
        (Day::from_ymd(today.ymd().0, 1, 1).unwrap_or(today), today.plus(1))
    });
    let hours = Memo::new(move |_| {
        let days = year.get();
        here.phone.watch(FIGURE_KINDS, |replica| {
            member_hours(replica, id, days, here.arabic())
        })
    });
    let may_write = Memo::new(move |_| writes(here, id));
    let sees_all = Memo::new(move |_| here.asker().is_some_and(|asker| asker.sees_all()));
    let writing = RwSignal::new(false);
    let chosen = RwSignal::new(None::<TimeLine>);
    let close = Callback::new(move |()| chosen.set(None));
    let row = move |line: TimeLine| time_row(here, line, may_write.get(), chosen);
    let title = member.name.clone();
    view! {
        <Page title subtitle=words.hours back="/app/team" columns=true>
            <Card>{facts(here, &member)}</Card>
            <Card title=words.this_year>
                {move || hours.with(|hours| numbers(here, hours))}
                {move || (!sees_all.get()).then(|| view! { <p class="muted">{words.known_here}</p> })}
            </Card>
            <section class="stack">
                <h2 class="page__heading">{words.by_hand}</h2>
                {move || if hours.with(|hours| hours.lines.is_empty()) {
                    view! { <Empty icon=IconName::Clock title=words.no_hours text=words.no_hours_text /> }.into_any()
                } else {
                    let lines = hours.with(|hours| hours.lines.clone());
                    view! { <div class="list">{lines.into_iter().map(row).collect_view()}</div> }.into_any()
                }}
            </section>
            {move || may_write.get().then(|| view! {
                <BottomAction>
                    <Button
                        label=words.write_down icon=IconName::Plus block=true
                        on_click=Callback::new(move |_| writing.set(true))
                    />
                </BottomAction>
            })}
            <Sheet open=writing title=words.write_down on_close=Callback::new(move |()| writing.set(false))>
                <WriteDown here member=id open=writing />
            </Sheet>
            <Sheet open=Signal::derive(move || chosen.with(Option::is_some)) title=words.by_hand on_close=close>
                {move || chosen.get().map(|line| view! { <OneTime here line close /> })}
            </Sheet>
        </Page>
    }
}

/// What is known of somebody as a volunteer.
fn facts(here: Here, member: &Member) -> impl IntoView + use<> {
    let words = here.words;
    let day = |day: Option<Day>| day.map_or_else(String::new, |day| shown_day(day).numeric());
    let contractual = member.engagement == Engagement::Contractual;
    let of_contract = |text: String| if contractual { text } else { String::new() };
    // What the role says already is not said twice.
    let theirs = if member.role <= Role::Volunteer {
        here.phone
            .watch(&[Kind::Activity], |replica| assigned(here, replica, member))
    } else {
        String::new()
    };
    let undertaken = match member.undertook.zip(member.undertaken_text()) {
        Some((at, text)) => dotted([
            here.instant(at),
            words.volunteering.text_number(text.unsigned_abs()),
        ]),
        None => words.volunteering.not_yet.to_owned(),
    };
    let facts = [
        (words.field.role, words.team.role(member.role.name()).to_owned()),
        (
            words.field.member_kind,
            words.team.engagement(member.engagement.name()).to_owned(),
        ),
        (words.field.contract, of_contract(member.contract.clone())),
        (words.field.contract_from, of_contract(day(member.contract_from))),
        (words.field.contract_to, of_contract(day(member.contract_to))),
        (
            words.field.accreditation,
            of_contract(member.accreditation.clone()),
        ),
        (words.volunteering.undertaking, undertaken),
    ];
    let fact = |(label, text): (&'static str, String)| {
        (!text.is_empty()).then(|| view! { <div><dt>{label}</dt><dd><bdi>{text}</bdi></dd></div> })
    };
    view! {
        <dl class="facts">
            {facts.map(fact).into_iter().collect_view()}
            // A sentence of the page's own: the names in it turn no line around.
            {(!theirs.is_empty()).then(|| view! { <div><dt>{words.team.assigned}</dt><dd>{theirs}</dd></div> })}
        </dl>
    }
}

fn numbers(here: Here, hours: &MemberHours) -> impl IntoView + use<> {
    let words = here.words.volunteering;
    let given = hours.given;
    view! {
        <div class="figures">
            <Figure label=words.all_hours value=here.lasting(given.total()) href=None />
            <Figure label=words.at_sessions value=here.lasting(given.minutes) href=None />
            <Figure label=words.by_hand value=here.lasting(given.by_hand) href=None />
        </div>
    }
}

fn time_row(here: Here, line: TimeLine, may_write: bool, chosen: RwSignal<Option<TimeLine>>) -> AnyView {
    let words = here.words.volunteering;
    let title = here.day(line.time.day);
    let place = if line.title.is_empty() {
        words.for_association.to_owned()
    } else {
        isolate(&line.title)
    };
    let detail = dotted([place, line.time.what_for.clone()]);
    let minutes = line.time.minutes.unsigned_abs();
    let taken_back = line.time.taken_back;
    let start = move || view! { <Icon name=IconName::Clock /> };
    let end = move || {
        if taken_back {
            view! { <Chip tone=Tone::Neutral icon=IconName::Undo text=words.taken_back /> }.into_any()
        } else {
            view! { <strong>{here.lasting(minutes)}</strong> }.into_any()
        }
    };
    if may_write && !taken_back {
        let on_click = Callback::new(move |()| chosen.set(Some(line.clone())));
        view! { <super::team::RowButton title detail start end on_click /> }.into_any()
    } else {
        view! { <ListRow title detail start end /> }.into_any()
    }
}

/// What can be done about time that was written down.
#[component]
fn OneTime(here: Here, line: TimeLine, close: Callback<()>) -> impl IntoView {
    let words = here.words.volunteering;
    let id = line.id;
    let detail = dotted([
        here.day(line.time.day),
        here.lasting(line.time.minutes.unsigned_abs()),
        line.time.what_for,
    ]);
    let back = Callback::new(move |()| {
        close.run(());
        here.record_with_undo(take_back_hours(id), || words.taken_back.to_owned());
    });
    view! {
        <div class="stack">
            <p>{detail}</p>
            <SheetAction icon=IconName::Undo label=words.take_back tone=Tone::Brick on_click=back />
        </div>
    }
}
