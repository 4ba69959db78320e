//! Month by month: who came, and a strip of the days on which sessions were.

use domain::report::{Month, Number, OnDay, Sittings};
use domain::time::Day;
use leptos::prelude::*;

use super::super::here::{Here, dotted};
use super::Figures;
use super::asked::Open;
use crate::component::Card;

/// Months that are drawn day by day; of a longer period the last ones.
const DRAWN: usize = 12;

/// The months that have sessions.
pub(super) fn months(here: Here, figures: &Figures) -> impl IntoView + use<> {
    let most = figures
        .report
        .by_day
        .values()
        .map(|day| day.came)
        .max()
        .unwrap_or_default();
    let known: Vec<Month> = figures.report.by_month.keys().copied().collect();
    let drawn = known.iter().rev().take(DRAWN).rev();
    let rows = drawn.map(|month| row(here, figures, *month, most)).collect_view();
    view! {
        <Card title=here.words.figures.by_month>
            <div class="months">{rows}</div>
        </Card>
    }
}

fn row(here: Here, figures: &Figures, month: Month, most: u64) -> impl IntoView + use<> {
    let words = here.words.figures;
    let tally = figures.report.by_month.get(&month).copied().unwrap_or_default();
    let name = here.month(month);
    let of_month = figures.report.by_day.range(month.first()..=month.last());
    let held: u64 = of_month.map(|(_, day)| day.sessions.held).sum();
    let said = if figures.asked.outside {
        words.sessions_held(held)
    } else {
        format!("{} · {}", words.came(tally.people), words.sessions_held(held))
    };
    let days = (0..31)
        .map(|at| month.first().plus(at))
        .take_while(|day| *day <= month.last());
    let cells = days.map(|day| square(figures, day, most)).collect_view();
    let head =
        view! { <span class="months__name">{name.clone()}</span><span class="months__said">{said}</span> };
    let head = if figures.asked.outside || tally.people == 0 {
        view! { <span class="months__head">{head}</span> }.into_any()
    } else {
        let href = figures.asked.behind(Open::People(Number::Month(month)));
        view! { <a class="months__head" href=href>{head}</a> }.into_any()
    };
    // A day alone is too small for a thumb: the strip opens the month's sessions, day by day.
    let strip = if figures.asked.outside {
        view! { <div class="months__days">{cells}</div> }.into_any()
    } else {
        let href = figures.asked.behind(Open::Sessions(Sittings::In(month)));
        let label = dotted([words.sessions.to_owned(), name.clone()]);
        view! { <a class="months__days" href=href aria-label=label>{cells}</a> }.into_any()
    };
    view! {
        <div class="months__month">
            {head}
            {strip}
        </div>
    }
}

/// A day: empty, dark by how many came, or struck where sessions were cancelled or not marked.
fn square(figures: &Figures, day: Day, most: u64) -> impl IntoView + use<> {
    let class = class(figures.report.by_day.get(&day), most);
    view! { <span class=class aria-hidden="true">{day.ymd().2}</span> }
}

fn class(on: Option<&OnDay>, most: u64) -> &'static str {
    match on {
        None => "months__day",
        Some(on) if on.sessions.held > 0 => match on.came * 3 / most.max(1) {
            0 => "months__day months__day--few",
            1 => "months__day months__day--some",
            _ => "months__day months__day--many",
        },
        Some(on) if on.sessions.unmarked > 0 => "months__day months__day--unmarked",
        Some(on) if !on.sessions.cancelled.is_empty() => "months__day months__day--cancelled",
        Some(_) => "months__day months__day--planned",
    }
}
