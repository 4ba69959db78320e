//! `ASVS.md` says what it claims to say: every requirement is in it, and every test it names is there.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

const TABLE: &str = include_str!("../../ASVS.md");
/// Every requirement of levels 1 and 2, with its level.
const ASKED: &str = include_str!("../../asvs-5.0.0.txt");

struct Row<'a> {
    numbers: Vec<&'a str>,
    here: &'a str,
    tests: Vec<&'a str>,
}

fn rows() -> Vec<Row<'static>> {
    let lines = TABLE.lines().filter(|line| line.starts_with("| V"));
    let rows: Vec<Row<'static>> = lines
        .map(|line| {
            let cells: Vec<&str> = line.trim_matches('|').split('|').map(str::trim).collect();
            assert_eq!(cells.len(), 4, "{line}");
            Row {
                numbers: cells[0].split(' ').collect(),
                here: cells[2],
                tests: cells[3].split('`').skip(1).step_by(2).collect(),
            }
        })
        .collect();
    assert!(rows.len() > 50, "the table was not understood");
    rows
}

/// The requirements that a number stands for: itself, or all of a section or chapter.
fn meant(number: &str) -> Vec<&'static str> {
    let under = format!("{number}.");
    let asked = ASKED.lines().filter_map(|line| line.split(' ').next());
    asked
        .filter(|one| *one == number || one.starts_with(&under))
        .collect()
}

/// All sources in which a test may stand.
fn sources() -> String {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let mut folders: Vec<_> = [
        "server/src",
        "server/tests",
        "app/src",
        "app/domain",
        "end2end/tests",
    ]
    .map(|folder| root.join(folder))
    .to_vec();
    let mut all = String::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let source = path
                .extension()
                .is_some_and(|ending| ending == "rs" || ending == "ts");
            if path.is_dir() {
                folders.push(path);
            } else if source {
                all += &fs::read_to_string(path).unwrap();
            }
        }
    }
    all
}

#[test]
fn every_requirement_of_levels_one_and_two_is_answered_once() {
    let asked: BTreeSet<&str> = ASKED.lines().filter_map(|line| line.split(' ').next()).collect();
    assert_eq!(asked.len(), 253);
    let mut answered = BTreeSet::new();
    for row in rows() {
        for number in row.numbers {
            let meant = meant(number);
            assert!(!meant.is_empty(), "{number} is no requirement of levels 1 and 2");
            // A whole section is passed over, never claimed.
            assert!(meant == [number] || row.here.starts_with("n/a: "), "{number}");
            for one in meant {
                assert!(answered.insert(one), "{one} stands there twice");
            }
        }
    }
    let missing: Vec<_> = asked.difference(&answered).collect();
    assert!(missing.is_empty(), "{missing:?}");
}

#[test]
fn every_test_that_is_named_is_there() {
    let sources = sources();
    for row in rows() {
        for test in &row.tests {
            let there =
                sources.contains(&format!("fn {test}(")) || sources.contains(&format!("test(\"{test}\""));
            assert!(there, "{test} is named for {:?} and is nowhere", row.numbers);
        }
    }
}

#[test]
fn what_is_not_met_says_so_and_why() {
    for row in rows() {
        let known = ["Met", "Partly: ", "Not met: ", "Not here: ", "n/a: "];
        assert!(
            known.iter().any(|word| row.here.starts_with(word)),
            "{}",
            row.here
        );
        assert!(row.here.len() > 10 || !row.tests.is_empty(), "{:?}", row.numbers);
    }
}
