//! Erasing what identifies a person from all that is kept about them: records, the log, tickets.

use std::collections::BTreeSet;

use domain::change::Edit;
use domain::erasure::{Redaction, bare, begins, is_erased, people, redacted};
use domain::id::{Id, IdSet};
use domain::kind::Kind;
use domain::log::{GENESIS, Line};
use domain::record::{Beneficiary, LogEntry, Record, ReviewItem, View, beneficiary, delivery, request};
use domain::referee::{Kept, Register};
use domain::review::kind_of;
use domain::time::Millis;
use domain::verdict::{Answer, Verdict};
use domain::wire::to_cbor;
use sqlx::Row;

use super::{Book, StoreError, own, row};
use crate::clock;

/// Lines of the log read at a time.
const LINES: i64 = 2_000;
/// Activities (kind 6), of which somebody may be in any.
const ACTIVITIES: &str = "select id from record where association_id = $1 and kind = 6";
/// Sessions (9), likewise.
const SESSIONS: &str = "select id from record where association_id = $1 and kind = 9";
/// What was handed over.
const DELIVERED: &str =
    "select id, kind, seq, fields, stamps from record where association_id = $1 and kind = 16";
/// What waits for a decision.
const UNDECIDED: &str =
    "select id, kind, seq, fields, stamps from record where association_id = $1 and kind = 17";
/// What people ask about their own data.
const ASKED: &str =
    "select id, kind, seq, fields, stamps from record where association_id = $1 and kind = 20";

/// What is being rid of what identifies somebody, a person or a request; who decided it, and when.
#[derive(Debug, Clone)]
pub(super) struct Erasing {
    kind: Kind,
    record: Id,
    by: Option<Id>,
    why: Option<i64>,
    at: Millis,
}

impl Book {
    /// What a ruling rids of what identifies somebody, if anything.
    pub(super) fn erasing_of(&self, kept: &Kept, line: &Line) -> Option<Erasing> {
        begins(self.record(kept.record.id), &kept.record).then(|| Erasing {
            kind: kept.record.kind,
            record: kept.record.id,
            by: LogEntry::of(&line.entry).member,
            why: Beneficiary::of(&kept.record).erased,
            at: line.answer.received,
        })
    }

    /// Erases what identifies those whose records were rid of it in this book, wherever else it is. All that was
    /// decided must be written. Returns whether there was anybody.
    ///
    /// Reads the log from its first line.
    pub(super) async fn erase(&mut self) -> Result<bool, StoreError> {
        let Some(first) = self.erasing.first().cloned() else {
            return Ok(false);
        };
        let requests = self.erasing.iter().filter(|one| one.kind == Kind::Request);
        let requests: Vec<Id> = requests.map(|one| one.record).collect();
        let people = self.everyone().await?;
        let about = self.all_about(&people, requests).await?;
        self.bare_all(&about, first.at);
        self.write_now().await?;
        self.drop_tickets(&about).await?;
        for person in &people {
            self.drop_cin(*person).await?;
        }
        let redactions = self.redact(&people, &about).await?;
        for part in redactions.chunks(Redaction::A_LINE) {
            let line = self.declaration(&first, part);
            self.append(line);
        }
        self.write_now().await?;
        Ok(true)
    }

    /// Those people, and everybody who is one with one of them: theirs is erased with it.
    async fn everyone(&mut self) -> Result<IdSet, StoreError> {
        let mut everyone = IdSet::default();
        let mut begun = core::mem::take(&mut self.erasing);
        begun.retain(|one| one.kind == Kind::Beneficiary);
        self.load_about(begun.iter().map(|one| one.record).collect())
            .await?;
        for one in &begun {
            for person in self.working.joined(one.record) {
                if everyone.insert(person) && person != one.record {
                    self.erase_with(one, person)?;
                }
            }
        }
        self.erasing.clear();
        Ok(everyone)
    }

    fn erase_with(&mut self, one: &Erasing, person: Id) -> Result<(), StoreError> {
        let known = self.working.kept(person);
        if known.is_none_or(|kept| is_erased(&kept.record)) {
            return Ok(());
        }
        let edit = Edit::new(Kind::Beneficiary, person).set(beneficiary::ERASED, one.why);
        let seq = self.next_seq();
        let ruling = own::ruling(&self.working, known, one.by, &edit, one.at, seq)?;
        self.take(ruling);
        Ok(())
    }

    /// The records about some people and requests, themselves among them; and what waits for a decision about any of
    /// these.
    async fn all_about(&mut self, everyone: &IdSet, requests: Vec<Id>) -> Result<IdSet, StoreError> {
        let mut about: IdSet = everyone.iter().copied().chain(requests).collect();
        if !everyone.is_empty() {
            self.all_of(everyone, &mut about).await?;
        }
        for kept in self.all(UNDECIDED).await? {
            let item = ReviewItem::of(&kept.record);
            let mut named = people(kind_of(&item), item.record, &item.waits);
            named.extend(people(kind_of(&item), item.record, &item.stands));
            if about.contains(&item.record) || named.iter().any(|person| everyone.contains(person)) {
                about.insert(kept.record.id);
                self.working.put(kept);
            }
        }
        Ok(about)
    }

