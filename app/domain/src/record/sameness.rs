//! Whether two people are one person, as a head said.

use crate::id::Id;
use crate::kind::Kind;
use crate::record::schema::{codes, record};
use crate::time::Millis;
use crate::value::Fields;

codes! {
    /// What was said of two people.
    Sameness {
        /// Nothing, or it was taken back.
        Open = 0 "open";
        /// They are one person.
        Same = 1 "same";
        /// They are two people, and nobody asks again.
        Different = 2 "different";
    }
}

record! {
    /// Two people, and whether they are one. One a pair, whoever says it first: what was said is one whole.
    Pair in pair {
        /// The one whose id is lower.
        1 one ONE: Id = Rule::Ref(Kind::Beneficiary), required, fixed;
        /// The one whose id is higher.
        2 other OTHER: Id = Rule::Ref(Kind::Beneficiary), required, fixed;
        /// Whether they are one person.
        3 said SAID: Sameness = Rule::Code(2), required;
        /// Which of the two stands for both, where they are one.
        4 kept KEPT: Option<Id> = Rule::Ref(Kind::Beneficiary), follows;
        /// Who said so: the server writes it.
        5 by BY: Option<Id> = Rule::Ref(Kind::Member), follows;
        /// When it was said: the server writes it.
        6 at AT: Option<Millis> = Rule::Instant, follows;
        /// What the record of one said where that was altered, so that it can be restored.
        7 one_stood ONE_STOOD: Fields = Rule::Free, follows;
        /// The same of the other.
        8 other_stood OTHER_STOOD: Fields = Rule::Free, follows;
        /// What both were made to say, of what they differed in.
        9 chosen CHOSEN: Fields = Rule::Free, follows;
    }
}

impl Pair {
    /// Two people in the order in which a pair names them.
    pub fn of_two(one: Id, other: Id) -> Self {
        Pair {
            one: one.min(other),
            other: one.max(other),
            ..Pair::default()
        }
    }

    /// The id of what is said of two people, whichever is named first.
    pub fn id(one: Id, other: Id) -> Id {
        let (one, other) = (one.min(other), one.max(other));
        Id::natural(Kind::Pair, &[one.as_bytes(), other.as_bytes()])
    }

    /// The one of the two that is not this one.
    pub fn beside(&self, person: Id) -> Id {
        if self.one == person { self.other } else { self.one }
    }

    /// The one for whom the other stands, where they are one person.
    pub fn dropped(&self) -> Option<Id> {
        let kept = self.kept.filter(|_| self.said == Sameness::Same)?;
        Some(self.beside(kept))
    }
}
