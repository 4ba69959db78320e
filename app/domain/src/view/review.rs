//! What a head has to decide, and what was decided lately.

use core::cmp::Reverse;
use std::collections::BTreeMap;

use super::log::FieldChange;
use super::outbox::{Doing, doing};
use super::shown::{Shown, name_of, shown};
use crate::id::Id;
use crate::kind::Kind;
use crate::record::{
    Beneficiary, Decision, Device, Matter, Record, Registration, ReviewItem, Rule, View, log_entry,
    references, review_item, spec,
};
use crate::replica::Replica;
use crate::review::{can_be_undone, deciding, kind_of};
use crate::time::Millis;
use crate::value::{FieldNo, FieldValue, Fields};
use crate::verdict::{Reason, Verdict};

/// One of two values of a field: what it says, who said so, and when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Side {
    /// The value.
    pub value: Shown,
    /// Name of the member; empty where the server did it.
    pub who: String,
    /// When it was recorded.
    pub at: Option<Millis>,
}

/// One thing to decide, or decided.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReviewLine {
    /// The item.
    pub id: Id,
    /// What there is to decide.
    pub matter: Matter,
    /// What the change did, and to whom or what.
    pub doing: Doing,
    /// Name of the field two people set; empty for a change that waits as a whole.
    pub field: &'static str,
    /// What stands.
    pub stands: Side,
    /// What waits.
    pub waits: Side,
    /// What the field says now, where it was changed since.
    pub since: Option<Shown>,
    /// Field by field, what a change that waits as a whole would set. What only serves to find the record is left out.
    pub changes: Vec<FieldChange>,
    /// Name of the reason for which it waits.
    pub reason: &'static str,
    /// What was decided.
    pub decision: Decision,
    /// Name of who decided; empty until the server has heard of it.
    pub by: String,
    /// When it was decided.
    pub decided: Option<Millis>,
    /// Whether taking it could be taken back.
    pub undoable: bool,
    /// Whether the decision is the signed-in member's own.
    pub own: bool,
    /// Number, in the log, of the change that led to it.
    pub seq: u64,
}

/// Several changes of one person that wait for one reason.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeldGroup {
    /// Name of the person.
    pub who: String,
    /// Name of the reason.
    pub reason: &'static str,
    /// The changes, the first recorded first.
    pub lines: Vec<ReviewLine>,
}

/// What was decided lately.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Settled {
    /// The decisions, the newest first.
    pub decided: Vec<ReviewLine>,
    /// Whether the log that the phone holds tells of changes that stand beside each other: nothing is to decide.
    pub parallel: bool,
}

/// How many of the wanted things are to decide.
pub fn open_items(replica: &Replica, wanted: impl Fn(Id) -> bool) -> usize {
    let items = replica.all(Kind::ReviewItem);
    items
        .filter(|item| is_open(replica, item) && wanted(item.id))
        .count()
}

/// Whether an item is to decide still.
pub fn is_undecided(replica: &Replica, item: Id) -> bool {
    let item = replica.get(item).filter(|item| item.kind == Kind::ReviewItem);
    item.is_some_and(|item| is_open(replica, item))
}

/// Whether something is to decide still.
pub(super) fn is_open(replica: &Replica, item: &Record) -> bool {
    item.read::<Decision>(review_item::DECISION) == Decision::Open
        && item.read::<Matter>(review_item::MATTER) != Matter::Refused
        && !is_kept_since(replica, item)
}

/// Whether a place that was promised in vain was given since, or is not wanted any more.
fn is_kept_since(replica: &Replica, item: &Record) -> bool {
    let in_vain = Option::<i64>::read(item.fields.get(review_item::REASON)).map(Reason::from_number);
    let about: Option<Registration> = replica.view(item.read(review_item::RECORD));
    in_vain == Some(Reason::CapacityPassed) && about.is_some_and(|registration| !registration.waits())
}

/// Conflicts to decide, the newest first, and held changes to decide.
pub(super) fn open_lines(replica: &Replica, arabic: bool) -> (Vec<ReviewLine>, Vec<HeldGroup>) {
    let mut items: Vec<&Record> = replica
        .all(Kind::ReviewItem)
        .filter(|item| is_open(replica, item))
        .collect();
    items.sort_by_key(|item| (Reverse(item.read::<i64>(review_item::SEQ)), item.id));
    let newcomers = newcomers(replica, arabic);
    let of = |matter| {
        let about = move |item: &&&Record| item.read::<Matter>(review_item::MATTER) == matter;
        let line = |item: &&Record| review_line(replica, item, &newcomers, arabic);
        items.iter().filter(about).map(line).collect()
    };
    (of(Matter::Conflict), grouped(of(Matter::Held)))
}

