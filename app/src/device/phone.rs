//! The phone: the replica in memory, the store beneath it, the signals above it.

use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use domain::change::Edit;
use domain::id::Id;
use domain::kind::Kind;
use domain::record::Decision;
use domain::replica::{Batch, Me, Op, Outgoing, Plan, PlanError, Replica, State, Touched};
use domain::review::putting_aside;
use domain::ticket::Ticket;
use domain::time::{Clock, Day, Millis};
use domain::wire::DeviceReport;
use futures::channel::mpsc::{self, UnboundedReceiver, UnboundedSender};
use futures::lock::Mutex;
use leptos::prelude::{ArcReadSignal, ArcRwSignal, Get, GetUntracked, Set, Track, Update};
use wasm_bindgen_futures::spawn_local;

use super::carried::Carried;
use super::contact::Bar;
use super::door::Door;
use super::js::random;
use super::keep::{self, Keeping};
use super::load::Load;
use super::pace::Wake;
use super::state::{Phase, SyncState, Trouble};
use super::store::{Indexed, Keys, Loaded, Lock, Mark, Shelf, Store, StoreError};
use super::tabs::Tabs;
use super::{away, day, lease, pass, prefs, room, sync};

/// The database of every Hadir on this origin.
pub(super) const DATABASE: &str = "hadir";
/// How often a write gives way to other tabs before it gives up. Each time, another tab got its own through.
const TRIES: usize = 50;

