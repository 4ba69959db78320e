//! What is said of members: their contract, what they undertake, until when activities are theirs, the time they gave.

#![allow(clippy::unwrap_used)]

#[allow(dead_code, reason = "each test file takes what it needs")]
mod common;

use common::*;
use domain::assignment::Assignment;
use domain::change::Edit;
use domain::id::Id;
use domain::kind::Kind;
use domain::record::*;
use domain::replica::{Plan, PlanError};
use domain::rules::Fault;
use domain::slice::Slice;
use domain::sought::Sought;
use domain::time::{DAY_MS, Day, Millis};
use domain::value::{FieldNo, FieldValue};
use domain::verdict::{Reason, Verdict};
use domain::view::log;

const NOW: Millis = Millis(1_780_000_000_000);
const HOURS: u8 = 90;

/// The association's server and a phone, after their first exchange.
fn begun(device: u8, member: u8) -> (Server, Phone) {
    let mut server = association(100, NOW);
    let mut phone = Phone::new(id(device), id(member), 0);
    exchange(&mut server, &mut phone, NOW);
    (server, phone)
}

fn exchange(server: &mut Server, phone: &mut Phone, now: Millis) {
    let request = phone.replica.sync_request(phone.clock(now), None).unwrap();
    let response = server.sync(&request, now);
    phone.hear(&request, &response, now);
}

/// What a phone says of an edit before anything is sent.
fn plan(phone: &Phone, edit: Edit) -> Result<Plan, PlanError> {
    phone.replica.plan(&[edit], phone.clock(NOW))
}

/// What the server says of an edit, whatever the phone it comes from would.
fn verdict(server: &mut Server, device: u8, counter: u64, edit: Edit, at: Millis) -> Verdict {
    let clock = domain::time::Clock {
        now: at,
        offset_min: 60,
    };
    let change = domain::change::Change {
        id: Id::of_change(id(device), counter, at),
        kind: edit.kind,
        record: edit.record,
        base: server.seq,
        set: edit.set,
        clock,
        counter,
    };
    server
        .decide(id(device), 0, at.max(server.heard), &change)
        .unwrap()
        .verdict
}

fn member(who: u8) -> Edit {
    Edit::new(Kind::Member, id(who))
}

fn undertakes(who: u8, at: Millis) -> Edit {
    member(who).set(member::UNDERTOOK, Some(at))
}

fn hours(of: u8, activity: Option<u8>, day: Day) -> Edit {
    let time = VolunteerHours {
        member: id(of),
        day,
        minutes: 90,
        activity: activity.map(id),
        ..VolunteerHours::default()
    };
    Edit::create(id(HOURS), time)
}

fn today() -> Day {
    NOW.on_wall(60).0
}

const fn refused(field: Option<FieldNo>, reason: Reason) -> Verdict {
    Verdict::Refused { field, reason }
}

#[test]
fn a_contract_is_with_somebody_of_age_and_ends_after_it_began() {
    let (_, phone) = begun(101, HEAD);
    let contract = || {
        member(SALMA)
            .set(member::ENGAGEMENT, Engagement::Contractual)
            .set(member::CONTRACT, String::from("12/2026"))
            .set(member::CONTRACT_FROM, Some(today()))
    };
    let fault = |edit| match plan(&phone, edit) {
        Err(PlanError::Fault { fault, .. }) => Some(fault),
        _ => None,
    };
    assert_eq!(
        fault(contract()),
        Some(Fault::at(member::OF_AGE, Reason::Required))
    );
    let of_age = || contract().set(member::OF_AGE, true);
    let ended = of_age().set(member::CONTRACT_TO, Some(today().plus(-1)));
    assert_eq!(fault(ended), Some(Fault::at(member::CONTRACT_TO, Reason::BadDay)));
    assert_eq!(fault(of_age().set(member::CONTRACT_TO, Some(today()))), None);
    // What an older version says of a contractual volunteer goes on being taken.
    let plain = member(SALMA).set(member::ENGAGEMENT, Engagement::Contractual);
    assert_eq!(fault(plain), None);
}