/// What was decided lately, at most `most` of it.
pub fn settled(replica: &Replica, arabic: bool, most: usize) -> Settled {
    let mut closed: Vec<&Record> = replica
        .all(Kind::ReviewItem)
        .filter(|item| item.read::<Decision>(review_item::DECISION) != Decision::Open)
        .collect();
    // What this phone just decided has no time yet, and is the newest.
    closed.sort_by_key(|item| {
        let at: Option<Millis> = item.read(review_item::DECIDED);
        let seq = Reverse(item.read::<i64>(review_item::SEQ));
        (at.is_some(), Reverse(at), seq, item.id)
    });
    let newcomers = newcomers(replica, arabic);
    let line = |item: &&Record| review_line(replica, item, &newcomers, arabic);
    Settled {
        decided: closed.iter().take(most).map(line).collect(),
        parallel: replica
            .all(Kind::LogEntry)
            .any(|entry| entry.read::<i64>(log_entry::VERDICT) == Verdict::Parallel.number()),
    }
}

/// Held changes by person and reason; within a group in the order in which they were recorded, so that what
/// others refer to comes first.
fn grouped(lines: Vec<ReviewLine>) -> Vec<HeldGroup> {
    let mut groups: Vec<HeldGroup> = Vec::new();
    for line in lines {
        let same = |group: &&mut HeldGroup| (&group.who, group.reason) == (&line.waits.who, line.reason);
        match groups.iter_mut().find(same) {
            Some(group) => group.lines.push(line),
            None => groups.push(HeldGroup {
                who: line.waits.who.clone(),
                reason: line.reason,
                lines: vec![line],
            }),
        }
    }
    for group in &mut groups {
        group.lines.sort_by_key(|line| line.seq);
    }
    groups
}

fn review_line(replica: &Replica, record: &Record, newcomers: &Newcomers, arabic: bool) -> ReviewLine {
    let item = ReviewItem::of(record);
    let kind = kind_of(&item);
    let there = replica.get(item.record);
    let field = item.field.and_then(|field| FieldNo::try_from(field).ok());
    let value = |fields: &Fields| {
        field.map_or(Shown::Nothing, |field| {
            shown(replica, kind, field, fields.get(field), arabic)
        })
    };
    let side = |fields: &Fields, device, at| Side {
        value: value(fields),
        who: member_of(replica, device, arabic),
        at,
    };
    let stands = side(&item.stands, item.stands_device, item.stands_at);
    let now = there.map(|there| value(&there.fields));
    let new = item.stands.is_empty();
    let mut doing = doing(replica, kind, item.record, &item.waits, new, arabic);
    if doing.subject.is_empty() {
        doing.subject = newcomer(newcomers, kind, &item);
    }
    ReviewLine {
        id: record.id,
        matter: item.matter,
        doing,
        field: field
            .and_then(|field| spec(kind, field))
            .map_or("", |spec| spec.name),
        since: now.filter(|now| *now != stands.value && item.decision == Decision::Open && field.is_some()),
        waits: side(&item.waits, item.waits_device, item.waits_at),
        changes: if item.matter == Matter::Held {
            changes(replica, kind, there, &item.waits, arabic)
        } else {
            Vec::new()
        },
        stands,
        reason: item
            .reason
            .map_or("", |number| Reason::from_number(number).name()),
        decision: item.decision,
        by: item
            .by
            .map_or_else(String::new, |by| name_of(replica, by, arabic)),
        decided: item.decided,
        undoable: can_be_undone(&taken(record)),
        own: item.by.is_none() || item.by == replica.me().map(|me| me.member),
        seq: u64::try_from(item.seq).unwrap_or_default(),
    }
}

/// The names of the people who wait to be accepted, or waited once, by their records.
type Newcomers = BTreeMap<Id, String>;

fn newcomers(replica: &Replica, arabic: bool) -> Newcomers {
    let held = replica.all(Kind::ReviewItem).filter(|item| {
        item.read::<Matter>(review_item::MATTER) == Matter::Held
            && item.read::<i64>(review_item::KIND) == i64::from(Kind::Beneficiary.number())
    });
    let named = held.map(ReviewItem::of).map(|item| {
        let mut person = Record::empty(Kind::Beneficiary, item.record);
        person.fields.lay(&item.waits);
        (item.record, Beneficiary::of(&person).name(arabic))
    });
    named.filter(|(_, name)| !name.is_empty()).collect()
}

