//! One simulation: phones, a network, a server, out of one seed.

use std::collections::BTreeSet;
use std::rc::Rc;

use domain::change::Edit;
use domain::id::Id;
use domain::kind::Kind;
use domain::record::{CancelReason, SessionStatus, beneficiary, member, session};
use domain::referee::RESTORED_MS;
use domain::slice::Slice;
use domain::time::Millis;
use domain::wire::{PUSH_CHANGES, SyncResponse};
use server::store::Session;

use crate::act;
use crate::bent::Bent;
use crate::chance::Chance;
use crate::claim::{Claim, Holds, Violation};
use crate::database::Kind as DatabaseKind;
use crate::net::{Asked, Fate, Net, Parcel, pack_request, pack_response, read_request, read_response};
use crate::office::Office;
use crate::oracle::{Arrival, Deed, Oracle};
use crate::phone::{Death, Phone};
use crate::town::{START, Town};

const MINUTE_MS: i64 = 60_000;
const DAY_MS: i64 = 86_400_000;
const YEAR_MS: i64 = 365 * DAY_MS;

/// A server, phones, what is under way between them, and what is known of it all.
pub(crate) struct World {
    chance: Chance,
    now: Millis,
    /// How long things happened.
    lived_ms: i64,
    office: Office,
    town: Town,
    phones: Vec<Phone>,
    /// The highest counter each phone gave out.
    counters: Vec<u64>,
    up: Net,
    down: Net,
    oracle: Oracle,
    /// What happened, where someone wants to read it.
    trace: Option<Vec<String>>,
}

macro_rules! say {
    ($world:expr, $($text:tt)*) => {
        if let Some(trace) = &mut $world.trace {
            trace.push(format!("{:>12} {}", $world.now.since(START), format_args!($($text)*)));
        }
    };
}

impl World {
    /// `crowd`: how many people the association knows beside the few that things happen to.
    pub(crate) async fn new(kind: DatabaseKind, seed: u64, crowd: usize, traced: bool) -> Self {
        let mut chance = Chance::of(seed);
        let office = Office::open(kind).await;
        let town = Town::found(&office.store, &mut chance, crowd, Bent::of(seed)).await;
        let mut world = World {
            chance,
            now: START,
            lived_ms: 0,
            office,
            town,
            phones: Vec::new(),
            counters: Vec::new(),
            up: Net::default(),
            down: Net::default(),
            oracle: Oracle::default(),
            trace: traced.then(Vec::new),
        };
        world.hand_out_phones().await;
        world
    }

    /// The server ends for good.
    pub(crate) async fn close(self) {
        self.office.close().await;
    }

    /// The first head's, and some of anybody's; a member may have two.
    async fn hand_out_phones(&mut self) {
        for number in 0..3 + self.chance.below(4) {
            // Where much is decided there are two who decide, and two coordinators.
            let of = if number == 0 || (number < 4 && self.town.bent == Bent::Decisions) {
                number
            } else {
                self.chance.below(self.town.members.len())
            };
            let mut phone = Phone::new(self.town.members[of]);
            // Lines of the log are passed over on one of an earlier version alone, and only where there are many.
            let crowded = number == 0 && self.town.crowd.len() > PUSH_CHANGES;
            phone.old = self.chance.one_in(if crowded { 2 } else { 5 });
            phone.json = self.chance.one_in(5);
            phone.ahead_ms = self.wrong();
            self.phones.push(phone);
            self.counters.push(0);
            self.sign_in(number).await;
        }
    }

    /// How far a phone's clock may be ahead.
    fn wrong(&mut self) -> i64 {
        match self.chance.below(4) {
            0 => 0,
            1 => self.chance.between(-5 * MINUTE_MS, 5 * MINUTE_MS),
            2 => self.chance.between(-2 * DAY_MS, 2 * DAY_MS),
            _ => self.chance.between(-10 * YEAR_MS, 10 * YEAR_MS),
        }
    }

    pub(crate) fn trace(&self) -> &[String] {
        self.trace.as_deref().unwrap_or_default()
    }

