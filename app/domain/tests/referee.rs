//! What the server decides about one change, case by case.

#![allow(
    clippy::unwrap_used,
    reason = "a test that meets what it does not expect must fail"
)]

#[allow(dead_code, reason = "each test file takes what it needs")]
mod common;

use common::*;
use domain::access::Asker;
use domain::change::{Change, Edit, UNREAD};
use domain::id::Id;
use domain::kind::Kind;
use domain::record::*;
use domain::referee::{Kept, Receipt, Ruling, judge};
use domain::replica::PlanError;
use domain::rules::Fault;
use domain::slice::Ledger;
use domain::sought::Sought;
use domain::time::{Clock, Millis};
use domain::value::{FieldValue, Value};
use domain::verdict::{Reason, Verdict};
use domain::wire::to_cbor;

const NOW: Millis = Millis(1_780_000_000_000);

/// A change of a device: its counter, the version it saw, when.
fn change(edit: Edit, device: u8, counter: u64, base: u64, at: i64) -> Change {
    let clock = Clock {
        now: NOW.plus(at),
        offset_min: 60,
    };
    Change {
        id: Id::of_change(id(device), counter, clock.now),
        kind: edit.kind,
        record: edit.record,
        base,
        set: edit.set,
        clock,
        counter,
    }
}

fn rule(server: &Server, member: u8, device: u8, kept: Option<&Kept>, change: &Change, seq: u64) -> Ruling {
    let asker = Asker::of(&server.records[&id(member)].record);
    judge(server, &asker, None, kept, change, &receipt(device, seq))
}

fn receipt(device: u8, seq: u64) -> Receipt {
    Receipt {
        device: id(device),
        skew_ms: 0,
        at: NOW.plus(1_000_000),
        seq,
        carrier: None,
    }
}

fn exchange(server: &mut Server, phone: &mut Phone) {
    let request = phone.replica.sync_request(phone.clock(NOW), None).unwrap();
    let response = server.sync(&request, NOW);
    let batch = phone.replica.sync_response(&request, &response, NOW, &[]);
    phone.commit(batch);
}

fn douar(text: &str) -> Edit {
    Edit::new(Kind::Beneficiary, id(50)).set(beneficiary::DOUAR, text.to_string())
}

fn phone(text: &str) -> Edit {
    Edit::new(Kind::Beneficiary, id(50)).set(beneficiary::PHONE, text.to_string())
}

/// The record of person 50 after Salma's phone set its douar as seq 1000.
fn after_salma(server: &Server) -> Kept {
    let first = change(douar("Tamait"), 102, 1, 500, 0);
    rule(server, SALMA, 102, server.records.get(&id(50)), &first, 1_000)
        .kept
        .unwrap()
}

#[test]
fn other_fields_changed_meanwhile_stand_beside_each_other() {
    let server = association(100, NOW);
    let kept = after_salma(&server);
    let ruling = rule(
        &server,
        YOUSSEF,
        103,
        Some(&kept),
        &change(phone("+212612345678"), 103, 1, 500, 5),
        1_001,
    );
    assert_eq!(ruling.line.answer.verdict, Verdict::Parallel);
    let record = ruling.kept.unwrap().record;
    assert_eq!(record.read::<String>(beneficiary::DOUAR), "Tamait");
    assert_eq!(record.read::<String>(beneficiary::PHONE), "+212612345678");
    assert_eq!(record.version, 1_001);
}

#[test]
fn the_same_field_changed_meanwhile_is_a_conflict_that_the_later_true_time_wins() {
    let server = association(100, NOW);
    let kept = after_salma(&server);
    let earlier = rule(
        &server,
        YOUSSEF,
        103,
        Some(&kept),
        &change(douar("Aglou"), 103, 1, 500, -5),
        1_001,
    );
    assert_eq!(
        earlier.line.answer.verdict,
        Verdict::Conflict {
            fields: vec![beneficiary::DOUAR],
            stands: false
        }
    );
    assert_eq!(earlier.kept, None, "the record does not alter");
    let after = Value::read_text(&earlier.line.entry, beneficiary::DOUAR);
    assert_eq!(after, "Aglou", "the other value is kept in the log");
    let later = rule(
        &server,
        YOUSSEF,
        103,
        Some(&kept),
        &change(douar("Aglou"), 103, 1, 500, 5),
        1_001,
    );
    assert_eq!(
        later.kept.unwrap().record.read::<String>(beneficiary::DOUAR),
        "Aglou"
    );
}

