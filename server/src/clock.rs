//! The two things that come from outside: the time, and chance.

use std::time::{SystemTime, UNIX_EPOCH};

use domain::calendar::offset_in_morocco;
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

/// This instant as a change that the server makes records it: by the wall clock of Morocco, wherever the server stands.
pub fn wall(now: Millis) -> Clock {
    Clock {
        now,
        offset_min: offset_in_morocco(now),
    }
}

/// The day of an instant in Morocco: what phones there call that day.
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_hour_of_a_day_in_morocco_is_of_that_day_here_too() {
        let (midnight, half_an_hour_ms) = (Millis(20_635 * 86_400_000), 1_800_000);
        assert_eq!(day(midnight.plus(-half_an_hour_ms)), Day(20_635), "1 July 2026");
        let in_ramadan = Millis(20_515 * 86_400_000);
        assert_eq!(
            day(in_ramadan.plus(-half_an_hour_ms)),
            Day(20_514),
            "3 March 2026"
        );
    }
}
