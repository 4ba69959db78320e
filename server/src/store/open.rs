//! Opening the database: its address, its settings, its shape.

use std::future::ready;
use std::sync::Arc;
use std::time::Duration;

use sqlx::any::{AnyPoolOptions, install_default_drivers};
use sqlx::{AnyConnection, AnyPool, Connection, Executor};
use tokio::time::timeout;

use super::memory::Memory;
use super::once::Once;
use super::sql::Places;
use super::turn::{PATIENCE, Turns};
use super::{Store, StoreError, lineage, secret};

/// Connections kept open at most, to read and, where several may write at once, to write.
const CONNECTIONS: u32 = 8;

/// How long a database is waited for at the start.
const FIRST_ANSWER: Duration = Duration::from_secs(10);

/// An answered change is on disk (`full`); readers never wait for the writer (`wal`), which tidies up after
/// every 16 MB, not 4. What is replaced or deleted is written over with zeros: what was erased is in no file.
const SQLITE: &str = "pragma journal_mode = wal; pragma synchronous = full; pragma foreign_keys = on; \
     pragma secure_delete = on; \
     pragma busy_timeout = 10000; pragma cache_size = -32000; pragma temp_store = memory; pragma wal_autocheckpoint = 4000;";

/// Who waited for an association's lock reads what was committed meanwhile, and an answered change is on disk,
/// whatever the server's own defaults; and a machine that is gone holds a lock for a minute, not for ever.
/// Statements are planned for their values: a plan for any five hundred ids looks each row up among all of them.
const POSTGRES: &str = "set client_min_messages = warning; set plan_cache_mode = force_custom_plan; \
     set session characteristics as transaction isolation level read committed; \
     set idle_in_transaction_session_timeout = '60s'; \
     select set_config('synchronous_commit', 'on', false) where current_setting('synchronous_commit') = 'off';";

/// Who waits for an association's lock waits for so long.
const POSTGRES_WRITES: &str = "set lock_timeout = '30s'";

impl Store {
    /// Opens the database at an address, makes it where SQLite has no file yet, and brings it up to date.
    pub async fn open(url: &str) -> Result<Self, StoreError> {
        install_default_drivers();
        let (sqlite, memory) = (url.starts_with("sqlite:"), url.contains(":memory:"));
        answers(url).await?;
        // Each connection to a database in memory would be another database.
        let pool = connect(url, if memory { 1 } else { CONNECTIONS }, "").await?;
        sqlx::migrate!("./migrations").run(&pool).await?;
        let writes = match (sqlite, memory) {
            (true, true) => pool.clone(),
            (true, false) => connect(url, 1, "").await?,
            (false, _) => connect(url, CONNECTIONS, POSTGRES_WRITES).await?,
        };
        let places = if sqlite { Places::Plain } else { Places::Numbered };
        let (epoch, restored) = lineage::of(&pool).await?;
        let secret = secret::of(&pool).await?;
        Ok(Store {
            secret,
            epoch,
            restored,
            pool,
            writes,
            places,
            memory: Memory::default(),
            unrepeatable: Arc::default(),
            turns: Turns::default(),
            sieving: Once::default(),
            packing: Once::default(),
        })
    }

    /// Whether the database answers.
    pub async fn ready(&self) -> Result<(), StoreError> {
        sqlx::query("select epoch from server where id = 1")
            .fetch_one(&self.pool)
            .await?;
        Ok(())
    }

    /// Closes every connection; what is under way ends first.
    pub async fn close(&self) {
        self.writes.close().await;
        self.pool.close().await;
    }
}

/// Whether the database lets itself be opened; a pool would try until its patience ends, and not say why.
async fn answers(url: &str) -> Result<(), StoreError> {
    let address = address(url);
    let connection = timeout(FIRST_ANSWER, AnyConnection::connect(&address))
        .await
        .map_err(|_| StoreError::Open(sqlx::Error::PoolTimedOut))?;
    connection
        .map_err(StoreError::Open)?
        .close()
        .await
        .map_err(StoreError::Open)
}

/// Connections that are each told some more at their beginning.
///
/// One that is still in a transaction is not used again: where a commit failed, as on a full disk, SQLite has taken it
/// back by itself, and what is begun on such a connection would be a part of something that is never committed.
async fn connect(url: &str, connections: u32, more: &'static str) -> Result<AnyPool, StoreError> {
    AnyPoolOptions::new()
        .max_connections(connections)
        .min_connections(1)
        .max_lifetime(None)
        .idle_timeout(None)
        .acquire_timeout(PATIENCE)
        .before_acquire(|connection, _| Box::pin(ready(Ok(!connection.is_in_transaction()))))
        .after_connect(move |connection, _| Box::pin(set_up(connection, more)))
        .connect(&address(url))
        .await
        .map_err(StoreError::Open)
}

/// Connects to a file nobody writes to.
pub(super) async fn connect_to_read(url: &str) -> Result<AnyPool, StoreError> {
    install_default_drivers();
    AnyPoolOptions::new()
        .max_connections(1)
        .connect(url)
        .await
        .map_err(StoreError::Open)
}

/// SQLite makes the file when asked to.
fn address(url: &str) -> String {
    let plain = url.starts_with("sqlite:") && !url.contains(":memory:") && !url.contains("mode=");
    match (plain, url.contains('?')) {
        (false, _) => url.to_owned(),
        (true, true) => format!("{url}&mode=rwc"),
        (true, false) => format!("{url}?mode=rwc"),
    }
}

async fn set_up(connection: &mut AnyConnection, more: &'static str) -> Result<(), sqlx::Error> {
    let own = match connection.backend_name() {
        "SQLite" => SQLITE,
        _ => POSTGRES,
    };
    connection.execute(sqlx::raw_sql(own)).await?;
    connection.execute(sqlx::raw_sql(more)).await?;
    Ok(())
}
