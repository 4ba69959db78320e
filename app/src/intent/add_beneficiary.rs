//! Adding someone: a newcomer at the door, or a person to the register.

use domain::change::Edit;
use domain::id::Id;
use domain::phone::Phone;
use domain::questions::Answers;
use domain::record::{
    Beneficiary, Consent, ConsentManner, Disability, Mark, Purpose, Registration, Session, Source,
};
use domain::replica::Replica;
use domain::seats::Traits;
use domain::time::{Clock, Day};
use domain::verdict::Reason;
use domain::view::{groups_of, place_for};

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
    /// What they answered about difficulties; none: nobody asked.
    pub disability: Option<Disability>,
}

impl PersonForm {
    /// The person the form describes, or the first field at fault.
    pub fn person(&self) -> Result<Beneficiary, InputFault> {
        let mut person = Beneficiary {
            birth_year: year(&self.birth_year)?,
            phone: phone("phone", &self.phone)?,
            guardian_phone: phone("guardian_phone", &self.guardian_phone)?,
            ..self.lines()
        };
        self.named(&mut person)?;
        if person.name(true).is_empty() {
            return Err(required("given_name"));
        }
        Ok(person)
    }

    /// The person as far as the form describes one: what cannot stand as it was typed so far says nothing.
    pub fn so_far(&self) -> Beneficiary {
        let mut person = Beneficiary {
            birth_year: year(&self.birth_year).unwrap_or_default(),
            phone: phone("phone", &self.phone).unwrap_or_default(),
            guardian_phone: phone("guardian_phone", &self.guardian_phone).unwrap_or_default(),
            ..self.lines()
        };
        // What does not fit beside the first name is left out.
        let _ = self.named(&mut person);
        person
    }

    fn lines(&self) -> Beneficiary {
        Beneficiary {
            sex: self.sex,
            commune: line(&self.commune),
            douar: line(&self.douar),
            father: line(&self.father),
            guardian: line(&self.guardian),
            disability: self.disability.map(Disability::number),
            ..Beneficiary::default()
        }
    }

    fn named(&self, person: &mut Beneficiary) -> Result<(), InputFault> {
        let (given, family) = (
            (&mut person.given_ar, &mut person.given_la),
            (&mut person.family_ar, &mut person.family_la),
        );
        place(given, &self.given, &self.given_other, "given_other")?;
        place(family, &self.family, &self.family_other, "family_other")
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
            disability: person.disability.map(Disability::from_number),
        }
    }
}

/// Puts a name and its other spelling where their scripts belong: neither is made from the other. Two names in one
/// script are a fault of the second, which would take the place of the first.
pub(super) fn place(
    (arabic, latin): (&mut String, &mut String),
    name: &str,
    other: &str,
    other_field: &'static str,
) -> Result<(), InputFault> {
    for name in [line(name), line(other)]
        .into_iter()
        .filter(|name| !name.is_empty())
    {
        let is_arabic = name
            .chars()
            .any(|c| matches!(c, '\u{0600}'..='\u{06FF}' | '\u{0750}'..='\u{077F}'));
        let slot = if is_arabic { &mut *arabic } else { &mut *latin };
        if !slot.is_empty() {
            return Err(InputFault {
                field: other_field,
                reason: Reason::BadText,
            });
        }
        *slot = name;
    }
    Ok(())
}

pub(super) fn phone(field: &'static str, typed: &str) -> Result<String, InputFault> {
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

/// What was said about consent.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Agreed {
    /// Nothing yet: the form asks.
    #[default]
    Unsaid,
    /// It was not given, or not asked for: none is recorded.
    No,
    /// They, or their guardian, agreed in this manner.
    Yes(ConsentManner),
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
    /// The group of that activity, where it has several. A session brings its own.
    pub group: Option<Id>,
    /// What they answered to the activity's questions, as far as they were asked.
    pub answers: Answers,
    /// The session they came to, where there is one: they are present.
    pub session: Option<Id>,
    /// Whether and how they, or their guardian, agreed to be recorded.
    pub consent: Agreed,
    /// Language in which the notice was read.
    pub language: String,
}

