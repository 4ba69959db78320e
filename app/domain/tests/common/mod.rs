//! An association's server in memory, and phones, made of the real Referee and the real Replica.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use domain::access::Asker;
use domain::change::{Change, Edit};
use domain::id::Id;
use domain::kind::Kind;
use domain::log::{GENESIS, Hash, Line, link};
use domain::record::*;
use domain::referee::{Kept, Receipt, Register, Ruling, decide, may_be_lacking, rights_changed};
use domain::replica::{Batch, Me, Op, Outgoing, Replica, State};
use domain::review::last_word;
use domain::same::{chain, joined};
use domain::seats::{Counted, Seating, Terms, Traits, affected, promotion};
use domain::slice::{Ledger, Slice, brings, slices_of};
use domain::time::{Clock, Millis};
use domain::value::FieldValue;
use domain::verdict::{Answer, Verdict};
use domain::wire::{LOG_DAYS_MS, LOG_MOST, LogHead, PROTOCOL, SlicePart, SyncRequest, SyncResponse};

fn altered(ruling: &Ruling) -> Option<Id> {
    ruling.kept.as_ref().map(|kept| kept.record.id)
}

pub(crate) fn id(n: u8) -> Id {
    Id::v7(Millis(1_000), [n; 10])
}

#[derive(Clone, Default)]
pub(crate) struct Server {
    pub(crate) records: HashMap<Id, Kept>,
    pub(crate) feed: BTreeMap<(Slice, Id), u64>,
    pub(crate) log: Vec<Line>,
    pub(crate) answers: HashMap<Id, Answer>,
    pub(crate) devices: HashMap<Id, Id>,
    pub(crate) seq: u64,
    pub(crate) hash: Hash,
    pub(crate) page: usize,
    /// Restores so far: the lineage phones know it by.
    pub(crate) epoch: u8,
    /// Which past it shares with the lineages before, and up to where.
    pub(crate) past: BTreeMap<Id, u64>,
    /// Whether a phone may still bring what a restore took away.
    pub(crate) lacking: bool,
    /// The seats of its activities.
    pub(crate) counted: Counted,
    /// When it last heard of a phone.
    pub(crate) heard: Millis,
}

impl Ledger for Server {
    fn record(&self, id: Id) -> Option<&Record> {
        self.records.get(&id).map(|kept| &kept.record)
    }

    fn activities_of(&self, person: Id) -> Vec<Id> {
        self.feed
            .keys()
            .filter_map(|(slice, id)| match slice {
                Slice::Activity(activity) if *id == person => Some(*activity),
                _ => None,
            })
            .collect()
    }

    fn another_head(&self, than: Id) -> bool {
        let team = self.records.values().map(|kept| &kept.record);
        team.filter(|record| record.kind == Kind::Member && record.id != than)
            .any(|member| Asker::of(member).manages_team())
    }

    fn seating(&self, activity: Id) -> Option<&Seating> {
        self.counted.get(activity)
    }
}

impl Register for Server {
    fn kept(&self, id: Id) -> Option<&Kept> {
        self.records.get(&id)
    }
}

impl Server {
    pub(crate) fn new(page: usize) -> Self {
        Server {
            hash: GENESIS,
            page,
            ..Server::default()
        }
    }

    pub(crate) fn put<V: View>(&mut self, id: Id, view: V) {
        self.seq += 1;
        let record = Record {
            kind: V::KIND,
            id,
            version: self.seq,
            fields: view.fields(),
        };
        self.keep(Kept {
            record,
            stamps: Vec::new(),
        });
    }

    fn keep(&mut self, kept: Kept) {
        let (id, seq) = (kept.record.id, kept.record.version);
        self.records.insert(id, kept);
        let record = self.records[&id].record.clone();
        if record.kind == Kind::Activity && self.counted.get(id).is_none() {
            self.counted.open(id, Terms::of(&record));
        }
        let people = &self.records;
        self.counted
            .put(&record, |person| Some(Traits::of(&people.get(&person)?.record)));
        for slice in slices_of(&record, self) {
            self.feed.insert((slice, id), seq);
        }
        if let Some((person, activity)) = brings(&record, self) {
            self.feed
                .entry((Slice::Activity(activity), person))
                .or_insert(seq);
            self.tell_of(person, activity, seq);
        }
        if record.kind == Kind::Pair {
            for person in joined(|id| self.pairs_of(id), record.read(pair::ONE)) {
                for activity in self.activities_of(person) {
                    self.tell_of(person, activity, seq);
                }
            }
        }
    }

