//! Looking for entries of a long log: what is found is what a plain look through all of it finds.

use domain::change::Edit;
use domain::id::Id;
use domain::kind::Kind;
use domain::record::{Attendance, Beneficiary, LogEntry, Mark, Record, View, attendance, beneficiary};
use domain::same;
use domain::sought::Sought;
use server::clock::new_id;
use server::store::Store;

use crate::support::{Bed, Phone, World, now, today, write};

on_each! {
    what_is_looked_for_is_found_whatever_was_sieved,
    an_answer_says_where_to_go_on_and_volunteers_may_not_ask,
    whose_phone_whose_hand_and_what_came_late_are_found,
    a_sieve_of_an_earlier_format_hides_nothing,
    a_person_is_found_under_each_id_they_were_recorded_under,
}

/// A log of some thousand lines; one person in the middle of it is told of three times.
async fn long(store: &Store, world: &World) -> Id {
    let mut book = store.book(world.association).await.unwrap();
    let rare = new_id(now());
    for number in 0..2_200_usize {
        let id = if number == 700 { rare } else { new_id(now()) };
        let view = Beneficiary {
            given_la: format!("P {number}"),
            ..Beneficiary::default()
        };
        write(&mut book, &[Edit::create(id, view)]).await;
        if number == 1_100 {
            let mark = Attendance {
                session: world.sessions[0],
                beneficiary: rare,
                status: Mark::Present,
                ..Attendance::default()
            };
            let id = Id::of_attendance(world.sessions[0], rare);
            write(&mut book, &[Edit::create(id, mark)]).await;
            // The second word on it names nobody by itself.
            write(
                &mut book,
                &[Edit::new(Kind::Attendance, id).set(attendance::STATUS, Mark::Late)],
            )
            .await;
        }
    }
    write(
        &mut book,
        &[Edit::new(Kind::Beneficiary, rare).set(beneficiary::GIVEN_LA, "Q".to_owned())],
    )
    .await;
    book.close().await.unwrap();
    rare
}

/// Everything that is looked for, some entries at a time.
async fn all(store: &Store, association: Id, most: usize, sought: &Sought) -> Vec<u64> {
    let (mut found, mut before) = (Vec::new(), u64::MAX);
    loop {
        let traced = store.log_sought(association, before, most, sought).await.unwrap();
        assert!(traced.entries.len() <= most);
        found.extend(traced.entries.iter().map(|entry| entry.version));
        match traced.next {
            Some(next) => {
                assert!(next < before, "it goes on from further back");
                before = next;
            }
            None => return found,
        }
    }
}

async fn what_is_looked_for_is_found_whatever_was_sieved(bed: Bed) {
    let world = World::make(&bed.store, "a").await;
    let rare = long(&bed.store, &world).await;
    let entries = bed
        .store
        .log_before(world.association, u64::MAX, u32::MAX)
        .await
        .unwrap();
    let plain = |wanted: &dyn Fn(&LogEntry) -> bool| -> Vec<u64> {
        let wanted = |entry: &&Record| wanted(&LogEntry::of(entry));
        entries.iter().filter(wanted).map(|entry| entry.version).collect()
    };
    let number = |kind: Kind| i64::from(kind.number());
    let mark = Id::of_attendance(world.sessions[0], rare);
    let cases = [
        (
            Sought {
                about: vec![rare],
                ..Sought::default()
            },
            plain(&|entry| entry.record == rare || entry.record == mark),
        ),
        (
            Sought {
                about: vec![world.sessions[0]],
                kind: Some(number(Kind::Attendance)),
                ..Sought::default()
            },
            plain(&|entry| entry.record == mark),
        ),
        (
            Sought {
                kind: Some(number(Kind::Beneficiary)),
                day: Some(today()),
                ..Sought::default()
            },
            plain(&|entry| entry.kind == number(Kind::Beneficiary)),
        ),
        (
            Sought {
                about: vec![rare, world.activities[0]],
                ..Sought::default()
            },
            plain(&|entry| entry.record == mark),
        ),
        (
            Sought {
                about: vec![rare, world.activities[1]],
                ..Sought::default()
            },
            Vec::new(),
        ),
        (
            Sought {
                corrections: true,
                ..Sought::default()
            },
            plain(&|entry| !entry.before.is_empty()),
        ),
        (
            Sought {
                day: Some(today().plus(-9)),
                ..Sought::default()
            },
            Vec::new(),
        ),
        (
            Sought {
                member: Some(new_id(now())),
                ..Sought::default()
            },
            Vec::new(),
        ),
    ];
    assert_eq!(cases[0].1.len(), 4, "added, marked, marked again, changed");
    for sieved in [false, true] {
        if sieved {
            bed.store.sieve_log(world.association).await.unwrap();
        }
        for (sought, expected) in &cases {
            for most in [7, 500] {
                let found = all(&bed.store, world.association, most, sought).await;
                assert_eq!(found, *expected, "{sought:?}, {most} at a time, sieved: {sieved}");
            }
        }
    }
    let traced = bed
        .store
        .log_sought(world.association, u64::MAX, 9, &cases[0].0)
        .await
        .unwrap();
    assert!(!traced.unsieved, "what is whole has its sieve");
}

