//! The endpoint of the sync, of the real program: whatever comes in, it answers or hangs up, and goes on.

use std::io::{ErrorKind, Read, Write};
use std::net::TcpStream;
use std::time::Duration;

use domain::chain::Broken;
use domain::change::Edit;
use domain::record::{Beneficiary, Mark};
use domain::slice::Slice;
use domain::wire::{CBOR, Cursor, json, to_cbor};
use flate2::{Compression, write::GzEncoder};
use proptest::prelude::*;
use tokio::runtime::Runtime;

use super::damage::{Damage, damaged, some};
use super::{kept, try_many};
use crate::kill::world;
use crate::support::{PASSWORD, Phone, Program, now};

/// The device that messages of the corpus name: another takes its place when they are sent.
const NOBODY: [u8; 16] = *b"\x01\x98corpus device!";
/// Kilobytes that the program may take at its peak beyond what it took before.
const ROOM_KB: u64 = 96 * 1024;
/// Who waits longer for an answer is stuck.
const ANSWER: Duration = Duration::from_secs(20);

/// How the body is said to be, and how long.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Frame {
    Honest,
    Gzip,
    /// Said to be gzip, and not.
    Pretended,
    Deflate,
    HalfGzip,
    OtherType,
    NoType,
    TooShort,
    TooLong,
    Chunked,
    BadChunks,
    HugeLength,
    LongHeaders,
}

const FRAMES: [Frame; 13] = [
    Frame::Honest,
    Frame::Gzip,
    Frame::Pretended,
    Frame::Deflate,
    Frame::HalfGzip,
    Frame::OtherType,
    Frame::NoType,
    Frame::TooShort,
    Frame::TooLong,
    Frame::Chunked,
    Frame::BadChunks,
    Frame::HugeLength,
    Frame::LongHeaders,
];

#[derive(Clone, Debug)]
struct Made {
    seed: usize,
    damages: Vec<Damage>,
    frame: Frame,
    again: bool,
}

fn made(seeds: usize) -> impl Strategy<Value = Made> {
    let frame = prop_oneof![3 => Just(Frame::Honest), 2 => prop::sample::select(FRAMES.to_vec())];
    (0..seeds, some(), frame, any::<bool>()).prop_map(|(seed, damages, frame, again)| Made {
        seed,
        damages,
        frame,
        again,
    })
}

/// A message, and whether it is CBOR.
type Message = (Vec<u8>, bool);

/// What the phone itself would send, in both encodings.
fn seeds(phone: &mut Phone, world: &crate::support::World) -> Vec<Message> {
    let idle = phone.request();
    phone.mark(world.sessions[0], world.people[0], Mark::Present);
    let person = Beneficiary {
        given_la: "Someone".into(),
        ..Beneficiary::default()
    };
    phone.record(&[Edit::create(server::clock::new_id(now()), person)]);
    let busy = phone.request();
    let both = |request| {
        let text = json::request_text(request).unwrap();
        [(to_cbor(request), true), (text.into_bytes(), false)]
    };
    [both(&idle), both(&busy)].concat()
}

/// The corpus, with this phone in the place of nobody's.
fn corpus(phone: &Phone) -> Vec<Message> {
    let replaced = |bytes: &[u8], from: &[u8], to: &[u8]| {
        let mut bytes = bytes.to_vec();
        if let Some(at) = bytes.windows(from.len()).position(|window| window == from) {
            bytes.splice(at..at + from.len(), to.iter().copied());
        }
        bytes
    };
    let nobody = domain::id::Id::from_slice(&NOBODY).unwrap().to_string();
    let device = phone.me.device;
    let message = |kept: super::Kept| {
        let cbor = kept.path.extension().is_some_and(|ending| ending == "cbor");
        let bytes = match cbor {
            true => replaced(&kept.bytes, &NOBODY, device.as_bytes()),
            false => replaced(&kept.bytes, nobody.as_bytes(), device.to_string().as_bytes()),
        };
        (bytes, cbor)
    };
    kept("sync").into_iter().map(message).collect()
}

fn gzipped(body: &[u8]) -> Vec<u8> {
    let mut packed = GzEncoder::new(Vec::new(), Compression::fast());
    packed.write_all(body).unwrap();
    packed.finish().unwrap()
}

