//! The association a simulation begins with.

use domain::change::Edit;
use domain::id::Id;
use domain::kind::Kind;
use domain::record::{
    Activity, ActivityKind, Association, Beneficiary, Device, Group, Member, Record, Registration,
    RegistrationStatus, Role, Session, SessionStatus, View, activity,
};
use domain::time::Millis;
use server::store::{Book, Store};

use crate::bent::Bent;
use crate::chance::Chance;

/// The instant at which every simulation begins.
pub(crate) const START: Millis = Millis(1_780_000_000_000);

/// A team and what it offers.
pub(crate) struct Town {
    pub(crate) association: Id,
    pub(crate) members: Vec<Id>,
    pub(crate) activities: Vec<Id>,
    /// People nothing happens to.
    pub(crate) crowd: Vec<Id>,
    /// What its people do more often.
    pub(crate) bent: Bent,
}

/// The team's roles, the first two being heads; volunteers and viewers are assigned to some activities.
const TEAM: [(Role, &[usize]); 8] = [
    (Role::Head, &[]),
    (Role::Head, &[]),
    (Role::Coordinator, &[]),
    (Role::Volunteer, &[0]),
    (Role::Volunteer, &[0, 1]),
    (Role::Volunteer, &[1, 2]),
    (Role::Volunteer, &[2]),
    (Role::Viewer, &[0]),
];

/// Who coordinates too, where much is decided.
const ANOTHER: usize = 3;

impl Town {
    /// Writes one into a database. `crowd`: how many people the association knows besides.
    pub(crate) async fn found(store: &Store, chance: &mut Chance, crowd: usize, bent: Bent) -> Self {
        let profile = Association {
            name_ar: "جمعية".into(),
            ..Association::default()
        };
        let association = store.add_association(profile, START).await.unwrap();
        let mut new = || Id::v7(START, chance.bytes());
        let activities: Vec<Id> = (0..3).map(|_| new()).collect();
        let members: Vec<Id> = TEAM.iter().map(|_| new()).collect();
        let mut edits: Vec<Edit> = activities.iter().flat_map(|activity| offer(*activity)).collect();
        edits.push(seats(activities[2], Some(6)));
        for (number, (member, (role, assigned))) in members.iter().zip(TEAM).enumerate() {
            let coordinates = bent == Bent::Decisions && number == ANOTHER;
            let view = Member {
                name: format!("Member {number}"),
                role: if coordinates { Role::Coordinator } else { role },
                activities: assigned.iter().map(|at| activities[*at]).collect(),
                ..Member::default()
            };
            edits.push(Edit::create(*member, view));
        }
        let people: Vec<Id> = (0..9 + crowd).map(|_| new()).collect();
        for (number, person) in people.iter().copied().enumerate() {
            edits.push(Edit::create(person, named(&format!("Person {number}"))));
            match number {
                0..2 => edits.extend(activities.iter().map(|activity| registration(*activity, person))),
                2..9 => edits.push(registration(activities[number % 3], person)),
                _ => {}
            }
        }
        let mut book = store.book(association).await.unwrap();
        book.record_own(None, &edits, START).await.unwrap();
        book.close().await.unwrap();
        Town {
            association,
            members,
            activities,
            crowd: people[9..].to_vec(),
            bent,
        }
    }
}

/// Someone who is called so.
pub(crate) fn named(name: &str) -> Beneficiary {
    Beneficiary {
        given_la: name.into(),
        ..Beneficiary::default()
    }
}

/// That someone takes part in an activity.
pub(crate) fn registration(activity: Id, person: Id) -> Edit {
    let view = Registration {
        activity,
        beneficiary: person,
        status: RegistrationStatus::Confirmed,
        ..Registration::default()
    };
    Edit::create(Id::of_registration(activity, person), view)
}

/// That an activity has so many seats.
pub(crate) fn seats(activity: Id, capacity: Option<i64>) -> Edit {
    Edit::new(Kind::Activity, activity).set(activity::CAPACITY, capacity)
}

/// A meeting of an activity's only group.
pub(crate) fn meeting(activity: Id, day: domain::time::Day, slot: i64) -> Edit {
    let group = Id::of_only_group(activity);
    let view = Session {
        activity,
        group,
        day,
        slot,
        minutes: 60,
        status: SessionStatus::Planned,
        ..Session::default()
    };
    Edit::create(Id::of_session(group, day, slot), view)
}

/// An activity with its only group and two sessions today.
fn offer(activity: Id) -> Vec<Edit> {
    let group = Group {
        activity,
        ..Group::default()
    };
    let offered = Activity {
        title: "Literacy".into(),
        sort: ActivityKind::Class,
        ..Activity::default()
    };
    let today = START.on_wall(60).0;
    vec![
        Edit::create(activity, offered),
        Edit::create(Id::of_only_group(activity), group),
        meeting(activity, today, 600),
        meeting(activity, today, 900),
    ]
}

/// Writes down that a member signed in on a phone.
pub(crate) fn sign_in(book: &mut Book, member: Id, device: Id, at: Millis) {
    let view = Device {
        member,
        name: "phone".into(),
        seen: Some(at),
        ..Device::default()
    };
    book.put_unlogged(Record {
        fields: view.fields(),
        ..Record::empty(Kind::Device, device)
    });
}
