//! What is looked for in the log: about what, by whom, on which day, of which sort.

use domain::id::Id;
use domain::kind::Kind;
use domain::record::{Activity, View};
use domain::sought::Sought;
use domain::time::Day;
use domain::view::{DeviceLine, devices, name_of};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use super::super::here::{Here, dotted};
use crate::component::{Button, ButtonKind, Card, ChoiceOption, Field, FieldKind, Select};

/// Kinds of record that are looked for by themselves.
const KINDS: [Kind; 10] = [
    Kind::Attendance,
    Kind::Registration,
    Kind::Beneficiary,
    Kind::Session,
    Kind::Activity,
    Kind::Project,
    Kind::Delivery,
    Kind::Consent,
    Kind::Member,
    Kind::VolunteerHours,
];

/// What is chosen, as the fields hold it.
#[derive(Clone, Copy)]
pub(super) struct Filters {
    about: RwSignal<String>,
    member: RwSignal<String>,
    device: RwSignal<String>,
    kind: RwSignal<String>,
    only: RwSignal<String>,
    day: RwSignal<String>,
}

impl Filters {
    /// Filters that let through what the address asks for: what is about a record, else everything.
    pub(super) fn asked() -> Self {
        let about = use_query_map().with_untracked(|params| params.get("about"));
        Self {
            about: RwSignal::new(about.unwrap_or_default()),
            member: RwSignal::default(),
            device: RwSignal::default(),
            kind: RwSignal::default(),
            only: RwSignal::default(),
            day: RwSignal::default(),
        }
    }

    /// What is looked for.
    pub(super) fn chosen(self) -> Sought {
        let kind = self.kind.with(|name| Kind::from_name(name));
        Sought {
            device: self.device.with(|id| id.parse().ok()),
            about: self
                .about
                .with(|ids| ids.split(',').filter_map(|id| id.parse().ok()).collect()),
            member: self.member.with(|id| id.parse().ok()),
            kind: kind.map(|kind| i64::from(kind.number())),
            day: self.day.with(|day| Day::from_iso(day)),
            corrections: self.only.with(|only| only == "corrections"),
            late: self.only.with(|only| only == "late"),
        }
    }

    /// Lets everything through again.
    pub(super) fn clear(self) {
        let fields = [
            self.about,
            self.member,
            self.device,
            self.kind,
            self.only,
            self.day,
        ];
        for field in fields {
            field.set(String::new());
        }
    }
}

/// The filters.
#[component]
pub(super) fn FilterCard(here: Here, filters: Filters) -> impl IntoView {
    let words = here.words;
    let abouts = Signal::derive(move || abouts(here, filters.about.with(|id| id.parse().ok())));
    let members = Signal::derive(move || {
        let team = here.phone.watch(&[Kind::Member], |replica| replica.team());
        let known = team
            .into_iter()
            .map(|(id, member)| ChoiceOption::new(id.to_string(), member.name));
        core::iter::once(ChoiceOption::new("", words.log.every_member))
            .chain(known)
            .collect::<Vec<_>>()
    });
    let phones = Signal::derive(move || {
        let known = here.phone.watch(&[Kind::Device, Kind::Member], |replica| {
            devices(replica, here.phone.true_clock().now, here.arabic())
        });
        let option =
            |line: DeviceLine| ChoiceOption::new(line.id.to_string(), dotted([line.owner, line.device.name]));
        let mut known: Vec<_> = known.into_iter().map(option).collect();
        known.sort_by(|one, other| one.label.cmp(&other.label));
        core::iter::once(ChoiceOption::new("", words.log.every_device))
            .chain(known)
            .collect::<Vec<_>>()
    });
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
    let narrowed = move || !filters.chosen().is_empty();
    let clear = Callback::new(move |_| filters.clear());
    view! {
        <Card>
            <div class="pair">
                <Select label=words.log.filter_activity name="filter-activity" options=abouts selected=filters.about />
                <Select label=words.log.filter_member name="filter-member" options=members selected=filters.member />
                <Select label=words.log.filter_device name="filter-device" options=phones selected=filters.device />
                <Select label=words.log.filter_kind name="filter-kind" options=kinds selected=filters.kind />
                <Select label=words.log.filter_only name="filter-only" options=only selected=filters.only />
                <Field label=words.log.filter_day name="filter-day" kind=FieldKind::Date value=filters.day />
            </div>
            {move || narrowed().then(|| view! {
                <Button kind=ButtonKind::Quiet label=words.log.clear_filters on_click=clear />
            })}
        </Card>
    }
}

/// The activities, and what is asked about where that is something else: a person, a session.
fn abouts(here: Here, asked: Option<Id>) -> Vec<ChoiceOption> {
    let (mut known, other) = here.phone.watch(&[Kind::Activity], |replica| {
        let option = |record: &domain::record::Record| {
            ChoiceOption::new(record.id.to_string(), Activity::of(record).title)
        };
        let known: Vec<_> = replica.all(Kind::Activity).map(option).collect();
        let other = asked.filter(|id| {
            replica
                .get(*id)
                .is_none_or(|record| record.kind != Kind::Activity)
        });
        let other = other.map(|id| ChoiceOption::new(id.to_string(), name_of(replica, id, here.arabic())));
        (known, other)
    });
    known.sort_by(|one, other| one.label.cmp(&other.label));
    let every = ChoiceOption::new("", here.words.log.every_activity);
    core::iter::once(every).chain(other).chain(known).collect()
}
