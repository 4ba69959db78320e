//! A written name as words: particles belong to the word they lead, and what people leave out is known as such.

use crate::fold::fold;

use super::likeness::{Heard, beginning, likeness};
use super::sound::{A, H, M, Sign, consonants, is_consonant, skeleton, sounds, weight};

/// What a word begins with that people leave out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Lead {
    /// ال, El, L'.
    Article,
    /// بن, آيت, ولد, بو and the like.
    Kin,
}

impl Lead {
    /// Thousandths left of a likeness where only one of two words has it.
    const fn worth(self) -> u32 {
        match self {
            Lead::Article => 975,
            Lead::Kin => 800,
        }
    }
}

/// What a word is without what it begins with.
#[derive(Clone, Debug)]
struct Stem {
    lead: Lead,
    heard: Heard,
}

/// One word of a name, ready to be laid beside others.
#[derive(Clone, Debug)]
pub(super) struct Word {
    /// Folded, particles joined to it.
    pub(super) text: String,
    /// Its consonants, to pass over quickly what cannot be like it.
    pub(super) consonants: u32,
    pub(super) heard: Heard,
    stem: Option<Stem>,
}

/// Words of one written name, and where each stands; a word made of two neighbours stands where the first does.
#[derive(Clone, Debug)]
pub(super) struct Placed {
    pub(super) word: Word,
    pub(super) at: u8,
    /// 1, or 2 for neighbours joined.
    pub(super) parts: u8,
}

const ARTICLE: [&str; 4] = ["ال", "el", "al", "ul"];
const KIN: [&str; 17] = [
    "بن",
    "ابن",
    "بنت",
    "ايت",
    "ولد",
    "اولاد",
    "بو",
    "ben",
    "bin",
    "ibn",
    "bent",
    "bint",
    "ait",
    "ould",
    "oulad",
    "bou",
    "ouled",
];
/// Lead the word after them as one name: `عبد` before what is not `ال…`, and the ways to write `Abd el …`.
const SERVANT: [&str; 14] = [
    "عبد", "abd", "abdel", "abdal", "abdul", "abdoul", "abder", "abdes", "abden", "abdeb", "abdou",
    "abdelah", "abdol", "abdo",
];
/// Doubled after `e` or `a` at the beginning of a word they are an article before a sun letter: `Ezzahra`.
const SUN: [char; 9] = ['t', 'd', 'r', 'z', 's', 'n', 'c', 'l', 'h'];
/// Consonants that a word must have to be known without what it begins with.
const STEM_CONSONANTS: usize = 2;
/// Most words of one name.
const MOST: usize = 12;

/// The words of one written name: first each word in order, then neighbours joined.
pub(super) fn words(written: &str) -> Vec<Placed> {
    let texts = texts(written);
    let single = texts.iter().enumerate().map(|(at, text)| Placed {
        word: Word::new(text),
        at: at as u8,
        parts: 1,
    });
    let joined = texts.windows(2).enumerate().filter_map(|(at, pair)| {
        let text = joined(&pair[0], &pair[1])?;
        Some(Placed {
            word: Word::new(&text),
            at: at as u8,
            parts: 2,
        })
    });
    single.chain(joined).collect()
}

/// What a given name that ends with a particle makes of the family name, as whoever types both writes it: `Ben` and `Ali`.
pub(super) fn across(given: &str, family: &str) -> Option<Placed> {
    let (given, family) = (texts(given), texts(family));
    let (lead, word) = (given.last()?, family.first()?);
    (is_lead(lead) && is_arabic(lead) == is_arabic(word)).then(|| Placed {
        word: Word::new(&format!("{lead}{word}")),
        at: (given.len() - 1) as u8,
        parts: 2,
    })
}

fn is_lead(word: &str) -> bool {
    ARTICLE.contains(&word) || KIN.contains(&word) || SERVANT.contains(&word)
}

