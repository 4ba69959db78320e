//! What stands over a paper, and who signs below it.

use app::i18n::{Day as Shown, Paper as Words};
use app::paper::Head;
use domain::time::Day;

use super::letters::Weight;
use super::pages::{Align, Ink, Pages, Style};
use super::structure::Part;

/// Height that a signature and a stamp need.
const SIGNING: f32 = 70.0;

/// The association, what the paper is, and what it is about.
pub(super) fn head(pages: &mut Pages, head: &Head) {
    let words = Words::of(pages.lang());
    pages.paragraph(&head.association, Style::of(12.0).bold().own(), Align::Start);
    if let Some(receipt) = &head.receipt {
        pages.paragraph(receipt, Style::of(8.5).ink(Ink::Soft), Align::Start);
    }
    pages.y += 6.0;
    pages.part(Part::Title, |pages| {
        pages.paragraph(head.title, Style::of(18.0).bold().ink(Ink::Teal), Align::Middle);
    });
    pages.y += 4.0;
    for pair in head.facts.chunks(2) {
        row(pages, pair, words);
    }
    pages.y += 8.0;
}

/// One or two facts beside each other.
fn row(pages: &mut Pages, facts: &[(&str, String)], words: &Words) {
    let style = Style::of(10.0);
    let half = pages.width() / 2.0;
    let mut deepest = pages.y;
    for (number, (label, value)) in facts.iter().enumerate() {
        let start = half * number as f32;
        let mut y = pages.y;
        for line in pages.lines(&words.fact(label, value), style, half - 8.0) {
            pages.draw(line, style, Align::Start, (start, half - 8.0), y);
            y += style.leading();
        }
        deepest = deepest.max(y);
    }
    pages.y = deepest;
}

/// Places to sign, beside each other, on a page that has room for them.
pub(super) fn signing(pages: &mut Pages, who: &[&str]) {
    if pages.left() < SIGNING + 20.0 {
        pages.next();
    }
    pages.y += 14.0;
    let style = Style {
        weight: Weight::Bold,
        ..Style::of(9.5)
    };
    let part = pages.width() / who.len().max(1) as f32;
    for (number, who) in who.iter().enumerate() {
        for line in pages.lines(who, style, part).into_iter().take(1) {
            pages.draw(line, style, Align::Middle, (part * number as f32, part), pages.y);
        }
    }
    pages.y += SIGNING;
}

/// A day in numbers.
pub(super) fn short(day: Day) -> String {
    Shown::from(day).numeric()
}
