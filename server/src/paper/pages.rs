//! Pages of A4, filled from the top: places are told from the side where the language begins, and mirrored here.

use std::collections::BTreeMap;

use app::i18n::Lang;
use krilla::Document;
use krilla::color::rgb;
use krilla::geom::{PathBuilder, Point, Rect};
use krilla::metadata::Metadata;
use krilla::num::NormalizedF32;
use krilla::page::PageSettings;
use krilla::paint::{Fill, FillRule};
use krilla::surface::Surface;
use krilla::tagging::{Artifact, ArtifactType, ContentTag, Identifier, SpanTag};

use super::PaperError;
use super::letters::{Letters, Line, Run, Weight};
use super::structure::{Part, Said, Structure};

/// Sides of a page of A4, in points.
const A4: (f32, f32) = (595.28, 841.89);
/// Nothing is drawn nearer to the edge: printers cannot.
pub(super) const MARGIN: f32 = 40.0;
/// What is kept free at the foot, for the number of the page.
pub(super) const FOOT: f32 = 22.0;

/// What something is drawn in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ink {
    /// Text.
    Dark,
    /// Text of less weight.
    Soft,
    /// The mark of the association's papers: heads of tables, bars.
    Teal,
    /// A second bar beside the first.
    Saffron,
    /// Lines between rows.
    Hair,
    /// On teal.
    Paper,
    /// Every second row.
    Wash,
}

/// Where a line stands in the width it is given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Align {
    /// Where the language begins.
    Start,
    Middle,
    /// Where it ends.
    End,
}

/// Something drawn, from the upper left corner.
enum Mark {
    Words {
        x: f32,
        y: f32,
        line: Line,
        style: Style,
        /// None where nobody needs to hear it: it was said before, or numbers a page.
        said: Option<Said>,
    },
    Box {
        x: f32,
        y: f32,
        width: f32,
        height: f32,
        ink: Ink,
    },
    /// Boxes drawn as one, so that nothing shows between two that touch.
    Shape {
        /// Left edge, upper edge, width and height of each.
        boxes: Vec<[f32; 4]>,
        ink: Ink,
    },
}

/// How words look.
#[derive(Debug, Clone, Copy)]
pub(super) struct Style {
    pub(super) size: f32,
    pub(super) weight: Weight,
    pub(super) ink: Ink,
    pub(super) run: Run,
}

impl Style {
    /// Words of the paper itself, in a size.
    pub(super) const fn of(size: f32) -> Self {
        Style {
            size,
            weight: Weight::Regular,
            ink: Ink::Dark,
            run: Run::Along,
        }
    }

    pub(super) const fn bold(self) -> Self {
        Style {
            weight: Weight::Bold,
            ..self
        }
    }

    pub(super) const fn ink(self, ink: Ink) -> Self {
        Style { ink, ..self }
    }

    /// For what people wrote.
    pub(super) const fn own(self) -> Self {
        Style {
            run: Run::Own,
            ..self
        }
    }

    /// From one line to the next.
    pub(super) fn leading(self) -> f32 {
        self.size * 1.5
    }
}

/// The pages of a paper while it is made.
pub(super) struct Pages {
    lang: Lang,
    letters: Letters,
    size: (f32, f32),
    pages: Vec<Vec<Mark>>,
    structure: Structure,
    /// Whether what is drawn was said before.
    again: bool,
    /// How far down the last page is filled.
    pub(super) y: f32,
}

impl Pages {
    /// A first page; `wide`: lying on its side.
    pub(super) fn new(lang: Lang, wide: bool) -> Result<Self, PaperError> {
        Ok(Pages {
            lang,
            letters: Letters::new(lang.dir() == "rtl")?,
            size: if wide { (A4.1, A4.0) } else { A4 },
            pages: vec![Vec::new()],
            structure: Structure::default(),
            again: false,
            y: MARGIN,
        })
    }

    /// The language of the paper.
    pub(super) fn lang(&self) -> Lang {
        self.lang
    }

    /// The width between the margins.
    pub(super) fn width(&self) -> f32 {
        self.size.0 - 2.0 * MARGIN
    }

