//! Somebody registers themselves, or their child, on an activity's public page.

use domain::change::Edit;
use domain::id::Id;
use domain::kind::Kind;
use domain::questions::Answers;
use domain::record::{
    Beneficiary, Consent, ConsentManner, Purpose, Registration, RegistrationStatus, Sex, Source, View,
    beneficiary,
};
use domain::rules::faults;
use domain::text::western_digits;
use domain::ticket::Ticket;
use domain::time::Day;
use domain::value::FieldNo;
use domain::verdict::Reason;

use super::add_beneficiary::{phone, place};
use super::{InputFault, line};

/// Version of the notice beside the form's consents.
pub const FORM_NOTICE: i64 = 2;
/// Fields in the order in which the form asks for them.
const ORDER: [&str; 11] = [
    "given",
    "family",
    "given_other",
    "family_other",
    "sex",
    "birth",
    "phone",
    "commune",
    "guardian",
    "guardian_phone",
    "taking_part",
];
/// Who is younger has a guardian.
const OF_AGE: i64 = 18;
/// Nobody is older.
const OLDEST: i64 = 130;

/// What the form holds, as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SelfForm {
    /// Given name, in either script.
    pub given: String,
    /// Family name, in either script.
    pub family: String,
    /// Given name in the other script, where they wrote it too.
    pub given_other: String,
    /// Family name in the other script, where they wrote it too.
    pub family_other: String,
    /// `female` or `male`; empty where nothing was chosen.
    pub sex: String,
    /// Year or day of birth.
    pub birth: String,
    /// Phone.
    pub phone: String,
    /// Commune: its code, or words.
    pub commune: String,
    /// Guardian's name.
    pub guardian: String,
    /// Guardian's phone.
    pub guardian_phone: String,
    /// Whether they agree to be recorded.
    pub taking_part: bool,
    /// Whether they may be called or written to.
    pub contact: bool,
    /// Whether they may be in photos.
    pub photo: bool,
}

/// What they agreed to, and in which words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SelfRegistration {
    /// The person.
    pub person: Beneficiary,
    /// What they, or their guardian, agreed to.
    pub purposes: Vec<Purpose>,
    /// Whether a guardian answers for them.
    pub by_guardian: bool,
    /// What they answered to the activity's own questions.
    pub answers: Answers,
}

impl SelfForm {
    /// The person the form describes, or every field at fault, by its name in the form.
    pub fn check(&self, today: Day) -> Result<SelfRegistration, Vec<InputFault>> {
        let mut wrong = Wrong::default();
        let (birth_year, birth_day) = wrong.take(birth(&self.birth, today)).unwrap_or_default();
        let mut person = Beneficiary {
            sex: wrong.take(sex(&self.sex)).unwrap_or_default(),
            birth_year,
            birth_day,
            phone: wrong.take(phone("phone", &self.phone)).unwrap_or_default(),
            guardian_phone: wrong
                .take(phone("guardian_phone", &self.guardian_phone))
                .unwrap_or_default(),
            commune: wrong.take(needed("commune", &self.commune)).unwrap_or_default(),
            guardian: line(&self.guardian),
            ..Beneficiary::default()
        };
        self.names(&mut person, &mut wrong);
        let by_guardian = person.age(today).is_some_and(|age| age < OF_AGE);
        if by_guardian {
            wrong.take(needed("guardian", &self.guardian));
        }
        if !self.taking_part {
            wrong.add("taking_part", Reason::Required);
        }
        for fault in faults(Kind::Beneficiary, &person.clone().fields()) {
            wrong.add(self.name_of(fault.field), fault.reason);
        }
        wrong.or(SelfRegistration {
            person,
            purposes: self.purposes(),
            by_guardian,
            answers: Answers::default(),
        })
    }

    fn names(&self, person: &mut Beneficiary, wrong: &mut Wrong) {
        wrong.take(needed("given", &self.given));
        wrong.take(needed("family", &self.family));
        let given = (&mut person.given_ar, &mut person.given_la);
        wrong.take(place(given, &self.given, &self.given_other, "given_other"));
        let family = (&mut person.family_ar, &mut person.family_la);
        wrong.take(place(family, &self.family, &self.family_other, "family_other"));
    }

