//! What the log says must have become of every record: the referee's rules told again, the simplest way.

use std::collections::BTreeMap;

use domain::id::Id;
use domain::kind::Kind;
use domain::record::{
    LogEntry, Meeting, Record, Role, SessionStatus, View, attendance, device, headcount, member, review_item,
    session, spec,
};
use domain::time::Millis;
use domain::value::{FieldNo, FieldValue, Fields, Value};
use domain::verdict::{Reason, Verdict};

use crate::claim::{Claim, Holds};
use crate::office::Entry;
use crate::oracle::Deeds;

/// What stands in a field, who said it and when.
#[derive(Clone)]
struct Said {
    seq: u64,
    at: Millis,
    device: Id,
    counter: u64,
    value: Value,
}

/// What stands in every field, as the log is read line by line.
#[derive(Default)]
pub(crate) struct Truth {
    said: BTreeMap<(Id, FieldNo), Said>,
    /// The kinds of records that settled changes made.
    kinds: BTreeMap<Id, Kind>,
    /// Every whole mark that was settled, by its attendance.
    marks: BTreeMap<Id, Vec<Vec<Value>>>,
    /// What each held or conflicting change must have left for a head to decide: the line that led to it.
    open: BTreeMap<Id, u64>,
}

/// The fields that make one mark.
pub(crate) const MARK: [FieldNo; 7] = [
    attendance::STATUS,
    attendance::ARRIVED,
    attendance::METHOD,
    attendance::NOTE,
    attendance::BY,
    attendance::ARRIVED_MINUTE,
    attendance::EXCUSE,
];

fn follows(kind: Kind, field: FieldNo) -> bool {
    spec(kind, field).is_some_and(|spec| spec.meeting == Meeting::Follows)
}

fn mark_of(fields: &Fields) -> Vec<Value> {
    let value = |field: &FieldNo| fields.get(*field).cloned().unwrap_or(Value::Null);
    MARK.iter().map(value).collect()
}

impl Truth {
    /// Reads one line more, and checks its verdict.
    pub(crate) fn read(&mut self, entry: &Entry, deeds: &Deeds) -> Holds {
        let (line, view) = (&entry.line, LogEntry::of(&entry.line.entry));
        let kind = Kind::from_number(view.kind.try_into().unwrap());
        let verdict = &line.answer.verdict;
        let waits: Vec<Option<FieldNo>> = match verdict {
            Verdict::Held { .. } => vec![None],
            Verdict::Conflict { fields, .. } => fields.iter().copied().map(Some).collect(),
            _ => Vec::new(),
        };
        let items = waits
            .into_iter()
            .map(|field| (Id::of_review(line.entry.id, field), entry.seq));
        self.open.extend(items);
        let Some(device) = view.device else {
            for (field, value) in view.after.iter() {
                self.say(view.record, field, self.own(entry, value));
            }
            self.kinds.insert(view.record, kind);
            return Ok(());
        };
        let seen = || format!("line {} of {kind:?} {}: {verdict:?}", entry.seq, view.record);
        Claim::Rights.holds(self.rightly(&view, kind, device, verdict), seen)?;
        if !verdict.settles() {
            return Ok(());
        }
        let Some(deed) = deeds.get(&line.entry.id) else {
            return Err(Claim::Once.broken(format!("{}, which nobody recorded", seen())));
        };
        let at = view.corrected.unwrap_or_default();
        let (mut conflicts, mut stands) = (Vec::new(), true);
        for (field, value) in deed.change.set.iter().filter(|(field, _)| !follows(kind, *field)) {
            let mine = Said {
                seq: entry.seq,
                at,
                device,
                counter: deed.change.counter,
                value: value.clone(),
            };
            let Some(before) = self.said.get(&(view.record, field)) else {
                self.say(view.record, field, mine);
                continue;
            };
            let wins = if before.device == device {
                before.counter <= mine.counter
            } else if before.seq <= deed.change.base {
                true
            } else {
                let later = (at, device) > (before.at, before.device);
                if before.value != *value {
                    conflicts.push(field);
                    stands &= later;
                }
                later
            };
            if wins {
                self.say(view.record, field, mine);
            }
        }
        let right = match verdict {
            Verdict::Conflict { fields, stands: said } => *fields == conflicts && *said == stands,
            _ => conflicts.is_empty(),
        };
        self.kinds.insert(view.record, kind);
        if kind == Kind::Attendance {
            self.marks
                .entry(view.record)
                .or_default()
                .push(mark_of(&deed.change.set));
        }
        Claim::Verdict.holds(right, || {
            format!("{}; conflicts {conflicts:?}, stands {stands}", seen())
        })
    }

