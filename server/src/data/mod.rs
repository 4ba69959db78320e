//! What other programs read, such as a spreadsheet: flat tables, by a token that a head gave them. Nothing here writes but
//! the token's own record.

mod numbers;
mod outside;
mod register;
mod token;

pub use numbers::{Line, lines};
pub use outside::{MOST_MONTHS, Untold, last_month, months, outside};
pub use register::{Mark, Offer, Person, Sitting, activities, attendances, people, sessions};
pub use token::{LONGEST_DAYS, Made, SHORTEST_DAYS, Shut, make, opened, read, withdraw};

use std::collections::BTreeSet;

use domain::id::Id;
use domain::time::Day;

use crate::store::StoreError;

/// Rows of one answer at most: a spreadsheet holds a million.
pub const MOST: usize = 200_000;

/// Of what rows are asked for.
#[derive(Debug, Clone, Default)]
pub struct Within {
    /// First and last day.
    pub days: Option<(Day, Day)>,
    /// Activities; none: all.
    pub activities: Option<BTreeSet<Id>>,
    /// Rows after this id.
    pub after: Option<Id>,
    /// So many rows; none: all there are.
    pub limit: Option<usize>,
}

/// Some rows, in the order of their ids.
#[derive(Debug)]
pub struct Rows<T> {
    /// The rows.
    pub rows: Vec<T>,
    /// After which id to go on, where there are more.
    pub next: Option<Id>,
}

/// Why there are no rows.
#[derive(Debug, thiserror::Error)]
pub enum DataFault {
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// They were not counted to their end.
    #[error("the rows were not made to their end ({0}): try again")]
    Stopped(#[from] tokio::task::JoinError),
    /// More than one answer carries.
    #[error(
        "there are more than {MOST} rows: ask for a shorter period or one activity, or for pages with limit"
    )]
    TooMany,
}

impl Within {
    /// Whether rows of a day and an activity are asked for.
    fn holds(&self, day: Day, activity: Id) -> bool {
        let in_time = self.days.is_none_or(|(from, to)| from <= day && day <= to);
        in_time && self.offers(activity)
    }

    fn offers(&self, activity: Id) -> bool {
        self.activities
            .as_ref()
            .is_none_or(|asked| asked.contains(&activity))
    }

    /// How many rows to find: one more than asked for tells whether there are more.
    fn enough(&self) -> usize {
        self.limit.unwrap_or(MOST) + 1
    }

    /// Rows found, cut to what was asked for.
    fn cut<T>(&self, mut rows: Vec<T>, id: impl Fn(&T) -> Id) -> Result<Rows<T>, DataFault> {
        if rows.len() < self.enough() {
            return Ok(Rows { rows, next: None });
        }
        let limit = self.limit.ok_or(DataFault::TooMany)?;
        rows.truncate(limit);
        let next = rows.last().map(id);
        Ok(Rows { rows, next })
    }
}
