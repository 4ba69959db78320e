//! Tokens by which programs read: who makes them, what each reads, and when it reads no more.

use std::process::Command;

use domain::change::Edit;
use domain::id::Id;
use domain::kind::Kind;
use domain::record::{
    Attendance, Beneficiary, DataToken, Mark, Role, SessionStatus, Sex, attendance, data_token, member,
    session,
};
use domain::same;
use reqwest::header::{AUTHORIZATION, LINK, WWW_AUTHENTICATE};
use reqwest::{Response, StatusCode};
use serde_json::{Value, json};
use server::clock;
use server::data;

use crate::command::{Line, block_on};
use crate::support::{Bed, Phone, World, now, today, write};

on_each! {
    each_token_reads_what_its_maker_said_and_nothing_else,
    a_token_reads_no_more_once_it_is_withdrawn_or_its_maker_leads_no_more,
    a_token_is_for_one_association_and_writes_nothing,
    a_program_counts_again_what_the_report_says,
    a_table_comes_whole_or_in_pages_that_miss_nothing,
    a_session_is_held_in_a_table_where_a_report_says_so,
    who_guesses_tokens_is_stopped_and_who_reads_too_often_waits,
}

const TABLES: [&str; 5] = ["report", "activities", "sessions", "people", "attendances"];

pub(crate) async fn made(head: &Phone, reach: &str, days: i64) -> (Id, String) {
    let asked = json!({ "name": format!("A sheet of {reach}"), "reach": reach, "days": days });
    let (status, made) = head.post("/api/v1/token", &asked).await;
    assert_eq!(status, StatusCode::OK, "{made}");
    (
        made["id"].as_str().unwrap().parse().unwrap(),
        made["token"].as_str().unwrap().to_owned(),
    )
}

pub(crate) async fn asked(bed: &Bed, token: &str, path: &str) -> Response {
    let request = bed.http.get(format!("{}/api/v1/data/{path}", bed.url));
    request.bearer_auth(token).send().await.unwrap()
}

pub(crate) async fn rows(bed: &Bed, token: &str, path: &str) -> Vec<Value> {
    let response = asked(bed, token, path).await;
    assert_eq!(response.status(), StatusCode::OK, "{path}");
    response.json().await.unwrap()
}

pub(crate) async fn code(response: Response) -> (u16, String) {
    let status = response.status().as_u16();
    let said: Value = response.json().await.unwrap();
    assert!(said["message"].as_str().unwrap().contains(' '), "a sentence");
    (status, said["code"].as_str().unwrap().to_owned())
}

async fn each_token_reads_what_its_maker_said_and_nothing_else(bed: Bed) {
    let world = World::make(&bed.store, "a").await;
    let head = Phone::sign_in(&bed, world.login("head")).await;
    for (reach, expected) in [
        ("outside", [200, 403, 403, 403, 403]),
        ("numbers", [200, 200, 200, 403, 403]),
        ("people", [200, 200, 200, 200, 200]),
    ] {
        let (_, token) = made(&head, reach, 90).await;
        for (table, expected) in TABLES.iter().zip(expected) {
            let response = asked(&bed, &token, table).await;
            assert_eq!(response.status().as_u16(), expected, "{reach} {table}");
            if expected == 403 {
                assert_eq!(code(response).await.1, "token_reach");
            }
        }
    }
    let (_, token) = made(&head, "people", 731).await;
    let people = rows(&bed, &token, "people").await;
    assert_eq!(people.len(), world.people.len());
    assert!(
        people
            .iter()
            .all(|person| person["given_la"].as_str().unwrap().starts_with("a person"))
    );
    for (asked, at) in [
        (json!({ "name": "A", "reach": "everything", "days": 9 }), "reach"),
        (json!({ "name": "A", "reach": "people", "days": 732 }), "days"),
        (json!({ "name": "A", "reach": "people", "days": 0 }), "days"),
        (json!({ "name": " ", "reach": "people", "days": 9 }), "name"),
    ] {
        let (status, said) = head.post("/api/v1/token", &asked).await;
        assert_eq!(
            (status.as_u16(), said["field"].as_str()),
            (422, Some(at)),
            "{said}"
        );
    }
}

