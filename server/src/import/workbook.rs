//! A table from an xlsx workbook: stored values only, formulas are never run.

use std::io::{Cursor, Read, copy, sink};

use calamine::{DataRef, ExcelDateTime, Reader, SheetType, SheetVisible, Xlsx, XlsxError};
use domain::time::Day;

use super::cell::Cell;
use super::header::recognised;
use super::table::Table;
use super::{FileFault, Reason};

/// Bytes a workbook may have when it is unpacked.
const MAX_UNPACKED: u64 = 64 * 1024 * 1024;
/// Parts a workbook may have.
const MAX_PARTS: usize = 2_000;
/// Sheets looked at to find the list.
const MAX_SHEETS: usize = 10;

/// Reads the first visible sheet whose columns are recognised, else the first that is not empty.
pub(super) fn read(bytes: &[u8]) -> Result<Table, FileFault> {
    check_unpacked(bytes)?;
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(fault)?;
    // Charts and dialogs are listed beside sheets and have no cells.
    let visible = |sheet: &&calamine::Sheet| {
        sheet.visible == SheetVisible::Visible && sheet.typ == SheetType::WorkSheet
    };
    let names: Vec<String> = book
        .sheets_metadata()
        .iter()
        .filter(visible)
        .take(MAX_SHEETS)
        .map(|sheet| sheet.name.clone())
        .collect();
    let mut first = None;
    for name in names {
        let table = sheet(&mut book, &name)?;
        if table
            .lines
            .iter()
            .take(20)
            .any(|line| recognised(&line.cells) > 1)
        {
            return Ok(table);
        }
        if first.is_none() && !table.lines.is_empty() {
            first = Some(table);
        }
    }
    first.ok_or(FileFault::Empty)
}

type Book<'a> = Xlsx<Cursor<&'a [u8]>>;

fn sheet(book: &mut Book<'_>, name: &str) -> Result<Table, FileFault> {
    let mut table = Table::default();
    let mut cells = book.worksheet_cells_reader(name).map_err(fault)?;
    while let Some(found) = cells.next_cell().map_err(fault)? {
        let (row, column) = found.get_position();
        table.put(row as usize + 1, column as usize, cell(found.get_value()))?;
    }
    Ok(table)
}

fn cell(value: &DataRef<'_>) -> Cell {
    match value {
        DataRef::Empty => Cell::Empty,
        DataRef::Int(number) => Cell::Number(*number as f64),
        DataRef::Float(number) => Cell::Number(*number),
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => Cell::text(text),
        DataRef::SharedString(text) => Cell::text(text),
        DataRef::Bool(yes) => Cell::Text(if *yes { "1" } else { "0" }.into()),
        DataRef::DateTime(at) => date(at),
        DataRef::Error(_) => Cell::Bad(Reason::SheetError),
    }
}

fn date(at: &ExcelDateTime) -> Cell {
    let (year, month, day, ..) = at.to_ymd_hms_milli();
    match Day::from_ymd(year.into(), month, day) {
        Some(day) if at.is_datetime() => Cell::Date(day, at.as_f64()),
        _ => Cell::Number(at.as_f64()),
    }
}

/// Unpacks every part into nothing, to know that the whole is of a reasonable size whatever it claims.
fn check_unpacked(bytes: &[u8]) -> Result<(), FileFault> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(|_| FileFault::Damaged)?;
    if archive.len() > MAX_PARTS {
        return Err(FileFault::TooLarge);
    }
    let mut left = MAX_UNPACKED;
    for part in 0..archive.len() {
        let part = archive.by_index(part).map_err(|_| FileFault::Damaged)?;
        let unpacked = copy(&mut part.take(left + 1), &mut sink()).map_err(|_| FileFault::Damaged)?;
        left = left.checked_sub(unpacked).ok_or(FileFault::TooLarge)?;
    }
    Ok(())
}

fn fault(error: XlsxError) -> FileFault {
    match error {
        XlsxError::Password => FileFault::Locked,
        _ => FileFault::Damaged,
    }
}
