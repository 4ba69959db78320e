//! What a change must satisfy whoever sends it.

use crate::assignment;
use crate::change::{Change, UNREAD};
use crate::erasure::{is_erased, kept};
use crate::kind::Kind;
use crate::phone::Phone;
use crate::project;
use crate::questions::{Answers, Question, flaw};
use crate::record::{
    Document, FieldSpec, Meeting, Member, Pair, Record, Rule, Sameness, SessionStatus, View, activity,
    association, beneficiary, delivery, document, member, natural_id, pair, registration, schedule, session,
    spec, specs,
};
use crate::seats::Quota;
use crate::time::Day;
use crate::value::{ENTRIES, FieldNo, Fields, Value};
use crate::verdict::Reason;

/// Bytes of text one change may carry.
pub const CHANGE_BYTES: usize = 16 * 1024;
/// Bytes of it that the log keeps of one that carries more.
const ABRIDGED_BYTES: usize = 2 * 1024;
/// Characters of each of its texts that the log keeps.
const ABRIDGED_CHARS: usize = 200;

/// What is wrong with a change, and where.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{} at field {field:?}", reason.name())]
pub struct Fault {
    /// The field at fault.
    pub field: Option<FieldNo>,
    /// What is wrong with it.
    pub reason: Reason,
}

impl Fault {
    /// A fault of one field.
    pub const fn at(field: FieldNo, reason: Reason) -> Self {
        Fault {
            field: Some(field),
            reason,
        }
    }

    /// A fault of the whole change.
    pub const fn whole(reason: Reason) -> Self {
        Fault { field: None, reason }
    }
}

/// Checks that a change, of whatever kind, is no larger than any real one.
pub fn check_size(change: &Change) -> Result<(), Fault> {
    if size(&change.set) > CHANGE_BYTES {
        Err(Fault::whole(Reason::TooLarge))
    } else {
        Ok(())
    }
}

/// Fields as the log keeps them: whole, but of a change that is too large only enough to know it by.
pub fn abridged(set: &Fields) -> Fields {
    if size(set) <= CHANGE_BYTES {
        return set.clone();
    }
    let mut room = ABRIDGED_BYTES;
    let short = set.iter().filter_map(|(field, value)| {
        let value = match value {
            Value::Text(text) => Value::Text(text.chars().take(ABRIDGED_CHARS).collect()),
            value if weight(value) <= room => value.clone(),
            _ => return None,
        };
        room = room.checked_sub(weight(&value))?;
        Some((field, value))
    });
    short.collect()
}

fn size(set: &Fields) -> usize {
    set.iter().map(|(_, value)| weight(value)).sum()
}

/// Checks one change against the record as it stands, `None` when there is none.
///
/// Fields of a number this version does not know pass: they are carried. What no field holds does not.
pub fn check(change: &Change, existing: Option<&Record>) -> Result<(), Fault> {
    check_size(change)?;
    if existing.is_some_and(|record| record.kind != change.kind) {
        return Err(Fault::whole(Reason::OtherKind));
    }
    for (number, value) in change.set.iter() {
        if number == UNREAD || !value.is_known() {
            return Err(Fault::at(number, Reason::BadValue));
        }
        if let Some(spec) = spec(change.kind, number) {
            check_field(spec, value, existing)?;
        }
    }
    let mut after = change.laid(existing);
    after.fields.lay(&change.whole(existing));
    // Fields of later versions add up; a record with more than are read would be lost to everybody.
    if after.fields.len() as u64 > ENTRIES {
        return Err(Fault::whole(Reason::TooLarge));
    }
    // What was erased is not asked for again.
    let gone = |field| is_erased(&after) && !kept(change.kind).is_some_and(|kept| kept.contains(&field));
    for spec in specs(change.kind).iter().filter(|spec| spec.required) {
        if after.fields.get(spec.number).is_none() && !gone(spec.number) {
            return Err(Fault::at(spec.number, Reason::Required));
        }
    }
    if natural_id(change.kind, &after.fields).is_some_and(|id| id != change.record) {
        return Err(Fault::whole(Reason::WrongId));
    }
    check_whole(&after)
}

