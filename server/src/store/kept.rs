//! Reports as they were made, each with its files.

use domain::id::Id;
use domain::time::Millis;
use domain::wire::LogHead;
use sqlx::any::AnyRow;
use sqlx::{AnyConnection, Row};

use super::{Book, Snapshot, Store, StoreError, row};

/// A report as it was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptReport {
    /// Which one.
    pub id: Id,
    /// When it was made.
    pub made: Millis,
    /// The member who kept it; none where it was made by itself, or at the command line.
    pub made_by: Option<Id>,
    /// Whether it is for others than the association's own people.
    pub outside: bool,
    /// The newest seq of the data it was made of.
    pub seq: u64,
    /// The newest line of the log then.
    pub head: LogHead,
    /// What was asked, and what it says; JSON.
    pub told: String,
}

const REPORTS: &str = "select id, made, made_by, outside, seq, log_seq, log_hash, told from kept_report \
                       where association_id = $1 and told <> '' order by made desc, id desc";

impl Store {
    /// An association's kept reports, the newest first.
    pub async fn kept_reports(&self, association: Id) -> Result<Vec<KeptReport>, StoreError> {
        let rows = sqlx::query(REPORTS)
            .bind(row::blob(association))
            .fetch_all(&self.pool)
            .await?;
        rows.iter().map(kept).collect()
    }

    /// One kept report.
    pub async fn kept_report(&self, association: Id, id: Id) -> Result<Option<KeptReport>, StoreError> {
        let found = sqlx::query(
            "select id, made, made_by, outside, seq, log_seq, log_hash, told from kept_report \
             where association_id = $1 and id = $2 and told <> ''",
        )
        .bind(row::blob(association))
        .bind(row::blob(id))
        .fetch_optional(&self.pool)
        .await?;
        found.as_ref().map(kept).transpose()
    }

    /// Whether a report is kept, or was.
    pub async fn was_kept(&self, association: Id, id: Id) -> Result<bool, StoreError> {
        let found = sqlx::query("select 1 from kept_report where association_id = $1 and id = $2")
            .bind(row::blob(association))
            .bind(row::blob(id))
            .fetch_optional(&self.pool)
            .await?;
        Ok(found.is_some())
    }

    /// How many reports an association keeps.
    pub async fn count_kept(&self, association: Id) -> Result<usize, StoreError> {
        let count: i64 =
            sqlx::query_scalar("select count(*) from kept_report where association_id = $1 and told <> ''")
                .bind(row::blob(association))
                .fetch_one(&self.pool)
                .await?;
        Ok(usize::try_from(count).unwrap_or_default())
    }

    /// A file of a kept report, by its name.
    pub async fn kept_file(
        &self,
        association: Id,
        id: Id,
        name: &str,
    ) -> Result<Option<Vec<u8>>, StoreError> {
        let found = sqlx::query(
            "select bytes from kept_file where association_id = $1 and report_id = $2 and name = $3",
        )
        .bind(row::blob(association))
        .bind(row::blob(id))
        .bind(name.to_owned())
        .fetch_optional(&self.pool)
        .await?;
        Ok(found.map(|found| found.try_get(0)).transpose()?)
    }

    /// Keeps a report with its files; whether it was not kept before.
    pub async fn keep_report(
        &self,
        association: Id,
        report: &KeptReport,
        files: &[(String, Vec<u8>)],
    ) -> Result<bool, StoreError> {
        let mut tx = self.writes.begin().await?;
        let is_new = insert_report(&mut tx, association, report).await?;
        if is_new {
            for (name, bytes) in files {
                insert_file(&mut tx, association, report.id, name, bytes).await?;
            }
        }
        tx.commit().await?;
        Ok(is_new)
    }
}

impl Book {
    /// Keeps a report no longer; whether there was such a one. That it was kept is remembered, so that one that is made
    /// by itself is not made again.
    pub async fn drop_report(&mut self, id: Id) -> Result<bool, StoreError> {
        self.write_now().await?;
        sqlx::query("delete from kept_file where association_id = $1 and report_id = $2")
            .bind(row::blob(self.association))
            .bind(row::blob(id))
            .execute(&mut *self.tx)
            .await?;
        let gone = sqlx::query(
            "update kept_report set told = '' where association_id = $1 and id = $2 and told <> ''",
        )
        .bind(row::blob(self.association))
        .bind(row::blob(id))
        .execute(&mut *self.tx)
        .await?;
        Ok(gone.rows_affected() == 1)
    }
}

impl Snapshot {
    /// The kept reports.
    pub async fn kept_reports(&mut self) -> Result<Vec<KeptReport>, StoreError> {
        let rows = sqlx::query(REPORTS)
            .bind(row::blob(self.root.association))
            .fetch_all(&mut *self.tx)
            .await?;
        rows.iter().map(kept).collect()
    }

    /// The files of a kept report, by their names.
    pub async fn kept_files(&mut self, id: Id) -> Result<Vec<(String, Vec<u8>)>, StoreError> {
        let rows = sqlx::query(
            "select name, bytes from kept_file where association_id = $1 and report_id = $2 order by name",
        )
        .bind(row::blob(self.root.association))
        .bind(row::blob(id))
        .fetch_all(&mut *self.tx)
        .await?;
        rows.iter()
            .map(|found| Ok((found.try_get(0)?, found.try_get(1)?)))
            .collect()
    }
}

fn kept(found: &AnyRow) -> Result<KeptReport, StoreError> {
    let by: Option<Vec<u8>> = found.try_get(2)?;
    Ok(KeptReport {
        id: row::id_at(found, 0)?,
        made: Millis(found.try_get(1)?),
        made_by: by.map(|by| row::id(&by)).transpose()?,
        outside: found.try_get::<i64, _>(3)? != 0,
        seq: row::seq_at(found, 4)?,
        head: LogHead {
            seq: row::seq_at(found, 5)?,
            hash: row::hash_at(found, 6)?,
        },
        told: found.try_get(7)?,
    })
}

/// Writes a report; whether it was not there before.
pub(super) async fn insert_report(
    to: &mut AnyConnection,
    association: Id,
    report: &KeptReport,
) -> Result<bool, StoreError> {
    let done = sqlx::query(
        "insert into kept_report (association_id, id, made, made_by, outside, seq, log_seq, log_hash, told) \
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict (association_id, id) do nothing",
    )
    .bind(row::blob(association))
    .bind(row::blob(report.id))
    .bind(report.made.0)
    .bind(report.made_by.map(row::blob))
    .bind(i64::from(report.outside))
    .bind(row::number(report.seq))
    .bind(row::number(report.head.seq))
    .bind(report.head.hash.to_vec())
    .bind(report.told.clone())
    .execute(to)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Writes a file of a report.
pub(super) async fn insert_file(
    to: &mut AnyConnection,
    association: Id,
    report: Id,
    name: &str,
    bytes: &[u8],
) -> Result<(), StoreError> {
    sqlx::query("insert into kept_file (association_id, report_id, name, bytes) values ($1, $2, $3, $4)")
        .bind(row::blob(association))
        .bind(row::blob(report))
        .bind(name.to_owned())
        .bind(bytes.to_vec())
        .execute(to)
        .await?;
    Ok(())
}
