//! Tokens: made by a head, shown once, withdrawn by any head.

use domain::access::Asker;
use domain::change::Edit;
use domain::id::Id;
use domain::kind::Kind;
use domain::record::{DataToken, Reach, Record, View, data_token};
use domain::time::Millis;
use domain::value::FieldValue;

use crate::auth::Token;
use crate::clock;
use crate::store::{Store, StoreError};

/// Days a token lasts, at least and at most.
pub const SHORTEST_DAYS: i64 = 1;
/// Two years.
pub const LONGEST_DAYS: i64 = 731;
/// What every token begins with, so that it is known for one wherever it is left lying.
const MARK: &str = "hadir_";
const DAY_MS: i64 = 86_400_000;
/// How often it is written down that a token reads.
const USED_MS: i64 = 3_600_000;

/// A token that was just made; its secret is shown once.
#[derive(Debug)]
pub struct Made {
    /// Which one.
    pub id: Id,
    /// The secret.
    pub secret: Token,
    /// Until when it reads.
    pub expires: Millis,
}

/// Why a token does not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Shut {
    /// There is no such token.
    #[error(
        "This token is not known here. Nothing was read: check that it was copied whole, or ask a head for another."
    )]
    Unknown,
    /// Its time is over.
    #[error("This token has expired. Nothing was read: ask a head for another, in settings.")]
    Expired,
    /// A head withdrew it, or whoever made it leads the team no more.
    #[error("This token was withdrawn. Nothing was read: ask a head for another, in settings.")]
    Withdrawn,
}

/// Makes a token in the name of a member, or of nobody. The log says so.
pub async fn make(
    store: &Store,
    association: Id,
    by: Option<Id>,
    (name, reach): (String, Reach),
    days: i64,
    now: Millis,
) -> Result<Made, StoreError> {
    let made = Made {
        id: clock::new_id(now),
        secret: Token::from_text(&format!("{MARK}{}", Token::new().text())),
        expires: now.plus(days * DAY_MS),
    };
    let record = DataToken {
        name,
        reach,
        expires: Some(made.expires),
        made_by: by,
        ..DataToken::default()
    };
    let mut book = store.book(association).await?;
    book.record_own(by, &[Edit::create(made.id, record)], now).await?;
    book.add_data_token(&made.secret.hash(), made.id).await?;
    book.close().await?;
    Ok(made)
}

/// Withdraws a token in the name of nobody; whether there is such a one. The log says so.
pub async fn withdraw(store: &Store, association: Id, id: Id, now: Millis) -> Result<bool, StoreError> {
    let mut book = store.book(association).await?;
    book.load(vec![id]).await?;
    if book
        .record(id)
        .is_none_or(|record| record.kind != Kind::DataToken)
    {
        return Ok(false);
    }
    let edit = Edit::new(Kind::DataToken, id).set(data_token::REVOKED, true);
    book.record_own(None, &[edit], now).await?;
    book.close().await?;
    Ok(true)
}

/// What a token reads now, if it does. `record` finds the token, and the member who made it.
pub fn opened<'a>(record: impl Fn(Id) -> Option<&'a Record>, id: Id, now: Millis) -> Result<DataToken, Shut> {
    let of_kind = |id, kind| record(id).filter(|record| record.kind == kind);
    let token = of_kind(id, Kind::DataToken)
        .map(DataToken::of)
        .ok_or(Shut::Unknown)?;
    // One made at the server's command line outlives nobody.
    let backed = token.made_by.is_none_or(|maker| {
        of_kind(maker, Kind::Member).is_some_and(|maker| Asker::of(maker).manages_team())
    });
    if token.revoked || !backed {
        Err(Shut::Withdrawn)
    } else if token.expires.is_none_or(|expires| expires <= now) {
        Err(Shut::Expired)
    } else {
        Ok(token)
    }
}

/// Writes down that a token reads, once an hour at most. It is worth no line of the log.
pub async fn read(
    store: &Store,
    association: Id,
    id: Id,
    before: Option<Millis>,
    now: Millis,
) -> Result<(), StoreError> {
    if before.is_some_and(|before| now.since(before) < USED_MS) {
        return Ok(());
    }
    let mut book = store.book(association).await?;
    book.load(vec![id]).await?;
    if let Some(mut record) = book.record(id).cloned() {
        record.fields.set(data_token::USED, Some(now).write());
        book.put_unlogged(record);
    }
    book.close().await?;
    Ok(())
}
