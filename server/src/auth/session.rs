//! Who is signed in: read from the cookie, and from the pass beside it, by every route that needs to know.

use std::convert::Infallible;
use std::net::{IpAddr, SocketAddr};

use axum::extract::{ConnectInfo, FromRequestParts};
use axum::http::HeaderMap;
use axum::http::request::Parts;
use axum_extra::extract::CookieJar;
use domain::access::Asker;
use domain::id::Id;
use domain::record::{Record, device};
use domain::time::Millis;

use super::token::{COOKIE, SESSION_DAYS, SESSION_LONGEST_DAYS, Token, cookie_of};
use crate::clock;
use crate::error::ApiError;
use crate::state::AppState;
use crate::store::{Session, Store, StoreError};

/// Milliseconds of a day.
const DAY_MS: i64 = 86_400_000;

/// The header that names the phone, where several members have theirs in one browser.
const DEVICE: &str = "hadir-device";
/// The header of what the phone keeps behind its PIN.
const PASS: &str = "hadir-pass";

/// A request with the cookie of a session, whatever became of its phone and its member since.
///
/// A phone that lies locked has no more than that: enough to ask how it stands, and to end the session.
#[derive(Debug)]
pub struct Holder {
    /// Who.
    pub session: Session,
    /// By which token.
    pub token: Token,
    /// By the cookie of which name.
    pub cookie: String,
}

impl Holder {
    /// Whoever holds the cookie of a name.
    pub async fn of(state: &AppState, headers: &HeaderMap, cookie: &str) -> Result<Self, ApiError> {
        let jar = CookieJar::from_headers(headers);
        let held = jar.get(cookie).ok_or_else(ApiError::signed_out)?;
        let token = Token::from_text(held.value());
        let before = |days: i64| clock::now().plus(-days * DAY_MS);
        let (since, begun) = (before(SESSION_DAYS), before(SESSION_LONGEST_DAYS));
        let session = state.store.session(&token.hash(), since, begun).await?;
        Ok(Holder {
            session: session.ok_or_else(ApiError::signed_out)?,
            token,
            cookie: cookie.to_owned(),
        })
    }
}

impl FromRequestParts<AppState> for Holder {
    type Rejection = ApiError;

    /// Where the request names its phone, the session is that phone's.
    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, ApiError> {
        let held = Holder::of(state, &parts.headers, &named(&parts.headers)).await?;
        let theirs = phone(&parts.headers).is_none_or(|device| held.session.device == device);
        theirs.then_some(held).ok_or_else(ApiError::signed_out)
    }
}

/// The name of the cookie that a request means: that of the phone it names, where it brings one.
fn named(headers: &HeaderMap) -> String {
    let jar = CookieJar::from_headers(headers);
    let own = phone(headers).map(cookie_of);
    own.filter(|own| jar.get(own).is_some())
        .unwrap_or_else(|| COOKIE.to_owned())
}

/// The name of the cookie of the phone that a request names, whether it brings one or not.
pub fn own_cookie(headers: &HeaderMap) -> String {
    phone(headers).map_or_else(|| COOKIE.to_owned(), cookie_of)
}

fn phone(headers: &HeaderMap) -> Option<Id> {
    said(headers, DEVICE)?.parse().ok()
}

/// A request with the cookie of a session and, where that has one, its pass, whatever became of its phone and its member
/// since.
///
/// Enough to bring what was recorded before.
#[derive(Debug)]
pub struct Bearer(pub Holder);

impl FromRequestParts<AppState> for Bearer {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, ApiError> {
        let holder = Holder::from_request_parts(parts, state).await?;
        let said = said(&parts.headers, PASS).map(|pass| Token::from_text(pass).hash().to_vec());
        let passes = holder.session.pass.is_none() || holder.session.pass == said;
        passes.then_some(Bearer(holder)).ok_or_else(ApiError::signed_out)
    }
}

fn said<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers.get(name).and_then(|value| value.to_str().ok())
}

/// A request of someone who is signed in.
#[derive(Debug)]
pub struct Signed {
    /// Who.
    pub session: Session,
    /// By the cookie of which name.
    pub cookie: String,
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
        let Bearer(Holder { session, cookie, .. }) = Bearer::from_request_parts(parts, state).await?;
        let standing = standing(&state.store, &session, clock::now()).await?;
        let asker = standing
            .map(|(asker, _)| asker)
            .filter(|asker| !asker.closed)
            .ok_or_else(ApiError::signed_out)?;
        Ok(Signed {
            session,
            cookie,
            asker,
        })
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