async fn an_answer_says_where_to_go_on_and_volunteers_may_not_ask(bed: Bed) {
    let world = World::make(&bed.store, "a").await;
    long(&bed.store, &world).await;
    let head = Phone::sign_in(&bed, world.login("head")).await;
    let (status, told) = head.get("/api/v1/log?kind=beneficiary&limit=5").await;
    let entries = told["entries"].as_array().unwrap();
    assert_eq!((status.as_u16(), entries.len()), (200, 5));
    for (path, expected) in [
        ("/api/v1/log?kind=nonsense", 400),
        ("/api/v1/log?day=31-01-2026", 400),
        ("/api/v1/log?member=someone", 400),
        ("/api/v1/log?corrections=true&late=false", 200),
    ] {
        assert_eq!(head.get(path).await.0, expected, "{path}");
    }
    let volunteer = Phone::sign_in(&bed, world.login("volunteer")).await;
    assert_eq!(volunteer.get("/api/v1/log?kind=attendance").await.0, 403);
}

/// A person whom a phone adds.
fn newcomer() -> Edit {
    let view = Beneficiary {
        given_la: "Newcomer".to_owned(),
        ..Beneficiary::default()
    };
    Edit::create(new_id(now()), view)
}

/// The entries that an address of the log tells of, by the records they are about.
async fn told(phone: &Phone, query: &str) -> Vec<String> {
    let (status, told) = phone.get(&format!("/api/v1/log?{query}")).await;
    assert_eq!(status.as_u16(), 200, "{query}: {told}");
    let entries = told["entries"].as_array().unwrap().iter();
    entries
        .map(|entry| {
            entry["fields"]["record"]["id"]
                .as_str()
                .unwrap_or_default()
                .to_owned()
        })
        .collect()
}

async fn whose_phone_whose_hand_and_what_came_late_are_found(bed: Bed) {
    let world = World::make(&bed.store, "a").await;
    let mut one = Phone::sign_in(&bed, world.login("head")).await;
    let mut other = Phone::sign_in(&bed, world.login("head")).await;
    one.sync().await;
    other.sync().await;
    one.ago_ms = 3 * 86_400_000;
    let (late, timely) = (newcomer(), newcomer());
    one.record(std::slice::from_ref(&late));
    one.sync().await;
    other.record(std::slice::from_ref(&timely));
    other.sync().await;
    let (late, timely) = (late.record.to_string(), timely.record.to_string());
    let (late, timely) = (late.as_str(), timely.as_str());
    // Then so much that both stretches have their sieve.
    long(&bed.store, &world).await;
    for sieved in [false, true] {
        if sieved {
            bed.store.sieve_log(world.association).await.unwrap();
        }
        let people = "kind=beneficiary";
        let head = world.member("head");
        let by_head = told(&one, &format!("{people}&member={head}")).await;
        assert_eq!(by_head, [timely, late], "sieved: {sieved}");
        let of = |device: Id| format!("{people}&device={device}");
        assert_eq!(told(&one, &of(one.me.device)).await, [late], "sieved: {sieved}");
        assert_eq!(told(&one, &of(other.me.device)).await, [timely]);
        assert!(told(&one, &of(head)).await.is_empty(), "a member is no device");
        assert_eq!(told(&one, "late=true").await, [late], "sieved: {sieved}");
        let both = format!("about={late},{timely}");
        assert!(told(&one, &both).await.is_empty(), "each must be named");
        assert_eq!(told(&one, &format!("about={late}")).await, [late]);
    }
    for path in ["/api/v1/log?device=mine", "/api/v1/log?about=,"] {
        assert_eq!(one.get(path).await.0, 400, "{path}");
    }
}

