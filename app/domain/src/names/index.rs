//! Everyone's names, each word once, and who bears it.

use std::collections::HashMap;

use super::word::{Placed, Word, across, words};

/// Which word.
pub(super) type WordNo = u32;

/// What a person is sought by.
#[derive(Clone, Debug, Default)]
pub struct Sought<'a> {
    /// Given and family name in Arabic script.
    pub arabic: [&'a str; 2],
    /// Given and family name in Latin script.
    pub latin: [&'a str; 2],
    /// Names of father and guardian, in either script.
    pub kin: [&'a str; 2],
    /// Phones and codes.
    pub numbers: [&'a str; 3],
}

/// One word of one person.
#[derive(Clone, Copy, Debug)]
pub(super) struct Borne {
    pub(super) word: WordNo,
    /// Which written name it is of: 0 own in Arabic, 1 own in Latin script, 2 kin.
    pub(super) line: u8,
    /// The places it takes in that name, a bit each.
    pub(super) places: u16,
}

/// A word of the index.
#[derive(Debug)]
pub(super) struct Entry {
    pub(super) word: Word,
    /// Whether it is a code or a number, found as it is written.
    pub(super) code: bool,
}

/// All names of a list of people, to be searched.
#[derive(Debug, Default)]
pub struct Names {
    pub(super) words: Vec<Entry>,
    /// Who bears each word: `bearers[starts[word]..starts[word + 1]]`, each once.
    pub(super) starts: Vec<u32>,
    pub(super) bearers: Vec<u32>,
    /// Each person's words: `borne[people[at]..people[at + 1]]`.
    pub(super) people: Vec<u32>,
    pub(super) borne: Vec<Borne>,
    /// Each person's digits: `digits[number.0..]`, by person.
    pub(super) numbers: Vec<(u32, u32, u32)>,
    pub(super) digits: Vec<u8>,
}

/// Makes [`Names`], a person at a time.
#[derive(Default)]
pub struct Builder<'a> {
    names: Names,
    known: HashMap<String, WordNo>,
    written: HashMap<&'a str, Vec<(WordNo, u8, u8)>>,
}

impl<'a> Builder<'a> {
    /// Adds the next person of the list.
    pub fn add(&mut self, sought: &Sought<'a>) {
        let person = self.names.people.len() as u32;
        self.names.people.push(self.names.borne.len() as u32);
        for (line, parts) in [(0, sought.arabic), (1, sought.latin)] {
            let after = self.line(line, 0, parts[0]);
            self.line(line, after, parts[1]);
            if let Some(placed) = across(parts[0], parts[1]) {
                let (word, at, parts) = self.placed(placed);
                self.names.borne.push(Borne {
                    word,
                    line,
                    places: places(at, parts),
                });
            }
        }
        let mut after = 0;
        for kin in sought.kin {
            after = self.line(2, after, kin);
        }
        for number in sought.numbers {
            self.number(person, number);
        }
    }

    /// Adds a written name from a place on; returns the place after it.
    fn line(&mut self, line: u8, from: u8, written: &'a str) -> u8 {
        if written.is_empty() {
            return from;
        }
        if !self.written.contains_key(written) {
            let parsed = words(written)
                .into_iter()
                .map(|placed| self.placed(placed))
                .collect();
            self.written.insert(written, parsed);
        }
        let parsed = &self.written[written];
        let mut after = from;
        for (word, at, parts) in parsed {
            let (at, parts) = (from + at, *parts);
            after = after.max(at + parts);
            self.names.borne.push(Borne {
                word: *word,
                line,
                places: places(at, parts),
            });
        }
        after
    }

    fn placed(&mut self, placed: Placed) -> (WordNo, u8, u8) {
        (self.word(placed.word, false), placed.at, placed.parts)
    }

    fn word(&mut self, word: Word, code: bool) -> WordNo {
        if let Some(known) = self.known.get(&word.text) {
            return *known;
        }
        let no = self.names.words.len() as WordNo;
        self.known.insert(word.text.clone(), no);
        self.names.words.push(Entry { word, code });
        no
    }

    fn number(&mut self, person: u32, number: &str) {
        let digits: Vec<u8> = number.bytes().filter(u8::is_ascii_digit).collect();
        if digits.len() >= 2 {
            let from = self.names.digits.len() as u32;
            self.names.digits.extend(&digits);
            self.names
                .numbers
                .push((person, from, from + digits.len() as u32));
        }
        let folded = crate::fold::fold(number);
        if !folded.is_empty() && folded.bytes().any(|b| !b.is_ascii_digit() && b != b' ') {
            let word = self.word(Word::new(&folded.replace(' ', "")), true);
            self.names.borne.push(Borne {
                word,
                line: 3,
                places: 1,
            });
        }
    }

    /// The names, ready to be searched.
    pub fn build(self) -> Names {
        let mut names = self.names;
        names.people.push(names.borne.len() as u32);
        let mut counts = vec![0_u32; names.words.len() + 1];
        each_once(&names, |word, _| counts[word as usize + 1] += 1);
        for at in 1..counts.len() {
            counts[at] += counts[at - 1];
        }
        let mut next = counts.clone();
        let mut bearers = vec![0; counts.last().copied().unwrap_or_default() as usize];
        each_once(&names, |word, person| {
            bearers[next[word as usize] as usize] = person;
            next[word as usize] += 1;
        });
        names.starts = counts;
        names.bearers = bearers;
        names
    }
}

/// Each person's words, one that stands twice once.
fn each_once(names: &Names, mut tell: impl FnMut(WordNo, u32)) {
    for person in 0..names.people.len().saturating_sub(1) {
        let borne = names.of(person as u32);
        for (at, one) in borne.iter().enumerate() {
            if !borne[..at].iter().any(|before| before.word == one.word) {
                tell(one.word, person as u32);
            }
        }
    }
}

impl Names {
    /// How many people there are.
    pub fn len(&self) -> usize {
        self.people.len().saturating_sub(1)
    }

    /// Whether there is nobody.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Bytes that it takes in memory.
    pub fn bytes(&self) -> usize {
        let lists = self.starts.capacity() + self.bearers.capacity() + self.people.capacity();
        lists * size_of::<u32>()
            + self.borne.capacity() * size_of::<Borne>()
            + self.numbers.capacity() * size_of::<(u32, u32, u32)>()
            + self.digits.capacity()
            + self
                .words
                .iter()
                .map(|entry| size_of::<Entry>() + entry.word.bytes())
                .sum::<usize>()
    }

    /// A person's words.
    pub(super) fn of(&self, person: u32) -> &[Borne] {
        let (from, to) = (self.people[person as usize], self.people[person as usize + 1]);
        &self.borne[from as usize..to as usize]
    }

    /// Who bears a word.
    pub(super) fn bearers(&self, word: WordNo) -> &[u32] {
        let (from, to) = (self.starts[word as usize], self.starts[word as usize + 1]);
        &self.bearers[from as usize..to as usize]
    }
}

const fn places(at: u8, parts: u8) -> u16 {
    ((1 << parts) - 1) << (if at > 13 { 13 } else { at })
}
