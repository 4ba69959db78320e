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
use super::factor;
use crate::auth::login::fold;
use crate::auth::session::{From, own_cookie, standing};
use crate::auth::token::{COOKIE, cookie_of};
use crate::auth::{Holder, Signed, Token, https};
use crate::clock;
use crate::error::ApiError;
use crate::factor::Typed;
use crate::state::AppState;
use crate::store::{Account, Book};

/// Characters of a phone's name that are kept.
const DEVICE_NAME: usize = 80;
/// Ids of a phone that are looked at.
const PHONE_IDS: usize = 40;

/// What a person signs in with.
#[derive(Debug, Deserialize)]
pub struct SignIn {
    login: String,
    password: String,
    /// The second factor, where the server asked for it: a code of the clock or a recovery code.
    #[serde(default)]
    code: String,
    device_name: String,
    /// The phone's id, when it signed in before.
    device: Option<Id>,
    /// Every id it signed in with before, for whichever member.
    #[serde(default)]
    devices: Vec<Id>,
    /// Whether it keeps a pass behind its PIN, and says it beside the cookie.
    #[serde(default)]
    passes: bool,
}

/// Who is signed in now.
#[derive(Debug, Serialize)]
pub struct SignedIn {
    association: Id,
    member: Id,
    device: Id,
    name: String,
    role: &'static str,
    /// What the phone's records are sealed with beside its PIN.
    secret: String,
    /// The same of the phone it was before it was revoked: its unsent work is sealed with that one.
    #[serde(skip_serializing_if = "Option::is_none")]
    former_secret: Option<String>,
    /// What is said beside the cookie from now on, told once.
    #[serde(skip_serializing_if = "Option::is_none")]
    pass: Option<String>,
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
    let whose = (account.association, account.member);
    let typed = factor::typed(&state, whose, &asked.code).await?;
    let replaced = Holder::of(&state, &headers, COOKIE).await.ok();
    let mut book = state.store.book(account.association).await?;
    let phone: Vec<Id> = asked
        .device
        .into_iter()
        .chain(asked.devices)
        .take(PHONE_IDS)
        .collect();
    book.load(phone.iter().copied().chain([account.member]).collect())
        .await?;
    let member = open_member(&book, &account).ok_or_else(wrong_sign_in)?;
    let asks = typed == Typed::Nothing;
    let passed = factor::passed(&state, book, whose, typed).await;
    let mut book = passed.inspect_err(|_| {
        // The password was right, and no code was guessed: being asked for one costs no chance.
        if asks {
            state.limits.give_back(&login, from.0);
        }
    })?;
    let known = |device: &Id| Some((*device, theirs(&book, *device, account.member)?.revoked));
    let mut known: Vec<(Id, bool)> = phone.iter().filter_map(known).collect();
    known.sort_by_key(|(_, revoked)| *revoked);
    let known = known.first().copied();
    let device = known.filter(|(_, revoked)| !revoked).map(|(device, _)| device);
    let phone = Phone {
        device,
        name: &asked.device_name,
        passes: asked.passes,
    };
    let (mut cookies, mut signed) = begin(&mut book, account, member, phone, now).await?;
    if let (Some((former, _)), None) = (known, device) {
        signed.former_secret = Some(book.phone_secret(former, &fresh_secret()).await?.0);
    }
    // Who keeps a pass has a cookie of their own, and leaves that of another member of the phone as it is.
    let replaced = replaced.filter(|held| !asked.passes || held.session.device == signed.device);
    book.close().await?;
    if let Some(replaced) = replaced {
        // The browser forgets the session it had: nobody is left to end it.
        state.store.end_session(&replaced.token.hash()).await?;
        if asked.passes {
            cookies = cookies.add(Token::no_cookie(COOKIE));
        }
    }
    state.limits.give_back(&login, from.0);
    Ok((cookies, Json(signed)))
}

/// The secret of a phone.
#[derive(Debug, Serialize)]
pub struct PhoneSecret {
    secret: String,
}

/// `POST /api/v1/session/secret`: gives a phone that was signed in before there were secrets one of its own, once.
pub async fn secret(State(state): State<AppState>, signed: Signed) -> Result<Json<PhoneSecret>, ApiError> {
    let mut book = state.store.book(signed.session.association).await?;
    let (secret, told) = book.phone_secret(signed.session.device, &fresh_secret()).await?;
    book.close().await?;
    if told {
        return Ok(Json(PhoneSecret { secret }));
    }
    let message = "This phone was told its secret before. Sign in with the password to be told it again.";
    Err(ApiError::new(StatusCode::CONFLICT, "secret_told", message))
}

/// The pass that a phone made for its session.
#[derive(Debug, Deserialize)]
pub struct Pass {
    pass: String,
}

impl Pass {
    /// What a phone may make: as much as the server itself would draw, and no more than a header holds.
    fn token(&self) -> Option<Token> {
        let drawn = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
        let fits = (43..=128).contains(&self.pass.len()) && self.pass.bytes().all(drawn);
        fits.then(|| Token::from_text(&self.pass))
    }
}

