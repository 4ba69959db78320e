//! Passwords: argon2id, at a cost that OWASP names, off the threads that answer requests.

use std::sync::Arc;

use argon2::{Algorithm, Argon2, Params, PasswordHash, PasswordHasher, PasswordVerifier, Version};
use tokio::sync::Semaphore;

use super::guess;
use crate::clock;

/// Characters of the shortest password.
pub const SHORTEST: usize = 8;
/// Characters of the longest, so that nobody makes the server hash a book.
const LONGEST: usize = 200;
/// Passwords hashed at once: each takes the memory of one.
const AT_ONCE: usize = 2;

/// Why a password was not taken or not checked.
#[derive(Debug, thiserror::Error)]
pub enum PasswordError {
    /// Too short or too long.
    #[error("a password has at least {SHORTEST} characters and at most {LONGEST}")]
    Weak,
    /// Among the first that somebody else would try.
    #[error("others would soon guess this password")]
    Guessable,
    /// The hash could not be computed.
    #[error("the password could not be hashed ({0})")]
    Hash(String),
}

/// Hashes and checks passwords; cheap to clone.
#[derive(Clone, Debug)]
pub struct Passwords {
    argon: Argon2<'static>,
    turns: Arc<Semaphore>,
    /// Checked when there is no such login, so that an answer takes as long.
    nobody: Arc<str>,
}

impl Passwords {
    /// At the cost OWASP names: 19 MiB, two passes.
    pub fn new() -> Result<Self, PasswordError> {
        Passwords::at_cost(19_456, 2)
    }

    /// At another cost: kibibytes of memory, and passes over them.
    pub fn at_cost(memory_kib: u32, passes: u32) -> Result<Self, PasswordError> {
        let params = Params::new(memory_kib, passes, 1, None).map_err(failed)?;
        let argon = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
        let nobody = hash(&argon, "nobody has this password")?.into();
        Ok(Passwords {
            argon,
            turns: Arc::new(Semaphore::new(AT_ONCE)),
            nobody,
        })
    }

    /// The hash of a password somebody chose. `near` are words that others would try with them: names, a login.
    pub async fn choose(&self, password: String, near: Vec<String>) -> Result<String, PasswordError> {
        if !(SHORTEST..=LONGEST).contains(&password.chars().count()) {
            return Err(PasswordError::Weak);
        }
        let argon = self.argon.clone();
        let chosen = move || match guess::is_guessable(&password, &near) {
            true => Err(PasswordError::Guessable),
            false => hash(&argon, &password),
        };
        self.apart(chosen).await?
    }

    /// The hash of a password nobody chose, in argon2's own notation.
    pub async fn hash(&self, password: String) -> Result<String, PasswordError> {
        let argon = self.argon.clone();
        self.apart(move || hash(&argon, &password)).await?
    }

    /// The hashes of recovery codes, each with its own salt.
    pub async fn hash_codes(&self, codes: Vec<String>) -> Result<Vec<String>, PasswordError> {
        let argon = self.argon.clone();
        self.apart(move || codes.iter().map(|code| hash(&argon, code)).collect())
            .await?
    }

    /// Which of some hashes is a recovery code's.
    pub async fn find(&self, code: String, hashes: Vec<String>) -> Result<Option<String>, PasswordError> {
        let argon = self.argon.clone();
        let is_its = move |hash: &String| {
            PasswordHash::new(hash)
                .is_ok_and(|parsed| argon.verify_password(code.as_bytes(), &parsed).is_ok())
        };
        self.apart(move || hashes.into_iter().find(is_its)).await
    }

    /// Whether a password is the one of a hash; without one the answer is no, as late as it would be.
    pub async fn check(&self, password: String, hash: Option<String>) -> Result<bool, PasswordError> {
        let argon = self.argon.clone();
        let nobody = self.nobody.clone();
        self.apart(move || {
            let kept = hash.as_deref().unwrap_or(&nobody);
            let parsed = PasswordHash::new(kept).map_err(failed)?;
            let short = password.chars().count() <= LONGEST;
            let right = short && argon.verify_password(password.as_bytes(), &parsed).is_ok();
            Ok(right && hash.is_some())
        })
        .await?
    }

    async fn apart<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, PasswordError> {
        let _turn = self.turns.acquire().await.map_err(failed)?;
        tokio::task::spawn_blocking(work).await.map_err(failed)
    }
}

fn hash(argon: &Argon2<'_>, password: &str) -> Result<String, PasswordError> {
    let salt = clock::random::<16>();
    let hash = argon
        .hash_password_with_salt(password.as_bytes(), &salt)
        .map_err(failed)?;
    Ok(hash.to_string())
}

fn failed(error: impl core::fmt::Display) -> PasswordError {
    PasswordError::Hash(error.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn only_the_right_password_is_right_and_nobody_has_one() {
        let passwords = Passwords::at_cost(64, 1).unwrap();
        let kept = passwords.hash("مفتاح سري".into()).await.unwrap();
        assert!(kept.starts_with("$argon2id$"));
        assert!(
            passwords
                .check("مفتاح سري".into(), Some(kept.clone()))
                .await
                .unwrap()
        );
        assert!(!passwords.check("مفتاح سر".into(), Some(kept)).await.unwrap());
        assert!(
            !passwords
                .check("nobody has this password".into(), None)
                .await
                .unwrap()
        );
    }

    #[tokio::test]
    async fn a_short_password_is_refused() {
        let passwords = Passwords::at_cost(64, 1).unwrap();
        let chosen = |password: &str| passwords.choose(password.to_owned(), Vec::new());
        assert!(matches!(chosen("x7!qLm2").await, Err(PasswordError::Weak)));
        assert!(matches!(chosen("12345678").await, Err(PasswordError::Guessable)));
        assert!(chosen("x7!qLm2و").await.is_ok());
    }
}
