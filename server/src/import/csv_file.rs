//! A table from text: CSV with `;`, `,`, tab or `|` between the cells.

use csv::{ReaderBuilder, StringRecord};

use super::cell::Cell;
use super::table::Table;
use super::{FileFault, MAX_COLUMNS, MAX_ROWS};

/// Separators, the likeliest in Morocco first.
const SEPARATORS: [u8; 4] = [b';', b',', b'\t', b'|'];
/// Lines looked at to find the separator.
const LOOKED_AT: usize = 50;
/// Bytes of text looked at to find it.
const BYTES_LOOKED_AT: usize = 256 * 1024;

/// Reads a table; lines are numbered as an editor does.
pub(super) fn read(text: &str) -> Result<Table, FileFault> {
    let (declared, body) = match declared_separator(text) {
        Some((separator, body)) => (Some(separator), body),
        None => (None, text),
    };
    let mut lines = LineCounter {
        text: body.as_bytes(),
        at: 0,
        line: if declared.is_some() { 2 } else { 1 },
    };
    let separator = declared.unwrap_or_else(|| likeliest_separator(body));
    // One record may take the whole file: its cells are counted before they are cut.
    if body.bytes().filter(|byte| *byte == separator).count() > MAX_ROWS * MAX_COLUMNS {
        return Err(FileFault::TooManyColumns);
    }
    let mut table = Table::default();
    let mut reader = reader(body, separator);
    let mut record = StringRecord::new();
    while reader
        .read_record(&mut record)
        .map_err(|_| FileFault::NotATable)?
    {
        let line = lines.line_of(record.position().map_or(0, csv::Position::byte) as usize);
        for (column, value) in record.iter().enumerate() {
            let cell = if has_swallowed(value, separator) {
                Cell::Swallowed
            } else {
                Cell::text(value)
            };
            table.put(line, column, cell)?;
        }
        table.set_room(line, record.len());
    }
    if table.lines.is_empty() {
        Err(FileFault::Empty)
    } else {
        Ok(table)
    }
}

/// Counts lines as editors do: the reader of records does not see empty ones, nor the second half of `\r\n`.
struct LineCounter<'a> {
    text: &'a [u8],
    at: usize,
    line: usize,
}

impl LineCounter<'_> {
    /// The line of the record that begins at a byte or after the line breaks there.
    fn line_of(&mut self, byte: usize) -> usize {
        while let Some(found) = self.text.get(self.at) {
            let breaks = matches!(found, b'\r' | b'\n');
            if self.at >= byte && !breaks {
                break;
            }
            let half = *found == b'\r' && self.text.get(self.at + 1) == Some(&b'\n');
            self.line += usize::from(breaks && !half);
            self.at += 1;
        }
        self.line
    }
}

fn reader(text: &str, separator: u8) -> csv::Reader<&[u8]> {
    ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(separator)
        .from_reader(text.as_bytes())
}

/// Spreadsheets may name the separator on a first line of its own: `sep=;`.
fn declared_separator(text: &str) -> Option<(u8, &str)> {
    let (first, body) = text.split_once('\n')?;
    let separator = first
        .trim_end_matches('\r')
        .trim_matches('"')
        .strip_prefix("sep=")?;
    match separator.as_bytes() {
        [one] if SEPARATORS.contains(one) => Some((*one, body)),
        _ => None,
    }
}

/// The separator that cuts most lines into the same number of cells.
fn likeliest_separator(text: &str) -> u8 {
    let beginning = &text[..text.floor_char_boundary(BYTES_LOOKED_AT)];
    let scored = SEPARATORS
        .iter()
        .rev()
        .map(|separator| (score(beginning, *separator), *separator));
    scored
        .max_by_key(|(score, _)| *score)
        .map_or(b';', |(_, separator)| separator)
}

fn score(text: &str, separator: u8) -> usize {
    let mut lines_of_width = [0usize; MAX_COLUMNS + 1];
    for record in reader(text, separator).records().take(LOOKED_AT).flatten() {
        lines_of_width[record.len().min(MAX_COLUMNS)] += 1;
    }
    lines_of_width
        .iter()
        .enumerate()
        .skip(2)
        .map(|(width, lines)| (width - 1) * lines)
        .max()
        .unwrap_or(0)
}

/// Whether a quotation mark that was never closed took other lines into this cell.
fn has_swallowed(value: &str, separator: u8) -> bool {
    let Some((_, rest)) = value.split_once('\n') else {
        return false;
    };
    let breaks = rest.bytes().filter(|b| *b == b'\n').count() + 1;
    breaks > 3 || rest.bytes().filter(|b| *b == separator).count() > 2
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cells(text: &str) -> Vec<(usize, Vec<String>)> {
        let texts = |cells: Vec<Cell>| cells.iter().map(|cell| cell.line(99).unwrap()).collect();
        read(text)
            .unwrap()
            .lines
            .into_iter()
            .map(|line| (line.number, texts(line.cells)))
            .collect()
    }

    #[test]
    fn the_separator_is_found() {
        for separator in [";", ",", "\t", "|"] {
            let text = ["Liste, 2026", "nom|prenom|ville", "a|b|c", "d|\"e, f; g\"|h"]
                .join("\n")
                .replace('|', separator);
            let lines = cells(&text);
            assert_eq!(lines[1].1, ["nom", "prenom", "ville"], "{separator:?}");
            assert_eq!(lines[3].1.len(), 3, "{separator:?}");
        }
        assert_eq!(
            cells("sep=,\r\na;b,c;d\r\n"),
            [(2, vec!["a;b".to_owned(), "c;d".to_owned()])]
        );
        assert_eq!(cells("nom\nAli\n").len(), 2);
    }

    #[test]
    fn lines_keep_the_number_an_editor_shows() {
        let lines = cells("a;b\n\n;\n\"c\nd\";e\nf;g\n");
        assert_eq!(
            lines.iter().map(|(number, _)| *number).collect::<Vec<_>>(),
            [1, 4, 6]
        );
        for (text, numbers) in [
            ("a\r\nb\r\n\r\nc", [1, 2, 4]),
            ("\r\na\r\n\"x\r\ny\"\r\nc\r\n", [2, 3, 5]),
            ("sep=;\r\na\r\nb\rc\r", [2, 3, 4]),
        ] {
            assert_eq!(
                cells(text).iter().map(|(number, _)| *number).collect::<Vec<_>>(),
                numbers,
                "{text:?}"
            );
        }
    }

    #[test]
    fn an_unclosed_quotation_mark_does_not_hide_lines() {
        let table = read("nom;ville;tel\n\"Ali;x;1\nSara;y;2\nOmar;z;3\n").unwrap();
        assert_eq!(table.lines[1].cells, [Cell::Swallowed]);
    }

    #[test]
    fn thousands_of_columns_and_lines_are_refused() {
        assert_eq!(read(&"a;".repeat(5_000)).err(), Some(FileFault::TooManyColumns));
        assert_eq!(read(&"a;b\n".repeat(20_002)).err(), Some(FileFault::TooManyRows));
        assert_eq!(read("\n \n;;\n").err(), Some(FileFault::Empty));
    }
}
