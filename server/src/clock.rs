//! The two things that come from outside: the time, and chance.

use std::time::{SystemTime, UNIX_EPOCH};

use domain::id::Id;
use domain::time::{Clock, Day, Millis};

/// The instant now.
#[expect(
    clippy::disallowed_methods,
    reason = "this is the server's edge: everything else gets the time from here"
)]
pub fn now() -> Millis {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    Millis(i64::try_from(since.as_millis()).unwrap_or(i64::MAX))
}

/// This instant as a change that the server makes records it: by UTC.
pub fn wall(now: Millis) -> Clock {
    Clock { now, offset_min: 0 }
}

/// The day of an instant, by UTC.
pub fn day(now: Millis) -> Day {
    wall(now).day()
}

/// Random bytes that nobody can guess.
///
/// # Panics
/// When the system has no randomness to give: nothing is safe to do then.
pub fn random<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    if let Err(error) = getrandom::fill(&mut bytes) {
        unreachable!("the system gives no random bytes: {error}");
    }
    bytes
}

/// A new id.
pub fn new_id(now: Millis) -> Id {
    Id::v7(now, random())
}
