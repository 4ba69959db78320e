//! Numbers of identity cards at rest: sealed with a key that is in no database, found again by a keyed hash.
//!
//! The key is a file of the data folder, `cin.key`, drawn where the first number is kept. Whoever has the database
//! alone, or a backup of it, has no number; whoever loses the key has none either. Servers that share a database share
//! the file.

use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use chacha20poly1305::aead::{AeadInOut, KeyInit};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use domain::cin::Cin;
use domain::id::Id;
use hmac::{Hmac, Mac};
use sha2::Sha256;

use crate::clock;

const NONCE: usize = 24;
const KEY: usize = 32;
const FILE: &str = "cin.key";

/// What seals and opens numbers; its key is read, or drawn, when the first is needed. Cheap to clone.
#[derive(Clone)]
pub struct Sealer {
    file: PathBuf,
    keys: Arc<OnceLock<Keys>>,
}

struct Keys {
    seal: XChaCha20Poly1305,
    find: [u8; KEY],
}

impl core::fmt::Debug for Sealer {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("Sealer")
    }
}

/// Why a number is not to be had.
#[derive(Debug, thiserror::Error)]
pub enum SealError {
    /// The key could not be read or written.
    #[error("the key of identity card numbers, {0}, could not be read or made: {1}")]
    Key(PathBuf, #[source] io::Error),
    /// It is sealed with another key, or was altered.
    #[error("a number is sealed with another key than {0}: put back the key it was sealed with")]
    Other(PathBuf),
}

impl Sealer {
    /// A sealer whose key is in a folder.
    pub fn new(folder: &Path) -> Self {
        Sealer {
            file: folder.join(FILE),
            keys: Arc::default(),
        }
    }

    /// A number as it is kept of a person of an association, who both are sealed in with it.
    pub fn seal(&self, association: Id, person: Id, cin: &Cin) -> Result<Vec<u8>, SealError> {
        let nonce: [u8; NONCE] = clock::random();
        let mut text = cin.whole().as_bytes().to_vec();
        let keys = self.keys()?;
        keys.seal
            .encrypt_in_place(&XNonce::from(nonce), &about(association, person), &mut text)
            .map_err(|_| SealError::Other(self.file.clone()))?;
        Ok([nonce.as_slice(), &text].concat())
    }

    /// The number that was sealed.
    pub fn open(&self, association: Id, person: Id, sealed: &[u8]) -> Result<Cin, SealError> {
        let other = || SealError::Other(self.file.clone());
        let (nonce, text) = sealed.split_at_checked(NONCE).ok_or_else(other)?;
        let nonce: [u8; NONCE] = nonce.try_into().map_err(|_| other())?;
        let mut text = text.to_vec();
        self.keys()?
            .seal
            .decrypt_in_place(&XNonce::from(nonce), &about(association, person), &mut text)
            .map_err(|_| other())?;
        core::str::from_utf8(&text)
            .ok()
            .and_then(Cin::parse)
            .ok_or_else(other)
    }

    /// What a number is found again by within an association: the same for the same number, and nothing to who lacks
    /// the key.
    pub fn mark(&self, association: Id, cin: &Cin) -> Result<Vec<u8>, SealError> {
        let keys = self.keys()?;
        let mut hash = <Hmac<Sha256> as hmac::KeyInit>::new_from_slice(&keys.find)
            .map_err(|_| SealError::Other(self.file.clone()))?;
        hash.update(association.as_bytes());
        hash.update(cin.whole().as_bytes());
        Ok(hash.finalize().into_bytes().to_vec())
    }

    fn keys(&self) -> Result<&Keys, SealError> {
        if let Some(keys) = self.keys.get() {
            return Ok(keys);
        }
        let key = self
            .key()
            .map_err(|error| SealError::Key(self.file.clone(), error))?;
        let (seal, find) = key.split_at(KEY);
        let part = |bytes: &[u8]| <[u8; KEY]>::try_from(bytes).unwrap_or_default();
        let keys = Keys {
            seal: XChaCha20Poly1305::new(&part(seal).into()),
            find: part(find),
        };
        Ok(self.keys.get_or_init(|| keys))
    }

    /// The bytes of the file, which is made where it is not there: nobody but its owner may read it.
    fn key(&self) -> io::Result<Vec<u8>> {
        if let Some(folder) = self.file.parent() {
            std::fs::create_dir_all(folder)?;
        }
        match options().create_new(true).open(&self.file) {
            Ok(mut file) => {
                file.write_all(&clock::random::<{ 2 * KEY }>())?;
                file.sync_all()?;
            }
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            Err(error) => return Err(error),
        }
        let key = std::fs::read(&self.file)?;
        if key.len() == 2 * KEY {
            Ok(key)
        } else {
            Err(io::Error::new(
                io::ErrorKind::InvalidData,
                "it is not 64 bytes long",
            ))
        }
    }
}

fn options() -> std::fs::OpenOptions {
    let mut options = std::fs::OpenOptions::new();
    options.write(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options
}

/// What is sealed in with a number, so that it opens for nobody else.
fn about(association: Id, person: Id) -> Vec<u8> {
    [association.as_bytes().as_slice(), person.as_bytes()].concat()
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::time::Millis;

    fn id(n: u8) -> Id {
        Id::v7(Millis(1), [n; 10])
    }

    fn cin() -> Cin {
        Cin::parse("AB123456").unwrap()
    }

    #[test]
    fn a_number_opens_for_its_person_with_its_key_and_for_nobody_else() {
        let folder = tempfile::tempdir().unwrap();
        let sealer = Sealer::new(folder.path());
        let sealed = sealer.seal(id(1), id(2), &cin()).unwrap();
        assert!(!sealed.windows(6).any(|part| part == b"123456"));
        assert_ne!(
            sealed,
            sealer.seal(id(1), id(2), &cin()).unwrap(),
            "the same is sealed otherwise each time"
        );
        let again = Sealer::new(folder.path());
        assert_eq!(again.open(id(1), id(2), &sealed).unwrap(), cin());
        assert!(again.open(id(1), id(3), &sealed).is_err(), "another person");
        assert!(again.open(id(3), id(2), &sealed).is_err(), "another association");
        let elsewhere = tempfile::tempdir().unwrap();
        assert!(
            Sealer::new(elsewhere.path()).open(id(1), id(2), &sealed).is_err(),
            "another key"
        );
        assert_eq!(
            again.mark(id(1), &cin()).unwrap(),
            sealer.mark(id(1), &cin()).unwrap()
        );
        assert_ne!(
            again.mark(id(2), &cin()).unwrap(),
            sealer.mark(id(1), &cin()).unwrap()
        );
    }

    #[test]
    #[cfg(unix)]
    fn only_its_owner_reads_the_key_and_a_short_one_is_not_used() {
        use std::os::unix::fs::PermissionsExt as _;
        let folder = tempfile::tempdir().unwrap();
        Sealer::new(folder.path()).mark(id(1), &cin()).unwrap();
        let file = folder.path().join(FILE);
        assert_eq!(
            std::fs::metadata(&file).unwrap().permissions().mode() & 0o777,
            0o600
        );
        std::fs::write(&file, b"short").unwrap();
        assert!(Sealer::new(folder.path()).mark(id(1), &cin()).is_err());
    }
}
