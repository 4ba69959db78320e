//! What a person is told about an import, before and after.

use app::i18n::Lang;
use domain::id::Id;
use domain::record::Beneficiary;
use serde::Serialize;

use super::{Fate, Taken};
use crate::import::{self, Parsed};
use crate::{places, sentence};

/// People a screen shows before an import.
pub const SHOWN: usize = 50;

/// What an import did, or would do.
#[derive(Debug, Serialize)]
pub struct Report {
    /// The file's columns, each with the field it was taken for.
    pub columns: Vec<Column>,
    /// How many people are new.
    pub accepted: usize,
    /// How many the association knows already.
    pub known: usize,
    /// Who is likely known already, though what is said of them differs: someone decides.
    pub likely: Vec<Likely>,
    /// How many were registered for the activity.
    pub registered: usize,
    /// Lines that say again what an earlier line said.
    pub repeated: Vec<Repeat>,
    /// What cannot be taken, and why.
    pub refused: Vec<Refused>,
    /// The people of the file and what becomes of each: the first of them, or all.
    pub rows: Vec<Shown>,
    /// Whether it was done: everything above is on disk, or nothing is.
    pub committed: bool,
}

/// A column of the file.
#[derive(Debug, Serialize)]
pub struct Column {
    index: usize,
    header: String,
    field: Option<&'static str>,
}

/// A line that repeats an earlier one.
#[derive(Debug, Serialize)]
pub struct Repeat {
    line: usize,
    of: usize,
}

/// A line about someone who is likely known.
#[derive(Debug, Serialize)]
pub struct Likely {
    /// The line, counted from 1.
    pub line: usize,
    /// Their name, as the file has it.
    pub name: String,
    /// The person of the association they likely are.
    pub like: Id,
}

/// A line that cannot be taken.
#[derive(Debug, Serialize)]
pub struct Refused {
    /// The line, counted from 1.
    pub line: usize,
    /// The column at fault.
    pub column: Option<String>,
    /// Why, for programs.
    pub code: &'static str,
    /// Why, for people.
    pub reason: String,
}

/// A person of the file.
#[derive(Debug, Serialize)]
pub struct Shown {
    line: usize,
    person: Id,
    fate: &'static str,
    known: bool,
    name_ar: String,
    name_la: String,
    given_ar: String,
    family_ar: String,
    given_la: String,
    family_la: String,
    birth_year: Option<i64>,
    phone: String,
    commune: String,
}

impl Report {
    /// About a file as it was read, and what became of its people, of whom so many are shown.
    pub fn new(parsed: &Parsed, taken: &[Taken], lang: Lang, shown: usize) -> Self {
        let count = |fate| taken.iter().filter(|one| one.fate == fate).count();
        let columns = parsed.columns.iter().map(|column| Column {
            index: column.index,
            header: column.header.clone(),
            field: column.field.map(|field| field.name()),
        });
        let people = || parsed.rows.iter().zip(taken);
        Report {
            columns: columns.collect(),
            accepted: count(Fate::New),
            known: count(Fate::Known),
            likely: people()
                .filter_map(|(row, one)| {
                    Some(Likely {
                        line: one.line,
                        name: name(&row.person),
                        like: one.like?,
                    })
                })
                .collect(),
            registered: taken.iter().filter(|one| one.registered).count(),
            repeated: parsed
                .repeated
                .iter()
                .map(|one| Repeat {
                    line: one.line,
                    of: one.of,
                })
                .collect(),
            refused: refused(parsed, taken, lang),
            rows: people()
                .take(shown)
                .map(|(row, one)| Shown::new(&row.person, one, lang))
                .collect(),
            committed: false,
        }
    }
}

impl Shown {
    fn new(person: &Beneficiary, taken: &Taken, lang: Lang) -> Self {
        Shown {
            line: taken.line,
            person: taken.person,
            fate: match taken.fate {
                Fate::New => "new",
                Fate::Known => "known",
                Fate::Likely => "likely",
                Fate::Refused(_) => "refused",
            },
            known: taken.fate == Fate::Known,
            name_ar: join(&person.given_ar, &person.family_ar),
            name_la: join(&person.given_la, &person.family_la),
            given_ar: person.given_ar.clone(),
            family_ar: person.family_ar.clone(),
            given_la: person.given_la.clone(),
            family_la: person.family_la.clone(),
            birth_year: person.year(),
            phone: person.phone.clone(),
            commune: places::shown(&person.commune, lang == Lang::Ar),
        }
    }
}

