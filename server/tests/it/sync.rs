//! Real phones on a real server.

use std::io::Write as _;

use domain::change::{Change, Edit};
use domain::id::Id;
use domain::kind::Kind;
use domain::record::{
    Attendance, Beneficiary, Mark, Member, Role, View, attendance, beneficiary, device, log_entry, member,
};
use domain::slice::Slice;
use domain::time::Millis;
use domain::verdict::{Reason, Verdict};
use domain::wire::{CBOR, DeviceReport, json, to_cbor};
use flate2::{Compression, write::GzEncoder};
use reqwest::StatusCode;
use server::auth::Token;
use server::clock::new_id;

use crate::support::{Bed, Phone, World, clock, now, registration, write};

on_each!(
    two_phones_marking_one_person_meet_in_one_attendance,
    a_repeated_push_gets_the_same_answers_and_leaves_nothing_twice,
    a_bad_change_stops_no_other_and_stays_with_its_reason,
    a_volunteer_holds_their_activity_and_nothing_of_the_other,
    a_newcomer_added_offline_is_on_the_colleagues_phone_with_their_mark,
    losing_an_activity_drops_its_slice_and_a_mark_made_before_is_held,
    an_idle_sync_is_small_both_ways,
    a_large_register_comes_in_pages_without_a_gap,
    a_head_away_for_long_holds_the_newest_lines_of_the_log_without_a_gap,
    another_lineage_makes_a_phone_begin_anew,
    the_same_sync_speaks_json_and_takes_gzip,
    a_head_sees_what_a_phone_reports_and_revoking_it_is_accepted,
    a_revoked_phone_or_closed_account_is_rid_of_its_work_and_wiped_and_may_do_nothing_else,
    a_session_that_is_used_begins_its_days_anew_on_the_phone_too,
    a_head_who_steps_down_within_one_request_may_do_no_more_in_it,
    a_team_is_never_left_without_a_head,
    a_phone_with_a_wrong_clock_neither_wins_for_ever_nor_loses_its_mark,
);

async fn two_phones_marking_one_person_meet_in_one_attendance(bed: Bed) {
    let world = World::make(&bed.store, "a").await;
    let session = world.sessions[0];
    for (person, late_first) in [(world.people[0], false), (world.people[1], true)] {
        let mut first = Phone::sign_in(&bed, world.login("volunteer")).await;
        let mut second = Phone::sign_in(&bed, world.login("second")).await;
        first.sync().await;
        second.sync().await;
        (first.ago_ms, second.ago_ms) = (2_000, 1_000);
        first.mark(session, person, Mark::Present);
        second.mark(session, person, Mark::Late);
        if late_first {
            second.sync().await;
            first.sync().await;
            second.sync().await;
        } else {
            first.sync().await;
            second.sync().await;
            first.sync().await;
        }
        let id = Id::of_attendance(session, person);
        for phone in [&first, &second] {
            assert_eq!(phone.replica.count_referring(person, Kind::Attendance), 1);
            assert!(phone.replica.outbox().next().is_none());
        }
        assert_eq!(first.replica.get(id), second.replica.get(id));
        let mark: Attendance = first.replica.view(id).unwrap();
        assert_eq!(
            mark.status,
            Mark::Late,
            "the later true time stands, in either order"
        );
    }
    let mut head = Phone::sign_in(&bed, world.login("head")).await;
    head.sync().await;
    let marks: Vec<Id> = world.people[..2]
        .iter()
        .map(|person| Id::of_attendance(session, *person))
        .collect();
    let entries = head.replica.all(Kind::LogEntry);
    let entries = entries.filter(|entry| marks.contains(&entry.read::<Id>(log_entry::RECORD)));
    assert_eq!(entries.count(), 4, "the head reads what each of them marked");
}

