//! Accounts: what a member signs in with.

use domain::id::Id;
use sqlx::{AnyConnection, Row};

use super::{Book, Store, StoreError, row};

/// What a member signs in with, folded.
const LOGIN: &str = "select login from account where association_id = $1 and member_id = $2";

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

impl Store {
    /// What the password of a member is checked against.
    pub async fn password(&self, association: Id, member: Id) -> Result<Option<String>, StoreError> {
        let found = sqlx::query("select password from account where association_id = $1 and member_id = $2")
            .bind(row::blob(association))
            .bind(row::blob(member))
            .fetch_optional(&self.pool)
            .await?;
        Ok(found.map(|found| found.try_get(0)).transpose()?)
    }
}

impl Store {
    /// What a member signs in with, folded.
    pub async fn login(&self, association: Id, member: Id) -> Result<Option<String>, StoreError> {
        let found = sqlx::query(LOGIN)
            .bind(row::blob(association))
            .bind(row::blob(member))
            .fetch_optional(&self.pool)
            .await?;
        Ok(found.map(|found| found.try_get(0)).transpose()?)
    }
}

impl Book {
    /// What a member signs in with, folded; none where they have no account.
    pub async fn login(&mut self, member: Id) -> Result<Option<String>, StoreError> {
        let found = sqlx::query(LOGIN)
            .bind(row::blob(self.association))
            .bind(row::blob(member))
            .fetch_optional(&mut *self.tx)
            .await?;
        Ok(found.map(|found| found.try_get(0)).transpose()?)
    }

    /// Gives a member another password, as its hash.
    pub async fn change_password(&mut self, member: Id, hash: &str) -> Result<(), StoreError> {
        self.write_now().await?;
        sqlx::query("update account set password = $3 where association_id = $1 and member_id = $2")
            .bind(row::blob(self.association))
            .bind(row::blob(member))
            .bind(hash.to_owned())
            .execute(&mut *self.tx)
            .await?;
        Ok(())
    }

    /// Opens an account for a member; the login must be nobody else's on this server.
    pub async fn add_account(&mut self, member: Id, login: &str, password: &str) -> Result<(), StoreError> {
        self.write_now().await?;
        let account = Account {
            association: self.association,
            member,
            password: password.to_owned(),
        };
        match insert(&mut self.tx, login, &account).await? {
            true => Ok(()),
            false => Err(StoreError::LoginTaken),
        }
    }
}

/// Writes an account; whether the login was nobody's.
pub(super) async fn insert(
    to: &mut AnyConnection,
    login: &str,
    account: &Account,
) -> Result<bool, StoreError> {
    let done = sqlx::query(
        "insert into account (association_id, member_id, login, password) values ($1, $2, $3, $4) \
         on conflict (login) do nothing",
    )
    .bind(row::blob(account.association))
    .bind(row::blob(account.member))
    .bind(login.to_owned())
    .bind(account.password.clone())
    .execute(to)
    .await?;
    Ok(done.rows_affected() == 1)
}
