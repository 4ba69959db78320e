//! What a phone keeps behind its PIN and says beside the cookie: without it a locked phone reads nothing.

use reqwest::{Method, RequestBuilder, StatusCode};
use serde_json::{Value, json};

use crate::support::{Bed, PASSWORD, Phone, World};

on_each!(
    who_keeps_a_pass_reads_with_it_and_asks_how_it_stands_without,
    members_of_one_phone_have_each_their_session,
    an_older_session_has_the_pass_that_its_phone_made_though_the_answer_was_lost,
    who_signs_out_on_a_shared_phone_leaves_another_member_s_cookie,
    another_password_leaves_this_phone_its_pass,
    who_signs_in_again_is_told_another_pass,
);

/// A phone that keeps a pass.
struct Keeper {
    phone: Phone,
    pass: String,
}

impl Keeper {
    async fn sign_in(bed: &Bed, login: &str, cookies: &str) -> Self {
        let asked = json!({ "login": login, "password": PASSWORD, "device_name": "phone", "passes": true });
        Keeper::of(bed, asked, cookies).await
    }

    async fn of(bed: &Bed, asked: Value, cookies: &str) -> Self {
        let request = bed.post("/api/v1/session").header("origin", &bed.url);
        let answer = request
            .header("cookie", cookies)
            .json(&asked)
            .send()
            .await
            .unwrap();
        assert_eq!(answer.status(), StatusCode::OK);
        let cookie = answer.headers()["set-cookie"].to_str().unwrap().to_owned();
        let said: Value = answer.json().await.unwrap();
        let device: String = said["device"].as_str().unwrap().to_owned();
        assert!(cookie.starts_with(&format!("__Host-hadir-{device}=")), "{cookie}");
        let mut phone = Phone::at(&bed.url, asked["login"].as_str().unwrap(), PASSWORD).await;
        phone.me.device = device.parse().unwrap();
        phone.cookie = cookie.split(';').next().unwrap().to_owned();
        Keeper {
            phone,
            pass: said["pass"].as_str().unwrap().to_owned(),
        }
    }

    /// A request with cookies, as this phone; with the pass where it is told.
    fn request(&self, method: Method, path: &str, cookies: &str, pass: Option<&str>) -> RequestBuilder {
        let request = self
            .phone
            .http
            .request(method, format!("{}/api/v1/{path}", self.phone.url))
            .header("origin", &self.phone.url)
            .header("cookie", cookies)
            .header("hadir-device", self.phone.me.device.to_string());
        match pass {
            Some(pass) => request.header("hadir-pass", pass),
            None => request,
        }
    }

    async fn get(&self, path: &str, cookies: &str, pass: Option<&str>) -> (StatusCode, Value) {
        Phone::answer(self.request(Method::GET, path, cookies, pass)).await
    }
}

async fn who_keeps_a_pass_reads_with_it_and_asks_how_it_stands_without(bed: Bed) {
    let world = World::make(&bed.store, "a").await;
    let head = Keeper::sign_in(&bed, world.login("head"), "").await;
    let cookie = &head.phone.cookie;
    assert_eq!(head.get("log", cookie, Some(&head.pass)).await.0, StatusCode::OK);
    let (status, said) = head.get("log", cookie, None).await;
    assert_eq!(
        (status, &said["code"]),
        (StatusCode::UNAUTHORIZED, &json!("signed_out"))
    );
    let (status, stands) = head.get("session", cookie, None).await;
    assert_eq!(
        (status, &stands["device"]),
        (StatusCode::OK, &json!(head.phone.me.device.to_string()))
    );
    for _ in ["it ends", "it is over: what is left of it goes all the same"] {
        let out = head.request(Method::DELETE, "session", cookie, None);
        let out = out.send().await.unwrap();
        assert_eq!(out.status(), StatusCode::NO_CONTENT);
        let gone = out.headers()["set-cookie"].to_str().unwrap();
        let (name, _) = cookie.split_once('=').unwrap();
        assert!(
            gone.starts_with(&format!("{name}=;")) && gone.contains("Max-Age=0"),
            "{gone}"
        );
    }
    assert_eq!(
        head.get("log", cookie, Some(&head.pass)).await.0,
        StatusCode::UNAUTHORIZED
    );
}

async fn members_of_one_phone_have_each_their_session(bed: Bed) {
    let world = World::make(&bed.store, "a").await;
    let before = Phone::sign_in(&bed, world.login("viewer")).await;
    let head = Keeper::sign_in(&bed, world.login("head"), &before.cookie).await;
    let both = format!("{}; {}", before.cookie, head.phone.cookie);
    let volunteer = Keeper::sign_in(&bed, world.login("volunteer"), &both).await;
    let all = format!("{both}; {}", volunteer.phone.cookie);
    assert_eq!(head.get("log", &all, Some(&head.pass)).await.0, StatusCode::OK);
    assert_eq!(
        volunteer.get("log", &all, Some(&volunteer.pass)).await.0,
        StatusCode::FORBIDDEN
    );
    assert_eq!(
        volunteer.get("sessions", &all, Some(&volunteer.pass)).await.0,
        StatusCode::OK
    );
    // One's pass is none for another.
    assert_eq!(
        head.get("log", &all, Some(&volunteer.pass)).await.0,
        StatusCode::UNAUTHORIZED
    );
    let out = Phone::answer(volunteer.request(Method::DELETE, "session", &all, None)).await;
    assert_eq!(out.0, StatusCode::NO_CONTENT);
    assert_eq!(
        volunteer.get("sessions", &all, Some(&volunteer.pass)).await.0,
        StatusCode::UNAUTHORIZED
    );
    assert_eq!(head.get("log", &all, Some(&head.pass)).await.0, StatusCode::OK);
    assert_eq!(before.get("/api/v1/session").await.0, StatusCode::OK);
}