async fn a_repeated_push_gets_the_same_answers_and_leaves_nothing_twice(bed: Bed) {
    let world = World::make(&bed.store, "a").await;
    let mut phone = Phone::sign_in(&bed, world.login("volunteer")).await;
    phone.sync().await;
    phone.mark(world.sessions[0], world.people[0], Mark::Present);
    phone.mark(world.sessions[0], world.people[1], Mark::Absent);
    let mut request = phone.request();
    request.changes.push(request.changes[0].clone());
    let first = phone.send(&request).await;
    assert_eq!(first.verdicts.len(), 3);
    assert_eq!(
        first.verdicts[0], first.verdicts[2],
        "a repeat within one request"
    );
    let again = phone.send(&request).await;
    assert_eq!(first.verdicts, again.verdicts);
    assert_eq!(first.head, again.head, "the log did not grow");
}

async fn a_bad_change_stops_no_other_and_stays_with_its_reason(bed: Bed) {
    let world = World::make(&bed.store, "a").await;
    let mut phone = Phone::sign_in(&bed, world.login("volunteer")).await;
    phone.sync().await;
    phone.mark(world.sessions[0], world.people[0], Mark::Present);
    phone.mark(world.sessions[0], world.people[1], Mark::Present);
    phone.mark(world.sessions[0], world.people[2], Mark::Present);
    let mut request = phone.request();
    request.changes[1]
        .set
        .set(attendance::STATUS, domain::value::Value::Int(99));
    let response = phone.send(&request).await;
    let verdicts: Vec<&Verdict> = response.verdicts.iter().map(|answer| &answer.verdict).collect();
    let refused = Verdict::Refused {
        field: Some(attendance::STATUS),
        reason: Reason::BadValue,
    };
    assert_eq!(verdicts, [&Verdict::Accepted, &refused, &Verdict::Accepted]);
    assert!(
        response
            .verdicts
            .windows(2)
            .all(|pair| pair[1].seq == pair[0].seq + 1),
        "each takes a seq"
    );
    phone
        .replica
        .apply(&phone.replica.sync_response(&request, &response, now(), &[]));
    assert_eq!(phone.replica.outbox().count(), 1);
    assert_eq!(phone.replica.needing_person(), 1);
}

async fn a_volunteer_holds_their_activity_and_nothing_of_the_other(bed: Bed) {
    let world = World::make(&bed.store, "a").await;
    let mut phone = Phone::sign_in(&bed, world.login("volunteer")).await;
    phone.sync().await;
    let slices: Vec<Slice> = phone.replica.cursors().map(|(slice, _)| slice).collect();
    let own = Slice::Own(world.member("volunteer"));
    assert_eq!(
        slices,
        [Slice::Association, Slice::Activity(world.activities[0]), own]
    );
    assert_eq!(phone.replica.count(Kind::Beneficiary), 5);
    assert!(phone.replica.get(world.activities[1]).is_none());
    assert_eq!(phone.replica.count(Kind::LogEntry), 0);
    let mut head = Phone::sign_in(&bed, world.login("head")).await;
    head.sync().await;
    assert_eq!(head.replica.count(Kind::Beneficiary), 6);
    assert!(head.replica.count(Kind::LogEntry) > 10);
}

async fn a_newcomer_added_offline_is_on_the_colleagues_phone_with_their_mark(bed: Bed) {
    let world = World::make(&bed.store, "a").await;
    let mut first = Phone::sign_in(&bed, world.login("volunteer")).await;
    let mut second = Phone::sign_in(&bed, world.login("second")).await;
    first.sync().await;
    second.sync().await;
    let newcomer = new_id(now());
    let view = Beneficiary {
        given_ar: "زينب".into(),
        ..Beneficiary::default()
    };
    first.record(&[
        Edit::create(newcomer, view),
        registration(world.activities[0], newcomer),
    ]);
    first.mark(world.sessions[0], newcomer, Mark::Present);
    first.sync().await;
    second.sync().await;
    assert_eq!(
        second.replica.view::<Beneficiary>(newcomer).unwrap().given_ar,
        "زينب"
    );
    assert_eq!(second.replica.count_referring(newcomer, Kind::Attendance), 1);
    assert_eq!(first.replica.get(newcomer), second.replica.get(newcomer));
}

