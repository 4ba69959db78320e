//! What programs are told for outside: nothing hidden comes out by asking otherwise, or again.

use domain::change::Edit;
use domain::id::Id;
use domain::kind::Kind;
use domain::record::{Attendance, Beneficiary, Mark, Session, SessionStatus, Sex, activity, beneficiary};
use domain::report::Month;
use domain::time::Day;
use reqwest::StatusCode;
use serde_json::Value;
use server::store::Store;
use server::{clock, data, export};

use crate::support::{Bed, Phone, World, now, registration, today, write};
use crate::token::{asked, code, made, rows};

on_each! {
    spans_within_each_other_are_told_month_by_month,
    the_running_month_is_not_told_however_it_is_asked_for,
    what_is_recorded_later_alters_nothing_that_was_told,
    a_row_says_of_sessions_what_the_report_says,
}

/// The last months that are told, the first of them first.
fn months() -> [Month; 3] {
    let last = data::last_month(today());
    [last.before().before(), last.before(), last]
}

fn span(from: Month, to: Month) -> String {
    format!("report?from={}&to={}", from.first(), to.last())
}

/// Sixteen people of the first activity, every fourth of a small commune.
async fn people(bed: &Bed, world: &World) -> Vec<Id> {
    let mut book = bed.store.book(world.association).await.unwrap();
    let people: Vec<Id> = (0..16).map(|_| clock::new_id(now())).collect();
    for (at, person) in people.iter().enumerate() {
        let view = Beneficiary {
            given_la: format!("P {at}"),
            sex: [Sex::Female, Sex::Male][at % 2],
            commune: ["01.511.01.0", "01.331.11.07"][usize::from(at % 4 == 3)].to_owned(),
            ..Beneficiary::default()
        };
        let edits = [
            Edit::create(*person, view),
            registration(world.activities[0], *person),
        ];
        write(&mut book, &edits).await;
    }
    book.close().await.unwrap();
    people
}

/// A session of the first activity on a day: some of the people came, the others are absent.
async fn held(bed: &Bed, world: &World, day: Day, people: &[Id], came: usize) -> Id {
    let mut book = bed.store.book(world.association).await.unwrap();
    let group = Id::of_only_group(world.activities[0]);
    let id = Id::of_session(group, day, 600);
    let session = Session {
        activity: world.activities[0],
        group,
        day,
        slot: 600,
        minutes: 60,
        ..Session::default()
    };
    let mut edits = vec![Edit::create(id, session)];
    edits.extend(
        people
            .iter()
            .enumerate()
            .map(|(at, person)| mark(id, *person, if at < came { Mark::Present } else { Mark::Absent })),
    );
    write(&mut book, &edits).await;
    book.close().await.unwrap();
    id
}

fn mark(session: Id, person: Id, status: Mark) -> Edit {
    let mark = Attendance {
        session,
        beneficiary: person,
        status,
        ..Attendance::default()
    };
    Edit::create(Id::of_attendance(session, person), mark)
}

async fn recorded(bed: &Bed, world: &World, edits: &[Edit]) {
    let mut book = bed.store.book(world.association).await.unwrap();
    write(&mut book, edits).await;
    book.close().await.unwrap();
}

/// A quarter in which each month has one session, and who came to it.
async fn quarter(bed: &Bed, world: &World) -> (Vec<Id>, [Id; 3]) {
    let people = people(bed, world).await;
    let mut sessions = [Id::MIN; 3];
    for (at, month) in months().into_iter().enumerate() {
        sessions[at] = held(bed, world, month.first().plus(9), &people, 10 + at).await;
    }
    (people, sessions)
}

fn small(rows: &[Value]) -> bool {
    rows.iter()
        .any(|row| (1..5).contains(&row["people"].as_u64().unwrap_or(9)))
}

fn hidden(rows: &[Value]) -> bool {
    rows.iter().any(|row| row["people"].is_null())
}

