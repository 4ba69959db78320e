//! From when until when each activity is a member's: the rows of a head's form, and the line that tells it.

use domain::assignment::Assignment;
use domain::id::Id;
use domain::record::{Member, Role};
use domain::replica::Replica;
use domain::time::Day;
use domain::view::name_of;
use leptos::prelude::*;

use super::super::here::{Here, shown_day};
use super::super::shown::listed;
use crate::component::{ChoiceOption, Field, FieldKind, Icon, IconName};
use crate::i18n::{Words, isolate};
use crate::intent::{AssignedDays, InputFault};

/// What the form holds of the days of one activity.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct DaysTyped {
    activity: Id,
    title: String,
    first: RwSignal<String>,
    last: RwSignal<String>,
}

impl DaysTyped {
    /// The days of every activity that can be assigned to a member, and of what is assigned to them otherwise: an
    /// activity that was archived keeps its days.
    pub(super) fn all(here: Here, member: &Member, assignable: Vec<ChoiceOption>) -> Vec<DaysTyped> {
        let can_be = |option: ChoiceOption| Some((option.value.parse().ok()?, option.label));
        let mut rows: Vec<(Id, String)> = assignable.into_iter().filter_map(can_be).collect();
        for id in &member.activities {
            if rows.iter().all(|(activity, _)| activity != id) {
                let name = here.phone.read(|replica| name_of(replica, *id, here.arabic()));
                rows.push((*id, name));
            }
        }
        let of = |(activity, title)| {
            let said = member.assigned().find(|one| one.activity == activity);
            let said = said.unwrap_or_default();
            let day = |day: Option<Day>| RwSignal::new(day.map_or_else(String::new, |day| day.to_string()));
            DaysTyped {
                activity,
                title,
                first: day(said.from),
                last: day(said.until),
            }
        };
        rows.into_iter().map(of).collect()
    }

    pub(super) fn read(&self) -> AssignedDays {
        AssignedDays {
            activity: self.activity,
            first: self.first.get_untracked(),
            last: self.last.get_untracked(),
        }
    }
}

/// The days of the activities that are chosen. It stays closed where none has a first or a last day.
#[component]
pub(super) fn DaysOfEach(
    here: Here,
    days: StoredValue<Vec<DaysTyped>>,
    /// The activities chosen.
    chosen: RwSignal<Vec<String>>,
    /// What is wrong with what was typed, once somebody tried to save it.
    fault: RwSignal<Option<InputFault>>,
) -> impl IntoView {
    let words = here.words.volunteering;
    let theirs = Memo::new(move |_| {
        let is_chosen = |one: &&DaysTyped| chosen.with(|chosen| chosen.contains(&one.activity.to_string()));
        days.with_value(|days| days.iter().filter(is_chosen).cloned().collect::<Vec<_>>())
    });
    let bounded = theirs.with_untracked(|theirs| {
        let says = |day: RwSignal<String>| day.with_untracked(|day| !day.is_empty());
        theirs.iter().any(|one| says(one.first) || says(one.last))
    });
    // What is wrong is seen, though it was folded.
    let is_wrong =
        Memo::new(move |_| fault.with(|fault| fault.is_some_and(|fault| fault.field == "assignments")));
    let row = move |one: DaysTyped| {
        let typed = one.clone();
        let ends_before = Signal::derive(move || {
            fault.get().filter(|fault| fault.field == "assignments")?;
            typed.read().assignment().err()?;
            Some(words.ends_before.to_owned())
        });
        view! {
            <fieldset class="stack">
                <legend class="field__label"><bdi>{one.title}</bdi></legend>
                <div class="pair">
                    <Field
                        label=words.first_day name=format!("first-day-{}", one.activity) kind=FieldKind::Date
                        value=one.first
                    />
                    <Field
                        label=words.last_day name=format!("last-day-{}", one.activity) kind=FieldKind::Date
                        value=one.last error=ends_before
                    />
                </div>
            </fieldset>
        }
    };
    let rows = move || theirs.get().into_iter().map(row).collect_view();
    view! {
        <details class="fold" open=move || bounded || is_wrong.get() hidden=move || theirs.with(Vec::is_empty)>
            <summary class="fold__said"><Icon name=IconName::Calendar /><span>{words.days}</span></summary>
            <p class="muted">{words.days_hint}</p>
            {rows}
        </details>
    }
}

/// What is assigned to a member, in a line: the role where it says all, else each activity with its days.
pub(in super::super) fn assigned(here: Here, replica: &Replica, member: &Member) -> String {
    let words = here.words;
    match member.role {
        Role::Head | Role::Coordinator => words.team.role_can(member.role.name()).to_owned(),
        _ if member.activities.is_empty() => words.team.activities(0),
        _ => {
            let named = |one: Assignment| (name_of(replica, one.activity, here.arabic()), one);
            let known = member.assigned().map(named).filter(|(name, _)| !name.is_empty());
            listed(words, known.map(|(name, one)| told(words, &name, &one)))
        }
    }
}

/// An activity with the days on which it is a member's.
pub(in super::super) fn told(words: &Words, name: &str, one: &Assignment) -> String {
    match one.is_bounded() {
        true => format!("{} ({})", isolate(name), days(words, one.from, one.until)),
        false => isolate(name),
    }
}

/// From a day until a day, in words; nothing where there is neither.
pub(in super::super) fn days(words: &Words, from: Option<Day>, until: Option<Day>) -> String {
    let day = |day: Day| shown_day(day).numeric();
    match (from.map(day), until.map(day)) {
        (None, None) => String::new(),
        (Some(from), Some(until)) => words.volunteering.from_until(&from, &until),
        (Some(from), None) => words.volunteering.from(&from),
        (None, Some(until)) => words.volunteering.until(&until),
    }
}
