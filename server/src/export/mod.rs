//! A whole association as text, from one database to another: one JSON object a line.
//!
//! The first line says which association and how far it has come, then follow every record in the order of their
//! ids, the log from its first line, what members sign in with, the numbers of identity cards (these and second factors
//! sealed as they are: their key files move apart), kept reports, what was told outside and the bytes of documents, which invitations open, and the epochs that phones may know, with
//! what these saw of the log; the last line counts the others and carries their hash. What people and programs read
//! stands beside the bytes that are kept. A head who takes the association away is handed the same lines without those
//! that let anybody in, and without those that only this server's keys open.

mod read;
mod text;
mod write;

pub use read::{Read, ReadError, read};
pub use write::{WriteError, hand_over, write};

/// The version of this text; a later one is not taken in.
const VERSION: u32 = 3;
