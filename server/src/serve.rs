//! Serving: from settings to a listening server, and a graceful stop.

use std::future::Future;
use std::io::{self, Write, stdout};
use std::net::SocketAddr;

use tokio::net::TcpListener;
use tokio::signal::unix::{SignalKind, signal};

use crate::auth::Passwords;
use crate::auth::password::PasswordError;
use crate::backup::BackupError;
use crate::config::Config;
use crate::kept;
use crate::listen::{self, Patience};
use crate::report;
use crate::retention;
use crate::router::router;
use crate::site::{Site, SiteError};
use crate::state::AppState;
use crate::store::{Store, StoreError};

/// Why the server did not start or stopped.
#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    /// The built site is missing or incomplete.
    #[error(transparent)]
    Site(#[from] SiteError),
    /// The database cannot be used.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// Passwords cannot be hashed.
    #[error(transparent)]
    Password(#[from] PasswordError),
    /// Backups were asked for that cannot be made.
    #[error(transparent)]
    Backup(#[from] BackupError),
    /// The address could not be taken.
    #[error(
        "{addr} cannot be listened on ({source}); stop what uses it, or set HADIR_ADDR to another address"
    )]
    Bind {
        /// The address that was asked for.
        addr: String,
        /// What the system said.
        source: io::Error,
    },
    /// The system refused something while serving.
    #[error("the server stopped ({0}); what it answered is saved, start it again")]
    Stopped(#[from] io::Error),
}

/// Serves until `SIGINT` or `SIGTERM`, then finishes the requests under way and returns; who does not finish
/// theirs is not waited for.
///
/// Once it listens, prints one line on standard output: `Hadir listens on http://host:port`.
pub async fn serve(config: Config) -> Result<(), ServeError> {
    let store = Store::open(&config.database_url).await?;
    Server::bind(config, store).await?.run().await
}

/// A server that has its address and does not answer yet.
#[derive(Debug)]
pub struct Server {
    listener: TcpListener,
    addr: SocketAddr,
    state: AppState,
}

impl Server {
    /// Takes the address; everything that could stop it from serving was checked then.
    pub async fn bind(config: Config, store: Store) -> Result<Self, ServeError> {
        if config.backups.folder.is_some() && !store.is_sqlite() {
            return Err(BackupError::NotSqlite.into());
        }
        let site = Site::find(&config)?;
        let listener = take(&config.addr).await?;
        let addr = listener.local_addr()?;
        Ok(Server {
            listener,
            addr,
            state: AppState::new(config, site, store, Passwords::new()?),
        })
    }

    /// The address people open: as it was set, else where it listens.
    pub fn url(&self) -> String {
        self.state.config.public(Some(&self.addr.to_string()))
    }

    /// Serves until asked to stop; see [`serve`].
    pub async fn run(self) -> Result<(), ServeError> {
        announce(self.addr);
        if let Some(warning) = self.state.config.without_https(self.addr.ip()) {
            tracing::warn!("{warning}");
        }
        let stop = asked_to_stop()?;
        let store = self.state.store.clone();
        let backups = self.state.config.backups.clone();
        let backups = tokio::spawn(backups.keep_up(store.clone()));
        let retention = tokio::spawn(retention::keep_up(store.clone()));
        let reports = tokio::spawn(kept::keep_up(store.clone()));
        let packed = tokio::spawn(report::packed::keep_up(store.clone()));
        listen::listen(self.listener, router(self.state), Patience::default(), stop).await;
        // A backup that is not finished has no name yet.
        backups.abort();
        // Nor is an erasure that is not committed.
        retention.abort();
        // Nor a report that is not written.
        reports.abort();
        // Nor is what is not packed missed.
        packed.abort();
        store.close().await;
        Ok(())
    }
}

async fn take(addr: &str) -> Result<TcpListener, ServeError> {
    TcpListener::bind(addr).await.map_err(|source| ServeError::Bind {
        addr: addr.to_owned(),
        source,
    })
}

/// Standard output may be closed (a service manager): that stops nobody from being served.
fn announce(addr: SocketAddr) {
    let _ = writeln!(stdout(), "Hadir listens on http://{addr}");
    tracing::info!(%addr, "listening");
}

fn asked_to_stop() -> io::Result<impl Future<Output = ()> + Send + 'static> {
    let mut interrupt = signal(SignalKind::interrupt())?;
    let mut terminate = signal(SignalKind::terminate())?;
    Ok(async move {
        tokio::select! {
            _ = interrupt.recv() => {}
            _ = terminate.recv() => {}
        }
        tracing::info!("stopping");
    })
}
