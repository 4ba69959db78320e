//! What is handed over: who may record it, how two phones meet, what cannot stand.

#![allow(
    clippy::unwrap_used,
    reason = "a test that meets what it does not expect must fail"
)]

#[allow(dead_code, reason = "each test file takes what it needs")]
mod common;

use common::*;
use domain::change::Edit;
use domain::erasure::lapsed;
use domain::id::Id;
use domain::kind::Kind;
use domain::record::*;
use domain::referee::Kept;
use domain::same;
use domain::slice::Slice;
use domain::sought::Sought;
use domain::time::{Day, Millis};
use domain::value::Fields;
use domain::verdict::{Reason, Verdict};
use domain::view::{log, received};
use domain::wire::{from_cbor, to_cbor};

const NOW: Millis = Millis(1_780_000_000_000);
const ITEM: &str = "Ramadan basket";

fn today() -> Day {
    NOW.on_wall(60).0
}

/// A basket, at the session of literacy, by Salma.
fn basket(to: Option<u8>) -> Delivery {
    Delivery {
        activity: id(LITERACY),
        day: today(),
        item: ITEM.into(),
        quantity: 100,
        session: Some(session_of(LITERACY, NOW)),
        beneficiary: to.map(id),
        by: Some(id(SALMA)),
        unnamed: if to.is_some() { 0 } else { 3 },
        ..Delivery::default()
    }
}

fn edit(delivery: Delivery) -> Edit {
    Edit::create(delivery.id(), delivery)
}

/// A phone of a member that was told all there is for it.
fn phone(server: &mut Server, device: u8, member: u8) -> Phone {
    let mut phone = Phone::new(id(device), id(member), 0);
    exchange(server, &mut phone);
    exchange(server, &mut phone);
    phone
}

fn exchange(server: &mut Server, phone: &mut Phone) {
    let request = phone.replica.sync_request(phone.clock(NOW), None).unwrap();
    let response = server.sync(&request, NOW);
    let batch = phone.replica.sync_response(&request, &response, NOW, &[]);
    phone.commit(batch);
}

/// What the server answers to one edit of a phone that was made without asking it.
fn answered(server: &mut Server, device: u8, edit: Edit) -> Verdict {
    let clock = domain::time::Clock {
        now: NOW,
        offset_min: 60,
    };
    let counter = server.seq + 1;
    let change = domain::change::Change {
        id: Id::of_change(id(device), counter, NOW),
        kind: edit.kind,
        record: edit.record,
        base: 0,
        set: edit.set,
        clock,
        counter,
    };
    server.decide(id(device), 0, NOW, &change).unwrap().verdict
}

#[test]
fn two_phones_that_hand_one_item_to_one_person_meet_in_one_delivery() {
    let mut server = association(100, NOW);
    let mut salma = phone(&mut server, 102, SALMA);
    let mut youssef = phone(&mut server, 103, YOUSSEF);
    assert!(salma.record(&[edit(basket(Some(50)))], NOW));
    let his = Delivery {
        by: Some(id(YOUSSEF)),
        ..basket(Some(50))
    };
    assert!(youssef.record(&[edit(his)], NOW));
    for phone in [&mut salma, &mut youssef] {
        exchange(&mut server, phone);
    }
    exchange(&mut server, &mut salma);
    assert_eq!(kinds(&server, Kind::Delivery), 1);
    assert_eq!(kinds(&server, Kind::ReviewItem), 0, "they agree");
    let theirs: Vec<_> = received(&salma.replica, id(50));
    assert_eq!(theirs.len(), 1);
    assert_eq!(
        theirs[0].delivery.by,
        received(&youssef.replica, id(50))[0].delivery.by
    );
    assert_equal(&server, &salma);
    assert_equal(&server, &youssef);
}

#[test]
fn another_quantity_of_the_same_is_a_conflict_that_a_head_sees() {
    let mut server = association(100, NOW);
    assert_eq!(
        answered(&mut server, 102, edit(basket(Some(50)))),
        Verdict::Accepted
    );
    let more = Delivery {
        quantity: 200,
        by: Some(id(YOUSSEF)),
        ..basket(Some(50))
    };
    let verdict = answered(&mut server, 103, edit(more));
    assert!(
        matches!(verdict, Verdict::Conflict { ref fields, .. } if *fields == [delivery::QUANTITY]),
        "{verdict:?}"
    );
    assert_eq!(kinds(&server, Kind::ReviewItem), 1);
}

