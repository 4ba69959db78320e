//! Try your own names: `cargo run -p domain --example rank -- people.csv queries.csv`.
//!
//! Prints, for each query, the ten best as `query,rank,id,score`, scores from 0 to 1. `people.csv` has a header; a column
//! `id`, and any of `given…`, `family…`, `name…`, `phone…`, `guardian…`, `father…`, `code`; each cell counts for the script
//! it is written in. `queries.csv` has a column `query`, or queries in its first.

#![allow(clippy::print_stdout)]

use std::error::Error;
use std::path::Path;

use domain::names::{Builder, Sought};

/// How many of the best are printed.
const BEST: usize = 10;

/// What a column holds.
#[derive(Clone, Copy, PartialEq)]
enum Column {
    Id,
    Given,
    Family,
    Kin,
    Number,
    Other,
}

fn column(header: &str) -> Column {
    let header = header.trim_start_matches('\u{FEFF}').to_lowercase();
    let has = |words: &[&str]| words.iter().any(|word| header.contains(word));
    match () {
        () if header == "id" || has(&["person_id", "beneficiary_id"]) => Column::Id,
        () if has(&["guardian", "father", "tuteur", "kin", "parent", "الولي", "الأب"])
            && !has(&["phone", "tel"]) =>
        {
            Column::Kin
        }
        () if has(&["phone", "tel", "tél", "code", "card", "هاتف", "الرمز"]) => Column::Number,
        () if has(&["given", "first", "prenom", "prénom", "شخصي"]) => Column::Given,
        () if has(&["family", "last", "surname", "عائلي"]) || header == "nom" => Column::Family,
        () if has(&["name", "nom", "اسم"]) => Column::Given,
        () => Column::Other,
    }
}

/// A person's cells, those of one sort and script joined.
#[derive(Default)]
struct Person {
    id: String,
    arabic: [String; 2],
    latin: [String; 2],
    kin: [String; 2],
    numbers: Vec<String>,
}

impl Person {
    fn take(&mut self, column: Column, cell: &str) {
        let arabic = cell.chars().any(|c| ('\u{0600}'..='\u{06FF}').contains(&c));
        let name = if arabic { &mut self.arabic } else { &mut self.latin };
        match column {
            Column::Id => cell.clone_into(&mut self.id),
            Column::Given => join(&mut name[0], cell),
            Column::Family => join(&mut name[1], cell),
            Column::Kin => join(&mut self.kin[usize::from(!arabic)], cell),
            Column::Number => self.numbers.push(cell.to_owned()),
            Column::Other => {}
        }
    }

    fn sought(&self) -> Sought<'_> {
        let number = |at: usize| self.numbers.get(at).map_or("", String::as_str);
        Sought {
            arabic: self.arabic.each_ref().map(String::as_str),
            latin: self.latin.each_ref().map(String::as_str),
            kin: self.kin.each_ref().map(String::as_str),
            numbers: [number(0), number(1), number(2)],
        }
    }
}

fn join(name: &mut String, cell: &str) {
    if !name.is_empty() {
        name.push(' ');
    }
    name.push_str(cell);
}

fn people(path: &Path) -> Result<Vec<Person>, Box<dyn Error>> {
    let mut reader = csv::ReaderBuilder::new().flexible(true).from_path(path)?;
    let mut columns: Vec<Column> = reader.headers()?.iter().map(column).collect();
    if !columns.contains(&Column::Id)
        && let Some(first) = columns.first_mut()
    {
        *first = Column::Id;
    }
    let mut people = Vec::new();
    for row in reader.records() {
        let mut person = Person::default();
        for (column, cell) in columns.iter().zip(row?.iter()) {
            person.take(*column, cell.trim());
        }
        people.push(person);
    }
    Ok(people)
}

fn queries(path: &Path) -> Result<Vec<String>, Box<dyn Error>> {
    let mut reader = csv::ReaderBuilder::new().flexible(true).from_path(path)?;
    let at = reader
        .headers()?
        .iter()
        .position(|header| {
            header
                .trim_start_matches('\u{FEFF}')
                .to_lowercase()
                .starts_with("q")
                && !header.ends_with("id")
        })
        .unwrap_or(0);
    reader
        .records()
        .map(|row| Ok(row?.get(at).unwrap_or_default().to_owned()))
        .collect()
}

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [people_at, queries_at] = arguments.as_slice() else {
        return Err("Say two files: cargo run -p domain --example rank -- people.csv queries.csv".into());
    };
    let people = people(people_at.as_ref())?;
    let mut builder = Builder::default();
    people.iter().for_each(|person| builder.add(&person.sought()));
    let names = builder.build();
    let mut writer = csv::Writer::from_writer(std::io::stdout());
    writer.write_record(["query", "rank", "id", "score"])?;
    for query in queries(queries_at.as_ref())? {
        for (rank, hit) in names.search(&query, 1).iter().take(BEST).enumerate() {
            let score = format!("{:.3}", f64::from(hit.score) / 1000.0);
            writer.write_record([&query, &(rank + 1).to_string(), &people[hit.at].id, &score])?;
        }
    }
    writer.flush()?;
    Ok(())
}
