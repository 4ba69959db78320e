//! `hadir member invite`.

use clap::Subcommand;
use domain::id::Id;
use domain::record::{Member, Role};
use serde_json::json;

use super::{CommandError, named, say};
use crate::clock;
use crate::config::Config;
use crate::store::Store;
use crate::team;

/// What can be done with members.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Make a link that lets someone in; it opens once.
    Invite {
        /// The association, by its id or its name.
        #[arg(long, value_name = "ID or NAME")]
        association: String,
        /// The name colleagues know.
        #[arg(long)]
        name: String,
        /// head, coordinator, volunteer or viewer.
        #[arg(long, default_value = "head", value_parser = role)]
        role: Role,
        /// An activity the member gets, by its id; may be given several times.
        #[arg(long, value_name = "ID")]
        activity: Vec<Id>,
        /// Days the link opens.
        #[arg(long, default_value_t = 7, value_parser = clap::value_parser!(i64).range(1..=60))]
        days: i64,
        /// Print the result as JSON.
        #[arg(long)]
        json: bool,
    },
}

impl Command {
    pub(super) async fn run(self, store: &Store, config: &Config) -> Result<(), CommandError> {
        let Command::Invite {
            association,
            name,
            role,
            activity,
            days,
            json,
        } = self;
        let association = named(store, &association).await?;
        let member = Member {
            name,
            role,
            activities: activity,
            ..Member::default()
        };
        let invited = team::invite(store, association, None, &member, days, clock::now()).await?;
        let link = team::link(&config.public(None), &invited.token);
        if json {
            return say(json!({ "id": invited.id, "link": link, "expires": invited.expires }));
        }
        say(format!(
            "Send this link to {}; it opens once, for {days} days:\n{link}",
            member.name
        ))
    }
}

fn role(text: &str) -> Result<Role, String> {
    let names: Vec<&str> = Role::ALL.iter().map(|role| role.name()).collect();
    Role::from_name(text).ok_or_else(|| format!("the roles are {}", names.join(", ")))
}