/// The bytes of a whole request.
fn framed(phone: &Phone, (body, cbor): &Message, frame: Frame) -> Vec<u8> {
    let body = match frame {
        Frame::Gzip => gzipped(body),
        Frame::HalfGzip => {
            let packed = gzipped(body);
            packed[..packed.len() / 2].to_vec()
        }
        _ => body.clone(),
    };
    let length = match frame {
        Frame::TooShort => (body.len() / 2).to_string(),
        Frame::TooLong => (body.len() + 99).to_string(),
        Frame::HugeLength => u64::MAX.to_string(),
        _ => body.len().to_string(),
    };
    let mut head = format!(
        "POST /api/v1/sync HTTP/1.1\r\nhost: {}\r\norigin: {}\r\ncookie: {}\r\nconnection: close\r\n",
        phone.url.trim_start_matches("http://"),
        phone.url,
        phone.cookie,
    );
    head += match (frame, cbor) {
        (Frame::NoType, _) => "",
        (Frame::OtherType, _) => "content-type: multipart/form-data; boundary=\"\r\n",
        (_, true) => "content-type: application/cbor\r\n",
        (_, false) => "content-type: application/json; charset=utf-16\r\n",
    };
    head += match frame {
        Frame::Gzip | Frame::HalfGzip | Frame::Pretended => "content-encoding: gzip\r\n",
        Frame::Deflate => "content-encoding: deflate\r\n",
        _ => "",
    };
    if frame == Frame::LongHeaders {
        head += &format!("x-long: {}\r\n", "x".repeat(600_000));
    }
    let whole = |head: String, body: &[u8]| [head.as_bytes(), body].concat();
    match frame {
        Frame::Chunked => {
            let chunk = format!("transfer-encoding: chunked\r\n\r\n{:x}\r\n", body.len());
            [whole(head + &chunk, &body), b"\r\n0\r\n\r\n".to_vec()].concat()
        }
        Frame::BadChunks => whole(
            head + "transfer-encoding: chunked\r\n\r\nffffffffffffffffff\r\n",
            &body,
        ),
        _ => whole(head + &format!("content-length: {length}\r\n\r\n"), &body),
    }
}

/// The status of the answer; none where the server only hung up.
fn sent(phone: &Phone, request: &[u8], frame: Frame) -> Result<Option<u16>, String> {
    let host = phone.url.trim_start_matches("http://");
    let mut stream = TcpStream::connect(host).map_err(|error| format!("not let in: {error}"))?;
    stream.set_read_timeout(Some(ANSWER)).unwrap();
    stream.set_write_timeout(Some(ANSWER)).unwrap();
    // The server may have hung up before it was told everything.
    let _ = stream.write_all(request);
    if matches!(frame, Frame::TooLong | Frame::HugeLength | Frame::BadChunks) {
        let _ = stream.shutdown(std::net::Shutdown::Write);
    }
    let mut said = Vec::new();
    if let Err(error) = stream.read_to_end(&mut said)
        && matches!(error.kind(), ErrorKind::WouldBlock | ErrorKind::TimedOut)
    {
        return Err(format!("no answer within {ANSWER:?}, {frame:?}"));
    }
    let status = said.strip_prefix(b"HTTP/1.1 ").and_then(|rest| rest.get(..3));
    Ok(status.and_then(|digits| std::str::from_utf8(digits).ok()?.parse().ok()))
}

/// What a message may be answered.
fn is_fair(status: Option<u16>, frame: Frame) -> bool {
    match status {
        Some(200 | 400 | 403 | 408 | 413 | 415 | 426 | 431) => true,
        // A request that has no end, or a head that has none, is worth no answer.
        None => matches!(
            frame,
            Frame::TooLong | Frame::HugeLength | Frame::BadChunks | Frame::LongHeaders
        ),
        _ => false,
    }
}

