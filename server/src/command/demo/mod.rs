//! `hadir demo`: an invented association to try things out with.
//!
//! Its people come from a committed file, through the same import as anybody's; everything in it is made
//! once, and found again when the demo is started again, when only sessions around today are added.

mod ask;
mod fill;
mod offer;
mod team;

use std::path::Path;

use clap::Args;
use domain::id::Id;
use serde_json::json;

use self::team::PASSWORD;
use super::{CommandError, say};
use crate::clock;
use crate::config::{Config, DEFAULT_DATABASE, sqlite_url};
use crate::serve::Server;
use crate::store::Store;

/// How to show the demo.
#[derive(Debug, Args)]
pub struct Demo {
    /// Print sign-ins and links as one line of JSON.
    #[arg(long)]
    json: bool,
    /// Throw the demo's own database away first. A database named with --database is left alone.
    #[arg(long)]
    fresh: bool,
    /// Make the demo and print, but do not serve.
    #[arg(long)]
    print_only: bool,
}

impl Demo {
    /// Makes the demo where it is not there yet, says how to get in, then serves.
    pub(super) async fn run(self, config: Config) -> Result<(), CommandError> {
        let config = place(config, self.fresh)?;
        let store = Store::open(&config.database_url).await?;
        let association = fill::ready(&store, clock::now()).await?;
        if self.print_only {
            let url = config.public(None);
            self.tell(&store, association, &url).await?;
            store.close().await;
            return Ok(());
        }
        let server = Server::bind(config, store.clone()).await?;
        self.tell(&store, association, &server.url()).await?;
        Ok(server.run().await?)
    }

    async fn tell(&self, store: &Store, association: Id, url: &str) -> Result<(), CommandError> {
        let invitation = team::invitation(store, association, url, clock::now()).await?;
        if self.json {
            let members: Vec<_> = team::MEMBERS
                .iter()
                .map(|who| json!({ "login": who.login, "password": PASSWORD, "name": who.name, "role": who.role.name() }))
                .collect();
            return say(json!({
                "url": url,
                "app": format!("{url}/app"),
                "association": association,
                "members": members,
                "invitation": invitation,
            }));
        }
        say(format!("A demo association is ready at {url}/app"))?;
        for who in team::MEMBERS {
            say(format!(
                "  sign in as {:<8} password {PASSWORD}   {} ({})",
                who.login,
                who.name,
                who.role.name()
            ))?;
        }
        say(format!("  or come in by an invitation: {invitation}"))
    }
}

/// The demo has a database of its own, unless one was named.
fn place(config: Config, fresh: bool) -> Result<Config, CommandError> {
    if config.database_url != DEFAULT_DATABASE {
        return Ok(config);
    }
    let unreadable = |path: &Path, source| CommandError::Unreadable {
        path: path.display().to_string(),
        source,
    };
    std::fs::create_dir_all(&config.data_dir).map_err(|source| unreadable(&config.data_dir, source))?;
    let file = config.data_dir.join("demo.db");
    for ending in ["", "-wal", "-shm"] {
        let old = config.data_dir.join(format!("demo.db{ending}"));
        if fresh && old.exists() {
            std::fs::remove_file(&old).map_err(|source| unreadable(&old, source))?;
        }
    }
    Ok(Config {
        database_url: sqlite_url(&file).map_err(|source| unreadable(&file, source))?,
        ..config
    })
}
