//! Names: which script, and which part of a whole name is the family's.

use domain::fold::fold;
use domain::record::{Beneficiary, beneficiary};

use super::Reason;
use super::cell::Cell;
use super::row::max_chars;

/// Words that belong to the one after them.
const BEFORE: &[&str] = &[
    "عبد",
    "ابو",
    "بن",
    "ابن",
    "بنت",
    "ولد",
    "اولاد",
    "ايت",
    "ال",
    "بو",
    "سيدي",
    "مولاي",
    "لالا",
    "للا",
    "لاله",
    "ام",
    "abd",
    "abou",
    "ben",
    "bin",
    "bent",
    "ibn",
    "ould",
    "oulad",
    "ait",
    "el",
    "al",
    "bou",
    "sidi",
    "moulay",
    "lalla",
    "oum",
    "de",
];
/// Words that belong to the one before them.
const AFTER: &[&str] = &[
    "الزهرا",
    "الزهره",
    "الدين",
    "الله",
    "الهدي",
    "zahra",
    "zohra",
    "ezzahra",
    "zahrae",
    "ezzahrae",
    "eddine",
    "dine",
    "allah",
    "houda",
];
/// Words that family names begin with.
const OF_FAMILY: &[&str] = &[
    "بن",
    "ابن",
    "ولد",
    "اولاد",
    "ايت",
    "بو",
    "ben",
    "bin",
    "ould",
    "oulad",
    "ait",
    "el",
    "al",
    "bou",
];
/// Marks that stand between two spellings in one cell.
const BORDERS: [char; 9] = ['/', '-', '|', ',', '،', ';', '؛', '(', ')'];

/// Which part of a name a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    Given,
    Family,
    /// Both, the family name last.
    GivenFirst,
    /// Both, the family name first.
    FamilyFirst,
}

/// Puts the name in a cell where it belongs, by the script it is written in whatever the header says.
pub(super) fn put(person: &mut Beneficiary, part: Part, cell: &Cell) -> Result<(), Reason> {
    let text = cell.line(2 * max_chars(beneficiary::GIVEN_AR) + 1)?;
    if text.is_empty() {
        return Ok(());
    }
    if !text.chars().any(char::is_alphabetic) {
        return Err(Reason::NotAName);
    }
    let (arabic, latin) = by_script(&text);
    put_in(&mut person.given_ar, &mut person.family_ar, part, &arabic)?;
    put_in(&mut person.given_la, &mut person.family_la, part, &latin)
}

fn put_in(given: &mut String, family: &mut String, part: Part, name: &str) -> Result<(), Reason> {
    match part {
        Part::Given => fill(given, name),
        Part::Family => fill(family, name),
        Part::GivenFirst | Part::FamilyFirst => {
            let (of_person, of_family) = split(name, part == Part::FamilyFirst);
            fill(given, &of_person)?;
            fill(family, &of_family)
        }
    }
}

/// Fills an empty place; what is there already may be said again, not contradicted.
fn fill(place: &mut String, name: &str) -> Result<(), Reason> {
    let max = max_chars(beneficiary::GIVEN_AR);
    if name.chars().count() > max {
        return Err(Reason::TooLong { max });
    }
    if !name.is_empty() && !place.is_empty() && fold(place) != fold(name) {
        return Err(Reason::TwoNames);
    }
    if place.is_empty() {
        name.clone_into(place);
    }
    Ok(())
}

/// The words in Arabic script and those in any other; words without letters stay with the one before.
fn by_script(text: &str) -> (String, String) {
    let (mut arabic, mut other) = (Vec::new(), Vec::new());
    let mut in_arabic = text.chars().find(|c| c.is_alphabetic()).is_some_and(is_arabic);
    for word in text.split(' ') {
        if let Some(letter) = word.chars().find(|c| c.is_alphabetic()) {
            in_arabic = is_arabic(letter);
        }
        if in_arabic {
            arabic.push(word)
        } else {
            other.push(word)
        }
    }
    if arabic.is_empty() || other.is_empty() {
        return (arabic.join(" "), other.join(" "));
    }
    let joined = |words: Vec<&str>| {
        words
            .join(" ")
            .trim_matches(|c| c == ' ' || BORDERS.contains(&c))
            .to_owned()
    };
    (joined(arabic), joined(other))
}

fn is_arabic(c: char) -> bool {
    matches!(c, '\u{0600}'..='\u{06FF}' | '\u{0750}'..='\u{077F}' | '\u{FB50}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFC}')
}

/// Given and family name of a whole name. Words in capitals beside others that are not are the family's.
fn split(name: &str, family_first: bool) -> (String, String) {
    let units = units(name);
    if let Some(split) = by_capitals(&units) {
        return split;
    }
    if units.len() < 2 {
        return (name.to_owned(), String::new());
    }
    if family_first {
        let rest = units[1..]
            .iter()
            .position(|unit| !is_of_family(unit))
            .unwrap_or(units.len() - 2);
        let (family, given) = units.split_at(rest + 1);
        return (given.join(" "), family.join(" "));
    }
    let family = units[1..]
        .iter()
        .position(|unit| is_of_family(unit))
        .unwrap_or(units.len() - 2);
    let (given, family) = units.split_at(family + 1);
    (given.join(" "), family.join(" "))
}

