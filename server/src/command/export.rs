//! `hadir export`: a whole association, one JSON object a line.

use clap::Args;
use tokio::io::stdout;

use super::{CommandError, named};
use crate::export;
use crate::store::Store;

/// What to export.
#[derive(Debug, Args)]
pub struct Export {
    /// The association, by its id or its name.
    #[arg(long, value_name = "ID or NAME")]
    association: String,
}

impl Export {
    pub(super) async fn run(self, store: &Store) -> Result<(), CommandError> {
        let association = named(store, &self.association).await?;
        Ok(export::write(store, association, stdout()).await?)
    }
}
