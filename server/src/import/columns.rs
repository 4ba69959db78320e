//! Columns: what each is taken for, by its header or by hand.

use std::collections::BTreeMap;

use domain::text::clean_line;

use super::MAX_COLUMNS;
use super::cell::Cell;
use super::field::Field;
use super::header::{Guess, guess, in_script};

/// Characters of a header that are shown.
const SHOWN: usize = 80;

/// One column of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// Its place, from 0.
    pub index: usize,
    /// Its header, or its letter in a spreadsheet where it has none.
    pub header: String,
    /// What it is taken for; `None` is left out.
    pub field: Option<Field>,
}

/// Columns mapped by hand: place from 0 → field, `None` to leave a column out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mapping(BTreeMap<usize, Option<Field>>);

/// Why a mapping cannot be understood.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum MappingFault {
    /// Not a JSON object of texts and nulls.
    #[error(
        "the mapping of columns is not understood: write it as {{\"0\": \"given_ar\"}}; nothing was imported"
    )]
    Form,
    /// No such column.
    #[error("column {0:?} is not a number from 0 to 199: correct the mapping; nothing was imported")]
    Column(String),
    /// No such field.
    #[error("there is no field {0:?}: use {known} or ignore; nothing was imported", known = known())]
    Field(String),
}

impl Mapping {
    /// From JSON such as `{"0": "given_ar", "2": null}`.
    pub fn from_json(json: &str) -> Result<Self, MappingFault> {
        let said: BTreeMap<String, Option<String>> =
            serde_json::from_str(json).map_err(|_| MappingFault::Form)?;
        let mut mapping = Mapping::default();
        for (column, field) in said {
            let index = column.parse().ok().filter(|index| *index < MAX_COLUMNS);
            let index = index.ok_or(MappingFault::Column(column))?;
            let field = match field.as_deref() {
                None | Some("" | "ignore") => None,
                Some(name) => {
                    Some(Field::from_name(name).ok_or_else(|| MappingFault::Field(name.to_owned()))?)
                }
            };
            mapping.set(index, field);
        }
        Ok(mapping)
    }

    /// Maps one column; `None` leaves it out.
    pub fn set(&mut self, index: usize, field: Option<Field>) {
        self.0.insert(index, field);
    }
}

fn known() -> String {
    Field::ALL.map(Field::name).join(", ")
}

/// The columns of a file: by hand where that is said, else by their headers. Names may stand in several
/// columns, one for each script; no other field is taken twice: what is said by hand goes first, then the
/// column further to the front.
pub(super) fn columns(header: &[Cell], width: usize, mapping: &Mapping) -> Vec<Column> {
    let width = width
        .max(mapping.0.keys().next_back().map_or(0, |last| last + 1))
        .min(MAX_COLUMNS);
    let headers: Vec<String> = (0..width).map(|index| shown(header.get(index), index)).collect();
    let guessed = resolve(&headers);
    let by_hand: Vec<Field> = mapping.0.values().flatten().copied().collect();
    let mut taken: Vec<Field> = Vec::new();
    let mut take = |field: Field| {
        let free = field.in_both_scripts() || !taken.contains(&field);
        taken.push(field);
        free
    };
    let choose = |index: usize| match mapping.0.get(&index) {
        Some(said) => *said,
        None => guessed[index].filter(|field| field.in_both_scripts() || !by_hand.contains(field)),
    };
    let column = |(index, header)| Column {
        index,
        header,
        field: choose(index).filter(|field| take(*field)),
    };
    headers.into_iter().enumerate().map(column).collect()
}

/// A header, with the script it is written in: lists in two scripts have two sets of columns.
struct Hint {
    guess: Option<Guess>,
    arabic: bool,
}

/// Settles headers that depend on the others: "name" beside "given name" is the family name.
fn resolve(headers: &[String]) -> Vec<Option<Field>> {
    let arabic = |header: &String| header.chars().any(|c| ('\u{0600}'..='\u{06FF}').contains(&c));
    let hints: Vec<Hint> = headers
        .iter()
        .map(|header| Hint {
            guess: guess(header),
            arabic: arabic(header),
        })
        .collect();
    hints
        .iter()
        .map(|hint| hint.guess.and_then(|guess| settle(guess, hint.arabic, &hints)))
        .collect()
}