/// Words grouped with the particles that belong to them: `عبد الرحمان`, `Aït Baha`, `فاطمة الزهراء`.
fn units(name: &str) -> Vec<String> {
    let mut units: Vec<String> = Vec::new();
    let mut open = false;
    for word in name.split_whitespace() {
        let folded = fold(word);
        let joins = open || AFTER.contains(&folded.as_str());
        match units.last_mut() {
            Some(last) if joins => {
                last.push(' ');
                last.push_str(word);
            }
            _ => units.push(word.to_owned()),
        }
        open = BEFORE.contains(&folded.as_str());
    }
    units
}

fn by_capitals(units: &[String]) -> Option<(String, String)> {
    let capitals = |unit: &&String| {
        unit.chars().any(char::is_uppercase)
            && !unit.chars().any(char::is_lowercase)
            && unit.chars().count() > 2
    };
    let (family, given): (Vec<&String>, Vec<&String>) = units.iter().partition(capitals);
    let join = |units: Vec<&String>| {
        units
            .into_iter()
            .map(String::as_str)
            .collect::<Vec<_>>()
            .join(" ")
    };
    (!family.is_empty() && !given.is_empty()).then(|| (join(given), join(family)))
}

/// Whether a unit looks like a family name: it begins with `ال`, `بن`, `آيت`, `El`, `Ben`…
fn is_of_family(unit: &str) -> bool {
    let folded = fold(unit);
    let first = folded.split(' ').next().unwrap_or_default();
    let article = first
        .strip_prefix("ال")
        .is_some_and(|rest| rest.chars().count() > 2);
    article || (folded.contains(' ') && OF_FAMILY.contains(&first))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn whole(name: &str, part: Part) -> (String, String) {
        let mut person = Beneficiary::default();
        put(&mut person, part, &Cell::text(name)).unwrap();
        (
            person.given_ar + &person.given_la,
            person.family_ar + &person.family_la,
        )
    }

    #[test]
    fn whole_names_are_cut_where_people_would() {
        use Part::{FamilyFirst, GivenFirst};
        for (name, part, given, family) in [
            ("ALAOUI Fatima Zahra", FamilyFirst, "Fatima Zahra", "ALAOUI"),
            ("Fatima Zahra ALAOUI", FamilyFirst, "Fatima Zahra", "ALAOUI"),
            ("AÏT BAHA Mohamed Amine", GivenFirst, "Mohamed Amine", "AÏT BAHA"),
            ("Alaoui Fatima", FamilyFirst, "Fatima", "Alaoui"),
            ("ALAOUI FATIMA", FamilyFirst, "FATIMA", "ALAOUI"),
            ("Aït Baha Fatima Zahra", FamilyFirst, "Fatima Zahra", "Aït Baha"),
            ("Khadija Ben Salah", GivenFirst, "Khadija", "Ben Salah"),
            ("فاطمة الزهراء بنعلي", GivenFirst, "فاطمة الزهراء", "بنعلي"),
            ("عبد الرحمان آيت باها", GivenFirst, "عبد الرحمان", "آيت باها"),
            ("محمد أمين العلوي", GivenFirst, "محمد أمين", "العلوي"),
            ("محمد العلوي الإدريسي", GivenFirst, "محمد", "العلوي الإدريسي"),
            ("العلوي محمد أمين", FamilyFirst, "محمد أمين", "العلوي"),
            ("مولاي أحمد السباعي", GivenFirst, "مولاي أحمد", "السباعي"),
            ("حسن", GivenFirst, "حسن", ""),
            ("الحسن", GivenFirst, "الحسن", ""),
            ("عبد", FamilyFirst, "عبد", ""),
            ("نور الدين", GivenFirst, "نور الدين", ""),
        ] {
            assert_eq!(whole(name, part), (given.to_owned(), family.to_owned()), "{name}");
        }
    }

    #[test]
    fn two_scripts_in_one_cell_are_two_spellings() {
        let mut person = Beneficiary::default();
        put(
            &mut person,
            Part::GivenFirst,
            &Cell::text("سعاد أوبلا / Souad OUBELLA"),
        )
        .unwrap();
        assert_eq!(
            (person.given_ar.as_str(), person.family_ar.as_str()),
            ("سعاد", "أوبلا")
        );
        assert_eq!(
            (person.given_la.as_str(), person.family_la.as_str()),
            ("Souad", "OUBELLA")
        );
    }

    #[test]
    fn a_name_said_twice_must_agree() {
        let mut person = Beneficiary::default();
        put(&mut person, Part::Given, &Cell::text("Aïcha")).unwrap();
        put(&mut person, Part::Given, &Cell::text("عائشة")).unwrap();
        put(&mut person, Part::Given, &Cell::text("AICHA")).unwrap();
        assert_eq!(
            (person.given_la.as_str(), person.given_ar.as_str()),
            ("Aïcha", "عائشة")
        );
        assert_eq!(
            put(&mut person, Part::Given, &Cell::text("Amina")),
            Err(Reason::TwoNames)
        );
    }

    #[test]
    fn what_is_no_name_is_refused() {
        let refused = |cell: Cell| put(&mut Beneficiary::default(), Part::Given, &cell).unwrap_err();
        assert_eq!(refused(Cell::Number(12.0)), Reason::NotAName);
        assert_eq!(refused(Cell::text("=1+1")), Reason::Formula);
        assert_eq!(refused(Cell::text("-Ali")), Reason::Formula);
        assert_eq!(refused(Cell::text("A\0li")), Reason::Control);
        assert_eq!(refused(Cell::text(&"a".repeat(81))), Reason::TooLong { max: 80 });
        assert_eq!(refused(Cell::text(&"a".repeat(1_001))), Reason::Huge);
    }
}
