//! `hadir report`: a period in numbers, as the phone computes it.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use app::i18n::Lang;
use clap::Args;
use domain::id::Id;
use domain::report::{Masked, Query, Report, Tally};
use domain::time::Day;

use super::{CommandError, language, named, say};
use crate::clock;
use crate::paper::{self, Agreement};
use crate::report::{self, Separator, Told};
use crate::store::Store;

/// Of which association, days and activities.
#[derive(Debug, Args)]
pub struct ReportOf {
    /// The association, by its id or its name.
    #[arg(long, value_name = "ID or NAME")]
    association: String,
    /// First day, as 2026-01-31.
    #[arg(long, value_name = "DAY")]
    from: String,
    /// Last day.
    #[arg(long, value_name = "DAY")]
    to: String,
    /// Only this activity, by its id; may be given several times.
    #[arg(long, value_name = "ID")]
    activity: Vec<Id>,
    /// Ages at which the bands begin, ascending.
    #[arg(long, value_name = "AGES", value_delimiter = ',', default_values_t = domain::report::BANDS)]
    bands: Vec<i64>,
    /// For outside: numbers below 5 are hidden, and others with them, so that nobody finds them out.
    #[arg(long)]
    outside: bool,
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
    /// Who funds, for the PDF.
    #[arg(long, default_value = "")]
    donor: String,
    /// Number of the agreement, for the PDF.
    #[arg(long, value_name = "NUMBER", default_value = "")]
    agreement: String,
    /// Day of the agreement, for the PDF.
    #[arg(long, value_name = "DAY", value_parser = day)]
    agreement_day: Option<Day>,
    /// What stands between two cells of CSV.
    #[arg(long, value_enum, default_value_t)]
    separator: Separator,
    /// The language of the files: ar, fr or en.
    #[arg(long, value_name = "LANG", default_value = "ar", value_parser = language)]
    lang: Lang,
}

impl ReportOf {
    pub(super) async fn run(self, store: &Store) -> Result<(), CommandError> {
        let query = self.query()?;
        let association = named(store, &self.association).await?;
        let told = Told::of(store, association, query, self.outside).await?;
        if let Some(path) = &self.xlsx {
            write(path, &told.to_xlsx(self.lang)?)?;
        }
        if let Some(path) = &self.csv {
            write(path, &told.to_csv(self.lang, self.separator)?)?;
        }
        if let Some(path) = &self.pdf {
            write(path, &paper::report(&told, &self.agreement(), self.lang)?)?;
        }
        match (&told.masked, self.json) {
            (_, true) => say(told.to_json()),
            (None, false) => lines(&told.report).into_iter().try_for_each(say),
            (Some(masked), false) => outside_lines(&told.report, masked).into_iter().try_for_each(say),
        }
    }

    fn agreement(&self) -> Agreement {
        Agreement {
            donor: self.donor.clone(),
            number: self.agreement.clone(),
            day: self.agreement_day,
        }
    }

    fn query(&self) -> Result<Query, CommandError> {
        let activities: BTreeSet<Id> = self.activity.iter().copied().collect();
        let today = clock::day(clock::now());
        let asked = report::query((&self.from, &self.to), activities, self.bands.clone(), today);
        asked.map_err(|fault| CommandError::Unfit(format!("{fault} (--from, --to, --bands)")))
    }
}

fn day(text: &str) -> Result<Day, String> {
    Day::from_iso(text).ok_or_else(|| "a day is written as 2026-01-31".to_owned())
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
            "sessions: {} held, {cancelled} cancelled, {} not marked, {} to come",
            sessions.held, sessions.unmarked, sessions.to_come
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
    lines
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
    lines
}
