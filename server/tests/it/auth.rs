//! Signing in and out, its limits, and where requests may come from.

use domain::change::Edit;
use domain::kind::Kind;
use domain::record::{Mark, device, member};
use domain::wire::{CBOR, to_cbor};
use reqwest::StatusCode;
use serde_json::json;

use crate::support::{Bed, PASSWORD, Phone, World, clock, now, write};

on_each!(
    a_wrong_password_and_an_unknown_login_get_one_and_the_same_answer,
    guessing_is_stopped_and_the_owner_is_told_when_to_come_back,
    whoever_is_right_is_never_limited,
    a_phone_that_signs_in_again_keeps_its_id_and_its_old_session_ends,
    a_phone_is_told_its_own_secret_at_each_sign_in_and_the_former_one_where_it_was_revoked,
    signing_out_ends_the_session,
    a_closed_account_signs_in_no_more,
    the_cookie_is_for_this_host_only_and_out_of_reach_of_scripts,
    another_site_can_do_nothing_with_a_persons_cookie,
    only_the_phone_of_the_session_may_synchronise_with_it,
    a_sign_in_the_browser_would_lose_is_refused_with_the_remedy,
);

fn asked(login: &str, password: &str) -> serde_json::Value {
    json!({ "login": login, "password": password, "device_name": "phone" })
}

async fn a_wrong_password_and_an_unknown_login_get_one_and_the_same_answer(bed: Bed) {
    let world = World::make(&bed.store, "a").await;
    let wrong = Phone::answer(
        bed.post("/api/v1/session")
            .json(&asked(world.login("head"), "not this one")),
    )
    .await;
    let nobody = Phone::answer(
        bed.post("/api/v1/session")
            .json(&asked("nobody at all", PASSWORD)),
    )
    .await;
    assert_eq!(wrong.0, StatusCode::UNAUTHORIZED);
    assert_eq!(wrong.1["code"], "wrong_sign_in");
    assert_eq!(wrong, nobody);
}

async fn guessing_is_stopped_and_the_owner_is_told_when_to_come_back(bed: Bed) {
    let world = World::make(&bed.store, "a").await;
    let login = world.login("head");
    let mut stopped = None;
    for _ in 0..12 {
        let (status, said) =
            Phone::answer(bed.post("/api/v1/session").json(&asked(login, "not this one"))).await;
        if status == StatusCode::TOO_MANY_REQUESTS {
            stopped = Some(said);
            break;
        }
    }
    let said = stopped.expect("guesses are limited");
    assert_eq!(said["code"], "too_many_tries");
    assert!((1..=30).contains(&said["retry_after"].as_u64().unwrap()));
    // However it is written, it is the same login; from elsewhere its owner still gets in, and so does another.
    let shouted = asked(&login.to_uppercase(), PASSWORD);
    let (status, _) = Phone::answer(bed.post("/api/v1/session").json(&shouted)).await;
    assert_eq!(status, StatusCode::TOO_MANY_REQUESTS);
    let elsewhere = bed
        .post("/api/v1/session")
        .header("x-forwarded-for", "203.0.113.9");
    let (status, _) = Phone::answer(elsewhere.json(&asked(login, PASSWORD))).await;
    assert_eq!(status, StatusCode::OK);
    Phone::sign_in(&bed, world.login("volunteer")).await;
}

async fn whoever_is_right_is_never_limited(bed: Bed) {
    let world = World::make(&bed.store, "a").await;
    for _ in 0..15 {
        Phone::sign_in(&bed, world.login("head")).await;
    }
}

async fn a_phone_that_signs_in_again_keeps_its_id_and_its_old_session_ends(bed: Bed) {
    let world = World::make(&bed.store, "a").await;
    let before = Phone::sign_in(&bed, world.login("volunteer")).await;
    let mut again = asked(world.login("volunteer"), PASSWORD);
    again["device"] = json!(before.me.device);
    let response = bed.post("/api/v1/session").json(&again).send().await.unwrap();
    let after = Phone::from_answer(bed.http.clone(), &bed.url, response).await;
    assert_eq!(after.me, before.me);
    assert_eq!(before.get("/api/v1/log").await.0, StatusCode::UNAUTHORIZED);
    // Another member's phone is not taken over by naming it.
    let mut theirs = asked(world.login("second"), PASSWORD);
    theirs["device"] = json!(before.me.device);
    let (_, said) = Phone::answer(bed.post("/api/v1/session").json(&theirs)).await;
    assert_ne!(said["device"], json!(before.me.device));
}

