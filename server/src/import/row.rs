//! From a table to people: finding the header, then reading line by line.

use std::collections::HashMap;

use domain::kind::Kind;
use domain::phone::{Phone, PhoneFault};
use domain::record::{Beneficiary, Rule, beneficiary, spec};
use domain::value::FieldNo;

use super::birth::{Birth, birth, year};
use super::cell::Cell;
use super::columns::{Column, columns};
use super::field::Field;
use super::header::recognised;
use super::identity::identity_key;
use super::name::{Part, put};
use super::sex::sex;
use super::table::{Line, Table};
use super::{FileFault, MAX_COLUMNS, MAX_ROWS, Options, Parsed, Reason, Refusal, Repeat, Row};
use crate::places;

/// Lines among which the header is looked for: titles may stand above it.
const HEADER_WITHIN: usize = 20;
/// Where the header stands when the list begins at once.
const NO_HEADER: usize = usize::MAX;

/// Reads the people of a table.
pub(super) fn people(mut table: Table, options: &Options) -> Result<Parsed, FileFault> {
    let header = match header(&table) {
        Some(at) => at,
        None if table.lines.first().is_some_and(is_data) => NO_HEADER,
        None => 0,
    };
    let body = if header == NO_HEADER {
        std::mem::take(&mut table.lines)
    } else {
        table.lines.split_off(header + 1)
    };
    let header = table.lines.pop().unwrap_or(Line {
        number: 0,
        cells: Vec::new(),
        room: MAX_COLUMNS,
    });
    if body.len() > MAX_ROWS {
        return Err(FileFault::TooManyRows);
    }
    let widest = body.iter().map(|line| line.cells.len()).max().unwrap_or(0);
    let columns = columns(
        &header.cells,
        widest.min(header.room).max(header.cells.len()),
        &options.mapping,
    );
    let mut parsed = Parsed {
        columns,
        ..Parsed::default()
    };
    if parsed.columns.iter().all(|column| column.field.is_none()) {
        return Ok(parsed);
    }
    let mut seen = HashMap::new();
    for line in body.iter().filter(|line| line.cells != header.cells) {
        match person(line, header.room, &parsed.columns, options) {
            Ok(None) => {}
            Ok(Some(person)) => match seen.get(&identity_key(&person)) {
                Some(of) => parsed.repeated.push(Repeat {
                    line: line.number,
                    of: *of,
                }),
                None => {
                    seen.insert(identity_key(&person), line.number);
                    parsed.rows.push(Row {
                        line: line.number,
                        person,
                    });
                }
            },
            Err(refusals) => parsed.refused.extend(refusals),
        }
    }
    Ok(parsed)
}

/// The line whose cells are best understood as headers, the first of equals.
fn header(table: &Table) -> Option<usize> {
    let score = |line: &Line| match recognised(&line.cells) {
        1 if is_data(line) => 0,
        score => score,
    };
    let scores = table.lines.iter().take(HEADER_WITHIN).map(score);
    let best = scores
        .enumerate()
        .collect::<Vec<_>>()
        .into_iter()
        .rev()
        .max_by_key(|(_, score)| *score)?;
    (best.1 > 0).then_some(best.0)
}

/// Whether a line cannot be a header: a phone or a number stands in it.
fn is_data(line: &Line) -> bool {
    line.cells.iter().any(|cell| match cell {
        Cell::Number(_) | Cell::Date(..) => true,
        Cell::Text(text) => Phone::parse(text).is_ok(),
        _ => false,
    })
}

/// The person on a line; `None` where nobody is, all faults where there are any.
fn person(
    line: &Line,
    room: usize,
    columns: &[Column],
    options: &Options,
) -> Result<Option<Beneficiary>, Vec<Refusal>> {
    let refusal = |column: Option<&Column>, reason| Refusal {
        line: line.number,
        column: column.map(|column| column.header.clone()),
        reason,
    };
    if line.cells.len() > room {
        return Err(vec![refusal(None, Reason::Shifted)]);
    }
    if let Some(at) = line.cells.iter().position(|cell| *cell == Cell::Swallowed) {
        return Err(vec![refusal(columns.get(at), Reason::Huge)]);
    }
    let mut person = Beneficiary::default();
    let mut refusals = Vec::new();
    for (column, cell) in columns.iter().zip(&line.cells) {
        let read = column
            .field
            .map_or(Ok(()), |field| fill(&mut person, field, cell, options));
        if let Err(reason) = read {
            refusals.push(refusal(Some(column), reason));
        }
    }
    if !refusals.is_empty() {
        return Err(refusals);
    }
    // Printed forms carry numbers on lines that were never filled in.
    if (Beneficiary {
        code: String::new(),
        ..person.clone()
    }) == Beneficiary::default()
    {
        return Ok(None);
    }
    let names = [
        &person.given_ar,
        &person.family_ar,
        &person.given_la,
        &person.family_la,
    ];
    if names.iter().all(|name| name.is_empty()) {
        return Err(vec![refusal(None, Reason::NoName)]);
    }
    Ok(Some(person))
}

fn fill(person: &mut Beneficiary, field: Field, cell: &Cell, options: &Options) -> Result<(), Reason> {
    let line = |field| cell.line(max_chars(field));
    match field {
        Field::Given | Field::GivenAr | Field::GivenLa => put(person, Part::Given, cell)?,
        Field::Family | Field::FamilyAr | Field::FamilyLa => put(person, Part::Family, cell)?,
        Field::FullName => put(person, Part::GivenFirst, cell)?,
        Field::FamilyFirst => put(person, Part::FamilyFirst, cell)?,
        Field::Sex => person.sex = sex(cell)?,
        Field::Birth => born(person, birth(cell, options.today)?),
        Field::BirthYear => born(person, year(cell, options.today)?),
        Field::Phone => person.phone = phone(cell)?,
        Field::GuardianPhone => person.guardian_phone = phone(cell)?,
        Field::Commune => person.commune = places::held(&line(beneficiary::COMMUNE)?),
        Field::Douar => person.douar = line(beneficiary::DOUAR)?,
        Field::Guardian => person.guardian = line(beneficiary::GUARDIAN)?,
        Field::Father => person.father = line(beneficiary::FATHER)?,
        Field::Code => person.code = line(beneficiary::CODE)?,
    }
    Ok(())
}

/// A day says more than a year: where a list has both columns, the day stays.
fn born(person: &mut Beneficiary, birth: Birth) {
    match birth {
        Birth::Unknown => {}
        Birth::Year(_) if person.birth_day.is_some() => {}
        Birth::Year(year) => person.birth_year = Some(year),
        Birth::On(day) => (person.birth_day, person.birth_year) = (Some(day), None),
    }
}

/// The phone as E.164; empty where there is none.
fn phone(cell: &Cell) -> Result<String, Reason> {
    let text = cell.token()?;
    // Programs write whole numbers as `612345678.0`; forms write 0 for "none".
    let text = text.strip_suffix(".0").unwrap_or(&text);
    match Phone::parse(text) {
        Ok(phone) => Ok(phone.e164().to_owned()),
        Err(PhoneFault::Empty) => Ok(String::new()),
        Err(_) if text == "0" => Ok(String::new()),
        Err(fault) => Err(Reason::Phone(fault)),
    }
}

/// Characters a field of a person holds.
pub(super) fn max_chars(field: FieldNo) -> usize {
    match spec(Kind::Beneficiary, field).map(|spec| spec.rule) {
        Some(Rule::Line(most)) => most,
        _ => 0,
    }
}
