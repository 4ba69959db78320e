//! Places on the server: counted in the order of its log, given once, and the next person called when one frees.

use std::collections::BTreeSet;
use std::sync::Arc;

use domain::change::Edit;
use domain::id::Id;
use domain::kind::Kind;
use domain::record::{
    Activity, Beneficiary, LogEntry, Registration, RegistrationStatus as Status, Sex, Source, Standing, View,
    activity, registration as field,
};
use domain::seats::{Quota, Share};
use domain::time::Millis;
use domain::verdict::Reason;
use domain::wire::{CBOR, SyncRequest, SyncResponse, from_cbor, to_cbor};
use reqwest::StatusCode;
use server::clock;
use server::store::Store;
use tokio::task::JoinSet;

use super::support::{Bed, Phone, World, now, registration, write};

on_each!(
    the_last_place_is_one_persons_though_two_take_it_at_once,
    five_hundred_at_once_are_all_there_and_wait_in_the_order_in_which_they_asked,
    a_cancellation_calls_the_next_who_waits_and_every_phone_hears_of_it,
    who_is_called_stays_with_the_phone_that_freed_the_place,
    seats_kept_for_women_are_counted_by_who_people_are,
    a_server_that_starts_anew_counts_the_same,
    an_activity_and_its_registrations_may_come_in_one_request,
);

struct Camp {
    bed: Bed,
    world: World,
    activity: Id,
    people: Vec<Id>,
}

impl Camp {
    /// An activity of so many seats, and so many people who hold none; every other one is a woman.
    async fn of(bed: Bed, seats: i64, people: usize) -> Self {
        let world = World::make(&bed.store, "a").await;
        let activity = world.activities[0];
        let ids: Vec<Id> = (0..people).map(|_| clock::new_id(now())).collect();
        let person = |(at, id): (usize, &Id)| {
            let view = Beneficiary {
                given_la: format!("P{at}"),
                sex: if at % 2 == 0 { Sex::Female } else { Sex::Male },
                ..Beneficiary::default()
            };
            // Known to the volunteers, as they were in it once.
            let left = registration(activity, *id).set(field::STATUS, Status::Cancelled);
            [Edit::create(*id, view), left]
        };
        let mut book = bed.store.book(world.association).await.unwrap();
        let taken = registered(&bed.store, &world).await.len() as i64;
        let offer = Edit::new(Kind::Activity, activity).set(activity::CAPACITY, Some(seats + taken));
        write(&mut book, &[offer]).await;
        write(
            &mut book,
            &ids.iter().enumerate().flat_map(person).collect::<Vec<_>>(),
        )
        .await;
        book.close().await.unwrap();
        Camp {
            bed,
            world,
            activity,
            people: ids,
        }
    }

    async fn phone(&self, name: &str) -> Phone {
        let mut phone = Phone::sign_in(&self.bed, self.world.login(name)).await;
        phone.sync().await;
        phone
    }

    fn seat(&self, person: usize) -> Id {
        Id::of_registration(self.activity, self.people[person])
    }

    fn asks(&self, person: usize) -> Edit {
        let view = Registration {
            activity: self.activity,
            beneficiary: self.people[person],
            status: Status::Confirmed,
            source: Source::Volunteer,
            ..Registration::default()
        };
        Edit::create(self.seat(person), view)
    }

    fn says(&self, person: usize, status: Status) -> Edit {
        Edit::new(Kind::Registration, self.seat(person)).set(field::STATUS, status)
    }

    async fn of_person(&self, person: usize) -> Registration {
        let found = self
            .bed
            .store
            .records(self.world.association, &[self.seat(person)])
            .await;
        Registration::of(&found.unwrap()[0])
    }
}

/// Everybody whom the world registered in its first activity.
async fn registered(store: &Store, world: &World) -> Vec<Id> {
    let ids: Vec<Id> = world
        .people
        .iter()
        .map(|person| Id::of_registration(world.activities[0], *person))
        .collect();
    let found = store.records(world.association, &ids).await.unwrap();
    found.into_iter().map(|record| record.id).collect()
}

