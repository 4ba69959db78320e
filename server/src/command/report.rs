//! `hadir report`: a period in numbers, as the phone computes it.

use std::path::{Path, PathBuf};

use app::i18n::{Lang, Project as Words};
use clap::Args;
use domain::id::Id;
use domain::report::{Funded, Masked, Query, Reached, Report, Tally};
use serde_json::{Value, json};

use super::{CommandError, language, named, say};
use crate::clock;
use crate::kept::{self, Whose};
use crate::paper;
use crate::report::{Asked, Names, Separator, Told};
use crate::store::{KeptReport, Store};

/// Of which association, days and activities.
#[derive(Debug, Args)]
pub struct ReportOf {
    /// The association, by its id or its name.
    #[arg(long, value_name = "ID or NAME")]
    association: String,
    /// First day, as 2026-01-31; of a project or a donor, its own where there is none.
    #[arg(long, value_name = "DAY")]
    from: Option<String>,
    /// Last day.
    #[arg(long, value_name = "DAY")]
    to: Option<String>,
    /// Only this activity, by its id; may be given several times.
    #[arg(long, value_name = "ID")]
    activity: Vec<Id>,
    /// Only what this project funds, by its id; may be given several times.
    #[arg(long, value_name = "ID")]
    project: Vec<Id>,
    /// Only what the projects of this donor fund.
    #[arg(long, value_name = "NAME")]
    donor: Option<String>,
    /// Ages at which the bands begin, ascending.
    #[arg(long, value_name = "AGES", value_delimiter = ',', default_values_t = domain::report::BANDS)]
    bands: Vec<i64>,
    /// For outside: numbers below 5 are hidden, and others with them, so that nobody finds them out.
    #[arg(long)]
    outside: bool,
    /// Also keep it as it is, with all its files, to be found again.
    #[arg(long = "keep")]
    keep_it: bool,
    /// Say which reports are kept, and make none.
    #[arg(long, conflicts_with = "keep_it")]
    kept: bool,
    /// Print the result as JSON.
    #[arg(long)]
    json: bool,
    /// Also write it as a workbook.
    #[arg(long, value_name = "FILE")]
    xlsx: Option<PathBuf>,
    /// Also write it as CSV.
    #[arg(long, value_name = "FILE")]
    csv: Option<PathBuf>,
    /// Also write it as A4 in PDF.
    #[arg(long, value_name = "FILE")]
    pdf: Option<PathBuf>,
    /// What stands between two cells of CSV.
    #[arg(long, value_enum, default_value_t)]
    separator: Separator,
    /// The language of the files: ar, fr or en.
    #[arg(long, value_name = "LANG", default_value = "ar", value_parser = language)]
    lang: Lang,
}

impl ReportOf {
    pub(super) async fn run(self, store: &Store) -> Result<(), CommandError> {
        let association = named(store, &self.association).await?;
        if self.kept {
            return list(&store.kept_reports(association).await?, self.json);
        }
        let names = Names::of(&store.named(association).await?);
        let query = self.query(&names)?;
        let told = Told::of(store, association, names, query, self.outside).await?;
        self.write(&told)?;
        if self.keep_it {
            let whose = Whose::new(association, None);
            let kept = kept::keep(store, whose, &told.query, self.outside, clock::now()).await?;
            if !self.json {
                say(format!(
                    "kept as {}, made of the data up to seq {}",
                    kept.id, kept.seq
                ))?;
            }
        }
        if told.unpacked {
            store.pack_facts(association).await?;
        }
        Ok(())
    }

    fn write(&self, told: &Told) -> Result<(), CommandError> {
        if let Some(path) = &self.xlsx {
            write(path, &told.to_xlsx(self.lang)?)?;
        }
        if let Some(path) = &self.csv {
            write(path, &told.to_csv(self.lang, self.separator)?)?;
        }
        if let Some(path) = &self.pdf {
            write(path, &paper::report(told, self.lang)?)?;
        }
        match (&told.masked, self.json) {
            (_, true) => say(told.to_json()),
            (None, false) => lines(&told.report).into_iter().try_for_each(say),
            (Some(masked), false) => outside_lines(&told.report, masked).into_iter().try_for_each(say),
        }
    }