    fn pairs_of(&self, person: Id) -> Vec<Pair> {
        let pairs = self.records.values().map(|kept| &kept.record);
        let pairs = pairs.filter(|record| record.kind == Kind::Pair).map(Pair::of);
        pairs
            .filter(|pair| [pair.one, pair.other].contains(&person))
            .collect()
    }

    /// Whoever holds a person holds what tells who else that person is.
    fn tell_of(&mut self, person: Id, activity: Id, seq: u64) {
        for pair in chain(|id| self.pairs_of(id), person) {
            let told = self.feed.entry((Slice::Activity(activity), pair));
            told.or_insert(seq);
        }
    }

    pub(crate) fn lineage(&self) -> Id {
        id(200 + self.epoch)
    }

    /// Begins anew from a backup: a lineage no phone has heard of.
    pub(crate) fn restore(&mut self, backup: &Server) {
        let epoch = self.epoch + 1;
        *self = backup.clone();
        self.past.insert(backup.lineage(), backup.seq);
        self.epoch = epoch;
        self.lacking = true;
    }

    pub(crate) fn decide(&mut self, device: Id, skew_ms: i64, at: Millis, change: &Change) -> Option<Answer> {
        if let Some(answer) = self.answers.get(&change.id) {
            return Some(answer.clone());
        }
        let member = &self.records[&self.devices[&device]];
        let day = at.on_wall(0).0;
        let (asker, rights) = (Asker::on(&member.record, day), rights_changed(member, day));
        let receipt = Receipt {
            device,
            skew_ms,
            at,
            seq: self.seq + 1,
            carrier: None,
        };
        let decided = decide(self, &asker, rights, change, &receipt);
        let exists = self.records.contains_key(&change.record);
        if self.lacking && may_be_lacking(&decided.ruling.line.answer.verdict, exists) {
            return None;
        }
        let altered = [Some(change.record), decided.effect.as_ref().and_then(altered)];
        for ruling in [decided.ruling].into_iter().chain(decided.effect) {
            self.take(ruling);
        }
        for record in altered.into_iter().flatten() {
            self.promote(record, change, &receipt);
        }
        Some(self.answers[&change.id].clone())
    }

    fn take(&mut self, ruling: Ruling) {
        self.seq += 1;
        assert_eq!(ruling.line.answer.seq, self.seq);
        self.hash = link(&self.hash, &minicbor::to_vec(&ruling.line).unwrap());
        self.answers
            .insert(ruling.line.answer.change, ruling.line.answer.clone());
        for kept in ruling.opened.into_iter().chain(ruling.kept) {
            self.keep(kept);
        }
        self.log.push(ruling.line);
    }

    /// Gives away the places that a change of a record freed.
    fn promote(&mut self, record: Id, cause: &Change, receipt: &Receipt) {
        let places = self.record(record).map(|record| affected(record, self));
        for activity in places.unwrap_or_default() {
            while let Some(ruling) = promotion(self, activity, cause.id, &receipt.after(self.seq)) {
                self.take(ruling);
            }
        }
    }

    /// The last word on those of some held changes that a head has decided.
    fn decided(&self, device: Id, held: &[Id]) -> Vec<Answer> {
        let items = held.iter().map(|change| Id::of_review(*change, None));
        let items = items.filter_map(|id| self.record(id));
        let member = self.devices.get(&device);
        let own = items.filter(|item| {
            let sent_from: Option<Id> = item.read(review_item::WAITS_DEVICE);
            member.is_some() && sent_from.and_then(|sent_from| self.devices.get(&sent_from)) == member
        });
        own.filter_map(last_word).collect()
    }