    fn purposes(&self) -> Vec<Purpose> {
        let said = [
            (self.taking_part, Purpose::TakingPart),
            (self.contact, Purpose::Contact),
            (self.photo, Purpose::Photo),
        ];
        said.into_iter()
            .filter_map(|(agreed, purpose)| agreed.then_some(purpose))
            .collect()
    }

    /// The field of the form that fills a field of the record. Of a name in two scripts, the one that is too long.
    fn name_of(&self, field: Option<FieldNo>) -> &'static str {
        let longer = |one: &str, other: &str| other.chars().count() > one.chars().count();
        match field {
            Some(beneficiary::GIVEN_AR | beneficiary::GIVEN_LA) if longer(&self.given, &self.given_other) => {
                "given_other"
            }
            Some(beneficiary::FAMILY_AR | beneficiary::FAMILY_LA)
                if longer(&self.family, &self.family_other) =>
            {
                "family_other"
            }
            Some(beneficiary::FAMILY_AR | beneficiary::FAMILY_LA) => "family",
            Some(beneficiary::COMMUNE) => "commune",
            Some(beneficiary::GUARDIAN) => "guardian",
            _ => "given",
        }
    }
}

/// Where somebody registers themselves, and what they are given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Enrolment {
    /// The new person's id.
    pub id: Id,
    /// In which activity.
    pub activity: Id,
    /// Where the registration stands.
    pub status: RegistrationStatus,
    /// The code of their ticket.
    pub ticket: Ticket,
    /// The day.
    pub today: Day,
    /// Language in which the notice was read.
    pub language: &'static str,
}

impl SelfRegistration {
    /// The edits: the person, their registration, and a consent for each purpose.
    pub fn edits(self, enrolment: &Enrolment) -> Vec<Edit> {
        let Enrolment { id, activity, .. } = *enrolment;
        let registration = Registration {
            activity,
            beneficiary: id,
            status: enrolment.status,
            source: Source::SelfService,
            from: Some(enrolment.today),
            ticket: enrolment.ticket.to_string(),
            answers: self.answers,
            ..Registration::default()
        };
        let consents = self.purposes.iter().map(|purpose| {
            let consent = Consent {
                beneficiary: id,
                purpose: *purpose,
                manner: ConsentManner::Screen,
                by_guardian: self.by_guardian,
                day: Some(enrolment.today),
                text_version: FORM_NOTICE,
                language: enrolment.language.to_owned(),
                ..Consent::default()
            };
            Edit::create(Id::of_first_consent(id, purpose.number()), consent)
        });
        let mut edits = vec![
            Edit::create(id, self.person),
            Edit::create(Id::of_registration(activity, id), registration),
        ];
        edits.extend(consents);
        edits
    }
}

/// Everything that is wrong, each field once, and told in the order of the form.
#[derive(Default)]
struct Wrong(Vec<InputFault>);

impl Wrong {
    fn add(&mut self, field: &'static str, reason: Reason) {
        if self.0.iter().all(|fault| fault.field != field) {
            self.0.push(InputFault { field, reason });
        }
    }

    fn take<T>(&mut self, read: Result<T, InputFault>) -> Option<T> {
        read.map_err(|fault| self.add(fault.field, fault.reason)).ok()
    }

    fn or<T>(mut self, right: T) -> Result<T, Vec<InputFault>> {
        self.0
            .sort_by_key(|fault| ORDER.iter().position(|field| *field == fault.field));
        if self.0.is_empty() { Ok(right) } else { Err(self.0) }
    }
}

fn needed(field: &'static str, typed: &str) -> Result<String, InputFault> {
    let text = line(typed);
    if text.trim().is_empty() {
        let reason = Reason::Required;
        return Err(InputFault { field, reason });
    }
    Ok(text)
}

fn sex(chosen: &str) -> Result<Sex, InputFault> {
    let field = "sex";
    match Sex::from_name(chosen) {
        Some(sex) if sex != Sex::Unknown => Ok(sex),
        _ if chosen.is_empty() => Err(InputFault {
            field,
            reason: Reason::Required,
        }),
        _ => Err(InputFault {
            field,
            reason: Reason::BadValue,
        }),
    }
}

