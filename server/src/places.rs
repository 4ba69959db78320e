//! The places of Morocco, as the server reads them: the same file that phones keep.

use std::sync::LazyLock;

use domain::places::{Places, PlacesFault};

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
