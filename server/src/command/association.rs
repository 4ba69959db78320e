//! `hadir association add` and `list`.

use clap::Subcommand;
use domain::phone::Phone;
use domain::record::Association;
use serde_json::json;

use super::{CommandError, say};
use crate::clock;
use crate::store::Store;

/// What can be done with associations.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Add an association; then invite its head with `hadir member invite`.
    Add {
        /// Its name in Arabic.
        #[arg(long, value_name = "NAME", required_unless_present = "name_la")]
        name_ar: Option<String>,
        /// Its name in Latin script.
        #[arg(long, value_name = "NAME")]
        name_la: Option<String>,
        /// The commune of its seat.
        #[arg(long, default_value = "")]
        commune: String,
        /// A phone people can call.
        #[arg(long)]
        phone: Option<String>,
        /// The number of its receipt.
        #[arg(long, default_value = "")]
        receipt: String,
        /// Print the result as JSON.
        #[arg(long)]
        json: bool,
    },
    /// List the associations there are.
    List {
        /// Print one JSON object a line.
        #[arg(long)]
        json: bool,
    },
}

impl Command {
    pub(super) async fn run(self, store: &Store) -> Result<(), CommandError> {
        match self {
            Command::Add {
                name_ar,
                name_la,
                commune,
                phone,
                receipt,
                json,
            } => {
                let profile = Association {
                    name_ar: name_ar.unwrap_or_default(),
                    name_la: name_la.unwrap_or_default(),
                    commune,
                    phone: phone.map_or(Ok(String::new()), |phone| e164(&phone))?,
                    receipt,
                    ..Association::default()
                };
                add(store, profile, json).await
            }
            Command::List { json } => list(store, json).await,
        }
    }
}

async fn add(store: &Store, profile: Association, as_json: bool) -> Result<(), CommandError> {
    let id = store.add_association(profile, clock::now()).await?;
    if as_json {
        return say(json!({ "association": id }));
    }
    say(format!(
        "Added. Invite its head: hadir member invite --association {id} --name NAME --role head"
    ))
}

async fn list(store: &Store, as_json: bool) -> Result<(), CommandError> {
    for tenant in store.associations().await? {
        let (ar, la) = (&tenant.profile.name_ar, &tenant.profile.name_la);
        if as_json {
            say(json!({ "association": tenant.id, "name_ar": ar, "name_la": la }))?;
        } else {
            say(format!("{}  {ar}  {la}", tenant.id))?;
        }
    }
    Ok(())
}

fn e164(text: &str) -> Result<String, CommandError> {
    Phone::parse(text)
        .map(|phone| phone.e164().to_string())
        .map_err(|_| {
            CommandError::Unfit(format!(
                "{text} is not a phone number; write it as 06 12 34 56 78"
            ))
        })
}
