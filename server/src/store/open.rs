//! Opening the database: its address, its settings, its shape.

use std::sync::Arc;
use std::time::Duration;

use sqlx::any::{AnyPoolOptions, install_default_drivers};
use sqlx::{AnyConnection, AnyPool, Executor};

use super::memory::Memory;
use super::sql::Places;
use super::{Store, StoreError, lineage};

/// Connections kept open at most.
const CONNECTIONS: u32 = 8;

/// An answered change is on disk (`full`); readers never wait for the writer (`wal`), which tidies up after
/// every 16 MB, not 4.
const SQLITE: &str = "pragma journal_mode = wal; pragma synchronous = full; pragma foreign_keys = on; \
     pragma busy_timeout = 10000; pragma cache_size = -32000; pragma temp_store = memory; pragma wal_autocheckpoint = 4000;";

impl Store {
    /// Opens the database at an address, makes it where SQLite has no file yet, and brings it up to date.
    pub async fn open(url: &str) -> Result<Self, StoreError> {
        install_default_drivers();
        let (sqlite, memory) = (url.starts_with("sqlite:"), url.contains(":memory:"));
        // Each connection to a database in memory would be another database.
        let pool = connect(url, if memory { 1 } else { CONNECTIONS }).await?;
        sqlx::migrate!("./migrations").run(&pool).await?;
        let writes = if sqlite && !memory {
            connect(url, 1).await?
        } else {
            pool.clone()
        };
        let places = if sqlite { Places::Plain } else { Places::Numbered };
        let (epoch, restored) = lineage::of(&pool).await?;
        Ok(Store {
            epoch,
            restored,
            pool,
            writes,
            places,
            memory: Memory::default(),
            unrepeatable: Arc::default(),
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

async fn connect(url: &str, connections: u32) -> Result<AnyPool, StoreError> {
    AnyPoolOptions::new()
        .max_connections(connections)
        .min_connections(1)
        .max_lifetime(None)
        .idle_timeout(None)
        .acquire_timeout(Duration::from_secs(30))
        .after_connect(|connection, _| Box::pin(set_up(connection)))
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

async fn set_up(connection: &mut AnyConnection) -> Result<(), sqlx::Error> {
    if connection.backend_name() == "SQLite" {
        connection.execute(sqlx::raw_sql(SQLITE)).await?;
    }
    Ok(())
}
