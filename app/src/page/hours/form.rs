//! Writing time down: on which day, how long, for which activity, what for.

use domain::id::Id;
use domain::view::activities;
use leptos::prelude::*;

use super::super::here::Here;
use crate::component::{Button, ChoiceOption, Field, FieldKind, IconName, Select, use_toaster};
use crate::intent::{InputFault, WriteDownHours};

/// What the form holds.
#[derive(Clone, Copy)]
struct Typed {
    day: RwSignal<String>,
    hours: RwSignal<String>,
    minutes: RwSignal<String>,
    activity: RwSignal<String>,
    what_for: RwSignal<String>,
}

impl Typed {
    fn of(here: Here) -> Self {
        let empty = || RwSignal::new(String::new());
        Typed {
            day: RwSignal::new(here.phone.true_clock().day().to_string()),
            hours: empty(),
            minutes: empty(),
            activity: empty(),
            what_for: empty(),
        }
    }

    fn of_member(self, member: Id) -> WriteDownHours {
        WriteDownHours {
            member,
            day: self.day.get_untracked(),
            hours: self.hours.get_untracked(),
            minutes: self.minutes.get_untracked(),
            activity: self.activity.get_untracked().parse().ok(),
            what_for: self.what_for.get_untracked(),
        }
    }

    fn clear(self) {
        [self.hours, self.minutes, self.what_for]
            .into_iter()
            .for_each(|field| field.set(String::new()));
    }
}

/// The form of one piece of time.
#[component]
pub(super) fn WriteDown(here: Here, member: Id, open: RwSignal<bool>) -> impl IntoView {
    let words = here.words;
    let (typed, toaster) = (Typed::of(here), use_toaster());
    let fault = RwSignal::new(None::<InputFault>);
    let error = here.beside(fault);
    // One for each piece of time, however often it is tapped.
    let id = StoredValue::new(here.phone.fresh_id());
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        match typed.of_member(member).edits(id.get_value()) {
            Err(found) => fault.set(Some(found)),
            Ok(edits) => {
                fault.set(None);
                here.record(edits, move |_| {
                    typed.clear();
                    id.set_value(here.phone.fresh_id());
                    open.set(false);
                    toaster.say(words.volunteering.written_down);
                });
            }
        }
    };
    view! {
        <form class="stack" on:submit=submit novalidate>
            <Field label=words.field.day name="day" kind=FieldKind::Date value=typed.day required=true error=error("day") />
            <div class="rows__pair">
                <Field label=words.volunteering.whole_hours name="hours" kind=FieldKind::Number value=typed.hours error=error("hours") />
                <Field label=words.volunteering.and_minutes name="minutes" kind=FieldKind::Number value=typed.minutes error=error("minutes") />
            </div>
            <Select label=words.volunteering.for_activity name="activity" options=offered(here) selected=typed.activity />
            <Field
                label=words.volunteering.what_for name="what_for" value=typed.what_for
                hint=words.volunteering.what_for_hint note=words.common.optional
            />
            <Button label=words.common.save icon=IconName::Check submit=true block=true />
        </form>
    }
}

/// The activities that time can be given to, as this phone knows them; first the association.
fn offered(here: Here) -> Vec<ChoiceOption> {
    let today = here.phone.true_clock().day();
    let known = here.phone.read(|replica| activities(replica, today)).into_iter();
    let known = known.map(|line| ChoiceOption::new(line.id.to_string(), line.activity.title));
    core::iter::once(ChoiceOption::new("", here.words.volunteering.for_association))
        .chain(known)
        .collect()
}
