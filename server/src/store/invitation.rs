//! The secrets of invitations, kept as their hashes.

use domain::id::Id;
use sqlx::AnyConnection;

use super::{Book, Store, StoreError, row};

/// The invitation that a secret opens.
#[derive(Debug, Clone, Copy)]
pub struct Door {
    /// Of which association.
    pub association: Id,
    /// Which invitation.
    pub invitation: Id,
}

impl Store {
    /// The invitation of a secret, by the secret's hash.
    pub async fn door(&self, hash: &[u8; 32]) -> Result<Option<Door>, StoreError> {
        let found =
            sqlx::query("select association_id, invitation_id from invitation_secret where hash = $1")
                .bind(hash.to_vec())
                .fetch_optional(&self.pool)
                .await?;
        let door = found.map(|found| {
            Ok(Door {
                association: row::id_at(&found, 0)?,
                invitation: row::id_at(&found, 1)?,
            })
        });
        door.transpose()
    }
}

impl Book {
    /// Keeps the secret of an invitation, as its hash.
    pub async fn add_secret(&mut self, hash: &[u8; 32], invitation: Id) -> Result<(), StoreError> {
        self.write_now().await?;
        let door = Door {
            association: self.association,
            invitation,
        };
        insert(&mut self.tx, hash, door).await
    }
}

/// Writes the hash of a secret, and what it opens.
pub(super) async fn insert(to: &mut AnyConnection, hash: &[u8; 32], door: Door) -> Result<(), StoreError> {
    sqlx::query("insert into invitation_secret (hash, association_id, invitation_id) values ($1, $2, $3)")
        .bind(hash.to_vec())
        .bind(row::blob(door.association))
        .bind(row::blob(door.invitation))
        .execute(to)
        .await?;
    Ok(())
}
