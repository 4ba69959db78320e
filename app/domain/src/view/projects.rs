//! Projects, the activities they fund, and who funds them.

use core::cmp::Reverse;

use super::shown::name_of;
use crate::fold::fold;
use crate::id::Id;
use crate::kind::Kind;
use crate::record::{Activity, Project, Record, View, activity};
use crate::replica::Replica;
use crate::time::Day;

/// One project in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProjectLine {
    /// Which project.
    pub id: Id,
    /// What it says of itself.
    pub project: Project,
}

/// The association's projects: those that last or are to come by their first day, then those past, newest first.
pub fn projects(replica: &Replica, today: Day) -> (Vec<ProjectLine>, Vec<ProjectLine>) {
    let line = |record: &Record| ProjectLine {
        id: record.id,
        project: Project::of(record),
    };
    let lines = replica.all(Kind::Project).map(line);
    let (mut running, mut past): (Vec<_>, Vec<_>) = lines.partition(|line| line.project.to >= today);
    running.sort_by_key(|line| (line.project.from, line.id));
    past.sort_by_key(|line| (Reverse(line.project.to), line.id));
    (running, past)
}

/// The activities of the association by name, each with whether a project funds it; those that another one funds are
/// left out.
pub fn fundable(replica: &Replica, project: Id) -> Vec<(Id, String, bool)> {
    let line = |record: &Record| {
        let funded: Option<Id> = record.read(activity::PROJECT);
        let free = funded.is_none() && !record.read::<bool>(activity::ARCHIVED);
        let its = funded == Some(project);
        (its || free).then(|| (record.id, Activity::of(record).title, its))
    };
    let mut lines: Vec<_> = replica.all(Kind::Activity).filter_map(line).collect();
    lines.sort_by(|(a_id, a, _), (b_id, b, _)| (a, a_id).cmp(&(b, b_id)));
    lines
}

/// Who funds projects, each once whatever the spelling.
pub fn donors(replica: &Replica) -> Vec<String> {
    let named = replica.all(Kind::Project).map(|record| Project::of(record).donor);
    let mut donors: Vec<String> = named.filter(|donor| !fold(donor).is_empty()).collect();
    donors.sort_by_cached_key(|donor| (fold(donor), donor.clone()));
    donors.dedup_by_key(|donor| fold(donor));
    donors
}

/// What the project of an activity is called; nothing where it has none, or one this phone does not hold.
pub fn project_of(replica: &Replica, activity: Id, arabic: bool) -> Option<(Id, String)> {
    let project: Id = replica.get(activity)?.read::<Option<Id>>(activity::PROJECT)?;
    replica.view::<Project>(project)?;
    Some((project, name_of(replica, project, arabic)))
}
