//! A QR code, drawn as one path.

use std::fmt::Write;

use leptos::prelude::*;
use qrcode::{Color, EcLevel, QrCode};

/// The white border a scanner needs, in modules.
const QUIET: usize = 4;

/// A QR code of `text`: always dark on white, so that it scans in any theme.
#[component]
pub fn Qr(
    /// What the code holds.
    #[prop(into)]
    text: Signal<String>,
    /// What it is for, for those who do not see it.
    #[prop(into)]
    label: Signal<String>,
    /// Read even where a quarter of it is worn away: for what is carried in pockets.
    #[prop(optional)]
    sturdy: bool,
) -> impl IntoView {
    let level = if sturdy { EcLevel::Q } else { EcLevel::M };
    let drawing = Memo::new(move |_| text.with(|text| draw(text, level)));
    move || {
        drawing.get().map(|(side, path)| {
            view! {
                <svg class="qr" viewBox=format!("0 0 {side} {side}") role="img" aria-label=label shape-rendering="crispEdges">
                    <rect class="qr__paper" width=side height=side />
                    <path class="qr__ink" d=path />
                </svg>
            }
        })
    }
}

/// The side in modules, border included, and the path of the dark ones; `None` if the text is too long for a code.
fn draw(text: &str, level: EcLevel) -> Option<(usize, String)> {
    let code = QrCode::with_error_correction_level(text, level).ok()?;
    let width = code.width();
    let mut path = String::new();
    for (row, modules) in code.to_colors().chunks(width).enumerate() {
        draw_row(&mut path, row + QUIET, modules);
    }
    Some((width + 2 * QUIET, path))
}

/// Adds one row, a run of dark modules at a time.
fn draw_row(path: &mut String, row: usize, modules: &[Color]) {
    let mut column = QUIET;
    for run in modules.chunk_by(|one, other| one == other) {
        if run.first() == Some(&Color::Dark) {
            // Writing into a String cannot fail.
            let _ = write!(path, "M{column} {row}h{}v1h-{}z", run.len(), run.len());
        }
        column += run.len();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_has_its_finder_and_its_border() {
        let (side, path) = draw("https://example.org/r/1", EcLevel::M).unwrap_or_default();
        assert!(path.starts_with("M4 4h7v1h-7z"), "{path}");
        assert_eq!(side, 25 + 2 * QUIET);
    }

    /// Large modules are what an old camera reads from a worn card.
    #[test]
    fn a_card_has_few_modules_though_it_is_sturdy() {
        let card = domain::scanned::card_text(domain::ticket::Ticket::of(u64::MAX));
        let (side, _) = draw(&card, EcLevel::Q).unwrap_or_default();
        assert_eq!(side, 25 + 2 * QUIET);
    }

    #[test]
    fn a_text_too_long_for_a_code_draws_nothing() {
        assert_eq!(draw(&"x".repeat(5_000), EcLevel::M), None);
    }
}
