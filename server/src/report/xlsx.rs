//! A workbook: numbers are numbers, days are days, and text is never a formula.

use app::i18n::{HIDDEN, Lang};
use domain::time::Day;
use rust_xlsxwriter::{Color, ExcelDateTime, Format, FormatAlign, Workbook, Worksheet, XlsxError};

use super::{Cell, Table};

/// What a workbook is called on the wire.
pub const MEDIA_TYPE: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// The widest a column is drawn, in characters; longer text goes on in the next line.
const WIDEST: usize = 60;
/// And the narrowest.
const NARROWEST: usize = 10;

/// A workbook with a sheet for each table, in the direction of the language.
pub(super) fn workbook(tables: &[Table], lang: Lang) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    let formats = Formats::new();
    for table in tables {
        let sheet = workbook.add_worksheet();
        sheet.set_name(table.title)?;
        sheet.set_right_to_left(lang.dir() == "rtl");
        sheet.set_freeze_panes(1, 0)?;
        sheet.set_paper_size(9);
        sheet.set_print_fit_to_pages(1, 0);
        fill(sheet, table, &formats)?;
    }
    workbook.save_to_buffer()
}

fn fill(sheet: &mut Worksheet, table: &Table, formats: &Formats) -> Result<(), XlsxError> {
    for (word, column) in table.head.iter().zip(0_u16..) {
        sheet.write_string_with_format(0, column, *word, &formats.head)?;
        let cells = table.rows.iter().filter_map(|row| row.get(usize::from(column)));
        let longest = cells.map(length).chain([word.chars().count()]).max();
        let width = longest.unwrap_or_default().clamp(NARROWEST, WIDEST) + 2;
        sheet.set_column_width(column, width as f64)?;
    }
    for (row, number) in table.rows.iter().zip(1_u32..) {
        for (cell, column) in row.iter().zip(0_u16..) {
            write(sheet, (number, column), cell, formats)?;
        }
    }
    Ok(())
}

fn write(
    sheet: &mut Worksheet,
    (row, column): (u32, u16),
    cell: &Cell,
    formats: &Formats,
) -> Result<(), XlsxError> {
    match cell {
        Cell::Empty => return Ok(()),
        Cell::Text(text) => sheet.write_string_with_format(row, column, text, &formats.text)?,
        Cell::Count(count) => sheet.write_number_with_format(row, column, *count as f64, &formats.count)?,
        Cell::Minutes(minutes) => {
            sheet.write_number_with_format(row, column, *minutes as f64 / 60.0, &formats.hundredths)?
        }
        Cell::Share(permille) => {
            sheet.write_number_with_format(row, column, *permille as f64 / 1_000.0, &formats.share)?
        }
        Cell::Amount(hundredths) => {
            sheet.write_number_with_format(row, column, *hundredths as f64 / 100.0, &formats.hundredths)?
        }
        Cell::Money(centimes) => {
            sheet.write_number_with_format(row, column, *centimes as f64 / 100.0, &formats.hundredths)?
        }
        Cell::Day(day) => sheet.write_datetime_with_format(row, column, &date(*day)?, &formats.day)?,
        Cell::Hidden => sheet.write_string_with_format(row, column, HIDDEN, &formats.hidden)?,
    };
    Ok(())
}

fn date(day: Day) -> Result<ExcelDateTime, XlsxError> {
    let (year, month, day) = day.ymd();
    ExcelDateTime::from_ymd(u16::try_from(year).unwrap_or_default(), month, day)
}

fn length(cell: &Cell) -> usize {
    match cell {
        Cell::Text(text) => text.chars().count(),
        _ => NARROWEST,
    }
}

/// How cells are drawn.
struct Formats {
    head: Format,
    text: Format,
    count: Format,
    hundredths: Format,
    share: Format,
    day: Format,
    hidden: Format,
}

impl Formats {
    fn new() -> Self {
        let number = |format: &str| Format::new().set_num_format(format).set_align(FormatAlign::Top);
        Formats {
            head: Format::new()
                .set_bold()
                .set_font_color(Color::White)
                .set_background_color(Color::RGB(0x0B_6E69)),
            text: Format::new().set_text_wrap().set_align(FormatAlign::Top),
            count: number("#,##0"),
            hundredths: number("#,##0.00"),
            share: number("0.0%"),
            day: number("dd/mm/yyyy"),
            hidden: Format::new().set_align(FormatAlign::Right),
        }
    }
}