/// The name of the newcomer whom a change is about; empty where it is about none.
fn newcomer(newcomers: &Newcomers, kind: Kind, item: &ReviewItem) -> String {
    let named = references(kind, &item.waits).map(|(_, id)| id);
    core::iter::once(item.record)
        .chain(named)
        .find_map(|id| newcomers.get(&id).cloned())
        .unwrap_or_default()
}

/// The item as it would read once taken.
fn taken(item: &Record) -> Record {
    let mut item = item.clone();
    let decision = crate::value::FieldValue::write(Decision::Take);
    item.fields.set(review_item::DECISION, decision);
    item
}

fn member_of(replica: &Replica, device: Option<Id>, arabic: bool) -> String {
    let device: Option<Device> = device.and_then(|device| replica.view(device));
    device.map_or_else(String::new, |device| name_of(replica, device.member, arabic))
}

/// What a change that waits would set, beside what stands now.
fn changes(
    replica: &Replica,
    kind: Kind,
    there: Option<&Record>,
    waits: &Fields,
    arabic: bool,
) -> Vec<FieldChange> {
    let change = |(number, after)| {
        let spec = spec(kind, number)?;
        if matches!(spec.rule, Rule::Ref(_)) || spec.name == "arrived" {
            return None;
        }
        let now = there.and_then(|there| there.fields.get(number));
        let before = shown(replica, kind, number, now, arabic);
        let after = shown(replica, kind, number, Some(after), arabic);
        let news = before != after && (&before, &after) != (&Shown::Nothing, &Shown::Flag(false));
        news.then_some(FieldChange {
            field: spec.name,
            before,
            after,
        })
    };
    waits.iter().filter_map(change).collect()
}

