//! A whole association as it stands at one moment, in pages.

use domain::id::{Id, IdMap};
use domain::log::{Hash, Line};
use domain::referee::Kept;
use domain::slice::Slice;
use domain::time::Millis;
use domain::wire::LogHead;
use sqlx::{Any, Row, Transaction};

use super::sql::Places;
use super::write::Mark;
use super::{Account, Door, Store, StoreError, row};

/// Rows read at a time.
const PAGE: i64 = 2_000;

/// What an association's own row says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Root {
    /// The association.
    pub association: Id,
    /// The newest seq.
    pub seq: u64,
    /// The newest line of the log.
    pub head: LogHead,
    /// When it was made.
    pub created: Millis,
}

/// A record as it is filed here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Filed {
    /// What it says, and who last set what.
    pub kept: Kept,
    /// The activity it is of for ever.
    pub activity: Option<Id>,
    /// The slices it is or was in, where it does not say so itself: since which seq, and whether it left.
    pub slices: Vec<(Slice, Mark)>,
}

/// One association, read as it stood when this was opened, whatever is written meanwhile.
#[derive(Debug)]
pub struct Snapshot {
    pub(super) tx: Transaction<'static, Any>,
    /// The epoch of the database it is in.
    pub(super) epoch: Id,
    /// What its own row says.
    pub root: Root,
}

impl Store {
    /// Opens a snapshot of an association.
    pub async fn snapshot(&self, association: Id) -> Result<Snapshot, StoreError> {
        let begin = match self.places {
            Places::Plain => "begin",
            Places::Numbered => "begin isolation level repeatable read read only",
        };
        let mut tx = self.pool.begin_with(begin).await?;
        let found = sqlx::query("select seq, log_seq, log_hash, created from association where id = $1")
            .bind(row::blob(association))
            .fetch_optional(&mut *tx)
            .await?
            .ok_or(StoreError::NoAssociation)?;
        let head = LogHead {
            seq: row::seq_at(&found, 1)?,
            hash: row::hash_at(&found, 2)?,
        };
        let root = Root {
            association,
            seq: row::seq_at(&found, 0)?,
            head,
            created: Millis(found.try_get(3)?),
        };
        Ok(Snapshot {
            tx,
            epoch: self.epoch,
            root,
        })
    }
}

impl Snapshot {
    /// Records after an id, in the order of their ids; none when there are no more.
    pub async fn records_after(&mut self, after: Option<Id>) -> Result<Vec<Filed>, StoreError> {
        let rows = sqlx::query(
            "select id, kind, seq, fields, stamps, activity from record \
             where association_id = $1 and id > $2 order by id limit $3",
        )
        .bind(row::blob(self.root.association))
        .bind(after.map_or_else(Vec::new, row::blob))
        .bind(PAGE)
        .fetch_all(&mut *self.tx)
        .await?;
        let Some(last) = rows.last() else {
            return Ok(Vec::new());
        };
        let mut slices = self.slices(after, row::id_at(last, 0)?).await?;
        let filed = rows.iter().map(|found| {
            let kept = row::kept(found)?;
            let activity = found.try_get::<Option<Vec<u8>>, _>(5)?;
            Ok(Filed {
                activity: activity.map(|id| row::id(&id)).transpose()?,
                slices: slices.remove(&kept.record.id).unwrap_or_default(),
                kept,
            })
        });
        filed.collect()
    }

    async fn slices(&mut self, after: Option<Id>, upto: Id) -> Result<IdMap<Vec<(Slice, Mark)>>, StoreError> {
        let rows = sqlx::query(
            "select record_id, slice, seq, gone from feed \
             where association_id = $1 and record_id > $2 and record_id <= $3 order by record_id, slice",
        )
        .bind(row::blob(self.root.association))
        .bind(after.map_or_else(Vec::new, row::blob))
        .bind(row::blob(upto))
        .fetch_all(&mut *self.tx)
        .await?;
        let mut slices = IdMap::<Vec<_>>::default();
        for found in &rows {
            let mark = (row::seq_at(found, 2)?, found.try_get::<i64, _>(3)? != 0);
            let slice = row::slice_at(found, 1)?;
            slices
                .entry(row::id_at(found, 0)?)
                .or_default()
                .push((slice, mark));
        }
        Ok(slices)
    }

    /// Lines of the log after a seq, with the bytes they are kept in and their hashes; none when there are no
    /// more.
    pub async fn lines_after(&mut self, after: u64) -> Result<Vec<(Line, Vec<u8>, Hash)>, StoreError> {
        let rows = sqlx::query(
            "select line, hash from log where association_id = $1 and seq > $2 order by seq limit $3",
        )
        .bind(row::blob(self.root.association))
        .bind(row::number(after))
        .bind(PAGE)
        .fetch_all(&mut *self.tx)
        .await?;
        let lines = rows.iter().map(|found| {
            let (bytes, hash) = (found.try_get(0)?, row::hash_at(found, 1)?);
            Ok((row::line_at(found, 0)?, bytes, hash))
        });
        lines.collect()
    }

    /// What its members sign in with, each with the login.
    pub async fn accounts(&mut self) -> Result<Vec<(String, Account)>, StoreError> {
        let rows = sqlx::query(
            "select member_id, login, password from account where association_id = $1 order by member_id",
        )
        .bind(row::blob(self.root.association))
        .fetch_all(&mut *self.tx)
        .await?;
        let accounts = rows.iter().map(|found| {
            let account = Account {
                association: self.root.association,
                member: row::id_at(found, 0)?,
                password: found.try_get(2)?,
            };
            Ok((found.try_get(1)?, account))
        });
        accounts.collect()
    }

    /// The hashes of its invitations' secrets, each with what it opens.
    pub async fn doors(&mut self) -> Result<Vec<(Hash, Door)>, StoreError> {
        let rows = sqlx::query(
            "select hash, invitation_id from invitation_secret where association_id = $1 order by hash",
        )
        .bind(row::blob(self.root.association))
        .fetch_all(&mut *self.tx)
        .await?;
        let doors = rows.iter().map(|found| {
            let door = Door {
                association: self.root.association,
                invitation: row::id_at(found, 1)?,
            };
            Ok((row::hash_at(found, 0)?, door))
        });
        doors.collect()
    }
}