    /// Finds the records of some people.
    async fn all_of(&mut self, everyone: &IdSet, about: &mut IdSet) -> Result<(), StoreError> {
        let mut natural = Vec::new();
        let (activities, sessions) = (self.ids(ACTIVITIES).await?, self.ids(SESSIONS).await?);
        for person in everyone {
            natural.extend(
                activities
                    .iter()
                    .map(|activity| Id::of_registration(*activity, *person)),
            );
            natural.extend(
                sessions
                    .iter()
                    .map(|session| Id::of_attendance(*session, *person)),
            );
            about.extend(self.working.about(*person));
        }
        self.load(natural.clone()).await?;
        about.extend(natural.into_iter().filter(|id| self.record(*id).is_some()));
        for kept in self.all(DELIVERED).await? {
            let to: Option<Id> = kept.record.read(delivery::BENEFICIARY);
            if to.is_some_and(|person| everyone.contains(&person)) {
                about.insert(kept.record.id);
                self.working.put(kept);
            }
        }
        for kept in self.all(ASKED).await? {
            if everyone.contains(&kept.record.read::<Id>(request::PERSON)) {
                about.insert(kept.record.id);
                self.working.put(kept);
            }
        }
        Ok(())
    }

    /// Rids records of what identifies anybody.
    fn bare_all(&mut self, about: &IdSet, at: Millis) {
        // In one order, so that what follows is the same whoever does it.
        let about: BTreeSet<Id> = about.iter().copied().collect();
        for id in about {
            if let Some(bared) = self.working.kept(id).and_then(|kept| bare(kept, at)) {
                self.put_bared(bared);
            }
        }
    }

    /// A ticket of somebody who stands without a name leads nowhere.
    async fn drop_tickets(&mut self, about: &IdSet) -> Result<(), StoreError> {
        for id in about {
            if self
                .record(*id)
                .is_some_and(|record| record.kind == Kind::Registration)
            {
                sqlx::query("delete from ticket where association_id = $1 and registration_id = $2")
                    .bind(row::blob(self.association))
                    .bind(row::blob(*id))
                    .execute(&mut *self.tx)
                    .await?;
            }
        }
        Ok(())
    }

    /// Rids lines of the log of what identifies some people, and says what is left of each.
    async fn redact(&mut self, everyone: &IdSet, about: &IdSet) -> Result<Vec<Redaction>, StoreError> {
        let (mut redactions, mut entries) = (Vec::new(), Vec::new());
        let (mut last, mut before) = (-1_i64, GENESIS);
        loop {
            let rows = sqlx::query(
                "select seq, line, hash from log where association_id = $1 and seq > $2 order by seq limit $3",
            )
            .bind(row::blob(self.association))
            .bind(last)
            .bind(LINES)
            .fetch_all(&mut *self.tx)
            .await?;
            for found in &rows {
                last = found.try_get(0)?;
                let before = core::mem::replace(&mut before, row::hash_at(found, 2)?);
                let Line { entry, answer } = row::line_at(found, 1)?;
                if !is_about(&entry, everyone, about) {
                    continue;
                }
                let Some(entry) = redacted(&entry) else { continue };
                let bytes = to_cbor(&Line {
                    entry: entry.clone(),
                    answer,
                });
                self.rewrite(last, &bytes).await?;
                redactions.push(Redaction::of(row::seq_at(found, 0)?, &before, &bytes));
                entries.push(entry);
            }
            if rows.is_empty() {
                break;
            }
        }
        self.told_as(&entries);
        Ok(redactions)
    }

    async fn rewrite(&mut self, seq: i64, line: &[u8]) -> Result<(), StoreError> {
        sqlx::query("update log set line = $3 where association_id = $1 and seq = $2")
            .bind(row::blob(self.association))
            .bind(seq)
            .bind(line)
            .execute(&mut *self.tx)
            .await?;
        Ok(())
    }

    /// The line by which the log says what it was rid of.
    fn declaration(&mut self, of: &Erasing, redactions: &[Redaction]) -> Line {
        let (id, seq) = (clock::new_id(of.at), self.next_seq());
        let entry = LogEntry {
            member: of.by,
            kind: of.kind.number().into(),
            record: of.record,
            claimed: Some(of.at),
            corrected: Some(of.at),
            received: Some(of.at),
            redactions: redactions.to_vec(),
            ..LogEntry::default()
        };
        Line {
            entry: Record {
                kind: Kind::LogEntry,
                id,
                version: seq,
                fields: entry.fields(),
            },
            answer: Answer {
                change: id,
                seq,
                received: of.at,
                verdict: Verdict::Accepted,
            },
        }
    }

    async fn ids(&mut self, which: &'static str) -> Result<Vec<Id>, StoreError> {
        let rows = sqlx::query(which)
            .bind(row::blob(self.association))
            .fetch_all(&mut *self.tx)
            .await?;
        rows.iter().map(|found| row::id_at(found, 0)).collect()
    }

    async fn all(&mut self, which: &'static str) -> Result<Vec<Kept>, StoreError> {
        let rows = sqlx::query(which)
            .bind(row::blob(self.association))
            .fetch_all(&mut *self.tx)
            .await?;
        rows.iter().map(row::kept).collect()
    }
}

/// Whether a line of the log is about one of some records, or names one of some people.
fn is_about(entry: &Record, everyone: &IdSet, about: &IdSet) -> bool {
    let view = LogEntry::of(entry);
    let kind = u16::try_from(view.kind).map_or(Kind::Other(u16::MAX), Kind::from_number);
    let names = |fields| {
        let named = people(kind, view.record, fields).into_iter();
        named.into_iter().any(|person| everyone.contains(&person))
    };
    about.contains(&view.record) || names(&view.before) || names(&view.after)
}
