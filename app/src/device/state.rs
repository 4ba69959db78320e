//! What the sync chip says: pure.

use domain::replica::Replica;
use domain::time::Millis;

use super::pace::Failure;

/// The one thing to say of sending, the most pressing first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Phase {
    /// Nobody is signed in, or the server ended the session: unsent work is safe.
    #[default]
    SignedOut,
    /// This app is too old for the server: unsent work is safe.
    UpdateRequired,
    /// Something was refused and needs a person.
    NeedsYou,
    /// The last sync failed; what is recorded is saved on this phone.
    Offline,
    /// Recorded work is on its way.
    Sending,
    /// Recorded work waits.
    Waiting,
    /// Nothing waits here, and the first of what the member may see is on its way.
    Receiving,
    /// The server has everything.
    AllSent,
}

/// What went wrong last, and since when nothing has worked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Trouble {
    /// What went wrong.
    pub failure: Failure,
    /// Since when, by this phone's clock.
    pub since: Millis,
}

/// All there is to say of sending and receiving.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SyncState {
    /// The one thing to say.
    pub phase: Phase,
    /// Changes that wait to be sent.
    pub waiting: usize,
    /// Changes that were refused.
    pub needing_you: usize,
    /// Changes on this phone that this version cannot read. They stay as they are.
    pub unreadable: usize,
    /// Whether a sync is under way.
    pub syncing: bool,
    /// What went wrong last; `None` after a success.
    pub trouble: Option<Trouble>,
    /// When the server last answered, by this phone's clock.
    pub synced_at: Option<Millis>,
    /// Whether everything the member may see has arrived.
    pub complete: bool,
}

impl SyncState {
    /// What is to say, given what the phone knows and how the last sync went.
    pub(super) fn of(replica: &Replica, unreadable: usize, syncing: bool, trouble: Option<Trouble>) -> Self {
        let mut state = SyncState {
            phase: Phase::AllSent,
            waiting: replica.waiting(),
            needing_you: replica.needing_person(),
            unreadable,
            syncing,
            trouble,
            synced_at: replica.meta().synced_at,
            complete: replica.meta().complete,
        };
        state.phase = state.most_pressing(replica.me().is_some());
        state
    }

    fn most_pressing(&self, signed_in: bool) -> Phase {
        match self.trouble.map(|trouble| trouble.failure) {
            _ if !signed_in => Phase::SignedOut,
            Some(Failure::SignedOut) => Phase::SignedOut,
            Some(Failure::UpdateRequired) => Phase::UpdateRequired,
            _ if self.needing_you + self.unreadable > 0 => Phase::NeedsYou,
            Some(_) => Phase::Offline,
            None if self.waiting == 0 && self.syncing && !self.complete => Phase::Receiving,
            None if self.waiting == 0 => Phase::AllSent,
            None if self.syncing => Phase::Sending,
            None => Phase::Waiting,
        }
    }
}

impl Trouble {
    /// The trouble after a failure: since when does not move while nothing works.
    pub(super) fn after(before: Option<Trouble>, failure: Failure, now: Millis) -> Self {
        Trouble {
            failure,
            since: before.map_or(now, |before| before.since),
        }
    }
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;
    use domain::id::Id;
    use domain::replica::{Me, Meta, Op};

    fn signed_in() -> Replica {
        let mut replica = Replica::new();
        let me = Me {
            association: Id::MIN,
            member: Id::MAX,
            device: Id::MIN,
        };
        replica.apply(&domain::replica::Batch(vec![Op::Meta(Meta {
            me: Some(me),
            ..Meta::default()
        })]));
        replica
    }

    fn trouble(failure: Failure) -> Option<Trouble> {
        Some(Trouble {
            failure,
            since: Millis(5),
        })
    }

    #[test]
    fn a_phone_nobody_signed_in_on_says_so_whatever_else() {
        let state = SyncState::of(&Replica::new(), 0, true, trouble(Failure::NoNetwork));
        assert_eq!(state.phase, Phase::SignedOut);
    }

    #[test]
    fn an_ended_session_is_not_called_offline() {
        assert_eq!(
            SyncState::of(&signed_in(), 0, false, trouble(Failure::SignedOut)).phase,
            Phase::SignedOut
        );
        assert_eq!(
            SyncState::of(&signed_in(), 0, false, trouble(Failure::NoNetwork)).phase,
            Phase::Offline
        );
    }

    #[test]
    fn what_comes_first_is_said_to_come_and_what_comes_later_needs_no_word() {
        let mut replica = signed_in();
        assert_eq!(SyncState::of(&replica, 0, true, None).phase, Phase::Receiving);
        assert_eq!(SyncState::of(&replica, 0, false, None).phase, Phase::AllSent);
        let complete = Meta {
            complete: true,
            ..replica.meta().clone()
        };
        replica.apply(&domain::replica::Batch(vec![Op::Meta(complete)]));
        assert_eq!(SyncState::of(&replica, 0, true, None).phase, Phase::AllSent);
    }

    #[test]
    fn what_this_version_cannot_read_is_never_called_all_sent() {
        assert_eq!(SyncState::of(&signed_in(), 1, false, None).phase, Phase::NeedsYou);
    }

    #[test]
    fn trouble_counts_from_its_first_failure() {
        let first = Trouble::after(None, Failure::NoNetwork, Millis(10));
        let next = Trouble::after(Some(first), Failure::Server { retry_ms: None }, Millis(99));
        assert_eq!(
            next,
            Trouble {
                failure: Failure::Server { retry_ms: None },
                since: Millis(10)
            }
        );
    }
}
