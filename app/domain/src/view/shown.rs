//! Field values as a person can be shown them.

use crate::assignment::Assignment;
use crate::id::Id;
use crate::kind::Kind;
use crate::project::{BudgetLine, Indicator};
use crate::questions::{Answer, Answers, Question};
use crate::record::{
    Activity, ActivityKind, Admission, Association, Beneficiary, CancelReason, ConsentManner, DataToken,
    Device, Disability, Document, DocumentKind, Engagement, Erasure, Excuse, GoodsUnit, Group, Invitation,
    Mark, Media, Member, Method, Project, Purpose, Reach, ReceiptKind, RegistrationStatus, Request, Rhythm,
    Right, Role, RollStart, Rule, Sameness, Session, SessionStatus, Sex, Source, Standing, Unit, View, spec,
};
use crate::replica::Replica;
use crate::seats::{Quota, Stay};
use crate::time::{Day, Millis};
use crate::value::{FieldNo, FieldValue, Value};

/// A field's value, ready for words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Shown {
    /// Nothing.
    Nothing,
    /// Text as it stands.
    Text(String),
    /// A commune, by its HCP code or in words.
    Commune(String),
    /// A number.
    Number(i64),
    /// Hundredths of a unit.
    Hundredths(i64),
    /// Yes or no.
    Flag(bool),
    /// A day.
    Day(Day),
    /// An instant.
    Instant(Millis),
    /// Minutes after midnight.
    Minute(i64),
    /// Days of the week: bit 0 Monday.
    Weekdays(i64),
    /// A code by its name, a key for words.
    Code(&'static str),
    /// Names of other records.
    Names(Vec<String>),
    /// Answers to an activity's questions.
    Answers(Vec<Answer>),
    /// Lines of a budget.
    Budget(Vec<BudgetLine>),
    /// What a project is to reach.
    Indicators(Vec<Indicator>),
    /// Days of activities, each with the activity's name.
    Assignments(Vec<(String, Assignment)>),
    /// Times for which somebody belonged before.
    Stays(Vec<Stay>),
    /// Seats kept for some.
    Quotas(Vec<Quota>),
}

/// The name of a code in a field of a kind: a key for words.
pub fn code_name(kind: Kind, field: &str, number: i64) -> &'static str {
    match (kind, field) {
        (Kind::Member | Kind::Invitation, "role") => Role::from_number(number).name(),
        (Kind::Member, "engagement") => Engagement::from_number(number).name(),
        (Kind::Activity, "sort") => ActivityKind::from_number(number).name(),
        (Kind::Activity, "unit") => Unit::from_number(number).name(),
        (Kind::Activity, "admission") => Admission::from_number(number).name(),
        (Kind::Activity, "roll_start") => RollStart::from_number(number).name(),
        (Kind::Session, "status") => SessionStatus::from_number(number).name(),
        (Kind::Session, "reason") => CancelReason::from_number(number).name(),
        (Kind::Beneficiary, "sex") => Sex::from_number(number).name(),
        (Kind::Beneficiary, "disability") => Disability::from_number(number).name(),
        (Kind::Beneficiary, "erased") => Erasure::from_number(number).name(),
        (Kind::Registration, "status") => RegistrationStatus::from_number(number).name(),
        (Kind::Registration, "why") => Standing::from_number(number).name(),
        (Kind::Registration, "source") => Source::from_number(number).name(),
        (Kind::Attendance, "status") => Mark::from_number(number).name(),
        (Kind::Attendance, "excuse") => Excuse::from_number(number).name(),
        (Kind::Attendance, "method") => Method::from_number(number).name(),
        (Kind::Delivery, "unit") => GoodsUnit::from_number(number).name(),
        (Kind::Pair, "said") => Sameness::from_number(number).name(),
        (Kind::Association | Kind::Project, "report_rhythm") => Rhythm::from_number(number).name(),
        (Kind::Association, "receipt_kind") => ReceiptKind::from_number(number).name(),
        (Kind::Document, "sort") => DocumentKind::from_number(number).name(),
        (Kind::Document, "media") => Media::from_number(number).name(),
        (Kind::DataToken, "reach") => Reach::from_number(number).name(),
        (Kind::Request, "right") => Right::from_number(number).name(),
        (Kind::Consent, "purpose") => Purpose::from_number(number).name(),
        (Kind::Consent, "manner") => ConsentManner::from_number(number).name(),
        _ => "other_code",
    }
}

