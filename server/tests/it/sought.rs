//! Looking for entries of a long log: what is found is what a plain look through all of it finds.

use domain::change::Edit;
use domain::id::Id;
use domain::kind::Kind;
use domain::record::{Attendance, Beneficiary, LogEntry, Mark, Record, View, attendance, beneficiary};
use domain::sought::Sought;
use server::clock::new_id;
use server::store::Store;

use crate::support::{Bed, Phone, World, now, today, write};

on_each! {
    what_is_looked_for_is_found_whatever_was_sieved,
    an_answer_says_where_to_go_on_and_volunteers_may_not_ask,
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
                about: Some(rare),
                ..Sought::default()
            },
            plain(&|entry| entry.record == rare || entry.record == mark),
        ),
        (
            Sought {
                about: Some(world.sessions[0]),
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
