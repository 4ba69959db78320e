//! Last night's backup in the place of the database, with the real program and real phones.

use std::path::Path;
use std::process::{Command, Output};
use std::time::Duration;

use domain::id::Id;
use domain::record::Mark;
use server::backup::{BackupError, back_up};
use server::store::Store;
use tokio::time::timeout;

use crate::kill::world;
use crate::support::{PASSWORD, Phone, Program, World, now};

/// A folder with the real program's database in it.
struct Place {
    folder: tempfile::TempDir,
    world: World,
}

impl Place {
    async fn make() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let world = world(&format!("sqlite://{}/hadir.db", folder.path().display())).await;
        Place { folder, world }
    }

    fn path(&self, name: &str) -> String {
        self.folder.path().join(name).display().to_string()
    }

    fn run(&self, args: &[&str]) -> Output {
        Command::new(env!("CARGO_BIN_EXE_hadir"))
            .args(args)
            .env(
                "HADIR_DATABASE_URL",
                format!("sqlite://{}", self.path("hadir.db")),
            )
            .env("HADIR_DATA_DIR", self.folder.path())
            .output()
            .unwrap()
    }

    fn said(&self, args: &[&str]) -> String {
        let output = self.run(args);
        assert!(
            output.status.success(),
            "{}",
            String::from_utf8_lossy(&output.stderr)
        );
        String::from_utf8(output.stdout).unwrap()
    }

    fn complains(&self, args: &[&str]) -> String {
        let output = self.run(args);
        assert!(!output.status.success());
        String::from_utf8(output.stderr).unwrap()
    }

    async fn store(&self) -> Store {
        Store::open(&format!("sqlite://{}", self.path("hadir.db")))
            .await
            .unwrap()
    }

    fn serve(&self, addr: &str) -> Program {
        Program::start(&format!("sqlite://{}", self.path("hadir.db")), addr)
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_was_acknowledged_after_the_backup_is_there_once_after_the_restore() {
    let place = Place::make().await;
    let world = &place.world;
    let mut program = place.serve("127.0.0.1:0");
    let addr = program.url.trim_start_matches("http://").to_owned();
    let mut phones = Vec::new();
    for name in ["head", "volunteer", "second"] {
        phones.push(Phone::at(&program.url, world.login(name), PASSWORD).await);
    }
    for phone in &mut phones {
        phone.sync().await;
    }
    phones[1].mark(world.sessions[0], world.people[0], Mark::Present);
    phones[1].sync().await;
    let backup = place.path("night.db");
    let said = place.said(&["backup", "--to", &backup]);
    assert!(said.contains("read again and is whole"), "{said}");
    // While the server goes on: a person who was never here, marked by another phone.
    let person = server::clock::new_id(now());
    let view = domain::record::Beneficiary {
        given_la: "Newcomer".into(),
        ..Default::default()
    };
    phones[1].record(&[
        domain::change::Edit::create(person, view),
        crate::support::registration(world.activities[0], person),
    ]);
    phones[1].sync().await;
    phones[2].sync().await;
    phones[2].mark(world.sessions[0], person, Mark::Late);
    phones[2].mark(world.sessions[0], world.people[1], Mark::Absent);
    phones[2].sync().await;
    assert_eq!(phones[2].replica.waiting(), 0, "all of it was acknowledged");
    let complaint = place.complains(&["restore", "--from", &backup]);
    assert!(complaint.contains("--replace"), "{complaint}");
    let complaint = place.complains(&["restore", "--from", &backup, "--replace"]);
    assert!(complaint.contains("stop `hadir serve` first"), "{complaint}");
    assert!(program.ask_to_stop());
    let said = place.said(&["restore", "--from", &backup, "--replace"]);
    assert!(
        said.contains("is kept as") && said.contains("by themselves"),
        "{said}"
    );
    let mut program = place.serve(&addr);
    // The phone that depends on the other comes first, and not by a person's hand.
    once(&mut phones[2]).await;
    once(&mut phones[2]).await;
    assert_eq!(
        phones[2].replica.waiting(),
        1,
        "the mark of whom nobody knows yet"
    );
    for _ in 0..2 {
        for phone in &mut phones {
            phone.sync().await;
        }
    }
    for phone in &phones {
        assert_eq!((phone.replica.waiting(), phone.replica.needing_person()), (0, 0));
    }
    for marked in [person, world.people[0], world.people[1]] {
        let id = Id::of_attendance(world.sessions[0], marked);
        assert!(phones[0].replica.get(id).is_some(), "the head sees it");
    }
    assert!(program.ask_to_stop());
    let said = place.said(&["verify-log"]);
    assert!(
        said.contains("whole") && said.contains("before the database was restored"),
        "{said}"
    );
    let kept = kept_aside(place.folder.path());
    assert_eq!(kept.len(), 1, "what was there before is never deleted: {kept:?}");
    let lines = place
        .store()
        .await
        .log_before(world.association, u64::MAX, u32::MAX)
        .await
        .unwrap();
    let receipts = phones.iter().flat_map(|phone| phone.receipts.values());
    for receipt in receipts {
        let logged = lines.iter().filter(|line| line.id == receipt.change.id);
        assert_eq!(logged.count(), 1);
    }
}

async fn once(phone: &mut Phone) {
    let request = phone.request();
    let response = phone.send(&request).await;
    phone.hear(&request, &response);
}

fn kept_aside(folder: &Path) -> Vec<String> {
    let names = std::fs::read_dir(folder).unwrap();
    let names = names.map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned());
    names.filter(|name| name.starts_with("before-restore-")).collect()
}

