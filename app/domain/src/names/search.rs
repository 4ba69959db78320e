//! Searching names: which words each word of a query is like, who bears them, and who bears all of them best.

use std::cmp::Reverse;

use super::index::{Borne, Entry, Names, WordNo};
use super::word::{Word, words};

/// Someone whom a query finds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hit {
    /// Their place in the list.
    pub at: usize,
    /// How well they fit, in thousandths: 1000 for all that was typed, as it was typed.
    pub score: u32,
}

/// Least score of what a list shows.
pub const SHOWN: u32 = 640;
/// Least likeness of two words that counts.
const LIKE: u32 = 640;
/// Words of a query that are heard.
const MOST: usize = 6;
/// Candidates that are looked at closely.
const CLOSELY: usize = 160;
/// What a name of father or guardian is worth beside one's own, in thousandths.
const KIN: u32 = 780;
/// What the beginning of a word is worth beside all of it, in thousandths.
const UNFINISHED: u32 = 940;
/// What is lost for each word of a name that the query does not say.
const UNSAID: u32 = 12;

/// A word of a query, alone or two joined, and which words of the index it is like.
struct Asked {
    /// The places it takes in the query, a bit each.
    places: u16,
    /// How much of the query it is.
    weight: u32,
    /// How alike each word of the index is, in thousandths.
    like: Vec<u16>,
    /// The words that are alike at all.
    some: Vec<WordNo>,
}

impl Names {
    /// Those whom a query finds, the best first, then in the order of the list. An empty query finds nobody.
    ///
    /// Words may be in either script, in any order, misspelt, left out, and the last one unfinished; digits find the
    /// beginning or end of a phone, or a code.
    pub fn find(&self, query: &str) -> Vec<Hit> {
        self.search(query, SHOWN)
    }

    /// As [`Names::find`], with whoever reaches a score, in thousandths.
    pub fn search(&self, query: &str, least: u32) -> Vec<Hit> {
        let (numbers, text) = parts(query);
        let mut found = if text.is_empty() {
            Vec::new()
        } else {
            self.named(&text, !query.ends_with(' '), least)
        };
        if !numbers.is_empty() {
            let numbered = self.numbered(&numbers);
            found = if text.is_empty() {
                numbered
            } else {
                both(found, &numbered, self.len())
            };
        }
        found.sort_by_key(|hit| (Reverse(hit.score), hit.at));
        found
    }

    /// Those with a phone or a code that has these digits.
    fn numbered(&self, digits: &[u8]) -> Vec<Hit> {
        let mut hits: Vec<Hit> = Vec::new();
        for (person, from, to) in &self.numbers {
            let score = number_score(&self.digits[*from as usize..*to as usize], digits);
            let at = *person as usize;
            match hits.last_mut().filter(|last| last.at == at) {
                _ if score == 0 => {}
                Some(last) => last.score = last.score.max(score),
                None => hits.push(Hit { at, score }),
            }
        }
        hits
    }

    fn named(&self, text: &str, typing: bool, least: u32) -> Vec<Hit> {
        let asked = self.asked(text, typing);
        let whole: u32 = asked
            .iter()
            .filter(|one| one.places.is_power_of_two())
            .map(|one| one.weight)
            .sum();
        let rough = self.rough(&asked, whole);
        let mut order: Vec<u32> = (0..self.len() as u32)
            .filter(|at| rough[*at as usize] > 0)
            .collect();
        let close = CLOSELY.min(order.len());
        if close > 0 {
            order.select_nth_unstable_by_key(close - 1, |at| (Reverse(rough[*at as usize]), *at));
        }
        let hit = |(nth, at): (usize, &u32)| Hit {
            at: *at as usize,
            score: if nth < close {
                self.closely(*at, &asked, whole)
            } else {
                // Whoever comes after these cannot be better than they look from afar.
                u32::from(rough[*at as usize]).saturating_sub(UNSAID)
            },
        };
        let hits = order.iter().enumerate().map(hit);
        hits.filter(|hit| hit.score >= least).collect()
    }

