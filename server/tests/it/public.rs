//! Public pages: people register themselves, hold a ticket, and give their place back.

use std::collections::BTreeSet;
use std::sync::Arc;

use app::site::offer::percent;
use domain::change::Edit;
use domain::id::Id;
use domain::kind::Kind;
use domain::record::{
    Activity, Admission, Beneficiary, Consent, Purpose, Record, Registration, RegistrationStatus, Right,
    Source, View, activity, association, registration,
};
use domain::slice::Slice;
use domain::ticket::Ticket;
use domain::view::{answer_request, open_requests};
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use reqwest::StatusCode;
use server::public::Stamp;

use crate::support::{Bed, Phone, World, now, today, write};

on_each!(
    a_form_leads_to_a_ticket_and_the_person_to_the_phones,
    an_activity_is_closed_until_it_is_opened,
    a_form_sent_twice_registers_once_and_another_person_by_it_is_another,
    every_fault_brings_back_what_was_typed,
    what_no_person_sends_is_not_taken_and_nothing_is_lost,
    who_is_known_is_told_nothing_else,
    seats_run_out_and_the_next_wait,
    approval_and_invitation_are_kept,
    five_hundred_at_once_are_all_registered,
    seats_are_given_in_the_order_of_arrival_and_none_twice,
    of_two_at_once_for_the_last_place_one_waits,
    a_place_is_given_back_by_its_ticket,
    a_ticket_that_nobody_has_shows_nothing,
    a_new_ticket_takes_the_place_of_the_one_before,
    another_associations_pages_cannot_be_taken,
    what_people_write_stays_text,
    a_page_speaks_the_language_it_is_asked_in_and_is_small,
    one_network_cannot_flood_an_activity,
    a_commune_of_several_is_asked_for,
    tickets_move_with_their_association,
    a_request_about_data_gets_a_number_and_reaches_the_heads,
    the_notice_says_what_the_law_wants,
);

/// An association whose first activity is open, and its head's phone.
pub(crate) async fn opened(bed: &Bed, tag: &str) -> World {
    let world = World::make(&bed.store, tag).await;
    open(bed, &world, |_| {}).await;
    world
}

/// Opens the first activity, with something more said of it.
pub(crate) async fn open(bed: &Bed, world: &World, more: impl Fn(&mut Edit)) {
    let mut book = bed.store.book(world.association).await.unwrap();
    let mut edit = Edit::new(Kind::Activity, world.activities[0]).set(activity::PUBLIC, Some(true));
    more(&mut edit);
    write(&mut book, &[edit]).await;
    book.close().await.unwrap();
}

