//! What people do with their phones, by the app's own intents.

use app::intent::{
    CancelSession, CloseRoll, CountHeads, HandOver, MarkAttendance, Where, Whom, assign_member, close_member,
    end_registration, give_to, restore_session, revoke_device, take_back_hours, undertake,
};
use domain::change::Edit;
use domain::id::Id;
use domain::kind::Kind;
use domain::record::{
    CancelReason, Consent, ConsentManner, Decision, Engagement, Excuse, GoodsUnit, Mark, Method, Project,
    Purpose, RegistrationStatus, Role, SessionStatus, VolunteerHours, activity, beneficiary, consent,
    delivery, device, member, registration as enrolment, review_item, session,
};
use domain::replica::Replica;
use domain::same::{Merge, part_again, take_back};
use domain::time::Clock;
use domain::value::FieldValue;
use domain::view::decide;

use crate::bent::Bent;
use crate::chance::Chance;
use crate::phone::Phone;
use crate::town::{Town, meeting, named, registration, seats};

/// What whoever holds a phone wants recorded now, from what they see on it.
pub(crate) fn wish(phone: &Phone, town: &Town, clock: Clock, chance: &mut Chance) -> Vec<Edit> {
    let replica = &phone.replica;
    let (sessions, people) = (ids(replica, Kind::Session), ids(replica, Kind::Beneficiary));
    let (Some(meets), Some(person)) = (chance.pick(&sessions), chance.pick(&people)) else {
        return Vec::new();
    };
    let activity = chance.pick(&town.activities).unwrap();
    match town.bent {
        Bent::Heads if chance.one_in(3) => return lead(phone, town, clock, chance),
        Bent::Seats if chance.one_in(2) => return seated(town.activities[2], person, chance),
        Bent::Decisions if chance.one_in(2) => return settle(replica, town, chance),
        Bent::Pairs if chance.one_in(4) => return said_of_two(replica, person, &people, chance),
        _ => {}
    }
    match chance.below(28) {
        0..8 => mark(meets, person, chance).edits(replica, clock),
        8..10 => rename(person, chance),
        10..12 => newcomer(replica, activity, meets, clock, chance),
        12 if chance.one_in(3) => cancelled(town.activities[2], person),
        12 => vec![registration(activity, person)],
        13 => end_registration(activity, person, clock.day().plus(-1)),
        14 => cancel(replica, meets),
        15 => CloseRoll { session: meets }.edits(replica, clock),
        16 => count(meets, chance).edits(replica),
        17 => vec![meeting(activity, clock.day(), chance.between(0, 1_439))],
        18 => agree(replica, person, clock, chance),
        19 => withdraw(replica, clock, chance),
        20 if chance.one_in(2) => said_of_two(replica, person, &people, chance),
        24 => time(replica, town, clock, chance),
        25 => undertaking(replica, town, clock, chance),
        26 => goods(replica, meets, person, chance),
        27 => settle(replica, town, chance),
        _ => lead(phone, town, clock, chance),
    }
}

/// The visible records of a kind, always in the same order.
pub(crate) fn ids(replica: &Replica, kind: Kind) -> Vec<Id> {
    let mut ids: Vec<Id> = replica.all(kind).map(|record| record.id).collect();
    ids.sort();
    ids
}

fn mark(session: Id, beneficiary: Id, chance: &mut Chance) -> MarkAttendance {
    let status = Mark::from_number(chance.between(0, 4));
    MarkAttendance {
        session,
        beneficiary,
        status,
        method: chance.pick(&[Method::Tap, Method::Qr]).unwrap(),
        excuse: (status == Mark::Excused).then_some(Excuse::Family),
    }
}

fn rename(person: Id, chance: &mut Chance) -> Vec<Edit> {
    let edit = Edit::new(Kind::Beneficiary, person);
    let text = format!("Text {}", chance.below(4));
    vec![match chance.below(3) {
        0 => edit.set(beneficiary::GIVEN_LA, text),
        1 => edit.set(beneficiary::DOUAR, text),
        // Taken away again.
        _ => edit
            .set(beneficiary::DOUAR, String::new())
            .set(beneficiary::COMMUNE, text),
    }]
}