async fn an_older_session_has_the_pass_that_its_phone_made_though_the_answer_was_lost(bed: Bed) {
    let world = World::make(&bed.store, "a").await;
    let phone = Phone::sign_in(&bed, world.login("head")).await;
    let cookie = phone.cookie.clone();
    let head = Keeper {
        phone,
        pass: "made-on-the-phone_".repeat(3),
    };
    // What the server does not have yet may be said all the same.
    assert_eq!(head.get("log", &cookie, Some(&head.pass)).await.0, StatusCode::OK);
    for unfit in ["", "short", &"x".repeat(129), &"é".repeat(43)] {
        let offered = head.request(Method::POST, "session/pass", &cookie, None);
        let (status, _) = Phone::answer(offered.json(&json!({ "pass": unfit }))).await;
        assert_eq!(status, StatusCode::BAD_REQUEST, "{unfit}");
    }
    for _ in ["it is given", "the answer was lost: it is given again"] {
        let offered = head.request(Method::POST, "session/pass", &cookie, Some(&head.pass));
        let answer = offered.json(&json!({ "pass": head.pass })).send().await.unwrap();
        assert_eq!(answer.status(), StatusCode::NO_CONTENT);
        assert_eq!(head.get("log", &cookie, Some(&head.pass)).await.0, StatusCode::OK);
    }
    assert_eq!(head.get("log", &cookie, None).await.0, StatusCode::UNAUTHORIZED);
    let without = head.request(Method::POST, "session/pass", &cookie, None);
    let (status, _) = Phone::answer(without.json(&json!({ "pass": "x".repeat(64) }))).await;
    assert_eq!(status, StatusCode::UNAUTHORIZED, "the cookie alone gives none");
    let another = head.request(Method::POST, "session/pass", &cookie, Some(&head.pass));
    let (status, said) = Phone::answer(another.json(&json!({ "pass": "x".repeat(64) }))).await;
    assert_eq!(
        (status, &said["code"]),
        (StatusCode::CONFLICT, &json!("pass_told"))
    );
}

async fn who_signs_out_on_a_shared_phone_leaves_another_member_s_cookie(bed: Bed) {
    let world = World::make(&bed.store, "a").await;
    // From before there were passes: the common name is this member's.
    let before = Phone::sign_in(&bed, world.login("viewer")).await;
    let volunteer = Keeper::sign_in(&bed, world.login("volunteer"), "").await;
    let (own, _) = volunteer.phone.cookie.split_once('=').unwrap();
    // The volunteer's own ran out.
    let out = volunteer.request(Method::DELETE, "session", &before.cookie, None);
    let out = out.send().await.unwrap();
    assert_eq!(out.status(), StatusCode::NO_CONTENT);
    let gone = out.headers()["set-cookie"].to_str().unwrap();
    assert!(gone.starts_with(&format!("{own}=;")), "{gone}");
    assert_eq!(before.get("/api/v1/session").await.0, StatusCode::OK);
}

async fn another_password_leaves_this_phone_its_pass(bed: Bed) {
    let world = World::make(&bed.store, "a").await;
    let head = Keeper::sign_in(&bed, world.login("head"), "").await;
    let asked = json!({ "current": PASSWORD, "password": "trois chevres bleues" });
    let request = head.request(Method::POST, "password", &head.phone.cookie, Some(&head.pass));
    let answer = request.json(&asked).send().await.unwrap();
    assert_eq!(answer.status(), StatusCode::NO_CONTENT);
    let cookie = answer.headers()["set-cookie"].to_str().unwrap().to_owned();
    let cookie = cookie.split(';').next().unwrap();
    assert_eq!(head.get("log", cookie, Some(&head.pass)).await.0, StatusCode::OK);
    assert_eq!(head.get("log", cookie, None).await.0, StatusCode::UNAUTHORIZED);
}

async fn who_signs_in_again_is_told_another_pass(bed: Bed) {
    let world = World::make(&bed.store, "a").await;
    let login = world.login("head");
    let first = Keeper::sign_in(&bed, login, "").await;
    let asked = json!({
        "login": login, "password": PASSWORD, "device_name": "phone", "passes": true,
        "device": first.phone.me.device,
    });
    let again = Keeper::of(&bed, asked, &first.phone.cookie).await;
    assert_eq!(again.phone.me.device, first.phone.me.device);
    let cookie = &again.phone.cookie;
    assert_eq!(
        again.get("log", cookie, Some(&first.pass)).await.0,
        StatusCode::UNAUTHORIZED
    );
    assert_eq!(
        again.get("log", cookie, Some(&again.pass)).await.0,
        StatusCode::OK
    );
}