/// Two words of one script as one.
fn joined(one: &str, other: &str) -> Option<String> {
    let number = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
    if is_arabic(one) != is_arabic(other) || number(one) || number(other) {
        return None;
    }
    Some(format!("{one}{}", other.strip_prefix("ال").unwrap_or(other)))
}

fn is_arabic(text: &str) -> bool {
    text.chars().any(|c| ('\u{0600}'..='\u{06FF}').contains(&c))
}

/// The folded words, particles joined to the word they lead.
fn texts(written: &str) -> Vec<String> {
    let folded = fold_keeping_ends(written);
    let mut out: Vec<String> = Vec::new();
    let mut lead = String::new();
    for word in folded.split(' ').filter(|word| !word.is_empty()) {
        if !lead.is_empty() && is_arabic(&lead) != is_arabic(word) {
            out.push(core::mem::take(&mut lead));
        }
        let servant = SERVANT.contains(&lead.as_str()) && ARTICLE.contains(&word);
        if is_lead(word) && (lead.is_empty() || servant || KIN.contains(&lead.as_str())) {
            lead.push_str(word);
            continue;
        }
        lead.push_str(word);
        out.push(core::mem::take(&mut lead));
    }
    if !lead.is_empty() {
        out.push(lead);
    }
    out.truncate(MOST);
    out
}

/// Folded, but for ة and ى at the end of words, which tell names apart, and for ç, which is no c.
fn fold_keeping_ends(written: &str) -> String {
    if written.contains(['ç', 'Ç']) {
        return fold(&written.replace(['ç', 'Ç'], "s"));
    }
    if !written.contains(['ة', 'ى']) {
        return fold(written);
    }
    let mut out = String::with_capacity(written.len());
    for word in written.split([' ', '\u{A0}', '-']) {
        let folded = fold(word);
        if folded.is_empty() {
            continue;
        }
        if !out.is_empty() {
            out.push(' ');
        }
        match (word.chars().last(), folded.char_indices().next_back()) {
            (Some('ة'), Some((at, 'ه'))) => {
                out.push_str(&folded[..at]);
                out.push('ة');
            }
            (Some('ى'), Some((at, 'ي'))) => {
                out.push_str(&folded[..at]);
                out.push('ى');
            }
            _ => out.push_str(&folded),
        }
    }
    join_servant(&out)
}

/// What folding a whole text does to `عبد ال…`.
fn join_servant(text: &str) -> String {
    let mut out = text.replace(" عبد ال", " عبدال");
    if let Some(rest) = out.strip_prefix("عبد ال") {
        out = format!("عبدال{rest}");
    }
    out
}

impl Word {
    pub(super) fn new(text: &str) -> Self {
        let heard = Heard::new(sounds(text));
        Word {
            consonants: consonants(&heard.sounds.signs),
            stem: stem(text).filter(|stem| {
                let signs = &stem.heard.sounds.signs;
                let firm = signs.iter().filter(|sign| is_consonant(**sign)).count();
                firm >= STEM_CONSONANTS || (firm >= 1 && weight(signs) >= 170)
            }),
            text: text.to_owned(),
            heard,
        }
    }

    /// Bytes it has on the heap.
    pub(super) fn bytes(&self) -> usize {
        self.text.capacity() + self.heard.bytes() + self.stem.as_ref().map_or(0, |stem| stem.heard.bytes())
    }

    /// How alike two words are, in thousandths.
    pub(super) fn likeness(&self, other: &Word) -> u32 {
        let whole = likeness(&self.heard, &other.heard);
        let (mine, others) = (self.stem.as_ref(), other.stem.as_ref());
        let left = mine.map_or(0, |stem| {
            likeness(&stem.heard, &other.heard) * stem.lead.worth() / 1000
        });
        let right = others.map_or(0, |stem| {
            likeness(&self.heard, &stem.heard) * stem.lead.worth() / 1000
        });
        let both = match (mine, others) {
            (Some(mine), Some(others)) if mine.lead == others.lead => {
                likeness(&mine.heard, &others.heard) * 990 / 1000
            }
            _ => 0,
        };
        whole.max(left).max(right).max(both)
    }

