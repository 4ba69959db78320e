//! Bodies as they come in: of the type they must be, of bounded size, or a clear envelope.

use axum::body::Bytes;
use axum::extract::{FromRequest, Request, rejection::BytesRejection};
use axum::http::{HeaderMap, StatusCode, header};
use serde::de::DeserializeOwned;

use crate::error::ApiError;

/// The content type of JSON.
pub const JSON: &str = "application/json";

/// A JSON body.
#[derive(Debug)]
pub struct Asked<T>(pub T);

impl<S: Send + Sync, T: DeserializeOwned> FromRequest<S> for Asked<T> {
    type Rejection = ApiError;

    async fn from_request(request: Request, state: &S) -> Result<Self, ApiError> {
        if content_type(request.headers()) != JSON {
            return Err(wrong_type("application/json"));
        }
        let bytes = Bytes::from_request(request, state).await.map_err(unread)?;
        serde_json::from_slice(&bytes)
            .map(Asked)
            .map_err(|error| ApiError::malformed(plain(&error)))
    }
}

/// What a JSON error says without the text that caused it: that could be anybody's name.
fn plain(error: &serde_json::Error) -> String {
    let what = match error.classify() {
        serde_json::error::Category::Data => "a field is missing or of another type",
        _ => "it is not JSON",
    };
    format!("{what}, line {} column {}", error.line(), error.column())
}

/// The type of a body, without its parameters, in small letters.
pub(super) fn content_type(headers: &HeaderMap) -> String {
    let text = headers
        .get(header::CONTENT_TYPE)
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default();
    text.split(';')
        .next()
        .unwrap_or_default()
        .trim()
        .to_ascii_lowercase()
}

/// The body is of a type this route does not read.
pub(super) fn wrong_type(wanted: &str) -> ApiError {
    let message = format!("The body must be sent as {wanted}.");
    ApiError::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, "wrong_type", message)
}

/// The body could not be read: too large, or cut, or badly compressed.
pub(super) fn unread(rejection: BytesRejection) -> ApiError {
    if rejection.status() == StatusCode::PAYLOAD_TOO_LARGE {
        let message = "The body is larger than the server takes. Send it in smaller parts.";
        return ApiError::new(StatusCode::PAYLOAD_TOO_LARGE, "too_large", message);
    }
    ApiError::malformed("the body could not be read to its end")
}

/// What an answer says that is to be saved and never shown in place, under a name in any script; `plain` is for who reads
/// Latin letters alone.
pub(super) fn attachment(plain: &str, named: &str) -> String {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_');
    let coded: String = named
        .bytes()
        .map(|byte| match is_plain(byte) {
            true => char::from(byte).to_string(),
            false => format!("%{byte:02X}"),
        })
        .collect();
    format!("attachment; filename=\"{plain}\"; filename*=UTF-8''{coded}")
}
