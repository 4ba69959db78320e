//! What public pages read, by what a link or a code says before any association is known.

use std::ops::Range;

use domain::id::Id;
use domain::record::Record;
use domain::ticket::Ticket;
use sqlx::AnyConnection;
use sqlx::any::AnyRow;

use super::sql::{Places, ROWS, Statement};
use super::{Store, StoreError, row};

/// The activities of an association.
const OFFERS: &str = "select id, kind, seq, fields from record where association_id = $1 and kind = 6";
/// The sessions of an activity.
const MEETINGS: &str =
    "select id, kind, seq, fields from record where association_id = $1 and activity = $2 and kind = 9";

/// Associations that chose to be found, in the order of their communes.
const LISTED: &str = "select record.id, record.kind, record.seq, record.fields from listed_association as listed \
                      join record on record.association_id = listed.association_id and record.id = listed.association_id \
                      where (listed.commune, listed.association_id) > ($1, $2) and listed.commune < $3 \
                      order by listed.commune, listed.association_id limit $4";

/// What a link or a code leads to: a record and the association it is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Found {
    /// The association.
    pub association: Id,
    /// The record.
    pub record: Id,
}

impl Store {
    /// The activity of an id, once its page was opened.
    pub async fn open_activity(&self, activity: Id) -> Result<Option<Found>, StoreError> {
        let row = sqlx::query("select association_id, activity_id from open_activity where activity_id = $1")
            .bind(row::blob(activity))
            .fetch_optional(&self.pool)
            .await?;
        row.map(|row| found(&row)).transpose()
    }

    /// The registration that a ticket was given for, whether it still counts or not.
    pub async fn ticket(&self, ticket: Ticket) -> Result<Option<Found>, StoreError> {
        let row = sqlx::query("select association_id, registration_id from ticket where code = $1")
            .bind(ticket.to_string())
            .fetch_optional(&self.pool)
            .await?;
        row.map(|row| found(&row)).transpose()
    }

    /// The activities of an association.
    pub async fn activities(&self, association: Id) -> Result<Vec<Record>, StoreError> {
        let rows = sqlx::query(OFFERS)
            .bind(row::blob(association))
            .fetch_all(&self.pool)
            .await?;
        rows.iter().map(|found| row::record(found, 0)).collect()
    }

    /// The associations that chose to be found in communes within a reach, after one of them, by commune; at most so
    /// many.
    pub async fn listed(
        &self,
        reach: &Range<Vec<u8>>,
        after: Option<(String, Id)>,
        most: usize,
    ) -> Result<Vec<Record>, StoreError> {
        let (commune, id) = after.map_or_else(
            || (reach.start.clone(), Vec::new()),
            |(commune, id)| (commune.into_bytes().max(reach.start.clone()), row::blob(id)),
        );
        let rows = sqlx::query(LISTED)
            .bind(commune)
            .bind(id)
            .bind(reach.end.clone())
            .bind(i64::try_from(most).unwrap_or(i64::MAX))
            .fetch_all(&self.pool)
            .await?;
        rows.iter().map(|found| row::record(found, 0)).collect()
    }

    /// The sessions of an activity.
    pub async fn sessions_of(&self, association: Id, activity: Id) -> Result<Vec<Record>, StoreError> {
        let rows = sqlx::query(MEETINGS)
            .bind(row::blob(association))
            .bind(row::blob(activity))
            .fetch_all(&self.pool)
            .await?;
        rows.iter().map(|found| row::record(found, 0)).collect()
    }
}

fn found(row: &AnyRow) -> Result<Found, StoreError> {
    Ok(Found {
        association: row::id_at(row, 0)?,
        record: row::id_at(row, 1)?,
    })
}

/// Says where activities are found whose pages are open.
pub(super) async fn insert_open(
    to: &mut AnyConnection,
    places: Places,
    association: Id,
    activities: &[Id],
) -> Result<(), StoreError> {
    for part in activities.chunks(ROWS) {
        let statement = Statement::new(
            places,
            "insert into open_activity (activity_id, association_id) values ",
        )
        .rows(part.len(), 2)
        .then(" on conflict (activity_id) do nothing");
        let mut query = sqlx::query(statement.done());
        for activity in part {
            query = query.bind(row::blob(*activity)).bind(row::blob(association));
        }
        query.execute(&mut *to).await?;
    }
    Ok(())
}

/// Says where registrations are found that have tickets.
pub(super) async fn insert_tickets(
    to: &mut AnyConnection,
    places: Places,
    association: Id,
    tickets: &[(Ticket, Id)],
) -> Result<(), StoreError> {
    for part in tickets.chunks(ROWS) {
        let statement = Statement::new(
            places,
            "insert into ticket (code, association_id, registration_id) values ",
        )
        .rows(part.len(), 3)
        .then(" on conflict (code) do nothing");
        let mut query = sqlx::query(statement.done());
        for (ticket, registration) in part {
            query = query
                .bind(ticket.to_string())
                .bind(row::blob(association))
                .bind(row::blob(*registration));
        }
        query.execute(&mut *to).await?;
    }
    Ok(())
}

/// Says where an association is found, or that it is not.
pub(super) async fn set_listed(
    to: &mut AnyConnection,
    association: Id,
    commune: Option<&str>,
) -> Result<(), StoreError> {
    let query = match commune {
        Some(commune) => sqlx::query(
            "insert into listed_association (association_id, commune) values ($1, $2) \
             on conflict (association_id) do update set commune = excluded.commune",
        )
        .bind(row::blob(association))
        .bind(commune.as_bytes().to_vec()),
        None => sqlx::query("delete from listed_association where association_id = $1")
            .bind(row::blob(association)),
    };
    query.execute(to).await?;
    Ok(())
}