async fn losing_an_activity_drops_its_slice_and_a_mark_made_before_is_held(bed: Bed) {
    let world = World::make(&bed.store, "a").await;
    let mut phone = Phone::sign_in(&bed, world.login("volunteer")).await;
    let mut head = Phone::sign_in(&bed, world.login("head")).await;
    phone.sync().await;
    head.sync().await;
    phone.ago_ms = 5_000;
    phone.mark(world.sessions[0], world.people[0], Mark::Present);
    let mut withdrawn = Edit::new(Kind::Member, world.member("volunteer"));
    withdrawn = withdrawn.set(member::ACTIVITIES, Vec::<Id>::new());
    head.record(&[withdrawn]);
    head.sync().await;
    let request = phone.request();
    let response = phone.send(&request).await;
    assert_eq!(
        response.verdicts[0].verdict,
        Verdict::Held {
            reason: Reason::RightWithdrawn
        }
    );
    let dropped: Vec<Slice> = response
        .slices
        .iter()
        .filter(|part| part.dropped)
        .map(|part| part.slice)
        .collect();
    assert_eq!(dropped, [Slice::Activity(world.activities[0])]);
    phone
        .replica
        .apply(&phone.replica.sync_response(&request, &response, now(), &[]));
    assert_eq!(phone.replica.count(Kind::Beneficiary), 0);
    assert_eq!(phone.replica.outbox().count(), 1, "nothing recorded is lost");
}

async fn an_idle_sync_is_small_both_ways(bed: Bed) {
    let world = World::make(&bed.store, "a").await;
    for name in ["head", "volunteer"] {
        let mut phone = Phone::sign_in(&bed, world.login(name)).await;
        phone.sync().await;
        let request = to_cbor(&phone.request());
        let (status, response) = phone.send_bytes(CBOR, request.clone()).await.unwrap();
        assert_eq!(status, StatusCode::OK);
        assert!(
            request.len() <= 200 && response.len() <= 200,
            "{} and {} bytes",
            request.len(),
            response.len()
        );
    }
}

async fn a_large_register_comes_in_pages_without_a_gap(bed: Bed) {
    let world = World::make(&bed.store, "a").await;
    let mut book = bed.store.book(world.association).await.unwrap();
    for part in 0..14 {
        let edits: Vec<Edit> = (0..500)
            .map(|number| {
                let name = format!("P{part} {number}");
                Edit::create(
                    new_id(now()),
                    Beneficiary {
                        given_la: name,
                        ..Beneficiary::default()
                    },
                )
            })
            .collect();
        write(&mut book, &edits).await;
    }
    book.close().await.unwrap();
    let mut head = Phone::sign_in(&bed, world.login("head")).await;
    assert_eq!(head.sync().await, 2);
    assert_eq!(head.replica.count(Kind::Beneficiary), 7_006);
    assert!(head.replica.count(Kind::LogEntry) <= 500);
    assert_eq!(head.sync().await, 1);
}

/// Numbers of the lines of the log a phone holds, the oldest first.
fn lines(phone: &Phone) -> Vec<u64> {
    let mut lines: Vec<u64> = phone
        .replica
        .all(Kind::LogEntry)
        .map(|line| line.version)
        .collect();
    lines.sort_unstable();
    lines
}

async fn a_head_away_for_long_holds_the_newest_lines_of_the_log_without_a_gap(bed: Bed) {
    let world = World::make(&bed.store, "a").await;
    let mut head = Phone::sign_in(&bed, world.login("head")).await;
    head.sync().await;
    for pushes in [false, true] {
        let mut book = bed.store.book(world.association).await.unwrap();
        for number in 0..700 {
            let view = Beneficiary {
                given_la: format!("P {number}"),
                ..Beneficiary::default()
            };
            write(&mut book, &[Edit::create(new_id(now()), view)]).await;
        }
        book.close().await.unwrap();
        if pushes {
            head.mark(world.sessions[0], world.people[0], Mark::Present);
        }
        head.sync().await;
        let held = lines(&head);
        let all = bed
            .store
            .log_before(world.association, u64::MAX, 10_000)
            .await
            .unwrap();
        let mut newest: Vec<u64> = all.iter().take(held.len()).map(|line| line.version).collect();
        newest.sort_unstable();
        assert!(held.len() >= 500, "{} lines", held.len());
        assert_eq!(held, newest, "pushes: {pushes}");
    }
    // Few new lines follow what is held.
    let before = lines(&head).len();
    head.mark(world.sessions[0], world.people[1], Mark::Present);
    head.sync().await;
    assert_eq!(lines(&head).len(), before + 1);
}

