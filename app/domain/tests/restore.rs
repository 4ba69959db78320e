//! A server that begins again from a backup: phones bring back what that lacks, in order, once, by themselves.

#![allow(
    clippy::unwrap_used,
    reason = "a test that meets what it does not expect must fail"
)]

#[allow(dead_code, reason = "each test file takes what it needs")]
mod common;

use common::*;
use domain::change::Edit;
use domain::id::Id;
use domain::kind::Kind;
use domain::record::*;
use domain::replica::Me;
use domain::time::Millis;
use domain::verdict::{Reason, Verdict};
use domain::wire::{PUSH_CHANGES, SyncRequest, SyncResponse};

const START: Millis = Millis(1_780_000_000_000);

/// The head's phone, Salma's and Youssef's, and their server.
struct World {
    server: Server,
    phones: Vec<Phone>,
    now: Millis,
}

impl World {
    fn new() -> Self {
        let phone = |(device, member)| Phone::new(id(device), id(member), 0);
        let mut world = World {
            server: association(100, START),
            phones: [(101, HEAD), (102, SALMA), (103, YOUSSEF)].map(phone).into(),
            now: START,
        };
        (0..3).for_each(|phone| world.exchange(phone));
        world
    }

    fn request(&self, phone: usize) -> SyncRequest {
        let phone = &self.phones[phone];
        phone.replica.sync_request(phone.clock(self.now), None).unwrap()
    }

    fn answer(&mut self, request: &SyncRequest) -> SyncResponse {
        self.now = self.now.plus(10);
        self.server.sync(request, self.now)
    }

    fn once(&mut self, phone: usize) -> (SyncRequest, SyncResponse) {
        let request = self.request(phone);
        let response = self.answer(&request);
        let now = self.now;
        self.phones[phone].hear(&request, &response, now);
        (request, response)
    }

    fn exchange(&mut self, phone: usize) {
        (0..20).for_each(|_| drop(self.once(phone)));
    }

    /// Every phone comes by, and again after the others.
    fn settle(&mut self) {
        for _ in 0..3 {
            (0..3).for_each(|phone| self.exchange(phone));
        }
    }

    fn record(&mut self, phone: usize, edits: &[Edit]) {
        self.now = self.now.plus(1_000);
        let now = self.now;
        assert!(self.phones[phone].record(edits, now), "recorded");
    }

    fn mark(&mut self, phone: usize, person: Id) {
        let by = self.phones[phone].replica.me().unwrap().member;
        let edit = mark(session_of(LITERACY, START), person, Mark::Present, by, self.now);
        self.record(phone, &[edit]);
    }

    /// Somebody comes who was never here, and is registered.
    fn newcomer(&mut self, phone: usize, n: u8) -> Id {
        let person = Id::v7(START, [n; 10]);
        let named = Beneficiary {
            given_ar: "جديد".into(),
            ..Beneficiary::default()
        };
        let registered = Registration {
            activity: id(LITERACY),
            beneficiary: person,
            status: RegistrationStatus::Confirmed,
            ..Registration::default()
        };
        self.record(
            phone,
            &[
                Edit::create(person, named),
                Edit::create(Id::of_registration(id(LITERACY), person), registered),
            ],
        );
        person
    }

    fn logged(&self) -> Vec<(Id, Verdict)> {
        let lines = self.server.log.iter();
        lines
            .map(|line| (line.entry.id, line.answer.verdict.clone()))
            .collect()
    }

    /// All that was ever recorded stands, each in the log once, and every phone equals its slices.
    fn check(&self) {
        let mut logged = self.logged();
        assert!(logged.iter().all(|(_, verdict)| verdict.settles()), "{logged:?}");
        let mut recorded: Vec<Id> = Vec::new();
        for phone in &self.phones {
            assert_eq!(phone.replica.waiting(), 0);
            assert_equal(&self.server, phone);
            recorded.extend(phone.planned.iter().map(|change| change.id));
        }
        logged.sort_by_key(|(id, _)| *id);
        recorded.sort();
        assert_eq!(logged.into_iter().map(|(id, _)| id).collect::<Vec<_>>(), recorded);
    }
}

