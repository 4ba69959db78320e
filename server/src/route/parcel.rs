//! `POST /api/v1/parcel`: unsent work of a colleague's phone, sealed, delivered by this one.

use axum::Json;
use axum::body::Bytes;
use axum::extract::{State, rejection::BytesRejection};
use axum::http::{HeaderMap, StatusCode};
use domain::wire::{ParcelError, ParcelKey};
use serde::Serialize;

use super::body::{content_type, unread, wrong_type};
use super::session::too_many_tries;
use crate::auth::Signed;
use crate::clock;
use crate::error::ApiError;
use crate::state::AppState;
use crate::sync::{Delivered, Undelivered, deliver as take_in};

const BYTES: &str = "application/octet-stream";

/// Takes a parcel in, and says only how many changes were in it and how many of them need a head.
pub async fn deliver(
    State(state): State<AppState>,
    signed: Signed,
    headers: HeaderMap,
    body: Result<Bytes, BytesRejection>,
) -> Result<Json<Delivered>, ApiError> {
    let now = clock::now();
    let member = signed.session.member;
    state.limits.take_parcel(member, now).map_err(too_many_tries)?;
    if content_type(&headers) != BYTES {
        return Err(wrong_type(BYTES));
    }
    let body = body.map_err(unread)?;
    let delivered = take_in(&state.store, &signed.session, &body, now)
        .await
        .map_err(refused)?;
    state.limits.give_back_parcel(member);
    state.metrics.judged(&delivered.answers);
    Ok(Json(delivered))
}

/// What a phone seals its unsent work with.
#[derive(Debug, Serialize)]
pub struct Told {
    key: String,
}

/// `POST /api/v1/parcel/key`: tells a phone what to seal its own parcels with.
pub async fn key(State(state): State<AppState>, signed: Signed) -> Result<Json<Told>, ApiError> {
    let session = &signed.session;
    let secret = state
        .store
        .phone_secret(session.association, session.device)
        .await?;
    let key = ParcelKey::of(&secret.ok_or_else(no_secret)?);
    let digits = key.bytes().map(|byte| format!("{byte:02x}"));
    Ok(Json(Told { key: digits.concat() }))
}

fn no_secret() -> ApiError {
    let message =
        "This phone signed in before its work could be sealed. Sign in with the password once more.";
    ApiError::new(StatusCode::CONFLICT, "no_secret", message)
}

fn refused(error: Undelivered) -> ApiError {
    match error {
        Undelivered::Store(error) => error.into(),
        Undelivered::Foreign => ApiError::new(
            StatusCode::FORBIDDEN,
            "parcel_foreign",
            "This file is of another association. Nothing was recorded: give it to someone of that association.",
        ),
        Undelivered::Unopened(ParcelError::Newer) => ApiError::new(
            StatusCode::UNPROCESSABLE_ENTITY,
            "parcel_newer",
            "This file comes from a later version of Hadir. Keep it, update, then deliver it again.",
        ),
        Undelivered::Unopened(ParcelError::Damaged) => ApiError::new(
            StatusCode::UNPROCESSABLE_ENTITY,
            "parcel_damaged",
            "This file is not unsent work, or was damaged on its way. Nothing was recorded: \
             save it again on the phone it comes from.",
        ),
    }
}
