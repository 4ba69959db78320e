//! The tables of the projects a report was asked for: their indicators, and their budgets.

use app::i18n::{Lang, Project as Words};
use domain::project::permille;
use domain::report::{Funded, Reached};

use super::{Cell, Table};

/// Both tables, of those that say something.
pub(super) fn tables(funded: &[Funded], lang: Lang) -> Vec<Table> {
    let tables = [indicators(funded, lang), budget(funded, lang)];
    tables
        .into_iter()
        .filter(|table| !table.rows.is_empty())
        .collect()
}

/// Of which projects, who funds them and under which agreement.
pub(super) fn heading(funded: &[Funded], lang: Lang) -> Vec<(&'static str, Cell)> {
    let words = Words::of(lang);
    let one = |one: &Funded| {
        let project = &one.project;
        let said = |text: &str| (!text.is_empty()).then(|| Cell::text(text));
        let rows = [
            (words.project, said(project.name(lang == Lang::Ar))),
            (words.donor, said(&project.donor)),
            (words.agreement, said(&project.agreement)),
            (words.agreement_day, project.agreement_day.map(Cell::Day)),
        ];
        rows.into_iter().filter_map(|(what, cell)| Some((what, cell?)))
    };
    funded.iter().flat_map(one).collect()
}

fn indicators(funded: &[Funded], lang: Lang) -> Table {
    let words = Words::of(lang);
    let row = |one: &Funded, reached: &Reached| {
        let indicator = &reached.indicator;
        vec![
            Cell::text(one.project.name(lang == Lang::Ar)),
            Cell::text(words.named(indicator)),
            Cell::text(words.counted(indicator)),
            reached.value.map_or(Cell::Hidden, Cell::Count),
            Cell::Count(indicator.target.unsigned_abs()),
            reached.permille().map_or(Cell::Hidden, Cell::Share),
        ]
    };
    let rows = funded
        .iter()
        .flat_map(|one| one.reached.iter().map(move |reached| row(one, reached)));
    Table {
        title: words.indicators,
        head: vec![
            words.project,
            words.indicator,
            words.counts,
            words.value,
            words.target,
            words.share,
        ],
        rows: rows.collect(),
    }
}

fn budget(funded: &[Funded], lang: Lang) -> Table {
    let words = Words::of(lang);
    let row = |project: &str, name: &str, planned: i64, spent: i64| {
        vec![
            Cell::text(project),
            Cell::text(name),
            Cell::Money(planned),
            Cell::Money(spent),
            Cell::Share(permille(spent.unsigned_abs(), planned.unsigned_abs())),
        ]
    };
    let rows = |one: &Funded| {
        let (name, lines) = (one.project.name(lang == Lang::Ar), &one.project.budget);
        let mut rows: Vec<_> = lines
            .iter()
            .map(|line| row(name, &line.name, line.planned, line.spent))
            .collect();
        if rows.len() > 1 {
            let planned = lines.iter().map(|line| line.planned).sum();
            let spent = lines.iter().map(|line| line.spent).sum();
            rows.push(row(name, words.total, planned, spent));
        }
        rows
    };
    Table {
        title: words.budget,
        head: vec![
            words.project,
            words.budget_line,
            words.planned,
            words.spent,
            words.budget_share,
        ],
        rows: funded.iter().flat_map(rows).collect(),
    }
}
