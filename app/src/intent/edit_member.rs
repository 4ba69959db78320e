//! What a head says of a member: role, activities and on which days, and the contract of a contractual volunteer.

use domain::assignment::Assignment;
use domain::change::Edit;
use domain::id::Id;
use domain::record::{Engagement, Role, member};
use domain::time::Day;
use domain::verdict::Reason;

use super::{InputFault, assign_member, day, line};

/// What the form of a member holds, as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EditMember {
    /// Their role.
    pub role: Role,
    /// Ordinary or contractual.
    pub engagement: Engagement,
    /// Activities assigned.
    pub activities: Vec<Id>,
    /// From when until when; what is said of an activity that is not assigned is left out.
    pub days: Vec<AssignedDays>,
    /// The contract; of an ordinary volunteer it is left as it was.
    pub contract: ContractForm,
}

/// From when until when an activity is a member's, as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AssignedDays {
    /// Which activity.
    pub activity: Id,
    /// The first day; empty: at once.
    pub first: String,
    /// The last one; empty: until it is changed.
    pub last: String,
}

impl AssignedDays {
    /// What was typed, where it can stand.
    pub fn assignment(&self) -> Result<Assignment, InputFault> {
        let read = Assignment {
            activity: self.activity,
            from: day("assignments", &self.first)?,
            until: day("assignments", &self.last)?,
        };
        if read.is_backwards() {
            Err(fault("assignments", Reason::BadDay))
        } else {
            Ok(read)
        }
    }
}

/// The contract of a contractual volunteer, as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ContractForm {
    /// Its number.
    pub number: String,
    /// First day.
    pub from: String,
    /// Last day.
    pub to: String,
    /// Number of the organiser's accreditation.
    pub accreditation: String,
    /// Whether somebody saw that the volunteer is eighteen or older.
    pub of_age: bool,
}

impl EditMember {
    /// The edit of a member.
    pub fn edits(&self, id: Id) -> Result<Vec<Edit>, InputFault> {
        let assignments = self.assignments()?;
        // An earlier version knows days of all activities at once: those that are right for each of them.
        let all = !self.activities.is_empty() && assignments.len() == self.activities.len();
        let (firsts, lasts) = (
            assignments.iter().map(|one| one.from),
            assignments.iter().map(|one| one.until),
        );
        let from = firsts.collect::<Option<Vec<Day>>>().filter(|_| all);
        let until = lasts.collect::<Option<Vec<Day>>>().filter(|_| all);
        let from = from.and_then(|days| days.into_iter().min());
        let until = until.and_then(|days| days.into_iter().max());
        let assigned = assign_member(id, self.role, self.engagement, self.activities.clone());
        let assigned = assigned.into_iter().map(|edit| {
            edit.set(member::ASSIGNMENTS, assignments.clone())
                .set(member::ASSIGNED_FROM, from)
                .set(member::ASSIGNED_UNTIL, until)
        });
        if self.engagement == Engagement::Contractual {
            assigned.map(|edit| self.contract.lay(edit)).collect()
        } else {
            Ok(assigned.collect())
        }
    }

    fn assignments(&self) -> Result<Vec<Assignment>, InputFault> {
        let assigned = self
            .days
            .iter()
            .filter(|days| self.activities.contains(&days.activity));
        let read = assigned.map(AssignedDays::assignment);
        let read: Vec<Assignment> = match self.role {
            // Bound by no day: what was typed before that role was chosen keeps nobody from saving.
            Role::Head | Role::Coordinator => read.filter_map(Result::ok).collect(),
            _ => read.collect::<Result<_, _>>()?,
        };
        Ok(read.into_iter().filter(Assignment::is_bounded).collect())
    }
}

impl ContractForm {
    fn lay(&self, edit: Edit) -> Result<Edit, InputFault> {
        let number = line(&self.number);
        let (from, to) = (day("contract_from", &self.from)?, day("contract_to", &self.to)?);
        if from.zip(to).is_some_and(|(from, to)| to < from) {
            return Err(fault("contract_to", Reason::BadDay));
        }
        if !self.of_age && (!number.is_empty() || from.is_some() || to.is_some()) {
            return Err(fault("of_age", Reason::Required));
        }
        Ok(edit
            .set(member::CONTRACT, number)
            .set(member::CONTRACT_FROM, from)
            .set(member::CONTRACT_TO, to)
            .set(member::ACCREDITATION, line(&self.accreditation))
            .set(member::OF_AGE, self.of_age))
    }
}

