//! The team as volunteers: who undertook what, until when activities are theirs, the time they gave, their register.

use domain::assignment::Assignment;
use domain::change::Edit;
use domain::id::Id;
use domain::kind::Kind;
use domain::record::{Attendance, Engagement, Mark, Member, View, VolunteerHours, member, volunteer_hours};
use domain::slice::Slice;
use domain::time::{Day, Millis};
use domain::value::Value;
use domain::verdict::Reason;
use reqwest::StatusCode;
use server::auth::Token;
use server::clock::new_id;
use server::sync::sync;

use crate::paper::{asked, paper};
use crate::support::{Bed, Phone, World, now, today, write};

on_each!(
    hours_reach_heads_and_who_gave_them_and_no_colleague,
    on_its_first_day_an_assignment_comes_to_the_phone_and_past_its_last_it_goes_by_themselves,
    past_its_last_day_an_assignment_leaves_the_phone_and_work_from_before_is_held,
    who_undertakes_it_says_so_alone_and_the_server_says_when,
    a_newer_text_is_undertaken_anew_and_the_register_says_which,
    the_register_tells_contractual_volunteers_apart_with_what_each_gave,
    the_register_is_for_heads_and_of_a_period_that_is_one,
);

fn hours(of: Id, activity: Option<Id>, day: Day, minutes: i64) -> VolunteerHours {
    VolunteerHours {
        member: of,
        day,
        minutes,
        activity,
        what_for: "The hall".into(),
        ..VolunteerHours::default()
    }
}

/// A phone that has synchronised.
async fn phone(bed: &Bed, world: &World, role: &str) -> Phone {
    let mut phone = Phone::sign_in(bed, world.login(role)).await;
    phone.sync().await;
    phone
}

async fn hours_reach_heads_and_who_gave_them_and_no_colleague(bed: Bed) {
    let world = World::make(&bed.store, "a").await;
    let mut volunteer = phone(&bed, &world, "volunteer").await;
    let me = world.member("volunteer");
    let (own, by_head) = (new_id(now()), new_id(now()));
    volunteer.record(&[Edit::create(
        own,
        hours(me, Some(world.activities[0]), today(), 90),
    )]);
    volunteer.sync().await;
    let mut head = phone(&bed, &world, "head").await;
    assert!(head.replica.get(own).is_some());
    head.record(&[Edit::create(by_head, hours(me, None, today().plus(-3), 60))]);
    head.sync().await;
    volunteer.sync().await;
    assert_eq!(volunteer.replica.slice_ids(Slice::Own(me)).count(), 2);
    for role in ["second", "viewer"] {
        let colleague = phone(&bed, &world, role).await;
        assert_eq!(colleague.replica.count(Kind::VolunteerHours), 0, "{role}");
        let steals = Edit::new(Kind::VolunteerHours, own).set(volunteer_hours::MINUTES, 1_i64);
        assert_eq!(
            colleague.insist(steals).await.reason(),
            Some(Reason::NotAllowed),
            "{role}"
        );
    }
    volunteer.record(&[Edit::new(Kind::VolunteerHours, by_head).set(volunteer_hours::TAKEN_BACK, true)]);
    volunteer.sync().await;
    head.sync().await;
    assert!(head.replica.view::<VolunteerHours>(by_head).unwrap().taken_back);
}

async fn past_its_last_day_an_assignment_leaves_the_phone_and_work_from_before_is_held(bed: Bed) {
    let world = World::make(&bed.store, "a").await;
    let mut volunteer = phone(&bed, &world, "volunteer").await;
    let mut head = phone(&bed, &world, "head").await;
    let activity = Slice::Activity(world.activities[0]);
    let until =
        |day: Day| Edit::new(Kind::Member, world.member("volunteer")).set(member::ASSIGNED_UNTIL, Some(day));
    head.record(&[until(today())]);
    head.sync().await;
    volunteer.sync().await;
    assert!(
        volunteer.replica.cursor(activity).is_some(),
        "on its last day it is still theirs"
    );
    head.record(&[until(today().plus(-1))]);
    head.sync().await;
    volunteer.ago_ms = 2 * 86_400_000;
    volunteer.mark(world.sessions[0], world.people[0], Mark::Present);
    volunteer.sync().await;
    assert_eq!(volunteer.replica.cursor(activity), None);
    assert_eq!(volunteer.replica.count(Kind::Beneficiary), 0);
    let held = |item: &domain::replica::Outgoing| format!("{:?}", item.state).contains("RightWithdrawn");
    assert!(
        volunteer.replica.outbox().any(held),
        "what was recorded before waits for a head"
    );
    let sheet = format!("attendance/{}", world.sessions[0]);
    assert_eq!(asked(&volunteer, &sheet).await.status(), StatusCode::FORBIDDEN);
}

