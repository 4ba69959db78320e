//! Requests about personal data: recorded as everything is, found again by their number.

use app::intent::ask;
use domain::id::Id;
use domain::kind::Kind;
use domain::record::{Request, View};
use domain::ticket::Ticket;
use domain::time::Millis;

use super::enrol::refusal;
use super::{Arrived, Stamp};
use crate::store::{Store, StoreError};

/// The number of the request that a form makes: the same each time it is sent.
pub fn number(stamp: &Stamp) -> Ticket {
    let [a, b, c, d, e, f, g, h, ..] = stamp.key;
    Ticket::of(u64::from_be_bytes([a, b, c, d, e, f, g, h]))
}

/// Records a request; the same form sent again makes no second one.
pub async fn request(
    store: &Store,
    association: Id,
    number: Ticket,
    asked: Request,
    at: Millis,
) -> Result<Arrived, StoreError> {
    let edit = ask(association, number, asked);
    let mut book = store.book(association).await?;
    book.load(vec![edit.record]).await?;
    if book.record(edit.record).is_some() {
        return Ok(Arrived::Registered(number));
    }
    let answers = book.record_public(association, &[edit], at).await?;
    if let Some(fault) = refusal(&answers) {
        return Ok(Arrived::Refused(fault));
    }
    book.close().await?;
    Ok(Arrived::Registered(number))
}

/// The request of a number at an association.
pub async fn followed(store: &Store, association: Id, number: Ticket) -> Result<Option<Request>, StoreError> {
    let found = store
        .records(association, &[Request::id(association, number)])
        .await?;
    let known = found.iter().find(|record| record.kind == Kind::Request);
    Ok(known.map(Request::of))
}
