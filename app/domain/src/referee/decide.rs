//! A change and what follows from it: a head's decision changes the record it is about.

use super::{Case, Kept, Receipt, Ruling, Stamp, judge};
use crate::access::Asker;
use crate::change::Change;
use crate::erasure;
use crate::id::Id;
use crate::record::review_item;
use crate::review;
use crate::rules::{Fault, check};
use crate::slice::Ledger;
use crate::time::{Millis, corrected};
use crate::verdict::{Reason, Verdict};

/// What the referee needs to know of the association's records.
pub trait Register: Ledger {
    /// A record as it is kept.
    fn kept(&self, id: Id) -> Option<&Kept>;
}

/// What was decided about a change, and about what a head's decision does to the record it is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decided {
    /// The ruling on the change itself.
    pub ruling: Ruling,
    /// The ruling on what follows from it, with the next seq.
    pub effect: Option<Ruling>,
}

/// Decides about one change, and about what follows from it.
pub fn decide(
    register: &impl Register,
    asker: &Asker,
    rights_changed: Option<Millis>,
    change: &Change,
    receipt: &Receipt,
) -> Decided {
    let kept = register.kept(change.record);
    let ruling = judge(register, asker, rights_changed, kept, change, receipt);
    let effect = kept.and_then(|item| review::effect(&item.record, change, receipt.seq));
    let (Some(effect), true) = (effect, ruling.kept.is_some()) else {
        return Decided { ruling, effect: None };
    };
    let bared = erasure::bared(&effect, register);
    let case = Case {
        ledger: register,
        asker,
        rights_changed: None,
        kept: register.kept(effect.record),
        at: corrected(change.clock.now, receipt.skew_ms, receipt.at),
        change: bared.as_ref().unwrap_or(&effect),
        receipt: &receipt.after(receipt.seq),
        by_decision: true,
        of_erased: bared.is_some(),
    };
    let followed = case.ruling();
    match followed.line.answer.verdict {
        Verdict::Refused { reason, .. } | Verdict::Held { reason } => {
            let refused = Case {
                rights_changed,
                kept,
                change,
                receipt,
                by_decision: false,
                of_erased: false,
                ..case
            };
            let verdict = Verdict::Refused { field: None, reason };
            Decided {
                ruling: refused.ruled(verdict, None),
                effect: None,
            }
        }
        _ => Decided {
            ruling: review::remembering(ruling, case.kept, &effect),
            effect: Some(followed),
        },
    }
}

impl<L: Ledger> Case<'_, L> {
    /// Why a decision does not stand. Of two that differ, the first stands.
    pub(super) fn decision_objection(&self) -> Option<Verdict> {
        let fault = check(self.change, self.existing()).err();
        if let Some(Fault { field, reason }) = fault {
            return Some(Verdict::Refused { field, reason });
        }
        let after = self.change.laid(self.existing());
        if !self
            .asker
            .may(self.change, &after, self.kept.is_some(), self.ledger)
        {
            return Some(Verdict::Refused {
                field: None,
                reason: Reason::NotAllowed,
            });
        }
        let seen = |stamp: &Stamp| stamp.device == self.receipt.device || stamp.seq <= self.change.base;
        let saw = self
            .kept
            .and_then(|kept| kept.stamp(review_item::DECISION))
            .is_none_or(seen);
        review::objection(self.existing()?, self.change, self.asker, saw)
    }
}
