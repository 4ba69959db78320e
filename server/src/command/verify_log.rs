//! `hadir verify-log`: walks every association's log and says where it breaks.

use clap::Args;
use domain::chain::Witness;
use domain::id::Id;
use serde_json::{Value, json};

use super::{CommandError, named, say};
use crate::store::{Audit, Store};

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
            let audit = store.verify_log(id).await?;
            broken += usize::from(!audit.walked.is_whole());
            if self.json {
                say(value(id, &audit))?;
            } else {
                lines(id, &audit).into_iter().try_for_each(say)?;
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

fn lines(id: Id, audit: &Audit) -> Vec<String> {
    let mut lines = match audit.walked.is_whole() {
        true => vec![format!("{id}: {} lines, whole", audit.walked.lines)],
        false => Vec::new(),
    };
    let broken = audit.walked.broken.iter();
    lines.extend(broken.map(|broken| format!("{id}: BROKEN, {broken}")));
    lines.extend(audit.before_restore.iter().map(|Witness { device, head }| {
        format!(
            "{id}: phone {device} saw line {} before the database was restored from a backup that ends earlier; that is no tampering, it sends again what it recorded",
            head.seq
        )
    }));
    lines
}

fn value(id: Id, audit: &Audit) -> Value {
    let broken: Vec<String> = audit.walked.broken.iter().map(ToString::to_string).collect();
    let before_restore = audit.before_restore.iter();
    let before_restore: Vec<Value> = before_restore
        .map(|witness| json!({ "device": witness.device, "line": witness.head.seq }))
        .collect();
    json!({
        "association": id,
        "lines": audit.walked.lines,
        "whole": audit.walked.is_whole(),
        "broken": broken,
        "before_restore": before_restore,
    })
}