#[test]
fn whoever_saw_the_other_change_makes_no_conflict() {
    let server = association(100, NOW);
    let kept = after_salma(&server);
    let ruling = rule(
        &server,
        YOUSSEF,
        103,
        Some(&kept),
        &change(douar("Aglou"), 103, 1, 1_000, -5),
        1_001,
    );
    assert_eq!(ruling.line.answer.verdict, Verdict::Accepted);
}

#[test]
fn an_older_change_of_the_same_phone_that_arrives_late_undoes_nothing() {
    let server = association(100, NOW);
    let second = change(douar("Second"), 102, 2, 500, 5);
    let kept = rule(&server, SALMA, 102, server.records.get(&id(50)), &second, 1_000)
        .kept
        .unwrap();
    let first = rule(
        &server,
        SALMA,
        102,
        Some(&kept),
        &change(douar("First"), 102, 1, 500, 9),
        1_001,
    );
    assert_eq!((first.line.answer.verdict, first.kept), (Verdict::Accepted, None));
}

#[test]
fn what_nobody_may_do_is_refused_with_a_reason() {
    let server = association(100, NOW);
    let refused = |member, device, edit: Edit| {
        let kept = server.records.get(&edit.record);
        match rule(
            &server,
            member,
            device,
            kept,
            &change(edit, device, 1, 500, 0),
            1_000,
        )
        .line
        .answer
        .verdict
        {
            Verdict::Refused { field, reason } => (field, reason),
            other => panic!("{other:?}"),
        }
    };
    let promote = Edit::new(Kind::Member, id(SALMA)).set(member::ROLE, Role::Head);
    assert_eq!(refused(SALMA, 102, promote.clone()), (None, Reason::NotAllowed));
    // A card says who somebody is at every door: only those who see everybody give it.
    for field in [beneficiary::CARD, beneficiary::CARDS_BEFORE] {
        let card = Edit::new(Kind::Beneficiary, id(50)).set(field, "28T5-CY4T-QKFF-M7TD".to_string());
        assert_eq!(refused(SALMA, 102, card), (None, Reason::NotAllowed));
    }
    let elsewhere = mark(session_of(SPORT, NOW), id(54), Mark::Present, id(SALMA), NOW);
    assert_eq!(refused(SALMA, 102, elsewhere), (None, Reason::NotAllowed));
    assert_eq!(
        refused(SALMA, 102, phone("0612")),
        (Some(beneficiary::PHONE), Reason::BadPhone)
    );
    assert_eq!(
        refused(SALMA, 102, douar(&"x".repeat(81))),
        (Some(beneficiary::DOUAR), Reason::TooLong)
    );
    assert_eq!(
        refused(SALMA, 102, douar("a\u{202E}b")),
        (Some(beneficiary::DOUAR), Reason::BadText)
    );
    let nobody = mark(session_of(LITERACY, NOW), id(99), Mark::Present, id(SALMA), NOW);
    assert_eq!(
        refused(SALMA, 102, nobody),
        (Some(attendance::BENEFICIARY), Reason::UnknownReference)
    );
    let mut forged = mark(session_of(LITERACY, NOW), id(50), Mark::Present, id(SALMA), NOW);
    forged.record = id(98);
    assert_eq!(refused(SALMA, 102, forged), (None, Reason::WrongId));
    let moved = Edit::new(Kind::Session, session_of(LITERACY, NOW)).set(session::ACTIVITY, id(SPORT));
    assert_eq!(
        refused(HEAD, 101, moved),
        (Some(session::ACTIVITY), Reason::Fixed)
    );
    let promoted = server.record(id(SALMA)).unwrap();
    assert_eq!(promoted.read::<Role>(member::ROLE), Role::Volunteer);
}

/// What a volunteer of one activity says of the group of another.
fn of_anothers_group(server: &Server) -> [Edit; 3] {
    let (activity, group) = (id(LITERACY), Id::of_only_group(id(SPORT)));
    let day = NOW.on_wall(60).0;
    let session = Session {
        activity,
        group,
        day,
        slot: 900,
        minutes: 60,
        status: SessionStatus::Planned,
        ..Session::default()
    };
    let schedule = Schedule {
        activity,
        group,
        weekdays: 1,
        slot: 900,
        minutes: 60,
        from: day,
        to: day,
    };
    let registration = Id::of_registration(activity, id(50));
    assert!(server.record(registration).is_some());
    [
        Edit::create(Id::of_session(group, day, 900), session),
        Edit::create(id(71), schedule),
        Edit::new(Kind::Registration, registration).set(registration::GROUP, group),
    ]
}