/// One synchronisation as it would go some days from now.
async fn in_days(bed: &Bed, phone: &mut Phone, days: i64) {
    let hash = Token::from_text(phone.cookie.split_once('=').unwrap().1).hash();
    let lately = now().plus(-60_000);
    let session = bed.store.session(&hash, lately, lately).await.unwrap().unwrap();
    let request = phone.request();
    let then = now().plus(days * 86_400_000);
    let answer = sync(&bed.store, &session, &request, then).await.unwrap();
    phone.hear(&request, &answer.response);
}

async fn on_its_first_day_an_assignment_comes_to_the_phone_and_past_its_last_it_goes_by_themselves(bed: Bed) {
    let world = World::make(&bed.store, "a").await;
    let mut head = phone(&bed, &world, "head").await;
    let days = |activity: usize, from: Option<i32>, until: Option<i32>| Assignment {
        activity: world.activities[activity],
        from: from.map(|days| today().plus(days)),
        until: until.map(|days| today().plus(days)),
    };
    head.record(&[Edit::new(Kind::Member, world.member("volunteer"))
        .set(member::ACTIVITIES, world.activities.to_vec())
        .set(
            member::ASSIGNMENTS,
            vec![days(0, Some(3), Some(5)), days(1, Some(5), None)],
        )]);
    head.sync().await;
    let mut volunteer = phone(&bed, &world, "volunteer").await;
    let sheet = format!("attendance/{}", world.sessions[0]);
    assert_eq!(asked(&volunteer, &sheet).await.status(), StatusCode::FORBIDDEN);
    let mark = Attendance {
        session: world.sessions[0],
        beneficiary: world.people[0],
        status: Mark::Present,
        ..Attendance::default()
    };
    let of_mark = Id::of_attendance(world.sessions[0], world.people[0]);
    let early = volunteer.insist(Edit::create(of_mark, mark)).await;
    assert_eq!(
        early.reason(),
        Some(Reason::NotAllowed),
        "nothing is written before"
    );
    for (day, theirs) in [
        (0, [false, false]),
        (2, [false, false]),
        (3, [true, false]),
        (4, [true, false]),
        (5, [true, true]),
        (6, [false, true]),
    ] {
        let written = bed.store.standing(world.association).await.unwrap().1;
        in_days(&bed, &mut volunteer, day).await;
        // Nobody gave it to them nor took it from them: the day did, and the log has no line of it.
        let after = bed.store.standing(world.association).await.unwrap().1;
        assert_eq!(after, written, "day {day}");
        let replica = &volunteer.replica;
        let slices = [0, 1].map(|at| replica.cursor(Slice::Activity(world.activities[at])).is_some());
        assert_eq!(slices, theirs, "day {day}");
        // The sixth is in the second activity alone.
        let people = [0, 5].map(|at| replica.get(world.people[at]).is_some());
        assert_eq!(people, theirs, "people on day {day}");
    }
}

async fn who_undertakes_it_says_so_alone_and_the_server_says_when(bed: Bed) {
    let world = World::make(&bed.store, "a").await;
    let head = phone(&bed, &world, "head").await;
    let mut viewer = phone(&bed, &world, "viewer").await;
    let me = world.member("viewer");
    let undertakes = |at: Millis| Edit::new(Kind::Member, me).set(member::UNDERTOOK, Some(at));
    let refused = head.insist(undertakes(now())).await;
    assert_eq!(refused.reason(), Some(Reason::NotAllowed));
    let before = now();
    viewer.record(&[undertakes(before.plus(900 * 86_400_000))]);
    viewer.sync().await;
    let kept = &bed.store.records(world.association, &[me]).await.unwrap()[0];
    let said: Option<Millis> = kept.read(member::UNDERTOOK);
    assert!(said.is_some_and(|at| before <= at && at <= now()), "{said:?}");
    let mut unsaid = Edit::new(Kind::Member, me);
    unsaid.set.set(member::UNDERTOOK, Value::Null);
    assert_eq!(head.insist(unsaid).await.reason(), Some(Reason::Fixed));
    let second = phone(&bed, &world, "second").await;
    assert_eq!(
        second.replica.view::<Member>(me).unwrap().undertook,
        said,
        "the team knows"
    );
}