#[tokio::test]
async fn a_backup_is_whole_while_the_database_is_written_and_phones_hear_of_it() {
    let place = Place::make().await;
    let store = place.store().await;
    let world = &place.world;
    let before = store.standing(world.association).await.unwrap();
    assert_eq!(before.2, 0);
    let made = back_up(&store, &place.folder.path().join("a.db")).await.unwrap();
    assert_eq!(made.holds[0].seq, before.0);
    assert_eq!(store.standing(world.association).await.unwrap().2, before.0);
    let again = back_up(&store, &place.folder.path().join("a.db")).await;
    assert!(matches!(again, Err(BackupError::Taken(_))), "{again:?}");
    let copy = Store::open_to_read(&place.folder.path().join("a.db"))
        .await
        .unwrap();
    assert_eq!(copy.check().await.unwrap(), made.holds);
    assert_eq!(copy.epoch, store.epoch);
}

/// A server that was told where to makes a backup by itself: longer than this nobody waits for the first.
const SOON: Duration = Duration::from_secs(30);

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_server_that_is_told_where_backs_up_by_itself_what_can_be_restored() {
    let place = Place::make().await;
    let folder = place.folder.path().join("kept");
    let database = format!("sqlite://{}", place.path("hadir.db"));
    let mut program = Program::start_with_backups(&database, "127.0.0.1:0", &folder);
    let made = async {
        loop {
            let mut files = std::fs::read_dir(&folder).into_iter().flatten();
            let named = files.find_map(|file| {
                let file = file.unwrap();
                let name = file.file_name().to_string_lossy().into_owned();
                name.starts_with("hadir-").then(|| file.path())
            });
            match named {
                Some(file) => return file,
                None => tokio::task::yield_now().await,
            }
        }
    };
    let file = timeout(SOON, made).await.expect("a backup is made");
    let copy = Store::open_to_read(&file).await.unwrap();
    let held = copy.check().await.unwrap();
    assert_eq!(held.len(), 1, "the one association there is");
    let store = place.store().await;
    assert_eq!(
        held[0].seq,
        store.standing(place.world.association).await.unwrap().0
    );
    store.close().await;
    assert!(program.ask_to_stop());
    place.said(&["restore", "--from", &file.display().to_string(), "--replace"]);
}

#[tokio::test]
async fn a_backup_that_is_not_whole_takes_nobodys_place() {
    let place = Place::make().await;
    let store = place.store().await;
    let backup = place.folder.path().join("a.db");
    back_up(&store, &backup).await.unwrap();
    store.close().await;
    let url = format!("sqlite://{}", backup.display());
    let pool = sqlx::AnyPool::connect(&url).await.unwrap();
    let sql = "update log set line = (select line from log where seq = 4) where seq = 5";
    sqlx::query(sql).execute(&pool).await.unwrap();
    pool.close().await;
    let before = std::fs::read(place.path("hadir.db")).unwrap();
    let complaint = place.complains(&["restore", "--from", &place.path("a.db"), "--replace"]);
    assert!(
        complaint.contains("line 5 does not follow from line 4"),
        "{complaint}"
    );
    std::fs::write(place.path("a.db"), &std::fs::read(&backup).unwrap()[..20_000]).unwrap();
    place.complains(&["restore", "--from", &place.path("a.db"), "--replace"]);
    assert_eq!(std::fs::read(place.path("hadir.db")).unwrap(), before);
    let left: Vec<_> = std::fs::read_dir(place.folder.path())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
        .filter(|name| name.starts_with('.'))
        .collect();
    assert_eq!(left, [""; 0], "nothing unfinished is left behind");
}

#[test]
fn a_postgresql_database_is_left_to_its_own_tools() {
    let run = |args: &[&str]| {
        let output = Command::new(env!("CARGO_BIN_EXE_hadir"))
            .args(args)
            .output()
            .unwrap();
        String::from_utf8(output.stderr).unwrap()
    };
    let said = run(&[
        "restore",
        "--from",
        "a.db",
        "--database",
        "postgres://nobody@127.0.0.1:1/none",
    ]);
    assert!(said.contains("pg_restore"), "{said}");
}
