//! What a head must decide: opened by a verdict, decided by a change like any other, with an effect on the
//! record it is about.

use crate::access::Asker;
use crate::change::{Change, Edit};
use crate::id::Id;
use crate::kind::Kind;
use crate::record::{
    Decision, Matter, Meeting, Record, ReviewItem, View, leading, member, pair, registration, review_item,
    spec,
};
use crate::referee::{Case, Kept, Ruling, Stamp};
use crate::seats::waits_in_vain;
use crate::slice::Ledger;
use crate::unmade::unmade;
use crate::value::{FieldNo, FieldValue, Fields, Value};
use crate::verdict::{Answer, Reason, Verdict};

/// What a verdict leaves to decide: a held change as a whole, of a conflict each field for itself.
pub(crate) fn opened<L: Ledger>(case: &Case<'_, L>, verdict: &Verdict) -> Vec<Kept> {
    match verdict {
        Verdict::Held { reason } => {
            let item = ReviewItem {
                matter: Matter::Held,
                stands: standing(case.kept, case.change.set.iter().map(|(field, _)| field)),
                waits: case.change.set.clone(),
                reason: Some(reason.number()),
                ..about(case)
            };
            vec![kept(case, None, item)]
        }
        // Of two heads who give one thing to different people the later is followed: that is nothing to decide.
        Verdict::Conflict { fields, .. } if !matches!(case.change.kind, Kind::ReviewItem | Kind::Task) => {
            fields
                .iter()
                .filter_map(|field| Some(kept(case, Some(*field), conflict(case, *field)?)))
                .collect()
        }
        _ => Vec::new(),
    }
}

/// What a head is told where a place was promised that there was not.
pub(crate) fn in_vain<L: Ledger>(case: &Case<'_, L>, after: Option<&Kept>) -> Option<Kept> {
    let before = case.kept.map(|kept| &kept.record);
    let item = waits_in_vain(case.change, before, after)?;
    let told = ReviewItem {
        matter: item.matter,
        field: item.field,
        stands: item.stands,
        waits: item.waits,
        reason: item.reason,
        ..about(case)
    };
    Some(kept(case, Some(registration::STATUS), told))
}

/// The item of a change, whatever is to decide: it waits on the phone that sent it.
fn about<L: Ledger>(case: &Case<'_, L>) -> ReviewItem {
    ReviewItem {
        change: case.change.id,
        kind: case.change.kind.number().into(),
        record: case.change.record,
        waits_device: Some(case.receipt.device),
        waits_at: Some(case.at),
        seq: i64::try_from(case.receipt.seq).unwrap_or(i64::MAX),
        ..ReviewItem::default()
    }
}

/// What is to decide of a field that two people set: the value that does not stand waits.
fn conflict<L: Ledger>(case: &Case<'_, L>, field: FieldNo) -> Option<ReviewItem> {
    let stamp = case.kept?.stamp(field)?;
    let set = case.change.whole(case.kept.map(|kept| &kept.record));
    let mine = set
        .iter()
        .filter(|(no, _)| is_one_with(case.change.kind, *no, field));
    let mine: Fields = mine.map(|(no, value)| (no, value.clone())).collect();
    let theirs = standing(case.kept, mine.iter().map(|(field, _)| field));
    let sent = about(case);
    let stands = (case.at, case.receipt.device) > (stamp.at, stamp.device);
    let other = (
        Some(stamp.device).filter(|device| *device != Id::MIN),
        Some(stamp.at),
    );
    let own = (sent.waits_device, sent.waits_at);
    let (standing, waiting) = if stands { (own, other) } else { (other, own) };
    let (stands, waits) = if stands { (mine, theirs) } else { (theirs, mine) };
    Some(ReviewItem {
        matter: Matter::Conflict,
        field: Some(field.into()),
        stands,
        waits,
        stands_device: standing.0,
        stands_at: standing.1,
        waits_device: waiting.0,
        waits_at: waiting.1,
        ..sent
    })
}

