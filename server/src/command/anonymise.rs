//! `hadir anonymise`: erases what identifies whoever was last there, or asked, longer ago than it may be kept.

use clap::Args;
use domain::erasure::MONTHS;
use domain::record::{Association, View};

use super::{CommandError, named, say};
use crate::clock;
use crate::retention::{anonymise, due};
use crate::store::Store;

/// Of which association.
#[derive(Debug, Args)]
pub struct Anonymise {
    /// The association, by its id or its name.
    #[arg(long, value_name = "ID or NAME")]
    association: String,
    /// Only say whose data and which requests it would be, by their ids; nothing is erased.
    #[arg(long)]
    dry_run: bool,
}

impl Anonymise {
    pub(super) async fn run(self, store: &Store) -> Result<(), CommandError> {
        let association = named(store, &self.association).await?;
        let profile = store.records(association, &[association]).await?;
        let months = profile
            .first()
            .map(Association::of)
            .and_then(|of| of.retention_months);
        // What the notice says where the association says nothing.
        let months = months.unwrap_or(MONTHS);
        if self.dry_run {
            let due = due(store, association, months, clock::now()).await?;
            due.people.iter().chain(&due.requests).try_for_each(say)?;
            return say(format!(
                "{} people were last there, and {} requests answered, more than {months} months ago; nothing was erased",
                due.people.len(),
                due.requests.len()
            ));
        }
        let done = anonymise(store, association, months, clock::now()).await?;
        say(format!(
            "{} people who were last there, and {} requests answered, more than {months} months ago stand without what identified anybody; backups made before still have it until they are deleted",
            done.people.len(),
            done.requests.len()
        ))
    }
}
