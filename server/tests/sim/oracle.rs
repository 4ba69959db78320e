//! Who knows what was recorded and when it truly happened, and compares.

use std::collections::{BTreeMap, BTreeSet};

use domain::change::Change;
use domain::id::Id;
use domain::kind::Kind;
use domain::log::{GENESIS, Hash};
use domain::record::{
    LogEntry, Member, Record, Role, View, attendance, consent, delivery, device, group, headcount, log_entry,
    member, registration, schedule, session, volunteer_hours,
};
use domain::referee::RESTORED_MS;
use domain::replica::State;
use domain::slice::Slice;
use domain::time::Millis;
use domain::value::{FieldValue, Value};
use domain::verdict::{Answer, Reason, Verdict};
use domain::wire::{LOG_DAYS_MS, LOG_LINES, LOG_MOST, SyncResponse};
use sha2::{Digest, Sha256};

use crate::claim::{Claim, Holds};
use crate::office::{Entry, Office, Records};
use crate::persons;
use crate::phone::Phone;
use crate::seats;
use crate::truth::{MARK, Truth};

/// One recorded change: on which phone, when truly, by a clock how far ahead.
pub(crate) struct Deed {
    pub(crate) phone: usize,
    pub(crate) change: Change,
    pub(crate) at: Millis,
    pub(crate) ahead_ms: i64,
}

pub(crate) type Deeds = BTreeMap<Id, Deed>;

/// How a change came to the server the first time.
pub(crate) struct Arrival {
    pub(crate) sent: Millis,
    pub(crate) received: Millis,
    pub(crate) ahead_ms: i64,
}

/// What was recorded, and what was seen of the server.
#[derive(Default)]
pub(crate) struct Oracle {
    pub(crate) deeds: Deeds,
    pub(crate) arrivals: BTreeMap<Id, Arrival>,
    heads: BTreeMap<u64, Hash>,
    /// How often the server's database was restored from a copy.
    pub(crate) restored: usize,
    /// When that was last.
    restored_at: Option<Millis>,
}

impl Oracle {
    /// A change came to the server, perhaps not for the first time.
    pub(crate) fn arrived(&mut self, change: &Change, arrival: Arrival) -> Holds {
        if self.arrivals.contains_key(&change.id) {
            return Ok(());
        }
        if let Some(deed) = self.deeds.get_mut(&change.id) {
            // Of a version that a restored database does not have any more, a phone says that it did not see it.
            let told = Change {
                base: change.base,
                ..deed.change.clone()
            };
            let same = told == *change && (change.base == deed.change.base || self.restored > 0);
            Claim::Once.holds(same, || format!("{change:?} was recorded as {:?}", deed.change))?;
            deed.change.base = change.base;
        }
        self.arrivals.insert(change.id, arrival);
        Ok(())
    }

    /// The server's database is an older one from here: what came after it came for nothing.
    pub(crate) async fn forget(&mut self, office: &mut Office, at: Millis) {
        self.restored += 1;
        self.restored_at = Some(at);
        let log = office.log().await;
        let last = log.last().map_or(0, |entry| entry.seq);
        self.heads.retain(|seq, _| *seq <= last);
        let known: BTreeSet<Id> = log.iter().map(|entry| entry.line.entry.id).collect();
        self.arrivals.retain(|id, _| known.contains(id));
    }

    /// Everything recorded on a phone is in its outbox or among its receipts.
    pub(crate) fn check_kept(&self, number: usize, phone: &Phone) -> Holds {
        let waiting = phone.replica.outbox().map(|item| item.change.id);
        let kept: BTreeSet<Id> = waiting.chain(phone.disk.settled()).collect();
        let mut mine = self.deeds.iter().filter(|(_, deed)| deed.phone == number);
        let lost = mine.find(|(id, _)| !kept.contains(id));
        Claim::Kept.holds(lost.is_none(), || {
            let change = lost.map(|(_, deed)| &deed.change);
            format!("phone {number} lost {change:?}")
        })
    }

