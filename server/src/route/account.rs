//! One's own account: another password, and the phones one is signed in on.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use axum_extra::extract::CookieJar;
use domain::change::Edit;
use domain::id::Id;
use domain::kind::Kind;
use domain::record::{Device, View, device};
use domain::time::Millis;
use serde::{Deserialize, Serialize};

use super::body::Asked;
use super::invitation::{names, weak};
use super::session::{too_many_tries, wrong_sign_in};
use crate::auth::{Signed, Token, session::From};
use crate::clock;
use crate::error::ApiError;
use crate::state::AppState;
use crate::store::{Book, Session, StoreError};
use crate::team;

/// A new password, and the one it takes the place of.
#[derive(Debug, Deserialize)]
pub struct Change {
    current: String,
    password: String,
}

/// `POST /api/v1/password`: every other session of the member ends, and this one gets another token.
pub async fn password(
    State(state): State<AppState>,
    signed: Signed,
    from: From,
    Asked(asked): Asked<Change>,
) -> Result<(StatusCode, CookieJar), ApiError> {
    let session = &signed.session;
    confirm(&state, session, from, asked.current).await?;
    let mut book = state.store.book(session.association).await?;
    book.load(vec![session.association, session.member]).await?;
    let mut near = names(&book, session.association);
    near.extend(team::standing(&book, session.member).map(|member| member.name));
    drop(book);
    let hash = state.passwords.choose(asked.password, near).await.map_err(weak)?;
    let mut book = state.store.book(session.association).await?;
    book.change_password(session.member, &hash).await?;
    let jar = alone(&mut book, &signed, clock::now()).await?;
    book.close().await?;
    Ok((StatusCode::NO_CONTENT, jar))
}

/// Gives a member another password, and ends every session they had by the one before.
pub(super) async fn renew(book: &mut Book, member: Id, hash: &str) -> Result<(), StoreError> {
    book.change_password(member, hash).await?;
    end_all(book, member).await
}

/// Ends every session of a member but this, which gets another token: what lets them in has changed.
pub(super) async fn alone(book: &mut Book, signed: &Signed, now: Millis) -> Result<CookieJar, StoreError> {
    let session = &signed.session;
    end_all(book, session.member).await?;
    let token = Token::new();
    let pass = session.pass.as_deref();
    book.begin_session(&token.hash(), pass, session.member, session.device, now)
        .await?;
    Ok(CookieJar::new().add(token.cookie(&signed.cookie)))
}

async fn end_all(book: &mut Book, member: Id) -> Result<(), StoreError> {
    for session in book.sessions_of(member).await? {
        book.end_sessions(session.device).await?;
    }
    Ok(())
}

/// A phone one is signed in on.
#[derive(Debug, Serialize)]
pub struct Open {
    device: Id,
    name: String,
    since: Millis,
    used: Millis,
    this: bool,
}

/// `GET /api/v1/sessions`.
pub async fn sessions(State(state): State<AppState>, signed: Signed) -> Result<Json<Vec<Open>>, ApiError> {
    let session = &signed.session;
    let mut book = state.store.book(session.association).await?;
    let found = book.sessions_of(session.member).await?;
    book.load(found.iter().map(|one| one.device).collect()).await?;
    let open = found.into_iter().map(|one| Open {
        device: one.device,
        name: book.record(one.device).map(Device::of).unwrap_or_default().name,
        since: one.since,
        used: one.used,
        this: one.device == session.device,
    });
    Ok(Json(open.collect()))
}

/// Which session to end; without one, all but this.
#[derive(Debug, Deserialize)]
pub struct End {
    password: String,
    #[serde(default)]
    device: Option<Id>,
}

/// `POST /api/v1/sessions/end`: what the phone holds stays on it, and it asks to be signed in again.
pub async fn end(
    State(state): State<AppState>,
    signed: Signed,
    from: From,
    Asked(asked): Asked<End>,
) -> Result<StatusCode, ApiError> {
    let session = &signed.session;
    confirm(&state, session, from, asked.password).await?;
    let now = clock::now();
    let mut book = state.store.book(session.association).await?;
    let found = book.sessions_of(session.member).await?;
    let ending: Vec<Id> = found
        .into_iter()
        .map(|one| one.device)
        .filter(|device| {
            asked
                .device
                .map_or(*device != session.device, |one| one == *device)
        })
        .collect();
    for device in ending {
        let edit = Edit::new(Kind::Device, device).set(device::SIGNED_OUT, Some(now));
        book.load(vec![device]).await?;
        book.record_own(Some(session.member), &[edit], now).await?;
        book.end_sessions(device).await?;
    }
    book.close().await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Asks for the password once more: a phone that lies open on a table is not its owner.
pub(super) async fn confirm(
    state: &AppState,
    session: &Session,
    from: From,
    password: String,
) -> Result<(), ApiError> {
    let now = clock::now();
    let key = session.member.to_string();
    state.limits.take(&key, from.0, now).map_err(too_many_tries)?;
    let hash = state.store.password(session.association, session.member).await?;
    let right = state.passwords.check(password, hash).await;
    if !right.map_err(|error| ApiError::internal(&error))? {
        return Err(wrong_sign_in().at("current"));
    }
    state.limits.give_back(&key, from.0);
    Ok(())
}
