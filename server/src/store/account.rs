//! Accounts: what a member signs in with.

use domain::id::Id;
use sqlx::Row;

use super::{Book, Store, StoreError, row};

/// What a member signs in with.
#[derive(Debug)]
pub struct Account {
    /// Of which association.
    pub association: Id,
    /// Which member.
    pub member: Id,
    /// Argon2id, in its own notation.
    pub password: String,
}

impl Store {
    /// The account of a folded login.
    pub async fn account(&self, login: &str) -> Result<Option<Account>, StoreError> {
        let found = sqlx::query("select association_id, member_id, password from account where login = $1")
            .bind(login.to_owned())
            .fetch_optional(&self.pool)
            .await?;
        let account = found.map(|found| {
            Ok(Account {
                association: row::id_at(&found, 0)?,
                member: row::id_at(&found, 1)?,
                password: found.try_get(2)?,
            })
        });
        account.transpose()
    }
}

impl Book {
    /// Opens an account for a member; the login must be nobody else's on this server.
    pub async fn add_account(&mut self, member: Id, login: &str, password: &str) -> Result<(), StoreError> {
        self.write_now().await?;
        let done = sqlx::query(
            "insert into account (association_id, member_id, login, password) values ($1, $2, $3, $4) \
             on conflict (login) do nothing",
        )
        .bind(row::blob(self.association))
        .bind(row::blob(member))
        .bind(login.to_owned())
        .bind(password.to_owned())
        .execute(&mut *self.tx)
        .await?;
        if done.rows_affected() == 1 {
            Ok(())
        } else {
            Err(StoreError::LoginTaken)
        }
    }
}