async fn a_sieve_of_an_earlier_format_hides_nothing(bed: Bed) {
    let world = World::make(&bed.store, "a").await;
    let rare = long(&bed.store, &world).await;
    bed.store.sieve_log(world.association).await.unwrap();
    // As a version that knew fewer keys kept them: they hold nothing of what is looked for.
    let pool = sqlx::AnyPool::connect(&bed.database).await.unwrap();
    let emptied = sqlx::query("update log_sieve set sieve = $1, format = 0");
    let emptied = emptied.bind(vec![0_u8; domain::sought::Sieve::BYTES]);
    assert!(emptied.execute(&pool).await.unwrap().rows_affected() > 3);
    let sought = Sought {
        about: vec![rare],
        ..Sought::default()
    };
    for sieved in [false, true] {
        if sieved {
            bed.store.sieve_log(world.association).await.unwrap();
        }
        let found = all(&bed.store, world.association, 500, &sought).await;
        assert_eq!(found.len(), 4, "sieved: {sieved}");
        let traced = bed
            .store
            .log_sought(world.association, u64::MAX, 9, &sought)
            .await
            .unwrap();
        assert_eq!(traced.unsieved, !sieved, "it is made anew once");
    }
}

async fn a_person_is_found_under_each_id_they_were_recorded_under(bed: Bed) {
    let world = World::make(&bed.store, "a").await;
    let rare = long(&bed.store, &world).await;
    let about = |id| Sought {
        about: vec![id],
        ..Sought::default()
    };
    // Rare is one with whom another stands for, by way of a third; of a fourth a head said that it is somebody else.
    let (kept, between, other) = (world.people[0], world.people[1], world.people[2]);
    let mut plain = Vec::new();
    for id in [rare, kept, between] {
        plain.extend(all(&bed.store, world.association, 500, &about(id)).await);
    }
    let unjoined = all(&bed.store, world.association, 500, &about(other)).await;
    let mut book = bed.store.book(world.association).await.unwrap();
    write(&mut book, &[same::join(kept, between)]).await;
    write(&mut book, &[same::part(rare, other)]).await;
    write(&mut book, &[same::join(between, rare)]).await;
    let (newest, _) = (book.seq(), book.close().await.unwrap());
    plain.extend(newest - 2..=newest);
    plain.sort_unstable_by_key(|seq| core::cmp::Reverse(*seq));
    plain.dedup();
    for sieved in [false, true] {
        if sieved {
            bed.store.sieve_log(world.association).await.unwrap();
        }
        for id in [rare, kept, between] {
            for most in [3, 500] {
                let found = all(&bed.store, world.association, most, &about(id)).await;
                assert_eq!(found, plain, "{most} at a time, sieved: {sieved}");
            }
        }
        let found = all(&bed.store, world.association, 500, &about(other)).await;
        assert_eq!(found[1..], unjoined, "what was denied joins nobody");
        let two = Sought {
            about: vec![kept, world.sessions[0]],
            ..Sought::default()
        };
        let found = all(&bed.store, world.association, 500, &two).await;
        assert_eq!(found.len(), 2, "marked under the other id, twice");
    }
}
