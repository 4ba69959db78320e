//! Reports kept as they were made: opened again as they were, whatever was recorded since.

use domain::change::Edit;
use domain::id::Id;
use domain::kind::Kind;
use domain::record::{Attendance, LogEntry, Mark, Project, Rhythm, View, activity, association};
use domain::time::Day;
use domain::value::FieldValue;
use domain::verdict::Verdict;
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};
use server::kept;
use server::store::Store;

use crate::command::{Line, block_on};
use crate::support::{Bed, Phone, World, now, today, write};

on_each! {
    a_kept_report_stays_as_it_was_made,
    who_keeps_opens_and_deletes_reports,
    a_report_is_made_by_itself_once_a_week_and_once_a_month,
    a_project_s_report_for_outside_is_made_by_itself_while_the_project_runs,
}

const FILES: [(&str, &[u8]); 3] = [("xlsx", b"PK"), ("csv", "\u{FEFF}".as_bytes()), ("pdf", b"%PDF")];

async fn came(store: &Store, world: &World, person: usize) {
    let (session, person) = (world.sessions[0], world.people[person]);
    let mark = Attendance {
        session,
        beneficiary: person,
        status: Mark::Present,
        ..Attendance::default()
    };
    let mut book = store.book(world.association).await.unwrap();
    write(
        &mut book,
        &[Edit::create(Id::of_attendance(session, person), mark)],
    )
    .await;
    book.close().await.unwrap();
}

async fn bytes(phone: &Phone, path: &str) -> (u16, Vec<u8>) {
    let request = phone
        .http
        .get(format!("{}{path}", phone.url))
        .header("cookie", &phone.cookie);
    let answer = request.send().await.unwrap();
    (answer.status().as_u16(), answer.bytes().await.unwrap().to_vec())
}

async fn delete(phone: &Phone, path: &str) -> StatusCode {
    let request = phone.http.request(Method::DELETE, format!("{}{path}", phone.url));
    let request = request
        .header("cookie", &phone.cookie)
        .header("origin", &phone.url);
    request.send().await.unwrap().status()
}

async fn all_of(phone: &Phone, id: &str) -> Vec<Vec<u8>> {
    let mut all = Vec::new();
    for lang in ["ar", "fr", "en"] {
        for (format, begins) in FILES {
            let (status, bytes) = bytes(
                phone,
                &format!("/api/v1/reports/{id}?format={format}&lang={lang}"),
            )
            .await;
            assert_eq!(status, 200, "{lang} {format}");
            assert!(bytes.starts_with(begins), "{lang} {format}");
            all.push(bytes);
        }
    }
    all
}

async fn a_kept_report_stays_as_it_was_made(bed: Bed) {
    let world = World::make(&bed.store, "a").await;
    let head = Phone::sign_in(&bed, world.login("head")).await;
    came(&bed.store, &world, 0).await;
    let (seq, log) = bed.store.head(world.association).await.unwrap();
    let path = format!("/api/v1/reports?from={}&to={}", today(), today());
    let (status, made) = head.post(&path, &json!({})).await;
    assert_eq!(status, StatusCode::OK, "{made}");
    assert_eq!(
        (made["seq"].as_u64(), made["log_seq"].as_u64()),
        (Some(seq), Some(log.seq))
    );
    assert_eq!(made["total"], json!({ "people": 1, "participations": 1 }));
    let id = made["id"].as_str().unwrap();
    let (_, told) = head.get(&format!("/api/v1/reports/{id}")).await;
    let now = format!("/api/v1/report?from={}&to={}", today(), today());
    assert_eq!(told, head.get(&now).await.1);
    let files = all_of(&head, id).await;

    came(&bed.store, &world, 1).await;
    let later = head.get(&now).await.1;
    assert_eq!(later["report"]["total"]["people"], 2);
    assert_eq!(head.get(&format!("/api/v1/reports/{id}")).await.1, told);
    assert_eq!(all_of(&head, id).await, files, "byte for byte");
    let (_, listed) = head.get("/api/v1/reports").await;
    assert_eq!(listed["reports"], json!([made]));
    let person = world.people[0].to_string();
    let texts = [told.to_string(), String::from_utf8_lossy(&files[1]).into_owned()];
    assert!(
        texts
            .iter()
            .all(|text| !text.contains(&person) && !text.contains("a person 0"))
    );
}

/// Who deleted which reports, as the log tells it, the newest first.
async fn deletions(store: &Store, world: &World) -> Vec<(Option<Id>, String)> {
    let lines = store.log_before(world.association, u64::MAX, 500).await.unwrap();
    let entries = lines.iter().map(LogEntry::of);
    let of = |entry: LogEntry| {
        let said = entry.after.get(association::REPORT_DELETED)?;
        Some((entry.member, String::read(Some(said))))
    };
    entries
        .filter(|entry| entry.verdict == 0)
        .filter_map(of)
        .collect()
}

