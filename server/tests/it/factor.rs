//! A second factor: asked for once the password is right, never passed by, never guessed, and never a way to be
//! locked out for ever.

use std::fs;

use data_encoding::BASE32_NOPAD;
use domain::change::{Change, Edit};
use domain::id::Id;
use domain::kind::Kind;
use domain::record::{Invitation, LogEntry, Member, View, member};
use domain::value::FieldValue;
use reqwest::StatusCode;
use serde_json::{Value, json};
use server::auth::totp::{Seed, step};
use server::export;
use server::store::Store;
use server::team::{Renewal, renew};

use crate::support::{Bed, PASSWORD, Phone, World, clock, now};

on_each!(
    a_second_factor_is_begun_by_a_code_and_asked_for_from_then_on,
    a_recovery_code_serves_once_and_in_any_digits,
    who_has_the_password_does_not_guess_the_code,
    a_second_factor_ends_with_the_password_and_a_code_and_with_neither_alone,
    another_password_does_not_pass_by_a_second_factor,
    a_link_that_says_so_lets_in_who_lost_what_makes_the_codes,
    only_the_server_says_who_has_a_second_factor,
    a_second_factor_moves_with_its_association_and_its_key,
);

const NEW: &str = "trois chevres bleues";

/// What somebody's authenticator app knows, and the codes they wrote down.
struct App {
    seed: Seed,
    recovery: Vec<String>,
}

impl App {
    /// The code of now, or of some steps after.
    fn code(&self, after: i64) -> String {
        format!("{:06}", self.seed.code(step(now()) + after))
    }

    /// A code that is none of about now.
    fn wrong(&self) -> String {
        let about_now: Vec<String> = (-4..=4).map(|after| self.code(after)).collect();
        let mut codes = (0..).map(|code| format!("{code:06}"));
        codes.find(|code| !about_now.contains(code)).unwrap()
    }
}

/// The secret that a member is told.
async fn offered(phone: &Phone) -> Seed {
    let (status, offer) = phone
        .post("/api/v1/factor/begin", &json!({ "password": PASSWORD }))
        .await;
    assert_eq!(status, StatusCode::OK, "{offer}");
    let secret = offer["secret"].as_str().unwrap();
    assert!(offer["uri"].as_str().unwrap().contains(secret));
    Seed::of(&BASE32_NOPAD.decode(secret.as_bytes()).unwrap()).unwrap()
}

/// Switches a member's second factor on, on a phone that stays signed in.
async fn begun(bed: &Bed, phone: &mut Phone) -> App {
    let mut app = App {
        seed: offered(phone).await,
        recovery: Vec::new(),
    };
    let request = bed
        .post("/api/v1/factor/confirm")
        .header("cookie", &phone.cookie)
        .json(&json!({ "code": app.code(0) }));
    let response = request.send().await.unwrap();
    assert_eq!(response.status(), StatusCode::OK);
    let cookie = response.headers()["set-cookie"].to_str().unwrap();
    phone.cookie = cookie.split(';').next().unwrap().to_owned();
    let told: Value = response.json().await.unwrap();
    let codes = told["recovery"].as_array().unwrap();
    app.recovery = codes
        .iter()
        .map(|code| code.as_str().unwrap().to_owned())
        .collect();
    assert_eq!(app.recovery.len(), 10);
    app
}

async fn ask(bed: &Bed, path: &str, body: Value) -> (StatusCode, Value) {
    Phone::answer(bed.post(path).json(&body)).await
}

/// What signing in is answered: a status and a code.
async fn sign_in(bed: &Bed, login: &str, password: &str, code: &str) -> (u16, String) {
    let asked = json!({ "login": login, "password": password, "code": code, "device_name": "x" });
    said(ask(bed, "/api/v1/session", asked).await)
}

fn said((status, answer): (StatusCode, Value)) -> (u16, String) {
    let code = answer["code"].as_str().unwrap_or_default();
    (status.as_u16(), code.to_owned())
}

fn refused(code: &str) -> (u16, String) {
    (401, code.to_owned())
}

fn passed() -> (u16, String) {
    (200, String::new())
}

async fn is_signed_in(phone: &Phone) -> bool {
    phone.get("/api/v1/sessions").await.0 == StatusCode::OK
}

async fn member_of(bed: &Bed, world: &World, who: Id) -> Member {
    let records = bed.store.records(world.association, &[who]).await.unwrap();
    Member::of(&records[0])
}

