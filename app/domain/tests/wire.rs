//! Messages of the first protocol version decode for ever; arbitrary bytes never panic; CBOR and JSON
//! say the same.

#![allow(
    clippy::unwrap_used,
    reason = "a test that meets what it does not expect must fail"
)]

use domain::change::{Change, UNREAD};
use domain::id::Id;
use domain::kind::Kind;
use domain::log::Line;
use domain::record::*;
use domain::replica::Batch;
use domain::slice::Slice;
use domain::time::{Clock, Day, Millis};
use domain::value::{Fields, Value};
use domain::verdict::{Answer, Reason, Verdict};
use domain::wire::*;
use proptest::prelude::*;

fn id(n: u8) -> Id {
    Id::v7(Millis(1_780_000_000_000), [n; 10])
}

/// A request as protocol 1 sends it; its bytes are kept in `fixtures/request-1.cbor`.
fn request() -> SyncRequest {
    let session = Id::of_session(id(3), Day(20_600), 600);
    let mark = Attendance {
        session,
        beneficiary: id(4),
        status: Mark::Late,
        arrived: Some(Millis(1_780_000_100_000)),
        note: "bus".into(),
        ..Attendance::default()
    };
    let person = Beneficiary {
        given_ar: "فاطمة الزهراء".into(),
        family_la: "Benali".into(),
        sex: Sex::Female,
        birth_day: Day::from_iso("1991-05-17"),
        phone: "+212612345678".into(),
        ..Beneficiary::default()
    };
    let clock = Clock {
        now: Millis(1_780_000_100_500),
        offset_min: 60,
    };
    let change = |counter, kind, record, set| Change {
        id: Id::of_change(id(2), counter, clock.now),
        kind,
        record,
        base: 0,
        set,
        clock,
        counter,
    };
    let mut later = person.fields();
    later.set(
        900,
        Value::List(vec![Value::Text("from a later version".into()), Value::Int(-1)]),
    );
    SyncRequest {
        protocol: 1,
        device: id(2),
        epoch: Some(id(9)),
        now: Millis(1_780_000_200_000),
        cursors: vec![
            Cursor {
                slice: Slice::Association,
                upto: 7,
                before: None,
            },
            Cursor {
                slice: Slice::Activity(id(5)),
                upto: 1_000_000,
                before: None,
            },
        ],
        changes: vec![
            change(
                1,
                Kind::Attendance,
                Id::of_attendance(session, id(4)),
                mark.fields(),
            ),
            change(2, Kind::Beneficiary, id(6), later),
        ],
        report: Some(DeviceReport {
            waiting: 2,
            version: "0.1.0".into(),
            persisted: true,
            ..DeviceReport::default()
        }),
        head: None,
        held: vec![],
    }
}

/// An answer as protocol 1 sends it; its bytes are kept in `fixtures/response-1.cbor`.
fn response() -> SyncResponse {
    let answer = |n, verdict| Answer {
        change: id(n),
        seq: n.into(),
        received: Millis(5),
        verdict,
    };
    let activity = Activity {
        title: "محو الأمية".into(),
        capacity: Some(30),
        ..Activity::default()
    };
    let record = Record {
        kind: Kind::Activity,
        id: id(5),
        version: 12,
        fields: activity.fields(),
    };
    SyncResponse {
        protocol: 1,
        epoch: id(9),
        server_time: Millis(1_780_000_200_100),
        verdicts: vec![
            answer(1, Verdict::Accepted),
            answer(2, Verdict::Parallel),
            answer(
                3,
                Verdict::Conflict {
                    fields: vec![3, 4],
                    stands: true,
                },
            ),
            answer(
                4,
                Verdict::Held {
                    reason: Reason::RightWithdrawn,
                },
            ),
            answer(
                5,
                Verdict::Refused {
                    field: Some(10),
                    reason: Reason::BadPhone,
                },
            ),
            answer(
                6,
                Verdict::Refused {
                    field: None,
                    reason: Reason::NotAllowed,
                },
            ),
        ],
        slices: vec![
            SlicePart {
                records: vec![record],
                gone: vec![id(7)],
                fresh: true,
                ..SlicePart::empty(Slice::Activity(id(5)), 12)
            },
            SlicePart {
                dropped: true,
                ..SlicePart::empty(Slice::Register, 0)
            },
        ],
        more: true,
        head: Some(LogHead {
            seq: 12,
            hash: [7; 32],
        }),
        revoked: false,
        shared_upto: None,
        backed_up_upto: 0,
        decided: vec![],
    }
}