    /// What waits on a phone is what it shows.
    pub(crate) fn check_shown(&self, number: usize, phone: &Phone) -> Holds {
        let mut last = BTreeMap::new();
        for item in phone.replica.outbox().filter(|item| item.state.is_laid()) {
            // A mark stands whole: what it does not say again of the one before is gone.
            if item.change.kind == Kind::Attendance && item.change.set.get(attendance::STATUS).is_some() {
                last.retain(|(record, field), _| *record != item.change.record || !MARK.contains(field));
            }
            for (field, value) in item.change.set.iter() {
                last.insert((item.change.record, field), value);
            }
        }
        for ((record, field), value) in last {
            let shown = phone
                .replica
                .get(record)
                .and_then(|record| record.fields.get(field));
            let null = Value::Null;
            Claim::Shown.holds(shown.unwrap_or(&null) == value, || {
                format!("phone {number} shows {shown:?} for {value:?} of {record} field {field}")
            })?;
        }
        Ok(())
    }

    /// An answer hands out only what the member may see now, and takes the rest back.
    pub(crate) async fn check_answer(
        &mut self,
        office: &mut Office,
        phone: &Phone,
        session: &server::store::Session,
        held: &[Slice],
        response: &SyncResponse,
    ) -> Holds {
        if let Some(head) = &response.head {
            let known = self.heads.entry(head.seq).or_insert(head.hash);
            Claim::Chain.holds(*known == head.hash, || format!("two heads for line {}", head.seq))?;
        }
        let records = office.records().await;
        let may = entitled(&records, phone.member, session.device);
        for part in &response.slices {
            Claim::Rights.holds(part.dropped != may.contains(&part.slice), || {
                format!("{:?} dropped {}, entitled {may:?}", part.slice, part.dropped)
            })?;
            if !part.dropped && part.slice != Slice::Log {
                let belongs = belonging(part.slice, &records);
                let stray = |record: &&Record| !belongs.contains(&record.id) && record.kind != Kind::Pair;
                let stray = part.records.iter().find(stray);
                Claim::Rights.holds(stray.is_none(), || {
                    format!("{:?} hands out {stray:?}", part.slice)
                })?;
            }
        }
        let dropped: Vec<Slice> = response
            .slices
            .iter()
            .filter(|part| part.dropped)
            .map(|part| part.slice)
            .collect();
        let left = held
            .iter()
            .find(|slice| !may.contains(slice) && !dropped.contains(slice));
        Claim::Rights.holds(left.is_none(), || format!("{left:?} is not taken back"))
    }

    /// What an answer settled is still shown, unless the server's record says something else by now, or the
    /// phone may hold it no longer.
    pub(crate) fn check_unblinking(
        &self,
        records: &Records,
        number: usize,
        phone: &Phone,
        answer: &SyncResponse,
    ) -> Holds {
        let may = entitled(records, phone.member, phone.device);
        for given in answer
            .verdicts
            .iter()
            .filter(|given| given.verdict == Verdict::Accepted)
        {
            let Some(change) = self.deeds.get(&given.change).map(|deed| &deed.change) else {
                continue;
            };
            let (id, theirs) = (change.record, records.get(&change.record));
            let newer = phone
                .replica
                .server_record(id)
                .is_some_and(|record| record.version >= given.seq);
            let held = phone
                .replica
                .cursors()
                .any(|(slice, _)| may.contains(&slice) && belonging(slice, records).contains(&id));
            // Whom nothing brings into an activity yet is in no volunteer's slice, nor is what is said of them.
            let person = matches!(change.kind, Kind::Beneficiary | Kind::Consent | Kind::Pair);
            if newer || !held || person || phone.replica.is_pending(id) {
                continue;
            }
            let shown = phone.replica.get(id);
            let gone = change.set.iter().find(|(field, value)| {
                let says = |record: &Record| record.fields.get(*field).unwrap_or(&Value::Null) == *value;
                theirs.is_some_and(says) && !shown.is_some_and(says)
            });
            Claim::Shown.holds(gone.is_none(), || {
                format!("phone {number} showed {gone:?} of {id} and shows {shown:?}")
            })?;
        }
        Ok(())
    }

