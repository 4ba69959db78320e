//! `hadir report`, beside a recount in another language of what `hadir export` writes.

use std::io::{Cursor, Write as _};
use std::process::{Command, Stdio};

use calamine::{Data, DataType, Reader, Xlsx};
use domain::change::Edit;
use domain::id::Id;
use domain::kind::Kind;
use domain::project::{Ages, BudgetLine, Indicator, Measure};
use domain::record::{
    Attendance, Beneficiary, Delivery, GoodsUnit, HeadCount, Mark, Project, Registration, RegistrationStatus,
    Session, SessionStatus, Sex, VolunteerHours, activity,
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
pub(crate) struct Lot(pub(crate) u64);

impl Lot {
    pub(crate) fn below(&mut self, most: u64) -> u64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % most
    }
}

/// What a project is to reach: of every measure, and of women, men, ages.
fn indicators() -> Vec<Indicator> {
    let of = |measure| Indicator {
        measure,
        target: 90,
        ..Indicator::default()
    };
    let grown = Indicator {
        name: "OS1 : femmes adultes".into(),
        sex: Some(Sex::Female),
        ages: Some(Ages {
            first: 18,
            last: None,
        }),
        ..of(Measure::People)
    };
    let school = Indicator {
        ages: Some(Ages {
            first: 6,
            last: Some(13),
        }),
        ..of(Measure::Participations)
    };
    let men = Indicator {
        sex: Some(Sex::Male),
        ..of(Measure::Participations)
    };
    let all = Measure::ALL.iter().map(|measure| of(*measure));
    all.chain([grown, school, men]).collect()
}

/// Two projects of one donor, one an activity; neither lasts as long as the season.
fn projects() -> [Project; 2] {
    let line = |name: &str, planned, spent| BudgetLine {
        name: name.to_owned(),
        planned,
        spent,
    };
    let first = Project {
        name_la: "Lire".into(),
        name_ar: "القراءة".into(),
        donor: "Fondation Atlas".into(),
        agreement: "CV-2026/7".into(),
        agreement_day: Day::from_iso("2026-01-15"),
        from: today().plus(-35),
        to: today().plus(20),
        budget: vec![
            line("Formatrices", 4_500_000, 1_234_550),
            line("Livres", 80_010, 0),
        ],
        indicators: indicators(),
        report_rhythm: None,
    };
    let second = Project {
        name_la: "Jouer".into(),
        donor: "fondation ATLAS".into(),
        from: today().plus(-20),
        to: today().plus(60),
        indicators: indicators(),
        ..Project::default()
    };
    [first, second]
}

/// Puts each activity into its project, and gives the projects' ids.
async fn fund(store: &Store, world: &World) -> [String; 2] {
    let mut book = store.book(world.association).await.unwrap();
    let mut ids = Vec::new();
    for (activity, project) in world.activities.into_iter().zip(projects()) {
        let id = clock::new_id(now());
        let joins = Edit::new(Kind::Activity, activity).set(activity::PROJECT, Some(id));
        write(&mut book, &[Edit::create(id, project), joins]).await;
        ids.push(id.to_string());
    }
    book.close().await.unwrap();
    ids.try_into().unwrap()
}

/// What is handed over at a session and in its activity: to some by name, to people without names, some of it taken
/// back.
fn handed_over(
    world: &World,
    people: &[Id],
    (activity, session, day): (Id, Id, Day),
    lot: &mut Lot,
) -> Vec<Edit> {
    let deliveries = (0..lot.below(9)).map(|number| {
        let to = (lot.below(4) > 0).then(|| people[lot.below(people.len() as u64) as usize]);
        Delivery {
            activity,
            day,
            item: ["Panier", "PANIER", "قفة رمضان", "قفه رمضان", "=Kit"][lot.below(5) as usize].to_owned(),
            quantity: lot.below(4) as i64 * 75,
            unit: [GoodsUnit::Piece, GoodsUnit::Kilogram][lot.below(2) as usize],
            session: (number % 2 == 0).then_some(session),
            beneficiary: to,
            by: Some(world.member(["volunteer", "second"][lot.below(2) as usize])),
            unnamed: if to.is_some() { 0 } else { lot.below(5) as i64 },
        }
    });
    deliveries.map(|one| Edit::create(one.id(), one)).collect()
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
            commune: ["", "01.511.01.0", "01.331.11.07", "Derb Ghallef"][lot.below(4) as usize].to_owned(),
            disability: Some(lot.below(6) as i64).filter(|said| *said > 0),
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
            status: match number % 10 {
                _ if cancelled => SessionStatus::Cancelled,
                // Opened by a mark that was taken back: nothing is said at it.
                4 => SessionStatus::Held,
                _ => SessionStatus::Planned,
            },
            // Every other one of them is at another time: nobody counts it.
            reason: cancelled.then_some(if number % 2 == 0 { 7 } else { 4 }),
            ..Session::default()
        };
        write(&mut book, &[Edit::create(id, session)]).await;
        // Some were not marked, and some are to come; at some there were goods alone.
        if number % 10 == 9 && !cancelled {
            let goods = handed_over(&world, &people, (activity, id, day), &mut lot);
            write(&mut book, &goods).await;
        }
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
        write(
            &mut book,
            &handed_over(&world, &people, (activity, id, day), &mut lot),
        )
        .await;
    }
    write(
        &mut book,
        &[same::join(people[0], people[1]), same::join(people[1], people[2])],
    )
    .await;
    for number in 0..12 {
        let time = VolunteerHours {
            member: world.member(["volunteer", "second", "head"][number % 3]),
            day: today().plus(-7 * number as i32),
            minutes: 45 + number as i64,
            activity: (number % 4 > 0).then(|| world.activities[number % 2]),
            taken_back: number % 5 == 4,
            ..VolunteerHours::default()
        };
        write(&mut book, &[Edit::create(clock::new_id(now()), time)]).await;
    }
    book.close().await.unwrap();
    store.close().await;
    world
}

