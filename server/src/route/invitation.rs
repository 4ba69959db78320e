//! Invitations: a head makes one, whoever has its link opens and accepts it.

use axum::Json;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum_extra::extract::CookieJar;
use domain::id::Id;
use domain::kind::Kind;
use domain::record::{Association, Invitation, Member, Record, Role, View, invitation};
use domain::time::Millis;
use serde::{Deserialize, Serialize};

use super::body::Asked;
use super::session::{Phone, SignedIn, begin, too_many_tries};
use crate::auth::login::fold;
use crate::auth::password::PasswordError;
use crate::auth::{Signed, Token, https, session::From};
use crate::clock;
use crate::error::ApiError;
use crate::factor;
use crate::state::AppState;
use crate::store::{Book, Door, StoreError};
use crate::team::{self, Invited, Shut};

/// Days an invitation opens, at least and at most.
const DAYS: core::ops::RangeInclusive<i64> = 1..=60;

/// For whom an invitation is.
#[derive(Debug, Deserialize)]
pub struct Wanted {
    name: String,
    role: String,
    #[serde(default)]
    activities: Vec<Id>,
    days: i64,
}

/// An invitation that was made.
#[derive(Debug, Serialize)]
pub struct Made {
    id: Id,
    link: String,
    expires: Millis,
}

impl Made {
    pub(super) fn new(state: &AppState, headers: &HeaderMap, made: &Invited) -> Self {
        let host = headers.get("host").and_then(|host| host.to_str().ok());
        Made {
            id: made.id,
            link: team::link(&state.config.public(host), &made.token),
            expires: made.expires,
        }
    }
}

/// `POST /api/v1/invitation`.
pub async fn make(
    State(state): State<AppState>,
    signed: Signed,
    headers: HeaderMap,
    Asked(wanted): Asked<Wanted>,
) -> Result<Json<Made>, ApiError> {
    if !signed.asker().manages_team() {
        return Err(ApiError::not_allowed());
    }
    let role = Role::from_name(&wanted.role).ok_or_else(|| unfit("role", "The role is not one there is."))?;
    if !DAYS.contains(&wanted.days) {
        return Err(unfit("days", "An invitation opens for 1 to 60 days."));
    }
    let member = Member {
        name: wanted.name,
        role,
        activities: wanted.activities,
        ..Member::default()
    };
    let (association, by) = (signed.session.association, signed.session.member);
    let made = team::invite(
        &state.store,
        association,
        Some(by),
        &member,
        wanted.days,
        clock::now(),
    )
    .await;
    let made = made.map_err(at_fault)?;
    Ok(Json(Made::new(&state, &headers, &made)))
}

/// The secret of a link.
#[derive(Debug, Deserialize)]
pub struct Secret {
    token: String,
}

/// What an invitation offers.
#[derive(Debug, Serialize)]
pub struct Offer {
    association: Names,
    name: String,
    role: &'static str,
    expires: Option<Millis>,
    /// What the member signs in with, where it is one who chooses another password.
    login: Option<String>,
    /// Whether it is one who stands in the team already, by that name.
    known: bool,
}

#[derive(Debug, Serialize)]
struct Names {
    name_ar: String,
    name_la: String,
}

/// `POST /api/v1/invitation/open`.
pub async fn open(
    State(state): State<AppState>,
    from: From,
    Asked(secret): Asked<Secret>,
) -> Result<Json<Offer>, ApiError> {
    let now = clock::now();
    let door = door(&state, from, &secret.token, now).await?;
    let mut records = state
        .store
        .records(door.association, &[door.invitation, door.association])
        .await?;
    let maker = |record: &Record| record.read::<Option<Id>>(invitation::MADE_BY);
    let makers: Vec<Id> = records
        .iter()
        .filter(|record| record.kind == Kind::Invitation)
        .filter_map(maker)
        .collect();
    records.extend(state.store.records(door.association, &makers).await?);
    let of = |id| records.iter().find(|record| record.id == id);
    let invitation = team::opened(of, door.invitation, now).map_err(shut)?;
    let association = of(door.association).map(Association::of).unwrap_or_default();
    let login = match invitation.member {
        Some(member) => state.store.login(door.association, member).await?,
        None => None,
    };
    Ok(Json(Offer {
        association: Names {
            name_ar: association.name_ar,
            name_la: association.name_la,
        },
        known: invitation.member.is_some(),
        name: invitation.name,
        role: invitation.role.name(),
        expires: invitation.expires,
        login,
    }))
}

/// How someone accepts.
#[derive(Debug, Deserialize)]
pub struct Accepted {
    token: String,
    name: String,
    login: String,
    password: String,
    device_name: String,
    /// Whether the phone keeps a pass.
    #[serde(default)]
    passes: bool,
}

