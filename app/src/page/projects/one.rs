//! One project: who funds it, what it has reached, its money, its activities.

use domain::id::Id;
use domain::kind::Kind;
use domain::record::Project;
use domain::report::{Query, report};
use domain::view::{FIGURE_KINDS, facts};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use super::super::figures::Asked;
use super::super::here::{Here, here, shown_day};
use super::super::kept_reports::rhythm_code;
use super::super::receipt::ReceiptLine;
use super::activities::ActivitiesCard;
use super::{budget, donor, indicators, span};
use crate::component::{BottomAction, ButtonKind, Card, Empty, IconName, LinkButton, Page};
use crate::device::timed;

/// One project.
#[component]
pub(in crate::page) fn ProjectPage() -> impl IntoView {
    let here = here();
    let words = here.words;
    let id = use_params_map()
        .with_untracked(|params| params.get("id"))
        .and_then(|id| id.parse::<Id>().ok());
    let project = Memo::new(move |_| {
        let id = id?;
        here.phone
            .watch(&[Kind::Project], |replica| replica.view::<Project>(id))
    });
    move || match id.zip(project.get()) {
        Some((id, project)) => view! { <Known here id project /> }.into_any(),
        None => view! {
            <Page title=words.project.title back="/app/projects">
                <Empty icon=IconName::Search title=words.common.nothing_found text=words.problem.not_found />
            </Page>
        }
        .into_any(),
    }
}

#[component]
fn Known(here: Here, id: Id, project: Project) -> impl IntoView {
    let words = here.words;
    let leads = Memo::new(move |_| here.asker().is_some_and(|asker| asker.manages_team()));
    let asked = Asked::of_project(id, &project);
    let (title, subtitle) = (project.name(here.arabic()).to_owned(), span(here, &project));
    let (facts, money, href) = (facts_of(here, &project), budget(here, &project), asked.href());
    view! {
        <Page title subtitle back="/app/projects" wide=true>
            <div class="report">
                <Card>{facts}</Card>
                <Card title=words.project.indicators>
                    <Indicators here id project asked />
                </Card>
                {money}
                <ActivitiesCard here id />
            </div>
            <div class="notice__actions">
                <LinkButton href label=words.project.report icon=IconName::Log />
                <LinkButton href=format!("/app/log?about={id}") label=words.log.in_the_log icon=IconName::Clock kind=ButtonKind::Quiet />
            </div>
            <ReceiptLine here record=id />
            {move || leads.get().then(|| view! {
                <BottomAction>
                    <LinkButton href=format!("/app/edit-project/{id}") label=words.project.edit icon=IconName::Edit block=true />
                </BottomAction>
            })}
        </Page>
    }
}

/// By whom and under which agreement.
fn facts_of(here: Here, project: &Project) -> impl IntoView + use<> {
    let words = here.words.project;
    let day = project
        .agreement_day
        .map_or_else(String::new, |day| shown_day(day).numeric());
    let rhythm = project.report_rhythm.map_or_else(String::new, |_| {
        let code = rhythm_code(project.report_rhythm);
        here.words.kept.rhythm_of(code).to_owned()
    });
    let facts = [
        (words.donor, donor(here, project)),
        (words.agreement, project.agreement.clone()),
        (words.agreement_day, day),
        (here.words.kept.rhythm, rhythm),
    ];
    let fact = |(label, text): (&'static str, String)| {
        (!text.is_empty()).then(|| view! { <div><dt>{label}</dt><dd><bdi>{text}</bdi></dd></div> })
    };
    view! { <dl class="facts">{facts.map(fact).into_iter().collect_view()}</dl> }
}

/// What was reached until today, counted on this phone.
#[component]
fn Indicators(here: Here, id: Id, project: Project, asked: Asked) -> impl IntoView {
    let words = here.words;
    if project.indicators.is_empty() {
        return view! { <p class="muted">{words.project.no_indicators}</p> }.into_any();
    }
    let funded = Memo::new(move |_| {
        let query = Query::of_whole(id, &project, here.today());
        let facts = here.phone.watch(FIGURE_KINDS, facts);
        timed("hadir:report", || report(&facts, &query)).funded
    });
    let drawn = move || {
        funded.with(|funded| {
            let one = funded.first()?;
            let behind = |at, reached: &_| asked.behind_indicator(id, at, reached);
            Some(indicators(here, one, behind))
        })
    };
    view! { {drawn} }.into_any()
}
