//! A server on a free port, in this process, with a database of its own.

use std::fs;
use std::net::SocketAddr;

use server::auth::Passwords;
use server::config::Config;
use server::router::router;
use server::site::Site;
use server::state::AppState;
use server::store::Store;
use tempfile::TempDir;

use super::postgres;

/// A server on a free port; gone when dropped.
pub(crate) struct Bed {
    pub(crate) url: String,
    pub(crate) store: Store,
    /// Its address.
    pub(crate) database: String,
    pub(crate) http: reqwest::Client,
    _folder: TempDir,
}

impl Bed {
    /// On SQLite.
    pub(crate) async fn start() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let database = format!("sqlite://{}/hadir.db", folder.path().display());
        Bed::in_folder(folder, &database).await
    }

    /// On PostgreSQL.
    pub(crate) async fn on_postgres() -> Self {
        Bed::in_folder(tempfile::tempdir().unwrap(), &postgres::database().await).await
    }

    async fn in_folder(folder: TempDir, database: &str) -> Self {
        let store = Store::open(database).await.unwrap();
        let config = Config {
            database_url: String::new(),
            addr: "127.0.0.1:0".into(),
            public_url: None,
            data_dir: folder.path().into(),
            site: None,
            backups: Default::default(),
        };
        // Cheap on purpose: these tests are about who may sign in, not about the price of guessing.
        let passwords = Passwords::at_cost(64, 1).unwrap();
        let state = AppState::new(
            config,
            Site::read(site(folder.path())).unwrap(),
            store.clone(),
            passwords,
        );
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let service = router(state).into_make_service_with_connect_info::<SocketAddr>();
        tokio::spawn(async move { axum::serve(listener, service).await });
        Bed {
            url,
            store,
            database: database.to_owned(),
            http: reqwest::Client::new(),
            _folder: folder,
        }
    }

    /// A POST as the server's own page sends it.
    pub(crate) fn post(&self, path: &str) -> reqwest::RequestBuilder {
        self.http
            .post(format!("{}{path}", self.url))
            .header("origin", &self.url)
    }
}

/// A built site with contents of no meaning.
pub(crate) fn site(folder: &std::path::Path) -> &std::path::Path {
    let hash = "AAAAAAAAAAAAAAAAAAAAAA";
    fs::create_dir_all(folder.join("pkg")).unwrap();
    for name in ["js", "wasm", "css"] {
        fs::write(folder.join(format!("pkg/hadir.{hash}.{name}")), "x").unwrap();
    }
    fs::write(folder.join("boot.js"), "boot()").unwrap();
    fs::write(
        folder.join("sw.js"),
        "const VERSION = \"__VERSION__\"; const FILES = __FILES__;",
    )
    .unwrap();
    folder
}
