//! A forgotten password: a head's link, by which its member chooses another.

use domain::change::Edit;
use domain::id::Id;
use domain::kind::Kind;
use domain::record::{Mark, Role, invitation, member};
use reqwest::StatusCode;
use serde_json::{Value, json};

use crate::support::{Bed, PASSWORD, Phone, World, now, write};

on_each!(
    who_forgot_their_password_chooses_another_by_a_link_and_loses_nothing,
    a_password_link_serves_once_for_its_member_and_for_nothing_else,
    a_password_link_does_not_outlive_its_makers_rights_nor_its_member_s_account,
    a_password_that_others_would_soon_guess_is_refused_at_every_door,
);

const NEW: &str = "trois chevres bleues";

/// A link that a head made for a volunteer: its secret.
async fn link(bed: &Bed, world: &World, head: &Phone) -> String {
    let asked = json!({ "member": world.member("volunteer") });
    let (status, made) = head.post("/api/v1/password/link", &asked).await;
    assert_eq!(status, StatusCode::OK, "{made}");
    let (page, token) = made["link"].as_str().unwrap().split_once('#').unwrap();
    assert_eq!(page, format!("{}/app/join", bed.url));
    token.to_owned()
}

async fn ask(bed: &Bed, path: &str, body: Value) -> (StatusCode, Value) {
    Phone::answer(bed.post(path).json(&body)).await
}

async fn reset(bed: &Bed, token: &str, password: &str) -> (StatusCode, Value) {
    let asked = json!({ "token": token, "password": password });
    ask(bed, "/api/v1/password/reset", asked).await
}

fn code(answer: &(StatusCode, Value)) -> (u16, &str) {
    (answer.0.as_u16(), answer.1["code"].as_str().unwrap_or_default())
}

async fn who_forgot_their_password_chooses_another_by_a_link_and_loses_nothing(bed: Bed) {
    let world = World::make(&bed.store, "a").await;
    let login = world.login("volunteer");
    let mut phone = Phone::sign_in(&bed, login).await;
    phone.sync().await;
    phone.mark(world.sessions[0], world.people[0], Mark::Present);
    let head = Phone::sign_in(&bed, world.login("head")).await;
    let token = link(&bed, &world, &head).await;

    let (status, offer) = ask(&bed, "/api/v1/invitation/open", json!({ "token": token })).await;
    assert_eq!((status, offer["login"].as_str()), (StatusCode::OK, Some(login)));
    let (status, renewed) = reset(&bed, &token, NEW).await;
    assert_eq!((status, renewed["login"].as_str()), (StatusCode::OK, Some(login)));
    assert_eq!(phone.get("/api/v1/sessions").await.0, StatusCode::UNAUTHORIZED);
    assert_eq!(head.get("/api/v1/sessions").await.0, StatusCode::OK);

    let signing = |password: &str| json!({ "login": login, "password": password, "device_name": "x" });
    assert_eq!(
        code(&ask(&bed, "/api/v1/session", signing(PASSWORD)).await).0,
        401
    );
    phone.sign_in_again_with(login, NEW).await;
    phone.sync().await;
    let marked = Id::of_attendance(world.sessions[0], world.people[0]);
    let there = bed.store.records(world.association, &[marked]).await.unwrap();
    assert_eq!(there.len(), 1, "what was marked before arrives");
}

