//! Reading a list of people from a file: bytes in, people and refused lines out.
//!
//! Pure parsing: no database, no HTTP, no clock. A file is CSV in any usual encoding, or an xlsx workbook.
//! Nothing in it is ever executed: formulas are refused where they are text, and of a workbook's own
//! formulas only the stored result is read. Every limit is checked while reading, so a hostile file costs
//! little memory.

mod birth;
mod cell;
mod columns;
mod csv_file;
mod decode;
mod field;
mod header;
mod identity;
mod likeness;
mod name;
mod reason;
mod row;
mod sex;
mod table;
mod workbook;

use domain::record::Beneficiary;
use domain::time::Day;

pub use columns::{Column, Mapping, MappingFault};
pub use field::Field;
pub use identity::identity_key;
pub use likeness::{alike, name_keys};
pub use reason::{FileFault, Reason, Refusal};

/// Bytes a file may have.
pub const MAX_BYTES: usize = 16 * 1024 * 1024;
/// Lines a file may have.
pub const MAX_ROWS: usize = 20_000;
/// Columns a file may have.
pub const MAX_COLUMNS: usize = 200;
/// Characters a cell may have.
pub const MAX_CELL_CHARS: usize = 1_000;

/// What the reader of a file decides.
#[derive(Clone, Debug)]
pub struct Options {
    /// Columns mapped by hand; the others are recognised by their header.
    pub mapping: Mapping,
    /// Today: nobody is born later, and it tells what century a two-digit year is in.
    pub today: Day,
}

/// One person read, and the line they stand on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The line of the file, counted from 1 as a spreadsheet does.
    pub line: usize,
    /// The person.
    pub person: Beneficiary,
}

/// A line that says again what an earlier line of the same file said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Repeat {
    /// The line.
    pub line: usize,
    /// The earlier line.
    pub of: usize,
}

/// What a file holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Parsed {
    /// Its columns, each with the field it was taken for; `None` is left out.
    pub columns: Vec<Column>,
    /// People, each once, in the order of the file.
    pub rows: Vec<Row>,
    /// What stopped a line from being taken; one line may have several faults.
    pub refused: Vec<Refusal>,
    /// Lines that repeat an earlier one.
    pub repeated: Vec<Repeat>,
}

/// Reads a file. What kind it is shows in its bytes: names of files lie.
///
/// An error means that the file as a whole cannot be read; faults of single lines are in
/// [`Parsed::refused`]. Where no column is recognised, `rows` is empty and `columns` is there to be mapped
/// by hand.
pub fn read(bytes: &[u8], options: &Options) -> Result<Parsed, FileFault> {
    if bytes.len() > MAX_BYTES {
        return Err(FileFault::TooLarge);
    }
    let table = match decode::kind(bytes)? {
        decode::Kind::Workbook => workbook::read(bytes)?,
        decode::Kind::Text => csv_file::read(&decode::text(bytes)?)?,
    };
    row::people(table, options)
}

#[cfg(test)]
mod tests;
