//! What is looked for in the log: about what, by whom, from which phone, on which day, of which sort.

use domain::id::Id;
use domain::kind::Kind;
use domain::record::{Activity, View};
use domain::sought::Sought;
use domain::time::Day;
use domain::view::{DeviceLine, SessionChoice, activity_of, devices, name_of, sessions};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use super::super::here::{Here, dotted, time};
use crate::component::{Button, ButtonKind, Card, ChoiceOption, Field, FieldKind, IconName, Select};

/// Kinds of record that are looked for by themselves, what is looked for most often first.
const KINDS: [Kind; 21] = [
    Kind::Attendance,
    Kind::HeadCount,
    Kind::Registration,
    Kind::Beneficiary,
    Kind::Pair,
    Kind::Consent,
    Kind::Session,
    Kind::Activity,
    Kind::Group,
    Kind::Schedule,
    Kind::Delivery,
    Kind::VolunteerHours,
    Kind::ReviewItem,
    Kind::Task,
    Kind::Request,
    Kind::Project,
    Kind::Member,
    Kind::Invitation,
    Kind::Device,
    Kind::Document,
    Kind::Association,
];
/// Sessions that are offered to be chosen, the last first.
const SESSIONS: usize = 300;

/// What is chosen, as the fields hold it.
#[derive(Clone, Copy)]
pub(super) struct Filters {
    activity: RwSignal<String>,
    session: RwSignal<String>,
    /// What else it must be about: people, and whatever an address names.
    others: RwSignal<Vec<Id>>,
    member: RwSignal<String>,
    device: RwSignal<String>,
    kind: RwSignal<String>,
    only: RwSignal<String>,
    day: RwSignal<String>,
}

impl Filters {
    /// Filters that let through what the address asks for: what is about some records, else everything.
    pub(super) fn asked(here: Here) -> Self {
        let filters = Self {
            activity: RwSignal::default(),
            session: RwSignal::default(),
            others: RwSignal::default(),
            member: RwSignal::default(),
            device: RwSignal::default(),
            kind: RwSignal::default(),
            only: RwSignal::default(),
            day: RwSignal::default(),
        };
        let about = use_query_map().with_untracked(|params| params.get("about"));
        let about = about.unwrap_or_default();
        for id in about.split(',').filter_map(|id| id.parse().ok()) {
            filters.add(here, id);
        }
        filters
    }

    /// Looks for what is about one record more, or made by a member.
    pub(super) fn add(self, here: Here, id: Id) {
        let (kind, activity) = here.phone.read(|replica| {
            (
                replica.get(id).map(|record| record.kind),
                activity_of(replica, id),
            )
        });
        if let Some(activity) = activity {
            self.activity.set(activity.to_string());
            self.session.set(String::new());
        }
        match kind {
            Some(Kind::Activity) => {}
            Some(Kind::Session) => self.session.set(id.to_string()),
            Some(Kind::Member) => self.member.set(id.to_string()),
            _ => self.others.update(|others| {
                if !others.contains(&id) {
                    others.push(id);
                }
            }),
        }
    }

    /// What is looked for.
    pub(super) fn chosen(self, here: Here) -> Sought {
        let kind = self.kind.with(|name| Kind::from_name(name));
        let id = |field: RwSignal<String>| field.with(|id| id.parse::<Id>().ok());
        let activity = id(self.activity);
        // A session that is still chosen from another activity is none any more.
        let session = id(self.session).filter(|session| {
            activity.is_some() && here.phone.read(|replica| activity_of(replica, *session)) == activity
        });
        Sought {
            // What is about a session is about its activity.
            about: session
                .or(activity)
                .into_iter()
                .chain(self.others.get())
                .collect(),
            member: id(self.member),
            device: id(self.device),
            kind: kind.map(|kind| i64::from(kind.number())),
            day: self.day.with(|day| Day::from_iso(day)),
            corrections: self.only.with(|only| only == "corrections"),
            late: self.only.with(|only| only == "late"),
        }
    }

    /// Lets everything through again.
    pub(super) fn clear(self) {
        for field in self.fields() {
            field.set(String::new());
        }
        self.others.set(Vec::new());
    }

    /// Whether anything is chosen in a field.
    pub(super) fn any_field(self) -> bool {
        self.fields()
            .into_iter()
            .any(|field| field.with(|said| !said.is_empty()))
    }

    fn fields(self) -> [RwSignal<String>; 7] {
        [
            self.activity,
            self.session,
            self.member,
            self.device,
            self.kind,
            self.only,
            self.day,
        ]
    }
}

