//! The server's database: SQLite in memory (a file on tmpfs) or a PostgreSQL, with a fuse in it.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use sqlx::{AnyConnection, AssertSqlSafe, Connection, Executor};
use tempfile::TempDir;

use crate::postgres;

/// Which database a simulation's server keeps what it is told in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Sqlite,
    Postgres,
}

/// Lets a write of the next request fail: rows are counted down over every table a book writes.
const FUSE: &str = "create table fuse (rows bigint not null); insert into fuse values (0);";
/// What the fuse watches.
const WATCHED: [(&str, &str); 4] = [
    ("record", "insert"),
    ("feed", "insert"),
    ("log", "insert"),
    ("association", "update"),
];
/// PostgreSQL has what a trigger does in a function.
const BLOW: &str = "create function blow() returns trigger language plpgsql as $$ begin \
     if (select rows from fuse) > 0 then \
       update fuse set rows = rows - 1; \
       if (select rows from fuse) = 0 then raise exception 'the fuse blew'; end if; \
     end if; \
     return new; end $$;";

/// A database of one simulation.
pub(crate) struct Database {
    kind: Kind,
    /// Holds the copy, and the file of SQLite.
    folder: TempDir,
    url: String,
}

/// A folder in memory, where the system has one.
fn folder() -> TempDir {
    let memory = PathBuf::from("/dev/shm");
    tempfile::tempdir_in(memory)
        .or_else(|_| tempfile::tempdir())
        .unwrap()
}

impl Database {
    pub(crate) async fn make(kind: Kind) -> Self {
        sqlx::any::install_default_drivers();
        let folder = folder();
        let url = match kind {
            Kind::Sqlite => format!("sqlite://{}?mode=rwc", folder.path().join("hadir.db").display()),
            Kind::Postgres => postgres::database().await,
        };
        Database { kind, folder, url }
    }

    pub(crate) fn url(&self) -> &str {
        &self.url
    }

    /// A connection beside the server's.
    pub(crate) async fn connect(&self) -> AnyConnection {
        AnyConnection::connect(&self.url).await.unwrap()
    }

    /// Puts the fuse in, once the tables are there.
    pub(crate) async fn wire(&self, side: &mut AnyConnection) {
        side.execute(sqlx::raw_sql(FUSE)).await.unwrap();
        if self.kind == Kind::Postgres {
            side.execute(sqlx::raw_sql(BLOW)).await.unwrap();
        }
        for (table, when) in WATCHED {
            let trigger = match self.kind {
                Kind::Sqlite => format!(
                    "create trigger fuse_{table} before {when} on {table} when (select rows from fuse) > 0 begin \
                     update fuse set rows = rows - 1; \
                     select case when (select rows from fuse) = 0 then raise(fail, 'the fuse blew') end; end"
                ),
                Kind::Postgres => format!(
                    "create trigger fuse_{table} before {when} on {table} for each row execute function blow()"
                ),
            };
            side.execute(sqlx::raw_sql(AssertSqlSafe(trigger))).await.unwrap();
        }
    }

    fn copied(&self) -> PathBuf {
        self.folder.path().join("backup")
    }

    /// Copies all of it as it stands, while the server serves.
    pub(crate) async fn back_up(&self, side: &mut AnyConnection) {
        let copy = self.copied();
        let _ = fs::remove_file(&copy);
        match self.kind {
            Kind::Sqlite => {
                let into = sqlx::query("vacuum into $1").bind(copy.to_str().unwrap().to_owned());
                into.execute(side).await.unwrap();
            }
            Kind::Postgres => {
                let into = copy.to_str().unwrap();
                tool(
                    "pg_dump",
                    &[
                        "--format=custom",
                        "--compress=0",
                        "--file",
                        into,
                        "--dbname",
                        &self.url,
                    ],
                );
            }
        }
    }

    pub(crate) fn has_copy(&self) -> bool {
        self.copied().exists()
    }

    /// Puts the copy in its place. Nobody is connected.
    pub(crate) async fn put_back(&mut self) {
        let copy = self.copied();
        match self.kind {
            Kind::Sqlite => {
                let file = |name: &str| self.folder.path().join(name);
                for rest in ["hadir.db-wal", "hadir.db-shm"] {
                    let _ = fs::remove_file(file(rest));
                }
                fs::copy(copy, file("hadir.db")).unwrap();
            }
            Kind::Postgres => {
                let lost = std::mem::replace(&mut self.url, postgres::database().await);
                drop_database(&lost).await;
                let copy = copy.to_str().unwrap();
                tool("pg_restore", &["--exit-on-error", "--dbname", &self.url, copy]);
            }
        }
    }

    /// Leaves nothing behind. Nobody is connected.
    pub(crate) async fn throw_away(self) {
        if self.kind == Kind::Postgres {
            drop_database(&self.url).await;
        }
    }
}

async fn drop_database(url: &str) {
    let (server, name) = url.rsplit_once('/').unwrap();
    let mut admin = AnyConnection::connect(&format!("{server}/postgres"))
        .await
        .unwrap();
    let sql = format!("drop database {name}");
    admin.execute(sqlx::raw_sql(AssertSqlSafe(sql))).await.unwrap();
    admin.close().await.unwrap();
}

/// Runs a program of PostgreSQL's, as whoever runs the server does.
fn tool(name: &str, arguments: &[&str]) {
    let ran = Command::new(name).args(arguments).output();
    let ran = ran.unwrap_or_else(|error| panic!("{name}: {error}; the tests need PostgreSQL's own programs"));
    assert!(
        ran.status.success(),
        "{name}: {}",
        String::from_utf8_lossy(&ran.stderr)
    );
}