async fn spans_within_each_other_are_told_month_by_month(bed: Bed) {
    let world = World::make(&bed.store, "a").await;
    quarter(&bed, &world).await;
    let head = Phone::sign_in(&bed, world.login("head")).await;
    let (_, token) = made(&head, "outside", 90).await;
    let [one, two, three] = months();
    let mut alone = Vec::new();
    for month in [one, two, three] {
        let told = rows(&bed, &token, &span(month, month)).await;
        assert!(hidden(&told) && !small(&told), "{told:?}");
        let of = |row: &Value| (row["from"].clone(), row["to"].clone());
        let whole = (month.first().to_string().into(), month.last().to_string().into());
        assert!(told.iter().all(|row| of(row) == whole));
        // A few days of it are told as all of it.
        let days = format!(
            "report?from={}&to={}",
            month.first().plus(9),
            month.first().plus(9)
        );
        assert_eq!(rows(&bed, &token, &days).await, told);
        alone.push(told);
    }
    for (from, to, within) in [
        (one, two, &alone[..2]),
        (one, three, &alone[..]),
        (two, three, &alone[1..]),
    ] {
        assert_eq!(
            rows(&bed, &token, &span(from, to)).await,
            within.concat(),
            "no sum of months is told"
        );
    }
    // One activity alone would tell what is hidden of the others.
    let narrow = format!("{}&activity={}", span(one, three), world.activities[0]);
    let refused = asked(&bed, &token, &narrow).await;
    assert_eq!(refused.status(), StatusCode::BAD_REQUEST);
    let said: Value = refused.json().await.unwrap();
    assert!(
        said["message"].as_str().unwrap().contains("leave activity out"),
        "{said}"
    );
    let wide = format!("{}&outside=false", span(one, three));
    assert_eq!(rows(&bed, &token, &wide).await, alone.concat());
    let (_, numbers) = made(&head, "numbers", 90).await;
    assert_ne!(rows(&bed, &numbers, &span(one, three)).await, alone.concat());
    let masked = format!("{}&outside=true", span(one, three));
    assert_eq!(rows(&bed, &numbers, &masked).await, alone.concat());
    let long = asked(&bed, &token, "report?from=2000-01-01").await;
    assert_eq!(code(long).await, (422, "bad_period".into()));
}

async fn the_running_month_is_not_told_however_it_is_asked_for(bed: Bed) {
    let world = World::make(&bed.store, "a").await;
    let (people, _) = quarter(&bed, &world).await;
    let head = Phone::sign_in(&bed, world.login("head")).await;
    let (_, token) = made(&head, "outside", 90).await;
    let [one, _, three] = months();
    let first_untold = three.next().first();
    let asks = [
        "report".to_owned(),
        format!("report?from={}", one.first()),
        format!("report?from={}&to={}", one.first(), today().plus(40)),
    ];
    let mut before = Vec::new();
    for ask in &asks {
        let told = rows(&bed, &token, ask).await;
        assert!(
            told.iter()
                .all(|row| row["to"].as_str().unwrap() < first_untold.to_string().as_str())
        );
        assert!(
            told.iter().any(|row| row["to"] == three.last().to_string()),
            "all that is told: {ask}"
        );
        before.push(told);
    }
    for from in [first_untold, today()] {
        let refused = asked(&bed, &token, &format!("report?from={from}&to={}", today())).await;
        assert_eq!(refused.status(), StatusCode::UNPROCESSABLE_ENTITY);
        let said: Value = refused.json().await.unwrap();
        assert_eq!(said["code"], "bad_period");
        assert!(
            said["message"].as_str().unwrap().contains(&three.to_string()),
            "{said}"
        );
    }
    // Whoever comes today is in no answer of tomorrow's, unless a whole month more is told.
    held(&bed, &world, today().plus(-1), &people, 4).await;
    for (ask, before) in asks.iter().zip(&before) {
        assert_eq!(rows(&bed, &token, ask).await, *before, "{ask}");
    }
    let names = server::report::Names::default();
    let told = async |day: Day| {
        let months = data::months((one.first(), day), day).unwrap();
        let english = app::i18n::Lang::En;
        data::outside(&bed.store, world.association, &names, &months, (day, english))
            .await
            .unwrap()
    };
    let mut day = three.next().first();
    while day < three.next().next().next().first() {
        let (one, next) = (told(day).await, told(day.plus(1)).await);
        assert_eq!(
            next[..one.len()],
            one,
            "a day later there are whole months more, or nothing: {day}"
        );
        let more: Vec<_> = next[one.len()..].iter().map(|line| &line.from).collect();
        assert!(
            more.iter()
                .all(|from| from.ends_with("-01") && **from == *more[0]),
            "{more:?}"
        );
        day = day.plus(1);
    }
}