    fn own(&self, entry: &Entry, value: &Value) -> Said {
        Said {
            seq: entry.seq,
            at: LogEntry::of(&entry.line.entry).corrected.unwrap_or_default(),
            device: Id::MIN,
            counter: 0,
            value: value.clone(),
        }
    }

    fn say(&mut self, record: Id, field: FieldNo, said: Said) {
        self.said.insert((record, field), said);
    }

    fn value<T: FieldValue>(&self, record: Id, field: FieldNo) -> T {
        T::read(self.said.get(&(record, field)).map(|said| &said.value))
    }

    /// Whether a verdict respects the rights that stand as its line is written.
    fn rightly(&self, view: &LogEntry, kind: Kind, from: Id, verdict: &Verdict) -> bool {
        let who = view.member.unwrap_or_default();
        if self.value(who, member::CLOSED) || self.value(from, device::REVOKED) {
            return matches!(verdict, Verdict::Held { .. });
        }
        if let Verdict::Refused {
            reason: Reason::NotAllowed,
            ..
        } = verdict
        {
            let rights = [member::ROLE, member::ACTIVITIES, member::CLOSED];
            let changed = rights.iter().filter_map(|field| self.said.get(&(who, *field)));
            return changed.map(|said| said.at).max() <= view.corrected;
        }
        if !verdict.settles() {
            return true;
        }
        let role: Role = self.value(who, member::ROLE);
        let everywhere = matches!(role, Role::Coordinator | Role::Head);
        let held_at = match kind {
            Kind::Attendance => attendance::SESSION,
            Kind::HeadCount => headcount::SESSION,
            Kind::Member | Kind::Device => return role == Role::Head,
            Kind::Activity | Kind::Group => return everywhere,
            _ => return role != Role::Viewer,
        };
        let meeting: Id = view
            .after
            .get(held_at)
            .map_or_else(|| self.value(view.record, held_at), |value| Id::read(Some(value)));
        let assigned: Vec<Id> = self.value(who, member::ACTIVITIES);
        let there = assigned.contains(&self.value(meeting, session::ACTIVITY));
        let open = self.value::<SessionStatus>(meeting, session::STATUS) != SessionStatus::Cancelled;
        open && (everywhere || (role == Role::Volunteer && there))
    }

    /// Checks that every record says what it must.
    pub(crate) fn check(&self, records: &BTreeMap<Id, Record>) -> Holds {
        for ((id, field), said) in &self.said {
            let kind = self.kinds.get(id).copied().unwrap_or(Kind::Other(0));
            if kind == Kind::Device && *field != device::REVOKED || follows(kind, *field) {
                continue;
            }
            let found = records.get(id).and_then(|record| record.fields.get(*field));
            Claim::Verdict.holds(*found.unwrap_or(&Value::Null) == said.value, || {
                format!(
                    "{kind:?} {id} field {field} is {found:?}, and line {} made it {:?}",
                    said.seq, said.value
                )
            })?;
        }
        let items = records.values().filter(|record| record.kind == Kind::ReviewItem);
        let found: BTreeMap<Id, u64> = items
            .map(|item| (item.id, item.read::<i64>(review_item::SEQ).unsigned_abs()))
            .collect();
        Claim::Decided.holds(found == self.open, || {
            format!("there is {found:?} to decide, and it should be {:?}", self.open)
        })?;
        let told = |record: &&Record| !matches!(record.kind, Kind::Device | Kind::ReviewItem);
        for record in records.values().filter(told) {
            let unsaid =
                record.fields.iter().map(|(field, _)| field).find(|field| {
                    !follows(record.kind, *field) && !self.said.contains_key(&(record.id, *field))
                });
            Claim::Once.holds(unsaid.is_none(), || {
                format!(
                    "{:?} {} field {unsaid:?}, which nobody said",
                    record.kind, record.id
                )
            })?;
        }
        for record in records.values().filter(|record| record.kind == Kind::Attendance) {
            let whole = mark_of(&record.fields);
            let marked = self
                .marks
                .get(&record.id)
                .is_some_and(|marks| marks.contains(&whole));
            Claim::Verdict.holds(marked, || format!("{} mixes two marks: {whole:?}", record.id))?;
        }
        Ok(())
    }
}
