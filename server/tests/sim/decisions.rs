//! What is decided, as the log tells of it line by line: who may, which decision stands, what it does.

use std::collections::BTreeMap;

use domain::change::Change;
use domain::id::Id;
use domain::kind::Kind;
use domain::record::{
    Decision, LogEntry, Mark, Matter, Record, ReviewItem, Role, View, attendance, delivery, device,
    headcount, member, review_item, task, volunteer_hours,
};
use domain::seats::COUNTED;
use domain::value::{FieldValue, Fields};
use domain::verdict::{Answer, Reason, Verdict};

use crate::claim::{Claim, Holds, Violation};
use crate::office::Entry;
use crate::oracle::Deeds;
use crate::seats::without_count;
use crate::truth::{Said, Truth};

/// What a line of the log does: what was recorded, or what follows from a decision.
pub(crate) struct Deed {
    pub(crate) change: Id,
    pub(crate) base: u64,
    pub(crate) counter: u64,
    pub(crate) set: Fields,
}

impl Deed {
    pub(crate) fn of(change: &Change) -> Self {
        Deed {
            change: change.id,
            base: change.base,
            counter: change.counter,
            set: change.set.clone(),
        }
    }

    /// The same, setting what its line says, but for what whoever counts seats says there.
    pub(crate) fn setting(self, view: &LogEntry) -> Self {
        let counted = |field| kind_of(view) == Kind::Registration && COUNTED.contains(&field);
        let set = view.after.iter().filter(|(field, _)| !counted(*field));
        Deed {
            set: set.map(|(field, value)| (field, value.clone())).collect(),
            ..self
        }
    }
}

/// What a decision set in the record it is about.
struct Done {
    item: Id,
    decision: Decision,
    set: Fields,
}

/// What was decided, in the order of the log.
#[derive(Default)]
pub(crate) struct Decisions {
    /// What the next line must tell of: by which decision of which item.
    due: Option<(Deed, Id, Decision)>,
    done: Vec<Done>,
    /// Which change waits as a whole, by its item.
    held: BTreeMap<Id, Id>,
    /// The last words on each held change, in order.
    pub(crate) words: BTreeMap<Id, Vec<Answer>>,
}

impl Decisions {
    /// What the decision just read does: that is what this line must tell of.
    pub(crate) fn effect(&mut self, entry: &Entry) -> Result<Option<Deed>, Violation> {
        let Some((deed, item, decision)) = self.due.take() else {
            return Ok(None);
        };
        let line = &entry.line.entry;
        Claim::Decided.holds(line.id == deed.change, || {
            format!(
                "line {} is not what follows from the decision about {item}",
                entry.seq
            )
        })?;
        let view = LogEntry::of(line);
        let set = without_count(kind_of(&view), &view.after);
        self.done.push(Done { item, decision, set });
        Ok(Some(deed))
    }

    /// A change waits.
    pub(crate) fn holds(&mut self, change: Id) {
        self.held.insert(Id::of_review(change, None), change);
    }

    /// What was taken is what waited, to the letter; what was brought back is what stood, or no mark.
    pub(crate) fn check(&self, records: &BTreeMap<Id, Record>, deeds: &Deeds) -> Holds {
        let items = records.values().filter(|record| record.kind == Kind::ReviewItem);
        let whole = |item: &ReviewItem| item.matter == Matter::Held && item.field.is_none();
        for item in items.map(ReviewItem::of).filter(whole) {
            let held = deeds.get(&item.change).map(|deed| &deed.change.set);
            Claim::Decided.holds(held == Some(&item.waits), || {
                format!("{held:?} was held, and {:?} waits", item.waits)
            })?;
        }
        for (number, done) in self.done.iter().enumerate() {
            let item = ReviewItem::of(&records[&done.item]);
            let later = self.done[number + 1..]
                .iter()
                .any(|other| other.item == done.item);
            let kind = Kind::from_number(item.kind.try_into().unwrap());
            let right = match done.decision {
                Decision::Take => done.set == without_count(kind, &item.waits),
                _ if later => continue,
                _ if item.stands.is_empty() => is_nothing(kind, &done.set),
                _ => done.set == without_count(kind, &item.stands),
            };
            Claim::Decided.holds(right, || {
                format!("{:?} of {item:?} did {:?}", done.decision, done.set)
            })?;
        }
        Ok(())
    }
}

/// Whether what was made says that there is nothing.
fn is_nothing(kind: Kind, set: &Fields) -> bool {
    let number = |field| set.get(field).map(|value| i64::read(Some(value)));
    match kind {
        Kind::Attendance => Mark::read(set.get(attendance::STATUS)) == Mark::Unmarked,
        Kind::Delivery => number(delivery::QUANTITY) == Some(0),
        Kind::HeadCount => [
            headcount::WOMEN,
            headcount::MEN,
            headcount::GIRLS,
            headcount::BOYS,
        ]
        .iter()
        .all(|field| number(*field) == Some(0)),
        Kind::VolunteerHours => bool::read(set.get(volunteer_hours::TAKEN_BACK)),
        Kind::Task => Option::<Id>::read(set.get(task::MEMBER)).is_none(),
        _ => false,
    }
}