    pub(crate) fn slice(&self, slice: Slice) -> Vec<Record> {
        if slice == Slice::Log {
            return self.log.iter().map(|line| line.entry.clone()).collect();
        }
        let in_slice = self.feed.keys().filter(|(held, _)| *held == slice);
        in_slice.map(|(_, id)| self.records[id].record.clone()).collect()
    }

    fn since(&self, slice: Slice, upto: u64) -> Vec<(u64, Record)> {
        if slice == Slice::Log {
            let newer = self.log.iter().filter(|line| line.entry.version > upto);
            return newer
                .map(|line| (line.entry.version, line.entry.clone()))
                .collect();
        }
        let mut newer: Vec<(u64, Record)> = self
            .feed
            .iter()
            .filter(|((held, _), seq)| *held == slice && **seq > upto)
            .map(|((_, id), seq)| (*seq, self.records[id].record.clone()))
            .collect();
        newer.sort_by_key(|(seq, _)| *seq);
        newer
    }

    /// The lines of the log next before one, of the days a phone holds, and one more; at most a page.
    fn older_log(&self, before: u64) -> Vec<(u64, Record)> {
        let older = self.log.iter().rev().filter(|line| line.entry.version < before);
        let within = within_days(&self.log);
        let page = older.take(self.page).scan(true, |goes_on, line| {
            let told = *goes_on;
            *goes_on = within(line);
            told.then(|| (line.entry.version, line.entry.clone()))
        });
        let mut page: Vec<_> = page.collect();
        page.reverse();
        page
    }

    fn asker(&self, device: Id) -> Asker {
        Asker::on(
            &self.records[&self.devices[&device]].record,
            self.heard.on_wall(0).0,
        )
    }

    pub(crate) fn entitled(&self, device: Id) -> BTreeSet<Slice> {
        self.asker(device).slices().into_iter().collect()
    }

    /// One sync: verdicts, then news in pages of `page` records a slice; of the log, the newest `page`.
    pub(crate) fn sync(&mut self, request: &SyncRequest, at: Millis) -> SyncResponse {
        self.heard = at;
        let skew = request.now.since(at);
        let past = request.epoch.filter(|epoch| *epoch != self.lineage());
        let changes = if past.is_some() { &[][..] } else { &request.changes };
        let verdicts = changes
            .iter()
            .filter_map(|c| self.decide(request.device, skew, at, c))
            .collect();
        let entitled = self.entitled(request.device);
        let mut slices: Vec<SlicePart> = request
            .cursors
            .iter()
            .filter(|cursor| !entitled.contains(&cursor.slice))
            .map(|cursor| SlicePart {
                dropped: true,
                ..SlicePart::empty(cursor.slice, 0)
            })
            .collect();
        let mut more = false;
        for slice in entitled {
            let cursor = request
                .cursors
                .iter()
                .find(|cursor| cursor.slice == slice && past.is_none())
                .map(|cursor| cursor.upto);
            let mut news = self.since(slice, cursor.unwrap_or(0));
            let mut upto = self.seq;
            let over = news.len().saturating_sub(self.page);
            let before = request.cursors.iter().find(|cursor| cursor.slice == slice);
            let before = before.and_then(|cursor| cursor.before);
            let follows = before.is_some() && cursor.is_some() && over <= 4 * self.page;
            let passed_over = slice == Slice::Log && over > 0 && !follows;
            if passed_over {
                news.drain(..over);
            } else if over > 0 {
                let edge = news[self.page - 1].0;
                news.retain(|(seq, _)| *seq <= edge);
                upto = edge;
                more = true;
            } else if let Some(before) = before.filter(|before| *before > 0 && cursor.is_some()) {
                news.splice(0..0, self.older_log(before));
            }
            if cursor.is_none() || !news.is_empty() {
                let records = news.into_iter().map(|(_, record)| record).collect();
                slices.push(SlicePart {
                    records,
                    fresh: cursor.is_none() || passed_over,
                    ..SlicePart::empty(slice, upto)
                });
            }
        }
        SyncResponse {
            protocol: PROTOCOL,
            epoch: self.lineage(),
            server_time: at,
            verdicts,
            slices,
            more,
            head: Some(LogHead {
                seq: self.seq,
                hash: self.hash,
            }),
            revoked: self.asker(request.device).closed,
            shared_upto: past.map(|epoch| self.past.get(&epoch).copied().unwrap_or_default()),
            backed_up_upto: 0,
            decided: self.decided(request.device, &request.held),
        }
    }
}

