//! An association moves from one database to another: all of it, or nothing.

use domain::change::Edit;
use domain::id::Id;
use domain::record::{Beneficiary, Mark, Member, Role};
use domain::verdict::Verdict;
use domain::wire::SyncRequest;
use server::export::{ReadError, read, write};
use server::store::{Store, Unwelcome};
use server::{clock, team};

use crate::support::{Bed, Phone, World, now, postgres, registration};

/// An association with something of everything, beside another.
async fn lively(bed: &Bed) -> World {
    let world = World::make(&bed.store, "a").await;
    World::make(&bed.store, "b").await;
    let mut phone = Phone::sign_in(bed, world.login("volunteer")).await;
    phone.sync().await;
    phone.mark(world.sessions[0], world.people[0], Mark::Present);
    phone.sync().await;
    let invited = Member {
        name: "Fatima".into(),
        role: Role::Volunteer,
        ..Member::default()
    };
    team::invite(&bed.store, world.association, None, &invited, 7, now())
        .await
        .unwrap();
    world
}

async fn exported(store: &Store, association: Id) -> String {
    let mut text = Vec::new();
    write(store, association, &mut text).await.unwrap();
    String::from_utf8(text).unwrap()
}

async fn in_memory() -> Store {
    Store::open("sqlite::memory:").await.unwrap()
}

#[tokio::test]
async fn an_association_goes_to_postgres_and_back_and_is_the_same() {
    let bed = Bed::start().await;
    let world = lively(&bed).await;
    let text = exported(&bed.store, world.association).await;
    let postgres = Store::open(&postgres::database().await).await.unwrap();
    let there = read(&postgres, text.as_bytes()).await.unwrap();
    assert_eq!(there.association, world.association);
    assert_eq!(there.accounts, 5);
    assert_eq!(exported(&postgres, world.association).await, text);
    let back = in_memory().await;
    read(&back, exported(&postgres, world.association).await.as_bytes())
        .await
        .unwrap();
    assert_eq!(exported(&back, world.association).await, text);
    for store in [&bed.store, &postgres, &back] {
        let log = store.verify_log(world.association).await.unwrap().walked;
        assert_eq!(log.lines, there.lines);
    }
    assert_eq!(back.associations().await.unwrap().len(), 1, "no other came along");
}

#[tokio::test]
async fn what_is_not_whole_leaves_nothing_behind() {
    let bed = Bed::start().await;
    let world = lively(&bed).await;
    let text = exported(&bed.store, world.association).await;
    let lines: Vec<&str> = text.split_inclusive('\n').collect();
    let store = in_memory().await;
    for at in 0..lines.len() {
        let without = [&lines[..at], &lines[at + 1..]].concat().concat();
        let twice = [&lines[..=at], &lines[at..]].concat().concat();
        let half = lines[..at].concat() + &lines[at][..lines[at].len() / 2];
        let altered =
            lines[..at].concat() + &lines[at].replacen(['1', '2', '3'], "7", 1) + &lines[at + 1..].concat();
        for damaged in [without, twice, half, altered, lines[..at].concat()] {
            if damaged != text {
                read(&store, damaged.as_bytes()).await.unwrap_err();
            }
        }
    }
    assert!(store.associations().await.unwrap().is_empty());
    read(&store, text.as_bytes()).await.unwrap();
    let again = read(&store, text.as_bytes()).await;
    assert!(matches!(again, Err(ReadError::Unwelcome(Unwelcome::Here))));
}

#[tokio::test]
async fn a_log_that_does_not_hold_stays_outside_though_its_text_is_whole() {
    let bed = Bed::start().await;
    let world = lively(&bed).await;
    let pool = sqlx::AnyPool::connect(&bed.database).await.unwrap();
    sqlx::query("delete from log where seq = (select max(seq) from log)")
        .execute(&pool)
        .await
        .unwrap();
    let store = in_memory().await;
    let cut = read(&store, exported(&bed.store, world.association).await.as_bytes()).await;
    assert!(
        matches!(cut, Err(ReadError::Unwelcome(Unwelcome::Cut))),
        "{cut:?}"
    );
    sqlx::query("delete from log where seq = 4")
        .execute(&pool)
        .await
        .unwrap();
    let holed = read(&store, exported(&bed.store, world.association).await.as_bytes()).await;
    assert!(
        matches!(holed, Err(ReadError::Unwelcome(Unwelcome::Broken(5)))),
        "{holed:?}"
    );
    assert!(store.associations().await.unwrap().is_empty());
}