    pub(super) fn is_arabic(&self) -> bool {
        self.heard.sounds.arabic
    }

    /// Whether they are two names by one letter: `Amina` and `Amine`, `Mohamed` and `M'hamed`.
    pub(super) fn is_another_than(&self, other: &Word) -> bool {
        let (mine, theirs) = (&self.heard.sounds.signs, &other.heard.sounds.signs);
        let both_latin = !self.is_arabic() && !other.is_arabic();
        both_latin && (ends_in_a(mine) != ends_in_a(theirs) || begins_with_mh(mine) != begins_with_mh(theirs))
    }

    /// What words that may be one mostly share: their consonants in order, those easily taken for each other as one,
    /// without the article and what is hardly heard.
    pub(super) fn skeleton(&self) -> u32 {
        match &self.stem {
            Some(stem) if stem.lead == Lead::Article => skeleton(&stem.heard.sounds.signs),
            _ => skeleton(&self.heard.sounds.signs),
        }
    }

    /// How alike this word, still being typed, is to the beginning of another, in thousandths.
    pub(super) fn beginning(&self, other: &Word) -> u32 {
        let whole = beginning(&self.heard, &other.heard);
        let right = other.stem.as_ref().map_or(0, |stem| {
            beginning(&self.heard, &stem.heard) * stem.lead.worth() / 1000
        });
        let both = match (&self.stem, &other.stem) {
            (Some(mine), Some(others)) if mine.lead == others.lead => beginning(&mine.heard, &others.heard),
            _ => 0,
        };
        whole.max(right).max(both)
    }

    /// Whether it may be as alike as matters: at most so many consonants of one are missing from the other.
    pub(super) fn may_be_like(&self, other: &Word, missing: u32) -> bool {
        (self.consonants & !other.consonants).count_ones() <= missing
            && (other.consonants & !self.consonants).count_ones() <= missing + lead_room(self, other)
    }

    /// Whether it may begin another, with at most so many consonants missing.
    pub(super) fn may_begin(&self, other: &Word, missing: u32) -> bool {
        (self.consonants & !other.consonants).count_ones() <= missing
    }
}

fn ends_in_a(signs: &[Sign]) -> bool {
    signs.last() == Some(&A) || signs.ends_with(&[A, H])
}

fn begins_with_mh(signs: &[Sign]) -> bool {
    signs.starts_with(&[M, H])
}

/// A word with something to leave out may have consonants that the other lacks.
fn lead_room(one: &Word, other: &Word) -> u32 {
    if one.stem.is_some() || other.stem.is_some() {
        2
    } else {
        0
    }
}

fn stem(text: &str) -> Option<Stem> {
    let lead = |lead, rest: &str| {
        Some(Stem {
            lead,
            heard: Heard::new(sounds(rest)),
        })
    };
    if let Some(rest) = KIN.iter().find_map(|kin| text.strip_prefix(kin)) {
        let rest = ARTICLE
            .iter()
            .find_map(|article| rest.strip_prefix(article))
            .unwrap_or(rest);
        return lead(Lead::Kin, rest);
    }
    if let Some(rest) = ARTICLE.iter().find_map(|article| text.strip_prefix(article)) {
        return lead(Lead::Article, rest);
    }
    let mut letters = text.chars();
    match (letters.next()?, letters.next()?, letters.next()?) {
        ('l', next, _) if !"aeiouyl".contains(next) => lead(Lead::Article, &text[1..]),
        ('e' | 'a', one, other) if one == other && SUN.contains(&one) => lead(Lead::Article, &text[2..]),
        ('e' | 'a', 'c', 'h') => {
            lead(Lead::Article, &text[1..]).filter(|_| text.starts_with("ech") || text.starts_with("ach"))
        }
        _ => None,
    }
}