async fn a_phone_is_told_its_own_secret_at_each_sign_in_and_the_former_one_where_it_was_revoked(bed: Bed) {
    let world = World::make(&bed.store, "a").await;
    let sign_in = async |login: &str, device: Option<&serde_json::Value>| {
        let mut ask = asked(login, PASSWORD);
        ask["device"] = device.cloned().unwrap_or_default();
        Phone::answer(bed.post("/api/v1/session").json(&ask)).await.1
    };
    let login = world.login("volunteer");
    let first = sign_in(login, None).await;
    let secret = first["secret"].as_str().unwrap();
    assert_eq!((secret.len(), first.get("former_secret")), (64, None));
    assert!(secret.bytes().all(|digit| digit.is_ascii_hexdigit()));

    let again = sign_in(login, Some(&first["device"])).await;
    assert_eq!(
        (&again["secret"], &again["device"]),
        (&first["secret"], &first["device"])
    );
    let other = sign_in(login, None).await;
    assert_ne!(other["secret"], first["secret"]);
    let stranger = sign_in(world.login("second"), Some(&first["device"])).await;
    assert_ne!(stranger["secret"], first["secret"]);
    assert_eq!(stranger.get("former_secret"), None);

    let device: domain::id::Id = serde_json::from_value(first["device"].clone()).unwrap();
    let mut book = bed.store.book(world.association).await.unwrap();
    write(
        &mut book,
        &[Edit::new(Kind::Device, device).set(domain::record::device::REVOKED, true)],
    )
    .await;
    book.close().await.unwrap();
    let after = sign_in(login, Some(&first["device"])).await;
    assert_ne!(after["device"], first["device"]);
    assert_eq!(after["former_secret"], first["secret"]);

    // A phone of several members names all its ids.
    let mut ask = asked(login, PASSWORD);
    ask["devices"] = json!([stranger["device"], first["device"], other["device"]]);
    let (_, said) = Phone::answer(bed.post("/api/v1/session").json(&ask)).await;
    assert_eq!(
        (&said["device"], &said["secret"]),
        (&other["device"], &other["secret"])
    );
}

async fn signing_out_ends_the_session(bed: Bed) {
    let world = World::make(&bed.store, "a").await;
    let phone = Phone::sign_in(&bed, world.login("head")).await;
    assert_eq!(phone.get("/api/v1/log").await.0, StatusCode::OK);
    let request = bed
        .http
        .delete(format!("{}/api/v1/session", bed.url))
        .header("cookie", &phone.cookie);
    let response = request.header("origin", &bed.url).send().await.unwrap();
    assert_eq!(response.status(), StatusCode::NO_CONTENT);
    assert!(
        response.headers()["set-cookie"]
            .to_str()
            .unwrap()
            .contains("Max-Age=0")
    );
    assert_eq!(phone.get("/api/v1/log").await.0, StatusCode::UNAUTHORIZED);
}

async fn a_closed_account_signs_in_no_more(bed: Bed) {
    let world = World::make(&bed.store, "a").await;
    let mut book = bed.store.book(world.association).await.unwrap();
    write(
        &mut book,
        &[Edit::new(Kind::Member, world.member("viewer")).set(member::CLOSED, true)],
    )
    .await;
    book.close().await.unwrap();
    let (status, said) = Phone::answer(
        bed.post("/api/v1/session")
            .json(&asked(world.login("viewer"), PASSWORD)),
    )
    .await;
    assert_eq!(
        (status, said["code"].as_str()),
        (StatusCode::UNAUTHORIZED, Some("wrong_sign_in"))
    );
}

async fn the_cookie_is_for_this_host_only_and_out_of_reach_of_scripts(bed: Bed) {
    let world = World::make(&bed.store, "a").await;
    let response = bed
        .post("/api/v1/session")
        .json(&asked(world.login("head"), PASSWORD))
        .send()
        .await
        .unwrap();
    let cookie = response.headers()["set-cookie"].to_str().unwrap();
    assert!(cookie.starts_with("__Host-hadir="));
    for part in ["HttpOnly", "Secure", "SameSite=Lax", "Path=/", "Max-Age=15552000"] {
        assert!(cookie.contains(part), "{cookie}");
    }
    assert!(!cookie.contains("Domain"));
    assert_eq!(response.headers()["cache-control"], "no-store");
}

