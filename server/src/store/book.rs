//! An association's book, open for writing.
//!
//! Opening it takes the association's lock; what was decided meanwhile is written and committed by
//! [`Book::close`], in few and large statements. A book that is dropped leaves nothing behind.

use std::collections::BTreeMap;
use std::sync::Arc;

use domain::access::Asker;
use domain::change::{Change, Edit};
use domain::erasure::identifies;
use domain::id::{Id, IdSet};
use domain::kind::Kind;
use domain::log::{Line, link};
use domain::record::{LogEntry, Record, View, device, log_entry, pair};
use domain::referee::{
    Decided, Kept, RESTORED_MS, Receipt, Register, Ruling, decide, may_be_lacking, rights_changed,
};
use domain::seats::{affected, promotion};
use domain::slice::{Ledger, Slice, brings, slices_of};
use domain::time::Millis;
use domain::value::FieldValue;
use domain::verdict::Answer;
use domain::wire::{LogHead, to_cbor};
use sqlx::{Any, AnyPool, Transaction};
use tokio::sync::Notify;

use super::erase::Erasing;
use super::load::Touched;
use super::memory::Memory;
use super::news::News;
use super::sql::Places;
use super::turn::Turn;
use super::working::Working;
use super::write::{Mark, Marks, NewLine, Written};
use super::{Store, StoreError, files, own, row};
use crate::clock;

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

/// One association, locked, with what was decided since.
#[derive(Debug)]
pub struct Book {
    pub(super) tx: Transaction<'static, Any>,
    pub(super) association: Id,
    seq: u64,
    head: LogHead,
    pub(super) places: Places,
    memory: Memory,
    pub(super) working: Working,
    altered: IdSet,
    marks: Marks,
    lines: Vec<NewLine>,
    news: News,
    /// When the database was last restored from a backup.
    restored: Option<Millis>,
    /// Who is told where something was decided that no phone has.
    unrepeatable: Arc<Notify>,
    is_unrepeatable: bool,
    /// The phone that delivers what others recorded.
    carrier: Option<Id>,
    /// Whose data is to be erased before this is closed.
    pub(super) erasing: Vec<Erasing>,
    pool: AnyPool,
    /// Dropped last, after the lock.
    _turn: Option<Turn>,
}

/// What some edits are about.
fn touched(edits: &[Edit]) -> Vec<Touched<'_>> {
    let touched = edits.iter().map(|edit| (edit.kind, edit.record, &edit.set));
    touched.collect()
}

impl Store {
    /// Opens an association's book: waits for its lock.
    pub async fn book(&self, association: Id) -> Result<Book, StoreError> {
        let turn = self.turns.of(association).await?;
        let mut tx = self.writes.begin().await?;
        // A write, so that it is the lock in both databases, and for other processes too.
        let found = sqlx::query(
            "update association set seq = seq where id = $1 returning seq, log_seq, log_hash, backed_up",
        )
        .bind(row::blob(association))
        .fetch_optional(&mut *tx)
        .await?
        .ok_or(StoreError::NoAssociation)?;
        let head = LogHead {
            seq: row::seq_at(&found, 1)?,
            hash: row::hash_at(&found, 2)?,
        };
        let seq = row::seq_at(&found, 0)?;
        let mut book = Book::new(tx, Some(turn), self, association, seq, head);
        book.news.backed_up = row::seq_at(&found, 3)?;
        Ok(book)
    }
}

impl Book {
    /// A book over a transaction that holds the association's lock.
    pub(super) fn new(
        tx: Transaction<'static, Any>,
        turn: Option<Turn>,
        store: &Store,
        association: Id,
        seq: u64,
        head: LogHead,
    ) -> Self {
        Book {
            tx,
            places: store.places,
            memory: store.memory.clone(),
            association,
            seq,
            head,
            working: store.memory.take(association, seq),
            altered: IdSet::default(),
            marks: BTreeMap::new(),
            lines: Vec::new(),
            news: News::after(seq),
            restored: store.restored,
            unrepeatable: store.unrepeatable.clone(),
            is_unrepeatable: false,
            carrier: None,
            erasing: Vec::new(),
            pool: store.writes.clone(),
            _turn: turn,
        }
    }

    /// The association's newest seq.
    pub const fn seq(&self) -> u64 {
        self.seq
    }

    /// A record as it stands, if it was loaded.
    pub fn record(&self, id: Id) -> Option<&Record> {
        self.working.record(id)
    }

    /// What is decided from here on was delivered by another phone than recorded it: that one may never come itself.
    pub fn carried_by(&mut self, device: Id) {
        self.carrier = Some(device);
        self.is_unrepeatable = true;
    }

    /// Decides about a member's change. What it needs was loaded by [`Book::prepare`].
    pub fn decide(&mut self, hand: &Hand, change: &Change) -> Answer {
        let decided = self.ruling(hand, change);
        self.take_all(decided, change, &self.receipt(hand))
    }