/// Whether a field is decided with another: itself, or one that follows it.
fn is_one_with(kind: Kind, field: FieldNo, other: FieldNo) -> bool {
    let follows = || spec(kind, field).is_some_and(|spec| spec.meeting == Meeting::Follows);
    field == other || (leading(kind) == Some(other) && follows())
}

/// Fields of a record as they stand; one that is not there is said to be empty.
fn standing(kept: Option<&Kept>, fields: impl Iterator<Item = FieldNo>) -> Fields {
    let Some(kept) = kept else { return Fields::new() };
    let value = |field| kept.record.fields.get(field).cloned().unwrap_or(Value::Null);
    fields.map(|field| (field, value(field))).collect()
}

fn kept<L: Ledger>(case: &Case<'_, L>, field: Option<FieldNo>, item: ReviewItem) -> Kept {
    let fields = item.fields();
    let stamp = Stamp {
        seq: case.receipt.seq,
        at: case.receipt.at,
        device: Id::MIN,
        counter: 0,
        fields: fields.iter().map(|(field, _)| field).collect(),
    };
    Kept {
        record: Record {
            kind: Kind::ReviewItem,
            id: Id::of_review(case.change.id, field),
            version: case.receipt.seq,
            fields,
        },
        stamps: vec![stamp],
    }
}

/// Why a decision that is somebody's to make does not stand: of two that differ the first does, and only who
/// made it takes it back, having seen it.
pub(crate) fn objection(item: &Record, change: &Change, asker: &Asker, saw: bool) -> Option<Verdict> {
    let (before, after) = (item.read::<Decision>(review_item::DECISION), decided(change)?);
    if before == Decision::Open || before == after {
        return None;
    }
    let own = item.read::<Option<Id>>(review_item::BY) == Some(asker.member);
    if after != Decision::Open || !own || !saw {
        return Some(Verdict::Conflict {
            fields: vec![review_item::DECISION],
            stands: false,
        });
    }
    (!can_be_undone(item)).then_some(Verdict::Refused {
        field: Some(review_item::DECISION),
        reason: Reason::Fixed,
    })
}

/// What a change decides; `None` where it says nothing of that.
fn decided(change: &Change) -> Option<Decision> {
    let said = change.set.get(review_item::DECISION)?;
    Some(Decision::read(Some(said)))
}

/// Whether a decision can be taken back: not where it made a record that was not there and that cannot be unmade.
pub fn can_be_undone(item: &Record) -> bool {
    let item = ReviewItem::of(item);
    item.decision != Decision::Take || back(&item).is_some()
}

/// The kind of record that an item is about.
pub fn kind_of(item: &ReviewItem) -> Kind {
    u16::try_from(item.kind).map_or(Kind::Other(u16::MAX), Kind::from_number)
}

/// What a decision changes in the record it is about, if anything.
pub fn effect(item: &Record, change: &Change, seq: u64) -> Option<Change> {
    let (before, after) = (item.read::<Decision>(review_item::DECISION), decided(change)?);
    let view = ReviewItem::of(item);
    if item.kind != Kind::ReviewItem || view.matter == Matter::Refused {
        return None;
    }
    let set = match (before, after) {
        (Decision::Open, Decision::Take) => view.waits.clone(),
        (Decision::Take, Decision::Open) => back(&view)?,
        _ => return None,
    };
    let seen = Option::<i64>::read(change.set.get(review_item::SEEN));
    // Taking back meets only what was recorded after the decision.
    let seen = seen.unwrap_or(if after == Decision::Open {
        i64::try_from(item.version + 1).unwrap_or(i64::MAX)
    } else {
        view.seq
    });
    Some(Change {
        id: Id::of_effect(change.id),
        kind: kind_of(&view),
        record: view.record,
        base: u64::try_from(seen).unwrap_or_default().min(seq),
        set,
        clock: change.clock,
        counter: change.counter,
    })
}

