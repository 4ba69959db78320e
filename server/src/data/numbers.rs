//! A report as rows: one table, however it is told apart.

use app::i18n::Lang;
use domain::report::{Masked, Tally};
use serde::Serialize;

use crate::places;
use crate::report::Told;

/// One number, and of what it is.
#[derive(Debug, Default, Clone, PartialEq, Eq, Serialize)]
pub struct Line {
    /// First day of the period.
    pub from: String,
    /// Last day.
    pub to: String,
    /// How people are told apart: `total`, `sex_and_age`, `sex`, `age`, `commune`, `new`, `month`, `activity`, `group`.
    pub part: &'static str,
    /// Which of them: an id, a code, a month; empty of the total.
    pub key: String,
    /// What that is called.
    pub name: String,
    /// People, each once; none where it is hidden.
    pub people: Option<u64>,
    /// Times somebody came; none where it is hidden.
    pub participations: Option<u64>,
}

/// A report's numbers, one a row. Names of places and groups are in a language.
pub fn lines(told: &Told, lang: Lang) -> Vec<Line> {
    let mut lines = match &told.masked {
        Some(masked) => outside(told, masked, lang),
        None => inside(told, lang),
    };
    for line in &mut lines {
        (line.from, line.to) = (told.query.from.to_string(), told.query.to.to_string());
    }
    lines
}

fn inside(told: &Told, lang: Lang) -> Vec<Line> {
    let report = &told.report;
    let mut lines = vec![line("total", String::new(), "", Some(report.total))];
    lines.extend(report.by_sex_and_age.iter().map(|((sex, band), tally)| {
        let key = format!("{} {}", sex.name(), report.band_name(*band));
        line("sex_and_age", key, "", Some(*tally))
    }));
    lines.extend(
        report
            .by_commune
            .iter()
            .map(|(held, tally)| commune(held, Some(*tally), lang)),
    );
    lines.extend([true, false].map(|is_new| {
        newcomers(
            is_new,
            Some(report.by_new.get(&is_new).copied().unwrap_or_default()),
        )
    }));
    lines.extend(
        report
            .by_month
            .iter()
            .map(|(month, tally)| line("month", month.to_string(), "", Some(*tally))),
    );
    lines.extend(report.by_activity.iter().map(|(id, part)| {
        line(
            "activity",
            id.to_string(),
            told.names.activity(*id),
            Some(part.tally),
        )
    }));
    lines.extend(report.by_group.iter().map(|(id, part)| {
        let (activity, group) = told.names.group(*id, lang);
        line(
            "group",
            id.to_string(),
            &format!("{activity}, {group}"),
            Some(part.tally),
        )
    }));
    lines
}

fn outside(told: &Told, masked: &Masked, lang: Lang) -> Vec<Line> {
    let report = &told.report;
    let mut lines = vec![line("total", String::new(), "", masked.total)];
    lines.extend(masked.by_sex_and_age.iter().map(|((sex, band), cell)| {
        line(
            "sex_and_age",
            format!("{} {}", sex.name(), report.band_name(*band)),
            "",
            *cell,
        )
    }));
    lines.extend(
        masked
            .by_sex
            .iter()
            .map(|(sex, cell)| line("sex", sex.name().to_owned(), "", *cell)),
    );
    lines.extend(
        masked
            .by_age
            .iter()
            .map(|(band, cell)| line("age", report.band_name(*band), "", *cell)),
    );
    lines.extend(
        masked
            .by_commune
            .iter()
            .map(|(held, cell)| commune(held, *cell, lang)),
    );
    lines.extend([true, false].map(|is_new| {
        newcomers(
            is_new,
            masked
                .by_new
                .get(&is_new)
                .copied()
                .unwrap_or(Some(Tally::default())),
        )
    }));
    lines.extend(
        masked
            .by_activity
            .iter()
            .map(|(id, cell)| line("activity", id.to_string(), told.names.activity(*id), *cell)),
    );
    lines
}

fn line(part: &'static str, key: String, name: &str, tally: Option<Tally>) -> Line {
    let name = if name.is_empty() {
        key.clone()
    } else {
        name.to_owned()
    };
    Line {
        part,
        key,
        name,
        people: tally.map(|tally| tally.people),
        participations: tally.map(|tally| tally.participations),
        ..Line::default()
    }
}

fn commune(held: &str, tally: Option<Tally>, lang: Lang) -> Line {
    line(
        "commune",
        held.to_owned(),
        &places::shown(held, lang == Lang::Ar),
        tally,
    )
}

fn newcomers(is_new: bool, tally: Option<Tally>) -> Line {
    line(
        "new",
        if is_new { "new" } else { "returning" }.to_owned(),
        "",
        tally,
    )
}
