//! A past total alters only where the log says so: whatever comes late, whoever is said to be one, whoever is erased.

#![allow(
    clippy::unwrap_used,
    reason = "a test that meets what it does not expect must fail"
)]

#[allow(dead_code, reason = "each test file takes what it needs")]
mod common;

use common::*;
use domain::change::Edit;
use domain::erasure;
use domain::id::Id;
use domain::kind::Kind;
use domain::log::Line;
use domain::record::*;
use domain::report::{Facts, Query, Report, report};
use domain::same;
use domain::time::{Day, Millis};
use domain::verdict::Verdict;
use proptest::prelude::*;

const START: Millis = Millis(1_780_000_000_000);
/// How many days ago each session of literacy was.
const AGO: [i32; 4] = [40, 20, 6, 0];

fn day(ago: i32) -> Day {
    START.on_wall(60).0.plus(-ago)
}

fn session(at: usize) -> Id {
    Id::of_session(Id::of_only_group(id(LITERACY)), day(AGO[at]), 600)
}

/// The head's phone, those of two volunteers, and their server.
struct World {
    server: Server,
    phones: [Phone; 3],
    now: Millis,
}

#[derive(Clone, Debug)]
enum Step {
    Tap(usize, u8, usize, i64),
    Count(usize, usize, i64),
    Join(u8, u8),
    Part(u8, u8),
    Reopen(u8, u8),
    Erase(u8),
    Rename(u8, u8),
    Cancel(usize, bool),
    Sync(usize),
    /// An answer that was lost: the same is sent again.
    Again(usize),
}

fn step() -> impl Strategy<Value = Step> {
    let (phone, person, at) = (|| 0_usize..3, || 50_u8..54, || 0_usize..AGO.len());
    prop_oneof![
        8 => (phone(), person(), at(), 0_i64..5).prop_map(|(phone, who, at, mark)| Step::Tap(phone, who, at, mark)),
        1 => (phone(), at(), 0_i64..9).prop_map(|(phone, at, women)| Step::Count(phone, at, women)),
        2 => (person(), person()).prop_map(|(one, other)| Step::Join(one, other)),
        1 => (person(), person()).prop_map(|(one, other)| Step::Part(one, other)),
        1 => (person(), person()).prop_map(|(one, other)| Step::Reopen(one, other)),
        1 => person().prop_map(Step::Erase),
        1 => (person(), 0_u8..9).prop_map(|(who, name)| Step::Rename(who, name)),
        1 => (at(), any::<bool>()).prop_map(|(at, off)| Step::Cancel(at, off)),
        5 => phone().prop_map(Step::Sync),
        2 => phone().prop_map(Step::Again),
    ]
}

impl World {
    fn new() -> Self {
        let mut server = association(100, START);
        for (at, ago) in AGO.into_iter().enumerate() {
            let planned = Session {
                activity: id(LITERACY),
                group: Id::of_only_group(id(LITERACY)),
                day: day(ago),
                slot: 600,
                minutes: 60 + at as i64,
                status: SessionStatus::Planned,
                ..Session::default()
            };
            server.put(session(at), planned);
        }
        let phones = [(101, HEAD), (102, SALMA), (103, YOUSSEF)];
        let mut world = World {
            server,
            phones: phones.map(|(device, member)| Phone::new(id(device), id(member), 0)),
            now: START,
        };
        (0..3).for_each(|phone| world.sync(phone, true));
        world
    }

    fn record(&mut self, phone: usize, edit: Edit) {
        self.now = self.now.plus(1_000);
        self.phones[phone].record(&[edit], self.now);
    }

    /// Sends and hears; where the answer is lost, the phone knows nothing of it.
    fn sync(&mut self, phone: usize, heard: bool) {
        self.now = self.now.plus(10);
        let phone = &mut self.phones[phone];
        let request = phone.replica.sync_request(phone.clock(self.now), None).unwrap();
        let before = self.server.log.len();
        let response = self.server.sync(&request, self.now);
        if heard {
            phone.hear(&request, &response, self.now);
        }
        self.erase(before);
    }

    /// What a server does as its book closes: whatever is said about an erased person goes.
    fn erase(&mut self, since: usize) {
        let erased: Vec<Id> = self.server.log[since..].iter().filter_map(erasing).collect();
        for kept in self.server.records.values_mut() {
            let of = erasure::people(kept.record.kind, kept.record.id, &kept.record.fields);
            if of.iter().any(|person| erased.contains(person)) {
                *kept = erasure::bare(kept, self.now).unwrap_or(kept.clone());
            }
        }
    }