/// A phone: the replica in memory, and the batches its store made durable.
pub(crate) struct Phone {
    pub(crate) replica: Replica,
    pub(crate) disk: Vec<Batch>,
    pub(crate) device: Id,
    pub(crate) skew_ms: i64,
    pub(crate) planned: Vec<Change>,
}

impl Phone {
    pub(crate) fn new(device: Id, member: Id, skew_ms: i64) -> Self {
        let mut phone = Phone {
            replica: Replica::new(),
            disk: Vec::new(),
            device,
            skew_ms,
            planned: Vec::new(),
        };
        let batch = phone.replica.sign_in(Me {
            association: id(100),
            member,
            device,
        });
        phone.commit(batch);
        phone
    }

    pub(crate) fn clock(&self, now: Millis) -> Clock {
        Clock {
            now: now.plus(self.skew_ms),
            offset_min: 60,
        }
    }

    pub(crate) fn commit(&mut self, batch: Batch) {
        self.replica.apply(&batch);
        self.disk.push(batch);
    }

    pub(crate) fn record(&mut self, edits: &[Edit], now: Millis) -> bool {
        match self.replica.plan(edits, self.clock(now)) {
            Ok(plan) => {
                self.planned.extend(plan.changes.iter().cloned());
                self.commit(plan.batch);
                true
            }
            Err(_) => false,
        }
    }

    /// Forgets memory and reads the disk again.
    pub(crate) fn restart(&mut self) {
        let mut replica = Replica::new();
        self.disk.iter().for_each(|batch| {
            replica.apply(batch);
        });
        self.replica = replica;
    }

    /// What its store keeps as receipts.
    pub(crate) fn receipts(&self) -> Vec<Outgoing> {
        let mut kept = BTreeMap::new();
        for op in self.disk.iter().flat_map(|batch| &batch.0) {
            match op {
                Op::Settle(item) => kept.insert(item.change.counter, item.clone()),
                Op::Queue(item) => kept.remove(&item.change.counter),
                _ => None,
            };
        }
        kept.into_values().collect()
    }

    pub(crate) fn settled(&self) -> Vec<Id> {
        self.receipts().iter().map(|item| item.change.id).collect()
    }

    /// Takes in an answer as the app does.
    pub(crate) fn hear(&mut self, request: &SyncRequest, response: &SyncResponse, now: Millis) {
        let mut receipts = Vec::new();
        if let Some(above) = self.replica.lacks_above(response) {
            let newer =
                |item: &Outgoing| matches!(&item.state, State::Answered(answer) if answer.seq > above);
            receipts = self.receipts();
            receipts.retain(newer);
        }
        let batch = self.replica.sync_response(request, response, now, &receipts);
        self.commit(batch);
    }

    pub(crate) fn stuck(&self) -> Vec<(Id, Verdict)> {
        self.replica
            .outbox()
            .filter_map(|item| match &item.state {
                State::Answered(answer) => Some((item.change.id, answer.verdict.clone())),
                State::Pending => None,
            })
            .collect()
    }
}

pub(crate) const ASSOCIATION: u8 = 100;
pub(crate) const HEAD: u8 = 1;
pub(crate) const SALMA: u8 = 2;
pub(crate) const YOUSSEF: u8 = 3;
pub(crate) const LITERACY: u8 = 10;
pub(crate) const SPORT: u8 = 11;

