//! Requests about personal data: those nobody has answered yet, and those that are likely somebody's.

use crate::change::Edit;
use crate::id::Id;
use crate::kind::Kind;
use crate::names::Hearing;
use crate::record::{Beneficiary, Request, View, request};
use crate::replica::Replica;
use crate::same;
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

/// The requests that are likely somebody's, answered or not: by the phone to answer on or by the name, in either script.
/// One that a head said is of somebody else is not.
pub fn requests_like(replica: &Replica, person: Id) -> Vec<(Id, Request)> {
    let Some(known) = replica.view::<Beneficiary>(person) else {
        return Vec::new();
    };
    let mut all: Vec<(Id, Request)> = replica
        .all(Kind::Request)
        .map(|record| (record.id, Request::of(record)))
        .collect();
    all.sort_by_key(|(id, request)| (request.received, *id));
    let mut hearing = Hearing::default();
    let name = hearing.hear(
        [&known.given_ar, &known.family_ar],
        [&known.given_la, &known.family_la],
    );
    let likely = |request: &Request| match request.person {
        Some(about) => same::one(replica, about) == same::one(replica, person),
        None => {
            let phones = [&known.phone, &known.guardian_phone];
            let called = !request.phone.is_empty() && phones.contains(&&request.phone);
            let mut hearing = Hearing::default();
            called || hearing.hear_one(&request.name).fit(&name).is_some()
        }
    };
    all.retain(|(_, request)| !request.erased.unwrap_or_default() && likely(request));
    all
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
    use crate::value::Fields;
    use crate::wire::SlicePart;

    fn replica(records: Vec<Record>) -> Replica {
        let mut replica = Replica::new();
        replica.apply(&Batch(vec![Op::Part(SlicePart {
            records,
            ..SlicePart::empty(Slice::Register, 9)
        })]));
        replica
    }

    fn record(kind: Kind, n: u8, fields: Fields) -> Record {
        Record {
            kind,
            id: id(n),
            version: n.into(),
            fields,
        }
    }

    fn id(n: u8) -> Id {
        Id::v7(Millis(1), [n; 10])
    }

    #[test]
    fn what_is_due_first_comes_first_and_what_was_answered_does_not() {
        let request = |n: u8, received, done| {
            let request = Request {
                due: Some(Request::due(Day(received))),
                done,
                ..Request::default()
            };
            record(Kind::Request, n, request.fields())
        };
        let replica = replica(vec![
            request(1, 9, None),
            request(2, 5, None),
            request(3, 1, Some(Day(2))),
        ]);
        let due: Vec<_> = open_requests(&replica).iter().map(|(_, one)| one.due).collect();
        assert_eq!(due, [Some(Day(15)), Some(Day(19))]);
    }

    #[test]
    fn a_request_is_likely_of_who_has_its_name_in_either_script_or_its_phone() {
        let person = Beneficiary {
            given_ar: "فاطمة الزهراء".into(),
            family_ar: "بنعلي".into(),
            phone: "+212612345678".into(),
            ..Beneficiary::default()
        };
        let asked = |n: u8, name: &str, phone: &str, about: Option<Id>| {
            let request = Request {
                name: name.into(),
                phone: phone.into(),
                person: about,
                received: Some(Day(n.into())),
                ..Request::default()
            };
            record(Kind::Request, n, request.fields())
        };
        let gone = Request {
            erased: Some(true),
            person: Some(id(1)),
            ..Request::default()
        };
        let replica = replica(vec![
            record(Kind::Beneficiary, 1, person.fields()),
            asked(5, "Fatim Zahra Benali", "", None),
            asked(4, "أم سعيد", "+212612345678", None),
            asked(3, "Karima Benali", "+212600000000", None),
            asked(2, "Fatim Zahra Benali", "", Some(id(9))),
            asked(6, "F. Z.", "", Some(id(1))),
            record(Kind::Request, 7, gone.fields()),
        ]);
        let found = requests_like(&replica, id(1)).into_iter().map(|(one, _)| one);
        assert_eq!(found.collect::<Vec<_>>(), [id(4), id(5), id(6)]);
        assert_eq!(requests_like(&replica, id(8)), []);
    }
}
