//! Folding names for search: one form for all the ways of writing the same letters, in both scripts.
//!
//! [`fold`] is for comparing, never for showing or storing a name; [`matches`] asks a folded text. People are found by
//! [`crate::names`].

mod letters;

use letters::{Folded, fold_char};

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
/// It does when every word of the query begins a word of the text, in any order. Spaces inside a name do not count:
/// `benali` finds `ben ali` and the reverse. An empty query finds everything.
pub fn matches(folded_text: &str, folded_query: &str) -> bool {
    let (text, query) = (folded_text.as_bytes(), folded_query.as_bytes());
    let mut rest = query;
    loop {
        let (word, after) = next_word(rest);
        if word.is_empty() {
            return true;
        }
        if !starts(text).any(|at| fits(&text[at..], word)) {
            return starts(text).any(|at| fits(&text[at..], query));
        }
        rest = after;
    }
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

/// The first word of a query and what follows it.
fn next_word(query: &[u8]) -> (&[u8], &[u8]) {
    let from = query.iter().position(|b| *b != b' ').unwrap_or(query.len());
    let query = &query[from..];
    query.split_at(query.iter().position(|b| *b == b' ').unwrap_or(query.len()))
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
