//! Places: never given twice, never taken back, the waiting list in order, the next one called when a place frees.

#![allow(
    clippy::unwrap_used,
    reason = "a test that meets what it does not expect must fail"
)]

#[allow(dead_code, reason = "each test file takes what it needs")]
mod common;

use std::collections::BTreeMap;

use common::*;
use domain::change::{Change, Edit};
use domain::id::Id;
use domain::kind::Kind;
use domain::record::RegistrationStatus as Status;
use domain::record::*;
use domain::same;
use domain::seats::{Quota, Share, Stay};
use domain::time::{Clock, Day, Millis};
use domain::value::FieldValue;
use domain::verdict::{Answer, Reason, Verdict};
use proptest::prelude::*;

const NOW: Millis = Millis(1_780_000_000_000);
const OF_AMINA: u8 = 101;
const OF_SALMA: u8 = 102;
const OF_YOUSSEF: u8 = 103;
/// The activity whose seats are counted.
const CAMP: u8 = 12;
/// The first of the people who ask for a place.
const FIRST: u8 = 60;

/// A server, and what three phones recorded, whenever it arrives.
struct World {
    server: Server,
    counters: BTreeMap<u8, u64>,
}

impl World {
    fn new(camp: Activity) -> Self {
        let mut server = association(1_000, NOW);
        server.put(
            id(CAMP),
            Activity {
                title: "Camp".into(),
                sort: ActivityKind::Camp,
                ..camp
            },
        );
        for (member, name) in [(SALMA, "Salma"), (YOUSSEF, "Youssef")] {
            let member_of_both = Member {
                name: name.into(),
                role: Role::Volunteer,
                activities: vec![id(CAMP)],
                ..Member::default()
            };
            server.put(id(member), member_of_both);
        }
        for person in 0..40 {
            let woman = person % 2 == 0;
            let view = Beneficiary {
                given_la: format!("Person {person}"),
                sex: if woman { Sex::Female } else { Sex::Male },
                ..Beneficiary::default()
            };
            server.put(id(FIRST + person), view);
        }
        World {
            server,
            counters: BTreeMap::new(),
        }
    }

    fn of(capacity: i64) -> Self {
        World::new(Activity {
            capacity: Some(capacity),
            ..Activity::default()
        })
    }

    /// A change that a phone recorded some seconds after the beginning, to arrive whenever.
    fn change(&mut self, device: u8, edit: Edit, second: i64, base: u64) -> Change {
        let counter = self.counters.entry(device).or_default();
        *counter += 1;
        let now = NOW.plus(second * 1_000);
        Change {
            id: Id::of_change(id(device), *counter, now),
            kind: edit.kind,
            record: edit.record,
            base,
            set: edit.set,
            clock: Clock { now, offset_min: 60 },
            counter: *counter,
        }
    }

    /// It arrives an hour after the beginning.
    fn arrive(&mut self, device: u8, change: &Change) -> Answer {
        self.server
            .decide(id(device), 0, NOW.plus(3_600_000), change)
            .unwrap()
    }

    fn does(&mut self, device: u8, edit: Edit, second: i64) -> Answer {
        let base = self
            .server
            .records
            .get(&edit.record)
            .map_or(0, |kept| kept.record.version);
        let change = self.change(device, edit, second, base);
        self.arrive(device, &change)
    }

    fn registers(&mut self, device: u8, person: u8, second: i64) -> Status {
        let change = self.change(device, asks(person), second, 0);
        let answer = self.arrive(device, &change);
        assert_eq!(answer.verdict, Verdict::Accepted);
        self.status(person)
    }

    fn registration(&self, person: u8) -> Registration {
        Registration::of(&self.server.records[&seat(person)].record)
    }

    fn status(&self, person: u8) -> Status {
        self.registration(person).status
    }

    fn list(&self) -> Vec<u8> {
        let seating = self.server.counted.get(id(CAMP)).unwrap();
        let person = |id: Id| (0..40).find(|person| seat(*person) == id).unwrap();
        seating.waiting().map(person).collect()
    }

