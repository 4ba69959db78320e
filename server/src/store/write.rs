//! What a book writes when it closes, in few and large statements.

use std::collections::BTreeMap;

use domain::id::Id;
use domain::kind::Kind;
use domain::log::Hash;
use domain::places::is_commune_code;
use domain::record::{Activity, Association, Record, View, registration};
use domain::referee::Kept;
use domain::slice::Slice;
use domain::ticket::Ticket;
use domain::wire::{LogHead, to_cbor};
use sqlx::AnyConnection;

use super::sql::{Places, ROWS, Statement};
use super::{StoreError, public, row, working};

/// The seq a record moves to in a slice, and whether it left.
pub(super) type Mark = (u64, bool);

/// For each record and slice.
pub(super) type Marks = BTreeMap<(Id, Slice), Mark>;

/// A line to come: its bytes, the hash it makes, and the entry in it.
#[derive(Debug)]
pub(super) struct NewLine {
    pub(super) bytes: Vec<u8>,
    pub(super) hash: Hash,
    pub(super) entry: Record,
}

/// All that was decided while a book was open.
pub(super) struct Written<'a> {
    pub(super) places: Places,
    pub(super) association: Id,
    pub(super) seq: u64,
    pub(super) head: &'a LogHead,
    /// Records, each with the activity it says it is of.
    pub(super) kept: &'a [(&'a Kept, Option<Id>)],
    /// What the records do not say themselves.
    pub(super) marks: &'a [(&'a (Id, Slice), &'a Mark)],
    pub(super) lines: &'a [NewLine],
}

impl Written<'_> {
    pub(super) async fn write(&self, to: &mut AnyConnection) -> Result<(), StoreError> {
        self.write_records(to).await?;
        self.write_public(to).await?;
        self.write_marks(to).await?;
        self.write_lines(to).await?;
        sqlx::query("update association set seq = $2, log_seq = $3, log_hash = $4 where id = $1")
            .bind(row::blob(self.association))
            .bind(row::number(self.seq))
            .bind(row::number(self.head.seq))
            .bind(self.head.hash.to_vec())
            .execute(to)
            .await?;
        Ok(())
    }

    async fn write_records(&self, to: &mut AnyConnection) -> Result<(), StoreError> {
        for part in self.kept.chunks(ROWS) {
            let statement = Statement::new(
                self.places,
                "insert into record (association_id, id, kind, seq, about, also, activity, fields, stamps) values ",
            );
            let statement = statement.rows(part.len(), 9).then(
                " on conflict (association_id, id) do update \
                 set seq = excluded.seq, activity = excluded.activity, fields = excluded.fields, stamps = excluded.stamps",
            );
            let mut query = sqlx::query(statement.done());
            for (Kept { record, stamps }, activity) in part {
                let [about, also] = working::about(record);
                query = query
                    .bind(self.association.as_bytes().as_slice())
                    .bind(record.id.as_bytes().as_slice())
                    .bind(i64::from(record.kind.number()))
                    .bind(row::number(record.version))
                    .bind(about.as_ref().map(|id| id.as_bytes().as_slice()))
                    .bind(also.as_ref().map(|id| id.as_bytes().as_slice()))
                    .bind(activity.as_ref().map(|id| id.as_bytes().as_slice()))
                    .bind(to_cbor(&record.fields).as_slice())
                    .bind(to_cbor(stamps).as_slice());
            }
            query.execute(&mut *to).await?;
        }
        Ok(())
    }

    /// Where public pages find these records.
    async fn write_public(&self, to: &mut AnyConnection) -> Result<(), StoreError> {
        let records = || self.kept.iter().map(|(kept, _)| &kept.record);
        let open = records().filter(|record| record.kind == Kind::Activity && Activity::of(record).is_open());
        let open: Vec<Id> = open.map(|record| record.id).collect();
        public::insert_open(to, self.places, self.association, &open).await?;
        let enrolled = records().filter(|record| record.kind == Kind::Registration);
        let tickets = enrolled.filter_map(|record| {
            let code: String = record.read(registration::TICKET);
            Some((code.parse().ok()?, record.id))
        });
        let tickets: Vec<(Ticket, Id)> = tickets.collect();
        public::insert_tickets(to, self.places, self.association, &tickets).await?;
        if let Some(profile) = records().find(|record| record.id == self.association) {
            let Association { listed, commune, .. } = Association::of(profile);
            let commune = Some(commune.as_str()).filter(|commune| listed && is_commune_code(commune));
            public::set_listed(to, self.association, commune).await?;
        }
        Ok(())
    }

    async fn write_marks(&self, to: &mut AnyConnection) -> Result<(), StoreError> {
        for part in self.marks.chunks(ROWS) {
            let statement = Statement::new(
                self.places,
                "insert into feed (association_id, record_id, slice, seq, gone) values ",
            );
            let statement = statement.rows(part.len(), 5).then(
                " on conflict (association_id, record_id, slice) do update \
                 set seq = excluded.seq, gone = excluded.gone",
            );
            let mut query = sqlx::query(statement.done());
            for ((record, slice), (seq, gone)) in part {
                query = query
                    .bind(self.association.as_bytes().as_slice())
                    .bind(record.as_bytes().as_slice())
                    .bind(slice.to_bytes().as_slice())
                    .bind(row::number(*seq))
                    .bind(i64::from(*gone));
            }
            query.execute(&mut *to).await?;
        }
        Ok(())
    }

    async fn write_lines(&self, to: &mut AnyConnection) -> Result<(), StoreError> {
        for part in self.lines.chunks(ROWS) {
            let statement = Statement::new(
                self.places,
                "insert into log (association_id, seq, change_id, line, hash) values ",
            );
            let statement = statement.rows(part.len(), 5);
            let mut query = sqlx::query(statement.done());
            for line in part {
                query = query
                    .bind(self.association.as_bytes().as_slice())
                    .bind(row::number(line.entry.version))
                    .bind(line.entry.id.as_bytes().as_slice())
                    .bind(line.bytes.as_slice())
                    .bind(line.hash.as_slice());
            }
            query.execute(&mut *to).await?;
        }
        Ok(())
    }
}