/// What the log says of a member's second factor, the oldest first, and by whom.
async fn logged(bed: &Bed, world: &World, who: Id) -> Vec<(bool, Option<Id>)> {
    let lines = bed
        .store
        .log_before(world.association, u64::MAX, 10_000)
        .await
        .unwrap();
    let mut said: Vec<_> = lines
        .iter()
        .map(|line| (line.version, LogEntry::of(line)))
        .filter(|(_, entry)| entry.record == who && entry.before.get(member::SECOND_FACTOR).is_some())
        .map(|(seq, entry)| {
            let has = entry.after.get(member::SECOND_FACTOR);
            (seq, bool::read(has), entry.member)
        })
        .collect();
    said.sort_by_key(|(seq, ..)| *seq);
    said.into_iter().map(|(_, has, by)| (has, by)).collect()
}

async fn a_second_factor_is_begun_by_a_code_and_asked_for_from_then_on(bed: Bed) {
    let world = World::make(&bed.store, "a").await;
    let login = world.login("volunteer");
    let mut phone = Phone::sign_in(&bed, login).await;
    let other = Phone::sign_in(&bed, login).await;
    let wrong = json!({ "password": "not this one" });
    assert_eq!(
        said(phone.post("/api/v1/factor/begin", &wrong).await),
        refused("wrong_sign_in")
    );
    let seed = offered(&phone).await;
    let recovery = Vec::new();
    let unconfirmed = App { seed, recovery };
    let confirm = json!({ "code": unconfirmed.wrong() });
    assert_eq!(
        said(phone.post("/api/v1/factor/confirm", &confirm).await),
        refused("wrong_code")
    );
    assert_eq!(
        sign_in(&bed, login, PASSWORD, "").await,
        passed(),
        "what is offered only asks for nothing"
    );
    let app = begun(&bed, &mut phone).await;
    assert_ne!(app.seed, unconfirmed.seed, "each offer is another");
    assert!(is_signed_in(&phone).await && !is_signed_in(&other).await);
    assert_eq!(
        phone.get("/api/v1/factor").await.1,
        json!({ "on": true, "recovery": 10 })
    );
    let again = json!({ "password": PASSWORD });
    assert_eq!(
        said(phone.post("/api/v1/factor/begin", &again).await),
        (409, "factor_on".to_owned())
    );

    assert_eq!(sign_in(&bed, login, PASSWORD, "").await, refused("code_needed"));
    assert_eq!(
        sign_in(&bed, login, "not this one", &app.code(1)).await,
        refused("wrong_sign_in"),
        "without the password nobody hears of codes"
    );
    let code = app.code(1);
    assert_eq!(
        sign_in(&bed, login, PASSWORD, &code).await,
        passed(),
        "a clock ahead"
    );
    assert_eq!(sign_in(&bed, login, PASSWORD, &code).await, refused("wrong_code"));
    assert_eq!(
        sign_in(&bed, login, PASSWORD, &app.code(0)).await,
        refused("wrong_code"),
        "older than one that served"
    );
    assert_eq!(
        sign_in(&bed, world.login("second"), PASSWORD, "").await,
        passed(),
        "nobody else is asked"
    );
    let who = world.member("volunteer");
    assert!(member_of(&bed, &world, who).await.second_factor);
    assert_eq!(logged(&bed, &world, who).await, [(true, Some(who))]);
}

async fn a_recovery_code_serves_once_and_in_any_digits(bed: Bed) {
    let world = World::make(&bed.store, "a").await;
    let login = world.login("volunteer");
    let mut phone = Phone::sign_in(&bed, login).await;
    let app = begun(&bed, &mut phone).await;
    let arabic = |text: &str| -> String {
        let digit = |c: char| c.to_digit(10).and_then(|digit| char::from_u32(0x0660 + digit));
        text.chars().map(|c| digit(c).unwrap_or(c)).collect()
    };
    let first = arabic(&app.recovery[3]);
    assert_eq!(sign_in(&bed, login, PASSWORD, &first).await, passed());
    assert_eq!(
        sign_in(&bed, login, PASSWORD, &first).await,
        refused("wrong_code")
    );
    let bare = app.recovery[7].replace(' ', "");
    let (one, two) = tokio::join!(
        sign_in(&bed, login, PASSWORD, &bare),
        sign_in(&bed, login, PASSWORD, &bare)
    );
    let mut both = [one, two];
    both.sort();
    assert_eq!(both, [passed(), refused("wrong_code")]);
    let (_, stands) = phone.get("/api/v1/factor").await;
    assert_eq!(stands["recovery"], 8);
    let theirs = begun(&bed, &mut Phone::sign_in(&bed, world.login("second")).await).await;
    assert_eq!(
        sign_in(&bed, login, PASSWORD, &theirs.recovery[0]).await,
        refused("wrong_code"),
        "another's serves nobody else"
    );
}

