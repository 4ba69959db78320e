//! People recorded twice: whatever heads say of them, apart from each other and in any order, all phones agree on who is
//! who, no attendance is lost, and taking it back restores what was.

#![allow(
    clippy::unwrap_used,
    reason = "a test that meets what it does not expect must fail"
)]

#[allow(dead_code, reason = "each test file takes what it needs")]
mod common;

use std::collections::BTreeMap;

use common::*;
use domain::change::Edit;
use domain::id::Id;
use domain::kind::Kind;
use domain::record::*;
use domain::same;
use domain::time::Millis;
use domain::verdict::{Reason, Verdict};
use domain::view::{belonging, counts, mark, roll};
use proptest::prelude::*;

const START: Millis = Millis(1_780_000_000_000);
const DAY_MS: i64 = 86_400_000;
/// Two phones of the head, then Salma's and Youssef's.
const PHONES: [(u8, u8); 4] = [(101, HEAD), (104, HEAD), (102, SALMA), (103, YOUSSEF)];

struct World {
    server: Server,
    phones: Vec<Phone>,
    now: Millis,
}

impl World {
    fn new() -> Self {
        let mut server = association(9, START);
        server.devices.insert(id(104), id(HEAD));
        let phone = |(device, member)| Phone::new(id(device), id(member), 0);
        let mut world = World {
            server,
            phones: PHONES.map(phone).into(),
            now: START.plus(7 * 3_600_000),
        };
        world.settle();
        world
    }

    fn record(&mut self, phone: usize, edits: &[Edit]) -> bool {
        self.now = self.now.plus(1_000);
        self.phones[phone].record(edits, self.now)
    }

    fn sync(&mut self, phone: usize) {
        self.now = self.now.plus(1_000);
        let phone = &mut self.phones[phone];
        let request = phone.replica.sync_request(phone.clock(self.now), None).unwrap();
        let response = self.server.sync(&request, self.now);
        phone.hear(&request, &response, self.now);
    }

    fn settle(&mut self) {
        for _ in 0..12 {
            (0..self.phones.len()).for_each(|phone| self.sync(phone));
        }
    }

    fn session(&self) -> Id {
        session_of(LITERACY, START)
    }

    fn tap(&mut self, phone: usize, person: u8, status: Mark) -> bool {
        let by = id(PHONES[phone].1);
        let edit = common::mark(self.session(), id(person), status, by, self.now);
        self.record(phone, &[edit])
    }

    fn everyone(&self, phone: usize, person: u8) -> Vec<Id> {
        same::everyone(&self.phones[phone].replica, id(person))
    }

    /// What the sheet shows of each person who stands for themselves.
    fn sheet(&self, phone: usize) -> BTreeMap<Id, Mark> {
        let replica = &self.phones[phone].replica;
        let sheet = roll(replica, self.session(), false).unwrap();
        let lines = sheet.people.lines().iter();
        lines
            .map(|line| (line.id, mark(replica, self.session(), line.id).status))
            .collect()
    }

    fn verdict_of_last(&self) -> Verdict {
        self.server.log.last().unwrap().answer.verdict.clone()
    }
}

#[test]
fn two_heads_who_merge_apart_converge_and_a_phone_with_the_old_id_keeps_working() {
    let mut world = World::new();
    assert!(world.record(0, &[same::join(id(50), id(51))]));
    assert!(world.record(1, &[same::join(id(52), id(51))]));
    assert!(
        world.tap(2, 51, Mark::Present),
        "who has not heard of it marks the old id"
    );
    world.settle();
    for phone in 0..4 {
        for person in [50, 51, 52] {
            assert_eq!(
                world.everyone(phone, person),
                [50, 52, 51].map(id),
                "phone {phone}"
            );
        }
        assert_eq!(
            world.sheet(phone),
            BTreeMap::from([(id(50), Mark::Present), (id(53), Mark::Unmarked)])
        );
        let replica = &world.phones[phone].replica;
        let held: Session = replica.view(world.session()).unwrap();
        let counts = counts(replica, world.session(), &belonging(replica, &held));
        assert_eq!((counts.present, counts.unmarked, counts.all()), (1, 1, 2));
    }
    assert!(
        world.tap(3, 51, Mark::Absent),
        "the old id is marked again, by who knows"
    );
    world.settle();
    assert_eq!(world.sheet(0)[&id(50)], Mark::Absent);
}

