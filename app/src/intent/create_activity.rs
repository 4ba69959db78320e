//! Offering something new.

use domain::change::Edit;
use domain::id::Id;
use domain::record::{Activity, ActivityKind, Admission, Group, RollStart, Unit};
use domain::verdict::Reason;

use super::{InputFault, line, seats};

/// What the new activity's form holds, as typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CreateActivity {
    /// The new activity's id.
    pub id: Id,
    /// Its name.
    pub title: String,
    /// What sort.
    pub sort: ActivityKind,
    /// Where.
    pub place: String,
    /// Commune.
    pub commune: String,
    /// What it is counted in.
    pub unit: Unit,
    /// Seats, as typed; empty: as many as come.
    pub capacity: String,
    /// How people get in.
    pub admission: Admission,
    /// How roll calls begin.
    pub roll_start: RollStart,
    /// What funds it, if anything does.
    pub project: Option<Id>,
}

impl CreateActivity {
    /// The edits: the activity, and its only group.
    pub fn edits(self) -> Result<Vec<Edit>, InputFault> {
        let title = line(&self.title);
        if title.is_empty() {
            return Err(InputFault {
                field: "title",
                reason: Reason::Required,
            });
        }
        let activity = Activity {
            title,
            sort: self.sort,
            place: line(&self.place),
            commune: line(&self.commune),
            unit: self.unit,
            capacity: seats("capacity", &self.capacity)?,
            admission: self.admission,
            roll_start: self.roll_start,
            project: self.project,
            ..Activity::default()
        };
        let group = Group {
            activity: self.id,
            ..Group::default()
        };
        Ok(vec![
            Edit::create(self.id, activity),
            Edit::create(Id::of_only_group(self.id), group),
        ])
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::intent::testing::{Sample, id};

    #[test]
    fn a_new_activity_has_a_group_and_seats_in_any_digits() {
        let mut sample = Sample::new();
        let form = |capacity: &str| CreateActivity {
            id: id(90),
            title: " قافلة  طبية ".into(),
            sort: ActivityKind::Caravan,
            place: "المدرسة".into(),
            commune: String::new(),
            unit: Unit::Consultations,
            capacity: capacity.into(),
            admission: Admission::Open,
            roll_start: RollStart::Unmarked,
            project: None,
        };
        sample.run(&form("٣٠").edits().unwrap());
        let activity: Activity = sample.replica.view(id(90)).unwrap();
        assert_eq!(
            (activity.title.as_str(), activity.capacity),
            ("قافلة طبية", Some(30))
        );
        assert!(sample.replica.view::<Group>(Id::of_only_group(id(90))).is_some());
        assert_eq!(form("0").edits().unwrap_err().field, "capacity");
    }
}
