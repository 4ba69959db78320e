//! Letters in their order: which way a line runs, how Arabic letters join, how wide it is, where it breaks.

use std::sync::LazyLock;

use harfrust::{Direction, FontRef, ShapeOptions, ShaperData, UnicodeBuffer};
use krilla::text::{Font, GlyphId, KrillaGlyph};
use unicode_bidi::{BidiInfo, Level};

use super::PaperError;
use crate::picture::FONTS;

/// How heavy letters are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Weight {
    Regular,
    Bold,
}

/// Which way a line runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Run {
    /// As the paper does: for its own words.
    Along,
    /// As its first letter says: for what people wrote.
    Own,
}

/// The letters of papers, made of the pages' own.
pub(super) struct Letters {
    faces: [Face; 2],
    rtl: bool,
}

struct Face {
    font: Font,
    file: FontRef<'static>,
    shapes: ShaperData,
    em: f32,
}

static FACES: LazyLock<Option<[Font; 2]>> = LazyLock::new(|| {
    let [regular, bold] = FONTS;
    let font = |bytes: &'static [u8]| Font::new(bytes.to_vec().into(), 0);
    Some([font(regular)?, font(bold)?])
});

/// A line as it is drawn; sizes are parts of the letters' size.
#[derive(Debug, Clone, Default)]
pub(super) struct Line {
    /// What it says.
    pub(super) text: String,
    /// How wide it is.
    pub(super) width: f32,
    /// Its glyphs, from left to right, each with its part of the text.
    pub(super) glyphs: Vec<KrillaGlyph>,
    /// Dots and vowel marks, from where the line begins: drawn as shapes, since the letter that bears them says the
    /// text of both, and readers that meet two glyphs for it take its width from the wrong one.
    pub(super) marks: Vec<KrillaGlyph>,
}

impl Letters {
    /// Letters for a paper that runs from right to left, or not.
    pub(super) fn new(rtl: bool) -> Result<Self, PaperError> {
        let fonts = FACES.clone().ok_or(PaperError::Letters)?;
        let mut faces = fonts
            .into_iter()
            .zip(FONTS)
            .map(|(font, bytes)| Face::new(font, bytes));
        let mut next = || faces.next().flatten().ok_or(PaperError::Letters);
        Ok(Letters {
            faces: [next()?, next()?],
            rtl,
        })
    }

    /// The font of a weight.
    pub(super) fn font(&self, weight: Weight) -> Font {
        self.face(weight).font.clone()
    }

    fn face(&self, weight: Weight) -> &Face {
        let [regular, bold] = &self.faces;
        match weight {
            Weight::Regular => regular,
            Weight::Bold => bold,
        }
    }

    /// A text on one line.
    pub(super) fn line(&self, text: &str, weight: Weight, run: Run) -> Line {
        let text: String = text
            .chars()
            .map(|c| if c.is_control() { ' ' } else { c })
            .collect();
        let along = if self.rtl { Level::rtl() } else { Level::ltr() };
        let level = match run {
            Run::Own if has_direction(&text) => None,
            _ => Some(along),
        };
        let bidi = BidiInfo::new(&text, level);
        let mut line = Line::default();
        for paragraph in &bidi.paragraphs {
            let (levels, runs) = bidi.visual_runs(paragraph, paragraph.range.clone());
            for run in runs {
                let rtl = levels[run.start].is_rtl();
                self.face(weight).shape(&text, run, rtl, &mut line);
            }
        }
        line.text = text;
        line
    }

    /// A text on as many lines as a width needs. A word that is wider than all of it is cut.
    pub(super) fn lines(&self, text: &str, weight: Weight, run: Run, width: f32) -> Vec<Line> {
        let fits = |text: &str| self.line(text, weight, run).width <= width;
        let mut lines = vec![String::new()];
        for word in text.split_whitespace().flat_map(|word| pieces(word, &fits)) {
            let last = lines.last().cloned().unwrap_or_default();
            let joined = if last.is_empty() {
                word.clone()
            } else {
                format!("{last} {word}")
            };
            match lines.last_mut() {
                Some(line) if last.is_empty() || fits(&joined) => *line = joined,
                _ => lines.push(word),
            }
        }
        lines.iter().map(|line| self.line(line, weight, run)).collect()
    }
}

/// A word in pieces that fit; whole where it does.
fn pieces(word: &str, fits: &impl Fn(&str) -> bool) -> Vec<String> {
    if fits(word) {
        return vec![word.to_owned()];
    }
    let mut pieces = vec![String::new()];
    for letter in word.chars() {
        let longer = pieces
            .last()
            .map(|piece| format!("{piece}{letter}"))
            .unwrap_or_default();
        match pieces.last_mut() {
            Some(piece) if piece.is_empty() || fits(&longer) => *piece = longer,
            _ => pieces.push(letter.to_string()),
        }
    }
    pieces
}