async fn another_lineage_makes_a_phone_begin_anew(bed: Bed) {
    let world = World::make(&bed.store, "a").await;
    let mut phone = Phone::sign_in(&bed, world.login("volunteer")).await;
    phone.sync().await;
    let mut request = phone.request();
    request.epoch = Some(new_id(now()));
    let response = phone.send(&request).await;
    assert!(
        response
            .slices
            .iter()
            .all(|part| part.fresh && part.records.is_empty() == matches!(part.slice, Slice::Own(_)))
    );
    assert_eq!(response.slices.len(), 3);
}

async fn the_same_sync_speaks_json_and_takes_gzip(bed: Bed) {
    let world = World::make(&bed.store, "a").await;
    let mut phone = Phone::sign_in(&bed, world.login("volunteer")).await;
    phone.sync().await;
    phone.mark(world.sessions[0], world.people[0], Mark::Present);
    let text = json::request_text(&phone.request()).unwrap();
    let mut packed = GzEncoder::new(Vec::new(), Compression::default());
    packed.write_all(text.as_bytes()).unwrap();
    let request = bed
        .post("/api/v1/sync")
        .header("cookie", &phone.cookie)
        .header("content-encoding", "gzip");
    let request = request
        .header("content-type", "application/json")
        .body(packed.finish().unwrap());
    let response = request.send().await.unwrap();
    assert_eq!(response.headers()["content-type"], "application/json");
    let response = json::response(&response.bytes().await.unwrap()).unwrap();
    assert_eq!(response.verdicts[0].verdict, Verdict::Accepted);
}

async fn a_head_sees_what_a_phone_reports_and_revoking_it_is_accepted(bed: Bed) {
    let world = World::make(&bed.store, "a").await;
    let phone = Phone::sign_in(&bed, world.login("volunteer")).await;
    let mut request = phone.request();
    request.report = Some(DeviceReport {
        waiting: 7,
        refused: 2,
        used_kb: 5_000,
        persisted: true,
        version: "0.1".into(),
    });
    phone.send(&request).await;
    let mut head = Phone::sign_in(&bed, world.login("head")).await;
    head.sync().await;
    let known: domain::record::Device = head.replica.view(phone.me.device).unwrap();
    assert_eq!((known.waiting, known.refused, known.used_kb), (7, 2, 5_000));
    assert_eq!((known.persisted, known.version.as_str()), (true, "0.1"));
    // What it keeps is written down again once it is more, or less, by a megabyte.
    for (used_kb, written) in [(6_000, 5_000), (6_100, 6_100), (5_200, 6_100), (900, 900)] {
        request.report.as_mut().unwrap().used_kb = used_kb;
        phone.send(&request).await;
        head.sync().await;
        let known: domain::record::Device = head.replica.view(phone.me.device).unwrap();
        assert_eq!(known.used_kb, written, "it said {used_kb}");
    }
    assert_eq!(known.member, phone.me.member);
    head.record(&[Edit::new(Kind::Device, phone.me.device).set(device::REVOKED, true)]);
    head.sync().await;
    assert!(
        head.replica.outbox().next().is_none(),
        "accepted without a conflict"
    );
}

