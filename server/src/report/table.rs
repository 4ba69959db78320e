//! A table of a report, before it is written into one kind of file.

use domain::report::{Attendance, Tally};
use domain::time::Day;

/// One place of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cell {
    /// Nothing.
    Empty,
    /// Words.
    Text(String),
    /// How many.
    Count(u64),
    /// A time, in minutes; shown in hours.
    Minutes(u64),
    /// A share, in thousandths.
    Share(u64),
    /// An amount of money, in centimes of the dirham.
    Money(i64),
    /// An amount of goods, in hundredths of their unit.
    Amount(u64),
    /// A day.
    Day(Day),
    /// A number that is not shown.
    Hidden,
}

impl Cell {
    /// Words.
    pub fn text(text: impl Into<String>) -> Self {
        Cell::Text(text.into())
    }

    /// How well sessions were attended, or that it is hidden; nothing where nobody was marked.
    pub fn rate(attendance: Option<Attendance>) -> Self {
        attendance.map_or(Cell::Hidden, |shown| {
            shown.permille().map_or(Cell::Empty, Cell::Share)
        })
    }

    /// People and participations, or that they are hidden.
    pub fn pair(tally: Option<Tally>) -> [Self; 2] {
        match tally {
            Some(tally) => [Cell::Count(tally.people), Cell::Count(tally.participations)],
            None => [Cell::Hidden, Cell::Hidden],
        }
    }
}

/// A table: a head, and rows as wide as it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// What it shows.
    pub title: &'static str,
    /// What each column is.
    pub head: Vec<&'static str>,
    /// The rows.
    pub rows: Vec<Vec<Cell>>,
}