    /// The words of a query, each alone and neighbours joined, with what they are like.
    fn asked(&self, text: &str, typing: bool) -> Vec<Asked> {
        let words = words(text);
        let last = words
            .iter()
            .filter(|one| one.parts == 1)
            .count()
            .saturating_sub(1);
        words
            .iter()
            .filter(|one| usize::from(one.at) + usize::from(one.parts) <= MOST)
            .map(|one| {
                let ends = usize::from(one.at + one.parts) == last + 1;
                self.like(&one.word, ((1 << one.parts) - 1) << one.at, typing && ends)
            })
            .collect()
    }

    /// Which words of the index a word is like.
    fn like(&self, word: &Word, places: u16, typing: bool) -> Asked {
        let mine = Mine {
            word,
            is_noise: word.text.chars().count() > 2 * word.heard.sounds.signs.len() + 1,
            firm: word.consonants.count_ones(),
        };
        let mut asked = Asked {
            places,
            weight: 0,
            like: vec![0; self.words.len()],
            some: Vec::new(),
        };
        let mut commonest = 0;
        for (at, entry) in self.words.iter().enumerate() {
            let like = mine.like(entry, typing);
            if like >= LIKE {
                asked.like[at] = like as u16;
                asked.some.push(at as WordNo);
                if like > 900 {
                    commonest += self.bearers(at as WordNo).len();
                }
            }
        }
        asked.weight = importance(commonest, self.len());
        asked
    }

    /// The best score that each person may have: every word of the query at its likeliest.
    fn rough(&self, asked: &[Asked], whole: u32) -> Vec<u16> {
        let mut sums = vec![0_u32; self.len()];
        let mut best = vec![0_u16; self.len()];
        let singles: Vec<&Asked> = asked.iter().filter(|one| one.places.is_power_of_two()).collect();
        for single in singles {
            best.fill(0);
            for one in asked.iter().filter(|one| one.places & single.places != 0) {
                for word in &one.some {
                    let like = one.like[*word as usize];
                    for person in self.bearers(*word) {
                        let best = &mut best[*person as usize];
                        *best = like.max(*best);
                    }
                }
            }
            for (sum, best) in sums.iter_mut().zip(&best) {
                *sum += u32::from(*best) * single.weight;
            }
        }
        sums.into_iter().map(|sum| (sum / whole.max(1)) as u16).collect()
    }

    /// The score of one person: words of the query laid on words of the name, each used once.
    fn closely(&self, person: u32, asked: &[Asked], whole: u32) -> u32 {
        let borne = self.of(person);
        let score = |line: u8| {
            let mut fit = Fit {
                asked,
                borne,
                line,
                best: 0,
                unsaid: 0,
            };
            fit.lay(0, [0; 3], 0, 0);
            (fit.best / whole.max(1)).saturating_sub(UNSAID * fit.unsaid)
        };
        score(0).max(score(1))
    }
}

/// A word of a query, and how many consonants it has.
struct Mine<'a> {
    word: &'a Word,
    /// Whether one letter was typed again and again: that is no name.
    is_noise: bool,
    firm: u32,
}

impl Mine<'_> {
    fn like(&self, entry: &Entry, typing: bool) -> u32 {
        let (word, other) = (self.word, &entry.word);
        if word.text == other.text {
            return 1000;
        }
        let begins = typing && other.text.starts_with(&word.text);
        if entry.code {
            return if begins { 950 } else { 0 };
        }
        if self.is_noise {
            return if begins { UNFINISHED } else { 0 };
        }
        let missing = if self.firm > 4 { 2 } else { 1 };
        let whole = if word.may_be_like(other, missing) {
            word.likeness(other).min(995)
        } else {
            0
        };
        if !typing || whole > 930 {
            return whole;
        }
        whole.max(self.beginning(other, begins))
    }

    fn beginning(&self, other: &Word, begins: bool) -> u32 {
        let word = self.word;
        let like = if begins {
            1000
        } else if self.firm >= 1 && word.may_begin(other, u32::from(self.firm > 3)) {
            word.beginning(other)
        } else {
            0
        };
        // A short beginning is one of so many words that it must be right.
        let sure = if self.firm > 2 { 800 } else { 930 };
        if like < sure {
            return 0;
        }
        like * UNFINISHED / 1000
    }
}

/// The best way to lay a query on a name.
struct Fit<'a> {
    asked: &'a [Asked],
    borne: &'a [Borne],
    line: u8,
    best: u32,
    unsaid: u32,
}

