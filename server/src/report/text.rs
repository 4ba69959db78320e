//! CSV, as spreadsheets open it by a double click: with a mark of its encoding, and numbers as the separator's readers
//! write them.

use app::i18n::HIDDEN;
use clap::ValueEnum;
use domain::text::neutralise_formula;
use serde::Deserialize;

use super::{Cell, Table};

/// What stands between two cells.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize, ValueEnum)]
#[serde(rename_all = "lowercase")]
pub enum Separator {
    /// `;`, where numbers have a decimal comma: Arabic and French Morocco.
    #[default]
    Semicolon,
    /// `,`, where numbers have a decimal point.
    Comma,
    /// A tabulator, with a decimal comma.
    Tab,
}

impl Separator {
    const fn byte(self) -> u8 {
        match self {
            Separator::Semicolon => b';',
            Separator::Comma => b',',
            Separator::Tab => b'\t',
        }
    }

    const fn point(self) -> char {
        match self {
            Separator::Comma => '.',
            Separator::Semicolon | Separator::Tab => ',',
        }
    }
}

/// The tables below each other, each with its title over it and an empty line after it.
pub(super) fn text(tables: &[Table], separator: Separator) -> Result<Vec<u8>, csv::Error> {
    let mut text = "\u{FEFF}".as_bytes().to_vec();
    for table in tables {
        let mut lines = csv::WriterBuilder::new()
            .delimiter(separator.byte())
            .terminator(csv::Terminator::CRLF)
            .flexible(true)
            .from_writer(text);
        lines.write_record([table.title])?;
        lines.write_record(&table.head)?;
        for row in &table.rows {
            lines.write_record(row.iter().map(|cell| written(cell, separator)))?;
        }
        text = lines.into_inner().map_err(|error| error.into_error())?;
        text.extend_from_slice(b"\r\n");
    }
    Ok(text)
}

fn written(cell: &Cell, separator: Separator) -> String {
    let parts = |whole: u64, part: String| format!("{whole}{}{part}", separator.point());
    match cell {
        Cell::Empty => String::new(),
        Cell::Text(text) => neutralise_formula(text).into_owned(),
        Cell::Count(count) => count.to_string(),
        Cell::Minutes(minutes) => {
            let hundredths = (minutes * 100 + 30) / 60;
            parts(hundredths / 100, format!("{:02}", hundredths % 100))
        }
        Cell::Share(permille) => parts(permille / 10, format!("{}%", permille % 10)),
        Cell::Amount(hundredths) => parts(hundredths / 100, format!("{:02}", hundredths % 100)),
        Cell::Money(centimes) => parts(
            centimes.unsigned_abs() / 100,
            format!("{:02}", centimes.unsigned_abs() % 100),
        ),
        Cell::Day(day) => day.to_string(),
        Cell::Hidden => HIDDEN.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(rows: Vec<Vec<Cell>>) -> Table {
        Table {
            title: "T",
            head: vec!["a", "b"],
            rows,
        }
    }

    fn said(rows: Vec<Vec<Cell>>, separator: Separator) -> String {
        String::from_utf8(text(&[table(rows)], separator).unwrap()).unwrap()
    }

    #[test]
    fn a_name_that_a_spreadsheet_would_run_stays_a_name() {
        let row = vec![Cell::text("=cmd|' /C calc'!A0"), Cell::text("Cours; \"soir\"")];
        let said = said(vec![row], Separator::Semicolon);
        assert_eq!(
            said,
            "\u{FEFF}T\r\na;b\r\n'=cmd|' /C calc'!A0;\"Cours; \"\"soir\"\"\"\r\n\r\n"
        );
    }

    #[test]
    fn numbers_are_written_for_the_readers_of_the_separator() {
        let row = vec![Cell::Minutes(95), Cell::Share(833)];
        let said = |separator| said(vec![row.clone()], separator);
        assert!(said(Separator::Tab).contains("\r\n1,58\t83,3%\r\n"));
        assert!(said(Separator::Comma).contains("\r\n1.58,83.3%\r\n"));
        assert!(said(Separator::Semicolon).contains("\r\n1,58;83,3%\r\n"));
    }
}