fn settle(guess: Guess, arabic: bool, hints: &[Hint]) -> Option<Field> {
    const GIVEN: [Field; 3] = [Field::Given, Field::GivenAr, Field::GivenLa];
    const FAMILY: [Field; 3] = [Field::Family, Field::FamilyAr, Field::FamilyLa];
    let any = |fields: &[Field], script: Option<bool>| {
        hints
            .iter()
            .filter(|hint| script.is_none_or(|arabic| hint.arabic == arabic))
            .any(|hint| matches!(hint.guess, Some(Guess::Sure(field)) if fields.contains(&field)))
    };
    let script = match guess {
        Guess::Sure(field) => return Some(field),
        Guess::Address => return (!any(&[Field::Douar], None)).then_some(Field::Douar),
        Guess::Name(script) => script,
    };
    let lone = hints
        .iter()
        .filter(|hint| matches!(hint.guess, Some(Guess::Name(_))))
        .count()
        == 1;
    let (given, family) = (any(&GIVEN, None), any(&FAMILY, None));
    Some(if any(&GIVEN, Some(arabic)) || (lone && given && !family) {
        in_script(script, Field::Family, Field::FamilyAr, Field::FamilyLa)
    } else if any(&FAMILY, Some(arabic)) || (lone && family && !given) {
        in_script(script, Field::Given, Field::GivenAr, Field::GivenLa)
    } else {
        Field::FullName
    })
}

/// A header as it is shown; the letter of the column where there is none.
fn shown(header: Option<&Cell>, index: usize) -> String {
    let text = match header {
        Some(Cell::Text(text)) => {
            let visible: String = text
                .chars()
                .map(|c| if c.is_control() { ' ' } else { c })
                .take(SHOWN)
                .collect();
            clean_line(&visible, SHOWN).unwrap_or_default()
        }
        Some(cell) => cell.line(SHOWN).unwrap_or_default(),
        None => String::new(),
    };
    if text.is_empty() { letters(index) } else { text }
}

/// The name a spreadsheet gives a column: A, B, … Z, AA, AB, …
fn letters(index: usize) -> String {
    let last = char::from(b'A' + (index % 26) as u8);
    match index / 26 {
        0 => last.to_string(),
        more => format!("{}{last}", letters(more - 1)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fields(headers: &str, mapping: &str) -> Vec<Option<Field>> {
        let cells: Vec<Cell> = headers.split('|').map(Cell::text).collect();
        let mapping = Mapping::from_json(mapping).unwrap();
        columns(&cells, cells.len(), &mapping)
            .into_iter()
            .map(|column| column.field)
            .collect()
    }

    #[test]
    fn a_bare_name_depends_on_its_neighbours() {
        assert_eq!(
            fields("Nom|Prénom", "{}"),
            [Some(Field::Family), Some(Field::Given)]
        );
        assert_eq!(
            fields("الاسم|النسب", "{}"),
            [Some(Field::Given), Some(Field::Family)]
        );
        assert_eq!(
            fields("Nom|Tél", "{}"),
            [Some(Field::FullName), Some(Field::Phone)]
        );
        assert_eq!(
            fields("Nom AR|Prénom AR", "{}"),
            [Some(Field::FamilyAr), Some(Field::GivenAr)]
        );
        assert_eq!(
            fields("Nom|الاسم الشخصي", "{}"),
            [Some(Field::Family), Some(Field::Given)]
        );
        assert_eq!(
            fields("Adresse|Nom", "{}"),
            [Some(Field::Douar), Some(Field::FullName)]
        );
        assert_eq!(fields("Adresse|Douar", "{}"), [None, Some(Field::Douar)]);
    }

    #[test]
    fn a_list_in_two_scripts_has_two_sets_of_names() {
        let (given, family, full) = (Some(Field::Given), Some(Field::Family), Some(Field::FullName));
        assert_eq!(
            fields("الاسم|النسب|Nom|Prénom", "{}"),
            [given, family, family, given]
        );
        assert_eq!(fields("الاسم الكامل|Nom complet", "{}"), [full, full]);
        assert_eq!(fields("الاسم|Nom|Prénom", "{}"), [full, family, given]);
    }

    #[test]
    fn what_is_said_by_hand_goes_first() {
        let mapped = fields("Nom|Prénom|Tél|GSM", r#"{"3": "phone", "1": "ignore"}"#);
        assert_eq!(mapped, [Some(Field::Family), None, None, Some(Field::Phone)]);
        let mapped = fields("Nom|Prénom|Tél", r#"{"0": null, "2": "ignore"}"#);
        assert_eq!(mapped, [None, Some(Field::Given), None]);
        assert_eq!(fields("x", r#"{"2": "code"}"#), [None, None, Some(Field::Code)]);
    }

    #[test]
    fn a_mapping_that_is_wrong_says_how() {
        assert_eq!(Mapping::from_json("[]"), Err(MappingFault::Form));
        assert_eq!(
            Mapping::from_json(r#"{"x": "code"}"#),
            Err(MappingFault::Column("x".into()))
        );
        assert_eq!(
            Mapping::from_json(r#"{"200": "code"}"#),
            Err(MappingFault::Column("200".into()))
        );
        let fault = Mapping::from_json(r#"{"0": "cin"}"#).unwrap_err();
        assert!(fault.to_string().contains("guardian_phone"), "{fault}");
    }

    #[test]
    fn columns_without_a_header_have_their_letter() {
        assert_eq!(
            (letters(0), letters(25), letters(26), letters(199)),
            ("A".into(), "Z".into(), "AA".into(), "GR".into())
        );
    }
}
