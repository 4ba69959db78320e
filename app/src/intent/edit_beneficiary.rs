//! Correcting what is known of a person.

use domain::change::Edit;
use domain::id::Id;
use domain::kind::Kind;
use domain::record::{Beneficiary, View, specs};
use domain::replica::Replica;
use domain::same;
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
    /// The edits; planning keeps only the fields that differ. Who was recorded twice is corrected wherever they were
    /// recorded, so that a phone that holds only one of the two shows it too.
    pub fn edits(self, replica: &Replica) -> Result<Vec<Edit>, InputFault> {
        let person = self.form.person()?;
        let mut ids = same::everyone(replica, self.id);
        if ids.is_empty() {
            ids.push(self.id);
        }
        Ok(ids
            .into_iter()
            .map(|id| corrected(replica, id, person.clone()))
            .collect())
    }
}

/// What the form does not show stays; a day of birth stands as long as its year does.
fn corrected(replica: &Replica, id: Id, mut person: Beneficiary) -> Edit {
    let known: Beneficiary = replica.view(id).unwrap_or_default();
    person.code.clone_from(&known.code);
    person.card.clone_from(&known.card);
    person.cards_before.clone_from(&known.cards_before);
    person.erased = known.erased;
    if known.birth_day.map(|day| i64::from(day.ymd().0)) == person.birth_year {
        (person.birth_year, person.birth_day) = (known.birth_year, known.birth_day);
    }
    let fields = person.fields();
    let mut edit = Edit::new(Kind::Beneficiary, id);
    for spec in specs(Kind::Beneficiary) {
        edit.set.set(
            spec.number,
            fields.get(spec.number).cloned().unwrap_or(Value::Null),
        );
    }
    edit
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::intent::give_cards;
    use crate::intent::testing::Sample;
    use domain::ticket::Ticket;

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
    fn a_card_stays_with_whoever_is_corrected() {
        let mut sample = Sample::new();
        let id = sample.people[0];
        sample.run(&give_cards(&sample.replica, [(id, Ticket::of(1))]));
        sample.run(&give_cards(&sample.replica, [(id, Ticket::of(2))]));
        let person: Beneficiary = sample.replica.view(id).unwrap();
        let mut form = PersonForm::of(&person, false);
        form.douar = "Aït Oumghar".into();
        sample.run(&EditBeneficiary { id, form }.edits(&sample.replica).unwrap());
        let after: Beneficiary = sample.replica.view(id).unwrap();
        assert_eq!(
            (after.card, after.cards_before),
            (person.card, person.cards_before)
        );
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

    #[test]
    fn whoever_was_recorded_twice_is_corrected_in_both_records() {
        let mut sample = Sample::new();
        let (kept, dropped) = (sample.people[0], sample.people[1]);
        sample.run(&[same::join(kept, dropped)]);
        let form = PersonForm {
            given: "Zineb".into(),
            family: "Amrani".into(),
            ..PersonForm::default()
        };
        sample.run(&EditBeneficiary { id: kept, form }.edits(&sample.replica).unwrap());
        for id in [kept, dropped] {
            let person: Beneficiary = sample.replica.view(id).unwrap();
            assert_eq!(person.name_in(false), "Zineb Amrani");
        }
    }
}
