//! Coming in by a link.

use domain::change::Edit;
use domain::kind::Kind;
use domain::record::{Member, Role, invitation, member};
use reqwest::StatusCode;
use serde_json::{Value, json};

use crate::support::{Bed, Phone, World, now, write};

on_each!(
    an_invitation_opens_once_and_makes_a_member_with_what_it_says,
    a_link_that_is_unknown_closed_or_too_old_says_so,
    what_cannot_be_accepted_names_its_field_and_leaves_the_door_open,
    an_invitation_does_not_outlive_its_makers_rights,
    two_people_with_one_link_do_not_both_come_in,
    a_head_can_only_offer_what_there_is,
    guessing_links_is_stopped_at_every_door_and_who_has_one_comes_in_from_elsewhere,
);

async fn invited(bed: &Bed, world: &World) -> (Phone, Value, String) {
    let head = Phone::sign_in(bed, world.login("head")).await;
    let wanted =
        json!({ "name": "Zineb", "role": "volunteer", "days": 3, "activities": [world.activities[0]] });
    let (status, made) = head.post("/api/v1/invitation", &wanted).await;
    assert_eq!(status, StatusCode::OK, "{made}");
    let link = made["link"].as_str().unwrap();
    let (page, token) = link.split_once('#').unwrap();
    assert_eq!(page, format!("{}/app/join", bed.url));
    let token = token.to_owned();
    (head, made, token)
}

fn accepting(token: &str, login: &str, password: &str) -> Value {
    json!({ "token": token, "name": "Zineb", "login": login, "password": password, "device_name": "phone" })
}

async fn an_invitation_opens_once_and_makes_a_member_with_what_it_says(bed: Bed) {
    let world = World::make(&bed.store, "a").await;
    let (mut head, _, token) = invited(&bed, &world).await;
    let (status, offer) = Phone::answer(
        bed.post("/api/v1/invitation/open")
            .json(&json!({ "token": token })),
    )
    .await;
    assert_eq!(status, StatusCode::OK);
    assert_eq!(
        (offer["name"].as_str(), offer["role"].as_str()),
        (Some("Zineb"), Some("volunteer"))
    );
    assert_eq!(offer["association"]["name_la"], "Association a");
    let accept =
        bed.post("/api/v1/invitation/accept")
            .json(&accepting(&token, "06 12 34 56 78", "long enough"));
    let mut zineb = Phone::from_answer(bed.http.clone(), &bed.url, accept.send().await.unwrap()).await;
    zineb.sync().await;
    let member: Member = zineb.replica.view(zineb.me.member).unwrap();
    assert_eq!(
        (member.role, member.activities.as_slice()),
        (Role::Volunteer, &world.activities[..1])
    );
    assert_eq!(zineb.replica.count(Kind::Beneficiary), 5);
    for path in ["open", "accept"] {
        let again = bed.post(&format!("/api/v1/invitation/{path}"));
        let (status, said) =
            Phone::answer(again.json(&accepting(&token, "other login", "long enough"))).await;
        assert_eq!(
            (status, said["code"].as_str()),
            (StatusCode::GONE, Some("invitation_used"))
        );
    }
    // Signs in again by the same phone, however it is written.
    Phone::at(&bed.url, "+212612345678", "long enough").await;
    head.sync().await;
    assert!(
        head.replica.get(zineb.me.device).is_some(),
        "the head sees the new phone"
    );
}

async fn a_link_that_is_unknown_closed_or_too_old_says_so(bed: Bed) {
    let world = World::make(&bed.store, "a").await;
    let said = |token: String| {
        let request = bed
            .post("/api/v1/invitation/open")
            .json(&json!({ "token": token }));
        async move { Phone::answer(request).await }
    };
    let (status, unknown) = said("never given out".into()).await;
    assert_eq!(
        (status, unknown["code"].as_str()),
        (StatusCode::NOT_FOUND, Some("invitation_unknown"))
    );
    let (mut head, made, token) = invited(&bed, &world).await;
    head.sync().await;
    let id = made["id"].as_str().unwrap().parse().unwrap();
    head.record(&[Edit::new(Kind::Invitation, id).set(invitation::REVOKED, true)]);
    head.sync().await;
    let (status, revoked) = said(token).await;
    assert_eq!(
        (status, revoked["code"].as_str()),
        (StatusCode::GONE, Some("invitation_revoked"))
    );
    let member = Member {
        name: "Late".into(),
        ..Member::default()
    };
    let long_ago = now().plus(-10 * 86_400_000);
    let old = server::team::invite(&bed.store, world.association, None, &member, 3, long_ago)
        .await
        .unwrap();
    let (status, expired) = said(old.token.text().to_owned()).await;
    assert_eq!(
        (status, expired["code"].as_str()),
        (StatusCode::GONE, Some("invitation_expired"))
    );
}