#[test]
fn a_message_of_the_first_protocol_decodes_for_ever() {
    let (sent, answered) = (
        include_bytes!("fixtures/request-1.cbor"),
        include_bytes!("fixtures/response-1.cbor"),
    );
    assert_eq!(from_cbor::<SyncRequest>(sent).unwrap(), request());
    assert_eq!(from_cbor::<SyncResponse>(answered).unwrap(), response());
}

#[test]
fn what_is_sent_now_is_what_the_first_protocol_sent() {
    assert_eq!(to_cbor(&request()), include_bytes!("fixtures/request-1.cbor"));
    assert_eq!(to_cbor(&response()), include_bytes!("fixtures/response-1.cbor"));
}

#[test]
fn keys_of_a_later_version_are_skipped() {
    // {0: 1, 1: device, 3: 5, 77: ["new"]}
    let mut bytes = vec![0xa4, 0x00, 0x01, 0x01, 0x50];
    bytes.extend_from_slice(id(2).as_bytes());
    bytes.extend_from_slice(&[0x03, 0x05, 0x18, 77, 0x81, 0x63, b'n', b'e', b'w']);
    let read: SyncRequest = from_cbor(&bytes).unwrap();
    assert_eq!((read.device, read.now, read.changes.len()), (id(2), Millis(5), 0));
}

#[test]
fn that_a_phone_was_revoked_is_said_in_both_encodings() {
    let revoked = SyncResponse {
        revoked: true,
        ..response()
    };
    assert_eq!(from_cbor::<SyncResponse>(&to_cbor(&revoked)).unwrap(), revoked);
    let text = json::response_text(&revoked).unwrap();
    assert_eq!(json::response(text.as_bytes()).unwrap(), revoked);
    let older = text.replace(",\"revoked\":true", "");
    assert_eq!(json::response(older.as_bytes()).unwrap(), response());
}

#[test]
fn what_a_restored_server_says_is_said_in_both_encodings() {
    let restored = SyncResponse {
        shared_upto: Some(40),
        backed_up_upto: 38,
        ..response()
    };
    let witness = SyncRequest {
        head: response().head,
        ..request()
    };
    assert_eq!(from_cbor::<SyncResponse>(&to_cbor(&restored)).unwrap(), restored);
    assert_eq!(from_cbor::<SyncRequest>(&to_cbor(&witness)).unwrap(), witness);
    let text = json::response_text(&restored).unwrap();
    assert_eq!(json::response(text.as_bytes()).unwrap(), restored);
    let text = json::request_text(&witness).unwrap();
    assert_eq!(json::request(text.as_bytes()).unwrap(), witness);
}

#[test]
fn what_became_of_held_changes_is_asked_and_said_in_both_encodings() {
    let asking = SyncRequest {
        held: vec![id(1), id(2)],
        ..request()
    };
    assert_eq!(from_cbor::<SyncRequest>(&to_cbor(&asking)).unwrap(), asking);
    let text = json::request_text(&asking).unwrap();
    assert_eq!(json::request(text.as_bytes()).unwrap(), asking);
    let verdict = Verdict::Refused {
        field: None,
        reason: Reason::Declined,
    };
    let decided = SyncResponse {
        decided: vec![Answer {
            change: id(1),
            seq: 9,
            received: Millis(5),
            verdict,
        }],
        ..response()
    };
    assert_eq!(from_cbor::<SyncResponse>(&to_cbor(&decided)).unwrap(), decided);
    let text = json::response_text(&decided).unwrap();
    assert_eq!(json::response(text.as_bytes()).unwrap(), decided);
}

#[test]
fn json_says_the_same() {
    let text = json::request_text(&request()).unwrap();
    assert!(
        text.contains("\"birth_day\":\"1991-05-17\"") && text.contains("\"#900\""),
        "{text}"
    );
    assert_eq!(json::request(text.as_bytes()).unwrap(), request());
    let text = json::response_text(&response()).unwrap();
    assert_eq!(json::response(text.as_bytes()).unwrap(), response());
}

