//! The door of the phone: the PIN, whose records lie behind it, and how each gets their key.

use domain::record::{Association, Member};
use domain::replica::{Me, Replica, Touched};
use leptos::prelude::{ArcReadSignal, ArcRwSignal, GetUntracked, Set};

use super::api::{self, SignedIn};
use super::js::random;
use super::pass::{self, Said};
use super::phone::{DATABASE, Inner, Phone, leave_mark, now};
use super::room;
use super::seal::{Key, PinRefused, Profile, Ring, Secret};
use super::store::{Leaves, Loaded, Store, StoreError};

/// How often contact with the server is noted.
const NOTED_MS: i64 = 3_600_000;

/// What stands between a person and the records on this phone.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Door {
    /// Nothing: somebody has said the PIN, or nobody is signed in.
    #[default]
    Open,
    /// The PIN.
    Locked,
    /// A PIN that is still to be chosen.
    NoPin,
}

/// Why a PIN did nothing.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PinError {
    /// It is not the one.
    #[error(transparent)]
    Refused(#[from] PinRefused),
    /// The phone's storage did not do it.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// How many days the association lets a phone be without contact; 0 for ever.
fn lease_days(replica: &Replica) -> u32 {
    let association = replica.me().map(|me| me.association);
    let association = association.and_then(|id| replica.view::<Association>(id));
    let days = association.and_then(|association| association.lease_days);
    days.and_then(|days| u32::try_from(days).ok()).unwrap_or_default()
}

/// The initials of whoever is signed in.
fn initials(replica: &Replica) -> String {
    let member = replica.me().and_then(|me| replica.view::<Member>(me.member));
    let name = member.map(|member| member.name).unwrap_or_default();
    let first = name.split_whitespace().filter_map(|word| word.chars().next());
    first.take(2).map(|letter| format!("{letter}.")).collect()
}

impl Phone {
    /// What stands between a person and the records.
    pub fn door(self) -> ArcReadSignal<Door> {
        self.inner().door.read_only()
    }

    /// Whether the browser lost the keys and the records: unsent work lies sealed in its second copy.
    pub async fn was_erased(self) -> bool {
        self.inner().keys.are_lost().await.unwrap_or(false)
    }

    /// Opens the records with the PIN. The tenth wrong one wipes them; unsent work stays, sealed, for whoever signs
    /// in with the password.
    pub async fn unlock(self, pin: &str) -> Result<(), PinError> {
        let inner = self.inner();
        leave_mark("hadir:unlock:start");
        let mut tried = inner.try_pin(pin).await;
        match tried.as_ref().err() {
            // Only contact with the server was missing: it may be had now.
            Some(PinError::Refused(PinRefused::Lapsed)) => {
                inner.check_in().await;
                tried = inner.try_pin(pin).await;
            }
            // A try is counted before it is made: a full phone could not even be opened.
            Some(PinError::Store(StoreError::Full)) if room::make().await => {
                tried = inner.try_pin(pin).await;
            }
            _ => {}
        }
        let (profile, key) = tried?;
        leave_mark("hadir:unlock:end");
        inner.turn_to(&profile, key).await?;
        leave_mark("hadir:read:end");
        if inner.replica.borrow().me().is_none() {
            // Only who signed out has no PIN: the browser lost the records.
            let me = profile.me.clone();
            inner.commit(|replica| replica.sign_in(me.clone())).await?;
        }
        inner.stand_at(Door::Open);
        self.sync_now();
        Ok(())
    }

    /// Whoever the PIN may open this phone for, the one it is asked of first: a name for [`Phone::ask_of`] and initials.
    pub async fn people(self) -> Vec<(String, String)> {
        let ring = self.inner().keys.ring().await.unwrap_or_default();
        let known = ring.profiles.into_iter().filter(Profile::has_pin);
        known
            .map(|profile| (profile.database, profile.initials))
            .collect()
    }

    /// Asks someone else of this phone for their PIN.
    pub async fn ask_of(self, database: &str) -> Result<(), StoreError> {
        let inner = self.inner();
        let found = inner.keys.alter(|ring| {
            let profile = ring.in_database(database)?.clone();
            ring.put_first(profile);
            Some(())
        });
        if found.await?.is_some() {
            inner.store.lock_on(database);
            inner.bar.set(None);
            inner.look_at_bar().await;
        }
        Ok(())
    }

    /// How many unsent records came back from their second copy, where the browser lost what was kept.
    pub fn recovered(self) -> ArcRwSignal<Option<usize>> {
        self.inner().recovered.clone()
    }

    /// Leads past the PIN to the password: nothing is opened by it.
    pub fn forget_pin(self) {
        self.inner().stand_at(Door::Open);
    }

    /// Chooses the PIN. Where there is one, it must be said.
    pub async fn choose_pin(self, old: Option<&str>, pin: &str) -> Result<(), PinError> {
        let inner = self.inner();
        let ring = inner.keys.ring().await?;
        let profile = ring.first().cloned().ok_or(StoreError::Locked)?;
        let (profile, key) = match old {
            Some(old) => inner.try_pin(old).await?,
            None if profile.has_pin() => return Err(StoreError::Locked.into()),
            None => (profile, inner.store.key().ok_or(StoreError::Locked)?),
        };
        let salt = random();
        let phone = inner.keys.phone(&salt).await?;
        let chosen = inner.keys.alter(|ring| {
            let profile = ring.in_database(&profile.database)?;
            profile.choose_pin(&key, pin, salt, &phone, random());
            Some(())
        });
        chosen.await?.ok_or(StoreError::Locked)?;
        inner.stand_at(Door::Open);
        inner.say();
        Ok(())
    }
}

impl Inner {
    pub(super) fn stand_at(&self, door: Door) {
        if self.door.get_untracked() != door {
            self.door.set(door);
        }
        if door != Door::Locked && self.bar.get_untracked().is_some() {
            self.bar.set(None);
        }
    }

    async fn try_pin(&self, pin: &str) -> Result<(Profile, Key), PinError> {
        let asked = self.keys.alter(|ring| {
            let profile = ring.profiles.first_mut().ok_or(PinRefused::Gone)?;
            let salt = profile.salt().ok_or(PinRefused::Gone)?;
            profile.note_time(now().now, 0);
            if profile.lapsed(now().now) {
                return Err(PinRefused::Lapsed);
            }
            profile.count_try();
            Ok((profile.database.clone(), salt))
        });
        let (database, salt) = asked.await??;
        let phone = self.keys.phone(&salt).await?;
        let tried = self.keys.alter(|ring| {
            let profile = ring.in_database(&database).ok_or(PinRefused::Gone)?;
            let tried = profile.try_pin(pin, &phone);
            Ok::<_, PinRefused>((profile.clone(), tried))
        });
        let (profile, tried) = tried.await??;
        if tried.as_ref().err() == Some(&PinRefused::Gone) {
            self.shut(Leaves::FOR_LATER).await?;
            self.stand_at(Door::Open);
        }
        Ok((profile, tried?))
    }

    /// Turns to a member's records.
    async fn turn_to(&self, profile: &Profile, key: Key) -> Result<(), StoreError> {
        let _turn = self.turn.lock().await;
        let said = Said::by(profile, &key);
        self.noted.take();
        let opened = self.store.unlock(&profile.database, key).await?;
        if opened.lost || (opened.fresh && profile.had_records()) {
            self.recovered.set(Some(opened.back));
        }
        let loaded = self.store.load().await?;
        self.hold(loaded);
        pass::say(Some(said));
        Ok(())
    }

    /// Holds what was loaded in place of all that was held.
    pub(super) fn hold(&self, loaded: Loaded) {
        self.mark.set(loaded.mark);
        pass::stand_for(loaded.owner.as_ref().map(|owner| owner.device));
        self.owner.replace(loaded.owner);
        self.unreadable.set(loaded.unreadable);
        self.replica.replace(loaded.replica);
        self.tell(&Touched {
            kinds: self.kinds(),
            outbox: true,
            meta: true,
            ..Touched::default()
        });
    }

    /// Gives whoever signed in their key, and turns to their records: those they left here before, or none.
    pub(super) async fn give_key(&self, me: &Me, told: &SignedIn) -> Result<(), StoreError> {
        let Some(secret) = Secret::from_hex(&told.secret) else {
            pass::say(Some(Said::without(me.device)));
            return Ok(());
        };
        let former = told.former_secret.as_deref().and_then(Secret::from_hex);
        let given = self.keys.alter(|ring| {
            let found = ring.of(me).cloned().and_then(|profile| {
                let by_server = || {
                    let secrets = [Some(&secret), former.as_ref()].into_iter().flatten();
                    secrets.filter_map(|secret| profile.by_server(secret)).next()
                };
                let key = self.key_of(&profile).or_else(by_server)?;
                Some((profile, key))
            });
            let (mut profile, key) = found.unwrap_or_else(|| {
                let key = Key::new(random());
                let database = self.free_database(ring);
                (Profile::new(&database, me.clone(), &key, &secret, random()), key)
            });
            // Whoever came past their PIN does not know it.
            if self.store.is_shut() && self.store.name() == profile.database {
                profile.forget_pin();
            }
            profile.me = me.clone();
            profile.in_contact(now().now, None);
            profile.give_to_server(&key, &secret, random());
            if let Some(pass) = &told.pass {
                profile.keep_pass(&key, pass, random());
            }
            ring.put_first(profile.clone());
            (profile, key)
        });
        let (profile, key) = given.await?;
        self.turn_to(&profile, key).await?;
        self.stand_at(if profile.has_pin() {
            Door::Open
        } else {
            Door::NoPin
        });
        Ok(())
    }

    /// The key of a profile whose records are open now.
    fn key_of(&self, profile: &Profile) -> Option<Key> {
        let same = self.store.name() == profile.database;
        same.then(|| self.store.key()).flatten()
    }

    /// A database nobody's profile lies in.
    fn free_database(&self, ring: &Ring) -> String {
        let taken = ring.profiles.iter().any(|profile| profile.database == DATABASE);
        if taken || self.store.is_shut() {
            format!("{DATABASE}-{}", super::phone::fresh_id())
        } else {
            DATABASE.to_owned()
        }
    }

    /// Takes its effect from the PIN of whoever is here: from now on their password opens.
    pub(super) async fn forget_ring_pin(&self) -> Result<(), StoreError> {
        let name = self.store.name();
        let forgotten = self.keys.alter(|ring| {
            ring.in_database(&name)
                .into_iter()
                .for_each(|profile| profile.forget_pin());
        });
        forgotten.await
    }

    /// Shuts the records of whoever was here: nothing readable is left. What is told stays for their next sign-in.
    pub(super) async fn leave(&self, left: Leaves) -> Result<(), StoreError> {
        if !self.store.is_sealed() {
            return Ok(());
        }
        self.forget_ring_pin().await?;
        self.shut(left).await?;
        self.stand_at(Door::Open);
        Ok(())
    }

    /// Gives a phone that signed in before there were keys its own. Where the server does not, all stays as it is.
    pub(super) async fn seal_before(&self) {
        let Some(me) = self.replica.borrow().me().cloned() else {
            return;
        };
        if self.store.is_sealed() || self.asked_secret.replace(true) {
            return;
        }
        if let Ok(secret) = api::phone_secret().await {
            // Not sealed is not lost: the next sign-in does it.
            let told = SignedIn::before(&me, secret);
            let _ = self.give_key(&me, &told).await;
        }
    }

    /// Notes that the server answered: not each time, and how long it may not answer before the PIN is not enough.
    pub(super) async fn note_contact(&self) -> Result<(), StoreError> {
        let (lease, initials) = (
            lease_days(&self.replica.borrow()),
            initials(&self.replica.borrow()),
        );
        let (name, now) = (self.store.name(), now().now);
        let noted = self.noted.get();
        let is_noted = |(at, was)| was == lease && (0..NOTED_MS).contains(&now.since(at));
        if !self.store.is_sealed() || noted.is_some_and(is_noted) {
            return Ok(());
        }
        let noting = self.keys.alter(|ring| {
            if let Some(profile) = ring.in_database(&name) {
                profile.in_contact(now, Some(lease));
                profile.initials.clone_from(&initials);
            }
        });
        noting.await?;
        self.noted.set(Some((now, lease)));
        Ok(())
    }

    /// Another tab sealed the records: this one shows the door.
    pub(super) async fn meet_door(&self) {
        let ring = self.keys.ring().await.unwrap_or_default();
        let locked = self.door.get_untracked() == Door::Locked;
        if !locked && ring.first().is_some_and(Profile::has_pin) {
            // A reload that the browser refuses leaves the screen as it is.
            let _ = web_sys::window().map(|window| window.location().reload());
        }
    }

    /// Shuts the records until the PIN is said again; nothing on the phone changes. The screen goes at once; what is being
    /// written is written first, while there is a key to seal it with.
    pub(super) async fn lock(&self) {
        if self.store.is_sealed() && self.door.get_untracked() == Door::Open {
            self.stand_at(Door::Locked);
            let _turn = self.turn.lock().await;
            self.store.lock();
            self.hold(Loaded::default());
        }
    }

    pub(super) async fn shut(&self, left: Leaves) -> Result<(), StoreError> {
        let _turn = self.turn.lock().await;
        self.store.shut(left).await?;
        self.hold(Loaded::default());
        Ok(())
    }
}
