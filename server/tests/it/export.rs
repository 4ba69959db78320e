//! An association moves from one database to another: all of it, or nothing.

use domain::change::Edit;
use domain::id::Id;
use domain::record::{Beneficiary, Mark, Member, Role};
use domain::replica::{Outgoing, State};
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

/// All that is the association's own: a lineage more, and so another end, is what moving leaves behind.
fn but_lineage(text: &str) -> Vec<&str> {
    let of_the_way = |line: &&str| line.starts_with("{\"lineage\"") || line.starts_with("{\"end\"");
    text.lines().filter(|line| !of_the_way(line)).collect()
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
    assert_eq!(
        but_lineage(&exported(&postgres, world.association).await),
        but_lineage(&text)
    );
    let back = in_memory().await;
    read(&back, exported(&postgres, world.association).await.as_bytes())
        .await
        .unwrap();
    assert_eq!(
        but_lineage(&exported(&back, world.association).await),
        but_lineage(&text)
    );
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
    let text = r#"{"hadir_export":{"version":9999,"association":"01000000-0000-7000-8000-000000000000","seq":0,"log_seq":0,"log_hash":"","created":0}}"#;
    let later = read(&store, format!("{text}\n").as_bytes()).await;
    assert!(matches!(later, Err(ReadError::Version)), "{later:?}");
}

#[tokio::test]
async fn phones_go_on_where_their_association_went_and_nothing_is_lost_or_doubled() {
    let here = Bed::start().await;
    let world = lively(&here).await;
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
    let mut early = Phone::sign_in(&here, world.login("volunteer")).await;
    let mut late = Phone::sign_in(&here, world.login("second")).await;
    early.sync().await;
    late.sync().await;
    // Of the one the first answer never came back, and the second was never asked for.
    early.record(&newcomer("Answered"));
    let answered = early.send(&early.request()).await;
    early.record(&newcomer("Waiting"));
    let text = exported(&here.store, world.association).await;
    // The other was answered where the association is no more.
    late.record(&newcomer("Behind"));
    let request = late.request();
    let behind = late.send(&request).await;
    let receipts: Vec<Outgoing> = late
        .replica
        .outbox()
        .zip(&behind.verdicts)
        .map(|(item, answer)| Outgoing {
            change: item.change.clone(),
            state: State::Answered(answer.clone()),
        })
        .collect();
    late.replica
        .apply(&late.replica.sync_response(&request, &behind, now(), &[]));

    let there = Bed::on_postgres().await;
    let moved = read(&there.store, text.as_bytes()).await.unwrap();
    for (phone, login, kept) in [
        (&mut early, "volunteer", Vec::new()),
        (&mut late, "second", receipts),
    ] {
        phone.url = there.url.clone();
        let body = domain::wire::to_cbor(&phone.request());
        let (status, _) = phone.send_bytes(domain::wire::CBOR, body).await.unwrap();
        assert_eq!(status, reqwest::StatusCode::UNAUTHORIZED, "no session came along");
        let device = phone.me.device;
        phone.sign_in_again(world.login(login)).await;
        assert_eq!(phone.me.device, device, "the same phone");
        let request = phone.request();
        let told = phone.send(&request).await;
        let lacking = phone.replica.lacks_above(&told).unwrap();
        assert!(lacking >= answered.verdicts[1].seq, "the past is shared");
        let batch = phone.replica.sync_response(&request, &told, now(), &kept);
        phone.replica.apply(&batch);
        let request = phone.request();
        let response = phone.send(&request).await;
        if login == "volunteer" {
            assert_eq!(response.verdicts[..2], answered.verdicts[..], "the first answers");
        }
        let batch = phone.replica.sync_response(&request, &response, now(), &[]);
        phone.replica.apply(&batch);
        assert_eq!(phone.replica.waiting(), 0);
    }
    let log = there.store.verify_log(world.association).await.unwrap().walked;
    assert_eq!(log.lines, moved.lines + 4, "two waited, two were left behind");
}