    /// The time that passed before all came to rest, phone by phone, in days.
    pub(crate) fn device_days(&self) -> f64 {
        self.lived_ms as f64 / DAY_MS as f64 * self.phones.len() as f64
    }

    /// Everything from the first step to the rest after the last.
    pub(crate) async fn run(&mut self, steps: usize) -> Holds {
        for number in 0..self.phones.len() {
            self.exchange(number).await?;
        }
        if self.town.crowd.len() > PUSH_CHANGES {
            self.rename_the_crowd().await?;
        }
        if self.town.bent == Bent::Decisions {
            self.dispute().await?;
        }
        for _ in 0..steps {
            self.step().await?;
        }
        self.lived_ms = self.now.since(START);
        self.rest().await?;
        self.oracle.check_rest(&mut self.office, &self.phones).await
    }

    /// More than one request carries, more than one answer carries, and more lines than a phone holds of the log.
    async fn rename_the_crowd(&mut self) -> Holds {
        let rename = |name: &'static str| {
            move |person: &Id| {
                Edit::new(Kind::Beneficiary, *person).set(beneficiary::FAMILY_LA, name.to_owned())
            }
        };
        let some = self.town.crowd[..PUSH_CHANGES + 20].to_vec();
        let edits: Vec<Edit> = some.iter().map(rename("by the server")).collect();
        let mut book = self.office.store.book(self.town.association).await.unwrap();
        book.record_own(None, &edits, self.now).await.unwrap();
        book.close().await.unwrap();
        while self.exchange(0).await? {}
        let edits: Vec<Edit> = some.iter().map(rename("by the head")).collect();
        self.record(0, &edits, None)
    }

    /// Much waits for a decision, and everybody who may knows of it.
    async fn dispute(&mut self) -> Holds {
        let mut called_off = BTreeSet::new();
        for number in 0..self.phones.len() {
            let phone = &self.phones[number];
            let (edits, session) = act::disputed(phone, number, phone.clock(self.now));
            called_off.extend(session);
            self.record(number, &edits, None)?;
        }
        let cancelled = |session: Id| {
            Edit::new(Kind::Session, session)
                .set(session::STATUS, SessionStatus::Cancelled)
                .set(session::REASON, CancelReason::Holiday)
        };
        let edits: Vec<Edit> = called_off.into_iter().map(cancelled).collect();
        let mut book = self.office.store.book(self.town.association).await.unwrap();
        book.record_own(None, &edits, self.now).await.unwrap();
        book.close().await.unwrap();
        for number in (0..self.phones.len()).chain(0..self.phones.len()) {
            self.exchange(number).await?;
        }
        // Who sent what waits is told of it on whichever phone they come back by.
        for number in 0..self.phones.len() {
            if self.chance.one_in(3) {
                self.leave(number);
                self.sign_in(number).await;
            }
        }
        Ok(())
    }

    async fn step(&mut self) -> Holds {
        self.now = self.now.plus(self.chance.between(1, 3_000));
        let number = self.chance.below(self.phones.len());
        if self.phones[number].replica.me().is_none() && self.chance.one_in(4) {
            self.sign_in(number).await;
        }
        if self.town.bent == Bent::Restores && self.chance.one_in(16) {
            self.back_up_or_restore().await;
        }
        // Who signs out and in again between two restores is told of another lineage than before; or, meanwhile, what they
        // had sent was decided.
        if matches!(self.town.bent, Bent::Restores | Bent::Decisions) && self.chance.one_in(24) {
            self.leave(number);
        }
        match self.chance.below(100) {
            0..35 => self.act(number)?,
            35..55 => self.send(number),
            55..75 => self.deliver_up().await?,
            75..89 => self.deliver_down().await?,
            89 => self.phones[number].restart(),
            90 => self.phones[number].fold(),
            91 => self.office.restart().await,
            92 | 93 => self.phones[number].ahead_ms = self.wrong(),
            94 | 95 => self.now = self.now.plus(self.chance.between(0, 3 * DAY_MS)),
            96 => self.leave(number),
            97 => self.command().await,
            98 => self.back_up_or_restore().await,
            _ => self.look(number).await?,
        }
        Ok(())
    }

    /// Whether a phone is killed in the middle of what it does.
    fn death(&mut self) -> Option<Death> {
        match self.chance.below(24) {
            0 => Some(Death::BeforeCommit),
            1 => Some(Death::BeforeApply),
            _ => None,
        }
    }

    /// Someone records something.
    fn act(&mut self, number: usize) -> Holds {
        let phone = &mut self.phones[number];
        let edits = act::wish(phone, &self.town, phone.clock(self.now), &mut self.chance);
        let death = self.death();
        self.record(number, &edits, death)
    }

    fn record(&mut self, number: usize, edits: &[Edit], death: Option<Death>) -> Holds {
        let phone = &mut self.phones[number];
        let seen = phone.versions(edits);
        let Some(changes) = phone.record(edits, self.now, death) else {
            return Ok(());
        };
        for change in changes {
            Claim::Once.holds(change.counter > self.counters[number], || {
                format!("phone {number} gives a counter out twice: {change:?}")
            })?;
            Claim::Verdict.holds(change.base == seen[&change.record], || {
                format!("phone {number} saw {seen:?} and says {}", change.base)
            })?;
            say!(
                self,
                "phone {number} {death:?} records {:?} {}: {:?}",
                change.kind,
                change.record,
                change.set
            );
            self.counters[number] = self.counters[number].max(change.counter);
            let deed = Deed {
                phone: number,
                at: self.now,
                ahead_ms: self.phones[number].ahead_ms,
                change,
            };
            let again = self.oracle.deeds.insert(deed.change.id, deed);
            Claim::Once.holds(again.is_none(), || {
                format!("phone {number} gives an id out twice")
            })?;
        }
        self.oracle.check_shown(number, &self.phones[number])?;
        self.oracle.check_kept(number, &self.phones[number])
    }

    fn ask(&self, number: usize) -> Option<Rc<Asked>> {
        let phone = &self.phones[number];
        Some(Rc::new(Asked {
            session: Session {
                association: self.town.association,
                member: phone.member,
                device: phone.device,
                used: self.now,
                pass: None,
            },
            request: phone.request(self.now)?,
            sent: self.now,
            ahead_ms: phone.ahead_ms,
        }))
    }

    fn send(&mut self, number: usize) {
        let Some(asked) = self.ask(number) else { return };
        let json = self.phones[number].json;
        say!(
            self,
            "phone {number} sends {} changes",
            asked.request.changes.len()
        );
        self.up.post(Parcel {
            phone: number,
            bytes: pack_request(&asked.request, json),
            json,
            asked,
        });
    }

    /// The server receives something, and may fail or end before or after it is on disk.
    async fn deliver_up(&mut self) -> Holds {
        let Some((parcel, fate)) = self.up.take(&mut self.chance) else {
            return Ok(());
        };
        say!(self, "a request of phone {} comes {fate:?}", parcel.phone);
        if fate == Fate::Lost {
            return Ok(());
        }
        let fuse = match self.chance.below(10) {
            0 => self.chance.between(1, 12),
            _ => 0,
        };
        if fuse > 0 {
            self.office.fuse(fuse).await;
        }
        let answer = self.answer(&parcel, fate, fuse > 0).await;
        if fuse > 0 {
            self.office.fuse(0).await;
        }
        if self.chance.one_in(if fuse > 0 { 2 } else { 20 }) {
            say!(self, "the server ends and begins again");
            self.office.restart().await;
            return answer.map(drop);
        }
        if let Some(response) = answer? {
            self.down.post(Parcel {
                bytes: pack_response(&response, parcel.json),
                ..parcel
            });
        }
        Ok(())
    }

    async fn answer(
        &mut self,
        parcel: &Parcel,
        fate: Fate,
        fused: bool,
    ) -> Result<Option<SyncResponse>, Violation> {
        let Some(request) = read_request(parcel) else {
            Claim::Answers.holds(fate == Fate::Cut, || {
                format!("{:?} cannot be read", parcel.asked.request)
            })?;
            return Ok(None);
        };
        Claim::Answers.holds(fate != Fate::Cut, || {
            "a request that was cut is taken for whole".into()
        })?;
        let asked = &parcel.asked;
        Claim::Answers.holds(request == asked.request, || {
            format!("{request:?} was {:?}", asked.request)
        })?;
        let answer = self.office.answer(&asked.session, &request, self.now).await;
        let response = match answer {
            Ok(response) => response,
            Err(_) if fused => return Ok(None),
            Err(_) if self.is_forgotten(asked).await => {
                if self.phones[parcel.phone].device == asked.session.device {
                    self.sign_in(parcel.phone).await;
                }
                return Ok(None);
            }
            Err(error) => return Err(Claim::Answers.broken(format!("phone {}: {error}", parcel.phone))),
        };
        say!(self, "phone {} is answered {:?}", parcel.phone, response.verdicts);
        let heard = response.shared_upto.is_none();
        for change in request.changes.iter().filter(|_| heard) {
            let arrival = Arrival {
                sent: asked.sent,
                received: self.now,
                ahead_ms: asked.ahead_ms,
            };
            if response.verdicts.iter().any(|answer| answer.change == change.id) {
                self.oracle.arrived(change, arrival)?;
            }
        }
        let held: Vec<Slice> = request.cursors.iter().map(|cursor| cursor.slice).collect();
        let of = &self.phones[parcel.phone];
        self.oracle
            .check_answer(&mut self.office, of, &asked.session, &held, &response)
            .await?;
        Ok(Some(response))
    }

    /// Whether a restored database knows nothing of the phone that asks.
    async fn is_forgotten(&mut self, asked: &Asked) -> bool {
        self.oracle.restored > 0 && !self.office.records().await.contains_key(&asked.session.device)
    }

    /// A phone receives something, and may be killed over it.
    async fn deliver_down(&mut self) -> Holds {
        let Some((parcel, fate)) = self.down.take(&mut self.chance) else {
            return Ok(());
        };
        if fate == Fate::Lost {
            return Ok(());
        }
        let response = read_response(&parcel);
        Claim::Answers.holds(response.is_some() == (fate == Fate::Whole), || {
            format!("an answer that comes {fate:?} reads as {response:?}")
        })?;
        let death = self.death();
        match response {
            Some(response) => self.receive(&parcel, response, death).await,
            None => Ok(()),
        }
    }

    async fn receive(&mut self, parcel: &Parcel, response: SyncResponse, death: Option<Death>) -> Holds {
        let (number, asked) = (parcel.phone, &parcel.asked);
        let phone = &mut self.phones[number];
        let was_in = phone.replica.me().is_some();
        let holds = phone.receive(&asked.request, response.clone(), self.now, death);
        let (skew, ahead) = (phone.replica.meta().skew_ms, phone.ahead_ms);
        say!(self, "phone {number} {death:?} takes an answer in, skew {skew}");
        let phone = &self.phones[number];
        let is_in = phone.replica.me().is_some();
        let steady = holds && death != Some(Death::BeforeCommit) && ahead == asked.ahead_ms;
        let off = skew.abs_diff(ahead) > self.now.since(asked.sent).unsigned_abs();
        Claim::Time.holds(!(steady && is_in && off), || {
            format!("phone {number} is {ahead} ahead and takes it for {skew}")
        })?;
        Claim::Arrives.holds(is_in || !was_in || phone.replica.waiting() == 0, || {
            format!("phone {number} signs itself out with work that waits")
        })?;
        Claim::Rights.holds(is_in || phone.replica.cursors().next().is_none(), || {
            format!("phone {number} is signed out and holds slices")
        })?;
        let records = self.office.records().await;
        if holds {
            self.oracle.check_unblinking(&records, number, phone, &response)?;
        }
        self.oracle.check_shown(number, phone)?;
        self.oracle.check_kept(number, phone)
    }

    /// Someone signs out, and closes the app. Whoever signs in again does so as a new device.
    fn leave(&mut self, number: usize) {
        say!(self, "phone {number} signs out");
        self.phones[number].sign_out();
        self.phones[number].restart();
    }

    async fn sign_in(&mut self, number: usize) {
        let device = Id::v7(self.now, self.chance.bytes());
        let member = self.phones[number].member;
        say!(self, "phone {number} signs in as {member} on {device}");
        let association = self.town.association;
        self.office.sign_in(association, member, device, self.now).await;
        self.phones[number].sign_in(association, device);
    }

    async fn back_up_or_restore(&mut self) {
        if self.chance.one_in(3) && self.office.restore(self.now).await {
            say!(self, "the server's database is restored");
            self.oracle.forget(&mut self.office, self.now).await;
        } else {
            say!(self, "the server's database is copied");
            self.office.back_up().await;
        }
    }

    /// Someone at the server's command line sets an activity's sessions and team right.
    async fn command(&mut self) {
        let records = self.office.records().await;
        let mut ids = |kind| {
            let found = records.values().filter(|record| record.kind == kind);
            let mut ids: Vec<Id> = found.map(|record| record.id).collect();
            ids.sort();
            self.chance.pick(&ids).unwrap()
        };
        let edit = if self.now.0 % 2 == 0 {
            Edit::new(Kind::Session, ids(Kind::Session))
                .set(session::STATUS, SessionStatus::Cancelled)
                .set(session::REASON, CancelReason::Holiday)
        } else {
            let member = self.town.members[3];
            Edit::new(Kind::Member, member).set(member::ACTIVITIES, vec![ids(Kind::Activity)])
        };
        say!(self, "the server records {edit:?}");
        let mut book = self.office.store.book(self.town.association).await.unwrap();
        book.record_own(None, &[edit], self.now).await.unwrap();
        book.close().await.unwrap();
    }

    async fn look(&mut self, number: usize) -> Holds {
        let phone = &self.phones[number];
        Claim::Durable.holds(phone.disk_agrees(), || {
            format!("phone {number}'s disk tells another story")
        })?;
        self.oracle
            .check_upto(&mut self.office, number, phone, false)
            .await
    }

    /// One request and its answer, over a network that works; whether there was anything new.
    async fn exchange(&mut self, number: usize) -> Result<bool, Violation> {
        self.now = self.now.plus(20);
        let Some(asked) = self.ask(number) else {
            return Ok(false);
        };
        let device = asked.session.device;
        let json = self.phones[number].json;
        let bytes = pack_request(&asked.request, json);
        let parcel = Parcel {
            phone: number,
            bytes,
            json,
            asked,
        };
        let Some(response) = self.answer(&parcel, Fate::Whole, false).await? else {
            return Ok(self.phones[number].device != device);
        };
        let told = !response.verdicts.is_empty() || response.shared_upto.is_some();
        let news = told || response.more || !response.slices.is_empty();
        self.now = self.now.plus(20);
        let all = !response.more;
        self.receive(&parcel, response, None).await?;
        if all {
            let phone = &self.phones[number];
            self.oracle
                .check_upto(&mut self.office, number, phone, true)
                .await?;
        }
        Ok(news)
    }

    /// The network works, and everybody who may signs in: soon there is nothing new for anybody.
    async fn rest(&mut self) -> Holds {
        self.up.clear();
        self.down.clear();
        say!(self, "all comes to rest");
        for _ in 0..40 {
            let mut news = false;
            let before = self.office.head().await.0;
            for number in 0..self.phones.len() {
                news |= self.come_back(number).await;
                news |= self.exchange(number).await?;
            }
            // What a phone says of itself is news for those who have synchronised before it.
            news |= self.office.head().await.0 != before;
            let waits = self
                .phones
                .iter()
                .any(|phone| phone.replica.me().is_some() && phone.replica.waiting() > 0);
            if !news && !waits {
                return Ok(());
            }
            if !news {
                // What a restored database may lack another phone's work for is answered when that time is over.
                self.now = self.now.plus(RESTORED_MS + DAY_MS);
            }
        }
        Err(Claim::Rest.broken("phones and server go on for ever".into()))
    }

    /// A phone that is signed out signs in again, if its member's account is open.
    async fn come_back(&mut self, number: usize) -> bool {
        let phone = &self.phones[number];
        let out = phone.replica.me().is_none();
        let records = self.office.records().await;
        let member = records.get(&phone.member);
        let open = member.is_some_and(|record| !record.read::<bool>(member::CLOSED));
        if out && open {
            self.sign_in(number).await;
        }
        out && open
    }
}
