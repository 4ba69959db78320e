//! What programs are told of months for outside, as it was first told.

use std::collections::BTreeMap;

use domain::id::Id;
use domain::report::Month;
use domain::time::Day;
use sqlx::any::AnyRow;
use sqlx::{AnyConnection, Row};

use super::{Snapshot, Store, StoreError, row};

const MONTHS: &str = "select first_day, told from outside_month where association_id = $1 order by first_day";

impl Store {
    /// Every month that was told.
    pub async fn outside_months(&self, association: Id) -> Result<BTreeMap<Month, String>, StoreError> {
        let rows = sqlx::query(MONTHS)
            .bind(row::blob(association))
            .fetch_all(&self.pool)
            .await?;
        rows.iter().map(month).collect()
    }

    /// Keeps what is told of a month, where it was not told before; what is told of it from now on.
    pub async fn tell_outside(
        &self,
        association: Id,
        month: Month,
        told: &str,
    ) -> Result<String, StoreError> {
        let mut conn = self.writes.acquire().await?;
        insert(&mut conn, association, month, told).await?;
        let first =
            sqlx::query_scalar("select told from outside_month where association_id = $1 and first_day = $2")
                .bind(row::blob(association))
                .bind(i64::from(month.first().0))
                .fetch_one(&mut *conn)
                .await?;
        Ok(first)
    }
}

impl Snapshot {
    /// Every month that was told.
    pub async fn outside_months(&mut self) -> Result<BTreeMap<Month, String>, StoreError> {
        let rows = sqlx::query(MONTHS)
            .bind(row::blob(self.root.association))
            .fetch_all(&mut *self.tx)
            .await?;
        rows.iter().map(month).collect()
    }
}

fn month(found: &AnyRow) -> Result<(Month, String), StoreError> {
    let day = i32::try_from(found.try_get::<i64, _>(0)?).map_err(StoreError::damaged)?;
    Ok((Month::of(Day(day)), found.try_get(1)?))
}

/// Writes what is told of a month; what was written before stays.
pub(super) async fn insert(
    to: &mut AnyConnection,
    association: Id,
    month: Month,
    told: &str,
) -> Result<(), StoreError> {
    sqlx::query(
        "insert into outside_month (association_id, first_day, told) values ($1, $2, $3) \
         on conflict (association_id, first_day) do nothing",
    )
    .bind(row::blob(association))
    .bind(i64::from(month.first().0))
    .bind(told.to_owned())
    .execute(to)
    .await?;
    Ok(())
}
