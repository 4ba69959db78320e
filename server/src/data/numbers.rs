//! A report as rows: one table, however it is told apart.

use std::borrow::Cow;

use app::i18n::Lang;
use domain::report::{Attendance, Cell, Masked, Part, Report, Sessions, Tally};
use domain::time::Day;
use serde::{Deserialize, Serialize};

use crate::places;
use crate::report::Names;

/// One number, and of what it is.
#[derive(Debug, Default, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Line {
    /// First day of the period.
    pub from: String,
    /// Last day.
    pub to: String,
    /// How people are told apart: `total`, `sex_and_age`, `sex`, `age`, `commune`, `new`, `month`, `activity`, `group`.
    pub part: Cow<'static, str>,
    /// Which of them: an id, a code, a month; empty of the total.
    pub key: String,
    /// What that is called.
    pub name: String,
    /// People, each once; none where it is hidden.
    pub people: Option<u64>,
    /// Times somebody came; none where it is hidden.
    pub participations: Option<u64>,
    /// Sessions that were held; none where this part has no sessions of its own, or they are not told.
    pub sessions_held: Option<u64>,
    /// Sessions that were called off; likewise.
    pub sessions_cancelled: Option<u64>,
    /// Of a thousand marks of those who belonged, how many came; none likewise, where nobody was marked, or where it is hidden.
    pub attendance_permille: Option<u64>,
}

impl Line {
    fn new(part: &'static str, key: String, shown: Cell) -> Self {
        Line {
            part: part.into(),
            key,
            people: shown.map(|tally| tally.people),
            participations: shown.map(|tally| tally.participations),
            ..Line::default()
        }
    }

    fn of(part: &'static str, key: String, of: &Part) -> Self {
        Line::new(part, key, Some(of.tally)).with(&of.sessions, Some(of.attendance))
    }

    fn with(self, sessions: &Sessions, rate: Option<Attendance>) -> Self {
        Line {
            sessions_held: Some(sessions.held),
            sessions_cancelled: Some(sessions.cancelled.values().sum()),
            attendance_permille: rate.and_then(|rate| rate.permille()),
            ..self
        }
    }

    /// The same with what it is called in a language.
    pub fn named(mut self, names: &Names, lang: Lang) -> Self {
        self.name = match (&*self.part, self.key.parse()) {
            ("commune", _) => places::shown(&self.key, lang == Lang::Ar),
            ("activity", Ok(id)) if !names.activity(id).is_empty() => names.activity(id).to_owned(),
            ("group", Ok(id)) => {
                let (activity, group) = names.group(id, lang);
                format!("{activity}, {group}")
            }
            _ => self.key.clone(),
        };
        self
    }
}

/// A report's numbers, one a row; for outside, those that its masked numbers show.
pub fn lines(report: &Report, masked: Option<&Masked>, (from, to): (Day, Day)) -> Vec<Line> {
    let mut lines = match masked {
        Some(masked) => outside(report, masked),
        None => inside(report),
    };
    for line in &mut lines {
        (line.from, line.to) = (from.to_string(), to.to_string());
    }
    lines
}

fn inside(report: &Report) -> Vec<Line> {
    let total = Line::new("total", String::new(), Some(report.total));
    let mut lines = vec![total.with(&report.sessions, Some(report.attendance))];
    lines.extend(report.by_sex_and_age.iter().map(|((sex, band), tally)| {
        let key = format!("{} {}", sex.name(), report.band_name(*band));
        Line::new("sex_and_age", key, Some(*tally))
    }));
    let communes = report.by_commune.iter();
    lines.extend(communes.map(|(held, tally)| Line::new("commune", held.clone(), Some(*tally))));
    lines.extend([true, false].map(|is_new| {
        let tally = report.by_new.get(&is_new).copied().unwrap_or_default();
        newcomers(is_new, Some(tally))
    }));
    let months = report.by_month.iter();
    lines.extend(months.map(|(month, tally)| Line::new("month", month.to_string(), Some(*tally))));
    let activities = report.by_activity.iter();
    lines.extend(activities.map(|(id, part)| Line::of("activity", id.to_string(), part)));
    let groups = report.by_group.iter();
    lines.extend(groups.map(|(id, part)| Line::of("group", id.to_string(), part)));
    lines
}

fn outside(report: &Report, masked: &Masked) -> Vec<Line> {
    let total = Line::new("total", String::new(), masked.total);
    let mut lines = vec![total.with(&report.sessions, masked.rate)];
    lines.extend(masked.by_sex_and_age.iter().map(|((sex, band), cell)| {
        let key = format!("{} {}", sex.name(), report.band_name(*band));
        Line::new("sex_and_age", key, *cell)
    }));
    let sexes = masked.by_sex.iter();
    lines.extend(sexes.map(|(sex, cell)| Line::new("sex", sex.name().to_owned(), *cell)));
    let ages = masked.by_age.iter();
    lines.extend(ages.map(|(band, cell)| Line::new("age", report.band_name(*band), *cell)));
    let communes = masked.by_commune.iter();
    lines.extend(communes.map(|(held, cell)| Line::new("commune", held.clone(), *cell)));
    lines.extend([true, false].map(|is_new| {
        let cell = masked.by_new.get(&is_new).copied();
        newcomers(is_new, cell.unwrap_or(Some(Tally::default())))
    }));
    let activities = masked.by_activity.iter();
    lines.extend(activities.map(|(id, cell)| Line::new("activity", id.to_string(), *cell)));
    lines
}

fn newcomers(is_new: bool, cell: Cell) -> Line {
    let key = if is_new { "new" } else { "returning" };
    Line::new("new", key.to_owned(), cell)
}