async fn who_has_the_password_does_not_guess_the_code(bed: Bed) {
    let world = World::make(&bed.store, "a").await;
    let login = world.login("volunteer");
    let mut phone = Phone::sign_in(&bed, login).await;
    let app = begun(&bed, &mut phone).await;
    let from = async |place: u8, code: &str| {
        let asked = json!({ "login": login, "password": PASSWORD, "code": code, "device_name": "x" });
        let address = format!("203.0.113.{place}");
        let request = bed.post("/api/v1/session").header("x-forwarded-for", address);
        said(Phone::answer(request.json(&asked)).await)
    };
    for _ in 0..12 {
        assert_eq!(
            from(1, "").await,
            refused("code_needed"),
            "to be asked costs no chance"
        );
    }
    let mut answers = Vec::new();
    for _ in 0..9 {
        answers.push(from(1, &app.wrong()).await.0);
    }
    assert_eq!((&answers[..8], answers[8]), (&[401; 8][..], 429));
    // From ever more places: what is wrong is counted beyond the limits of one process.
    for guess in 0..42 {
        assert_eq!(
            from(2 + guess / 8, &app.wrong()).await,
            refused("wrong_code"),
            "{guess}"
        );
    }
    assert_eq!(
        from(100, &app.code(1)).await,
        refused("code_closed"),
        "not even the right one is heard any more"
    );
    assert_eq!(from(100, &app.recovery[0]).await, passed());
    assert_eq!(from(100, &app.code(1)).await, passed(), "and from then on it is");
}

async fn a_second_factor_ends_with_the_password_and_a_code_and_with_neither_alone(bed: Bed) {
    let world = World::make(&bed.store, "a").await;
    let (login, who) = (world.login("volunteer"), world.member("volunteer"));
    let mut phone = Phone::sign_in(&bed, login).await;
    let app = begun(&bed, &mut phone).await;
    let end = async |password: &str, code: &str| {
        let asked = json!({ "password": password, "code": code });
        said(phone.post("/api/v1/factor/end", &asked).await)
    };
    assert_eq!(end("not this one", &app.code(1)).await, refused("wrong_sign_in"));
    assert_eq!(end(PASSWORD, "").await, refused("code_needed"));
    assert_eq!(end(PASSWORD, &app.wrong()).await, refused("wrong_code"));
    assert_eq!(sign_in(&bed, login, PASSWORD, "").await, refused("code_needed"));
    assert_eq!(end(PASSWORD, &app.code(1)).await.0, 204);
    assert!(!is_signed_in(&phone).await, "its session has another token");
    assert_eq!(sign_in(&bed, login, PASSWORD, "").await, passed());
    assert_eq!(
        logged(&bed, &world, who).await,
        [(true, Some(who)), (false, Some(who))]
    );
    let left = bed.store.recovery_hashes(world.association, who).await.unwrap();
    assert_eq!(left, Vec::<String>::new());
    let audit = bed.store.verify_log(world.association).await.unwrap();
    assert!(audit.walked.is_whole());
}

/// Chooses another password by the link that an answer holds.
async fn reset(bed: &Bed, made: &Value) -> (u16, String) {
    let (_, token) = made["link"].as_str().unwrap().split_once('#').unwrap();
    let asked = json!({ "token": token, "password": NEW });
    said(ask(bed, "/api/v1/password/reset", asked).await)
}

async fn another_password_does_not_pass_by_a_second_factor(bed: Bed) {
    let world = World::make(&bed.store, "a").await;
    let (login, who) = (world.login("volunteer"), world.member("volunteer"));
    let app = begun(&bed, &mut Phone::sign_in(&bed, login).await).await;
    let head = Phone::sign_in(&bed, world.login("head")).await;
    let (_, made) = head
        .post("/api/v1/password/link", &json!({ "member": who }))
        .await;
    assert_eq!(reset(&bed, &made).await, passed());
    assert_eq!(sign_in(&bed, login, NEW, "").await, refused("code_needed"));
    assert_eq!(sign_in(&bed, login, NEW, &app.code(1)).await, passed());
}

