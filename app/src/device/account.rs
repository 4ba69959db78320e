//! Coming and going: signing in, accepting an invitation, signing out without losing unsent work.

use domain::id::Id;
use domain::record::Record;
use domain::replica::{Batch, Me, Op, Outgoing, Replica, State};
use domain::sought::Sought;
use wasm_bindgen_futures::spawn_local;

use super::api::{
    self, AcceptAsk, DataTokenAsk, DataTokenMade, DocumentAsk, FactorOffer, FactorStands, ImportAsk,
    ImportReport, Invitation, InvitationAsk, KeptReport, OpenSession, SignInAsk, SignedIn,
};
use super::download::{Fetched, Wanted, download};
use super::http::CallError;
use super::pace::{Ended, Wake};
use super::phone::{OpenError, Phone};
use super::store::{Leaves, StoreError};
use super::work::Work;
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

impl From<OpenError> for EntryError {
    fn from(OpenError(error): OpenError) -> Self {
        EntryError::Store(error)
    }
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
    pub async fn sign_in(self, mut ask: SignInAsk) -> Result<(), EntryError> {
        let inner = self.inner();
        ask.devices = inner.keys.ring().await?.devices().collect();
        ask.device = inner.owner.borrow().as_ref().map(|owner| owner.device);
        self.enter(api::sign_in(&ask).await?).await
    }

    /// Accepts an invitation: makes the account and signs in.
    pub async fn accept_invitation(self, ask: &AcceptAsk) -> Result<(), EntryError> {
        // A new account is always someone else's: refused before the invitation is used up.
        // Where records are sealed, each has theirs apart.
        let inner = self.inner();
        let unsent = unsent(&inner.replica.borrow());
        if unsent > 0 && !inner.store.is_sealed() {
            return Err(EntryError::OthersWork { unsent });
        }
        self.enter(api::accept_invitation(ask).await?).await
    }

    /// Signs out: sends what can be sent, forgets the association's records, keeps unsent work.
    pub async fn sign_out(self) -> Result<Left, StoreError> {
        let inner = self.inner();
        while inner.replica.borrow().waiting() > 0 {
            match sync::once(&inner).await {
                Ended::Done { again: true } => {}
                // The loop, or another tab, is sending it just now.
                Ended::Elsewhere if sync::others_end().await => inner.look_again().await?,
                _ => break,
            }
        }
        let device = inner.owner.borrow().as_ref().map(|owner| owner.device);
        let owed = api::sign_out(device).await.is_err();
        inner.forget_ring_pin().await?;
        inner.commit(|replica| left(replica, replica.sign_out())).await?;
        prefs::owe_sign_out(device, owed);
        let unsent = unsent(&inner.replica.borrow());
        let left = Leaves {
            unsent: unsent + inner.unreadable.get() > 0,
            receipts: true,
        };
        inner.leave(left).await?;
        inner.tell_state();
        Ok(Left { unsent })
    }

    /// Makes an invitation and its link.
    pub async fn invite(self, ask: &InvitationAsk) -> Result<Invitation, CallError> {
        let made = api::invite(ask).await?;
        self.sync_now();
        Ok(made)
    }

    /// The reports that the server keeps, the newest first.
    pub async fn kept_reports(self) -> Result<(Vec<KeptReport>, bool), CallError> {
        api::kept_reports().await
    }

    /// Keeps a report on the server as it is. `asked` is what it asks, as in an address.
    pub async fn keep_report(self, asked: &str, work: Work) -> Result<(), CallError> {
        api::keep_report(asked, work).await
    }

    /// Keeps a report no longer.
    pub async fn delete_report(self, id: Id) -> Result<(), CallError> {
        api::delete_report(id).await
    }

    /// Keeps a document of the association's file, on the server alone.
    pub async fn keep_document(self, ask: &DocumentAsk, work: Work) -> Result<(), CallError> {
        api::keep_document(ask, work).await?;
        // What it is comes with the next news.
        self.sync_now();
        Ok(())
    }

