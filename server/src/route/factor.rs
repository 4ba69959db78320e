//! The second factor of one's own account: switched on with the password and a code, off with both.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use axum_extra::extract::CookieJar;
use domain::id::Id;
use serde::{Deserialize, Serialize};

use super::account::{alone, confirm};
use super::body::Asked;
use super::session::too_many_tries;
use crate::auth::{Signed, recovery, session::From};
use crate::clock;
use crate::error::ApiError;
use crate::factor::{self, FactorError, Judged, Typed};
use crate::state::AppState;
use crate::store::Book;

/// How the second factor of a member stands.
#[derive(Debug, Serialize)]
pub struct Stands {
    on: bool,
    /// Recovery codes that are left.
    recovery: usize,
}

/// `GET /api/v1/factor`.
pub async fn show(State(state): State<AppState>, signed: Signed) -> Result<Json<Stands>, ApiError> {
    let (association, member) = (signed.session.association, signed.session.member);
    let kept = state.store.factor(association, member).await?;
    let left = state.store.recovery_hashes(association, member).await?;
    Ok(Json(Stands {
        on: kept.is_some_and(|kept| kept.begun),
        recovery: left.len(),
    }))
}

/// Who asks, once more.
#[derive(Debug, Deserialize)]
pub struct Password {
    password: String,
}

/// What an authenticator app is given.
#[derive(Debug, Serialize)]
pub struct Offer {
    secret: String,
    uri: String,
}

/// `POST /api/v1/factor/begin`: tells the secret; signing in asks for no code until one has come back.
pub async fn begin(
    State(state): State<AppState>,
    signed: Signed,
    from: From,
    Asked(asked): Asked<Password>,
) -> Result<Json<Offer>, ApiError> {
    let session = &signed.session;
    confirm(&state, session, from, asked.password).await?;
    let (association, member) = (session.association, session.member);
    let login = state.store.login(association, member).await?.unwrap_or_default();
    let mut book = state.store.book(association).await?;
    let seed = factor::offer(&mut book, &state.factors, (association, member)).await?;
    let seed = seed.ok_or_else(on_already)?;
    book.close().await?;
    Ok(Json(Offer {
        secret: seed.text(),
        uri: seed.uri(&login),
    }))
}

/// A code that the app shows.
#[derive(Debug, Deserialize)]
pub struct Code {
    code: String,
}

/// What is shown once.
#[derive(Debug, Serialize)]
pub struct Begun {
    recovery: Vec<String>,
}

/// `POST /api/v1/factor/confirm`: from here on signing in asks for a code; every other session ends, and this one gets
/// another token.
pub async fn confirm_code(
    State(state): State<AppState>,
    signed: Signed,
    from: From,
    Asked(asked): Asked<Code>,
) -> Result<(CookieJar, Json<Begun>), ApiError> {
    let (session, now) = (&signed.session, clock::now());
    let (association, member) = (session.association, session.member);
    let key = member.to_string();
    state.limits.take(&key, from.0, now).map_err(too_many_tries)?;
    let offered = state.store.factor(association, member).await?;
    let offered = offered.filter(|kept| !kept.begun).ok_or_else(not_offered)?;
    let seed = factor::seed(&state.factors, association, member, &offered).map_err(FactorError::Seal)?;
    let step = match recovery::read(&asked.code) {
        Some(recovery::Written::Clock(code)) => seed.step_of(code, now, offered.step),
        _ => None,
    };
    let step = step.ok_or_else(wrong_code)?;
    state.limits.give_back(&key, from.0);
    let codes = recovery::fresh();
    // Hashing takes long: nobody waits for the association's lock meanwhile.
    let hashes = state
        .passwords
        .hash_codes(codes.clone())
        .await
        .map_err(FactorError::Hash)?;
    let mut book = state.store.book(association).await?;
    if !factor::begin(&mut book, member, offered, step, &hashes, now).await? {
        return Err(not_offered());
    }
    let jar = alone(&mut book, &signed, now).await?;
    book.close().await?;
    let recovery = codes.iter().map(|code| recovery::shown(code)).collect();
    Ok((jar, Json(Begun { recovery })))
}

/// Who asks, with a code.
#[derive(Debug, Deserialize)]
pub struct End {
    password: String,
    #[serde(default)]
    code: String,
}

/// `POST /api/v1/factor/end`: signing in asks for the password alone again; every other session ends.
pub async fn end(
    State(state): State<AppState>,
    signed: Signed,
    from: From,
    Asked(asked): Asked<End>,
) -> Result<(StatusCode, CookieJar), ApiError> {
    let (session, now) = (&signed.session, clock::now());
    let whose = (session.association, session.member);
    confirm(&state, session, from, asked.password).await?;
    let key = session.member.to_string();
    state.limits.take(&key, from.0, now).map_err(too_many_tries)?;
    let typed = typed(&state, whose, &asked.code).await?;
    let book = state.store.book(session.association).await?;
    let mut book = passed(&state, book, whose, typed).await?;
    state.limits.give_back(&key, from.0);
    factor::end(&mut book, session.member, now).await?;
    let jar = alone(&mut book, &signed, now).await?;
    book.close().await?;
    Ok((StatusCode::NO_CONTENT, jar))
}

/// Reads what a member typed as a code, who said the right password.
pub(super) async fn typed(
    state: &AppState,
    (association, member): (Id, Id),
    code: &str,
) -> Result<Typed, ApiError> {
    Ok(factor::typed(&state.store, &state.passwords, association, member, code).await?)
}

/// The book in which what a member typed has served, if it is right. What is wrong counts all the same.
pub(super) async fn passed(
    state: &AppState,
    mut book: Book,
    whose: (Id, Id),
    typed: Typed,
) -> Result<Book, ApiError> {
    match factor::judge(&mut book, &state.factors, whose, typed, clock::now()).await? {
        Judged::Passed => Ok(book),
        Judged::Needed => Err(needed()),
        Judged::Closed => Err(closed()),
        Judged::Wrong => {
            book.close().await?;
            Err(wrong_code())
        }
    }
}

impl core::convert::From<FactorError> for ApiError {
    fn from(error: FactorError) -> Self {
        match error {
            FactorError::Store(error) => error.into(),
            other => ApiError::internal(&other),
        }
    }
}

fn needed() -> ApiError {
    let message = "The password is right. This account asks for a code too: the one that the authenticator app shows, or a recovery code.";
    ApiError::new(StatusCode::UNAUTHORIZED, "code_needed", message).at("code")
}

fn wrong_code() -> ApiError {
    let message = "The code is not right, or served already. Take the one that the app shows now, and check that the clock of its phone is right.";
    ApiError::new(StatusCode::UNAUTHORIZED, "wrong_code", message).at("code")
}

fn closed() -> ApiError {
    let message = "Too many wrong codes: somebody may know the password. Use a recovery code, or ask a head for a link, and choose another password.";
    ApiError::new(StatusCode::UNAUTHORIZED, "code_closed", message).at("code")
}

fn on_already() -> ApiError {
    let message = "Signing in asks for a code already. Switch that off first to begin anew.";
    ApiError::new(StatusCode::CONFLICT, "factor_on", message)
}

fn not_offered() -> ApiError {
    let message = "There is nothing to confirm: begin anew. Nothing has changed.";
    ApiError::new(StatusCode::CONFLICT, "factor_not_offered", message)
}
