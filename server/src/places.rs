//! The places of Morocco, as the server reads them: the same file that phones keep.

use std::ops::Range;
use std::sync::LazyLock;

use domain::places::{Level, Place, Places, PlacesFault};

/// The file, with its line of credit.
const TABLE: &str = include_str!("../../public/places/hcp-2024.txt");

static PLACES: LazyLock<Result<Places, PlacesFault>> = LazyLock::new(|| Places::parse(TABLE));

/// The places; none where the file could not be read, and then communes stay the words they were written in.
fn table() -> Option<&'static Places> {
    PLACES.as_ref().ok()
}

/// What a record holds for a commune that was written down: its HCP code where the words name one, else the words.
pub fn held(written: &str) -> String {
    let place = table().and_then(|places| places.recognise(written));
    place.map_or_else(|| written.to_owned(), |place| place.code.to_string())
}

/// What somebody wrote for a commune.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Written {
    /// What a record holds of it: a code, or the words where no commune goes by them.
    One(String),
    /// Those it may be, by code and name.
    Several(Vec<(String, String)>),
}

/// Communes to choose from at most.
const CHOICES: usize = 8;

/// What is meant by what somebody wrote for a commune.
pub fn read(written: &str, arabic: bool) -> Written {
    let Some(places) = table() else {
        return Written::One(written.to_owned());
    };
    if let Some(place) = places.recognise(written) {
        return Written::One(place.code.to_string());
    }
    let found = places.find(written, CHOICES);
    let choices = found
        .iter()
        .filter_map(|place| Some((place.code.to_string(), places.label(&place.code, arabic)?)));
    let choices: Vec<_> = choices.collect();
    if choices.is_empty() {
        Written::One(written.to_owned())
    } else {
        Written::Several(choices)
    }
}

/// Whether a code is of a commune.
pub fn is_known(code: &str) -> bool {
    table().is_some_and(|places| places.get(code).is_some_and(Place::is_commune))
}

/// The names of the communes of a commune's province; none where that is not known by its code.
pub fn around(held: &str, arabic: bool) -> Vec<String> {
    let Some(places) = table() else {
        return Vec::new();
    };
    let province = |code: &str| places.parents(code).find(|parent| !parent.is_commune());
    let Some(home) = province(held) else {
        return Vec::new();
    };
    let communes = places.all().iter().filter(|place| place.is_commune());
    let near = communes.filter(|place| province(&place.code).is_some_and(|other| other.code == home.code));
    near.filter_map(|place| places.label(&place.code, arabic))
        .collect()
}

/// The regions, by code and name.
pub fn regions(arabic: bool) -> Vec<(String, String)> {
    named(arabic, |_, place| place.level == Level::Region)
}

/// The provinces and prefectures of a region, by code and name.
pub fn provinces(region: &str, arabic: bool) -> Vec<(String, String)> {
    named(arabic, |places, place| {
        matches!(place.level, Level::Province | Level::Prefecture) && lies_in(places, place, region)
    })
}

/// The communes and arrondissements of a province or prefecture, by code and name.
pub fn communes(province: &str, arabic: bool) -> Vec<(String, String)> {
    named(arabic, |places, place| {
        place.is_commune() && lies_in(places, place, province)
    })
}

fn lies_in(places: &Places, place: &Place, code: &str) -> bool {
    !code.is_empty() && places.parents(&place.code).any(|parent| &*parent.code == code)
}

/// Places in the order of their names.
fn named(arabic: bool, is_wanted: impl Fn(&Places, &Place) -> bool) -> Vec<(String, String)> {
    let Some(places) = table() else {
        return Vec::new();
    };
    let wanted = places.all().iter().filter(|place| is_wanted(places, place));
    let mut named: Vec<_> = wanted
        .map(|place| (place.code.to_string(), place.name(arabic).to_owned()))
        .collect();
    named.sort_by(|one, other| one.1.cmp(&other.1));
    named
}

/// The codes of the communes in a place, as the bytes from the first of them to what follows the last. A commune's own
/// code alone is its reach, also a town's that has arrondissements: not all that begins like it lies in it.
pub fn reach(code: &str) -> Range<Vec<u8>> {
    let is_commune = table().is_some_and(|places| places.get(code).is_some_and(Place::is_commune));
    // What lies in a place goes on with a point, and a slash comes after that.
    let (first, next) = if is_commune { ("", "\0") } else { (".", "/") };
    [code, first].concat().into_bytes()..[code, next].concat().into_bytes()
}

/// What a place is called, by its code.
pub fn name(code: &str, arabic: bool) -> Option<String> {
    let place = table()?.get(code)?;
    Some(place.name(arabic).to_owned())
}

/// What a reader of Arabic or of Latin script is shown for a commune that a record holds.
pub fn shown(held: &str, arabic: bool) -> String {
    table().map_or_else(|| held.to_owned(), |places| places.shown(held, arabic))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_reaches_its_own_communes_and_no_others() {
        let places = table().unwrap();
        for place in places.all() {
            let reach = reach(&place.code);
            for other in places.all().iter().filter(|other| other.is_commune()) {
                let inside = match place.is_commune() {
                    true => other.code == place.code,
                    false => lies_in(places, other, &place.code),
                };
                let found = reach.contains(&other.code.as_bytes().to_vec());
                assert_eq!(found, inside, "{place:?} {other:?}");
            }
        }
    }

    #[test]
    fn the_lists_lead_from_region_to_commune() {
        let regions = regions(false);
        assert_eq!(regions.len(), 12);
        let provinces: Vec<_> = regions
            .iter()
            .flat_map(|(code, _)| provinces(code, true))
            .collect();
        assert_eq!(provinces.len(), 75);
        let communes = |code: &str| communes(code, false).len();
        assert_eq!(
            provinces.iter().map(|(code, _)| communes(code)).sum::<usize>(),
            1_503 + 41
        );
        assert_eq!((communes(""), communes("nowhere")), (0, 0));
    }

    #[test]
    fn a_commune_in_either_script_becomes_its_code_and_other_words_stay() {
        assert_eq!(held("سيدي مومن"), held("Sidi Moumen"));
        assert_eq!(held("Sidi Moumen, Casablanca"), "06.141.01.53");
        assert_eq!(held("درب غلف"), "درب غلف");
        assert_eq!(held(""), "");
        assert_eq!(shown(&held("Sidi Moumen"), true), "سيدي مومن، الدار البيضاء");
        assert_eq!(shown("Derb Ghallef", false), "Derb Ghallef");
    }
}
