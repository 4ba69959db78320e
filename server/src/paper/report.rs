//! A period in numbers, on paper: for the association, or for who funds it.

use app::i18n::{HIDDEN, Lang, Paper as Words, Report as ReportWords, dirhams, group, hours, hundredths};
use app::paper::Head;

use super::PaperError;
use super::bars::{Count, bands, bars};
use super::grid::{Column, Grid};
use super::head::{head, short, signing};
use super::letters::Weight;
use super::pages::{Align, Ink, Pages, Style};
use super::structure::Part;
use crate::report::{Cell, Table, Told, band_label};

/// The report.
pub fn report(told: &Told, lang: Lang) -> Result<Vec<u8>, PaperError> {
    let (words, figures) = (Words::of(lang), ReportWords::of(lang));
    let mut pages = Pages::new(lang, false)?;
    let activities = told.query.activities.iter().flatten();
    let activities = activities.map(|id| told.names.activity(*id).to_owned());
    let days = (told.query.from, told.query.to);
    let over = Head::of_report(&told.names.association, days, activities, told.funded(), lang);
    head(&mut pages, &over);
    pages.paragraph(&sentence(told, lang), Style::of(12.0), Align::Start);
    pages.y += 8.0;
    big_numbers(&mut pages, told, lang);
    section(&mut pages, figures.by_sex_and_age);
    let label = |band| band_label(&told.report, band, figures);
    bars(&mut pages, &bands(&cells(told), label));
    for table in told.tables(lang) {
        if [figures.summary, figures.by_sex_and_age].contains(&table.title) || table.rows.is_empty() {
            continue;
        }
        section(&mut pages, table.title);
        match table.title == figures.definitions {
            true => definitions(&mut pages, &table, words),
            false => {
                let table = narrowed(table, figures);
                grid(&table).draw(&mut pages, &rows(&table, lang));
            }
        }
    }
    signing(&mut pages, &[words.president_signs]);
    pages.finish(figures.title, |number, of| words.page(number, of))
}

/// The period in one sentence.
fn sentence(told: &Told, lang: Lang) -> String {
    let words = Words::of(lang);
    let (from, to) = (short(told.query.from), short(told.query.to));
    let held = words.held(told.report.sessions.held);
    let total = match &told.masked {
        Some(masked) => masked.total,
        None => Some(told.report.total),
    };
    match total {
        Some(total) => {
            let (people, times) = (words.people(total.people), words.times(total.participations));
            words.sentence(&from, &to, &people, &times, &held)
        }
        None => words.bare_sentence(&from, &to, &held),
    }
}

/// Four numbers that are read from afar.
fn big_numbers(pages: &mut Pages, told: &Told, lang: Lang) {
    let words = ReportWords::of(lang);
    let total = told
        .masked
        .as_ref()
        .map_or(Some(told.report.total), |masked| masked.total);
    let [people, participations] = Cell::pair(total);
    let attendance = Cell::rate(told.rate());
    let numbers = [
        (words.people, people),
        (words.participations, participations),
        (words.held, Cell::Count(told.report.sessions.held)),
        (words.rate, attendance),
    ];
    let part = pages.width() / numbers.len() as f32;
    let (big, small) = (
        Style::of(22.0).bold().ink(Ink::Teal),
        Style::of(9.0).ink(Ink::Soft),
    );
    pages.fill((0.0, pages.width()), (pages.y, 58.0), Ink::Wash);
    for (at, (label, cell)) in numbers.iter().enumerate() {
        let place = (part * at as f32, part);
        for line in pages.lines(&said(cell, lang), big, part).into_iter().take(1) {
            pages.draw(line, big, Align::Middle, place, pages.y + 4.0);
        }
        for line in pages.lines(label, small, part).into_iter().take(1) {
            pages.draw(line, small, Align::Middle, place, pages.y + 38.0);
        }
    }
    pages.y += 66.0;
}

/// People by sex and band, as they may be shown.
fn cells(told: &Told) -> Vec<Count> {
    match &told.masked {
        Some(masked) => {
            let cells = masked.by_sex_and_age.iter();
            cells
                .map(|(key, cell)| (*key, cell.map(|tally| tally.people)))
                .collect()
        }
        None => {
            let cells = told.report.by_sex_and_age.iter();
            cells.map(|(key, tally)| (*key, Some(tally.people))).collect()
        }
    }
}

/// What stands over a part of the paper; on the next page where only it would fit on this one.
fn section(pages: &mut Pages, title: &str) {
    if pages.left() < 90.0 {
        pages.next();
    }
    pages.y += 10.0;
    pages.part(Part::Heading, |pages| {
        pages.paragraph(title, Style::of(13.0).bold(), Align::Start);
    });
    pages.y += 3.0;
}

/// Without what a page is too narrow for: a workbook has it.
fn narrowed(mut table: Table, words: &ReportWords) -> Table {
    let left_out = [words.cancelled, words.not_marked, words.to_come];
    let kept: Vec<bool> = table.head.iter().map(|title| !left_out.contains(title)).collect();
    let mut keep = kept.iter();
    table.head.retain(|_| keep.next() == Some(&true));
    for row in &mut table.rows {
        let mut keep = kept.iter();
        row.retain(|_| keep.next() == Some(&true));
    }
    table
}

fn grid(table: &Table) -> Grid {
    let is_text = |column: usize| {
        let cells = table.rows.iter().filter_map(|row| row.get(column));
        cells
            .filter(|cell| **cell != Cell::Empty)
            .any(|cell| matches!(cell, Cell::Text(_)))
    };
    let columns = table
        .head
        .iter()
        .enumerate()
        .map(|(at, title)| match is_text(at) {
            true => Column::new(*title, wide(title, 2.0), Align::Start),
            false => Column::new(*title, wide(title, 1.6), Align::End),
        });
    Grid {
        columns: columns.collect(),
        size: 8.5,
        least: 16.0,
        ruled: false,
    }
}

/// A column's part of the width, and more where a word over it would be cut.
fn wide(title: &str, least: f32) -> f32 {
    let words = title.split_whitespace().map(|word| word.chars().count());
    (0.17 * words.max().unwrap_or_default() as f32).max(least)
}

fn rows(table: &Table, lang: Lang) -> Vec<Vec<String>> {
    let row = |cells: &Vec<Cell>| cells.iter().map(|cell| said(cell, lang)).collect();
    table.rows.iter().map(row).collect()
}

fn definitions(pages: &mut Pages, table: &Table, words: &Words) {
    for row in &table.rows {
        if let [Cell::Text(word), Cell::Text(meaning)] = row.as_slice() {
            let style = Style {
                weight: Weight::Regular,
                ..Style::of(8.5)
            };
            pages.paragraph(&words.fact(word, meaning), style, Align::Start);
        }
    }
}

/// A place of a table in words.
fn said(cell: &Cell, lang: Lang) -> String {
    match cell {
        Cell::Empty => String::new(),
        Cell::Text(text) => text.clone(),
        Cell::Count(count) => group(lang, *count),
        Cell::Minutes(minutes) => hours(lang, *minutes),
        Cell::Share(permille) => format!("{}{}{} %", permille / 10, point(lang), permille % 10),
        Cell::Amount(amount) => hundredths(lang, *amount),
        Cell::Money(centimes) => dirhams(lang, *centimes),
        Cell::Day(day) => short(*day),
        Cell::Hidden => HIDDEN.to_owned(),
    }
}

const fn point(lang: Lang) -> char {
    match lang {
        Lang::Ar | Lang::Fr => ',',
        Lang::En => '.',
    }
}
