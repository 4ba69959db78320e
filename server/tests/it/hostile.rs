//! Bodies nobody should send: each gets a clear envelope, and nothing breaks.

use std::fs::File;
use std::io::{BufRead as _, BufReader, Write as _};
use std::process::{Command, Stdio};

use domain::change::{Edit, UNREAD};
use domain::value::Value;
use domain::verdict::{Reason, Verdict};
use domain::wire::{CBOR, PROTOCOL, PUSH_CHANGES, REQUEST_BYTES, json, to_cbor};
use flate2::{Compression, write::GzEncoder};
use reqwest::StatusCode;
use serde_json::{Value as Json, json};

use crate::support::{Bed, PASSWORD, Phone, World, now, site};

async fn signed_in() -> (Bed, Phone) {
    let bed = Bed::start().await;
    let world = World::make(&bed.store, "a").await;
    let phone = Phone::sign_in(&bed, world.login("head")).await;
    (bed, phone)
}

fn envelope(body: &[u8]) -> (String, String) {
    let said: Json = serde_json::from_slice(body).expect("an envelope");
    (
        said["code"].as_str().unwrap().to_owned(),
        said["message"].as_str().unwrap().to_owned(),
    )
}

#[tokio::test]
async fn what_is_no_message_is_refused_in_words_and_the_server_goes_on() {
    let (_bed, phone) = signed_in().await;
    let good = to_cbor(&phone.request());
    let bodies: Vec<Vec<u8>> = vec![
        Vec::new(),
        vec![0xff; 64],
        vec![0x9f; 10_000],
        good[..good.len() - 3].to_vec(),
        b"{\"protocol\":".to_vec(),
        vec![0xbf; 100_000],
    ];
    for body in bodies {
        for encoding in [CBOR, "application/json"] {
            let (status, said) = phone.send_bytes(encoding, body.clone()).await.unwrap();
            assert_eq!(status, StatusCode::BAD_REQUEST);
            assert_eq!(envelope(&said).0, "malformed");
        }
    }
    assert_eq!(phone.send_bytes(CBOR, good).await.unwrap().0, StatusCode::OK);
}

#[tokio::test]
async fn a_message_in_another_type_is_refused() {
    let (_bed, phone) = signed_in().await;
    for encoding in [
        "text/plain",
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=x",
    ] {
        let (status, said) = phone
            .send_bytes(encoding, to_cbor(&phone.request()))
            .await
            .unwrap();
        assert_eq!(
            (status, envelope(&said).0.as_str()),
            (StatusCode::UNSUPPORTED_MEDIA_TYPE, "wrong_type")
        );
    }
}

#[tokio::test]
async fn an_unknown_protocol_is_told_to_update() {
    let (_bed, phone) = signed_in().await;
    for protocol in [0, PROTOCOL + 1] {
        let mut request = phone.request();
        request.protocol = protocol;
        let (status, said) = phone.send_bytes(CBOR, to_cbor(&request)).await.unwrap();
        assert_eq!(
            (status, envelope(&said).0.as_str()),
            (StatusCode::UPGRADE_REQUIRED, "update_required")
        );
        assert!(envelope(&said).1.contains("safe on the phone"));
    }
}

#[tokio::test]
async fn bodies_too_large_are_refused_packed_or_not() {
    let (bed, phone) = signed_in().await;
    let (status, said) = phone.send_bytes(CBOR, vec![0; REQUEST_BYTES + 1]).await.unwrap();
    assert_eq!(
        (status, envelope(&said).0.as_str()),
        (StatusCode::PAYLOAD_TOO_LARGE, "too_large")
    );
    let mut bomb = GzEncoder::new(Vec::new(), Compression::default());
    for _ in 0..8 {
        bomb.write_all(&vec![0; 1024 * 1024]).unwrap();
    }
    let bomb = bomb.finish().unwrap();
    assert!(bomb.len() < REQUEST_BYTES);
    let request = bed
        .post("/api/v1/sync")
        .header("cookie", &phone.cookie)
        .header("content-encoding", "gzip");
    let (status, said) = Phone::answer(request.header("content-type", CBOR).body(bomb)).await;
    assert_eq!(
        (status, said["code"].as_str()),
        (StatusCode::PAYLOAD_TOO_LARGE, Some("too_large"))
    );
}

