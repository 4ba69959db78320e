//! Projects: what their lists hold, and what is wrong with one.

mod budget;
mod indicator;

use std::collections::BTreeSet;

pub use budget::{BudgetLine, centimes};
pub use indicator::{Ages, Indicator, Measure};

use crate::fold::fold;
use crate::id::Id;
use crate::record::{Project, Record, project};
use crate::rules::Fault;
use crate::time::Day;
use crate::verdict::Reason;

/// Checks what a project says as a whole.
pub(crate) fn check(record: &Record) -> Result<(), Fault> {
    let has = |field| record.fields.get(field).is_some();
    if !has(project::NAME_AR) && !has(project::NAME_LA) {
        return Err(Fault::at(project::NAME_AR, Reason::Required));
    }
    if record.read::<Day>(project::TO) < record.read::<Day>(project::FROM) {
        return Err(Fault::at(project::TO, Reason::BadDay));
    }
    let budget = record.fields.get(project::BUDGET);
    if budget.is_some_and(|said| BudgetLine::list(said).is_none()) {
        return Err(Fault::at(project::BUDGET, Reason::BadValue));
    }
    let indicators = record.fields.get(project::INDICATORS);
    if indicators.is_some_and(|said| Indicator::list(said).is_none()) {
        return Err(Fault::at(project::INDICATORS, Reason::BadValue));
    }
    Ok(())
}

/// Those that somebody funds, in whatever spelling folds to the same.
pub fn of_donor<'a>(projects: impl Iterator<Item = (Id, &'a Project)>, donor: &str) -> BTreeSet<Id> {
    let donor = fold(donor);
    let theirs = projects.filter(|(_, project)| !donor.is_empty() && fold(&project.donor) == donor);
    theirs.map(|(id, _)| id).collect()
}

/// A part of a whole, in thousandths; more than a thousand where it is more than the whole.
pub fn permille(part: u64, whole: u64) -> u64 {
    let whole = whole.max(1);
    part.saturating_mul(1_000).saturating_add(whole / 2) / whole
}

/// The first day of the first of some projects and the last day of the last; none where there is none.
pub fn span<'a>(projects: impl Iterator<Item = &'a Project>) -> Option<(Day, Day)> {
    let days = projects.map(|project| (project.from, project.to));
    days.reduce(|(from, to), (first, last)| (from.min(first), to.max(last)))
}