/// A small association: a head, two volunteers, two activities, a session each, five people.
pub(crate) fn association(page: usize, now: Millis) -> Server {
    let mut server = Server::new(page);
    server.put(
        id(ASSOCIATION),
        Association {
            name_ar: "جمعية".into(),
            ..Association::default()
        },
    );
    let member = |name: &str, role, activities| Member {
        name: name.into(),
        role,
        activities,
        ..Member::default()
    };
    server.put(
        id(LITERACY),
        Activity {
            title: "Literacy".into(),
            sort: ActivityKind::Class,
            ..Activity::default()
        },
    );
    server.put(
        id(SPORT),
        Activity {
            title: "Sport".into(),
            sort: ActivityKind::Sport,
            ..Activity::default()
        },
    );
    server.put(id(HEAD), member("Amina", Role::Head, vec![]));
    server.put(id(SALMA), member("Salma", Role::Volunteer, vec![id(LITERACY)]));
    server.put(
        id(YOUSSEF),
        member("Youssef", Role::Volunteer, vec![id(LITERACY), id(SPORT)]),
    );
    for (device, member) in [(101, HEAD), (102, SALMA), (103, YOUSSEF)] {
        server.devices.insert(id(device), id(member));
    }
    for activity in [LITERACY, SPORT] {
        let group = Id::of_only_group(id(activity));
        server.put(
            group,
            Group {
                activity: id(activity),
                ..Group::default()
            },
        );
        let day = now.on_wall(60).0;
        server.put(
            session_of(activity, now),
            Session {
                activity: id(activity),
                group,
                day,
                slot: 600,
                minutes: 60,
                status: SessionStatus::Planned,
                ..Session::default()
            },
        );
    }
    for person in 0..5u8 {
        let given = format!("Person {person}");
        server.put(
            id(50 + person),
            Beneficiary {
                given_la: given,
                sex: Sex::Female,
                ..Beneficiary::default()
            },
        );
        let activity = if person < 4 { LITERACY } else { SPORT };
        server.put(
            Id::of_registration(id(activity), id(50 + person)),
            Registration {
                activity: id(activity),
                beneficiary: id(50 + person),
                status: RegistrationStatus::Confirmed,
                ..Registration::default()
            },
        );
    }
    server
}

pub(crate) fn session_of(activity: u8, now: Millis) -> Id {
    Id::of_session(Id::of_only_group(id(activity)), now.on_wall(60).0, 600)
}

pub(crate) fn mark(session: Id, person: Id, status: Mark, by: Id, at: Millis) -> Edit {
    Edit::create(
        Id::of_attendance(session, person),
        Attendance {
            session,
            beneficiary: person,
            status,
            arrived: Some(at),
            method: Method::Tap,
            by: Some(by),
            ..Attendance::default()
        },
    )
    .set(attendance::NOTE, Option::<i64>::None)
}

/// Whether a line was received in the days before the newest that a phone holds.
fn within_days(log: &[Line]) -> impl Fn(&Line) -> bool + use<> {
    let received = |line: &Line| line.entry.read::<Option<Millis>>(log_entry::RECEIVED);
    let since = log
        .last()
        .and_then(received)
        .map(|newest| newest.plus(-LOG_DAYS_MS));
    move |line| received(line) >= since
}

/// The two ends agree when every slice the member is entitled to reads the same on both.
pub(crate) fn assert_equal(server: &Server, phone: &Phone) {
    let entitled = server.entitled(phone.device);
    let held: BTreeSet<Slice> = phone.replica.cursors().map(|(slice, _)| slice).collect();
    assert_eq!(held, entitled, "slices held");
    for slice in entitled {
        let mut theirs = server.slice(slice);
        let mut mine: Vec<Record> = phone.replica.base_records(slice).cloned().collect();
        theirs.sort_by_key(|record| (record.version, record.id));
        mine.sort_by_key(|record| (record.version, record.id));
        if slice == Slice::Log {
            // The newest part, whole: older lines are asked for one by one, before the oldest held.
            let within = within_days(&server.log);
            let of_days = server.log.iter().filter(|line| within(line)).count();
            assert!(mine.len() >= of_days.min(LOG_MOST), "lines of the log held");
            theirs.drain(..theirs.len() - mine.len());
        }
        assert_eq!(mine, theirs, "slice {slice:?}");
        for record in theirs {
            assert_eq!(phone.replica.get(record.id), Some(&record), "as a person sees it");
        }
    }
}

pub(crate) fn status_of(record: &Record) -> Mark {
    Mark::read(record.fields.get(attendance::STATUS))
}

pub(crate) fn kinds(server: &Server, kind: Kind) -> usize {
    server
        .records
        .values()
        .filter(|kept| kept.record.kind == kind)
        .count()
}