#[tokio::test]
async fn more_changes_than_a_request_carries_are_refused_whole() {
    let (_bed, mut phone) = signed_in().await;
    phone.sync().await;
    let edit = domain::change::Edit::create(
        server::clock::new_id(crate::support::now()),
        domain::record::Beneficiary {
            given_la: "X".into(),
            ..Default::default()
        },
    );
    phone.record(&[edit]);
    let mut request = phone.request();
    request.changes = vec![request.changes[0].clone(); PUSH_CHANGES + 1];
    let (status, said) = phone.send_bytes(CBOR, to_cbor(&request)).await.unwrap();
    assert_eq!(
        (status, envelope(&said).0.as_str()),
        (StatusCode::BAD_REQUEST, "malformed")
    );
}

#[tokio::test]
async fn one_change_that_cannot_be_read_is_answered_and_stops_no_other() {
    let (_bed, mut phone) = signed_in().await;
    phone.sync().await;
    for number in 0..3 {
        let person = domain::record::Beneficiary {
            given_la: format!("P {number}"),
            ..Default::default()
        };
        phone.record(&[Edit::create(server::clock::new_id(now()), person)]);
    }
    // A half in a field of a later version.
    let mut request = phone.request();
    let half = Value::Other([0xf9, 0x38, 0x00].into());
    request.changes[1].set.set(900, half);
    let answers = phone.send(&request).await.verdicts;
    let refused = |field| Verdict::Refused {
        field: Some(field),
        reason: Reason::BadValue,
    };
    assert_eq!(answers[1].verdict, refused(900));
    assert!(answers[0].verdict.settles() && answers[2].verdict.settles());
    // In JSON, a counter that is none; and a repeat gets the first answer.
    let mut counterless = request.clone();
    counterless.changes[1].id = server::clock::new_id(now());
    let mut text: Json = serde_json::from_str(&json::request_text(&counterless).unwrap()).unwrap();
    text["changes"][1]["counter"] = json!(-1);
    text["cursors"][0]["slice"] = json!("tomorrow");
    let (status, said) = phone
        .send_bytes("application/json", text.to_string().into_bytes())
        .await
        .unwrap();
    assert_eq!(status, StatusCode::OK);
    let again = json::response(&said).unwrap().verdicts;
    assert_eq!((&again[0], &again[2]), (&answers[0], &answers[2]));
    assert_eq!(again[1].verdict, refused(UNREAD));
    // The log, with both in it, is still read.
    assert_eq!(phone.get("/api/v1/log").await.0, StatusCode::OK);
    phone.sync().await;
}

#[tokio::test]
async fn a_record_never_grows_beyond_what_can_be_read_again() {
    let (_bed, mut phone) = signed_in().await;
    phone.sync().await;
    let person = server::clock::new_id(now());
    let named = domain::record::Beneficiary {
        given_la: "P".into(),
        ..Default::default()
    };
    phone.record(&[Edit::create(person, named)]);
    phone.sync().await;
    // Fields of later versions are carried; so many of them, by several changes, are not.
    let mut request = phone.request();
    let mut verdicts = Vec::new();
    for round in 0..4_u16 {
        let set = (0..900).map(|field| (10_000 + 900 * round + field, Value::Int(1)));
        let counter = u64::from(round) + 100;
        request.changes = vec![domain::change::Change {
            id: domain::id::Id::of_change(phone.me.device, counter, now()),
            kind: domain::kind::Kind::Beneficiary,
            record: person,
            base: 0,
            set: set.collect(),
            clock: crate::support::clock(),
            counter,
        }];
        verdicts.extend(phone.send(&request).await.verdicts);
    }
    let settled: Vec<bool> = verdicts.iter().map(|answer| answer.verdict.settles()).collect();
    assert_eq!(settled, [true, true, false, false], "{verdicts:?}");
    let refused = Verdict::Refused {
        field: None,
        reason: Reason::TooLarge,
    };
    assert_eq!(verdicts[2].verdict, refused);
    phone.sync().await;
    assert!(phone.replica.get(person).is_some());
}

#[tokio::test]
async fn what_was_typed_never_comes_back_in_an_error() {
    let bed = Bed::start().await;
    let secret = "فاطمة 0612345678";
    for body in [
        json!({ "login": [secret] }),
        json!({ "login": secret }),
        json!([secret]),
    ] {
        let (status, said) = Phone::answer(bed.post("/api/v1/session").json(&body)).await;
        assert_eq!(status, StatusCode::BAD_REQUEST);
        assert!(!said.to_string().contains("0612345678"), "{said}");
    }
}