async fn a_token_reads_no_more_once_it_is_withdrawn_or_its_maker_leads_no_more(bed: Bed) {
    let world = World::make(&bed.store, "a").await;
    let mut head = Phone::sign_in(&bed, world.login("head")).await;
    let (id, token) = made(&head, "numbers", 90).await;
    let response = bed
        .http
        .get(format!("{}/api/v1/data/report", bed.url))
        .send()
        .await
        .unwrap();
    assert_eq!(
        response.headers()[WWW_AUTHENTICATE],
        "Basic realm=\"Hadir\", charset=\"UTF-8\""
    );
    assert_eq!(code(response).await, (401, "token_missing".into()));
    assert_eq!(
        code(asked(&bed, "hadir_x", "report").await).await,
        (401, "token_unknown".into())
    );
    let before = now();
    rows(&bed, &token, "report").await;
    head.sync().await;
    let kept: DataToken = head.replica.view(id).unwrap();
    assert!(kept.used >= Some(before), "a head sees that it read");
    let seq = bed.store.head(world.association).await.unwrap();
    rows(&bed, &token, "report").await;
    assert_eq!(
        bed.store.head(world.association).await.unwrap(),
        seq,
        "and not more than once an hour"
    );

    head.record(&[Edit::new(Kind::DataToken, id).set(data_token::REVOKED, true)]);
    head.sync().await;
    assert_eq!(
        code(asked(&bed, &token, "report").await).await,
        (401, "token_withdrawn".into())
    );
    let (status, log) = head.get("/api/v1/log?kind=data_token").await;
    let entries = log["entries"].as_array().unwrap();
    assert_eq!(
        (status.as_u16(), entries.len()),
        (200, 2),
        "made and withdrawn, both in the log"
    );
    assert!(!log.to_string().contains(&token));

    let by = Some(world.member("head"));
    let named = || ("A sheet".to_owned(), domain::record::Reach::Numbers);
    let old = data::make(
        &bed.store,
        world.association,
        by,
        named(),
        1,
        now().plus(-2 * 86_400_000),
    )
    .await
    .unwrap();
    assert_eq!(
        code(asked(&bed, old.secret.text(), "report").await).await,
        (401, "token_expired".into())
    );
    let lasting = data::make(&bed.store, world.association, by, named(), 90, now())
        .await
        .unwrap();
    rows(&bed, lasting.secret.text(), "report").await;
    let mut book = bed.store.book(world.association).await.unwrap();
    write(
        &mut book,
        &[Edit::new(Kind::Member, world.member("coordinator")).set(member::ROLE, Role::Head)],
    )
    .await;
    write(
        &mut book,
        &[Edit::new(Kind::Member, world.member("head")).set(member::ROLE, Role::Volunteer)],
    )
    .await;
    book.close().await.unwrap();
    assert_eq!(
        code(asked(&bed, lasting.secret.text(), "report").await).await,
        (401, "token_withdrawn".into())
    );
}

