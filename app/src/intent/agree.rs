//! What a person agrees to, one purpose at a time, and what they take back.

use domain::change::Edit;
use domain::id::Id;
use domain::kind::Kind;
use domain::record::{Beneficiary, Consent, ConsentManner, Purpose, consent};
use domain::replica::Replica;
use domain::time::Day;

use super::InputFault;
use super::add_beneficiary::{CONSENT_TEXT, required};

/// A person agrees to one purpose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Agree {
    /// An id for the consent.
    pub id: Id,
    /// Who agrees, or for whom.
    pub beneficiary: Id,
    /// To what.
    pub purpose: Purpose,
    /// How.
    pub manner: ConsentManner,
    /// Language of the text that was read out or shown.
    pub language: String,
}

impl Agree {
    /// The edit. For a minor it is the guardian who agrees, and their name is needed.
    pub fn edits(&self, replica: &Replica, today: Day) -> Result<Vec<Edit>, InputFault> {
        let person: Beneficiary = replica.view(self.beneficiary).ok_or(required("beneficiary"))?;
        let minor = person.is_minor(today);
        if minor && person.guardian.is_empty() {
            return Err(required("guardian"));
        }
        let witness = replica.me().map(|me| me.member);
        let consent = Consent {
            beneficiary: self.beneficiary,
            purpose: self.purpose,
            manner: self.manner,
            by_guardian: minor,
            day: Some(today),
            text_version: CONSENT_TEXT,
            language: self.language.clone(),
            witness: witness.filter(|_| self.manner == ConsentManner::Oral),
            withdrawn: None,
        };
        Ok(vec![Edit::create(self.id, consent)])
    }
}

/// The edit that takes a consent back from a day on. It stays to be seen; agreeing again is another consent.
pub fn withdraw_consent(given: Id, today: Day) -> Vec<Edit> {
    vec![Edit::new(Kind::Consent, given).set(consent::WITHDRAWN, Some(today))]
}

#[cfg(test)]
mod tests {
    use domain::record::beneficiary;
    use domain::same;
    use domain::view::{agreements, kept_fields};

    use super::*;
    use crate::intent::testing::{CLOCK, Sample, id};

    fn agree(person: Id, number: u8, purpose: Purpose) -> Agree {
        Agree {
            id: id(number),
            beneficiary: person,
            purpose,
            manner: ConsentManner::Oral,
            language: "ar".to_owned(),
        }
    }

    #[test]
    fn each_purpose_is_agreed_to_taken_back_and_agreed_to_again() {
        let mut sample = Sample::new();
        let (person, today) = (sample.people[0], CLOCK.day());
        let stands = |sample: &Sample| {
            let all = agreements(&sample.replica, person);
            all.into_iter()
                .map(|(_, given)| given.map(|(_, consent)| consent.withdrawn.is_none()))
                .collect::<Vec<_>>()
        };
        assert_eq!(stands(&sample), [None; 4]);
        let photo = agree(person, 201, Purpose::Photo);
        sample.run(&photo.edits(&sample.replica, today).unwrap());
        assert_eq!(stands(&sample), [None, None, Some(true), None]);
        sample.run(&withdraw_consent(photo.id, today));
        assert_eq!(stands(&sample), [None, None, Some(false), None]);
        let again = agree(person, 202, Purpose::Photo);
        sample.run(&again.edits(&sample.replica, today).unwrap());
        assert_eq!(stands(&sample), [None, None, Some(true), None]);
    }

    #[test]
    fn all_that_is_kept_of_who_was_recorded_twice_is_both_records() {
        let mut sample = Sample::new();
        let (kept, dropped) = (sample.people[0], sample.people[1]);
        let one = kept_fields(&sample.replica, dropped, false);
        assert_eq!(one.len(), 1);
        sample.run(&[same::join(kept, dropped)]);
        let both = kept_fields(&sample.replica, kept, false);
        assert_eq!((both.len(), &both[1]), (2, &one[0]));
    }

    #[test]
    fn for_a_minor_the_guardian_agrees_by_name() {
        let mut sample = Sample::new();
        let (person, today) = (sample.people[0], CLOCK.day());
        let young = Some(today.plus(-9 * 366));
        sample.run(&[Edit::new(Kind::Beneficiary, person).set(beneficiary::BIRTH_DAY, young)]);
        let contact = agree(person, 203, Purpose::Contact);
        assert_eq!(
            contact.edits(&sample.replica, today).unwrap_err(),
            required("guardian")
        );
        let guardian =
            Edit::new(Kind::Beneficiary, person).set(beneficiary::GUARDIAN, "Zahra Alami".to_owned());
        sample.run(&[guardian]);
        sample.run(&contact.edits(&sample.replica, today).unwrap());
        let all = agreements(&sample.replica, person);
        let given = all[1].1.as_ref().unwrap();
        assert!(given.1.by_guardian);
    }
}