#[test]
fn a_member_alone_undertakes_it_and_once_said_it_stands() {
    let (mut server, _) = begun(102, SALMA);
    let not_allowed = refused(None, Reason::NotAllowed);
    assert_eq!(
        verdict(&mut server, 101, 1, undertakes(SALMA, NOW), NOW),
        not_allowed,
        "a head for another"
    );
    assert_eq!(
        verdict(&mut server, 103, 1, undertakes(SALMA, NOW), NOW),
        not_allowed,
        "a colleague"
    );
    let more = undertakes(SALMA, NOW).set(member::NAME, String::from("Somebody"));
    assert_eq!(
        verdict(&mut server, 102, 1, more, NOW),
        not_allowed,
        "nothing else comes with it"
    );
    assert_eq!(
        verdict(&mut server, 102, 2, undertakes(SALMA, NOW), NOW),
        Verdict::Accepted
    );
    let said = |server: &Server| {
        server.records[&id(SALMA)]
            .record
            .read::<Option<Millis>>(member::UNDERTOOK)
    };
    assert_eq!(said(&server), Some(NOW));
    // Another phone of theirs, a day later and a day earlier: no conflict, and the first word stands.
    server.devices.insert(id(104), id(SALMA));
    for (counter, days) in [(1, 1), (2, -1)] {
        let again = NOW.plus(days * DAY_MS);
        assert_eq!(
            verdict(&mut server, 104, counter, undertakes(SALMA, again), again),
            Verdict::Accepted
        );
        assert_eq!(said(&server), Some(NOW));
    }
    let unsaid = member(SALMA).set(member::UNDERTOOK, Option::<Millis>::None);
    for device in [101, 102] {
        let fixed = refused(Some(member::UNDERTOOK), Reason::Fixed);
        assert_eq!(verdict(&mut server, device, 9, unsaid.clone(), NOW), fixed);
    }
    assert_eq!(said(&server), Some(NOW));
    assert_eq!(kinds(&server, Kind::ReviewItem), 0);
}

#[test]
fn a_newer_text_is_undertaken_anew_and_an_older_one_never_takes_its_place() {
    let (mut server, _) = begun(102, SALMA);
    server.devices.insert(id(104), id(SALMA));
    let text = |number: i64, at| undertakes(SALMA, at).set(member::UNDERTAKING, Some(number));
    let said = |server: &Server| {
        let member = Member::of(&server.records[&id(SALMA)].record);
        (member.undertaken_text(), member.undertook)
    };
    let day = |days: i64| NOW.plus(days * DAY_MS);
    // From before texts had numbers: what was undertaken is the first.
    assert_eq!(
        verdict(&mut server, 102, 1, undertakes(SALMA, day(0)), day(0)),
        Verdict::Accepted
    );
    assert_eq!(said(&server), (Some(1), Some(day(0))));
    let steps = [
        (104, 1, 1, (Some(1), Some(day(0)))),
        (104, 2, 2, (Some(2), Some(day(2)))),
        (102, 3, 2, (Some(2), Some(day(2)))),
        (102, 4, 1, (Some(2), Some(day(2)))),
        (102, 5, 3, (Some(3), Some(day(5)))),
    ];
    for (device, days, number, stands) in steps {
        let answer = verdict(
            &mut server,
            device,
            days as u64 + 10,
            text(number, day(days)),
            day(days),
        );
        assert!(
            matches!(answer, Verdict::Accepted | Verdict::Parallel),
            "text {number} on day {days}: {answer:?}"
        );
        assert_eq!(said(&server), stands, "text {number} on day {days}");
    }
    // An older version says when alone.
    verdict(&mut server, 104, 99, undertakes(SALMA, day(6)), day(6));
    assert_eq!(said(&server), (Some(3), Some(day(5))));
    assert_eq!(kinds(&server, Kind::ReviewItem), 0, "nothing of it is a conflict");
    let stands = Member::of(&server.records[&id(SALMA)].record);
    assert!(stands.undertook_older(4) && !stands.undertook_older(3));
    assert!(
        !Member::default().undertook_older(1),
        "who undertook nothing undertook no older text"
    );
    let told: Vec<Option<i64>> = server
        .log
        .iter()
        .map(|line| LogEntry::of(&line.entry))
        .filter(|entry| entry.record == id(SALMA) && entry.after.get(member::UNDERTOOK).is_some())
        .map(|entry| Option::<i64>::read(entry.after.get(member::UNDERTAKING)))
        .collect();
    let all = [None, Some(1), Some(2), Some(2), Some(1), Some(3), None];
    assert_eq!(told, all, "the log keeps each");
}

