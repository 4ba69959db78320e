//! Every route × every role × two tenants.

use std::collections::BTreeSet;

use domain::change::Edit;
use domain::id::Id;
use domain::kind::Kind;
use domain::record::{
    Attendance, Beneficiary, Consent, Delivery, HeadCount, Mark, Schedule, SessionStatus, activity,
    beneficiary, device, group, invitation, member, session,
};
use domain::slice::Slice;
use domain::verdict::{Reason, Verdict};
use domain::wire::{CBOR, Cursor, to_cbor};
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};

use crate::support::{Bed, PASSWORD, Phone, World, clock, now, registration};

on_each!(
    each_role_gets_what_the_table_says_on_each_route,
    without_its_pass_a_cookie_opens_what_is_open_to_nobody_in_particular,
    the_table_has_every_route,
    another_associations_ids_open_nothing_on_any_route,
    another_associations_ids_in_a_sync_yield_nothing_and_leak_nothing,
    signing_in_with_another_associations_device_makes_a_new_one,
    within_one_association_a_volunteer_records_in_their_activity_only,
);

/// Who asks, in the order of the table's columns.
const ROLES: [&str; 5] = ["nobody", "head", "coordinator", "volunteer", "viewer"];

/// What each of them is answered.
const TABLE: &[(&str, &str, [u16; 5])] = &[
    ("get", "/api/v1/log", [401, 200, 200, 403, 403]),
    // Closed until the association has its authorisation.
    ("post", "/api/v1/cin", [401, 409, 409, 403, 403]),
    ("post", "/api/v1/cin/view", [401, 409, 409, 403, 403]),
    ("post", "/api/v1/cin/find", [401, 409, 409, 403, 403]),
    ("get", "/api/v1/report", [401, 200, 200, 403, 403]),
    ("get", "/api/v1/reports", [401, 200, 200, 403, 403]),
    ("post", "/api/v1/reports", [401, 200, 403, 403, 403]),
    // Of none; `kept.rs` says who opens one.
    ("get", "/api/v1/reports/{id}", [401, 404, 404, 403, 403]),
    ("delete", "/api/v1/reports/{id}", [401, 404, 403, 403, 403]),
    // Of none; `document.rs` says who brings and fetches one.
    ("get", "/api/v1/document/{id}", [401, 404, 403, 403, 403]),
    ("post", "/api/v1/document/{id}", [401, 404, 403, 403, 403]),
    ("post", "/api/v1/token", [401, 200, 403, 403, 403]),
    // By a token alone: `token.rs` says who reads what.
    ("get", "/api/v1/data/report", [401, 401, 401, 401, 401]),
    ("get", "/api/v1/data/activities", [401, 401, 401, 401, 401]),
    ("get", "/api/v1/data/sessions", [401, 401, 401, 401, 401]),
    ("get", "/api/v1/data/people", [401, 401, 401, 401, 401]),
    ("get", "/api/v1/data/attendances", [401, 401, 401, 401, 401]),
    ("get", "/api/v1/paper/report", [401, 200, 200, 403, 403]),
    // Of nothing; `paper.rs` says who gets those of something.
    ("get", "/api/v1/paper/cards", [401, 404, 404, 403, 403]),
    (
        "get",
        "/api/v1/paper/attendance/{session}",
        [401, 404, 404, 404, 404],
    ),
    (
        "get",
        "/api/v1/paper/assembly/{session}",
        [401, 404, 404, 404, 404],
    ),
    ("get", "/api/v1/paper/register/{group}", [401, 404, 404, 404, 404]),
    (
        "get",
        "/api/v1/paper/certificate/{registration}",
        [401, 404, 404, 404, 404],
    ),
    ("get", "/api/v1/paper/volunteers", [401, 200, 403, 403, 403]),
    ("post", "/api/v1/invitation", [401, 200, 403, 403, 403]),
    ("post", "/api/v1/import", [401, 200, 200, 403, 403]),
    ("post", "/api/v1/export", [401, 200, 403, 403, 403]),
    ("get", "/api/v1/session", [401, 200, 200, 200, 200]),
    ("post", "/api/v1/sync", [401, 200, 200, 200, 200]),
    // Whoever is signed in may carry what others recorded; this is none.
    ("post", "/api/v1/parcel", [401, 422, 422, 422, 422]),
    ("post", "/api/v1/parcel/key", [401, 200, 200, 200, 200]),
    ("get", "/api/v1/sessions", [401, 200, 200, 200, 200]),
    // Not without the password.
    ("post", "/api/v1/sessions/end", [401, 401, 401, 401, 401]),
    ("post", "/api/v1/password", [401, 401, 401, 401, 401]),
    ("get", "/api/v1/factor", [401, 200, 200, 200, 200]),
    ("post", "/api/v1/factor/begin", [401, 401, 401, 401, 401]),
    // Nothing was offered.
    ("post", "/api/v1/factor/confirm", [401, 409, 409, 409, 409]),
    ("post", "/api/v1/factor/end", [401, 401, 401, 401, 401]),
    ("post", "/api/v1/password/link", [401, 404, 403, 403, 403]),
    ("post", "/api/v1/password/reset", [404, 404, 404, 404, 404]),
    // Told at the sign-in already.
    ("post", "/api/v1/session/secret", [401, 409, 409, 409, 409]),
    ("post", "/api/v1/session/pass", [401, 204, 204, 204, 204]),
    // Open to everybody: what they send decides.
    ("post", "/api/v1/session", [401, 401, 401, 401, 401]),
    ("post", "/api/v1/invitation/open", [404, 404, 404, 404, 404]),
    ("post", "/api/v1/invitation/accept", [404, 404, 404, 404, 404]),
    ("get", "/api/v1/openapi.json", [200, 200, 200, 200, 200]),
    ("get", "/healthz", [200, 200, 200, 200, 200]),
    ("get", "/readyz", [200, 200, 200, 200, 200]),
    ("get", "/metrics", [200, 200, 200, 200, 200]),
    // Last: it ends the session.
    ("delete", "/api/v1/session", [204, 204, 204, 204, 204]),
];

