//! What a report is asked for, as people type it.

use std::collections::BTreeSet;

use domain::id::Id;
use domain::project::span;
use domain::report::{Query, are_bands};
use domain::time::Day;

use super::Names;

/// Years that a calendar of a spreadsheet has.
const YEARS: core::ops::RangeInclusive<i32> = 1900..=9998;

/// Why no report can be asked for so.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum AskedFault {
    /// Not a day.
    #[error("the first and the last day are days of the calendar, written as 2026-01-31")]
    Day,
    /// The period ends before it begins.
    #[error("the first day is after the last: exchange them")]
    Order,
    /// Neither a period nor a project, which has one.
    #[error("say the first and the last day, or of which project or donor it is to be")]
    Period,
    /// Bands of age that leave somebody out.
    #[error("the bands begin at 0 and ascend: 0,6,15,18 for instance")]
    Bands,
    /// No such activity.
    #[error("there is no such activity")]
    Activity,
    /// No such project.
    #[error("there is no such project")]
    Project,
    /// Nobody who funds anything.
    #[error("no project names this donor: write the name as its project has it")]
    Donor,
}

/// What is asked for. Of projects, the days that are not said are theirs.
#[derive(Debug, Clone, Default)]
pub struct Asked {
    /// First day.
    pub from: Option<String>,
    /// Last day.
    pub to: Option<String>,
    /// Activities; none: all.
    pub activities: BTreeSet<Id>,
    /// Projects; none: whoever funds them.
    pub projects: BTreeSet<Id>,
    /// Who funds; none: anybody.
    pub donor: Option<String>,
    /// Ages at which bands begin.
    pub bands: Vec<i64>,
}

impl Asked {
    /// The query, among what an association has.
    pub fn query(&self, names: &Names, today: Day) -> Result<Query, AskedFault> {
        if !self.activities.iter().all(|id| names.has_activity(*id)) {
            return Err(AskedFault::Activity);
        }
        let projects = self.projects(names)?;
        let own = projects
            .as_ref()
            .and_then(|ids| span(ids.iter().filter_map(|id| names.project(*id))));
        let (from, to) = (day(self.from.as_deref())?, day(self.to.as_deref())?);
        let from = from.or(own.map(|(from, _)| from)).ok_or(AskedFault::Period)?;
        let to = to.or(own.map(|(_, to)| to)).ok_or(AskedFault::Period)?;
        if from > to {
            return Err(AskedFault::Order);
        }
        if !are_bands(&self.bands) {
            return Err(AskedFault::Bands);
        }
        Ok(Query {
            activities: (!self.activities.is_empty()).then(|| self.activities.clone()),
            projects,
            bands: self.bands.clone(),
            ..Query::of(from, to, today)
        })
    }

    /// The projects that are asked for; of those that are named, the donor's.
    fn projects(&self, names: &Names) -> Result<Option<BTreeSet<Id>>, AskedFault> {
        if !self.projects.iter().all(|id| names.project(*id).is_some()) {
            return Err(AskedFault::Project);
        }
        let named = (!self.projects.is_empty()).then(|| self.projects.clone());
        let Some(donor) = &self.donor else {
            return Ok(named);
        };
        let mut theirs = names.of_donor(donor);
        if let Some(named) = named {
            theirs.retain(|id| named.contains(id));
        }
        match theirs.is_empty() {
            true => Err(AskedFault::Donor),
            false => Ok(Some(theirs)),
        }
    }
}

fn day(text: Option<&str>) -> Result<Option<Day>, AskedFault> {
    let Some(text) = text else { return Ok(None) };
    let day = Day::from_iso(text).filter(|day| YEARS.contains(&day.ymd().0));
    day.map(Some).ok_or(AskedFault::Day)
}
