//! Projects: what funds the activities, and what each is to reach.

mod activities;
mod form;
mod one;
mod rows;
mod told;

use domain::kind::Kind;
use domain::view::{ProjectLine, projects};
use leptos::prelude::*;

pub(super) use self::form::{EditProject, NewProject};
pub(super) use self::one::ProjectPage;
pub(super) use self::told::{budget, indicators};
use super::here::{Here, dotted, here, shown_day};
use crate::component::{BottomAction, Empty, Icon, IconName, LinkButton, ListRow, Page};

/// The projects, for those who see the whole register.
#[component]
pub(super) fn ProjectsPage() -> impl IntoView {
    let here = here();
    let words = here.words;
    let rights = Memo::new(move |_| {
        let asker = here.asker();
        asker.map_or((false, false), |asker| (asker.sees_all(), asker.manages_team()))
    });
    let lines = Memo::new(move |_| {
        let today = here.today();
        here.phone
            .watch(&[Kind::Project], |replica| projects(replica, today))
    });
    let list = move |title: &'static str, lines: &[ProjectLine]| {
        (!lines.is_empty()).then(|| {
            view! {
                <h2 class="page__heading">{title}</h2>
                <div class="list">{lines.iter().map(|line| row(here, line)).collect_view()}</div>
            }
        })
    };
    let none = move || {
        let (sees, _) = rights.get();
        let empty = lines.with(|(running, past)| running.is_empty() && past.is_empty());
        let text = if sees {
            words.project.empty_text
        } else {
            words.project.for_heads
        };
        (empty || !sees).then(|| {
            view! { <Empty icon=IconName::Activities title=words.project.empty_title text /> }
        })
    };
    view! {
        <Page title=words.project.title back="/app/activities" columns=true>
            {none}
            {move || lines.with(|(running, past)| view! {
                {list(words.project.running, running)}
                {list(words.project.past, past)}
            })}
            {move || rights.get().1.then(|| view! {
                <BottomAction>
                    <LinkButton href="/app/new-project" label=words.project.new icon=IconName::Plus block=true />
                </BottomAction>
            })}
        </Page>
    }
}

fn row(here: Here, line: &ProjectLine) -> impl IntoView + use<> {
    let project = &line.project;
    let days = span(here, project);
    view! {
        <ListRow
            href=format!("/app/project/{}", line.id) title=project.name(here.arabic()).to_owned()
            detail=dotted([donor(here, project), days])
            start=move || view! { <span class="medallion"><Icon name=IconName::Activities /></span> }
        />
    }
}

/// Who funds a project, in words.
fn donor(here: Here, project: &domain::record::Project) -> String {
    match project.donor.as_str() {
        "" => here.words.project.own_means.to_owned(),
        donor => donor.to_owned(),
    }
}

/// The days of a project in words.
fn span(here: Here, project: &domain::record::Project) -> String {
    let day = |day| shown_day(day).numeric();
    here.words.project.span(&day(project.from), &day(project.to))
}
