//! Where the second copy of unsent work lies on a browser that writes no file of the origin's: a database of its own.

use js_sys::Uint8Array;

use super::StoreError;
use super::connection::{Connection, failure};
use super::pack::META;
use super::raw::Durability;

/// Its name. It has the stores of every database of ours, and uses one: a row for each database that is copied.
const DATABASE: &str = "hadir-copy";

/// The copies in it.
pub(in crate::device) struct Spare(Connection);

impl Spare {
    /// That of this browser; nothing is opened before it is needed.
    pub(in crate::device) fn new() -> Self {
        Spare(Connection::later(DATABASE))
    }

    /// The copy of a database; `None` where there is none.
    pub(in crate::device) async fn read(&self, database: &str) -> Result<Option<Vec<u8>>, StoreError> {
        let read = self.0.read(&[META]).await?;
        let store = read.store(META).map_err(|error| failure(&error))?;
        let row = store
            .get(database.into())
            .await
            .map_err(|error| failure(&error))?;
        Ok(row.map(|row| Uint8Array::new(&row).to_vec()))
    }

    /// Puts a copy in place of the one before; `None` leaves none.
    pub(in crate::device) async fn write(
        &self,
        database: &str,
        copy: Option<&[u8]>,
    ) -> Result<(), StoreError> {
        let write = self.0.write(&[META], Durability::Strict).await?;
        match copy {
            Some(copy) => write.put_bytes(META, &database.into(), copy)?,
            None => write.delete(META, &database.into())?,
        }
        write.done().await
    }
}
