//! Drives a running server with pushes of 500 marks, and, where it is on SQLite, does plain inserts of the same
//! rows beside it.
//!
//! `push SERVER-URL DATABASE-URL SCRATCH-FILE LOGIN:PASSWORD LOGIN:PASSWORD`: heads of two associations of at
//! least 1,000 people each. Prints one line of JSON. It is part of `make bench` and writes to that server.

#![allow(clippy::disallowed_methods, reason = "to measure is to read clocks")]

mod client;
mod floor;
mod sheet;

use std::error::Error;
use std::time::{Duration, Instant};

use domain::wire::PUSH_CHANGES;

use client::{Client, Pushed};

type Fallible<T> = Result<T, Box<dyn Error>>;

/// Pushes before the clock runs.
const WARM_UP: usize = 4;
/// Pushes of one client that are timed.
const PUSHES: usize = 40;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Fallible<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [url, database, scratch, first, second] = arguments.as_slice() else {
        return Err("say: push SERVER-URL DATABASE-URL SCRATCH-FILE LOGIN:PASSWORD LOGIN:PASSWORD".into());
    };
    let mut one = Client::prepare(url, first, 2 * (WARM_UP + PUSHES)).await?;
    let mut two = Client::prepare(url, second, WARM_UP + PUSHES).await?;

    timed(&mut one, WARM_UP).await?;
    let alone = timed(&mut one, PUSHES).await?;
    timed(&mut two, WARM_UP).await?;
    timed(&mut one, WARM_UP).await?;
    let began = Instant::now();
    let pushes = PUSHES - WARM_UP;
    tokio::try_join!(timed(&mut one, pushes), timed(&mut two, pushes))?;
    let together = began.elapsed();

    let changes = alone.answered.len() * PUSH_CHANGES;
    let floor = if database.starts_with("sqlite:") {
        let seqs = (alone.first_seq, alone.last_seq);
        let rows = floor::rows(database, one.association(), seqs.0, seqs.1).await?;
        let took = floor::insert(scratch, &rows, PUSH_CHANGES).await?;
        let rows_a_change = rows.count() as f64 / changes as f64;
        Some(serde_json::json!({ "rate": rate(changes, took), "rows_a_change": rows_a_change }))
    } else {
        None
    };
    let said = serde_json::json!({
        "one": rate(changes, alone.answered.iter().sum()),
        "two": rate(2 * pushes * PUSH_CHANGES, together),
        "floor": floor,
        "changes": changes,
        "push_ms": middle(alone.answered).as_secs_f64() * 1_000.0,
    });
    #[allow(clippy::print_stdout, reason = "its output is what it is for")]
    {
        println!("{said}");
    }
    Ok(())
}

/// So many pushes, one after another.
async fn timed(client: &mut Client, pushes: usize) -> Fallible<Pushed> {
    let mut all = Pushed::default();
    for _ in 0..pushes {
        client.push(&mut all).await?;
    }
    Ok(all)
}

fn rate(changes: usize, took: Duration) -> f64 {
    changes as f64 / took.as_secs_f64()
}

fn middle(mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    times.get(times.len() / 2).copied().unwrap_or_default()
}