    /// A phone has everything of its slices up to where it says it has come; or all there is.
    pub(crate) async fn check_upto(
        &self,
        office: &mut Office,
        number: usize,
        phone: &Phone,
        all: bool,
    ) -> Holds {
        if phone.replica.meta().epoch != Some(office.store.epoch) {
            return Ok(());
        }
        let records = office.records().await;
        for (slice, upto) in phone.replica.cursors().filter(|(slice, _)| *slice != Slice::Log) {
            let held: BTreeSet<Id> = phone.replica.slice_ids(slice).collect();
            // A person comes into an activity by another record: when, that person's own does not say.
            let dated = |id: &&Id| {
                let dated = !matches!(records[id].kind, Kind::Beneficiary | Kind::Consent | Kind::Pair);
                slice == Slice::Register || dated
            };
            for id in belonging(slice, &records).iter().filter(dated) {
                let record = &records[id];
                let here = phone.replica.server_record(*id);
                let fits = (record.version > upto && !all) || (held.contains(id) && here == Some(record));
                Claim::UpTo.holds(fits, || {
                    format!("phone {number} is at {upto} of {slice:?} and has {here:?} of {record:?}")
                })?;
            }
        }
        Ok(())
    }

    /// All is quiet: checks everything.
    pub(crate) async fn check_rest(&self, office: &mut Office, phones: &[Phone]) -> Holds {
        let (records, log, head) = (office.read_anew().await, office.log().await, office.head().await);
        self.check_chain(&log, head)?;
        let mut truth = Truth::default();
        let decisions = self
            .deeds
            .values()
            .filter(|deed| deed.change.kind == Kind::ReviewItem);
        let effects: BTreeMap<Id, Id> = decisions
            .map(|deed| (Id::of_effect(deed.change.id), deed.change.id))
            .collect();
        for entry in &log {
            truth.read(entry, &self.deeds)?;
            self.check_time(entry, effects.get(&entry.line.entry.id))?;
            self.check_patience(entry)?;
        }
        truth.check(&records, &self.deeds)?;
        let leads = |record: &Record| {
            record.read::<Role>(member::ROLE) == Role::Head && !record.read::<bool>(member::CLOSED)
        };
        let mut team = records.values().filter(|record| record.kind == Kind::Member);
        Claim::Rights.holds(team.any(leads), || "nobody leads the team any more".into())?;
        let answers: BTreeMap<Id, &Answer> = log
            .iter()
            .map(|entry| (entry.line.entry.id, &entry.line.answer))
            .collect();
        for (number, phone) in phones.iter().enumerate() {
            self.check_kept(number, phone)?;
            self.check_answers(number, phone, &answers, &truth)?;
            check_equal(number, phone, &records, &log)?;
            persons::check(number, phone, &records)?;
            Claim::Durable.holds(phone.disk_agrees(), || {
                format!("phone {number}'s disk tells another story")
            })?;
        }
        Ok(())
    }

    fn check_chain(&self, log: &[Entry], (seq, log_seq, log_hash): (u64, u64, Hash)) -> Holds {
        let (mut hash, mut last, mut witnessed) = (GENESIS, 0, 0);
        for entry in log {
            let mut hasher = Sha256::new();
            hasher.update(hash);
            hasher.update(&entry.bytes);
            hash = hasher.finalize().into();
            let numbered = entry.seq > last
                && entry.line.entry.version == entry.seq
                && entry.line.answer.seq == entry.seq
                && entry.line.answer.change == entry.line.entry.id;
            Claim::Chain.holds(numbered && hash == entry.hash, || {
                format!("line {} does not follow", entry.seq)
            })?;
            last = entry.seq;
            if let Some(seen) = self.heads.get(&entry.seq) {
                Claim::Chain.holds(*seen == hash, || format!("line {} was another once", entry.seq))?;
                witnessed += 1;
            }
        }
        Claim::Chain.holds(witnessed == self.heads.len(), || {
            "a witnessed line is gone".into()
        })?;
        Claim::Chain.holds((last, hash) == (log_seq, log_hash) && last <= seq, || {
            "the head is not the last line".into()
        })
    }