    fn query(&self, names: &Names) -> Result<Query, CommandError> {
        let asked = Asked {
            from: self.from.clone(),
            to: self.to.clone(),
            activities: self.activity.iter().copied().collect(),
            projects: self.project.iter().copied().collect(),
            donor: self.donor.clone(),
            bands: self.bands.clone(),
        };
        let query = asked.query(names, clock::day(clock::now()));
        let options = "--from, --to, --activity, --project, --donor, --bands";
        query.map_err(|fault| CommandError::Unfit(format!("{fault} ({options})")))
    }
}

/// What is kept, the newest first.
fn list(reports: &[KeptReport], as_json: bool) -> Result<(), CommandError> {
    for report in reports {
        let told: Value = serde_json::from_str(&report.told).unwrap_or_default();
        let asked = &told["asked"];
        if as_json {
            say(json!({
                "id": report.id, "made": report.made, "made_by": report.made_by, "outside": report.outside,
                "seq": report.seq, "log_seq": report.head.seq, "told": told,
            }))?;
        } else {
            let for_whom = if report.outside { ", for outside" } else { "" };
            let (from, to) = (asked["from"].as_str(), asked["to"].as_str());
            let (from, to) = (from.unwrap_or_default(), to.unwrap_or_default());
            let day = clock::day(report.made);
            say(format!(
                "{}  {from} to {to}{for_whom}, made on {day}, seq {}",
                report.id, report.seq
            ))?;
        }
    }
    Ok(())
}

fn write(path: &Path, bytes: &[u8]) -> Result<(), CommandError> {
    std::fs::write(path, bytes).map_err(|source| CommandError::Unwritable {
        path: path.display().to_string(),
        source,
    })
}

fn lines(report: &Report) -> Vec<String> {
    let sessions = &report.sessions;
    let cancelled: u64 = sessions.cancelled.values().sum();
    let mut lines = vec![
        format!("people: {}", report.total.people),
        format!("participations: {}", report.total.participations),
        format!("counted without names: {}", report.unnamed.total()),
        format!(
            "sessions: {} planned, of which {} held, {cancelled} cancelled, {} not marked, {} to come",
            sessions.planned(),
            sessions.held,
            sessions.unmarked,
            sessions.to_come
        ),
        match report.attendance.permille() {
            Some(rate) => format!("attendance: {}.{} %", rate / 10, rate % 10),
            None => "attendance: nobody was marked".to_owned(),
        },
    ];
    lines.extend(report.by_sex_and_age.iter().map(|((sex, band), tally)| {
        let (sex, age) = (sex.name(), report.band_name(*band));
        format!(
            "{sex}, {age}: {} people, {} participations",
            tally.people, tally.participations
        )
    }));
    lines.extend(indicator_lines(&report.funded));
    lines
}

/// How far each indicator of each project has come.
fn indicator_lines(funded: &[Funded]) -> Vec<String> {
    let words = Words::of(Lang::En);
    let line = |one: &Funded, reached: &Reached| {
        let (project, name) = (one.project.name(false), words.named(&reached.indicator));
        let value = reached
            .value
            .map_or_else(|| "hidden".to_owned(), |value| value.to_string());
        format!("{project}, {name}: {value} of {}", reached.indicator.target)
    };
    let lines = |one: &Funded| {
        one.reached
            .iter()
            .map(|reached| line(one, reached))
            .collect::<Vec<_>>()
    };
    funded.iter().flat_map(lines).collect()
}

fn outside_lines(report: &Report, shown: &Masked) -> Vec<String> {
    let said = |cell: &Option<Tally>| match cell {
        Some(tally) => format!("{} people, {} participations", tally.people, tally.participations),
        None => "hidden".to_owned(),
    };
    let mut lines = vec![format!("all: {}", said(&shown.total))];
    lines.extend(
        shown.by_sex_and_age.iter().map(|((sex, band), cell)| {
            format!("{}, {}: {}", sex.name(), report.band_name(*band), said(cell))
        }),
    );
    lines.extend(indicator_lines(&shown.funded));
    lines
}
