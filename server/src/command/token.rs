//! `hadir token add`, `list` and `revoke`.

use clap::Subcommand;
use domain::id::Id;
use domain::kind::Kind;
use domain::record::{DataToken, Reach, View};
use domain::time::Millis;
use serde_json::json;

use super::{CommandError, about, named, say};
use crate::clock;
use crate::config::Config;
use crate::data::{self, LONGEST_DAYS, SHORTEST_DAYS};
use crate::store::Store;

/// Days a token lasts when nothing else is said.
const DAYS: i64 = 365;

/// What can be done with the tokens by which other programs read.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Make a token by which a program, such as a spreadsheet, reads; it is shown once.
    Add {
        /// The association, by its id or its name.
        #[arg(long, value_name = "ID or NAME")]
        association: String,
        /// What will read by it.
        #[arg(long)]
        name: String,
        /// outside (numbers of whole months, small ones hidden), numbers (all of them, and sessions) or people (by their names).
        #[arg(long, default_value = "outside", value_parser = reach)]
        reach: Reach,
        /// Days it lasts.
        #[arg(long, default_value_t = DAYS, value_parser = clap::value_parser!(i64).range(SHORTEST_DAYS..=LONGEST_DAYS))]
        days: i64,
        /// Print the result as JSON.
        #[arg(long)]
        json: bool,
    },
    /// Say which tokens there are, and when each last read.
    List {
        /// The association, by its id or its name.
        #[arg(long, value_name = "ID or NAME")]
        association: String,
        /// Print the result as JSON.
        #[arg(long)]
        json: bool,
    },
    /// Withdraw a token: it reads nothing any more.
    Revoke {
        /// The association, by its id or its name.
        #[arg(long, value_name = "ID or NAME")]
        association: String,
        /// The token, by the id that `hadir token list` says.
        #[arg(long, value_name = "ID")]
        id: Id,
    },
}

impl Command {
    pub(super) async fn run(self, store: &Store, config: &Config) -> Result<(), CommandError> {
        match self {
            Command::Add {
                association,
                name,
                reach,
                days,
                json,
            } => {
                let association = named(store, &association).await?;
                add(store, config, association, (name, reach), days, json).await
            }
            Command::List { association, json } => {
                let association = named(store, &association).await?;
                list(store, association, json).await
            }
            Command::Revoke { association, id } => {
                let association = named(store, &association).await?;
                revoke(store, association, id).await
            }
        }
    }
}

async fn add(
    store: &Store,
    config: &Config,
    association: Id,
    named: (String, Reach),
    days: i64,
    as_json: bool,
) -> Result<(), CommandError> {
    let made = data::make(store, association, None, named, days, clock::now()).await;
    let made = made.map_err(|error| about(Kind::DataToken, error))?;
    let (secret, url) = (made.secret.text(), config.public(None));
    if as_json {
        return say(json!({ "id": made.id, "token": secret, "expires": made.expires }));
    }
    say(format!(
        "This token is shown once; it reads for {days} days, as a Bearer or as the password of Basic, at \
         {url}/api/v1/data/report and the other tables that {url}/api/v1/openapi.json describes:\n{secret}"
    ))
}

async fn list(store: &Store, association: Id, as_json: bool) -> Result<(), CommandError> {
    let now = clock::now();
    for record in store.of_kind(association, Kind::DataToken).await? {
        let token = DataToken::of(&record);
        let state = state(&token, now);
        let (reach, used) = (token.reach.name(), token.used.map(clock::day));
        if as_json {
            say(json!({
                "id": record.id, "name": token.name, "reach": reach, "state": state,
                "expires": token.expires, "used": token.used,
            }))?;
        } else {
            let used = used.map_or_else(|| "never read".to_owned(), |day| format!("last read on {day}"));
            say(format!("{}  {}, {reach}, {state}, {used}", record.id, token.name))?;
        }
    }
    Ok(())
}

fn state(token: &DataToken, now: Millis) -> &'static str {
    if token.revoked {
        "withdrawn"
    } else if token.expires.is_none_or(|expires| expires <= now) {
        "expired"
    } else {
        "open"
    }
}

async fn revoke(store: &Store, association: Id, id: Id) -> Result<(), CommandError> {
    if data::withdraw(store, association, id, clock::now()).await? {
        return say(format!("token {id} reads nothing any more"));
    }
    Err(CommandError::Unfit(format!(
        "the association has no token {id}; `hadir token list` names those there are"
    )))
}

fn reach(text: &str) -> Result<Reach, String> {
    let names: Vec<&str> = Reach::ALL.iter().map(|reach| reach.name()).collect();
    Reach::from_name(text).ok_or_else(|| format!("a token reads {}", names.join(", ")))
}
