//! What the server signs with: one secret of the database, so that several servers on it accept each other's signs.

use core::fmt;

use sqlx::{AnyPool, Row};

use super::StoreError;
use crate::clock;

/// Thirty-two bytes that nobody else knows.
#[derive(Clone, Copy)]
pub struct Secret([u8; 32]);

impl Secret {
    /// One that nobody had before.
    pub(super) fn draw() -> Self {
        Secret(clock::random())
    }

    /// Its bytes.
    pub const fn bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret")
    }
}

/// The secret of a database, drawn where it has none yet.
pub(super) async fn of(pool: &AnyPool) -> Result<Secret, StoreError> {
    let drawn: String = Secret::draw()
        .0
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect();
    sqlx::query("update server set secret = $1 where id = 1 and secret is null")
        .bind(drawn)
        .execute(pool)
        .await?;
    let row = sqlx::query("select secret from server where id = 1")
        .fetch_one(pool)
        .await?;
    let text: String = row.try_get(0)?;
    unhex(&text)
        .map(Secret)
        .ok_or_else(|| StoreError::damaged("a secret that is not 64 digits"))
}

fn unhex(text: &str) -> Option<[u8; 32]> {
    let digits = |at: usize| u8::from_str_radix(text.get(2 * at..2 * at + 2)?, 16).ok();
    let bytes: Option<Vec<u8>> = (0..32).map(digits).collect();
    bytes?.try_into().ok()
}
