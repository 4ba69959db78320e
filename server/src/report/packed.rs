//! What reports read is kept packed before anybody asks: the first report of an evening is as quick as the next.

use std::time::Duration;

use crate::store::{Store, StoreError};

/// How often what was recorded since is packed.
const OFTEN: Duration = Duration::from_secs(10 * 60);

/// Packs, for ever.
pub async fn keep_up(store: Store) {
    loop {
        if let Err(error) = pack(&store).await {
            tracing::error!(%error, "what reports read was not packed: the next report takes longer; it is tried again in ten minutes");
        }
        tokio::time::sleep(OFTEN).await;
    }
}

/// Packs what was recorded in each association.
pub async fn pack(store: &Store) -> Result<(), StoreError> {
    for tenant in store.associations().await? {
        store.pack_facts(tenant.id).await?;
    }
    Ok(())
}