/// Whether any letter of a text says which way it runs: a number alone runs with the paper.
fn has_direction(text: &str) -> bool {
    text.chars().any(char::is_alphabetic)
}

impl Face {
    fn new(font: Font, bytes: &'static [u8]) -> Option<Self> {
        let file = FontRef::from_index(bytes, 0).ok()?;
        Some(Face {
            em: font.units_per_em(),
            shapes: ShaperData::new(&file),
            font,
            file,
        })
    }

    /// The glyphs of a part of a text that runs one way, from left to right.
    fn shape(&self, text: &str, part: core::ops::Range<usize>, rtl: bool, into: &mut Line) {
        let mut buffer = UnicodeBuffer::new();
        buffer.push_str(&text[part.clone()]);
        buffer.set_direction(if rtl {
            Direction::RightToLeft
        } else {
            Direction::LeftToRight
        });
        buffer.guess_segment_properties();
        let shaper = self.shapes.shaper(&self.file).build();
        let shaped = shaper.shape(buffer, ShapeOptions::new());
        let infos = shaped.glyph_infos();
        let mut starts: Vec<usize> = infos.iter().map(|info| info.cluster as usize).collect();
        starts.sort_unstable();
        starts.dedup();
        for (info, place) in infos.iter().zip(shaped.glyph_positions()) {
            let start = info.cluster as usize;
            let next = starts.get(starts.partition_point(|other| *other <= start));
            let range = part.start + start..next.map_or(part.end, |next| part.start + next);
            // What only says which way to run leaves no trace.
            if text[range.clone()].chars().all(is_mark_of_direction) {
                continue;
            }
            let em = |units: i32| units as f32 / self.em;
            let is_mark = place.x_advance == 0;
            // A mark is told from where the line begins, a letter from where the one before it ends.
            let before = if is_mark { into.width } else { 0.0 };
            let glyph = KrillaGlyph::new(
                GlyphId::new(info.glyph_id),
                em(place.x_advance),
                before + em(place.x_offset),
                em(place.y_offset),
                em(place.y_advance),
                range,
                None,
            );
            into.width += glyph.x_advance;
            if is_mark {
                into.marks.push(glyph);
            } else {
                into.glyphs.push(glyph);
            }
        }
    }
}

fn is_mark_of_direction(c: char) -> bool {
    matches!(c, '\u{200E}' | '\u{200F}' | '\u{061C}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn letters() -> Letters {
        Letters::new(true).unwrap()
    }

    #[test]
    fn arabic_letters_are_joined_and_run_from_right_to_left() {
        let line = letters().line("محمد", Weight::Regular, Run::Own);
        let apart = letters().line("م\u{200C}ح\u{200C}م\u{200C}د", Weight::Regular, Run::Own);
        assert!(
            (line.width - apart.width).abs() > 0.05,
            "{} {}",
            line.width,
            apart.width
        );
        let starts: Vec<usize> = line.glyphs.iter().map(|glyph| glyph.text_range.start).collect();
        assert!(starts.is_sorted_by(|one, next| one >= next), "{starts:?}");
    }

    #[test]
    fn numbers_and_latin_keep_their_order_within_arabic() {
        let line = letters().line("حصة 12:30 Salma", Weight::Regular, Run::Along);
        let drawn: String = line
            .glyphs
            .iter()
            .map(|glyph| &line.text[glyph.text_range.clone()])
            .collect();
        assert!(drawn.starts_with("Salma") && drawn.contains("12:30"), "{drawn}");
    }

    #[test]
    fn marks_of_direction_order_and_are_not_drawn() {
        let line = letters().line("\u{2068}Salma\u{2069} حاضرة", Weight::Regular, Run::Along);
        assert!(
            line.glyphs
                .iter()
                .all(|glyph| !line.text[glyph.text_range.clone()].contains('\u{2068}'))
        );
    }

    #[test]
    fn a_text_breaks_at_words_and_a_word_too_wide_is_cut_and_nothing_is_lost() {
        let name = format!("فاطمة الزهراء {} بنعلي", "W".repeat(80));
        let lines = letters().lines(&name, Weight::Regular, Run::Own, 12.0);
        assert!(lines.len() > 3 && lines.iter().all(|line| line.width <= 12.0));
        let said: String = lines.iter().map(|line| line.text.as_str()).collect();
        assert_eq!(said.replace(' ', ""), name.replace(' ', ""));
        assert_eq!(letters().lines("", Weight::Regular, Run::Own, 12.0).len(), 1);
    }
}
