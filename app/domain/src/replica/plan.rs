//! From what someone wants recorded to changes and the batch that makes them durable.

use std::collections::BTreeMap;

use super::{Batch, Op, Outgoing, Replica, State};
use crate::access::Asker;
use crate::bonds::{check_bonds, check_lead};
use crate::change::{Change, Edit};
use crate::erasure::{bared, objection};
use crate::id::Id;
use crate::kind::Kind;
use crate::record::{Record, leading, natural_id};
use crate::rules::{Fault, check};
use crate::slice::Ledger;
use crate::time::Clock;
use crate::value::{FieldNo, Fields, Value};
use crate::verdict::Reason;

/// What planning gives: changes, and the batch to write.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Plan {
    /// The changes, in order.
    pub changes: Vec<Change>,
    /// What the store writes, in one transaction.
    pub batch: Batch,
}

/// Why nothing was recorded.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PlanError {
    /// Nobody is signed in on this phone.
    #[error("nobody is signed in on this phone: sign in, then record again")]
    SignedOut,
    /// One of the edits is at fault.
    #[error("edit {edit}: {fault}")]
    Fault {
        /// Which of the edits, from 0.
        edit: usize,
        /// What is wrong with it.
        fault: Fault,
    },
}

/// A replica with edits that are not recorded yet laid on top.
pub struct Draft<'a> {
    replica: &'a Replica,
    over: BTreeMap<Id, Record>,
}

impl<'a> Draft<'a> {
    /// Nothing laid on top yet.
    pub fn new(replica: &'a Replica) -> Self {
        Draft {
            replica,
            over: BTreeMap::new(),
        }
    }

    /// Lays one edit on top.
    pub fn lay(&mut self, edit: &Edit) {
        let mut record = self
            .record(edit.record)
            .cloned()
            .unwrap_or_else(|| Record::empty(edit.kind, edit.record));
        record.fields.lay(&edit.set);
        self.over.insert(edit.record, record);
    }
}

impl Ledger for Draft<'_> {
    fn record(&self, id: Id) -> Option<&Record> {
        self.over.get(&id).or_else(|| self.replica.get(id))
    }

    fn activities_of(&self, person: Id) -> Vec<Id> {
        self.replica.activities_of(person)
    }

    fn another_head(&self, than: Id) -> bool {
        let team = self.replica.all(Kind::Member).map(|member| member.id);
        let team = team.filter_map(|id| self.record(id));
        team.into_iter()
            .any(|member| member.id != than && Asker::of(member).manages_team())
    }
}

impl Replica {
    /// Turns edits into changes, or says which edit is at fault; then nothing is recorded at all.
    ///
    /// What an edit repeats of what the record says already is left out, and an edit that says nothing
    /// new makes no change: saving touches only what a person touched.
    pub fn plan(&self, edits: &[Edit], clock: Clock) -> Result<Plan, PlanError> {
        let me = self.me().ok_or(PlanError::SignedOut)?;
        let asker = self.asker();
        let mut draft = Draft::new(self);
        let mut plan = Plan::default();
        let mut counter = self.counter();
        for (at, edit) in edits.iter().enumerate() {
            let existing = draft.record(edit.record);
            let Some(set) = news(edit, existing) else { continue };
            counter += 1;
            let change = Change {
                id: Id::of_change(me.device, counter, clock.now),
                kind: edit.kind,
                record: edit.record,
                base: self.server_record(edit.record).map_or(0, |record| record.version),
                set,
                clock,
                counter,
            };
            let at_fault = |fault| PlanError::Fault { edit: at, fault };
            let change = match bared(&change, &draft) {
                Some(bared) => match objection(&bared) {
                    Some(fault) => return Err(at_fault(fault)),
                    None => bared,
                },
                None => change,
            };
            check(&change, existing).map_err(at_fault)?;
            let after = change.laid(existing);
            check_bonds(&change, &after, &draft).map_err(at_fault)?;
            let exists = existing.is_some();
            draft.over.insert(change.record, after.clone());
            if let Some(asker) = &asker {
                if !asker.may(&change, &after, exists, &draft) {
                    return Err(at_fault(Fault::whole(Reason::NotAllowed)));
                }
                if let Some(field) = asker.forged(&change, &after) {
                    return Err(at_fault(Fault::at(field, Reason::NotAllowed)));
                }
            }
            let before = self.get(change.record);
            check_lead(before, &after, &draft).map_err(at_fault)?;
            plan.batch.0.push(Op::Queue(Outgoing {
                change: change.clone(),
                state: State::Pending,
            }));
            plan.changes.push(change);
        }
        Ok(plan)
    }
}

/// What an edit says that the record does not say yet; `None` when there is nothing.
///
/// A new record, or one whose id is made of what it says, keeps those fields, so that the change stands
/// on its own wherever it arrives.
fn news(edit: &Edit, existing: Option<&Record>) -> Option<Fields> {
    let Some(existing) = existing else {
        return Some(
            edit.set
                .iter()
                .filter(|(_, value)| !crate::record::is_null(value))
                .map(cloned)
                .collect(),
        );
    };
    let differs = |field, value: &_| match existing.fields.get(field) {
        Some(said) => said != value,
        None => !crate::record::is_null(value),
    };
    let news: Fields = edit
        .set
        .iter()
        .filter(|(field, value)| differs(*field, value))
        .map(cloned)
        .collect();
    if news.is_empty() {
        return None;
    }
    let natural = natural_id(edit.kind, &edit.set).is_some();
    let whole = leading(edit.kind).is_some_and(|field| news.get(field).is_some());
    Some(if natural || whole { edit.set.clone() } else { news })
}

fn cloned((field, value): (FieldNo, &Value)) -> (FieldNo, Value) {
    (field, value.clone())
}
