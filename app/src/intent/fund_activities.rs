//! Which activities a project funds.

use domain::change::Edit;
use domain::id::Id;
use domain::kind::Kind;
use domain::record::activity;
use domain::replica::Replica;

/// The edits of the activities: those chosen come into the project, its others leave it.
pub fn fund_activities(replica: &Replica, project: Id, chosen: &[Id]) -> Vec<Edit> {
    let its = replica.referring(project, Kind::Activity).map(|record| record.id);
    let leaving = its.filter(|id| !chosen.contains(id)).map(|id| (id, None));
    let joining = chosen.iter().map(|id| (*id, Some(project)));
    leaving
        .chain(joining)
        .map(|(id, project)| Edit::new(Kind::Activity, id).set(activity::PROJECT, project))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::intent::testing::{Sample, id};
    use domain::record::Project;
    use domain::view::{fundable, project_of};

    #[test]
    fn an_activity_comes_into_a_project_and_leaves_it() {
        let mut sample = Sample::new();
        let (project, activity) = (id(70), sample.activity);
        let view = Project {
            name_la: "Lire".into(),
            from: sample.day,
            to: sample.day,
            ..Project::default()
        };
        sample.run(&[Edit::create(project, view)]);
        sample.run(&fund_activities(&sample.replica, project, &[activity]));
        assert_eq!(
            project_of(&sample.replica, activity, false),
            Some((project, "Lire".into()))
        );
        assert_eq!(
            fundable(&sample.replica, project),
            [(activity, "Literacy".into(), true)]
        );
        assert_eq!(fundable(&sample.replica, id(71)), [], "another funds it");
        let again = sample.plan(&fund_activities(&sample.replica, project, &[activity]));
        assert!(again.changes.is_empty(), "nothing new is said");
        sample.run(&fund_activities(&sample.replica, project, &[]));
        assert_eq!(project_of(&sample.replica, activity, false), None);
        assert_eq!(
            fundable(&sample.replica, project),
            [(activity, "Literacy".into(), false)]
        );
    }
}