async fn a_newer_text_is_undertaken_anew_and_the_register_says_which(bed: Bed) {
    let world = World::make(&bed.store, "a").await;
    let me = world.member("volunteer");
    let undertakes = |text: Option<i64>| {
        let when = Edit::new(Kind::Member, me).set(member::UNDERTOOK, Some(now()));
        match text {
            Some(text) => when.set(member::UNDERTAKING, Some(text)),
            None => when,
        }
    };
    // One phone is of before texts had numbers, the other of a version with another text.
    let (mut old, mut new) = (
        phone(&bed, &world, "volunteer").await,
        phone(&bed, &world, "volunteer").await,
    );
    let text = async || {
        let kept = &bed.store.records(world.association, &[me]).await.unwrap()[0];
        Member::of(kept).undertaken_text()
    };
    let head = phone(&bed, &world, "head").await;
    let forged = head.insist(undertakes(Some(4_711_i64))).await;
    assert_eq!(forged.reason(), Some(Reason::NotAllowed));
    for (by_new, said, stands) in [
        (false, None, 1),
        (true, Some(4_711_i64), 4_711),
        (false, None, 4_711),
    ] {
        let phone = if by_new { &mut new } else { &mut old };
        phone.record(&[undertakes(said)]);
        phone.sync().await;
        assert_eq!(text().await, Some(stands));
    }
    let register = paper(&head, "volunteers?lang=fr").await;
    for said in ["Texte", "4711"] {
        assert!(register.says(said), "{said} in {}", register.text);
    }
}

/// A team with a contract, time at a session and time written down.
async fn team(bed: &Bed) -> (World, Phone) {
    let world = World::make(&bed.store, "a").await;
    let mut book = bed.store.book(world.association).await.unwrap();
    let (volunteer, second) = (world.member("volunteer"), world.member("second"));
    let contract = Edit::new(Kind::Member, volunteer)
        .set(member::NAME, String::from("سلمى Salma"))
        .set(member::ENGAGEMENT, Engagement::Contractual)
        .set(member::CONTRACT, String::from("12/2026"))
        .set(member::CONTRACT_FROM, Day::from_iso("2026-01-15"))
        .set(member::CONTRACT_TO, Day::from_iso("2026-12-20"))
        .set(member::ACCREDITATION, String::from("ATV-7"))
        .set(member::OF_AGE, true)
        .set(member::UNDERTOOK, Some(Millis(1_768_478_400_000)));
    let closed = Edit::new(Kind::Member, world.member("viewer"))
        .set(member::NAME, String::from("Gone Away"))
        .set(member::CLOSED, true);
    let named = Edit::new(Kind::Member, second).set(member::NAME, String::from("Youssef"));
    let taken_back = VolunteerHours {
        taken_back: true,
        ..hours(second, None, today(), 600)
    };
    let edits = [
        contract,
        closed,
        named,
        Edit::create(new_id(now()), hours(volunteer, None, today(), 90)),
        Edit::create(new_id(now()), hours(volunteer, None, today().plus(-400), 999)),
        Edit::create(new_id(now()), taken_back),
    ];
    write(&mut book, &edits).await;
    book.close().await.unwrap();
    let phone = phone(bed, &world, "head").await;
    (world, phone)
}

async fn the_register_tells_contractual_volunteers_apart_with_what_each_gave(bed: Bed) {
    let (_, head) = team(&bed).await;
    let days = format!("from={}&to={}", today().plus(-30), today());
    let register = paper(&head, &format!("volunteers?lang=fr&{days}")).await;
    for said in [
        "Registre des bénévoles",
        "12/2026",
        "15/01/2026",
        "20/12/2026",
        "ATV-7",
        "1,5",
        "Youssef",
        "signature et cachet",
    ] {
        assert!(register.says(said), "{said} in {}", register.text);
    }
    assert!(!register.says("Gone Away"), "a closed account that gave nothing");
    assert!(
        !register.says("16,6") && !register.says("10,0"),
        "another period, taken back: {}",
        register.text
    );
    let apart = register.text.find("Autres bénévoles").unwrap();
    assert!(register.text.find("Salma").unwrap() < apart && apart < register.text.find("Youssef").unwrap());
    let arabic = paper(&head, &format!("volunteers?lang=ar&{days}")).await;
    for said in ["سجل المتطوعات والمتطوعين", "سلمى", "12/2026", "ATV-7"] {
        assert!(arabic.says(said), "{said} in {}", arabic.text);
    }
}

async fn the_register_is_for_heads_and_of_a_period_that_is_one(bed: Bed) {
    let world = World::make(&bed.store, "a").await;
    let head = phone(&bed, &world, "head").await;
    assert_eq!(asked(&head, "volunteers").await.status(), StatusCode::OK);
    for wrong in ["from=2026-02-31", "from=2026-03-02&to=2026-03-01"] {
        let response = asked(&head, &format!("volunteers?{wrong}")).await;
        assert_eq!(response.status(), StatusCode::UNPROCESSABLE_ENTITY, "{wrong}");
    }
    let coordinator = phone(&bed, &world, "coordinator").await;
    assert_eq!(
        asked(&coordinator, "volunteers").await.status(),
        StatusCode::FORBIDDEN
    );
}