    /// The height that is left on this page.
    pub(super) fn left(&self) -> f32 {
        self.size.1 - MARGIN - FOOT - self.y
    }

    /// Begins a page.
    pub(super) fn next(&mut self) {
        self.pages.push(Vec::new());
        self.y = MARGIN;
    }

    /// Makes a part of the paper, and says what it is.
    pub(super) fn part(&mut self, part: Part, make: impl FnOnce(&mut Self)) {
        if self.again {
            return make(self);
        }
        self.structure.begin(part);
        make(self);
        self.structure.end();
    }

    /// Draws what was said before, for those alone who see it.
    pub(super) fn again(&mut self, make: impl FnOnce(&mut Self)) {
        self.again = true;
        make(self);
        self.again = false;
    }

    /// A text in lines that are no wider than `width`.
    pub(super) fn lines(&self, text: &str, style: Style, width: f32) -> Vec<Line> {
        self.letters
            .lines(text, style.weight, style.run, width / style.size)
    }

    /// Draws a line into a width that begins at `start`, its upper edge at `y`.
    pub(super) fn draw(
        &mut self,
        line: Line,
        style: Style,
        align: Align,
        (start, width): (f32, f32),
        y: f32,
    ) {
        let free = width - line.width * style.size;
        let before = match align {
            Align::Start => 0.0,
            Align::Middle => free / 2.0,
            Align::End => free,
        };
        let x = self.place(start + before, line.width * style.size);
        // The letters' own height stands above the line they stand on.
        let y = y + style.size * 1.1;
        let said = (!self.again).then(|| self.structure.line());
        self.mark(Mark::Words {
            x,
            y,
            line,
            style,
            said,
        });
    }

    /// Draws a box of one colour.
    pub(super) fn fill(&mut self, (start, width): (f32, f32), (y, height): (f32, f32), ink: Ink) {
        let x = self.place(start, width);
        self.mark(Mark::Box {
            x,
            y,
            width,
            height,
            ink,
        });
    }

    /// Draws boxes as one into a width that begins at `start`. They are told from its left edge whatever the language: a
    /// code is never mirrored.
    pub(super) fn shape(&mut self, (start, width): (f32, f32), y: f32, boxes: Vec<[f32; 4]>) {
        let x = self.place(start, width);
        let placed = |[left, top, width, height]: [f32; 4]| [x + left, y + top, width, height];
        self.mark(Mark::Shape {
            boxes: boxes.into_iter().map(placed).collect(),
            ink: Ink::Dark,
        });
    }

    /// Writes a paragraph below what there is, over the whole width; within a part, its words.
    pub(super) fn paragraph(&mut self, text: &str, style: Style, align: Align) {
        match self.structure.is_within() {
            true => self.written(text, style, align),
            false => self.part(Part::Paragraph, |pages| pages.written(text, style, align)),
        }
    }

    fn written(&mut self, text: &str, style: Style, align: Align) {
        let width = self.width();
        for line in self.lines(text, style, width) {
            if self.left() < style.leading() {
                self.next();
            }
            self.draw(line, style, align, (0.0, width), self.y);
            self.y += style.leading();
        }
    }

    /// From a place told from the side where the language begins to one from the left edge.
    fn place(&self, start: f32, width: f32) -> f32 {
        match self.lang.dir() {
            "rtl" => self.size.0 - MARGIN - start - width,
            _ => MARGIN + start,
        }
    }

    fn mark(&mut self, mark: Mark) {
        if let Some(page) = self.pages.last_mut() {
            page.push(mark);
        }
    }

