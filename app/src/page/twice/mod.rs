//! People recorded twice: who is asked about, two side by side, what was said of them.

mod beside;
mod decided;
mod found;
mod list;
mod others;

use domain::same::Ground;

pub(super) use self::beside::BesidePage;
pub(super) use self::decided::Decided;
pub(super) use self::found::{Found, look_for};
pub(super) use self::list::likely_card;
pub(super) use self::others::Others;
use super::here::Here;
use super::shown::listed;

/// What speaks for two people being one, in words.
pub(super) fn reasons(here: Here, grounds: &[Ground]) -> String {
    let words = here.words;
    listed(
        words,
        grounds
            .iter()
            .map(|ground| words.twice.ground(ground.name()).to_owned()),
    )
}