    /// For a time after a restore nothing is refused for what another phone may yet bring.
    fn check_patience(&self, entry: &Entry) -> Holds {
        let Some(restored) = self.restored_at else {
            return Ok(());
        };
        let since = entry.line.answer.received.since(restored);
        let lacking = matches!(
            entry.line.answer.verdict.reason(),
            Some(Reason::UnknownReference | Reason::NotAllowed | Reason::LastHead)
        );
        Claim::Arrives.holds(!lacking || !(1..RESTORED_MS).contains(&since), || {
            format!(
                "line {} is refused {since} ms after a restore: {:?}",
                entry.seq, entry.line.answer
            )
        })
    }

    /// A line tells when its change was recorded, or the decision that it follows from.
    fn check_time(&self, entry: &Entry, decision: Option<&Id>) -> Holds {
        let view = LogEntry::of(&entry.line.entry);
        let Some(device) = view.device else { return Ok(()) };
        let came = decision.unwrap_or(&entry.line.entry.id);
        let (Some(deed), Some(arrival)) = (self.deeds.get(came), self.arrivals.get(came)) else {
            return Err(Claim::Once.broken(format!("line {} came from nowhere", entry.seq)));
        };
        let transit = arrival.received.since(arrival.sent);
        let error = deed.ahead_ms - arrival.ahead_ms;
        let corrected = deed.at.plus(transit).plus(error).min(arrival.received);
        let told = view.corrected == Some(corrected)
            && view.received == Some(arrival.received)
            && entry.line.answer.received == arrival.received
            && view.claimed == Some(deed.change.clock.now)
            && view.offset_min == deed.change.clock.offset_min;
        Claim::Time.holds(told, || {
            format!(
                "line {} by {device}: {:?}, {:?}; truly {corrected:?}",
                entry.seq, view.claimed, view.corrected
            )
        })?;
        if decision.is_some() {
            return Ok(());
        }
        let mut recorded = deed.change.set.clone();
        if deed.change.kind == Kind::Member && recorded.get(member::UNDERTOOK).is_some() {
            // When somebody undertook is the server's to say.
            recorded.set(member::UNDERTOOK, Some(corrected).write());
        }
        let whole = seats::without_count(deed.change.kind, &view.after)
            == seats::without_count(deed.change.kind, &recorded)
            && view.record == deed.change.record;
        Claim::Once.holds(whole, || format!("line {} is not what was recorded", entry.seq))
    }

    /// Each change of a phone has the log's answer, and stands where that answer puts it.
    fn check_answers(
        &self,
        number: usize,
        phone: &Phone,
        answers: &BTreeMap<Id, &Answer>,
        truth: &Truth,
    ) -> Holds {
        let kept: BTreeMap<Id, (State, bool)> = phone
            .disk
            .receipts()
            .map(|item| (item.change.id, (item.state, true)))
            .chain(
                phone
                    .replica
                    .outbox()
                    .map(|item| (item.change.id, (item.state.clone(), false))),
            )
            .collect();
        let mine = self.deeds.values().filter(|deed| deed.phone == number);
        for change in mine.map(|deed| &deed.change) {
            let given = answers.get(&change.id);
            // Whoever the server signed out before a restore cannot bring what it lacks.
            if phone.disk.wiped.contains(&change.id) && (self.restored > 0 || given.is_some()) {
                continue;
            }
            if phone.disk.left.contains(&change.id) {
                Claim::Arrives.holds(given.is_some(), || {
                    format!("phone {number} let go of {change:?}, which is in no backup")
                })?;
                continue;
            }
            let (state, settled) = &kept[&change.id];
            // Of an account that was closed while the phone was signed out, nothing is sent any more.
            let out = phone.replica.me().is_none();
            if out && (*state == State::Pending || self.restored > 0) {
                continue;
            }
            // What was refused stays with whoever must see to it, though a restored database never heard of it.
            if self.restored > 0 && state.is_refused() && !answers.contains_key(&change.id) {
                continue;
            }
            let Some(given) = given else {
                return Err(
                    Claim::Arrives.broken(format!("phone {number}'s {change:?} is not on the server"))
                );
            };
            let mut words = truth.words(given, out);
            // What was declined stays declined, though a restored database does not know that any more.
            if self.restored > 0 && is_declined(state) && matches!(given.verdict, Verdict::Held { .. }) {
                continue;
            }
            let placed = words.any(|word| {
                (out || *settled == word.verdict.settles()) && *state == State::Answered(word.clone())
            });
            Claim::Arrives.holds(placed, || {
                format!("phone {number} has {state:?}, settled {settled}, for {given:?}")
            })?;
        }
        Ok(())
    }
}

