//! Who is signed in: read from the cookie by every route that needs to know.

use std::convert::Infallible;
use std::net::{IpAddr, SocketAddr};

use axum::extract::{ConnectInfo, FromRequestParts};
use axum::http::request::Parts;
use axum_extra::extract::CookieJar;
use domain::access::Asker;
use domain::record::{Record, device};
use domain::time::Millis;

use super::token::{COOKIE, SESSION_DAYS, SESSION_LONGEST_DAYS, Token};
use crate::clock;
use crate::error::ApiError;
use crate::state::AppState;
use crate::store::{Session, Store, StoreError};

/// Milliseconds of a day.
const DAY_MS: i64 = 86_400_000;

/// A request with the token of a session, whatever became of its phone and its member since.
///
/// Enough only to bring what was recorded before, and to end the session.
#[derive(Debug)]
pub struct Bearer {
    /// Who.
    pub session: Session,
    /// By which token.
    pub token: Token,
}

impl FromRequestParts<AppState> for Bearer {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, ApiError> {
        let jar = CookieJar::from_headers(&parts.headers);
        let cookie = jar.get(COOKIE).ok_or_else(ApiError::signed_out)?;
        let token = Token::from_text(cookie.value());
        let before = |days: i64| clock::now().plus(-days * DAY_MS);
        let (since, begun) = (before(SESSION_DAYS), before(SESSION_LONGEST_DAYS));
        let session = state.store.session(&token.hash(), since, begun).await?;
        Ok(Bearer {
            session: session.ok_or_else(ApiError::signed_out)?,
            token,
        })
    }
}

/// A request of someone who is signed in.
#[derive(Debug)]
pub struct Signed {
    /// Who.
    pub session: Session,
    asker: Asker,
}

impl Signed {
    /// The member's rights.
    pub fn asker(&self) -> &Asker {
        &self.asker
    }
}

impl FromRequestParts<AppState> for Signed {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, ApiError> {
        let session = Bearer::from_request_parts(parts, state).await?.session;
        let standing = standing(&state.store, &session, clock::now()).await?;
        let asker = standing
            .map(|(asker, _)| asker)
            .filter(|asker| !asker.closed)
            .ok_or_else(ApiError::signed_out)?;
        Ok(Signed { session, asker })
    }
}

/// The rights of a session's member as they stand now, and the record of its phone; `None` where one of
/// them is not there. From a revoked phone a member has the rights of a closed account: none.
pub async fn standing(
    store: &Store,
    session: &Session,
    now: Millis,
) -> Result<Option<(Asker, Record)>, StoreError> {
    let records = store
        .records(session.association, &[session.member, session.device])
        .await?;
    let of = |id| records.iter().find(|record| record.id == id);
    let (Some(member), Some(device)) = (of(session.member), of(session.device)) else {
        return Ok(None);
    };
    let mut asker = Asker::on(member, clock::day(now));
    asker.closed |= device.read::<bool>(device::REVOKED);
    Ok(Some((asker, device.clone())))
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
