//! How well, how quickly and with how much memory people are found, as JSON, for `make bench`: on this machine, without a
//! browser. The committed sets are told with it, folded, so that others can be asked the same.

#![allow(clippy::print_stdout, clippy::disallowed_methods, missing_docs)]

use std::time::Instant;

use domain::fold::fold;
use domain::id::Id;
use domain::kind::Kind;
use domain::names::{Builder, Names, Sought};
use domain::record::{Beneficiary, Record, View};
use domain::replica::{Batch, Op, Replica};
use domain::same::candidates;
use domain::slice::Slice;
use domain::wire::SlicePart;

const PEOPLE: &str = include_str!("../tests/names/people.csv");
const QUERIES: &str = include_str!("../tests/names/queries.csv");

type Row = [&'static str; 4];

/// People out of the committed ones: given names of one with family names of another.
fn people(count: usize) -> Vec<(Row, String)> {
    let rows: Vec<Vec<&str>> = PEOPLE
        .lines()
        .skip(1)
        .map(|line| line.split(',').collect())
        .collect();
    (0..count)
        .map(|at| {
            let (given, family) = (
                &rows[at % rows.len()],
                &rows[(at / rows.len() * 37 + at * 11) % rows.len()],
            );
            (
                [given[1], family[2], given[3], family[4]],
                format!("+2126{:08}", at * 7919 % 100_000_000),
            )
        })
        .collect()
}

fn names(people: &[(Row, String)]) -> Names {
    let mut builder = Builder::default();
    for ([given_ar, family_ar, given_la, family_la], phone) in people {
        builder.add(&Sought {
            arabic: [given_ar, family_ar],
            latin: [given_la, family_la],
            numbers: [phone, "", ""],
            ..Sought::default()
        });
    }
    builder.build()
}

fn millis(since: Instant) -> f64 {
    since.elapsed().as_secs_f64() * 1000.0
}

fn percentile(samples: &mut [f64], percent: usize) -> f64 {
    samples.sort_by(f64::total_cmp);
    samples[(samples.len() * percent / 100).min(samples.len() - 1)]
}

/// A phone that holds these people, and how long it takes to find who was recorded twice: every hundredth was.
fn twice(people: &[(Row, String)]) -> (f64, usize) {
    let person = |at: usize| {
        let ([given_ar, family_ar, given_la, family_la], phone) = &people[at];
        Beneficiary {
            given_ar: (*given_ar).into(),
            family_ar: (*family_ar).into(),
            given_la: (*given_la).into(),
            family_la: (*family_la).into(),
            birth_year: i64::try_from(1940 + at * 31 % 75).ok(),
            phone: phone.clone(),
            ..Beneficiary::default()
        }
    };
    let again = (0..people.len()).step_by(100);
    let records = (0..people.len())
        .chain(again)
        .enumerate()
        .map(|(nth, at)| Record {
            kind: Kind::Beneficiary,
            id: Id::from_bytes((nth as u128 + 1).to_be_bytes()),
            version: 1,
            fields: person(at).fields(),
        });
    let mut replica = Replica::new();
    replica.apply(&Batch(vec![Op::Part(SlicePart {
        records: records.collect(),
        ..SlicePart::empty(Slice::Register, 1)
    })]));
    let began = Instant::now();
    let found = candidates(&replica).len();
    (millis(began), found)
}

fn main() {
    let few = people(10_000);
    let mut builds: Vec<f64> = (0..9)
        .map(|_| {
            let began = Instant::now();
            std::hint::black_box(names(&few));
            millis(began)
        })
        .collect();
    let register = names(&few);
    let mut strokes = Vec::new();
    for query in QUERIES
        .lines()
        .skip(1)
        .filter_map(|line| line.split(',').next())
        .take(200)
    {
        for (end, letter) in query.char_indices() {
            let typed = &query[..end + letter.len_utf8()];
            let began = Instant::now();
            std::hint::black_box(register.find(typed));
            strokes.push(millis(began));
        }
    }
    let many = names(&people(100_000));
    let (recall, precision) = found();
    let (twice_ms, twice) = twice(&few);
    println!(
        "{{\"build_ms\":{:.3},\"stroke_p50_ms\":{:.4},\"stroke_p95_ms\":{:.4},\"strokes\":{},\"mib_100k\":{:.2},\"twice_ms\":{twice_ms:.1},\"twice\":{twice},\"recall\":{recall:.4},\"precision\":{precision:.4},\"people\":[{}],\"queries\":[{}]}}",
        percentile(&mut builds, 50),
        percentile(&mut strokes.clone(), 50),
        percentile(&mut strokes, 95),
        strokes.len(),
        many.bytes() as f64 / 1_048_576.0,
        told(PEOPLE, |row| format!(
            "{{\"id\":\"{}\",\"text\":\"{}\"}}",
            row[0],
            fold(&row[1..].join(" "))
        )),
        told(QUERIES, |row| format!(
            "{{\"id\":\"{}\",\"text\":\"{}\"}}",
            row[1],
            fold(row[0])
        )),
    );
}

fn rows(text: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    text.lines().skip(1).map(|line| line.split(',').collect())
}

fn told(text: &'static str, tell: impl Fn(Vec<&'static str>) -> String) -> String {
    rows(text).map(tell).collect::<Vec<_>>().join(",")
}

/// How often the right person is among the ten best, and how often the best, over the committed queries.
fn found() -> (f64, f64) {
    let ids: Vec<&str> = rows(PEOPLE).map(|row| row[0]).collect();
    let mut builder = Builder::default();
    let people: Vec<_> = rows(PEOPLE).collect();
    for row in &people {
        builder.add(&Sought {
            arabic: [row[1], row[2]],
            latin: [row[3], row[4]],
            numbers: [row[5], "", ""],
            ..Sought::default()
        });
    }
    let register = builder.build();
    let places: Vec<Option<usize>> = rows(QUERIES)
        .map(|row| {
            let hits = register.find(row[0]);
            hits.iter().take(10).position(|hit| ids[hit.at] == row[1])
        })
        .collect();
    let share = |wanted: fn(&Option<usize>) -> bool| {
        places.iter().filter(|place| wanted(place)).count() as f64 / places.len() as f64
    };
    (share(Option::is_some), share(|place| *place == Some(0)))
}