/// A body that only rights could keep from succeeding, where one could succeed.
fn body(path: &str, phone: Option<&Phone>) -> (&'static str, Vec<u8>) {
    let said = match path {
        "/api/v1/sync" => {
            let request = phone.map(|phone| to_cbor(&phone.request()));
            return (CBOR, request.unwrap_or_default());
        }
        "/api/v1/parcel" => return ("application/octet-stream", b"no parcel".to_vec()),
        "/api/v1/import" => return ("text/csv", b"given_la,family_la\nAicha,Alami\n".to_vec()),
        "/api/v1/invitation" => json!({ "name": "Someone", "role": "volunteer", "days": 3 }),
        "/api/v1/token" => json!({ "name": "A sheet", "reach": "outside", "days": 90 }),
        "/api/v1/cin" | "/api/v1/cin/view" | "/api/v1/cin/find" => {
            json!({ "person": "00000000-0000-7000-8000-000000000000", "cin": "AB123456" })
        }
        "/api/v1/export" => json!({ "password": PASSWORD }),
        "/api/v1/sessions/end" | "/api/v1/factor/begin" => json!({ "password": "wrong wrong" }),
        "/api/v1/factor/confirm" => json!({ "code": "123456" }),
        "/api/v1/factor/end" => json!({ "password": "wrong wrong", "code": "123456" }),
        // Nobody of theirs.
        "/api/v1/password/link" => json!({ "member": "00000000-0000-7000-8000-000000000000" }),
        "/api/v1/password/reset" => json!({ "token": "x", "password": "trois chevres bleues" }),
        "/api/v1/password" => json!({ "current": "wrong wrong", "password": "another long one" }),
        "/api/v1/session/pass" => json!({ "pass": "p".repeat(43) }),
        "/api/v1/session" => json!({ "login": "x y", "password": "wrong wrong", "device_name": "x" }),
        "/api/v1/invitation/accept" => {
            json!({ "token": "x", "name": "X", "login": "x y", "password": "long enough", "device_name": "x" })
        }
        _ => json!({ "token": "x" }),
    };
    ("application/json", said.to_string().into_bytes())
}

async fn each_role_gets_what_the_table_says_on_each_route(bed: Bed) {
    let world = World::make(&bed.store, "a").await;
    for (column, role) in ROLES.into_iter().enumerate() {
        let phone = match role {
            "nobody" => None,
            role => Some(Phone::sign_in(&bed, world.login(role)).await),
        };
        for (method, path, expected) in TABLE {
            let method = Method::from_bytes(method.to_uppercase().as_bytes()).unwrap();
            let mut request = bed.http.request(method.clone(), format!("{}{path}", bed.url));
            request = request.header("origin", &bed.url);
            if let Some(phone) = &phone {
                request = request.header("cookie", &phone.cookie);
            }
            if method == Method::POST {
                let (encoding, body) = body(path, phone.as_ref());
                request = request.header("content-type", encoding).body(body);
            }
            let (status, said) = Phone::answer(request).await;
            assert_eq!(
                status.as_u16(),
                expected[column],
                "{role} {method} {path}: {said}"
            );
            if status.is_client_error() {
                assert!(
                    said["code"].is_string() && said["message"].is_string(),
                    "{role} {path}: {said}"
                );
            }
        }
    }
}