/// Whether a head declined it.
fn is_declined(state: &State) -> bool {
    let State::Answered(answer) = state else {
        return false;
    };
    answer.verdict.reason() == Some(Reason::Declined)
}

/// What a phone holds is what its member may hold, and nothing else.
fn check_equal(number: usize, phone: &Phone, records: &BTreeMap<Id, Record>, log: &[Entry]) -> Holds {
    let signed_in = phone.replica.me().is_some();
    let may = match signed_in {
        true => entitled(records, phone.member, phone.device),
        false => BTreeSet::new(),
    };
    let held: BTreeSet<Slice> = phone.replica.cursors().map(|(slice, _)| slice).collect();
    Claim::Equal.holds(held == may, || {
        format!("phone {number} holds {held:?}, entitled to {may:?}")
    })?;
    let mut all = BTreeSet::new();
    for slice in may {
        let mine: BTreeSet<Id> = phone.replica.slice_ids(slice).collect();
        if slice == Slice::Log {
            check_log(number, phone, &mine, log)?;
        } else {
            let theirs = belonging(slice, records);
            // What was said of two people stays where it was told once, though it tells nothing there any more.
            let is_pair = |id: &&Id| records.get(id).is_some_and(|record| record.kind == Kind::Pair);
            let lacking: Vec<&Id> = theirs.difference(&mine).collect();
            let stray = mine.difference(&theirs).filter(|id| !is_pair(id));
            let stray: Vec<&Id> = stray.collect();
            Claim::Equal.holds(lacking.is_empty() && stray.is_empty(), || {
                format!(
                    "phone {number}, {slice:?}: lacks {lacking:?}, and holds {stray:?} that are not of it"
                )
            })?;
            let differ = theirs
                .union(&mine)
                .find(|id| phone.replica.get(**id) != records.get(id));
            Claim::Equal.holds(differ.is_none(), || {
                let (mine, theirs) = (
                    differ.and_then(|id| phone.replica.get(*id)),
                    differ.map(|id| &records[id]),
                );
                format!("phone {number}, {slice:?}: shows {mine:?}, the server has {theirs:?}")
            })?;
        }
        all.extend(mine);
    }
    let mut shown = Kind::ALL.iter().flat_map(|kind| phone.replica.all(*kind));
    // What was not settled stays on a phone that is signed out.
    let own = |id| !signed_in && phone.replica.is_pending(id);
    let stray = shown.find(|record| !all.contains(&record.id) && !own(record.id));
    Claim::Equal.holds(stray.is_none(), || {
        format!("phone {number} still shows {stray:?}")
    })
}

