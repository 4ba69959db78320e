//! What a request says of this phone beside its cookie: which of the browser's it is, and the pass that lies behind the
//! PIN. A phone that lies locked cannot say it.

use std::cell::RefCell;

use domain::id::Id;

use super::api;
use super::js::random;
use super::phone::Inner;
use super::seal::{Key, Profile};

/// Which phone a request comes from.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct Said {
    device: Id,
    pass: Option<String>,
}

impl Said {
    /// A phone that says no pass: it was told none, or lies locked.
    pub(super) fn without(device: Id) -> Self {
        Said { device, pass: None }
    }

    /// A member's phone whose key is at hand.
    pub(super) fn by(profile: &Profile, key: &Key) -> Self {
        Said {
            device: profile.me.device,
            // What was offered is said too: the server may have taken it, and its answer been lost.
            pass: profile.pass(key).or_else(|| profile.offered(key)),
        }
    }

    /// The headers that say it.
    pub(super) fn headers(&self) -> impl Iterator<Item = (&'static str, String)> {
        let pass = self.pass.clone().map(|pass| ("hadir-pass", pass));
        [("hadir-device", self.device.to_string())]
            .into_iter()
            .chain(pass)
    }
}

thread_local! {
    static HERE: RefCell<Option<Said>> = const { RefCell::new(None) };
}

/// What requests say from now on; nothing where nobody is here.
pub(super) fn say(said: Option<Said>) {
    HERE.replace(said);
}

/// Says which phone is here; its pass goes on being said where it is the same.
pub(super) fn stand_for(device: Option<Id>) {
    let known = said().filter(|said| Some(said.device) == device);
    say(known.or(device.map(Said::without)));
}

/// What requests say now.
pub(super) fn said() -> Option<Said> {
    HERE.with_borrow(Clone::clone)
}

impl Inner {
    /// Takes up the pass that another tab was told meanwhile; whether it is another one.
    pub(super) async fn takes_up_pass(&self) -> bool {
        let (name, key) = (self.store.name(), self.store.key());
        let mut ring = self.keys.ring().await.unwrap_or_default();
        let found = key.and_then(|key| Some(Said::by(ring.in_database(&name)?, &key)));
        let another = found.is_some() && found != said();
        if another {
            say(found);
        }
        another
    }

    /// Gives the server, once in this page's life for each phone it is, a pass where this one signed in before there were
    /// any: made here, kept, and only then said.
    pub(super) async fn give_pass(&self) {
        let device = self.replica.borrow().me().map(|me| me.device);
        if !self.store.is_sealed() || self.gave_pass.replace(device) == device {
            return;
        }
        self.takes_up_pass().await;
        if !self.has_pass().await && self.offers_pass().await.is_none() {
            // Where it was not kept, or not heard, it is tried again at the next sync.
            self.gave_pass.set(None);
        }
    }

    /// Whether the server and this phone have a pass in common, as far as is known.
    async fn has_pass(&self) -> bool {
        let (name, key) = (self.store.name(), self.store.key());
        let mut ring = self.keys.ring().await.unwrap_or_default();
        key.is_some_and(|key| {
            ring.in_database(&name)
                .is_some_and(|profile| profile.pass(&key).is_some())
        })
    }

    async fn offers_pass(&self) -> Option<()> {
        let (name, key) = (self.store.name(), self.store.key()?);
        let drawn: [u8; 32] = random();
        let made: String = drawn.iter().map(|byte| format!("{byte:02x}")).collect();
        let offering = self.keys.alter(|ring| {
            let profile = ring.in_database(&name)?;
            profile.offer(&key, &made, random());
            Some(Said::by(profile, &key))
        });
        let offered = offering.await.ok()??;
        let pass = offered.pass.clone()?;
        say(Some(offered));
        let taken = api::give_pass(&pass).await.ok()?;
        let keeping = self.keys.alter(|ring| {
            let profile = ring.in_database(&name)?;
            profile.keep_pass(&key, &taken, random());
            Some(Said::by(profile, &key))
        });
        say(Some(keeping.await.ok()??));
        Some(())
    }
}
