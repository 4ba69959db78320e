//! Requests about personal data that nobody has answered yet.

use crate::change::Edit;
use crate::id::Id;
use crate::kind::Kind;
use crate::record::{Request, View, request};
use crate::replica::Replica;
use crate::time::Day;

/// The open requests, the one that is due first at the head.
pub fn open_requests(replica: &Replica) -> Vec<(Id, Request)> {
    let all = replica
        .all(Kind::Request)
        .map(|record| (record.id, Request::of(record)));
    let mut open: Vec<_> = all.filter(|(_, request)| request.done.is_none()).collect();
    open.sort_by_key(|(id, request)| (request.due, *id));
    open
}

/// The edit that says a request was answered on a day.
pub fn answer_request(id: Id, today: Day) -> Vec<Edit> {
    vec![Edit::new(Kind::Request, id).set(request::DONE, Some(today))]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::Record;
    use crate::replica::{Batch, Op};
    use crate::slice::Slice;
    use crate::time::Millis;
    use crate::wire::SlicePart;

    #[test]
    fn what_is_due_first_comes_first_and_what_was_answered_does_not() {
        let request = |n: u8, received, done| Record {
            kind: Kind::Request,
            id: Id::v7(Millis(1), [n; 10]),
            version: n.into(),
            fields: Request {
                due: Some(Request::due(Day(received))),
                done,
                ..Request::default()
            }
            .fields(),
        };
        let mut replica = Replica::new();
        replica.apply(&Batch(vec![Op::Part(SlicePart {
            records: vec![
                request(1, 9, None),
                request(2, 5, None),
                request(3, 1, Some(Day(2))),
            ],
            ..SlicePart::empty(Slice::Register, 9)
        })]));
        let due: Vec<_> = open_requests(&replica).iter().map(|(_, one)| one.due).collect();
        assert_eq!(due, [Some(Day(15)), Some(Day(19))]);
    }
}
