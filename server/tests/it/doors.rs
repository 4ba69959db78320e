//! What every answer carries, and what no answer tells.

use std::fs;

use reqwest::{Method, StatusCode};
use serde_json::json;

use server::auth::Token;
use server::auth::token::COOKIE;

use crate::support::{Bed, PASSWORD, Phone, World, now};

on_each!(
    every_answer_carries_its_headers_and_its_type,
    what_nobody_serves_is_refused,
    an_unknown_login_runs_out_of_chances_as_a_known_one_does,
    a_session_that_is_used_lasts_and_one_that_is_not_ends,
);

/// Headers, and what each must say.
const HEADERS: [(&str, &str); 10] = [
    ("content-security-policy", "default-src 'none'"),
    ("content-security-policy", "object-src 'none'"),
    ("content-security-policy", "base-uri 'none'"),
    ("content-security-policy", "frame-ancestors 'none'"),
    ("x-content-type-options", "nosniff"),
    ("referrer-policy", "same-origin"),
    ("permissions-policy", "geolocation=()"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
    ("content-type", "/"),
];

async fn every_answer_carries_its_headers_and_its_type(bed: Bed) {
    let paths = [
        ("/", "text/html; charset=utf-8"),
        ("/a/nothing", "text/html; charset=utf-8"),
        ("/fr/r/nothing", "text/html; charset=utf-8"),
        ("/privacy/nothing", "text/html; charset=utf-8"),
        ("/t/nothing", "text/html; charset=utf-8"),
        ("/app", "text/html; charset=utf-8"),
        ("/app/people", "text/html; charset=utf-8"),
        ("/sw.js", "text/javascript"),
        ("/manifest.webmanifest", "application/manifest+json"),
        ("/healthz", "text/plain; charset=utf-8"),
        ("/nothing", "text/plain; charset=utf-8"),
        ("/api/v1/nothing", "application/json"),
        ("/api/v1/log", "application/json"),
        ("/api/v1/sync", "application/json"),
    ];
    for (path, kind) in paths {
        let request = bed.http.get(format!("{}{path}", bed.url));
        let answer = request
            .header("origin", "https://evil.example")
            .send()
            .await
            .unwrap();
        assert!(!answer.status().is_redirection(), "{path}");
        let text = |name: &str| {
            answer
                .headers()
                .get(name)
                .map_or("", |value| value.to_str().unwrap())
        };
        let camera = if path.starts_with("/app") {
            "camera=(self)"
        } else {
            "camera=()"
        };
        assert!(text("permissions-policy").contains(camera), "{path}: {camera}");
        for (name, part) in HEADERS {
            assert!(text(name).contains(part), "{path}: {name} is {:?}", text(name));
        }
        assert!(
            text("content-type").starts_with(kind),
            "{path}: {}",
            text("content-type")
        );
        assert!(
            !text("content-security-policy").contains("http"),
            "{path}: only its own origin"
        );
        assert_eq!(text("access-control-allow-origin"), "", "{path}");
        assert_eq!(text("server"), "", "{path} does not say what answers");
        let kept = if path.starts_with("/api/") {
            "no-store"
        } else {
            "no-cache"
        };
        assert_eq!(text("cache-control"), kept, "{path}");
    }
}

async fn what_nobody_serves_is_refused(bed: Bed) {
    let asked = |method: Method, path: &str| bed.http.request(method, format!("{}{path}", bed.url)).send();
    for path in ["/", "/app", "/api/v1/session", "/healthz"] {
        let answer = asked(Method::TRACE, path).await.unwrap();
        assert!(answer.status().is_client_error(), "{path}: {}", answer.status());
    }
    for path in [
        "/.git/config",
        "/Cargo.toml",
        "/pkg/",
        "/pkg",
        "/fonts/",
        "/%2e%2e/Cargo.toml",
    ] {
        let answer = asked(Method::GET, path).await.unwrap();
        assert_eq!(answer.status(), StatusCode::NOT_FOUND, "{path}");
    }
}

async fn an_unknown_login_runs_out_of_chances_as_a_known_one_does(bed: Bed) {
    let world = World::make(&bed.store, "a").await;
    let answers = async |login: &str, from: &str| {
        let mut answers = Vec::new();
        for _ in 0..10 {
            let asked = json!({ "login": login, "password": "not this one", "device_name": "x" });
            let request = bed.post("/api/v1/session").header("x-forwarded-for", from);
            let (status, said) = Phone::answer(request.json(&asked)).await;
            answers.push((status, said["code"].clone()));
        }
        answers
    };
    let known = answers(world.login("head"), "203.0.113.1").await;
    let unknown = answers("nobody at all", "203.0.113.2").await;
    assert_eq!(known, unknown);
    assert_eq!(known[9].0, StatusCode::TOO_MANY_REQUESTS);
}

async fn a_session_that_is_used_lasts_and_one_that_is_not_ends(bed: Bed) {
    let world = World::make(&bed.store, "a").await;
    let phone = Phone::sign_in(&bed, world.login("head")).await;
    let ago = |days: i64| now().plus(-days * 86_400_000);
    let token = Token::new();
    let cookie = format!("{COOKIE}={}", token.text());
    // The same session, begun so many days ago, and used so many days ago.
    for (begun, used, expected) in [
        (179, 179, StatusCode::OK),
        (181, 181, StatusCode::UNAUTHORIZED),
        (364, 1, StatusCode::OK),
        (366, 1, StatusCode::UNAUTHORIZED),
    ] {
        let mut book = bed.store.book(world.association).await.unwrap();
        book.begin_session(
            &token.hash(),
            None,
            world.member("head"),
            phone.me.device,
            ago(begun),
        )
        .await
        .unwrap();
        book.session_used(phone.me.device, ago(used)).await.unwrap();
        book.close().await.unwrap();
        let request = bed.http.get(format!("{}/api/v1/log", bed.url));
        let (status, _) = Phone::answer(request.header("cookie", &cookie)).await;
        assert_eq!(status, expected, "begun {begun} days ago, used {used} days ago");
    }
}

#[tokio::test]
async fn the_database_keeps_nothing_that_opens_a_door() {
    let bed = Bed::start().await;
    let world = World::make(&bed.store, "a").await;
    let head = Phone::sign_in(&bed, world.login("head")).await;
    let wanted = json!({ "name": "Zineb", "role": "volunteer", "days": 3 });
    let (_, made) = head.post("/api/v1/invitation", &wanted).await;
    let invitation = made["link"].as_str().unwrap().split_once('#').unwrap().1;
    let session = head.cookie.split_once('=').unwrap().1;
    let file = bed.database.trim_start_matches("sqlite://");
    let mut bytes = Vec::new();
    for name in [file.to_owned(), format!("{file}-wal")] {
        bytes.extend(fs::read(name).unwrap_or_default());
    }
    let holds = |text: &str| bytes.windows(text.len()).any(|window| window == text.as_bytes());
    assert!(
        holds("Zineb") && holds("$argon2id$"),
        "it is the database that is read"
    );
    for secret in [invitation, session, PASSWORD] {
        assert!(!holds(secret), "{secret}");
    }
}