async fn a_token_is_for_one_association_and_writes_nothing(bed: Bed) {
    let theirs = World::make(&bed.store, "theirs").await;
    let mine = World::make(&bed.store, "mine").await;
    let head = Phone::sign_in(&bed, mine.login("head")).await;
    let (id, token) = made(&head, "people", 90).await;
    for table in TABLES {
        let said = asked(&bed, &token, table).await.text().await.unwrap();
        assert!(!said.contains("theirs"), "{table}");
        for id in theirs
            .people
            .iter()
            .chain(&theirs.activities)
            .chain(&theirs.sessions)
        {
            assert!(!said.contains(&id.to_string()), "{table}");
        }
    }
    for table in ["report", "attendances"] {
        let path = format!("{table}?activity={}", theirs.activities[0]);
        assert_eq!(
            code(asked(&bed, &token, &path).await).await,
            (422, "unknown_reference".into())
        );
    }
    // It is no session: all else is closed to it.
    for path in ["/api/v1/log", "/api/v1/report", "/api/v1/session"] {
        let request = bed.http.get(format!("{}{path}", bed.url)).bearer_auth(&token);
        assert_eq!(
            request.send().await.unwrap().status(),
            StatusCode::UNAUTHORIZED,
            "{path}"
        );
    }
    let cookie = format!("__Host-hadir={token}");
    let request = bed
        .http
        .get(format!("{}/api/v1/log", bed.url))
        .header("cookie", cookie);
    assert_eq!(request.send().await.unwrap().status(), StatusCode::UNAUTHORIZED);
    // Nor does a session read here, nor anybody but a head say what a token reads.
    let mut coordinator = Phone::sign_in(&bed, mine.login("coordinator")).await;
    let request = bed
        .http
        .get(format!("{}/api/v1/data/report", bed.url))
        .header("cookie", &head.cookie);
    assert_eq!(request.send().await.unwrap().status(), StatusCode::UNAUTHORIZED);
    coordinator.sync().await;
    let withdrawn = Edit::new(Kind::DataToken, id).set(data_token::REVOKED, true);
    assert!(
        coordinator
            .replica
            .plan(&[withdrawn], crate::support::clock())
            .is_err(),
        "a coordinator withdraws none"
    );
    let mut other = Phone::sign_in(&bed, mine.login("head")).await;
    other.sync().await;
    let wider = Edit::new(Kind::DataToken, id).set(data_token::EXPIRES, Some(now().plus(1 << 40)));
    assert!(
        other.replica.plan(&[wider], crate::support::clock()).is_err(),
        "nor does anybody lengthen one"
    );
}

/// A season with women and men, two records of one person, a cancelled session, late and absent people.
async fn season(bed: &Bed, world: &World) {
    let mut book = bed.store.book(world.association).await.unwrap();
    let people: Vec<Id> = (0..30).map(|_| clock::new_id(now())).collect();
    for (at, person) in people.iter().enumerate() {
        let sex = [Sex::Female, Sex::Male, Sex::Unknown][at % 3];
        let view = Beneficiary {
            given_la: format!("P {at}"),
            sex,
            phone: "+212612345678".into(),
            ..Beneficiary::default()
        };
        write(&mut book, &[Edit::create(*person, view)]).await;
        for (nth, held) in world.sessions.iter().enumerate() {
            let status = [Mark::Present, Mark::Late, Mark::Absent, Mark::Unmarked][(at + nth) % 4];
            let mark = Attendance {
                session: *held,
                beneficiary: *person,
                status,
                ..Attendance::default()
            };
            write(
                &mut book,
                &[Edit::create(Id::of_attendance(*held, *person), mark)],
            )
            .await;
        }
    }
    write(&mut book, &[same::join(people[0], people[4])]).await;
    book.close().await.unwrap();
}

fn client(url: &str, token: &str, page: usize) -> Value {
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/client.py");
    let (from, to) = (today().plus(-1).to_string(), today().plus(1).to_string());
    let output = Command::new("python3")
        .args([script, url, &from, &to, &page.to_string()])
        .env("HADIR_TOKEN", token)
        .output()
        .expect("python3, which make test sets up");
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    serde_json::from_slice(&output.stdout).unwrap()
}

