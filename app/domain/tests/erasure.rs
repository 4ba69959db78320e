//! Erasing what identifies somebody: what stays, what others recorded meanwhile, what a phone forgets.

#![allow(
    clippy::unwrap_used,
    reason = "a test that meets what it does not expect must fail"
)]

#[allow(dead_code, reason = "each test file takes what it needs")]
mod common;

use common::*;
use domain::change::Edit;
use domain::erasure::{Lapsed, Redaction, lapsed};
use domain::id::Id;
use domain::kind::Kind;
use domain::record::*;
use domain::referee::{Kept, Stamp};
use domain::same;
use domain::slice::Slice;
use domain::time::{Day, Millis};
use domain::verdict::{Reason, Verdict};
use domain::wire::{SyncRequest, SyncResponse};

const START: Millis = Millis(1_780_000_000_000);
const OFFICE: usize = 0;
const FIELD: usize = 1;

/// The head's phone, Salma's, and their server.
struct World {
    server: Server,
    phones: [Phone; 2],
    now: Millis,
}

impl World {
    fn new() -> Self {
        let mut world = World {
            server: association(100, START),
            phones: [(101, HEAD), (102, SALMA)].map(|(device, member)| Phone::new(id(device), id(member), 0)),
            now: START,
        };
        world.settle();
        world
    }

    fn once(&mut self, phone: usize) -> (SyncRequest, SyncResponse) {
        let request = self.request(phone);
        let response = self.server.sync(&request, self.now);
        self.hear(phone, &request, &response);
        (request, response)
    }

    fn request(&mut self, phone: usize) -> SyncRequest {
        self.now = self.now.plus(10);
        let phone = &self.phones[phone];
        phone.replica.sync_request(phone.clock(self.now), None).unwrap()
    }

    fn hear(&mut self, phone: usize, request: &SyncRequest, response: &SyncResponse) {
        self.phones[phone].hear(request, response, self.now);
    }

    fn settle(&mut self) {
        (0..8).for_each(|round| drop(self.once(round % 2)));
    }

    fn record(&mut self, phone: usize, edits: &[Edit]) -> bool {
        self.now = self.now.plus(1_000);
        self.phones[phone].record(edits, self.now)
    }

    fn recorded(&mut self, phone: usize, edits: &[Edit]) {
        assert!(self.record(phone, edits), "{edits:?}");
    }

    /// A phone's memory and disk, as text.
    fn kept_by(&self, phone: usize) -> String {
        let phone = &self.phones[phone];
        format!("{:?} {:?}", phone.replica, phone.receipts())
    }
}

fn erasing(person: Id) -> Edit {
    Edit::new(Kind::Beneficiary, person).set(beneficiary::ERASED, Some(Erasure::Requested.number()))
}

fn named(person: Id, name: &str) -> Edit {
    Edit::new(Kind::Beneficiary, person).set(beneficiary::FAMILY_LA, name.to_owned())
}

fn noted(person: Id, status: Mark, note: &str) -> Edit {
    let session = session_of(LITERACY, START);
    let mark = Attendance {
        session,
        beneficiary: person,
        status,
        note: note.to_owned(),
        ..Attendance::default()
    };
    Edit::create(Id::of_attendance(session, person), mark)
}

fn refused_as_erased(verdict: &Verdict) -> bool {
    matches!(
        verdict,
        Verdict::Refused {
            reason: Reason::Erased,
            ..
        }
    )
}

#[test]
fn a_record_stands_with_what_is_counted_and_nothing_more_is_said_of_it() {
    let mut world = World::new();
    let person = id(50);
    world.recorded(
        OFFICE,
        &[named(person, "Benali")
            .set(beneficiary::BIRTH_DAY, Day::from_ymd(1985, 4, 2))
            .set(beneficiary::COMMUNE, "01.511.01.0".to_owned())
            .set(beneficiary::PHONE, "+212612345678".to_owned())],
    );
    world.settle();
    world.recorded(OFFICE, &[erasing(person)]);
    let seen: Beneficiary = world.phones[OFFICE].replica.view(person).unwrap();
    let wanted = Beneficiary {
        sex: Sex::Female,
        birth_year: Some(1985),
        commune: "01.511.01.0".to_owned(),
        erased: Some(1),
        ..Beneficiary::default()
    };
    assert_eq!(seen, wanted, "the head sees it at once");
    world.settle();
    for phone in [OFFICE, FIELD] {
        assert_eq!(
            world.phones[phone].replica.view::<Beneficiary>(person),
            Some(wanted.clone())
        );
    }
    assert!(!world.kept_by(FIELD).contains("612345678"));
    let kept = &world.server.records[&person];
    let stamped: Vec<u16> = kept
        .stamps
        .iter()
        .flat_map(|stamp| stamp.fields.clone())
        .collect();
    let set = kept.record.fields.iter().map(|(field, _)| field);
    assert!(set.into_iter().all(|field| stamped.contains(&field)), "{kept:?}");
    // Nobody says more of them, no head unsays it, and nobody is one with them any more.
    let unsaid = Edit::new(Kind::Beneficiary, person).set(beneficiary::ERASED, None::<i64>);
    for edit in [unsaid, named(person, "Benali"), same::join(id(51), person)] {
        assert!(!world.record(OFFICE, core::slice::from_ref(&edit)), "{edit:?}");
    }
    assert!(
        world.record(OFFICE, &[erasing(person)]),
        "said twice it is said once"
    );
}

