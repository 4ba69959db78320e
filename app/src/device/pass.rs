//! What a request says of this phone beside its cookie: which of the browser's it is, and the pass that lies behind the
//! PIN. A phone that lies locked cannot say it.

use std::cell::RefCell;

use domain::id::Id;

use super::api;
use super::js::random;
use super::phone::Inner;
use super::seal::{Key, Profile};
use super::store::StoreError;

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
            pass: profile.pass(key),
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

    /// Asks the server, once in this page's life for each phone it is, for a pass where this one signed in before there
    /// were any.
    pub(super) async fn learn_pass(&self) {
        let device = self.replica.borrow().me().map(|me| me.device);
        if !self.store.is_sealed() || self.asked_pass.replace(device) == device {
            return;
        }
        let has_one = said().is_some_and(|said| said.pass.is_some());
        if has_one || self.takes_up_pass().await {
            return;
        }
        let told = api::pass().await;
        let (Ok(told), Some(key)) = (told, self.store.key()) else {
            self.asked_pass.set(None);
            return;
        };
        // A pass that is not kept is asked for no more: signing in tells another, and nothing is lost.
        let _ = self.keep_pass(&key, &told).await;
    }

    async fn keep_pass(&self, key: &Key, told: &str) -> Result<(), StoreError> {
        let name = self.store.name();
        let keeping = self.keys.alter(|ring| {
            let profile = ring.in_database(&name)?;
            profile.keep_pass(key, told, random());
            Some(Said::by(profile, key))
        });
        say(keeping.await?);
        Ok(())
    }
}
