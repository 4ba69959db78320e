//! Who signs in to the demo.

use app::i18n::UNDERTAKING_TEXT;
use domain::id::Id;
use domain::record::{Engagement, Member, Role};
use domain::time::{Day, Millis};

use super::offer::Place;
use crate::auth::Passwords;
use crate::clock;
use crate::command::CommandError;
use crate::serve::ServeError;
use crate::store::{Book, Store};
use crate::team;

/// Everybody's password: a demo hides nothing.
pub(super) const PASSWORD: &str = "hadir-demo";

/// Someone of the demo's team.
pub(super) struct Who {
    pub(super) login: &'static str,
    pub(super) name: &'static str,
    pub(super) role: Role,
    /// The activities assigned.
    pub(super) places: &'static [Place],
    /// Number of the contract; empty for an ordinary volunteer.
    contract: &'static str,
}

/// The team: a head, three volunteers with activities of their own, and someone who only reads.
pub(super) const MEMBERS: &[Who] = &[
    Who {
        login: "samira",
        name: "سميرة الإدريسي",
        role: Role::Head,
        places: &[],
        contract: "",
    },
    Who {
        login: "youssef",
        name: "يوسف بنعلي",
        role: Role::Volunteer,
        places: &[Place::Literacy, Place::Caravan],
        contract: "",
    },
    Who {
        login: "khadija",
        name: "خديجة أيت الحاج",
        role: Role::Volunteer,
        places: &[Place::Literacy, Place::School],
        contract: "",
    },
    Who {
        login: "hassan",
        name: "حسن الفاسي",
        role: Role::Volunteer,
        places: &[Place::School, Place::Baskets],
        contract: "2026/04",
    },
    Who {
        login: "amina",
        name: "أمينة الشرقاوي",
        role: Role::Viewer,
        places: &[Place::Literacy],
        contract: "",
    },
];

/// Gives the team their accounts; the head first.
pub(super) async fn enrol(book: &mut Book, association: Id, now: Millis) -> Result<Id, CommandError> {
    let passwords = Passwords::new().map_err(ServeError::from)?;
    let hash = passwords
        .hash(PASSWORD.to_owned())
        .await
        .map_err(ServeError::from)?;
    let mut head = None;
    for who in MEMBERS {
        let activities = who
            .places
            .iter()
            .map(|place| place.activity(association))
            .collect();
        let member = Member {
            name: who.name.to_owned(),
            role: who.role,
            activities,
            undertook: Some(now),
            undertaking: Some(UNDERTAKING_TEXT),
            ..contracted(who.contract, clock::day(now))
        };
        let account = team::enrol(book, association, head, member, who.login, hash.clone(), now).await?;
        head = head.or(Some(account.member));
    }
    Ok(head.unwrap_or_default())
}

/// What is said of a contract that began on a day; of an ordinary volunteer nothing.
fn contracted(number: &str, from: Day) -> Member {
    if number.is_empty() {
        return Member::default();
    }
    Member {
        engagement: Engagement::Contractual,
        contract: number.to_owned(),
        contract_from: Some(from),
        contract_to: Some(from.plus(364)),
        accreditation: "ATV-118".to_owned(),
        of_age: true,
        ..Member::default()
    }
}

/// A link for someone new: a volunteer of the literacy class.
pub(super) async fn invitation(
    store: &Store,
    association: Id,
    url: &str,
    now: Millis,
) -> Result<String, CommandError> {
    let member = Member {
        name: "فاطمة".to_owned(),
        role: Role::Volunteer,
        activities: vec![Place::Literacy.activity(association)],
        ..Member::default()
    };
    let invited = team::invite(store, association, None, &member, 30, now).await?;
    Ok(team::link(url, &invited.token))
}
