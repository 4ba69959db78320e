//! A table that goes on from page to page, its head on each.

use super::letters::Line;
use super::pages::{Align, Ink, Pages, Style};
use super::structure::Part;

/// Room between a cell's edge and its words.
const PAD: f32 = 4.0;

/// One column.
#[derive(Debug, Clone)]
pub(super) struct Column {
    /// What stands over it.
    pub(super) title: String,
    /// Its part of the width, beside those of the others.
    pub(super) share: f32,
    pub(super) align: Align,
}

impl Column {
    pub(super) fn new(title: impl Into<String>, share: f32, align: Align) -> Self {
        Column {
            title: title.into(),
            share,
            align,
        }
    }
}

/// How a table is drawn.
pub(super) struct Grid {
    pub(super) columns: Vec<Column>,
    /// Size of its letters.
    pub(super) size: f32,
    /// How high a row is at least: higher where somebody is to sign.
    pub(super) least: f32,
    /// Whether lines stand between columns, for what is filled in by hand.
    pub(super) ruled: bool,
}

impl Grid {
    /// Draws the head and the rows, below what there is.
    pub(super) fn draw(&self, pages: &mut Pages, rows: &[Vec<String>]) {
        pages.part(Part::Table, |pages| self.rows(pages, rows));
    }

    fn rows(&self, pages: &mut Pages, rows: &[Vec<String>]) {
        let head = Style::of(self.size * 0.9).bold().ink(Ink::Paper);
        let titles: Vec<String> = self.columns.iter().map(|column| column.title.clone()).collect();
        let (titles, high) = self.laid(pages, &titles, head);
        let style = Style::of(self.size).own();
        let (mut begun, mut said) = (false, false);
        for (number, row) in rows.iter().enumerate() {
            let (cells, height) = self.laid(pages, row, style);
            let needed = if begun { height } else { height + high };
            if pages.left() < needed {
                pages.next();
                begun = false;
            }
            if !begun && said {
                pages.again(|pages| self.row(pages, &titles, Part::Head, head, high, Some(Ink::Teal)));
            } else if !begun {
                self.row(pages, &titles, Part::Head, head, high, Some(Ink::Teal));
            }
            (begun, said) = (true, true);
            self.row(
                pages,
                &cells,
                Part::Cell,
                style,
                height,
                (number % 2 == 1).then_some(Ink::Wash),
            );
        }
        if !begun {
            self.row(pages, &titles, Part::Head, head, high, Some(Ink::Teal));
        }
    }

    /// The cells of a row in lines, and how high the row is.
    fn laid(&self, pages: &Pages, cells: &[String], style: Style) -> (Vec<Vec<Line>>, f32) {
        let widths = self.widths(pages);
        let cells: Vec<Vec<Line>> = cells
            .iter()
            .zip(widths)
            .map(|(cell, (_, width))| pages.lines(cell, style, width - 2.0 * PAD))
            .collect();
        let most = cells.iter().map(Vec::len).max().unwrap_or(1);
        let height = most as f32 * style.leading() + PAD;
        (cells, height.max(self.least))
    }

    /// Where each column begins and how wide it is.
    fn widths(&self, pages: &Pages) -> Vec<(f32, f32)> {
        let all: f32 = self.columns.iter().map(|column| column.share).sum();
        let mut start = 0.0;
        let widths = self.columns.iter().map(|column| {
            let width = pages.width() * column.share / all;
            start += width;
            (start - width, width)
        });
        widths.collect()
    }

    fn row(
        &self,
        pages: &mut Pages,
        cells: &[Vec<Line>],
        part: Part,
        style: Style,
        height: f32,
        ink: Option<Ink>,
    ) {
        let (top, width) = (pages.y, pages.width());
        if let Some(ink) = ink {
            pages.fill((0.0, width), (top, height), ink);
        }
        pages.fill((0.0, width), (top + height - 0.5, 0.5), Ink::Hair);
        let widths = self.widths(pages);
        pages.part(Part::Row, |pages| {
            for ((lines, place), column) in cells.iter().zip(&widths).zip(&self.columns) {
                pages.part(part, |pages| {
                    cell(pages, lines, style, column.align, *place, height)
                });
            }
        });
        if self.ruled {
            let edges = widths.iter().map(|(start, _)| *start).chain([width - 0.5]);
            edges.for_each(|edge| pages.fill((edge, 0.5), (top, height), Ink::Hair));
        }
        pages.y += height;
    }
}

/// Draws the lines of a cell in the middle of its height.
fn cell(
    pages: &mut Pages,
    lines: &[Line],
    style: Style,
    align: Align,
    (start, width): (f32, f32),
    height: f32,
) {
    let mut y = pages.y + (height - lines.len() as f32 * style.leading()) / 2.0;
    for line in lines {
        pages.draw(line.clone(), style, align, (start + PAD, width - 2.0 * PAD), y);
        y += style.leading();
    }
}