#[test]
fn json_that_is_wrong_is_carried_to_where_it_is_refused() {
    let wrong = |from: &str, to: &str, change: usize| {
        let text = json::request_text(&request()).unwrap().replace(from, to);
        let read = json::request(text.as_bytes()).unwrap();
        assert_eq!(read.changes.len(), 2);
        assert_eq!(read.changes[1 - change], request().changes[1 - change], "{to}");
        assert_eq!(read.changes[change].id, request().changes[change].id);
        read.changes[change].clone()
    };
    assert_eq!(wrong("\"attendance\"", "\"attendence\"", 0).kind, Kind::Other(0));
    let misspelt = wrong("family_la", "familly", 1);
    assert!(format!("{:?}", misspelt.set.get(UNREAD)).contains("Other"));
    assert_eq!(misspelt.set.len(), request().changes[1].set.len());
    let day = wrong("1991-05-17", "17/05/1991", 1);
    assert!(!day.set.get(beneficiary::BIRTH_DAY).unwrap().is_known());
    for odd in ["0.5", "1e999", "18446744073709551615", &"[".repeat(500)] {
        let closed = format!("{odd}{}", "]".repeat(odd.matches('[').count()));
        let odd = wrong("\"Benali\"", &closed, 1);
        assert!(odd.set.iter().any(|(_, value)| !value.is_known()), "{closed}");
    }
    let text = json::request_text(&request())
        .unwrap()
        .replace("\"association\"", "\"tomorrow\"");
    assert_eq!(
        json::request(text.as_bytes()).unwrap().cursors,
        request().cursors[1..]
    );
}

/// A map of integer keys to values that are CBOR already.
fn map(entries: &[(u8, &[u8])]) -> Vec<u8> {
    let entry = |(key, value): &(u8, &[u8])| [&[*key], *value].concat();
    [
        vec![0xa0 | entries.len() as u8],
        entries.iter().flat_map(entry).collect(),
    ]
    .concat()
}

fn list(items: &[&[u8]]) -> Vec<u8> {
    [vec![0x80 | items.len() as u8], items.concat()].concat()
}

#[test]
fn a_change_that_cannot_be_read_stops_no_other() {
    let [first, last] = request().changes.try_into().unwrap();
    let (first, last) = (to_cbor(&first), to_cbor(&last));
    let (change, record, device) = (to_cbor(&id(40)), to_cbor(&id(41)), to_cbor(&id(2)));
    let (person, eleven) = ([10].as_slice(), [11].as_slice());
    let good: [(u8, &[u8]); 4] = [(0, &change), (1, person), (2, &record), (7, eleven)];
    let with = |no: u8, value: &'static [u8]| {
        let rest = good.into_iter().filter(|(key, _)| *key != no);
        map(&rest.chain([(no, value)]).collect::<Vec<_>>())
    };
    // A half, fields that are no map, a field number too large, a record that is no id, a clock that is
    // text, a kind too large, no record at all.
    let odd = [
        with(4, &[0xa1, 0x0a, 0xf9, 0x38, 0x00]),
        with(4, &[0x61, b'x']),
        with(4, &[0xa1, 0x1a, 0, 1, 0, 0, 1]),
        with(2, &[0x41, 7]),
        with(5, &[0x61, b'x']),
        with(1, &[0x1a, 0, 1, 0, 0]),
        map(&[good[0], good[1], good[3]]),
    ];
    for odd in odd {
        let unknown_slice = map(&[(0, &[0x41, 9]), (1, &[5])]);
        let known_slice = map(&[(0, &[0x41, 1]), (1, &[5])]);
        let bytes = map(&[
            (0, &[1]),
            (1, &device),
            (3, &[5]),
            (4, &list(&[&unknown_slice, &known_slice])),
            (5, &list(&[&first, &odd, &last])),
        ]);
        let read: SyncRequest = from_cbor(&bytes).unwrap();
        assert_eq!(read.cursors.len(), 1);
        assert_eq!(read.changes.len(), 3, "{odd:x?}");
        assert_eq!(
            (&read.changes[0], &read.changes[2]),
            (&request().changes[0], &request().changes[1])
        );
        let told = &read.changes[1];
        assert_eq!((told.id, told.counter), (id(40), 11));
        assert!(told.set.iter().any(|(_, value)| !value.is_known()), "{told:?}");
        assert_eq!(from_cbor::<SyncRequest>(&to_cbor(&read)).unwrap(), read);
    }
    // Without an id nobody can be answered.
    let nameless = map(&good[1..]);
    let bytes = map(&[
        (0, &[1]),
        (1, &device),
        (3, &[5]),
        (5, &list(&[&nameless, &last])),
    ]);
    assert_eq!(from_cbor::<SyncRequest>(&bytes).unwrap().changes.len(), 1);
}

