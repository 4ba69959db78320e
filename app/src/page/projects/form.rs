//! The form of a project, new or known.

use domain::id::Id;
use domain::record::Project;
use domain::time::Day;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::hooks::{use_navigate, use_params_map};

use super::super::here::{Here, here};
use super::super::kept_reports::{rhythm_code, rhythms};
use super::rows::{BudgetFields, IndicatorFields, budget_fields, indicator_fields};
use crate::component::{
    BottomAction, Button, ButtonKind, Card, Empty, Field, FieldKind, IconName, Notice, NoticeKind, Page,
    Select, use_toaster,
};
use crate::intent::{InputFault, SetProject};

/// Rows, each with a number of its own.
type Rows<T> = RwSignal<Vec<(usize, T)>>;

/// What the form holds.
#[derive(Clone, Copy)]
struct Typed {
    name_ar: RwSignal<String>,
    name_la: RwSignal<String>,
    donor: RwSignal<String>,
    agreement: RwSignal<String>,
    agreement_day: RwSignal<String>,
    from: RwSignal<String>,
    to: RwSignal<String>,
    rhythm: RwSignal<String>,
    budget: Rows<BudgetFields>,
    indicators: Rows<IndicatorFields>,
}

impl Typed {
    fn of(here: Here, project: Option<&Project>) -> Self {
        let known = project.cloned().unwrap_or_default();
        let day = |day: Option<Day>| RwSignal::new(day.map_or_else(String::new, |day| day.to_string()));
        let lines = known.budget.iter().map(|line| BudgetFields::of(here, line));
        let indicators = known.indicators.iter().map(IndicatorFields::of);
        Typed {
            name_ar: RwSignal::new(known.name_ar.clone()),
            name_la: RwSignal::new(known.name_la.clone()),
            donor: RwSignal::new(known.donor.clone()),
            agreement: RwSignal::new(known.agreement.clone()),
            agreement_day: day(known.agreement_day),
            from: day(project.map(|project| project.from)),
            to: day(project.map(|project| project.to)),
            rhythm: RwSignal::new(rhythm_code(known.report_rhythm).to_owned()),
            budget: RwSignal::new(lines.enumerate().collect()),
            indicators: RwSignal::new(indicators.enumerate().collect()),
        }
    }

    fn project(self) -> SetProject {
        let (budget, indicators) = (self.budget.get_untracked(), self.indicators.get_untracked());
        SetProject {
            name_ar: self.name_ar.get_untracked(),
            name_la: self.name_la.get_untracked(),
            donor: self.donor.get_untracked(),
            agreement: self.agreement.get_untracked(),
            agreement_day: self.agreement_day.get_untracked(),
            from: self.from.get_untracked(),
            to: self.to.get_untracked(),
            rhythm: self.rhythm.get_untracked(),
            budget: budget.into_iter().map(|(_, row)| row.typed()).collect(),
            indicators: indicators.into_iter().map(|(_, row)| row.typed()).collect(),
        }
    }
}

/// A new project.
#[component]
pub(in crate::page) fn NewProject() -> impl IntoView {
    let here = here();
    let words = here.words.project;
    view! {
        <Page title=words.new back="/app/projects">
            <Form here id=here.phone.fresh_id() known=None save=words.create said=words.created />
        </Page>
    }
}

/// A project that is there.
#[component]
pub(in crate::page) fn EditProject() -> impl IntoView {
    let here = here();
    let words = here.words;
    let id = use_params_map()
        .with_untracked(|params| params.get("id"))
        .and_then(|id| id.parse::<Id>().ok());
    let known = id.and_then(|id| here.phone.read(|replica| replica.view::<Project>(id)));
    match id.zip(known) {
        Some((id, known)) => view! {
            <Page title=words.project.edit back=format!("/app/project/{id}")>
                <Form here id known=Some(known) save=words.common.save said=words.project.changed />
            </Page>
        }
        .into_any(),
        None => view! {
            <Page title=words.project.edit back="/app/projects">
                <Empty icon=IconName::Search title=words.common.nothing_found text=words.problem.not_found />
            </Page>
        }
        .into_any(),
    }
}

