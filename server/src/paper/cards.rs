//! Sheets of cards in their true size, as a phone prints them: ten on each, with marks to cut along, nothing else.

use app::i18n::{Cards as Words, Lang};
use app::paper::Code;
use domain::record::Association;
use domain::scanned::card_text;
use domain::ticket::Ticket;
use domain::view::CardLine;

use super::PaperError;
use super::letters::Line;
use super::pages::{Align, Ink, MARGIN, Pages, Style};
use super::structure::Part;

/// A millimetre, in points.
const MM: f32 = 72.0 / 25.4;
/// Cards on a sheet: two beside each other, five below.
const SHEET: usize = 10;
/// Width and height of a card, in millimetres.
const CARD: (f32, f32) = (85.6, 54.0);
/// Where the first one stands, in millimetres from the edges of the sheet.
const FIRST: (f32, f32) = (19.4, 13.5);
/// What stays free at the edges of a card, in millimetres.
const PADDING: f32 = 4.0;
/// Side of the code, its white border included, in millimetres; it stands in a lower corner.
const CODE: f32 = 31.0;
/// Between what stands beside each other, in millimetres.
const GAP: f32 = 3.0;
/// Where the names begin and end, in millimetres from the upper edge of a card.
const NAMES: (f32, f32) = (11.0, 43.5);
/// Where the line under the association's name stands, in millimetres above the names.
const RULE: f32 = 1.6;
/// Sizes of the association's name, the largest that fits first, in points; of the last two lines are enough.
const OF: [f32; 4] = [8.5, 7.0, 5.5, 4.5];
/// Sizes of a name, the largest that fits first, in points.
const SIZES: [f32; 6] = [13.0, 11.5, 10.0, 8.5, 7.0, 6.0];
/// How large Latin letters are, beside Arabic ones.
const LATIN: f32 = 0.92;

/// The cards of those who have one.
pub fn cards(lines: &[CardLine], association: &Association, lang: Lang) -> Result<Vec<u8>, PaperError> {
    let mut pages = Pages::new(lang, false)?;
    let with = lines.iter().filter_map(|line| Some((line, line.code?)));
    let with: Vec<(&CardLine, Ticket)> = with.collect();
    for (number, sheet) in with.chunks(SHEET).enumerate() {
        if number > 0 {
            pages.next();
        }
        marks(&mut pages);
        for (at, (line, code)) in sheet.iter().enumerate() {
            let corner = (
                FIRST.0 + CARD.0 * (at % 2) as f32,
                FIRST.1 + CARD.1 * (at / 2) as f32,
            );
            let card = Card {
                corner,
                line,
                code: *code,
                association,
            };
            pages.part(Part::Paragraph, |pages| card.draw(pages));
        }
    }
    // A number would stand on the lowest cards.
    let title = Words::of(lang).title;
    pages.finish(title, |_, _| String::new())
}

/// Where to cut: outside the cards, so that no line is left on one.
fn marks(pages: &mut Pages) {
    const LINE: f32 = 0.2;
    let mut mark = |(x, width): (f32, f32), (y, height): (f32, f32)| {
        pages.fill((across(x), width * MM), (y * MM, height * MM), Ink::Dark);
    };
    for column in 0..3 {
        let x = FIRST.0 + CARD.0 * column as f32 - LINE / 2.0;
        mark((x, LINE), (6.0, 5.0));
        mark((x, LINE), (286.0, 5.0));
    }
    for row in 0..6 {
        let y = FIRST.1 + CARD.1 * row as f32 - LINE / 2.0;
        mark((10.0, 6.0), (y, LINE));
        mark((194.0, 6.0), (y, LINE));
    }
}

/// A place in millimetres from the side where the language begins, as pages tell it.
const fn across(millimetres: f32) -> f32 {
    millimetres * MM - MARGIN
}

/// The association's name as large as it fits over the line, in two lines at most.
fn of_association(pages: &Pages, name: &str, width: f32) -> (Style, Vec<Line>) {
    let laid = |size: f32| {
        let style = Style::of(size).bold().own().ink(Ink::Teal);
        (style, pages.lines(name, style, width))
    };
    let height = (NAMES.0 - RULE - PADDING) * MM;
    let fits = |(style, lines): &(Style, Vec<Line>)| lines.len() as f32 * style.leading() <= height;
    let [.., least] = OF;
    OF.into_iter().map(laid).find(fits).unwrap_or_else(|| {
        let (style, lines) = laid(least);
        (style, lines.into_iter().take(2).collect())
    })
}

