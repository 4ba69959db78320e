//! `hadir association add` and `list`.

use clap::Subcommand;
use domain::id::Id;
use domain::kind::Kind;
use domain::phone::Phone;
use domain::record::{Association, Member, Role};
use serde_json::json;

use super::member::{self, Link};
use super::{CommandError, about, say};
use crate::clock;
use crate::config::Config;
use crate::places;
use crate::store::Store;

/// What can be done with associations.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Add an association, and with --head invite its head at once.
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
        /// The name of its head, who gets an invitation.
        #[arg(long, value_name = "NAME")]
        head: Option<String>,
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
    pub(super) async fn run(self, store: &Store, config: &Config) -> Result<(), CommandError> {
        match self {
            Command::Add {
                name_ar,
                name_la,
                commune,
                phone,
                receipt,
                head,
                json,
            } => {
                let profile = Association {
                    name_ar: name_ar.unwrap_or_default(),
                    name_la: name_la.unwrap_or_default(),
                    commune: places::held(&commune),
                    phone: phone.map_or(Ok(String::new()), |phone| e164(&phone))?,
                    receipt,
                    ..Association::default()
                };
                let id = add(store, profile).await?;
                let link = match &head {
                    Some(name) => Some(invite(store, config, id, name).await?),
                    None => None,
                };
                tell(id, head.as_deref().zip(link.as_ref()), json)
            }
            Command::List { json } => list(store, json).await,
        }
    }
}

async fn add(store: &Store, profile: Association) -> Result<Id, CommandError> {
    let added = store.add_association(profile, clock::now()).await;
    added.map_err(|error| about(Kind::Association, error))
}

async fn invite(store: &Store, config: &Config, association: Id, name: &str) -> Result<Link, CommandError> {
    let head = Member {
        name: name.to_owned(),
        role: Role::Head,
        ..Member::default()
    };
    let link = Link::make(store, config, association, &head, member::DAYS).await;
    link.map_err(|error| {
        CommandError::Unfit(format!(
            "the association was added as {association}, its head was not invited: {error} \
             Use hadir member invite --association {association} --name NAME"
        ))
    })
}

/// Says what was added, and what to do next.
fn tell(id: Id, head: Option<(&str, &Link)>, as_json: bool) -> Result<(), CommandError> {
    match (as_json, head) {
        (true, None) => say(json!({ "association": id })),
        (true, Some((_, link))) => say(json!({ "association": id, "invitation": link.json() })),
        (false, Some((name, link))) => {
            say(format!("Added as {id}."))?;
            link.tell(name)
        }
        (false, None) => say(format!(
            "Added. Invite its head: hadir member invite --association {id} --name NAME --role head"
        )),
    }
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
