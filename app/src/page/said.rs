//! How to say what went wrong, in a sentence.

use crate::device::{CallError, EntryError};
use crate::i18n::{Common, Problem};

/// Why a call to the server did nothing.
pub(super) fn call_error(common: &Common, problem: &Problem, error: &CallError) -> String {
    let wait = match error {
        CallError::Answered { envelope, .. } => envelope.retry_after,
        _ => None,
    };
    self::problem(common, problem, error.code(), wait)
}

/// Why nobody came in.
pub(super) fn entry_error(common: &Common, problem: &Problem, error: &EntryError) -> String {
    match error {
        EntryError::Call(error) => call_error(common, problem, error),
        other => self::problem(common, problem, other.code(), None),
    }
}

/// A problem's sentence by its code; `wait` is in seconds.
pub(super) fn problem(common: &Common, problem: &Problem, code: &str, wait: Option<u32>) -> String {
    match code {
        "too_many_tries" => {
            let minutes = wait.unwrap_or(60).div_ceil(60);
            problem.too_many_tries(&common.minutes_to_wait(minutes.into()))
        }
        code => problem.sentence(code).to_owned(),
    }
}
