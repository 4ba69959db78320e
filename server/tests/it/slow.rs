//! Clients that never finish what they say stop nobody else.

use std::time::Duration;

use domain::record::Mark;
use tokio::io::AsyncWriteExt;
use tokio::net::TcpStream;
use tokio::time::timeout;

use crate::kill::world;
use crate::support::{PASSWORD, Phone, Program};

/// As many as a bad evening brings.
const MANY: usize = 200;
/// A phone that waits longer was stopped by them.
const SOON: Duration = Duration::from_secs(20);

/// What each of them says, and how far it comes.
const SAID: [&str; 5] = [
    "",
    "POST /api/v1/sy",
    "POST /api/v1/session HTTP/1.1\r\nhost: hadir\r\ncontent-type: application/json\r\ncontent-length: 900\r\n\r\n{\"login\":",
    "POST /api/v1/sync HTTP/1.1\r\nhost: hadir\r\ncookie: COOKIE\r\norigin: ORIGIN\r\ncontent-type: application/cbor\r\ncontent-length: 2000000\r\n\r\n\u{7f}",
    "POST /api/v1/import HTTP/1.1\r\nhost: hadir\r\ncookie: COOKIE\r\norigin: ORIGIN\r\ntransfer-encoding: chunked\r\n\r\n5\r\nPr",
];

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_hundred_slow_and_half_open_clients_stop_no_phone() {
    let folder = tempfile::tempdir().unwrap();
    let database = format!("sqlite://{}/hadir.db", folder.path().display());
    let world = world(&database).await;
    let program = Program::start(&database, "127.0.0.1:0");
    let head = Phone::at(&program.url, world.login("head"), PASSWORD).await;
    let mut phone = Phone::at(&program.url, world.login("volunteer"), PASSWORD).await;
    phone.sync().await;
    let host = program.url.trim_start_matches("http://");
    let mut slow = Vec::new();
    for number in 0..MANY {
        let mut stream = TcpStream::connect(host).await.unwrap();
        let said = SAID[number % SAID.len()]
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
    let healthy = async {
        for person in &world.people[..5] {
            for mark in [Mark::Present, Mark::Late, Mark::Absent] {
                phone.mark(world.sessions[0], *person, mark);
                phone.sync().await;
            }
        }
        let mut newcomer = Phone::at(&program.url, world.login("second"), PASSWORD).await;
        newcomer.sync().await;
        assert_eq!(newcomer.replica.count(domain::kind::Kind::Attendance), 5);
    };
    let done = timeout(SOON, async {
        tokio::select! {
            () = trickle => unreachable!("it never ends"),
            () = healthy => {}
        }
    });
    done.await.expect("the phone was served in time");
}