async fn without_its_pass_a_cookie_opens_what_is_open_to_nobody_in_particular(bed: Bed) {
    let world = World::make(&bed.store, "a").await;
    let asked =
        json!({ "login": world.login("head"), "password": PASSWORD, "device_name": "phone", "passes": true });
    let answer = bed.post("/api/v1/session").json(&asked).send().await.unwrap();
    let phone = Phone::from_answer(bed.http.clone(), &bed.url, answer).await;
    for (method, path, expected) in TABLE {
        if *path == "/api/v1/session" {
            continue;
        }
        for said in [None, Some("another"), Some("")] {
            let method = Method::from_bytes(method.to_uppercase().as_bytes()).unwrap();
            let mut request = bed
                .http
                .request(method.clone(), format!("{}{path}", bed.url))
                .header("origin", &bed.url)
                .header("cookie", &phone.cookie)
                .header("hadir-device", phone.me.device.to_string());
            if let Some(said) = said {
                request = request.header("hadir-pass", said);
            }
            if method == Method::POST {
                let (encoding, body) = body(path, Some(&phone));
                request = request.header("content-type", encoding).body(body);
            }
            let (status, _) = Phone::answer(request).await;
            assert_eq!(status.as_u16(), expected[0], "{method} {path}");
        }
    }
}

async fn the_table_has_every_route(bed: Bed) {
    let described: Value = bed
        .http
        .get(format!("{}/api/v1/openapi.json", bed.url))
        .send()
        .await
        .unwrap()
        .json()
        .await
        .unwrap();
    let described: BTreeSet<String> = described["paths"]
        .as_object()
        .unwrap()
        .iter()
        .flat_map(|(path, methods)| {
            methods
                .as_object()
                .unwrap()
                .keys()
                .map(move |method| format!("{method} {path}"))
        })
        .collect();
    let tested: BTreeSet<String> = TABLE
        .iter()
        .map(|(method, path, _)| format!("{method} {path}"))
        .collect();
    assert_eq!(tested, described);
    let pages = PAGES.iter().map(|(method, path)| format!("{method} {path}"));
    let known: BTreeSet<String> = tested.into_iter().chain(pages).collect();
    assert_eq!(routed(), known);
}

/// Pages and files for everybody: nobody is refused them.
const PAGES: &[(&str, &str)] = &[
    ("get", "/"),
    ("get", "/a/{association}"),
    ("get", "/a/{association}/card.png"),
    ("get", "/r/{activity}/card.png"),
    ("get", "/r/{activity}"),
    ("post", "/r/{activity}"),
    ("get", "/privacy/{association}"),
    ("post", "/privacy/{association}"),
    ("get", "/t/{ticket}"),
    ("post", "/t/{ticket}"),
    ("get", "/app"),
    ("get", "/app/"),
    ("get", "/app/{*place}"),
    ("get", "/boot/{name}"),
    ("get", "/sw.js"),
    ("get", "/manifest.webmanifest"),
];

/// Every method and path of the router, from its own list. A path that takes any method is there to refuse it.
fn routed() -> BTreeSet<String> {
    let source = include_str!("../../src/router.rs");
    let routes = source.split(".route(").skip(1).map(|route| {
        let (path, rest) = route.split_once('"').unwrap().1.split_once('"').unwrap();
        let end = rest.find("\n        .").unwrap_or(rest.len());
        (path, &rest[..end])
    });
    let found: BTreeSet<String> = routes
        .flat_map(|(path, handlers)| {
            let named = ["get", "post", "put", "patch", "delete"]
                .into_iter()
                .filter(move |method| {
                    handlers.contains(&format!(" {method}(")) || handlers.contains(&format!(".{method}("))
                });
            named.map(move |method| format!("{method} {path}"))
        })
        .collect();
    assert!(
        found.len() > 10,
        "the router's list was not understood: {found:?}"
    );
    found
}