    fn items(&self) -> Vec<ReviewItem> {
        let all = self.server.records.values().map(|kept| &kept.record);
        all.filter(|record| record.kind == Kind::ReviewItem)
            .map(ReviewItem::of)
            .collect()
    }

    fn item(&self) -> Id {
        let mut all = self.server.records.values().map(|kept| &kept.record);
        all.find(|record| record.kind == Kind::ReviewItem).unwrap().id
    }

    fn offer(&mut self, field: u16, value: impl FieldValue) -> Answer {
        self.does(
            OF_AMINA,
            Edit::new(Kind::Activity, id(CAMP)).set(field, value),
            3_000,
        )
    }
}

fn seat(person: u8) -> Id {
    Id::of_registration(id(CAMP), id(FIRST + person))
}

fn asks(person: u8) -> Edit {
    Edit::create(
        seat(person),
        Registration {
            activity: id(CAMP),
            beneficiary: id(FIRST + person),
            status: Status::Confirmed,
            source: Source::Volunteer,
            ..Registration::default()
        },
    )
}

fn asks_alone(person: u8) -> Edit {
    asks(person).set(registration::SOURCE, Source::SelfService)
}

fn says(person: u8, status: Status) -> Edit {
    Edit::new(Kind::Registration, seat(person)).set(registration::STATUS, status)
}

fn women(seats: i64) -> Vec<Quota> {
    vec![Quota {
        share: Share::Sex(Sex::Female),
        seats,
    }]
}

#[test]
fn who_was_recorded_twice_holds_one_seat_and_the_next_who_waits_is_called() {
    let mut world = World::of(2);
    for person in [0, 1] {
        assert_eq!(world.registers(OF_SALMA, person, 100), Status::Confirmed);
    }
    assert_eq!(world.registers(OF_SALMA, 2, 200), Status::Waitlisted);
    let both = (id(FIRST), id(FIRST + 1));
    world.does(OF_AMINA, same::join(both.0, both.1), 300);
    assert_eq!(world.registration(2).standing(), Some(Standing::Promoted));
    let seating = |world: &World| world.server.counted.get(id(CAMP)).unwrap().clone();
    assert_eq!((seating(&world).held(), seating(&world).free()), (2, Some(0)));
    // Taken back, three hold a seat of two: what was given is not taken away, and nobody else is called.
    world.does(OF_AMINA, same::reopen(both.0, both.1), 400);
    assert_eq!(
        [0, 1, 2].map(|person| world.status(person)),
        [Status::Confirmed; 3]
    );
    assert_eq!(seating(&world).free(), Some(-1));
    assert_eq!(world.registers(OF_SALMA, 3, 500), Status::Waitlisted);
    world.does(OF_AMINA, says(2, Status::Cancelled), 600);
    assert_eq!(world.status(3), Status::Waitlisted);
}

#[test]
fn who_holds_a_seat_under_one_id_is_not_called_under_another_and_needs_no_second_one() {
    let mut world = World::of(1);
    assert_eq!(world.registers(OF_SALMA, 0, 100), Status::Confirmed);
    for person in [1, 2] {
        assert_eq!(world.registers(OF_SALMA, person, 200), Status::Waitlisted);
    }
    world.does(OF_AMINA, same::join(id(FIRST), id(FIRST + 1)), 300);
    world.offer(activity::CAPACITY, Some(2_i64));
    assert_eq!(
        [1, 2].map(|person| world.status(person)),
        [Status::Waitlisted, Status::Confirmed]
    );
    // The seat they leave under one id is theirs again under the other, as the first who waits.
    world.does(OF_AMINA, says(0, Status::Cancelled), 400);
    assert_eq!(world.status(1), Status::Confirmed);
    world.does(OF_SALMA, asks(0), 500);
    assert_eq!(world.status(0), Status::Confirmed, "they have a seat already");
    let seating = world.server.counted.get(id(CAMP)).unwrap();
    assert_eq!((seating.held(), seating.free()), (2, Some(0)));
}

