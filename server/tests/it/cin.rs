//! Numbers of identity cards: closed without an authorisation, sealed, masked, found again, and who saw one is known.

use domain::change::{Change, Edit};
use domain::id::Id;
use domain::kind::Kind;
use domain::record::{Beneficiary, Erasure, LogEntry, View, association, beneficiary};
use serde_json::{Value, json};
use server::export;
use server::store::Store;

use crate::support::{Bed, Phone, World, clock, now, write};

on_each! {
    a_number_is_closed_until_authorised_then_sealed_masked_found_and_its_viewing_logged,
    a_phone_cannot_write_what_is_seen_of_a_number,
    erasing_somebody_drops_their_number_and_no_other_is_taken,
    numbers_move_with_their_association_sealed,
}

const NUMBER: &str = "XQ739154";

async fn ask(phone: &Phone, path: &str, body: Value) -> (u16, Value) {
    let (status, said) = phone.post(&format!("/api/v1/cin{path}"), &body).await;
    (status.as_u16(), said)
}

async fn authorise(bed: &Bed, world: &World) {
    let mut book = bed.store.book(world.association).await.unwrap();
    let edit = Edit::new(Kind::Association, world.association)
        .set(association::CIN_AUTHORISATION, "A-PO-77/2026".to_owned());
    write(&mut book, &[edit]).await;
    book.close().await.unwrap();
}

async fn person(bed: &Bed, world: &World, id: Id) -> Beneficiary {
    let records = bed.store.records(world.association, &[id]).await.unwrap();
    Beneficiary::of(&records[0])
}

/// How often the log says that somebody saw the number of a person.
async fn seen(bed: &Bed, world: &World, person: Id, by: Id) -> usize {
    let entries = bed
        .store
        .log_before(world.association, u64::MAX, 10_000)
        .await
        .unwrap();
    let entries = entries.iter().map(LogEntry::of);
    let of = entries.filter(|entry| entry.record == person && entry.member == Some(by));
    of.filter(|entry| entry.after.get(beneficiary::CIN_SEEN).is_some())
        .count()
}

async fn a_number_is_closed_until_authorised_then_sealed_masked_found_and_its_viewing_logged(bed: Bed) {
    let world = World::make(&bed.store, "a").await;
    let who = world.people[0];
    let head = Phone::sign_in(&bed, world.login("head")).await;
    let volunteer = Phone::sign_in(&bed, world.login("volunteer")).await;
    let given = json!({ "person": who, "cin": " xq 739154" });
    let (status, said) = ask(&head, "", given.clone()).await;
    assert_eq!((status, said["code"].as_str()), (409, Some("cin_closed")));
    authorise(&bed, &world).await;
    assert_eq!(ask(&volunteer, "", given.clone()).await.0, 403);
    assert_eq!(
        ask(&head, "", json!({ "person": who, "cin": "none" })).await.0,
        422
    );
    assert_eq!(ask(&head, "/view", json!({ "person": who })).await.0, 404);
    assert_eq!(ask(&head, "", given).await.0, 204);
    assert_eq!(person(&bed, &world, who).await.cin_mask, "••••54");

    // Not in the log, nor where it is kept.
    let entries = bed
        .store
        .log_before(world.association, u64::MAX, 10_000)
        .await
        .unwrap();
    let said = format!("{entries:?}");
    assert!(said.contains("••••54") && !said.contains("739154"));
    let sealed = bed.store.cin(world.association, who).await.unwrap().unwrap();
    assert!(!sealed.windows(6).any(|part| part == b"739154"));

    let find = |cin: &str| json!({ "cin": cin });
    assert_eq!(ask(&head, "/find", find(NUMBER)).await.1["people"], json!([who]));
    assert_eq!(ask(&head, "/find", find("XQ739155")).await.1["people"], json!([]));
    assert_eq!(
        seen(&bed, &world, who, head.me.member).await,
        0,
        "finding tells no number"
    );
    let (status, told) = ask(&head, "/view", json!({ "person": who })).await;
    assert_eq!((status, told["cin"].as_str()), (200, Some(NUMBER)));
    assert_eq!(seen(&bed, &world, who, head.me.member).await, 1);
    assert_eq!(ask(&volunteer, "/view", json!({ "person": who })).await.0, 403);
    assert_eq!(ask(&volunteer, "/find", find(NUMBER)).await.0, 403);

    // Another association has neither the person nor the number.
    let other = World::make(&bed.store, "b").await;
    authorise(&bed, &other).await;
    let stranger = Phone::sign_in(&bed, other.login("head")).await;
    assert_eq!(ask(&stranger, "/view", json!({ "person": who })).await.0, 404);
    assert_eq!(ask(&stranger, "/find", find(NUMBER)).await.1["people"], json!([]));

    assert_eq!(ask(&head, "", json!({ "person": who, "cin": "" })).await.0, 204);
    assert_eq!(person(&bed, &world, who).await.cin_mask, "");
    assert_eq!(bed.store.cin(world.association, who).await.unwrap(), None);
}