async fn what_cannot_be_accepted_names_its_field_and_leaves_the_door_open(bed: Bed) {
    let world = World::make(&bed.store, "a").await;
    let (_, _, token) = invited(&bed, &world).await;
    for (login, password, code, field) in [
        ("zineb", "short", "weak_password", "password"),
        (world.login("head"), "long enough", "login_taken", "login"),
        ("z", "long enough", "bad_value", "login"),
    ] {
        let request = bed
            .post("/api/v1/invitation/accept")
            .json(&accepting(&token, login, password));
        let (status, said) = Phone::answer(request).await;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "{said}");
        assert_eq!(
            (said["code"].as_str(), said["field"].as_str()),
            (Some(code), Some(field))
        );
    }
    let mut nameless = accepting(&token, "zineb", "long enough");
    nameless["name"] = json!("  ");
    let (status, said) = Phone::answer(bed.post("/api/v1/invitation/accept").json(&nameless)).await;
    assert_eq!(
        (status, said["field"].as_str()),
        (StatusCode::UNPROCESSABLE_ENTITY, Some("name"))
    );
    let accept = bed
        .post("/api/v1/invitation/accept")
        .json(&accepting(&token, "zineb", "long enough"));
    assert_eq!(accept.send().await.unwrap().status(), StatusCode::OK);
}

async fn an_invitation_does_not_outlive_its_makers_rights(bed: Bed) {
    let world = World::make(&bed.store, "a").await;
    let mut book = bed.store.book(world.association).await.unwrap();
    let second = Edit::new(Kind::Member, world.member("second")).set(member::ROLE, Role::Head);
    write(&mut book, &[second]).await;
    book.close().await.unwrap();
    let (_, _, token) = invited(&bed, &world).await;
    let me = world.member("head");
    let demoted = Edit::new(Kind::Member, me).set(member::ROLE, Role::Volunteer);
    let closed = Edit::new(Kind::Member, me)
        .set(member::ROLE, Role::Head)
        .set(member::CLOSED, true);
    for edit in [demoted, closed] {
        let mut book = bed.store.book(world.association).await.unwrap();
        write(&mut book, &[edit]).await;
        book.close().await.unwrap();
        for path in ["open", "accept"] {
            let request = bed.post(&format!("/api/v1/invitation/{path}"));
            let (status, said) =
                Phone::answer(request.json(&accepting(&token, "zineb", "long enough"))).await;
            assert_eq!(
                (status, said["code"].as_str()),
                (StatusCode::GONE, Some("invitation_revoked")),
                "{path}"
            );
        }
    }
}

async fn two_people_with_one_link_do_not_both_come_in(bed: Bed) {
    let world = World::make(&bed.store, "a").await;
    let (_, _, token) = invited(&bed, &world).await;
    let accept = |login: &str| {
        Phone::answer(
            bed.post("/api/v1/invitation/accept")
                .json(&accepting(&token, login, "long enough")),
        )
    };
    let (first, second) = tokio::join!(accept("zineb one"), accept("zineb two"));
    let mut statuses = [first.0.as_u16(), second.0.as_u16()];
    statuses.sort_unstable();
    assert_eq!(statuses, [200, 410]);
}

async fn a_head_can_only_offer_what_there_is(bed: Bed) {
    let world = World::make(&bed.store, "a").await;
    let head = Phone::sign_in(&bed, world.login("head")).await;
    for (wanted, field) in [
        (json!({ "name": "", "role": "volunteer", "days": 3 }), "name"),
        (json!({ "name": "X", "role": "king", "days": 3 }), "role"),
        (json!({ "name": "X", "role": "volunteer", "days": 0 }), "days"),
        (
            json!({ "name": "X", "role": "volunteer", "days": 3, "activities": [world.people[0]] }),
            "activities",
        ),
    ] {
        let (status, said) = head.post("/api/v1/invitation", &wanted).await;
        assert_eq!(
            (status, said["field"].as_str()),
            (StatusCode::UNPROCESSABLE_ENTITY, Some(field)),
            "{said}"
        );
    }
}

/// Every door that a link opens.
const DOORS: [&str; 3] = [
    "/api/v1/invitation/open",
    "/api/v1/invitation/accept",
    "/api/v1/password/reset",
];

async fn guessing_links_is_stopped_at_every_door_and_who_has_one_comes_in_from_elsewhere(bed: Bed) {
    let world = World::make(&bed.store, "a").await;
    let (_, _, token) = invited(&bed, &world).await;
    let tried = |path: &str, from: &str, token: &str| {
        let request = bed.post(path).header("x-forwarded-for", from);
        Phone::answer(request.json(&accepting(token, "zineb", "long enough")))
    };
    for (door, path) in DOORS.into_iter().enumerate() {
        let from = format!("203.0.113.{door}");
        let mut guesses = 0;
        let stopped = loop {
            let (status, said) = tried(path, &from, &format!("guess {guesses}")).await;
            if status == StatusCode::TOO_MANY_REQUESTS {
                break said;
            }
            assert_eq!(status, StatusCode::NOT_FOUND, "{said}");
            guesses += 1;
            assert!(guesses < 200, "{path}: nobody stops it");
        };
        assert!(guesses >= 60, "{path}: a whole office shares an address");
        assert_eq!(stopped["code"], "too_many_tries");
        assert!((1..=2).contains(&stopped["retry_after"].as_u64().unwrap()));
    }
    // A whole office may come in at once: who has a link takes nobody's chance.
    for _ in 0..70 {
        let (status, _) = tried(DOORS[0], "203.0.113.9", &token).await;
        assert_eq!(status, StatusCode::OK);
    }
    let (status, _) = tried(DOORS[1], "203.0.113.9", &token).await;
    assert_eq!(status, StatusCode::OK);
}
