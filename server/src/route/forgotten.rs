//! A forgotten password: a head makes a link for a member, by which that member chooses another.

use axum::Json;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use domain::id::Id;
use domain::record::Invitation;
use domain::time::Millis;
use serde::{Deserialize, Serialize};

use super::account::renew;
use super::body::Asked;
use super::invitation::{Made, door, held_open, names, shut, weak};
use crate::auth::{Signed, https, session::From};
use crate::clock;
use crate::error::ApiError;
use crate::factor;
use crate::state::AppState;
use crate::store::{Book, Door};
use crate::team::{self, Renewal, Shut};

/// Days such a link opens.
const DAYS: i64 = 2;

/// For whom a link is.
#[derive(Debug, Deserialize)]
pub struct Whose {
    member: Id,
    /// Whether their second factor ends as they use it.
    #[serde(default)]
    without_code: bool,
}

/// `POST /api/v1/password/link`: nothing changes until the member uses it.
pub async fn link(
    State(state): State<AppState>,
    signed: Signed,
    headers: HeaderMap,
    Asked(whose): Asked<Whose>,
) -> Result<Json<Made>, ApiError> {
    if !signed.asker().manages_team() {
        return Err(ApiError::not_allowed());
    }
    let session = &signed.session;
    let (by, now) = (Some(session.member), clock::now());
    if whose.without_code && whose.member == session.member {
        return Err(oneself());
    }
    let renewal = Renewal {
        member: whose.member,
        without_code: whose.without_code,
    };
    let made = team::renew(&state.store, session.association, by, renewal, DAYS, now).await?;
    let made = made.ok_or_else(nobody)?;
    Ok(Json(Made::new(&state, &headers, &made)))
}

/// Another password, by a link.
#[derive(Debug, Deserialize)]
pub struct Reset {
    token: String,
    password: String,
}

/// What the member signs in with, from now on with the other password.
#[derive(Debug, Serialize)]
pub struct Renewed {
    login: String,
}

/// `POST /api/v1/password/reset`: every session of the member ends. It signs nobody in.
pub async fn reset(
    State(state): State<AppState>,
    from: From,
    headers: HeaderMap,
    Asked(asked): Asked<Reset>,
) -> Result<Json<Renewed>, ApiError> {
    https::needed(&headers)?;
    let now = clock::now();
    let door = door(&state, from, &asked.token, now).await?;
    let (book, invitation, member) = held_for(&state, door, now).await?;
    let mut near = names(&book, door.association);
    drop(book);
    let login = state.store.login(door.association, member).await?;
    let login = login.ok_or_else(|| shut(Shut::Unknown))?;
    near.extend([invitation.name, login.clone()]);
    // Hashing takes long: nobody waits for the association's lock meanwhile.
    let hash = state.passwords.choose(asked.password, near).await.map_err(weak)?;
    let links = team::links(&state.store, door.association, Some(member)).await?;
    let (mut book, invitation, member) = held_for(&state, door, now).await?;
    renew(&mut book, member, &hash).await?;
    team::shut_links(&mut book, &links, door.invitation, member, now).await?;
    if invitation.second_factor {
        factor::end(&mut book, member, now).await?;
    }
    team::use_up(&mut book, Some(member), door.invitation, member, now).await?;
    book.close().await?;
    Ok(Json(Renewed { login }))
}

/// The book in which a link opens now for a member whose account is open.
async fn held_for(state: &AppState, door: Door, now: Millis) -> Result<(Book, Invitation, Id), ApiError> {
    let (book, invitation) = held_open(state, door, now).await?;
    let member = invitation.member.ok_or_else(|| shut(Shut::Unknown))?;
    if team::standing(&book, member).is_none() {
        return Err(shut(Shut::Revoked));
    }
    Ok((book, invitation, member))
}

fn oneself() -> ApiError {
    let message = "A second factor is taken from somebody by another head, never by oneself: who holds the phone is not always its owner. Nothing was made.";
    ApiError::new(StatusCode::FORBIDDEN, "factor_own", message).at("member")
}

fn nobody() -> ApiError {
    let message = "There is no such member, or their account is closed: open it first.";
    ApiError::new(StatusCode::NOT_FOUND, "member_unknown", message).at("member")
}
