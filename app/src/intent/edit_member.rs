//! What a head says of a member: role, activities and until when, and the contract of a contractual volunteer.

use domain::change::Edit;
use domain::id::Id;
use domain::record::{Engagement, Role, member};
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
    /// The first day of that; empty: at once.
    pub since: String,
    /// Its last day; empty: until it is changed.
    pub until: String,
    /// The contract; of an ordinary volunteer it is left as it was.
    pub contract: ContractForm,
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
        let since = day("assigned_from", &self.since)?;
        let until = day("assigned_until", &self.until)?;
        if since.zip(until).is_some_and(|(since, until)| until < since) {
            return Err(fault("assigned_until", Reason::BadDay));
        }
        let assigned = assign_member(id, self.role, self.engagement, self.activities.clone());
        let assigned = assigned.into_iter().map(|edit| {
            edit.set(member::ASSIGNED_FROM, since)
                .set(member::ASSIGNED_UNTIL, until)
        });
        if self.engagement == Engagement::Contractual {
            assigned.map(|edit| self.contract.lay(edit)).collect()
        } else {
            Ok(assigned.collect())
        }
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
    use domain::record::Member;
    use domain::time::Day;

    fn form() -> EditMember {
        EditMember {
            role: Role::Volunteer,
            engagement: Engagement::Contractual,
            since: "2026-12-01".into(),
            until: "2026-12-31".into(),
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
        assert_eq!(member.assigned_from, Day::from_iso("2026-12-01"));
        assert_eq!(member.assigned_until, Day::from_iso("2026-12-31"));
        let mut minor = form();
        minor.contract.of_age = false;
        assert_eq!(minor.edits(id), Err(fault("of_age", Reason::Required)));
        let mut reversed = form();
        reversed.contract.to = "2025-12-31".into();
        assert_eq!(reversed.edits(id), Err(fault("contract_to", Reason::BadDay)));
    }

    #[test]
    fn an_assignment_does_not_end_before_it_begins() {
        let backwards = EditMember {
            since: "2027-01-01".into(),
            ..form()
        };
        let ends_before = Err(fault("assigned_until", Reason::BadDay));
        assert_eq!(backwards.edits(Sample::new().volunteer), ends_before);
        let one_day = EditMember {
            since: "2026-12-31".into(),
            ..form()
        };
        assert!(one_day.edits(Sample::new().volunteer).is_ok());
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
        assert_eq!((member.assigned_from, member.assigned_until), (None, None));
    }
}