/// A season whose activities are funded.
pub(crate) async fn funded_season(database: &str) -> (World, [String; 2]) {
    let world = season(database).await;
    let store = Store::open(database).await.unwrap();
    let projects = fund(&store, &world).await;
    store.close().await;
    (world, projects)
}

/// What the recount of an export comes to; of projects, by their ids, a comma between.
pub(crate) fn recounted(export: &str, from: Day, to: Day, projects: Option<&str>) -> Value {
    recounted_in(export, USUAL_BANDS, (from, to), projects.as_slice())
}

/// What the recount of an export comes to of some activities, by their ids, a comma between.
pub(crate) fn recounted_of(export: &str, from: Day, to: Day, activities: &str) -> Value {
    recounted_in(export, USUAL_BANDS, (from, to), &["-", activities])
}

const USUAL_BANDS: &str = "0,6,15,18,25,36,60";

/// The same in other bands of age than the usual ones. `of`: of which projects, and then of which activities.
fn recounted_in(export: &str, bands: &str, (from, to): (Day, Day), of: &[&str]) -> Value {
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/recount.py");
    let (from, to) = (from.to_string(), to.to_string());
    let mut child: std::process::Child = Command::new("python3")
        .args([script, &from, &to, &today().to_string(), bands])
        .args(of)
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
        assert_eq!(
            said["report"],
            recounted(&export, from, to, None),
            "{first} {last}"
        );
        assert!(said["report"]["total"]["people"].as_u64().unwrap() > 10);
        for part in ["by_milieu", "by_disability"] {
            assert!(
                said["report"][part].as_object().unwrap().len() > 2,
                "{}",
                said["report"][part]
            );
        }
        assert!(said["report"]["deliveries"].as_array().unwrap().len() > 2);
        for bands in ["0,18,40", "0", "0,3,4,5,30,31"] {
            let said = line.json(&[&asked[..], &["--bands", bands]].concat());
            assert_eq!(
                said["report"],
                recounted_in(&export, bands, (from, to), &[]),
                "{bands}"
            );
        }
    }
}

pub(crate) fn a_project_s_report_is_what_a_plain_recount_says(line: &Line) {
    let (world, projects) = block_on(funded_season(&line.database));
    let association = world.association.to_string();
    let export = line.said(&["export", "--association", &association]);
    let begin = ["report", "--association", &association, "--json"];
    let asked = |more: &[&str]| line.json(&[&begin[..], more].concat());
    let [one, other] = &projects;

    // Its own days, where nothing else is said.
    let said = asked(&["--project", one]);
    let (from, to) = (today().plus(-35), today().plus(20));
    assert_eq!(said["asked"]["from"], from.to_string());
    assert_eq!(said["report"], recounted(&export, from, to, Some(one)));
    assert!(said["report"]["total"]["people"].as_u64().unwrap() > 10);
    let reached = &said["report"]["projects"][0]["indicators"];
    assert_eq!(reached[0]["value"], said["report"]["total"]["people"]);
    assert!(
        reached
            .as_array()
            .unwrap()
            .iter()
            .all(|one| one["value"].as_u64().unwrap() > 0),
        "{reached}"
    );

    let (first, last) = (today().plus(-30), today().plus(-3));
    let days = ["--from", &first.to_string(), "--to", &last.to_string()];
    let said = asked(&[&["--project", other], &days[..]].concat());
    assert_eq!(said["report"], recounted(&export, first, last, Some(other)));

    // The donor's are both, each on its own days, in whatever spelling.
    let said = asked(&["--donor", "FONDATION atlas"]);
    let both = projects.join(",");
    let last = today().plus(60);
    assert_eq!(said["report"], recounted(&export, from, last, Some(&both)));
    assert_eq!(said["report"]["projects"].as_array().unwrap().len(), 2);
}

/// Asks for a season's report as JSON and as a file, and gives both.
pub(crate) fn as_file(line: &Line, association: &str, more: &[&str]) -> (Value, Vec<u8>) {
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
    let (world, projects) = block_on(funded_season(&line.database));
    let association = world.association.to_string();
    let export = line.said(&["export", "--association", &association]);
    let export = line.file("export", &export);
    for more in [
        &["--lang", "en", "--xlsx"][..],
        &["--lang", "en", "--outside", "--xlsx"],
        &["--lang", "en", "--project", &projects[0], "--xlsx"],
        &["--lang", "en", "--donor", "Fondation Atlas", "--xlsx"],
        &["--lang", "en", "--project", &projects[0], "--outside", "--xlsx"],
        &[
            "--lang",
            "en",
            "--donor",
            "Fondation Atlas",
            "--outside",
            "--xlsx",
        ],
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
        text.contains(
            "\r\n\r\nBénévoles\r\nNom\tSéances tenues\tHeures tenues\tHeures notées à la main\tTotal des heures\r\n"
        ),
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
    let of = |more: &[&str]| line.complains(&[&["report", "--association", "A"], more].concat());
    assert!(of(&["--to", "2026-03-01"]).contains("project or donor"));
    assert!(of(&["--donor", "Nobody"]).contains("no project names this donor"));
    let unknown = "00000000-0000-7000-8000-000000000000";
    assert!(of(&["--project", unknown]).contains("no such project"));
    assert!(
        of(&[
            "--activity",
            unknown,
            "--from",
            "2026-01-01",
            "--to",
            "2026-03-01"
        ])
        .contains("no such activity")
    );
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