    /// Fetches a file that the server makes.
    pub async fn fetch_file(self, wanted: &Wanted, work: Work) -> Result<Fetched, CallError> {
        download(wanted, work).await
    }

    /// Makes a token by which a program reads.
    pub async fn make_token(self, ask: &DataTokenAsk) -> Result<DataTokenMade, CallError> {
        let made = api::make_token(ask).await?;
        self.sync_now();
        Ok(made)
    }

    /// Makes a link by which a member who forgot their password chooses another; `without_code` lets in who also lost
    /// what makes the codes of their second factor.
    pub async fn password_link(self, member: Id, without_code: bool) -> Result<Invitation, CallError> {
        let made = api::password_link(member, without_code).await?;
        self.sync_now();
        Ok(made)
    }

    /// Puts another password in the place of the one that is known. Every other phone of the member is signed out.
    pub async fn change_password(self, current: &str, password: &str) -> Result<(), CallError> {
        api::change_password(current, password).await
    }

    /// How the member's second factor stands.
    pub async fn factor(self) -> Result<FactorStands, CallError> {
        api::factor().await
    }

    /// What an authenticator app is given; signing in asks for nothing more until a code of it was confirmed.
    pub async fn begin_factor(self, password: &str) -> Result<FactorOffer, CallError> {
        api::begin_factor(password).await
    }

    /// Switches the second factor on by a code of it; the recovery codes, told once. Every other phone of the member is
    /// signed out.
    pub async fn confirm_factor(self, code: &str) -> Result<Vec<String>, CallError> {
        let codes = api::confirm_factor(code).await?;
        self.sync_now();
        Ok(codes)
    }

    /// Switches the second factor off. Every other phone of the member is signed out.
    pub async fn end_factor(self, password: &str, code: &str) -> Result<(), CallError> {
        api::end_factor(password, code).await?;
        self.sync_now();
        Ok(())
    }

    /// The phones that the member is signed in on.
    pub async fn open_sessions(self) -> Result<Vec<OpenSession>, CallError> {
        api::open_sessions().await
    }

    /// Signs one phone of the member out, or all but this. What waits on it stays on it.
    pub async fn end_sessions(self, password: &str, device: Option<Id>) -> Result<(), CallError> {
        api::end_sessions(password, device).await?;
        self.sync_now();
        Ok(())
    }

    /// Keeps the number of a person's identity card, on the server alone; an empty one is kept no longer.
    pub async fn keep_cin(self, person: Id, cin: &str) -> Result<(), CallError> {
        api::keep_cin(person, cin).await?;
        // What may be seen of it comes with the next news.
        self.sync_now();
        Ok(())
    }

    /// The number of a person's identity card; the log says that it was seen.
    pub async fn view_cin(self, person: Id) -> Result<String, CallError> {
        api::view_cin(person).await
    }

    /// The people whose identity card has a number.
    pub async fn find_cin(self, cin: &str) -> Result<Vec<Id>, CallError> {
        api::find_cin(cin).await
    }

    /// Entries of the log older than those on the phone that are looked for, newest first, and before which number
    /// there is more.
    pub async fn log_before(
        self,
        seq: u64,
        limit: u32,
        sought: &Sought,
    ) -> Result<(Vec<Record>, Option<u64>), CallError> {
        api::log_before(seq, limit, sought).await
    }

    /// Previews or does an import of people.
    pub async fn import(self, ask: &ImportAsk, work: Work) -> Result<ImportReport, CallError> {
        let report = api::import(ask, work).await?;
        if ask.commit {
            self.sync_now();
        }
        Ok(report)
    }