/// What is wrong with each of some fields of a new record, by itself.
pub fn faults(kind: Kind, set: &Fields) -> impl Iterator<Item = Fault> {
    set.iter().filter_map(move |(number, value)| {
        let spec = spec(kind, number)?;
        check_field(spec, value, None).err()
    })
}

/// Checks what one field is about to hold.
fn check_field(spec: &FieldSpec, value: &Value, existing: Option<&Record>) -> Result<(), Fault> {
    let fault = |reason| Err(Fault::at(spec.number, reason));
    if matches!(value, Value::Null) && spec.required {
        return fault(Reason::Required);
    }
    let said = existing.and_then(|record| record.fields.get(spec.number));
    let stays = match spec.meeting {
        Meeting::Fixed => said.is_some_and(|said| said != value),
        Meeting::Undertaken => said.is_some() && matches!(value, Value::Null),
        _ => false,
    };
    if stays {
        return fault(Reason::Fixed);
    }
    if matches!(value, Value::Null) {
        return Ok(());
    }
    match (spec.rule, value) {
        (Rule::Line(most), Value::Text(text)) => match text_fault(text, most) {
            Some(reason) => fault(reason),
            None => Ok(()),
        },
        (Rule::Phone, Value::Text(text)) => {
            if Phone::parse(text).is_ok_and(|phone| phone.e164() == &**text) {
                Ok(())
            } else {
                fault(Reason::BadPhone)
            }
        }
        (Rule::Int(least, most), Value::Int(number)) if (least..=most).contains(number) => Ok(()),
        (Rule::Code(most), Value::Int(number)) if (0..=most).contains(number) => Ok(()),
        (Rule::Bool, Value::Bool(_)) | (Rule::Instant, Value::Int(_)) | (Rule::Ref(_), Value::Id(_)) => {
            Ok(())
        }
        (Rule::Refs(_), Value::List(items)) if items.iter().all(|item| matches!(item, Value::Id(_))) => {
            Ok(())
        }
        (Rule::Day, Value::Int(days)) => {
            let reach = i64::from(Day::RANGE.0.0)..=i64::from(Day::RANGE.1.0);
            if reach.contains(days) {
                Ok(())
            } else {
                fault(Reason::BadDay)
            }
        }
        (Rule::Free, _) => Ok(()),
        _ => fault(Reason::BadValue),
    }
}

/// What is wrong with a line of text; direction marks, line breaks and other controls do not belong in one.
pub(crate) fn text_fault(text: &str, most: usize) -> Option<Reason> {
    let unfit = |c: char| {
        c.is_control() || matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}')
    };
    if text.trim().is_empty() {
        Some(Reason::Required)
    } else if text.chars().any(unfit) {
        Some(Reason::BadText)
    } else if text.chars().count() > most {
        Some(Reason::TooLong)
    } else {
        None
    }
}

/// Checks what fields say together.
fn check_whole(record: &Record) -> Result<(), Fault> {
    let has = |field| record.fields.get(field).is_some();
    match record.kind {
        Kind::Beneficiary => {
            use beneficiary::{FAMILY_AR, FAMILY_LA, GIVEN_AR, GIVEN_LA};
            // Who stands without a name is told from nobody, but counted: that much is said of them.
            let nameless = is_erased(record) && has(beneficiary::SEX);
            if nameless || [GIVEN_AR, FAMILY_AR, GIVEN_LA, FAMILY_LA].into_iter().any(has) {
                Ok(())
            } else {
                Err(Fault::at(GIVEN_AR, Reason::Required))
            }
        }
        Kind::Session if record.read::<SessionStatus>(session::STATUS) == SessionStatus::Cancelled => {
            if has(session::REASON) {
                Ok(())
            } else {
                Err(Fault::at(session::REASON, Reason::Required))
            }
        }
        Kind::Association => check_mandate(record),
        Kind::Document => check_document(record),
        // One person has a name: nobody is counted beside them.
        Kind::Delivery if has(delivery::BENEFICIARY) && record.read::<i64>(delivery::UNNAMED) > 0 => {
            Err(Fault::at(delivery::UNNAMED, Reason::BadValue))
        }
        Kind::Pair => check_pair(record),
        Kind::Project => project::check(record),
        Kind::Member => check_contract(record).and_then(|()| assignment::check(record)),
        Kind::Activity => check_terms(record).and_then(|()| check_questions(record)),
        Kind::Registration => match record.fields.get(registration::ANSWERS) {
            Some(said) if Answers::of(said).is_none() => {
                Err(Fault::at(registration::ANSWERS, Reason::BadValue))
            }
            _ => Ok(()),
        },
        Kind::Schedule if record.read::<Day>(schedule::FROM) > record.read::<Day>(schedule::TO) => {
            Err(Fault::at(schedule::TO, Reason::BadDay))
        }
        _ => Ok(()),
    }
}

