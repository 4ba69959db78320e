//! `POST /api/v1/sync`: what a phone recorded goes in, what is new to it comes out.

use axum::body::Bytes;
use axum::extract::{State, rejection::BytesRejection};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum_extra::extract::CookieJar;
use domain::wire::{
    CBOR, CURSORS, OLDEST_PROTOCOL, PROTOCOL, PUSH_CHANGES, SyncRequest, SyncResponse, from_cbor, json,
    to_cbor,
};

use super::body::{JSON, content_type, unread, wrong_type};
use crate::auth::{Bearer, Holder};
use crate::clock;
use crate::error::ApiError;
use crate::state::AppState;
use crate::sync;

/// Answers in the encoding of the request. A session that is used begins its days anew, on the phone too.
pub async fn sync(
    State(state): State<AppState>,
    Bearer(holder): Bearer,
    headers: HeaderMap,
    body: Result<Bytes, BytesRejection>,
) -> Result<Response, ApiError> {
    let received = clock::now();
    let encoding = content_type(&headers);
    let request = read(&encoding, &body.map_err(unread)?)?;
    admit(&holder, &request)?;
    let synced = sync::sync(&state.store, &holder.session, &request, received).await?;
    state.metrics.judged(&synced.response.verdicts);
    let answer = write(&encoding, &synced.response)?;
    if synced.session_used {
        return Ok((CookieJar::new().add(holder.token.cookie(&holder.cookie)), answer).into_response());
    }
    Ok(answer)
}

fn read(encoding: &str, body: &[u8]) -> Result<SyncRequest, ApiError> {
    match encoding {
        CBOR => from_cbor(body).map_err(|_| ApiError::malformed("it is not a sync request in CBOR")),
        JSON => json::request(body).map_err(ApiError::malformed),
        _ => Err(wrong_type("application/cbor or application/json")),
    }
}

fn admit(holder: &Holder, request: &SyncRequest) -> Result<(), ApiError> {
    if !(OLDEST_PROTOCOL..=PROTOCOL).contains(&request.protocol) {
        let message = "This version of the app and the server do not understand each other. \
             What was recorded is safe on the phone: update the app, or the server.";
        return Err(ApiError::new(
            StatusCode::UPGRADE_REQUIRED,
            "update_required",
            message,
        ));
    }
    if request.device != holder.session.device {
        let message = "This session belongs to another phone. Sign in again on this one.";
        return Err(ApiError::new(StatusCode::FORBIDDEN, "other_device", message));
    }
    if request.changes.len() > PUSH_CHANGES {
        return Err(ApiError::malformed(format!(
            "it carries more than {PUSH_CHANGES} changes"
        )));
    }
    if request.cursors.len() > CURSORS {
        return Err(ApiError::malformed(format!(
            "it names more than {CURSORS} slices"
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
