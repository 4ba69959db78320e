//! The filters of the log: activity, member, day.

use domain::kind::Kind;
use domain::record::{Activity, View};
use domain::time::Day;
use domain::view::LogFilter;
use leptos::prelude::*;

use super::super::here::Here;
use crate::component::{Button, ButtonKind, Card, ChoiceOption, Field, FieldKind, Select};

/// What is chosen in the filters, as the fields hold it.
#[derive(Clone, Copy)]
pub(super) struct Filters {
    activity: RwSignal<String>,
    member: RwSignal<String>,
    day: RwSignal<String>,
}

impl Filters {
    /// Filters that let everything through.
    pub(super) fn new() -> Self {
        Self {
            activity: RwSignal::default(),
            member: RwSignal::default(),
            day: RwSignal::default(),
        }
    }

    /// The filter that is chosen.
    pub(super) fn chosen(self) -> LogFilter {
        LogFilter {
            activity: self.activity.with(|id| id.parse().ok()),
            member: self.member.with(|id| id.parse().ok()),
            day: self.day.with(|day| Day::from_iso(day)),
        }
    }

    /// Lets everything through again.
    pub(super) fn clear(self) {
        for field in [self.activity, self.member, self.day] {
            field.set(String::new());
        }
    }
}

/// The three filters.
#[component]
pub(super) fn FilterCard(here: Here, filters: Filters) -> impl IntoView {
    let words = here.words;
    let activities = Signal::derive(move || {
        let mut known = here.phone.watch(&[Kind::Activity], |replica| {
            let option = |record: &domain::record::Record| {
                ChoiceOption::new(record.id.to_string(), Activity::of(record).title)
            };
            replica.all(Kind::Activity).map(option).collect::<Vec<_>>()
        });
        known.sort_by(|one, other| one.label.cmp(&other.label));
        known.insert(0, ChoiceOption::new("", words.log.every_activity));
        known
    });
    let members = Signal::derive(move || {
        let team = here.phone.watch(&[Kind::Member], |replica| replica.team());
        let known = team
            .into_iter()
            .map(|(id, member)| ChoiceOption::new(id.to_string(), member.name));
        core::iter::once(ChoiceOption::new("", words.log.every_member))
            .chain(known)
            .collect::<Vec<_>>()
    });
    let narrowed = move || !filters.chosen().is_empty();
    let clear = Callback::new(move |_| filters.clear());
    view! {
        <Card>
            <div class="pair">
                <Select label=words.log.filter_activity name="filter-activity" options=activities selected=filters.activity />
                <Select label=words.log.filter_member name="filter-member" options=members selected=filters.member />
                <Field label=words.log.filter_day name="filter-day" kind=FieldKind::Date value=filters.day />
            </div>
            {move || narrowed().then(|| view! {
                <Button kind=ButtonKind::Quiet label=words.log.clear_filters on_click=clear />
            })}
        </Card>
    }
}
