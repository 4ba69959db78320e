//! What a person is told about an import, before and after.

use app::i18n::Lang;
use domain::id::Id;
use domain::record::Beneficiary;
use serde::Serialize;

use super::{Fate, Taken};
use crate::import::Parsed;

/// People shown before an import.
const SHOWN: usize = 50;

/// What an import did, or would do.
#[derive(Debug, Serialize)]
pub struct Report {
    /// The file's columns, each with the field it was taken for.
    pub columns: Vec<Column>,
    /// How many people are new.
    pub accepted: usize,
    /// How many the association knows already.
    pub known: usize,
    /// How many were registered for the activity.
    pub registered: usize,
    /// Lines that say again what an earlier line said.
    pub repeated: Vec<Repeat>,
    /// What cannot be taken, and why.
    pub refused: Vec<Refused>,
    /// The first people of the file.
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
    known: bool,
    name_ar: String,
    name_la: String,
    birth_year: Option<i64>,
    phone: String,
    commune: String,
}

impl Report {
    /// About a file as it was read, and what became of its people.
    pub fn new(parsed: &Parsed, taken: &[Taken], lang: Lang) -> Self {
        let count = |fate| taken.iter().filter(|one| one.fate == fate).count();
        let columns = parsed.columns.iter().map(|column| Column {
            index: column.index,
            header: column.header.clone(),
            field: column.field.map(|field| field.name()),
        });
        let shown = parsed.rows.iter().zip(taken).take(SHOWN);
        Report {
            columns: columns.collect(),
            accepted: count(Fate::New),
            known: count(Fate::Known),
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
            rows: shown.map(|(row, one)| Shown::new(&row.person, one)).collect(),
            committed: false,
        }
    }
}

impl Shown {
    fn new(person: &Beneficiary, taken: &Taken) -> Self {
        let join = |given: &str, family: &str| format!("{given} {family}").trim().to_owned();
        Shown {
            line: taken.line,
            person: taken.person,
            known: taken.fate == Fate::Known,
            name_ar: join(&person.given_ar, &person.family_ar),
            name_la: join(&person.given_la, &person.family_la),
            birth_year: person.year(),
            phone: person.phone.clone(),
            commune: person.commune.clone(),
        }
    }
}

fn refused(parsed: &Parsed, taken: &[Taken], lang: Lang) -> Vec<Refused> {
    let by_file = parsed.refused.iter().map(|one| Refused {
        line: one.line,
        column: one.column.clone(),
        code: one.reason.code(),
        reason: one.reason.sentence(lang),
    });
    let by_referee = taken.iter().filter_map(|one| match one.fate {
        Fate::Refused(field, reason) => Some(Refused {
            line: one.line,
            column: field.map(str::to_owned),
            code: reason.name(),
            reason: reason.name().to_owned(),
        }),
        _ => None,
    });
    let mut all: Vec<Refused> = by_file.chain(by_referee).collect();
    all.sort_by_key(|one| one.line);
    all
}
