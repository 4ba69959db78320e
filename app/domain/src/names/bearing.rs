//! Whether two written names may be one person's: every word of the shorter one must be a word of the longer.

use std::collections::HashMap;
use std::rc::Rc;

use super::word::{Placed, Word, words};

/// Least likeness of two words of one script that may be one, in thousandths.
const ONE_WORD: u32 = 900;
/// The same of words of two scripts, of which each leaves out what the other writes.
const ACROSS: u32 = 850;

/// What somebody is called, in each script.
#[derive(Clone, Debug, Default)]
pub struct Bearing {
    arabic: Rc<[Placed]>,
    latin: Rc<[Placed]>,
}

/// How two names fit each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Fit {
    /// How alike the two words are that are the least alike, in thousandths.
    pub likeness: u32,
    /// Words of one name that the other does not say.
    pub unsaid: u32,
}

/// Hears names, each written name once.
#[derive(Default)]
pub struct Hearing<'a>(HashMap<(&'a str, &'a str), Rc<[Placed]>>);

impl<'a> Hearing<'a> {
    /// Hears a person's given and family name in Arabic and in Latin script.
    pub fn hear(&mut self, arabic: [&'a str; 2], latin: [&'a str; 2]) -> Bearing {
        Bearing {
            arabic: self.line(arabic),
            latin: self.line(latin),
        }
    }

    /// Hears one name, in whichever script it is written.
    pub fn hear_one(&mut self, name: &'a str) -> Bearing {
        let line = self.line([name, ""]);
        match line.first().map(|placed| placed.word.is_arabic()) {
            Some(true) => Bearing {
                arabic: line,
                ..Bearing::default()
            },
            _ => Bearing {
                latin: line,
                ..Bearing::default()
            },
        }
    }

    fn line(&mut self, [given, family]: [&'a str; 2]) -> Rc<[Placed]> {
        let heard = self.0.entry((given, family));
        heard
            .or_insert_with(|| words(&format!("{given} {family}")).into())
            .clone()
    }
}

impl Bearing {
    /// How the two names fit, if they may be one person's. Where both are written in a script, it decides.
    pub fn fit(&self, other: &Bearing) -> Option<Fit> {
        let lines = [(&self.arabic, &other.arabic), (&self.latin, &other.latin)];
        let shared = lines
            .into_iter()
            .filter(|(one, other)| !one.is_empty() && !other.is_empty());
        let mut shared = shared.map(|(one, other)| fit(one, other)).peekable();
        if shared.peek().is_some() {
            return shared.min_by_key(|fit| fit.map(|fit| (fit.likeness, u32::MAX - fit.unsaid)))?;
        }
        fit(&self.arabic, &other.latin).or_else(|| fit(&self.latin, &other.arabic))
    }

    /// Whether nothing is said.
    pub fn is_empty(&self) -> bool {
        self.arabic.is_empty() && self.latin.is_empty()
    }

    /// The single words in either script, by what makes two of them worth comparing.
    pub fn keys(&self) -> impl Iterator<Item = u32> + '_ {
        let all = self.arabic.iter().chain(self.latin.iter());
        all.filter(|placed| placed.parts == 1)
            .map(|placed| placed.word.skeleton())
    }
}

fn places(words: &[Placed]) -> u16 {
    words.iter().fold(0, |all, word| all | place(word))
}

fn place(word: &Placed) -> u16 {
    ((1 << word.parts) - 1) << word.at
}

fn fit(one: &[Placed], other: &[Placed]) -> Option<Fit> {
    if one.is_empty() || other.is_empty() {
        return None;
    }
    let mut laying = Laying {
        one,
        other,
        best: None,
    };
    laying.lay(places(one), places(other), 1000);
    laying.best
}

/// How alike two words are, if they may be one, in thousandths.
fn one_word(one: &Word, other: &Word) -> Option<u32> {
    let least = if one.is_arabic() == other.is_arabic() {
        ONE_WORD
    } else {
        ACROSS
    };
    let like = one.likeness(other);
    (like >= least && !one.is_another_than(other)).then_some(like)
}

/// Lays the words of one name on those of another, each used once, neighbours joined where that fits better.
struct Laying<'a> {
    one: &'a [Placed],
    other: &'a [Placed],
    best: Option<Fit>,
}

impl Laying<'_> {
    fn lay(&mut self, mine: u16, theirs: u16, worst: u32) {
        // Names that each say what the other does not are two people's.
        if mine == 0 || theirs == 0 {
            let found = Fit {
                likeness: worst,
                unsaid: (mine | theirs).count_ones(),
            };
            let better = |best: &Fit| (found.likeness, best.unsaid) > (best.likeness, found.unsaid);
            if self.best.as_ref().is_none_or(better) {
                self.best = Some(found);
            }
            return;
        }
        for word in self.one.iter().filter(|word| place(word) & !mine == 0) {
            let whole = |other: &&Placed| word.parts == 1 || other.parts == 1;
            let free = self.other.iter().filter(|other| place(other) & !theirs == 0);
            for other in free.filter(whole) {
                if let Some(like) = one_word(&word.word, &other.word) {
                    self.lay(mine & !place(word), theirs & !place(other), worst.min(like));
                }
            }
        }
    }
}
