//! A head takes all of their association away, and it is taken in elsewhere.

use domain::change::Edit;
use domain::id::Id;
use domain::kind::Kind;
use domain::record::{Association, LogEntry, Mark, Member, View, association, member};
use domain::replica::Replica;
use reqwest::{Response, StatusCode};
use serde_json::json;
use server::clock;
use server::export;
use server::store::Store;
use server::team::{self, Renewal};

use crate::support::{Bed, PASSWORD, Phone, World, now, today, write};

on_each!(
    all_of_it_is_handed_over_without_keys_and_taken_in_whole_elsewhere,
    who_took_it_is_in_the_log_and_nobody_takes_it_too_often,
    what_cannot_be_read_to_its_end_breaks_off,
);

async fn taken(phone: &Phone) -> Response {
    taken_by(phone, PASSWORD).await
}

async fn taken_by(phone: &Phone, password: &str) -> Response {
    let request = phone.http.post(format!("{}/api/v1/export", phone.url));
    let request = request.json(&json!({ "password": password }));
    let request = request
        .header("cookie", &phone.cookie)
        .header("origin", &phone.url);
    request.send().await.unwrap()
}

/// What only lets somebody in, or is sealed by a key of the server.
const KEYS: [&str; 6] = [
    "{\"account\"",
    "{\"secret\"",
    "{\"data_token\"",
    "{\"phone_secret\"",
    "{\"second_factor\"",
    "{\"cin\"",
];

/// All lines of an association but those, and but what moving leaves behind.
async fn lines(store: &Store, association: Id) -> Vec<String> {
    let mut text = Vec::new();
    export::write(store, association, &mut text).await.unwrap();
    let text = String::from_utf8(text).unwrap();
    let other = KEYS
        .into_iter()
        .chain(["{\"lineage\"", "{\"end\""])
        .collect::<Vec<_>>();
    let own = text
        .lines()
        .filter(|line| !other.iter().any(|begins| line.starts_with(begins)));
    own.map(str::to_owned).collect()
}

/// An association with something of everything: marks, a kept report, a document, a token, an invitation.
async fn lively(bed: &Bed) -> (World, Phone) {
    let world = World::make(&bed.store, "a").await;
    let mut head = Phone::sign_in(bed, world.login("head")).await;
    head.sync().await;
    head.mark(world.sessions[0], world.people[0], Mark::Present);
    head.sync().await;
    let document = clock::new_id(now());
    let address = format!(
        "{}/api/v1/document/{document}?title=Statuts&sort=statutes&name=s.pdf",
        bed.url
    );
    let brought = head
        .http
        .post(address)
        .body(b"%PDF-1.4\nstatutes\n%%EOF\n".to_vec());
    let brought = brought.header("cookie", &head.cookie).header("origin", &bed.url);
    assert_eq!(brought.send().await.unwrap().status(), StatusCode::OK);
    for (path, body) in [
        ("/api/v1/reports", json!({})),
        (
            "/api/v1/token",
            json!({ "name": "A sheet", "reach": "outside", "days": 90 }),
        ),
        (
            "/api/v1/invitation",
            json!({ "name": "Zineb", "role": "volunteer", "days": 3 }),
        ),
    ] {
        assert_eq!(head.post(path, &body).await.0, StatusCode::OK, "{path}");
    }
    (world, head)
}

async fn all_of_it_is_handed_over_without_keys_and_taken_in_whole_elsewhere(bed: Bed) {
    let (world, head) = lively(&bed).await;
    // Of somebody whose codes stay behind, as every key does.
    let protected = Edit::new(Kind::Member, world.member("head")).set(member::SECOND_FACTOR, true);
    let mut book = bed.store.book(world.association).await.unwrap();
    write(&mut book, &[protected]).await;
    book.close().await.unwrap();
    let answer = taken(&head).await;
    assert_eq!(answer.status(), StatusCode::OK);
    let said = |name: &str| answer.headers()[name].to_str().unwrap().to_owned();
    assert_eq!(said("cache-control"), "no-store");
    let day = today();
    let named =
        format!("attachment; filename=\"hadir-{day}.jsonl\"; filename*=UTF-8''Association%20a-{day}.jsonl");
    assert_eq!(said("content-disposition"), named);
    let text = answer.text().await.unwrap();
    for key in KEYS.into_iter().chain(["$argon2"]) {
        assert!(!text.contains(key), "{key}");
    }
    let mut whole = Vec::new();
    export::write(&bed.store, world.association, &mut whole)
        .await
        .unwrap();
    let whole = String::from_utf8(whole).unwrap();
    for key in [&KEYS[..4], &["$argon2", "{\"document_file\"", "{\"kept_file\""]].concat() {
        assert!(whole.contains(key), "an association without {key} proves nothing");
    }

    let there = Bed::start().await;
    let read = export::read(&there.store, text.as_bytes()).await.unwrap();
    assert_eq!((read.association, read.accounts), (world.association, 0));
    let (here, elsewhere) = (
        lines(&bed.store, world.association).await,
        lines(&there.store, world.association).await,
    );
    assert_eq!(
        elsewhere, here,
        "every record, line of the log, report and document"
    );
    let heads = |store: Store| async move { store.head(world.association).await.unwrap() };
    assert_eq!(heads(there.store.clone()).await, heads(bed.store.clone()).await);
    let walked = there.store.verify_log(world.association).await.unwrap().walked;
    assert_eq!(walked.lines, read.lines);

    // Nobody signs in there until whoever runs it invites them.
    let asked =
        json!({ "login": world.login("head"), "password": crate::support::PASSWORD, "device_name": "x" });
    let signing = there.post("/api/v1/session").json(&asked).send().await.unwrap();
    assert_eq!(signing.status(), StatusCode::UNAUTHORIZED);
    let (first, late) = (
        link(&there, world.association, world.member("head")).await,
        link(&there, world.association, world.member("head")).await,
    );
    let answer = accept(&there, &first, "samira").await;
    let mut head = Phone::from_answer(there.http.clone(), &there.url, answer).await;
    assert_eq!(
        head.me.member,
        world.member("head"),
        "who they are in the records"
    );
    head.sync().await;
    let own: Member = head.replica.view(world.member("head")).unwrap();
    assert!(!own.second_factor, "there is none here");
    for person in &world.people {
        assert!(head.replica.get(*person).is_some(), "{person}");
    }
    let team = |replica: &Replica| replica.count(Kind::Member);
    let mut before = Phone::sign_in(&bed, world.login("head")).await;
    before.sync().await;
    assert_eq!(team(&head.replica), team(&before.replica), "nobody twice");
    // Who has an account keeps it: the links that are left open nothing more.
    let again = accept(&there, &late, "somebody else").await;
    assert_eq!(again.status(), StatusCode::GONE);
    let another = json!({ "token": late, "password": "quatre chevres bleues" });
    let reset = there.post("/api/v1/password/reset").json(&another).send().await;
    assert_eq!(reset.unwrap().status(), StatusCode::GONE);
    // The others are let in by the head, from the app.
    let body = json!({ "member": world.member("volunteer") });
    let made = head.post("/api/v1/password/link", &body).await.1;
    let token = made["link"].as_str().unwrap().split_once('#').unwrap().1;
    let answer = accept(&there, token, "youssef").await;
    let volunteer = Phone::from_answer(there.http.clone(), &there.url, answer).await;
    assert_eq!(volunteer.me.member, world.member("volunteer"));
}