#[test]
fn which_text_is_said_by_the_member_alone_along_with_when_and_never_unsaid() {
    let (mut server, _) = begun(102, SALMA);
    let not_allowed = refused(None, Reason::NotAllowed);
    let whole = undertakes(SALMA, NOW).set(member::UNDERTAKING, Some(1_i64));
    let alone = member(SALMA).set(member::UNDERTAKING, Some(2_i64));
    let named = whole.clone().set(member::NAME, String::from("Somebody"));
    let forged = [
        (101, &whole),
        (103, &whole),
        (101, &alone),
        (102, &alone),
        (102, &named),
    ];
    for (counter, (device, edit)) in (10..).zip(forged) {
        let answer = verdict(&mut server, device, counter, edit.clone(), NOW);
        assert_eq!(answer, not_allowed, "{edit:?} by {device}");
    }
    assert_eq!(verdict(&mut server, 102, 22, whole, NOW), Verdict::Accepted);
    let none = undertakes(SALMA, NOW).set(member::UNDERTAKING, Option::<i64>::None);
    let fixed = refused(Some(member::UNDERTAKING), Reason::Fixed);
    assert_eq!(verdict(&mut server, 102, 23, none, NOW), fixed);
    let odd = undertakes(SALMA, NOW).set(member::UNDERTAKING, Some(0_i64));
    let bad = refused(Some(member::UNDERTAKING), Reason::BadValue);
    assert_eq!(verdict(&mut server, 102, 24, odd, NOW), bad);
}

#[test]
fn the_server_says_when_somebody_undertook_it_and_the_log_says_the_same() {
    let (mut server, mut phone) = begun(102, SALMA);
    let wrong = NOW.plus(400 * DAY_MS);
    assert!(phone.record(&[undertakes(SALMA, wrong)], NOW.plus(5)));
    exchange(&mut server, &mut phone, NOW.plus(9));
    let record = &server.records[&id(SALMA)].record;
    assert_eq!(
        record.read::<Option<Millis>>(member::UNDERTOOK),
        Some(NOW.plus(5))
    );
    let logged = LogEntry::of(&server.log.last().unwrap().entry).after;
    assert_eq!(
        logged.get(member::UNDERTOOK),
        record.fields.get(member::UNDERTOOK)
    );
    assert_equal(&server, &phone);

    let mut head = Phone::new(id(101), id(HEAD), 0);
    exchange(&mut server, &mut head, NOW.plus(10));
    exchange(&mut server, &mut head, NOW.plus(10));
    let entry = server.log.last().unwrap().entry.clone();
    let (lines, _) = log(&head.replica, &[entry], &Sought::default(), false, 1);
    assert_eq!(lines[0].doing.action, "undertook", "nobody came in by it");
}

#[test]
fn past_the_last_day_of_an_assignment_the_phone_is_rid_of_it_and_work_from_before_is_held() {
    let (mut server, mut phone) = begun(102, SALMA);
    let last = today();
    let until = member(SALMA).set(member::ASSIGNED_UNTIL, Some(last));
    assert_eq!(verdict(&mut server, 101, 1, until, NOW), Verdict::Accepted);
    let literacy = Slice::Activity(id(LITERACY));
    exchange(&mut server, &mut phone, NOW.plus(1));
    assert!(
        phone.replica.cursor(literacy).is_some(),
        "on the last day it is still theirs"
    );
    let tap = mark(session_of(LITERACY, NOW), id(50), Mark::Present, id(SALMA), NOW);
    assert!(phone.record(&[tap], NOW.plus(2)));
    let after = NOW.plus(2 * DAY_MS);
    exchange(&mut server, &mut phone, after);
    assert_eq!(phone.replica.cursor(literacy), None);
    assert_eq!(
        phone.replica.get(id(50)),
        None,
        "nobody of it is left on the phone"
    );
    let held = Verdict::Held {
        reason: Reason::RightWithdrawn,
    };
    assert_eq!(
        phone.stuck().pop().unwrap().1,
        held,
        "a head decides, nothing is lost"
    );
    let late = mark(session_of(LITERACY, NOW), id(51), Mark::Present, id(SALMA), after);
    assert_eq!(
        verdict(&mut server, 102, 9, late, after),
        refused(None, Reason::NotAllowed)
    );
    // A head who goes on leading is bound by no day.
    assert!(server.entitled(id(101)).contains(&Slice::Register));
    let longer = member(SALMA).set(member::ASSIGNED_UNTIL, Some(last.plus(30)));
    assert_eq!(verdict(&mut server, 101, 2, longer, after), Verdict::Accepted);
    exchange(&mut server, &mut phone, after.plus(1));
    assert!(phone.replica.get(id(50)).is_some(), "given again, it comes again");
}

