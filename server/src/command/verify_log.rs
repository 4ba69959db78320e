//! `hadir verify-log`: walks every association's log and says where it breaks.

use clap::Args;
use serde_json::json;

use super::{CommandError, named, say};
use crate::store::Store;

/// Which logs to check.
#[derive(Debug, Args)]
pub struct VerifyLog {
    /// Only this association, by its id or its name.
    #[arg(long, value_name = "ID or NAME")]
    association: Option<String>,
    /// Print one JSON object a line.
    #[arg(long)]
    json: bool,
}

impl VerifyLog {
    pub(super) async fn run(self, store: &Store) -> Result<(), CommandError> {
        let only = match &self.association {
            Some(wanted) => Some(named(store, wanted).await?),
            None => None,
        };
        let all = store.associations().await?.into_iter().map(|tenant| tenant.id);
        let mut broken = 0;
        for id in all.filter(|id| only.is_none_or(|only| only == *id)) {
            let found = store.verify_log(id).await?;
            broken += usize::from(found.is_err());
            match (found, self.json) {
                (Ok(log), false) => say(format!("{id}: {} lines, whole", log.lines))?,
                (Err(at), false) => say(format!("{id}: BROKEN, {at}"))?,
                (Ok(log), true) => say(json!({ "association": id, "lines": log.lines, "whole": true }))?,
                (Err(at), true) => {
                    say(json!({ "association": id, "whole": false, "broken": at.to_string() }))?
                }
            }
        }
        if broken == 0 {
            return Ok(());
        }
        Err(CommandError::Unfit(format!(
            "{broken} log(s) were altered or cut; keep this database as it is and compare it with a backup"
        )))
    }
}
