//! What a head decides, over the wire and in the database: logged, in effect once, and told to who waits for it.

use domain::change::{Change, Edit};
use domain::id::Id;
use domain::kind::Kind;
use domain::record::{
    Attendance, Beneficiary, Decision, Mark, ReviewItem, View, attendance, beneficiary, member, task,
};
use domain::review::deciding;
use domain::time::Clock;
use domain::verdict::{Reason, Verdict};
use reqwest::StatusCode;
use server::store::{Hand, Store};

use super::support::{Bed, Phone, World, now, read, write};

/// The one thing a head has to decide, and the version of the record it is about.
fn open(head: &Phone) -> (Id, u64) {
    let items: Vec<_> = head.replica.all(Kind::ReviewItem).collect();
    assert_eq!(items.len(), 1, "one thing to decide");
    let about = ReviewItem::of(items[0]).record;
    let version = head
        .replica
        .server_record(about)
        .map_or(0, |record| record.version);
    (items[0].id, version)
}

fn number(text: &str, person: Id) -> Edit {
    Edit::new(Kind::Beneficiary, person).set(beneficiary::PHONE, text.to_owned())
}

#[tokio::test]
async fn two_who_set_one_phone_number_meet_in_the_heads_inbox_and_the_swap_reaches_both() {
    let bed = Bed::start().await;
    let world = World::make(&bed.store, "a").await;
    let mut phones = Vec::new();
    for name in ["head", "volunteer", "second"] {
        let mut phone = Phone::sign_in(&bed, world.login(name)).await;
        phone.sync().await;
        phones.push(phone);
    }
    let [head, first, second] = &mut phones[..] else {
        panic!("three phones")
    };
    let person = world.people[0];
    first.ago_ms = 5_000;
    first.record(&[number("+212611111111", person)]);
    second.record(&[number("+212622222222", person)]);
    second.sync().await;
    first.sync().await;
    head.sync().await;
    let (item, seen) = open(head);
    head.record(&[deciding(item, Decision::Take, Some(seen))]);
    head.sync().await;
    for phone in [&mut *head, first, second] {
        phone.sync().await;
        let seen: Beneficiary = phone.replica.view(person).unwrap();
        assert_eq!(seen.phone, "+212611111111");
    }
    let decided: ReviewItem = head.replica.view(item).unwrap();
    assert_eq!(
        (decided.decision, decided.by),
        (Decision::Take, Some(world.member("head")))
    );
    let (status, log) = head.get("/api/v1/log?limit=2").await;
    assert_eq!(status, StatusCode::OK);
    let kinds: Vec<i64> = log["entries"]
        .as_array()
        .unwrap()
        .iter()
        .map(|entry| entry["fields"]["kind"].as_i64().unwrap())
        .collect();
    let expected = [Kind::Beneficiary, Kind::ReviewItem].map(|kind| i64::from(kind.number()));
    assert_eq!(kinds, expected, "the decision, and then what it changed");
    assert!(
        bed.store
            .verify_log(world.association)
            .await
            .unwrap()
            .walked
            .is_whole()
    );
}

#[tokio::test]
async fn a_held_mark_accepted_by_a_head_stands_and_its_phone_is_told() {
    let bed = Bed::start().await;
    let world = World::make(&bed.store, "a").await;
    let mut phone = Phone::sign_in(&bed, world.login("volunteer")).await;
    let mut head = Phone::sign_in(&bed, world.login("head")).await;
    phone.sync().await;
    head.sync().await;
    phone.ago_ms = 5_000;
    phone.mark(world.sessions[0], world.people[0], Mark::Present);
    let withdrawn = Edit::new(Kind::Member, world.member("volunteer"));
    head.record(&[withdrawn.set(member::ACTIVITIES, Vec::<Id>::new())]);
    head.sync().await;
    phone.sync().await;
    head.sync().await;
    let (item, seen) = open(&head);
    head.record(&[deciding(item, Decision::Take, Some(seen))]);
    head.sync().await;
    let mark = Id::of_attendance(world.sessions[0], world.people[0]);
    assert_eq!(
        head.replica.get(mark).unwrap().read::<Mark>(attendance::STATUS),
        Mark::Present
    );
    let request = phone.request();
    assert_eq!(request.held.len(), 1);
    let response = phone.send(&request).await;
    assert_eq!(response.decided.len(), 1);
    assert_eq!(response.decided[0].verdict, Verdict::Accepted);
    phone.sync().await;
    assert_eq!(phone.replica.outbox().count(), 0);
    // Whoever signs in anew is told of what they sent before; nobody is told of another's.
    let mut anew = Phone::sign_in(&bed, world.login("volunteer")).await;
    anew.sync().await;
    let mut asking = anew.request();
    asking.held.clone_from(&request.held);
    assert_eq!(anew.send(&asking).await.decided, response.decided);
    let mut nosy = Phone::sign_in(&bed, world.login("second")).await;
    nosy.sync().await;
    let mut asking = nosy.request();
    asking.held = request.held;
    assert!(nosy.send(&asking).await.decided.is_empty());
}

