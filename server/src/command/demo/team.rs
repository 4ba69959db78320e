//! Who signs in to the demo.

use domain::id::Id;
use domain::record::{Member, Role};
use domain::time::Millis;

use super::offer::Place;
use crate::auth::Passwords;
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
}

/// The team: a head, three volunteers with activities of their own, and someone who only reads.
pub(super) const MEMBERS: &[Who] = &[
    Who {
        login: "samira",
        name: "سميرة الإدريسي",
        role: Role::Head,
        places: &[],
    },
    Who {
        login: "youssef",
        name: "يوسف بنعلي",
        role: Role::Volunteer,
        places: &[Place::Literacy, Place::Caravan],
    },
    Who {
        login: "khadija",
        name: "خديجة أيت الحاج",
        role: Role::Volunteer,
        places: &[Place::Literacy, Place::School],
    },
    Who {
        login: "hassan",
        name: "حسن الفاسي",
        role: Role::Volunteer,
        places: &[Place::School, Place::Baskets],
    },
    Who {
        login: "amina",
        name: "أمينة الشرقاوي",
        role: Role::Viewer,
        places: &[Place::Literacy],
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
            ..Member::default()
        };
        let account = team::enrol(book, association, head, member, who.login, hash.clone(), now).await?;
        head = head.or(Some(account.member));
    }
    Ok(head.unwrap_or_default())
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
