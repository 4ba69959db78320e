//! The change log: append-only, each line carrying the hash of the one before.

use minicbor::{Decode, Encode};
use sha2::{Digest, Sha256};

use crate::record::Record;
use crate::verdict::Answer;

/// A SHA-256 hash.
pub type Hash = [u8; 32];

/// The hash before the first line of an association's log.
pub const GENESIS: Hash = [0; 32];

/// One line as the server keeps it: its version is its number.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct Line {
    /// Who, when, before, after: a record of kind `LogEntry` whose id is the change's.
    #[n(0)]
    pub entry: Record,
    /// The answer that was given and is given again to a repeat.
    #[n(1)]
    pub answer: Answer,
}

/// The hash of a line, given the hash of the line before and its bytes.
pub fn link(before: &Hash, line: &[u8]) -> Hash {
    let mut hasher = Sha256::new();
    hasher.update(before);
    hasher.update(line);
    hasher.finalize().into()
}
