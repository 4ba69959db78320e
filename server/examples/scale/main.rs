//! A large association on SQLite: how long a page of its log takes, and its report.
//!
//! `scale NEW-FILE PEOPLE MARKS`: makes a database with so many people, each marked equally often. Prints one line of
//! JSON. It is part of `make bench`.

#![allow(clippy::disallowed_methods, reason = "to measure is to read clocks")]

mod fill;
mod look;

use std::error::Error;
use std::time::{Duration, Instant};

use domain::report::Query;
use server::report::{Names, Told};
use server::store::Store;

use fill::Town;

type Fallible<T> = Result<T, Box<dyn Error>>;

/// Reports that are timed once what they read is packed; the middle one counts.
const REPORTS: usize = 5;

#[tokio::main]
async fn main() -> Fallible<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [file, people, marks] = arguments.as_slice() else {
        return Err("say: scale NEW-FILE PEOPLE MARKS".into());
    };
    let store = Store::open(&format!("sqlite://{file}")).await?;
    let town = fill::fill(&store, people.parse()?, marks.parse()?).await?;
    let first = report(&store, &town).await?;
    store.pack_facts(town.association).await?;
    let mut reports = Vec::new();
    for _ in 0..REPORTS {
        reports.push(report(&store, &town).await?);
    }
    store.sieve_log(town.association).await?;
    let pages = look::pages(&store, &town).await?;
    let (seq, _) = store.head(town.association).await?;
    store.close().await;
    let said = serde_json::json!({
        "entries": seq,
        "people": town.people.len(),
        "marks": town.marks,
        "first_report_ms": ms(first),
        "report_ms": ms(at(reports, 50)),
        "pages": pages.len(),
        "page_ms": ms(at(pages.clone(), 95)),
        "slowest_page_ms": ms(at(pages, 100)),
    });
    #[allow(clippy::print_stdout, reason = "its output is what it is for")]
    {
        println!("{said}");
    }
    Ok(())
}

/// How long the report of everything takes; it must count everybody.
async fn report(store: &Store, town: &Town) -> Fallible<Duration> {
    let query = Query::of(town.first, town.last, town.last);
    let began = Instant::now();
    let names = Names::of(&store.named(town.association).await?);
    let told = Told::of(store, town.association, names, query, false).await?;
    let took = began.elapsed();
    let total = told.report.total;
    if (total.people, total.participations) != (town.people.len() as u64, town.marks as u64) {
        return Err(format!("the report counts {total:?}").into());
    }
    Ok(took)
}

/// The time within which so many of a hundred lie.
fn at(mut times: Vec<Duration>, of_hundred: usize) -> Duration {
    times.sort_unstable();
    let last = times.len().saturating_sub(1);
    times.get(last * of_hundred / 100).copied().unwrap_or_default()
}

fn ms(took: Duration) -> f64 {
    took.as_secs_f64() * 1_000.0
}
