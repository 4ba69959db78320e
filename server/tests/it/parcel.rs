//! Unsent work in a sealed file: another phone of the association delivers it, reads nothing of it, alters nothing.

use domain::change::Edit;
use domain::id::Id;
use domain::kind::Kind;
use domain::record::{
    Attendance, Beneficiary, LogEntry, Mark, ReviewItem, View, attendance, beneficiary, device, member,
    review_item,
};
use domain::value::Value as FieldValue;
use domain::verdict::Verdict;
use domain::wire::{ParcelKey, seal_parcel};
use reqwest::StatusCode;
use serde_json::{Value, json};
use server::store::{Session, Store};
use server::sync::deliver as deliver_to;

use crate::support::{Bed, Phone, World, now};

on_each!(
    what_a_colleague_delivers_is_recorded_once_as_its_sender_s_and_says_who_carried_it,
    the_sender_s_own_sync_gets_the_answers_the_parcel_got,
    what_its_sender_sent_before_is_known_already,
    a_foreign_damaged_or_newer_parcel_is_refused_and_records_nothing,
    no_key_but_the_sender_s_makes_a_parcel_of_theirs,
    a_revoked_sender_s_work_waits_for_a_head,
    what_the_sender_may_no_longer_do_is_judged_by_their_rights_and_not_the_carrier_s,
    a_revoked_phone_carries_nothing,
    after_a_restore_a_version_that_is_gone_was_not_seen_and_what_is_missing_may_still_come,
    a_parcel_of_more_changes_than_one_request_holds_is_taken_whole,
    who_delivers_what_does_not_open_is_slowed_and_who_delivers_well_is_not,
);

/// What the server tells a phone to seal its parcels with.
async fn key_of(phone: &Phone) -> ParcelKey {
    let (status, said) = phone.post("/api/v1/parcel/key", &json!({})).await;
    assert_eq!(status, StatusCode::OK, "{said}");
    let digits = said["key"].as_str().unwrap();
    let byte = |at: usize| u8::from_str_radix(&digits[2 * at..2 * at + 2], 16).unwrap();
    ParcelKey::from_bytes(core::array::from_fn(byte))
}

/// The file a phone saves, as it would with no network: its key was told before.
fn saved(phone: &Phone, key: &ParcelKey) -> Vec<u8> {
    let (header, contents) = phone.replica.parcel(now()).unwrap();
    seal_parcel(key, [9; 24], &header, &contents)
}

async fn deliver(carrier: &Phone, file: &[u8]) -> (StatusCode, Value) {
    let request = carrier.http.post(format!("{}/api/v1/parcel", carrier.url));
    let request = request
        .header("cookie", &carrier.cookie)
        .header("origin", &carrier.url)
        .header("content-type", "application/octet-stream");
    Phone::answer(request.body(file.to_vec())).await
}

/// What became of a delivery, in the order received, known, held, refused, later.
fn counts(said: &(StatusCode, Value)) -> [u64; 5] {
    assert_eq!(said.0, StatusCode::OK, "{}", said.1);
    ["received", "known", "held", "refused", "later"].map(|name| said.1[name].as_u64().unwrap())
}

/// A world, a volunteer's phone with two marks on it that wait, its key, another volunteer's phone, a head's.
struct Scene {
    world: World,
    sender: Phone,
    key: ParcelKey,
    carrier: Phone,
    head: Phone,
}

async fn scene(bed: &Bed) -> Scene {
    let world = World::make(&bed.store, "a").await;
    let mut phones = Vec::new();
    for name in ["volunteer", "second", "head"] {
        let mut phone = Phone::sign_in(bed, world.login(name)).await;
        phone.sync().await;
        phones.push(phone);
    }
    let [mut sender, carrier, head] = <[Phone; 3]>::try_from(phones).ok().unwrap();
    let key = key_of(&sender).await;
    sender.mark(world.sessions[0], world.people[0], Mark::Present);
    sender.mark(world.sessions[0], world.people[1], Mark::Late);
    Scene {
        world,
        sender,
        key,
        carrier,
        head,
    }
}

/// Lines of the log about marks, newest first, as a head's phone has them.
fn marks(head: &Phone) -> Vec<LogEntry> {
    let entries = head.replica.all(Kind::LogEntry).map(LogEntry::of);
    let kind = i64::from(Kind::Attendance.number());
    entries.filter(|entry| entry.kind == kind).collect()
}