async fn who_keeps_opens_and_deletes_reports(bed: Bed) {
    let theirs = World::make(&bed.store, "theirs").await;
    let world = World::make(&bed.store, "a").await;
    let head = Phone::sign_in(&bed, world.login("head")).await;
    let coordinator = Phone::sign_in(&bed, world.login("coordinator")).await;
    let stranger = Phone::sign_in(&bed, theirs.login("head")).await;
    let (status, made) = head.post("/api/v1/reports?outside=true", &json!({})).await;
    assert_eq!((status, &made["outside"]), (StatusCode::OK, &json!(true)));
    let path = format!("/api/v1/reports/{}", made["id"].as_str().unwrap());
    assert!(
        head.get(&path).await.1["outside"].is_object(),
        "small numbers are hidden"
    );
    assert_eq!(coordinator.get(&path).await.0, StatusCode::OK);
    assert_eq!(delete(&coordinator, &path).await, StatusCode::FORBIDDEN);
    assert_eq!(stranger.get(&path).await.0, StatusCode::NOT_FOUND);
    assert_eq!(delete(&stranger, &path).await, StatusCode::NOT_FOUND);
    assert_eq!(
        stranger.get("/api/v1/reports").await.1,
        json!({ "reports": [], "full": false })
    );
    let asked = format!("{path}?format=docx");
    assert_eq!(head.get(&asked).await.0, StatusCode::BAD_REQUEST);
    let (status, said) = head.post("/api/v1/reports?from=2026-13-01", &json!({})).await;
    assert_eq!(
        (status.as_u16(), said["code"].as_str()),
        (422, Some("bad_period"))
    );
    assert_eq!(
        deletions(&bed.store, &world).await,
        [],
        "nobody was let delete it"
    );
    assert_eq!(delete(&head, &path).await, StatusCode::NO_CONTENT);
    let asked = &made["asked"];
    let days = [&asked["from"], &asked["to"]].map(|day| day.as_str().unwrap());
    let told = deletions(&bed.store, &world).await;
    let [(by, which)] = told.as_slice() else {
        panic!("{told:?}")
    };
    assert_eq!(*by, Some(world.member("head")));
    assert!(
        which.starts_with(&format!("{} – {} · 20", days[0], days[1])),
        "{which}"
    );
    assert_eq!(head.get(&path).await.0, StatusCode::NOT_FOUND);
    assert_eq!(bytes(&head, &format!("{path}?format=pdf")).await.0, 404);
    assert_eq!(delete(&head, &path).await, StatusCode::NOT_FOUND);
    assert_eq!(
        deletions(&bed.store, &world).await.len(),
        1,
        "what is not there is not deleted"
    );
    let said =
        Edit::new(Kind::Association, world.association).set(association::REPORT_DELETED, "2026".to_owned());
    let verdict = head.insist(said).await;
    assert!(
        matches!(verdict, Verdict::Refused { .. }),
        "no phone says so: {verdict:?}"
    );
    assert_eq!(
        head.get("/api/v1/reports").await.1,
        json!({ "reports": [], "full": false })
    );
}

async fn a_report_is_made_by_itself_once_a_week_and_once_a_month(bed: Bed) {
    let world = World::make(&bed.store, "a").await;
    let day = |text| Day::from_iso(text).unwrap();
    let set = async |rhythm: Option<Rhythm>| {
        let rhythm = rhythm.map(|rhythm| rhythm.number());
        let edit = Edit::new(Kind::Association, world.association).set(association::REPORT_RHYTHM, rhythm);
        let mut book = bed.store.book(world.association).await.unwrap();
        write(&mut book, &[edit]).await;
        book.close().await.unwrap();
    };
    let periods = async || -> Vec<String> {
        let kept = bed.store.kept_reports(world.association).await.unwrap();
        let mut periods: Vec<String> = kept
            .iter()
            .map(|report| {
                let told: Value = serde_json::from_str(&report.told).unwrap();
                assert_eq!((report.made_by, report.outside), (None, false));
                format!(
                    "{} {}",
                    told["asked"]["from"].as_str().unwrap(),
                    told["asked"]["to"].as_str().unwrap()
                )
            })
            .collect();
        periods.sort();
        periods
    };
    kept::make_due(&bed.store, day("2026-03-04")).await.unwrap();
    assert!(periods().await.is_empty(), "nobody asked for any");
    set(Some(Rhythm::Weekly)).await;
    for today in ["2026-03-04", "2026-03-05", "2026-03-09", "2026-03-10"] {
        kept::make_due(&bed.store, day(today)).await.unwrap();
    }
    assert_eq!(
        periods().await,
        ["2026-02-23 2026-03-01", "2026-03-02 2026-03-08"]
    );
    set(Some(Rhythm::Monthly)).await;
    kept::make_due(&bed.store, day("2026-03-10")).await.unwrap();
    assert_eq!(
        periods().await,
        [
            "2026-02-01 2026-02-28",
            "2026-02-23 2026-03-01",
            "2026-03-02 2026-03-08"
        ]
    );
    let newest = bed.store.kept_reports(world.association).await.unwrap()[0].id;
    let mut book = bed.store.book(world.association).await.unwrap();
    assert!(book.drop_report(newest).await.unwrap());
    book.close().await.unwrap();
    let left = periods().await;
    set(None).await;
    set(Some(Rhythm::Monthly)).await;
    kept::make_due(&bed.store, day("2026-03-11")).await.unwrap();
    assert_eq!(
        (left.len(), periods().await),
        (2, left),
        "what a head deleted is not made again"
    );
}

