//! People as lists show them, and the search through them.

use crate::fold::{fold, matches, search_key};
use crate::id::Id;
use crate::kind::Kind;
use crate::record::{Beneficiary, Record, Sex, View};
use crate::replica::Replica;
use crate::time::Day;

/// One person in a list: the name, and what tells namesakes apart.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PersonLine {
    /// Which person.
    pub id: Id,
    /// The name in the reader's script, or the other where there is none.
    pub name: String,
    /// The name in the other script; empty where there is none.
    pub other_name: String,
    /// Father's name, or the guardian's.
    pub parent: String,
    /// Douar, or the commune.
    pub place: String,
    /// Age on the day the list was made.
    pub age: Option<i64>,
    /// Sex.
    pub sex: Sex,
    /// Whether they are at a session without being registered in its activity.
    pub walk_in: bool,
    /// Those without a name in the reader's script come last, then by name.
    key: (bool, String),
    hay: String,
}

/// One person as a list shows them, to a reader of Arabic script or of Latin script.
pub fn person_line(record: &Record, arabic: bool, today: Day) -> PersonLine {
    let person = Beneficiary::of(record);
    let name = person.name(arabic);
    let other = person.name(!arabic);
    let first = |a: &str, b: &str| {
        if a.is_empty() {
            b.to_string()
        } else {
            a.to_string()
        }
    };
    PersonLine {
        id: record.id,
        key: (person.name_in(arabic).is_empty(), fold(&name)),
        hay: search_key(person.sought_by()),
        other_name: if other == name { String::new() } else { other },
        parent: first(&person.father, &person.guardian),
        place: first(&person.douar, &person.commune),
        age: person.age(today),
        sex: person.sex,
        walk_in: false,
        name,
    }
}

/// A list of people in the order of their names, ready to be searched in either script.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct People(Vec<PersonLine>);

impl People {
    /// Sorts people by name.
    pub fn new(mut lines: Vec<PersonLine>) -> Self {
        lines.sort_by(|a, b| (&a.key, a.id).cmp(&(&b.key, b.id)));
        People(lines)
    }

    /// Everyone the phone knows.
    pub fn everyone(replica: &Replica, arabic: bool, today: Day) -> Self {
        People::new(
            replica
                .all(Kind::Beneficiary)
                .map(|record| person_line(record, arabic, today))
                .collect(),
        )
    }

    /// Everyone, in order.
    pub fn lines(&self) -> &[PersonLine] {
        &self.0
    }

    /// Those whom a query finds, by their place in the list. An empty query finds everyone.
    pub fn find(&self, query: &str) -> Vec<usize> {
        let query = fold(query);
        (0..self.0.len())
            .filter(|at| query.is_empty() || matches(&self.0[*at].hay, &query))
            .collect()
    }
}
