//! The disk of the database is full: nothing is half written, and phones are told to keep what they have.

use std::collections::BTreeSet;
use std::fs::metadata;

use domain::change::Edit;
use domain::record::Beneficiary;
use domain::wire::{CBOR, to_cbor};
use reqwest::StatusCode;
use serde_json::Value;

use crate::kill::{each_once, world};
use crate::support::{PASSWORD, Phone, Program, now, registration};

/// Bytes left: none, and room for a part of what is sent.
const LEFT: [u64; 3] = [0, 6_000, 20_000];

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_does_not_fit_on_the_disk_stays_on_the_phone_and_is_taken_once_when_there_is_room() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("hadir.db");
    let database = format!("sqlite://{}", file.display());
    let world = world(&database).await;
    let mut program = Program::start_on_small_disk(&database, "127.0.0.1:0");
    let mut phone = Phone::at(&program.url, world.login("volunteer"), PASSWORD).await;
    phone.sync().await;
    let mut recorded = BTreeSet::new();
    for left in LEFT {
        for number in 0..60 {
            let given_la = format!("P{left} {number}");
            let view = Beneficiary {
                given_la,
                ..Beneficiary::default()
            };
            let person = server::clock::new_id(now());
            phone.record(&[
                Edit::create(person, view),
                registration(world.activities[0], person),
            ]);
            recorded.insert(person);
        }
        let written = metadata(file.with_extension("db-wal")).unwrap().len();
        program.limit_files(Some(written + left));
        let (status, body) = phone.send_bytes(CBOR, to_cbor(&phone.request())).await.unwrap();
        let said: Value = serde_json::from_slice(&body).unwrap_or_default();
        assert_eq!(
            status,
            StatusCode::INSUFFICIENT_STORAGE,
            "with {left} bytes: {said}"
        );
        assert_eq!(
            (&said["code"], &said["retry_after"]),
            (&"no_room".into(), &60.into())
        );
        assert_eq!(
            phone.get("/readyz").await.0,
            StatusCode::OK,
            "what is there is read"
        );

        program.limit_files(None);
        phone.sync().await;
        assert_eq!(phone.replica.outbox().count(), 0);
    }
    program.kill();
    each_once(&database, &world, &recorded).await;
}
