//! What is said of two people reaches whoever holds either of them, and whoever comes to hold one later.

use domain::change::Edit;
use domain::id::Id;
use domain::kind::Kind;
use domain::record::{
    Attendance, Beneficiary, Mark, Pair, Registration, RegistrationStatus, Sameness, activity, beneficiary,
    member,
};
use domain::same;
use domain::view::{belonging, came, counts, mark, seats_of};
use server::store::Store;

use super::support::{Bed, Phone, World, clock, now, registration, write};

async fn phone(bed: &Bed, world: &World, name: &str) -> Phone {
    let mut phone = Phone::sign_in(bed, world.login(name)).await;
    phone.sync().await;
    phone
}

on_each!(
    a_volunteer_who_holds_one_of_the_two_is_told_and_goes_on_marking_the_old_id,
    who_is_one_over_several_is_one_on_every_phone_that_holds_the_two_ends,
    two_registrations_of_one_person_hold_one_seat_and_a_server_that_starts_anew_counts_the_same,
    what_is_said_of_either_of_two_is_told_to_who_holds_somebody_one_with_them,
);

async fn a_volunteer_who_holds_one_of_the_two_is_told_and_goes_on_marking_the_old_id(bed: Bed) {
    let world = World::make(&bed.store, "a").await;
    let mut head = phone(&bed, &world, "head").await;
    let mut volunteer = phone(&bed, &world, "volunteer").await;
    // Somebody of the other activity is kept: the volunteer holds only whom they stand for.
    let (kept, dropped, session) = (world.people[5], world.people[0], world.sessions[0]);
    head.record(&[same::join(kept, dropped)]);
    head.sync().await;
    volunteer.mark(session, dropped, Mark::Present);
    volunteer.sync().await;
    let pair: Pair = volunteer.replica.view(Pair::id(kept, dropped)).unwrap();
    assert_eq!((pair.said, pair.kept), (Sameness::Same, Some(kept)));
    assert_eq!(pair.by, Some(world.member("head")));
    assert_eq!(volunteer.replica.get(kept), None);
    assert_eq!(same::one(&volunteer.replica, dropped), dropped);
    head.sync().await;
    assert_eq!(mark(&head.replica, session, kept).status, Mark::Present);
    assert_eq!(came(&head.replica, kept).len(), 1);
    let mark: Attendance = head.replica.view(Id::of_attendance(session, dropped)).unwrap();
    assert_eq!(mark.beneficiary, dropped, "nothing is rewritten");
    // Whoever holds neither is told nothing.
    head.record(&[
        Edit::new(Kind::Member, world.member("second")).set(member::ACTIVITIES, vec![world.activities[1]])
    ]);
    head.record(&[same::join(world.people[1], world.people[2])]);
    head.sync().await;
    let second = phone(&bed, &world, "second").await;
    assert_eq!(second.replica.count(Kind::Pair), 1);
    assert!(second.replica.get(pair_id(&world)).is_some());
}

fn pair_id(world: &World) -> Id {
    Pair::id(world.people[5], world.people[0])
}

async fn who_is_one_over_several_is_one_on_every_phone_that_holds_the_two_ends(bed: Bed) {
    let world = World::make(&bed.store, "a").await;
    let mut head = phone(&bed, &world, "head").await;
    let mut volunteer = phone(&bed, &world, "volunteer").await;
    let (first, last, session) = (world.people[0], world.people[1], world.sessions[0]);
    let between: Vec<Id> = (0..2).map(|_| server::clock::new_id(now())).collect();
    let newcomer = |id: &Id| {
        let view = Beneficiary {
            given_la: "Between".into(),
            ..Beneficiary::default()
        };
        Edit::create(*id, view)
    };
    head.record(&between.iter().map(newcomer).collect::<Vec<_>>());
    head.sync().await;
    // From one end to the other by way of two whom no volunteer holds.
    for (kept, dropped) in [(first, between[0]), (between[1], last), (between[0], between[1])] {
        head.record(&[same::join(kept, dropped)]);
        head.sync().await;
    }
    volunteer.mark(session, last, Mark::Late);
    volunteer.sync().await;
    assert_eq!(same::everyone(&volunteer.replica, last), [first, last]);
    let belongs = belonging(&volunteer.replica, &volunteer.replica.view(session).unwrap());
    let seen = counts(&volunteer.replica, session, &belongs);
    assert_eq!(
        (seen.late, seen.all()),
        (1, 4),
        "of five registrations two are of one person"
    );
    // Who comes later brings the whole chain along.
    head.record(&[
        Edit::new(Kind::Member, world.member("second")).set(member::ACTIVITIES, vec![world.activities[1]])
    ]);
    head.record(&[
        registration(world.activities[1], first),
        registration(world.activities[1], last),
    ]);
    head.sync().await;
    let mut second = phone(&bed, &world, "second").await;
    assert_eq!(same::everyone(&second.replica, last), [first, last]);
    // What is taken back in the middle is told to who holds neither of the two in the middle.
    head.record(&[same::reopen(between[0], between[1])]);
    head.sync().await;
    for phone in [&mut volunteer, &mut second] {
        phone.sync().await;
        assert_eq!(same::everyone(&phone.replica, last), [last]);
    }
}

