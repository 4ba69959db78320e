//! A PostgreSQL to test on: the one `HADIR_TEST_POSTGRES_URL` names, else one that lives as long as this process.

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};
use std::sync::OnceLock;

use sqlx::{AnyPool, AssertSqlSafe};

const STARTER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../.ci/postgres");
/// Says where the server is, then waits until nobody holds its input any more.
const COMMAND: &str = "echo \"$HADIR_TEST_POSTGRES_URL\"; cat >/dev/null";

/// A server, and what keeps it.
struct Server {
    url: String,
    /// Its input ends with this process, however that ends: then the server stops.
    _starter: Child,
}

static SERVER: OnceLock<Server> = OnceLock::new();

impl Server {
    fn start() -> Self {
        let mut starter = Command::new(STARTER)
            .args(["sh", "-c", COMMAND])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut url = String::new();
        BufReader::new(starter.stdout.take().unwrap())
            .read_line(&mut url)
            .unwrap();
        assert!(
            !url.is_empty(),
            "PostgreSQL did not start, and the tests are not whole without it: the lines above say why"
        );
        Server {
            url: url.trim().to_owned(),
            _starter: starter,
        }
    }
}

/// The address of a new and empty database.
pub(crate) async fn database() -> String {
    let server = &SERVER.get_or_init(Server::start).url;
    sqlx::any::install_default_drivers();
    let name = server::clock::new_id(server::clock::now())
        .to_string()
        .replace('-', "");
    let admin = AnyPool::connect(&format!("{server}/postgres")).await.unwrap();
    let create = format!("create database hadir_{name}");
    sqlx::raw_sql(AssertSqlSafe(create))
        .execute(&admin)
        .await
        .unwrap();
    admin.close().await;
    format!("{server}/hadir_{name}")
}