#[test]
fn a_seat_kept_for_women_is_taken_once_by_a_woman_recorded_twice() {
    let mut world = World::of(3);
    world.offer(activity::QUOTAS, women(2));
    for (person, status) in [
        (0, Status::Confirmed),
        (2, Status::Confirmed),
        (1, Status::Confirmed),
        (3, Status::Waitlisted),
    ] {
        assert_eq!(world.registers(OF_SALMA, person, i64::from(person) + 100), status);
    }
    world.does(OF_AMINA, same::join(id(FIRST), id(FIRST + 2)), 300);
    assert_eq!(
        world.status(3),
        Status::Waitlisted,
        "the seat that is free is kept for a woman"
    );
    assert_eq!(world.registers(OF_SALMA, 4, 400), Status::Confirmed);
}

#[test]
fn who_asked_earlier_and_is_heard_of_later_waits_first_in_the_list_and_the_head_is_told() {
    let mut world = World::of(1);
    assert_eq!(world.registers(OF_SALMA, 0, 300), Status::Confirmed);
    assert_eq!(world.registers(OF_SALMA, 1, 400), Status::Waitlisted);
    assert_eq!(world.registers(OF_YOUSSEF, 2, 100), Status::Waitlisted);
    assert_eq!(
        world.status(0),
        Status::Confirmed,
        "what was given is not taken back"
    );
    assert_eq!(world.list(), [2, 1], "by recorded time");
    let late = world.registration(2);
    assert_eq!(
        (late.standing(), late.asked),
        (Some(Standing::Full), Some(NOW.plus(100_000)))
    );
    let items = world.items();
    assert_eq!(items.len(), 2, "one for each place that was promised");
    assert!(
        items
            .iter()
            .all(|item| item.reason == Some(Reason::CapacityPassed.number()))
    );
}

#[test]
fn a_place_that_frees_goes_to_the_first_who_waits_and_the_log_says_why() {
    let mut world = World::of(1);
    world.registers(OF_SALMA, 0, 10);
    world.registers(OF_SALMA, 1, 30);
    world.registers(OF_YOUSSEF, 2, 20);
    world.does(OF_SALMA, says(0, Status::Cancelled), 600);
    assert_eq!(
        (world.status(2), world.status(1)),
        (Status::Confirmed, Status::Waitlisted)
    );
    assert_eq!(world.list(), [1]);
    let line = LogEntry::of(&world.server.log.last().unwrap().entry);
    assert_eq!((line.record, line.member, line.device), (seat(2), None, None));
    let why = Option::<i64>::read(line.after.get(registration::WHY)).map(Standing::from_number);
    assert_eq!(why, Some(Standing::Promoted));
    assert_eq!(
        Status::read(line.before.get(registration::STATUS)),
        Status::Waitlisted
    );
}

#[test]
fn a_cancellation_recorded_before_its_place_was_given_still_stands() {
    let mut world = World::of(1);
    world.registers(OF_SALMA, 0, 10);
    world.registers(OF_SALMA, 1, 20);
    let seen = world.server.records[&seat(1)].record.version;
    let cancels = world.change(OF_YOUSSEF, says(1, Status::Cancelled), 100, seen);
    world.does(OF_SALMA, says(0, Status::Cancelled), 600);
    assert_eq!(world.status(1), Status::Confirmed);
    assert!(world.arrive(OF_YOUSSEF, &cancels).verdict.settles());
    assert_eq!(world.status(1), Status::Cancelled);
}