async fn a_revoked_phone_or_closed_account_is_rid_of_its_work_and_wiped_and_may_do_nothing_else(bed: Bed) {
    let world = World::make(&bed.store, "a").await;
    let mut head = Phone::sign_in(&bed, world.login("head")).await;
    head.sync().await;
    for name in ["volunteer", "second"] {
        let mut phone = Phone::sign_in(&bed, world.login(name)).await;
        phone.sync().await;
        // A newcomer, registered and present: what refers to what is held is held beside it.
        let newcomer = new_id(now());
        let view = Beneficiary {
            given_la: "Last".into(),
            ..Beneficiary::default()
        };
        phone.record(&[
            Edit::create(newcomer, view),
            registration(world.activities[0], newcomer),
        ]);
        phone.mark(world.sessions[0], newcomer, Mark::Present);
        let sent: Vec<Id> = phone.request().changes.iter().map(|change| change.id).collect();
        head.sync().await;
        head.record(&[if name == "second" {
            Edit::new(Kind::Member, phone.me.member).set(member::CLOSED, true)
        } else {
            Edit::new(Kind::Device, phone.me.device).set(device::REVOKED, true)
        }]);
        head.sync().await;
        let (status, stands) = phone.get("/api/v1/session").await;
        assert_eq!(
            (status, &stands["revoked"]),
            (StatusCode::OK, &true.into()),
            "a locked one hears it too"
        );
        for path in ["/api/v1/log"] {
            assert_eq!(phone.get(path).await.0, StatusCode::UNAUTHORIZED);
        }
        let (request, me) = (phone.request(), phone.me.clone());
        let response = phone.send(&request).await;
        assert!(response.revoked);
        for answer in &response.verdicts {
            let held = Verdict::Held {
                reason: Reason::RightWithdrawn,
            };
            assert_eq!(answer.verdict, held);
        }
        assert_eq!(response.slices.len(), request.cursors.len());
        assert!(
            response
                .slices
                .iter()
                .all(|part| part.dropped && part.records.is_empty())
        );
        let batch = phone.replica.sync_response(&request, &response, now(), &[]);
        phone.replica.apply(&batch);
        assert_eq!(
            (phone.replica.me(), phone.replica.count(Kind::Beneficiary)),
            (None, 0)
        );
        assert_eq!(phone.replica.outbox().count(), 3, "nothing recorded is lost");
        head.sync().await;
        for change in &sent {
            assert!(head.replica.get(*change).is_some(), "the head reads it");
        }
        assert!(head.replica.get(newcomer).is_none());
        // Nothing is handed out to who asks again, and the session does not last longer for it.
        let token = Token::from_text(phone.cookie.split_once('=').unwrap().1);
        let used = async || {
            let session = bed
                .store
                .session(&token.hash(), Millis(0), Millis(0))
                .await
                .unwrap();
            session.unwrap().used
        };
        let before = used().await;
        let mut again = request.clone();
        again.report = Some(DeviceReport {
            refused: 3,
            ..DeviceReport::default()
        });
        again.epoch = None;
        again.cursors = vec![];
        again.changes = vec![];
        let again = phone.send(&again).await;
        assert!(again.revoked && again.slices.is_empty());
        assert_eq!(used().await, before);
        let out = bed
            .http
            .delete(format!("{}/api/v1/session", bed.url))
            .header("cookie", &phone.cookie)
            .header("origin", &bed.url);
        assert_eq!(out.send().await.unwrap().status(), StatusCode::NO_CONTENT);
        let (status, _) = phone.send_bytes(CBOR, to_cbor(&request)).await.unwrap();
        assert_eq!(status, StatusCode::UNAUTHORIZED, "{me:?}");
    }
}

async fn a_session_that_is_used_begins_its_days_anew_on_the_phone_too(bed: Bed) {
    let world = World::make(&bed.store, "a").await;
    let phone = Phone::sign_in(&bed, world.login("volunteer")).await;
    let ask = async |waiting| {
        let mut request = phone.request();
        request.report = Some(DeviceReport {
            waiting,
            ..DeviceReport::default()
        });
        let sent = bed
            .post("/api/v1/sync")
            .header("cookie", &phone.cookie)
            .header("content-type", CBOR)
            .body(to_cbor(&request));
        let response = sent.send().await.unwrap();
        assert_eq!(response.status(), StatusCode::OK);
        response
            .headers()
            .get("set-cookie")
            .map(|cookie| cookie.to_str().unwrap().to_owned())
    };
    let renewed = ask(7).await.unwrap();
    assert!(renewed.starts_with(&phone.cookie), "the same token");
    assert!(
        renewed.contains("Max-Age=15552000") && renewed.contains("HttpOnly"),
        "{renewed}"
    );
    assert_eq!(ask(7).await, None, "seen a moment ago, with nothing new to say");
    assert!(ask(8).await.is_some());
}

