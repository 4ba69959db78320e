//! What can be set, on the command line or in the environment.

use std::path::PathBuf;

use clap::Args;

/// The database when none is named.
pub const DEFAULT_DATABASE: &str = "sqlite://hadir.db";

/// The settings every command shares. A flag wins over the environment, the environment over the default.
#[derive(Debug, Clone, Args)]
pub struct Config {
    /// The database: `sqlite://file` or `postgres://…`.
    #[arg(
        long = "database",
        value_name = "URL",
        env = "HADIR_DATABASE_URL",
        default_value = DEFAULT_DATABASE,
        global = true,
        hide_env_values = true
    )]
    pub database_url: String,

    /// The address to listen on; port 0 takes a free one, printed on standard output.
    #[arg(
        long,
        value_name = "HOST:PORT",
        env = "HADIR_ADDR",
        default_value = "127.0.0.1:3000",
        global = true
    )]
    pub addr: String,

    /// The address people open, as in `https://hadir.example.org`; needed behind a proxy.
    #[arg(long, value_name = "URL", env = "HADIR_PUBLIC_URL", global = true)]
    pub public_url: Option<String>,

    /// The folder for what is kept beside the database.
    #[arg(
        long,
        value_name = "FOLDER",
        env = "HADIR_DATA_DIR",
        default_value = ".",
        global = true
    )]
    pub data_dir: PathBuf,

    /// The built site; by default `site` beside the program, then `target/site`.
    #[arg(long, value_name = "FOLDER", env = "LEPTOS_SITE_ROOT", global = true)]
    pub site: Option<PathBuf>,
}

impl Config {
    /// The address people open, without a slash at its end, when it was set.
    pub fn origin(&self) -> Option<&str> {
        self.public_url.as_deref().map(|url| url.trim_end_matches('/'))
    }

    /// The address people open: as it was set, else as this request names it, else where the server listens.
    pub fn public(&self, host: Option<&str>) -> String {
        match (self.origin(), host) {
            (Some(origin), _) => origin.to_owned(),
            (None, Some(host)) => format!("http://{host}"),
            (None, None) => format!("http://{}", self.addr),
        }
    }

    /// Whether people reach the server by HTTPS only.
    pub fn is_https(&self) -> bool {
        self.origin().is_some_and(|origin| origin.starts_with("https://"))
    }

    /// Where the built site may be, the likeliest first.
    pub fn site_candidates(&self) -> Vec<PathBuf> {
        if let Some(site) = &self.site {
            return vec![site.clone()];
        }
        let beside = std::env::current_exe()
            .ok()
            .and_then(|exe| Some(exe.parent()?.join("site")));
        beside.into_iter().chain([PathBuf::from("target/site")]).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::Parser;

    #[derive(Parser)]
    struct Line {
        #[command(flatten)]
        config: Config,
    }

    fn parsed(args: &[&str]) -> Config {
        Line::parse_from(["hadir"].iter().chain(args)).config
    }

    #[test]
    fn a_site_that_was_named_is_the_only_candidate() {
        assert_eq!(
            parsed(&["--site", "/srv/site"]).site_candidates(),
            [PathBuf::from("/srv/site")]
        );
    }

    #[test]
    fn only_an_https_address_is_https() {
        assert!(parsed(&["--public-url", "https://hadir.example.org/"]).is_https());
        assert!(!parsed(&["--public-url", "http://192.168.1.4:3000"]).is_https());
        assert!(!parsed(&[]).is_https());
    }
}
