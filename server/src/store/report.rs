//! What reports are computed from.

use domain::id::Id;
use domain::record::Record;
use domain::referee::Kept;
use domain::report::{Digest, FORMAT};
use sqlx::any::AnyRow;
use sqlx::{AnyConnection, Row};

use super::{Store, StoreError, row};

/// Projects, activities, people, sessions, registrations, marks, head counts, deliveries, who is one with whom, and time
/// written down, from a seq on and before another.
const FACTS: &str = "select id, kind, seq, fields from record \
                     where association_id = $1 and seq >= $2 and seq < $3 and kind in (5, 6, 9, 10, 12, 13, 14, 16, 21, 32) order by seq";

/// The association, members, projects, activities and groups.
const NAMED: &str =
    "select id, kind, seq, fields from record where association_id = $1 and kind in (1, 2, 5, 6, 7)";
/// People, and who is one with whom.
const PEOPLE: &str =
    "select id, kind, seq, fields from record where association_id = $1 and kind in (10, 21)";
/// Who was there, was registered or received something, who is one with whom, and what is asked of personal data: with
/// who last set what.
const PARTICIPATIONS: &str = "select id, kind, seq, fields, stamps from record \
                              where association_id = $1 and kind in (9, 10, 12, 13, 16, 20, 21)";

/// Seqs of one stretch that is kept packed.
const STRETCH: u64 = 4_096;
/// Stretches read at a time.
const STRETCHES: i64 = 32;

/// What reports read.
#[derive(Debug)]
pub struct Facts {
    /// Packed.
    pub digest: Digest,
    /// Whether records were read that could be kept packed: [`Store::pack_facts`] does that.
    pub unpacked: bool,
}

impl Store {
    /// What an association's reports count, as it stands at one instant.
    pub async fn facts(&self, association: Id) -> Result<Facts, StoreError> {
        let mut conn = self.pool.acquire().await?;
        let mut digest = Digest::default();
        let mut stretch = 0;
        // A stretch never alters: what was altered since is read last, among the records.
        loop {
            let packed = packed(&mut conn, association, stretch).await?;
            if packed.is_empty() {
                break;
            }
            stretch += packed.len() as u64;
            for found in &packed {
                let bytes = found.try_get::<&[u8], _>(0)?;
                digest.put_bytes(bytes).map_err(StoreError::damaged)?;
            }
        }
        let records = facts(&mut conn, association, (stretch * STRETCH, u64::MAX)).await?;
        let newest = records.last().map_or(0, |record| record.version);
        records.iter().for_each(|record| digest.put(record));
        let unpacked = (newest + 1) / STRETCH > stretch;
        Ok(Facts { digest, unpacked })
    }

    /// Packs what reports read of the stretches that are whole; nothing where somebody is doing it.
    pub async fn pack_facts(&self, association: Id) -> Result<(), StoreError> {
        if !self.packing.begin(association) {
            return Ok(());
        }
        let done = self.pack(association).await;
        self.packing.end(association);
        done
    }

    async fn pack(&self, association: Id) -> Result<(), StoreError> {
        let (seq, _) = self.head(association).await?;
        let mut conn = self.pool.acquire().await?;
        let first: i64 = sqlx::query_scalar(
            "select coalesce(max(stretch), -1) + 1 from report_digest where association_id = $1 and format = $2",
        )
        .bind(row::blob(association))
        .bind(row::number(FORMAT))
        .fetch_one(&mut *conn)
        .await?;
        for stretch in u64::try_from(first).unwrap_or_default()..(seq + 1) / STRETCH {
            let mut digest = Digest::default();
            let within = (stretch * STRETCH, (stretch + 1) * STRETCH);
            let records = facts(&mut conn, association, within).await?;
            records.iter().for_each(|record| digest.put(record));
            sqlx::query(
                "insert into report_digest (association_id, stretch, digest, format) values ($1, $2, $3, $4) \
                 on conflict (association_id, stretch) do update set digest = excluded.digest, format = excluded.format",
            )
                .bind(row::blob(association))
                .bind(row::number(stretch))
                .bind(digest.to_bytes())
                .bind(row::number(FORMAT))
                .execute(&self.writes)
                .await?;
        }
        Ok(())
    }

    /// The records of an association that its reports call by their names.
    pub async fn named(&self, association: Id) -> Result<Vec<Record>, StoreError> {
        let rows = sqlx::query(NAMED)
            .bind(row::blob(association))
            .fetch_all(&self.pool)
            .await?;
        rows.iter().map(|found| row::record(found, 0)).collect()
    }

    /// Everybody in the register, and who is one with whom.
    pub async fn people(&self, association: Id) -> Result<Vec<Record>, StoreError> {
        let rows = sqlx::query(PEOPLE)
            .bind(row::blob(association))
            .fetch_all(&self.pool)
            .await?;
        rows.iter().map(|found| row::record(found, 0)).collect()
    }

    /// People, sessions, registrations, marks, deliveries, pairs and requests, with who last set what; and the seq of the
    /// association before they were read.
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

/// Some stretches from one on, in their order, which has no gap.
async fn packed(conn: &mut AnyConnection, association: Id, from: u64) -> Result<Vec<AnyRow>, StoreError> {
    let rows = sqlx::query(
        "select digest from report_digest where association_id = $1 and stretch >= $2 and stretch < $3 and format = $4 \
         order by stretch",
    )
    .bind(row::blob(association))
    .bind(row::number(from))
    .bind(row::number(from).saturating_add(STRETCHES))
    .bind(row::number(FORMAT))
    .fetch_all(conn)
    .await?;
    Ok(rows)
}

/// The records that reports count, from a seq on and before another, in the order of their seqs.
async fn facts(
    conn: &mut AnyConnection,
    association: Id,
    (from, before): (u64, u64),
) -> Result<Vec<Record>, StoreError> {
    let rows = sqlx::query(FACTS)
        .bind(row::blob(association))
        .bind(row::number(from))
        .bind(row::number(before))
        .fetch_all(conn)
        .await?;
    rows.iter().map(|found| row::record(found, 0)).collect()
}

#[cfg(test)]
mod tests {
    use super::FACTS;
    use domain::report::KINDS;

    #[test]
    fn what_is_read_for_reports_is_what_they_count() {
        let mut kinds = KINDS.map(|kind| kind.number());
        kinds.sort_unstable();
        let kinds: Vec<String> = kinds.iter().map(u16::to_string).collect();
        let read = format!("kind in ({}) ", kinds.join(", "));
        assert!(FACTS.contains(&read), "{read}");
    }
}
