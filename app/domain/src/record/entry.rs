//! One line of the change log, as heads' phones hold it.

use crate::erasure::Redaction;
use crate::id::Id;
use crate::record::schema::record;
use crate::time::Millis;
use crate::value::Fields;

record! {
    /// One change with who, when, what before and after, and what was decided. Its version is its number.
    LogEntry in log_entry {
        /// The member who made it; none when the server did.
        1 member MEMBER: Option<Id> = Rule::Free;
        /// The device it came from.
        2 device DEVICE: Option<Id> = Rule::Free;
        /// Number of the kind of record it changes.
        3 kind KIND: i64 = Rule::Int(0, 65_535);
        /// The record it changes.
        4 record RECORD: Id = Rule::Free;
        /// When the device says it happened.
        5 claimed CLAIMED: Option<Millis> = Rule::Instant;
        /// Minutes the device's wall clock was ahead of UTC.
        6 offset_min OFFSET_MIN: i64 = Rule::Int(-1440, 1440);
        /// When it happened, the device's clock corrected.
        7 corrected CORRECTED: Option<Millis> = Rule::Instant;
        /// When the server received it.
        8 received RECEIVED: Option<Millis> = Rule::Instant;
        /// What was decided: 0 accepted, 1 parallel, 2 conflict, 3 held, 4 refused.
        9 verdict VERDICT: i64 = Rule::Int(0, 4);
        /// Why, for held and refused.
        10 reason REASON: String = Rule::Free;
        /// The fields it touched, as they stood.
        11 before BEFORE: Fields = Rule::Free;
        /// The fields it set.
        12 after AFTER: Fields = Rule::Free;
        /// The device that delivered it, where that was not the one it came from.
        13 carrier CARRIER: Option<Id> = Rule::Free;
        /// Sixteen random bytes in a line that says what identifies somebody: its hash tells nobody what it said.
        14 salt SALT: Option<Id> = Rule::Free;
        /// Lines that were rid of what identified somebody ([`crate::erasure::Redaction`]).
        15 redactions REDACTIONS: Vec<Redaction> = Rule::Free;
        /// Whether it is one more tap: of a mark, a count or goods that the same device had said minutes before.
        16 tapped TAPPED: bool = Rule::Bool;
    }
}

/// The number of the last verdict by which what was said came to stand: accepted, parallel, conflict.
const STOOD: i64 = 2;

impl LogEntry {
    /// Whether what it said came to stand: it was neither held nor refused.
    pub const fn stood(&self) -> bool {
        self.verdict <= STOOD
    }
}
