//! What a person must decide: opened by a verdict, decided by a change like any other.

use crate::id::Id;
use crate::record::schema::{codes, record};
use crate::time::Millis;
use crate::value::Fields;

codes! {
    /// What there is to decide.
    Matter {
        /// Two people set one field, neither knowing of the other.
        Conflict = 1 "conflict";
        /// A change that could not stand by itself.
        Held = 2 "held";
        /// A change that was refused: whoever recorded it put it aside.
        Refused = 3 "refused";
    }
}

codes! {
    /// What was decided.
    Decision {
        /// Nothing yet, or it was taken back.
        Open = 0 "open";
        /// What stands goes on standing: what waits is declined.
        Keep = 1 "keep";
        /// What waits is taken in the place of what stands.
        Take = 2 "take";
    }
}

record! {
    /// One thing to decide. The server opens it; of all fields only the decision is a person's to set.
    ReviewItem in review_item {
        /// The change that led to it.
        1 change CHANGE: Id = Rule::Free, fixed;
        /// What there is to decide.
        2 matter MATTER: Matter = Rule::Code(3), fixed;
        /// Number of the kind of record it is about.
        3 kind KIND: i64 = Rule::Int(0, 65_535), fixed;
        /// The record it is about.
        4 record RECORD: Id = Rule::Free, fixed;
        /// The field two people set; none for a change that waits as a whole.
        5 field FIELD: Option<i64> = Rule::Int(0, 65_535);
        /// What stands, of the fields that what waits would set.
        6 stands STANDS: Fields = Rule::Free;
        /// What waits: the fields that taking it sets.
        7 waits WAITS: Fields = Rule::Free;
        /// The phone on which what stands was recorded; none where nobody recorded it on a phone.
        8 stands_device STANDS_DEVICE: Option<Id> = Rule::Free;
        /// When what stands was recorded.
        9 stands_at STANDS_AT: Option<Millis> = Rule::Instant;
        /// The phone on which what waits was recorded.
        10 waits_device WAITS_DEVICE: Option<Id> = Rule::Free;
        /// When what waits was recorded.
        11 waits_at WAITS_AT: Option<Millis> = Rule::Instant;
        /// Why a change waits: the number of a reason.
        12 reason REASON: Option<i64> = Rule::Int(0, 65_535);
        /// Number, in the log, of the change that led to it.
        13 seq SEQ: i64 = Rule::Int(0, i64::MAX);
        /// What was decided.
        14 decision DECISION: Decision = Rule::Code(2);
        /// Version of the record it is about that whoever decided saw.
        15 seen SEEN: Option<i64> = Rule::Int(0, i64::MAX);
        /// Who decided.
        16 by BY: Option<Id> = Rule::Ref(Kind::Member);
        /// When it was decided.
        17 decided DECIDED: Option<Millis> = Rule::Instant;
    }
}
