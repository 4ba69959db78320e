//! What people ask about their own data, by law 09-08.

use crate::id::Id;
use crate::kind::Kind;
use crate::record::schema::{codes, record};
use crate::ticket::Ticket;
use crate::time::Day;

/// Days within which a request is answered.
const ANSWERED_WITHIN: i32 = 10;

codes! {
    /// What is asked for.
    Right {
        /// To be told what is kept.
        Access = 1 "access";
        /// To have it corrected.
        Rectification = 2 "rectification";
        /// That it is not used.
        Opposition = 3 "opposition";
        /// To have it erased.
        Erasure = 4 "erasure";
    }
}

record! {
    /// A request about personal data, with when it came, when it is due and when it was answered.
    Request in request {
        /// What is asked for.
        1 right RIGHT: Right = Rule::Code(4), required, fixed;
        /// Who asks, as they write their name.
        2 name NAME: String = Rule::Line(160), required, fixed;
        /// Where to answer them.
        3 phone PHONE: String = Rule::Phone, fixed;
        /// What it is about, in their words.
        4 details DETAILS: String = Rule::Line(600), fixed;
        /// The day it came.
        5 received RECEIVED: Option<Day> = Rule::Day, required, fixed;
        /// The day by which it is answered.
        6 due DUE: Option<Day> = Rule::Day, required, fixed;
        /// The number by which whoever asked follows it.
        7 number NUMBER: String = Rule::Line(40), required, fixed;
        /// The day it was answered.
        8 done DONE: Option<Day> = Rule::Day;
        /// Whom it is about, once a head has found them: what identifies them is erased here too.
        9 person PERSON: Option<Id> = Rule::Ref(Kind::Beneficiary);
        /// Whether it stands without who asked: the server says so.
        10 erased ERASED: Option<bool> = Rule::Bool, fixed;
    }
}

impl Request {
    /// The id of the request of a number: whoever knows the number finds it.
    pub fn id(association: Id, number: Ticket) -> Id {
        Id::natural(
            Kind::Request,
            &[association.as_bytes(), number.to_string().as_bytes()],
        )
    }

    /// The day by which what came on a day is answered.
    pub fn due(received: Day) -> Day {
        received.plus(ANSWERED_WITHIN)
    }
}
