//! In whose hands it is that something waits.

use super::awaited::is_unsaid;
use super::review::is_open;
use super::shown::name_of;
use crate::access::Asker;
use crate::id::Id;
use crate::kind::Kind;
use crate::record::{
    Member, Record, RegistrationStatus, Role, Sameness, View, pair, registration, request, task,
};
use crate::replica::Replica;
use crate::time::{Clock, Day};

/// Who settles something that waits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hand {
    /// Which member.
    pub member: Id,
    /// Their name.
    pub name: String,
    /// Whether it is the one who is signed in.
    pub mine: bool,
}

/// Somebody to whom something can be given to settle.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settler {
    /// Which member.
    pub member: Id,
    /// Their name.
    pub name: String,
    /// Their role: a coordinator or a head.
    pub role: Role,
    /// How many things that wait are in their hands.
    pub load: usize,
}

/// In whose hands something is; `None` where it was given to nobody, or to somebody who cannot settle it any more.
pub fn hand(replica: &Replica, about: Id) -> Option<Hand> {
    let member: Id = replica
        .get(Id::of_task(about))?
        .read::<Option<Id>>(task::MEMBER)?;
    Asker::of(replica.get(member)?).sees_all().then(|| Hand {
        member,
        name: name_of(replica, member, false),
        mine: replica.me().is_some_and(|me| me.member == member),
    })
}

/// Whether who is signed in may settle something.
pub fn settles(replica: &Replica, about: Id) -> bool {
    replica.asker().is_some_and(|asker| asker.settles(about, replica))
}

/// Whether anything may ever be theirs to settle: all is a head's, and what was given to somebody is theirs.
pub fn settles_any(replica: &Replica) -> bool {
    let Some(asker) = replica.asker() else {
        return false;
    };
    asker.manages_team() || given(replica).any(|(member, _)| member == asker.member)
}

/// Those to whom something can be given: coordinators first, then heads, by name.
pub fn settlers(replica: &Replica, now: Clock) -> Vec<Settler> {
    let waiting: Vec<Id> = given(replica)
        .filter(|(_, about)| waits(replica, *about, now))
        .map(|(member, _)| member)
        .collect();
    let settler = |record: &Record| {
        let Member { name, role, .. } = Member::of(record);
        Asker::of(record).sees_all().then(|| Settler {
            member: record.id,
            name,
            role,
            load: waiting.iter().filter(|member| **member == record.id).count(),
        })
    };
    let mut settlers: Vec<Settler> = replica.all(Kind::Member).filter_map(settler).collect();
    settlers.sort_by(|one, other| {
        let order = |settler: &Settler| (settler.role == Role::Head, settler.name.clone(), settler.member);
        order(one).cmp(&order(other))
    });
    settlers
}

/// How many of the wanted things that wait are in the hands of who is signed in.
pub fn count_mine(replica: &Replica, now: Clock, wanted: impl Fn(Id) -> bool) -> usize {
    let Some(me) = replica.me() else { return 0 };
    given(replica)
        .filter(|(member, about)| *member == me.member && waits(replica, *about, now) && wanted(*about))
        .count()
}

/// What was given to whom.
fn given(replica: &Replica) -> impl Iterator<Item = (Id, Id)> {
    replica.all(Kind::Task).filter_map(|record| {
        let member: Option<Id> = record.read(task::MEMBER);
        Some((member?, record.read(task::ABOUT)))
    })
}

/// Whether something waits still. Of two people who may be one nothing is said until somebody said it.
fn waits(replica: &Replica, about: Id, now: Clock) -> bool {
    let Some(record) = replica.get(about) else {
        return true;
    };
    match record.kind {
        Kind::ReviewItem => is_open(replica, record),
        Kind::Registration => {
            record.read::<RegistrationStatus>(registration::STATUS) == RegistrationStatus::Applied
        }
        Kind::Session => is_unsaid(replica, record, now),
        Kind::Request => record.read::<Option<Day>>(request::DONE).is_none(),
        Kind::Pair => record.read::<Sameness>(pair::SAID) == Sameness::Open,
        _ => false,
    }
}
