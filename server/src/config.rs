//! What can be set, on the command line or in the environment.

use std::io;
use std::net::IpAddr;
use std::path::{Path, PathBuf, absolute};

use clap::Args;
use clap::builder::{OsStringValueParser, TypedValueParser};

use crate::backup::keep::Plan;

/// The database when none is named.
pub const DEFAULT_DATABASE: &str = "sqlite://hadir.db";
/// The address when none is named.
const DEFAULT_ADDR: &str = "127.0.0.1:3000";
/// The folder when none is named.
const DEFAULT_FOLDER: &str = ".";

/// Why the settings cannot be used.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum ConfigFault {
    /// The public address is none.
    #[error(
        "{0:?} is not an address people can open; set HADIR_PUBLIC_URL to one such as https://hadir.example.org, or leave it unset"
    )]
    PublicUrl(String),
}

/// The settings every command shares. A flag wins over the environment, the environment over the default; what
/// is set to nothing is not set.
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
        default_value = DEFAULT_ADDR,
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
        default_value = DEFAULT_FOLDER,
        value_parser = OsStringValueParser::new().map(PathBuf::from),
        global = true
    )]
    pub data_dir: PathBuf,

    /// The built site; by default `site` beside the program, then `target/site`.
    #[arg(
        long,
        value_name = "FOLDER",
        env = "LEPTOS_SITE_ROOT",
        value_parser = OsStringValueParser::new().map(PathBuf::from),
        global = true
    )]
    pub site: Option<PathBuf>,

    /// Backups while serving.
    #[command(flatten)]
    pub backups: Plan,
}

impl Config {
    /// The settings with what was set to nothing left out, once they make sense.
    pub fn checked(mut self) -> Result<Self, ConfigFault> {
        let or = |text: String, default: &str| if text.is_empty() { default.to_owned() } else { text };
        self.database_url = or(self.database_url, DEFAULT_DATABASE);
        self.addr = or(self.addr, DEFAULT_ADDR);
        self.public_url = self.public_url.filter(|url| !url.is_empty());
        self.site = self.site.filter(|site| !site.as_os_str().is_empty());
        self.backups.folder = self
            .backups
            .folder
            .filter(|folder| !folder.as_os_str().is_empty());
        if self.data_dir.as_os_str().is_empty() {
            self.data_dir = PathBuf::from(DEFAULT_FOLDER);
        }
        match self.origin() {
            Some(origin) if !is_origin(origin) => Err(ConfigFault::PublicUrl(origin.to_owned())),
            _ => Ok(self),
        }
    }

    /// What to say at the start where people cannot sign in: phones keep the cookie of an HTTPS page only.
    pub fn without_https(&self, listens_on: IpAddr) -> Option<&'static str> {
        (!listens_on.is_loopback() && !self.is_https()).then_some(
            "other machines cannot sign in by plain http: put an HTTPS proxy in front and set HADIR_PUBLIC_URL to its https:// address",
        )
    }

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

/// Whether text is a scheme and a host, with a port or not, and nothing more.
fn is_origin(text: &str) -> bool {
    let uri = text.parse::<axum::http::Uri>().ok();
    uri.is_some_and(|uri| {
        let named = uri.authority().is_some_and(|authority| {
            let bare = ["http", "https"].map(|scheme| format!("{scheme}://{authority}"));
            !authority.host().is_empty()
                && !authority.as_str().contains('@')
                && bare.iter().any(|bare| bare == text)
        });
        named && matches!(uri.scheme_str(), Some("http" | "https"))
    })
}

/// The address of an SQLite file, whatever its path is made of.
pub fn sqlite_url(file: &Path) -> io::Result<String> {
    let unreadable = || io::Error::new(io::ErrorKind::InvalidFilename, "its name is not UTF-8");
    let file = absolute(file)?;
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"/-_.~".contains(&byte);
    let coded = file
        .to_str()
        .ok_or_else(unreadable)?
        .bytes()
        .map(|byte| match plain(byte) {
            true => char::from(byte).to_string(),
            false => format!("%{byte:02X}"),
        });
    Ok(format!("sqlite://{}", coded.collect::<String>()))
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
    fn what_is_set_to_nothing_is_not_set() {
        let empty = [
            "--database",
            "",
            "--addr",
            "",
            "--public-url",
            "",
            "--data-dir",
            "",
            "--site",
            "",
        ];
        let config = parsed(&empty).checked().unwrap();
        assert_eq!(config.database_url, DEFAULT_DATABASE);
        assert_eq!(config.addr, DEFAULT_ADDR);
        assert_eq!(
            (config.public_url.as_deref(), config.site.as_deref()),
            (None, None)
        );
        assert_eq!(config.data_dir, PathBuf::from("."));
    }

    #[test]
    fn an_address_nobody_can_open_is_refused() {
        for url in [
            "hadir.example",
            "//hadir.example",
            "ftp://hadir.example",
            "https://",
            "https://a/b",
            "https://a b",
        ] {
            let fault = parsed(&["--public-url", url]).checked().err();
            assert_eq!(
                fault,
                Some(ConfigFault::PublicUrl(url.trim_end_matches('/').into())),
                "{url}"
            );
        }
        for url in [
            "https://hadir.example/",
            "http://192.168.1.4:3000",
            "http://[::1]:3000",
        ] {
            assert!(parsed(&["--public-url", url]).checked().is_ok(), "{url}");
        }
    }

    #[test]
    fn a_file_of_any_name_has_an_address() {
        let url = sqlite_url(Path::new("/srv/50% sûr?/demo.db")).unwrap();
        assert_eq!(url, "sqlite:///srv/50%25%20s%C3%BBr%3F/demo.db");
    }

    #[test]
    fn plain_http_is_spoken_of_where_others_can_reach_it() {
        let (plain, https) = (parsed(&[]), parsed(&["--public-url", "https://hadir.example"]));
        let any = IpAddr::from([0, 0, 0, 0]);
        assert!(plain.without_https(any).is_some());
        assert_eq!(plain.without_https(IpAddr::from([127, 0, 0, 1])), None);
        assert_eq!(https.without_https(any), None);
    }

    #[test]
    fn only_an_https_address_is_https() {
        assert!(parsed(&["--public-url", "https://hadir.example.org/"]).is_https());
        assert!(!parsed(&["--public-url", "http://192.168.1.4:3000"]).is_https());
        assert!(!parsed(&[]).is_https());
    }
}
