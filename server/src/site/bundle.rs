//! The files of a build that a phone keeps.

use std::fs;
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use super::SiteError;
use super::document::hex;

/// A file the service worker keeps.
#[derive(Debug)]
pub(super) struct Kept {
    /// Its address.
    pub(super) url: String,
    /// Whether the address itself changes with the content.
    pub(super) hashed: bool,
    /// Of its content.
    pub(super) digest: [u8; 32],
}

/// What starts the app.
#[derive(Debug)]
pub(super) struct Boot {
    pub(super) url: String,
    pub(super) source: String,
}

/// What was built.
#[derive(Debug)]
pub(super) struct Bundle {
    pub(super) script: String,
    pub(super) wasm: String,
    pub(super) stylesheet: String,
    /// What starts the app, by an address that changes with it: a shell never starts with another version's.
    pub(super) boot: Boot,
    /// The source of the service worker.
    pub(super) worker: String,
    /// In the order of their addresses.
    pub(super) kept: Vec<Kept>,
}

impl Bundle {
    pub(super) fn read(root: &Path) -> Result<Self, SiteError> {
        let mut files = Vec::new();
        walk(root, &mut files)?;
        files.sort();
        let urls: Vec<String> = files.iter().map(|file| url(root, file)).collect();
        let boot = content(&root.join("boot.js"))?;
        let boot = Boot {
            url: format!("/boot/{}.js", &hex(&Sha256::digest(&boot))[..16]),
            source: String::from_utf8_lossy(&boot).into_owned(),
        };
        let one = |extension, pattern| only(root, &urls, extension, pattern);
        Ok(Self {
            script: one(".js", "pkg/hadir*.js")?,
            wasm: one(".wasm", "pkg/hadir*.wasm")?,
            stylesheet: one(".css", "pkg/hadir*.css")?,
            worker: String::from_utf8_lossy(&content(&root.join("sw.js"))?).into_owned(),
            kept: keep(files.iter().zip(&urls), &boot)?,
            boot,
        })
    }
}

fn keep<'a>(
    files: impl Iterator<Item = (&'a PathBuf, &'a String)>,
    boot: &Boot,
) -> Result<Vec<Kept>, SiteError> {
    let kept = files.filter(|(_, url)| is_kept(url)).map(|(path, url)| {
        Ok(Kept {
            url: url.clone(),
            hashed: is_hashed(url),
            digest: Sha256::digest(content(path)?).into(),
        })
    });
    let boot = Kept {
        url: boot.url.clone(),
        hashed: true,
        digest: Sha256::digest(&boot.source).into(),
    };
    std::iter::once(Ok(boot)).chain(kept).collect()
}

/// The code and style of the app but what starts it, its fonts, its places and its mark; what only an installation or a robot reads
/// stays out.
fn is_kept(url: &str) -> bool {
    let ends = |extensions: &[&str]| extensions.iter().any(|extension| url.ends_with(extension));
    (url.starts_with("/pkg/") && ends(&[".js", ".wasm", ".css"]))
        || (url.starts_with("/fonts/") && ends(&[".woff2"]))
        || (url.starts_with("/places/") && ends(&[".txt"]))
        || (url.starts_with("/icons/") && ends(&[".svg"]))
}

/// `/pkg/name.<22 letters of hash>.extension`, as the build names them.
fn is_hashed(url: &str) -> bool {
    url.starts_with("/pkg/") && url.split('.').any(|part| part.len() == 22)
}

fn only(root: &Path, urls: &[String], extension: &str, pattern: &'static str) -> Result<String, SiteError> {
    let matches = |url: &&String| url.starts_with("/pkg/hadir") && url.ends_with(extension);
    let found: Vec<&String> = urls.iter().filter(matches).collect();
    match found.as_slice() {
        [one] => Ok((*one).clone()),
        many => Err(SiteError::Incomplete {
            root: root.to_owned(),
            pattern,
            found: many.len(),
        }),
    }
}

fn url(root: &Path, file: &Path) -> String {
    let parts = file.strip_prefix(root).unwrap_or(file).components();
    parts
        .map(|part| format!("/{}", part.as_os_str().to_string_lossy()))
        .collect()
}

fn walk(folder: &Path, files: &mut Vec<PathBuf>) -> Result<(), SiteError> {
    let unreadable = |source| SiteError::Unreadable {
        path: folder.to_owned(),
        source,
    };
    for entry in fs::read_dir(folder).map_err(unreadable)? {
        let path = entry.map_err(unreadable)?.path();
        if path.is_dir() {
            walk(&path, files)?;
        } else {
            files.push(path);
        }
    }
    Ok(())
}

fn content(path: &Path) -> Result<Vec<u8>, SiteError> {
    fs::read(path).map_err(|source| SiteError::Unreadable {
        path: path.to_owned(),
        source,
    })
}
