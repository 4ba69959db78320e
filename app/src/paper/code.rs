//! A QR code in runs of dark modules: drawn as one path on screens, and on paper.

use qrcode::{Color, EcLevel, QrCode};

/// The white border a scanner needs, in modules.
const QUIET: usize = 4;

/// A QR code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Code {
    /// Its side in modules, border included.
    pub side: usize,
    /// Its dark modules, row by row.
    pub runs: Vec<Run>,
}

/// Dark modules beside each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Run {
    /// The row, from above.
    pub row: usize,
    /// The first one's column, from the left.
    pub column: usize,
    /// How many they are.
    pub length: usize,
}

impl Code {
    /// The code of a text; `sturdy`: read even where a quarter of it is worn away. `None` if the text is too long for one.
    pub fn of(text: &str, sturdy: bool) -> Option<Code> {
        let level = if sturdy { EcLevel::Q } else { EcLevel::M };
        let code = QrCode::with_error_correction_level(text, level).ok()?;
        let width = code.width();
        let rows = code.to_colors();
        let rows = rows.chunks(width).zip(QUIET..);
        Some(Code {
            side: width + 2 * QUIET,
            runs: rows.flat_map(|(modules, row)| runs(modules, row)).collect(),
        })
    }
}

fn runs(modules: &[Color], row: usize) -> Vec<Run> {
    let mut column = QUIET;
    let mut runs = Vec::new();
    for run in modules.chunk_by(|one, other| one == other) {
        let length = run.len();
        if run.first() == Some(&Color::Dark) {
            runs.push(Run { row, column, length });
        }
        column += length;
    }
    runs
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_has_its_finder_and_its_border() {
        let code = Code::of("https://example.org/r/1", false).unwrap();
        let first = Run {
            row: QUIET,
            column: QUIET,
            length: 7,
        };
        assert_eq!((code.side, code.runs[0]), (25 + 2 * QUIET, first));
    }

    /// Large modules are what an old camera reads from a worn card.
    #[test]
    fn a_card_has_few_modules_though_it_is_sturdy() {
        let card = domain::scanned::card_text(domain::ticket::Ticket::of(u64::MAX));
        assert_eq!(Code::of(&card, true).unwrap().side, 25 + 2 * QUIET);
    }

    #[test]
    fn a_text_too_long_has_no_code() {
        assert_eq!(Code::of(&"x".repeat(5_000), false), None);
    }
}