/// Two associations, and the head of the second with the ids of the first.
async fn two(bed: Bed) -> (Bed, World, World, Phone) {
    let theirs = World::make(&bed.store, "theirs").await;
    let mine = World::make(&bed.store, "mine").await;
    let phone = Phone::sign_in(&bed, mine.login("head")).await;
    (bed, theirs, mine, phone)
}

/// Everything of an association that another could recognise.
fn traces(world: &World) -> Vec<String> {
    let ids = world
        .people
        .iter()
        .chain(&world.activities)
        .chain(&world.sessions);
    let ids = ids
        .chain(world.members.iter().map(|(_, id)| id))
        .chain([&world.association]);
    ids.map(Id::to_string).chain(["theirs".to_owned()]).collect()
}

async fn another_associations_ids_open_nothing_on_any_route(bed: Bed) {
    let (bed, theirs, _mine, phone) = two(bed).await;
    let wanted = json!({ "name": "X", "role": "volunteer", "days": 3, "activities": [theirs.activities[0]] });
    let (status, said) = phone.post("/api/v1/invitation", &wanted).await;
    assert_eq!(
        (status, said["code"].as_str()),
        (StatusCode::UNPROCESSABLE_ENTITY, Some("unknown_reference"))
    );
    let path = format!("/api/v1/import?activity={}", theirs.activities[0]);
    let request = bed
        .post(&path)
        .header("cookie", &phone.cookie)
        .body("given_la\nAicha\n");
    let (status, imported) = Phone::answer(request).await;
    assert_eq!(
        (status, imported["code"].as_str()),
        (StatusCode::UNPROCESSABLE_ENTITY, Some("unknown_reference"))
    );
    let (status, log) = phone.get("/api/v1/log?limit=500").await;
    assert_eq!(status, StatusCode::OK);
    let path = format!("/api/v1/report?activity={}", theirs.activities[0]);
    let (status, report) = phone.get(&path).await;
    assert_eq!(
        (status, report["code"].as_str()),
        (StatusCode::UNPROCESSABLE_ENTITY, Some("unknown_reference"))
    );
    let all = format!("{said}{imported}{log}{report}");
    for trace in traces(&theirs) {
        assert!(!all.contains(&trace), "{trace}");
    }
}

async fn another_associations_ids_in_a_sync_yield_nothing_and_leak_nothing(bed: Bed) {
    let (bed, theirs, mine, phone) = two(bed).await;
    let other = Phone::sign_in(&bed, theirs.login("head")).await;
    let asked = json!({ "name": "Someone", "role": "volunteer", "days": 3 });
    let (_, invited) = other.post("/api/v1/invitation", &asked).await;
    let invitation: Id = invited["id"].as_str().unwrap().parse().unwrap();
    let device = other.me.device;
    let before = bed.store.head(theirs.association).await.unwrap();
    let mut phone = phone;
    phone.sync().await;
    let (session, person) = (theirs.sessions[0], theirs.people[0]);
    let mark = Attendance {
        session,
        beneficiary: person,
        status: Mark::Present,
        ..Attendance::default()
    };
    let view = Beneficiary {
        given_la: "Mine".into(),
        ..Beneficiary::default()
    };
    let id = |n: u8| Id::v7(now(), [n; 10]);
    let only_group = Id::of_only_group(theirs.activities[0]);
    let schedule = Schedule {
        activity: theirs.activities[0],
        group: only_group,
        weekdays: 1,
        slot: 600,
        from: clock().day(),
        to: clock().day(),
        ..Schedule::default()
    };
    let consent = Consent {
        beneficiary: person,
        day: Some(clock().day()),
        ..Consent::default()
    };
    let count = HeadCount {
        session,
        member: mine.member("head"),
        women: 3,
        ..HeadCount::default()
    };
    let handed = Delivery {
        activity: theirs.activities[0],
        day: clock().day(),
        item: "Basket".into(),
        quantity: 100,
        beneficiary: Some(person),
        by: Some(mine.member("head")),
        ..Delivery::default()
    };
    let edits = [
        Edit::create(Id::of_attendance(session, person), mark),
        registration(theirs.activities[0], person),
        registration(mine.activities[0], person),
        Edit::new(Kind::Beneficiary, person).set(beneficiary::DOUAR, String::from("Moved")),
        Edit::new(Kind::Member, theirs.member("head")).set(member::CLOSED, true),
        Edit::new(Kind::Association, theirs.association).set(1, String::from("Taken")),
        Edit::new(Kind::Session, session).set(session::STATUS, SessionStatus::Cancelled),
        Edit::new(Kind::Group, Id::of_only_group(theirs.activities[0]))
            .set(group::NAME, String::from("Taken")),
        Edit::new(Kind::Activity, theirs.activities[0]).set(activity::TITLE, String::from("Taken")),
        Edit::new(Kind::Device, device).set(device::REVOKED, true),
        Edit::new(Kind::Invitation, invitation).set(invitation::REVOKED, true),
        Edit::create(id(1), schedule),
        Edit::create(id(2), consent),
        Edit::create(Id::of_headcount(session, mine.member("head")), count),
        Edit::create(handed.id(), handed),
        Edit::create(theirs.people[1], view),
    ];
    let last = edits.len() - 1;
    let mut request = phone.request();
    request.cursors.push(Cursor {
        slice: Slice::Activity(theirs.activities[0]),
        upto: 0,
        before: None,
    });
    request.changes = edits
        .into_iter()
        .enumerate()
        .map(|(number, edit)| change(&phone, number, edit))
        .collect();
    let response = phone.send(&request).await;
    let verdicts: Vec<&Verdict> = response.verdicts.iter().map(|answer| &answer.verdict).collect();
    for (number, verdict) in verdicts[..3].iter().enumerate() {
        assert_eq!(
            verdict.reason(),
            Some(Reason::UnknownReference),
            "change {number}"
        );
    }
    assert!(
        verdicts[3..last].iter().all(|verdict| !verdict.settles()),
        "{verdicts:?}"
    );
    // An id is no secret: whoever uses one that exists elsewhere makes a record of their own.
    assert!(verdicts[last].settles());
    let part = response
        .slices
        .iter()
        .find(|part| part.slice == Slice::Activity(theirs.activities[0]))
        .unwrap();
    assert!(part.dropped && part.records.is_empty());
    let said = domain::wire::json::response_text(&response).unwrap();
    assert!(!said.contains("theirs"), "no name of theirs");
    assert_eq!(
        bed.store.head(theirs.association).await.unwrap(),
        before,
        "nothing of theirs moved"
    );
    let kept = &bed
        .store
        .records(theirs.association, &[theirs.people[1]])
        .await
        .unwrap()[0];
    assert_eq!(kept.read::<String>(beneficiary::GIVEN_LA), "theirs person 1");
}