impl Fit<'_> {
    fn lay(&mut self, said: u16, used: [u16; 3], sum: u32, depth: usize) {
        if sum > self.best || depth == 0 {
            let unsaid = self.places() & !used[usize::from(self.line)];
            self.best = sum;
            self.unsaid = unsaid.count_ones();
        }
        let Some(next) = (0..MOST as u16)
            .map(|at| 1 << at)
            .find(|place| said & place == 0 && self.asked.iter().any(|one| one.places & place != 0))
        else {
            return;
        };
        for at in 0..self.asked.len() {
            let one = &self.asked[at];
            if one.places & next == 0
                || one.places & said != 0
                || one.places.trailing_zeros() != next.trailing_zeros()
            {
                continue;
            }
            let weight = self.weight(one.places);
            for borne in self.borne {
                let Some(value) = self.value(one, borne, used) else {
                    continue;
                };
                let mut used = used;
                used[usize::from(borne.line.min(2))] |= borne.places;
                self.lay(said | one.places, used, sum + value * weight, depth + 1);
            }
        }
        self.lay(said | next, used, sum, depth + 1);
    }

    /// What a word of the query is worth on a word of the name, where that is free.
    fn value(&self, one: &Asked, borne: &Borne, used: [u16; 3]) -> Option<u32> {
        let like = u32::from(one.like[borne.word as usize]);
        let free = borne.line == 3 || used[usize::from(borne.line)] & borne.places == 0;
        if like == 0 || !free {
            return None;
        }
        match borne.line {
            2 => Some(like * KIN / 1000),
            3 => Some(like),
            line => (line == self.line).then_some(like),
        }
    }

    /// The weight of the words of the query at these places.
    fn weight(&self, places: u16) -> u32 {
        let singles = self.asked.iter().filter(|one| one.places.is_power_of_two());
        singles
            .filter(|one| one.places & places != 0)
            .map(|one| one.weight)
            .sum()
    }

    /// The places of the name in this script.
    fn places(&self) -> u16 {
        let mine = self.borne.iter().filter(|borne| borne.line == self.line);
        mine.fold(0, |places, borne| places | borne.places)
    }
}

/// How much a word of a query says: one that few bear says more than one that many do.
fn importance(bearers: usize, people: usize) -> u32 {
    let rare = (people.max(2) / bearers.max(1)).max(1).ilog2();
    20 + rare.min(10)
}

/// The digits of a query and its words. Digits typed in groups are one number; letters with digits are a code.
fn parts(query: &str) -> (Vec<u8>, String) {
    let (mut digits, mut text) = (Vec::new(), String::new());
    for word in query.split_whitespace() {
        let folded = crate::fold::fold(word);
        let has_digit = folded.bytes().any(|b| b.is_ascii_digit());
        if folded.bytes().all(|b| b.is_ascii_digit() || b == b' ') {
            digits.extend(folded.bytes().filter(u8::is_ascii_digit));
            continue;
        }
        if !text.is_empty() {
            text.push(' ');
        }
        if has_digit {
            text.extend(folded.split(' '));
        } else {
            text.push_str(word);
        }
    }
    (digits, text)
}

/// How well typed digits fit a number: its end, then its beginning as dialled, then anywhere.
fn number_score(number: &[u8], typed: &[u8]) -> u32 {
    let national = number
        .strip_prefix(b"212")
        .filter(|rest| rest.len() == 9)
        .unwrap_or(number);
    let dialled = typed
        .strip_prefix(b"00212")
        .or_else(|| typed.strip_prefix(b"212"))
        .or_else(|| typed.strip_prefix(b"0"));
    if national == typed || dialled == Some(national) || number == typed {
        1000
    } else if typed.len() < 2 {
        0
    } else if national.ends_with(typed) {
        960
    } else if dialled.is_some_and(|typed| national.starts_with(typed)) || national.starts_with(typed) {
        940
    } else if typed.len() > 2 && national.windows(typed.len()).any(|part| part == typed) {
        800
    } else {
        0
    }
}

/// Those who are in both.
fn both(named: Vec<Hit>, numbered: &[Hit], people: usize) -> Vec<Hit> {
    let mut scores = vec![0; people];
    numbered.iter().for_each(|hit| scores[hit.at] = hit.score);
    named
        .into_iter()
        .filter(|hit| scores[hit.at] > 0)
        .map(|hit| Hit {
            score: hit.score.min(scores[hit.at]),
            ..hit
        })
        .collect()
}