    fn play(&mut self, step: &Step) {
        match *step {
            Step::Tap(phone, who, at, status) => {
                let by = [HEAD, SALMA, YOUSSEF][phone];
                let tap = mark(session(at), id(who), Mark::from_number(status), id(by), self.now);
                self.record(phone, tap);
            }
            Step::Count(phone, at, women) => {
                let member = id([HEAD, SALMA, YOUSSEF][phone]);
                let (session, counted) = (session(at), Id::of_headcount(session(at), member));
                let count = HeadCount {
                    session,
                    member,
                    women,
                    ..HeadCount::default()
                };
                self.record(phone, Edit::create(counted, count));
            }
            Step::Join(one, other) => self.record(0, same::join(id(one), id(other))),
            Step::Part(one, other) => self.record(0, same::part(id(one), id(other))),
            Step::Reopen(one, other) => self.record(0, same::reopen(id(one), id(other))),
            Step::Erase(who) => {
                let requested = Some(Erasure::Requested.number());
                self.record(
                    0,
                    Edit::new(Kind::Beneficiary, id(who)).set(beneficiary::ERASED, requested),
                );
            }
            Step::Rename(who, name) => {
                let name = format!("Name {name}");
                self.record(
                    0,
                    Edit::new(Kind::Beneficiary, id(who)).set(beneficiary::FAMILY_LA, name),
                );
            }
            Step::Cancel(at, off) => {
                let status = if off {
                    SessionStatus::Cancelled
                } else {
                    SessionStatus::Planned
                };
                self.record(
                    0,
                    Edit::new(Kind::Session, session(at)).set(session::STATUS, status),
                );
            }
            Step::Sync(phone) => self.sync(phone, true),
            Step::Again(phone) => self.sync(phone, false),
        }
    }

    /// What is said of the days on which each session was.
    fn said(&self) -> Vec<Report> {
        let records: Vec<Record> = self
            .server
            .records
            .values()
            .map(|kept| kept.record.clone())
            .collect();
        let facts = Facts::read(records.iter());
        let of = |ago: i32| {
            let query = Query::of(day(ago).plus(-3), day(ago), day(0));
            // Who is new is said by what was before, and is no total.
            Report {
                by_new: Default::default(),
                ..report(&facts, &query)
            }
        };
        AGO.map(of).into()
    }
}

fn stands(line: &Line) -> bool {
    match line.answer.verdict {
        Verdict::Accepted | Verdict::Parallel => true,
        Verdict::Conflict { stands, .. } => stands,
        _ => false,
    }
}

/// The person a line of the log erases.
fn erasing(line: &Line) -> Option<Id> {
    let entry = LogEntry::of(&line.entry);
    let erased =
        entry.kind == i64::from(Kind::Beneficiary.number()) && entry.after.get(beneficiary::ERASED).is_some();
    (erased && stands(line)).then_some(entry.record)
}

/// Whether a line says something of the numbers of a session: of the session, of who was there, of who is one person.
fn is_about(line: &Line, world: &World, at: usize) -> bool {
    let record = LogEntry::of(&line.entry).record;
    let Some(kept) = world.server.records.get(&record) else {
        return false;
    };
    let record = &kept.record;
    stands(line)
        && match record.kind {
            Kind::Session => record.id == session(at),
            Kind::Attendance => Attendance::of(record).session == session(at),
            Kind::HeadCount => HeadCount::of(record).session == session(at),
            Kind::Pair => true,
            _ => false,
        }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn a_past_total_alters_only_where_a_line_that_was_received_since_says_so(
        steps in proptest::collection::vec(step(), 1..60)
    ) {
        let mut world = World::new();
        for step in steps.iter().chain(&[Step::Sync(0), Step::Sync(1), Step::Sync(2)]) {
            let (before, lines) = (world.said(), world.server.log.len());
            world.play(step);
            let since = &world.server.log[lines..];
            for (at, (before, after)) in before.iter().zip(world.said()).enumerate() {
                if *before != after {
                    prop_assert!(
                        since.iter().any(|line| is_about(line, &world, at)),
                        "{:?} altered {} by {:?}: {:?}, then {:?}", step, at, since, before, after
                    );
                }
            }
        }
    }
}

#[test]
fn a_mark_that_comes_late_alters_the_day_it_was_made_for_and_no_other_and_the_log_says_so() {
    let mut world = World::new();
    world.play(&Step::Tap(1, 50, 0, 1));
    let before = world.said();
    world.play(&Step::Sync(1));
    let after = world.said();
    let people = |said: &[Report]| said.iter().map(|one| one.total.people).collect::<Vec<_>>();
    assert_eq!((people(&before), people(&after)), (vec![0; 4], vec![1, 0, 0, 0]));
    assert_eq!(
        world
            .server
            .log
            .iter()
            .filter(|line| is_about(line, &world, 0))
            .count(),
        1
    );
    world.play(&Step::Erase(50));
    world.play(&Step::Sync(0));
    assert_eq!(
        world.server.log.iter().filter_map(erasing).collect::<Vec<_>>(),
        [id(50)]
    );
    assert_eq!(world.said(), after, "whoever is erased is counted still");
}
