//! How a record that was new is taken back: nothing is deleted, so it says that there is nothing.

use crate::kind::Kind;
use crate::record::{
    CancelReason, Mark, SessionStatus, attendance, delivery, headcount, session, task, volunteer_hours,
};
use crate::value::{FieldValue, Fields, Value};

/// The fields by which a record that a change made is taken back: a mark becomes unmarked, goods are none, heads are
/// not counted, hours do not count, a session is not met at, what was given to somebody is nobody's. `None` for all
/// else, which stays.
pub fn unmade(kind: Kind, made: &Fields) -> Option<Fields> {
    let said: &[(_, Value)] = &match kind {
        Kind::Attendance => vec![
            (attendance::STATUS, Mark::Unmarked.write()),
            (attendance::ARRIVED, Value::Null),
            (attendance::ARRIVED_MINUTE, Value::Null),
            (attendance::NOTE, Value::Null),
            (attendance::EXCUSE, Value::Null),
        ],
        Kind::Delivery => vec![(delivery::QUANTITY, Value::Int(0))],
        Kind::HeadCount => [
            headcount::WOMEN,
            headcount::MEN,
            headcount::GIRLS,
            headcount::BOYS,
        ]
        .map(|field| (field, Value::Int(0)))
        .into(),
        Kind::VolunteerHours => vec![(volunteer_hours::TAKEN_BACK, true.write())],
        Kind::Session => vec![
            (session::STATUS, SessionStatus::Cancelled.write()),
            (session::REASON, CancelReason::Moved.write()),
        ],
        Kind::Task => vec![(task::MEMBER, Value::Null)],
        _ => return None,
    };
    // A mark and goods are one whole: all of it is said anew.
    let mut set = match kind {
        Kind::Attendance | Kind::Delivery => made.clone(),
        _ => Fields::default(),
    };
    said.iter()
        .for_each(|(field, value)| set.set(*field, value.clone()));
    Some(set)
}
