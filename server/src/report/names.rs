//! What the ids of a report are called.

use std::collections::BTreeSet;

use app::i18n::{Activity as ActivityWords, Lang};
use domain::id::{Id, IdMap};
use domain::kind::Kind;
use domain::project::of_donor;
use domain::record::{Activity, Association, Group, Member, Project, Record, View};

/// What an association, its projects, activities, groups and members are called.
#[derive(Debug, Default)]
pub struct Names {
    /// The association.
    pub association: Association,
    projects: IdMap<Project>,
    activities: IdMap<String>,
    groups: IdMap<Group>,
    members: IdMap<String>,
}

impl Names {
    /// Reads them from records.
    pub fn of(records: &[Record]) -> Self {
        let mut names = Names::default();
        for record in records {
            match record.kind {
                Kind::Association => names.association = Association::of(record),
                Kind::Project => {
                    names.projects.insert(record.id, Project::of(record));
                }
                Kind::Activity => {
                    names.activities.insert(record.id, Activity::of(record).title);
                }
                Kind::Group => {
                    names.groups.insert(record.id, Group::of(record));
                }
                Kind::Member => {
                    names.members.insert(record.id, Member::of(record).name);
                }
                _ => {}
            }
        }
        names
    }

    /// A project.
    pub fn project(&self, id: Id) -> Option<&Project> {
        self.projects.get(&id)
    }

    /// The projects that somebody funds.
    pub fn of_donor(&self, donor: &str) -> BTreeSet<Id> {
        of_donor(self.projects.iter().map(|(id, project)| (*id, project)), donor)
    }

    /// Whether the association has this activity.
    pub fn has_activity(&self, id: Id) -> bool {
        self.activities.contains_key(&id)
    }

    /// An activity; empty where it is not known.
    pub fn activity(&self, id: Id) -> &str {
        self.activities.get(&id).map_or("", String::as_str)
    }

    /// The activity of a group and what the group is called in it.
    pub fn group(&self, id: Id, lang: Lang) -> (&str, &str) {
        let Some(group) = self.groups.get(&id) else {
            return ("", "");
        };
        let name = match group.name.as_str() {
            "" => ActivityWords::of(lang).main_group,
            name => name,
        };
        (self.activity(group.activity), name)
    }

    /// A member; empty where they are not known.
    pub fn member(&self, id: Id) -> &str {
        self.members.get(&id).map_or("", String::as_str)
    }
}