#[test]
fn before_the_first_day_of_an_assignment_nothing_of_it_is_on_the_phone_and_that_day_it_comes() {
    let (mut server, mut phone) = begun(102, SALMA);
    let first = today().plus(2);
    let tap = |person| {
        mark(
            session_of(LITERACY, NOW),
            id(person),
            Mark::Present,
            id(SALMA),
            NOW,
        )
    };
    assert!(phone.record(&[tap(50)], NOW.plus(1)));
    let from = member(SALMA).set(member::ASSIGNED_FROM, Some(first));
    assert_eq!(verdict(&mut server, 101, 1, from, NOW.plus(2)), Verdict::Accepted);
    exchange(&mut server, &mut phone, NOW.plus(3));
    let literacy = Slice::Activity(id(LITERACY));
    assert_eq!(phone.replica.cursor(literacy), None);
    assert_eq!(phone.replica.get(id(50)), None, "nobody of it is on the phone");
    let held = Verdict::Held {
        reason: Reason::RightWithdrawn,
    };
    assert_eq!(
        phone.stuck().pop().unwrap().1,
        held,
        "recorded while it was theirs: a head decides"
    );
    let early = NOW.plus(DAY_MS);
    assert_eq!(
        verdict(&mut server, 102, 9, tap(51), early),
        refused(None, Reason::NotAllowed)
    );
    exchange(&mut server, &mut phone, early.plus(1));
    assert_eq!(
        phone.replica.cursor(literacy),
        None,
        "the day before it is not theirs"
    );

    let written = server.seq;
    exchange(&mut server, &mut phone, NOW.plus(2 * DAY_MS));
    assert_eq!(server.seq, written, "nobody did anything");
    assert!(phone.replica.get(id(50)).is_some(), "on its first day it is here");
    assert_equal(&server, &phone);
    assert_eq!(
        verdict(&mut server, 102, 10, tap(51), NOW.plus(2 * DAY_MS + 1)),
        Verdict::Accepted
    );
}

fn own_days(activity: u8, from: Option<Day>, until: Option<Day>) -> Assignment {
    Assignment {
        activity: id(activity),
        from,
        until,
    }
}

#[test]
fn each_activity_comes_and_goes_on_days_of_its_own() {
    let (mut server, mut phone) = begun(102, SALMA);
    let (last, first) = (today().plus(1), today().plus(3));
    let days = member(SALMA)
        .set(member::ACTIVITIES, vec![id(LITERACY), id(SPORT)])
        .set(
            member::ASSIGNMENTS,
            vec![
                own_days(LITERACY, None, Some(last)),
                own_days(SPORT, Some(first), None),
            ],
        );
    assert_eq!(verdict(&mut server, 101, 1, days, NOW), Verdict::Accepted);
    let there = |phone: &Phone| {
        [LITERACY, SPORT].map(|activity| phone.replica.cursor(Slice::Activity(id(activity))).is_some())
    };
    let expected = [
        (0, [true, false]),
        (1, [true, false]),
        (2, [false, false]),
        (3, [false, true]),
        (4, [false, true]),
    ];
    let tap = mark(session_of(LITERACY, NOW), id(50), Mark::Present, id(SALMA), NOW);
    for (day, theirs) in expected {
        let now = NOW.plus(day * DAY_MS + 1);
        if day == 2 {
            assert!(phone.record(std::slice::from_ref(&tap), now.plus(-DAY_MS)));
        }
        exchange(&mut server, &mut phone, now);
        assert_eq!(there(&phone), theirs, "on day {day}");
    }
    let held = Verdict::Held {
        reason: Reason::RightWithdrawn,
    };
    assert_eq!(
        phone.stuck().pop().unwrap().1,
        held,
        "recorded on the last day, sent after it: a head decides"
    );
    assert_equal(&server, &phone);
}

