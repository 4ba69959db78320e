//! Adding someone: a newcomer at the door, or a person to the register.

use domain::change::Edit;
use domain::id::Id;
use domain::phone::Phone;
use domain::record::{
    Beneficiary, Consent, ConsentManner, Mark, Purpose, Registration, RegistrationStatus, Session, Source,
};
use domain::replica::Replica;
use domain::time::Clock;
use domain::verdict::Reason;

use super::{InputFault, MarkAttendance, line};

/// Version of the consent text that is read out or shown.
pub const CONSENT_TEXT: i64 = 1;

/// What the newcomer's form holds, as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PersonForm {
    /// Given name, in either script.
    pub given: String,
    /// Family name, in either script.
    pub family: String,
    /// Given name in the other script, where it was given too.
    pub given_other: String,
    /// Family name in the other script, where it was given too.
    pub family_other: String,
    /// Sex.
    pub sex: domain::record::Sex,
    /// Year of birth, as typed.
    pub birth_year: String,
    /// Phone, as typed.
    pub phone: String,
    /// Douar or quarter.
    pub douar: String,
    /// Commune.
    pub commune: String,
    /// Father's name.
    pub father: String,
    /// Guardian's name.
    pub guardian: String,
    /// Guardian's phone, as typed.
    pub guardian_phone: String,
}

impl PersonForm {
    /// The person the form describes, or the first field at fault.
    pub fn person(&self) -> Result<Beneficiary, InputFault> {
        let mut person = Beneficiary {
            sex: self.sex,
            birth_year: year(&self.birth_year)?,
            phone: phone("phone", &self.phone)?,
            guardian_phone: phone("guardian_phone", &self.guardian_phone)?,
            commune: line(&self.commune),
            douar: line(&self.douar),
            father: line(&self.father),
            guardian: line(&self.guardian),
            ..Beneficiary::default()
        };
        for (given, family) in [
            (&self.given, &self.family),
            (&self.given_other, &self.family_other),
        ] {
            place(&mut person.given_ar, &mut person.given_la, line(given));
            place(&mut person.family_ar, &mut person.family_la, line(family));
        }
        if person.name(true).is_empty() {
            return Err(InputFault {
                field: "given_name",
                reason: Reason::Required,
            });
        }
        Ok(person)
    }

    /// The form of a person already known, for correcting.
    pub fn of(person: &Beneficiary, arabic: bool) -> Self {
        let (given, family, given_other, family_other) = if arabic {
            (
                &person.given_ar,
                &person.family_ar,
                &person.given_la,
                &person.family_la,
            )
        } else {
            (
                &person.given_la,
                &person.family_la,
                &person.given_ar,
                &person.family_ar,
            )
        };
        let shown =
            |e164: &str| Phone::parse(e164).map_or_else(|_| e164.to_string(), |phone| phone.to_string());
        PersonForm {
            given: given.clone(),
            family: family.clone(),
            given_other: given_other.clone(),
            family_other: family_other.clone(),
            sex: person.sex,
            birth_year: person.year().map_or_else(String::new, |year| year.to_string()),
            phone: shown(&person.phone),
            douar: person.douar.clone(),
            commune: person.commune.clone(),
            father: person.father.clone(),
            guardian: person.guardian.clone(),
            guardian_phone: shown(&person.guardian_phone),
        }
    }
}

/// Puts a name where its script belongs: neither is made from the other.
fn place(arabic: &mut String, latin: &mut String, name: String) {
    if name.is_empty() {
        return;
    }
    let is_arabic = name
        .chars()
        .any(|c| matches!(c, '\u{0600}'..='\u{06FF}' | '\u{0750}'..='\u{077F}'));
    *if is_arabic { arabic } else { latin } = name;
}

fn phone(field: &'static str, typed: &str) -> Result<String, InputFault> {
    if typed.trim().is_empty() {
        return Ok(String::new());
    }
    let fault = InputFault {
        field,
        reason: Reason::BadPhone,
    };
    Phone::parse(typed)
        .map(|phone| phone.e164().to_string())
        .map_err(|_| fault)
}

fn year(typed: &str) -> Result<Option<i64>, InputFault> {
    let digits = domain::fold::fold(typed);
    if digits.trim().is_empty() {
        return Ok(None);
    }
    let fault = InputFault {
        field: "birth_year",
        reason: Reason::BadDay,
    };
    let year: i64 = digits.trim().parse().map_err(|_| fault)?;
    if (1880..=2200).contains(&year) {
        Ok(Some(year))
    } else {
        Err(fault)
    }
}