async fn erasing_somebody_drops_their_number_and_no_other_is_taken(bed: Bed) {
    let world = World::make(&bed.store, "a").await;
    let who = world.people[0];
    let head = Phone::sign_in(&bed, world.login("head")).await;
    authorise(&bed, &world).await;
    let given = json!({ "person": who, "cin": NUMBER });
    assert_eq!(ask(&head, "", given.clone()).await.0, 204);
    let mut book = bed.store.book(world.association).await.unwrap();
    let erased = Some(Erasure::Requested.number());
    write(
        &mut book,
        &[Edit::new(Kind::Beneficiary, who).set(beneficiary::ERASED, erased)],
    )
    .await;
    book.close().await.unwrap();
    assert_eq!(bed.store.cin(world.association, who).await.unwrap(), None);
    assert_eq!(person(&bed, &world, who).await.cin_mask, "");
    assert_eq!(ask(&head, "", given).await.0, 404);
}

async fn numbers_move_with_their_association_sealed(bed: Bed) {
    let world = World::make(&bed.store, "a").await;
    let who = world.people[0];
    let head = Phone::sign_in(&bed, world.login("head")).await;
    authorise(&bed, &world).await;
    assert_eq!(
        ask(&head, "", json!({ "person": who, "cin": NUMBER })).await.0,
        204
    );
    let mut text = Vec::new();
    export::write(&bed.store, world.association, &mut text)
        .await
        .unwrap();
    assert!(!String::from_utf8_lossy(&text).contains("739154"));
    let there = Store::open("sqlite::memory:").await.unwrap();
    export::read(&there, text.as_slice()).await.unwrap();
    let sealed = bed.store.cin(world.association, who).await.unwrap();
    assert!(sealed.is_some());
    assert_eq!(there.cin(world.association, who).await.unwrap(), sealed);
    let mut again = Vec::new();
    export::write(&there, world.association, &mut again)
        .await
        .unwrap();
    let numbers = |text: &[u8]| {
        let text = String::from_utf8_lossy(text).into_owned();
        let lines = text.lines().filter(|line| line.starts_with("{\"cin\""));
        lines.map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!((numbers(&again).len(), numbers(&again)), (1, numbers(&text)));
}

async fn a_phone_cannot_write_what_is_seen_of_a_number(bed: Bed) {
    let world = World::make(&bed.store, "a").await;
    let mut head = Phone::sign_in(&bed, world.login("head")).await;
    head.sync().await;
    let edits = [
        Edit::new(Kind::Beneficiary, world.people[0]).set(beneficiary::CIN_MASK, "••••00".to_owned()),
        Edit::new(Kind::Beneficiary, world.people[0]).set(beneficiary::CIN_SEEN, Some(now())),
    ];
    for (number, edit) in edits.into_iter().enumerate() {
        let plan = head.replica.plan(core::slice::from_ref(&edit), clock());
        assert!(plan.is_err(), "the phone's own check");
        let mut request = head.request();
        let counter = number as u64 + 1;
        request.changes = vec![Change {
            id: Id::of_change(head.me.device, counter, now()),
            kind: edit.kind,
            record: edit.record,
            base: 0,
            set: edit.set,
            clock: clock(),
            counter,
        }];
        let answer = head.send(&request).await;
        assert!(
            answer.verdicts[0].verdict.reason().is_some(),
            "{:?}",
            answer.verdicts
        );
    }
    assert_eq!(person(&bed, &world, world.people[0]).await.cin_mask, "");
}