#[test]
fn a_presence_never_loses_against_an_absence_and_both_stay_in_the_log() {
    let mut world = World::new();
    assert!(world.tap(2, 50, Mark::Absent) && world.tap(3, 51, Mark::Late));
    assert!(world.record(0, &[same::join(id(50), id(51))]));
    world.settle();
    assert_eq!(world.sheet(2)[&id(50)], Mark::Late);
    let logged = world.server.log.iter().map(|line| LogEntry::of(&line.entry));
    let marks = logged.filter(|entry| entry.kind == i64::from(Kind::Attendance.number()));
    assert_eq!(marks.count(), 2);
}

#[test]
fn two_who_say_otherwise_of_one_pair_meet_in_one_record_and_a_head_is_shown_both() {
    let mut world = World::new();
    assert!(world.record(0, &[same::join(id(50), id(51))]));
    assert!(world.record(1, &[same::part(id(51), id(50))]));
    world.settle();
    assert_eq!(kinds(&world.server, Kind::Pair), 1);
    assert_eq!(kinds(&world.server, Kind::ReviewItem), 1);
    let pair: Pair = world.phones[0].replica.view(Pair::id(id(50), id(51))).unwrap();
    assert_eq!((pair.said, pair.kept), (Sameness::Different, None));
    assert_eq!(
        (pair.by, pair.at.is_some()),
        (Some(id(HEAD)), true),
        "the server signs it"
    );
}

#[test]
fn parting_is_for_thirty_days() {
    for (days, stands) in [(30, true), (31, false)] {
        let mut world = World::new();
        assert!(world.record(0, &[same::join(id(50), id(51))]));
        world.settle();
        let pair: Pair = world.phones[0].replica.view(Pair::id(id(50), id(51))).unwrap();
        world.now = pair.at.unwrap().plus(days * DAY_MS - 1_000);
        assert!(world.record(0, &[same::reopen(id(50), id(51))]));
        world.sync(0);
        assert_eq!(world.verdict_of_last() == Verdict::Accepted, stands, "{days}");
        world.settle();
        assert_eq!(world.everyone(1, 51).len() == 1, stands);
    }
    assert!(!same::can_be_parted(Millis(0), Millis(30 * DAY_MS + 1)));
}

#[test]
fn only_a_head_says_so_and_only_of_two_people_in_their_order() {
    let mut world = World::new();
    assert!(
        !world.record(2, &[same::join(id(50), id(51))]),
        "a volunteer's phone says no"
    );
    for (edit, reason) in [
        (
            same::join(id(50), id(51)).set(pair::KEPT, Some(id(52))),
            Reason::BadValue,
        ),
        (
            same::part(id(50), id(51)).set(pair::KEPT, Some(id(50))),
            Reason::BadValue,
        ),
        (same::join(id(50), id(50)), Reason::BadValue),
        (
            same::join(id(50), id(51)).set(pair::AT, Some(START)),
            Reason::NotAllowed,
        ),
        (
            same::join(id(50), id(51)).set(pair::BY, Some(id(HEAD))),
            Reason::NotAllowed,
        ),
    ] {
        let clock = world.phones[0].clock(world.now);
        let error = world.phones[0].replica.plan(&[edit], clock).unwrap_err();
        let domain::replica::PlanError::Fault { fault, .. } = error else {
            panic!("{error}")
        };
        assert_eq!(fault.reason, reason);
    }
}