/// What adding someone asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AddBeneficiary {
    /// The new person's id.
    pub id: Id,
    /// An id for the consent.
    pub consent_id: Id,
    /// The form.
    pub form: PersonForm,
    /// The activity to register them in, where there is one.
    pub activity: Option<Id>,
    /// The session they came to, where there is one: they are present.
    pub session: Option<Id>,
    /// How they, or their guardian, agreed to be recorded.
    pub consent: ConsentManner,
    /// Language in which the notice was read.
    pub language: String,
}

impl AddBeneficiary {
    /// The edits: the person, their consent, their registration, and their mark.
    pub fn edits(self, replica: &Replica, clock: Clock) -> Result<Vec<Edit>, InputFault> {
        let person = self.form.person()?;
        let today = clock.day();
        let minor = person.age(today).is_some_and(|age| age < 18);
        let consent = Consent {
            beneficiary: self.id,
            purpose: Purpose::TakingPart,
            manner: self.consent,
            by_guardian: minor,
            day: Some(today),
            text_version: CONSENT_TEXT,
            language: self.language,
            witness: replica
                .me()
                .map(|me| me.member)
                .filter(|_| self.consent == ConsentManner::Oral),
            withdrawn: None,
        };
        let session: Option<Session> = self.session.and_then(|session| replica.view(session));
        let activity = session.as_ref().map(|session| session.activity).or(self.activity);
        let mut edits = vec![Edit::create(self.id, person)];
        if let Some(activity) = activity {
            let registration = Registration {
                activity,
                beneficiary: self.id,
                group: session.as_ref().map(|session| session.group),
                status: RegistrationStatus::Confirmed,
                source: Source::Volunteer,
                from: Some(session.as_ref().map_or(today, |session| session.day)),
                to: None,
            };
            edits.push(Edit::create(Id::of_registration(activity, self.id), registration));
        }
        edits.push(Edit::create(self.consent_id, consent));
        if let Some(session) = self.session {
            edits.extend(MarkAttendance::tap(session, self.id, Mark::Present).edits(replica, clock));
        }
        Ok(edits)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::intent::testing::{CLOCK, Sample, id};
    use domain::view::{consents, roll};

    fn newcomer(session: Option<Id>) -> AddBeneficiary {
        AddBeneficiary {
            id: id(77),
            consent_id: id(78),
            form: PersonForm {
                given: "  فاطمة   الزهراء ".into(),
                family: "Benali".into(),
                birth_year: "٢٠١٥".into(),
                phone: "06 12 34 56 78".into(),
                ..PersonForm::default()
            },
            activity: None,
            session,
            consent: ConsentManner::Oral,
            language: "ar".into(),
        }
    }

    #[test]
    fn a_newcomer_at_the_door_is_known_registered_agreed_and_present() {
        let mut sample = Sample::new();
        let edits = newcomer(Some(sample.session))
            .edits(&sample.replica, CLOCK)
            .unwrap();
        sample.run(&edits);
        let person: Beneficiary = sample.replica.view(id(77)).unwrap();
        assert_eq!(
            (person.given_ar.as_str(), person.family_la.as_str()),
            ("فاطمة الزهراء", "Benali")
        );
        assert_eq!(
            (person.birth_year, person.phone.as_str()),
            (Some(2015), "+212612345678")
        );
        let sheet = roll(&sample.replica, sample.session, true).unwrap();
        assert!(
            sheet
                .people
                .lines()
                .iter()
                .any(|line| line.id == id(77) && !line.walk_in)
        );
        let consent = &consents(&sample.replica, id(77))[0];
        assert!(consent.by_guardian && consent.witness.is_some());
    }

    #[test]
    fn a_form_at_fault_says_which_field_and_records_nothing() {
        let sample = Sample::new();
        let fault = |change: fn(&mut PersonForm)| {
            let mut add = newcomer(None);
            change(&mut add.form);
            add.edits(&sample.replica, CLOCK).unwrap_err()
        };
        assert_eq!(fault(|form| form.phone = "12".into()).field, "phone");
        assert_eq!(fault(|form| form.birth_year = "9".into()).field, "birth_year");
        let nameless = fault(|form| (form.given, form.family) = (String::new(), " ".into()));
        assert_eq!(
            (nameless.field, nameless.reason),
            ("given_name", Reason::Required)
        );
    }

    #[test]
    fn a_form_made_of_a_person_gives_the_person_back() {
        let person = newcomer(None).form.person().unwrap();
        for arabic in [true, false] {
            assert_eq!(PersonForm::of(&person, arabic).person().unwrap(), person);
        }
    }
}