    /// The PDF: a title for the window, and at the foot of each page what `foot` makes of its number, where that is anything.
    pub(super) fn finish(
        mut self,
        title: &str,
        foot: impl Fn(u64, u64) -> String,
    ) -> Result<Vec<u8>, PaperError> {
        let (count, style) = (self.pages.len() as u64, Style::of(8.0).ink(Ink::Soft));
        let (width, y) = (self.width(), self.size.1 - MARGIN - 8.0);
        let mut document = Document::new();
        let metadata = Metadata::new()
            .title(title.to_owned())
            .language(self.lang.code().to_owned());
        document.set_metadata(metadata);
        let mut drawn = BTreeMap::new();
        for (marks, number) in core::mem::take(&mut self.pages).into_iter().zip(1..) {
            self.pages = vec![marks];
            let foot = foot(number, count);
            if !foot.is_empty() {
                let line = self.letters.line(&foot, style.weight, style.run);
                self.again(|pages| pages.draw(line, style, Align::Middle, (0.0, width), y));
            }
            let settings = PageSettings::from_wh(self.size.0, self.size.1).ok_or(PaperError::Letters)?;
            let mut page = document.start_page_with(settings);
            let mut surface = page.surface();
            for marks in self.pages.iter().flat_map(|marks| told_together(marks)) {
                let (said, identifier) = tell(marks, &mut surface, &self.letters);
                drawn.extend(said.map(|said| (said, identifier)));
            }
            surface.finish();
            page.finish();
        }
        document.set_tag_tree(self.structure.tree(&drawn, self.lang));
        document
            .finish()
            .map_err(|error| PaperError::Writing(format!("{error:?}")))
    }
}

/// What is drawn, line by line; what nobody needs to hear, together.
fn told_together(marks: &[Mark]) -> impl Iterator<Item = &[Mark]> {
    marks.chunk_by(|one, next| one.said().is_none() && next.said().is_none())
}

/// Draws marks that are told together, and says under what.
fn tell(marks: &[Mark], surface: &mut Surface<'_>, letters: &Letters) -> (Option<Said>, Identifier) {
    let said = marks.first().and_then(Mark::said);
    let identifier = surface.start_tagged(match said {
        Some(_) => ContentTag::Span(SpanTag::empty()),
        None => ContentTag::Artifact(Artifact::with_kind(ArtifactType::Layout)),
    });
    for mark in marks {
        mark.draw(surface, letters);
    }
    surface.end_tagged();
    (said, identifier)
}

impl Mark {
    const fn said(&self) -> Option<Said> {
        match self {
            Mark::Words { said, .. } => *said,
            Mark::Box { .. } | Mark::Shape { .. } => None,
        }
    }

    fn draw(&self, surface: &mut Surface<'_>, letters: &Letters) {
        match self {
            Mark::Words {
                x, y, line, style, ..
            } => {
                surface.set_fill(Some(style.ink.fill()));
                let font = letters.font(style.weight);
                let at = Point::from_xy(*x, *y);
                surface.draw_glyphs(at, &line.glyphs, font.clone(), &line.text, style.size, false);
                surface.draw_glyphs(at, &line.marks, font, &line.text, style.size, true);
            }
            Mark::Box {
                x,
                y,
                width,
                height,
                ink,
            } => {
                paint(&[[*x, *y, *width, *height]], *ink, surface);
            }
            Mark::Shape { boxes, ink } => paint(boxes, *ink, surface),
        }
    }
}

/// Fills boxes as one path.
fn paint(boxes: &[[f32; 4]], ink: Ink, surface: &mut Surface<'_>) {
    let mut path = PathBuilder::new();
    for [x, y, width, height] in boxes {
        if let Some(area) = Rect::from_xywh(*x, *y, *width, *height) {
            path.push_rect(area);
        }
    }
    if let Some(path) = path.finish() {
        surface.set_fill(Some(ink.fill()));
        surface.draw_path(&path);
    }
}

impl Ink {
    fn fill(self) -> Fill {
        let (red, green, blue) = match self {
            Ink::Dark => (0x1b, 0x2a, 0x2f),
            Ink::Soft => (0x4a, 0x5a, 0x60),
            Ink::Teal => (0x0b, 0x6e, 0x69),
            Ink::Saffron => (0xd9, 0x8e, 0x04),
            Ink::Hair => (0xc9, 0xc4, 0xb8),
            Ink::Paper => (0xff, 0xff, 0xff),
            Ink::Wash => (0xf6, 0xf3, 0xec),
        };
        Fill {
            paint: rgb::Color::new(red, green, blue).into(),
            opacity: NormalizedF32::ONE,
            rule: FillRule::NonZero,
        }
    }
}