/// `POST /api/v1/invitation/accept`: makes the member's account and signs the phone in.
pub async fn accept(
    State(state): State<AppState>,
    from: From,
    headers: HeaderMap,
    Asked(asked): Asked<Accepted>,
) -> Result<(CookieJar, Json<SignedIn>), ApiError> {
    https::needed(&headers)?;
    let now = clock::now();
    let door = door(&state, from, &asked.token, now).await?;
    let login = fold(&asked.login).map_err(|error| unfit("login", &format!("Please {error}.")))?;
    let (book, invitation) = held_open(&state, door, now).await?;
    let mut near = names(&book, door.association);
    drop(book);
    near.extend([asked.name.clone(), invitation.name, login.clone()]);
    // Hashing takes long: nobody waits for the association's lock meanwhile.
    let password = state.passwords.choose(asked.password, near).await;
    let password = password.map_err(weak)?;
    let links = team::links(&state.store, door.association, invitation.member).await?;
    let (mut book, invitation) = held_open(&state, door, now).await?;
    let by = invitation.made_by;
    let (account, member) = match invitation.member {
        Some(id) => {
            // Who has an account is let in by another password alone.
            if book.login(id).await?.is_some() {
                return Err(shut(Shut::Unknown));
            }
            let member = team::standing(&book, id).ok_or_else(|| shut(Shut::Revoked))?;
            factor::forget(&mut book, id, now).await?;
            team::shut_links(&mut book, &links, door.invitation, id, now).await?;
            let account = team::admit(&mut book, door.association, id, &login, password).await;
            (account, member)
        }
        None => {
            let member = Member {
                name: asked.name.trim().to_owned(),
                role: invitation.role,
                activities: invitation.activities,
                ..Member::default()
            };
            let (association, known) = (door.association, member.clone());
            let account = team::enrol(&mut book, association, by, known, &login, password, now).await;
            (account, member)
        }
    };
    let account = account.map_err(at_fault)?;
    team::use_up(&mut book, by, door.invitation, account.member, now).await?;
    let phone = Phone {
        device: None,
        name: &asked.device_name,
        passes: asked.passes,
    };
    let (cookie, signed) = begin(&mut book, account, member, phone, now).await?;
    book.close().await?;
    Ok((cookie, Json(signed)))
}

/// The book in which an invitation opens now, and what it offers.
pub(super) async fn held_open(
    state: &AppState,
    door: Door,
    now: Millis,
) -> Result<(Book, Invitation), ApiError> {
    let mut book = state.store.book(door.association).await?;
    book.load(vec![door.association]).await?;
    team::load_invitation(&mut book, door.invitation).await?;
    let invitation = team::opened(|id| book.record(id), door.invitation, now).map_err(shut)?;
    Ok((book, invitation))
}

/// An association's names: nobody's password.
pub(super) fn names(book: &Book, association: Id) -> Vec<String> {
    let association = book.record(association).map(Association::of).unwrap_or_default();
    vec![association.name_ar, association.name_la]
}

/// The invitation of a secret. Guessing is limited by address; who has a secret gives nothing up.
pub(super) async fn door(state: &AppState, from: From, token: &str, now: Millis) -> Result<Door, ApiError> {
    state.limits.take_address(from.0, now).map_err(too_many_tries)?;
    let door = state.store.door(&Token::from_text(token).hash()).await?;
    let door = door.ok_or_else(|| shut(Shut::Unknown))?;
    state.limits.give_back_address(from.0);
    Ok(door)
}

pub(super) fn shut(why: Shut) -> ApiError {
    let (status, code) = match why {
        Shut::Unknown => (StatusCode::NOT_FOUND, "invitation_unknown"),
        Shut::Used => (StatusCode::GONE, "invitation_used"),
        Shut::Expired => (StatusCode::GONE, "invitation_expired"),
        Shut::Revoked => (StatusCode::GONE, "invitation_revoked"),
    };
    ApiError::new(status, code, why.to_string())
}

pub(super) fn weak(error: PasswordError) -> ApiError {
    match error {
        PasswordError::Weak => {
            let message = "The password is too short: take at least 8 characters (200 at most).";
            ApiError::new(StatusCode::UNPROCESSABLE_ENTITY, "weak_password", message).at("password")
        }
        PasswordError::Guessable => {
            let message = "Others would soon guess this password: take three or four words that have nothing to do \
                           with each other, or with you.";
            ApiError::new(StatusCode::UNPROCESSABLE_ENTITY, "guessable_password", message).at("password")
        }
        PasswordError::Hash(_) => ApiError::internal(&error),
    }
}

fn at_fault(error: StoreError) -> ApiError {
    match error {
        StoreError::Fault(fault) => ApiError::fault(Kind::Invitation, fault),
        other => other.into(),
    }
}

fn unfit(field: &'static str, message: &str) -> ApiError {
    ApiError::new(StatusCode::UNPROCESSABLE_ENTITY, "bad_value", message).at(field)
}
