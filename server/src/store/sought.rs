//! Looking for entries in a log of any length: most stretches of it are passed over unread.

use std::collections::{BTreeMap, BTreeSet};

use domain::id::{Id, IdMap, IdSet};
use domain::kind::Kind;
use domain::record::{LogEntry, Pair, Record, Sameness, View};
use domain::same::joined;
use domain::sought::{Key, SIEVE_FORMAT, Search, Sieve, Sought, keys, named};
use sqlx::AnyConnection;

use super::load::{ABOUT, ALSO, RECORDS, rows};
use super::{Store, StoreError, row};

/// Numbers of the log in one stretch.
const STRETCH: u64 = 512;
/// What reading costs at most for one answer, which is then as quick as any: whoever asked goes on from there.
const COST: usize = 24;
/// What a stretch costs, and what it costs where the records that its entries name are read too.
const LINES: usize = 1;
const NAMED: usize = 3;
/// Sieves read at a time.
const SIEVES: i64 = 256;

/// Keeps a sieve, in the place of one of an earlier format.
const KEEP: &str = "insert into log_sieve (association_id, stretch, sieve, format) values ($1, $2, $3, $4) \
     on conflict (association_id, stretch) do update set sieve = excluded.sieve, format = excluded.format";

/// What was found, and where to go on looking.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Traced {
    /// Entries, the newest first.
    pub entries: Vec<Record>,
    /// Before which number to go on; none where the log's beginning was reached.
    pub next: Option<u64>,
    /// Whether stretches were read for want of a sieve: [`Store::sieve_log`] makes them.
    pub unsieved: bool,
}

impl Store {
    /// Entries before a number that are looked for, the newest first.
    pub async fn log_sought(
        &self,
        association: Id,
        before: u64,
        most: usize,
        sought: &Sought,
    ) -> Result<Traced, StoreError> {
        let mut conn = self.pool.acquire().await?;
        let search = self.search(&mut conn, association, sought).await?;
        let before = before.min(newest(&mut conn, association).await? + 1);
        let mut traced = Traced {
            entries: Vec::new(),
            next: None,
            unsieved: false,
        };
        let mut sieves = Sieves::default();
        let cost = if sought.about.is_empty() { LINES } else { NAMED };
        let mut spent = 0;
        for stretch in (0..before.div_ceil(STRETCH)).rev() {
            let sieve = sieves.of(&mut conn, association, stretch).await?;
            let whole = before >= (stretch + 1) * STRETCH;
            traced.unsieved |= sieve.is_none() && whole;
            if sieve.is_some_and(|sieve| !search.may_be_in(sieve)) {
                continue;
            }
            if spent == COST {
                traced.next = Some(((stretch + 1) * STRETCH).min(before));
                return Ok(traced);
            }
            spent += cost;
            let until = ((stretch + 1) * STRETCH).min(before);
            let mut entries = lines(&mut conn, association, stretch * STRETCH, until).await?;
            entries.retain(|entry| sought.may_find(&LogEntry::of(entry)));
            if !sought.about.is_empty() {
                let mut keys = self.keys_of(&mut conn, association, &entries).await?.into_iter();
                entries.retain(|_| keys.next().is_some_and(|keys| search.finds(&keys)));
            }
            for entry in entries.into_iter().rev() {
                traced.entries.push(entry);
                if traced.entries.len() == most {
                    traced.next = traced
                        .entries
                        .last()
                        .map(|last| last.version)
                        .filter(|last| *last > 0);
                    return Ok(traced);
                }
            }
        }
        Ok(traced)
    }

    /// What entries must be found by, under whichever of a person's ids: a few index reads, before any entry is read.
    async fn search(
        &self,
        conn: &mut AnyConnection,
        association: Id,
        sought: &Sought,
    ) -> Result<Search, StoreError> {
        let (mut said, mut next) = (Vec::new(), sought.about.clone());
        let mut known: IdSet = next.iter().copied().collect();
        while !next.is_empty() {
            let mut found = rows(conn, self.places, ABOUT, association, &next).await?;
            found.extend(rows(conn, self.places, ALSO, association, &next).await?);
            let records = found.iter().map(|found| row::record(found, 0));
            let records = records.collect::<Result<Vec<_>, _>>()?;
            let pairs = records.iter().filter(|record| record.kind == Kind::Pair);
            let pairs = pairs.map(Pair::of).filter(|pair| pair.said == Sameness::Same);
            let pairs: Vec<Pair> = pairs.collect();
            let people = pairs.iter().flat_map(|pair| [pair.one, pair.other]);
            next = people.filter(|person| known.insert(*person)).collect();
            said.extend(pairs);
        }
        let pairs = |id| {
            let of = |pair: &&Pair| [pair.one, pair.other].contains(&id);
            said.iter().filter(of).cloned().collect()
        };
        Ok(sought.search(|id| joined(pairs, id).into_iter().collect()))
    }