#[test]
fn more_places_call_those_who_wait_and_fewer_take_nobody_back() {
    let mut world = World::of(1);
    for person in 0..5 {
        world.registers(OF_SALMA, person, person.into());
    }
    world.offer(activity::CAPACITY, Some(3));
    assert_eq!(world.list(), [3, 4]);
    world.offer(activity::CAPACITY, Some(1));
    assert!((0..3).all(|person| world.status(person) == Status::Confirmed));
    world.does(OF_SALMA, says(0, Status::Withdrawn), 3_100);
    assert_eq!(world.list(), [3, 4], "two for one place: none is free");
    world.offer(activity::CAPACITY, Option::<i64>::None);
    assert_eq!(world.list(), [0u8; 0], "as many as come");
}

#[test]
fn seats_kept_for_women_are_left_to_them() {
    let mut world = World::of(4);
    world.offer(activity::QUOTAS, women(2));
    for man in [1, 3, 5] {
        world.registers(OF_SALMA, man, man.into());
    }
    assert_eq!(world.status(5), Status::Waitlisted);
    assert_eq!(world.registration(5).standing(), Some(Standing::Reserved));
    assert_eq!(world.registers(OF_YOUSSEF, 0, 50), Status::Confirmed);
    world.offer(activity::QUOTAS, Vec::<Quota>::new());
    assert_eq!(world.status(5), Status::Confirmed, "nothing is kept any more");
}

#[test]
fn who_turns_out_to_be_a_woman_takes_a_seat_that_is_kept_for_women() {
    let mut world = World::of(1);
    world.offer(activity::QUOTAS, women(1));
    assert_eq!(world.registers(OF_SALMA, 1, 10), Status::Waitlisted);
    let correction = Edit::new(Kind::Beneficiary, id(FIRST + 1)).set(beneficiary::SEX, Sex::Female);
    world.does(OF_AMINA, correction, 100);
    assert_eq!(world.status(1), Status::Confirmed);
}

#[test]
fn a_volunteer_applies_for_people_and_a_head_approves_as_far_as_there_are_places() {
    let mut world = World::new(Activity {
        capacity: Some(1),
        admission: Admission::Approval,
        ..Activity::default()
    });
    assert_eq!(world.registers(OF_SALMA, 0, 10), Status::Applied);
    assert_eq!(world.registers(OF_SALMA, 1, 20), Status::Applied);
    world.does(OF_SALMA, says(1, Status::Confirmed), 30);
    assert_eq!(world.status(1), Status::Applied, "not a volunteer's to approve");
    world.does(OF_AMINA, says(1, Status::Confirmed), 40);
    world.does(OF_AMINA, says(0, Status::Confirmed), 50);
    assert_eq!(
        (world.status(1), world.status(0)),
        (Status::Confirmed, Status::Waitlisted)
    );
    assert_eq!(
        world.registration(0).asked,
        Some(NOW.plus(10_000)),
        "since they applied"
    );
    world.does(OF_AMINA, says(1, Status::Declined), 60);
    assert_eq!(world.status(0), Status::Confirmed);
}

#[test]
fn an_approval_or_a_refusal_is_taken_back_before_its_answer_came_and_nobody_loses_their_turn() {
    for decided in [Status::Confirmed, Status::Declined] {
        let mut world = World::new(Activity {
            capacity: Some(3),
            admission: Admission::Approval,
            ..Activity::default()
        });
        world.registers(OF_SALMA, 0, 10);
        let applied = world.registration(0);
        // With no network: both were recorded upon what the phone had seen before.
        let seen = world.server.records[&seat(0)].record.version;
        let changes =
            [decided, Status::Applied].map(|status| world.change(OF_AMINA, says(0, status), 40, seen));
        for change in &changes {
            assert!(world.arrive(OF_AMINA, change).verdict.settles());
        }
        let now = world.registration(0);
        assert_eq!(now.status, Status::Applied, "after {decided:?}");
        assert_eq!(
            (now.asked, now.turn),
            (applied.asked, applied.turn),
            "after {decided:?}"
        );
    }
}