/// The secret of a link for a member who stands in the records, as the command line makes it.
async fn link(bed: &Bed, association: Id, member: Id) -> String {
    let renewal = Renewal {
        member,
        without_code: false,
    };
    let made = team::renew(&bed.store, association, None, renewal, 7, now()).await;
    made.unwrap().unwrap().token.text().to_owned()
}

async fn accept(bed: &Bed, token: &str, login: &str) -> Response {
    let accepting = json!({
        "token": token, "name": "Whoever", "login": login, "password": "trois chevres bleues", "device_name": "phone",
    });
    let accepting = bed.post("/api/v1/invitation/accept").json(&accepting);
    accepting.send().await.unwrap()
}

async fn who_took_it_is_in_the_log_and_nobody_takes_it_too_often(bed: Bed) {
    let world = World::make(&bed.store, "a").await;
    let mut head = Phone::sign_in(&bed, world.login("head")).await;
    let by_a_finder = taken_by(&head, "wrong wrong").await;
    assert_eq!(by_a_finder.status(), StatusCode::UNAUTHORIZED);
    let text = taken(&head).await.text().await.unwrap();
    let entries = bed
        .store
        .log_before(world.association, u64::MAX, 10_000)
        .await
        .unwrap();
    let of = entries
        .iter()
        .map(LogEntry::of)
        .filter(|entry| entry.record == world.association);
    let took: Vec<LogEntry> = of
        .filter(|entry| entry.after.get(association::EXPORTED).is_some())
        .collect();
    assert_eq!(took.len(), 1);
    assert_eq!(took[0].member, Some(head.me.member));
    assert!(
        text.contains(&format!("\"exported\":{}", exported(&bed, &world).await)),
        "what was taken says it too"
    );

    // No phone writes it, nor unsays it.
    head.sync().await;
    let unsaid = domain::change::Edit::new(Kind::Association, world.association)
        .set(association::EXPORTED, None::<domain::time::Millis>);
    assert!(head.replica.plan(&[unsaid], crate::support::clock()).is_err());

    for _ in 0..5 {
        assert_eq!(taken(&head).await.status(), StatusCode::OK);
    }
    let late = taken(&head).await;
    assert_eq!(late.status(), StatusCode::TOO_MANY_REQUESTS);
    assert!(late.headers().contains_key("retry-after"));
    let second = taken(&Phone::sign_in(&bed, world.login("coordinator")).await).await;
    assert_eq!(second.status(), StatusCode::FORBIDDEN);
}

/// When all of it was last taken away, as the record says.
async fn exported(bed: &Bed, world: &World) -> i64 {
    let records = bed
        .store
        .records(world.association, &[world.association])
        .await
        .unwrap();
    Association::of(&records[0]).exported.unwrap().0
}

async fn what_cannot_be_read_to_its_end_breaks_off(bed: Bed) {
    let world = World::make(&bed.store, "a").await;
    let head = Phone::sign_in(&bed, world.login("head")).await;
    let pool = sqlx::AnyPool::connect(&bed.database).await.unwrap();
    sqlx::query("update record set fields = $1 where kind = $2")
        .bind(vec![0xff_u8])
        .bind(i64::from(Kind::Beneficiary.number()))
        .execute(&pool)
        .await
        .unwrap();
    let answer = taken(&head).await;
    assert_eq!(answer.status(), StatusCode::OK, "it had begun");
    assert!(answer.text().await.is_err(), "nobody takes it for whole");
}