#[test]
fn what_was_acknowledged_after_the_backup_comes_back_in_order_and_before_what_is_newer() {
    let mut world = World::new();
    world.mark(1, id(50));
    world.exchange(1);
    let backup = world.server.clone();
    let person = world.newcomer(1, 60);
    world.exchange(1);
    world.server.restore(&backup);
    // Recorded before the phone hears of the restore.
    world.mark(1, person);
    let (_, first) = world.once(1);
    assert_eq!(
        first.verdicts,
        [],
        "nothing is decided before the older work is here"
    );
    assert_eq!(first.shared_upto, Some(backup.seq));
    let (request, _) = world.once(1);
    let counters: Vec<u64> = request.changes.iter().map(|change| change.counter).collect();
    assert_eq!(counters, [2, 3, 4], "what the backup has is not sent");
    world.exchange(1);
    world.settle();
    world.check();
}

#[test]
fn work_on_what_another_phone_is_yet_to_bring_waits_for_it() {
    let mut world = World::new();
    let backup = world.server.clone();
    let person = world.newcomer(1, 60);
    world.exchange(1);
    world.exchange(2);
    let renamed = Edit::new(Kind::Beneficiary, person).set(beneficiary::DOUAR, "Tamda".to_owned());
    world.record(2, &[renamed]);
    world.mark(2, person);
    world.exchange(2);
    world.server.restore(&backup);
    world.exchange(2);
    assert_eq!(
        world.phones[2].replica.waiting(),
        2,
        "neither refused nor forgotten"
    );
    assert_eq!(world.logged(), []);
    world.settle();
    world.check();
}

#[test]
fn what_nobody_brings_back_is_refused_once_the_wait_is_over() {
    let mut world = World::new();
    let backup = world.server.clone();
    let person = world.newcomer(1, 60);
    world.exchange(1);
    world.exchange(2);
    world.mark(2, person);
    world.exchange(2);
    world.server.restore(&backup);
    world.exchange(2);
    world.server.lacking = false;
    world.exchange(2);
    let reason = Reason::UnknownReference;
    let stuck = world.phones[2].stuck();
    assert!(
        matches!(&stuck[..], [(_, Verdict::Refused { reason: why, .. })] if *why == reason),
        "{stuck:?}"
    );
}

#[test]
fn an_answer_of_the_server_as_it_was_that_comes_late_settles_nothing() {
    let mut world = World::new();
    let backup = world.server.clone();
    world.mark(1, id(50));
    let request = world.request(1);
    let late = world.answer(&request);
    world.server.restore(&backup);
    world.once(1);
    let now = world.now;
    world.phones[1].hear(&request, &late, now);
    assert_eq!(world.phones[1].replica.waiting(), 1);
    assert_eq!(
        world.phones[1].replica.meta().epoch,
        Some(world.server.lineage()),
        "and brings the old lineage back to nobody"
    );
    world.settle();
    world.check();
}

#[test]
fn a_version_seen_of_what_is_gone_was_not_seen() {
    let mut world = World::new();
    let backup = world.server.clone();
    let name = |text: &str| Edit::new(Kind::Beneficiary, id(50)).set(beneficiary::GIVEN_LA, text.to_owned());
    (0..5u8).for_each(|n| world.record(0, &[name(&format!("Name {n}"))]));
    world.exchange(0);
    world.exchange(1);
    world.record(1, &[name("Seen and set")]);
    world.server.restore(&backup);
    // On the restored server Youssef writes later, under a number that Salma believes she saw.
    world.exchange(2);
    world.record(2, &[name("Later")]);
    world.exchange(2);
    world.settle();
    let stands = world.server.records[&id(50)]
        .record
        .read::<String>(beneficiary::GIVEN_LA);
    assert_eq!(stands, "Later", "the later true time stands");
    world.check();
}