#[test]
fn another_quantity_says_anew_what_it_is_counted_in_and_how_many_received_it() {
    let mut server = association(100, NOW);
    let mut salma = phone(&mut server, 102, SALMA);
    let oil = Delivery {
        quantity: 500,
        unit: GoodsUnit::Litre,
        ..basket(None)
    };
    let again = Edit::new(Kind::Delivery, oil.id())
        .set(delivery::QUANTITY, 200_i64)
        .set(delivery::BY, Some(id(SALMA)));
    let of = oil.id();
    assert!(salma.record(&[edit(oil)], NOW));
    exchange(&mut server, &mut salma);
    assert!(salma.record(&[again], NOW));
    exchange(&mut server, &mut salma);
    for delivery in [
        salma.replica.view(of).unwrap(),
        Delivery::of(&server.records[&of].record),
    ] {
        assert_eq!(
            (delivery.quantity, delivery.unit, delivery.unnamed),
            (200, Delivery::default().unit, 0),
            "two litres to three is not what two pieces are"
        );
    }
}

#[test]
fn counts_of_two_members_stand_beside_each_other() {
    let mut server = association(100, NOW);
    let his = Delivery {
        by: Some(id(YOUSSEF)),
        ..basket(None)
    };
    assert_eq!(answered(&mut server, 102, edit(basket(None))), Verdict::Accepted);
    assert_eq!(answered(&mut server, 103, edit(his)), Verdict::Accepted);
    assert_eq!(kinds(&server, Kind::Delivery), 2);
}

#[test]
fn what_cannot_be_is_refused_with_its_field() {
    let mut server = association(100, NOW);
    let mut refused = |device, delivery: Delivery| match answered(&mut server, device, edit(delivery)) {
        Verdict::Refused { field, reason } => (field, reason),
        other => panic!("{other:?}"),
    };
    let good = || basket(Some(50));
    let cases = [
        (
            Delivery {
                day: today().plus(2),
                session: None,
                ..good()
            },
            Some(delivery::DAY),
            Reason::BadDay,
        ),
        (
            Delivery {
                day: today().plus(-1),
                ..good()
            },
            Some(delivery::DAY),
            Reason::BadValue,
        ),
        (
            Delivery {
                session: Some(session_of(SPORT, NOW)),
                ..good()
            },
            Some(delivery::SESSION),
            Reason::BadValue,
        ),
        (
            Delivery { unnamed: 2, ..good() },
            Some(delivery::UNNAMED),
            Reason::BadValue,
        ),
        (
            Delivery {
                quantity: -1,
                ..good()
            },
            Some(delivery::QUANTITY),
            Reason::BadValue,
        ),
        (
            Delivery {
                item: " ".into(),
                ..good()
            },
            Some(delivery::ITEM),
            Reason::Required,
        ),
        (
            Delivery {
                by: Some(id(YOUSSEF)),
                ..good()
            },
            Some(delivery::BY),
            Reason::NotAllowed,
        ),
        // Person 54 is in an activity that is not hers, and so is sport.
        (basket(Some(54)), None, Reason::NotAllowed),
        (
            Delivery {
                activity: id(SPORT),
                session: None,
                ..good()
            },
            None,
            Reason::NotAllowed,
        ),
    ];
    for (delivery, field, reason) in cases {
        let said = format!("{delivery:?}");
        assert_eq!(refused(102, delivery), (field, reason), "{said}");
    }
    let moved = Edit::create(id(77), good());
    let verdict = answered(&mut server, 102, moved);
    assert!(
        matches!(
            verdict,
            Verdict::Refused {
                field: None,
                reason: Reason::WrongId
            }
        ),
        "{verdict:?}"
    );
}

#[test]
fn at_a_session_that_was_called_off_it_waits_for_a_head() {
    let mut server = association(100, NOW);
    let session = session_of(LITERACY, NOW);
    let off = Edit::new(Kind::Session, session)
        .set(session::STATUS, SessionStatus::Cancelled)
        .set(session::REASON, CancelReason::Weather);
    assert_eq!(answered(&mut server, 101, off), Verdict::Accepted);
    let held = Verdict::Held {
        reason: Reason::SessionCancelled,
    };
    assert_eq!(answered(&mut server, 102, edit(basket(Some(50)))), held);
}

