//! The real program, killed and stopped at the worst moments.

use std::collections::BTreeSet;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};

use domain::change::Edit;
use domain::id::Id;
use domain::kind::Kind;
use domain::record::Beneficiary;
use domain::wire::{CBOR, to_cbor};
use server::store::Store;

use crate::support::{Phone, World, now, site};

/// The real program, serving.
pub(crate) struct Program {
    child: Child,
    pub(crate) url: String,
}

impl Program {
    pub(crate) fn start(folder: &Path, addr: &str) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_hadir"))
            .arg("serve")
            .env(
                "HADIR_DATABASE_URL",
                format!("sqlite://{}/hadir.db", folder.display()),
            )
            .env("HADIR_ADDR", addr)
            .env("LEPTOS_SITE_ROOT", site(folder))
            .env("RUST_LOG", "warn")
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let line = lines
            .map_while(Result::ok)
            .find(|line| line.contains("listens on"))
            .expect("it listens");
        Program {
            child,
            url: line.rsplit(' ').next().unwrap().to_owned(),
        }
    }

    pub(crate) fn kill(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    pub(crate) fn ask_to_stop(&mut self) -> bool {
        let asked = Command::new("kill")
            .args(["-TERM", &self.child.id().to_string()])
            .status()
            .unwrap();
        assert!(asked.success());
        self.child.wait().unwrap().success()
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

pub(crate) async fn world(folder: &Path) -> World {
    let store = Store::open(&format!("sqlite://{}/hadir.db", folder.display()))
        .await
        .unwrap();
    let world = World::make(&store, "a").await;
    store.close().await;
    world
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_server_killed_in_the_middle_of_a_sync_loses_and_doubles_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let world = world(folder.path()).await;
    let mut program = Program::start(folder.path(), "127.0.0.1:0");
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
        program = Program::start(folder.path(), &addr);
    }
    phone.sync().await;
    assert!(phone.replica.outbox().next().is_none());
    program.kill();
    let store = Store::open(&format!("sqlite://{}/hadir.db", folder.path().display()))
        .await
        .unwrap();
    let log = store.verify_log(world.association).await.unwrap().walked;
    assert!(log.is_whole());
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
    assert_eq!(about.into_iter().collect::<BTreeSet<_>>(), recorded);
    let kept: Vec<Id> = recorded.iter().copied().collect();
    assert_eq!(
        store.records(world.association, &kept).await.unwrap().len(),
        recorded.len()
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_server_asked_to_stop_ends_well_and_what_it_answered_is_there() {
    let folder = tempfile::tempdir().unwrap();
    let world = world(folder.path()).await;
    let mut program = Program::start(folder.path(), "127.0.0.1:0");
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
    let program = Program::start(folder.path(), addr.trim_start_matches("http://"));
    let mut other = Phone::at(&program.url, world.login("second"), crate::support::PASSWORD).await;
    other.sync().await;
    assert!(other.replica.get(mark).is_some());
}
