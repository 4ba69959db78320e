//! `hadir report`, beside a recount in another language of what `hadir export` writes.

use std::io::{Cursor, Write as _};
use std::process::{Command, Stdio};

use calamine::{Data, DataType, Reader, Xlsx};
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

/// Asks for a season's report as JSON and as a file, and gives both.
fn as_file(line: &Line, association: &str, more: &[&str]) -> (Value, Vec<u8>) {
    let (from, to) = (today().plus(-90).to_string(), today().plus(90).to_string());
    let path = line.file("report", "");
    let begin = [
        "report",
        "--association",
        association,
        "--from",
        &from,
        "--to",
        &to,
        "--json",
    ];
    let args: Vec<&str> = begin
        .into_iter()
        .chain(more.iter().copied())
        .chain([path.as_str()])
        .collect();
    let said = line.json(&args);
    (said, std::fs::read(path).unwrap())
}

pub(crate) fn a_workbook_says_cell_by_cell_what_the_json_says(line: &Line) {
    let association = block_on(season(&line.database)).association.to_string();
    let export = line.said(&["export", "--association", &association]);
    let export = line.file("export", &export);
    for more in [
        &["--lang", "en", "--xlsx"][..],
        &["--lang", "en", "--outside", "--xlsx"],
    ] {
        let (said, workbook) = as_file(line, &association, more);
        let json = line.file("report.json", &said.to_string());
        let book = json.replace("report.json", "report");
        assert_eq!(std::fs::read(&book).unwrap(), workbook);
        let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/workbook.py");
        let mut python = Command::new("python3");
        let output = python.args([script, &json, &book, &export]).output();
        let output = output.expect("python3, which make test sets up");
        let faults = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{more:?}: {faults}");
    }
}

pub(crate) fn a_workbook_in_arabic_runs_from_right_to_left_and_hides_what_is_small(line: &Line) {
    let association = block_on(season(&line.database)).association.to_string();
    let (said, bytes) = as_file(line, &association, &["--outside", "--xlsx"]);
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes.clone())).unwrap();
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).unwrap();
    let names = book.sheet_names();
    assert_eq!(names[0], "خلاصة");
    for number in 1..=names.len() {
        let sheet = zip.by_name(&format!("xl/worksheets/sheet{number}.xml")).unwrap();
        assert!(
            std::io::read_to_string(sheet)
                .unwrap()
                .contains("rightToLeft=\"1\"")
        );
    }
    let summary = book.worksheet_range(&names[0]).unwrap();
    let people = summary
        .rows()
        .find(|row| row[0] == Data::String("الأشخاص".into()))
        .unwrap();
    assert_eq!(people[1].as_f64(), said["outside"]["total"]["people"].as_f64());
    let cells = book.worksheet_range(&names[1]).unwrap();
    let hidden = cells
        .rows()
        .filter(|row| row[2] == Data::String("*".into()))
        .count();
    let small = cells
        .rows()
        .filter_map(|row| row[2].as_f64())
        .filter(|people| (1.0..5.0).contains(people));
    assert!(hidden > 3, "{hidden}");
    assert_eq!(small.count(), 0);
    let meanings = book.worksheet_range(&names[names.len() - 1]).unwrap();
    let hidden = meanings
        .rows()
        .find(|row| row[0] == Data::String("*".into()))
        .unwrap();
    assert!(hidden[1].to_string().contains(&domain::report::SMALL.to_string()));
}

pub(crate) fn a_report_as_csv_opens_by_a_double_click(line: &Line) {
    let association = block_on(season(&line.database)).association.to_string();
    let more = ["--lang", "fr", "--separator", "tab", "--csv"];
    let (said, bytes) = as_file(line, &association, &more);
    let text = String::from_utf8(bytes).unwrap();
    let people = said["report"]["total"]["people"].as_u64().unwrap();
    assert!(text.starts_with("\u{FEFF}Résumé\r\n"), "{text}");
    assert!(text.contains(&format!("\r\nPersonnes\t{people}\r\n")), "{text}");
    assert!(
        text.contains("\r\n\r\nBénévoles\r\nNom\tSéances tenues\tHeures tenues\r\n"),
        "{text}"
    );
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
    let nowhere = [
        "--from",
        "2026-01-01",
        "--to",
        "2026-03-01",
        "--csv",
        "nowhere/report.csv",
    ];
    assert!(asked(&nowhere).contains("nowhere/report.csv cannot be written"));
}