/// Why the phone could not be opened. What was recorded is still in it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(transparent)]
pub struct OpenError(#[from] pub StoreError);

/// Why something was not recorded. Then nothing of it was.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RecordError {
    /// It cannot be recorded as it is.
    #[error(transparent)]
    Plan(#[from] PlanError),
    /// The phone could not keep it.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// The phone. Copied freely; lives as long as the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Phone(usize);

thread_local! {
    static PHONES: RefCell<Vec<Rc<Inner>>> = const { RefCell::new(Vec::new()) };
}

/// What all copies of a phone share.
pub(super) struct Inner {
    pub(super) store: Indexed,
    /// The keys of whoever has records here.
    pub(super) keys: Keys,
    pub(super) door: ArcRwSignal<Door>,
    /// What the door says beside asking for the PIN.
    pub(super) bar: ArcRwSignal<Option<Bar>>,
    /// How many unsent records came back from their second copy, where the browser lost the first.
    pub(super) recovered: ArcRwSignal<Option<usize>>,
    /// Whether something was kept only after room was made for it.
    pub(super) made_room: ArcRwSignal<bool>,
    /// When contact with the server was last noted, and for how many days it is enough.
    pub(super) noted: Cell<Option<(Millis, u32)>>,
    /// Whether the server was asked for a secret that no sign-in told.
    pub(super) asked_secret: Cell<bool>,
    /// As which phone the server was asked what to seal files with.
    pub(super) asked_parcel: Cell<Option<Id>>,
    /// As which phone this page asked the server for a pass.
    pub(super) gave_pass: Cell<Option<Id>>,
    /// When it last asked how the phones of others stand that are on this one.
    pub(super) asked_others: Cell<Option<Millis>>,
    /// Where colleagues' work lies that this phone carries.
    pub(super) shelf: Shelf,
    /// What lay there when it was last looked at.
    pub(super) carried: ArcRwSignal<Vec<Carried>>,
    pub(super) replica: RefCell<Replica>,
    /// Up to where the replica has taken in the store's journal.
    pub(super) mark: Cell<Mark>,
    /// Who last signed in: unsent work is theirs.
    pub(super) owner: RefCell<Option<Me>>,
    /// How many recorded changes this version cannot read.
    pub(super) unreadable: Cell<usize>,
    /// Held while something is planned, written and taken in.
    pub(super) turn: Mutex<()>,
    pub(super) keeping: ArcRwSignal<Keeping>,
    /// The report the server last heard.
    pub(super) reported: RefCell<Option<DeviceReport>>,
    /// How much one request carries.
    pub(super) load: Cell<Load>,
    pub(super) syncing: Cell<bool>,
    /// Whether older lines of the log are still to come.
    pub(super) reads_back: Cell<bool>,
    pub(super) trouble: Cell<Option<Trouble>>,
    revisions: RefCell<BTreeMap<Kind, ArcRwSignal<u64>>>,
    outbox: ArcRwSignal<u64>,
    meta: ArcRwSignal<u64>,
    day: ArcRwSignal<Day>,
    /// Which quarter of an hour of it.
    quarter: ArcRwSignal<i64>,
    state: ArcRwSignal<SyncState>,
    tabs: Tabs,
    wakes: UnboundedSender<Wake>,
}

/// This phone's clock as it stands.
pub fn now() -> Clock {
    let date = js_sys::Date::new_0();
    Clock {
        now: Millis(date.get_time() as i64),
        offset_min: ahead(&date),
    }
}

/// Minutes this phone's wall clock is ahead of UTC at an instant: Ramadan moves it, and the browser knows when.
pub fn offset_at(at: Millis) -> i64 {
    ahead(&js_sys::Date::new(&(at.0 as f64).into()))
}

/// Nothing where an instant is past the browser's ends of time.
fn ahead(date: &js_sys::Date) -> i64 {
    -(date.get_timezone_offset() as i64)
}

/// Leaves a mark in the browser's own timeline, where whoever measures finds it.
pub(super) fn leave_mark(name: &str) {
    if let Some(performance) = web_sys::window().and_then(|window| window.performance()) {
        // A mark that cannot be left is missing from a measurement and from nothing else.
        let _ = performance.mark(name);
    }
}

/// Marks the beginning of something whose end [`end`] marks.
pub fn begin(name: &str) {
    leave_mark(&format!("{name}:start"));
}

/// Leaves how long something took since [`begin`] in the browser's own timeline, where whoever measures finds it.
pub fn end(name: &str) {
    if let Some(performance) = web_sys::window().and_then(|window| window.performance()) {
        // A measure that cannot be left is missing from a measurement and from nothing else.
        let _ = performance.measure_with_start_mark(name, &format!("{name}:start"));
    }
}

/// Does something, and leaves how long it took in the browser's own timeline, where whoever measures finds it.
pub fn timed<T>(name: &str, work: impl FnOnce() -> T) -> T {
    begin(name);
    let done = work();
    end(name);
    done
}

impl Phone {
    /// Reads everything kept on this phone, and starts sending and receiving.
    pub async fn open() -> Result<Self, OpenError> {
        leave_mark("hadir:open:start");
        let keys = Keys::open().await?;
        let ring = keys.ring().await?;
        let (store, door) = match ring.first() {
            None => (Indexed::open(DATABASE, Lock::None).await?, Door::Open),
            Some(profile) => {
                let door = if profile.has_pin() {
                    Door::Locked
                } else {
                    Door::Open
                };
                (Indexed::open(&profile.database, Lock::Shut).await?, door)
            }
        };
        let (phone, wakes) = Phone::open_store(store, keys, door).await?;
        leave_mark("hadir:open:end");
        if phone.inner().store.is_shut() {
            // What could not be read ahead is read once the PIN was said.
            spawn_local(async move { drop(phone.inner().store.read_ahead().await) });
        }
        prefs::show_theme();
        prefs::put_in_use();
        spawn_local(sync::run(phone.inner(), wakes));
        sync::listen(&phone.inner());
        day::watch(&phone.inner());
        away::watch(&phone.inner());
        lease::watch(&phone.inner());
        spawn_local(async move {
            phone.inner().look_at_storage().await;
            phone.inner().look_at_shelf().await;
        });
        Ok(phone)
    }

    /// Reads everything kept in a database, without sending or receiving.
    #[cfg(all(test, target_arch = "wasm32"))]
    pub(super) async fn open_database(name: &str) -> Result<(Self, UnboundedReceiver<Wake>), OpenError> {
        let store = Indexed::open(name, Lock::None).await?;
        Phone::open_store(store, Keys::open().await?, Door::Open).await
    }

    async fn open_store(
        store: Indexed,
        keys: Keys,
        door: Door,
    ) -> Result<(Self, UnboundedReceiver<Wake>), OpenError> {
        let loaded = match store.load().await {
            // Rows are sealed, and the ring that had their key is lost: they stay as they are.
            Err(StoreError::Locked) => {
                store.lock();
                Loaded::default()
            }
            loaded => loaded?,
        };
        let (wakes, woken) = mpsc::unbounded();
        let clock = loaded.replica.true_clock(now());
        let state = SyncState::of(&loaded.replica, loaded.unreadable, false, None);
        pass::stand_for(loaded.owner.as_ref().map(|owner| owner.device));
        let inner = Rc::new(Inner {
            store,
            keys,
            door: ArcRwSignal::new(door),
            bar: ArcRwSignal::default(),
            recovered: ArcRwSignal::default(),
            made_room: ArcRwSignal::default(),
            noted: Cell::default(),
            asked_secret: Cell::default(),
            asked_parcel: Cell::default(),
            gave_pass: Cell::default(),
            asked_others: Cell::default(),
            shelf: Shelf::new(),
            carried: ArcRwSignal::default(),
            replica: RefCell::new(loaded.replica),
            mark: Cell::new(loaded.mark),
            owner: RefCell::new(loaded.owner),
            unreadable: Cell::new(loaded.unreadable),
            turn: Mutex::new(()),
            keeping: ArcRwSignal::default(),
            reported: RefCell::default(),
            load: Cell::default(),
            syncing: Cell::new(false),
            reads_back: Cell::new(false),
            trouble: Cell::new(None),
            revisions: RefCell::default(),
            outbox: ArcRwSignal::default(),
            meta: ArcRwSignal::default(),
            day: ArcRwSignal::new(clock.day()),
            quarter: ArcRwSignal::new(day::quarter(clock.minute())),
            state: ArcRwSignal::new(state),
            tabs: Tabs::join(DATABASE),
            wakes,
        });
        let heard = Rc::downgrade(&inner);
        inner.tabs.on_news(move |database| {
            if let Some(inner) = heard
                .upgrade()
                .filter(|inner| inner.is_concerned(database.as_deref()))
            {
                spawn_local(async move { inner.hear().await });
            }
        });
        let phone = PHONES.with_borrow_mut(|phones| {
            phones.push(inner);
            Phone(phones.len() - 1)
        });
        Ok((phone, woken))
    }

    pub(super) fn inner(self) -> Rc<Inner> {
        PHONES.with_borrow(|phones| Rc::clone(&phones[self.0]))
    }

    /// Reads the replica. Does not make what calls it run again: see [`Phone::watch`].
    pub fn read<T>(self, read: impl FnOnce(&Replica) -> T) -> T {
        read(&self.inner().replica.borrow())
    }

    /// Reads the replica, and again whenever a record of these kinds may read differently.
    pub fn watch<T>(self, kinds: &[Kind], read: impl FnOnce(&Replica) -> T) -> T {
        kinds.iter().for_each(|kind| self.revision(*kind).track());
        self.read(read)
    }

    /// Reads the replica, and again whenever the outbox altered.
    pub fn watch_outbox<T>(self, read: impl FnOnce(&Replica) -> T) -> T {
        self.inner().outbox.track();
        self.read(read)
    }

    /// Reads the replica, and again when someone signs in or out, and after each sync.
    pub fn watch_meta<T>(self, read: impl FnOnce(&Replica) -> T) -> T {
        self.inner().meta.track();
        self.read(read)
    }

    /// A number that rises whenever a record of this kind may read differently.
    pub fn revision(self, kind: Kind) -> ArcReadSignal<u64> {
        self.inner().revision(kind).read_only()
    }

    /// What the sync chip says.
    pub fn sync_state(self) -> ArcReadSignal<SyncState> {
        self.inner().state.read_only()
    }

    /// What the browser says of storage.
    pub fn keeping(self) -> ArcReadSignal<Keeping> {
        self.inner().keeping.read_only()
    }

    /// Whether the phone was full, and something was kept only because what can be fetched again went.
    pub fn made_room(self) -> ArcRwSignal<bool> {
        self.inner().made_room.clone()
    }

    /// Asks the browser to promise that it keeps what is recorded: [`Phone::keeping`] shows its answer.
    pub async fn ask_to_keep(self) {
        keep::ask().await;
        self.inner().look_at_storage().await;
    }

    /// This phone's clock, right or wrong: what changes are recorded with.
    pub fn clock(self) -> Clock {
        now()
    }

    /// The true time as well as the last sync could measure it: which day is today.
    pub fn true_clock(self) -> Clock {
        self.read(|replica| replica.true_clock(now()))
    }

    /// Which day it is here, and again when another begins: at midnight, when the page is looked at, after a sync.
    pub fn today(self) -> Day {
        self.inner().day.get()
    }

    /// The true time, and again each quarter of an hour: for what waits from an hour on.
    pub fn hour(self) -> Clock {
        self.inner().quarter.track();
        self.true_clock()
    }

    /// A new UUIDv7.
    pub fn fresh_id(self) -> Id {
        fresh_id()
    }

    /// A code for a card that nobody can guess.
    pub fn fresh_code(self) -> Ticket {
        Ticket::of(u64::from_le_bytes(random()))
    }

    /// Records edits: when this returns they survive power loss, and are on their way to the server.
    pub async fn record(self, edits: &[Edit]) -> Result<Plan, RecordError> {
        self.inner().record(edits).await
    }

    /// The settled changes of a record, oldest first: "received no. 412, at 10:05".
    pub async fn receipts(self, record: Id) -> Result<Vec<Outgoing>, StoreError> {
        let mut receipts = self.inner().store.receipts(record).await?;
        // What was held when its member signed out is kept for a server that is restored: it may be decided since.
        receipts.retain(|item| match &item.state {
            State::Answered(answer) => answer.verdict.settles() || item.state.is_refused(),
            State::Pending => true,
        });
        Ok(receipts)
    }

    /// Puts a refused change aside: it leaves what needs a person, and is given to whoever may want it back. That it
    /// was put aside is recorded; it stays among the receipts of its record.
    pub async fn put_aside(self, counter: u64) -> Result<Option<Outgoing>, StoreError> {
        if let Some(edit) = self.read(|replica| aside(replica, counter, Decision::Keep)) {
            self.tell_aside(edit).await?;
        }
        self.drop_refused(counter).await
    }

    /// Records a refused change once more, as it was, and lets the refused one go: what stood in its way may be
    /// gone. What the rules refuse is not recorded, and stays where it is.
    pub async fn try_again(self, counter: u64) -> Result<(), RecordError> {
        let again = self.read(|replica| {
            let change = &refused(replica, counter)?.change;
            Some(Edit {
                kind: change.kind,
                record: change.record,
                set: change.set.clone(),
            })
        });
        if let Some(edit) = again {
            self.record(&[edit]).await?;
            self.drop_refused(counter).await?;
        }
        Ok(())
    }

    /// Where the person may record nothing, as nobody or a viewer, what is put aside is so on this phone alone.
    async fn tell_aside(self, edit: Edit) -> Result<(), StoreError> {
        match self.record(&[edit]).await {
            Err(RecordError::Store(error)) => Err(error),
            Ok(_) | Err(RecordError::Plan(_)) => Ok(()),
        }
    }

    /// Takes a refused change out of what needs a person. It stays among the receipts of its record.
    async fn drop_refused(self, counter: u64) -> Result<Option<Outgoing>, StoreError> {
        let dropped = RefCell::new(None);
        self.inner()
            .commit(|replica| {
                dropped.replace(refused(replica, counter).cloned());
                Batch(dropped.borrow().iter().cloned().map(Op::Settle).collect())
            })
            .await?;
        Ok(dropped.into_inner())
    }

    /// Puts a refused change back among what needs a person.
    pub async fn put_back(self, refused: Outgoing) -> Result<(), StoreError> {
        self.inner()
            .commit(|_| Batch(vec![Op::Queue(refused.clone())]))
            .await?;
        match self.read(|replica| aside(replica, refused.change.counter, Decision::Open)) {
            Some(edit) => self.tell_aside(edit).await,
            None => Ok(()),
        }
    }

    /// Sends and fetches now, whatever the wait.
    pub fn sync_now(self) {
        self.inner().wake(Wake::Asked);
    }
}

/// A change that was refused, by its counter.
fn refused(replica: &Replica, counter: u64) -> Option<&Outgoing> {
    let mut refused = replica.outbox().filter(|item| item.state.is_refused());
    refused.find(|item| item.change.counter == counter)
}

/// The edit that puts a refused change aside, or takes that back. What is itself a decision leaves none.
fn aside(replica: &Replica, counter: u64, decision: Decision) -> Option<Edit> {
    let item = refused(replica, counter)?;
    let State::Answered(answer) = &item.state else {
        return None;
    };
    let reason = answer.verdict.reason()?;
    (item.change.kind != Kind::ReviewItem).then(|| putting_aside(&item.change, reason, decision))
}

/// A new UUIDv7, from the browser's own randomness.
pub(super) fn fresh_id() -> Id {
    Id::v7(now().now, random())
}

fn same_person(one: Option<&Me>, other: Option<&Me>) -> bool {
    matches!((one, other), (Some(one), Some(other)) if one.same_person(other))
}

impl Inner {
    pub(super) async fn record(&self, edits: &[Edit]) -> Result<Plan, RecordError> {
        let recorder = self.replica.borrow().me().cloned();
        let _turn = self.turn.lock().await;
        let mut made_room = false;
        for _ in 0..TRIES {
            let me = self.replica.borrow().me().cloned();
            // What one person tapped is never recorded as another's.
            if recorder.is_some() && !same_person(recorder.as_ref(), me.as_ref()) {
                return Err(StoreError::OtherPerson.into());
            }
            let plan = self.replica.borrow().plan(edits, now())?;
            if plan.changes.is_empty() {
                return Ok(plan);
            }
            match self.store.record(&plan.changes, me.as_ref()).await {
                Ok(()) => {
                    self.take(plan.batch.clone());
                    away::touched();
                    self.say();
                    self.wake(Wake::Recorded);
                    self.tell_room(made_room);
                    return Ok(plan);
                }
                Err(StoreError::Full) if room::make().await => made_room = true,
                Err(StoreError::Taken | StoreError::OtherPerson) => self.catch_up().await?,
                Err(error) => return Err(error.into()),
            }
        }
        Err(StoreError::Taken.into())
    }

    /// Writes what follows from the replica as it stands, however often other tabs write meanwhile.
    pub(super) async fn commit(&self, plan: impl Fn(&Replica) -> Batch) -> Result<(), StoreError> {
        let _turn = self.turn.lock().await;
        let mut made_room = false;
        for _ in 0..TRIES {
            let batch = plan(&self.replica.borrow());
            let at = self.mark.get();
            match self.store.commit(&batch, at).await {
                Ok(mark) => {
                    self.mark.set(mark);
                    self.take(batch);
                    if mark != at {
                        self.say();
                    }
                    self.tell_room(made_room);
                    return Ok(());
                }
                Err(StoreError::Full) if room::make().await => made_room = true,
                Err(StoreError::Behind) => self.catch_up().await?,
                Err(error) => return Err(error),
            }
        }
        Err(StoreError::Behind)
    }

    /// Takes in what other tabs wrote. Only while holding the turn.
    pub(super) async fn catch_up(&self) -> Result<(), StoreError> {
        match self.store.news(self.mark.get()).await? {
            Some(news) => {
                let batch = news.against(&self.replica.borrow());
                self.mark.set(news.mark);
                self.owner.replace(news.owner.clone());
                self.unreadable.set(news.unreadable);
                self.take(batch);
            }
            None => {
                let loaded = self.store.load().await?;
                self.hold(loaded);
            }
        }
        Ok(())
    }

    /// Whether news of a database are news to this tab. One that nobody has opened hears of all: somebody may have come in.
    fn is_concerned(&self, database: Option<&str>) -> bool {
        self.store.is_shut() || database.is_none_or(|database| database == self.store.name())
    }

    /// Takes in what other tabs wrote.
    pub(super) async fn look_again(&self) -> Result<(), StoreError> {
        let _turn = self.turn.lock().await;
        self.catch_up().await
    }

    async fn hear(&self) {
        let _turn = self.turn.lock().await;
        // A failure shows itself when this tab next writes.
        let heard = self.catch_up().await;
        if heard == Err(StoreError::Locked) {
            self.meet_door().await;
        }
        if self.state.get_untracked().phase == Phase::SignedOut {
            self.wake(Wake::Asked);
        }
    }

    /// Says to other tabs that something was written, or that someone signed in again.
    pub(super) fn say(&self) {
        self.tabs.say(&self.store.name());
    }

    fn tell_room(&self, made: bool) {
        if made {
            self.made_room.set(true);
        }
    }

    fn take(&self, batch: Batch) {
        let touched = self.replica.borrow_mut().absorb(batch);
        self.tell(&touched);
    }

    /// Every kind a screen has asked for.
    pub(super) fn kinds(&self) -> BTreeSet<Kind> {
        self.revisions.borrow().keys().copied().collect()
    }

    pub(super) fn tell(&self, touched: &Touched) {
        for kind in &touched.kinds {
            self.revision(*kind).update(|revision| *revision += 1);
        }
        if touched.outbox {
            self.outbox.update(|revision| *revision += 1);
        }
        if touched.meta {
            self.meta.update(|revision| *revision += 1);
            self.look_at_day();
        }
        self.tell_state();
    }

    /// Says how sending stands, where that has altered.
    pub(super) fn tell_state(&self) {
        let state = SyncState::of(
            &self.replica.borrow(),
            self.unreadable.get(),
            self.syncing.get(),
            self.trouble.get(),
        );
        if self.state.get_untracked() != state {
            self.state.set(state);
        }
    }

    fn revision(&self, kind: Kind) -> ArcRwSignal<u64> {
        self.revisions.borrow_mut().entry(kind).or_default().clone()
    }

    pub(super) fn wake(&self, wake: Wake) {
        // Nobody listens only where the loop was never started.
        let _ = self.wakes.unbounded_send(wake);
    }

    /// Looks which day it is and which quarter of an hour: a phone asleep overnight hears of no midnight.
    pub(super) fn look_at_day(&self) {
        let clock = self.replica.borrow().true_clock(now());
        if self.day.get_untracked() != clock.day() {
            self.day.set(clock.day());
        }
        let quarter = day::quarter(clock.minute());
        if self.quarter.get_untracked() != quarter {
            self.quarter.set(quarter);
        }
    }

    pub(super) async fn look_at_storage(&self) {
        self.keeping.set(keep::found().await);
    }
}

#[cfg(all(test, target_arch = "wasm32"))]
mod tests {
    use super::*;
    use crate::device::copy;
    use crate::device::idle::after;
    use crate::device::seal::{KEY, Key};
    use crate::device::store::Leaves;
    use domain::record::beneficiary;
    use futures::future::{join, join_all};
    use wasm_bindgen_test::wasm_bindgen_test;

    fn me() -> Me {
        Me {
            association: Id::v7(Millis(1), [1; 10]),
            member: Id::v7(Millis(2), [2; 10]),
            device: Id::v7(Millis(3), [3; 10]),
        }
    }

    async fn tab(name: &str) -> Phone {
        Phone::open_database(name).await.unwrap().0
    }

    fn newcomer() -> Edit {
        Edit::new(Kind::Beneficiary, fresh_id()).set(beneficiary::GIVEN_LA, "Samira".to_owned())
    }

    #[wasm_bindgen_test]
    async fn nobody_records_before_signing_in() {
        let refused = tab("nobody").await.record(&[newcomer()]).await;
        assert_eq!(refused.unwrap_err(), RecordError::Plan(PlanError::SignedOut));
    }

    #[wasm_bindgen_test]
    async fn two_tabs_recording_at_once_lose_nothing() {
        let (one, other) = (tab("two_tabs").await, tab("two_tabs").await);
        one.inner().commit(|replica| replica.sign_in(me())).await.unwrap();
        other.inner().hear().await;
        let edits: Vec<[Edit; 1]> = (0..40).map(|_| [newcomer()]).collect();
        let recorded = edits
            .iter()
            .enumerate()
            .map(|(at, edit)| if at % 2 == 0 { one } else { other }.record(edit));
        for plan in join_all(recorded).await {
            assert_eq!(plan.unwrap().changes.len(), 1);
        }
        let counters = tab("two_tabs").await.read(|replica| {
            replica
                .outbox()
                .map(|item| item.change.counter)
                .collect::<Vec<_>>()
        });
        assert_eq!(counters, (1..=40).collect::<Vec<_>>());
    }

    #[wasm_bindgen_test]
    async fn a_screen_hears_of_the_kinds_it_shows_and_of_no_other() {
        let phone = tab("heard").await;
        phone
            .inner()
            .commit(|replica| replica.sign_in(me()))
            .await
            .unwrap();
        let (people, sessions) = (phone.revision(Kind::Beneficiary), phone.revision(Kind::Session));
        phone.record(&[newcomer()]).await.unwrap();
        assert_eq!((people.get_untracked(), sessions.get_untracked()), (1, 0));
        assert_eq!(phone.sync_state().get_untracked().waiting, 1);
    }

    #[wasm_bindgen_test]
    async fn a_tab_that_was_asleep_while_another_signed_in_records_on_top_of_its_work() {
        let (one, other) = (tab("asleep").await, tab("asleep").await);
        one.inner().commit(|replica| replica.sign_in(me())).await.unwrap();
        one.record(&[newcomer()]).await.unwrap();
        other
            .inner()
            .commit(|replica| replica.sign_in(me()))
            .await
            .unwrap();
        other.record(&[newcomer()]).await.unwrap();
        assert_eq!(other.read(Replica::waiting), 2);
    }

    /// Turns a tab to the records of whoever has a key.
    async fn turn(phone: Phone, name: &str, key: u8) {
        let inner = phone.inner();
        let key = Key::new([key; KEY]);
        inner.store.unlock(name, key).await.unwrap();
        inner.hold(inner.store.load().await.unwrap());
    }

    /// Waits until so many changes wait in what a tab shows.
    async fn shows(phone: Phone, waiting: usize) {
        let mut looks = 0..500;
        while phone.read(Replica::waiting) != waiting && looks.next().is_some() {
            after(10).await;
        }
        assert_eq!(phone.read(Replica::waiting), waiting);
    }

    #[wasm_bindgen_test]
    async fn tabs_opened_before_and_after_a_switch_hear_of_each_other_s_taps() {
        let before = tab("switch_from").await;
        turn(before, "switch_to", 7).await;
        before
            .inner()
            .commit(|replica| replica.sign_in(me()))
            .await
            .unwrap();
        let later = tab("switch_to").await;
        turn(later, "switch_to", 7).await;
        before.record(&[newcomer()]).await.unwrap();
        shows(later, 1).await;
        later.record(&[newcomer()]).await.unwrap();
        shows(before, 2).await;
    }

    #[wasm_bindgen_test]
    async fn a_tap_just_before_a_switch_is_in_its_own_second_copy_and_the_other_s_says_nothing_of_it() {
        let phone = tab("copied_first").await;
        turn(phone, "copied_then", 8).await;
        turn(phone, "copied_first", 7).await;
        phone
            .inner()
            .commit(|replica| replica.sign_in(me()))
            .await
            .unwrap();
        for _ in 0..3 {
            phone.record(&[newcomer()]).await.unwrap();
        }
        let inner = phone.inner();
        inner.store.lock_on("copied_then");
        inner.store.shut(Leaves::UNSENT).await.unwrap();
        let mut looks = 0..500;
        while copy::read("copied_first").await.rows.len() != 3 && looks.next().is_some() {
            after(10).await;
        }
        assert_eq!(copy::read("copied_first").await.highest, 3);
        let then = copy::read("copied_then").await;
        assert_eq!((then.rows.len(), then.highest), (0, 0));
    }

    #[wasm_bindgen_test]
    async fn a_tab_that_was_asleep_while_someone_else_came_records_nothing_as_theirs() {
        let (one, asleep) = (tab("someone_else").await, tab("someone_else").await);
        one.inner().commit(|replica| replica.sign_in(me())).await.unwrap();
        asleep
            .inner()
            .commit(|replica| replica.sign_in(me()))
            .await
            .unwrap();
        let another = Me {
            member: Id::v7(Millis(9), [9; 10]),
            ..me()
        };
        // Held, so that the tab does not hear of it before it records.
        let held = asleep.inner();
        let turn = held.turn.lock().await;
        let came = one.inner();
        came.commit(|replica| replica.sign_in(another.clone()))
            .await
            .unwrap();
        let edits = [newcomer()];
        let (recorded, ()) = join(asleep.record(&edits), async { drop(turn) }).await;
        assert_eq!(recorded.unwrap_err(), RecordError::Store(StoreError::OtherPerson));
        assert_eq!(one.read(Replica::waiting) + asleep.read(Replica::waiting), 0);
    }
}
