//! The log on heads' phones: the newest lines at once, those of the last thirty days after all else, older ones never.

use domain::change::Edit;
use domain::id::Id;
use domain::record::{Beneficiary, Record};
use domain::slice::Slice;
use domain::time::Millis;
use domain::wire::{LOG_LINES, SyncResponse};
use server::clock::new_id;

use crate::support::{Bed, Phone, World, now};

on_each! {
    a_heads_phone_reads_back_thirty_days_and_not_one_more,
    a_phone_of_an_earlier_version_is_handed_the_newest_lines_alone,
}

const DAY_MS: i64 = 86_400_000;

/// Lines of the log, each about a person of its own, received so many days ago.
async fn lines(bed: &Bed, association: Id, count: usize, days: i64) {
    let mut book = bed.store.book(association).await.unwrap();
    let at = now().plus(-days * DAY_MS);
    for number in 0..count {
        let view = Beneficiary {
            given_la: format!("P {number}"),
            ..Beneficiary::default()
        };
        let edit = Edit::create(new_id(now()), view);
        book.record_own(None, &[edit], at).await.unwrap();
    }
    book.close().await.unwrap();
}

/// The lines an answer brings.
fn brought(response: &SyncResponse) -> Vec<u64> {
    let parts = response.slices.iter().filter(|part| part.slice == Slice::Log);
    parts
        .flat_map(|part| part.records.iter().map(|line| line.version))
        .collect()
}

fn held(phone: &Phone) -> Vec<u64> {
    let lines = phone.replica.base_records(Slice::Log);
    let mut held: Vec<u64> = lines.map(|line: &Record| line.version).collect();
    held.sort_unstable();
    held
}

async fn once(phone: &mut Phone) -> SyncResponse {
    let request = phone.request();
    let response = phone.send(&request).await;
    phone.hear(&request, &response);
    response
}

/// The numbers of the whole log, oldest first, with when each was received.
async fn log(bed: &Bed, association: Id) -> Vec<(u64, Millis)> {
    let all = bed
        .store
        .log_before(association, u64::MAX, u32::MAX)
        .await
        .unwrap();
    let received = |line: &Record| line.read::<Option<Millis>>(domain::record::log_entry::RECEIVED);
    all.iter()
        .rev()
        .map(|line| (line.version, received(line).unwrap()))
        .collect()
}

async fn a_heads_phone_reads_back_thirty_days_and_not_one_more(bed: Bed) {
    let world = World::make(&bed.store, "a").await;
    lines(&bed, world.association, 700, 50).await;
    lines(&bed, world.association, 1_300, 29).await;
    lines(&bed, world.association, 300, 0).await;
    let mut phone = Phone::sign_in(&bed, world.login("head")).await;

    let first = once(&mut phone).await;
    assert!(!first.more, "nothing that is needed first waits for older lines");
    assert_eq!(brought(&first).len(), LOG_LINES, "the newest come at once");
    let mut rounds = 0;
    while !brought(&once(&mut phone).await).is_empty() {
        rounds += 1;
    }
    assert_eq!(rounds, 2, "a thousand at a time");
    let log_now = log(&bed, world.association).await;
    let since = now().plus(-30 * DAY_MS);
    let last_older = log_now
        .iter()
        .rposition(|(_, received)| *received < since)
        .unwrap();
    let expected: Vec<u64> = log_now[last_older..].iter().map(|(seq, _)| *seq).collect();
    assert_eq!(
        held(&phone),
        expected,
        "thirty days, and the one line before them"
    );

    // More in a day than the newest lines are: what is held is not fetched again.
    lines(&bed, world.association, LOG_LINES + 100, 0).await;
    let news = once(&mut phone).await;
    assert!(news.slices.iter().all(|part| !part.fresh));
    assert_eq!(held(&phone).len(), expected.len() + brought(&news).len());
    assert!(brought(&news).len() >= LOG_LINES + 100);
    assert_eq!(phone.replica.lacks_log(), Some(0));

    // A volunteer is handed none.
    let mut other = Phone::sign_in(&bed, world.login("volunteer")).await;
    other.sync().await;
    assert!(held(&other).is_empty());
}

async fn a_phone_of_an_earlier_version_is_handed_the_newest_lines_alone(bed: Bed) {
    let world = World::make(&bed.store, "a").await;
    let mut phone = Phone::sign_in(&bed, world.login("head")).await;
    phone.sync().await;
    assert_eq!(phone.replica.lacks_log(), Some(0), "the log's first line is here");
    lines(&bed, world.association, 900, 1).await;
    phone.sync().await;
    lines(&bed, world.association, 2, 0).await;
    let mut request = phone.request();
    request.cursors.iter_mut().for_each(|cursor| cursor.before = None);
    let response = phone.send(&request).await;
    assert_eq!(brought(&response).len(), 2);
    lines(&bed, world.association, LOG_LINES + 1, 0).await;
    let response = phone.send(&request).await;
    assert_eq!(brought(&response).len(), LOG_LINES);
    let part = response
        .slices
        .iter()
        .find(|part| part.slice == Slice::Log)
        .unwrap();
    assert!(part.fresh, "what lies between is passed over");
}