async fn a_link_that_says_so_lets_in_who_lost_what_makes_the_codes(bed: Bed) {
    let world = World::make(&bed.store, "a").await;
    let (login, who) = (world.login("volunteer"), world.member("volunteer"));
    let app = begun(&bed, &mut Phone::sign_in(&bed, login).await).await;
    let head = Phone::sign_in(&bed, world.login("head")).await;
    let own = json!({ "member": head.me.member, "without_code": true });
    assert_eq!(
        said(head.post("/api/v1/password/link", &own).await),
        (403, "factor_own".to_owned())
    );
    let asked = json!({ "member": who, "without_code": true });
    let (_, made) = head.post("/api/v1/password/link", &asked).await;
    assert_eq!(
        sign_in(&bed, login, PASSWORD, "").await,
        refused("code_needed"),
        "a link that nobody used changes nothing"
    );
    assert_eq!(reset(&bed, &made).await, passed());
    assert_eq!(sign_in(&bed, login, NEW, "").await, passed());
    assert_eq!(logged(&bed, &world, who).await.last(), Some(&(false, Some(who))));
    let id: Id = made["id"].as_str().unwrap().parse().unwrap();
    let records = bed.store.records(world.association, &[id]).await.unwrap();
    assert!(
        Invitation::of(&records[0]).second_factor,
        "and the log says who let them"
    );
    assert_eq!(
        sign_in(&bed, login, NEW, &app.recovery[0]).await,
        passed(),
        "what nobody asks for is not looked at"
    );

    // A head alone: whoever runs the server is the other one.
    let (login, who) = (world.login("head"), world.member("head"));
    let mut head = Phone::sign_in(&bed, login).await;
    begun(&bed, &mut head).await;
    let renewal = Renewal {
        member: who,
        without_code: true,
    };
    let made = renew(&bed.store, world.association, None, renewal, 2, now()).await;
    let link = format!("#{}", made.unwrap().unwrap().token.text());
    assert_eq!(reset(&bed, &json!({ "link": link })).await, passed());
    assert_eq!(sign_in(&bed, login, NEW, "").await, passed());
}

async fn only_the_server_says_who_has_a_second_factor(bed: Bed) {
    let world = World::make(&bed.store, "a").await;
    let mut head = Phone::sign_in(&bed, world.login("head")).await;
    head.sync().await;
    let who = world.member("volunteer");
    let edit = Edit::new(Kind::Member, who).set(member::SECOND_FACTOR, true);
    let plan = head.replica.plan(core::slice::from_ref(&edit), clock());
    assert!(plan.is_err(), "the phone's own check");
    let mut request = head.request();
    request.changes = vec![Change {
        id: Id::of_change(head.me.device, 1, now()),
        kind: edit.kind,
        record: edit.record,
        base: 0,
        set: edit.set,
        clock: clock(),
        counter: 1,
    }];
    let answer = head.send(&request).await;
    assert!(
        answer.verdicts[0].verdict.reason().is_some(),
        "{:?}",
        answer.verdicts
    );
    assert!(!member_of(&bed, &world, who).await.second_factor);
}

async fn a_second_factor_moves_with_its_association_and_its_key(bed: Bed) {
    let world = World::make(&bed.store, "a").await;
    let (login, who) = (world.login("volunteer"), world.member("volunteer"));
    let mut phone = Phone::sign_in(&bed, login).await;
    begun(&bed, &mut phone).await;
    let mut text = Vec::new();
    export::write(&bed.store, world.association, &mut text)
        .await
        .unwrap();
    let there = Store::open("sqlite::memory:").await.unwrap();
    export::read(&there, text.as_slice()).await.unwrap();
    let of = async |store: &Store| {
        let kept = store.factor(world.association, who).await.unwrap().unwrap();
        (kept, store.recovery_hashes(world.association, who).await.unwrap())
    };
    let (kept, hashes) = of(&there).await;
    assert!(
        kept.begun && hashes.len() == 10,
        "who asked for a code still does"
    );
    assert_eq!((kept, hashes), of(&bed.store).await);
}

#[tokio::test]
async fn what_codes_are_counted_from_lies_readable_nowhere() {
    let bed = Bed::start().await;
    let world = World::make(&bed.store, "a").await;
    let mut phone = Phone::sign_in(&bed, world.login("head")).await;
    let app = begun(&bed, &mut phone).await;
    let mut text = Vec::new();
    export::write(&bed.store, world.association, &mut text)
        .await
        .unwrap();
    let file = bed.database.trim_start_matches("sqlite://");
    let mut bytes = text;
    for name in [file.to_owned(), format!("{file}-wal")] {
        bytes.extend(fs::read(name).unwrap_or_default());
    }
    let holds = |part: &[u8]| bytes.windows(part.len()).any(|window| window == part);
    let kept = bed
        .store
        .factor(world.association, world.member("head"))
        .await
        .unwrap()
        .unwrap();
    assert!(holds(&kept.sealed), "it is the database that is read");
    let hexadecimal: String = app
        .seed
        .bytes()
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect();
    for secret in [
        app.seed.bytes(),
        app.seed.text().as_bytes(),
        hexadecimal.as_bytes(),
    ] {
        assert!(!holds(secret));
    }
    for code in &app.recovery {
        assert!(!holds(code.as_bytes()) && !holds(code.replace(' ', "").as_bytes()));
    }
}