fn mark_of(phone: &Phone, world: &World, person: usize) -> Option<Mark> {
    let id = Id::of_attendance(world.sessions[0], world.people[person]);
    phone.replica.view::<Attendance>(id).map(|mark| mark.status)
}

async fn what_a_colleague_delivers_is_recorded_once_as_its_sender_s_and_says_who_carried_it(bed: Bed) {
    let Scene {
        world,
        sender,
        key,
        carrier,
        mut head,
    } = scene(&bed).await;
    let file = saved(&sender, &key);
    let said = deliver(&carrier, &file).await;
    assert_eq!(counts(&said), [2, 0, 0, 0, 0]);
    assert_eq!(said.1.as_object().unwrap().len(), 5, "numbers and nothing else");
    assert_eq!(counts(&deliver(&carrier, &file).await), [0, 2, 0, 0, 0]);
    assert_eq!(counts(&deliver(&head, &file).await), [0, 2, 0, 0, 0]);
    head.sync().await;
    assert_eq!(
        [0, 1].map(|person| mark_of(&head, &world, person)),
        [Some(Mark::Present), Some(Mark::Late)]
    );
    let marks = marks(&head);
    assert_eq!(marks.len(), 2, "delivered three times, recorded once");
    for entry in marks {
        assert_eq!(
            (entry.member, entry.device),
            (Some(sender.me.member), Some(sender.me.device))
        );
        assert_eq!(entry.carrier, Some(carrier.me.device));
    }
    assert!(
        bed.store
            .verify_log(world.association)
            .await
            .unwrap()
            .walked
            .is_whole()
    );
}

async fn the_sender_s_own_sync_gets_the_answers_the_parcel_got(bed: Bed) {
    let Scene {
        world,
        mut sender,
        key,
        carrier,
        mut head,
    } = scene(&bed).await;
    let file = saved(&sender, &key);
    assert_eq!(sender.replica.waiting(), 2, "a saved file takes nothing away");
    deliver(&carrier, &file).await;
    let (logged, _) = bed.store.head(world.association).await.unwrap();
    sender.mark(world.sessions[0], world.people[2], Mark::Present);
    sender.sync().await;
    assert_eq!(
        (sender.replica.waiting(), sender.replica.outbox().count()),
        (0, 0)
    );
    head.sync().await;
    let marks = marks(&head);
    assert_eq!(marks.len(), 3);
    assert_eq!(
        marks.iter().filter(|entry| entry.carrier.is_none()).count(),
        1,
        "one came by itself"
    );
    assert!(bed.store.head(world.association).await.unwrap().0 > logged);
}

async fn what_its_sender_sent_before_is_known_already(bed: Bed) {
    let Scene {
        mut sender,
        key,
        carrier,
        mut head,
        ..
    } = scene(&bed).await;
    let file = saved(&sender, &key);
    sender.sync().await;
    assert_eq!(counts(&deliver(&carrier, &file).await), [0, 2, 0, 0, 0]);
    head.sync().await;
    assert!(
        marks(&head).iter().all(|entry| entry.carrier.is_none()),
        "nobody carried what was there"
    );
}

async fn a_foreign_damaged_or_newer_parcel_is_refused_and_records_nothing(bed: Bed) {
    let Scene {
        world,
        sender,
        key,
        carrier,
        ..
    } = scene(&bed).await;
    let other = World::make(&bed.store, "other").await;
    let stranger = Phone::sign_in(&bed, other.login("head")).await;
    let file = saved(&sender, &key);
    let before = bed.store.head(world.association).await.unwrap();
    let code =
        |(status, said): (StatusCode, Value)| (status.as_u16(), said["code"].as_str().unwrap().to_owned());
    let refused = |number, code: &str| (number, code.to_owned());
    assert_eq!(
        code(deliver(&stranger, &file).await),
        refused(403, "parcel_foreign")
    );
    for at in [0, 9, 20, 40, file.len() / 2, file.len() - 1] {
        let mut damaged = file.clone();
        damaged[at] ^= 1;
        let (_, said) = code(deliver(&carrier, &damaged).await);
        assert!(
            ["parcel_damaged", "parcel_foreign"].contains(&said.as_str()),
            "byte {at}: {said}"
        );
    }
    let mut newer = file.clone();
    newer[7] = 2;
    assert_eq!(
        code(deliver(&carrier, &newer).await),
        refused(422, "parcel_newer")
    );
    assert_eq!(code(deliver(&carrier, b"").await), refused(422, "parcel_damaged"));
    let (status, said) = carrier.post("/api/v1/parcel", &json!({})).await;
    assert_eq!(code((status, said)), refused(415, "wrong_type"));
    let huge = vec![0; domain::wire::PARCEL_BYTES + 1];
    assert_eq!(code(deliver(&carrier, &huge).await), refused(413, "too_large"));
    assert_eq!(bed.store.head(world.association).await.unwrap(), before);
    assert_eq!(
        counts(&deliver(&carrier, &file).await),
        [2, 0, 0, 0, 0],
        "the file itself is whole"
    );
}