/// A mark that is held on a database at an address: what is to decide, and the mark's id.
async fn held_at(url: &str) -> (World, Id, Id) {
    let store = Store::open(url).await.unwrap();
    let world = World::make(&store, "a").await;
    let volunteer = hand(&world, "volunteer");
    let mark = Id::of_attendance(world.sessions[0], world.people[0]);
    let view = Attendance {
        session: world.sessions[0],
        beneficiary: world.people[0],
        status: Mark::Present,
        by: Some(world.member("volunteer")),
        ..Attendance::default()
    };
    let held = change(&volunteer, Edit::create(mark, view), 5_000);
    let withdrawn = Edit::new(Kind::Member, world.member("volunteer"));
    let mut book = store.book(world.association).await.unwrap();
    write(&mut book, &[withdrawn.set(member::ACTIVITIES, Vec::<Id>::new())]).await;
    let answers = read(&mut book, &volunteer, std::slice::from_ref(&held)).await;
    assert!(
        matches!(answers[0].verdict, Verdict::Held { .. }),
        "{:?}",
        answers[0]
    );
    book.close().await.unwrap();
    (world, Id::of_review(held.id, None), mark)
}

fn hand(world: &World, name: &str) -> Hand {
    Hand {
        member: world.member(name),
        device: server::clock::new_id(now()),
        skew_ms: 0,
        at: now(),
    }
}

fn change(hand: &Hand, edit: Edit, ago_ms: i64) -> Change {
    Change {
        id: Id::of_change(hand.device, 1, now()),
        kind: edit.kind,
        record: edit.record,
        base: 0,
        set: edit.set,
        clock: Clock {
            now: now().plus(-ago_ms),
            offset_min: 0,
        },
        counter: 1,
    }
}

/// What a member's decision that the mark stands is answered, by a program that has nothing in memory.
async fn accepts(url: &str, world: &World, name: &str, item: Id) -> Verdict {
    let fresh = Store::open(url).await.unwrap();
    let who = hand(world, name);
    let decision = change(&who, deciding(item, Decision::Take, Some(0)), 0);
    let mut book = fresh.book(world.association).await.unwrap();
    let answers = read(&mut book, &who, &[decision]).await;
    book.close().await.unwrap();
    answers[0].verdict.clone()
}

async fn marked(url: &str, world: &World, mark: Id) -> Mark {
    let fresh = Store::open(url).await.unwrap();
    let records = fresh.records(world.association, &[mark]).await.unwrap();
    records[0].read(attendance::STATUS)
}

#[tokio::test]
async fn a_decision_finds_all_it_needs_in_the_database_where_nothing_is_in_memory() {
    let folder = tempfile::tempdir().unwrap();
    let url = format!("sqlite://{}/hadir.db", folder.path().display());
    let (world, item, mark) = held_at(&url).await;
    assert_eq!(accepts(&url, &world, "head", item).await, Verdict::Accepted);
    assert_eq!(marked(&url, &world, mark).await, Mark::Present);
}

#[tokio::test]
async fn what_was_given_to_a_coordinator_is_found_in_the_database_and_is_theirs_to_decide() {
    let folder = tempfile::tempdir().unwrap();
    let url = format!("sqlite://{}/hadir.db", folder.path().display());
    let (world, item, mark) = held_at(&url).await;
    let refused = accepts(&url, &world, "coordinator", item).await;
    assert_eq!(refused.reason(), Some(Reason::NotAllowed));
    let given = Edit::new(Kind::Task, Id::of_task(item))
        .set(task::ABOUT, item)
        .set(task::MEMBER, Some(world.member("coordinator")));
    let mut book = Store::open(&url)
        .await
        .unwrap()
        .book(world.association)
        .await
        .unwrap();
    write(&mut book, &[given]).await;
    book.close().await.unwrap();
    assert_eq!(
        accepts(&url, &world, "coordinator", item).await,
        Verdict::Accepted
    );
    assert_eq!(marked(&url, &world, mark).await, Mark::Present);
}