/// The kind of record that a line is about.
fn kind_of(view: &LogEntry) -> Kind {
    Kind::from_number(view.kind.try_into().unwrap())
}

impl Truth {
    /// Whether somebody settles an item: a head, or a coordinator to whom a head gave it.
    pub(crate) fn settles(&self, item: Id, who: Id, from: Id) -> bool {
        let given = || self.value::<Option<Id>>(Id::of_task(item), task::MEMBER) == Some(who);
        let role: Role = self.value(who, member::ROLE);
        let out = self.value(who, member::CLOSED) || self.value(from, device::REVOKED);
        !out && (role == Role::Head || (role == Role::Coordinator && given()))
    }

    /// What a phone may have heard last of its change: where that was held, a last word that was given; where the
    /// decision is open, or the phone is signed out and hears no more, the first answer too.
    pub(crate) fn words<'a>(&'a self, given: &'a Answer, out: bool) -> impl Iterator<Item = &'a Answer> {
        let item = Id::of_review(given.change, None);
        let open = self.value::<Decision>(item, review_item::DECISION) == Decision::Open;
        let words = self.decisions.words.get(&given.change).into_iter().flatten();
        words.chain((open || out).then_some(given))
    }

    /// A decision was settled: of two that differ the first stands, until who made it takes it back.
    pub(crate) fn decides(&mut self, entry: &Entry, view: &LogEntry, deed: &Deed) -> Holds {
        let (item, from) = (view.record, view.device.unwrap_or_default());
        let told = || {
            format!(
                "line {} decides about {item}: {:?}",
                entry.seq, entry.line.answer.verdict
            )
        };
        let Some(opened) = self.open.get(&item).copied() else {
            return Err(Claim::Decided.broken(format!("{}, which nobody opened", told())));
        };
        let says = Decision::read(deed.set.get(review_item::DECISION));
        let stands: Decision = self.value(item, review_item::DECISION);
        let before = self.said.get(&(item, review_item::DECISION)).cloned();
        let saw = before
            .as_ref()
            .is_none_or(|said| said.device == from || said.seq <= deed.base);
        let own = self.value::<Option<Id>>(item, review_item::BY) == view.member;
        let heeded = stands == Decision::Open || stands == says || (says == Decision::Open && own && saw);
        let verdict = match heeded {
            true => Verdict::Accepted,
            false => Verdict::Conflict {
                fields: vec![review_item::DECISION],
                stands: false,
            },
        };
        Claim::Verdict.holds(entry.line.answer.verdict == verdict, told)?;
        // What came late says nothing new of the same phone.
        let late = before
            .as_ref()
            .is_some_and(|said| said.device == from && said.counter > deed.counter);
        if !heeded || late {
            return Ok(());
        }
        for (field, value) in deed.set.iter() {
            let said = Said {
                device: from,
                counter: deed.counter,
                ..self.own(entry, value)
            };
            self.say(item, field, said);
        }
        self.say(item, review_item::BY, self.own(entry, &view.member.write()));
        self.kinds.insert(item, Kind::ReviewItem);
        self.last_word(entry, item, says);
        let seen = Option::<i64>::read(deed.set.get(review_item::SEEN)).map(i64::unsigned_abs);
        let last = before.map_or(opened, |said| said.seq);
        let base = match (stands, says) {
            (Decision::Open, Decision::Take) => seen.unwrap_or(opened),
            (Decision::Take, Decision::Open) => seen.unwrap_or(last + 1),
            _ => return Ok(()),
        };
        let effect = Deed {
            change: Id::of_effect(deed.change),
            base: base.min(entry.seq),
            counter: deed.counter,
            set: Fields::new(),
        };
        self.decisions.due = Some((effect, item, says));
        Ok(())
    }

    /// Of a change that was held, its phone is told what was decided.
    fn last_word(&mut self, entry: &Entry, item: Id, says: Decision) {
        let verdict = match says {
            Decision::Open | Decision::Other(_) => return,
            Decision::Take => Verdict::Accepted,
            Decision::Keep => Verdict::Refused {
                field: None,
                reason: Reason::Declined,
            },
        };
        let Some(change) = self.decisions.held.get(&item).copied() else {
            return;
        };
        let word = Answer {
            change,
            seq: entry.seq,
            received: LogEntry::of(&entry.line.entry).corrected.unwrap_or_default(),
            verdict,
        };
        self.decisions.words.entry(change).or_default().push(word);
    }
}