/// One card.
struct Card<'a> {
    /// Its corner, in millimetres from the side where the language begins and from above.
    corner: (f32, f32),
    line: &'a CardLine,
    code: Ticket,
    association: &'a Association,
}

impl Card<'_> {
    fn draw(&self, pages: &mut Pages) {
        self.head(pages);
        self.names(pages);
        let (width, size) = (CARD.0 - 2.0 * PADDING - CODE - GAP, 10.5);
        let style = Style::of(size).bold();
        // From left to right in any language: a group of digits alone would go elsewhere in Arabic.
        let code = pages.lines(&format!("\u{2066}{}\u{2069}", self.code), style, f32::MAX);
        for line in code {
            let y = self.down(CARD.1 - PADDING) - style.leading();
            pages.draw(line, style, Align::Start, (self.across(PADDING), width * MM), y);
        }
        if let Some(code) = Code::of(&card_text(self.code), true) {
            let module = CODE * MM / code.side as f32;
            let runs = code.runs.iter();
            let boxes = runs.map(|run| {
                let (x, y) = (run.column as f32 * module, run.row as f32 * module);
                [x, y, run.length as f32 * module, module]
            });
            let place = (self.across(CARD.0 - PADDING - CODE), CODE * MM);
            pages.shape(place, self.down(CARD.1 - PADDING - CODE), boxes.collect());
        }
    }

    /// Of which association, in both scripts where it has both names.
    fn head(&self, pages: &mut Pages) {
        let arabic = pages.lang() == Lang::Ar;
        let own = self.association.name(arabic);
        let other = Some(self.association.name(!arabic)).filter(|other| *other != own);
        let width = CARD.0 - 2.0 * PADDING;
        let each = match other {
            Some(_) => (width - GAP) / 2.0,
            None => width,
        };
        let names = [
            (Some(own), PADDING, Align::Start),
            (other, CARD.0 - PADDING - each, Align::End),
        ];
        for (name, start, align) in names {
            let Some(name) = name else { continue };
            let (style, lines) = of_association(pages, name, each * MM);
            let mut y = self.down(NAMES.0 - RULE) - lines.len() as f32 * style.leading() - 1.5;
            for line in lines {
                pages.draw(line, style, align, (self.across(start), each * MM), y);
                y += style.leading();
            }
        }
        pages.fill(
            (self.across(PADDING), width * MM),
            (self.down(NAMES.0 - RULE), 0.5 * MM),
            Ink::Teal,
        );
    }

    /// Whose, in the scripts in which they have a name: each whole, as large as both fit.
    fn names(&self, pages: &mut Pages) {
        let width = (CARD.0 - 2.0 * PADDING - CODE - GAP) * MM;
        let height = (NAMES.1 - NAMES.0) * MM;
        let rtl = pages.lang().dir() == "rtl";
        let side = |arabic: bool| if arabic == rtl { Align::Start } else { Align::End };
        let names = [
            (&self.line.arabic, 1.0, side(true)),
            (&self.line.latin, LATIN, side(false)),
        ];
        let names = names.into_iter().filter(|(name, ..)| !name.is_empty());
        let laid = |pages: &Pages, size: f32| {
            let lines = names.clone().flat_map(|(name, part, align)| {
                let style = Style::of(size * part).bold().own();
                let lines = pages.lines(name, style, width);
                lines.into_iter().map(move |line| (line, style, align))
            });
            lines.collect::<Vec<_>>()
        };
        let high = |lines: &[(_, Style, _)]| lines.iter().map(|(_, style, _)| style.leading()).sum::<f32>();
        let mut lines = laid(pages, SIZES[0]);
        for size in &SIZES[1..] {
            if high(&lines) <= height {
                break;
            }
            lines = laid(pages, *size);
        }
        let mut y = self.down(NAMES.0) + (height - high(&lines)).max(0.0) / 2.0;
        for (line, style, align) in lines {
            pages.draw(line, style, align, (self.across(PADDING), width), y);
            y += style.leading();
        }
    }

    /// A place within the card, as pages tell it.
    fn across(&self, millimetres: f32) -> f32 {
        across(self.corner.0 + millimetres)
    }

    fn down(&self, millimetres: f32) -> f32 {
        (self.corner.1 + millimetres) * MM
    }
}
