//! Finding places by what begins a word of their names.

use super::Place;
use crate::fold::fold;

/// Words of a query beyond these are not looked at.
const WORDS: usize = 16;
/// Words that say only what sort of place is meant.
const SORTS: [&str; 6] = [
    "commune de ",
    "commune ",
    "جماعه ",
    "الجماعه ",
    "municipalite de ",
    "بلديه ",
];
/// The Arabic article, which people leave out.
const ARTICLE: &str = "ال";

/// A name from one of its words on.
#[derive(Clone, Copy, Debug)]
struct Entry {
    /// Where it begins in the keys.
    at: u32,
    /// Of which place.
    place: u16,
    /// Whether it is the whole name.
    whole: bool,
}

/// Every name from each of its words on, sorted: what a text begins is one range of it.
#[derive(Clone, Debug)]
pub(super) struct Index {
    /// The folded names without spaces, a line each.
    keys: String,
    entries: Vec<Entry>,
}

impl Index {
    pub(super) fn of(all: &[Place]) -> Self {
        let mut index = Index {
            keys: String::with_capacity(all.len() * 32),
            entries: Vec::with_capacity(all.len() * 6),
        };
        for (place, number) in all.iter().zip(0u16..) {
            index.add(&place.name_fr, number);
            index.add(&place.name_ar, number);
        }
        let keys = &index.keys;
        index
            .entries
            .sort_unstable_by(|a, b| rest(keys, *a).cmp(rest(keys, *b)));
        index
    }

    fn add(&mut self, name: &str, place: u16) {
        let mut whole = true;
        for word in fold(name).split(' ') {
            let at = self.keys.len() as u32;
            self.entries.push(Entry { at, place, whole });
            if let Some(bare) = word
                .strip_prefix(ARTICLE)
                .filter(|bare| bare.chars().nth(2).is_some())
            {
                let at = at + (word.len() - bare.len()) as u32;
                self.entries.push(Entry {
                    at,
                    place,
                    whole: false,
                });
            }
            self.keys.push_str(word);
            whole = false;
        }
        self.keys.push('\n');
    }

    /// The entries that a text without spaces begins.
    fn begun_by<'a>(&'a self, text: &'a str) -> impl Iterator<Item = Entry> + 'a {
        let from = self
            .entries
            .partition_point(|entry| rest(&self.keys, *entry) < text);
        let begun = self.entries[from..].iter().copied();
        begun.take_while(move |entry| rest(&self.keys, *entry).starts_with(text))
    }

    /// Whether an entry that a text begins is no longer than it.
    fn ends_with(&self, entry: Entry, text: &str) -> bool {
        rest(&self.keys, entry).as_bytes().get(text.len()) == Some(&b'\n')
    }

    /// Places that a query finds, the likeliest first.
    pub(super) fn find(&self, query: &str, all: &[Place], parents: &[Option<usize>]) -> Vec<usize> {
        let query = fold(query);
        let words: Vec<&str> = query
            .split(' ')
            .filter(|word| !word.is_empty())
            .take(WORDS)
            .collect();
        if words.is_empty() {
            return Vec::new();
        }
        let every = u32::MAX >> (u32::BITS as usize - words.len());
        // A bit for each word that begins one of a place's own names; and how near the whole query comes to them.
        let mut own = vec![0u32; all.len()];
        let mut near = vec![None; all.len()];
        for (bit, word) in words.iter().enumerate() {
            self.begun_by(word)
                .for_each(|entry| own[usize::from(entry.place)] |= 1 << bit);
        }
        let joined = words.concat();
        for entry in self.begun_by(&joined) {
            let rank = match (entry.whole, self.ends_with(entry, &joined)) {
                (true, true) => Near::Same,
                (true, false) => Near::Begins,
                _ => Near::Within,
            };
            let near = &mut near[usize::from(entry.place)];
            *near = Some(near.map_or(rank, |before: Near| before.min(rank)));
        }
        let mut found: Vec<(Near, usize)> = (0..all.len())
            .filter(|at| all[*at].is_commune())
            .filter_map(|at| {
                let above = core::iter::successors(parents[at], |at| parents[*at]);
                let bits = above.fold(own[at], |bits, at| bits | own[at]);
                let rank = match near[at] {
                    Some(near) => near,
                    None if own[at] == every => Near::Within,
                    None if bits != every => return None,
                    None if own[at] != 0 => Near::Apart,
                    None => Near::Above,
                };
                Some((rank, at))
            })
            .collect();
        found.sort_unstable();
        found.into_iter().map(|(_, at)| at).collect()
    }

    /// The only commune of which a text is the whole name, with its province's after it or without.
    pub(super) fn recognise(&self, text: &str, all: &[Place], parents: &[Option<usize>]) -> Option<usize> {
        let folded = fold(text);
        let sort = SORTS.iter().find_map(|sort| folded.strip_prefix(sort));
        let bare = sort.unwrap_or(&folded);
        if bare.is_empty() {
            return None;
        }
        let words: Vec<&str> = bare.split(' ').collect();
        let mut alone = self
            .named(&words.concat())
            .filter(|at| all[*at].is_commune())
            .collect::<Vec<_>>();
        for cut in 1..words.len() {
            let province = words[cut..].concat();
            let provinces: Vec<usize> = self
                .named(&province)
                .filter(|at| !all[*at].is_commune())
                .collect();
            let within = |at: &usize| {
                let mut above = core::iter::successors(parents[*at], |at| parents[*at]);
                above.any(|above| provinces.contains(&above))
            };
            let name = words[..cut].concat();
            let named = self.named(&name).filter(|at| all[*at].is_commune());
            alone.extend(named.filter(within));
        }
        alone.sort_unstable();
        alone.dedup();
        match alone[..] {
            [one] => Some(one),
            _ => None,
        }
    }

    /// The places of exactly this name, without spaces.
    fn named<'a>(&'a self, joined: &'a str) -> impl Iterator<Item = usize> + 'a {
        let begun = self.begun_by(joined);
        let same = begun.filter(move |entry| entry.whole && self.ends_with(*entry, joined));
        same.map(|entry| usize::from(entry.place))
    }
}

/// How near a query comes to a place, the nearest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Near {
    /// It is the name.
    Same,
    /// It begins the name.
    Begins,
    /// Every word of it is in the name.
    Within,
    /// Some of its words are in the name, the others in that of the province or region.
    Apart,
    /// It names only the province or region.
    Above,
}

fn rest(keys: &str, entry: Entry) -> &str {
    &keys[entry.at as usize..]
}
