//! What a phone downloads: the built site, and the three documents made from it when the server starts.

mod bundle;
mod document;
mod manifest;
mod shell;
mod worker;

use std::io;
use std::path::{Path, PathBuf};

use crate::config::Config;
use bundle::Bundle;
pub use document::{Document, FOR_EVER};

/// The built site. Read once: a server never mixes two builds.
#[derive(Debug)]
pub struct Site {
    /// The folder the files are served from.
    pub root: PathBuf,
    /// The address of the stylesheet, its hash included.
    pub stylesheet: String,
    /// The staff app's one page.
    pub shell: Document,
    /// What starts the staff app, and the name it has while it is as it is.
    pub boot: (String, Document),
    /// The service worker, with the list of what it keeps.
    pub worker: Document,
    /// What makes the app installable.
    pub manifest: Document,
}

/// Why the site cannot be served.
#[derive(Debug, thiserror::Error)]
pub enum SiteError {
    /// No folder has a built site in it.
    #[error(
        "the built site was not found in {0}; build it with `make build`, or name its folder with --site"
    )]
    NotFound(String),
    /// A file of the build is not there, or there twice.
    #[error("the built site at {} has {found} files like {pattern}, one is needed; run `make build` again", root.display())]
    Incomplete {
        /// The folder.
        root: PathBuf,
        /// What the file is called.
        pattern: &'static str,
        /// How many there are.
        found: usize,
    },
    /// A file is there and cannot be read.
    #[error("{} cannot be read ({source}); give the server's user the right to read it", path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
}

impl Site {
    /// Reads the site from where the settings say, or from where a build leaves it.
    pub fn find(config: &Config) -> Result<Self, SiteError> {
        let candidates = config.site_candidates();
        match candidates.iter().find(|folder| folder.join("pkg").is_dir()) {
            Some(root) => Self::read(root),
            None => Err(SiteError::NotFound(named(&candidates))),
        }
    }

    /// Reads the site from this folder.
    pub fn read(root: &Path) -> Result<Self, SiteError> {
        let bundle = Bundle::read(root)?;
        let shell = shell::draw(&bundle);
        let worker = worker::write(&bundle, &shell);
        Ok(Self {
            root: root.to_owned(),
            stylesheet: bundle.stylesheet.clone(),
            manifest: Document::new("application/manifest+json", manifest::write(root)),
            boot: (
                bundle.boot.url.trim_start_matches("/boot/").to_owned(),
                Document::new("text/javascript; charset=utf-8", bundle.boot.source),
            ),
            worker: Document::new("text/javascript; charset=utf-8", worker),
            shell: Document::new("text/html; charset=utf-8", shell),
        })
    }
}

fn named(candidates: &[PathBuf]) -> String {
    let names: Vec<String> = candidates
        .iter()
        .map(|folder| folder.display().to_string())
        .collect();
    names.join(" or ")
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use std::fs;

    /// A site as a build leaves it, with contents of no meaning.
    pub(crate) fn built() -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        let files = [
            ("pkg/hadir.AAAAAAAAAAAAAAAAAAAAAA.js", "export default 1"),
            ("pkg/hadir.AAAAAAAAAAAAAAAAAAAAAA.wasm", "wasm"),
            ("pkg/hadir.AAAAAAAAAAAAAAAAAAAAAA.css", "body{}"),
            ("pkg/hadir.AAAAAAAAAAAAAAAAAAAAAA.css.br", "compressed"),
            ("pkg/hadir.d.AAAAAAAAAAAAAAAAAAAAAA.ts", "types"),
            ("fonts/noto-sans.woff2", "font"),
            ("fonts/OFL.txt", "licence"),
            ("places/hcp-2024.txt", "places"),
            ("places/hcp-2024.txt.br", "compressed"),
            ("icons/mark.svg", "<svg/>"),
            ("icons/icon-512.png", "png"),
            ("boot.js", "boot()"),
            ("robots.txt", "User-agent: *"),
            (
                "sw.js",
                "const VERSION = \"__VERSION__\";\nconst FILES = __FILES__;\n",
            ),
        ];
        for (name, text) in files {
            let path = folder.path().join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
        folder
    }

    fn worker_of(folder: &tempfile::TempDir) -> String {
        String::from_utf8(Site::read(folder.path()).unwrap().worker.body.to_vec()).unwrap()
    }

    #[test]
    fn the_worker_keeps_the_shell_and_what_it_needs_and_nothing_else() {
        let worker = worker_of(&built());
        let kept = [
            "/app",
            "/boot/",
            ".wasm",
            ".css",
            "/fonts/noto-sans.woff2",
            "/places/hcp-2024.txt\"",
            "/icons/mark.svg",
        ];
        assert!(kept.iter().all(|name| worker.contains(name)), "{worker}");
        let left = [
            "robots.txt",
            "OFL.txt",
            "icon-512",
            ".br\"",
            ".ts\"",
            "/sw.js",
            "__",
        ];
        assert!(!left.iter().any(|name| worker.contains(name)), "{worker}");
    }

    #[test]
    fn a_change_in_any_kept_file_is_a_new_version() {
        let folder = built();
        let before = worker_of(&folder);
        assert_eq!(before, worker_of(&folder));
        fs::write(folder.path().join("boot.js"), "boot(2)").unwrap();
        assert_ne!(before, worker_of(&folder));
    }

    #[test]
    fn a_half_built_site_is_refused_in_words() {
        let folder = built();
        fs::remove_file(folder.path().join("pkg/hadir.AAAAAAAAAAAAAAAAAAAAAA.wasm")).unwrap();
        let error = Site::read(folder.path()).unwrap_err().to_string();
        assert!(
            error.contains("0 files like pkg/hadir*.wasm") && error.contains("make build"),
            "{error}"
        );
    }
}