async fn the_last_place_is_one_persons_though_two_take_it_at_once(bed: Bed) {
    let camp = Camp::of(bed, 1, 2).await;
    let (mut one, mut other) = (camp.phone("volunteer").await, camp.phone("second").await);
    one.record(&[camp.asks(0)]);
    other.record(&[camp.asks(1)]);
    tokio::join!(one.sync(), other.sync());
    let (first, second) = (camp.of_person(0).await, camp.of_person(1).await);
    let seated = [first.status, second.status]
        .into_iter()
        .filter(|status| status.takes_seat());
    assert_eq!(seated.count(), 1);
    let waits = if first.waits() { &first } else { &second };
    assert_eq!(waits.standing(), Some(Standing::Full));
    let mut head = camp.phone("head").await;
    head.sync().await;
    let items: Vec<_> = head
        .replica
        .all(Kind::ReviewItem)
        .map(domain::record::ReviewItem::of)
        .collect();
    assert_eq!(items.len(), 1, "the head is told");
    assert_eq!(items[0].reason, Some(Reason::CapacityPassed.number()));
}

/// Sends a request until a server that has much to do takes it.
async fn brought(phone: Arc<Phone>, request: SyncRequest) -> SyncResponse {
    loop {
        let (status, body) = phone.send_bytes(CBOR, to_cbor(&request)).await.unwrap();
        if status == StatusCode::OK {
            return from_cbor(&body).unwrap();
        }
        assert_eq!(status, StatusCode::SERVICE_UNAVAILABLE);
    }
}

async fn five_hundred_at_once_are_all_there_and_wait_in_the_order_in_which_they_asked(bed: Bed) {
    const SEATS: usize = 120;
    let camp = Camp::of(bed, SEATS as i64, 500).await;
    let mut requests = JoinSet::new();
    for (part, name) in ["volunteer", "second", "head"].into_iter().enumerate() {
        let mut phone = camp.phone(name).await;
        for person in (part..500).step_by(3) {
            // Far apart: how long a request is under way is no part of when they asked.
            phone.ago_ms = (500 - person as i64) * 600_000;
            phone.record(&[camp.asks(person)]);
        }
        let whole = phone.request();
        let phone = Arc::new(phone);
        for part in whole.changes.chunks(10) {
            let request = SyncRequest {
                changes: part.to_vec(),
                ..whole.clone()
            };
            requests.spawn(brought(phone.clone(), request));
        }
    }
    while let Some(response) = requests.join_next().await {
        let response = response.unwrap();
        assert!(response.verdicts.iter().all(|answer| answer.verdict.settles()));
    }
    let ids: Vec<Id> = (0..500).map(|person| camp.seat(person)).collect();
    let found = camp
        .bed
        .store
        .records(camp.world.association, &ids)
        .await
        .unwrap();
    let all: Vec<Registration> = found.iter().map(Registration::of).collect();
    assert_eq!(all.len(), 500, "none is lost");
    assert_eq!(
        all.iter().filter(|one| one.holds_seat()).count(),
        SEATS,
        "each place is given once"
    );
    let mut waiting: Vec<_> = all.iter().filter(|one| one.waits()).collect();
    assert_eq!(waiting.len(), 500 - SEATS);
    let turns: BTreeSet<_> = waiting.iter().map(|one| one.turn).collect();
    assert_eq!(turns.len(), waiting.len(), "each in a turn of its own");
    waiting.sort_by_key(|one| (one.asked, one.turn));
    let place = |one: &Registration| camp.people.iter().position(|person| *person == one.beneficiary);
    assert!(
        waiting.iter().map(|one| place(one)).is_sorted(),
        "who asked first is first"
    );
    for (at, next) in waiting.iter().take(3).enumerate() {
        let mut phone = camp.phone("volunteer").await;
        let holder = (0..500).find(|person| {
            let id = camp.seat(*person);
            phone
                .replica
                .view::<Registration>(id)
                .is_some_and(|one| one.holds_seat())
        });
        phone.record(&[camp.says(holder.unwrap(), Status::Cancelled)]);
        phone.sync().await;
        let called = camp.of_person(place(next).unwrap()).await;
        assert_eq!(called.standing(), Some(Standing::Promoted), "call {at}");
    }
}

async fn a_cancellation_calls_the_next_who_waits_and_every_phone_hears_of_it(bed: Bed) {
    let camp = Camp::of(bed, 1, 3).await;
    let (mut one, mut other) = (camp.phone("volunteer").await, camp.phone("second").await);
    for person in 0..3 {
        one.record(&[camp.asks(person)]);
    }
    one.sync().await;
    other.sync().await;
    other.record(&[camp.says(0, Status::Cancelled)]);
    other.sync().await;
    one.sync().await;
    let seen = |phone: &Phone, person| phone.replica.view::<Registration>(camp.seat(person)).unwrap();
    for phone in [&one, &other] {
        assert_eq!(seen(phone, 1).standing(), Some(Standing::Promoted));
        assert!(seen(phone, 1).holds_seat() && seen(phone, 2).waits());
    }
    let head = camp.phone("head").await;
    let last = head
        .replica
        .all(Kind::LogEntry)
        .max_by_key(|line| line.version)
        .unwrap();
    let line = LogEntry::of(last);
    assert_eq!(
        (line.record, line.member),
        (camp.seat(1), None),
        "a line of its own"
    );
}