    /// Makes the sieves that an association's log lacks; nothing where somebody is doing it.
    pub async fn sieve_log(&self, association: Id) -> Result<(), StoreError> {
        if !self.sieving.begin(association) {
            return Ok(());
        }
        let done = self.sieve(association).await;
        self.sieving.end(association);
        done
    }

    async fn sieve(&self, association: Id) -> Result<(), StoreError> {
        let mut conn = self.pool.acquire().await?;
        let whole = (newest(&mut conn, association).await? + 1) / STRETCH;
        let first: i64 = sqlx::query_scalar(
            "select coalesce(max(stretch), -1) + 1 from log_sieve where association_id = $1 and format = $2",
        )
        .bind(row::blob(association))
        .bind(i64::from(SIEVE_FORMAT))
        .fetch_one(&mut *conn)
        .await?;
        for stretch in u64::try_from(first).unwrap_or_default()..whole {
            let entries = lines(&mut conn, association, stretch * STRETCH, (stretch + 1) * STRETCH).await?;
            let mut sieve = Sieve::default();
            for keys in self.keys_of(&mut conn, association, &entries).await? {
                keys.iter().for_each(|key| sieve.put(key));
            }
            sqlx::query(KEEP)
                .bind(row::blob(association))
                .bind(row::number(stretch))
                .bind(sieve.as_bytes())
                .bind(i64::from(SIEVE_FORMAT))
                .execute(&self.writes)
                .await?;
        }
        Ok(())
    }

    /// What each entry is found by.
    async fn keys_of(
        &self,
        conn: &mut AnyConnection,
        association: Id,
        entries: &[Record],
    ) -> Result<Vec<BTreeSet<Key>>, StoreError> {
        let entries: Vec<LogEntry> = entries.iter().map(LogEntry::of).collect();
        let mut known: IdMap<Record> = IdMap::default();
        let mut asked: BTreeSet<Id> = entries.iter().flat_map(named).collect();
        // A mark names its session, the session its activity.
        for _ in 0..2 {
            let ids: Vec<Id> = asked
                .iter()
                .copied()
                .filter(|id| !known.contains_key(id))
                .collect();
            let found = rows(conn, self.places, RECORDS, association, &ids).await?;
            asked.clear();
            for found in &found {
                let record = row::record(found, 0)?;
                asked.extend(record.references().map(|(_, id)| id));
                known.insert(record.id, record);
            }
        }
        Ok(entries
            .iter()
            .map(|entry| keys(entry, |id| known.get(&id)))
            .collect())
    }
}

/// The sieves of one log, read as they are needed, the last first.
#[derive(Default)]
struct Sieves {
    read: BTreeMap<u64, Sieve>,
    /// The lowest stretch that was read; all above it are here if they exist.
    from: Option<u64>,
}

impl Sieves {
    async fn of(
        &mut self,
        conn: &mut AnyConnection,
        association: Id,
        stretch: u64,
    ) -> Result<Option<&Sieve>, StoreError> {
        if self.from.is_none_or(|from| stretch < from) {
            let rows = sqlx::query(
                "select stretch, sieve from log_sieve where association_id = $1 and stretch <= $2 and stretch > $3 \
                 and format = $4 order by stretch desc",
            )
            .bind(row::blob(association))
            .bind(row::number(stretch))
            .bind(row::number(stretch) - SIEVES)
            .bind(i64::from(SIEVE_FORMAT))
            .fetch_all(conn)
            .await?;
            self.read.clear();
            for found in &rows {
                let bytes: Vec<u8> = sqlx::Row::try_get(found, 1)?;
                if let Some(sieve) = Sieve::from_bytes(bytes) {
                    self.read.insert(row::seq_at(found, 0)?, sieve);
                }
            }
            self.from = Some((stretch + 1).saturating_sub(SIEVES.unsigned_abs()));
        }
        Ok(self.read.get(&stretch))
    }
}

/// Entries from a number on and before another, the oldest first.
async fn lines(
    conn: &mut AnyConnection,
    association: Id,
    from: u64,
    until: u64,
) -> Result<Vec<Record>, StoreError> {
    let rows =
        sqlx::query("select line from log where association_id = $1 and seq >= $2 and seq < $3 order by seq")
            .bind(row::blob(association))
            .bind(row::number(from))
            .bind(row::number(until))
            .fetch_all(conn)
            .await?;
    rows.iter()
        .map(|found| Ok(row::line_at(found, 0)?.entry))
        .collect()
}

/// The number of the newest entry.
async fn newest(conn: &mut AnyConnection, association: Id) -> Result<u64, StoreError> {
    let newest: Option<i64> = sqlx::query_scalar("select max(seq) from log where association_id = $1")
        .bind(row::blob(association))
        .fetch_one(conn)
        .await?;
    Ok(newest
        .and_then(|newest| u64::try_from(newest).ok())
        .unwrap_or_default())
}
