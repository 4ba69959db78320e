//! Sealed numbers of identity cards.

use domain::id::Id;
use sqlx::{AnyConnection, Row};

use super::{Book, Snapshot, Store, StoreError, row};

impl Store {
    /// A person's number, sealed.
    pub async fn cin(&self, association: Id, person: Id) -> Result<Option<Vec<u8>>, StoreError> {
        let found = sqlx::query("select sealed from cin where association_id = $1 and person_id = $2")
            .bind(row::blob(association))
            .bind(row::blob(person))
            .fetch_optional(&self.pool)
            .await?;
        found
            .map(|found| found.try_get(0))
            .transpose()
            .map_err(Into::into)
    }

    /// The people whose number has a mark: one, or those who were recorded twice.
    pub async fn marked_cin(&self, association: Id, mark: &[u8]) -> Result<Vec<Id>, StoreError> {
        let rows = sqlx::query(
            "select person_id from cin where association_id = $1 and mark = $2 order by person_id",
        )
        .bind(row::blob(association))
        .bind(mark.to_vec())
        .fetch_all(&self.pool)
        .await?;
        rows.iter().map(|found| row::id_at(found, 0)).collect()
    }
}

impl Snapshot {
    /// The numbers: of whom, sealed, and what each is found again by.
    pub async fn cins(&mut self) -> Result<Vec<(Id, Vec<u8>, Vec<u8>)>, StoreError> {
        let rows = sqlx::query(
            "select person_id, sealed, mark from cin where association_id = $1 order by person_id",
        )
        .bind(row::blob(self.root.association))
        .fetch_all(&mut *self.tx)
        .await?;
        let numbers = rows
            .iter()
            .map(|found| Ok((row::id_at(found, 0)?, found.try_get(1)?, found.try_get(2)?)));
        numbers.collect()
    }
}

/// Writes a person's number down, in place of one before.
pub(super) async fn insert(
    to: &mut AnyConnection,
    association: Id,
    person: Id,
    sealed: Vec<u8>,
    mark: Vec<u8>,
) -> Result<(), StoreError> {
    sqlx::query(
        "insert into cin (association_id, person_id, sealed, mark) values ($1, $2, $3, $4) \
         on conflict (association_id, person_id) do update set sealed = excluded.sealed, mark = excluded.mark",
    )
    .bind(row::blob(association))
    .bind(row::blob(person))
    .bind(sealed)
    .bind(mark)
    .execute(&mut *to)
    .await?;
    Ok(())
}

impl Book {
    /// Keeps a person's number, in place of one before.
    pub async fn keep_cin(&mut self, person: Id, sealed: Vec<u8>, mark: Vec<u8>) -> Result<(), StoreError> {
        self.write_now().await?;
        insert(&mut self.tx, self.association, person, sealed, mark).await
    }

    /// Keeps a person's number no longer.
    pub async fn drop_cin(&mut self, person: Id) -> Result<(), StoreError> {
        self.write_now().await?;
        sqlx::query("delete from cin where association_id = $1 and person_id = $2")
            .bind(row::blob(self.association))
            .bind(row::blob(person))
            .execute(&mut *self.tx)
            .await?;
        Ok(())
    }
}
