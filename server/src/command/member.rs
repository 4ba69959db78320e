//! `hadir member invite` and `hadir member renew`.

use clap::Subcommand;
use domain::id::Id;
use domain::kind::Kind;
use domain::record::{Member, Role, View};
use qrcode::QrCode;
use qrcode::render::unicode::Dense1x2;
use serde_json::{Value, json};

use super::{CommandError, about, named, say};
use crate::auth::login::fold;
use crate::clock;
use crate::config::Config;
use crate::store::Store;
use crate::team::{self, Renewal};

/// Days an invitation opens when nothing else is said.
pub(super) const DAYS: i64 = 7;

/// Days a link for another password opens when nothing else is said.
const RENEW_DAYS: i64 = 2;

/// Days such a link opens at most.
const LONGEST_RENEWAL: i64 = 7;

/// What can be done with members.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Make a link that lets someone in, with its QR code; it opens once.
    Invite {
        /// The association, by its id or its name.
        #[arg(long, value_name = "ID or NAME")]
        association: String,
        /// The name colleagues know.
        #[arg(long, required_unless_present = "member")]
        name: Option<String>,
        /// Who stands in the team already and has no account here, as after `hadir import`: by name, or by id.
        #[arg(long, value_name = "NAME or ID", conflicts_with_all = ["name", "role", "activity"])]
        member: Option<String>,
        /// head, coordinator, volunteer or viewer.
        #[arg(long, default_value = "head", value_parser = role)]
        role: Role,
        /// An activity the member gets, by its id; may be given several times.
        #[arg(long, value_name = "ID")]
        activity: Vec<Id>,
        /// Days the link opens.
        #[arg(long, default_value_t = DAYS, value_parser = clap::value_parser!(i64).range(1..=60))]
        days: i64,
        /// Print the result as JSON.
        #[arg(long)]
        json: bool,
    },
    /// Make a link by which a member chooses another password; it opens once.
    Renew {
        /// The phone or the name the member signs in with.
        #[arg(long, value_name = "PHONE or NAME")]
        login: String,
        /// Also let the member in without a code from then on: what makes their codes is lost.
        #[arg(long)]
        without_code: bool,
        /// Days the link opens.
        #[arg(long, default_value_t = RENEW_DAYS, value_parser = clap::value_parser!(i64).range(1..=LONGEST_RENEWAL))]
        days: i64,
        /// Print the result as JSON.
        #[arg(long)]
        json: bool,
    },
}

impl Command {
    pub(super) async fn run(self, store: &Store, config: &Config) -> Result<(), CommandError> {
        let (link, name, json) = match self {
            Command::Invite {
                association,
                name,
                member: known,
                role,
                activity,
                days,
                json,
            } => {
                let association = named(store, &association).await?;
                if let Some(known) = known {
                    let link = Link::again(store, config, association, &known, days).await?;
                    return link.said(&known, json);
                }
                let member = Member {
                    name: name.unwrap_or_default(),
                    role,
                    activities: activity,
                    ..Member::default()
                };
                let link = Link::make(store, config, association, &member, days).await?;
                (link, member.name, json)
            }
            Command::Renew {
                login,
                without_code,
                days,
                json,
            } => {
                let link = Link::renew(store, config, &login, without_code, days).await?;
                (link, login, json)
            }
        };
        link.said(&name, json)
    }
}

/// A link that lets someone in.
pub(super) struct Link {
    invited: team::Invited,
    days: i64,
    url: String,
}

impl Link {
    pub(super) async fn make(
        store: &Store,
        config: &Config,
        association: Id,
        member: &Member,
        days: i64,
    ) -> Result<Self, CommandError> {
        let invited = team::invite(store, association, None, member, days, clock::now())
            .await
            .map_err(|error| about(Kind::Invitation, error))?;
        Ok(Link::of(config, invited, days))
    }

    /// A link by which a member who has no account here comes in again, as who they are in the records.
    async fn again(
        store: &Store,
        config: &Config,
        association: Id,
        wanted: &str,
        days: i64,
    ) -> Result<Self, CommandError> {
        if days > LONGEST_RENEWAL {
            return Err(CommandError::Unfit(format!(
                "a link for who stands in the team already opens for {LONGEST_RENEWAL} days at most: say --days {LONGEST_RENEWAL} or fewer"
            )));
        }
        let named = store.named(association).await?;
        let id = wanted.parse::<Id>().ok();
        let team = named.iter().filter(|record| record.kind == Kind::Member);
        let found: Vec<Id> = team
            .filter(|record| Some(record.id) == id || Member::of(record).name == wanted)
            .map(|record| record.id)
            .collect();
        let [member] = found.as_slice() else {
            let many = if found.is_empty() {
                "nobody"
            } else {
                "more than one"
            };
            return Err(CommandError::Unfit(format!(
                "{many} in that team is called {wanted}: say the name as it stands in `hadir export`, or the id"
            )));
        };
        if store.login(association, *member).await?.is_some() {
            return Err(CommandError::Unfit(format!(
                "{wanted} signs in here already: `hadir member renew --login …` makes a link for another password"
            )));
        }
        let renewal = Renewal {
            member: *member,
            without_code: false,
        };
        let invited = team::renew(store, association, None, renewal, days, clock::now()).await?;
        let closed = || {
            CommandError::Unfit(format!(
                "the account of {wanted} is closed: a head opens it first"
            ))
        };
        Ok(Link::of(config, invited.ok_or_else(closed)?, days))
    }

    async fn renew(
        store: &Store,
        config: &Config,
        login: &str,
        without_code: bool,
        days: i64,
    ) -> Result<Self, CommandError> {
        let nobody = || CommandError::NoLogin(login.to_owned());
        let folded = fold(login).map_err(|_| nobody())?;
        let account = store.account(&folded).await?.ok_or_else(nobody)?;
        let renewal = Renewal {
            member: account.member,
            without_code,
        };
        let invited = team::renew(store, account.association, None, renewal, days, clock::now()).await?;
        Ok(Link::of(config, invited.ok_or_else(nobody)?, days))
    }

    fn of(config: &Config, invited: team::Invited, days: i64) -> Self {
        let url = team::link(&config.public(None), &invited.token);
        Link { invited, days, url }
    }

    pub(super) fn json(&self) -> Value {
        json!({ "id": self.invited.id, "link": self.url, "expires": self.invited.expires })
    }

    fn said(&self, name: &str, json: bool) -> Result<(), CommandError> {
        if json { say(self.json()) } else { self.tell(name) }
    }

    /// Prints the link, and a QR code that a phone held before the screen opens.
    pub(super) fn tell(&self, name: &str) -> Result<(), CommandError> {
        let (days, url) = (self.days, &self.url);
        say(format!(
            "Send this link to {name}; it opens once, for {days} days:\n{url}"
        ))?;
        // No address is too long for one; if it were, the link is there.
        let Ok(code) = QrCode::new(url) else { return Ok(()) };
        // Terminals are dark: what they draw is the light part.
        let code = code
            .render::<Dense1x2>()
            .dark_color(Dense1x2::Light)
            .light_color(Dense1x2::Dark)
            .build();
        say(code)
    }
}

fn role(text: &str) -> Result<Role, String> {
    let names: Vec<&str> = Role::ALL.iter().map(|role| role.name()).collect();
    Role::from_name(text).ok_or_else(|| format!("the roles are {}", names.join(", ")))
}