async fn who_is_called_stays_with_the_phone_that_freed_the_place(bed: Bed) {
    let camp = Camp::of(bed, 1, 2).await;
    let mut phone = camp.phone("volunteer").await;
    phone.record(&[camp.asks(0), camp.asks(1)]);
    phone.sync().await;
    // Another server writes: what this one knew of people is of no use.
    let other = Store::open(&camp.bed.database).await.unwrap();
    let mut book = other.book(camp.world.association).await.unwrap();
    let place = Edit::new(Kind::Activity, camp.activity).set(activity::PLACE, "Dar Chabab".to_owned());
    write(&mut book, &[place]).await;
    book.close().await.unwrap();
    phone.record(&[camp.says(0, Status::Cancelled)]);
    phone.sync().await;
    let called: Registration = phone.replica.view(camp.seat(1)).unwrap();
    assert_eq!(called.standing(), Some(Standing::Promoted));
    assert!(
        phone.replica.get(camp.people[1]).is_some(),
        "the phone knows who is called"
    );
}

async fn seats_kept_for_women_are_counted_by_who_people_are(bed: Bed) {
    let camp = Camp::of(bed, 2, 6).await;
    let mut head = camp.phone("head").await;
    let mut phone = camp.phone("volunteer").await;
    // The men come while every seat is everybody's; the third waits.
    for man in [1, 3, 5] {
        phone.record(&[camp.asks(man)]);
    }
    phone.sync().await;
    assert!(camp.of_person(5).await.waits());
    head.sync().await;
    let seats = head
        .replica
        .view::<Activity>(camp.activity)
        .unwrap()
        .capacity
        .unwrap();
    let quota = Quota {
        share: Share::Sex(Sex::Female),
        seats,
    };
    let offer = Edit::new(Kind::Activity, camp.activity)
        .set(activity::CAPACITY, Some(seats + 1))
        .set(activity::QUOTAS, vec![quota]);
    head.record(&[offer]);
    head.sync().await;
    assert!(
        camp.of_person(5).await.waits(),
        "the new seat is kept for a woman"
    );
    phone.record(&[camp.asks(0)]);
    phone.sync().await;
    assert!(camp.of_person(0).await.holds_seat());
    head.record(&[Edit::new(Kind::Activity, camp.activity).set(activity::QUOTAS, Vec::<Quota>::new())]);
    head.record(&[Edit::new(Kind::Activity, camp.activity).set(activity::CAPACITY, Option::<i64>::None)]);
    head.sync().await;
    assert_eq!(camp.of_person(5).await.standing(), Some(Standing::Promoted));
}

async fn a_server_that_starts_anew_counts_the_same(bed: Bed) {
    let camp = Camp::of(bed, 1, 3).await;
    let mut phone = camp.phone("volunteer").await;
    phone.record(&[camp.asks(0)]);
    phone.sync().await;
    let again = Store::open(&camp.bed.database).await.unwrap();
    let mut book = again.book(camp.world.association).await.unwrap();
    write(&mut book, &[camp.asks(1)]).await;
    book.close().await.unwrap();
    assert!(camp.of_person(1).await.waits());
    phone.sync().await;
    phone.record(&[camp.asks(2), camp.says(0, Status::Withdrawn)]);
    phone.sync().await;
    assert!(camp.of_person(1).await.holds_seat() && camp.of_person(2).await.waits());
}

async fn an_activity_and_its_registrations_may_come_in_one_request(bed: Bed) {
    let mut camp = Camp::of(bed, 1, 3).await;
    let mut head = camp.phone("head").await;
    camp.activity = clock::new_id(Millis(now().0));
    let offer = Activity {
        title: "Camp".into(),
        capacity: Some(2),
        ..Activity::default()
    };
    head.record(&[Edit::create(camp.activity, offer)]);
    head.record(&[camp.asks(0), camp.asks(1), camp.asks(2)]);
    head.sync().await;
    assert!(camp.of_person(0).await.holds_seat() && camp.of_person(1).await.holds_seat());
    assert!(camp.of_person(2).await.waits());
}
