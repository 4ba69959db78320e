//! An association to test with: a team, two activities, people in the first.

use domain::change::{Change, Edit};
use domain::id::Id;
use domain::record::{
    Activity, Association, Beneficiary, Group, Member, Registration, RegistrationStatus, Role, Session,
    SessionStatus,
};
use domain::time::Day;
use server::clock;
use server::store::{Book, Hand, Store};

use super::phone::{clock as phone_clock, now};

/// Everybody's password.
pub(crate) const PASSWORD: &str = "a long password";

/// An association and what is in it.
pub(crate) struct World {
    pub(crate) association: Id,
    /// Head, coordinator, volunteer of the first activity, another, viewer of the first.
    pub(crate) members: Vec<(String, Id)>,
    pub(crate) activities: [Id; 2],
    /// Today's session of each activity.
    pub(crate) sessions: [Id; 2],
    /// Five people registered in the first activity, and one in the second.
    pub(crate) people: Vec<Id>,
}

impl World {
    /// Fills a database with one; logins begin with `tag`.
    pub(crate) async fn make(store: &Store, tag: &str) -> Self {
        let at = now();
        let profile = Association {
            name_la: format!("Association {tag}"),
            ..Association::default()
        };
        let association = store.add_association(profile, at).await.unwrap();
        let mut book = store.book(association).await.unwrap();
        let activities = [clock::new_id(at), clock::new_id(at)];
        let sessions = [
            offer(&mut book, activities[0]).await,
            offer(&mut book, activities[1]).await,
        ];
        let people: Vec<Id> = (0..6).map(|_| clock::new_id(at)).collect();
        for (number, person) in people.iter().enumerate() {
            let activity = activities[usize::from(number == 5)];
            let name = format!("{tag} person {number}");
            let view = Beneficiary {
                given_la: name,
                ..Beneficiary::default()
            };
            write(
                &mut book,
                &[Edit::create(*person, view), registration(activity, *person)],
            )
            .await;
        }
        let mut members = Vec::new();
        let first = vec![activities[0]];
        for (name, role, activities) in [
            ("head", Role::Head, vec![]),
            ("coordinator", Role::Coordinator, vec![]),
            ("volunteer", Role::Volunteer, first.clone()),
            ("second", Role::Volunteer, first.clone()),
            ("viewer", Role::Viewer, first),
        ] {
            let login = format!("{tag} {name}");
            let member = Member {
                name: login.clone(),
                role,
                activities,
                ..Member::default()
            };
            let hash = server::auth::Passwords::at_cost(64, 1)
                .unwrap()
                .hash(PASSWORD.into())
                .await
                .unwrap();
            let account = server::team::enrol(&mut book, association, None, member, &login, hash, at);
            members.push((login.clone(), account.await.unwrap().member));
        }
        book.close().await.unwrap();
        World {
            association,
            members,
            activities,
            sessions,
            people,
        }
    }

    /// The login of a role.
    pub(crate) fn login(&self, name: &str) -> &str {
        &self
            .members
            .iter()
            .find(|(login, _)| login.ends_with(&format!(" {name}")))
            .unwrap()
            .0
    }

    /// The member of a role.
    pub(crate) fn member(&self, name: &str) -> Id {
        let login = self.login(name);
        self.members.iter().find(|(other, _)| other == login).unwrap().1
    }
}

pub(crate) fn registration(activity: Id, person: Id) -> Edit {
    let status = RegistrationStatus::Confirmed;
    let view = Registration {
        activity,
        beneficiary: person,
        status,
        ..Registration::default()
    };
    Edit::create(Id::of_registration(activity, person), view)
}

/// An activity with its only group and a session today.
async fn offer(book: &mut Book, activity: Id) -> Id {
    let group = Id::of_only_group(activity);
    let day = today();
    let session = Id::of_session(group, day, 600);
    let meeting = Session {
        activity,
        group,
        day,
        slot: 600,
        minutes: 60,
        status: SessionStatus::Planned,
        ..Session::default()
    };
    let edits = [
        Edit::create(
            activity,
            Activity {
                title: "Literacy".into(),
                ..Activity::default()
            },
        ),
        Edit::create(
            group,
            Group {
                activity,
                ..Group::default()
            },
        ),
        Edit::create(session, meeting),
    ];
    write(book, &edits).await;
    session
}

pub(crate) fn today() -> Day {
    phone_clock().day()
}

/// The server's own edits.
pub(crate) async fn write(book: &mut Book, edits: &[Edit]) {
    book.record_own(None, edits, now()).await.unwrap();
}

/// What a member's changes are answered, through the store alone.
pub(crate) async fn read(book: &mut Book, hand: &Hand, changes: &[Change]) -> Vec<domain::verdict::Answer> {
    book.record_for(hand, changes).await.unwrap()
}
