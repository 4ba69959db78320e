//! Numbers of identity cards: kept only where the association has the authorisation of law 09-08, told one at a time,
//! and who was told stands in the log. Numbers are in bodies alone, never in an address.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use domain::change::Edit;
use domain::cin::Cin;
use domain::erasure::is_erased;
use domain::id::Id;
use domain::kind::Kind;
use domain::record::{Association, Beneficiary, View, beneficiary};
use serde::{Deserialize, Serialize};

use super::body::Asked;
use super::session::too_many_tries;
use crate::auth::Signed;
use crate::clock;
use crate::error::ApiError;
use crate::seal::SealError;
use crate::state::AppState;
use crate::store::Book;

/// A person's number.
#[derive(Debug, Deserialize)]
pub struct Given {
    person: Id,
    /// Empty: it is kept no longer.
    cin: String,
}

/// `POST /api/v1/cin`: the record itself says only the mask.
pub async fn keep(
    State(state): State<AppState>,
    signed: Signed,
    Asked(given): Asked<Given>,
) -> Result<StatusCode, ApiError> {
    let mut book = opened(&state, &signed, Some(given.person)).await?;
    let cin = match given.cin.trim() {
        "" => None,
        typed => Some(Cin::parse(typed).ok_or_else(unfit)?),
    };
    let mask = cin.as_ref().map(Cin::masked).unwrap_or_default();
    if let Some(cin) = &cin {
        let association = signed.session.association;
        let sealed = state.cin.seal(association, given.person, cin).map_err(shut)?;
        let mark = state.cin.mark(association, cin).map_err(shut)?;
        book.keep_cin(given.person, sealed, mark).await?;
    } else {
        book.drop_cin(given.person).await?;
    }
    let edit = Edit::new(Kind::Beneficiary, given.person).set(beneficiary::CIN_MASK, mask);
    book.record_own(Some(signed.session.member), &[edit], clock::now())
        .await?;
    book.close().await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Whose number is asked for.
#[derive(Debug, Deserialize)]
pub struct Whose {
    person: Id,
}

/// A number.
#[derive(Debug, Serialize)]
pub struct Told {
    cin: String,
}

/// `POST /api/v1/cin/view`: that it was seen is in the log before it is told.
pub async fn view(
    State(state): State<AppState>,
    signed: Signed,
    Asked(whose): Asked<Whose>,
) -> Result<Json<Told>, ApiError> {
    let now = clock::now();
    let (association, member) = (signed.session.association, signed.session.member);
    let mut book = opened(&state, &signed, Some(whose.person)).await?;
    state.limits.take_cin(member, now).map_err(too_many_tries)?;
    let sealed = state
        .store
        .cin(association, whose.person)
        .await?
        .ok_or_else(none)?;
    let cin = state.cin.open(association, whose.person, &sealed).map_err(shut)?;
    let seen = Edit::new(Kind::Beneficiary, whose.person).set(beneficiary::CIN_SEEN, Some(now));
    book.record_own(Some(member), &[seen], now).await?;
    book.close().await?;
    Ok(Json(Told {
        cin: cin.whole().to_owned(),
    }))
}

/// A number somebody shows.
#[derive(Debug, Deserialize)]
pub struct Shown {
    cin: String,
}

/// Whose it is.
#[derive(Debug, Serialize)]
pub struct Found {
    people: Vec<Id>,
}

/// `POST /api/v1/cin/find`: the people whose number it is.
pub async fn find(
    State(state): State<AppState>,
    signed: Signed,
    Asked(shown): Asked<Shown>,
) -> Result<Json<Found>, ApiError> {
    drop(opened(&state, &signed, None).await?);
    state
        .limits
        .take_cin(signed.session.member, clock::now())
        .map_err(too_many_tries)?;
    let association = signed.session.association;
    let cin = Cin::parse(&shown.cin).ok_or_else(unfit)?;
    let mark = state.cin.mark(association, &cin).map_err(shut)?;
    let people = state.store.marked_cin(association, &mark).await?;
    Ok(Json(Found { people }))
}

/// The association's book, where it may keep such numbers, whoever asks may see them, and the person is one of its.
async fn opened(state: &AppState, signed: &Signed, person: Option<Id>) -> Result<Book, ApiError> {
    if !signed.asker().sees_all() {
        return Err(ApiError::not_allowed());
    }
    let association = signed.session.association;
    let mut book = state.store.book(association).await?;
    book.load(core::iter::once(association).chain(person).collect())
        .await?;
    let authorised = book
        .record(association)
        .is_some_and(|record| !Association::of(record).cin_authorisation.is_empty());
    if !authorised {
        return Err(closed());
    }
    let is_there = |id| {
        book.record(id)
            .is_some_and(|record| record.kind == Beneficiary::KIND && !is_erased(record))
    };
    if !person.is_none_or(is_there) {
        return Err(nobody());
    }
    Ok(book)
}

fn closed() -> ApiError {
    let message = "Identity card numbers are closed: a head enters the number of the association's CNDP authorisation in the settings first. Nothing was kept.";
    ApiError::new(StatusCode::CONFLICT, "cin_closed", message)
}

fn unfit() -> ApiError {
    let message = "An identity card number is one or two letters and up to seven digits. Nothing was kept.";
    ApiError::new(StatusCode::UNPROCESSABLE_ENTITY, "cin_unfit", message).at("cin")
}

fn none() -> ApiError {
    let message = "No identity card number is kept of this person.";
    ApiError::new(StatusCode::NOT_FOUND, "cin_none", message)
}

fn nobody() -> ApiError {
    ApiError::new(
        StatusCode::NOT_FOUND,
        "not_found",
        "There is no such person in this association.",
    )
}

fn shut(error: SealError) -> ApiError {
    ApiError::internal(&error)
}