#[test]
fn an_answer_of_a_later_server_is_read_as_far_as_it_is_known() {
    let (change, person) = (to_cbor(&id(40)), to_cbor(&response().slices[0].records[0]));
    let merged = map(&[(0, &change), (3, &[9])]);
    let garbled = map(&[(0, &[0x41, 1])]);
    let later = map(&[(0, &[0x41, 9]), (1, &[5]), (2, &[0x61, b'x'])]);
    let known = map(&[(0, &[0x41, 2]), (1, &[12]), (2, &list(&[&person]))]);
    let bytes = |parts: &[&[u8]]| {
        map(&[
            (0, &[1]),
            (1, &to_cbor(&id(9))),
            (2, &[5]),
            (3, &list(&[&merged, &garbled])),
            (4, &list(parts)),
        ])
    };
    let sent = bytes(&[&later, &known]);
    let read: SyncResponse = from_cbor(&sent).unwrap();
    let held = Verdict::Held {
        reason: Reason::UnknownKind,
    };
    assert_eq!(read.verdicts.len(), 1);
    assert_eq!(
        (read.verdicts[0].change, &read.verdicts[0].verdict),
        (id(40), &held)
    );
    assert_eq!(read.slices.len(), 1);
    assert_eq!(read.slices[0].records, response().slices[0].records);
    // Passing over a part of a slice that is known would leave a hole.
    let broken = map(&[(0, &[0x41, 2]), (1, &[0x61, b'x'])]);
    let sent = bytes(&[&broken]);
    assert!(from_cbor::<SyncResponse>(&sent).is_err());
    let text = json::response_text(&response()).unwrap();
    let later = text
        .replacen("\"accepted\"", "\"merged\"", 1)
        .replace("\"register\"", "\"tomorrow\"");
    let read = json::response(later.as_bytes()).unwrap();
    assert_eq!((&read.verdicts[0].verdict, read.slices.len()), (&held, 1));
}

#[test]
fn an_idle_sync_stays_under_200_bytes_both_ways() {
    let idle = SyncRequest {
        changes: vec![],
        report: None,
        ..request()
    };
    assert!(to_cbor(&idle).len() <= 200);
    let quiet = SyncResponse {
        verdicts: vec![],
        slices: vec![],
        more: false,
        ..response()
    };
    assert!(to_cbor(&quiet).len() <= 200);
}

fn value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::Bool),
        any::<i64>().prop_map(Value::Int),
        ".{0,12}".prop_map(|text| Value::Text(text.into())),
        prop::collection::vec(any::<u8>(), 0..40).prop_map(|bytes| Value::bytes(&bytes)),
    ];
    leaf.prop_recursive(3, 12, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::List),
            prop::collection::vec((2_000u16.., inner), 0..4)
                .prop_map(|fields| Value::Map(fields.into_iter().collect::<Fields>())),
        ]
    })
}

proptest! {
    #[test]
    fn decoding_arbitrary_bytes_never_panics(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        let _ = from_cbor::<SyncRequest>(&bytes);
        let _ = from_cbor::<SyncResponse>(&bytes);
        let _ = from_cbor::<Batch>(&bytes);
        let _ = from_cbor::<Line>(&bytes);
        let _ = json::request(&bytes);
        let _ = json::response(&bytes);
    }

    #[test]
    fn what_was_read_of_arbitrary_fields_is_written_as_it_was(bytes in prop::collection::vec(any::<u8>(), 0..60)) {
        let mut asked = to_cbor(&SyncRequest { changes: vec![], report: None, ..request() });
        // One more entry of the map: a list of one change that is these bytes.
        asked[0] += 1;
        asked.extend([0x05, 0x81]);
        asked.extend(&bytes);
        if let Ok(read) = from_cbor::<SyncRequest>(&asked) {
            prop_assert_eq!(from_cbor::<SyncRequest>(&to_cbor(&read)).unwrap(), read);
        }
    }

    #[test]
    fn decoding_a_damaged_message_never_panics(at in any::<prop::sample::Index>(), byte in any::<u8>(), cut in any::<prop::sample::Index>()) {
        let mut bytes = to_cbor(&response());
        let (at, cut) = (at.index(bytes.len()), cut.index(bytes.len()));
        bytes[at] = byte;
        let _ = from_cbor::<SyncResponse>(&bytes);
        prop_assert!(from_cbor::<SyncResponse>(&bytes[..cut]).is_err());
        let mut bytes = to_cbor(&request());
        let at = at % bytes.len();
        bytes[at] = byte;
        let _ = from_cbor::<SyncRequest>(&bytes);
    }

    #[test]
    fn fields_of_later_versions_survive_cbor_and_json(fields in prop::collection::vec((2_000u16.., value()), 0..6)) {
        let fields: Fields = fields.into_iter().collect();
        let mut asked = request();
        asked.changes[1].set = fields;
        prop_assert_eq!(&from_cbor::<SyncRequest>(&to_cbor(&asked)).unwrap(), &asked);
        prop_assert_eq!(&json::request(json::request_text(&asked).unwrap().as_bytes()).unwrap(), &asked);
    }
}