async fn signing_in_with_another_associations_device_makes_a_new_one(bed: Bed) {
    let (bed, theirs, mine, phone) = two(bed).await;
    let other = Phone::sign_in(&bed, theirs.login("head")).await;
    let before = bed.store.head(theirs.association).await.unwrap();
    let asked = json!({
        "login": mine.login("head"), "password": PASSWORD, "device_name": "taken", "device": other.me.device,
    });
    let (status, signed) = phone.post("/api/v1/session", &asked).await;
    assert_eq!(status, StatusCode::OK);
    assert_ne!(signed["device"], json!(other.me.device));
    assert_eq!(signed["association"], json!(mine.association));
    assert_eq!(bed.store.head(theirs.association).await.unwrap(), before);
    let (status, _) = other.get("/api/v1/log").await;
    assert_eq!(status, StatusCode::OK, "the other phone stays signed in");
}

fn change(phone: &Phone, number: usize, edit: Edit) -> domain::change::Change {
    let counter = number as u64 + 1;
    domain::change::Change {
        id: Id::of_change(phone.me.device, counter, now()),
        kind: edit.kind,
        record: edit.record,
        base: 0,
        set: edit.set,
        clock: clock(),
        counter,
    }
}

async fn within_one_association_a_volunteer_records_in_their_activity_only(bed: Bed) {
    let world = World::make(&bed.store, "a").await;
    for (role, mine, other) in [
        ("volunteer", true, false),
        ("viewer", false, false),
        ("coordinator", true, true),
    ] {
        let phone = Phone::sign_in(&bed, world.login(role)).await;
        let mark = |session, beneficiary| {
            let view = Attendance {
                session,
                beneficiary,
                status: Mark::Present,
                ..Attendance::default()
            };
            Edit::create(Id::of_attendance(session, beneficiary), view)
        };
        let mut request = phone.request();
        request.changes = vec![
            change(&phone, 0, mark(world.sessions[0], world.people[0])),
            change(&phone, 1, mark(world.sessions[1], world.people[5])),
        ];
        let response = phone.send(&request).await;
        let stands: Vec<bool> = response
            .verdicts
            .iter()
            .map(|answer| answer.verdict.settles())
            .collect();
        assert_eq!(stands, [mine, other], "{role}");
    }
}
