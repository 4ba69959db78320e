//! How much one request carries: less and less where the server cannot read it, down to the one change at fault. Pure.

use domain::change::Change;
use domain::wire::PUSH_CHANGES;

/// What the server was last able to read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Load {
    most: usize,
    /// Counter of a change that was not read though it came alone.
    suspect: Option<u64>,
}

impl Default for Load {
    fn default() -> Self {
        Load {
            most: PUSH_CHANGES,
            suspect: None,
        }
    }
}

impl Load {
    /// Most changes the next request carries.
    pub(super) fn most(self) -> usize {
        self.most
    }

    /// After a request that was read: more next time, and the counter of the change found to be at fault.
    ///
    /// A change is at fault when it was not read alone and a request without it was: a server, or something
    /// on the way to it, that reads nothing at all says nothing of a change.
    #[must_use]
    pub(super) fn read(self, sent: &[Change]) -> (Self, Option<u64>) {
        let more = Load {
            most: (self.most * 2).clamp(1, PUSH_CHANGES),
            suspect: None,
        };
        (more, self.suspect.filter(|_| sent.is_empty()))
    }

    /// After a request that was not read: less next time, at last nothing, so that fetching goes on.
    #[must_use]
    pub(super) fn unread(self, sent: &[Change]) -> Self {
        Load {
            most: sent.len() / 2,
            suspect: match sent {
                [alone] => Some(alone.counter),
                _ => None,
            },
        }
    }
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;
    use domain::id::Id;
    use domain::kind::Kind;
    use domain::time::{Clock, Millis};
    use std::collections::BTreeSet;

    fn change(counter: u64) -> Change {
        Change {
            id: Id::v7(Millis(1), [1; 10]),
            kind: Kind::Beneficiary,
            record: Id::v7(Millis(1), [2; 10]),
            base: 0,
            set: Default::default(),
            clock: Clock::default(),
            counter,
        }
    }

    /// Sends until nothing waits: what arrived, what was put aside, in how many requests.
    fn send_all(waiting: u64, reads: impl Fn(&[Change]) -> bool) -> (Vec<u64>, Vec<u64>, usize) {
        let mut waiting: BTreeSet<u64> = (1..=waiting).collect();
        let (mut load, mut arrived, mut aside) = (Load::default(), Vec::new(), Vec::new());
        for requests in 0..100 {
            if waiting.is_empty() {
                return (arrived, aside, requests);
            }
            let sent: Vec<Change> = waiting
                .iter()
                .take(load.most())
                .map(|counter| change(*counter))
                .collect();
            if !reads(&sent) {
                load = load.unread(&sent);
                continue;
            }
            sent.iter().for_each(|change| {
                waiting.remove(&change.counter);
                arrived.push(change.counter);
            });
            let (more, at_fault) = load.read(&sent);
            load = more;
            at_fault.into_iter().for_each(|counter| {
                waiting.remove(&counter);
                aside.push(counter);
            });
        }
        (arrived, aside, 100)
    }

    #[test]
    fn changes_the_server_cannot_read_are_put_aside_and_block_nothing() {
        let bad = [1, 7, 30];
        let reads = |sent: &[Change]| !sent.iter().any(|change| bad.contains(&change.counter));
        let (arrived, aside, requests) = send_all(40, reads);
        assert_eq!((arrived.len(), aside.as_slice()), (37, bad.as_slice()));
        assert!(requests < 40, "{requests} requests");
    }

    #[test]
    fn a_server_that_reads_nothing_has_nothing_put_aside() {
        assert_eq!(send_all(3, |_| false), (vec![], vec![], 100));
    }

    #[test]
    fn a_change_that_came_while_nothing_was_read_is_not_at_fault() {
        let load = Load::default().unread(&[change(1)]).unread(&[]);
        assert_eq!(load.read(&[]).1, None);
    }
}
