//! Two servers on one database: a phone may talk to either.

use std::collections::BTreeSet;

use domain::change::Edit;
use domain::id::Id;
use domain::kind::Kind;
use domain::record::{Beneficiary, Mark, Record, member};
use domain::verdict::{Reason, Verdict};
use server::clock;
use server::store::Store;

use crate::support::{PASSWORD, Phone, Program, World, now, postgres, registration};

/// Two servers, and a third hand on their database.
struct Pair {
    servers: [Program; 2],
    store: Store,
    world: World,
}

impl Pair {
    async fn start(database: &str) -> Self {
        let store = Store::open(database).await.unwrap();
        let world = World::make(&store, "a").await;
        let servers = [(); 2].map(|()| Program::start(database, "127.0.0.1:0"));
        Pair {
            servers,
            store,
            world,
        }
    }

    fn url(&self, server: usize) -> String {
        self.servers[server % 2].url.clone()
    }

    /// A phone that signed in at one of them and holds what it may.
    async fn phone(&self, server: usize, login: &str) -> Phone {
        let mut phone = Phone::at(&self.url(server), self.world.login(login), PASSWORD).await;
        phone.sync().await;
        phone
    }
}

fn newcomer(activity: Id, name: String) -> [Edit; 2] {
    let person = clock::new_id(now());
    let view = Beneficiary {
        given_la: name,
        ..Beneficiary::default()
    };
    [Edit::create(person, view), registration(activity, person)]
}

/// Records, brings them to one server after the other, and each request to both at once.
async fn work(mut phone: Phone, number: usize, urls: [String; 2], activity: Id) -> (Phone, BTreeSet<Id>) {
    let mut sent = BTreeSet::new();
    for round in 0..6 {
        for _ in 0..5 {
            let plan = phone.record(&newcomer(activity, format!("P{number} {round}")));
            sent.extend(plan.changes.iter().map(|change| change.id));
        }
        let request = phone.request();
        let (here, there) = tokio::join!(
            phone.send_to(&urls[(number + round) % 2], &request),
            phone.send_to(&urls[(number + round + 1) % 2], &request),
        );
        assert_eq!(here.verdicts, there.verdicts, "each change has one answer");
        assert!(
            here.verdicts
                .iter()
                .all(|answer| answer.verdict == Verdict::Accepted)
        );
        let batch = phone.replica.sync_response(&request, &here, now(), &[]);
        phone.replica.apply(&batch);
    }
    (phone, sent)
}

async fn many_phones_on_two_servers_make_one_order(database: String) {
    let pair = Pair::start(&database).await;
    let before = pair
        .store
        .verify_log(pair.world.association)
        .await
        .unwrap()
        .walked;
    let urls = [pair.url(0), pair.url(1)];
    let mut working = Vec::new();
    for number in 0..4 {
        let login = ["volunteer", "second", "coordinator", "head"][number];
        let phone = pair.phone(number, login).await;
        working.push(tokio::spawn(work(
            phone,
            number,
            urls.clone(),
            pair.world.activities[0],
        )));
    }
    let (mut phones, mut sent) = (Vec::new(), BTreeSet::new());
    for worker in working {
        let (phone, changes) = worker.await.unwrap();
        phones.push(phone);
        sent.extend(changes);
    }
    let log = pair
        .store
        .verify_log(pair.world.association)
        .await
        .unwrap()
        .walked;
    assert_eq!(log.lines - before.lines, sent.len() as u64, "a line a change");
    let kinds = [Kind::Beneficiary, Kind::Registration];
    let mut held = Vec::new();
    for (number, mut phone) in phones.into_iter().enumerate() {
        phone.url = pair.url(number + 1);
        phone.sync().await;
        let here = kinds.iter().flat_map(|kind| phone.replica.all(*kind));
        let here = here.filter(|record| known_to_all(&pair.world, record));
        let mut records: Vec<Record> = here.cloned().collect();
        records.sort_by_key(|record| record.id);
        held.push(records);
    }
    assert_eq!(held[0].len(), 2 * 5 + sent.len());
    assert!(
        held.windows(2).all(|pair| pair[0] == pair[1]),
        "all hold the same"
    );
}

/// The head and the coordinator hold the other activity too.
fn known_to_all(world: &World, record: &Record) -> bool {
    let elsewhere = Id::of_registration(world.activities[1], world.people[5]);
    ![world.people[5], elsewhere].contains(&record.id)
}

async fn what_one_server_was_told_the_other_knows_at_once(database: String) {
    let pair = Pair::start(&database).await;
    let mut volunteer = pair.phone(0, "volunteer").await;
    let mut head = pair.phone(1, "head").await;
    // Both servers have the association in memory.
    for phone in [&mut volunteer, &mut head] {
        phone.mark(pair.world.sessions[0], pair.world.people[0], Mark::Present);
        phone.sync().await;
    }
    let closed = Edit::new(Kind::Member, pair.world.member("volunteer")).set(member::CLOSED, true);
    head.record(&[closed]);
    head.sync().await;
    volunteer.mark(pair.world.sessions[0], pair.world.people[1], Mark::Present);
    let request = volunteer.request();
    let response = volunteer.send(&request).await;
    assert_eq!(
        response.verdicts[0].verdict.reason(),
        Some(Reason::RightWithdrawn)
    );
    // And who signed in at one of them signs out at the other.
    head.url = pair.url(0);
    let (status, _) = head.delete("/api/v1/session").await;
    assert!(status.is_success());
    head.url = pair.url(1);
    assert_eq!(head.get("/api/v1/log").await.0, reqwest::StatusCode::UNAUTHORIZED);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn many_phones_on_two_servers_of_one_postgres_make_one_order() {
    many_phones_on_two_servers_make_one_order(postgres::database().await).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_one_server_of_a_postgres_was_told_the_other_knows_at_once() {
    what_one_server_was_told_the_other_knows_at_once(postgres::database().await).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_servers_of_one_sqlite_file_keep_its_order_too() {
    let folder = tempfile::tempdir().unwrap();
    many_phones_on_two_servers_make_one_order(format!("sqlite://{}/hadir.db", folder.path().display())).await;
}
