//! Numbers of identity cards at rest: sealed by the key file `cin.key`, found again by a keyed hash.

use std::path::Path;

use domain::cin::Cin;
use domain::id::Id;

use crate::seal::{SealError, Sealer};

const FILE: &str = "cin.key";

/// What seals and opens numbers. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Numbers(Sealer);

impl Numbers {
    /// Those whose key is in a folder.
    pub fn new(folder: &Path) -> Self {
        Numbers(Sealer::new(folder, FILE))
    }

    /// A number as it is kept of a person of an association, who both are sealed in with it.
    pub fn seal(&self, association: Id, person: Id, cin: &Cin) -> Result<Vec<u8>, SealError> {
        self.0.seal(association, person, cin.whole().as_bytes())
    }

    /// The number that was sealed.
    pub fn open(&self, association: Id, person: Id, sealed: &[u8]) -> Result<Cin, SealError> {
        let number = self.0.open(association, person, sealed)?;
        let number = core::str::from_utf8(&number).ok().and_then(Cin::parse);
        number.ok_or_else(|| self.0.other())
    }

    /// What a number is found again by within an association.
    pub fn mark(&self, association: Id, cin: &Cin) -> Result<Vec<u8>, SealError> {
        self.0.mark(association, cin.whole())
    }
}