#[tokio::test]
async fn who_signs_in_there_already_keeps_their_login() {
    let (here, there) = (Bed::start().await, Bed::on_postgres().await);
    let (mine, theirs) = (lively(&here).await, lively(&there).await);
    let text = exported(&here.store, mine.association).await;
    let taken = read(&there.store, text.as_bytes()).await;
    assert!(matches!(
        taken,
        Err(ReadError::Unwelcome(Unwelcome::LoginTaken(_)))
    ));
    let account = there.store.account(theirs.login("head")).await.unwrap().unwrap();
    assert_eq!(account.association, theirs.association);
    assert_eq!(there.store.associations().await.unwrap().len(), 2);
}

#[tokio::test]
async fn a_later_version_is_told_so() {
    let store = in_memory().await;
    let text = r#"{"hadir_export":{"version":2,"association":"01000000-0000-7000-8000-000000000000","seq":0,"log_seq":0,"log_hash":"","created":0}}"#;
    let later = read(&store, format!("{text}\n").as_bytes()).await;
    assert!(matches!(later, Err(ReadError::Version)), "{later:?}");
}

#[tokio::test]
async fn a_phone_goes_on_where_its_association_went_and_nothing_is_doubled() {
    let here = Bed::start().await;
    let world = lively(&here).await;
    let mut phone = Phone::sign_in(&here, world.login("volunteer")).await;
    phone.sync().await;
    let newcomer = |name: &str| {
        let person = clock::new_id(now());
        let view = Beneficiary {
            given_la: name.into(),
            ..Beneficiary::default()
        };
        [
            Edit::create(person, view),
            registration(world.activities[0], person),
        ]
    };
    // The first answer never came back; the second was never asked for.
    phone.record(&newcomer("Answered"));
    let request = phone.request();
    let answered = phone.send(&request).await;
    phone.record(&newcomer("Waiting"));

    let there = Bed::on_postgres().await;
    let text = exported(&here.store, world.association).await;
    let moved = read(&there.store, text.as_bytes()).await.unwrap();
    let device = phone.me.device;
    phone.url = there.url.clone();
    let (status, _) = phone
        .send_bytes(domain::wire::CBOR, domain::wire::to_cbor(&phone.request()))
        .await
        .unwrap();
    assert_eq!(status, reqwest::StatusCode::UNAUTHORIZED, "no session came along");
    phone.sign_in_again(world.login("volunteer")).await;
    assert_eq!(phone.me.device, device, "the same phone");

    // The first answer there says that this is another database, and takes nothing yet.
    let unaware = phone.request();
    let told = phone.send(&unaware).await;
    assert!(told.verdicts.is_empty());
    let learnt = phone.replica.sync_response(&unaware, &told, now(), &[]);
    phone.replica.apply(&learnt);

    let repeated = phone.request();
    let response = phone.send(&repeated).await;
    let of = |request: &SyncRequest| request.changes.len();
    assert_eq!((of(&request), of(&repeated)), (2, 4));
    assert_eq!(
        response.verdicts[..2],
        answered.verdicts[..],
        "the first answers again"
    );
    assert!(
        response
            .verdicts
            .iter()
            .all(|answer| answer.verdict == Verdict::Accepted)
    );
    phone
        .replica
        .apply(&phone.replica.sync_response(&repeated, &response, now(), &[]));
    assert_eq!(phone.replica.waiting(), 0);
    let log = there.store.verify_log(world.association).await.unwrap().walked;
    assert_eq!(log.lines, moved.lines + 2);
}
