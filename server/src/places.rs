//! The places of Morocco, as the server reads them: the same file that phones keep.

use std::sync::LazyLock;

use domain::places::{Place, Places, PlacesFault};

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

/// What a reader of Arabic or of Latin script is shown for a commune that a record holds.
pub fn shown(held: &str, arabic: bool) -> String {
    table().map_or_else(|| held.to_owned(), |places| places.shown(held, arabic))
}

#[cfg(test)]
mod tests {
    use super::*;

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
