//! What a client is told when something is wrong: one JSON envelope, everywhere.

use app::i18n::Lang;
use axum::Json;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use domain::kind::Kind;
use domain::rules::Fault;
use serde::Serialize;

use crate::sentence::Refused;
use crate::store::StoreError;
use crate::sync::SyncError;

/// `{code, message, field?, retry_after?}` with a status.
#[derive(Debug, Serialize)]
pub struct ApiError {
    #[serde(skip)]
    status: StatusCode,
    code: &'static str,
    message: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    field: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    retry_after: Option<u64>,
}

impl ApiError {
    /// An error by its status, its code for programs and its sentence for people.
    pub fn new(status: StatusCode, code: &'static str, message: impl Into<String>) -> Self {
        ApiError {
            status,
            code,
            message: message.into(),
            field: None,
            retry_after: None,
        }
    }

    /// The same, naming the field at fault.
    #[must_use]
    pub fn at(self, field: &'static str) -> Self {
        ApiError {
            field: Some(field),
            ..self
        }
    }

    /// The same, saying in how many seconds to try again.
    #[must_use]
    pub fn after(self, seconds: u64) -> Self {
        ApiError {
            retry_after: Some(seconds),
            ..self
        }
    }

    /// Nobody is signed in.
    pub fn signed_out() -> Self {
        ApiError::new(
            StatusCode::UNAUTHORIZED,
            "signed_out",
            "Nobody is signed in on this phone. What was recorded is safe on it: sign in to send it.",
        )
    }

    /// Whether it says that nobody is signed in.
    pub fn is_signed_out(&self) -> bool {
        self.status == StatusCode::UNAUTHORIZED
    }

    /// The member may not do this.
    pub fn not_allowed() -> Self {
        ApiError::new(
            StatusCode::FORBIDDEN,
            "not_allowed",
            "Your role in the association does not allow this.",
        )
    }

    /// The message was not understood.
    pub fn malformed(why: impl core::fmt::Display) -> Self {
        let message = format!("The message was not understood ({why}). Nothing was recorded.");
        ApiError::new(StatusCode::BAD_REQUEST, "malformed", message)
    }

    /// There is nothing at this address of the interface.
    pub fn unknown_route() -> Self {
        ApiError::new(
            StatusCode::NOT_FOUND,
            "not_found",
            "There is nothing at this address.",
        )
    }

    /// Something failed here; the log says what.
    pub fn internal(error: &dyn core::fmt::Display) -> Self {
        tracing::error!(%error, "a request failed");
        let message = "The server could not do this now. Nothing was recorded: try again.";
        ApiError::new(StatusCode::SERVICE_UNAVAILABLE, "unavailable", message).after(5)
    }

    /// The disk of the database is full: whoever runs the server finds it in the log.
    fn no_room(error: &dyn core::fmt::Display) -> Self {
        tracing::error!(%error, "the database has no room");
        let message = "The server has no room left. Nothing was recorded there. What a phone recorded is safe on it, and \
             is sent again by itself once whoever runs the server has made room.";
        ApiError::new(StatusCode::INSUFFICIENT_STORAGE, "no_room", message).after(60)
    }

    /// A record's field at fault.
    pub fn fault(kind: Kind, fault: Fault) -> Self {
        let refused = Refused::new(kind, fault);
        let message = format!("This cannot be recorded. {}", refused.sentence(Lang::En));
        ApiError {
            field: refused.field_name(),
            ..ApiError::new(StatusCode::UNPROCESSABLE_ENTITY, fault.reason.name(), message)
        }
    }
}

impl From<StoreError> for ApiError {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::LoginTaken => {
                let message = "Someone signs in with this name or phone already: choose another.";
                ApiError::new(StatusCode::UNPROCESSABLE_ENTITY, "login_taken", message).at("login")
            }
            StoreError::NoRoom(_) => ApiError::no_room(&error),
            other => ApiError::internal(&other),
        }
    }
}

impl From<SyncError> for ApiError {
    fn from(error: SyncError) -> Self {
        match error {
            SyncError::SignedOut => ApiError::signed_out(),
            SyncError::Store(error) => error.into(),
        }
    }
}

impl IntoResponse for ApiError {
    fn into_response(self) -> Response {
        let retry_after = self.retry_after;
        let mut response = (self.status, Json(self)).into_response();
        if let Some(seconds) = retry_after {
            response
                .headers_mut()
                .insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        response
    }
}
