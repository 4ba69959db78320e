//! Whether the simulation would notice: faults planted one by one, and which claim each breaks.
//!
//! The faults are a list beside this file, none of them in the product. They are planted together in a copy of the
//! sources, each behind a switch, so that one build serves all; then the short budget runs with each of them.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

/// What is planted.
const LIST: &str = include_str!("faults.txt");
/// The switch: a fault is at work where the environment names it.
const SWITCH: &str = "
#[allow(missing_docs, clippy::all)]
pub fn planted(fault: &str) -> bool {
    static PLANTED: std::sync::OnceLock<Option<std::ffi::OsString>> = std::sync::OnceLock::new();
    PLANTED.get_or_init(|| std::env::var_os(\"HADIR_FAULT\")).as_ref().is_some_and(|name| name == fault)
}
";
/// Folders that a build of the server's tests does without.
const LEFT_OUT: [&str; 5] = [".git", "target", "end2end", "node_modules", ".ci"];
/// Of a hundred faults, at least so many are to be found.
const FOUND: usize = 95;

struct Fault {
    name: &'static str,
    /// What it does; empty where an entry is another place of the fault before it.
    what: &'static str,
    file: &'static str,
    old: String,
    new: String,
}

fn faults() -> Vec<Fault> {
    let entries = LIST.split("\n\n").filter(|entry| entry.contains("\n-"));
    entries.map(read).collect()
}

fn read(entry: &'static str) -> Fault {
    let mut lines = entry.lines();
    let (name, what) = lines
        .next()
        .map(|line| line.split_once(": ").unwrap_or((line, "")))
        .unwrap();
    let file = lines.next().unwrap();
    let told = |sign| -> String {
        let marked = entry.lines().skip(2).filter_map(|line| line.strip_prefix(sign));
        marked.collect::<Vec<_>>().join("\n")
    };
    Fault {
        name,
        what,
        file,
        old: told('-'),
        new: told('+'),
    }
}

impl Fault {
    /// The text it takes the place of, with the fault behind its switch.
    fn switched(&self) -> String {
        let of = if self.file.starts_with("app/domain/") {
            "crate"
        } else {
            "domain"
        };
        let (old, new) = (self.old.trim_end_matches(','), self.new.trim_end_matches(','));
        let choice = format!("if {of}::planted({:?}) {{ {new} }} else {{ {old} }}", self.name);
        match self.old.trim_end().chars().last() {
            Some(';' | '}') => choice,
            Some(',') => format!("{choice},"),
            _ => format!("({choice})"),
        }
    }
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().to_owned()
}

#[test]
fn every_fault_can_still_be_planted() {
    let faults = faults();
    assert!(faults.len() >= 30, "{} faults", faults.len());
    for fault in &faults {
        let text = fs::read_to_string(root().join(fault.file)).unwrap();
        let places = text.matches(&fault.old).count();
        assert_eq!(
            places, 1,
            "{}: {:?} stands {places} times in {}",
            fault.name, fault.old, fault.file
        );
        assert_ne!(fault.old, fault.new, "{}", fault.name);
        let same =
            |other: &&Fault| (other.name, other.file, &other.old) == (fault.name, fault.file, &fault.old);
        assert_eq!(faults.iter().filter(same).count(), 1, "{}", fault.name);
    }
}

/// Takes minutes: `make faults`.
#[test]
#[ignore = "builds the server anew with every fault planted, and runs the simulation with each"]
fn planted_faults_are_found() {
    let program = build(&plant());
    let control = run(&program, "");
    assert_eq!(control.claim, None, "without a fault: {}", control.said);
    let faults = faults();
    let mut table =
        String::from("| fault | what it does | broke | seed | s |\n| --- | --- | --- | --- | --- |\n");
    let mut found = 0;
    let names: BTreeSet<&str> = faults.iter().map(|fault| fault.name).collect();
    for fault in faults.iter().filter(|fault| !fault.what.is_empty()) {
        let outcome = run(&program, fault.name);
        found += usize::from(outcome.claim.is_some());
        let line = format!(
            "| {} | {} | {} | {} | {:.1} |",
            fault.name,
            fault.what,
            outcome.claim.as_deref().unwrap_or("**nothing**"),
            outcome.seed.as_deref().unwrap_or("-"),
            outcome.seconds
        );
        println!("{line}");
        writeln!(table, "{line}").unwrap();
    }
    writeln!(table, "\n{found} of {} found.", names.len()).unwrap();
    let file = folder().join("faults.md");
    fs::write(&file, &table).unwrap();
    println!(
        "{found} of {} found; the table is in {}",
        names.len(),
        file.display()
    );
    assert!(found * 100 >= names.len() * FOUND, "too few are found:\n{table}");
}

/// Beside what is built: `target/faults`.
fn folder() -> PathBuf {
    let built = Path::new(env!("CARGO_TARGET_TMPDIR")).parent().unwrap();
    let folder = built.join("faults");
    fs::create_dir_all(&folder).unwrap();
    folder
}

/// A copy of the sources with every fault in it; it is another version, so that Cargo never takes one for the other.
fn plant() -> PathBuf {
    let tree = folder().join("tree");
    copy(&root(), &tree);
    let alter = |file: &str, alter: &dyn Fn(String) -> String| {
        let path = tree.join(file);
        let text = fs::read_to_string(&path).unwrap();
        fs::write(path, alter(text)).unwrap();
    };
    alter("Cargo.toml", &|text| {
        text.replacen("version = \"0.1.0\"", "version = \"0.1.0-planted\"", 1)
    });
    // Of a library for other languages there is one file, whatever its version.
    alter("app/Cargo.toml", &|text| text.replacen("\"cdylib\", ", "", 1));
    alter("app/domain/src/lib.rs", &|text| text + SWITCH);
    for fault in faults() {
        alter(fault.file, &|text| {
            assert_eq!(
                text.matches(&fault.old).count(),
                1,
                "{} overlaps with another",
                fault.name
            );
            text.replacen(&fault.old, &fault.switched(), 1)
        });
    }
    tree
}

/// Copies what differs, so that a second build is short.
fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap().map(Result::unwrap) {
        let (path, there) = (entry.path(), to.join(entry.file_name()));
        if LEFT_OUT.iter().any(|name| entry.file_name() == *name) {
            continue;
        }
        if path.is_dir() {
            copy(&path, &there);
        } else if fs::read(&path).ok() != fs::read(&there).ok() {
            fs::copy(&path, &there).unwrap();
        }
    }
}

fn build(tree: &Path) -> PathBuf {
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).parent().unwrap();
    let built = Command::new(env!("CARGO"))
        .args([
            "test",
            "--package",
            "server",
            "--test",
            "sim",
            "--no-run",
            "--message-format",
            "json",
        ])
        .current_dir(tree)
        .env("CARGO_TARGET_DIR", target)
        .output()
        .unwrap();
    assert!(
        built.status.success(),
        "{}",
        String::from_utf8_lossy(&built.stderr)
    );
    let said = String::from_utf8_lossy(&built.stdout).into_owned();
    let messages = said
        .lines()
        .filter_map(|line| serde_json::from_str::<serde_json::Value>(line).ok());
    let program = messages
        .filter(|message| message["target"]["name"] == "sim")
        .find_map(|message| message["executable"].as_str().map(PathBuf::from));
    program.unwrap()
}

/// What came of a run of the short budget.
struct Outcome {
    claim: Option<String>,
    seed: Option<String>,
    seconds: f64,
    said: String,
}

#[expect(
    clippy::disallowed_methods,
    reason = "how long it takes to find a fault is measured by a real clock"
)]
fn run(program: &Path, fault: &str) -> Outcome {
    let began = Instant::now();
    let ran = Command::new(program)
        .args(["every_claim_holds", "--nocapture"])
        .env("HADIR_FAULT", fault)
        .env("RUST_BACKTRACE", "0")
        .output()
        .unwrap();
    let said = [ran.stdout, ran.stderr]
        .map(|said| String::from_utf8_lossy(&said).into_owned())
        .concat();
    let failure = said.lines().find(|line| line.contains(" does not hold: "));
    let told = failure.and_then(|line| line.strip_prefix("seed ")?.split_once(": "));
    let claim = told.map(|(_, rest)| rest.split(' ').next().unwrap().to_owned());
    Outcome {
        claim: claim.or_else(|| (!ran.status.success()).then(|| "a panic".to_owned())),
        seed: told.map(|(seed, _)| seed.to_owned()),
        seconds: began.elapsed().as_secs_f64(),
        said,
    }
}
