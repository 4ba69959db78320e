//! What is made of an association's records in the background, by one at a time.

use std::sync::{Arc, Mutex, PoisonError};

use domain::id::{Id, IdSet};

/// Associations for which it is being made, so that nobody does it twice at once.
#[derive(Clone, Debug, Default)]
pub(super) struct Once(Arc<Mutex<IdSet>>);

impl Once {
    /// Begins; whether nobody is doing it.
    pub(super) fn begin(&self, association: Id) -> bool {
        self.0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .insert(association)
    }

    /// Ends.
    pub(super) fn end(&self, association: Id) {
        self.0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .remove(&association);
    }
}
