//! `hadir report`: a period in numbers, as the phone computes it.

use std::collections::BTreeSet;

use clap::Args;
use domain::id::Id;
use domain::report::{Facts, Masked, Query, Report, Tally, masked, report};
use domain::time::Day;
use serde_json::json;

use super::{CommandError, named, say};
use crate::clock;
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
}

impl ReportOf {
    pub(super) async fn run(self, store: &Store) -> Result<(), CommandError> {
        let query = self.query()?;
        let association = named(store, &self.association).await?;
        let records = store.facts(association).await?;
        let report = report(&Facts::read(records.iter()), &query);
        match (self.outside, self.json) {
            (false, true) => say(json!({ "asked": query.to_json(), "report": report.to_json() })),
            (true, true) => {
                let shown = masked(&report).to_json(&report);
                say(json!({ "asked": query.to_json(), "outside": shown }))
            }
            (false, false) => lines(&report).into_iter().try_for_each(say),
            (true, false) => outside_lines(&report, &masked(&report))
                .into_iter()
                .try_for_each(say),
        }
    }

    fn query(&self) -> Result<Query, CommandError> {
        let unfit = |what: &str| Err(CommandError::Unfit(what.to_owned()));
        let (Some(from), Some(to)) = (Day::from_iso(&self.from), Day::from_iso(&self.to)) else {
            return unfit("--from and --to are days of the calendar, written as 2026-01-31");
        };
        if from > to {
            return unfit("the first day is after the last: exchange --from and --to");
        }
        let ascending = self.bands.windows(2).all(|two| two[0] < two[1]);
        if self.bands.first() != Some(&0) || !ascending {
            return unfit("--bands begin at 0 and ascend: 0,6,15,18 for instance");
        }
        let activities: BTreeSet<Id> = self.activity.iter().copied().collect();
        Ok(Query {
            activities: (!activities.is_empty()).then_some(activities),
            bands: self.bands.clone(),
            ..Query::of(from, to, clock::now().on_wall(0).0)
        })
    }
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