/// A form that was filled in, as a browser sends it.
#[derive(Clone)]
pub(crate) struct Filled(Vec<(&'static str, String)>);

impl Filled {
    /// By somebody, who was shown it a while ago.
    pub(crate) fn by(bed: &Bed, activity: Id, name: &str) -> Self {
        let stamp = Stamp {
            key: server::clock::random(),
            at: now().plus(-20_000),
        };
        let fields = [
            ("form", stamp.sign(&bed.store.secret, activity)),
            ("website", String::new()),
            ("given", name.to_owned()),
            ("family", "Benali".to_owned()),
            ("given_other", "فاطمة".to_owned()),
            ("sex", "female".to_owned()),
            ("birth", "1985".to_owned()),
            ("phone", "06 12 34 56 78".to_owned()),
            ("commune", "Ammelne".to_owned()),
            ("guardian", String::new()),
            ("taking_part", "yes".to_owned()),
            ("contact", "yes".to_owned()),
        ];
        Filled(fields.into())
    }

    pub(crate) fn with(mut self, name: &'static str, text: &str) -> Self {
        self.0.retain(|(field, _)| *field != name);
        self.0.push((name, text.to_owned()));
        self
    }

    /// One more value under a name.
    pub(crate) fn and(mut self, name: &'static str, text: &str) -> Self {
        self.0.push((name, text.to_owned()));
        self
    }

    fn body(&self) -> String {
        let pairs = self
            .0
            .iter()
            .map(|(name, text)| format!("{name}={}", percent(text)));
        pairs.collect::<Vec<_>>().join("&")
    }
}

/// What came back: the status, where it led, the page.
pub(crate) struct Page {
    pub(crate) status: StatusCode,
    pub(crate) path: String,
    pub(crate) text: String,
}

async fn page(request: reqwest::RequestBuilder) -> Page {
    let response = request.send().await.unwrap();
    Page {
        status: response.status(),
        path: response.url().path().to_owned(),
        text: response.text().await.unwrap(),
    }
}

pub(crate) async fn get(bed: &Bed, path: &str) -> Page {
    page(bed.http.get(format!("{}{path}", bed.url))).await
}

pub(crate) async fn send(bed: &Bed, activity: Id, form: &Filled) -> Page {
    send_from(bed, activity, form, "203.0.113.1").await
}

pub(crate) async fn send_from(bed: &Bed, activity: Id, form: &Filled, address: &str) -> Page {
    let request = bed.post(&format!("/r/{activity}?lang=en"));
    let request = request.header("x-forwarded-for", address);
    let kind = "application/x-www-form-urlencoded";
    page(request.header("content-type", kind).body(form.body())).await
}

/// The ticket that a page leads to.
pub(crate) fn ticket(page: &Page) -> Ticket {
    assert_eq!(page.status, StatusCode::OK, "{}", page.text);
    page.path.strip_prefix("/t/").expect(&page.path).parse().unwrap()
}

/// The registrations that people made themselves.
pub(crate) async fn registered(bed: &Bed, world: &World) -> Vec<(Registration, Record)> {
    let slice = Slice::Activity(world.activities[0]);
    let pulled = bed.store.pull(world.association, slice, (0, u64::MAX), 10_000);
    let records = pulled.await.unwrap().records.into_iter();
    let views = records
        .filter(|record| record.kind == Kind::Registration)
        .map(|record| (Registration::of(&record), record));
    views
        .filter(|(view, _)| view.source == Source::SelfService)
        .collect()
}

async fn a_form_leads_to_a_ticket_and_the_person_to_the_phones(bed: Bed) {
    let world = World::make(&bed.store, "a").await;
    let mut head = Phone::sign_in(&bed, world.login("head")).await;
    head.sync().await;
    head.record(&[Edit::new(Kind::Activity, world.activities[0]).set(activity::PUBLIC, Some(true))]);
    head.sync().await;
    let form = get(&bed, &format!("/r/{}?lang=en", world.activities[0])).await;
    assert!(
        form.status == StatusCode::OK && form.text.contains("Literacy"),
        "{}",
        form.text
    );
    let sent = send(
        &bed,
        world.activities[0],
        &Filled::by(&bed, world.activities[0], "Zahra"),
    )
    .await;
    let code = ticket(&sent);
    for part in [
        &code.to_string(),
        "class=\"qr__ink\"",
        "Literacy",
        "You are registered",
    ] {
        assert!(sent.text.contains(part), "{part} in {}", sent.text);
    }
    assert!(
        sent.text.contains("Zahra") && !sent.text.contains("Benali"),
        "the given name alone"
    );
    assert!(
        sent.text.matches("<script").count() == 1
            && sent.text.contains("<script src=\"/ticket.js\" defer></script>")
            && !sent.text.contains("style="),
        "{}",
        sent.text
    );
    head.sync().await;
    let (registration, record) = registered(&bed, &world).await.remove(0);
    assert_eq!(
        head.replica.view::<Registration>(record.id),
        Some(registration.clone())
    );
    assert_eq!(registration.status, RegistrationStatus::Confirmed);
    assert_eq!(registration.ticket.parse(), Ok(code));
    let person: Beneficiary = head.replica.view(registration.beneficiary).unwrap();
    assert_eq!(
        (person.given_la.as_str(), person.given_ar.as_str()),
        ("Zahra", "فاطمة")
    );
    assert_eq!(
        (person.phone.as_str(), person.commune.as_str()),
        ("+212612345678", "09.581.09.05")
    );
    for (purpose, given) in [
        (Purpose::TakingPart, true),
        (Purpose::Contact, true),
        (Purpose::Photo, false),
    ] {
        let id = Id::of_first_consent(registration.beneficiary, purpose.number());
        assert_eq!(head.replica.view::<Consent>(id).is_some(), given, "{purpose:?}");
    }
    // A volunteer of the activity has them too.
    let mut volunteer = Phone::sign_in(&bed, world.login("volunteer")).await;
    volunteer.sync().await;
    assert!(
        volunteer
            .replica
            .view::<Beneficiary>(registration.beneficiary)
            .is_some()
    );
}

async fn an_activity_is_closed_until_it_is_opened(bed: Bed) {
    let world = World::make(&bed.store, "a").await;
    let path = format!("/r/{}", world.activities[0]);
    let before = bed.store.head(world.association).await.unwrap();
    let form = Filled::by(&bed, world.activities[0], "Zahra");
    assert_eq!(get(&bed, &path).await.status, StatusCode::NOT_FOUND);
    assert_eq!(
        send(&bed, world.activities[0], &form).await.status,
        StatusCode::NOT_FOUND
    );
    assert_eq!(bed.store.head(world.association).await.unwrap(), before);
    let about = get(&bed, &format!("/a/{}", world.association)).await;
    assert!(
        about.text.contains("Association a") && !about.text.contains("Literacy"),
        "{}",
        about.text
    );
    open(&bed, &world, |_| {}).await;
    assert_eq!(get(&bed, &path).await.status, StatusCode::OK);
    let about = get(&bed, &format!("/a/{}", world.association)).await;
    assert!(
        about.text.contains("Literacy") && about.text.contains(&path),
        "{}",
        about.text
    );
    for shut in [(activity::PUBLIC, false), (activity::ARCHIVED, true)] {
        open(&bed, &world, |edit| *edit = edit.clone().set(shut.0, shut.1)).await;
        assert_eq!(get(&bed, &path).await.status, StatusCode::CONFLICT, "{shut:?}");
        assert_eq!(
            send(&bed, world.activities[0], &form).await.status,
            StatusCode::CONFLICT
        );
    }
    assert!(registered(&bed, &world).await.is_empty());
    assert_eq!(get(&bed, "/r/nothing").await.status, StatusCode::NOT_FOUND);
    assert_eq!(
        get(&bed, &format!("/a/{}", world.activities[0])).await.status,
        StatusCode::NOT_FOUND
    );
}

async fn a_form_sent_twice_registers_once_and_another_person_by_it_is_another(bed: Bed) {
    let world = opened(&bed, "a").await;
    let form = Filled::by(&bed, world.activities[0], "Zahra");
    let both = tokio::join!(
        send(&bed, world.activities[0], &form),
        send(&bed, world.activities[0], &form)
    );
    assert_eq!(ticket(&both.0), ticket(&both.1));
    let again = send(&bed, world.activities[0], &form).await;
    assert_eq!(ticket(&again), ticket(&both.0));
    assert_eq!(registered(&bed, &world).await.len(), 1);
    let sister = send(&bed, world.activities[0], &form.with("given", "Khadija")).await;
    assert_ne!(ticket(&sister), ticket(&both.0));
    assert_eq!(registered(&bed, &world).await.len(), 2);
}

async fn every_fault_brings_back_what_was_typed(bed: Bed) {
    let world = opened(&bed, "a").await;
    let before = bed.store.head(world.association).await.unwrap();
    let long = "ط".repeat(81);
    let faults = [
        ("given", "", "this is needed"),
        ("family", " ", "this is needed"),
        ("given", long.as_str(), "too long"),
        ("given_other", "Latin too", "characters that are not accepted"),
        ("sex", "", "this is needed"),
        ("birth", "31/02/1985", "not a date"),
        ("birth", "2015", "this is needed"),
        ("phone", "06 12", "not a phone number"),
        ("commune", "", "this is needed"),
        ("guardian_phone", "x", "not a phone number"),
        ("taking_part", "", "not possible without"),
    ];
    for (field, text, why) in faults {
        let form = Filled::by(&bed, world.activities[0], "Zahra").with(field, text);
        let answer = send(&bed, world.activities[0], &form).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{field} {text}");
        assert!(
            answer.text.contains(why),
            "{field} {text}: {why} in {}",
            answer.text
        );
        for (name, typed) in form
            .0
            .iter()
            .filter(|(name, _)| !["website", "sex"].contains(name))
        {
            let kept = match typed.as_str() {
                "yes" => format!("name=\"{name}\" value=\"yes\" checked"),
                typed => format!("value=\"{typed}\""),
            };
            assert!(
                typed.trim().is_empty() || answer.text.contains(&kept),
                "{name} {kept} in {}",
                answer.text
            );
        }
    }
    assert_eq!(bed.store.head(world.association).await.unwrap(), before);
}

async fn what_no_person_sends_is_not_taken_and_nothing_is_lost(bed: Bed) {
    let world = opened(&bed, "a").await;
    let other = Id::v7(now(), [9; 10]);
    let shown = |ago: i64, activity: Id| {
        let at = now().plus(-ago);
        Stamp { key: [7; 16], at }.sign(&bed.store.secret, activity)
    };
    let day = 86_400_000;
    let stamps = [
        String::new(),
        "x".repeat(54),
        shown(20_000, other),
        shown(3 * day, world.activities[0]),
        shown(0, world.activities[0]),
        shown(-day, world.activities[0]),
    ];
    let form = Filled::by(&bed, world.activities[0], "Zahra");
    let mut forms: Vec<Filled> = stamps
        .iter()
        .map(|stamp| form.clone().with("form", stamp))
        .collect();
    forms.push(form.clone().with("website", "https://spam.example"));
    for form in forms {
        let answer = send(&bed, world.activities[0], &form).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", answer.path);
        assert!(answer.text.contains("All you wrote is still here") && answer.text.contains("Zahra"));
    }
    // What comes back with the page is good, once a person has looked at it.
    let stamp = shown(20_000, world.activities[0]);
    ticket(&send(&bed, world.activities[0], &form.with("form", &stamp)).await);
    assert_eq!(registered(&bed, &world).await.len(), 1);
    let body = bed
        .post(&format!("/r/{}", world.activities[0]))
        .body("\u{0}=%ff&&&=%");
    assert_eq!(page(body).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    let foreign = bed.http.post(format!("{}/r/{}", bed.url, world.activities[0]));
    let foreign = page(foreign.header("origin", "https://evil.example")).await;
    assert_eq!(foreign.status, StatusCode::FORBIDDEN);
}

/// Registering somebody the association knows looks as registering anybody does.
async fn who_is_known_is_told_nothing_else(bed: Bed) {
    let world = opened(&bed, "a").await;
    let first = send(
        &bed,
        world.activities[0],
        &Filled::by(&bed, world.activities[0], "Zahra"),
    )
    .await;
    let again = send(
        &bed,
        world.activities[0],
        &Filled::by(&bed, world.activities[0], "Zahra"),
    )
    .await;
    let (one, other) = (ticket(&first), ticket(&again));
    assert_ne!(one, other, "nobody is handed the ticket of another");
    let plain = |page: &Page, ticket: Ticket| {
        let text = page.text.replace(&ticket.to_string(), "");
        // The drawing of the code is as large as the code needs.
        let (before, drawing) = text.split_once("<section class=\"card site__ticket\">").unwrap();
        format!("{before}{}", drawing.split_once("</svg>").unwrap().1)
    };
    assert_eq!(plain(&first, one), plain(&again, other));
    assert_eq!(registered(&bed, &world).await.len(), 2);
}

async fn seats_run_out_and_the_next_wait(bed: Bed) {
    let world = World::make(&bed.store, "a").await;
    // Five have seats already.
    open(&bed, &world, |edit| {
        *edit = edit.clone().set(activity::CAPACITY, Some(6))
    })
    .await;
    for (name, said) in [("First", "You are registered"), ("Second", "waiting list")] {
        let sent = send(
            &bed,
            world.activities[0],
            &Filled::by(&bed, world.activities[0], name),
        )
        .await;
        ticket(&sent);
        assert!(sent.text.contains(said), "{name}: {}", sent.text);
    }
    let made = registered(&bed, &world).await;
    let waiting = made
        .iter()
        .filter(|(view, _)| view.status == RegistrationStatus::Waitlisted);
    assert_eq!((made.len(), waiting.count()), (2, 1));
}

async fn approval_and_invitation_are_kept(bed: Bed) {
    let world = World::make(&bed.store, "a").await;
    open(&bed, &world, |edit| {
        *edit = edit.clone().set(activity::ADMISSION, Admission::Approval)
    })
    .await;
    let form = Filled::by(&bed, world.activities[0], "Zahra");
    let sent = send(&bed, world.activities[0], &form).await;
    ticket(&sent);
    assert!(
        sent.text.contains("The association has your request"),
        "{}",
        sent.text
    );
    assert_eq!(
        registered(&bed, &world).await[0].0.status,
        RegistrationStatus::Applied
    );
    open(&bed, &world, |edit| {
        *edit = edit.clone().set(activity::ADMISSION, Admission::Invited)
    })
    .await;
    let sent = send(&bed, world.activities[0], &form.with("given", "Khadija")).await;
    assert_eq!(sent.status, StatusCode::CONFLICT);
    assert!(sent.text.contains("by invitation"), "{}", sent.text);
    let about = get(&bed, &format!("/a/{}", world.association)).await;
    assert!(!about.text.contains("Literacy"), "{}", about.text);
    assert_eq!(registered(&bed, &world).await.len(), 1);
}

async fn five_hundred_at_once_are_all_registered(bed: Bed) {
    let world = opened(&bed, "a").await;
    let made = at_once(bed, &world, 500).await;
    assert!(made.iter().all(|status| *status == RegistrationStatus::Confirmed));
}

async fn seats_are_given_in_the_order_of_arrival_and_none_twice(bed: Bed) {
    let world = World::make(&bed.store, "a").await;
    // Five have seats already.
    open(&bed, &world, |edit| {
        *edit = edit.clone().set(activity::CAPACITY, Some(205));
    })
    .await;
    let made = at_once(bed, &world, 500).await;
    let confirmed = made
        .iter()
        .filter(|status| **status == RegistrationStatus::Confirmed);
    assert_eq!((made.len(), confirmed.count()), (500, 200));
    assert!(made.is_sorted_by_key(|status| *status != RegistrationStatus::Confirmed));
}

async fn of_two_at_once_for_the_last_place_one_waits(bed: Bed) {
    let world = World::make(&bed.store, "a").await;
    open(&bed, &world, |edit| {
        *edit = edit.clone().set(activity::CAPACITY, Some(6));
    })
    .await;
    let made = at_once(bed, &world, 2).await;
    assert_eq!(
        made,
        [RegistrationStatus::Confirmed, RegistrationStatus::Waitlisted]
    );
}

/// So many people send the form at once; where each then stands, in the order in which they were recorded.
async fn at_once(bed: Bed, world: &World, people: usize) -> Vec<RegistrationStatus> {
    let bed = Arc::new(bed);
    let mut sending = tokio::task::JoinSet::new();
    for number in 0..people {
        let (bed, activity) = (bed.clone(), world.activities[0]);
        sending.spawn(async move {
            let form = Filled::by(&bed, activity, &format!("Person {number}"));
            let address = format!("198.51.100.{}", number % 250);
            // A slow machine may say that it cannot now, and to send it again.
            for _ in 0..20 {
                let answer = send_from(&bed, activity, &form, &address).await;
                if answer.status != StatusCode::SERVICE_UNAVAILABLE {
                    return ticket(&answer);
                }
            }
            panic!("the server could not record {address} in twenty times");
        });
    }
    let tickets: BTreeSet<Ticket> = sending.join_all().await.into_iter().collect();
    let mut made = registered(&bed, world).await;
    let kept: BTreeSet<Ticket> = made
        .iter()
        .map(|(view, _)| view.ticket.parse().unwrap())
        .collect();
    assert_eq!(tickets.len(), people);
    assert_eq!(kept, tickets);
    made.sort_by_key(|(_, record)| record.version);
    made.iter().map(|(view, _)| view.status).collect()
}

async fn a_place_is_given_back_by_its_ticket(bed: Bed) {
    let world = opened(&bed, "a").await;
    let form = Filled::by(&bed, world.activities[0], "Zahra");
    let code = ticket(&send(&bed, world.activities[0], &form).await);
    let path = format!("/t/{code}?lang=en");
    for _ in 0..2 {
        let answer = page(bed.post(&path).body("cancel=yes")).await;
        assert_eq!(answer.status, StatusCode::OK);
        assert!(
            answer.text.contains("was cancelled at your request"),
            "{}",
            answer.text
        );
        assert!(
            !answer.text.contains("class=\"qr__ink\""),
            "nothing to scan any more"
        );
    }
    assert_eq!(
        registered(&bed, &world).await[0].0.status,
        RegistrationStatus::Cancelled
    );
    let mut head = Phone::sign_in(&bed, world.login("head")).await;
    head.sync().await;
    let (view, record) = registered(&bed, &world).await.remove(0);
    assert_eq!(head.replica.view::<Registration>(record.id), Some(view));
    // Whoever comes all the same is the volunteers' to take back: this page does not undo what they say.
    head.record(&[
        Edit::new(Kind::Registration, record.id).set(registration::STATUS, RegistrationStatus::Withdrawn)
    ]);
    head.sync().await;
    page(bed.post(&path).body("cancel=yes")).await;
    assert_eq!(
        registered(&bed, &world).await[0].0.status,
        RegistrationStatus::Withdrawn
    );
}

async fn a_ticket_that_nobody_has_shows_nothing(bed: Bed) {
    let world = opened(&bed, "a").await;
    let form = Filled::by(&bed, world.activities[0], "Zahra");
    let code = ticket(&send(&bed, world.activities[0], &form).await).to_string();
    let typed = code.to_lowercase().replace('-', "");
    assert_eq!(get(&bed, &format!("/t/{typed}")).await.status, StatusCode::OK);
    let mut wrong = code.clone().into_bytes();
    wrong[0] = if wrong[0] == b'7' { b'8' } else { b'7' };
    let unknown = Ticket::of(12_345).to_string();
    for text in [
        String::from_utf8(wrong).unwrap(),
        unknown.clone(),
        "x".into(),
        "%00%ff".into(),
    ] {
        let answer = get(&bed, &format!("/t/{text}?lang=en")).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{text}");
        assert!(
            answer.text.contains("This ticket was not found") || text == "%00%ff",
            "{}",
            answer.text
        );
    }
    // Guessing ends; the tickets that are stay where they are, for others.
    let guess = |address: &'static str| {
        let request = bed.http.get(format!("{}/t/{unknown}", bed.url));
        page(request.header("x-forwarded-for", address))
    };
    let mut answers = Vec::new();
    for _ in 0..40 {
        answers.push(guess("203.0.113.9").await.status);
    }
    assert_eq!(answers.last(), Some(&StatusCode::TOO_MANY_REQUESTS));
    assert_eq!(guess("203.0.113.10").await.status, StatusCode::NOT_FOUND);
}

async fn a_new_ticket_takes_the_place_of_the_one_before(bed: Bed) {
    let world = opened(&bed, "a").await;
    let form = Filled::by(&bed, world.activities[0], "Zahra");
    let old = ticket(&send(&bed, world.activities[0], &form).await);
    let (_, record) = registered(&bed, &world).await.remove(0);
    let mut head = Phone::sign_in(&bed, world.login("head")).await;
    head.sync().await;
    let new = Ticket::of(77_777);
    head.record(&[Edit::new(Kind::Registration, record.id).set(registration::TICKET, new.to_string())]);
    head.sync().await;
    assert_eq!(
        get(&bed, &format!("/t/{old}")).await.status,
        StatusCode::NOT_FOUND
    );
    assert_eq!(get(&bed, &format!("/t/{new}")).await.status, StatusCode::OK);
    assert_eq!(ticket(&send(&bed, world.activities[0], &form).await), new);
}

async fn another_associations_pages_cannot_be_taken(bed: Bed) {
    let theirs = opened(&bed, "theirs").await;
    let mine = World::make(&bed.store, "mine").await;
    let form = Filled::by(&bed, theirs.activities[0], "Zahra");
    let code = ticket(&send(&bed, theirs.activities[0], &form).await);
    let before = bed.store.head(theirs.association).await.unwrap();
    let mut phone = Phone::sign_in(&bed, mine.login("head")).await;
    phone.sync().await;
    let taken = Activity {
        title: "Taken".into(),
        public: Some(true),
        ..Activity::default()
    };
    let squat = Edit::new(
        Kind::Registration,
        Id::of_registration(mine.activities[0], mine.people[0]),
    )
    .set(registration::TICKET, code.to_string());
    phone.record(&[Edit::create(theirs.activities[0], taken), squat]);
    phone.sync().await;
    let shown = get(&bed, &format!("/r/{}?lang=en", theirs.activities[0])).await;
    assert!(
        shown.text.contains("Literacy") && !shown.text.contains("Taken"),
        "{}",
        shown.text
    );
    let shown = get(&bed, &format!("/t/{code}?lang=en")).await;
    assert!(shown.text.contains("Association theirs"), "{}", shown.text);
    assert_eq!(bed.store.head(theirs.association).await.unwrap(), before);
    assert_eq!(registered(&bed, &mine).await.len(), 0);
}

async fn what_people_write_stays_text(bed: Bed) {
    let world = World::make(&bed.store, "a").await;
    let title = "\"><script>alert(1)</script>&amp;";
    open(&bed, &world, |edit| {
        *edit = edit
            .clone()
            .set(activity::TITLE, title.to_owned())
            .set(activity::PLACE, title.to_owned());
    })
    .await;
    let form = Filled::by(&bed, world.activities[0], title).with("guardian", "'\"><img src=x>");
    let pages = [
        get(&bed, &format!("/a/{}", world.association)).await,
        get(&bed, &format!("/r/{}", world.activities[0])).await,
        send(&bed, world.activities[0], &form.clone().with("sex", "\"><b>")).await,
        send(&bed, world.activities[0], &form).await,
    ];
    for shown in pages {
        for raw in ["<script>", "<img src=x", "\"><b>", "\"><script"] {
            assert!(!shown.text.contains(raw), "{raw} in {}", shown.text);
        }
    }
    let marks = form
        .with("given", "\u{202E}Zahra\u{2066}")
        .with("family", "Ben\u{0}ali");
    let answer = send(&bed, world.activities[0], &marks).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        answer.text.contains("characters that are not accepted"),
        "{}",
        answer.text
    );
}

async fn a_page_speaks_the_language_it_is_asked_in_and_is_small(bed: Bed) {
    let world = opened(&bed, "a").await;
    let paths = [
        format!("/a/{}", world.association),
        format!("/r/{}", world.activities[0]),
    ];
    for path in &paths {
        for (asked, lang, dir) in [
            (path.clone(), "ar", "rtl"),
            (format!("{path}?lang=fr"), "fr", "ltr"),
            (format!("/en{path}"), "en", "ltr"),
        ] {
            let shown = get(&bed, &asked).await;
            let html = format!("<html lang=\"{lang}\" dir=\"{dir}\">");
            assert!(shown.text.contains(&html), "{asked}: {}", shown.text);
            let canonical = format!("<meta property=\"og:url\" content=\"{}{path}\"", bed.url);
            assert!(shown.text.contains(&canonical), "{asked}: {}", shown.text);
        }
        let request = bed.http.get(format!("{}{path}", bed.url));
        let request = request
            .header("accept-language", "fr")
            .header("accept-encoding", "gzip");
        let sent = request.send().await.unwrap().bytes().await.unwrap();
        assert!(sent.len() < 10 * 1024, "{path}: {} bytes", sent.len());
    }
    assert_eq!(get(&bed, "/xx/a/1").await.status, StatusCode::NOT_FOUND);
}

async fn one_network_cannot_flood_an_activity(bed: Bed) {
    let world = opened(&bed, "a").await;
    let mut last = None;
    for number in 0..62 {
        let form = Filled::by(&bed, world.activities[0], &format!("Person {number}"));
        last = Some((number, send(&bed, world.activities[0], &form).await));
        if last
            .as_ref()
            .is_some_and(|(_, page)| page.status != StatusCode::OK)
        {
            break;
        }
    }
    let (number, page) = last.unwrap();
    assert_eq!(page.status, StatusCode::TOO_MANY_REQUESTS, "after {number}");
    assert!(
        page.text.contains(&format!("value=\"Person {number}\"")),
        "{}",
        page.text
    );
    let form = Filled::by(&bed, world.activities[0], "Elsewhere");
    ticket(&send_from(&bed, world.activities[0], &form, "203.0.113.77").await);
    assert_eq!(registered(&bed, &world).await.len(), number + 1);
}

async fn a_commune_of_several_is_asked_for(bed: Bed) {
    let world = opened(&bed, "a").await;
    let form = Filled::by(&bed, world.activities[0], "Zahra").with("commune", "Sidi Moum");
    let asked = send(&bed, world.activities[0], &form).await;
    assert_eq!(asked.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        asked.text.contains("value=\"06.141.01.53\"") && asked.text.contains("As I wrote it"),
        "{}",
        asked.text
    );
    let chosen = form.with("commune_for", "Sidi Moum");
    let one = send(
        &bed,
        world.activities[0],
        &chosen.clone().with("commune_choice", "06.141.01.53"),
    )
    .await;
    ticket(&one);
    let as_written = chosen.with("given", "Khadija").with("commune_choice", "words");
    ticket(&send(&bed, world.activities[0], &as_written).await);
    let mut communes = BTreeSet::new();
    for (view, _) in registered(&bed, &world).await {
        let person = bed
            .store
            .records(world.association, &[view.beneficiary])
            .await
            .unwrap();
        communes.insert(Beneficiary::of(&person[0]).commune);
    }
    assert_eq!(communes, ["06.141.01.53", "Sidi Moum"].map(str::to_owned).into());
}

async fn tickets_move_with_their_association(bed: Bed) {
    let world = opened(&bed, "a").await;
    let form = Filled::by(&bed, world.activities[0], "Zahra");
    let code = ticket(&send(&bed, world.activities[0], &form).await);
    let mut text = Vec::new();
    server::export::write(&bed.store, world.association, &mut text)
        .await
        .unwrap();
    let other = Bed::start().await;
    server::export::read(&other.store, text.as_slice()).await.unwrap();
    assert_eq!(get(&other, &format!("/t/{code}")).await.status, StatusCode::OK);
    assert_eq!(
        get(&other, &format!("/r/{}", world.activities[0])).await.status,
        StatusCode::OK
    );
}

async fn a_request_about_data_gets_a_number_and_reaches_the_heads(bed: Bed) {
    let world = World::make(&bed.store, "a").await;
    let path = format!("/privacy/{}?lang=en", world.association);
    let stamp = Stamp {
        key: server::clock::random(),
        at: now().plus(-20_000),
    };
    let form = Filled(vec![
        ("form", stamp.sign(&bed.store.secret, world.association)),
        ("right", "erasure".to_owned()),
        ("name", "Fatim Zahra <b>".to_owned()),
        ("phone", "0612345678".to_owned()),
        ("details", "All of it".to_owned()),
    ]);
    let ask = |form: Filled| {
        let kind = "application/x-www-form-urlencoded";
        let request = bed.post(&path).header("content-type", kind);
        page(request.body(form.body()))
    };
    for (field, text, why) in [
        ("name", "", "this is needed"),
        ("right", "", "this is needed"),
        ("phone", "x", "not a phone number"),
        ("details", "bad\u{0}", "characters that are not accepted"),
        ("form", "", "All you wrote is still here"),
        ("website", "https://spam.example", "All you wrote is still here"),
    ] {
        let answer = ask(form.clone().with(field, text)).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{field}");
        assert!(answer.text.contains(why), "{field}: {}", answer.text);
        assert!(
            field == "name" || answer.text.contains("value=\"Fatim Zahra &lt;b&gt;\""),
            "{}",
            answer.text
        );
    }
    let mut head = Phone::sign_in(&bed, world.login("head")).await;
    head.sync().await;
    assert!(
        open_requests(&head.replica).is_empty(),
        "nothing of that was recorded"
    );
    for _ in 0..2 {
        let answer = ask(form.clone()).await;
        assert_eq!(answer.status, StatusCode::OK);
        assert!(answer.text.contains("must answer by"), "{}", answer.text);
    }
    head.sync().await;
    let open = open_requests(&head.replica);
    assert_eq!((open.len(), open[0].1.right), (1, Right::Erasure));
    let number = open[0].1.number.clone();
    // Volunteers do not see it, another association does not know it, and a head answers it.
    let mut volunteer = Phone::sign_in(&bed, world.login("volunteer")).await;
    volunteer.sync().await;
    assert!(open_requests(&volunteer.replica).is_empty());
    let other = World::make(&bed.store, "other").await;
    let elsewhere = get(
        &bed,
        &format!("/privacy/{}?lang=en&number={number}", other.association),
    )
    .await;
    assert!(
        elsewhere.text.contains("has no request of this number"),
        "{}",
        elsewhere.text
    );
    head.record(&answer_request(open[0].0, today()));
    head.sync().await;
    let followed = get(&bed, &format!("{path}&number={}", number.to_lowercase())).await;
    assert!(
        followed.text.contains("answered it on") && !followed.text.contains("Fatim"),
        "{}",
        followed.text
    );
}

async fn the_notice_says_what_the_law_wants(bed: Bed) {
    let world = World::make(&bed.store, "a").await;
    let path = format!("/privacy/{}?lang=en", world.association);
    let notice = get(&bed, &path).await.text;
    for part in [
        "Association a",
        "24 months",
        "The declaration is not made yet",
        "object to its use",
    ] {
        assert!(notice.contains(part), "{part} in {notice}");
    }
    let mut book = bed.store.book(world.association).await.unwrap();
    let edit = Edit::new(Kind::Association, world.association)
        .set(association::CNDP, "D-12/2026".to_owned())
        .set(association::RETENTION_MONTHS, Some(36));
    write(&mut book, &[edit]).await;
    book.close().await.unwrap();
    let notice = get(&bed, &path).await.text;
    assert!(
        notice.contains("D-12/2026") && notice.contains("36 months"),
        "{notice}"
    );
    assert_eq!(
        get(&bed, &format!("/privacy/{}", Id::MIN)).await.status,
        StatusCode::NOT_FOUND
    );
}

/// Whatever is sent, the answer is a page, and what stands is what a person could have said.
#[test]
fn no_form_breaks_the_page() {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let bed = runtime.block_on(Bed::start());
    let world = runtime.block_on(crate::questions::asking(&bed));
    let field = prop_oneof![
        Just("given"),
        Just("family"),
        Just("given_other"),
        Just("family_other"),
        Just("sex"),
        Just("birth"),
        Just("phone"),
        Just("commune"),
        Just("commune_choice"),
        Just("commune_for"),
        Just("guardian"),
        Just("guardian_phone"),
        Just("taking_part"),
        Just("contact"),
        Just("form"),
        Just("website"),
        Just("q1"),
        Just("q2"),
        Just("q3"),
        Just("q6"),
    ];
    let text = prop_oneof![
        any::<String>(),
        "[0-9٠-٩/. -]{0,12}",
        "\\PC{0,200}",
        Just("<script>".to_owned()),
        Just("\u{202E}\u{0}\u{FEFF}".to_owned()),
    ];
    let changes = proptest::collection::vec((field, text), 0..6);
    let mut runner = TestRunner::new(Config {
        cases: 200,
        failure_persistence: None,
        ..Config::default()
    });
    let number = std::cell::Cell::new(0);
    let checked = runner.run(&changes, |changes| {
        number.set(number.get() + 1);
        let form = crate::questions::answered(&bed, world.activities[0]);
        let form = changes
            .iter()
            .fold(form, |form, (name, text)| form.with(name, text));
        let address = format!("2001:db8:{:x}::1", number.get());
        let before = runtime.block_on(bed.store.head(world.association)).unwrap();
        let answer = runtime.block_on(send_from(&bed, world.activities[0], &form, &address));
        prop_assert!([200, 422].contains(&answer.status.as_u16()), "{}", answer.status);
        prop_assert!(answer.text.ends_with("</html>"), "{}", answer.text);
        let own = answer
            .text
            .matches("<script src=\"/ticket.js\" defer></script>")
            .count();
        prop_assert_eq!(answer.text.matches("<script").count(), own, "{}", answer.text);
        // What was not taken left nothing behind.
        let after = runtime.block_on(bed.store.head(world.association)).unwrap();
        prop_assert_eq!(answer.status == StatusCode::OK, after != before);
        Ok(())
    });
    checked.unwrap();
    let bytes = proptest::collection::vec(any::<u8>(), 0..400);
    let checked = runner.run(&bytes, |bytes| {
        let kind = "application/x-www-form-urlencoded";
        let request = bed
            .post(&format!("/r/{}", world.activities[0]))
            .header("content-type", kind);
        let answer = runtime.block_on(page(request.body(bytes)));
        prop_assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        Ok(())
    });
    checked.unwrap();
    let made = runtime.block_on(registered(&bed, &world));
    assert!(!made.is_empty(), "some of them stand");
}