#[test]
fn a_phone_that_knew_a_lineage_given_up_since_sends_all_again() {
    let mut world = World::new();
    let backup = world.server.clone();
    world.mark(1, id(50));
    world.exchange(1);
    world.server.restore(&backup);
    world.exchange(1);
    world.mark(1, id(51));
    world.exchange(1);
    // From the same backup once more: this server never heard of the lineage in between.
    world.server.epoch += 5;
    world.server.restore(&backup);
    let (_, first) = world.once(1);
    assert_eq!(first.shared_upto, Some(0));
    world.settle();
    world.check();
}

#[test]
fn work_held_for_a_head_that_the_backup_lacks_is_held_again() {
    let mut world = World::new();
    let backup = world.server.clone();
    let away = Edit::new(Kind::Member, id(YOUSSEF)).set(member::ACTIVITIES, vec![id(SPORT)]);
    world.mark(2, id(50));
    world.record(0, &[away]);
    world.exchange(0);
    world.exchange(2);
    assert_eq!(world.phones[2].stuck().len(), 1);
    world.server.restore(&backup);
    world.exchange(0);
    world.exchange(2);
    assert_eq!(world.phones[2].stuck().len(), 1);
    assert_eq!(world.logged().len(), 2, "the head has it again");
}

#[test]
fn whoever_signs_in_again_after_a_restore_brings_their_work() {
    let mut world = World::new();
    let backup = world.server.clone();
    world.mark(1, id(50));
    world.exchange(1);
    world.server.restore(&backup);
    // The session is gone with the database, and the server gives the phone another name.
    world.server.devices.insert(id(109), id(SALMA));
    let me = Me {
        association: id(ASSOCIATION),
        member: id(SALMA),
        device: id(109),
    };
    let batch = world.phones[1].replica.sign_in(me);
    world.phones[1].commit(batch);
    world.phones[1].device = id(109);
    world.settle();
    world.check();
}

#[test]
fn an_answer_that_came_after_signing_out_and_is_gone_from_the_server_is_asked_for_again() {
    let mut world = World::new();
    let backup = world.server.clone();
    world.mark(1, id(50));
    let request = world.request(1);
    let late = world.answer(&request);
    let batch = world.phones[1].replica.sign_out();
    world.phones[1].commit(batch);
    let now = world.now;
    world.phones[1].hear(&request, &late, now);
    world.server.restore(&backup);
    let me = Me {
        association: id(ASSOCIATION),
        member: id(SALMA),
        device: world.phones[1].device,
    };
    let batch = world.phones[1].replica.sign_in(me);
    world.phones[1].commit(batch);
    world.settle();
    world.check();
}

#[test]
fn more_unanswered_work_than_one_request_carries_keeps_nothing_newer_waiting() {
    let mut world = World::new();
    let backup = world.server.clone();
    let person = world.newcomer(1, 60);
    world.exchange(1);
    world.exchange(2);
    for n in 0..PUSH_CHANGES + 20 {
        let edit = Edit::new(Kind::Beneficiary, person).set(beneficiary::DOUAR, format!("Douar {n}"));
        world.record(2, &[edit]);
    }
    world.mark(2, id(51));
    world.server.restore(&backup);
    world.exchange(2);
    let marks = kinds(&world.server, Kind::Attendance);
    assert_eq!(marks, 1, "the mark is through");
    assert_eq!(world.phones[2].replica.waiting(), PUSH_CHANGES + 20);
    world.settle();
    world.check();
}

#[test]
fn a_head_is_told_once_and_again_when_it_moves() {
    let mut world = World::new();
    world.mark(1, id(50));
    world.exchange(1);
    let told = |world: &World, phone: usize| world.request(phone).head;
    assert_eq!(told(&world, 1), None, "the server has heard of it");
    world.mark(2, id(51));
    world.exchange(2);
    let (_, answer) = world.once(1);
    assert_eq!(told(&world, 1), answer.head);
    assert_eq!(answer.head.unwrap().seq, world.server.seq);
    world.once(1);
    assert_eq!(told(&world, 1), None);
}