#[test]
fn nobody_puts_the_group_of_one_activity_into_another() {
    let server = association(100, NOW);
    for (edit, field) in
        of_anothers_group(&server)
            .into_iter()
            .zip([session::GROUP, schedule::GROUP, registration::GROUP])
    {
        let kept = server.records.get(&edit.record);
        let ruling = rule(&server, HEAD, 101, kept, &change(edit, 101, 1, 500, 0), 9);
        let refused = Verdict::Refused {
            field: Some(field),
            reason: Reason::BadValue,
        };
        assert_eq!(ruling.line.answer.verdict, refused);
    }
}

#[test]
fn a_phone_tells_of_a_misplaced_group_at_once() {
    let mut server = association(100, NOW);
    let mut head = Phone::new(id(101), id(HEAD), 0);
    exchange(&mut server, &mut head);
    for (edit, field) in
        of_anothers_group(&server)
            .into_iter()
            .zip([session::GROUP, schedule::GROUP, registration::GROUP])
    {
        let refused = head.replica.plan(&[edit], head.clock(NOW)).unwrap_err();
        let fault = Fault::at(field, Reason::BadValue);
        assert_eq!(refused, PlanError::Fault { edit: 0, fault });
    }
}

#[test]
fn a_mark_at_a_cancelled_session_waits_for_a_head() {
    let mut server = association(100, NOW);
    let session = session_of(LITERACY, NOW);
    let cancelled = server.records.get_mut(&session).unwrap();
    cancelled
        .record
        .fields
        .set(session::STATUS, SessionStatus::Cancelled.write());
    let ruling = rule(
        &server,
        SALMA,
        102,
        None,
        &change(mark(session, id(50), Mark::Present, id(SALMA), NOW), 102, 1, 0, 0),
        9,
    );
    assert_eq!(
        ruling.line.answer.verdict,
        Verdict::Held {
            reason: Reason::SessionCancelled
        }
    );
}

#[test]
fn a_mark_at_a_session_to_come_is_refused() {
    let server = association(100, NOW.plus(5 * 86_400_000));
    let session = session_of(LITERACY, NOW.plus(5 * 86_400_000));
    let ruling = rule(
        &server,
        SALMA,
        102,
        None,
        &change(mark(session, id(50), Mark::Present, id(SALMA), NOW), 102, 1, 0, 0),
        9,
    );
    assert_eq!(
        ruling.line.answer.verdict,
        Verdict::Refused {
            field: Some(attendance::SESSION),
            reason: Reason::SessionInFuture
        }
    );
}

#[test]
fn a_kind_of_a_later_version_is_held_not_lost() {
    let server = association(100, NOW);
    let edit = Edit {
        kind: Kind::Other(400),
        record: id(70),
        set: [(1, Value::Int(1))].into_iter().collect(),
    };
    let ruling = rule(&server, SALMA, 102, None, &change(edit, 102, 1, 0, 0), 9);
    assert_eq!(
        ruling.line.answer.verdict,
        Verdict::Held {
            reason: Reason::UnknownKind
        }
    );
}

#[test]
fn what_no_field_holds_is_refused_where_it_is_and_logged() {
    let server = association(100, NOW);
    // A half.
    let half = Value::Other([0xf9, 0x38, 0x00].into());
    for field in [beneficiary::DOUAR, 900, UNREAD] {
        let mut edit = douar("Aglou");
        edit.set.set(field, half.clone());
        let kept = server.records.get(&id(50));
        let ruling = rule(&server, SALMA, 102, kept, &change(edit, 102, 1, 500, 0), 9);
        let refused = Verdict::Refused {
            field: Some(field),
            reason: Reason::BadValue,
        };
        assert_eq!((ruling.line.answer.verdict, ruling.kept), (refused, None));
        assert_eq!(LogEntry::of(&ruling.line.entry).after.get(field), Some(&half));
    }
}

#[test]
fn a_mark_is_never_refused_for_a_clock_that_was_years_off() {
    let server = association(100, NOW);
    let ten_years = 10 * 365 * 86_400_000;
    for off in [-ten_years, ten_years] {
        // The clock was wrong when it was recorded, and right when it was sent.
        let edit = mark(session_of(LITERACY, NOW), id(50), Mark::Present, id(SALMA), NOW);
        let ruling = rule(&server, SALMA, 102, None, &change(edit, 102, 1, 0, off), 9);
        assert_eq!(ruling.line.answer.verdict, Verdict::Accepted, "{off}");
    }
}

