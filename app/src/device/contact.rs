//! What a locked phone can still do: say that it is in contact with the server, and hear that it was revoked.

use leptos::prelude::{ArcReadSignal, GetUntracked, Set};

use super::api;
use super::door::Door;
use super::phone::{Inner, Phone, now};
use super::seal::Profile;
use super::store::{Indexed, Leaves, Lock, StoreError};

/// How often a phone that somebody is in asks for the others who have theirs on it.
const ASKED_MS: i64 = 3_600_000;

/// What a locked phone says beside asking for the PIN.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bar {
    /// It was without contact for longer than its association allows: this many days.
    Lapsed(u32),
    /// It was revoked, and what could be read on it wiped. Something waits, sealed, to be handed in.
    Revoked,
}

impl Phone {
    /// What a locked phone says beside asking for the PIN; nothing while it is open.
    pub fn bar(self) -> ArcReadSignal<Option<Bar>> {
        self.inner().bar.read_only()
    }
}

impl Inner {
    /// Looks whether the phone that is locked was without contact for too long.
    pub(super) async fn look_at_bar(&self) {
        let ring = self.keys.ring().await.unwrap_or_default();
        let lapsed = ring.first().and_then(|profile| profile.lapsed_after(now().now));
        let bar = match (self.door.get_untracked(), self.bar.get_untracked()) {
            (Door::Locked, Some(Bar::Revoked)) => Some(Bar::Revoked),
            (Door::Locked, _) => lapsed.map(Bar::Lapsed),
            _ => None,
        };
        if self.bar.get_untracked() != bar {
            self.bar.set(bar);
        }
    }

    /// Asks the server how this phone stands, while nobody has said the PIN: that is contact, and where the phone was
    /// revoked, what can be read on it goes. A phone that is open hears the same from its sync.
    pub(super) async fn check_in(&self) {
        if self.door.get_untracked() != Door::Locked {
            return;
        }
        self.look_at_bar().await;
        self.ask_how_all_stand(None).await;
        self.look_at_bar().await;
    }

    /// Asks the same, not each time, for the others whose records lie on this phone while somebody is in theirs.
    pub(super) async fn ask_for_others(&self) {
        let (asked, now) = (self.asked_others.get(), now().now);
        if asked.is_none_or(|at| now.since(at) >= ASKED_MS) {
            self.asked_others.set(Some(now));
            self.ask_how_all_stand(Some(self.store.name())).await;
        }
    }

    async fn ask_how_all_stand(&self, but: Option<String>) {
        let ring = self.keys.ring().await.unwrap_or_default();
        let locked = |profile: &Profile| profile.has_pin() && Some(&profile.database) != but.as_ref();
        for profile in ring.profiles.into_iter().filter(locked) {
            let Ok(stands) = api::stands(profile.me.device).await else {
                continue;
            };
            let noted = self.keys.alter(|ring| {
                let profile = ring.in_database(&profile.database);
                profile
                    .into_iter()
                    .for_each(|profile| profile.in_contact(now().now, None));
            });
            if noted.await.is_ok() && stands.revoked {
                // What is not wiped now is at the next contact.
                let _ = self.wipe_revoked(&profile.database).await;
            }
        }
    }

    /// Wipes the records of a phone that was revoked while it was locked. Unsent work stays, sealed: its member's PIN
    /// hands it in for a head to decide, and then it goes too. Where there is none, no PIN opens any more.
    async fn wipe_revoked(&self, database: &str) -> Result<(), StoreError> {
        let here = self.store.name() == database;
        if here && self.door.get_untracked() != Door::Locked {
            return Ok(());
        }
        let waits = if here {
            self.shut(Leaves::UNSENT).await?;
            self.store.holds_unsent().await?
        } else {
            let other = Indexed::open(database, Lock::Shut).await?;
            other.shut(Leaves::UNSENT).await?;
            other.holds_unsent().await?
        };
        if !waits {
            let forgetting = self.keys.alter(|ring| {
                let profile = ring.in_database(database);
                profile.into_iter().for_each(Profile::forget_pin);
            });
            forgetting.await?;
        }
        match (here, waits) {
            (true, true) => self.bar.set(Some(Bar::Revoked)),
            (true, false) => self.stand_at(Door::Open),
            (false, _) => {}
        }
        Ok(())
    }
}
