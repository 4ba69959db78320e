//! People of a file into an association: who is new, who is known, and all of it or nothing.

mod report;

use std::collections::HashMap;

use domain::change::{Change, Edit};
use domain::id::{Id, IdSet};
use domain::kind::Kind;
use domain::record::{Beneficiary, Registration, RegistrationStatus, Source, View, spec};
use domain::time::Millis;
use domain::verdict::{Answer, Reason, Verdict};

pub use report::Report;

use crate::clock;
use crate::import::{Row, identity_key};
use crate::store::{Book, Hand, StoreError};

/// People recorded at a time.
const BATCH: usize = 250;

/// Whose import it is.
#[derive(Debug, Clone, Copy)]
pub enum By {
    /// A member's, whose rights are checked.
    Member(Hand),
    /// The server's own, from its command line.
    Server,
}

/// What became of one person of the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    /// Someone new.
    New,
    /// Someone the association knows already.
    Known,
    /// Not taken: a field, where there is one, and why.
    Refused(Option<&'static str>, Reason),
}

/// One person of the file, by line, with what became of them.
#[derive(Debug, Clone, Copy)]
pub struct Taken {
    /// The line.
    pub line: usize,
    /// Their record.
    pub person: Id,
    /// What became of them.
    pub fate: Fate,
    /// Whether they were registered for the activity now.
    pub registered: bool,
}

/// Lays the people of a file into an open book, and registers them for an activity when one is named.
///
/// Nothing is written before the book is closed: dropping it makes this a preview.
pub async fn take(
    book: &mut Book,
    association: Id,
    by: By,
    rows: &[Row],
    activity: Option<Id>,
    at: Millis,
) -> Result<Vec<Taken>, StoreError> {
    let known = Known::read(book).await?;
    let mut taken: Vec<Taken> = Vec::with_capacity(rows.len());
    for batch in rows.chunks(BATCH) {
        let found: Vec<(Id, bool)> = batch
            .iter()
            .map(|row| known.find(association, &row.person))
            .collect();
        let registrations = found
            .iter()
            .filter_map(|(person, _)| Some(Id::of_registration(activity?, *person)));
        book.load(registrations.collect()).await?;
        let mut edits = Vec::new();
        for (row, (person, is_known)) in batch.iter().zip(found) {
            let fate = if is_known { Fate::Known } else { Fate::New };
            let at = taken.len();
            if !is_known {
                edits.push((at, Edit::create(person, row.person.clone())));
            }
            let registration = activity.map(|activity| registration(activity, person));
            let registration = registration.filter(|edit| book.record(edit.record).is_none());
            taken.push(Taken {
                line: row.line,
                person,
                fate,
                registered: registration.is_some(),
            });
            edits.extend(registration.map(|edit| (at, edit)));
        }
        let answers = record(book, by, &edits, at).await?;
        for ((at, edit), answer) in edits.iter().zip(answers) {
            if let Some((field, reason)) = refusal(edit.kind, &answer) {
                taken[*at].fate = Fate::Refused(field, reason);
            }
        }
    }
    Ok(taken)
}

/// Who the association knows, by what makes them one person.
struct Known {
    by_key: HashMap<[u8; 32], Id>,
    ids: IdSet,
}

impl Known {
    async fn read(book: &mut Book) -> Result<Self, StoreError> {
        let people = book.people().await?;
        let ids = people.iter().map(|person| person.id).collect();
        let by_key = people
            .iter()
            .map(|person| (identity_key(&Beneficiary::of(person)), person.id))
            .collect();
        Ok(Known { by_key, ids })
    }

    /// A person's id, and whether the association knows them: however they came in, and even if what is
    /// known of them was corrected since an import brought them.
    fn find(&self, association: Id, person: &Beneficiary) -> (Id, bool) {
        let key = identity_key(person);
        if let Some(id) = self.by_key.get(&key) {
            return (*id, true);
        }
        let id = Id::natural(Kind::Beneficiary, &[association.as_bytes(), &key]);
        (id, self.ids.contains(&id))
    }
}

fn registration(activity: Id, person: Id) -> Edit {
    let view = Registration {
        activity,
        beneficiary: person,
        status: RegistrationStatus::Confirmed,
        source: Source::Import,
        ..Registration::default()
    };
    Edit::create(Id::of_registration(activity, person), view)
}

async fn record(
    book: &mut Book,
    by: By,
    edits: &[(usize, Edit)],
    at: Millis,
) -> Result<Vec<Answer>, StoreError> {
    let edits: Vec<Edit> = edits.iter().map(|(_, edit)| edit.clone()).collect();
    match by {
        By::Server => book.record_own(None, &edits, at).await,
        By::Member(hand) => {
            let changes: Vec<Change> = edits
                .into_iter()
                .map(|edit| Change {
                    id: clock::new_id(at),
                    kind: edit.kind,
                    record: edit.record,
                    base: 0,
                    set: edit.set,
                    clock: clock::wall(at),
                    counter: 0,
                })
                .collect();
            book.record_for(&hand, &changes).await
        }
    }
}

fn refusal(kind: Kind, answer: &Answer) -> Option<(Option<&'static str>, Reason)> {
    match answer.verdict {
        Verdict::Refused { field, reason } => {
            let field = field.and_then(|field| spec(kind, field)).map(|spec| spec.name);
            Some((field, reason))
        }
        Verdict::Held { reason } => Some((None, reason)),
        _ => None,
    }
}
