//! People who were recorded twice, and are one person.
//!
//! Nothing is rewritten when a head says so: every record keeps the person it names, and whoever reads asks here who
//! stands for whom. So phones that still hold the old id keep working, and taking it back restores all as it was.

mod joined;
mod likely;
mod looking;
mod merge;

pub use joined::{Joined, chain, joined};
pub use likely::{Ground, Known, Likeness};
pub use looking::{Candidate, Looking, candidates};
pub use merge::{CHOSEN, Merge, differing, part_again, take_back};

use core::cmp::Reverse;

use crate::change::Edit;
use crate::id::Id;
use crate::kind::Kind;
use crate::record::{Attendance, Mark, Pair, Record, Sameness, View, pair};
use crate::replica::Replica;
use crate::time::Millis;
use crate::value::Fields;

/// For how long people who were said to be one can be parted again.
const PARTED_WITHIN_MS: i64 = 30 * 86_400_000;

/// Whether people said to be one at a time can be parted at another. Until the server has heard of it they can.
pub fn can_be_parted(joined: Millis, now: Millis) -> bool {
    now.since(joined) <= PARTED_WITHIN_MS
}

/// Everybody on this phone who is one person with this one, who stands for all of them first; nobody where the phone
/// holds none of them.
pub fn everyone(replica: &Replica, person: Id) -> Vec<Id> {
    let everyone = of_one(replica, person).into_iter();
    everyone.filter(|id| replica.get(*id).is_some()).collect()
}

/// The ids under which things may be said of a person, those whom this phone does not hold too; of a record that is no
/// person its own.
pub fn of_one(replica: &Replica, person: Id) -> Vec<Id> {
    if replica.count(Kind::Pair) == 0 {
        return vec![person];
    }
    let pairs = |id| replica.referring(id, Kind::Pair).map(Pair::of).collect();
    joined(pairs, person).into_iter().collect()
}

/// Who stands on this phone for all who are one person with this one.
pub fn one(replica: &Replica, person: Id) -> Id {
    if replica.count_referring(person, Kind::Pair) == 0 {
        return person;
    }
    everyone(replica, person).first().copied().unwrap_or(person)
}

/// Whether somebody else stands for this person on this phone.
pub fn is_behind(replica: &Replica, person: Id) -> bool {
    one(replica, person) != person
}

/// What a mark weighs beside another of the same person at the same session: a presence never loses against an absence.
pub const fn weight(mark: Mark) -> u8 {
    match mark {
        Mark::Present => 5,
        Mark::Late => 4,
        Mark::Excused => 3,
        Mark::Absent => 2,
        Mark::Other(_) => 1,
        Mark::Unmarked => 0,
    }
}

/// Whichever of one person's marks at one session counts; of two that weigh the same, the first arrival.
pub fn heaviest<'a>(marks: impl IntoIterator<Item = &'a Record>) -> Option<&'a Record> {
    marks.into_iter().max_by_key(|record| {
        let one = Attendance::of(record);
        let arrived = one.arrived.map_or(i64::MAX, |at| at.0);
        (weight(one.status), Reverse((arrived, record.id)))
    })
}

/// One person's marks at a session on this phone, under whichever of their ids each was made.
pub fn marks(replica: &Replica, session: Id, person: Id) -> impl Iterator<Item = &Record> {
    let ids = everyone(replica, person).into_iter();
    ids.filter_map(move |person| replica.get(Id::of_attendance(session, person)))
}

/// The edit by which a head says that two are one person, for whom `kept` stands.
pub fn join(kept: Id, dropped: Id) -> Edit {
    said(kept, dropped, Sameness::Same).set(pair::KEPT, Some(kept))
}

/// The edit by which a head says that two are two people.
pub fn part(one: Id, other: Id) -> Edit {
    said(one, other, Sameness::Different)
}

/// The edit by which a head takes back what was said of two people.
pub fn reopen(one: Id, other: Id) -> Edit {
    said(one, other, Sameness::Open)
}

fn said(one: Id, other: Id, said: Sameness) -> Edit {
    let pair = Pair {
        said,
        ..Pair::of_two(one, other)
    };
    // What was said before leaves nothing behind.
    Edit::create(Pair::id(one, other), pair)
        .set(pair::KEPT, None::<Id>)
        .set(pair::ONE_STOOD, Fields::new())
        .set(pair::OTHER_STOOD, Fields::new())
        .set(pair::CHOSEN, Fields::new())
}
