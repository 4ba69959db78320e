//! Secrets given out: the session in a cookie, the invitation in a link. Only their hashes are kept.

use axum_extra::extract::cookie::{Cookie, SameSite};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domain::id::Id;
use sha2::{Digest, Sha256};

use crate::clock;

/// The name of the session's cookie: `__Host-` binds it to this host, this path and HTTPS (or localhost). Where a phone
/// keeps a pass, its id follows: the members of one phone have each their own.
pub const COOKIE: &str = "__Host-hadir";

/// The name of the cookie of a phone that keeps a pass.
pub fn cookie_of(device: Id) -> String {
    format!("{COOKIE}-{device}")
}

/// A session that is not used for so long ends.
pub const SESSION_DAYS: i64 = 180;

/// A session ends after so long however much it is used: its member signs in again, and nothing on the phone is lost.
pub const SESSION_LONGEST_DAYS: i64 = 365;

/// Thirty-two random bytes as text.
#[derive(Clone)]
pub struct Token(String);

impl Token {
    /// A new one.
    pub fn new() -> Self {
        Token(URL_SAFE_NO_PAD.encode(clock::random::<32>()))
    }

    /// One that came back.
    pub fn from_text(text: &str) -> Self {
        Token(text.to_owned())
    }

    /// The text to give out, once.
    pub fn text(&self) -> &str {
        &self.0
    }

    /// What is kept of it.
    pub fn hash(&self) -> [u8; 32] {
        Sha256::digest(self.0.as_bytes()).into()
    }

    /// The cookie of a name that carries it as a session.
    pub fn cookie(&self, name: &str) -> Cookie<'static> {
        Cookie::build((name.to_owned(), self.0.clone()))
            .path("/")
            .secure(true)
            .http_only(true)
            .same_site(SameSite::Lax)
            .max_age(time::Duration::days(SESSION_DAYS))
            .build()
    }

    /// The cookie that takes the session of a name away.
    pub fn no_cookie(name: &str) -> Cookie<'static> {
        let mut cookie = Token(String::new()).cookie(name);
        cookie.set_max_age(time::Duration::ZERO);
        cookie
    }
}

impl Default for Token {
    fn default() -> Self {
        Token::new()
    }
}

/// Never shows the secret.
impl core::fmt::Debug for Token {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("Token")
    }
}