async fn another_site_can_do_nothing_with_a_persons_cookie(bed: Bed) {
    let world = World::make(&bed.store, "a").await;
    let phone = Phone::sign_in(&bed, world.login("head")).await;
    let paths = [
        "password",
        "sessions/end",
        "sync",
        "invitation",
        "invitation/open",
        "invitation/accept",
        "import",
        "session",
    ];
    for path in paths {
        for (name, value) in [
            ("origin", "https://evil.example"),
            ("sec-fetch-site", "cross-site"),
            ("x", "y"),
        ] {
            let request = bed
                .http
                .post(format!("{}/api/v1/{path}", bed.url))
                .header("cookie", &phone.cookie);
            let (status, said) = Phone::answer(request.header(name, value).json(&json!({}))).await;
            assert_eq!(
                (status, said["code"].as_str()),
                (StatusCode::FORBIDDEN, Some("other_origin")),
                "{path} {name}"
            );
        }
    }
    let out = bed
        .http
        .delete(format!("{}/api/v1/session", bed.url))
        .header("cookie", &phone.cookie);
    assert_eq!(
        Phone::answer(out.header("origin", "https://evil.example"))
            .await
            .0,
        StatusCode::FORBIDDEN
    );
    assert_eq!(
        phone.get("/api/v1/log").await.0,
        StatusCode::OK,
        "still signed in"
    );
}

async fn only_the_phone_of_the_session_may_synchronise_with_it(bed: Bed) {
    let world = World::make(&bed.store, "a").await;
    let (mine, other) = (
        Phone::sign_in(&bed, world.login("head")).await,
        Phone::sign_in(&bed, world.login("head")).await,
    );
    let mut request = mine.request();
    request.device = other.me.device;
    let (status, body) = mine
        .send_bytes(domain::wire::CBOR, domain::wire::to_cbor(&request))
        .await
        .unwrap();
    assert_eq!(status, StatusCode::FORBIDDEN);
    assert!(String::from_utf8(body).unwrap().contains("other_device"));
}

async fn a_sign_in_the_browser_would_lose_is_refused_with_the_remedy(bed: Bed) {
    let world = World::make(&bed.store, "a").await;
    let from = |path: &str, origin: &str| {
        let host = origin.split_once("://").unwrap().1.to_owned();
        let request = bed.http.post(format!("{}/api/v1/{path}", bed.url));
        request.header("host", host).header("origin", origin)
    };
    let right = asked(world.login("head"), PASSWORD);
    for origin in ["http://192.168.1.4:8080", "http://hadir.example"] {
        let (status, said) = Phone::answer(from("session", origin).json(&right)).await;
        assert_eq!(
            (status, &said["code"]),
            (StatusCode::FORBIDDEN, &json!("needs_https"))
        );
        assert!(said["message"].as_str().unwrap().contains("https://"));
        let accept =
            json!({ "token": "x", "name": "x", "login": "xx", "password": PASSWORD, "device_name": "" });
        let (_, said) = Phone::answer(from("invitation/accept", origin).json(&accept)).await;
        assert_eq!(said["code"], "needs_https");
    }
    for origin in [
        "http://localhost:3000",
        "http://127.0.0.1:3000",
        "https://hadir.example",
    ] {
        let (status, said) = Phone::answer(from("session", origin).json(&right)).await;
        assert_eq!(status, StatusCode::OK, "{origin}: {said}");
    }
}

#[tokio::test]
async fn a_phone_that_a_head_signed_out_is_asked_to_come_in_again_and_loses_nothing() {
    let bed = Bed::start().await;
    let world = World::make(&bed.store, "a").await;
    let mut phone = Phone::sign_in(&bed, world.login("volunteer")).await;
    let mut head = Phone::sign_in(&bed, world.login("head")).await;
    phone.sync().await;
    head.sync().await;
    phone.mark(world.sessions[0], world.people[0], Mark::Present);
    let end = Edit::new(Kind::Device, phone.me.device).set(device::SIGNED_OUT, Some(now()));
    // Nobody but a head ends another's session.
    let refused = phone.replica.plan(std::slice::from_ref(&end), clock());
    assert!(refused.is_err());
    head.record(&[end]);
    head.sync().await;
    let (status, _) = phone.send_bytes(CBOR, to_cbor(&phone.request())).await.unwrap();
    assert_eq!(status, StatusCode::UNAUTHORIZED);
    let again = Phone::sign_in(&bed, world.login("volunteer")).await;
    phone.cookie = again.cookie;
    phone.replica.apply(&phone.replica.sign_in(again.me.clone()));
    phone.me = again.me;
    phone.sync().await;
    assert_eq!(phone.replica.outbox().count(), 0, "what was not sent is sent");
    head.sync().await;
    assert_eq!(head.replica.count(Kind::Attendance), 1);
}
