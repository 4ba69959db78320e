//! Signing in and out.

use axum::Json;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum_extra::extract::CookieJar;
use domain::id::Id;
use domain::kind::Kind;
use domain::record::{Device, Member, Record, View};
use domain::text::clean_line;
use domain::time::Millis;
use serde::{Deserialize, Serialize};

use super::body::Asked;
use crate::auth::login::fold;
use crate::auth::{Bearer, Token, https, session::From};
use crate::clock;
use crate::error::ApiError;
use crate::state::AppState;
use crate::store::{Account, Book};

/// Characters of a phone's name that are kept.
const DEVICE_NAME: usize = 80;

/// What a person signs in with.
#[derive(Debug, Deserialize)]
pub struct SignIn {
    login: String,
    password: String,
    device_name: String,
    /// The phone's id, when it signed in before.
    device: Option<Id>,
}

/// Who is signed in now.
#[derive(Debug, Serialize)]
pub struct SignedIn {
    association: Id,
    member: Id,
    device: Id,
    name: String,
    role: &'static str,
}

/// `POST /api/v1/session`.
pub async fn sign_in(
    State(state): State<AppState>,
    from: From,
    headers: HeaderMap,
    Asked(asked): Asked<SignIn>,
) -> Result<(CookieJar, Json<SignedIn>), ApiError> {
    https::needed(&headers)?;
    let now = clock::now();
    let login = fold(&asked.login).unwrap_or_default();
    state.limits.take(&login, from.0, now).map_err(too_many_tries)?;
    let account = state.store.account(&login).await?;
    let hash = account.as_ref().map(|account| account.password.clone());
    let right = state
        .passwords
        .check(asked.password, hash)
        .await
        .map_err(|error| ApiError::internal(&error))?;
    let account = account.filter(|_| right).ok_or_else(wrong_sign_in)?;
    let mut book = state.store.book(account.association).await?;
    book.load([account.member].into_iter().chain(asked.device).collect())
        .await?;
    let member = open_member(&book, &account).ok_or_else(wrong_sign_in)?;
    let device = asked
        .device
        .filter(|device| is_theirs(&book, *device, account.member));
    let signed = begin(&mut book, account, member, device, &asked.device_name, now).await?;
    book.close().await?;
    state.limits.give_back(&login, from.0);
    Ok(signed)
}

/// `DELETE /api/v1/session`.
pub async fn sign_out(
    State(state): State<AppState>,
    bearer: Result<Bearer, ApiError>,
) -> Result<(StatusCode, CookieJar), ApiError> {
    if let Ok(bearer) = bearer {
        state.store.end_session(&bearer.token.hash()).await?;
    }
    Ok((StatusCode::NO_CONTENT, CookieJar::new().add(Token::no_cookie())))
}

/// Begins a session: names the phone, sets the cookie.
pub(super) async fn begin(
    book: &mut Book,
    account: Account,
    member: Member,
    device: Option<Id>,
    device_name: &str,
    now: Millis,
) -> Result<(CookieJar, Json<SignedIn>), ApiError> {
    let device = device.unwrap_or_else(|| clock::new_id(now));
    let mut record = book
        .record(device)
        .cloned()
        .unwrap_or_else(|| Record::empty(Kind::Device, device));
    let seen = Device {
        member: account.member,
        name: plain(device_name),
        seen: Some(now),
        ..Device::of(&record)
    };
    record.fields.lay(&seen.fields());
    book.put_unlogged(record);
    let token = Token::new();
    book.begin_session(&token.hash(), account.member, device, now)
        .await?;
    let signed_in = SignedIn {
        association: account.association,
        member: account.member,
        device,
        role: member.role.name(),
        name: member.name,
    };
    Ok((CookieJar::new().add(token.cookie()), Json(signed_in)))
}

/// The member of an account, unless the account was closed.
fn open_member(book: &Book, account: &Account) -> Option<Member> {
    let member = book
        .record(account.member)
        .filter(|record| record.kind == Kind::Member)
        .map(Member::of)?;
    (!member.closed).then_some(member)
}

/// Whether a phone is this member's and was not revoked.
fn is_theirs(book: &Book, device: Id, member: Id) -> bool {
    let known = book
        .record(device)
        .filter(|record| record.kind == Kind::Device)
        .map(Device::of);
    known.is_some_and(|known| known.member == member && !known.revoked)
}

/// A phone's name as one line that cannot disturb the text around it.
fn plain(name: &str) -> String {
    let shown: String = name
        .chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .take(4 * DEVICE_NAME)
        .collect();
    let mut line = clean_line(&shown, shown.len()).unwrap_or_default();
    line.truncate(
        line.char_indices()
            .nth(DEVICE_NAME)
            .map_or(line.len(), |(end, _)| end),
    );
    line
}

pub(super) fn too_many_tries(seconds: u64) -> ApiError {
    let message = format!("Too many tries. Wait {seconds} seconds, then try again.");
    ApiError::new(StatusCode::TOO_MANY_REQUESTS, "too_many_tries", message).after(seconds)
}

fn wrong_sign_in() -> ApiError {
    let message = "The name or phone, or the password, is not right. Check both and try again.";
    ApiError::new(StatusCode::UNAUTHORIZED, "wrong_sign_in", message)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_phone_s_name_is_one_harmless_line() {
        assert_eq!(plain("  Galaxy\u{202E} A14\u{7}\n Chrome "), "Galaxy A14 Chrome");
        assert_eq!(plain(&"x".repeat(500)).len(), DEVICE_NAME);
        assert_eq!(plain("\u{2066}\u{2069}"), "");
    }
}