#[test]
fn a_place_that_another_gave_is_not_taken_back_by_who_did_not_see_it() {
    let mut world = World::new(Activity {
        capacity: Some(3),
        admission: Admission::Approval,
        ..Activity::default()
    });
    world.registers(OF_SALMA, 0, 10);
    let seen = world.server.records[&seat(0)].record.version;
    world.does(OF_AMINA, says(0, Status::Confirmed), 40);
    let elsewhere = world.change(OF_SALMA, says(0, Status::Applied), 50, seen);
    world.arrive(OF_SALMA, &elsewhere);
    assert_eq!(world.status(0), Status::Confirmed);
}

#[test]
fn people_do_not_register_themselves_where_it_is_closed_or_by_invitation_and_volunteers_still_add_them() {
    let today = NOW.on_wall(60).0;
    let closed = |opens: Option<i32>, closes: Option<i32>| Activity {
        opens: opens.map(|days| today.plus(days)),
        closes: closes.map(|days| today.plus(days)),
        ..Activity::default()
    };
    let invited = Activity {
        admission: Admission::Invited,
        ..Activity::default()
    };
    let cases = [
        (closed(Some(2), None), Some(Reason::RegistrationClosed)),
        (closed(None, Some(-1)), Some(Reason::RegistrationClosed)),
        (closed(Some(0), Some(1)), None),
        (invited, Some(Reason::InvitationOnly)),
    ];
    for (camp, reason) in cases {
        let mut world = World::new(camp);
        let answer = world.does(OF_SALMA, asks_alone(0), 10);
        assert_eq!(answer.verdict.reason(), reason);
        assert_eq!(world.registers(OF_SALMA, 1, 20), Status::Confirmed);
    }
}

#[test]
fn a_head_who_sees_somebody_wait_may_give_a_place_beyond_the_count() {
    let mut world = World::of(1);
    world.registers(OF_SALMA, 0, 10);
    world.registers(OF_SALMA, 1, 20);
    world.does(OF_SALMA, says(1, Status::Confirmed), 25);
    assert_eq!(world.status(1), Status::Waitlisted, "not a volunteer's to give");
    let unseen = world.change(OF_AMINA, asks(1), 27, 0);
    assert!(world.arrive(OF_AMINA, &unseen).verdict.settles());
    assert_eq!(
        world.status(1),
        Status::Waitlisted,
        "she did not know that it was full"
    );
    world.does(OF_AMINA, says(1, Status::Confirmed), 30);
    let given = world.registration(1);
    assert_eq!(
        (given.status, given.standing()),
        (Status::Confirmed, Some(Standing::ByHand))
    );
    assert_eq!(world.registers(OF_SALMA, 2, 40), Status::Waitlisted);
}

#[test]
fn what_was_promised_in_vain_is_a_heads_to_give_and_to_take_back() {
    let mut world = World::of(1);
    world.registers(OF_SALMA, 0, 10);
    world.registers(OF_YOUSSEF, 1, 20);
    let decides =
        |decision: Decision| Edit::new(Kind::ReviewItem, Id::default()).set(review_item::DECISION, decision);
    let item = world.item();
    for (decision, second, status) in [
        (Decision::Take, 100, Status::Confirmed),
        (Decision::Open, 110, Status::Waitlisted),
        (Decision::Keep, 120, Status::Waitlisted),
    ] {
        let edit = Edit {
            record: item,
            ..decides(decision)
        };
        assert_eq!(world.does(OF_AMINA, edit, second).verdict, Verdict::Accepted);
        assert_eq!(world.status(1), status, "{decision:?}");
    }
    assert_eq!(world.list(), [1], "in the turn it had");
    assert_eq!(world.registration(1).asked, Some(NOW.plus(20_000)));
}