async fn no_key_but_the_sender_s_makes_a_parcel_of_theirs(bed: Bed) {
    let Scene {
        world,
        mut sender,
        carrier,
        head,
        ..
    } = scene(&bed).await;
    let before = bed.store.head(world.association).await.unwrap();
    // The carrier, and whoever knows all that a phone knows but its key, cannot speak in its name.
    for forger in [key_of(&carrier).await, key_of(&head).await, ParcelKey::of("")] {
        let (status, said) = deliver(&carrier, &saved(&sender, &forger)).await;
        assert_eq!(
            (status.as_u16(), said["code"].as_str()),
            (422, Some("parcel_damaged"))
        );
    }
    // Nor can the sender in another association's.
    let other = World::make(&bed.store, "other").await;
    let mut stranger = Phone::sign_in(&bed, other.login("head")).await;
    stranger.sync().await;
    let key = key_of(&sender).await;
    sender.me.association = other.association;
    let (mut header, contents) = sender.replica.parcel(now()).unwrap();
    header.association = other.association;
    let (status, _) = deliver(&stranger, &seal_parcel(&key, [9; 24], &header, &contents)).await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(bed.store.head(world.association).await.unwrap(), before);
}

async fn a_revoked_sender_s_work_waits_for_a_head(bed: Bed) {
    let Scene {
        world,
        mut sender,
        key,
        carrier,
        mut head,
    } = scene(&bed).await;
    let file = saved(&sender, &key);
    head.record(&[Edit::new(Kind::Device, sender.me.device).set(device::REVOKED, true)]);
    head.sync().await;
    assert_eq!(counts(&deliver(&carrier, &file).await), [0, 0, 2, 0, 0]);
    head.sync().await;
    assert_eq!(mark_of(&head, &world, 0), None, "held, not recorded");
    let items: Vec<ReviewItem> = head.replica.all(Kind::ReviewItem).map(ReviewItem::of).collect();
    assert_eq!(items.len(), 2);
    assert!(
        items
            .iter()
            .all(|item| item.waits_device == Some(sender.me.device))
    );
    assert!(
        marks(&head)
            .iter()
            .all(|entry| entry.carrier == Some(carrier.me.device) && entry.verdict == 3)
    );
    // The phone itself, at its next contact, is told the same and rid of all.
    sender.sync().await;
    assert_eq!(sender.replica.me(), None);
    assert_eq!(
        head.replica
            .all(Kind::ReviewItem)
            .filter(|item| item.read::<Option<Id>>(review_item::WAITS_DEVICE).is_some())
            .count(),
        2
    );
}

async fn what_the_sender_may_no_longer_do_is_judged_by_their_rights_and_not_the_carrier_s(bed: Bed) {
    let Scene {
        world,
        sender,
        key,
        carrier: _,
        mut head,
    } = scene(&bed).await;
    let file = saved(&sender, &key);
    let withdrawn = Edit::new(Kind::Member, sender.me.member).set(member::ACTIVITIES, Vec::<Id>::new());
    head.record(&[withdrawn]);
    head.sync().await;
    // A head carries it, who might record all of it.
    assert_eq!(counts(&deliver(&head, &file).await), [0, 0, 2, 0, 0]);
    head.sync().await;
    assert_eq!(mark_of(&head, &world, 0), None);
    // What nobody of that role may do is refused, whoever carries it.
    let person = Beneficiary {
        given_la: "Other".into(),
        ..Beneficiary::default()
    };
    let mut header = sender.replica.parcel(now()).unwrap();
    for change in &mut header.1.changes {
        change.id = Id::of_change(sender.me.device, change.counter + 50, now());
        change.kind = Kind::Beneficiary;
        change.record = world.people[5];
        change.set = person.clone().fields();
        change.clock.now = now();
    }
    header.1.changes.truncate(1);
    let file = seal_parcel(&key, [8; 24], &header.0, &header.1);
    let [received, _, held, refused, _] = counts(&deliver(&head, &file).await);
    assert_eq!((received, held + refused), (0, 1));
    let kept = &bed
        .store
        .records(world.association, &[world.people[5]])
        .await
        .unwrap()[0];
    assert_ne!(kept.read::<String>(beneficiary::GIVEN_LA), "Other");
}

