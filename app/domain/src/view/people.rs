//! People as lists show them, and the search through them.

use std::sync::{Arc, OnceLock};

use crate::erasure::is_erased;
use crate::fold::fold;
use crate::id::Id;
use crate::kind::Kind;
use crate::names::{Builder, Names, Sought};
use crate::record::{Beneficiary, Record, Sex, View};
use crate::replica::Replica;
use crate::same;
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
    /// What a search finds them by, parted by [`BETWEEN`].
    sought: String,
}

/// Stands between the parts of what someone is sought by: no name has it.
const BETWEEN: char = '\u{1F}';

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
        sought: sought(&person),
        other_name: if other == name { String::new() } else { other },
        parent: first(&person.father, &person.guardian),
        place: first(&person.douar, &person.commune),
        age: person.age(today),
        sex: person.sex,
        walk_in: false,
        name,
    }
}

fn sought(person: &Beneficiary) -> String {
    let parts = [
        &person.given_ar,
        &person.family_ar,
        &person.given_la,
        &person.family_la,
        &person.father,
        &person.guardian,
        &person.phone,
        &person.guardian_phone,
        &person.code,
    ];
    let mut sought = String::with_capacity(parts.iter().map(|part| part.len() + 1).sum());
    for part in parts {
        sought.push_str(part);
        sought.push(BETWEEN);
    }
    sought
}

impl PersonLine {
    fn sought(&self) -> Sought<'_> {
        let mut parts = self.sought.split(BETWEEN);
        let mut next = || parts.next().unwrap_or_default();
        Sought {
            arabic: [next(), next()],
            latin: [next(), next()],
            kin: [next(), next()],
            numbers: [next(), next(), next()],
        }
    }
}

/// A list of people in the order of their names, ready to be searched in either script.
#[derive(Clone, Debug, Default)]
pub struct People {
    lines: Vec<PersonLine>,
    /// Made when someone first searches, once for all copies of the list.
    names: Arc<OnceLock<Names>>,
}

impl PartialEq for People {
    fn eq(&self, other: &Self) -> bool {
        self.lines == other.lines
    }
}

impl Eq for People {}

impl People {
    /// Sorts people by name.
    pub fn new(mut lines: Vec<PersonLine>) -> Self {
        lines.sort_by(|a, b| (&a.key, a.id).cmp(&(&b.key, b.id)));
        People {
            lines,
            names: Arc::default(),
        }
    }

    /// Everyone the phone knows by name; who was recorded twice once.
    pub fn everyone(replica: &Replica, arabic: bool, today: Day) -> Self {
        People::new(
            replica
                .all(Kind::Beneficiary)
                .filter(|record| !is_erased(record) && !same::is_behind(replica, record.id))
                .map(|record| person_line(record, arabic, today))
                .collect(),
        )
    }

    /// Everyone, in order.
    pub fn lines(&self) -> &[PersonLine] {
        &self.lines
    }

    /// Those whom a query finds, by their place in the list, the likeliest first. An empty query finds everyone, in order.
    pub fn find(&self, query: &str) -> Vec<usize> {
        if fold(query).is_empty() {
            return (0..self.lines.len()).collect();
        }
        self.names().find(query).into_iter().map(|hit| hit.at).collect()
    }

    fn names(&self) -> &Names {
        self.names.get_or_init(|| {
            let mut builder = Builder::default();
            self.lines.iter().for_each(|line| builder.add(&line.sought()));
            builder.build()
        })
    }
}