#[test]
fn whoever_leaves_frees_a_place_and_keeps_the_days_that_were() {
    let mut world = World::of(1);
    let today = NOW.on_wall(60).0;
    world.registers(OF_SALMA, 0, 10);
    world.registers(OF_SALMA, 1, 20);
    let ends = |day: Option<Day>| Edit::new(Kind::Registration, seat(0)).set(registration::TO, day);
    world.does(OF_SALMA, ends(Some(today.plus(5))), 30);
    assert_eq!(world.list(), [1], "not yet");
    world.does(OF_SALMA, ends(Some(today)), 40);
    assert_eq!(world.status(1), Status::Confirmed);
    assert!(world.registration(0).belongs_on(today) && !world.registration(0).belongs_on(today.plus(1)));
    world.does(OF_SALMA, ends(None), 50);
    assert_eq!(
        world.status(0),
        Status::Waitlisted,
        "whoever comes back asks anew"
    );
    assert_eq!(world.list(), [0]);
    assert!(
        world.registration(0).belongs_on(today.plus(-1)),
        "and was there before all the same"
    );
}

/// A registration of an activity without seats to count, from a day.
fn again(person: u8, from: Day) -> Edit {
    let view = Registration {
        activity: id(LITERACY),
        beneficiary: id(FIRST + person),
        status: Status::Confirmed,
        from: Some(from),
        ..Registration::default()
    };
    let edit = Edit::create(Id::of_registration(id(LITERACY), id(FIRST + person)), view);
    edit.set(registration::TO, Option::<Day>::None)
}

#[test]
fn whoever_is_registered_again_belonged_before_and_nobody_but_the_count_says_so() {
    let mut world = World::of(1);
    let today = NOW.on_wall(60).0;
    let record = again(0, today).record;
    let seen = |world: &World| Registration::of(&world.server.records[&record].record);
    world.does(OF_AMINA, again(0, today.plus(-90)), 10);
    let ends = Edit::new(Kind::Registration, record).set(registration::TO, Some(today.plus(-60)));
    world.does(OF_AMINA, ends, 20);
    world.does(OF_AMINA, again(0, today.plus(-5)), 30);
    let belongs = |world: &World| {
        let one = seen(world);
        [-91, -90, -60, -59, -6, -5, 0].map(|days| one.belongs_on(today.plus(days)))
    };
    assert_eq!(belongs(&world), [false, true, true, false, false, true, true]);
    let cancelled = Edit::new(Kind::Registration, record).set(registration::STATUS, Status::Cancelled);
    world.does(OF_AMINA, cancelled, 40);
    assert_eq!(belongs(&world), [false, true, true, false, false, true, false]);
    assert_eq!(seen(&world).stays.len(), 2);
    let forged = Edit::new(Kind::Registration, record).set(registration::STAYS, Vec::<Stay>::new());
    let answer = world.does(OF_AMINA, forged, 50);
    assert_eq!(answer.verdict.reason(), Some(Reason::NotAllowed));
    assert_eq!(seen(&world).stays.len(), 2);
}

#[test]
fn nobody_says_themselves_when_they_asked() {
    let mut world = World::of(1);
    let early = asks(0).set(registration::ASKED, Some(Millis(1)));
    let answer = world.does(OF_AMINA, early, 10);
    assert_eq!(
        answer.verdict,
        Verdict::Refused {
            field: Some(registration::ASKED),
            reason: Reason::NotAllowed
        }
    );
}

#[test]
fn an_activity_without_a_count_says_nothing_of_turns() {
    let mut world = World::new(Activity::default());
    assert_eq!(world.registers(OF_SALMA, 0, 10), Status::Confirmed);
    let said = &world.server.records[&seat(0)].record.fields;
    let counted = [registration::WHY, registration::ASKED, registration::TURN];
    assert!(counted.iter().all(|field| said.get(*field).is_none()));
}

#[test]
fn two_who_register_one_person_meet_in_one_place() {
    let mut world = World::of(1);
    world.registers(OF_SALMA, 0, 10);
    assert_eq!(world.registers(OF_SALMA, 1, 20), Status::Waitlisted);
    let again = world.change(OF_YOUSSEF, asks(1), 30, 0);
    assert!(!matches!(
        world.arrive(OF_YOUSSEF, &again).verdict,
        Verdict::Conflict { .. }
    ));
    assert_eq!(world.list(), [1], "once, where it was");
    assert_eq!(world.registration(1).asked, Some(NOW.plus(20_000)));
}