async fn what_is_said_of_either_of_two_is_told_to_who_holds_somebody_one_with_them(bed: Bed) {
    let world = World::make(&bed.store, "a").await;
    let mut head = phone(&bed, &world, "head").await;
    let mut volunteer = phone(&bed, &world, "volunteer").await;
    let mut strangers: Vec<Id> = (0..3).map(|_| server::clock::new_id(now())).collect();
    strangers.sort_unstable();
    let newcomer =
        |id: &Id| Edit::create(*id, Beneficiary::default()).set(beneficiary::GIVEN_LA, "Nadia".to_owned());
    head.record(&strangers.iter().map(newcomer).collect::<Vec<_>>());
    // The one in the middle is one with somebody whom the volunteer holds.
    head.record(&[same::join(world.people[0], strangers[1])]);
    head.sync().await;
    for other in [strangers[0], strangers[2]] {
        head.record(&[same::part(other, strangers[1])]);
        head.sync().await;
        volunteer.sync().await;
        let pair: Option<Pair> = volunteer.replica.view(Pair::id(other, strangers[1]));
        assert_eq!(pair.map(|pair| pair.said), Some(Sameness::Different));
    }
}

async fn two_registrations_of_one_person_hold_one_seat_and_a_server_that_starts_anew_counts_the_same(
    bed: Bed,
) {
    let world = World::make(&bed.store, "a").await;
    let activity = world.activities[0];
    let mut head = phone(&bed, &world, "head").await;
    let status = |phone: &Phone, person: Id| {
        let one: Registration = phone.replica.view(Id::of_registration(activity, person)).unwrap();
        one.status
    };
    // Five hold its five seats: who comes now waits.
    head.record(&[Edit::new(Kind::Activity, activity).set(activity::CAPACITY, Some(5_i64))]);
    head.record(&[registration(activity, world.people[5])]);
    head.sync().await;
    assert_eq!(status(&head, world.people[5]), RegistrationStatus::Waitlisted);
    head.record(&[same::join(world.people[0], world.people[1])]);
    head.sync().await;
    assert_eq!(status(&head, world.people[5]), RegistrationStatus::Confirmed);
    let seats = seats_of(&head.replica, activity, false, clock().day());
    assert_eq!((seats.held, seats.free), (5, Some(0)), "as the phone counts them");
    // A server that knows nothing yet counts the same.
    let store = Store::open(&bed.database).await.unwrap();
    let mut book = store.book(world.association).await.unwrap();
    let last = server::clock::new_id(now());
    let newcomer = Beneficiary {
        given_la: "Last".into(),
        ..Beneficiary::default()
    };
    write(
        &mut book,
        &[Edit::create(last, newcomer), registration(activity, last)],
    )
    .await;
    book.close().await.unwrap();
    head.sync().await;
    assert_eq!(status(&head, last), RegistrationStatus::Waitlisted);
    // And one that begins with what is said of two calls who waits.
    let anew = Store::open(&bed.database).await.unwrap();
    let mut book = anew.book(world.association).await.unwrap();
    write(&mut book, &[same::join(world.people[2], world.people[3])]).await;
    book.close().await.unwrap();
    head.sync().await;
    assert_eq!(status(&head, last), RegistrationStatus::Confirmed);
}
