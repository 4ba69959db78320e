//! Anonymising whoever was last there longer ago than an association may keep what identifies them, and letting go of
//! what a head withdrew.

use std::time::Duration;

use domain::change::Edit;
use domain::erasure::lapsed;
use domain::id::Id;
use domain::kind::Kind;
use domain::record::{Erasure, beneficiary};
use domain::time::Millis;

use crate::clock;
use crate::document;
use crate::store::{Store, StoreError};

/// People whose data is erased under one lock of the association.
const AT_ONCE: usize = 50;
/// How often somebody may write meanwhile before it is left to the next day.
const TRIES: usize = 20;
const DAY: Duration = Duration::from_secs(24 * 60 * 60);

/// Whose data was kept for so many months since they were last there.
pub async fn due(store: &Store, association: Id, months: i64, at: Millis) -> Result<Vec<Id>, StoreError> {
    let (_, records) = store.participations(association).await?;
    Ok(lapsed(&records, months, clock::day(at)))
}

/// Erases what identifies them, each by a change of the server's own; returns how many there were.
pub async fn anonymise(store: &Store, association: Id, months: i64, at: Millis) -> Result<usize, StoreError> {
    let (mut done, mut tries) = (0, 0);
    while tries < TRIES {
        let (seq, records) = store.participations(association).await?;
        let mut due = lapsed(&records, months, clock::day(at));
        if due.is_empty() {
            break;
        }
        due.truncate(AT_ONCE);
        let mut book = store.book(association).await?;
        if book.seq() != seq {
            // Somebody may just have come back.
            tries += 1;
            continue;
        }
        let erased = |person: &Id| {
            let why = Some(Erasure::Lapsed.number());
            Edit::new(Kind::Beneficiary, *person).set(beneficiary::ERASED, why)
        };
        let edits: Vec<Edit> = due.iter().map(erased).collect();
        book.record_own(None, &edits, at).await?;
        book.close().await?;
        done += due.len();
    }
    Ok(done)
}

/// Does so once a day, for ever, for each association that says how long it keeps data; lets go of withdrawn documents
/// too.
pub async fn keep_up(store: Store) {
    loop {
        if let Err(error) = everywhere(&store).await {
            tracing::error!(%error, "nobody whose data was kept long enough was anonymised; it is tried again tomorrow");
        }
        if let Err(error) = let_go(&store).await {
            tracing::error!(%error, "withdrawn documents were not let go; it is tried again tomorrow");
        }
        tokio::time::sleep(DAY).await;
    }
}

async fn let_go(store: &Store) -> Result<(), StoreError> {
    for tenant in store.associations().await? {
        let documents = document::let_go(store, tenant.id, clock::now()).await?;
        if documents > 0 {
            tracing::info!(association = %tenant.id, documents, "withdrawn documents were let go");
        }
    }
    Ok(())
}

async fn everywhere(store: &Store) -> Result<(), StoreError> {
    for tenant in store.associations().await? {
        if let Some(months) = tenant.profile.retention_months {
            let people = anonymise(store, tenant.id, months, clock::now()).await?;
            if people > 0 {
                tracing::info!(association = %tenant.id, people, "anonymised");
            }
        }
    }
    Ok(())
}