const fn fault(field: &'static str, reason: Reason) -> InputFault {
    InputFault { field, reason }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::intent::testing::Sample;
    use domain::kind::Kind;
    use domain::record::Member;
    use domain::value::FieldValue;

    fn form() -> EditMember {
        EditMember {
            role: Role::Volunteer,
            engagement: Engagement::Contractual,
            contract: ContractForm {
                number: " 12/2026 ".into(),
                from: "2026-01-01".into(),
                to: "2026-12-31".into(),
                accreditation: "A-7".into(),
                of_age: true,
            },
            ..EditMember::default()
        }
    }

    #[test]
    fn a_contract_says_its_number_its_days_and_that_the_volunteer_is_of_age() {
        let mut sample = Sample::new();
        let id = sample.volunteer;
        sample.run(&form().edits(id).unwrap());
        let member: Member = sample.replica.view(id).unwrap();
        assert_eq!((member.contract.as_str(), member.of_age), ("12/2026", true));
        assert_eq!(member.contract_to, Day::from_iso("2026-12-31"));
        let mut minor = form();
        minor.contract.of_age = false;
        assert_eq!(minor.edits(id), Err(fault("of_age", Reason::Required)));
        let mut reversed = form();
        reversed.contract.to = "2025-12-31".into();
        assert_eq!(reversed.edits(id), Err(fault("contract_to", Reason::BadDay)));
    }

    fn days(activity: Id, first: &str, last: &str) -> AssignedDays {
        AssignedDays {
            activity,
            first: first.into(),
            last: last.into(),
        }
    }

    #[test]
    fn each_activity_has_days_of_its_own_and_days_of_all_stand_in_them() {
        let mut sample = Sample::new();
        let (id, literacy) = (sample.volunteer, sample.activity);
        let other = Id::from_slice(&[9; 16]).unwrap();
        let until = Edit::new(Kind::Member, id).set(member::ASSIGNED_UNTIL, Day::from_iso("2026-11-30"));
        sample.run(&[until]);
        let typed = EditMember {
            activities: vec![literacy],
            days: vec![
                days(literacy, "2026-12-01", "2026-12-31"),
                days(other, "2027-01-01", ""),
            ],
            ..form()
        };
        sample.run(&typed.edits(id).unwrap());
        let member: Member = sample.replica.view(id).unwrap();
        let assigned = Assignment {
            activity: literacy,
            from: Day::from_iso("2026-12-01"),
            until: Day::from_iso("2026-12-31"),
        };
        assert_eq!(member.assignments, [assigned], "what is not assigned has no days");
        assert_eq!(
            (member.assigned_from, member.assigned_until),
            (assigned.from, assigned.until),
            "as an earlier version reads it"
        );
        let half = EditMember {
            activities: vec![literacy, other],
            days: vec![
                days(literacy, "2026-12-01", "2026-12-31"),
                days(other, "", "2027-01-31"),
            ],
            ..form()
        };
        let edits = half.edits(id).unwrap();
        assert_eq!(Option::<Day>::read(edits[0].set.get(member::ASSIGNED_FROM)), None);
        assert_eq!(
            Option::<Day>::read(edits[0].set.get(member::ASSIGNED_UNTIL)),
            Day::from_iso("2027-01-31")
        );
        let without = EditMember {
            activities: vec![literacy],
            days: vec![days(literacy, "", "")],
            ..form()
        };
        sample.run(&without.edits(id).unwrap());
        let member: Member = sample.replica.view(id).unwrap();
        assert_eq!((member.activities, member.assignments), (vec![literacy], vec![]));
    }

    #[test]
    fn an_assignment_does_not_end_before_it_begins() {
        let sample = Sample::new();
        let (id, literacy) = (sample.volunteer, sample.activity);
        let on = |first: &str, last: &str| EditMember {
            activities: vec![literacy],
            days: vec![days(literacy, first, last)],
            ..form()
        };
        let ends_before = Err(fault("assignments", Reason::BadDay));
        assert_eq!(on("2027-01-01", "2026-12-31").edits(id), ends_before);
        assert!(on("2026-12-31", "2026-12-31").edits(id).is_ok());
        let leads = EditMember {
            role: Role::Head,
            ..on("2027-01-01", "2026-12-31")
        };
        assert!(leads.edits(id).is_ok(), "a head is bound by no day");
    }

    #[test]
    fn whoever_becomes_an_ordinary_volunteer_had_their_contract_all_the_same() {
        let mut sample = Sample::new();
        let id = sample.volunteer;
        sample.run(&form().edits(id).unwrap());
        let informal = EditMember {
            role: Role::Volunteer,
            ..EditMember::default()
        };
        sample.run(&informal.edits(id).unwrap());
        let member: Member = sample.replica.view(id).unwrap();
        assert_eq!(
            (member.engagement, member.contract.as_str()),
            (Engagement::Informal, "12/2026")
        );
    }
}
