//! An association's book, open for writing.
//!
//! Opening it takes the association's lock; what was decided meanwhile is written and committed by
//! [`Book::close`], in few and large statements. A book that is dropped leaves nothing behind.

use std::collections::BTreeMap;

use domain::access::Asker;
use domain::change::{Change, Edit};
use domain::id::{Id, IdMap, IdSet};
use domain::kind::Kind;
use domain::log::{Line, link};
use domain::record::{Record, attendance, references, registration};
use domain::referee::{Kept, Receipt, judge, rights_changed};
use domain::slice::{Ledger, Slice, activities_of, brings, slices_of};
use domain::time::Millis;
use domain::value::Fields;
use domain::verdict::Answer;
use domain::wire::{LogHead, to_cbor};
use sqlx::AnyConnection;
use sqlx::{Any, Transaction};
use tokio::sync::OwnedSemaphorePermit;

use super::working::Working;
use super::write::{Marks, Written};
use super::{Store, StoreError, own, row, sql};

/// Who records: a member with a phone, whose rights are checked.
#[derive(Debug, Clone, Copy)]
pub struct Hand {
    /// The member.
    pub member: Id,
    /// The phone.
    pub device: Id,
    /// How far the phone's clock is ahead, in milliseconds.
    pub skew_ms: i64,
    /// When the server received it.
    pub at: Millis,
}

/// Whose turn it is to write; given back when dropped.
pub(super) type Turn = Option<OwnedSemaphorePermit>;

/// What a change touches: a kind, a record, and fields to set.
pub type Touched<'a> = (Kind, Id, &'a Fields);

/// One association, locked, with what was decided since.
#[derive(Debug)]
pub struct Book {
    pub(super) tx: Transaction<'static, Any>,
    _turn: Turn,
    pub(super) association: Id,
    seq: u64,
    head: LogHead,
    working: Working,
    altered: IdSet,
    marks: Marks,
    lines: Vec<(Id, Vec<u8>, LogHead)>,
}

impl Store {
    /// Opens an association's book: waits for its lock.
    pub async fn book(&self, association: Id) -> Result<Book, StoreError> {
        let (mut tx, turn) = self.write_turn().await?;
        // A write, so that it is the lock in both databases.
        let found =
            sqlx::query("update association set seq = seq where id = $1 returning seq, log_seq, log_hash")
                .bind(row::blob(association))
                .fetch_optional(&mut *tx)
                .await?
                .ok_or(StoreError::NoAssociation)?;
        let head = LogHead {
            seq: row::seq_at(&found, 1)?,
            hash: row::hash_at(&found, 2)?,
        };
        Ok(Book::new(tx, turn, association, row::seq_at(&found, 0)?, head))
    }

    /// A transaction that writes, once it is its turn.
    pub(super) async fn write_turn(&self) -> Result<(Transaction<'static, Any>, Turn), StoreError> {
        let turn = match &self.turns {
            Some(turns) => turns.clone().acquire_owned().await.ok(),
            None => None,
        };
        Ok((self.pool.begin().await?, turn))
    }
}

impl Book {
    /// A book over a transaction that holds the association's lock.
    pub(super) fn new(
        tx: Transaction<'static, Any>,
        turn: Turn,
        association: Id,
        seq: u64,
        head: LogHead,
    ) -> Self {
        Book {
            tx,
            _turn: turn,
            association,
            seq,
            head,
            working: Working::default(),
            altered: IdSet::default(),
            marks: BTreeMap::new(),
            lines: Vec::new(),
        }
    }

    /// A record as it stands, if it was loaded.
    pub fn record(&self, id: Id) -> Option<&Record> {
        self.working.record(id)
    }

    /// The answers already given to some changes.
    pub async fn answered(&mut self, changes: &[Change]) -> Result<IdMap<Answer>, StoreError> {
        let mut answers = IdMap::default();
        for part in changes.chunks(sql::ROWS) {
            let text = format!(
                "select line from log where association_id = $1 and change_id in ({})",
                sql::list(2, part.len())
            );
            let mut query = sqlx::query(sqlx::AssertSqlSafe(text)).bind(row::blob(self.association));
            for change in part {
                query = query.bind(row::blob(change.id));
            }
            for found in query.fetch_all(&mut *self.tx).await? {
                let answer = row::line_at(&found, 0)?.answer;
                answers.insert(answer.change, answer);
            }
        }
        Ok(answers)
    }