impl AddBeneficiary {
    /// The edits: the person, their registration, their consent where they gave it, and their mark.
    pub fn edits(self, replica: &Replica, clock: Clock) -> Result<Vec<Edit>, InputFault> {
        let person = self.form.person()?;
        let today = clock.day();
        let consent = self.consent(&person, replica, today)?;
        let session: Option<Session> = self.session.and_then(|session| replica.view(session));
        let activity = session.as_ref().map(|session| session.activity).or(self.activity);
        let group = session.as_ref().map(|session| session.group).or(self.group);
        let who = Traits::from(&person);
        let mut edits = vec![Edit::create(self.id, person)];
        if let Some(activity) = activity {
            if group.is_none() && groups_of(replica, activity).len() > 1 {
                return Err(required("group"));
            }
            let registration = Registration {
                activity,
                beneficiary: self.id,
                group,
                status: place_for(replica, activity, &who),
                source: Source::Volunteer,
                answers: self.answers,
                from: Some(session.as_ref().map_or(today, |session| session.day)),
                ..Registration::default()
            };
            edits.push(Edit::create(Id::of_registration(activity, self.id), registration));
        }
        edits.extend(consent.map(|consent| Edit::create(self.consent_id, consent)));
        if let Some(session) = self.session {
            edits.extend(MarkAttendance::tap(session, self.id, Mark::Present).edits(replica, clock));
        }
        Ok(edits)
    }

    /// The consent to record. For a minor it is a guardian who gives it, by name.
    fn consent(
        &self,
        person: &Beneficiary,
        replica: &Replica,
        today: Day,
    ) -> Result<Option<Consent>, InputFault> {
        let manner = match self.consent {
            Agreed::Unsaid => return Err(required("consent")),
            Agreed::No => return Ok(None),
            Agreed::Yes(manner) => manner,
        };
        let minor = person.is_minor(today);
        if minor && person.guardian.is_empty() {
            return Err(required("guardian"));
        }
        let witness = replica.me().map(|me| me.member);
        Ok(Some(Consent {
            beneficiary: self.id,
            purpose: Purpose::TakingPart,
            manner,
            by_guardian: minor,
            day: Some(today),
            text_version: CONSENT_TEXT,
            language: self.language.clone(),
            witness: witness.filter(|_| manner == ConsentManner::Oral),
            withdrawn: None,
        }))
    }
}

