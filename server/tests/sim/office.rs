//! The server: the real one over a real SQLite database in memory (a file on tmpfs), with a fuse in it.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;
use std::rc::Rc;

use domain::id::Id;
use domain::kind::Kind;
use domain::log::{Hash, Line};
use domain::record::Record;
use domain::time::Millis;
use domain::wire::{OLDEST_PROTOCOL, PROTOCOL, PUSH_CHANGES, SyncRequest, SyncResponse, from_cbor};
use server::store::{Session, Store};
use server::sync::sync;
use sqlx::{Connection, Row, SqliteConnection};
use tempfile::TempDir;

use crate::town;

/// Lets a write of the next request fail: rows are counted down over every table a book writes.
const FUSE: &str = "create table fuse (rows integer not null); insert into fuse values (0);";

/// One line of the log as it lies in the database.
pub(crate) struct Entry {
    pub(crate) seq: u64,
    pub(crate) bytes: Vec<u8>,
    pub(crate) hash: Hash,
    pub(crate) line: Line,
}

/// The server's program and its database.
pub(crate) struct Office {
    folder: TempDir,
    pub(crate) store: Store,
    /// A second connection, for reading what is there and for the fuse.
    side: SqliteConnection,
    known: Records,
}

/// Every record there is.
pub(crate) type Records = Rc<BTreeMap<Id, Record>>;

/// A folder in memory, where the system has one.
fn folder() -> TempDir {
    let memory = PathBuf::from("/dev/shm");
    tempfile::tempdir_in(memory)
        .or_else(|_| tempfile::tempdir())
        .unwrap()
}

fn url(folder: &TempDir) -> String {
    format!("sqlite://{}", folder.path().join("hadir.db").display())
}

impl Office {
    pub(crate) async fn open() -> Self {
        let folder = folder();
        let store = Store::open(&url(&folder)).await.unwrap();
        let mut side = SqliteConnection::connect(&url(&folder)).await.unwrap();
        sqlx::raw_sql(FUSE).execute(&mut side).await.unwrap();
        for (table, when) in [
            ("record", "insert"),
            ("feed", "insert"),
            ("log", "insert"),
            ("association", "update"),
        ] {
            let trigger = format!(
                "create trigger fuse_{table} before {when} on {table} when (select rows from fuse) > 0 begin \
                 update fuse set rows = rows - 1; \
                 select case when (select rows from fuse) = 0 then raise(fail, 'the fuse blew') end; end"
            );
            sqlx::raw_sql(sqlx::AssertSqlSafe(trigger))
                .execute(&mut side)
                .await
                .unwrap();
        }
        Office {
            folder,
            store,
            side,
            known: Rc::default(),
        }
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
        self.store = Store::open(&url(&self.folder)).await.unwrap();
    }

    /// Copies the database as it stands.
    pub(crate) async fn back_up(&mut self) {
        let copy = self.folder.path().join("backup.db");
        let _ = fs::remove_file(&copy);
        sqlx::query("vacuum into $1")
            .bind(copy.to_str().unwrap())
            .execute(&mut self.side)
            .await
            .unwrap();
    }

    /// Puts the last copy in the database's place, whose epoch is another from here; whether there was a copy.
    pub(crate) async fn restore(&mut self, at: Millis) -> bool {
        let file = |name: &str| self.folder.path().join(name);
        if !file("backup.db").exists() {
            return false;
        }
        self.store.close().await;
        let reading = SqliteConnection::connect("sqlite::memory:").await.unwrap();
        std::mem::replace(&mut self.side, reading).close().await.unwrap();
        for rest in ["hadir.db-wal", "hadir.db-shm"] {
            let _ = fs::remove_file(file(rest));
        }
        fs::copy(file("backup.db"), file("hadir.db")).unwrap();
        let store = Store::open(&url(&self.folder)).await.unwrap();
        self.store = store.begin_lineage(at).await.unwrap();
        self.side = SqliteConnection::connect(&url(&self.folder)).await.unwrap();
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
        let line = |row: &sqlx::sqlite::SqliteRow| Entry {
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