async fn a_password_link_serves_once_for_its_member_and_for_nothing_else(bed: Bed) {
    let world = World::make(&bed.store, "a").await;
    let other = World::make(&bed.store, "b").await;
    let head = Phone::sign_in(&bed, world.login("head")).await;
    let theirs = json!({ "member": other.member("volunteer") });
    let answer = head.post("/api/v1/password/link", &theirs).await;
    assert_eq!(code(&answer), (404, "member_unknown"), "another association's");
    let (_, invited) = {
        let wanted = json!({ "name": "Zineb", "role": "volunteer", "days": 3 });
        head.post("/api/v1/invitation", &wanted).await
    };
    let invitation = invited["link"].as_str().unwrap().split_once('#').unwrap().1;
    assert_eq!(
        code(&reset(&bed, invitation, NEW).await),
        (404, "invitation_unknown")
    );

    let token = link(&bed, &world, &head).await;
    let join = json!({
        "token": token, "name": "Zineb", "login": "zineb", "password": NEW, "device_name": "phone"
    });
    let joined = ask(&bed, "/api/v1/invitation/accept", join).await;
    assert_eq!(code(&joined), (404, "invitation_unknown"), "it makes no member");
    assert_eq!(code(&reset(&bed, &token, "short").await), (422, "weak_password"));
    let (first, second) = tokio::join!(
        reset(&bed, &token, NEW),
        reset(&bed, &token, "quatre chevres vertes")
    );
    let mut statuses = [first.0.as_u16(), second.0.as_u16()];
    statuses.sort_unstable();
    assert_eq!(statuses, [200, 410], "{first:?} {second:?}");
    assert_eq!(code(&reset(&bed, &token, NEW).await), (410, "invitation_used"));
}

async fn a_password_link_does_not_outlive_its_makers_rights_nor_its_member_s_account(bed: Bed) {
    let world = World::make(&bed.store, "a").await;
    let head = Phone::sign_in(&bed, world.login("head")).await;
    let (closing, demoting, late) = (
        link(&bed, &world, &head).await,
        link(&bed, &world, &head).await,
        link(&bed, &world, &head).await,
    );
    let written = |edit: Edit| async {
        let mut book = bed.store.book(world.association).await.unwrap();
        write(&mut book, &[edit]).await;
        book.close().await.unwrap();
    };
    let door = bed.store.door(&token_hash(&late)).await.unwrap().unwrap();
    let over = Edit::new(Kind::Invitation, door.invitation).set(invitation::EXPIRES, Some(now().plus(-1)));
    written(over).await;
    assert_eq!(code(&reset(&bed, &late, NEW).await), (410, "invitation_expired"));
    let closed = Edit::new(Kind::Member, world.member("volunteer")).set(member::CLOSED, true);
    written(closed).await;
    assert_eq!(
        code(&reset(&bed, &closing, NEW).await),
        (410, "invitation_revoked")
    );
    let asked = json!({ "member": world.member("volunteer") });
    let answer = head.post("/api/v1/password/link", &asked).await;
    assert_eq!(code(&answer), (404, "member_unknown"));
    let opened = Edit::new(Kind::Member, world.member("volunteer")).set(member::CLOSED, false);
    written(opened).await;
    let second_head = Edit::new(Kind::Member, world.member("second")).set(member::ROLE, Role::Head);
    written(second_head).await;
    let demoted = Edit::new(Kind::Member, world.member("head")).set(member::CLOSED, true);
    written(demoted).await;
    assert_eq!(
        code(&reset(&bed, &demoting, NEW).await),
        (410, "invitation_revoked")
    );
}

fn token_hash(text: &str) -> [u8; 32] {
    server::auth::Token::from_text(text).hash()
}

async fn a_password_that_others_would_soon_guess_is_refused_at_every_door(bed: Bed) {
    let world = World::make(&bed.store, "a").await;
    let head = Phone::sign_in(&bed, world.login("head")).await;
    let token = link(&bed, &world, &head).await;
    for password in ["azertyuiop", "Association a", world.login("volunteer")] {
        let answer = reset(&bed, &token, password).await;
        assert_eq!(code(&answer), (422, "guessable_password"), "{password}");
        assert_eq!(answer.1["field"], "password");
    }
    let change = json!({ "current": PASSWORD, "password": "123456789" });
    assert_eq!(
        code(&head.post("/api/v1/password", &change).await),
        (422, "guessable_password")
    );
    let wanted = json!({ "name": "Zineb", "role": "volunteer", "days": 3 });
    let (_, invited) = head.post("/api/v1/invitation", &wanted).await;
    let token = invited["link"].as_str().unwrap().split_once('#').unwrap().1;
    let join = json!({
        "token": token, "name": "Zineb Alami", "login": "zineb", "password": "zinebalami", "device_name": "x"
    });
    let answer = ask(&bed, "/api/v1/invitation/accept", join).await;
    assert_eq!(code(&answer), (422, "guessable_password"));
}
