//! Erasing what identifies a person, on request or after the time for which it may be kept.
//!
//! Nothing is deleted: every record about the person goes on standing with the fields of [`KEPT`] alone, so that a
//! report says the same before and after. Lines of the log lose the same values; a later line declares it
//! ([`Redaction`]).

mod bare;
mod lapse;
mod redaction;

pub(crate) use bare::bare_record;
pub use bare::{bare, bare_change, bared, begins, is_erased, objection};
pub use lapse::{Lapsed, lapsed};
pub use redaction::{Declared, Redaction, identifies, redacted};

use crate::id::Id;
use crate::kind::Kind;
use crate::record::{
    Rule, attendance, beneficiary, consent, delivery, pair, references, registration, request, review_item,
    specs,
};
use crate::value::{FieldNo, Fields};

/// Months for which what identifies somebody is kept where an association does not say.
pub const MONTHS: i64 = 24;

/// What stays of a record about somebody whose data was erased, for each kind that says something of a person. A
/// field that is not named here goes. A field that was once named stays named: what was redacted is compared with
/// this.
pub const KEPT: &[(Kind, &[FieldNo])] = &[
    (
        Kind::Beneficiary,
        &[
            beneficiary::SEX,
            beneficiary::BIRTH_YEAR,
            beneficiary::COMMUNE,
            beneficiary::ERASED,
            // Counted as sex is: totals of the past stay as they were reported.
            beneficiary::DISABILITY,
        ],
    ),
    (
        Kind::Registration,
        &[
            registration::ACTIVITY,
            registration::BENEFICIARY,
            registration::GROUP,
            registration::STATUS,
            registration::SOURCE,
            registration::FROM,
            registration::TO,
            registration::WHY,
            registration::ASKED,
            registration::TOLD,
            registration::TURN,
            registration::STAYS,
        ],
    ),
    (
        Kind::Attendance,
        &[
            attendance::SESSION,
            attendance::BENEFICIARY,
            attendance::STATUS,
            attendance::ARRIVED,
            attendance::METHOD,
            attendance::BY,
            attendance::ARRIVED_MINUTE,
        ],
    ),
    (
        // What was handed over is counted as it was: an item names goods, nobody.
        Kind::Delivery,
        &[
            delivery::ACTIVITY,
            delivery::DAY,
            delivery::ITEM,
            delivery::QUANTITY,
            delivery::UNIT,
            delivery::SESSION,
            delivery::BENEFICIARY,
            delivery::BY,
            delivery::UNNAMED,
        ],
    ),
    (
        Kind::Consent,
        &[
            consent::BENEFICIARY,
            consent::PURPOSE,
            consent::MANNER,
            consent::BY_GUARDIAN,
            consent::DAY,
            consent::TEXT_VERSION,
            consent::WITNESS,
            consent::WITHDRAWN,
        ],
    ),
    (
        Kind::ReviewItem,
        &[
            review_item::CHANGE,
            review_item::MATTER,
            review_item::KIND,
            review_item::RECORD,
            review_item::FIELD,
            // Of what stands and what waits, what the kind it is about keeps.
            review_item::STANDS,
            review_item::WAITS,
            review_item::STANDS_DEVICE,
            review_item::STANDS_AT,
            review_item::WAITS_DEVICE,
            review_item::WAITS_AT,
            review_item::REASON,
            review_item::SEQ,
            review_item::DECISION,
            review_item::SEEN,
            review_item::BY,
            review_item::DECIDED,
        ],
    ),
    (
        Kind::Request,
        &[
            request::RIGHT,
            request::RECEIVED,
            request::DUE,
            request::NUMBER,
            request::DONE,
            request::PERSON,
            request::ERASED,
        ],
    ),
    (
        Kind::Pair,
        &[pair::ONE, pair::OTHER, pair::SAID, pair::KEPT, pair::BY, pair::AT],
    ),
];

/// What stays of a kind; `None` where it says nothing of a person. Of a kind that speaks of people and is not in
/// [`KEPT`] nothing stays.
pub fn kept(kind: Kind) -> Option<&'static [FieldNo]> {
    let named = KEPT.iter().find(|(known, _)| *known == kind);
    let speaks = || specs(kind).iter().any(|spec| names_people(spec.rule));
    named.map_or_else(|| speaks().then_some(&[][..]), |(_, fields)| Some(fields))
}

fn names_people(rule: Rule) -> bool {
    matches!(rule, Rule::Ref(Kind::Beneficiary) | Rule::Refs(Kind::Beneficiary))
}

/// The people of whom some fields of a record say something.
pub fn people(kind: Kind, record: Id, fields: &Fields) -> Vec<Id> {
    if kind == Kind::Beneficiary {
        return vec![record];
    }
    let named = references(kind, fields).filter(|(spec, _)| names_people(spec.rule));
    named.map(|(_, id)| id).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_that_names_people_says_what_stays_and_keeps_what_it_must_have() {
        for kind in Kind::ALL {
            let Some(kept) = kept(*kind) else { continue };
            assert!(KEPT.iter().any(|(named, _)| named == kind), "{kind:?}");
            let lost = specs(*kind)
                .iter()
                .filter(|spec| spec.required && !kept.contains(&spec.number));
            let lost: Vec<&str> = lost.map(|spec| spec.name).collect();
            let may_be_lost: &[&str] = if *kind == Kind::Request { &["name"] } else { &[] };
            assert_eq!(lost, may_be_lost, "{kind:?}");
        }
    }

    #[test]
    fn no_words_of_anybody_stay() {
        // Where somebody lives and what was handed over are counted; a number stands for whoever asked.
        let counted = [
            (Kind::Beneficiary, beneficiary::COMMUNE),
            (Kind::Delivery, delivery::ITEM),
            (Kind::Request, request::NUMBER),
        ];
        for (kind, fields) in KEPT {
            for spec in specs(*kind).iter().filter(|spec| fields.contains(&spec.number)) {
                let words = matches!(spec.rule, Rule::Line(_) | Rule::Phone);
                assert!(
                    !words || counted.contains(&(*kind, spec.number)),
                    "{kind:?} {}",
                    spec.name
                );
            }
        }
    }
}
