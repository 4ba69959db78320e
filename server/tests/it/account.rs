//! One's own account: another password, one's own sessions.

use reqwest::StatusCode;
use serde_json::{Value, json};

use crate::support::{Bed, PASSWORD, Phone, World};

on_each!(
    a_password_is_changed_by_who_knows_it_and_ends_every_other_session,
    who_holds_the_phone_but_not_the_password_changes_and_ends_nothing,
    a_member_sees_and_ends_their_own_sessions_and_nobody_else_s,
    a_sign_in_ends_the_session_it_takes_the_place_of,
);

const NEW: &str = "قهوة الصباح في الدار";

async fn is_signed_in(phone: &Phone) -> bool {
    phone.get("/api/v1/sessions").await.0 == StatusCode::OK
}

async fn a_password_is_changed_by_who_knows_it_and_ends_every_other_session(bed: Bed) {
    let world = World::make(&bed.store, "a").await;
    let login = world.login("volunteer");
    let mine = Phone::sign_in(&bed, login).await;
    let (other, colleague) = (
        Phone::sign_in(&bed, login).await,
        Phone::sign_in(&bed, world.login("second")).await,
    );
    let short = json!({ "current": PASSWORD, "password": "1234567" });
    let (status, said) = mine.post("/api/v1/password", &short).await;
    assert_eq!(
        (status, said["code"].as_str()),
        (StatusCode::UNPROCESSABLE_ENTITY, Some("weak_password"))
    );
    let request = bed
        .post("/api/v1/password")
        .header("cookie", &mine.cookie)
        .json(&json!({ "current": PASSWORD, "password": NEW }));
    let response = request.send().await.unwrap();
    assert_eq!(response.status(), StatusCode::NO_CONTENT);
    let cookie = response.headers()["set-cookie"].to_str().unwrap();
    let renewed = Phone {
        cookie: cookie.split(';').next().unwrap().to_owned(),
        ..Phone::sign_in(&bed, world.login("head")).await
    };
    assert!(is_signed_in(&renewed).await, "this phone stays signed in");
    assert!(!is_signed_in(&mine).await, "by another token");
    assert!(!is_signed_in(&other).await && is_signed_in(&colleague).await);
    let asked = |password: &str| json!({ "login": login, "password": password, "device_name": "x" });
    let (status, _) = Phone::answer(bed.post("/api/v1/session").json(&asked(PASSWORD))).await;
    assert_eq!(status, StatusCode::UNAUTHORIZED);
    Phone::at(&bed.url, login, NEW).await;
}

async fn who_holds_the_phone_but_not_the_password_changes_and_ends_nothing(bed: Bed) {
    let world = World::make(&bed.store, "a").await;
    let login = world.login("volunteer");
    let phone = Phone::sign_in(&bed, login).await;
    let other = Phone::sign_in(&bed, login).await;
    let mut answers = Vec::new();
    for guess in 0..6 {
        let guess = format!("guess {guess}");
        let change = json!({ "current": guess, "password": NEW });
        answers.push(phone.post("/api/v1/password", &change).await.0.as_u16());
        let end = json!({ "password": guess });
        answers.push(phone.post("/api/v1/sessions/end", &end).await.0.as_u16());
    }
    assert_eq!(answers[..8], [401; 8]);
    assert_eq!(answers[8..], [429; 4], "and guessing is limited");
    assert!(is_signed_in(&other).await);
    Phone::sign_in(&bed, login).await;
}

async fn a_member_sees_and_ends_their_own_sessions_and_nobody_else_s(bed: Bed) {
    let world = World::make(&bed.store, "a").await;
    let login = world.login("volunteer");
    let mine = Phone::sign_in(&bed, login).await;
    let (second, third) = (
        Phone::sign_in(&bed, login).await,
        Phone::sign_in(&bed, login).await,
    );
    let colleague = Phone::sign_in(&bed, world.login("second")).await;
    let (_, listed) = mine.get("/api/v1/sessions").await;
    let listed: Vec<&Value> = listed.as_array().unwrap().iter().collect();
    assert_eq!(listed.len(), 3);
    let this: Vec<&&Value> = listed.iter().filter(|one| one["this"] == true).collect();
    assert_eq!(
        (this.len(), &this[0]["device"], &this[0]["name"]),
        (1, &json!(mine.me.device), &json!("phone"))
    );
    let end = |device: Value| json!({ "password": PASSWORD, "device": device });
    let theirs = mine
        .post("/api/v1/sessions/end", &end(json!(colleague.me.device)))
        .await;
    assert_eq!(theirs.0, StatusCode::NO_CONTENT);
    assert!(
        is_signed_in(&colleague).await,
        "another's session is not theirs to end"
    );
    mine.post("/api/v1/sessions/end", &end(json!(second.me.device)))
        .await;
    assert!(!is_signed_in(&second).await && is_signed_in(&third).await);
    mine.post("/api/v1/sessions/end", &end(Value::Null)).await;
    assert!(!is_signed_in(&third).await && is_signed_in(&mine).await);
    let audit = bed.store.verify_log(world.association).await.unwrap();
    assert!(audit.walked.is_whole());
}

async fn a_sign_in_ends_the_session_it_takes_the_place_of(bed: Bed) {
    let world = World::make(&bed.store, "a").await;
    let before = Phone::sign_in(&bed, world.login("volunteer")).await;
    let sign_in = async |password: &str| {
        let asked = json!({ "login": world.login("second"), "password": password, "device_name": "x" });
        before.post("/api/v1/session", &asked).await.0
    };
    assert_eq!(sign_in("not this one").await, StatusCode::UNAUTHORIZED);
    assert!(is_signed_in(&before).await);
    assert_eq!(sign_in(PASSWORD).await, StatusCode::OK);
    assert!(!is_signed_in(&before).await);
}
