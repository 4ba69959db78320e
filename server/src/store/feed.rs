//! What is new in a slice: an index range read.

use domain::id::Id;
use domain::record::{Record, log_entry};
use domain::slice::Slice;
use domain::time::Millis;
use domain::wire::{LOG_DAYS_MS, LOG_LINES, LOG_OLDER, LogHead};
use sqlx::Row;
use sqlx::any::AnyRow;

use super::{Store, StoreError, load, row};

/// A slice by its feed, and the records that are of its activity by what they say themselves.
const FEED: &str = "select feed.seq, feed.gone, record.id, record.kind, record.seq, record.fields from feed \
     join record on record.association_id = feed.association_id and record.id = feed.record_id \
     where feed.association_id = $1 and feed.seq > $2 and feed.seq <= $3 and feed.slice = $5 \
     union all \
     select seq, 0, id, kind, seq, fields from record \
     where association_id = $1 and seq > $2 and seq <= $3 and activity = $6 \
     order by 1 limit $4";

/// The register: every record but the association's own (kind 1) and its members' (kind 2).
const REGISTER: &str = "select seq, 0, id, kind, seq, fields from record \
     where association_id = $1 and seq > $2 and seq <= $3 and kind not in (1, 2) order by seq limit $4";

/// News of one slice.
#[derive(Debug, Default)]
pub struct Pulled {
    /// Records as they stand, the one changed first first.
    pub records: Vec<Record>,
    /// Records that left it.
    pub gone: Vec<Id>,
    /// Where the read was cut, when it was: everything up to this seq is here.
    pub cut: Option<u64>,
    /// Whether older ones were passed over: these do not follow what the phone holds, they replace it.
    pub fresh: bool,
}

impl Pulled {
    /// The newest of some lines of the log, as many as a phone is handed first.
    pub fn of_log(mut lines: Vec<Record>) -> Self {
        let over = lines.len().saturating_sub(LOG_LINES);
        lines.drain(..over);
        Pulled {
            records: lines,
            fresh: over > 0,
            ..Pulled::default()
        }
    }

    /// How many records it tells of.
    pub fn len(&self) -> usize {
        self.records.len() + self.gone.len()
    }

    /// Whether there is nothing new.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

impl Store {
    /// The newest seq of an association, and its log's newest line.
    pub async fn head(&self, association: Id) -> Result<(u64, LogHead), StoreError> {
        let (seq, head, _) = self.standing(association).await?;
        Ok((seq, head))
    }

    /// The newest seq of an association, its log's newest line, and up to which seq all is in a backup.
    pub async fn standing(&self, association: Id) -> Result<(u64, LogHead, u64), StoreError> {
        let found = sqlx::query("select seq, log_seq, log_hash, backed_up from association where id = $1")
            .bind(row::blob(association))
            .fetch_optional(&self.pool)
            .await?
            .ok_or(StoreError::NoAssociation)?;
        Ok((
            row::seq_at(&found, 0)?,
            LogHead {
                seq: row::seq_at(&found, 1)?,
                hash: row::hash_at(&found, 2)?,
            },
            row::seq_at(&found, 3)?,
        ))
    }

    /// Records of an association by their ids; those that are not there are left out.
    pub async fn records(&self, association: Id, ids: &[Id]) -> Result<Vec<Record>, StoreError> {
        let mut connection = self.pool.acquire().await?;
        let rows = load::rows(&mut connection, self.places, load::RECORDS, association, ids).await?;
        rows.iter().map(|found| row::record(found, 0)).collect()
    }

