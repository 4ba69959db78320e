//! The attendance list of a general assembly: who is called, in which capacity, and their signatures.

use domain::id::Id;
use domain::view::roll;

use super::{Column, Head, Paper, Papers, Part, Table};

/// Rows left empty, for those who come without being on the list.
const SPARE: usize = 10;

impl Papers<'_> {
    /// The list of a session; none where no such session is known.
    pub fn assembly(self, session: Id) -> Option<Paper> {
        let roll = roll(self.replica, session, self.arabic())?;
        let words = self.words();
        let names = roll.people.lines().iter().map(|line| line.name.clone());
        let names = names.chain((0..SPARE).map(|_| String::new()));
        let rows = names
            .enumerate()
            .map(|(at, name)| vec![(at + 1).to_string(), name])
            .collect();
        let table = Table {
            columns: vec![
                Column::middle(words.number, 0.6),
                Column::start(words.name, 3.8),
                Column::start(words.capacity, 2.0),
                Column::start(words.signature, 2.6),
            ],
            rows,
            size: 10.0,
            least: 26.0,
        };
        Some(Paper {
            head: Head::of(
                self.association,
                words.assembly,
                self.session_facts(&roll),
                self.lang,
            ),
            wide: false,
            parts: vec![Part::Table(table)],
            signed: vec![words.president_signs, words.secretary_signs],
        })
    }
}