/// `POST /api/v1/session/pass`: gives a session that was begun without a pass the one that its phone made; from then on
/// the cookie alone reads nothing. A phone that did not hear the answer says the same again.
pub async fn pass(
    State(state): State<AppState>,
    signed: Signed,
    Asked(offered): Asked<Pass>,
) -> Result<StatusCode, ApiError> {
    let unfit = || ApiError::malformed("a pass is 43 to 128 letters and digits drawn by lot");
    let pass = offered.token().ok_or_else(unfit)?;
    let mut book = state.store.book(signed.session.association).await?;
    let given = book.give_pass(signed.session.device, &pass.hash()).await?;
    book.close().await?;
    if given {
        return Ok(StatusCode::NO_CONTENT);
    }
    let message = "This phone has another pass. Sign in with the password to be told one.";
    Err(ApiError::new(StatusCode::CONFLICT, "pass_told", message))
}

/// How a phone stands with the server: all that a locked one, which can read nothing, asks.
#[derive(Debug, Serialize)]
pub struct Stands {
    device: Id,
    /// Whether it was revoked, or its member's account closed: what can be read on it is to be wiped.
    revoked: bool,
}

/// `GET /api/v1/session`.
pub async fn show(State(state): State<AppState>, holder: Holder) -> Result<Json<Stands>, ApiError> {
    let standing = standing(&state.store, &holder.session, clock::now()).await?;
    let (asker, _) = standing.ok_or_else(ApiError::signed_out)?;
    Ok(Json(Stands {
        device: holder.session.device,
        revoked: asker.closed,
    }))
}

/// `DELETE /api/v1/session`.
pub async fn sign_out(
    State(state): State<AppState>,
    headers: HeaderMap,
    holder: Result<Holder, ApiError>,
) -> Result<(StatusCode, CookieJar), ApiError> {
    let gone = match holder {
        Ok(holder) => {
            state.store.end_session(&holder.token.hash()).await?;
            holder.cookie
        }
        // A database that does not answer ended nothing: the phone asks again.
        Err(error) if !error.is_signed_out() => return Err(error),
        // What is left of a session that is over goes by its own name; the common one may be another member's.
        Err(_) => own_cookie(&headers),
    };
    let gone = Token::no_cookie(&gone);
    Ok((StatusCode::NO_CONTENT, CookieJar::new().add(gone)))
}

/// The phone of whoever comes in.
pub(super) struct Phone<'a> {
    /// Which it is, where it was theirs before.
    pub(super) device: Option<Id>,
    /// What it calls itself.
    pub(super) name: &'a str,
    /// Whether it keeps a pass.
    pub(super) passes: bool,
}

/// Begins a session: names the phone, sets the cookie.
pub(super) async fn begin(
    book: &mut Book,
    account: Account,
    member: Member,
    phone: Phone<'_>,
    now: Millis,
) -> Result<(CookieJar, SignedIn), ApiError> {
    let device = phone.device.unwrap_or_else(|| clock::new_id(now));
    let mut record = book
        .record(device)
        .cloned()
        .unwrap_or_else(|| Record::empty(Kind::Device, device));
    let seen = Device {
        member: account.member,
        name: plain(phone.name),
        seen: Some(now),
        ..Device::of(&record)
    };
    record.fields.lay(&seen.fields());
    book.put_unlogged(record);
    let token = Token::new();
    let pass = phone.passes.then(Token::new);
    let hash = pass.as_ref().map(Token::hash);
    book.begin_session(
        &token.hash(),
        hash.as_ref().map(|hash| &hash[..]),
        account.member,
        device,
        now,
    )
    .await?;
    let signed_in = SignedIn {
        association: account.association,
        member: account.member,
        device,
        role: member.role.name(),
        name: member.name,
        secret: book.phone_secret(device, &fresh_secret()).await?.0,
        former_secret: None,
        pass: pass.map(|pass| pass.text().to_owned()),
    };
    let cookie = match phone.passes {
        true => cookie_of(device),
        false => COOKIE.to_owned(),
    };
    Ok((CookieJar::new().add(token.cookie(&cookie)), signed_in))
}

/// Thirty-two random bytes in hexadecimal digits.
fn fresh_secret() -> String {
    clock::random::<32>().map(|byte| format!("{byte:02x}")).concat()
}

/// The member of an account, unless the account was closed.
fn open_member(book: &Book, account: &Account) -> Option<Member> {
    let member = book
        .record(account.member)
        .filter(|record| record.kind == Kind::Member)
        .map(Member::of)?;
    (!member.closed).then_some(member)
}

/// What is known of a phone, where it is this member's.
fn theirs(book: &Book, device: Id, member: Id) -> Option<Device> {
    let record = book.record(device)?;
    let known = (record.kind == Kind::Device).then(|| Device::of(record));
    known.filter(|known| known.member == member)
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

pub(super) fn wrong_sign_in() -> ApiError {
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