#[test]
fn what_is_not_a_list_of_quotas_is_refused() {
    let mut world = World::of(1);
    let answer = world.offer(activity::QUOTAS, "half".to_owned());
    assert_eq!(
        answer.verdict,
        Verdict::Refused {
            field: Some(activity::QUOTAS),
            reason: Reason::BadValue
        }
    );
}

/// What people do at a counted activity, told again the simplest way.
#[derive(Clone, Debug)]
enum Deed {
    Asks { device: u8, person: u8, second: i64 },
    Cancels { person: u8 },
    Leaves { person: u8 },
    Holds { seats: Option<i64> },
    Keeps { women: i64 },
    Corrects { person: u8, sex: Sex },
}

fn deed() -> impl Strategy<Value = Deed> {
    let person = 0u8..12;
    prop_oneof![
        6 => (OF_SALMA..=OF_YOUSSEF, person.clone(), 0i64..3_000)
            .prop_map(|(device, person, second)| Deed::Asks { device, person, second }),
        3 => person.clone().prop_map(|person| Deed::Cancels { person }),
        1 => person.clone().prop_map(|person| Deed::Leaves { person }),
        1 => proptest::option::weighted(0.9, 1i64..6).prop_map(|seats| Deed::Holds { seats }),
        1 => (0i64..4).prop_map(|women| Deed::Keeps { women }),
        1 => (person, prop_oneof![Just(Sex::Female), Just(Sex::Male)])
            .prop_map(|(person, sex)| Deed::Corrects { person, sex }),
    ]
}

/// Who holds a place and who waits, as the records say; told apart from how the product counts.
struct Told {
    capacity: Option<i64>,
    women: i64,
    held: Vec<Id>,
    waiting: Vec<(Option<Millis>, Option<i64>, Id)>,
    sex: BTreeMap<Id, Sex>,
}

impl Told {
    fn of(server: &Server) -> Self {
        let camp = Activity::of(&server.records[&id(CAMP)].record);
        let women = camp.quotas.iter().map(|quota| quota.seats).sum();
        let mut told = Told {
            capacity: camp.capacity,
            women,
            held: Vec::new(),
            waiting: Vec::new(),
            sex: BTreeMap::new(),
        };
        for person in 0..12 {
            let Some(kept) = server.records.get(&seat(person)) else {
                continue;
            };
            let view = Registration::of(&kept.record);
            let sex = Beneficiary::of(&server.records[&id(FIRST + person)].record).sex;
            told.sex.insert(kept.record.id, sex);
            let gone = view.why == Some(Standing::Left.number());
            match view.status {
                Status::Confirmed if !gone => told.held.push(kept.record.id),
                Status::Waitlisted if !gone => told.waiting.push((view.asked, view.turn, kept.record.id)),
                _ => {}
            }
        }
        told.waiting.sort();
        told
    }

    /// Whether one more person of a sex leaves enough places for the women they are kept for.
    fn has_room(&self, sex: Sex) -> bool {
        let Some(capacity) = self.capacity else {
            return true;
        };
        let in_seats = self.held.iter().filter(|id| self.sex[id] == Sex::Female).count() as i64;
        let kept = (self.women - in_seats).max(0);
        let free = capacity - self.held.len() as i64;
        free > 0 && (free > kept || (sex == Sex::Female && kept > 0))
    }
}

