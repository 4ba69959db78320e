//! Offering something new.

use domain::record::{ActivityKind, Admission, RollStart, Unit};
use domain::view::projects;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::hooks::use_navigate;

use super::commune::CommunePicker;
use super::here::here;
use crate::component::{
    BottomAction, Button, Choice, ChoiceOption, Field, FieldKind, Notice, NoticeKind, Page, Select,
    use_toaster,
};
use crate::intent::{CreateActivity, InputFault};

/// The new activity's form.
#[component]
pub(super) fn NewActivity() -> impl IntoView {
    let here = here();
    let words = here.words;
    let text = || RwSignal::new(String::new());
    let (title, place, commune, capacity) = (text(), text(), text(), text());
    let sort = RwSignal::new(ActivityKind::Class.name().to_owned());
    let unit = RwSignal::new(Unit::Hours.name().to_owned());
    let admission = RwSignal::new(Admission::Open.name().to_owned());
    let project = text();
    let start = RwSignal::new(RollStart::Unmarked.name().to_owned());
    let fault = RwSignal::new(None::<InputFault>);
    let error = here.beside(fault);
    let (navigate, toaster) = (use_navigate(), use_toaster());
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let id = here.phone.fresh_id();
        let create = CreateActivity {
            id,
            title: title.get_untracked(),
            sort: ActivityKind::from_name(&sort.get_untracked()).unwrap_or_default(),
            place: place.get_untracked(),
            commune: commune.get_untracked(),
            unit: Unit::from_name(&unit.get_untracked()).unwrap_or_default(),
            capacity: capacity.get_untracked(),
            admission: Admission::from_name(&admission.get_untracked()).unwrap_or_default(),
            roll_start: RollStart::from_name(&start.get_untracked()).unwrap_or_default(),
            project: project.with_untracked(|id| id.parse().ok()),
        };
        let navigate = navigate.clone();
        match create.edits() {
            Err(found) => fault.set(Some(found)),
            Ok(edits) => spawn_local(async move {
                match here.phone.record(&edits).await {
                    Ok(_) => {
                        toaster.say(words.activity.created);
                        navigate(&format!("/app/activity/{id}"), Default::default());
                    }
                    Err(error) => toaster.say(here.record_error(&error, &edits)),
                }
            }),
        }
    };
    let options = |names: Vec<(&'static str, &'static str)>| {
        names
            .into_iter()
            .map(|(code, word)| ChoiceOption::new(code, word))
            .collect::<Vec<_>>()
    };
    let sorts = options(
        ActivityKind::ALL
            .iter()
            .map(|one| (one.name(), words.activity.kind(one.name())))
            .collect(),
    );
    let units = options(
        Unit::ALL
            .iter()
            .map(|one| (one.name(), words.activity.unit(one.name())))
            .collect(),
    );
    let admissions = options(
        Admission::ALL
            .iter()
            .map(|one| (one.name(), words.activity.registration(one.name())))
            .collect(),
    );
    let starts = options(
        RollStart::ALL
            .iter()
            .map(|one| (one.name(), words.activity.roll_start(one.name())))
            .collect(),
    );
    let running = here.phone.read(|replica| projects(replica, here.today()).0);
    let running = running
        .into_iter()
        .map(|line| ChoiceOption::new(line.id.to_string(), line.project.name(here.arabic())));
    let none = ChoiceOption::new("", words.project.none);
    let projects: Vec<_> = core::iter::once(none).chain(running).collect();
    let plans = Memo::new(move |_| here.asker().is_some_and(|asker| asker.plans()));
    view! {
        <Page title=words.activity.new back="/app/activities">
            {move || (!plans.get()).then(|| view! { <Notice kind=NoticeKind::Warning text=words.problem.not_allowed /> })}
            <form class="stack" on:submit=submit novalidate>
                <Field label=words.field.activity_name name="title" value=title required=true error=error("title") />
                <Choice legend=words.field.kind name="sort" options=sorts selected=sort />
                <Field label=words.field.place name="place" value=place note=words.common.optional />
                <CommunePicker here held=commune error=error("commune") />
                <Field
                    label=words.field.capacity name="capacity" kind=FieldKind::Number value=capacity
                    hint=words.field.capacity_hint note=words.common.optional error=error("capacity")
                />
                <Select label=words.field.unit name="unit" options=units selected=unit />
                <Choice legend=words.field.registration name="admission" options=admissions selected=admission />
                <Choice legend=words.field.roll_start name="roll_start" options=starts selected=start />
                {(projects.len() > 1).then(|| view! {
                    <Select label=words.project.project name="project" options=projects selected=project />
                })}
                <BottomAction><Button label=words.activity.create submit=true block=true disabled=Signal::derive(move || !plans.get()) /></BottomAction>
            </form>
        </Page>
    }
}
