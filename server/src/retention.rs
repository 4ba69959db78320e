//! Anonymising whoever was last there, and whatever was asked and answered, longer ago than an association may keep
//! what identifies them; and letting go of what a head withdrew.

use std::time::Duration;

use domain::change::Edit;
use domain::erasure::{Lapsed, lapsed};
use domain::id::Id;
use domain::kind::Kind;
use domain::record::{Erasure, beneficiary, request};
use domain::time::Millis;

use crate::clock;
use crate::document;
use crate::store::{Store, StoreError};

/// People, and requests, of which it is erased under one lock of the association.
const AT_ONCE: usize = 50;
/// How often somebody may write meanwhile before it is left to the next day.
const TRIES: usize = 20;
const DAY: Duration = Duration::from_secs(24 * 60 * 60);

/// What was kept for so many months.
pub async fn due(store: &Store, association: Id, months: i64, at: Millis) -> Result<Lapsed, StoreError> {
    let (_, records) = store.participations(association).await?;
    Ok(lapsed(&records, months, clock::day(at)))
}

/// Erases what identifies somebody of all that, each by a change of the server's own; returns of what.
pub async fn anonymise(
    store: &Store,
    association: Id,
    months: i64,
    at: Millis,
) -> Result<Lapsed, StoreError> {
    let (mut done, mut tries) = (Lapsed::default(), 0);
    while tries < TRIES {
        let (seq, records) = store.participations(association).await?;
        let mut due = lapsed(&records, months, clock::day(at));
        if due.is_empty() {
            break;
        }
        due.people.truncate(AT_ONCE);
        due.requests.truncate(AT_ONCE);
        let mut book = store.book(association).await?;
        if book.seq() != seq {
            // Somebody may just have come back.
            tries += 1;
            continue;
        }
        book.record_own(None, &edits(&due), at).await?;
        book.close().await?;
        done.people.extend(due.people);
        done.requests.extend(due.requests);
    }
    Ok(done)
}

fn edits(due: &Lapsed) -> Vec<Edit> {
    let why = Some(Erasure::Lapsed.number());
    let people = due.people.iter();
    let people = people.map(|person| Edit::new(Kind::Beneficiary, *person).set(beneficiary::ERASED, why));
    let requests = due.requests.iter();
    let requests =
        requests.map(|request| Edit::new(Kind::Request, *request).set(request::ERASED, Some(true)));
    people.chain(requests).collect()
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
            let done = anonymise(store, tenant.id, months, clock::now()).await?;
            if !done.is_empty() {
                let (people, requests) = (done.people.len(), done.requests.len());
                tracing::info!(association = %tenant.id, people, requests, "anonymised");
            }
        }
    }
    Ok(())
}