#[test]
fn a_damaged_sync_is_answered_and_takes_no_memory_and_no_connection_with_it() {
    let folder = tempfile::tempdir().unwrap();
    let database = format!("sqlite://{}/hadir.db", folder.path().display());
    let run = Runtime::new().unwrap();
    let world = run.block_on(world(&database));
    let program = Program::start(&database, "127.0.0.1:0");
    let (mut phone, mut healthy) = run.block_on(async {
        (
            Phone::at(&program.url, world.login("volunteer"), PASSWORD).await,
            Phone::at(&program.url, world.login("second"), PASSWORD).await,
        )
    });
    run.block_on(phone.sync());
    run.block_on(healthy.sync());
    let mut messages = seeds(&mut phone, &world);
    let corpus = corpus(&phone);
    messages.extend(corpus.iter().cloned());
    let before = program.peak_kb();
    let (mut taken, mut refused) = (0, 0);
    let mut one = |message: &Message, frame: Frame| {
        let status = sent(&phone, &framed(&phone, message, frame), frame)?;
        match status {
            Some(200) => taken += 1,
            _ => refused += 1,
        }
        match is_fair(status, frame) {
            true => Ok(()),
            false => Err(format!("answered {status:?}, {frame:?}")),
        }
    };
    for message in &messages {
        for frame in FRAMES {
            one(message, frame).unwrap();
        }
    }
    let body = |made: &Made| {
        let (bytes, cbor) = &messages[made.seed];
        (damaged(bytes, &made.damages), *cbor)
    };
    let keep = |made: &Made| {
        let (mut bytes, cbor) = body(made);
        let device = phone.me.device;
        if let Some(at) = bytes.windows(16).position(|window| window == device.as_bytes()) {
            bytes.splice(at..at + 16, NOBODY);
        }
        (bytes, if cbor { "cbor" } else { "json" })
    };
    try_many("sync", &made(messages.len()), keep, |made| {
        let message = body(made);
        one(&message, made.frame)?;
        if made.again {
            one(&message, made.frame)?;
        }
        Ok(())
    });
    assert!(taken > 20 && refused > 20, "{taken} taken, {refused} refused");
    let person = Beneficiary {
        given_la: "Healthy".into(),
        ..Beneficiary::default()
    };
    healthy.record(&[Edit::create(server::clock::new_id(now()), person)]);
    run.block_on(healthy.sync());
    let grown = program.peak_kb() - before;
    assert!(grown < ROOM_KB, "it took {grown} kB more");
    drop(program);
    run.block_on(async {
        let store = server::store::Store::open(&database).await.unwrap();
        let audit = store.verify_log(world.association).await.unwrap();
        // What the phone was made to say of the log is its own word, and is told as such.
        let own_word = |broken: &Broken| match broken {
            Broken::Cut { device, .. } | Broken::Rewritten { device, .. } => *device == phone.me.device,
            _ => false,
        };
        assert!(audit.walked.broken.iter().all(own_word), "{:?}", audit.walked);
    });
}

/// Bodies as large as they may be, of what costs a reader most.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_largest_bodies_cost_little_memory_and_no_time() {
    let folder = tempfile::tempdir().unwrap();
    let database = format!("sqlite://{}/hadir.db", folder.path().display());
    let world = world(&database).await;
    let program = Program::start(&database, "127.0.0.1:0");
    let mut phone = Phone::at(&program.url, world.login("volunteer"), PASSWORD).await;
    phone.sync().await;
    let before = program.peak_kb();
    let most = domain::wire::REQUEST_BYTES;
    let device = to_cbor(&phone.me.device);
    // {0: 1, 1: device, 3: 5, key: …}, filled to the last byte allowed.
    let filled = |key: u8, open: &[u8], item: &[u8]| {
        let head = [&[0xa4, 0, 1, 1], device.as_slice(), &[3, 5, key], open].concat();
        let room = (most - head.len() - 1) / item.len();
        [head, item.repeat(room), vec![0xff]].concat()
    };
    let id = to_cbor(&phone.me.device);
    let cursor = to_cbor(&Cursor {
        slice: Slice::Activity(phone.me.device),
        upto: 5,
        before: None,
    });
    let change = [&[0xa1, 0][..], &id].concat();
    let bodies = [
        (filled(4, &[0x9f], &cursor), 400),
        (filled(5, &[0x9f], &change), 400),
        (filled(5, &[0x9f], &[0]), 200),
        (filled(8, &[0x9f], &id), 200),
        (filled(99, &[0x9f], &[0x9f]), 400),
        (filled(5, &[], &[0x81]), 200),
        (filled(5, &[], &[0xbf]), 400),
    ];
    for (number, (body, expected)) in bodies.into_iter().enumerate() {
        let (status, said) = phone.send_bytes(CBOR, body).await.unwrap();
        assert_eq!(
            status.as_u16(),
            expected,
            "body {number}: {}",
            String::from_utf8_lossy(&said[..said.len().min(200)])
        );
    }
    for item in ["[", "{\"a\":", "0,", "\"\\u0000\","] {
        let body = format!("{{\"changes\":[{}", item.repeat(most / item.len() - 20));
        let (status, _) = phone
            .send_bytes("application/json", body.into_bytes())
            .await
            .unwrap();
        assert_eq!(status.as_u16(), 400, "{item}");
    }
    phone.sync().await;
    let grown = program.peak_kb() - before;
    assert!(grown < ROOM_KB, "it took {grown} kB more");
}