/// The fields as they stood before what waited was taken; of what it made, those that say there is nothing. A session
/// that was made stays: others may have marked people at it since.
fn back(item: &ReviewItem) -> Option<Fields> {
    let made = item.matter == Matter::Held && item.stands.is_empty();
    match (made, kind_of(item)) {
        (true, Kind::Session) => None,
        (true, kind) => unmade(kind, &item.waits),
        (false, _) => Some(item.stands.clone()),
    }
}

/// What the server writes beside a decision: who made it, and when.
pub(crate) fn signed<L: Ledger>(case: &Case<'_, L>) -> Vec<(FieldNo, Value)> {
    let (by, at) = match case.change.kind {
        Kind::ReviewItem if decided(case.change).is_none() => return Vec::new(),
        Kind::ReviewItem => (review_item::BY, review_item::DECIDED),
        Kind::Pair => (pair::BY, pair::AT),
        Kind::Member => return undertaken(case),
        _ => return Vec::new(),
    };
    vec![(by, Some(case.asker.member).write()), (at, Some(case.at).write())]
}

/// When a member undertook what this change says they did: by the corrected time, whatever their phone's clock says.
pub(crate) fn undertaken<L: Ledger>(case: &Case<'_, L>) -> Vec<(FieldNo, Value)> {
    let says = case.change.kind == Kind::Member
        && case
            .change
            .set
            .get(member::UNDERTOOK)
            .is_some_and(|said| *said != Value::Null);
    says.then(|| (member::UNDERTOOK, Some(case.at).write()))
        .into_iter()
        .collect()
}

/// The ruling on a decision, with what its effect replaces: so it can be taken back. `there` is the record it
/// is about, as it stood.
pub(crate) fn remembering(mut ruling: Ruling, there: Option<&Kept>, effect: &Change) -> Ruling {
    let takes = |kept: &&mut Kept| kept.record.read::<Decision>(review_item::DECISION) == Decision::Take;
    if let Some(kept) = ruling.kept.as_mut().filter(takes) {
        let set = effect.whole(there.map(|there| &there.record));
        let stands = standing(there, set.iter().map(|(field, _)| field));
        kept.record.fields.set(review_item::STANDS, stands.write());
    }
    ruling
}

/// The edit by which whoever recorded a change that was refused for a reason puts it aside, or takes that back
/// (`Open`). It says all, as the phone of who records it holds no items.
pub fn putting_aside(refused: &Change, reason: Reason, decision: Decision) -> Edit {
    Edit::new(Kind::ReviewItem, Id::of_putting_aside(refused.id))
        .set(review_item::CHANGE, refused.id)
        .set(review_item::MATTER, Matter::Refused)
        .set(review_item::KIND, i64::from(refused.kind.number()))
        .set(review_item::RECORD, refused.record)
        .set(review_item::REASON, reason.number())
        .set(review_item::DECISION, decision)
}

/// The edit by which a head decides, having seen the record in question at a version; what is taken back needs none.
pub fn deciding(item: Id, decision: Decision, seen: Option<u64>) -> Edit {
    let seen = seen.map(|version| i64::try_from(version).unwrap_or(i64::MAX));
    Edit::new(Kind::ReviewItem, item)
        .set(review_item::DECISION, decision)
        .set(review_item::SEEN, seen)
}

/// The last word on a change that was held, once a head has decided about it.
pub fn last_word(item: &Record) -> Option<Answer> {
    let view = ReviewItem::of(item);
    let verdict = match (view.matter, view.decision) {
        (Matter::Held, Decision::Take) => Verdict::Accepted,
        (Matter::Held, Decision::Keep) => Verdict::Refused {
            field: None,
            reason: Reason::Declined,
        },
        _ => return None,
    };
    Some(Answer {
        change: view.change,
        seq: item.version,
        received: view.decided.unwrap_or_default(),
        verdict,
    })
}