async fn a_head_who_steps_down_within_one_request_may_do_no_more_in_it(bed: Bed) {
    let world = World::make(&bed.store, "a").await;
    let mut book = bed.store.book(world.association).await.unwrap();
    let successor = Edit::new(Kind::Member, world.member("second")).set(member::ROLE, Role::Head);
    write(&mut book, &[successor]).await;
    book.close().await.unwrap();
    let mut head = Phone::sign_in(&bed, world.login("head")).await;
    head.sync().await;
    let (me, other) = (world.member("head"), world.member("viewer"));
    head.record(&[Edit::new(Kind::Member, other).set(member::ROLE, Role::Volunteer)]);
    head.record(&[Edit::new(Kind::Member, me).set(member::ROLE, Role::Viewer)]);
    let mut request = head.request();
    let mut third = request.changes[0].clone();
    third.id = new_id(now());
    third.set = Edit::new(Kind::Member, other).set(member::ROLE, Role::Head).set;
    third.clock = clock();
    request.changes.push(third);
    let response = head.send(&request).await;
    assert_eq!(response.verdicts[0].verdict, Verdict::Accepted);
    assert_eq!(response.verdicts[1].verdict, Verdict::Accepted);
    assert!(!response.verdicts[2].verdict.settles());
    let records = bed.store.records(world.association, &[other]).await.unwrap();
    assert_eq!(Member::of(&records[0]).role, Role::Volunteer);
    assert!(
        response
            .slices
            .iter()
            .any(|part| part.dropped && part.slice == Slice::Register)
    );
}

async fn a_team_is_never_left_without_a_head(bed: Bed) {
    let world = World::make(&bed.store, "a").await;
    let head = Phone::sign_in(&bed, world.login("head")).await;
    let me = world.member("head");
    // A phone that has not heard of its team yet checks nothing.
    let mut request = head.request();
    request.changes = [
        Edit::new(Kind::Member, me).set(member::CLOSED, true),
        Edit::new(Kind::Member, me).set(member::ROLE, Role::Volunteer),
    ]
    .into_iter()
    .map(|edit| Change {
        id: new_id(now()),
        kind: edit.kind,
        record: edit.record,
        base: u64::MAX,
        set: edit.set,
        clock: clock(),
        counter: 1,
    })
    .collect();
    let response = head.send(&request).await;
    for answer in &response.verdicts {
        assert_eq!(answer.verdict.reason(), Some(Reason::LastHead));
    }
    let records = bed.store.records(world.association, &[me]).await.unwrap();
    assert_eq!(Member::of(&records[0]).role, Role::Head);
}

async fn a_phone_with_a_wrong_clock_neither_wins_for_ever_nor_loses_its_mark(bed: Bed) {
    let world = World::make(&bed.store, "a").await;
    let mut wrong = Phone::sign_in(&bed, world.login("volunteer")).await;
    let mut right = Phone::sign_in(&bed, world.login("second")).await;
    wrong.sync().await;
    right.sync().await;
    wrong.ago_ms = 1_000;
    wrong.record(&[
        Edit::new(Kind::Beneficiary, world.people[0]).set(beneficiary::DOUAR, String::from("Early"))
    ]);
    let year = 365 * 86_400_000;
    let mut request = wrong.request();
    request.now = request.now.plus(year);
    request.changes[0].clock.now = request.changes[0].clock.now.plus(year);
    right.record(&[
        Edit::new(Kind::Beneficiary, world.people[0]).set(beneficiary::DOUAR, String::from("Late"))
    ]);
    let response = wrong.send(&request).await;
    assert_eq!(response.verdicts[0].verdict, Verdict::Accepted);
    right.sync().await;
    let record = &bed
        .store
        .records(world.association, &[world.people[0]])
        .await
        .unwrap()[0];
    assert_eq!(record.read::<String>(beneficiary::DOUAR), "Late");
}
