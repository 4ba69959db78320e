//! The real program, killed and stopped at the worst moments.

use std::collections::BTreeSet;

use domain::change::Edit;
use domain::id::Id;
use domain::kind::Kind;
use domain::record::Beneficiary;
use domain::wire::{CBOR, to_cbor};
use server::store::Store;

use crate::support::{Phone, Program, World, now};

/// Runs each of these on SQLite and on PostgreSQL.
macro_rules! on_both {
    ($($name:ident),* $(,)?) => {
        mod on_sqlite {
            $(#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn $name() {
                let folder = tempfile::tempdir().unwrap();
                super::$name(format!("sqlite://{}/hadir.db", folder.path().display())).await;
            })*
        }
        mod on_postgres {
            $(#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn $name() {
                super::$name(crate::support::postgres::database().await).await;
            })*
        }
    };
}

on_both!(
    a_server_killed_in_the_middle_of_a_sync_loses_and_doubles_nothing,
    a_server_asked_to_stop_ends_well_and_what_it_answered_is_there,
);

pub(crate) async fn world(database: &str) -> World {
    let store = Store::open(database).await.unwrap();
    let world = World::make(&store, "a").await;
    store.close().await;
    world
}

async fn a_server_killed_in_the_middle_of_a_sync_loses_and_doubles_nothing(database: String) {
    let world = world(&database).await;
    let mut program = Program::start(&database, "127.0.0.1:0");
    let addr = program.url.trim_start_matches("http://").to_owned();
    let mut phone = Phone::at(&program.url, world.login("volunteer"), crate::support::PASSWORD).await;
    phone.sync().await;
    let mut recorded = BTreeSet::new();
    for round in 0..8 {
        for number in 0..60 {
            let view = Beneficiary {
                given_la: format!("P{round} {number}"),
                ..Beneficiary::default()
            };
            let person = server::clock::new_id(now());
            phone.record(&[
                Edit::create(person, view),
                crate::support::registration(world.activities[0], person),
            ]);
            recorded.insert(person);
        }
        let (http, url, cookie) = (phone.http.clone(), phone.url.clone(), phone.cookie.clone());
        let body = to_cbor(&phone.request());
        let request = http
            .post(format!("{url}/api/v1/sync"))
            .header("cookie", cookie)
            .header("origin", &url);
        let sending = tokio::spawn(request.header("content-type", CBOR).body(body).send());
        // Each round strikes a little later: before, during and after the transaction.
        for _ in 0..round * 3_000 {
            tokio::task::yield_now().await;
        }
        program.kill();
        // Whether an answer came or not: the phone never reads it.
        let _ = sending.await.unwrap();
        program = Program::start(&database, &addr);
    }
    phone.sync().await;
    assert!(phone.replica.outbox().next().is_none());
    program.kill();
    each_once(&database, &world, &recorded).await;
}

/// Each of these people is in the register, by one line of a log that verifies.
pub(crate) async fn each_once(database: &str, world: &World, recorded: &BTreeSet<Id>) {
    let store = Store::open(database).await.unwrap();
    let log = store.verify_log(world.association).await.unwrap().walked;
    let lines = store
        .log_before(world.association, u64::MAX, u32::MAX)
        .await
        .unwrap();
    let beneficiary = i64::from(Kind::Beneficiary.number());
    let about: Vec<Id> = lines
        .iter()
        .filter(|line| line.read::<i64>(domain::record::log_entry::KIND) == beneficiary)
        .map(|line| line.read(domain::record::log_entry::RECORD))
        .filter(|id| recorded.contains(id))
        .collect();
    assert_eq!(
        about.len(),
        recorded.len(),
        "one line a change, of {} lines",
        log.lines
    );
    assert_eq!(about.into_iter().collect::<BTreeSet<_>>(), *recorded);
    let kept: Vec<Id> = recorded.iter().copied().collect();
    assert_eq!(
        store.records(world.association, &kept).await.unwrap().len(),
        recorded.len()
    );
}

async fn a_server_asked_to_stop_ends_well_and_what_it_answered_is_there(database: String) {
    let world = world(&database).await;
    let mut program = Program::start(&database, "127.0.0.1:0");
    let mut phone = Phone::at(&program.url, world.login("volunteer"), crate::support::PASSWORD).await;
    phone.sync().await;
    phone.mark(world.sessions[0], world.people[0], domain::record::Mark::Present);
    phone.sync().await;
    let (mark, addr) = (
        Id::of_attendance(world.sessions[0], world.people[0]),
        phone.url.clone(),
    );
    // An idle connection does not keep it from stopping.
    assert!(program.ask_to_stop());
    let program = Program::start(&database, addr.trim_start_matches("http://"));
    let mut other = Phone::at(&program.url, world.login("second"), crate::support::PASSWORD).await;
    other.sync().await;
    assert!(other.replica.get(mark).is_some());
}