pub(super) fn required(field: &'static str) -> InputFault {
    InputFault {
        field,
        reason: Reason::Required,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::intent::testing::{CLOCK, Sample, id};
    use domain::kind::Kind;
    use domain::questions::{Answer, Question};
    use domain::record::{Group, activity, registration};
    use domain::value::FieldValue;
    use domain::view::{agreements, roll};

    fn newcomer(session: Option<Id>) -> AddBeneficiary {
        AddBeneficiary {
            id: id(77),
            consent_id: id(78),
            form: PersonForm {
                given: "  فاطمة   الزهراء ".into(),
                family: "Benali".into(),
                birth_year: "٢٠١٥".into(),
                phone: "06 12 34 56 78".into(),
                guardian: "Khadija Benali".into(),
                ..PersonForm::default()
            },
            activity: None,
            group: None,
            answers: Answers::default(),
            session,
            consent: Agreed::Yes(ConsentManner::Oral),
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
        let (purpose, given) = agreements(&sample.replica, id(77)).swap_remove(0);
        assert_eq!(purpose, Purpose::TakingPart);
        let consent = given.unwrap().1;
        assert!(consent.by_guardian && consent.witness.is_some());
    }

    #[test]
    fn what_a_newcomer_answers_stands_in_their_registration() {
        let mut sample = Sample::new();
        let question = Question {
            key: 3,
            text: "Colour?".into(),
            ..Question::default()
        };
        let asked = Edit::new(Kind::Activity, sample.activity).set(activity::QUESTIONS, vec![question]);
        sample.run(&[asked]);
        let answers: Answers = [(3, Answer::Text("Blue".into()))].into_iter().collect();
        let add = AddBeneficiary {
            answers: answers.clone(),
            ..newcomer(Some(sample.session))
        };
        sample.run(&add.edits(&sample.replica, CLOCK).unwrap());
        let registered = Id::of_registration(sample.activity, id(77));
        let registered: Registration = sample.replica.view(registered).unwrap();
        assert_eq!(registered.answers, answers);
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
    fn nobody_is_added_before_the_form_says_whether_they_agreed() {
        let mut sample = Sample::new();
        let add = |consent| AddBeneficiary {
            consent,
            ..newcomer(None)
        };
        let fault = add(Agreed::Unsaid).edits(&sample.replica, CLOCK).unwrap_err();
        assert_eq!((fault.field, fault.reason), ("consent", Reason::Required));
        let edits = add(Agreed::No).edits(&sample.replica, CLOCK).unwrap();
        sample.run(&edits);
        assert!(sample.replica.view::<Beneficiary>(id(77)).is_some());
        let agreed = agreements(&sample.replica, id(77));
        assert!(agreed.iter().all(|(_, given)| given.is_none()));
    }

    #[test]
    fn a_minors_consent_is_a_named_guardians() {
        let sample = Sample::new();
        let mut add = newcomer(None);
        add.form.guardian.clear();
        let fault = add.clone().edits(&sample.replica, CLOCK).unwrap_err();
        assert_eq!((fault.field, fault.reason), ("guardian", Reason::Required));
        add.form.birth_year = "1990".into();
        assert!(add.edits(&sample.replica, CLOCK).is_ok());
    }

    #[test]
    fn where_an_activity_has_several_groups_one_is_chosen_and_a_session_brings_its_own() {
        let mut sample = Sample::new();
        let evening = Group {
            activity: sample.activity,
            name: "Evening".into(),
            ..Group::default()
        };
        sample.run(&[Edit::create(id(60), evening)]);
        let add = |group, session| AddBeneficiary {
            activity: Some(sample.activity),
            group,
            ..newcomer(session)
        };
        let group = |add: AddBeneficiary| {
            let edits = add.edits(&sample.replica, CLOCK)?;
            let registered = edits.iter().find(|edit| edit.kind == Kind::Registration).unwrap();
            Ok::<_, InputFault>(Option::<Id>::read(registered.set.get(registration::GROUP)))
        };
        assert_eq!(group(add(None, None)).unwrap_err().field, "group");
        assert_eq!(group(add(Some(id(60)), None)).unwrap(), Some(id(60)));
        let own = Id::of_only_group(sample.activity);
        assert_eq!(group(add(None, Some(sample.session))).unwrap(), Some(own));
    }

    #[test]
    fn a_second_name_in_the_same_script_is_a_fault_and_takes_no_place() {
        let mut form = newcomer(None).form;
        (form.given_other, form.family_other) = ("Fatim Zahra".into(), "بنعلي".into());
        let person = form.person().unwrap();
        assert_eq!(
            (person.given_la.as_str(), person.family_ar.as_str()),
            ("Fatim Zahra", "بنعلي")
        );
        form.family_other = "Ben Ali".into();
        let fault = form.person().unwrap_err();
        assert_eq!((fault.field, fault.reason), ("family_other", Reason::BadText));
    }

    #[test]
    fn a_form_made_of_a_person_gives_the_person_back() {
        let person = newcomer(None).form.person().unwrap();
        for arabic in [true, false] {
            assert_eq!(PersonForm::of(&person, arabic).person().unwrap(), person);
        }
    }

    #[test]
    fn what_is_half_typed_says_nothing_yet_and_the_rest_is_known() {
        let form = PersonForm {
            given: "Salma".into(),
            family: "برادة".into(),
            birth_year: "19".into(),
            phone: "06 1".into(),
            ..PersonForm::default()
        };
        let person = form.so_far();
        assert_eq!(
            (person.given_la.as_str(), person.family_ar.as_str()),
            ("Salma", "برادة")
        );
        assert_eq!((person.birth_year, person.phone.as_str()), (None, ""));
    }
}
