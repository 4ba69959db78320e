//! People of a file into an association: who is new, who is known, and all of it or nothing.

mod known;
mod report;

use domain::change::{Change, Edit};
use domain::id::Id;
use domain::record::{Registration, RegistrationStatus, Source};
use domain::time::Millis;
use domain::verdict::{Answer, Verdict};

pub use report::{Report, SHOWN};

use self::known::{Known, Who};
use crate::clock;
use crate::import::Row;
use crate::sentence::Refused;
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
    /// Likely someone the association knows already, and taken for them: a person decides.
    Likely,
    /// Not taken, and why.
    Refused(Refused),
}

/// What to do with the people of a file.
#[derive(Debug, Clone, Copy, Default)]
pub struct Wish {
    /// The activity they are registered for.
    pub activity: Option<Id>,
    /// Whether those who are likely known already are someone new all the same.
    pub add_likely: bool,
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
    /// The person of the association they are likely, whatever became of them.
    pub like: Option<Id>,
    /// Whether they were registered for the activity now.
    pub registered: bool,
}

/// Lays the people of a file into an open book, and registers them for an activity when one is wished.
///
/// Nothing is written before the book is closed: dropping it makes this a preview.
pub async fn take(
    book: &mut Book,
    association: Id,
    by: By,
    rows: &[Row],
    wish: Wish,
    at: Millis,
) -> Result<Vec<Taken>, StoreError> {
    let who = Known::read(book).await?.who(association, rows);
    let mut taken: Vec<Taken> = rows
        .iter()
        .zip(who)
        .map(|(row, who)| Taken::of(row, who, wish.add_likely))
        .collect();
    for (batch, rows) in taken.chunks_mut(BATCH).zip(rows.chunks(BATCH)) {
        lay(book, by, batch, rows, wish.activity, at).await?;
    }
    Ok(taken)
}

impl Taken {
    fn of(row: &Row, who: Who, add_likely: bool) -> Self {
        let (person, fate, like) = match who {
            Who::New(id) => (id, Fate::New, None),
            Who::Known(id) => (id, Fate::Known, None),
            Who::Likely(like, id) if add_likely => (id, Fate::New, Some(like)),
            Who::Likely(like, _) => (like, Fate::Likely, Some(like)),
        };
        Taken {
            line: row.line,
            person,
            fate,
            like,
            registered: false,
        }
    }
}

/// Lays some of the people into the book, and writes on each what became of them.
async fn lay(
    book: &mut Book,
    by: By,
    batch: &mut [Taken],
    rows: &[Row],
    activity: Option<Id>,
    at: Millis,
) -> Result<(), StoreError> {
    let registrations = batch
        .iter()
        .filter_map(|one| Some(Id::of_registration(activity?, one.person)));
    book.load(registrations.collect()).await?;
    let mut edits = Vec::new();
    for (place, (one, row)) in batch.iter_mut().zip(rows).enumerate() {
        if one.fate == Fate::New {
            edits.push((place, Edit::create(one.person, row.person.clone())));
        }
        let registration = activity.map(|activity| registration(activity, one.person));
        let registration = registration.filter(|edit| book.record(edit.record).is_none());
        one.registered = registration.is_some();
        edits.extend(registration.map(|edit| (place, edit)));
    }
    let answers = record(book, by, &edits, at).await?;
    for ((place, edit), answer) in edits.iter().zip(answers) {
        if let Some(refused) = refusal(edit, &answer) {
            batch[*place].fate = Fate::Refused(refused);
            batch[*place].registered = false;
        }
    }
    Ok(())
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

fn refusal(edit: &Edit, answer: &Answer) -> Option<Refused> {
    let (field, reason) = match answer.verdict {
        Verdict::Refused { field, reason } => (field, reason),
        Verdict::Held { reason } => (None, reason),
        _ => return None,
    };
    Some(Refused {
        kind: edit.kind,
        field,
        reason,
    })
}
