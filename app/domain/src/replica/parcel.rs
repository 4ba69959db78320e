//! What a phone puts into a parcel: its changes that wait, for another phone to deliver.

use super::{Replica, State};
use crate::change::Change;
use crate::time::Millis;
use crate::wire::{PARCEL_BYTES, ParcelContents, ParcelHeader, to_cbor};

/// Room in a parcel for all but its changes.
const ASIDE_BYTES: usize = 1_024;

impl Replica {
    /// The changes that wait, oldest first, as many as a parcel holds; `None` where nothing waits or nobody is
    /// signed in. They go on waiting here: what the server then has twice, it answers twice the same.
    pub fn parcel(&self, saved: Millis) -> Option<(ParcelHeader, ParcelContents)> {
        let me = self.me()?;
        let waiting = self.outbox().filter(|item| item.state == State::Pending);
        let mut room = PARCEL_BYTES - ASIDE_BYTES;
        let fits = |change: &Change| {
            let left = room.checked_sub(to_cbor(change).len());
            room = left.unwrap_or_default();
            left.is_some()
        };
        let changes: Vec<Change> = waiting.map(|item| item.change.clone()).take_while(fits).collect();
        let header = ParcelHeader {
            association: me.association,
            device: me.device,
            epoch: self.meta().epoch,
            saved,
            changes: changes.len() as u64,
        };
        let skew_ms = self.meta().skew_ms;
        (!changes.is_empty()).then_some((header, ParcelContents { skew_ms, changes }))
    }
}