#[test]
fn days_of_one_activity_do_not_end_before_they_begin_and_say_nothing_of_another() {
    let (mut server, phone) = begun(101, HEAD);
    let days = |from, until| {
        let (from, until) = (today().plus(from), today().plus(until));
        member(SALMA).set(
            member::ASSIGNMENTS,
            vec![own_days(SPORT, Some(from), Some(until))],
        )
    };
    let fault = Fault::at(member::ASSIGNMENTS, Reason::BadDay);
    assert_eq!(plan(&phone, days(1, 0)), Err(PlanError::Fault { edit: 0, fault }));
    let bad_day = refused(Some(member::ASSIGNMENTS), Reason::BadDay);
    assert_eq!(verdict(&mut server, 101, 1, days(1, 0), NOW), bad_day);
    let odd = member(SALMA).set(member::ASSIGNMENTS, String::from("always"));
    let bad_value = refused(Some(member::ASSIGNMENTS), Reason::BadValue);
    assert_eq!(verdict(&mut server, 101, 2, odd, NOW), bad_value);
    assert_eq!(verdict(&mut server, 101, 3, days(-9, -5), NOW), Verdict::Accepted);
    let slices = server.entitled(id(102));
    assert!(slices.contains(&Slice::Activity(id(LITERACY))));
    assert!(
        !slices.contains(&Slice::Activity(id(SPORT))),
        "days assign nothing of themselves"
    );
}

#[test]
fn an_assignment_does_not_end_before_it_begins() {
    let (mut server, phone) = begun(101, HEAD);
    let days = |from, until| {
        member(SALMA)
            .set(member::ASSIGNED_FROM, Some(today().plus(from)))
            .set(member::ASSIGNED_UNTIL, Some(today().plus(until)))
    };
    let fault = Fault::at(member::ASSIGNED_UNTIL, Reason::BadDay);
    assert_eq!(plan(&phone, days(1, 0)), Err(PlanError::Fault { edit: 0, fault }));
    let bad_day = refused(Some(member::ASSIGNED_UNTIL), Reason::BadDay);
    assert_eq!(verdict(&mut server, 101, 1, days(1, 0), NOW), bad_day);
    assert_eq!(
        verdict(&mut server, 101, 2, days(1, 1), NOW),
        Verdict::Accepted,
        "a single day"
    );
    let later = member(SALMA).set(member::ASSIGNED_FROM, Some(today().plus(2)));
    assert_eq!(
        verdict(&mut server, 101, 3, later, NOW),
        bad_day,
        "past the last day that stands"
    );
}

#[test]
fn hours_are_written_down_by_who_gave_them_or_by_who_sees_the_whole_register() {
    let not_allowed = refused(None, Reason::NotAllowed);
    let said = |device, edit| verdict(&mut association(100, NOW), device, 1, edit, NOW);
    assert_eq!(said(102, hours(SALMA, None, today())), Verdict::Accepted);
    assert_eq!(
        said(102, hours(SALMA, Some(LITERACY), today())),
        Verdict::Accepted
    );
    assert_eq!(
        said(102, hours(SALMA, Some(SPORT), today())),
        not_allowed,
        "not an activity of theirs"
    );
    assert_eq!(said(102, hours(YOUSSEF, None, today())), not_allowed);
    assert_eq!(said(101, hours(YOUSSEF, Some(SPORT), today())), Verdict::Accepted);
    let bad_day = refused(Some(volunteer_hours::DAY), Reason::BadDay);
    assert_eq!(said(101, hours(YOUSSEF, None, today().plus(2))), bad_day);
    assert_eq!(
        said(101, hours(YOUSSEF, None, today().plus(1))),
        Verdict::Accepted,
        "its wall may be ahead"
    );
}

#[test]
fn hours_are_on_the_phone_of_who_gave_them_and_on_no_colleagues() {
    let mut server = association(100, NOW);
    let mut phones = [(101, HEAD), (102, SALMA), (103, YOUSSEF)]
        .map(|(device, member)| Phone::new(id(device), id(member), 0));
    assert_eq!(
        verdict(&mut server, 101, 1, hours(SALMA, Some(LITERACY), today()), NOW),
        Verdict::Accepted
    );
    for (phone, holds) in phones.iter_mut().zip([true, true, false]) {
        exchange(&mut server, phone, NOW);
        assert_eq!(phone.replica.get(id(HOURS)).is_some(), holds);
        assert_equal(&server, phone);
    }
    let theirs = Edit::new(Kind::VolunteerHours, id(HOURS));
    let to_another = theirs.clone().set(volunteer_hours::MEMBER, id(YOUSSEF));
    let fixed = refused(Some(volunteer_hours::MEMBER), Reason::Fixed);
    assert_eq!(verdict(&mut server, 102, 1, to_another, NOW), fixed);
    let back = theirs.set(volunteer_hours::TAKEN_BACK, true);
    assert_eq!(
        verdict(&mut server, 103, 1, back.clone(), NOW),
        refused(None, Reason::NotAllowed)
    );
    assert_eq!(
        verdict(&mut server, 102, 2, back, NOW),
        Verdict::Accepted,
        "taken back by who gave them"
    );
}
