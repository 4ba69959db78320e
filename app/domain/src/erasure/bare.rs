//! Records, changes and lists of fields without what identifies anybody.

use super::{kept, people};
use crate::change::Change;
use crate::kind::Kind;
use crate::record::{
    Decision, Record, Request, ReviewItem, Sex, View, beneficiary, is_null, request, review_item,
};
use crate::referee::{Kept, Stamp};
use crate::rules::Fault;
use crate::slice::Ledger;
use crate::time::{Day, Millis};
use crate::value::{FieldValue, Fields, Value};
use crate::verdict::Reason;

/// Whether a record was rid of what identifies somebody.
pub fn is_erased(record: &Record) -> bool {
    match record.kind {
        Kind::Beneficiary => record.read::<Option<i64>>(beneficiary::ERASED).is_some(),
        Kind::Request => Request::of(record).erased.unwrap_or_default(),
        _ => false,
    }
}

/// Whether the data of a person, or of whoever asked about theirs, is being erased by what the record now says.
pub fn begins(before: Option<&Record>, after: &Record) -> bool {
    is_erased(after) && !before.is_some_and(is_erased)
}

/// Fields of a kind without what identifies anybody. A day of birth leaves its year.
pub(super) fn bare_fields(kind: Kind, fields: &Fields) -> Fields {
    let Some(stays) = kept(kind) else {
        return fields.clone();
    };
    // That a field was cleared says nothing of anybody.
    let left = fields
        .iter()
        .filter(|(field, value)| stays.contains(field) || is_null(value));
    let mut bare: Fields = left.map(|(field, value)| (field, value.clone())).collect();
    match kind {
        Kind::Beneficiary => keep_year(fields, &mut bare),
        Kind::ReviewItem => {
            let about = Option::<i64>::read(fields.get(review_item::KIND));
            for field in [review_item::STANDS, review_item::WAITS] {
                if let Some(Value::Map(said)) = fields.get(field) {
                    let about = about.and_then(|kind| u16::try_from(kind).ok());
                    let left =
                        about.map_or_else(Fields::new, |kind| bare_fields(Kind::from_number(kind), said));
                    bare.lay(&[(field, left.write())].into_iter().collect());
                }
            }
        }
        _ => {}
    }
    bare
}

fn keep_year(fields: &Fields, bare: &mut Fields) {
    let known = Option::<i64>::read(bare.get(beneficiary::BIRTH_YEAR));
    let born = Option::<Day>::read(fields.get(beneficiary::BIRTH_DAY));
    if let (None, Some(day)) = (known, born) {
        bare.set(beneficiary::BIRTH_YEAR, Value::Int(day.ymd().0.into()));
    }
}

/// A record without what identifies anybody; `None` where it says nothing such. A person's record must say that it
/// was erased already.
pub fn bare(there: &Kept, at: Millis) -> Option<Kept> {
    let mut record = bare_record(&there.record);
    if record.kind == Kind::ReviewItem {
        settle(&mut record.fields, &there.record, at);
    }
    if record == there.record {
        return None;
    }
    Some(Kept {
        stamps: stamped(there, &record.fields, at),
        record,
    })
}

/// A record without what identifies anybody, as a phone sees it.
pub(crate) fn bare_record(record: &Record) -> Record {
    let mut fields = bare_fields(record.kind, &record.fields);
    match record.kind {
        // Sex is counted, and told from nothing else once the name is gone: it says so where nobody asked.
        Kind::Beneficiary if fields.get(beneficiary::SEX).is_none() => {
            fields.set(beneficiary::SEX, Sex::Unknown.write());
        }
        Kind::Request => fields.set(request::ERASED, Value::Bool(true)),
        _ => {}
    }
    Record {
        fields,
        ..record.clone()
    }
}

/// What waited for a decision and said only what is gone is decided: nobody could.
fn settle(fields: &mut Fields, before: &Record, at: Millis) {
    let left = Fields::read(fields.get(review_item::WAITS));
    let before = ReviewItem::of(before);
    if before.decision == Decision::Open && left.is_empty() && !before.waits.is_empty() {
        fields.set(review_item::DECISION, Decision::Keep.write());
        fields.set(review_item::DECIDED, Some(at).write());
    }
}

/// Who last set each field that is left; what was made of others, nobody did.
fn stamped(there: &Kept, left: &Fields, at: Millis) -> Vec<Stamp> {
    let mut stamps = there.stamps.clone();
    for stamp in &mut stamps {
        stamp.fields.retain(|field| left.get(*field).is_some());
    }
    stamps.retain(|stamp| !stamp.fields.is_empty());
    let made = left.iter().map(|(field, _)| field);
    let made: Vec<_> = made.filter(|field| there.stamp(*field).is_none()).collect();
    if !made.is_empty() {
        stamps.push(Stamp {
            seq: there.record.version,
            at,
            device: crate::id::Id::MIN,
            counter: 0,
            fields: made,
        });
    }
    stamps
}

/// What a change may still say of somebody whose data was erased, or is by the change itself; `None` where it speaks
/// of nobody such.
pub fn bared(change: &Change, ledger: &impl Ledger) -> Option<Change> {
    let existing = ledger.record(change.record);
    let known = existing.filter(|record| is_erased(record));
    let set = match (change.kind, known) {
        // What a person's record says now is settled: only that it was erased can be said again.
        (Kind::Beneficiary, Some(known)) => {
            let again = Option::<i64>::read(change.set.get(beneficiary::ERASED)).is_some();
            let said = known.fields.get(beneficiary::ERASED).filter(|_| again);
            said.map(|said| (beneficiary::ERASED, said.clone()))
                .into_iter()
                .collect()
        }
        (Kind::Beneficiary, None) => {
            Option::<i64>::read(change.set.get(beneficiary::ERASED))?;
            bare_fields(change.kind, &change.set)
        }
        _ => {
            let mut named = people(change.kind, change.record, &change.set);
            named.extend(
                existing.map_or_else(Vec::new, |record| people(record.kind, record.id, &record.fields)),
            );
            let erased = |person| ledger.record(person).is_some_and(is_erased);
            named.into_iter().find(|person| erased(*person))?;
            bare_fields(change.kind, &change.set)
        }
    };
    Some(Change {
        set,
        ..change.clone()
    })
}

/// Why what is left of a change that speaks of somebody whose data was erased does not stand: nothing is said of them
/// any more but that they came. A mark made offline still counts.
pub fn objection(bared: &Change) -> Option<Fault> {
    let refused = match bared.kind {
        Kind::Beneficiary => bared.set.is_empty(),
        Kind::Pair => true,
        _ => false,
    };
    refused.then_some(Fault::whole(Reason::Erased))
}

/// A phone's own change about somebody whose data was erased since it was made, for its outbox and its receipts. What
/// made a record about a person makes it as it stands now; what altered one says nothing any more.
pub fn bare_change(change: &Change, why: i64) -> Change {
    let mut set = bare_fields(change.kind, &change.set);
    if change.kind == Kind::Beneficiary && change.set.get(beneficiary::ERASED).is_none() {
        if change.base == 0 && !change.set.is_empty() {
            set.set(beneficiary::ERASED, Value::Int(why));
            if set.get(beneficiary::SEX).is_none() {
                set.set(beneficiary::SEX, Sex::Unknown.write());
            }
        } else {
            set = Fields::new();
        }
    }
    Change {
        set,
        ..change.clone()
    }
}
