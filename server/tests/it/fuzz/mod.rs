//! What nobody should send, made by chance out of what phones and spreadsheets do send.
//!
//! `corpus` holds seeds and what once broke something; each of its files is tried first. `HADIR_FUZZ_RUNS` says how
//! many more are made up: few by default, and then always the same ones. What breaks something is made small and
//! written into the corpus, to stay there.

mod damage;
mod import;
mod sync;

use std::fs;
use std::path::{Path, PathBuf};

use proptest::strategy::Strategy;
use proptest::test_runner::{Config, TestError, TestRng, TestRunner};
use sha2::{Digest, Sha256};

/// Made up where nothing else is said: seconds of work.
const RUNS: u32 = 300;

/// A file of the corpus.
struct Kept {
    path: PathBuf,
    bytes: Vec<u8>,
}

fn corpus(of: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/it/fuzz/corpus")
        .join(of)
}

fn kept(of: &str) -> Vec<Kept> {
    let entries = fs::read_dir(corpus(of)).unwrap();
    let mut kept: Vec<Kept> = entries
        .map(|entry| entry.unwrap().path())
        .map(|path| Kept {
            bytes: fs::read(&path).unwrap(),
            path,
        })
        .collect();
    kept.sort_by(|a, b| a.path.cmp(&b.path));
    assert!(!kept.is_empty(), "the corpus of {of} is there");
    kept
}

/// Tries what chance makes; `bytes` and `ending` say how to keep what broke something.
fn try_many<S: Strategy>(
    of: &str,
    strategy: &S,
    bytes: impl Fn(&S::Value) -> (Vec<u8>, &'static str),
    mut try_one: impl FnMut(&S::Value) -> Result<(), String>,
) {
    let wished: Option<u32> =
        std::env::var_os("HADIR_FUZZ_RUNS").and_then(|runs| runs.to_str()?.parse().ok());
    let config = Config {
        cases: wished.unwrap_or(RUNS),
        failure_persistence: None,
        max_shrink_iters: 2_000,
        ..Config::default()
    };
    let mut runner = match wished {
        Some(_) => TestRunner::new(config),
        None => {
            let rng = TestRng::deterministic_rng(config.rng_algorithm);
            TestRunner::new_with_rng(config, rng)
        }
    };
    let try_one = std::cell::RefCell::new(&mut try_one);
    let outcome = runner.run(strategy, |made| {
        (try_one.borrow_mut())(&made).map_err(proptest::test_runner::TestCaseError::fail)
    });
    if let Err(TestError::Fail(why, made)) = outcome {
        let (bytes, ending) = bytes(&made);
        let name: String = Sha256::digest(&bytes)[..6]
            .iter()
            .map(|byte| format!("{byte:02x}"))
            .collect();
        let path = corpus(of).join(format!("{name}.{ending}"));
        fs::write(&path, bytes).unwrap();
        panic!("{why}\nkept as {}: {made:?}", path.display());
    }
    assert!(outcome.is_ok(), "{outcome:?}");
}