#[component]
fn Form(here: Here, id: Id, known: Option<Project>, save: &'static str, said: &'static str) -> impl IntoView {
    let words = here.words;
    let typed = Typed::of(here, known.as_ref());
    let fault = RwSignal::new(None::<InputFault>);
    let error = here.beside(fault);
    let leads = Memo::new(move |_| here.asker().is_some_and(|asker| asker.manages_team()));
    let (navigate, toaster) = (use_navigate(), use_toaster());
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let navigate = navigate.clone();
        match typed.project().edits(id) {
            Err(found) => fault.set(Some(found)),
            Ok(edits) => spawn_local(async move {
                match here.phone.record(&edits).await {
                    Ok(_) => {
                        toaster.say(said);
                        navigate(&format!("/app/project/{id}"), Default::default());
                    }
                    Err(error) => toaster.say(here.record_error(&error, &edits)),
                }
            }),
        }
    };
    let optional = words.common.optional;
    view! {
        {move || (!leads.get()).then(|| view! { <Notice kind=NoticeKind::Warning text=words.problem.not_allowed /> })}
        <form class="stack" on:submit=submit novalidate>
            <Card>
                <Field
                    label=words.field.name_ar name="name_ar" value=typed.name_ar hint=words.project.name_hint
                    error=error("name_ar")
                />
                <Field label=words.field.name_latin name="name_la" value=typed.name_la />
                <Field label=words.project.donor name="donor" value=typed.donor hint=words.project.donor_hint note=optional />
                <Field label=words.project.agreement name="agreement" value=typed.agreement note=optional />
                <Field
                    label=words.project.agreement_day name="agreement_day" kind=FieldKind::Date value=typed.agreement_day
                    note=optional error=error("agreement_day")
                />
                <div class="pair">
                    <Field label=words.field.from_date name="from" kind=FieldKind::Date value=typed.from required=true error=error("from") />
                    <Field label=words.field.to_date name="to" kind=FieldKind::Date value=typed.to required=true error=error("to") />
                </div>
            </Card>
            <Card title=words.kept.rhythm>
                <p class="muted">{words.kept.for_donor}</p>
                <Select label=words.kept.how_often name="report_rhythm" options=rhythms(here, true) selected=typed.rhythm />
            </Card>
            <Listed
                title=words.project.indicators rows=typed.indicators add=words.project.add_indicator
                empty=IndicatorFields::empty draw=move |at, row, gone| indicator_fields(here, at, row, gone).into_any()
                error=error("indicators")
            />
            <Listed
                title=words.project.budget rows=typed.budget add=words.project.add_line
                empty=BudgetFields::empty draw=move |at, row, gone| budget_fields(here, at, row, gone).into_any()
                error=error("budget")
            />
            <BottomAction><Button label=save submit=true block=true disabled=Signal::derive(move || !leads.get()) /></BottomAction>
        </form>
    }
}

/// Rows of one kind, each drawn once, and the way to one more.
#[component]
fn Listed<T, D>(
    title: &'static str,
    rows: Rows<T>,
    add: &'static str,
    empty: fn() -> T,
    draw: D,
    error: Signal<Option<String>>,
) -> impl IntoView
where
    T: Copy + Send + Sync + 'static,
    D: Fn(usize, T, Callback<()>) -> AnyView + Copy + Send + Sync + 'static,
{
    let one_more = Callback::new(move |_| {
        rows.update(|rows| {
            let next = rows.iter().map(|(at, _)| at + 1).max().unwrap_or_default();
            rows.push((next, empty()));
        });
    });
    let each = move |(at, row): (usize, T)| {
        let gone = Callback::new(move |()| rows.update(|rows| rows.retain(|(other, _)| *other != at)));
        draw(at, row, gone)
    };
    view! {
        <Card title>
            <For each=move || rows.get() key=|(at, _)| *at children=each />
            {move || error.get().map(|why| view! { <p class="field__error" role="alert">{why}</p> })}
            <Button kind=ButtonKind::Quiet label=add icon=IconName::Plus on_click=one_more />
        </Card>
    }
}