#[test]
fn who_comes_into_an_activity_later_brings_what_joins_them_to_others() {
    let mut world = World::new();
    // 50 is one with 54 by way of 51 and 52; only 50 and 54 meet in sport.
    for (kept, dropped) in [(50, 51), (52, 51), (52, 54)] {
        assert!(world.record(0, &[same::join(id(kept), id(dropped))]));
    }
    world.settle();
    let youssef = id(103);
    assert!(world.record(
        0,
        &[Edit::new(Kind::Member, id(YOUSSEF)).set(member::ACTIVITIES, vec![id(SPORT)])]
    ));
    world.settle();
    assert_eq!(world.phones[3].device, youssef);
    assert_eq!(world.everyone(3, 54), [id(54)], "50 is not on this phone");
    assert!(world.record(
        0,
        &[Edit::create(
            Id::of_registration(id(SPORT), id(50)),
            Registration {
                activity: id(SPORT),
                beneficiary: id(50),
                status: RegistrationStatus::Confirmed,
                ..Registration::default()
            },
        )]
    ));
    world.settle();
    assert_eq!(world.everyone(3, 54), [50, 54].map(id));
}

/// What a phone shows of a person by name, phone and douar.
fn said(world: &World, phone: usize, person: u8) -> (String, String, String) {
    let one: Beneficiary = world.phones[phone].replica.view(id(person)).unwrap();
    (one.given_la, one.phone, one.douar)
}

#[test]
fn what_is_chosen_is_said_by_both_and_taking_it_back_restores_what_nobody_altered_since() {
    let mut world = World::new();
    let set =
        |person: u8, field, text: &str| Edit::new(Kind::Beneficiary, id(person)).set(field, text.to_owned());
    assert!(world.record(
        0,
        &[
            set(50, beneficiary::PHONE, "+212611111111"),
            set(51, beneficiary::PHONE, "+212622222222"),
            set(51, beneficiary::DOUAR, "Tazka"),
            set(50, beneficiary::CODE, "A-1"),
            set(51, beneficiary::CODE, "A-2"),
        ]
    ));
    world.settle();
    let before = [50, 51].map(|person| said(&world, 0, person));
    let merge = same::Merge {
        kept: id(50),
        dropped: id(51),
        taken: vec![beneficiary::PHONE],
    };
    let edits = merge.edits(&world.phones[0].replica);
    assert!(world.record(0, &edits));
    world.settle();
    let chosen = (
        "Person 0".to_owned(),
        "+212622222222".to_owned(),
        "Tazka".to_owned(),
    );
    for phone in 0..4 {
        for person in [50, 51] {
            assert_eq!(said(&world, phone, person), chosen, "phone {phone}");
        }
    }
    let code = |person: u8| {
        world.phones[0]
            .replica
            .view::<Beneficiary>(id(person))
            .unwrap()
            .code
    };
    assert_eq!(
        [code(50), code(51)],
        ["A-1", "A-2"],
        "each card goes on saying who it is"
    );
    // A volunteer corrects one of it meanwhile: that stays.
    assert!(world.record(2, &[set(50, beneficiary::DOUAR, "Tazka Oufella")]));
    world.settle();
    let back = same::take_back(&world.phones[1].replica, id(51), id(50));
    assert!(world.record(1, &back));
    world.settle();
    let corrected = (
        before[0].0.clone(),
        before[0].1.clone(),
        "Tazka Oufella".to_owned(),
    );
    assert_eq!(said(&world, 2, 50), corrected);
    assert_eq!(said(&world, 3, 51), before[1]);
    let pair: Pair = world.phones[0].replica.view(Pair::id(id(50), id(51))).unwrap();
    assert!(pair.one_stood.is_empty() && pair.other_stood.is_empty() && pair.chosen.is_empty());
}

#[test]
fn a_screen_that_shows_people_hears_of_who_is_one_with_whom() {
    let mut world = World::new();
    let phone = &mut world.phones[0];
    let clock = phone.clock(world.now);
    let plan = phone.replica.plan(&[same::join(id(50), id(51))], clock).unwrap();
    let touched = phone.replica.apply(&plan.batch);
    for kind in [
        Kind::Pair,
        Kind::Beneficiary,
        Kind::Registration,
        Kind::Attendance,
        Kind::Consent,
    ] {
        assert!(touched.kinds.contains(&kind), "{kind:?}");
    }
}

