//! What a change must satisfy among the records around it, whoever sends it.

use crate::access::Asker;
use crate::change::Change;
use crate::id::Id;
use crate::kind::Kind;
use crate::questions::{Question, faults};
use crate::record::{
    Record, Rule, Source, activity, delivery, group, member, references, registration, schedule, session,
};
use crate::rules::Fault;
use crate::slice::Ledger;
use crate::time::Day;
use crate::value::FieldNo;
use crate::verdict::Reason;

/// Checks what a change says of other records. `after` is how its own record would read.
pub fn check_bonds(change: &Change, after: &Record, ledger: &impl Ledger) -> Result<(), Fault> {
    if let Some(field) = dangling(change, ledger) {
        return Err(Fault::at(field, Reason::UnknownReference));
    }
    if let Some(field) = misplaced(change, after, ledger) {
        return Err(Fault::at(field, Reason::BadValue));
    }
    if let Some(field) = elsewhere(change, after, ledger) {
        return Err(Fault::at(field, Reason::BadValue));
    }
    match unanswered(change, after, ledger) {
        Some(reason) => Err(Fault::at(registration::ANSWERS, reason)),
        None => Ok(()),
    }
}

/// What is wrong with the answers of a registration. Who registers themselves answers what must be answered; a
/// volunteer writes down what they are told, now or later.
fn unanswered(change: &Change, after: &Record, ledger: &impl Ledger) -> Option<Reason> {
    if change.kind != Kind::Registration {
        return None;
    }
    let registers = ledger.record(change.record).is_none();
    let must_answer = registers && after.read::<Source>(registration::SOURCE) == Source::SelfService;
    if !must_answer && change.set.get(registration::ANSWERS).is_none() {
        return None;
    }
    let activity = ledger.record(after.read(registration::ACTIVITY))?;
    let questions: Vec<Question> = activity.read(activity::QUESTIONS);
    let wrong = faults(&questions, &after.read(registration::ANSWERS), must_answer);
    wrong.first().map(|fault| fault.reason)
}

/// Checks that somebody leads the team after a change of a member.
pub fn check_lead(existing: Option<&Record>, after: &Record, ledger: &impl Ledger) -> Result<(), Fault> {
    let leads = |record: &Record| Asker::of(record).manages_team();
    let led = existing.is_some_and(|record| record.kind == Kind::Member && leads(record));
    if !led || leads(after) || ledger.another_head(after.id) {
        return Ok(());
    }
    let field = if after.read(member::CLOSED) {
        member::CLOSED
    } else {
        member::ROLE
    };
    Err(Fault::at(field, Reason::LastHead))
}

/// A field that names a record which is not there, or is of another kind.
fn dangling(change: &Change, ledger: &impl Ledger) -> Option<FieldNo> {
    let there = |kind: Kind, id: Id| ledger.record(id).is_some_and(|record| record.kind == kind);
    references(change.kind, &change.set)
        .find(|(spec, id)| matches!(spec.rule, Rule::Ref(kind) | Rule::Refs(kind) if !there(kind, *id)))
        .map(|(spec, _)| spec.number)
}

/// The field that names a group of another activity than the record's own.
fn misplaced(change: &Change, after: &Record, ledger: &impl Ledger) -> Option<FieldNo> {
    let (activity, cohort) = match change.kind {
        Kind::Schedule => (schedule::ACTIVITY, schedule::GROUP),
        Kind::Session => (session::ACTIVITY, session::GROUP),
        Kind::Registration => (registration::ACTIVITY, registration::GROUP),
        _ => return None,
    };
    change.set.get(cohort).or(change.set.get(activity))?;
    let named: Option<Id> = after.read(cohort);
    let home: Id = ledger.record(named?)?.read(group::ACTIVITY);
    (home != after.read::<Id>(activity)).then_some(cohort)
}

/// The field by which something handed over at a session is of another activity or day than that.
fn elsewhere(change: &Change, after: &Record, ledger: &impl Ledger) -> Option<FieldNo> {
    if change.kind != Kind::Delivery {
        return None;
    }
    let at = ledger.record(after.read::<Option<Id>>(delivery::SESSION)?)?;
    let same_activity = at.read::<Id>(session::ACTIVITY) == after.read::<Id>(delivery::ACTIVITY);
    let same_day = at.read::<Day>(session::DAY) == after.read::<Day>(delivery::DAY);
    match (same_activity, same_day) {
        (false, _) => Some(delivery::SESSION),
        (true, false) => Some(delivery::DAY),
        (true, true) => None,
    }
}