#[tokio::test]
async fn unknown_addresses_and_methods_of_the_interface_answer_in_the_envelope() {
    let (bed, phone) = signed_in().await;
    assert_eq!(phone.get("/api/v1/nothing").await.1["code"], "not_found");
    assert_eq!(phone.get("/api/v1/sync").await.1["code"], "wrong_method");
    let (status, said) = phone.get("/api/v1/log?before=yesterday").await;
    assert_eq!(
        (status, said["code"].as_str()),
        (StatusCode::BAD_REQUEST, Some("malformed"))
    );
    let metrics = bed
        .http
        .get(format!("{}/metrics", bed.url))
        .send()
        .await
        .unwrap()
        .text()
        .await
        .unwrap();
    assert!(
        metrics.contains("hadir_requests_total{method=\"GET\",route=\"/api/v1/log\",status=\"400\"} 1"),
        "{metrics}"
    );
    assert!(!metrics.contains("nothing\""), "paths are never labels");
}

/// What the real program logs while a person signs in, is wrong, is invited and imports.
async fn logged() -> String {
    let folder = tempfile::tempdir().unwrap();
    let database = format!("sqlite://{}/hadir.db", folder.path().display());
    let store = server::store::Store::open(&database).await.unwrap();
    let world = World::make(&store, "fatima").await;
    let log = folder.path().join("log");
    let mut program = Command::new(env!("CARGO_BIN_EXE_hadir"))
        .arg("serve")
        .env("HADIR_DATABASE_URL", database)
        .env("HADIR_ADDR", "127.0.0.1:0")
        .env("LEPTOS_SITE_ROOT", site(folder.path()))
        .env("RUST_LOG", "debug")
        .stdout(Stdio::piped())
        .stderr(File::create(&log).unwrap())
        .spawn()
        .unwrap();
    let lines = BufReader::new(program.stdout.take().unwrap()).lines();
    let line = lines
        .map_while(Result::ok)
        .find(|line| line.contains("listens on"))
        .unwrap();
    let url = line.rsplit(' ').next().unwrap();
    let head = Phone::at(url, world.login("head"), PASSWORD).await;
    let wrong = json!({ "login": "0612345678", "password": "wrong secret", "device_name": "Galaxy" });
    let request = head.http.post(format!("{url}/api/v1/session")).json(&wrong);
    assert_eq!(Phone::answer(request).await.0, StatusCode::UNAUTHORIZED);
    let asked = json!({ "name": "Zoubida", "role": "viewer", "activities": [], "days": 7 });
    let (_, made) = head.post("/api/v1/invitation", &asked).await;
    let token = made["link"].as_str().unwrap().split_once('#').unwrap().1;
    let accept = json!({ "token": token, "name": "Zoubida", "login": "zoubida", "password": "wrong secret", "device_name": "x" });
    assert_eq!(
        head.post("/api/v1/invitation/accept", &accept).await.0,
        StatusCode::OK
    );
    head.send(&head.request()).await;
    let import = head
        .http
        .post(format!("{url}/api/v1/import?commit=true&name=Zoubida.csv"));
    let import = import.header("cookie", &head.cookie).header("origin", url);
    let file = "Prénom;Nom;GSM\nZoubida;Alami;0612345678\nDriss;Naji;12\n";
    assert_eq!(Phone::answer(import.body(file)).await.0, StatusCode::OK);
    assert_eq!(head.get("/app/join?q=Zoubida").await.0, StatusCode::OK);
    program.kill().unwrap();
    program.wait().unwrap();
    let said = std::fs::read_to_string(log).unwrap();
    for secret in [token, head.cookie.split_once('=').unwrap().1] {
        assert!(!said.contains(secret), "{said}");
    }
    said
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_logged_names_nobody() {
    let said = logged().await;
    for route in [
        "/api/v1/session",
        "/api/v1/invitation/accept",
        "/api/v1/import",
        "/api/v1/sync",
    ] {
        assert!(said.contains(route), "{route} is logged: {said}");
    }
    let low = said.to_lowercase();
    for personal in [
        "fatima",
        "zoubida",
        "alami",
        "612345678",
        "wrong secret",
        PASSWORD,
        "galaxy",
    ] {
        assert!(!low.contains(personal), "{personal}: {said}");
    }
}