fn check_step(before: &Told, after: &Told, was_offer: bool) -> Result<(), TestCaseError> {
    let given: Vec<&Id> = after.held.iter().filter(|id| !before.held.contains(id)).collect();
    if let Some(capacity) = after.capacity {
        prop_assert!(
            given.is_empty() || after.held.len() as i64 <= capacity,
            "a place given beyond the count"
        );
    }
    let back = before
        .held
        .iter()
        .find(|id| after.waiting.iter().any(|(.., other)| other == *id));
    prop_assert_eq!(back, None, "a place was taken back");
    let idle = after
        .waiting
        .iter()
        .find(|(.., id)| after.has_room(after.sex[id]));
    prop_assert_eq!(idle, None, "somebody waits beside a free place");
    if !was_offer && given.len() == 1 && before.waiting.iter().any(|(.., id)| id == given[0]) {
        let passed = before.waiting.iter().find(|(.., id)| {
            *id != *given[0]
                && after.sex[id] == after.sex[given[0]]
                && after.waiting.iter().any(|(.., other)| other == id)
        });
        let turn = before.waiting.iter().find(|(.., id)| id == given[0]);
        prop_assert!(passed.is_none() || turn < passed, "called out of turn");
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn places_are_never_given_twice_nor_taken_back_nor_left_empty(deeds in proptest::collection::vec(deed(), 1..60), seats in 1i64..5) {
        let mut world = World::of(seats);
        let today = NOW.on_wall(60).0;
        for (step, deed) in deeds.into_iter().enumerate() {
            let before = Told::of(&world.server);
            let second = 3_000 + step as i64;
            let there = |world: &World, person| world.server.records.contains_key(&seat(person));
            let was_offer = matches!(deed, Deed::Holds { .. } | Deed::Keeps { .. });
            match deed {
                Deed::Asks { device, person, second } => {
                    let change = world.change(device, asks(person), second, 0);
                    world.arrive(device, &change);
                }
                Deed::Cancels { person } if there(&world, person) => {
                    world.does(OF_AMINA, says(person, Status::Cancelled), second);
                }
                Deed::Leaves { person } if there(&world, person) => {
                    let leaves = Edit::new(Kind::Registration, seat(person)).set(registration::TO, Some(today));
                    world.does(OF_AMINA, leaves, second);
                }
                Deed::Holds { seats } => {
                    world.offer(activity::CAPACITY, seats);
                }
                Deed::Keeps { women: kept } => {
                    let quotas = if kept > 0 { women(kept) } else { Vec::new() };
                    world.offer(activity::QUOTAS, quotas);
                }
                Deed::Corrects { person, sex } => {
                    let edit = Edit::new(Kind::Beneficiary, id(FIRST + person)).set(beneficiary::SEX, sex);
                    world.does(OF_AMINA, edit, second);
                }
                Deed::Cancels { .. } | Deed::Leaves { .. } => {}
            }
            check_step(&before, &Told::of(&world.server), was_offer)?;
        }
    }

    /// Whatever the order of arrival: as many get in, and those who wait stand in the order in which they asked.
    #[test]
    fn the_list_is_in_the_order_of_asking_whatever_arrives_first(order in Just((0u8..12).collect::<Vec<_>>()).prop_shuffle(), seats in 1i64..6) {
        let mut world = World::of(seats);
        let asked: Vec<(u8, Change)> = order
            .iter()
            .map(|person| {
                let device = if person % 2 == 0 { OF_SALMA } else { OF_YOUSSEF };
                (device, world.change(device, asks(*person), i64::from(*person) * 10, 0))
            })
            .collect();
        for (device, change) in &asked {
            world.arrive(*device, change);
        }
        let list = world.list();
        prop_assert!(list.is_sorted(), "{list:?}");
        prop_assert_eq!(list.len() as i64, 12 - seats);
        let first: Vec<u8> = order.iter().copied().take(seats as usize).collect();
        prop_assert!(first.iter().all(|person| !list.contains(person)), "what was given stays given");
        let asked_at = |person: u8| Option::<i64>::read(world.server.records[&seat(person)].record.fields.get(registration::ASKED));
        prop_assert!(order.iter().all(|person| asked_at(*person) == Some(NOW.plus(i64::from(*person) * 10_000).0)));
    }
}