#[test]
fn work_from_before_a_right_was_withdrawn_is_held_however_wrong_the_clock_was() {
    let server = association(100, NOW);
    let asker = Asker::of(&server.records[&id(SALMA)].record);
    for off in [-300_000_000_000, -1, 300_000_000_000] {
        let edit = mark(session_of(SPORT, NOW), id(54), Mark::Present, id(SALMA), NOW);
        let ruling = judge(
            &server,
            &asker,
            Some(NOW),
            None,
            &change(edit, 102, 1, 0, off),
            &receipt(102, 9),
        );
        let held = Verdict::Held {
            reason: Reason::RightWithdrawn,
        };
        assert_eq!(ruling.line.answer.verdict, held, "{off}");
    }
}

#[test]
fn a_change_larger_than_any_real_one_is_refused_and_leaves_little_in_the_log() {
    let server = association(100, NOW);
    for kind in [Kind::Beneficiary, Kind::Other(400)] {
        let mut edit = Edit::new(kind, id(70));
        edit.set.set(1, Value::Text("ز".repeat(1_000_000).into()));
        edit.set
            .set(900, Value::List(vec![Value::Text("x".repeat(9_000).into()); 9]));
        edit.set.set(901, Value::Other(vec![0; 100_000].into()));
        edit.set.set(902, Value::Int(7));
        let ruling = rule(&server, SALMA, 102, None, &change(edit, 102, 1, 0, 0), 9);
        let refused = Verdict::Refused {
            field: None,
            reason: Reason::TooLarge,
        };
        assert_eq!(ruling.line.answer.verdict, refused, "{kind:?}");
        assert!(to_cbor(&ruling.line).len() < 1_000);
        let logged = LogEntry::of(&ruling.line.entry).after;
        assert_eq!(logged.get(902), Some(&Value::Int(7)));
        assert!(Value::read_text(&ruling.line.entry, 1).starts_with("زز"));
    }
}

#[test]
fn the_last_head_neither_closes_nor_demotes_themselves() {
    let mut server = association(100, NOW);
    let close = Edit::new(Kind::Member, id(HEAD)).set(member::CLOSED, true);
    let demote = Edit::new(Kind::Member, id(HEAD)).set(member::ROLE, Role::Coordinator);
    let said = |server: &Server, edit: &Edit| {
        let kept = server.records.get(&id(HEAD));
        let ruling = rule(server, HEAD, 101, kept, &change(edit.clone(), 101, 1, 500, 0), 9);
        ruling.line.answer.verdict
    };
    let refused = |field| Verdict::Refused {
        field: Some(field),
        reason: Reason::LastHead,
    };
    assert_eq!(said(&server, &close), refused(member::CLOSED));
    assert_eq!(said(&server, &demote), refused(member::ROLE));
    let mut phone = Phone::new(id(101), id(HEAD), 0);
    exchange(&mut server, &mut phone);
    for edit in [&close, &demote] {
        let told = phone
            .replica
            .plan(std::slice::from_ref(edit), phone.clock(NOW))
            .unwrap_err();
        assert!(matches!(told, PlanError::Fault { fault, .. } if fault.reason == Reason::LastHead));
    }
    // One closed account more is no head.
    let second = Member {
        name: "Hassan".into(),
        role: Role::Head,
        closed: true,
        ..Member::default()
    };
    server.put(id(4), second.clone());
    assert_eq!(said(&server, &close), refused(member::CLOSED));
    server.put(
        id(4),
        Member {
            closed: false,
            ..second
        },
    );
    assert_eq!(said(&server, &close), Verdict::Accepted);
    assert_eq!(said(&server, &demote), Verdict::Accepted);
    exchange(&mut server, &mut phone);
    assert!(phone.replica.plan(&[close], phone.clock(NOW)).is_ok());
    // Two of them, one after the other on one phone: the second is the last.
    let other = Edit::new(Kind::Member, id(4)).set(member::CLOSED, true);
    assert!(phone.replica.plan(&[other, demote], phone.clock(NOW)).is_err());
}

