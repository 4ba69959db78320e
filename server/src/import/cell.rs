//! One cell as a file gives it, and the text in it.

use domain::text::{TextFault, clean_line, is_formula};
use domain::time::Day;

use super::{MAX_CELL_CHARS, Reason};

/// One cell.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) enum Cell {
    /// Nothing.
    #[default]
    Empty,
    /// Text, at most [`MAX_CELL_CHARS`] characters.
    Text(Box<str>),
    /// A number of a workbook.
    Number(f64),
    /// A date of a workbook, and the number behind it.
    Date(Day, f64),
    /// A value that is not taken.
    Bad(Reason),
    /// Text that seems to have swallowed other lines: the line is refused whatever the column.
    Swallowed,
}

impl Cell {
    /// From text. A literal written as a formula, `="0612345678"`, which keeps leading zeros in
    /// spreadsheets, is that literal.
    pub(super) fn text(text: &str) -> Cell {
        let text = literal(text).unwrap_or(text);
        if text.trim().is_empty() {
            Cell::Empty
        } else if text.len() > MAX_CELL_CHARS && text.chars().nth(MAX_CELL_CHARS).is_some() {
            Cell::Bad(Reason::Huge)
        } else if text.contains(char::REPLACEMENT_CHARACTER) {
            Cell::Bad(Reason::Damaged)
        } else {
            Cell::Text(text.into())
        }
    }

    /// Whether there is nothing in it.
    pub(super) fn is_empty(&self) -> bool {
        *self == Cell::Empty
    }

    /// The cell as one clean line of text; empty where it holds only dashes and the like.
    pub(super) fn line(&self, max: usize) -> Result<String, Reason> {
        let line = match self {
            Cell::Empty => String::new(),
            Cell::Text(text) => clean_line(text, max).map_err(|fault| match fault {
                TextFault::Control => Reason::Control,
                TextFault::TooLong { max, .. } => Reason::TooLong { max },
            })?,
            Cell::Number(number) => number_text(*number),
            Cell::Date(day, _) => day.to_string(),
            Cell::Bad(reason) => return Err(*reason),
            Cell::Swallowed => return Err(Reason::Huge),
        };
        if !line.chars().any(char::is_alphanumeric) {
            return Ok(String::new());
        }
        if matches!(self, Cell::Text(_)) && is_formula(&line) {
            Err(Reason::Formula)
        } else {
            Ok(line)
        }
    }

    /// The cell as text to be read as a number or a code, where `+` and `-` are no formula.
    pub(super) fn token(&self) -> Result<String, Reason> {
        match self {
            Cell::Text(text) if text.trim_start().starts_with(['=', '@', '＝', '＠']) => {
                Err(Reason::Formula)
            }
            Cell::Text(text) => {
                let line = clean_line(text, MAX_CELL_CHARS).map_err(|_| Reason::Control)?;
                Ok(if line.chars().any(char::is_alphanumeric) {
                    line
                } else {
                    String::new()
                })
            }
            other => other.line(MAX_CELL_CHARS),
        }
    }
}

/// The inside of `="…"`, if it is nothing but digits and what stands between them.
fn literal(text: &str) -> Option<&str> {
    let inside = text.trim().strip_prefix("=\"")?.strip_suffix('"')?;
    inside
        .chars()
        .all(|c| c.is_ascii_digit() || "+ -./".contains(c))
        .then_some(inside)
}

/// A number as a person would write it: whole where it is whole.
fn number_text(number: f64) -> String {
    format!("{number}")
}
