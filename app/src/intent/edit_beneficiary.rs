//! Correcting what is known of a person.

use domain::change::Edit;
use domain::id::Id;
use domain::kind::Kind;
use domain::record::{Beneficiary, View, specs};
use domain::replica::Replica;
use domain::value::Value;

use super::{InputFault, PersonForm};

/// What the person's form asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EditBeneficiary {
    /// Which person.
    pub id: Id,
    /// The form, whole.
    pub form: PersonForm,
}

impl EditBeneficiary {
    /// The edit; planning keeps only the fields that differ.
    pub fn edits(self, replica: &Replica) -> Result<Vec<Edit>, InputFault> {
        let known: Beneficiary = replica.view(self.id).unwrap_or_default();
        let mut person = self.form.person()?;
        // What the form does not show stays; a day of birth stands as long as its year does.
        person.code.clone_from(&known.code);
        if known.birth_day.map(|day| i64::from(day.ymd().0)) == person.birth_year {
            (person.birth_year, person.birth_day) = (known.birth_year, known.birth_day);
        }
        let fields = person.fields();
        let mut edit = Edit::new(Kind::Beneficiary, self.id);
        for spec in specs(Kind::Beneficiary) {
            edit.set.set(
                spec.number,
                fields.get(spec.number).cloned().unwrap_or(Value::Null),
            );
        }
        Ok(vec![edit])
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::intent::testing::Sample;

    #[test]
    fn only_what_differs_is_sent() {
        let sample = Sample::new();
        let person: Beneficiary = sample.replica.view(sample.people[0]).unwrap();
        let mut form = PersonForm::of(&person, false);
        form.douar = "Aït Oumghar".into();
        let edits = EditBeneficiary {
            id: sample.people[0],
            form,
        }
        .edits(&sample.replica)
        .unwrap();
        let plan = sample.plan(&edits);
        assert_eq!(plan.changes.len(), 1);
        assert_eq!(plan.changes[0].set.len(), 1, "{:?}", plan.changes[0].set);
    }

    #[test]
    fn saving_what_was_not_touched_records_nothing() {
        let sample = Sample::new();
        let person: Beneficiary = sample.replica.view(sample.people[0]).unwrap();
        let form = PersonForm::of(&person, true);
        let edits = EditBeneficiary {
            id: sample.people[0],
            form,
        }
        .edits(&sample.replica)
        .unwrap();
        assert!(sample.plan(&edits).changes.is_empty());
    }
}