#[test]
fn an_id_known_from_elsewhere_brings_nobody_into_a_volunteers_activity() {
    let mut server = association(100, NOW);
    // Salma was moved from literacy to sport, and still knows the ids of those in literacy.
    let moved = Member {
        name: "Salma".into(),
        role: Role::Volunteer,
        activities: vec![id(SPORT)],
        ..Member::default()
    };
    server.put(id(SALMA), moved);
    let register = |person| {
        Edit::create(
            Id::of_registration(id(SPORT), person),
            Registration {
                activity: id(SPORT),
                beneficiary: person,
                status: RegistrationStatus::Confirmed,
                ..Registration::default()
            },
        )
    };
    let agree = |person| {
        Edit::create(
            id(72),
            Consent {
                beneficiary: person,
                purpose: Purpose::TakingPart,
                manner: ConsentManner::Paper,
                day: Some(NOW.on_wall(60).0),
                text_version: 1,
                ..Consent::default()
            },
        )
    };
    let come = |person| mark(session_of(SPORT, NOW), person, Mark::Present, id(SALMA), NOW);
    let newcomer = Beneficiary {
        given_la: "New".into(),
        ..Beneficiary::default()
    };
    server.put(id(60), newcomer);
    let said = |member, device, edit: Edit| {
        let change = change(edit, device, 1, 500, 0);
        rule(&server, member, device, None, &change, 9)
            .line
            .answer
            .verdict
    };
    let refused = Verdict::Refused {
        field: None,
        reason: Reason::NotAllowed,
    };
    for edit in [register(id(50)), come(id(50)), agree(id(50))] {
        assert_eq!(said(SALMA, 102, edit.clone()), refused, "{:?}", edit.kind);
        assert_eq!(said(HEAD, 101, edit), Verdict::Accepted);
    }
    for person in [id(54), id(60)] {
        assert_eq!(said(SALMA, 102, come(person)), Verdict::Accepted);
        assert_eq!(said(SALMA, 102, agree(person)), Verdict::Accepted);
    }
    // Whoever records in both activities brings people from one to the other.
    assert_eq!(said(YOUSSEF, 103, register(id(50))), Verdict::Accepted);
}

#[test]
fn nobody_but_a_head_records_in_another_members_name() {
    let server = association(100, NOW);
    let session = session_of(LITERACY, NOW);
    let count = |member| {
        Edit::create(
            Id::of_headcount(session, member),
            HeadCount {
                session,
                member,
                women: 3,
                ..HeadCount::default()
            },
        )
    };
    let agree = |witness| {
        Edit::create(
            id(72),
            Consent {
                beneficiary: id(50),
                purpose: Purpose::TakingPart,
                manner: ConsentManner::Oral,
                day: Some(NOW.on_wall(60).0),
                text_version: 1,
                witness: Some(witness),
                ..Consent::default()
            },
        )
    };
    let come = |by| mark(session, id(50), Mark::Present, by, NOW);
    let said = |member, device, kept: Option<&Kept>, edit: Edit| {
        let change = change(edit, device, 2, 500, 5);
        rule(&server, member, device, kept, &change, 9)
            .line
            .answer
            .verdict
    };
    let of = |member: Id| {
        [
            (attendance::BY, come(member)),
            (headcount::MEMBER, count(member)),
            (consent::WITNESS, agree(member)),
        ]
    };
    for (field, edit) in of(id(YOUSSEF)) {
        let refused = Verdict::Refused {
            field: Some(field),
            reason: Reason::NotAllowed,
        };
        assert_eq!(said(SALMA, 102, None, edit.clone()), refused);
        assert_eq!(said(HEAD, 101, None, edit), Verdict::Accepted);
    }
    for (_, edit) in of(id(SALMA)) {
        assert_eq!(said(SALMA, 102, None, edit), Verdict::Accepted);
    }
    // Neither by leaving the author of the mark before in place; taking back one's own is nobody else's.
    let first = change(come(id(YOUSSEF)), 103, 1, 0, 0);
    let kept = rule(&server, YOUSSEF, 103, None, &first, 8).kept.unwrap();
    let authorless = Edit::new(Kind::Attendance, first.record).set(attendance::STATUS, Mark::Absent);
    assert!(!said(SALMA, 102, Some(&kept), authorless).settles());
    assert!(said(SALMA, 102, Some(&kept), come(id(SALMA))).settles());
}

