//! What reports are computed from.

use domain::id::Id;
use domain::record::Record;
use domain::referee::Kept;

use super::{Store, StoreError, row};

/// Projects, activities, people, sessions, registrations, marks, head counts, and who is one with whom.
const FACTS: &str = "select id, kind, seq, fields from record \
                     where association_id = $1 and kind in (5, 6, 9, 10, 12, 13, 14, 21)";

/// The association, members, projects, activities and groups.
const NAMED: &str =
    "select id, kind, seq, fields from record where association_id = $1 and kind in (1, 2, 5, 6, 7)";
/// The same but for head counts, with their stamps.
const PARTICIPATIONS: &str = "select id, kind, seq, fields, stamps from record \
                              where association_id = $1 and kind in (9, 10, 12, 13, 21)";

impl Store {
    /// The records of an association that its reports count, as they stand at one instant.
    pub async fn facts(&self, association: Id) -> Result<Vec<Record>, StoreError> {
        self.all(FACTS, association).await
    }

    /// The records of an association that its reports call by their names.
    pub async fn named(&self, association: Id) -> Result<Vec<Record>, StoreError> {
        self.all(NAMED, association).await
    }

    async fn all(&self, kinds: &'static str, association: Id) -> Result<Vec<Record>, StoreError> {
        let rows = sqlx::query(kinds)
            .bind(row::blob(association))
            .fetch_all(&self.pool)
            .await?;
        rows.iter().map(|found| row::record(found, 0)).collect()
    }

    /// People, sessions, registrations, marks and pairs, with who last set what; and the seq of the association before
    /// they were read.
    pub async fn participations(&self, association: Id) -> Result<(u64, Vec<Kept>), StoreError> {
        let (seq, _) = self.head(association).await?;
        let rows = sqlx::query(PARTICIPATIONS)
            .bind(row::blob(association))
            .fetch_all(&self.pool)
            .await?;
        let records = rows.iter().map(row::kept).collect::<Result<_, _>>()?;
        Ok((seq, records))
    }
}
