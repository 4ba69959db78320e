//! An answer that comes after newer ones: what was shown as saved goes on being shown.

#![allow(
    clippy::unwrap_used,
    reason = "a test that meets what it does not expect must fail"
)]

#[allow(dead_code, reason = "each test file takes what it needs")]
mod common;

use common::*;
use domain::id::Id;
use domain::kind::Kind;
use domain::record::{Activity, Mark, Record, View};
use domain::replica::Replica;
use domain::slice::Slice;
use domain::time::Millis;
use domain::wire::{PROTOCOL, SlicePart, SyncRequest, SyncResponse};

const START: Millis = Millis(1_780_000_000_000);

#[test]
fn a_settled_mark_is_shown_although_an_older_answer_that_says_all_is_here_comes_late() {
    let mut server = association(2, START);
    let mut phone = Phone::new(id(102), id(SALMA), 0);
    let mut now = START;
    let mut ask = |phone: &Phone, server: &mut Server| -> (SyncRequest, SyncResponse) {
        now = now.plus(1_000);
        let request = phone.replica.sync_request(phone.clock(now), None).unwrap();
        let response = server.sync(&request, now);
        (request, response)
    };
    let rest = |phone: &mut Phone, server: &mut Server, ask: &mut dyn FnMut(&Phone, &mut Server) -> _| loop {
        let (request, response): (SyncRequest, SyncResponse) = ask(phone, server);
        phone.hear(&request, &response, START);
        if !response.more && response.slices.is_empty() {
            break;
        }
    };
    rest(&mut phone, &mut server, &mut ask);
    let (early, nothing_new) = ask(&phone, &mut server);
    assert!(!nothing_new.more && nothing_new.slices.is_empty());

    // So much is written meanwhile that the mark's own record comes only with a later answer.
    let session = session_of(LITERACY, START);
    let other = |n: u8| mark(session, id(51 + n), Mark::Present, id(HEAD), START);
    let mut head = Phone::new(id(101), id(HEAD), 0);
    rest(&mut head, &mut server, &mut ask);
    assert!(head.record(&[other(0), other(1), other(2)], START));
    rest(&mut head, &mut server, &mut ask);
    let mine = Id::of_attendance(session, id(50));
    assert!(phone.record(&[mark(session, id(50), Mark::Late, id(SALMA), START)], START));
    let (request, response) = ask(&phone, &mut server);
    assert!(response.more && !response.verdicts.is_empty());
    phone.hear(&request, &response, START);
    let shown = |replica: &Replica| replica.get(mine).map(status_of);
    assert_eq!(shown(&phone.replica), Some(Mark::Late));

    phone.hear(&early, &nothing_new, START);
    assert_eq!(
        shown(&phone.replica),
        Some(Mark::Late),
        "after an answer that knows nothing of it"
    );
    rest(&mut phone, &mut server, &mut ask);
    assert_equal(&server, &phone);
    assert_eq!(phone.replica.outbox().count(), 0);
}

#[test]
fn a_slice_that_comes_late_brings_nothing_older_than_what_another_slice_brought() {
    let mut phone = Phone::new(id(102), id(SALMA), 0);
    let asked = phone.replica.sync_request(phone.clock(START), None).unwrap();
    let named = |title: &str, version: u64| Record {
        kind: Kind::Activity,
        id: id(LITERACY),
        version,
        fields: Activity {
            title: title.into(),
            ..Activity::default()
        }
        .fields(),
    };
    let brings = |slice: Slice, upto: u64, record: Record| SyncResponse {
        protocol: PROTOCOL,
        epoch: id(200),
        server_time: START,
        verdicts: Vec::new(),
        slices: vec![SlicePart {
            fresh: true,
            records: vec![record],
            ..SlicePart::empty(slice, upto)
        }],
        more: false,
        head: None,
        revoked: false,
        shared_upto: None,
        backed_up_upto: 0,
        decided: Vec::new(),
    };
    let title = |phone: &Phone| phone.replica.view::<Activity>(id(LITERACY)).unwrap().title;
    // Asked twice at once: as a volunteer by now, and before that, when the member still led.
    let now = brings(Slice::Activity(id(LITERACY)), 9, named("Evening classes", 9));
    let before = brings(Slice::Register, 5, named("Literacy", 5));
    phone.hear(&asked, &now, START);
    phone.hear(&asked, &before, START);
    assert_eq!(title(&phone), "Evening classes");
    // Of a database that was restored what is older is what stands.
    let restored = SyncResponse {
        epoch: id(201),
        ..brings(Slice::Register, 5, named("Literacy", 5))
    };
    let again = phone.replica.sync_request(phone.clock(START), None).unwrap();
    phone.hear(&again, &restored, START);
    assert_eq!(title(&phone), "Literacy");
}
