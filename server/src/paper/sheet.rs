//! A paper whose words are made elsewhere, laid out on pages: the server and phones print the same.

use app::i18n::{Lang, Paper as Words};
use app::paper::{Paper, Part as What, Side, Table};

use super::PaperError;
use super::certificate;
use super::grid::{Column, Grid};
use super::head::{head, signing};
use super::pages::{Align, Ink, Pages, Style};
use super::structure::Part;

/// The paper as PDF.
pub fn sheet(paper: &Paper, lang: Lang) -> Result<Vec<u8>, PaperError> {
    let words = Words::of(lang);
    let mut pages = Pages::new(lang, paper.wide)?;
    if paper.parts.iter().any(|part| matches!(part, What::Certified(_))) {
        certificate::frame(&mut pages);
    }
    head(&mut pages, &paper.head);
    for (at, part) in paper.parts.iter().enumerate() {
        draw(&mut pages, part, at == 0);
    }
    if !paper.signed.is_empty() {
        signing(&mut pages, &paper.signed);
    }
    pages.finish(paper.head.title, |number, of| words.page(number, of))
}

fn draw(pages: &mut Pages, part: &What, first: bool) {
    match part {
        What::Heading(title) => {
            pages.y += if first { 0.0 } else { 14.0 };
            pages.part(Part::Heading, |pages| {
                pages.paragraph(title, Style::of(12.0).bold().ink(Ink::Teal), Align::Start);
            });
            pages.y += 4.0;
        }
        What::Text(text) => pages.paragraph(text, Style::of(11.0), Align::Start),
        What::Legend(text) => {
            pages.y += 6.0;
            pages.paragraph(text, Style::of(8.0).ink(Ink::Soft), Align::Start);
        }
        What::Table(table) => grid(table).draw(pages, &table.rows),
        What::Certified(certified) => certificate::certified(pages, certified),
    }
}

fn grid(table: &Table) -> Grid {
    let align = |side| match side {
        Side::Start => Align::Start,
        Side::Middle => Align::Middle,
    };
    let columns = table.columns.iter();
    Grid {
        columns: columns
            .map(|column| Column::new(column.title.clone(), column.share, align(column.side)))
            .collect(),
        size: table.size,
        least: table.least,
        ruled: true,
    }
}
