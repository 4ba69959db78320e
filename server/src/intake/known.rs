//! Who the association knows, and which of them the people of a file are.

use std::collections::{HashMap, HashSet};

use domain::id::{Id, IdSet};
use domain::kind::Kind;
use domain::record::{Beneficiary, View};

use crate::import::{Row, alike, identity_key, name_keys};
use crate::store::{Book, StoreError};

/// Whom a line of the file is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Who {
    /// Someone new, under this id.
    New(Id),
    /// Someone known.
    Known(Id),
    /// Likely someone known; someone new under the second id, if not.
    Likely(Id, Id),
}

/// The people of an association, by what makes them one person and by their names.
pub(super) struct Known {
    people: Vec<(Id, Beneficiary)>,
    by_key: HashMap<[u8; 32], Id>,
    by_name: HashMap<String, Vec<usize>>,
    ids: IdSet,
}

impl Known {
    pub(super) async fn read(book: &mut Book) -> Result<Self, StoreError> {
        let records = book.people().await?;
        let people: Vec<(Id, Beneficiary)> = records
            .iter()
            .map(|person| (person.id, Beneficiary::of(person)))
            .collect();
        let mut by_name: HashMap<String, Vec<usize>> = HashMap::new();
        for (at, (_, person)) in people.iter().enumerate() {
            for name in name_keys(person) {
                by_name.entry(name).or_default().push(at);
            }
        }
        Ok(Known {
            by_key: people
                .iter()
                .map(|(id, person)| (identity_key(person), *id))
                .collect(),
            ids: people.iter().map(|(id, _)| *id).collect(),
            by_name,
            people,
        })
    }

    /// Whom each line is about. A list names each person once: whoever one line is surely about is not
    /// likely meant by another, and nobody is likely meant twice.
    pub(super) fn who(&self, association: Id, rows: &[Row]) -> Vec<Who> {
        let mut all: Vec<Who> = rows
            .iter()
            .map(|row| self.surely(association, &row.person))
            .collect();
        let known = all.iter().filter_map(|who| match who {
            Who::Known(id) => Some(*id),
            _ => None,
        });
        let mut named: HashSet<Id> = known.collect();
        for (who, row) in all.iter_mut().zip(rows) {
            let Who::New(id) = *who else { continue };
            if let Some(like) = self.likely(&row.person, &named) {
                named.insert(like);
                *who = Who::Likely(like, id);
            }
        }
        all
    }

    /// However they came in, and even if what is known of them was corrected since an import brought them.
    fn surely(&self, association: Id, person: &Beneficiary) -> Who {
        let key = identity_key(person);
        if let Some(id) = self.by_key.get(&key) {
            return Who::Known(*id);
        }
        let id = Id::natural(Kind::Beneficiary, &[association.as_bytes(), &key]);
        if self.ids.contains(&id) {
            Who::Known(id)
        } else {
            Who::New(id)
        }
    }

    fn likely(&self, person: &Beneficiary, named: &HashSet<Id>) -> Option<Id> {
        name_keys(person)
            .filter_map(|name| self.by_name.get(&name))
            .flatten()
            .map(|at| &self.people[*at])
            .find(|(id, other)| !named.contains(id) && alike(person, other))
            .map(|(id, _)| *id)
    }
}