    /// Decides about a change that a phone can bring again. `None`, and nothing is written, where it would be
    /// refused for what a restored database may lack: another phone is perhaps yet to bring that.
    pub fn decide_in_time(&mut self, hand: &Hand, change: &Change) -> Option<Answer> {
        let decided = self.ruling(hand, change);
        let exists = self.working.kept(change.record).is_some();
        if self.lacks(hand.at) && may_be_lacking(&decided.ruling.line.answer.verdict, exists) {
            return None;
        }
        Some(self.take_all(decided, change, &self.receipt(hand)))
    }

    fn receipt(&self, hand: &Hand) -> Receipt {
        Receipt {
            device: hand.device,
            skew_ms: hand.skew_ms,
            at: hand.at,
            seq: self.seq + 1,
            carrier: self.carrier,
        }
    }

    fn ruling(&self, hand: &Hand, change: &Change) -> Decided {
        let member = self.working.kept(hand.member);
        let nobody = Record::empty(Kind::Member, hand.member);
        let day = clock::day(hand.at);
        let mut asker = match member {
            Some(member) => Asker::on(&member.record, day),
            None => Asker {
                closed: true,
                ..Asker::of(&nobody)
            },
        };
        let device = self.working.record(hand.device);
        asker.closed |= device.is_some_and(|device| device.read(device::REVOKED));
        let rights = member.and_then(|member| rights_changed(member, day));
        self.judged(&asker, rights, hand, change)
    }

    fn judged(&self, asker: &Asker, rights: Option<Millis>, hand: &Hand, change: &Change) -> Decided {
        decide(&self.working, asker, rights, change, &self.receipt(hand))
    }

    /// Whether phones may still bring what was lost by a restore.
    fn lacks(&self, at: Millis) -> bool {
        self.restored
            .is_some_and(|restored| at.since(restored) < RESTORED_MS)
    }

    /// Records what the server itself does, in the name of a member or of nobody. A fault stops it, and the
    /// book should then be dropped.
    pub async fn record_own(
        &mut self,
        by: Option<Id>,
        edits: &[Edit],
        at: Millis,
    ) -> Result<Vec<Answer>, StoreError> {
        self.prepare(&touched(edits), &[]).await?;
        self.is_unrepeatable = true;
        let mut answers = Vec::with_capacity(edits.len());
        for edit in edits {
            let kept = self.working.kept(edit.record);
            let ruling = own::ruling(&self.working, kept, by, edit, at, self.seq + 1)?;
            let answer = self.take(ruling);
            self.promote(edit.record, answer.change, &own::receipt(at, answer.seq));
            answers.push(answer);
        }
        Ok(answers)
    }

    /// Decides about several changes of a member, none of which was answered before.
    pub async fn record_for(&mut self, hand: &Hand, changes: &[Change]) -> Result<Vec<Answer>, StoreError> {
        let touched: Vec<Touched<'_>> = changes
            .iter()
            .map(|change| (change.kind, change.record, &change.set))
            .collect();
        self.prepare(&touched, &[hand.member, hand.device]).await?;
        self.is_unrepeatable = true;
        Ok(changes.iter().map(|change| self.decide(hand, change)).collect())
    }

    /// Decides about what somebody says of themselves on the public page of an activity.
    pub async fn record_public(
        &mut self,
        activity: Id,
        edits: &[Edit],
        at: Millis,
    ) -> Result<Vec<Answer>, StoreError> {
        self.prepare(&touched(edits), &[]).await?;
        self.is_unrepeatable = true;
        let asker = Asker::public_page(self.association, activity);
        let hand = Hand {
            member: asker.member,
            device: asker.member,
            skew_ms: 0,
            at,
        };
        let mut answers = Vec::with_capacity(edits.len());
        for edit in edits {
            let change = self.now(edit, at);
            let decided = self.judged(&asker, None, &hand, &change);
            answers.push(self.take_all(decided, &change, &self.receipt(&hand)));
        }
        Ok(answers)
    }

