//! The bytes of documents; each is also a record.

use domain::id::Id;
use domain::record::{Record, document};
use domain::referee::Register;
use domain::time::Millis;
use sqlx::{AnyConnection, Row};

use super::{Book, Snapshot, Store, StoreError, files, row};

impl Store {
    /// The bytes of a document.
    pub async fn document(&self, association: Id, document: Id) -> Result<Option<Vec<u8>>, StoreError> {
        let mut conn = self.pool.acquire().await?;
        bytes(&mut conn, association, document).await
    }

    /// The records of the documents whose bytes an association has.
    pub async fn documents(&self, association: Id) -> Result<Vec<Record>, StoreError> {
        let rows = sqlx::query(
            "select record.id, record.kind, record.seq, record.fields from document_file join record \
             on record.association_id = document_file.association_id and record.id = document_file.document_id \
             where document_file.association_id = $1 order by record.id",
        )
        .bind(row::blob(association))
        .fetch_all(&self.pool)
        .await?;
        rows.iter().map(|found| row::record(found, 0)).collect()
    }

    /// Rids the database's own files of bytes that were dropped before.
    pub async fn forget_dropped(&self) {
        files::forget(&self.writes, self.places).await;
    }
}

impl Book {
    /// How many bytes of documents the association has.
    pub async fn document_bytes(&mut self) -> Result<u64, StoreError> {
        // A sum is numeric in PostgreSQL.
        let found = sqlx::query(
            "select cast(coalesce(sum(size), 0) as bigint) from document_file where association_id = $1",
        )
        .bind(row::blob(self.association))
        .fetch_one(&mut *self.tx)
        .await?;
        row::seq_at(&found, 0)
    }

    /// Keeps the bytes of a document whose record was just written.
    pub async fn keep_document(&mut self, document: Id, bytes: &[u8]) -> Result<(), StoreError> {
        self.write_now().await?;
        insert(&mut self.tx, self.association, document, bytes).await
    }

    /// Keeps the bytes of a document no longer.
    pub async fn drop_document(&mut self, document: Id) -> Result<(), StoreError> {
        sqlx::query("delete from document_file where association_id = $1 and document_id = $2")
            .bind(row::blob(self.association))
            .bind(row::blob(document))
            .execute(&mut *self.tx)
            .await?;
        Ok(())
    }

    /// Since when anybody can see that a document is withdrawn, if it is: since the server heard of it, however long ago
    /// a phone said so. It was loaded before.
    pub async fn withdrawn_since(&mut self, document: Id) -> Result<Option<Millis>, StoreError> {
        let kept = self.working.kept(document);
        let kept = kept.filter(|kept| kept.record.read(document::WITHDRAWN));
        let mut stamps = kept.into_iter().flat_map(|kept| &kept.stamps);
        let Some(said) = stamps.find(|stamp| stamp.fields.contains(&document::WITHDRAWN)) else {
            return Ok(None);
        };
        let found = sqlx::query("select line from log where association_id = $1 and seq = $2")
            .bind(row::blob(self.association))
            .bind(row::number(said.seq))
            .fetch_optional(&mut *self.tx)
            .await?;
        let line = found.map(|found| row::line_at(&found, 0)).transpose()?;
        Ok(line.map(|line| line.answer.received))
    }
}

impl Snapshot {
    /// The documents that have bytes.
    pub async fn documents(&mut self) -> Result<Vec<Id>, StoreError> {
        let rows = sqlx::query(
            "select document_id from document_file where association_id = $1 order by document_id",
        )
        .bind(row::blob(self.root.association))
        .fetch_all(&mut *self.tx)
        .await?;
        rows.iter().map(|found| row::id_at(found, 0)).collect()
    }

    /// The bytes of one of them.
    pub async fn document(&mut self, document: Id) -> Result<Vec<u8>, StoreError> {
        let found = bytes(&mut self.tx, self.root.association, document).await?;
        Ok(found.ok_or(sqlx::Error::RowNotFound)?)
    }
}

async fn bytes(
    from: &mut AnyConnection,
    association: Id,
    document: Id,
) -> Result<Option<Vec<u8>>, StoreError> {
    let found = sqlx::query("select bytes from document_file where association_id = $1 and document_id = $2")
        .bind(row::blob(association))
        .bind(row::blob(document))
        .fetch_optional(from)
        .await?;
    Ok(found.map(|found| found.try_get(0)).transpose()?)
}

/// Writes the bytes of a document.
pub(super) async fn insert(
    to: &mut AnyConnection,
    association: Id,
    document: Id,
    bytes: &[u8],
) -> Result<(), StoreError> {
    sqlx::query(
        "insert into document_file (association_id, document_id, size, bytes) values ($1, $2, $3, $4)",
    )
    .bind(row::blob(association))
    .bind(row::blob(document))
    .bind(bytes.len() as i64)
    .bind(bytes.to_vec())
    .execute(to)
    .await?;
    Ok(())
}
