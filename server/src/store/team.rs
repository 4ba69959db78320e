//! The whole team, for a change after which somebody must still lead it.

use domain::kind::Kind;

use super::load::Touched;
use super::{Book, StoreError, row};

impl Book {
    /// Loads every member, where one of these changes alters a member who is there already.
    pub(super) async fn load_team(&mut self, touched: &[Touched<'_>]) -> Result<(), StoreError> {
        let alters = |(kind, id, _): &Touched<'_>| *kind == Kind::Member && self.record(*id).is_some();
        if !touched.iter().any(alters) {
            return Ok(());
        }
        let rows = sqlx::query("select id from record where association_id = $1 and kind = $2")
            .bind(row::blob(self.association))
            .bind(i64::from(Kind::Member.number()))
            .fetch_all(&mut *self.tx)
            .await?;
        let team: Result<Vec<_>, _> = rows.iter().map(|found| row::id_at(found, 0)).collect();
        self.load(team?).await
    }
}