/// A year, a day as day/month/year, or a day as year-month-day, in any digits.
fn birth(typed: &str, today: Day) -> Result<(Option<i64>, Option<Day>), InputFault> {
    let typed = needed("birth", typed)?;
    let fault = InputFault {
        field: "birth",
        reason: Reason::BadDay,
    };
    let digits = western_digits(&typed);
    let born = match digits.trim().parse() {
        Ok(year) if digits.trim().len() == 4 => Some((Some(year), None)),
        _ => Day::typed(&typed).map(|day| (None, Some(day))),
    };
    let born = born.ok_or(fault)?;
    let this_year = i64::from(today.ymd().0);
    let year = born.0.or_else(|| born.1.map(|day: Day| day.ymd().0.into()));
    let lived = |year: i64| (this_year - OLDEST..=this_year).contains(&year);
    if born.1.is_some_and(|day| day > today) || !year.is_some_and(lived) {
        return Err(fault);
    }
    Ok(born)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TODAY: Day = Day(20_786);

    fn filled() -> SelfForm {
        SelfForm {
            given: " فاطمة  الزهراء ".into(),
            family: "بنعلي".into(),
            given_other: "Fatim Zahra".into(),
            sex: "female".into(),
            birth: "١٩٨٥".into(),
            phone: "06 12-34-56-78".into(),
            commune: "01.511.01.0".into(),
            taking_part: true,
            ..SelfForm::default()
        }
    }

    fn faults_of(form: &SelfForm) -> Vec<(&'static str, &'static str)> {
        let faults = form.check(TODAY).unwrap_err();
        faults
            .iter()
            .map(|fault| (fault.field, fault.reason.name()))
            .collect()
    }

    #[test]
    fn a_form_in_either_script_makes_a_person() {
        let said = filled().check(TODAY).unwrap();
        assert_eq!(said.person.name(true), "فاطمة الزهراء بنعلي");
        assert_eq!(said.person.given_la, "Fatim Zahra");
        assert_eq!(said.person.birth_year, Some(1985));
        assert_eq!(said.person.phone, "+212612345678");
        assert_eq!(
            (said.purposes, said.by_guardian),
            (vec![Purpose::TakingPart], false)
        );
    }

    #[test]
    fn every_field_at_fault_is_told_at_once() {
        let empty = SelfForm::default();
        let needed = ["given", "family", "sex", "birth", "commune", "taking_part"];
        assert_eq!(faults_of(&empty), needed.map(|field| (field, "required")));
        let form = SelfForm {
            given: "x".repeat(81),
            given_other: "Second".into(),
            sex: "x".into(),
            birth: "31/02/1985".into(),
            phone: "12".into(),
            ..filled()
        };
        let told = faults_of(&form);
        for fault in [
            ("sex", "bad_value"),
            ("birth", "bad_day"),
            ("phone", "bad_phone"),
            ("given", "too_long"),
        ] {
            assert!(told.contains(&fault), "{fault:?} in {told:?}");
        }
    }

    #[test]
    fn a_minor_needs_a_guardian_who_agrees_for_them() {
        let child = SelfForm {
            birth: "2015".into(),
            ..filled()
        };
        assert_eq!(faults_of(&child), [("guardian", "required")]);
        let child = SelfForm {
            guardian: "Khadija Benali".into(),
            ..child
        };
        assert!(child.check(TODAY).unwrap().by_guardian);
    }

    #[test]
    fn a_birth_is_a_year_or_a_day_of_somebody_who_can_be_alive() {
        let day = Day::from_ymd(1990, 3, 5);
        for typed in ["5/3/1990", "05-03-1990", "1990-03-05", "٥/٣/١٩٩٠"] {
            assert_eq!(birth(typed, TODAY), Ok((None, day)), "{typed}");
        }
        for typed in [
            "1880",
            "2090",
            "90",
            "5/3/90",
            "1990-13-01",
            "hier",
            "1990 1991 1992 1993",
        ] {
            assert_eq!(birth(typed, TODAY).unwrap_err().reason, Reason::BadDay, "{typed}");
        }
    }
}
