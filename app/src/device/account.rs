//! Coming and going: signing in, accepting an invitation, signing out without losing unsent work.

use domain::id::Id;
use domain::record::Record;
use domain::replica::{Me, Replica, State};
use wasm_bindgen_futures::spawn_local;

use super::api::{
    self, AcceptAsk, ImportAsk, ImportReport, Invitation, InvitationAsk, InvitationOffer, SignInAsk, SignedIn,
};
use super::http::CallError;
use super::pace::{Ended, Wake};
use super::phone::Phone;
use super::store::StoreError;
use super::{keep, prefs, sync};

/// Why nobody was signed in. Nothing on the phone has changed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum EntryError {
    /// The phone holds unsent work of someone else.
    #[error(
        "this phone holds {unsent} unsent records of another person; they are safe: let that person sign in here and send them first"
    )]
    OthersWork {
        /// How many records.
        unsent: usize,
    },
    /// The server was not reached, or said no.
    #[error(transparent)]
    Call(#[from] CallError),
    /// The phone could not keep it.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl EntryError {
    /// A key for words a person can read.
    pub fn code(&self) -> &str {
        match self {
            EntryError::OthersWork { .. } => "others_work",
            EntryError::Call(error) => error.code(),
            EntryError::Store(error) => error.code(),
        }
    }
}

/// How a signing out ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Left {
    /// Records that could not be sent and stay on the phone for the same person.
    pub unsent: usize,
}

impl Phone {
    /// Signs in. Needs the network, this once.
    pub async fn sign_in(
        self,
        login: &str,
        password: &str,
        device_name: &str,
    ) -> Result<SignedIn, EntryError> {
        let device = self.inner().owner.borrow().as_ref().map(|owner| owner.device);
        let signed_in = api::sign_in(&SignInAsk {
            login,
            password,
            device_name,
            device,
        })
        .await?;
        self.enter(signed_in).await
    }

    /// What an invitation offers, to show before it is accepted.
    pub async fn open_invitation(self, token: &str) -> Result<InvitationOffer, CallError> {
        api::open_invitation(token).await
    }

    /// Accepts an invitation: makes the account and signs in.
    pub async fn accept_invitation(
        self,
        token: &str,
        name: &str,
        login: &str,
        password: &str,
        device_name: &str,
    ) -> Result<SignedIn, EntryError> {
        // A new account is always someone else's: refused before the invitation is used up.
        let unsent = unsent(&self.inner().replica.borrow());
        if unsent > 0 {
            return Err(EntryError::OthersWork { unsent });
        }
        let signed_in = api::accept_invitation(&AcceptAsk {
            token,
            name,
            login,
            password,
            device_name,
        })
        .await?;
        self.enter(signed_in).await
    }

    /// Signs out: sends what can be sent, forgets the association's records, keeps unsent work.
    pub async fn sign_out(self) -> Result<Left, StoreError> {
        let inner = self.inner();
        while inner.replica.borrow().waiting() > 0 {
            if sync::once(&inner).await != (Ended::Done { again: true }) {
                break;
            }
        }
        let owed = matches!(api::sign_out().await, Err(CallError::NoNetwork));
        inner.commit(Replica::sign_out).await?;
        prefs::owe_sign_out(owed);
        inner.tell_state();
        Ok(Left {
            unsent: unsent(&inner.replica.borrow()),
        })
    }

    /// Makes an invitation and its link.
    pub async fn invite(self, ask: &InvitationAsk) -> Result<Invitation, CallError> {
        let made = api::invite(ask).await?;
        self.sync_now();
        Ok(made)
    }

    /// Lines of the log older than those on the phone, newest first.
    pub async fn log_before(self, seq: u64, limit: u32) -> Result<Vec<Record>, CallError> {
        api::log_before(seq, limit).await
    }

    /// Previews or does an import of people.
    pub async fn import(self, ask: &ImportAsk) -> Result<ImportReport, CallError> {
        let report = api::import(ask).await?;
        if ask.commit {
            self.sync_now();
        }
        Ok(report)
    }

    async fn enter(self, signed_in: SignedIn) -> Result<SignedIn, EntryError> {
        let inner = self.inner();
        let me = Me {
            association: signed_in.association,
            member: signed_in.member,
            device: signed_in.device,
        };
        let strangers = inner
            .owner
            .borrow()
            .as_ref()
            .is_some_and(|owner| !same_person(owner, &me));
        let unsent = unsent(&inner.replica.borrow());
        if strangers && unsent > 0 {
            // The session just opened is closed again; where that fails it is never used.
            let _ = api::sign_out().await;
            return Err(EntryError::OthersWork { unsent });
        }
        inner.commit(|replica| replica.sign_in(me.clone())).await?;
        inner.owner.replace(Some(me));
        prefs::owe_sign_out(false);
        inner.trouble.set(None);
        inner.tell_state();
        inner.say();
        inner.wake(Wake::Asked);
        spawn_local(async move {
            keep::ask().await;
            inner.look_at_storage().await;
        });
        Ok(signed_in)
    }
}

fn same_person(one: &Me, other: &Me) -> bool {
    let person = |me: &Me| -> (Id, Id) { (me.association, me.member) };
    person(one) == person(other)
}

/// Records that only this phone has: waiting, or refused and not seen to.
fn unsent(replica: &Replica) -> usize {
    replica
        .outbox()
        .filter(|item| item.state == State::Pending || item.state.is_refused())
        .count()
}
