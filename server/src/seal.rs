//! What is sealed at rest by a key that is in no database: a file of the data folder, drawn where it is first needed.
//!
//! Whoever has the database alone, or a backup of it, can read nothing that is sealed; whoever loses the file cannot
//! either. Servers that share a database share the file.

use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use chacha20poly1305::aead::{AeadInOut, KeyInit};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use domain::id::Id;
use hmac::{Hmac, Mac};
use sha2::Sha256;

use crate::clock;

const NONCE: usize = 24;
const KEY: usize = 32;

/// What seals and opens by one key file; its keys are read, or drawn, when the first is needed. Cheap to clone.
#[derive(Clone)]
pub struct Sealer {
    file: PathBuf,
    keys: Arc<OnceLock<Keys>>,
}

struct Keys {
    seal: XChaCha20Poly1305,
    mark: [u8; KEY],
}

impl core::fmt::Debug for Sealer {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("Sealer")
    }
}

/// Why nothing was sealed or opened.
#[derive(Debug, thiserror::Error)]
pub enum SealError {
    /// The key could not be read or written.
    #[error("the key file {0} could not be read or made: {1}")]
    Key(PathBuf, #[source] io::Error),
    /// It is sealed with another key, or was altered.
    #[error("something is sealed with another key than {0}: put back the key file it was sealed with")]
    Other(PathBuf),
}

impl Sealer {
    /// A sealer whose key is a file of a folder.
    pub fn new(folder: &Path, file: &str) -> Self {
        Sealer {
            file: folder.join(file),
            keys: Arc::default(),
        }
    }

    /// Bytes as they are kept. What they are about, a record of an association, is sealed in with them.
    pub fn seal(&self, association: Id, record: Id, bytes: &[u8]) -> Result<Vec<u8>, SealError> {
        let nonce: [u8; NONCE] = clock::random();
        let mut text = bytes.to_vec();
        self.keys()?
            .seal
            .encrypt_in_place(&XNonce::from(nonce), &about(association, record), &mut text)
            .map_err(|_| self.other())?;
        Ok([nonce.as_slice(), &text].concat())
    }

    /// The bytes that were sealed.
    pub fn open(&self, association: Id, record: Id, sealed: &[u8]) -> Result<Vec<u8>, SealError> {
        let (nonce, text) = sealed.split_first_chunk::<NONCE>().ok_or_else(|| self.other())?;
        let mut text = text.to_vec();
        self.keys()?
            .seal
            .decrypt_in_place(&XNonce::from(*nonce), &about(association, record), &mut text)
            .map_err(|_| self.other())?;
        Ok(text)
    }

    /// What a text is found again by within an association: the same for the same text, and nothing to who lacks the
    /// key.
    pub fn mark(&self, association: Id, text: &str) -> Result<Vec<u8>, SealError> {
        let keys = self.keys()?;
        let mut hash =
            <Hmac<Sha256> as hmac::KeyInit>::new_from_slice(&keys.mark).map_err(|_| self.other())?;
        hash.update(association.as_bytes());
        hash.update(text.as_bytes());
        Ok(hash.finalize().into_bytes().to_vec())
    }

    /// What is said of something that does not open.
    pub fn other(&self) -> SealError {
        SealError::Other(self.file.clone())
    }

    fn keys(&self) -> Result<&Keys, SealError> {
        if let Some(keys) = self.keys.get() {
            return Ok(keys);
        }
        let key = self
            .key()
            .map_err(|error| SealError::Key(self.file.clone(), error))?;
        let (seal, mark) = key.split_at(KEY);
        let part = |bytes: &[u8]| <[u8; KEY]>::try_from(bytes).unwrap_or_default();
        let keys = Keys {
            seal: XChaCha20Poly1305::new(&part(seal).into()),
            mark: part(mark),
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

/// What is sealed in with something, so that it opens as nothing else.
fn about(association: Id, record: Id) -> Vec<u8> {
    [association.as_bytes().as_slice(), record.as_bytes()].concat()
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::time::Millis;

    fn id(n: u8) -> Id {
        Id::v7(Millis(1), [n; 10])
    }

    #[test]
    fn what_is_sealed_opens_as_what_it_is_with_its_key_and_as_nothing_else() {
        let folder = tempfile::tempdir().unwrap();
        let sealer = Sealer::new(folder.path(), "a.key");
        let sealed = sealer.seal(id(1), id(2), b"123456").unwrap();
        assert!(!sealed.windows(6).any(|part| part == b"123456"));
        assert_ne!(
            sealed,
            sealer.seal(id(1), id(2), b"123456").unwrap(),
            "the same is sealed otherwise each time"
        );
        let again = Sealer::new(folder.path(), "a.key");
        assert_eq!(again.open(id(1), id(2), &sealed).unwrap(), b"123456");
        assert!(again.open(id(1), id(3), &sealed).is_err(), "another record");
        assert!(again.open(id(3), id(2), &sealed).is_err(), "another association");
        assert!(again.open(id(1), id(2), b"short").is_err());
        let other = Sealer::new(folder.path(), "b.key");
        assert!(other.open(id(1), id(2), &sealed).is_err(), "another key");
        let mark = sealer.mark(id(1), "123456").unwrap();
        assert_eq!(again.mark(id(1), "123456").unwrap(), mark);
        assert_ne!(again.mark(id(2), "123456").unwrap(), mark);
        assert_ne!(other.mark(id(1), "123456").unwrap(), mark);
    }

    #[test]
    #[cfg(unix)]
    fn only_its_owner_reads_the_key_and_a_short_one_is_not_used() {
        use std::os::unix::fs::PermissionsExt as _;
        let folder = tempfile::tempdir().unwrap();
        let sealer = || Sealer::new(folder.path(), "a.key");
        sealer().mark(id(1), "x").unwrap();
        let file = folder.path().join("a.key");
        assert_eq!(
            std::fs::metadata(&file).unwrap().permissions().mode() & 0o777,
            0o600
        );
        std::fs::write(&file, b"short").unwrap();
        assert!(sealer().mark(id(1), "x").is_err());
    }
}
