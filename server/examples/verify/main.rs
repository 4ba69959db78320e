//! Checks the longest log of a database, and hashes the same lines in memory beside it.
//!
//! `verify DATABASE-URL`. Prints one line of JSON. It is part of `make bench` and writes nothing.

#![allow(clippy::disallowed_methods, reason = "to measure is to read clocks")]

use std::error::Error;
use std::time::{Duration, Instant};

use domain::id::Id;
use domain::log::{GENESIS, link};
use server::store::Store;

type Fallible<T> = Result<T, Box<dyn Error>>;

/// Walks that are timed; the middle one counts.
const WALKS: usize = 5;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Fallible<()> {
    let url = std::env::args().nth(1).ok_or("say: verify DATABASE-URL")?;
    let store = Store::open(&url).await?;
    let (association, lines) = longest(&store).await?;
    let mut walks = Vec::new();
    for _ in 0..WALKS {
        let began = Instant::now();
        let audit = store.verify_log(association).await?;
        walks.push(began.elapsed());
        if !audit.walked.is_whole() {
            return Err(format!("the log does not hold: {:?}", audit.walked.broken).into());
        }
    }
    walks.sort_unstable();
    let floor = hashed(&store, association).await?;
    let rate = |took: Duration| lines as f64 / took.as_secs_f64();
    let said = serde_json::json!({
        "lines": lines,
        "verified": rate(walks[WALKS / 2]),
        "hashed": rate(floor),
    });
    #[allow(clippy::print_stdout, reason = "its output is what it is for")]
    {
        println!("{said}");
    }
    Ok(())
}

async fn longest(store: &Store) -> Fallible<(Id, u64)> {
    let mut longest = None;
    for tenant in store.associations().await? {
        let lines = store.verify_log(tenant.id).await?.walked.lines;
        if longest.is_none_or(|(_, most)| lines > most) {
            longest = Some((tenant.id, lines));
        }
    }
    longest.ok_or_else(|| "there is no association".into())
}

/// How long hashing the lines takes once they are in memory.
async fn hashed(store: &Store, association: Id) -> Fallible<Duration> {
    let mut snapshot = store.snapshot(association).await?;
    let (mut lines, mut last) = (Vec::new(), 0);
    loop {
        let page = snapshot.lines_after(last).await?;
        let Some((newest, ..)) = page.last() else { break };
        last = newest.answer.seq;
        lines.extend(page.into_iter().map(|(_, bytes, _)| bytes));
    }
    let began = Instant::now();
    let end = lines.iter().fold(GENESIS, |before, line| link(&before, line));
    let took = began.elapsed();
    (end != GENESIS)
        .then_some(took)
        .ok_or_else(|| "the log is empty".into())
}
