//! What the log says must have become of every record: the referee's rules told again, the simplest way.

use std::collections::{BTreeMap, BTreeSet};

use domain::id::Id;
use domain::kind::Kind;
use domain::record::{
    LogEntry, Meeting, Record, RegistrationStatus, Role, Sameness, SessionStatus, StatusClass, View,
    activity, attendance, delivery, device, headcount, member, pair, registration, review_item, session,
    spec, volunteer_hours,
};
use domain::seats::COUNTED;
use domain::time::Millis;
use domain::value::{FieldNo, FieldValue, Fields, Value};
use domain::verdict::{Reason, Verdict};

use crate::claim::{Claim, Holds};
use crate::decisions::{Decisions, Deed};
use crate::office::Entry;
use crate::oracle::Deeds;
use crate::seats::{self, Seats, Turn};

/// What stands in a field, who said it and when.
#[derive(Clone)]
pub(crate) struct Said {
    pub(crate) seq: u64,
    pub(crate) at: Millis,
    pub(crate) device: Id,
    pub(crate) counter: u64,
    pub(crate) value: Value,
}

/// What stands in every field, as the log is read line by line.
#[derive(Default)]
pub(crate) struct Truth {
    pub(crate) said: BTreeMap<(Id, FieldNo), Said>,
    /// The kinds of records that settled changes made.
    pub(crate) kinds: BTreeMap<Id, Kind>,
    /// Every whole mark that was settled, by its attendance.
    marks: BTreeMap<Id, Vec<Vec<Value>>>,
    /// What each held or conflicting change must have left for a head to decide: the line that led to it.
    pub(crate) open: BTreeMap<Id, u64>,
    /// What was decided of it.
    pub(crate) decisions: Decisions,
    /// Who holds a seat where seats are counted, and who waits.
    seats: Seats,
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

/// What a line tells in the place of what was sent: where a registration came to stand, when somebody undertook.
fn came_to_stand(kind: Kind, field: FieldNo, view: &LogEntry) -> Option<&Value> {
    let counted = kind == Kind::Registration && field == registration::STATUS;
    let dated = kind == Kind::Member && field == member::UNDERTOOK;
    (counted || dated).then(|| view.after.get(field)).flatten()
}

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
        let follows_from = self.decisions.effect(entry)?;
        let waits: Vec<Option<FieldNo>> = match verdict {
            Verdict::Held { .. } => vec![None],
            Verdict::Conflict { fields, .. } if !matches!(kind, Kind::ReviewItem | Kind::Task) => {
                fields.iter().copied().map(Some).collect()
            }
            _ => Vec::new(),
        };
        let items = waits
            .into_iter()
            .map(|field| (Id::of_review(line.entry.id, field), entry.seq));
        self.open.extend(items);
        if let Verdict::Held { .. } = verdict {
            self.decisions.holds(line.entry.id);
        }
        let Some(device) = view.device else {
            let calls = kind == Kind::Registration && seats::calls(&view);
            for (field, value) in view.after.iter() {
                match self.said.get_mut(&(view.record, field)) {
                    // Who is called has what they asked for, by their own word.
                    Some(said) if calls && field == registration::STATUS => said.value = value.clone(),
                    _ => self.say(view.record, field, self.own(entry, value)),
                }
            }
            self.kinds.insert(view.record, kind);
            return self.count(&view, kind, false);
        };
        let seen = || format!("line {} of {kind:?} {}: {verdict:?}", entry.seq, view.record);
        let by_decision = follows_from.is_some();
        Claim::Rights.holds(self.rightly(&view, kind, (device, by_decision), verdict), seen)?;
        if !verdict.settles() {
            return Ok(());
        }
        let recorded = deeds.get(&line.entry.id).map(|deed| Deed::of(&deed.change));
        let Some(deed) = follows_from.map(|deed| deed.setting(&view)).or(recorded) else {
            return Err(Claim::Once.broken(format!("{}, which nobody recorded", seen())));
        };
        if kind == Kind::ReviewItem {
            return self.decides(entry, &view, &deed);
        }
        let at = view.corrected.unwrap_or_default();
        let (mut conflicts, mut stands) = (Vec::new(), true);
        // There is one text, which is the first: who undertook it says nothing new by its number.
        let undertook = kind == Kind::Member && self.said.contains_key(&(view.record, member::UNDERTOOK));
        let again = |field: FieldNo| undertook && field == member::UNDERTAKING;
        for (field, value) in deed
            .set
            .iter()
            .filter(|(field, _)| !follows(kind, *field) && !again(*field))
        {
            let mine = Said {
                seq: entry.seq,
                at,
                device,
                counter: deed.counter,
                value: came_to_stand(kind, field, &view).unwrap_or(value).clone(),
            };
            let Some(before) = self.said.get(&(view.record, field)) else {
                self.say(view.record, field, mine);
                continue;
            };
            let wins = if kind == Kind::Member && field == member::UNDERTOOK {
                // What was undertaken stays as it was said first.
                false
            } else if before.device == device {
                before.counter <= mine.counter
            } else if before.seq <= deed.base {
                true
            } else {
                let later = (at, device) > (before.at, before.device);
                let both_ask = kind == Kind::Registration && self.both_ask(view.record, field, value);
                if before.value != *value && !both_ask {
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
        if kind == Kind::Registration {
            for field in COUNTED {
                if let Some(value) = view.after.get(field) {
                    self.say(view.record, field, self.own(entry, value));
                }
            }
        }
        self.kinds.insert(view.record, kind);
        let promised = deed.set.get(registration::STATUS).filter(|_| !by_decision);
        let promised = promised.is_some_and(|said| RegistrationStatus::read(Some(said)).takes_seat());
        let was_out = kind == Kind::Registration && self.seats.is_out(view.record);
        let role: Role = self.value(view.member.unwrap_or_default(), member::ROLE);
        self.count(&view, kind, matches!(role, Role::Head | Role::Coordinator))?;
        if promised && was_out && self.seats.waits(view.record) {
            let item = Id::of_review(line.entry.id, Some(registration::STATUS));
            self.open.insert(item, entry.seq);
        }
        if kind == Kind::Attendance {
            self.marks
                .entry(view.record)
                .or_default()
                .push(mark_of(&deed.set));
        }
        Claim::Verdict.holds(right, || {
            format!("{}; conflicts {conflicts:?}, stands {stands}", seen())
        })
    }

    /// Where a registration came to stand, or how many seats an activity has, once a line is read.
    fn count(&mut self, view: &LogEntry, kind: Kind, by_lead: bool) -> Holds {
        match kind {
            Kind::Activity => {
                let capacity = self.value(view.record, activity::CAPACITY);
                self.seats.offers(view.record, capacity);
                Ok(())
            }
            Kind::Registration => {
                let here = self.value(view.record, registration::ACTIVITY);
                let status: RegistrationStatus = self.value(view.record, registration::STATUS);
                let why = self.value::<Option<i64>>(view.record, registration::WHY);
                let turn = Turn(
                    self.value::<Option<i64>>(view.record, registration::ASKED),
                    self.value::<Option<i64>>(view.record, registration::TURN),
                    view.record,
                );
                let person = self.value(view.record, registration::BENEFICIARY);
                self.seats.moves((here, person), turn, status, why, by_lead)
            }
            Kind::Pair => {
                self.seats.join(self.joined());
                Ok(())
            }
            _ => Ok(()),
        }
    }

    /// People whom heads said to be one, each lot of them.
    fn joined(&self) -> Vec<BTreeSet<Id>> {
        let pairs = self
            .kinds
            .iter()
            .filter(|(_, kind)| **kind == Kind::Pair)
            .map(|(id, _)| *id);
        let same = pairs.filter(|id| self.value::<Sameness>(*id, pair::SAID) == Sameness::Same);
        let mut lots: Vec<BTreeSet<Id>> = Vec::new();
        for id in same {
            let both = [self.value(id, pair::ONE), self.value(id, pair::OTHER)];
            let (mut with, without): (Vec<_>, Vec<_>) = lots
                .into_iter()
                .partition(|lot| both.iter().any(|person| lot.contains(person)));
            with.push(both.into());
            lots = without;
            lots.push(with.into_iter().flatten().collect());
        }
        lots
    }

    /// Whether what stands and what is said both ask for a place that was counted.
    fn both_ask(&self, record: Id, field: FieldNo, value: &Value) -> bool {
        let asks = |value: &Value| RegistrationStatus::read(Some(value)).class() != StatusClass::Negative;
        let stands = self.said.get(&(record, field)).map(|said| &said.value);
        let counted = self.value::<Option<i64>>(record, registration::ASKED).is_some();
        field == registration::STATUS && counted && asks(value) && stands.is_some_and(asks)
    }

    pub(crate) fn own(&self, entry: &Entry, value: &Value) -> Said {
        Said {
            seq: entry.seq,
            at: LogEntry::of(&entry.line.entry).corrected.unwrap_or_default(),
            device: Id::MIN,
            counter: 0,
            value: value.clone(),
        }
    }

    pub(crate) fn say(&mut self, record: Id, field: FieldNo, said: Said) {
        self.said.insert((record, field), said);
    }

    pub(crate) fn value<T: FieldValue>(&self, record: Id, field: FieldNo) -> T {
        T::read(self.said.get(&(record, field)).map(|said| &said.value))
    }

    /// Whether a verdict respects the rights that stand as its line is written.
    fn rightly(
        &self,
        view: &LogEntry,
        kind: Kind,
        (from, by_decision): (Id, bool),
        verdict: &Verdict,
    ) -> bool {
        let who = view.member.unwrap_or_default();
        if kind == Kind::ReviewItem {
            return !verdict.settles() || self.settles(view.record, who, from);
        }
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
            Kind::Member if view.after.get(member::UNDERTOOK).is_some() => return view.record == who,
            Kind::VolunteerHours => {
                let whose = view.after.get(volunteer_hours::MEMBER);
                let whose = whose.map_or_else(
                    || self.value(view.record, volunteer_hours::MEMBER),
                    |value| Id::read(Some(value)),
                );
                return everywhere || (role == Role::Volunteer && whose == who);
            }
            Kind::Delivery => return self.hands_over(view, (who, by_decision), role),
            Kind::Member | Kind::Device | Kind::Pair | Kind::Project | Kind::Task => {
                return role == Role::Head;
            }
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
        (open || by_decision) && (everywhere || (role == Role::Volunteer && there))
    }

    /// Whether somebody may hand over where they do: in an activity that is theirs, at a session that was not called off.
    fn hands_over(&self, view: &LogEntry, (who, by_decision): (Id, bool), role: Role) -> bool {
        let id = |field| {
            let said = view.after.get(field);
            said.map_or_else(
                || self.value::<Option<Id>>(view.record, field),
                |value| FieldValue::read(Some(value)),
            )
        };
        let assigned: Vec<Id> = self.value(who, member::ACTIVITIES);
        let there = id(delivery::ACTIVITY).is_some_and(|activity| assigned.contains(&activity));
        let open = id(delivery::SESSION).is_none_or(|session| {
            self.value::<SessionStatus>(session, session::STATUS) != SessionStatus::Cancelled
        });
        let everywhere = matches!(role, Role::Coordinator | Role::Head);
        (open || by_decision) && (everywhere || (role == Role::Volunteer && there))
    }

    /// Checks that every record says what it must.
    pub(crate) fn check(&self, records: &BTreeMap<Id, Record>, deeds: &Deeds) -> Holds {
        self.seats.check()?;
        self.decisions.check(records, deeds)?;
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
