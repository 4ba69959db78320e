//! The projects a report is asked for: how far each has come, and its money.

use domain::report::Funded;
use leptos::prelude::*;

use super::super::here::{Here, dotted, shown_day};
use super::super::projects::{budget, indicators};
use super::Figures;
use crate::component::Card;

/// A card for the indicators of each project and one for its budget.
pub(super) fn funded(here: Here, figures: &Figures) -> impl IntoView + use<> {
    let cards = figures.funded().iter().map(|one| project(here, figures, one));
    view! { <div class="report">{cards.collect_view()}</div> }
}

fn project(here: Here, figures: &Figures, one: &Funded) -> impl IntoView + use<> {
    let project = &one.project;
    let day = project
        .agreement_day
        .map_or_else(String::new, |day| shown_day(day).numeric());
    let under = dotted([project.donor.clone(), project.agreement.clone(), day]);
    let behind = |at, reached: &_| figures.asked.behind_indicator(one.id, at, reached);
    let bars = indicators(here, one, behind);
    view! {
        <Card title=project.name(here.arabic()).to_owned()>
            <p class="muted">{under}</p>
            {bars}
        </Card>
        {budget(here, project)}
    }
}
