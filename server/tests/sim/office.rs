//! The server: the real one over a real database, with a fuse in it.

use std::collections::BTreeMap;
use std::rc::Rc;

use domain::id::Id;
use domain::kind::Kind;
use domain::log::{Hash, Line};
use domain::record::Record;
use domain::time::Millis;
use domain::wire::{OLDEST_PROTOCOL, PROTOCOL, PUSH_CHANGES, SyncRequest, SyncResponse, from_cbor};
use server::store::{Session, Store};
use server::sync::sync;
use sqlx::any::AnyRow;
use sqlx::{AnyConnection, Connection, Row};

use crate::database::{Database, Kind as DatabaseKind};
use crate::town;

/// One line of the log as it lies in the database.
pub(crate) struct Entry {
    pub(crate) seq: u64,
    pub(crate) bytes: Vec<u8>,
    pub(crate) hash: Hash,
    pub(crate) line: Line,
}

/// The server's program and its database.
pub(crate) struct Office {
    database: Database,
    pub(crate) store: Store,
    /// A second connection, for reading what is there and for the fuse.
    side: AnyConnection,
    known: Records,
}

/// Every record there is.
pub(crate) type Records = Rc<BTreeMap<Id, Record>>;

impl Office {
    pub(crate) async fn open(kind: DatabaseKind) -> Self {
        let database = Database::make(kind).await;
        let store = Store::open(database.url()).await.unwrap();
        let mut side = database.connect().await;
        database.wire(&mut side).await;
        Office {
            database,
            store,
            side,
            known: Rc::default(),
        }
    }

    /// Ends for good.
    pub(crate) async fn close(self) {
        self.store.close().await;
        self.side.close().await.unwrap();
        self.database.throw_away().await;
    }

    /// Lets the write of that many rows from here fail; 0: no more.
    pub(crate) async fn fuse(&mut self, rows: i64) {
        sqlx::query("update fuse set rows = $1")
            .bind(rows)
            .execute(&mut self.side)
            .await
            .unwrap();
    }

    /// The program ends and begins again.
    pub(crate) async fn restart(&mut self) {
        self.store.close().await;
        self.store = Store::open(self.database.url()).await.unwrap();
    }

    /// Copies the database as it stands.
    pub(crate) async fn back_up(&mut self) {
        self.database.back_up(&mut self.side).await;
    }

    /// Puts the last copy in the database's place, whose epoch is another from here; whether there was a copy.
    pub(crate) async fn restore(&mut self, at: Millis) -> bool {
        if !self.database.has_copy() {
            return false;
        }
        self.store.close().await;
        let reading = AnyConnection::connect("sqlite::memory:").await.unwrap();
        std::mem::replace(&mut self.side, reading).close().await.unwrap();
        self.database.put_back().await;
        let store = Store::open(self.database.url()).await.unwrap();
        self.store = store.begin_lineage(at).await.unwrap();
        self.side = self.database.connect().await;
        self.known = Rc::default();
        true
    }

    /// A member signs in on a phone.
    pub(crate) async fn sign_in(&self, association: Id, member: Id, device: Id, at: Millis) {
        let mut book = self.store.book(association).await.unwrap();
        town::sign_in(&mut book, member, device, at);
        book.close().await.unwrap();
    }

    /// Answers a request as the route does; the error is a sentence.
    pub(crate) async fn answer(
        &self,
        session: &Session,
        request: &SyncRequest,
        received: Millis,
    ) -> Result<SyncResponse, String> {
        if !(OLDEST_PROTOCOL..=PROTOCOL).contains(&request.protocol)
            || request.device != session.device
            || request.changes.len() > PUSH_CHANGES
        {
            return Err("the request is not admitted".into());
        }
        let synced = sync(&self.store, session, request, received).await;
        synced
            .map(|synced| synced.response)
            .map_err(|error| error.to_string())
    }

    /// Every record there is, read anew.
    pub(crate) async fn read_anew(&mut self) -> Records {
        self.known = Rc::default();
        self.records().await
    }

    /// Every record there is; one whose version is known is not read again.
    pub(crate) async fn records(&mut self) -> Records {
        let rows = sqlx::query("select id, kind, seq, fields from record")
            .fetch_all(&mut self.side)
            .await
            .unwrap();
        let known = Rc::make_mut(&mut self.known);
        for row in &rows {
            let id = Id::from_slice(row.get(0)).unwrap();
            let version: u64 = row.get::<i64, _>(2).try_into().unwrap();
            if known.get(&id).is_none_or(|record| record.version != version) {
                let kind = Kind::from_number(row.get::<i64, _>(1).try_into().unwrap());
                let fields = from_cbor(row.get(3)).unwrap();
                known.insert(
                    id,
                    Record {
                        id,
                        kind,
                        version,
                        fields,
                    },
                );
            }
        }
        Rc::clone(&self.known)
    }

    /// Every line of the log, in order.
    pub(crate) async fn log(&mut self) -> Vec<Entry> {
        let rows = sqlx::query("select seq, line, hash from log order by seq")
            .fetch_all(&mut self.side)
            .await
            .unwrap();
        let line = |row: &AnyRow| Entry {
            seq: row.get::<i64, _>(0).try_into().unwrap(),
            bytes: row.get(1),
            hash: row.get::<Vec<u8>, _>(2).try_into().unwrap(),
            line: from_cbor(row.get(1)).unwrap(),
        };
        rows.iter().map(line).collect()
    }

    /// The association's seq, and the head it believes its log has.
    pub(crate) async fn head(&mut self) -> (u64, u64, Hash) {
        let row = sqlx::query("select seq, log_seq, log_hash from association")
            .fetch_one(&mut self.side)
            .await
            .unwrap();
        let number = |at: usize| row.get::<i64, _>(at).try_into().unwrap();
        (number(0), number(1), row.get::<Vec<u8>, _>(2).try_into().unwrap())
    }
}
