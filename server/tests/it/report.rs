//! `hadir report`, beside a recount in another language of what `hadir export` writes.

use std::io::Write as _;
use std::process::{Command, Stdio};

use domain::change::Edit;
use domain::id::Id;
use domain::record::{
    Attendance, Beneficiary, HeadCount, Mark, Registration, RegistrationStatus, Session, SessionStatus, Sex,
};
use domain::same;
use domain::time::Day;
use serde_json::Value;
use server::clock;
use server::store::Store;

use crate::command::{Line, block_on};
use crate::support::{World, now, today, write};

const PEOPLE: usize = 60;
const SESSIONS: i32 = 24;

/// Numbers that look drawn by lot, the same each time.
struct Lot(u64);

impl Lot {
    fn below(&mut self, most: u64) -> u64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % most
    }
}

/// A season of an association: people of all ages, one recorded twice, sessions of every kind, walk-ins, late marks.
async fn season(database: &str) -> World {
    let store = Store::open(database).await.unwrap();
    let world = World::make(&store, "a").await;
    let mut book = store.book(world.association).await.unwrap();
    let (mut lot, at) = (Lot(7), now());
    let people: Vec<Id> = (0..PEOPLE).map(|_| clock::new_id(at)).collect();
    for (number, person) in people.iter().enumerate() {
        let view = Beneficiary {
            given_la: format!("Person {number}"),
            sex: [Sex::Female, Sex::Male, Sex::Unknown][lot.below(3) as usize],
            birth_year: (lot.below(6) > 0).then(|| 1_940 + lot.below(84) as i64),
            birth_day: (number == 3).then(|| Day::from_iso("2001-12-30").unwrap()),
            commune: ["", "01.511.01.0", "Derb Ghallef"][lot.below(3) as usize].to_owned(),
            ..Beneficiary::default()
        };
        write(&mut book, &[Edit::create(*person, view)]).await;
        let activity = world.activities[lot.below(2) as usize];
        let registration = Registration {
            activity,
            beneficiary: *person,
            status: RegistrationStatus::Confirmed,
            from: Some(today().plus(-60)),
            to: (lot.below(3) == 0).then(|| today().plus(-(lot.below(40) as i32))),
            ..Registration::default()
        };
        write(
            &mut book,
            &[Edit::create(Id::of_registration(activity, *person), registration)],
        )
        .await;
    }
    for number in 0..SESSIONS {
        let activity = world.activities[(number % 2) as usize];
        let (group, day) = (Id::of_only_group(activity), today().plus(-2 * number + 4));
        let id = Id::of_session(group, day, 600 + i64::from(number));
        let cancelled = number % 7 == 5;
        let session = Session {
            activity,
            group,
            day,
            slot: 600 + i64::from(number),
            minutes: 30 + i64::from(number),
            status: if cancelled {
                SessionStatus::Cancelled
            } else {
                SessionStatus::Planned
            },
            reason: cancelled.then_some(4),
            ..Session::default()
        };
        write(&mut book, &[Edit::create(id, session)]).await;
        // Some were not marked, and some are to come.
        if cancelled || number % 5 == 4 || day > today() {
            continue;
        }
        for person in &people {
            let status = match lot.below(6) {
                0 => Mark::Absent,
                1 => Mark::Excused,
                2 => Mark::Late,
                3 => Mark::Present,
                _ => continue,
            };
            let attendance = Attendance {
                session: id,
                beneficiary: *person,
                status,
                by: Some(world.member(["volunteer", "second"][lot.below(2) as usize])),
                ..Attendance::default()
            };
            write(
                &mut book,
                &[Edit::create(Id::of_attendance(id, *person), attendance)],
            )
            .await;
        }
        let count = HeadCount {
            session: id,
            member: world.member("volunteer"),
            women: 3,
            boys: i64::from(number),
            ..HeadCount::default()
        };
        write(
            &mut book,
            &[Edit::create(
                Id::of_headcount(id, world.member("volunteer")),
                count,
            )],
        )
        .await;
    }
    write(
        &mut book,
        &[same::join(people[0], people[1]), same::join(people[1], people[2])],
    )
    .await;
    book.close().await.unwrap();
    store.close().await;
    world
}

/// What the recount of an export comes to.
fn recounted(export: &str, from: Day, to: Day) -> Value {
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/recount.py");
    let (from, to) = (from.to_string(), to.to_string());
    let mut child: std::process::Child = Command::new("python3")
        .args([script, &from, &to, &today().to_string()])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("python3, which make test sets up");
    child.stdin.take().unwrap().write_all(export.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success());
    serde_json::from_slice(&output.stdout).unwrap()
}

pub(crate) fn a_season_s_report_is_what_a_plain_recount_of_its_export_says(line: &Line) {
    let world = block_on(season(&line.database));
    let association = world.association.to_string();
    let export = line.said(&["export", "--association", &association]);
    for (from, to) in [(-90, 90), (-30, -3), (-9, 30)] {
        let (from, to): (Day, Day) = (today().plus(from), today().plus(to));
        let (first, last) = (from.to_string(), to.to_string());
        let asked = [
            "report",
            "--association",
            &association,
            "--from",
            &first,
            "--to",
            &last,
            "--json",
        ];
        let said = line.json(&asked);
        assert_eq!(said["report"], recounted(&export, from, to), "{first} {last}");
        assert!(said["report"]["total"]["people"].as_u64().unwrap() > 10);
    }
}

pub(crate) fn a_report_that_cannot_be_asked_for_says_why(line: &Line) {
    line.said(&["association", "add", "--name-la", "A"]);
    let asked = |more: &[&str]| {
        let begin = ["report", "--association", "A"];
        line.complains(&[&begin, more].concat())
    };
    assert!(asked(&["--from", "2026-02-01", "--to", "2026-01-01"]).contains("after the last"));
    assert!(asked(&["--from", "2026-02-30", "--to", "2026-03-01"]).contains("2026-01-31"));
    assert!(asked(&["--from", "2026-01-01", "--to", "2026-03-01", "--bands", "0,9,5"]).contains("--bands"));
}