#[test]
fn a_volunteer_erases_nobody() {
    let mut world = World::new();
    assert!(!world.record(FIELD, &[erasing(id(50))]));
}

#[test]
fn what_was_recorded_offline_counts_without_its_words_and_what_altered_them_is_refused() {
    let mut world = World::new();
    let person = id(50);
    world.recorded(FIELD, &[noted(person, Mark::Present, "Wazzani")]);
    world.recorded(FIELD, &[named(person, "Wazzani")]);
    world.recorded(OFFICE, &[erasing(person)]);
    world.once(OFFICE);
    world.settle();
    let session = session_of(LITERACY, START);
    let mark = &world.server.records[&Id::of_attendance(session, person)].record;
    assert_eq!(
        (
            mark.read::<Mark>(attendance::STATUS),
            mark.read::<String>(attendance::NOTE)
        ),
        (Mark::Present, String::new())
    );
    let stuck = world.phones[FIELD].stuck();
    assert!(stuck.len() == 1 && refused_as_erased(&stuck[0].1), "{stuck:?}");
    assert!(
        !format!("{:?}", world.server.log).contains("Wazzani"),
        "nor does the log say it"
    );
    assert!(!world.kept_by(FIELD).contains("Wazzani"));
}

#[test]
fn a_phone_that_hears_of_it_before_it_sends_keeps_the_mark_and_forgets_the_words() {
    let mut world = World::new();
    let person = id(50);
    world.recorded(FIELD, &[noted(person, Mark::Late, "Wazzani")]);
    world.once(FIELD);
    world.settle();
    assert!(world.kept_by(FIELD).contains("Wazzani"), "as a receipt");
    world.recorded(
        FIELD,
        &[
            noted(person, Mark::Excused, "Quennefleur"),
            named(person, "Quennefleur"),
        ],
    );
    world.recorded(OFFICE, &[erasing(person)]);
    world.once(OFFICE);
    let mut request = world.request(FIELD);
    request.changes.clear();
    let mut response = world.server.sync(&request, world.now);
    // The server rewrites the mark too.
    for part in &mut response.slices {
        part.records.retain(|record| record.kind == Kind::Beneficiary);
    }
    world.hear(FIELD, &request, &response);
    for word in ["Wazzani", "Quennefleur"] {
        let outbox: Vec<_> = world.phones[FIELD].replica.outbox().collect();
        assert!(
            !format!("{outbox:?} {:?}", world.phones[FIELD].receipts()).contains(word),
            "{word}"
        );
    }
    assert_eq!(world.phones[FIELD].replica.waiting(), 2);
    world.settle();
    let mark = Id::of_attendance(session_of(LITERACY, START), person);
    assert_eq!(
        world.server.records[&mark]
            .record
            .read::<Mark>(attendance::STATUS),
        Mark::Excused
    );
    let stuck = world.phones[FIELD].stuck();
    assert!(stuck.len() == 1 && refused_as_erased(&stuck[0].1), "{stuck:?}");
}

#[test]
fn a_phone_rids_its_part_of_the_log_of_what_a_newer_line_declares() {
    let mut world = World::new();
    world.recorded(OFFICE, &[named(id(50), "Wazzani"), named(id(51), "Stays")]);
    world.settle();
    let named = world
        .server
        .log
        .iter()
        .find(|line| format!("{line:?}").contains("Wazzani"))
        .unwrap();
    let declared = LogEntry {
        kind: Kind::Beneficiary.number().into(),
        record: id(50),
        redactions: vec![Redaction::of(named.answer.seq, &[0; 32], &[])],
        ..LogEntry::default()
    };
    let request = world.request(OFFICE);
    let mut response = world.server.sync(&request, world.now);
    let upto = world.server.seq + 1;
    response.slices.push(domain::wire::SlicePart {
        records: vec![Record {
            kind: Kind::LogEntry,
            id: id(99),
            version: upto,
            fields: declared.fields(),
        }],
        ..domain::wire::SlicePart::empty(Slice::Log, upto)
    });
    world.hear(OFFICE, &request, &response);
    let log: Vec<_> = world.phones[OFFICE].replica.base_records(Slice::Log).collect();
    let log = format!("{log:?}");
    assert!(!log.contains("Wazzani") && log.contains("Stays"), "{log}");
}