async fn a_project_s_report_for_outside_is_made_by_itself_while_the_project_runs(bed: Bed) {
    let world = World::make(&bed.store, "a").await;
    let day = |text| Day::from_iso(text).unwrap();
    let ids = [(); 2].map(|()| server::clock::new_id(now()));
    let of = |rhythm: Option<Rhythm>| Project {
        name_la: "Reading".into(),
        donor: "A foundation".into(),
        from: day("2026-02-10"),
        to: day("2026-07-15"),
        report_rhythm: rhythm.map(Rhythm::number),
        ..Project::default()
    };
    let edits = [
        Edit::create(ids[0], of(Some(Rhythm::Quarterly))),
        Edit::create(ids[1], of(None)),
        Edit::new(Kind::Activity, world.activities[0]).set(activity::PROJECT, Some(ids[0])),
    ];
    let mut book = bed.store.book(world.association).await.unwrap();
    write(&mut book, &edits).await;
    book.close().await.unwrap();
    // The quarter before it began, each while it runs, and the one after.
    for today in [
        "2026-01-05",
        "2026-03-31",
        "2026-04-01",
        "2026-05-20",
        "2026-07-02",
        "2026-10-01",
        "2027-01-01",
    ] {
        kept::make_due(&bed.store, day(today)).await.unwrap();
    }
    let kept = bed.store.kept_reports(world.association).await.unwrap();
    let mut told: Vec<Value> = kept
        .iter()
        .map(|report| {
            assert_eq!((report.made_by, report.outside), (None, true));
            serde_json::from_str::<Value>(&report.told).unwrap()["asked"].clone()
        })
        .collect();
    told.sort_by_key(|asked| asked["from"].to_string());
    let periods: Vec<_> = told
        .iter()
        .map(|asked| (asked["from"].as_str().unwrap(), asked["to"].as_str().unwrap()))
        .collect();
    let quarters = [
        ("2026-01-01", "2026-03-31"),
        ("2026-04-01", "2026-06-30"),
        ("2026-07-01", "2026-09-30"),
    ];
    assert_eq!(periods, quarters);
    for asked in &told {
        assert_eq!(asked["projects"], json!([ids[0]]), "of this project alone");
    }
}

pub(crate) fn what_is_kept_is_listed_and_moves_with_its_association(line: &Line) {
    let world = block_on(async {
        let store = Store::open(&line.database).await.unwrap();
        let world = World::make(&store, "a").await;
        came(&store, &world, 0).await;
        store.close().await;
        world
    });
    let association = world.association.to_string();
    let (from, to) = (today().to_string(), today().to_string());
    let asked = [
        "report",
        "--association",
        &association,
        "--from",
        &from,
        "--to",
        &to,
    ];
    assert!(
        line.said(&[&asked[..], &["--keep"]].concat())
            .contains("kept as ")
    );
    line.said(&["token", "add", "--association", &association, "--name", "Excel"]);
    let listed = |line: &Line| line.json(&["report", "--association", &association, "--kept", "--json"]);
    let kept = listed(line);
    assert_eq!(kept["told"]["report"]["total"]["people"], 1);
    assert!(
        line.said(&["report", "--association", &association, "--kept"])
            .contains(&format!("{from} to {to}"))
    );
    let export = line.said(&["export", "--association", &association]);
    assert!(export.contains("\"kept_report\"") && export.contains("\"data_token\""));
    let other = Line::new();
    assert!(other.given(&["import"], &export).status.success());
    assert_eq!(listed(&other), kept);
    let again = other.said(&["export", "--association", &association]);
    let beside = |export: &str| -> Vec<String> {
        let told = export.lines().filter(|line| {
            ["{\"kept_", "{\"data_token\""]
                .iter()
                .any(|begin| line.starts_with(begin))
        });
        told.map(str::to_owned).collect()
    };
    assert_eq!(beside(&export).len(), 11, "a token, a report and its nine files");
    assert_eq!(beside(&again), beside(&export), "to the byte");
}