#[derive(Clone, Debug)]
enum Step {
    Join(usize, u8, u8),
    Part(usize, u8, u8),
    Reopen(usize, u8, u8),
    Tap(usize, u8, i64),
    Sync(usize),
}

fn step() -> impl Strategy<Value = Step> {
    let head = 0usize..2;
    let person = || 50u8..54;
    prop_oneof![
        3 => (head.clone(), person(), person()).prop_map(|(phone, a, b)| Step::Join(phone, a, b)),
        1 => (head.clone(), person(), person()).prop_map(|(phone, a, b)| Step::Part(phone, a, b)),
        1 => (head, person(), person()).prop_map(|(phone, a, b)| Step::Reopen(phone, a, b)),
        6 => (0usize..4, person(), 0i64..5).prop_map(|(phone, who, status)| Step::Tap(phone, who, status)),
        6 => (0usize..4).prop_map(Step::Sync),
    ]
}

fn play(world: &mut World, steps: &[Step]) {
    for step in steps {
        match *step {
            Step::Join(phone, a, b) => drop(world.record(phone, &[same::join(id(a), id(b))])),
            Step::Part(phone, a, b) => drop(world.record(phone, &[same::part(id(a), id(b))])),
            Step::Reopen(phone, a, b) => drop(world.record(phone, &[same::reopen(id(a), id(b))])),
            Step::Tap(phone, who, status) => drop(world.tap(phone, who, Mark::from_number(status))),
            Step::Sync(phone) => world.sync(phone),
        }
    }
    world.settle();
}

/// Every mark as it stands on the server, by person.
fn stands(world: &World) -> BTreeMap<Id, Mark> {
    let kept = world.server.records.values().map(|kept| &kept.record);
    let marks = kept
        .filter(|record| record.kind == Kind::Attendance)
        .map(Attendance::of);
    marks.map(|one| (one.beneficiary, one.status)).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn any_order_of_merges_undos_and_marks_converges_and_loses_no_attendance(
        steps in proptest::collection::vec(step(), 0..40)
    ) {
        let mut world = World::new();
        play(&mut world, &steps);
        for phone in &world.phones {
            assert_equal(&world.server, phone);
        }
        let marks = stands(&world);
        for phone in 0..4 {
            let sheet = world.sheet(phone);
            for person in 50..54 {
                prop_assert_eq!(world.everyone(phone, person), world.everyone(0, person));
                let one = same::one(&world.phones[phone].replica, id(person));
                let said = marks.get(&id(person)).copied().unwrap_or_default();
                prop_assert!(same::weight(sheet[&one]) >= same::weight(said), "{:?} of {}", said, person);
                let all = world.everyone(phone, person);
                let sources = all.iter().map(|id| marks.get(id).copied().unwrap_or_default());
                prop_assert!(sources.into_iter().any(|mark| mark == sheet[&one]), "no mark comes from nowhere");
            }
        }
    }

    #[test]
    fn taking_all_of_it_back_restores_exactly_what_was(
        steps in proptest::collection::vec(step(), 0..24)
    ) {
        let mut world = World::new();
        play(&mut world, &steps);
        let before = stands(&world);
        for (a, b) in [(50, 51), (50, 52), (50, 53), (51, 52), (51, 53), (52, 53)] {
            prop_assert!(world.record(0, &[same::reopen(id(a), id(b))]));
        }
        world.settle();
        prop_assert_eq!(&stands(&world), &before, "no mark was touched");
        for phone in 0..4 {
            for person in 50..54 {
                prop_assert_eq!(world.everyone(phone, person), vec![id(person)]);
                let said = before.get(&id(person)).copied().unwrap_or_default();
                prop_assert_eq!(world.sheet(phone)[&id(person)], said);
            }
        }
    }
}
