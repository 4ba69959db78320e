//! Turns within this process: who waits for an association's lock holds no connection meanwhile.
//!
//! So an association whose book stays open for long, as while a large list is imported, keeps nobody else waiting.

use std::sync::{Arc, Mutex, PoisonError, Weak};
use std::time::Duration;

use domain::id::{Id, IdMap};
use tokio::sync::{Mutex as Gate, OwnedMutexGuard};
use tokio::time::timeout;

/// How long a turn, or a connection, is waited for.
pub(super) const PATIENCE: Duration = Duration::from_secs(30);

/// The turn of one book; the next one's begins when it is dropped.
pub(super) type Turn = OwnedMutexGuard<()>;

/// Who waits for which association, in order; cheap to clone.
#[derive(Clone, Debug, Default)]
pub(super) struct Turns(Arc<Mutex<IdMap<Weak<Gate<()>>>>>);

impl Turns {
    /// Waits for the turn of an association's next book.
    pub(super) async fn of(&self, association: Id) -> Result<Turn, sqlx::Error> {
        let waiting = timeout(PATIENCE, self.gate(association).lock_owned());
        waiting.await.map_err(|_| sqlx::Error::PoolTimedOut)
    }

    fn gate(&self, association: Id) -> Arc<Gate<()>> {
        let mut gates = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(gate) = gates.get(&association).and_then(Weak::upgrade) {
            return gate;
        }
        gates.retain(|_, gate| gate.strong_count() > 0);
        let gate = Arc::new(Gate::new(()));
        gates.insert(association, Arc::downgrade(&gate));
        gate
    }
}