async fn what_is_recorded_later_alters_nothing_that_was_told(bed: Bed) {
    let world = World::make(&bed.store, "a").await;
    let (people, sessions) = quarter(&bed, &world).await;
    let head = Phone::sign_in(&bed, world.login("head")).await;
    let (_, token) = made(&head, "outside", 90).await;
    let (_, numbers) = made(&head, "numbers", 90).await;
    let [one, two, three] = months();
    // The last month was not asked for yet.
    let before = rows(&bed, &token, &span(one, two)).await;
    let inside = rows(&bed, &numbers, &span(one, two)).await;
    let newcomer = clock::new_id(now());
    let view = Beneficiary {
        given_la: "A newcomer".into(),
        sex: Sex::Female,
        commune: "01.331.11.07".into(),
        ..Beneficiary::default()
    };
    let late = [
        Edit::create(newcomer, view),
        mark(sessions[0], newcomer, Mark::Present),
        mark(sessions[2], newcomer, Mark::Present),
        Edit::new(Kind::Beneficiary, people[0]).set(beneficiary::SEX, Sex::Male),
        Edit::new(Kind::Activity, world.activities[0]).set(activity::TITLE, "Sewing".to_owned()),
    ];
    recorded(&bed, &world, &late).await;
    assert_ne!(rows(&bed, &numbers, &span(one, two)).await, inside);
    let after = rows(&bed, &token, &span(one, two)).await;
    let people_of = |rows: &[Value]| -> Vec<[Value; 5]> {
        let of =
            |row: &Value| ["from", "part", "key", "people", "participations"].map(|key| row[key].clone());
        rows.iter().map(of).collect()
    };
    assert_eq!(
        people_of(&after),
        people_of(&before),
        "what is late would be the difference of both"
    );
    assert!(
        after
            .iter()
            .any(|row| row["part"] == "activity" && row["name"] == "Sewing"),
        "names are today's"
    );
    let last = rows(&bed, &token, &span(three, three)).await;
    let total = |rows: &[Value]| rows.iter().find(|row| row["part"] == "total").unwrap()["people"].clone();
    assert_eq!(total(&last), 13, "what came in before it was first told is told");
    // A month in which nobody came is told once somebody did.
    let empty = one.before();
    assert_eq!(total(&rows(&bed, &token, &span(empty, empty)).await), 0);
    held(&bed, &world, empty.first(), &people, 12).await;
    assert_eq!(total(&rows(&bed, &token, &span(empty, empty)).await), 12);
    // Where the association moves to, the same is told.
    let mut text = Vec::new();
    export::write(&bed.store, world.association, &mut text)
        .await
        .unwrap();
    let there = Store::open("sqlite::memory:").await.unwrap();
    export::read(&there, &text[..]).await.unwrap();
    let told = async |store: &Store| store.outside_months(world.association).await.unwrap();
    assert_eq!(told(&there).await, told(&bed.store).await);
    assert_eq!(told(&there).await.len(), 4);
}

async fn a_row_says_of_sessions_what_the_report_says(bed: Bed) {
    let world = World::make(&bed.store, "a").await;
    let (people, _) = quarter(&bed, &world).await;
    let [_, two, _] = months();
    let cancelled = Session {
        activity: world.activities[0],
        group: Id::of_only_group(world.activities[0]),
        day: two.first(),
        slot: 700,
        minutes: 60,
        status: SessionStatus::Cancelled,
        reason: Some(4),
        ..Session::default()
    };
    let id = Id::of_session(cancelled.group, cancelled.day, 700);
    recorded(&bed, &world, &[Edit::create(id, cancelled)]).await;
    let head = Phone::sign_in(&bed, world.login("head")).await;
    let (_, outside) = made(&head, "outside", 90).await;
    let (_, numbers) = made(&head, "numbers", 90).await;
    let of = |row: &Value| {
        ["sessions_held", "sessions_cancelled", "attendance_permille"].map(|key| row[key].clone())
    };
    let find = |rows: &[Value], part: &str| rows.iter().find(|row| row["part"] == part).map(of).unwrap();
    let ask = span(two, two);
    let (_, said) = head.get(&format!("/api/v1/{ask}")).await;
    let said = &said["report"];
    let reasons = said["sessions"]["cancelled"].as_object().unwrap().values();
    let cancelled: u64 = reasons.map(|count| count.as_u64().unwrap()).sum();
    let said = [
        said["sessions"]["held"].clone(),
        cancelled.into(),
        said["attendance"]["permille"].clone(),
    ];
    assert_eq!(said[..2], [Value::from(1), Value::from(1)]);
    assert!(said[2].as_u64().is_some_and(|rate| rate > 300), "{said:?}");
    let inside = rows(&bed, &numbers, &ask).await;
    for part in ["total", "activity", "group"] {
        assert_eq!(find(&inside, part), said, "{part}");
    }
    assert_eq!(find(&inside, "commune"), [Value::Null, Value::Null, Value::Null]);
    let shown = rows(&bed, &outside, &ask).await;
    assert_eq!(find(&shown, "total"), said);
    assert_eq!(
        find(&shown, "activity"),
        [Value::Null, Value::Null, Value::Null],
        "of an activity people alone"
    );
    // Two absent people are too few for a rate.
    let few = two.before().before();
    held(&bed, &world, few.first(), &people[..12], 10).await;
    let told = rows(&bed, &outside, &span(few, few)).await;
    assert_eq!(
        find(&told, "total"),
        [Value::from(1), Value::from(0), Value::Null]
    );
}
