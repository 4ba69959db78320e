//! A program that reads by a token: `Authorization: Bearer …`, or the password of HTTP Basic, which is what spreadsheets
//! ask for. A cookie counts for nothing here.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use domain::id::Id;
use domain::record::{Reach, data_token};

use super::session::From;
use super::token::Token;
use crate::clock;
use crate::data::{self, Shut};
use crate::error::ApiError;
use crate::state::AppState;

/// Who reads, and what they may read.
#[derive(Debug)]
pub struct Reader {
    /// Of which association.
    pub association: Id,
    /// How much.
    pub reach: Reach,
}

/// Why nobody reads: with status 401 it says how to.
#[derive(Debug)]
pub struct Unread(ApiError);

impl Reader {
    /// Refuses what the token does not reach.
    pub fn must_reach(&self, asked: Reach) -> Result<(), ApiError> {
        if self.reach.covers(asked) {
            return Ok(());
        }
        let message = "This token does not read that. Ask a head for one that does, in settings.";
        Err(ApiError::new(StatusCode::FORBIDDEN, "token_reach", message))
    }
}

impl FromRequestParts<AppState> for Reader {
    type Rejection = Unread;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Unread> {
        let Ok(from) = From::from_request_parts(parts, state).await;
        reader(&parts.headers, from, state).await.map_err(Unread)
    }
}

async fn reader(headers: &HeaderMap, from: From, state: &AppState) -> Result<Reader, ApiError> {
    let secret = secret(headers).ok_or_else(no_token)?;
    let now = clock::now();
    state.limits.take_address(from.0, now).map_err(too_often)?;
    let found = state.store.data_token(&Token::from_text(&secret).hash()).await?;
    let found = found.ok_or_else(|| shut(Shut::Unknown))?;
    state.limits.give_back_address(from.0);
    state.limits.take_data(found.token, now).map_err(too_often)?;
    let mut records = state.store.records(found.association, &[found.token]).await?;
    let makers = records
        .iter()
        .filter_map(|token| token.read(data_token::MADE_BY))
        .collect::<Vec<Id>>();
    records.extend(state.store.records(found.association, &makers).await?);
    let of = |id| records.iter().find(|record| record.id == id);
    let token = data::opened(of, found.token, now).map_err(shut)?;
    data::read(&state.store, found.association, found.token, token.used, now).await?;
    Ok(Reader {
        association: found.association,
        reach: token.reach,
    })
}

/// The token that a request carries.
fn secret(headers: &HeaderMap) -> Option<String> {
    let (scheme, rest) = headers
        .get(header::AUTHORIZATION)?
        .to_str()
        .ok()?
        .split_once(' ')?;
    let rest = rest.trim();
    if scheme.eq_ignore_ascii_case("bearer") {
        return Some(rest.to_owned());
    }
    let plain = STANDARD
        .decode(rest)
        .ok()
        .filter(|_| scheme.eq_ignore_ascii_case("basic"))?;
    let plain = String::from_utf8(plain).ok()?;
    plain.split_once(':').map(|(_, password)| password.to_owned())
}

fn no_token() -> ApiError {
    let message =
        "This is read with a token, as a Bearer or as the password of Basic. A head makes one in settings.";
    ApiError::new(StatusCode::UNAUTHORIZED, "token_missing", message)
}

fn shut(why: Shut) -> ApiError {
    let code = match why {
        Shut::Unknown => "token_unknown",
        Shut::Expired => "token_expired",
        Shut::Withdrawn => "token_withdrawn",
    };
    ApiError::new(StatusCode::UNAUTHORIZED, code, why.to_string())
}

fn too_often(seconds: u64) -> ApiError {
    let message =
        format!("This is asked for too often. Nothing was read: wait {seconds} seconds, then try again.");
    ApiError::new(StatusCode::TOO_MANY_REQUESTS, "too_many_tries", message).after(seconds)
}

impl IntoResponse for Unread {
    fn into_response(self) -> Response {
        let mut response = self.0.into_response();
        if response.status() == StatusCode::UNAUTHORIZED {
            let how = HeaderValue::from_static("Basic realm=\"Hadir\", charset=\"UTF-8\"");
            response.headers_mut().insert(header::WWW_AUTHENTICATE, how);
        }
        response
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn carried(authorization: &str) -> Option<String> {
        let mut headers = HeaderMap::new();
        headers.insert(header::AUTHORIZATION, authorization.parse().unwrap());
        secret(&headers)
    }

    #[test]
    fn a_token_is_a_bearer_or_the_password_of_anybody() {
        assert_eq!(carried("Bearer hadir_x").as_deref(), Some("hadir_x"));
        assert_eq!(carried("bearer  hadir_x ").as_deref(), Some("hadir_x"));
        let basic = |plain: &str| format!("Basic {}", STANDARD.encode(plain));
        assert_eq!(carried(&basic("excel:hadir_x")).as_deref(), Some("hadir_x"));
        assert_eq!(carried(&basic(":hadir:x")).as_deref(), Some("hadir:x"));
        for none in [
            "",
            "hadir_x",
            "Basic hadir_x",
            "Digest hadir_x",
            &basic("hadir_x"),
        ] {
            assert_eq!(carried(none), None, "{none}");
        }
    }
}
