//! The table a file holds, before anything is known of its columns.

use super::cell::Cell;
use super::{FileFault, MAX_COLUMNS, MAX_ROWS};

/// Cells a table may have, empty ones between others included.
const MAX_CELLS: usize = 1_000_000;
/// Bytes of text a table may have.
const MAX_TEXT: usize = 32 * 1024 * 1024;

/// One line of a table.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Line {
    /// Its number in the file, from 1.
    pub(super) number: usize,
    /// Its cells; those after the last one are empty.
    pub(super) cells: Vec<Cell>,
    /// Cells it has room for: in text, one more than its separators.
    pub(super) room: usize,
}

/// Lines that are not empty, in order.
#[derive(Clone, Debug, Default)]
pub(super) struct Table {
    pub(super) lines: Vec<Line>,
    cells: usize,
    text: usize,
}

impl Table {
    /// Puts a cell in its place; empty cells take no place. Lines must come in order.
    pub(super) fn put(&mut self, number: usize, column: usize, cell: Cell) -> Result<(), FileFault> {
        if cell.is_empty() {
            return Ok(());
        }
        if column >= MAX_COLUMNS {
            return Err(FileFault::TooManyColumns);
        }
        if let Cell::Text(text) = &cell {
            self.text += text.len();
        }
        let line = self.line(number)?;
        let before = line.cells.len();
        if before <= column {
            line.cells.resize(column + 1, Cell::Empty);
        }
        let grown = line.cells.len() - before;
        line.cells[column] = cell;
        self.cells += grown;
        if self.cells > MAX_CELLS || self.text > MAX_TEXT {
            Err(FileFault::TooLarge)
        } else {
            Ok(())
        }
    }

    /// Says how many cells the last line has room for.
    pub(super) fn set_room(&mut self, number: usize, room: usize) {
        if let Some(last) = self.lines.last_mut().filter(|last| last.number == number) {
            last.room = room;
        }
    }

    fn line(&mut self, number: usize) -> Result<&mut Line, FileFault> {
        if self.lines.last().is_none_or(|last| last.number != number) {
            if self.lines.len() > MAX_ROWS {
                return Err(FileFault::TooManyRows);
            }
            self.lines.push(Line {
                number,
                cells: Vec::new(),
                room: MAX_COLUMNS,
            });
        }
        self.lines.last_mut().ok_or(FileFault::Empty)
    }
}
