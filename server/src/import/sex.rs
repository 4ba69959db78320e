//! Sex, from the words of lists.

use domain::fold::fold;
use domain::record::Sex;

use super::Reason;
use super::cell::Cell;

const FEMALE: &[&str] = &[
    "f",
    "fem",
    "feminin",
    "feminine",
    "femme",
    "female",
    "fille",
    "girl",
    "woman",
    "w",
    "mme",
    "mlle",
    "انثي",
    "اناث",
    "مونث",
    "امراه",
    "المراه",
    "بنت",
    "فتاه",
    "طفله",
    "سيده",
    "نسا",
];
const MALE: &[&str] = &[
    "m",
    "h",
    "mas",
    "masc",
    "masculin",
    "masculine",
    "homme",
    "male",
    "garcon",
    "boy",
    "man",
    "mr",
    "ذكر",
    "ذكور",
    "مذكر",
    "رجل",
    "ولد",
    "فتي",
    "طفل",
    "سيد",
];
const UNKNOWN: &[&str] = &["inconnu", "unknown", "غير معروف", "غير محدد", "non precise"];

/// Reads a cell; an empty one was not asked.
pub(super) fn sex(cell: &Cell) -> Result<Sex, Reason> {
    let word = fold(&cell.token()?);
    let word = word.strip_prefix("ال").unwrap_or(&word);
    match word {
        "" => Ok(Sex::Unknown),
        word if FEMALE.contains(&word) => Ok(Sex::Female),
        word if MALE.contains(&word) => Ok(Sex::Male),
        word if UNKNOWN.contains(&word) => Ok(Sex::Unknown),
        _ => Err(Reason::Sex),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_of_lists_are_known() {
        for (expected, words) in [
            (
                Sex::Female,
                "F|f|Féminin|FEMME|fille|Female|أنثى|انثى|أُنثى|بنت|امرأة|إناث|مؤنث|الأنثى",
            ),
            (
                Sex::Male,
                "M|H|Masculin|homme|garçon|Male|ذكر|رجل|ولد|ذكور|مذكر|الذكر",
            ),
            (Sex::Unknown, "| |-|—|غير محدد|Inconnu"),
        ] {
            for word in words.split('|') {
                assert_eq!(sex(&Cell::text(word)), Ok(expected), "{word}");
            }
        }
    }

    #[test]
    fn other_words_are_refused() {
        for word in ["X", "1", "م", "FM", "fm"] {
            assert_eq!(sex(&Cell::text(word)), Err(Reason::Sex), "{word}");
        }
        assert_eq!(sex(&Cell::text("=F")), Err(Reason::Formula));
    }
}
