//! What every route may reach.

use std::sync::Arc;

use axum::extract::FromRef;
use tokio::sync::{AcquireError, OwnedSemaphorePermit, Semaphore};

use crate::auth::{Limits, Passwords};
use crate::cin::Numbers;
use crate::factor;
use crate::metrics::Metrics;
use crate::picture::Pictures;
use crate::public::PublicLimits;
use crate::seal::Sealer;
use crate::store::Store;
use crate::{config::Config, site::Site};

/// What every route may reach; cheap to clone.
#[derive(Debug, Clone, FromRef)]
pub struct AppState {
    /// The settings.
    pub config: Arc<Config>,
    /// What phones download.
    pub site: Arc<Site>,
    /// The database.
    pub store: Store,
    /// Hashes and checks passwords.
    pub passwords: Passwords,
    /// How often someone may be wrong.
    pub limits: Limits,
    /// How much comes from one place to public pages.
    pub public: PublicLimits,
    /// The pictures that shared links show.
    pub pictures: Pictures,
    /// What is counted.
    pub metrics: Metrics,
    /// What seals numbers of identity cards.
    pub cin: Numbers,
    /// What seals the secrets that second factors count their codes from.
    pub factors: Sealer,
    /// Whose turn it is to have a file read, or a report counted.
    pub readers: Readers,
    /// Whose turn it is to take an association away.
    pub departures: Arc<Semaphore>,
}

/// Files read, and reports counted, at once: each takes the memory of a whole workbook or register.
const FILES_AT_ONCE: usize = 2;

/// Associations taken away at once: each holds a connection to the database for as long as a phone's line takes.
const DEPARTURES_AT_ONCE: usize = 3;

/// Turns to have a file read or a report counted; cheap to clone.
#[derive(Debug, Clone)]
pub struct Readers(Arc<Semaphore>);

impl Readers {
    /// Waits for a turn; it lasts until what is returned is dropped.
    pub async fn turn(&self) -> Result<OwnedSemaphorePermit, AcquireError> {
        self.0.clone().acquire_owned().await
    }
}

impl Default for Readers {
    fn default() -> Self {
        Readers(Arc::new(Semaphore::new(FILES_AT_ONCE)))
    }
}

impl AppState {
    /// The state of a server with these settings, this site and this database.
    pub fn new(config: Config, site: Site, store: Store, passwords: Passwords) -> Self {
        Self {
            cin: Numbers::new(&config.data_dir),
            factors: Sealer::new(&config.data_dir, factor::FILE),
            config: Arc::new(config),
            site: Arc::new(site),
            store,
            passwords,
            limits: Limits::default(),
            public: PublicLimits::default(),
            pictures: Pictures::default(),
            metrics: Metrics::default(),
            readers: Readers::default(),
            departures: Arc::new(Semaphore::new(DEPARTURES_AT_ONCE)),
        }
    }
}
