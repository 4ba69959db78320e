//! What a project has reached, and what its money is for: drawn the same on its page and in a report.

use domain::project::permille;
use domain::record::Project;
use domain::report::{Funded, Reached};
use leptos::prelude::*;

use super::super::here::{Here, dotted};
use crate::component::{Card, TargetBar, Tone};
use crate::i18n::{dirhams, group};

/// The indicators, each a bar towards its target. `behind` is the address of the list behind one, by its place.
pub(in crate::page) fn indicators(
    here: Here,
    funded: &Funded,
    behind: impl Fn(usize, &Reached) -> Option<String>,
) -> AnyView {
    let words = here.words.project;
    let bar = |(at, reached): (usize, &Reached)| {
        let indicator = &reached.indicator;
        let number = |n: u64| group(here.lang(), n);
        let value = reached
            .value
            .map_or_else(|| here.words.figures.hidden.to_owned(), number);
        let counted = if indicator.name.is_empty() {
            String::new()
        } else {
            words.counted(indicator)
        };
        let share = here.words.figures.share(reached.permille());
        let (tone, share) = match reached.permille() {
            Some(1_000..) => (Tone::Leaf, dotted([share, words.reached.to_owned()])),
            _ => (Tone::Teal, share),
        };
        view! {
            <TargetBar
                title=words.named(indicator) detail=counted
                said=words.of_target(&value, &number(indicator.target.unsigned_abs()))
                share permille=reached.permille() tone href=behind(at, reached)
            />
        }
    };
    let bars = funded.reached.iter().enumerate().map(bar).collect_view();
    view! { <div class="targets">{bars}</div> }.into_any()
}

/// The budget, line by line, and its sum.
pub(in crate::page) fn budget(here: Here, project: &Project) -> Option<AnyView> {
    let words = here.words.project;
    let lines = &project.budget;
    let said = |amount: i64| dirhams(here.lang(), amount);
    let row = |name: &str, planned: i64, spent: i64| {
        let part = permille(spent.unsigned_abs(), planned.unsigned_abs());
        let share = here.words.figures.share(Some(part));
        let (tone, share) = match spent > planned {
            true => (Tone::Brick, dotted([share, words.overspent.to_owned()])),
            false => (Tone::Teal, share),
        };
        view! {
            <TargetBar
                title=name detail="" permille=Some(part) tone href=None
                said=words.of_target(&said(spent), &said(planned)) share
            />
        }
    };
    let mut rows: Vec<_> = lines
        .iter()
        .map(|line| row(&line.name, line.planned, line.spent))
        .collect();
    if rows.len() > 1 {
        let planned = lines.iter().map(|line| line.planned).sum();
        let spent = lines.iter().map(|line| line.spent).sum();
        rows.push(row(words.total, planned, spent));
    }
    let title = format!("{} ({})", words.budget, words.in_dirhams);
    (!rows.is_empty()).then(|| view! { <Card title><div class="targets">{rows}</div></Card> }.into_any())
}