/// Someone new, registered and marked in one go.
fn newcomer(replica: &Replica, activity: Id, session: Id, clock: Clock, chance: &mut Chance) -> Vec<Edit> {
    let person = Id::v7(clock.now, chance.bytes());
    let mut edits = vec![Edit::create(person, named("Newcomer"))];
    if chance.one_in(2) {
        edits.push(registration(activity, person));
    }
    let tap = MarkAttendance::tap(session, person, Mark::Present);
    edits.extend(tap.edits(replica, clock));
    edits
}

/// Somebody gives a place back in the activity whose seats are counted.
fn cancelled(activity: Id, person: Id) -> Vec<Edit> {
    vec![registration(activity, person).set(enrolment::STATUS, RegistrationStatus::Cancelled)]
}

/// Somebody asks for a place there, or gives theirs back.
fn seated(activity: Id, person: Id, chance: &mut Chance) -> Vec<Edit> {
    if chance.one_in(2) {
        cancelled(activity, person)
    } else {
        vec![registration(activity, person)]
    }
}

fn cancel(replica: &Replica, id: Id) -> Vec<Edit> {
    let status = replica
        .get(id)
        .map(|record| record.read::<SessionStatus>(session::STATUS));
    if status == Some(SessionStatus::Cancelled) {
        return restore_session(replica, id);
    }
    CancelSession {
        session: id,
        reason: CancelReason::Weather,
    }
    .edits()
}

fn count(session: Id, chance: &mut Chance) -> CountHeads {
    let mut some = || u32::try_from(chance.below(9)).unwrap();
    CountHeads {
        session,
        women: some(),
        men: some(),
        girls: some(),
        boys: some(),
    }
}

fn agree(replica: &Replica, person: Id, clock: Clock, chance: &mut Chance) -> Vec<Edit> {
    let view = Consent {
        beneficiary: person,
        purpose: Purpose::Photo,
        manner: ConsentManner::Oral,
        day: Some(clock.day()),
        text_version: 1,
        witness: replica.me().map(|me| me.member),
        ..Consent::default()
    };
    vec![Edit::create(Id::v7(clock.now, chance.bytes()), view)]
}

fn withdraw(replica: &Replica, clock: Clock, chance: &mut Chance) -> Vec<Edit> {
    let given = chance.pick(&ids(replica, Kind::Consent));
    let edit = |id| Edit::new(Kind::Consent, id).set(consent::WITHDRAWN, Some(clock.day()));
    given.map(edit).into_iter().collect()
}

/// Time somebody gave outside sessions is written down, mostly for themselves, or taken back.
fn time(replica: &Replica, town: &Town, clock: Clock, chance: &mut Chance) -> Vec<Edit> {
    let known = ids(replica, Kind::VolunteerHours);
    if let Some(known) = chance.pick(&known).filter(|_| chance.one_in(3)) {
        return take_back_hours(known);
    }
    let view = VolunteerHours {
        member: someone(replica, town, chance),
        day: clock.day(),
        minutes: chance.between(1, 240),
        activity: chance.pick(&town.activities).filter(|_| chance.one_in(2)),
        ..VolunteerHours::default()
    };
    vec![Edit::create(Id::v7(clock.now, chance.bytes()), view)]
}

/// A basket or two is handed over to somebody at a session, or to a few without names, or nothing was after all.
fn goods(replica: &Replica, session: Id, person: Id, chance: &mut Chance) -> Vec<Edit> {
    let Some(place) = Where::at(replica, session) else {
        return Vec::new();
    };
    let whom = match chance.below(4) {
        0 => Whom::Unnamed(3),
        _ => Whom::People(vec![person]),
    };
    let each = chance.pick(&["1", "2"]).unwrap().to_owned();
    let handed = HandOver {
        place,
        item: "Basket".into(),
        each,
        unit: GoodsUnit::Piece,
        whom,
    };
    let mut edits = handed.edits(replica).unwrap_or_default();
    if chance.one_in(4) {
        // Nothing handed over says that what was is taken back.
        for edit in edits.iter_mut().filter(|edit| edit.kind == Kind::Delivery) {
            edit.set.set(delivery::QUANTITY, 0_i64.write());
        }
    }
    edits
}

/// Somebody undertakes to keep what they learn to themselves, and some try it for others.
fn undertaking(replica: &Replica, town: &Town, clock: Clock, chance: &mut Chance) -> Vec<Edit> {
    undertake(someone(replica, town, chance), clock.now)
}