    /// What a slice has after a seq and up to another: at most so many records, cut only between two seqs.
    pub async fn pull(
        &self,
        association: Id,
        slice: Slice,
        (after, upto): (u64, u64),
        most: usize,
    ) -> Result<Pulled, StoreError> {
        let mut rows = self
            .feed_rows(association, slice, (after, upto), most + 1)
            .await?;
        let mut cut = None;
        if let Some(first_out) = rows.get(most).map(|row| row::seq_at(row, 0)).transpose()? {
            let whole = rows.partition_point(|row| row::seq_at(row, 0).is_ok_and(|seq| seq < first_out));
            if whole == 0 {
                // One seq that alone is more than was asked for: it comes whole or never.
                rows = self
                    .feed_rows(association, slice, (after, first_out), usize::MAX)
                    .await?;
                cut = Some(first_out);
            } else {
                rows.truncate(whole);
                cut = Some(first_out - 1);
            }
        }
        let mut pulled = Pulled {
            cut,
            ..Pulled::default()
        };
        for found in &rows {
            if found.try_get::<i64, _>(1)? == 0 {
                pulled.records.push(row::record(found, 2)?);
            } else {
                pulled.gone.push(row::id_at(found, 2)?);
            }
        }
        Ok(pulled)
    }

    async fn feed_rows(
        &self,
        association: Id,
        slice: Slice,
        (after, upto): (u64, u64),
        most: usize,
    ) -> Result<Vec<AnyRow>, StoreError> {
        let register = slice == Slice::Register;
        let query = sqlx::query(if register { REGISTER } else { FEED })
            .bind(row::blob(association))
            .bind(row::number(after))
            .bind(row::number(upto))
            .bind(i64::try_from(most).unwrap_or(i64::MAX));
        let query = match slice {
            Slice::Register => query,
            Slice::Activity(id) => query.bind(slice.to_bytes()).bind(Some(row::blob(id))),
            _ => query.bind(slice.to_bytes()).bind(None::<Vec<u8>>),
        };
        Ok(query.fetch_all(&self.pool).await?)
    }

    /// The newest lines of the log after a seq and up to another, oldest first.
    pub async fn pull_log(&self, association: Id, (after, upto): (u64, u64)) -> Result<Pulled, StoreError> {
        let rows = sqlx::query(
            "select line from log where association_id = $1 and seq > $2 and seq <= $3 \
             order by seq desc limit $4",
        )
        .bind(row::blob(association))
        .bind(row::number(after))
        .bind(row::number(upto))
        .bind(LOG_LINES as i64 + 1)
        .fetch_all(&self.pool)
        .await?;
        let lines = rows.iter().rev().map(|found| Ok(row::line_at(found, 0)?.entry));
        Ok(Pulled::of_log(lines.collect::<Result<_, StoreError>>()?))
    }

    /// All lines of the log after a seq and up to another, the oldest first: at most so many, cut where there are more.
    pub async fn follow_log(
        &self,
        association: Id,
        (after, upto): (u64, u64),
        most: usize,
    ) -> Result<Pulled, StoreError> {
        let rows = sqlx::query(
            "select line from log where association_id = $1 and seq > $2 and seq <= $3 order by seq limit $4",
        )
        .bind(row::blob(association))
        .bind(row::number(after))
        .bind(row::number(upto))
        .bind(i64::try_from(most + 1).unwrap_or(i64::MAX))
        .fetch_all(&self.pool)
        .await?;
        let lines = rows.iter().map(|found| Ok(row::line_at(found, 0)?.entry));
        let mut records = lines.collect::<Result<Vec<_>, StoreError>>()?;
        let passed = records.len() > most;
        records.truncate(most);
        Ok(Pulled {
            cut: records.last().filter(|_| passed).map(|last| last.version),
            records,
            ..Pulled::default()
        })
    }

    /// The lines of the log next before a seq that a phone holds, the oldest first: those of the days before the
    /// newest line, and one more, by which it knows that it lacks none.
    pub async fn older_log(&self, association: Id, before: u64) -> Result<Vec<Record>, StoreError> {
        let received = |line: &Record| {
            line.read::<Option<Millis>>(log_entry::RECEIVED)
                .unwrap_or_default()
        };
        let next = self.log_before(association, before, 1).await?;
        let Some(line) = next.first() else { return Ok(next) };
        let newest = self.log_before(association, u64::MAX, 1).await?;
        let since = received(newest.first().unwrap_or(line)).plus(-LOG_DAYS_MS);
        if received(line) < since {
            return Ok(next);
        }
        let mut lines = self.log_before(association, before, LOG_OLDER as u32).await?;
        let within = lines.iter().take_while(|line| received(line) >= since).count();
        lines.truncate(within + 1);
        lines.reverse();
        Ok(lines)
    }
}
