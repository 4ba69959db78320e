//! Clients that never finish what they say, or never hear what they are told, stop nobody else.

use std::net::SocketAddr;
use std::path::Path;
use std::time::Duration;

use domain::record::Mark;
use domain::wire::{CBOR, to_cbor};
use reqwest::StatusCode;
use serde_json::json;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpSocket, TcpStream};
use tokio::time::timeout;

use crate::kill::world;
use crate::support::{PASSWORD, Phone, Program, World, now};

/// As many as a bad evening brings.
const MANY: usize = 200;
/// A phone that waits longer was stopped by them.
const SOON: Duration = Duration::from_secs(20);

/// A server whose database lies in a folder, with the phones of a head and of a volunteer who has synced.
async fn served(folder: &Path) -> (World, Program, Phone, Phone) {
    let database = format!("sqlite://{}/hadir.db", folder.display());
    let world = world(&database).await;
    let program = Program::start(&database, "127.0.0.1:0");
    let head = Phone::at(&program.url, world.login("head"), PASSWORD).await;
    let mut phone = Phone::at(&program.url, world.login("volunteer"), PASSWORD).await;
    phone.sync().await;
    (world, program, head, phone)
}

/// What each of them says, and how far it comes.
const SAID: [&str; 5] = [
    "",
    "POST /api/v1/sy",
    "POST /api/v1/session HTTP/1.1\r\nhost: hadir\r\ncontent-type: application/json\r\ncontent-length: 900\r\n\r\n{\"login\":",
    "POST /api/v1/sync HTTP/1.1\r\nhost: HOST\r\ncookie: COOKIE\r\norigin: ORIGIN\r\ncontent-type: application/cbor\r\ncontent-length: 2000000\r\n\r\n\u{7f}",
    "POST /api/v1/import HTTP/1.1\r\nhost: HOST\r\ncookie: COOKIE\r\norigin: ORIGIN\r\ntransfer-encoding: chunked\r\n\r\n5\r\nPr",
];

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_hundred_slow_and_half_open_clients_stop_no_phone() {
    let folder = tempfile::tempdir().unwrap();
    let (world, program, head, mut phone) = served(folder.path()).await;
    let host = program.url.trim_start_matches("http://");
    let mut slow = Vec::new();
    for number in 0..MANY {
        let mut stream = TcpStream::connect(host).await.unwrap();
        let said = SAID[number % SAID.len()]
            .replace("HOST", host)
            .replace("COOKIE", &head.cookie)
            .replace("ORIGIN", &program.url);
        stream.write_all(said.as_bytes()).await.unwrap();
        slow.push(stream);
    }
    // They trickle on, a byte at a time, while a volunteer marks a whole list and somebody new signs in.
    let trickle = async {
        loop {
            for stream in &mut slow {
                let _ = stream.write_all(b"x").await;
            }
            tokio::task::yield_now().await;
        }
    };
    let done = timeout(SOON, async {
        tokio::select! {
            () = trickle => unreachable!("it never ends"),
            () = evening(&program, &world, &mut phone) => {}
        }
    });
    done.await.expect("the phone was served in time");
}

/// A volunteer marks a whole list, and somebody new signs in.
async fn evening(program: &Program, world: &World, phone: &mut Phone) {
    for person in &world.people[..5] {
        for mark in [Mark::Present, Mark::Late, Mark::Absent] {
            phone.mark(world.sessions[0], *person, mark);
            phone.sync().await;
        }
    }
    let mut newcomer = Phone::at(&program.url, world.login("second"), PASSWORD).await;
    newcomer.sync().await;
    assert_eq!(newcomer.replica.count(domain::kind::Kind::Attendance), 5);
}

/// Bytes of a document of which much is left however much the system takes in for a client that reads nothing: 4 MB.
const LARGE: usize = 6 << 20;
/// How many ask for it.
const FETCHING: usize = 12;
/// How many ask for all that a phone is given, how often each.
const SYNCING: (usize, usize) = (30, 20);
/// As many as take everything away at once.
const LEAVING: usize = 3;

/// A client that has room for little, has asked for something over and over, and reads nothing of it.
async fn deaf(host: SocketAddr, asked: &[u8], times: usize) -> TcpStream {
    let socket = TcpSocket::new_v4().unwrap();
    socket.set_recv_buffer_size(4_096).unwrap();
    let mut stream = socket.connect(host).await.unwrap();
    stream.write_all(&asked.repeat(times)).await.unwrap();
    stream
}

/// A request of the phone of a head, as it stands on the line.
fn asking(head: &Phone, line: &str, media: &str, body: &[u8]) -> Vec<u8> {
    let Phone { url, cookie, .. } = head;
    let (host, length) = (url.trim_start_matches("http://"), body.len());
    let head = format!(
        "{line} HTTP/1.1\r\nhost: {host}\r\ncookie: {cookie}\r\norigin: {url}\r\ncontent-type: {media}\r\ncontent-length: {length}\r\n\r\n"
    );
    [head.as_bytes(), body].concat()
}

/// A document of the association's file that is large; resolves to its address.
async fn large(head: &Phone) -> String {
    let mut bytes = b"%PDF-1.7\n".to_vec();
    bytes.resize(LARGE, b' ');
    bytes.extend_from_slice(b"\n%%EOF\n");
    let path = format!("/api/v1/document/{}", server::clock::new_id(now()));
    let request = head
        .http
        .post(format!(
            "{}{path}?title=Statuts&sort=statutes&name=s.pdf",
            head.url
        ))
        .header("cookie", &head.cookie)
        .header("origin", &head.url);
    assert_eq!(request.body(bytes).send().await.unwrap().status(), StatusCode::OK);
    path
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn clients_that_never_read_what_they_are_answered_stop_no_phone() {
    let folder = tempfile::tempdir().unwrap();
    let (world, program, head, mut phone) = served(folder.path()).await;
    let document = large(&head).await;
    let host = program.url.trim_start_matches("http://").parse().unwrap();
    let password = json!({ "password": PASSWORD }).to_string();
    let export = asking(
        &head,
        "POST /api/v1/export",
        "application/json",
        password.as_bytes(),
    );
    let all = asking(&head, "POST /api/v1/sync", CBOR, &to_cbor(&head.request()));
    let fetch = asking(&head, &format!("GET {document}"), "text/plain", b"");
    let mut deaf_ones = Vec::new();
    for _ in 0..LEAVING {
        deaf_ones.push(deaf(host, &export, 1).await);
    }
    for _ in 0..FETCHING {
        deaf_ones.push(deaf(host, &fetch, 2).await);
    }
    for _ in 0..SYNCING.0 {
        deaf_ones.push(deaf(host, &all, SYNCING.1).await);
    }
    // All of them are being answered.
    for stream in &deaf_ones {
        let mut status = [0; 12];
        stream.readable().await.unwrap();
        stream.peek(&mut status).await.unwrap();
        assert_eq!(&status, b"HTTP/1.1 200");
    }
    timeout(SOON, evening(&program, &world, &mut phone))
        .await
        .expect("the phone was served in time");
    // They were kept waiting: whoever reads at last is given the rest.
    let mut told = vec![0; LARGE];
    let fetching = &mut deaf_ones[LEAVING];
    fetching.read_exact(&mut told).await.unwrap();
    assert!(told.starts_with(b"HTTP/1.1 200"));
}
