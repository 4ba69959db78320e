//! `GET /api/v1/log`: older lines than a phone holds.

use axum::extract::{Query, State, rejection::QueryRejection};
use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse, Response};
use domain::wire::{CBOR, json, to_cbor};
use serde::Deserialize;

use super::body::JSON;
use crate::auth::Signed;
use crate::error::ApiError;
use crate::state::AppState;

/// Entries one answer carries at most.
const MOST: u32 = 500;

/// Where to read.
#[derive(Debug, Deserialize)]
pub struct Where {
    /// Entries older than this number.
    before: Option<u64>,
    /// How many.
    limit: Option<u32>,
}

/// The newest entries before a number, the newest first, as JSON or as CBOR.
pub async fn show(
    State(state): State<AppState>,
    signed: Signed,
    headers: HeaderMap,
    query: Result<Query<Where>, QueryRejection>,
) -> Result<Response, ApiError> {
    if !signed.asker().sees_all() {
        return Err(ApiError::not_allowed());
    }
    let Query(place) = query.map_err(|_| ApiError::malformed("before and limit are whole numbers"))?;
    let before = place.before.unwrap_or(u64::MAX);
    let most = place.limit.unwrap_or(100).clamp(1, MOST);
    let entries = state
        .store
        .log_before(signed.session.association, before, most)
        .await?;
    let cbor = headers
        .get(header::ACCEPT)
        .and_then(|accept| accept.to_str().ok())
        .is_some_and(|accept| accept.contains(CBOR));
    if cbor {
        return Ok(([(header::CONTENT_TYPE, CBOR)], to_cbor(&entries)).into_response());
    }
    let entries: Result<Vec<_>, _> = entries.iter().map(json::record_value).collect();
    let entries = entries.map_err(|error| ApiError::internal(&error))?;
    let text = serde_json::json!({ "entries": entries }).to_string();
    Ok(([(header::CONTENT_TYPE, JSON)], text).into_response())
}
