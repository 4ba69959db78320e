//! `POST /api/v1/sync`: what a phone recorded goes in, what is new to it comes out.

use axum::body::Bytes;
use axum::extract::{State, rejection::BytesRejection};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use domain::wire::{
    CBOR, OLDEST_PROTOCOL, PROTOCOL, PUSH_CHANGES, SyncRequest, SyncResponse, from_cbor, json, to_cbor,
};

use super::body::{JSON, content_type, unread, wrong_type};
use crate::auth::Signed;
use crate::clock;
use crate::error::ApiError;
use crate::state::AppState;
use crate::sync;

/// Answers in the encoding of the request.
pub async fn sync(
    State(state): State<AppState>,
    signed: Signed,
    headers: HeaderMap,
    body: Result<Bytes, BytesRejection>,
) -> Result<Response, ApiError> {
    let received = clock::now();
    let encoding = content_type(&headers);
    let request = read(&encoding, &body.map_err(unread)?)?;
    admit(&signed, &request)?;
    let response = sync::sync(&state.store, &signed.session, &request, received).await?;
    state.metrics.judged(&response.verdicts);
    write(&encoding, &response)
}

fn read(encoding: &str, body: &[u8]) -> Result<SyncRequest, ApiError> {
    match encoding {
        CBOR => from_cbor(body).map_err(|_| ApiError::malformed("it is not a sync request in CBOR")),
        JSON => json::request(body).map_err(ApiError::malformed),
        _ => Err(wrong_type("application/cbor or application/json")),
    }
}

fn admit(signed: &Signed, request: &SyncRequest) -> Result<(), ApiError> {
    if !(OLDEST_PROTOCOL..=PROTOCOL).contains(&request.protocol) {
        let message = "This version of the app and the server do not understand each other. \
             What was recorded is safe on the phone: update the app, or the server.";
        return Err(ApiError::new(
            StatusCode::UPGRADE_REQUIRED,
            "update_required",
            message,
        ));
    }
    if request.device != signed.session.device {
        let message = "This session belongs to another phone. Sign in again on this one.";
        return Err(ApiError::new(StatusCode::FORBIDDEN, "other_device", message));
    }
    if request.changes.len() > PUSH_CHANGES {
        return Err(ApiError::malformed(format!(
            "it carries more than {PUSH_CHANGES} changes"
        )));
    }
    Ok(())
}

fn write(encoding: &str, response: &SyncResponse) -> Result<Response, ApiError> {
    if encoding == CBOR {
        return Ok(([(header::CONTENT_TYPE, CBOR)], to_cbor(response)).into_response());
    }
    let text = json::response_text(response).map_err(|error| ApiError::internal(&error))?;
    Ok(([(header::CONTENT_TYPE, JSON)], text).into_response())
}