/// Whoever holds the phone, or now and then somebody else of the team.
fn someone(replica: &Replica, town: &Town, chance: &mut Chance) -> Id {
    let other = chance.pick(&town.members).filter(|_| chance.one_in(4));
    other.or(replica.me().map(|me| me.member)).unwrap_or_default()
}

/// What only a head says of two people, and everybody may try: mostly that they are one.
fn said_of_two(replica: &Replica, one: Id, people: &[Id], chance: &mut Chance) -> Vec<Edit> {
    let Some(other) = chance.pick(people).filter(|other| *other != one) else {
        return Vec::new();
    };
    match chance.below(6) {
        0..4 => Merge {
            kept: one,
            dropped: other,
            taken: vec![beneficiary::GIVEN_LA],
        }
        .edits(replica),
        4 => part_again(replica, one, other),
        _ => take_back(replica, one, other),
    }
}

/// What leaves something to decide where others do likewise: the same people are called something else on each phone,
/// and they are marked at a session that is called off meanwhile. Which that is comes with it.
pub(crate) fn disputed(phone: &Phone, number: usize, clock: Clock) -> (Vec<Edit>, Option<Id>) {
    let replica = &phone.replica;
    let people = ids(replica, Kind::Beneficiary).into_iter().take(3);
    let meets = ids(replica, Kind::Session).first().copied();
    let mut edits = Vec::new();
    for person in people {
        let called = Edit::new(Kind::Beneficiary, person);
        edits.push(called.set(beneficiary::FAMILY_LA, format!("Called {number}")));
        if let Some(session) = meets {
            edits.extend(MarkAttendance::tap(session, person, Mark::Present).edits(replica, clock));
        }
    }
    (edits, meets)
}

/// Something that waits is decided, a decision taken back, or it is given to somebody to settle. Several are at the same
/// few things.
fn settle(replica: &Replica, town: &Town, chance: &mut Chance) -> Vec<Edit> {
    let mut items = ids(replica, Kind::ReviewItem);
    items.truncate(4);
    let Some(item) = chance.pick(&items) else {
        return Vec::new();
    };
    if chance.one_in(4) {
        let to = chance.pick(&town.members).filter(|_| chance.one_in(3));
        return give_to(&[item], to.or(chance.pick(&town.members[2..4])));
    }
    let stands = replica
        .get(item)
        .map(|item| item.read::<Decision>(review_item::DECISION));
    let settled = stands != Some(Decision::Open) && chance.one_in(2);
    let decision = match chance.one_in(2) {
        _ if settled => Decision::Open,
        true => Decision::Keep,
        false => Decision::Take,
    };
    decide(replica, &[item], decision)
}

/// The one project there is gets another name, and an activity comes into it.
fn fund(town: &Town, clock: Clock, chance: &mut Chance) -> Vec<Edit> {
    let id = Id::natural(Kind::Project, &[b"the project"]);
    let view = Project {
        name_la: format!("Named {}", chance.below(3)),
        from: clock.day(),
        to: clock.day().plus(300),
        ..Project::default()
    };
    let activity = chance.pick(&town.activities).unwrap();
    let joins = Edit::new(Kind::Activity, activity).set(activity::PROJECT, Some(id));
    vec![Edit::create(id, view), joins]
}

/// What only heads do, and everybody may try.
fn lead(phone: &Phone, town: &Town, clock: Clock, chance: &mut Chance) -> Vec<Edit> {
    let member = chance.pick(&town.members).unwrap();
    match chance.below(8) {
        0 => close_member(member, true),
        1 | 2 => close_member(member, false),
        3 => {
            let devices = phone.replica.all(Kind::Device);
            let mut others: Vec<Id> = devices
                .filter(|record| record.read::<Id>(device::MEMBER) == member)
                .map(|record| record.id)
                .collect();
            others.sort();
            chance.pick(&others).map(revoke_device).unwrap_or_default()
        }
        5 => vec![seats(town.activities[2], Some(chance.between(4, 9)))],
        6 => fund(town, clock, chance),
        4 => vec![Edit::new(Kind::Member, member).set(member::NAME, format!("Named {}", chance.below(3)))],
        _ => {
            let role = chance
                .pick(&[Role::Viewer, Role::Volunteer, Role::Volunteer, Role::Coordinator])
                .unwrap();
            let mut assigned = town.activities.clone();
            assigned.retain(|_| chance.one_in(2));
            assign_member(member, role, Engagement::Informal, assigned)
        }
    }
}