async fn a_revoked_phone_carries_nothing(bed: Bed) {
    let Scene {
        sender,
        key,
        carrier,
        mut head,
        ..
    } = scene(&bed).await;
    let file = saved(&sender, &key);
    head.record(&[Edit::new(Kind::Device, carrier.me.device).set(device::REVOKED, true)]);
    head.sync().await;
    assert_eq!(deliver(&carrier, &file).await.0, StatusCode::UNAUTHORIZED);
    assert_eq!(
        carrier.post("/api/v1/parcel/key", &json!({})).await.0,
        StatusCode::UNAUTHORIZED
    );
    assert_eq!(counts(&deliver(&head, &file).await), [2, 0, 0, 0, 0]);
}

async fn after_a_restore_a_version_that_is_gone_was_not_seen_and_what_is_missing_may_still_come(bed: Bed) {
    let Scene {
        world,
        sender,
        key,
        carrier,
        mut head,
    } = scene(&bed).await;
    let restored = Store::open(&bed.database).await.unwrap();
    let restored = restored.begin_lineage(now()).await.unwrap();
    head.mark(world.sessions[0], world.people[0], Mark::Absent);
    head.sync().await;
    let (header, mut contents) = sender.replica.parcel(now()).unwrap();
    // Seen in the lineage before, as that went on: more than this one ever had.
    contents.changes[0].base = 1_000_000;
    // Of a session that only another phone still has.
    let unknown = Id::v7(now(), [3; 10]);
    contents.changes[1].record = Id::of_attendance(unknown, world.people[1]);
    let session = FieldValue::Id(unknown);
    contents.changes[1].set.set(attendance::SESSION, session);
    let file = seal_parcel(&key, [7; 24], &header, &contents);
    let by = Session {
        association: carrier.me.association,
        member: carrier.me.member,
        device: carrier.me.device,
        used: now(),
        pass: None,
    };
    let delivered = deliver_to(&restored, &by, &file, now()).await.unwrap();
    assert_eq!((delivered.received, delivered.later), (1, 1));
    let verdict = &delivered.answers[0].verdict;
    assert!(matches!(verdict, Verdict::Conflict { .. }), "{verdict:?}");
}

async fn a_parcel_of_more_changes_than_one_request_holds_is_taken_whole(bed: Bed) {
    let Scene {
        world,
        mut sender,
        key,
        carrier,
        ..
    } = scene(&bed).await;
    for round in 0..600 {
        let status = if round % 2 == 0 {
            Mark::Absent
        } else {
            Mark::Present
        };
        sender.mark(world.sessions[0], world.people[2], status);
    }
    let file = saved(&sender, &key);
    assert_eq!(counts(&deliver(&carrier, &file).await), [602, 0, 0, 0, 0]);
    sender.sync().await;
    assert_eq!(sender.replica.outbox().count(), 0);
    assert_eq!(mark_of(&sender, &world, 2), Some(Mark::Present));
}

async fn who_delivers_what_does_not_open_is_slowed_and_who_delivers_well_is_not(bed: Bed) {
    let Scene {
        sender,
        key,
        carrier,
        head,
        ..
    } = scene(&bed).await;
    let file = saved(&sender, &key);
    for _ in 0..30 {
        assert_eq!(deliver(&carrier, &file).await.0, StatusCode::OK);
    }
    let mut tries = 0;
    let (status, said) = loop {
        let answer = deliver(&carrier, b"no parcel").await;
        if answer.0 != StatusCode::UNPROCESSABLE_ENTITY {
            break answer;
        }
        tries += 1;
    };
    assert_eq!((tries, status), (20, StatusCode::TOO_MANY_REQUESTS));
    assert!(said["retry_after"].as_u64().unwrap() > 0);
    assert_eq!(deliver(&head, &file).await.0, StatusCode::OK, "nobody else is");
}
