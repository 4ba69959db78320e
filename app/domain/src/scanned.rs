//! What a camera read, or a hand typed: a code of Hadir's, one that was damaged, or something else.
//!
//! A ticket's QR code holds the address of its page, so that any phone's camera leads its holder there. A card's holds
//! `HADIR:` and the sixteen characters of its code, in capitals without hyphens: a QR code of few, large modules, which
//! an old camera reads from a worn card. Both are read here, and a code by itself, as people read it out.

use crate::ticket::{Ticket, TicketFault};

/// What stands before the code of a card.
const CARD: &str = "HADIR:";
/// What stands before the code in the address of a ticket's page.
const PAGE: &str = "/t/";
/// Bytes beyond which nothing is a code of Hadir's; a QR code holds up to 4,296.
const MOST: usize = 400;

/// What was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scanned {
    /// A code, whose checks are right.
    Code(Ticket),
    /// It looks like a code of Hadir's and is none: worn, mistyped, or made up.
    Damaged,
    /// Something else.
    Foreign,
}

/// Reads what a QR code held or a person typed.
///
/// A ticket's address is read whatever its host: an association's server may move, its tickets stay. Never panics.
pub fn scanned(text: &str) -> Scanned {
    let text = text.trim();
    if text.len() > MOST {
        return Scanned::Foreign;
    }
    if let Some(code) = after_ascii(text, CARD) {
        return code.parse().map_or(Scanned::Damaged, Scanned::Code);
    }
    let (code, said) = match in_address(text) {
        Some(code) => (code, true),
        None => (text, false),
    };
    match code.parse() {
        Ok(code) => Scanned::Code(code),
        Err(TicketFault::Check) => Scanned::Damaged,
        Err(TicketFault::Shape) if said && almost(code) => Scanned::Damaged,
        Err(TicketFault::Shape) => Scanned::Foreign,
    }
}

/// What the QR code of a card holds.
pub fn card_text(code: Ticket) -> String {
    let mut text = String::from(CARD);
    text.extend(code.to_string().chars().filter(|c| *c != '-'));
    text
}

/// The last part of the path of a ticket's page; `None` for what is no such address.
fn in_address(text: &str) -> Option<&str> {
    let rest = after_ascii(text, "https://").or_else(|| after_ascii(text, "http://"))?;
    let (path, _) = rest.split_once(['?', '#']).unwrap_or((rest, ""));
    let path = path.trim_end_matches('/');
    let (before, code) = path.split_at(path.rfind('/')? + 1);
    before.ends_with(PAGE).then_some(code)
}

/// What follows a beginning, whatever its case.
fn after_ascii<'a>(text: &'a str, start: &str) -> Option<&'a str> {
    let (head, rest) = text.split_at_checked(start.len())?;
    head.eq_ignore_ascii_case(start).then_some(rest)
}

/// Whether an address ends as long as a code is: other people's pages below `/t/` are not taken for damaged tickets.
fn almost(code: &str) -> bool {
    let letters = code.bytes().filter(u8::is_ascii_alphanumeric).count();
    (14..=18).contains(&letters) && code.contains('-')
}