#[test]
fn who_receives_something_comes_into_the_slice_of_the_activity() {
    let mut server = association(100, NOW);
    let mut salma = phone(&mut server, 102, SALMA);
    assert!(salma.replica.get(id(54)).is_none());
    let given = Delivery {
        by: Some(id(HEAD)),
        ..basket(Some(54))
    };
    assert_eq!(answered(&mut server, 101, edit(given)), Verdict::Accepted);
    exchange(&mut server, &mut salma);
    assert!(salma.replica.get(id(54)).is_some());
    assert_equal(&server, &salma);
    let holds = |slice, record| server.slice(slice).iter().any(|held| held.id == record);
    let delivery = Delivery {
        by: Some(id(HEAD)),
        ..basket(Some(54))
    };
    assert!(holds(Slice::Activity(id(LITERACY)), delivery.id()));
    assert!(!holds(Slice::Activity(id(SPORT)), delivery.id()));
}

#[test]
fn what_a_person_received_is_read_by_either_id_and_goes_where_the_person_goes() {
    let mut server = association(100, NOW);
    let mut head = phone(&mut server, 101, HEAD);
    let by = |to| Delivery {
        by: Some(id(HEAD)),
        ..basket(Some(to))
    };
    assert!(head.record(&[edit(by(50)), edit(by(51))], NOW));
    assert!(head.record(&[same::join(id(50), id(51))], NOW));
    for person in [50, 51] {
        assert_eq!(received(&head.replica, id(person)).len(), 2);
    }
}

#[test]
fn a_delivery_says_its_id_so_that_older_phones_can_carry_it() {
    let delivery = basket(Some(50));
    let record = Record {
        kind: Kind::Delivery,
        id: delivery.id(),
        version: 3,
        fields: delivery.fields(),
    };
    let bytes = to_cbor(&record);
    assert!(bytes.windows(16).any(|part| part == record.id.as_bytes()));
    assert_eq!(from_cbor::<Record>(&bytes).unwrap(), record);
}

#[test]
fn a_head_takes_back_what_the_log_says_was_handed_over() {
    let mut server = association(100, NOW);
    let mut head = phone(&mut server, 101, HEAD);
    for (to, by) in [(Some(50), HEAD), (None, SALMA)] {
        let delivery = basket(to);
        assert_eq!(
            answered(&mut server, 102, edit(delivery.clone())),
            Verdict::Accepted
        );
        exchange(&mut server, &mut head);
        let entry = LogEntry {
            kind: Kind::Delivery.number().into(),
            record: delivery.id(),
            before: Fields::default(),
            after: delivery.clone().fields(),
            ..LogEntry::default()
        };
        let line = Record {
            kind: Kind::LogEntry,
            id: id(99),
            version: u64::MAX,
            fields: entry.fields(),
        };
        let (lines, _) = log(&head.replica, &[line], &Sought::default(), false, 9);
        let back = lines[0].back.clone().unwrap();
        assert!(head.record(&[back], NOW));
        let stands: Delivery = head.replica.view(delivery.id()).unwrap();
        assert_eq!(
            (stands.quantity, stands.unnamed, stands.by),
            (0, delivery.unnamed, Some(id(by)))
        );
        exchange(&mut server, &mut head);
        assert!(head.stuck().is_empty());
    }
    assert!(received(&head.replica, id(50)).is_empty());
}

#[test]
fn who_was_handed_something_was_there() {
    let kept = |record: Record| Kept {
        record,
        stamps: Vec::new(),
    };
    let person = Record {
        kind: Kind::Beneficiary,
        id: id(50),
        version: 1,
        fields: Beneficiary {
            given_la: "Fatima".into(),
            ..Beneficiary::default()
        }
        .fields(),
    };
    let of = |quantity| {
        let delivery = Delivery {
            quantity,
            ..basket(Some(50))
        };
        let handed = Record {
            kind: Kind::Delivery,
            id: delivery.id(),
            version: 2,
            fields: delivery.fields(),
        };
        lapsed(&[kept(person.clone()), kept(handed)], 24, today().plus(30)).people
    };
    assert_eq!(of(100), [], "they received something a month ago");
    assert_eq!(of(0), [id(50)], "it was taken back");
}