/// The edits by which a head decides about some items so, as the records they are about are seen now. What is decided
/// so already needs none.
pub fn decide(replica: &Replica, items: &[Id], decision: Decision) -> Vec<crate::change::Edit> {
    let seen = |item: Id| {
        let about: ReviewItem = replica
            .view(item)
            .filter(|item: &ReviewItem| item.decision != decision)?;
        let version = replica
            .server_record(about.record)
            .map_or(0, |record| record.version);
        Some(deciding(
            item,
            decision,
            (decision != Decision::Open).then_some(version),
        ))
    };
    items.iter().filter_map(|item| seen(*item)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::{Attendance, Mark, Member, beneficiary};
    use crate::replica::{Batch, Me, Op};
    use crate::slice::Slice;
    use crate::wire::SlicePart;

    fn id(n: u8) -> Id {
        Id::v7(Millis(1), [n; 10])
    }

    fn record<V: View>(id: Id, version: u64, view: V) -> Record {
        Record {
            kind: V::KIND,
            id,
            version,
            fields: view.fields(),
        }
    }

    fn number(text: &str) -> Fields {
        [(beneficiary::PHONE, text.to_owned().write())]
            .into_iter()
            .collect()
    }

    /// A head's phone: Salma with a phone of her own, Fatima, and some items.
    fn phone(items: Vec<Record>) -> Replica {
        let mut replica = Replica::new();
        replica.apply(&replica.sign_in(Me {
            association: id(9),
            member: id(8),
            device: id(7),
        }));
        let salma = Member {
            name: "Salma".into(),
            ..Member::default()
        };
        let device = Device {
            member: id(1),
            ..Device::default()
        };
        let fatima = Beneficiary {
            given_la: "Fatima".into(),
            phone: "+212622222222".into(),
            ..Beneficiary::default()
        };
        let mut records = vec![
            record(id(1), 1, salma),
            record(id(2), 2, device),
            record(id(3), 5, fatima),
        ];
        records.extend(items);
        replica.apply(&Batch(vec![Op::Part(SlicePart {
            records,
            ..SlicePart::empty(Slice::Register, 9)
        })]));
        replica
    }

    fn conflict() -> ReviewItem {
        ReviewItem {
            matter: Matter::Conflict,
            kind: Kind::Beneficiary.number().into(),
            record: id(3),
            field: Some(beneficiary::PHONE.into()),
            stands: number("+212622222222"),
            waits: number("+212611111111"),
            waits_device: Some(id(2)),
            seq: 5,
            ..ReviewItem::default()
        }
    }

    #[test]
    fn a_conflict_is_told_with_both_values_and_who_said_which() {
        let replica = phone(vec![record(id(20), 6, conflict())]);
        let (conflicts, _) = open_lines(&replica, false);
        let [line] = &conflicts[..] else {
            panic!("one conflict")
        };
        assert_eq!((line.doing.subject.as_str(), line.field), ("Fatima", "phone"));
        assert_eq!(line.stands.value, Shown::Text("+212622222222".into()));
        assert_eq!(line.waits.value, Shown::Text("+212611111111".into()));
        assert_eq!((line.waits.who.as_str(), line.stands.who.as_str()), ("Salma", ""));
        assert_eq!((open_items(&replica, |_| true), line.since.clone()), (1, None));
        assert_eq!(open_items(&replica, |item| item != id(20)), 0);
        assert!(is_undecided(&replica, id(20)) && !is_undecided(&replica, id(3)));
        let edits = decide(&replica, &[line.id], Decision::Take);
        assert_eq!(edits, [deciding(id(20), Decision::Take, Some(5))]);
    }

    #[test]
    fn a_value_set_since_is_told_too() {
        let older = ReviewItem {
            stands: number("+212633333333"),
            ..conflict()
        };
        let replica = phone(vec![record(id(20), 6, older)]);
        let since = open_lines(&replica, false).0[0].since.clone();
        assert_eq!(since, Some(Shown::Text("+212622222222".into())));
    }

    #[test]
    fn held_changes_stand_together_by_person_and_reason_the_first_recorded_first() {
        let mark = |status| Attendance {
            beneficiary: id(3),
            status,
            ..Attendance::default()
        };
        let held = |seq, status, reason: Reason| ReviewItem {
            matter: Matter::Held,
            kind: Kind::Attendance.number().into(),
            record: id(40),
            waits: mark(status).fields(),
            waits_device: Some(id(2)),
            reason: Some(reason.number()),
            seq,
            ..ReviewItem::default()
        };
        let replica = phone(vec![
            record(id(20), 6, held(6, Mark::Present, Reason::RightWithdrawn)),
            record(id(21), 7, held(7, Mark::Absent, Reason::RightWithdrawn)),
            record(id(22), 8, held(8, Mark::Late, Reason::SessionCancelled)),
        ]);
        let (_, held) = open_lines(&replica, false);
        let groups: Vec<_> = held
            .iter()
            .map(|group| {
                (
                    group.reason,
                    group.lines.iter().map(|line| line.seq).collect::<Vec<_>>(),
                )
            })
            .collect();
        assert_eq!(
            groups,
            [("session_cancelled", vec![8]), ("right_withdrawn", vec![6, 7])]
        );
        assert!(
            held[0].lines[0].undoable,
            "a mark that was new becomes unmarked again"
        );
    }

    #[test]
    fn what_is_held_of_somebody_who_is_held_too_names_them() {
        let held = |seq, kind: Kind, record, waits| ReviewItem {
            matter: Matter::Held,
            kind: kind.number().into(),
            record,
            waits,
            waits_device: Some(id(2)),
            reason: Some(Reason::RightWithdrawn.number()),
            seq,
            ..ReviewItem::default()
        };
        let person = Beneficiary {
            given_la: "Nadia".into(),
            ..Beneficiary::default()
        };
        let mark = |whom| Attendance {
            beneficiary: whom,
            status: Mark::Present,
            ..Attendance::default()
        };
        let replica = phone(vec![
            record(id(20), 6, held(6, Kind::Beneficiary, id(30), person.fields())),
            record(
                id(21),
                7,
                held(7, Kind::Attendance, id(40), mark(id(30)).fields()),
            ),
            record(
                id(22),
                8,
                held(8, Kind::Attendance, id(41), mark(id(31)).fields()),
            ),
        ]);
        let (_, held) = open_lines(&replica, false);
        let named: Vec<_> = held[0]
            .lines
            .iter()
            .map(|line| line.doing.subject.as_str())
            .collect();
        assert_eq!(named, ["Nadia", "Nadia", ""]);
    }

    #[test]
    fn what_was_decided_or_put_aside_is_no_longer_to_decide() {
        let decided = ReviewItem {
            decision: Decision::Keep,
            by: Some(id(1)),
            decided: Some(Millis(3)),
            ..conflict()
        };
        let aside = ReviewItem {
            matter: Matter::Refused,
            decision: Decision::Open,
            ..conflict()
        };
        let replica = phone(vec![record(id(20), 6, decided), record(id(21), 7, aside)]);
        let Settled { decided, .. } = settled(&replica, false, 9);
        assert_eq!(decided.len(), 1, "nor is what came back from aside decided");
        assert_eq!(open_lines(&replica, false), (Vec::new(), Vec::new()));
        assert_eq!(open_items(&replica, |_| true), 0);
        assert!(!is_undecided(&replica, id(20)));
        let of_salma = decided.iter().find(|line| line.id == id(20)).unwrap();
        assert_eq!((of_salma.by.as_str(), of_salma.own), ("Salma", false));
    }
}