    /// Takes in a member whom the server has let in. Where that fails the phone is as it was.
    pub async fn enter(self, signed_in: SignedIn) -> Result<(), EntryError> {
        let inner = self.inner();
        let me = Me {
            association: signed_in.association,
            member: signed_in.member,
            device: signed_in.device,
        };
        let strangers = !inner.store.is_sealed()
            && inner
                .owner
                .borrow()
                .as_ref()
                .is_some_and(|owner| !owner.same_person(&me));
        let unsent = unsent(&inner.replica.borrow());
        if strangers && unsent > 0 {
            // The session just opened is closed again; where that fails it is never used.
            let _ = api::sign_out(Some(me.device)).await;
            return Err(EntryError::OthersWork { unsent });
        }
        if strangers {
            // Nothing of theirs is left to be sealed with the newcomer's key.
            inner.commit(|replica| left(replica, replica.sign_out())).await?;
        }
        inner.give_key(&me, &signed_in).await?;
        inner.commit(|replica| replica.sign_in(me.clone())).await?;
        prefs::owe_sign_out(Some(me.device), false);
        inner.owner.replace(Some(me));
        inner.trouble.set(None);
        inner.tell_state();
        inner.say();
        inner.wake(Wake::Asked);
        spawn_local(async move {
            keep::ask().await;
            inner.look_at_storage().await;
        });
        Ok(())
    }
}

/// The batch by which a person leaves this phone: what the server has of theirs goes with them.
fn left(replica: &Replica, batch: Batch) -> Batch {
    let known = replica.outbox().filter(|item| !is_unsent(item));
    Batch(known.cloned().map(Op::Settle).chain(batch.0).collect())
}

/// The batch of an answer; where it signs the member out, what the server has of theirs goes with them.
pub(super) fn answered(replica: &Replica, batch: Batch) -> Batch {
    let mut then = replica.clone();
    then.apply(&batch);
    if then.me().is_some() {
        return batch;
    }
    let known = then.outbox().filter(|item| !is_unsent(item)).cloned();
    Batch(batch.0.into_iter().chain(known.map(Op::Settle)).collect())
}

/// Whether only this phone has it: waiting, or refused and not seen to.
fn is_unsent(item: &Outgoing) -> bool {
    item.state == State::Pending || item.state.is_refused()
}

/// Records that only this phone has.
fn unsent(replica: &Replica) -> usize {
    replica.outbox().filter(|item| is_unsent(item)).count()
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;
    use domain::change::Change;
    use domain::id::Id;
    use domain::kind::Kind;
    use domain::time::{Clock, Millis};
    use domain::verdict::{Answer, Reason, Verdict};

    fn item(counter: u64, verdict: Option<Verdict>) -> Op {
        let id = Id::v7(Millis(1), [counter as u8; 10]);
        let change = Change {
            id,
            kind: Kind::Beneficiary,
            record: id,
            base: 0,
            set: Default::default(),
            clock: Clock::default(),
            counter,
        };
        let answered = |verdict| {
            State::Answered(Answer {
                change: id,
                seq: 1,
                received: Millis(1),
                verdict,
            })
        };
        Op::Queue(Outgoing {
            change,
            state: verdict.map_or(State::Pending, answered),
        })
    }

    #[test]
    fn what_the_server_holds_of_a_person_leaves_with_them_and_unsent_work_stays() {
        let reason = Reason::RightWithdrawn;
        let mut replica = Replica::new();
        replica.apply(&Batch(vec![
            item(1, None),
            item(2, Some(Verdict::Held { reason })),
            item(3, Some(Verdict::Refused { field: None, reason })),
            item(4, Some(Verdict::Accepted)),
        ]));
        let batch = left(&replica, replica.sign_out());
        replica.apply(&batch);
        let counters: Vec<u64> = replica.outbox().map(|item| item.change.counter).collect();
        assert_eq!((counters.as_slice(), unsent(&replica)), ([1, 3].as_slice(), 2));
    }

    #[test]
    fn what_an_answer_holds_back_leaves_with_whoever_it_signs_out() {
        let reason = Reason::RightWithdrawn;
        let mut replica = Replica::new();
        replica.apply(&Batch(vec![item(1, None)]));
        let mut batch = vec![item(1, Some(Verdict::Held { reason }))];
        batch.extend(replica.sign_out().0);
        replica.apply(&answered(&replica, Batch(batch)));
        assert_eq!(replica.outbox().count(), 0);
    }
}