    /// Loads what deciding about some changes needs, and some records besides.
    pub async fn prepare(&mut self, touched: &[Touched<'_>], besides: &[Id]) -> Result<(), StoreError> {
        let mut named = besides.to_vec();
        for (kind, record, set) in touched {
            named.push(*record);
            named.extend(references(*kind, set).map(|(_, id)| id));
        }
        self.load(named).await?;
        let mut beyond = Vec::new();
        for record in touched.iter().filter_map(|(_, record, _)| self.record(*record)) {
            beyond.extend(record.references().map(|(_, id)| id));
        }
        self.load(beyond).await?;
        let newcomers = self.newcomers(touched);
        self.load_about(&newcomers).await
    }

    /// People that some of these changes may bring into an activity they are not in.
    fn newcomers(&self, touched: &[Touched<'_>]) -> Vec<Id> {
        let mut people = IdSet::default();
        for (kind, id, set) in touched {
            let mut record = Record::empty(*kind, *id);
            record.fields.lay(set);
            let person: Option<Id> = match kind {
                Kind::Registration => record.read(registration::BENEFICIARY),
                Kind::Attendance => record.read(attendance::BENEFICIARY),
                _ => None,
            };
            let there = activities_of(&record, &self.working);
            let is_in = |person| there.iter().any(|activity| self.working.is_in(person, *activity));
            people.extend(person.filter(|person| !is_in(*person)));
        }
        people.into_iter().collect()
    }

    /// Loads records, and the activities of those that are people.
    pub async fn load(&mut self, ids: Vec<Id>) -> Result<(), StoreError> {
        let mut people = Vec::new();
        for part in self.working.missing(ids).chunks(sql::ROWS) {
            let found = load_where(&mut self.tx, self.association, "id", part).await?;
            people.extend(
                found
                    .iter()
                    .filter(|kept| kept.record.kind == Kind::Beneficiary)
                    .map(|kept| kept.record.id),
            );
            found.into_iter().for_each(|kept| self.working.put(kept));
        }
        for part in people.chunks(sql::ROWS) {
            let text = format!(
                "select record_id, slice from feed where association_id = $1 and gone = 0 and record_id in ({})",
                sql::list(2, part.len())
            );
            let mut query = sqlx::query(sqlx::AssertSqlSafe(text)).bind(row::blob(self.association));
            for id in part {
                query = query.bind(row::blob(*id));
            }
            for found in query.fetch_all(&mut *self.tx).await? {
                if let Slice::Activity(activity) = row::slice_at(&found, 1)? {
                    self.working.join(row::id_at(&found, 0)?, activity);
                }
            }
        }
        Ok(())
    }

    async fn load_about(&mut self, people: &[Id]) -> Result<(), StoreError> {
        for part in people.chunks(sql::ROWS) {
            for kept in load_where(&mut self.tx, self.association, "about", part).await? {
                if self.working.kept(kept.record.id).is_none() {
                    self.working.put(kept);
                }
            }
        }
        Ok(())
    }

    /// Decides about a member's change. What it needs was loaded by [`Book::prepare`].
    pub fn decide(&mut self, hand: &Hand, change: &Change) -> Answer {
        let member = self.working.kept(hand.member);
        let nobody = Record::empty(Kind::Member, hand.member);
        let asker = match member {
            Some(member) => Asker::of(&member.record),
            None => Asker {
                closed: true,
                ..Asker::of(&nobody)
            },
        };
        let receipt = Receipt {
            device: hand.device,
            skew_ms: hand.skew_ms,
            at: hand.at,
            seq: self.seq + 1,
        };
        let kept = self.working.kept(change.record);
        let rights = member.and_then(rights_changed);
        let ruling = judge(&self.working, &asker, rights, kept, change, &receipt);
        self.take(ruling.kept, ruling.line)
    }

    /// Records what the server itself does, in the name of a member or of nobody. A fault stops it, and the
    /// book should then be dropped.
    pub async fn record_own(
        &mut self,
        by: Option<Id>,
        edits: &[Edit],
        at: Millis,
    ) -> Result<Vec<Answer>, StoreError> {
        let touched: Vec<Touched<'_>> = edits
            .iter()
            .map(|edit| (edit.kind, edit.record, &edit.set))
            .collect();
        self.prepare(&touched, &[]).await?;
        let mut answers = Vec::with_capacity(edits.len());
        for edit in edits {
            let kept = self.working.kept(edit.record);
            let ruling = own::ruling(&self.working, kept, by, edit, at, self.seq + 1)?;
            answers.push(self.take(ruling.kept, ruling.line));
        }
        Ok(answers)
    }

    /// Decides about several changes of a member, none of which was answered before.
    pub async fn record_for(&mut self, hand: &Hand, changes: &[Change]) -> Result<Vec<Answer>, StoreError> {
        let touched: Vec<Touched<'_>> = changes
            .iter()
            .map(|change| (change.kind, change.record, &change.set))
            .collect();
        self.prepare(&touched, &[hand.member]).await?;
        Ok(changes.iter().map(|change| self.decide(hand, change)).collect())
    }

    /// Everybody the association serves.
    pub async fn people(&mut self) -> Result<Vec<Record>, StoreError> {
        let rows =
            sqlx::query("select id, kind, seq, fields from record where association_id = $1 and kind = $2")
                .bind(row::blob(self.association))
                .bind(i64::from(Kind::Beneficiary.number()))
                .fetch_all(&mut *self.tx)
                .await?;
        rows.iter().map(|found| row::record(found, 0)).collect()
    }

    /// Puts a record that is not worth a line of the log: what the server knows of a phone.
    pub fn put_unlogged(&mut self, mut record: Record) {
        self.seq += 1;
        record.version = self.seq;
        let stamps = self
            .working
            .kept(record.id)
            .map_or_else(Vec::new, |kept| kept.stamps.clone());
        self.put(Kept { record, stamps });
    }

    fn take(&mut self, kept: Option<Kept>, line: Line) -> Answer {
        self.seq += 1;
        if let Some(kept) = kept {
            self.put(kept);
        }
        let bytes = to_cbor(&line);
        self.head = LogHead {
            seq: self.seq,
            hash: link(&self.head.hash, &bytes),
        };
        self.lines.push((line.answer.change, bytes, self.head.clone()));
        line.answer
    }

    /// Takes in an altered record, and marks every slice it is in, came into or left.
    fn put(&mut self, kept: Kept) {
        let id = kept.record.id;
        let before = self.working.slices(id);
        self.working.put(kept);
        self.altered.insert(id);
        let Some(record) = self.working.record(id) else {
            return;
        };
        let now = slices_of(record, &self.working);
        let brought = brings(record, &self.working);
        for slice in before.into_iter().filter(|slice| !now.contains(slice)) {
            self.marks.insert((id, slice), (self.seq, true));
        }
        for slice in now {
            self.marks.insert((id, slice), (self.seq, false));
        }
        if let Some((person, activity)) = brought
            && self.working.join(person, activity)
        {
            for id in core::iter::once(person).chain(self.working.about(person)) {
                self.marks
                    .insert((id, Slice::Activity(activity)), (self.seq, false));
            }
        }
    }

    /// Writes all that was decided and commits: from here on it is on disk.
    pub async fn close(mut self) -> Result<(), StoreError> {
        self.write_now().await?;
        self.tx.commit().await?;
        Ok(())
    }

    /// Writes what was decided so far, for rows that refer to it; still nothing is committed.
    pub(super) async fn write_now(&mut self) -> Result<(), StoreError> {
        let kept: Vec<&Kept> = self
            .altered
            .iter()
            .filter_map(|id| self.working.kept(*id))
            .collect();
        let written = Written {
            association: self.association,
            seq: self.seq,
            head: &self.head,
            kept: &kept,
            marks: &self.marks,
            lines: &self.lines,
        };
        written.write(&mut self.tx).await?;
        self.altered.clear();
        self.marks.clear();
        self.lines.clear();
        Ok(())
    }
}

async fn load_where(
    connection: &mut AnyConnection,
    association: Id,
    column: &'static str,
    ids: &[Id],
) -> Result<Vec<Kept>, StoreError> {
    let text = format!(
        "select {} from record where association_id = $1 and {column} in ({})",
        row::RECORD,
        sql::list(2, ids.len())
    );
    let mut query = sqlx::query(sqlx::AssertSqlSafe(text)).bind(row::blob(association));
    for id in ids {
        query = query.bind(row::blob(*id));
    }
    query.fetch_all(connection).await?.iter().map(row::kept).collect()
}