/// A person's name, in Arabic where there is one.
fn name(person: &Beneficiary) -> String {
    let arabic = join(&person.given_ar, &person.family_ar);
    match arabic.is_empty() {
        true => join(&person.given_la, &person.family_la),
        false => arabic,
    }
}

fn join(given: &str, family: &str) -> String {
    format!("{given} {family}").trim().to_owned()
}

fn refused(parsed: &Parsed, taken: &[Taken], lang: Lang) -> Vec<Refused> {
    let by_file = parsed.refused.iter().map(|one| Refused {
        line: one.line,
        column: one.column.clone(),
        code: one.reason.code(),
        reason: one.reason.sentence(lang),
    });
    let by_referee = taken.iter().filter_map(|one| match one.fate {
        Fate::Refused(refused) => Some(Refused {
            line: one.line,
            column: column(parsed, refused, lang),
            code: refused.reason.name(),
            reason: refused.why(lang),
        }),
        _ => None,
    });
    let mut all: Vec<Refused> = by_file.chain(by_referee).collect();
    all.sort_by_key(|one| one.line);
    all
}

/// The column a field came from, else the field's name for people.
fn column(parsed: &Parsed, refused: sentence::Refused, lang: Lang) -> Option<String> {
    let name = refused.field_name()?;
    let from = |column: &&import::Column| column.field.is_some_and(|field| field.name() == name);
    let header = parsed
        .columns
        .iter()
        .find(from)
        .map(|column| column.header.clone());
    header.or_else(|| refused.label(lang).map(str::to_owned))
}

#[cfg(test)]
mod tests {
    use domain::kind::Kind;
    use domain::record::beneficiary;
    use domain::rules::Fault;
    use domain::time::Day;
    use domain::verdict::Reason;

    use super::*;
    use crate::import::{Mapping, Options};

    #[test]
    fn what_the_referee_refuses_is_said_in_words_at_its_column() {
        let options = Options {
            mapping: Mapping::default(),
            today: Day(20_000),
        };
        let parsed = import::read("Prénom;Nom;GSM\nAïcha;Alami;0612345678\n".as_bytes(), &options).unwrap();
        let said = |fault| {
            let taken = Taken {
                line: 2,
                person: Id::default(),
                fate: Fate::Refused(sentence::Refused::new(Kind::Beneficiary, fault)),
                like: None,
                registered: false,
            };
            let report = Report::new(&parsed, &[taken], Lang::Fr, SHOWN);
            assert_eq!((report.accepted, report.rows[0].fate), (0, "refused"));
            report.refused.into_iter().next().unwrap()
        };
        let phone = said(Fault::at(beneficiary::PHONE, Reason::BadPhone));
        assert_eq!((phone.column.as_deref(), phone.code), (Some("GSM"), "bad_phone"));
        assert!(phone.reason.contains("dix chiffres"), "{}", phone.reason);
        let douar = said(Fault::at(beneficiary::DOUAR, Reason::TooLong));
        assert_eq!(douar.column.as_deref(), Some("Douar ou quartier"));
    }
    #[test]
    fn a_commune_is_shown_by_its_name_in_the_reader_s_language() {
        let options = Options {
            mapping: Mapping::default(),
            today: Day(20_000),
        };
        let parsed = import::read("Prénom;Nom;Commune\nAïcha;Alami;أملن\n".as_bytes(), &options).unwrap();
        let taken = [Taken {
            line: 2,
            person: Id::default(),
            fate: Fate::New,
            like: None,
            registered: false,
        }];
        let row = |lang| {
            let report = Report::new(&parsed, &taken, lang, SHOWN);
            report.rows[0].commune.clone()
        };
        assert_eq!(row(Lang::Fr), "Ammelne, Tiznit");
        assert_eq!(row(Lang::Ar), "أملن، تيزنيت");
    }
}