#[test]
fn after_a_restore_from_before_somebody_was_added_phones_bring_them_back_without_a_name() {
    let mut world = World::new();
    let backup = world.server.clone();
    let person = Id::v7(START, [77; 10]);
    let newcomer = Beneficiary {
        given_la: "Wazzani".to_owned(),
        birth_year: Some(1990),
        ..Beneficiary::default()
    };
    let enrolled = Registration {
        activity: id(LITERACY),
        beneficiary: person,
        status: RegistrationStatus::Confirmed,
        ..Registration::default()
    };
    world.recorded(
        FIELD,
        &[
            Edit::create(person, newcomer),
            Edit::create(Id::of_registration(id(LITERACY), person), enrolled),
            noted(person, Mark::Present, "Wazzani"),
        ],
    );
    world.settle();
    world.recorded(FIELD, &[named(person, "Quennefleur")]);
    world.settle();
    world.recorded(OFFICE, &[erasing(person)]);
    world.settle();
    world.server.restore(&backup);
    world.settle();
    world.settle();
    let there = Beneficiary::of(&world.server.records[&person].record);
    assert_eq!((there.erased, there.birth_year), (Some(1), Some(1990)));
    let mark = Id::of_attendance(session_of(LITERACY, START), person);
    assert_eq!(
        world.server.records[&mark]
            .record
            .read::<Mark>(attendance::STATUS),
        Mark::Present
    );
    let all = format!("{:?} {:?}", world.server.records, world.server.log);
    assert!(!all.contains("Wazzani") && !all.contains("Quennefleur"));
    for phone in [OFFICE, FIELD] {
        assert_eq!(
            (world.phones[phone].replica.waiting(), world.phones[phone].stuck()),
            (0, vec![])
        );
    }
}

fn kept<V: View>(id: Id, view: V, day: Day) -> Kept {
    let at = Millis(i64::from(day.0) * 86_400_000);
    Kept {
        record: Record {
            kind: V::KIND,
            id,
            version: 1,
            fields: view.fields(),
        },
        stamps: vec![Stamp {
            seq: 1,
            at,
            device: Id::MIN,
            counter: 0,
            fields: vec![1],
        }],
    }
}

#[test]
fn who_was_last_there_longer_ago_than_may_be_kept_is_named_and_nobody_else() {
    let day = |text: &str| Day::from_iso(text).unwrap();
    let person = |n: u8| kept(id(n), Beneficiary::default(), day("2020-01-01"));
    let mut records: Vec<Kept> = (1..=7).map(person).collect();
    let met = |n: u8, on: &str| {
        let session = Session {
            day: day(on),
            ..Session::default()
        };
        kept(id(n), session, day(on))
    };
    records.extend([
        met(20, "2024-11-28"),
        met(21, "2024-11-29"),
        met(22, "2026-01-01"),
    ]);
    let marked = |session: u8, who: u8, status| {
        let mark = Attendance {
            session: id(session),
            beneficiary: id(who),
            status,
            ..Attendance::default()
        };
        kept(Id::of_attendance(id(session), id(who)), mark, day("2020-01-01"))
    };
    records.extend([
        marked(20, 1, Mark::Present),
        marked(21, 2, Mark::Absent),
        marked(22, 3, Mark::Unmarked),
    ]);
    let enrolled = Registration {
        activity: id(10),
        beneficiary: id(4),
        ..Registration::default()
    };
    records.push(kept(id(40), enrolled, day("2025-06-01")));
    // Five was recorded twice, and came as six; seven was erased before.
    let joined = same::join(id(5), id(6));
    records.push(Kept {
        record: Record {
            kind: joined.kind,
            id: joined.record,
            version: 1,
            fields: joined.set,
        },
        stamps: Vec::new(),
    });
    records.push(marked(22, 6, Mark::Late));
    records[6].record.fields.lay(
        &Edit::new(Kind::Beneficiary, id(7))
            .set(beneficiary::ERASED, Some(2_i64))
            .set,
    );
    assert_eq!(lapsed(&records, 24, day("2026-11-29")).people, [id(1), id(3)]);
    assert_eq!(lapsed(&records, 600, day("2026-11-29")).people, []);
}

#[test]
fn an_answered_request_is_kept_for_the_same_time_and_an_open_one_until_it_is_answered() {
    let day = |text: &str| Day::from_iso(text).unwrap();
    let asked = |n: u8, done: Option<&str>, erased| {
        let asked = Request {
            received: Some(day("2020-01-01")),
            done: done.map(day),
            erased,
            ..Request::default()
        };
        kept(id(n), asked, day("2020-01-01"))
    };
    let records = [
        asked(5, Some("2024-11-28"), None),
        asked(4, Some("2020-01-09"), None),
        asked(3, Some("2024-11-29"), None),
        asked(2, None, None),
        asked(1, Some("2020-01-09"), Some(true)),
    ];
    assert_eq!(
        lapsed(&records, 24, day("2026-11-29")),
        Lapsed {
            people: Vec::new(),
            requests: vec![id(4), id(5)]
        }
    );
}
