//! What a tab must take in of another's work: pure.

use std::collections::BTreeSet;

use domain::replica::{Batch, Op, Replica};

use super::store::News;

impl News {
    /// The batch that brings a replica to what the store holds.
    pub fn against(&self, replica: &Replica) -> Batch {
        let mut ops: Vec<Op> = self
            .parts
            .iter()
            .flat_map(|batch| batch.0.iter().cloned())
            .collect();
        let held: BTreeSet<u64> = self.outbox.iter().map(|item| item.change.counter).collect();
        let left = replica
            .outbox()
            .filter(|item| !held.contains(&item.change.counter));
        ops.extend(left.cloned().map(Op::Settle));
        let known = |counter| replica.outbox().find(|item| item.change.counter == counter);
        let fresh = self
            .outbox
            .iter()
            .filter(|item| known(item.change.counter) != Some(item));
        ops.extend(fresh.cloned().map(Op::Queue));
        if &self.meta != replica.meta() {
            ops.push(Op::Meta(self.meta.clone()));
        }
        Batch(ops)
    }
}