    /// The change that an edit is now, by whoever sees the record as it stands.
    fn now(&self, edit: &Edit, at: Millis) -> Change {
        Change {
            id: clock::new_id(at),
            kind: edit.kind,
            record: edit.record,
            base: self.record(edit.record).map_or(0, |record| record.version),
            set: edit.set.clone(),
            clock: clock::wall(at),
            counter: 0,
        }
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

    fn take_all(&mut self, decided: Decided, cause: &Change, receipt: &Receipt) -> Answer {
        let Decided { ruling, effect } = decided;
        let altered = |ruling: &Ruling| ruling.kept.as_ref().map(|kept| kept.record.id);
        let ids = [altered(&ruling), effect.as_ref().and_then(altered)];
        let answer = self.take(ruling);
        if let Some(effect) = effect {
            self.take(effect);
        }
        for id in ids.into_iter().flatten() {
            self.promote(id, cause.id, receipt);
        }
        answer
    }

    /// Gives away the places that a change of a record freed.
    fn promote(&mut self, altered: Id, cause: Id, receipt: &Receipt) {
        let places = self.record(altered).map(|record| affected(record, &self.working));
        for activity in places.unwrap_or_default() {
            while let Some(ruling) = promotion(&self.working, activity, cause, &receipt.after(self.seq)) {
                self.take(ruling);
            }
        }
    }

    pub(super) fn take(&mut self, Ruling { kept, line, opened }: Ruling) -> Answer {
        self.seq += 1;
        for kept in kept.into_iter().chain(opened) {
            self.erasing.extend(self.erasing_of(&kept, &line));
            self.put(kept);
        }
        self.write_down(line)
    }

    /// Writes a line of the log that alters no record.
    pub(super) fn append(&mut self, line: Line) {
        self.seq += 1;
        self.write_down(line);
    }

    /// Writes a line of the log, which has the newest seq.
    fn write_down(&mut self, mut line: Line) -> Answer {
        if identifies(&LogEntry::of(&line.entry)) {
            let salt = Some(Id::from_bytes(clock::random()));
            line.entry.fields.set(log_entry::SALT, salt.write());
        }
        let bytes = to_cbor(&line);
        let hash = link(&self.head.hash, &bytes);
        self.head = LogHead { seq: self.seq, hash };
        self.lines.push(NewLine {
            bytes,
            hash,
            entry: line.entry,
        });
        line.answer
    }

    /// Puts a record that says less than it did, without a line of its own: the log declares it.
    pub(super) fn put_bared(&mut self, mut kept: Kept) {
        self.seq += 1;
        kept.record.version = self.seq;
        self.put(kept);
    }

    /// The seq that the next line of the log has.
    pub(super) fn next_seq(&self) -> u64 {
        self.seq + 1
    }

    /// Puts entries of the log, as they stand now, in the place of those that the phone would be told.
    pub(super) fn told_as(&mut self, entries: &[Record]) {
        for line in &mut self.news.lines {
            if let Some(entry) = entries.iter().find(|entry| entry.id == line.id) {
                *line = entry.clone();
            }
        }
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
        let paired = (record.kind == Kind::Pair).then(|| [record.read(pair::ONE), record.read(pair::OTHER)]);
        for slice in before.into_iter().filter(|slice| !now.contains(slice)) {
            self.marks.insert((id, slice), (self.seq, true));
        }
        for slice in now.into_iter().filter(|slice| *slice != Slice::Register) {
            self.marks.insert((id, slice), (self.seq, false));
        }
        if let Some((person, activity)) = brought
            && self.working.join(person, activity)
        {
            for id in core::iter::once(person).chain(self.working.about(person)) {
                self.marks
                    .insert((id, Slice::Activity(activity)), (self.seq, false));
            }
            self.tell(person, activity);
        }
        // Where it joins nobody, each of the two is one with people of their own.
        for person in paired.into_iter().flatten() {
            for one in self.working.joined(person) {
                for activity in self.working.activities_of(one) {
                    self.tell(one, activity);
                }
            }
        }
    }

    /// Brings what tells who a person is one with to where that person is.
    fn tell(&mut self, person: Id, activity: Id) {
        for pair in self.working.chain(person) {
            if self.working.join(pair, activity) {
                self.marks
                    .insert((pair, Slice::Activity(activity)), (self.seq, false));
            }
        }
    }

    /// Writes all that was decided and commits: from here on it is on disk.
    pub async fn close(mut self) -> Result<News, StoreError> {
        self.write_now().await?;
        let erases = self.erase().await?;
        self.tx.commit().await?;
        if erases {
            files::forget(&self.pool, self.places).await;
        }
        if self.is_unrepeatable {
            self.unrepeatable.notify_one();
        }
        self.memory.keep(self.association, self.seq, self.working);
        Ok(News {
            seq: self.seq,
            head: self.head,
            ..self.news
        })
    }

    /// Writes what was decided so far, for rows that refer to it; still nothing is committed.
    pub(super) async fn write_now(&mut self) -> Result<(), StoreError> {
        let kept = self.altered.iter().filter_map(|id| self.working.kept(*id));
        let kept: Vec<_> = kept
            .map(|kept| (kept, self.working.activity(&kept.record)))
            .collect();
        let unsaid = |((id, slice), _): &(&(Id, Slice), &Mark)| !self.working.says(*id, *slice);
        let marks: Vec<_> = self.marks.iter().filter(unsaid).collect();
        let written = Written {
            places: self.places,
            association: self.association,
            seq: self.seq,
            head: &self.head,
            kept: &kept,
            marks: &marks,
            lines: &self.lines,
        };
        written.write(&mut self.tx).await?;
        for ((id, slice), mark) in core::mem::take(&mut self.marks) {
            self.altered.insert(id);
            self.news.moved.entry(slice).or_default().insert(id, mark);
        }
        let altered = self.altered.iter().filter_map(|id| self.working.record(*id));
        self.news
            .records
            .extend(altered.map(|record| (record.id, record.clone())));
        self.news
            .lines
            .extend(self.lines.drain(..).map(|line| line.entry));
        self.altered.clear();
        Ok(())
    }
}
