//! Folding names for search: one form for all the ways of writing the same letters, in both scripts.
//!
//! [`fold`] is for comparing, never for showing or storing a name. [`search_key`] makes the text a list
//! keeps per person, [`matches`] asks it.

mod letters;

use letters::{Folded, fold_char};

/// Prefixes of family names that people leave out when they search.
const OPTIONAL: [&str; 14] = [
    "ال", "بن", "ابن", "ولد", "ايت", "بو", "el", "al", "ben", "bin", "bou", "ait", "ould", "oulad",
];

/// The folded form of a text: words of plain lower-case letters and Western digits, one space between.
///
/// Arabic: one form of alif, yeh, heh and kaf, no vowel marks, tatweel or lone hamza, `عبد` joined to a
/// following `ال…`. Latin: no accents, no case, apostrophes dropped. Hyphens and signs are spaces.
/// Folding what is folded changes nothing.
pub fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    fold_into(&mut out, text);
    out
}

/// Whether a folded query finds a folded text.
///
/// It does when every word of the query begins a word of the text, in any order. Digits may stand
/// anywhere in a number, and a phone is found by its national form. Spaces inside a name do not count:
/// `benali` finds `ben ali` and the reverse. An empty query finds everything.
pub fn matches(folded_text: &str, folded_query: &str) -> bool {
    let (text, query) = (folded_text.as_bytes(), folded_query.as_bytes());
    let mut rest = query;
    loop {
        let (word, after) = next_word(rest);
        if word.is_empty() {
            return true;
        }
        if !finds(text, word) {
            return starts(text).any(|at| fits(&text[at..], query));
        }
        rest = after;
    }
}

/// The text to keep for [`matches`], from all a person should be found by: names in both scripts, phone,
/// code. Family names are also found without `ال`, `بن`, `آيت`, `El`, `Ben`…
pub fn search_key<'a>(parts: impl IntoIterator<Item = &'a str>) -> String {
    let mut key = String::with_capacity(96);
    for part in parts {
        fold_into(&mut key, part);
    }
    let folded = key.len();
    let mut at = 0;
    while at < folded {
        let end = key[at..folded].find(' ').map_or(folded, |space| at + space);
        if let Some(cut) = optional_prefix(&key[at..end]) {
            key.push(' ');
            key.extend_from_within(at + cut..end);
        }
        at = end + 1;
    }
    key
}

/// Bytes of the prefix of a word that people leave out, when enough of a name follows it.
fn optional_prefix(word: &str) -> Option<usize> {
    OPTIONAL
        .iter()
        .filter_map(|prefix| word.strip_prefix(prefix).map(|rest| (prefix.len(), rest)))
        .find(|(_, rest)| rest.chars().nth(2).is_some())
        .map(|(cut, _)| cut)
}

/// Adds the folded words of a text to those that are there.
fn fold_into(out: &mut String, text: &str) {
    let mut gap = true;
    for c in text.chars() {
        match fold_char(c) {
            Folded::Gap => gap = true,
            Folded::Nothing => {}
            Folded::Letter(letter) => push(out, &mut gap, letter),
            Folded::Letters(letters) => letters.chars().for_each(|letter| push(out, &mut gap, letter)),
        }
    }
}

fn push(out: &mut String, gap: &mut bool, letter: char) {
    if core::mem::take(gap) && !out.is_empty() {
        out.push(' ');
    }
    out.push(letter);
    if letter == 'ل' {
        join_servant(out);
    }
}

/// `عبد الرحمان` and `عبدالرحمان` are one name: takes the space out as soon as `عبد ال` is written.
fn join_servant(out: &mut String) {
    const SERVANT: &str = "عبد ال";
    const ARTICLE: &str = "ال";
    if let Some(before) = out.strip_suffix(SERVANT)
        && (before.is_empty() || before.ends_with(' '))
    {
        let space = out.len() - ARTICLE.len() - 1;
        out.remove(space);
    }
}

/// The first word of a query and what follows it; digits typed in groups are one word.
fn next_word(query: &[u8]) -> (&[u8], &[u8]) {
    let from = query.iter().position(|b| *b != b' ').unwrap_or(query.len());
    let query = &query[from..];
    let mut end = word_end(query, 0);
    while is_number(&query[..end]) && end < query.len() {
        let next = word_end(query, end + 1);
        if !is_number(&query[end..next]) {
            break;
        }
        end = next;
    }
    query.split_at(end)
}

fn word_end(text: &[u8], from: usize) -> usize {
    text[from..]
        .iter()
        .position(|b| *b == b' ')
        .map_or(text.len(), |len| from + len)
}

fn is_number(word: &[u8]) -> bool {
    word.iter().all(|b| b.is_ascii_digit() || *b == b' ')
}

fn finds(text: &[u8], word: &[u8]) -> bool {
    if !is_number(word) {
        return starts(text).any(|at| fits(&text[at..], word));
    }
    let inside = (0..text.len()).filter(|at| text[*at].is_ascii_digit());
    inside.clone().any(|at| fits(&text[at..], word)) || starts(text).any(|at| dials(&text[at..], word))
}

/// Whether a number typed as people dial it begins the phone that stands here as `212…`.
fn dials(text: &[u8], typed: &[u8]) -> bool {
    let Some(national) = text.strip_prefix(b"212") else {
        return false;
    };
    match (typed.strip_prefix(b"00"), typed.strip_prefix(b"0")) {
        (Some(abroad), _) => fits(text, abroad),
        (None, Some(home)) => fits(national, home),
        (None, None) => false,
    }
}

/// Where words begin.
fn starts(text: &[u8]) -> impl Iterator<Item = usize> + Clone + '_ {
    (0..text.len()).filter(|at| text[*at] != b' ' && (*at == 0 || text[*at - 1] == b' '))
}

/// Whether the text begins with the query, spaces aside.
fn fits(text: &[u8], query: &[u8]) -> bool {
    let mut text = text.iter().filter(|b| **b != b' ');
    query
        .iter()
        .filter(|b| **b != b' ')
        .all(|b| text.next() == Some(b))
}

#[cfg(test)]
mod tests;