/// Checks that a mandate does not end before it begins.
fn check_mandate(record: &Record) -> Result<(), Fault> {
    let from: Option<Day> = record.read(association::MANDATE_FROM);
    let to: Option<Day> = record.read(association::MANDATE_TO);
    match from.zip(to) {
        Some((from, to)) if to < from => Err(Fault::at(association::MANDATE_TO, Reason::BadDay)),
        _ => Ok(()),
    }
}

/// Checks that a document names its bytes, and that one whose bytes are gone stays withdrawn.
fn check_document(record: &Record) -> Result<(), Fault> {
    let view = Document::of(record);
    let digits = |text: &str| text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
    if view.hash.len() != 64 || !digits(&view.hash) {
        Err(Fault::at(document::HASH, Reason::BadValue))
    } else if view.gone.is_some() && !view.withdrawn {
        Err(Fault::at(document::WITHDRAWN, Reason::Fixed))
    } else {
        Ok(())
    }
}

/// Checks that a pair names two people in their order and, of one person, which of the two stands for both.
fn check_pair(record: &Record) -> Result<(), Fault> {
    let view = Pair::of(record);
    let kept = view.kept.filter(|kept| [view.one, view.other].contains(kept));
    if view.one >= view.other {
        Err(Fault::at(pair::OTHER, Reason::BadValue))
    } else if kept.is_some() != (view.said == Sameness::Same) || view.kept != kept {
        Err(Fault::at(pair::KEPT, Reason::BadValue))
    } else {
        Ok(())
    }
}

/// Checks that a contract is with somebody of age, and ends after it began (law 06-18).
fn check_contract(record: &Record) -> Result<(), Fault> {
    let view = Member::of(record);
    let has_contract =
        !view.contract.is_empty() || view.contract_from.is_some() || view.contract_to.is_some();
    if has_contract && !view.of_age {
        return Err(Fault::at(member::OF_AGE, Reason::Required));
    }
    let days = view.contract_from.zip(view.contract_to);
    if days.is_some_and(|(from, to)| to < from) {
        return Err(Fault::at(member::CONTRACT_TO, Reason::BadDay));
    }
    Ok(())
}

/// Checks on what terms an activity takes people in.
fn check_terms(record: &Record) -> Result<(), Fault> {
    let opens: Option<Day> = record.read(activity::OPENS);
    let closes: Option<Day> = record.read(activity::CLOSES);
    if opens.zip(closes).is_some_and(|(opens, closes)| closes < opens) {
        return Err(Fault::at(activity::CLOSES, Reason::BadDay));
    }
    match record.fields.get(activity::QUOTAS) {
        Some(said) if Quota::list(said).is_none() => Err(Fault::at(activity::QUOTAS, Reason::BadValue)),
        _ => Ok(()),
    }
}

/// Checks what an activity asks of those who register.
fn check_questions(record: &Record) -> Result<(), Fault> {
    let Some(said) = record.fields.get(activity::QUESTIONS) else {
        return Ok(());
    };
    let reason = match Question::list(said) {
        Some(questions) => flaw(&questions).map(|flaw| flaw.reason),
        None => Some(Reason::BadValue),
    };
    reason.map_or(Ok(()), |reason| Err(Fault::at(activity::QUESTIONS, reason)))
}

/// Bytes of text and blobs that a value carries, roughly.
fn weight(value: &Value) -> usize {
    match value {
        Value::Text(text) => text.len(),
        Value::Bytes(bytes) | Value::Other(bytes) => bytes.len(),
        Value::List(items) => items.iter().map(weight).sum::<usize>() + 16,
        Value::Map(fields) => fields.iter().map(|(_, value)| weight(value)).sum::<usize>() + 16,
        _ => 16,
    }
}
