//! Who is signed in: read from the cookie by every route that needs to know.

use std::convert::Infallible;
use std::net::{IpAddr, SocketAddr};

use axum::extract::{ConnectInfo, FromRequestParts};
use axum::http::request::Parts;
use axum_extra::extract::CookieJar;
use domain::access::Asker;

use super::token::{COOKIE, SESSION_DAYS, Token};
use crate::clock;
use crate::error::ApiError;
use crate::state::AppState;
use crate::store::{Session, Store};

/// Milliseconds of a day.
const DAY_MS: i64 = 86_400_000;

/// A request of someone who is signed in.
#[derive(Debug)]
pub struct Signed {
    /// Who.
    pub session: Session,
    /// By which token.
    pub token: Token,
}

impl Signed {
    /// The member's rights as they stand now.
    pub async fn asker(&self, store: &Store) -> Result<Asker, ApiError> {
        let records = store
            .records(self.session.association, &[self.session.member])
            .await?;
        let asker = records.first().map(Asker::of).filter(|asker| !asker.closed);
        asker.ok_or_else(ApiError::signed_out)
    }
}

impl FromRequestParts<AppState> for Signed {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, ApiError> {
        let jar = CookieJar::from_headers(&parts.headers);
        let cookie = jar.get(COOKIE).ok_or_else(ApiError::signed_out)?;
        let token = Token::from_text(cookie.value());
        let since = clock::now().plus(-SESSION_DAYS * DAY_MS);
        let session = state.store.session(&token.hash(), since).await?;
        Ok(Signed {
            session: session.ok_or_else(ApiError::signed_out)?,
            token,
        })
    }
}

/// The address a request comes from.
///
/// A proxy on this machine is believed when it names the client it forwards for; nobody else is.
#[derive(Debug, Clone, Copy)]
pub struct From(pub Option<IpAddr>);

impl<S: Send + Sync> FromRequestParts<S> for From {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        let peer = parts
            .extensions
            .get::<ConnectInfo<SocketAddr>>()
            .map(|info| info.0.ip());
        let forwarded = parts
            .headers
            .get("x-forwarded-for")
            .and_then(|value| value.to_str().ok());
        let nearest = forwarded.and_then(|list| list.rsplit(',').next()?.trim().parse().ok());
        Ok(From(match peer {
            Some(peer) if peer.is_loopback() => nearest.or(Some(peer)),
            peer => peer,
        }))
    }
}