/// The name of any record a person can recognise, empty where the phone does not have it.
pub fn name_of(replica: &Replica, id: Id, arabic: bool) -> String {
    let Some(record) = replica.get(id) else {
        return String::new();
    };
    match record.kind {
        Kind::Association => Association::of(record).name(arabic).to_string(),
        Kind::Member => Member::of(record).name,
        Kind::Device => Device::of(record).name,
        Kind::Invitation => Invitation::of(record).name,
        Kind::Project => Project::of(record).name(arabic).to_string(),
        Kind::Activity => Activity::of(record).title,
        Kind::Group => {
            let group = Group::of(record);
            if group.name.is_empty() {
                name_of(replica, group.activity, arabic)
            } else {
                group.name
            }
        }
        Kind::Session => name_of(replica, Session::of(record).activity, arabic),
        Kind::Beneficiary => Beneficiary::of(record).name(arabic),
        Kind::Request => Request::of(record).name,
        Kind::DataToken => DataToken::of(record).name,
        Kind::Document => Document::of(record).title,
        _ => String::new(),
    }
}

/// A field's value as a person can be shown it.
pub fn shown(replica: &Replica, kind: Kind, field: FieldNo, value: Option<&Value>, arabic: bool) -> Shown {
    let Some(value) = value.filter(|value| **value != Value::Null) else {
        return Shown::Nothing;
    };
    let Some(spec) = spec(kind, field) else {
        return Shown::Text(format!("{value:?}"));
    };
    let number = Option::<i64>::read(Some(value)).unwrap_or_default();
    match (spec.rule, spec.name) {
        (Rule::Line(_), "commune") => Shown::Commune(String::read(Some(value))),
        (Rule::Line(_) | Rule::Phone, _) => Shown::Text(String::read(Some(value))),
        (Rule::Int(..), "slot" | "arrived_minute") => Shown::Minute(number),
        (Rule::Int(..), "weekdays") => Shown::Weekdays(number),
        (Rule::Int(..), "quantity") => Shown::Hundredths(number),
        (Rule::Int(..), _) => Shown::Number(number),
        (Rule::Bool, _) => Shown::Flag(bool::read(Some(value))),
        (Rule::Day, _) => Shown::Day(Day::read(Some(value))),
        (Rule::Instant, _) => Shown::Instant(Millis(number)),
        (Rule::Code(_), name) => Shown::Code(code_name(kind, name, number)),
        (Rule::Ref(_), _) => Shown::Names(vec![name_of(replica, Id::read(Some(value)), arabic)]),
        (Rule::Refs(_), _) => Shown::Names(
            Vec::<Id>::read(Some(value))
                .into_iter()
                .map(|id| name_of(replica, id, arabic))
                .collect(),
        ),
        (Rule::Free, "questions") => {
            let asked = Vec::<Question>::read(Some(value)).into_iter();
            let asked = asked.filter(|question| !question.retired);
            Shown::Names(asked.map(|question| question.text).collect())
        }
        (Rule::Free, "answers") => {
            let answers = Answers::read(Some(value));
            Shown::Answers(answers.iter().map(|(_, answer)| answer.clone()).collect())
        }
        (Rule::Free, "budget") => Shown::Budget(FieldValue::read(Some(value))),
        (Rule::Free, "indicators") => Shown::Indicators(FieldValue::read(Some(value))),
        (Rule::Free, "assignments") => Shown::Assignments(
            Vec::<Assignment>::read(Some(value))
                .into_iter()
                .map(|one| (name_of(replica, one.activity, arabic), one))
                .collect(),
        ),
        (Rule::Free, "stays") => Shown::Stays(FieldValue::read(Some(value))),
        (Rule::Free, "quotas") => Shown::Quotas(FieldValue::read(Some(value))),
        (Rule::Free, _) => Shown::Nothing,
    }
}