async fn a_program_counts_again_what_the_report_says(bed: Bed) {
    let world = World::make(&bed.store, "a").await;
    season(&bed, &world).await;
    let head = Phone::sign_in(&bed, world.login("head")).await;
    let (_, token) = made(&head, "people", 90).await;
    let mut totals = Vec::new();
    for cancelled in [false, true] {
        if cancelled {
            let mut book = bed.store.book(world.association).await.unwrap();
            let edit = Edit::new(Kind::Session, world.sessions[1])
                .set(session::STATUS, SessionStatus::Cancelled)
                .set(session::REASON, Some(4_i64));
            write(&mut book, &[edit]).await;
            book.close().await.unwrap();
        }
        let (url, token) = (bed.url.clone(), token.clone());
        let told = tokio::task::spawn_blocking(move || client(&url, &token, 7))
            .await
            .unwrap();
        assert_eq!(told["counted"], told["said"], "{told}");
        assert!(
            told["pages"][0].as_u64().unwrap() > 3 && told["pages"][1].as_u64().unwrap() > 2,
            "{told}"
        );
        totals.push(told["counted"]["total"].clone());
        described(&bed, &told["columns"]).await;
    }
    assert_eq!(totals[0], json!([22, 29]), "one of them was recorded twice");
    assert_ne!(totals[0], totals[1]);
}

async fn a_session_is_held_in_a_table_where_a_report_says_so(bed: Bed) {
    let world = World::make(&bed.store, "a").await;
    let head = Phone::sign_in(&bed, world.login("head")).await;
    let (_, token) = made(&head, "numbers", 90).await;
    let (held, person) = (world.sessions[0], world.people[0]);
    let mark = |status| Attendance {
        session: held,
        beneficiary: person,
        status,
        ..Attendance::default()
    };
    let id = Id::of_attendance(held, person);
    let status = async || {
        let rows = rows(&bed, &token, "sessions").await;
        let row = rows.into_iter().find(|row| row["id"] == json!(held)).unwrap();
        row["status"].as_str().unwrap().to_owned()
    };
    let said = async |edit: Edit| {
        let mut book = bed.store.book(world.association).await.unwrap();
        write(&mut book, &[edit]).await;
        book.close().await.unwrap();
    };
    said(Edit::create(id, mark(Mark::Present))).await;
    assert_eq!(status().await, "held", "whatever its own field says");
    said(Edit::new(Kind::Session, held).set(session::STATUS, SessionStatus::Held)).await;
    said(Edit::new(Kind::Attendance, id).set(attendance::STATUS, Mark::Unmarked)).await;
    assert_eq!(status().await, "planned", "the only mark was taken back");
}

/// What is answered has the columns that the description names.
async fn described(bed: &Bed, columns: &Value) {
    let open = bed
        .http
        .get(format!("{}/api/v1/openapi.json", bed.url))
        .send()
        .await
        .unwrap();
    let open: Value = open.json().await.unwrap();
    for (table, named) in columns.as_object().unwrap() {
        let row = &open["paths"][format!("/api/v1/data/{table}")]["get"]["responses"]["200"]["content"]["application/json"]
            ["schema"]["items"];
        let mut known: Vec<&String> = row["properties"].as_object().unwrap().keys().collect();
        known.sort();
        assert_eq!(json!(known), *named, "{table}");
    }
}