/// The filters.
#[component]
pub(super) fn FilterCard(here: Here, filters: Filters) -> impl IntoView {
    let words = here.words;
    let kinds = core::iter::once(ChoiceOption::new("", words.log.every_kind)).chain(
        KINDS
            .iter()
            .map(|kind| ChoiceOption::new(kind.name(), words.log.kind(kind.name()))),
    );
    let kinds: Vec<ChoiceOption> = kinds.collect();
    let only = vec![
        ChoiceOption::new("", words.log.no_matter),
        ChoiceOption::new("corrections", words.log.only_corrections),
        ChoiceOption::new("late", words.log.only_late),
    ];
    let chosen = Memo::new(move |_| filters.chosen(here));
    let clear = Callback::new(move |_| filters.clear());
    let activities = Signal::derive(move || activities(here));
    let held = Memo::new(move |_| session_options(here, filters));
    let members = Signal::derive(move || members(here));
    let phones = Signal::derive(move || phones(here));
    view! {
        <Card>
            <div class="pair">
                <Select label=words.log.filter_activity name="filter-activity" options=activities selected=filters.activity />
                {move || held.with(|held| held.len() > 1).then(|| view! {
                    <Select label=words.log.filter_session name="filter-session" options=Signal::from(held) selected=filters.session />
                })}
                <Select label=words.log.filter_member name="filter-member" options=members selected=filters.member />
                <Select label=words.log.filter_device name="filter-device" options=phones selected=filters.device />
                <Select label=words.log.filter_kind name="filter-kind" options=kinds selected=filters.kind />
                <Select label=words.log.filter_only name="filter-only" options=only selected=filters.only />
                <Field label=words.log.filter_day name="filter-day" kind=FieldKind::Date value=filters.day />
            </div>
            {move || (!chosen.get().is_empty()).then(|| view! {
                <Button kind=ButtonKind::Quiet label=words.log.clear_filters on_click=clear />
            })}
        </Card>
    }
}

/// The people, and whatever else is asked about; a tap lets one go.
#[component]
pub(super) fn OtherChips(here: Here, filters: Filters) -> impl IntoView {
    let chip = move |id: Id| {
        let name = here.phone.read(|replica| name_of(replica, id, here.arabic()));
        let label = here.words.log.no_longer_about(&name);
        let let_go = Callback::new(move |_| {
            filters
                .others
                .update(|others| others.retain(|other| *other != id))
        });
        view! { <Button kind=ButtonKind::Quiet label icon=IconName::Cross on_click=let_go /> }
    };
    move || {
        let others = filters.others.get();
        (!others.is_empty())
            .then(|| view! { <div class="pair">{others.into_iter().map(chip).collect_view()}</div> })
    }
}

/// A choice of all, then the known ones by name.
fn every(label: &str, mut known: Vec<ChoiceOption>) -> Vec<ChoiceOption> {
    known.sort_by(|one, other| one.label.cmp(&other.label));
    core::iter::once(ChoiceOption::new("", label))
        .chain(known)
        .collect()
}

fn activities(here: Here) -> Vec<ChoiceOption> {
    let known = here.phone.watch(&[Kind::Activity], |replica| {
        let option = |record: &domain::record::Record| {
            ChoiceOption::new(record.id.to_string(), Activity::of(record).title)
        };
        replica.all(Kind::Activity).map(option).collect()
    });
    every(here.words.log.every_activity, known)
}

/// The sessions of the chosen activity, the last first; none where none is chosen.
fn session_options(here: Here, filters: Filters) -> Vec<ChoiceOption> {
    let Some(activity) = filters.activity.with(|id| id.parse().ok()) else {
        return Vec::new();
    };
    let today = here.today();
    let all = here.phone.watch(&[Kind::Session, Kind::Group], |replica| {
        sessions(replica, activity, today)
    });
    let option = |one: SessionChoice| {
        ChoiceOption::new(
            one.id.to_string(),
            dotted([here.day(one.day), time(one.slot), one.group]),
        )
    };
    let known = all.into_iter().take(SESSIONS).map(option);
    core::iter::once(ChoiceOption::new("", here.words.log.every_session))
        .chain(known)
        .collect()
}

fn members(here: Here) -> Vec<ChoiceOption> {
    let team = here.phone.watch(&[Kind::Member], |replica| replica.team());
    let option = |(id, member): (Id, domain::record::Member)| ChoiceOption::new(id.to_string(), member.name);
    every(
        here.words.log.every_member,
        team.into_iter().map(option).collect(),
    )
}

fn phones(here: Here) -> Vec<ChoiceOption> {
    let known = here.phone.watch(&[Kind::Device, Kind::Member], |replica| {
        devices(replica, here.phone.true_clock().now, here.arabic())
    });
    let option =
        |line: DeviceLine| ChoiceOption::new(line.id.to_string(), dotted([line.owner, line.device.name]));
    every(
        here.words.log.every_device,
        known.into_iter().map(option).collect(),
    )
}
