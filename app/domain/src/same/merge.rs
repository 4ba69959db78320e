//! Making two records read as one person, and taking that back: each goes on as it is, and both say what was chosen.

use super::{join, reopen};
use crate::change::Edit;
use crate::id::Id;
use crate::kind::Kind;
use crate::record::{Pair, Record, Sameness, beneficiary as field, pair};
use crate::replica::Replica;
use crate::value::{FieldNo, FieldValue, Fields, Value};

/// What a head chooses between. Each record keeps its own code: whoever shows the old card is still known by it.
pub const CHOSEN: [FieldNo; 14] = [
    field::GIVEN_AR,
    field::FAMILY_AR,
    field::GIVEN_LA,
    field::FAMILY_LA,
    field::SEX,
    field::BIRTH_YEAR,
    field::BIRTH_DAY,
    field::FATHER,
    field::PHONE,
    field::COMMUNE,
    field::DOUAR,
    field::GUARDIAN,
    field::GUARDIAN_PHONE,
    field::DISABILITY,
];

/// Two records to be read as one person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Merge {
    /// Who stands for both.
    pub kept: Id,
    /// For whom they stand.
    pub dropped: Id,
    /// Of what they differ in, what is taken from the one who is dropped. Where the one who is kept says nothing, what
    /// the other says is taken anyway.
    pub taken: Vec<FieldNo>,
}

impl Merge {
    /// The edits: who is one with whom, and what both say from now on.
    pub fn edits(&self, replica: &Replica) -> Vec<Edit> {
        let (Some(kept), Some(dropped)) = (replica.get(self.kept), replica.get(self.dropped)) else {
            return Vec::new();
        };
        let chosen: Fields = differing(kept, dropped)
            .into_iter()
            .map(|no| {
                let from = if self.taken.contains(&no) || says(kept, no) == Value::Null {
                    dropped
                } else {
                    kept
                };
                (no, says(from, no))
            })
            .collect();
        let altered = |record: &Record| -> Fields {
            let new = chosen.iter().filter(|(no, value)| says(record, *no) != **value);
            new.map(|(no, _)| (no, says(record, no))).collect()
        };
        let (of_kept, of_dropped) = (altered(kept), altered(dropped));
        let edits = [(kept, &of_kept), (dropped, &of_dropped)].map(|(record, stood)| Edit {
            kind: Kind::Beneficiary,
            record: record.id,
            set: stood
                .iter()
                .filter_map(|(no, _)| Some((no, chosen.get(no)?.clone())))
                .collect(),
        });
        let (one, other) = if self.kept < self.dropped {
            (of_kept, of_dropped)
        } else {
            (of_dropped, of_kept)
        };
        let said = join(self.kept, self.dropped)
            .set(pair::ONE_STOOD, one)
            .set(pair::OTHER_STOOD, other)
            .set(pair::CHOSEN, chosen);
        let edits = edits.into_iter().filter(|edit| !edit.set.is_empty());
        core::iter::once(said).chain(edits).collect()
    }
}

/// What two records differ in, of what can be chosen.
pub fn differing(one: &Record, other: &Record) -> Vec<FieldNo> {
    let differs = |no: &FieldNo| says(one, *no) != says(other, *no);
    CHOSEN.into_iter().filter(differs).collect()
}

/// The edits by which a head takes back what was said of two people: what was chosen for them and nobody altered since
/// reads again as it did.
pub fn take_back(replica: &Replica, one: Id, other: Id) -> Vec<Edit> {
    let mut edits = restored(replica, one, other);
    edits.push(reopen(one, other));
    edits
}

/// The edits by which a head says of two who were one that they are two people.
pub fn part_again(replica: &Replica, one: Id, other: Id) -> Vec<Edit> {
    let mut edits = restored(replica, one, other);
    edits.push(super::part(one, other));
    edits
}

fn restored(replica: &Replica, one: Id, other: Id) -> Vec<Edit> {
    let Some(pair) = replica.view::<Pair>(Pair::id(one, other)) else {
        return Vec::new();
    };
    if pair.said != Sameness::Same {
        return Vec::new();
    }
    let back = |(person, stood): (Id, &Fields)| {
        let record = replica.get(person)?;
        let untouched = |no: FieldNo| {
            pair.chosen
                .get(no)
                .is_some_and(|chosen| says(record, no) == *chosen)
        };
        let set: Fields = stood
            .iter()
            .filter(|(no, _)| untouched(*no))
            .map(|(no, value)| (no, value.clone()))
            .collect();
        (!set.is_empty()).then_some(Edit {
            kind: Kind::Beneficiary,
            record: person,
            set,
        })
    };
    [(pair.one, &pair.one_stood), (pair.other, &pair.other_stood)]
        .into_iter()
        .filter_map(back)
        .collect()
}

/// What a record says in a field; a code that was not asked for says nothing.
fn says(record: &Record, no: FieldNo) -> Value {
    let said = record.fields.get(no).cloned().unwrap_or(Value::Null);
    if no == field::SEX && said == crate::record::Sex::Unknown.write() {
        return Value::Null;
    }
    said
}