async fn a_table_comes_whole_or_in_pages_that_miss_nothing(bed: Bed) {
    let world = World::make(&bed.store, "a").await;
    season(&bed, &world).await;
    let head = Phone::sign_in(&bed, world.login("head")).await;
    let (_, token) = made(&head, "people", 90).await;
    for table in &TABLES[1..] {
        let whole = rows(&bed, &token, table).await;
        assert!(whole.len() > 1, "{table}");
        let (mut paged, mut path) = (Vec::new(), format!("{table}?limit=1&from={}", today().plus(-9)));
        loop {
            let response = asked(&bed, &token, &path).await;
            let link = response
                .headers()
                .get(LINK)
                .map(|link| link.to_str().unwrap().to_owned());
            paged.extend(response.json::<Vec<Value>>().await.unwrap());
            let Some(link) = link else { break };
            let (address, rest) = link.trim_start_matches('<').split_once('>').unwrap();
            assert_eq!(rest, "; rel=\"next\"");
            path = address.strip_prefix("/api/v1/data/").unwrap().to_owned();
        }
        assert_eq!(paged, whole, "{table}");
    }
    let phones = asked(&bed, &token, "people").await.text().await.unwrap();
    assert!(!phones.contains("612345678"), "nobody's phone");
    for (path, expected) in [
        ("people?limit=0", (400, "malformed")),
        ("people?limit=200001", (400, "malformed")),
        ("people?after=x", (400, "malformed")),
        ("sessions?from=31-01-2026", (422, "bad_period")),
        ("sessions?activity=x", (400, "malformed")),
    ] {
        let (status, said) = code(asked(&bed, &token, path).await).await;
        assert_eq!((status, said.as_str()), expected, "{path}");
    }
    assert_eq!(
        rows(&bed, &token, "sessions?to=2020-01-01&from=2020-01-01").await,
        Vec::<Value>::new()
    );
}

async fn who_guesses_tokens_is_stopped_and_who_reads_too_often_waits(bed: Bed) {
    let world = World::make(&bed.store, "a").await;
    let head = Phone::sign_in(&bed, world.login("head")).await;
    let (_, token) = made(&head, "outside", 90).await;
    let (_, other) = made(&head, "outside", 90).await;
    let mut read = 0;
    let stopped = loop {
        let response = asked(&bed, &token, "report").await;
        if response.status() != StatusCode::OK {
            break response;
        }
        read += 1;
        assert!(read < 1_000);
    };
    assert!(read >= 120, "{read}");
    assert!(stopped.headers().contains_key("retry-after"));
    assert_eq!(code(stopped).await, (429, "too_many_tries".into()));
    rows(&bed, &other, "report").await;
    for _ in 0..200 {
        let response = bed.http.get(format!("{}/api/v1/data/report", bed.url));
        let response = response
            .header(AUTHORIZATION, "Bearer hadir_guessed")
            .send()
            .await
            .unwrap();
        if response.status() == StatusCode::TOO_MANY_REQUESTS {
            return;
        }
    }
    panic!("nobody stopped the guessing");
}

pub(crate) fn a_token_is_made_listed_and_withdrawn(line: &Line) {
    let world = block_on(async {
        let store = server::store::Store::open(&line.database).await.unwrap();
        let world = World::make(&store, "a").await;
        store.close().await;
        world
    });
    let association = world.association.to_string();
    let made = line.json(&[
        "token",
        "add",
        "--association",
        &association,
        "--name",
        "Excel",
        "--reach",
        "numbers",
        "--json",
    ]);
    let id = made["id"].as_str().unwrap();
    assert!(made["token"].as_str().unwrap().starts_with("hadir_"));
    let listed = || line.json(&["token", "list", "--association", &association, "--json"]);
    let first = listed();
    assert_eq!(
        (
            first["id"].as_str(),
            first["name"].as_str(),
            first["reach"].as_str(),
            first["state"].as_str()
        ),
        (Some(id), Some("Excel"), Some("numbers"), Some("open"))
    );
    assert!(
        !first.to_string().contains(made["token"].as_str().unwrap()),
        "it is shown once"
    );
    line.said(&["token", "revoke", "--association", &association, "--id", id]);
    assert_eq!(listed()["state"], "withdrawn");
    let nobody = world.people[0].to_string();
    let said = line.complains(&["token", "revoke", "--association", &association, "--id", &nobody]);
    assert!(said.contains("hadir token list"), "{said}");
    let wrong = line.given(
        &[
            "token",
            "add",
            "--association",
            &association,
            "--name",
            "x",
            "--reach",
            "all",
        ],
        "",
    );
    let said = String::from_utf8_lossy(&wrong.stderr);
    assert!(
        !wrong.status.success() && said.contains("outside, numbers, people"),
        "{said}"
    );
}
