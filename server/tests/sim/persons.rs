//! Who is one with whom, told again the simplest way: names are passed from one to the other until nothing changes.

use std::collections::{BTreeMap, BTreeSet};

use domain::id::Id;
use domain::kind::Kind;
use domain::record::{Mark, Pair, Record, Sameness, View, attendance};
use domain::same;
use domain::view::mark;

use crate::claim::{Claim, Holds};
use crate::phone::Phone;

type Records = BTreeMap<Id, Record>;

fn pairs(records: &Records) -> impl Iterator<Item = (Id, Pair)> {
    let pairs = records.values().filter(|record| record.kind == Kind::Pair);
    pairs.map(|record| (record.id, Pair::of(record)))
}

fn joins(records: &Records) -> Vec<Pair> {
    let said = pairs(records).map(|(_, pair)| pair);
    said.filter(|pair| pair.said == Sameness::Same).collect()
}

/// All who are one with these, whom it names too.
fn everyone(joins: &[Pair], mut people: BTreeSet<Id>) -> BTreeSet<Id> {
    loop {
        let before = people.len();
        for pair in joins {
            if people.contains(&pair.one) || people.contains(&pair.other) {
                people.extend([pair.one, pair.other]);
            }
        }
        if people.len() == before {
            return people;
        }
    }
}

/// The pairs that whoever holds these people must hold too.
pub(crate) fn telling(records: &Records, people: &BTreeSet<Id>) -> Vec<Id> {
    let all = everyone(&joins(records), people.clone());
    let tells = |pair: &Pair| all.contains(&pair.one) || all.contains(&pair.other);
    pairs(records)
        .filter(|(_, pair)| tells(pair))
        .map(|(id, _)| id)
        .collect()
}

/// On a phone at rest everybody is one with whom heads said, the same one stands for them, and the mark that counts of
/// them is the heaviest of theirs.
pub(crate) fn check(number: usize, phone: &Phone, records: &Records) -> Holds {
    let joins = joins(records);
    let dropped: BTreeSet<Id> = joins.iter().filter_map(Pair::dropped).collect();
    let replica = &phone.replica;
    // One that was signed out holds what it has not sent and nothing else: what was said there of two people is all it knows.
    if replica.me().is_none() {
        return Ok(());
    }
    let held: BTreeSet<Id> = replica.all(Kind::Beneficiary).map(|record| record.id).collect();
    for person in &held {
        let mut expected: Vec<Id> = everyone(&joins, [*person].into())
            .intersection(&held)
            .copied()
            .collect();
        expected.sort_by_key(|id| (dropped.contains(id), *id));
        let found = same::everyone(replica, *person);
        Claim::Persons.holds(found == expected, || {
            format!("phone {number} takes {person} for {found:?}, and they are {expected:?}")
        })?;
    }
    for record in replica.all(Kind::Attendance) {
        let (session, person): (Id, Id) = (
            record.read(attendance::SESSION),
            record.read(attendance::BENEFICIARY),
        );
        // Of nobody it knows a phone shows nothing: one that was signed out keeps what it has not sent, and no people.
        if everyone(&joins, [person].into()).is_disjoint(&held) {
            continue;
        }
        let (shown, said) = (
            mark(replica, session, person).status,
            record.read::<Mark>(attendance::STATUS),
        );
        Claim::Persons.holds(same::weight(shown) >= same::weight(said), || {
            format!("phone {number} shows {shown:?} of {person} at {session}, who was {said:?}")
        })?;
    }
    Ok(())
}