#[test]
fn a_mark_made_without_seeing_another_stands_whole_where_it_stands() {
    let server = association(100, NOW);
    let session = session_of(LITERACY, NOW);
    let came = change(mark(session, id(50), Mark::Late, id(SALMA), NOW), 102, 1, 0, 0);
    let kept = rule(&server, SALMA, 102, None, &came, 8).kept.unwrap();
    let excused = Attendance {
        session,
        beneficiary: id(50),
        status: Mark::Excused,
        excuse: Some(Excuse::Family.number()),
        by: Some(id(YOUSSEF)),
        ..Attendance::default()
    };
    // A phone that never saw the mark before has nothing to clear.
    let unseen = change(Edit::create(came.record, excused.clone()), 103, 1, 0, 5);
    let ruling = rule(&server, YOUSSEF, 103, Some(&kept), &unseen, 9);
    let stands = Verdict::Conflict {
        fields: vec![attendance::STATUS],
        stands: true,
    };
    assert_eq!(ruling.line.answer.verdict, stands);
    assert_eq!(Attendance::of(&ruling.kept.unwrap().record), excused);
    let before = LogEntry::of(&ruling.line.entry).before;
    assert!(
        before.get(attendance::ARRIVED).is_some(),
        "what it cleared is in the log"
    );
}

#[test]
fn one_more_tap_of_the_same_phone_is_no_correction_and_a_mark_altered_later_or_by_another_is() {
    let server = association(100, NOW);
    let session = session_of(LITERACY, NOW);
    let come = change(mark(session, id(50), Mark::Present, id(SALMA), NOW), 102, 1, 0, 0);
    let first = rule(&server, SALMA, 102, None, &come, 8);
    let kept = first.kept.as_ref().unwrap();
    let absent = |by: u8, device: u8, base: u64, at: i64| {
        let edit = Edit::new(Kind::Attendance, come.record)
            .set(attendance::STATUS, Mark::Absent)
            .set(attendance::BY, id(by));
        let ruling = rule(
            &server,
            by,
            device,
            Some(kept),
            &change(edit, device, 2, base, at),
            9,
        );
        assert!(ruling.line.answer.verdict.settles());
        ruling.line.entry
    };
    let minutes = 60_000;
    let cases = [
        (first.line.entry.clone(), false, "it was made"),
        (absent(SALMA, 102, 8, 2_000), false, "two taps are an absence"),
        (absent(SALMA, 102, 8, 14 * minutes), false, "of one roll call"),
        (absent(SALMA, 102, 8, 16 * minutes), true, "after it"),
        (absent(YOUSSEF, 103, 8, 2_000), true, "another's"),
    ];
    for (entry, corrects, why) in cases {
        let only = Sought {
            corrections: true,
            ..Sought::default()
        };
        assert_eq!(only.may_find(&LogEntry::of(&entry)), corrects, "{why}");
    }
}

trait LoggedText {
    fn read_text(entry: &Record, field: u16) -> String;
}

impl LoggedText for Value {
    fn read_text(entry: &Record, field: u16) -> String {
        String::read(LogEntry::of(entry).after.get(field))
    }
}

#[test]
fn the_public_page_of_an_activity_registers_newcomers_in_it_and_touches_nothing_else() {
    let server = association(100, NOW);
    let page = Asker::public_page(id(ASSOCIATION), id(LITERACY));
    let newcomer = Id::of_newcomer(id(LITERACY), b"form", b"said");
    let judged = |edit: Edit| {
        let kept = server.records.get(&edit.record);
        let change = change(edit, 99, 1, 0, 0);
        judge(&server, &page, None, kept, &change, &receipt(99, 1_000))
            .line
            .answer
            .verdict
    };
    let person = Beneficiary {
        given_la: "Zahra".into(),
        ..Beneficiary::default()
    };
    assert_eq!(judged(Edit::create(newcomer, person)), Verdict::Accepted);
    let known = id(50);
    let elsewhere = Registration {
        activity: id(SPORT),
        beneficiary: known,
        status: RegistrationStatus::Confirmed,
        ..Registration::default()
    };
    for edit in [
        Edit::create(Id::of_registration(id(SPORT), known), elsewhere),
        Edit::new(Kind::Activity, id(LITERACY)).set(activity::PUBLIC, Some(true)),
        Edit::new(Kind::Association, id(ASSOCIATION)).set(association::PHONE, String::from("+212522001122")),
        Edit::new(Kind::Member, id(SALMA)).set(member::ROLE, Role::Head),
    ] {
        let verdict = judged(edit.clone());
        assert_eq!(
            verdict.reason(),
            Some(Reason::NotAllowed),
            "{edit:?}: {verdict:?}"
        );
    }
}