/// Of the log a phone has the newest part, whole.
fn check_log(number: usize, phone: &Phone, mine: &BTreeSet<Id>, log: &[Entry]) -> Holds {
    let received = |entry: &&Entry| entry.line.entry.read::<Option<Millis>>(log_entry::RECEIVED);
    let since = log
        .last()
        .and_then(|last| received(&last))
        .map(|newest| newest.plus(-LOG_DAYS_MS));
    // One of an earlier version holds the newest lines alone.
    let of_days = log
        .iter()
        .rev()
        .take_while(|entry| !phone.old && received(entry) >= since);
    let least = of_days.count().clamp(LOG_LINES.min(log.len()), LOG_MOST);
    Claim::Equal.holds(mine.len() >= least, || {
        format!("phone {number} has {} lines of {}", mine.len(), log.len())
    })?;
    let newest = &log[log.len().saturating_sub(mine.len())..];
    let differ = newest
        .iter()
        .find(|entry| phone.replica.get(entry.line.entry.id) != Some(&entry.line.entry));
    Claim::Equal.holds(differ.is_none(), || {
        format!("phone {number} misses line {:?}", differ.map(|entry| entry.seq))
    })
}

/// The slices a member may hold on a phone.
fn entitled(records: &BTreeMap<Id, Record>, member: Id, from: Id) -> BTreeSet<Slice> {
    let view = Member::of(&records[&member]);
    let revoked = records
        .get(&from)
        .is_none_or(|device| device.read(device::REVOKED));
    if view.closed || revoked {
        return BTreeSet::new();
    }
    match view.role {
        Role::Head | Role::Coordinator => [Slice::Association, Slice::Register, Slice::Log].into(),
        _ => {
            let assigned = view.activities.into_iter().map(Slice::Activity);
            let always = [Slice::Association, Slice::Own(member)];
            always.into_iter().chain(assigned).collect()
        }
    }
}

/// The records that belong to a slice.
fn belonging(slice: Slice, records: &BTreeMap<Id, Record>) -> BTreeSet<Id> {
    let team = |kind| matches!(kind, Kind::Association | Kind::Member);
    let all = records.values();
    let activity = match slice {
        Slice::Association => {
            return all
                .filter(|record| team(record.kind))
                .map(|record| record.id)
                .collect();
        }
        Slice::Register => {
            return all
                .filter(|record| !team(record.kind))
                .map(|record| record.id)
                .collect();
        }
        Slice::Log => return BTreeSet::new(),
        Slice::Own(member) => {
            let hours = all.filter(|record| record.kind == Kind::VolunteerHours);
            let own = hours.filter(|record| record.read::<Id>(volunteer_hours::MEMBER) == member);
            return own.map(|record| record.id).collect();
        }
        Slice::Activity(activity) => activity,
    };
    let of = |record: &Record| -> Option<Id> {
        let by_session = |id: Id| records.get(&id)?.read::<Option<Id>>(session::ACTIVITY);
        match record.kind {
            Kind::Activity => Some(record.id),
            Kind::Group => record.read(group::ACTIVITY),
            Kind::Schedule => record.read(schedule::ACTIVITY),
            Kind::Session => record.read(session::ACTIVITY),
            Kind::Registration => record.read(registration::ACTIVITY),
            Kind::Attendance => by_session(record.read(attendance::SESSION)),
            Kind::HeadCount => by_session(record.read(headcount::SESSION)),
            Kind::Delivery => record.read(delivery::ACTIVITY),
            _ => None,
        }
    };
    let mut ids: BTreeSet<Id> = BTreeSet::new();
    for record in all.filter(|record| of(record) == Some(activity)) {
        ids.insert(record.id);
        match record.kind {
            Kind::Registration => ids.insert(record.read(registration::BENEFICIARY)),
            Kind::Attendance => ids.insert(record.read(attendance::BENEFICIARY)),
            Kind::Delivery => {
                let to: Option<Id> = record.read(delivery::BENEFICIARY);
                to.is_some_and(|person| ids.insert(person))
            }
            _ => false,
        };
    }
    let consents = records.values().filter(|record| record.kind == Kind::Consent);
    let about: Vec<Id> = consents
        .filter(|record| ids.contains(&record.read::<Id>(consent::BENEFICIARY)))
        .map(|record| record.id)
        .collect();
    ids.extend(about);
    ids.extend(persons::telling(records, &ids));
    ids
}
