//! How the rows of a store are sealed on their way in, and opened on their way out.

use std::cell::RefCell;

use super::StoreError;
use crate::device::seal::{Key, NONCE, Place, is_sealed};

/// Whether the rows of a store can be read.
#[derive(Clone)]
pub(in crate::device) enum Lock {
    /// They lie open: nobody has been given a key yet.
    None,
    /// They are sealed, and nobody has said the PIN.
    Shut,
    /// They are sealed, and this is the key.
    Open(Key),
}

/// The lock of a store, and where its nonces come from.
pub(super) struct Sealing {
    lock: RefCell<Lock>,
    nonce: fn() -> [u8; NONCE],
}

impl Sealing {
    pub(super) fn new(lock: Lock, nonce: fn() -> [u8; NONCE]) -> Self {
        Sealing {
            lock: RefCell::new(lock),
            nonce,
        }
    }

    /// Turns to another lock.
    pub(super) fn turn(&self, lock: Lock) {
        self.lock.replace(lock);
    }

    /// The key, where rows are sealed and it is there.
    pub(super) fn key(&self) -> Option<Key> {
        match &*self.lock.borrow() {
            Lock::Open(key) => Some(key.clone()),
            Lock::None | Lock::Shut => None,
        }
    }

    /// Whether nothing can be read or written until the key is there.
    pub(super) fn is_shut(&self) -> bool {
        matches!(&*self.lock.borrow(), Lock::Shut)
    }

    /// Fails while it is shut.
    pub(super) fn needed(&self) -> Result<(), StoreError> {
        if self.is_shut() {
            Err(StoreError::Locked)
        } else {
            Ok(())
        }
    }

    /// Fails where rows are said to be sealed and there is no key here: another tab was given one meanwhile. Fails too
    /// where there is a key and nothing is said to be sealed: the browser put an empty database in the place of ours.
    pub(super) fn known(&self, sealed: bool) -> Result<(), StoreError> {
        match (&*self.lock.borrow(), sealed) {
            (Lock::None, true) => Err(StoreError::Locked),
            (Lock::Open(_), false) => Err(StoreError::Erased),
            _ => Ok(()),
        }
    }

    /// A row on its way in.
    pub(super) fn seal(&self, place: Place<'_>, plain: &[u8]) -> Vec<u8> {
        match &*self.lock.borrow() {
            Lock::Open(key) => key.seal(place, (self.nonce)(), plain),
            Lock::None | Lock::Shut => plain.to_vec(),
        }
    }

    /// A row on its way out; `None` where it does not open. Where rows are sealed, one that is not was not put there
    /// by Hadir.
    pub(super) fn open(&self, place: Place<'_>, row: &[u8]) -> Option<Vec<u8>> {
        match &*self.lock.borrow() {
            Lock::Open(key) => key.open(place, row),
            Lock::None => (!is_sealed(row)).then(|| row.to_vec()),
            Lock::Shut => None,
        }
    }

    /// A row on its way out; nothing, which nobody can read, where it does not open.
    pub(super) fn opened(&self, place: Place<'_>, row: &[u8]) -> Vec<u8> {
        self.open(place, row).unwrap_or_default()
    }
}
