//! Who is joined with whom, by what was said of pairs of people: the same whatever order it was said in.

use std::collections::BTreeSet;

use crate::id::Id;
use crate::record::{Pair, Sameness};

/// People who are one, in the order in which they stand for each other.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Joined(Vec<Id>);

impl Joined {
    /// Who stands for all of them.
    pub fn one(&self) -> Option<Id> {
        self.0.first().copied()
    }
}

impl IntoIterator for Joined {
    type Item = Id;
    type IntoIter = std::vec::IntoIter<Id>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

/// All who are one with a person; `pairs` tells what was said of somebody and others.
///
/// First stand those whom nobody said another stands for, then the others, each by id: where heads who did not know of
/// each other kept different people, all phones still choose the same one.
pub fn joined(pairs: impl Fn(Id) -> Vec<Pair>, person: Id) -> Joined {
    let mut everyone = BTreeSet::from([person]);
    let mut dropped = BTreeSet::new();
    let mut to_ask = vec![person];
    while let Some(asked) = to_ask.pop() {
        for pair in pairs(asked).iter().filter(|pair| pair.said == Sameness::Same) {
            dropped.extend(pair.dropped());
            let other = pair.beside(asked);
            if everyone.insert(other) {
                to_ask.push(other);
            }
        }
    }
    let mut order: Vec<Id> = everyone.into_iter().collect();
    order.sort_by_key(|id| (dropped.contains(id), *id));
    Joined(order)
}

/// The pairs that tell who a person is one with: whoever holds the person needs them, and those of everybody between.
pub fn chain(pairs: impl Fn(Id) -> Vec<Pair>, person: Id) -> BTreeSet<Id> {
    let everyone = joined(&pairs, person).into_iter();
    let said = everyone.flat_map(pairs);
    said.map(|pair| Pair::id(pair.one, pair.other)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::time::Millis;
    use proptest::prelude::*;

    fn id(n: u8) -> Id {
        Id::v7(Millis(1), [n; 10])
    }

    fn same(kept: u8, dropped: u8) -> Pair {
        Pair {
            said: Sameness::Same,
            kept: Some(id(kept)),
            ..Pair::of_two(id(kept), id(dropped))
        }
    }

    fn of(pairs: &[Pair], person: u8) -> Vec<Id> {
        let about = |who: Id| {
            let all = pairs.iter().filter(|pair| [pair.one, pair.other].contains(&who));
            all.cloned().collect()
        };
        joined(about, id(person)).into_iter().collect()
    }

    fn ids<const N: usize>(numbers: [u8; N]) -> Vec<Id> {
        numbers.map(id).to_vec()
    }

    #[test]
    fn merges_made_apart_meet_in_whoever_nobody_dropped() {
        let pairs = [same(2, 1), same(3, 2), same(3, 4)];
        for person in 1..=4 {
            assert_eq!(of(&pairs, person), ids([3, 1, 2, 4]), "{person}");
        }
        assert_eq!(of(&pairs, 5), ids([5]));
    }

    #[test]
    fn two_who_each_dropped_the_other_choose_the_lower_id() {
        let circle = [same(1, 2), same(2, 3), same(3, 1)];
        assert_eq!(of(&circle, 3), ids([1, 2, 3]));
        let apart = [same(3, 2), same(1, 2)];
        assert_eq!(
            of(&apart, 2),
            ids([1, 3, 2]),
            "both were kept: the lower of the two"
        );
    }

    #[test]
    fn what_was_taken_back_or_denied_joins_nobody() {
        let mut pair = same(1, 2);
        for said in [Sameness::Open, Sameness::Different, Sameness::Other(9)] {
            pair.said = said;
            assert_eq!(of(core::slice::from_ref(&pair), 1), ids([1]));
        }
    }

    fn merges() -> impl Strategy<Value = Vec<Pair>> {
        let pair = (0_u8..8, 0_u8..8).prop_filter("two people", |(one, other)| one != other);
        proptest::collection::vec(pair.prop_map(|(kept, dropped)| same(kept, dropped)), 0..8)
    }

    proptest! {
        #[test]
        fn everybody_of_one_person_names_the_same_people_in_any_order(
            (pairs, shuffled) in merges().prop_flat_map(|all| (Just(all.clone()), Just(all).prop_shuffle()))
        ) {
            for person in 0..8 {
                let here = of(&pairs, person);
                prop_assert_eq!(&here, &of(&shuffled, person));
                for other in 0..8 {
                    let there = of(&pairs, other);
                    let meet = here.iter().any(|id| there.contains(id));
                    prop_assert_eq!(meet, here == there, "one person, or two with nobody in common");
                }
            }
        }

        #[test]
        fn taking_back_the_last_merge_restores_what_was_before(pairs in merges()) {
            let Some((_, before)) = pairs.split_last() else { return Ok(()) };
            let mut after = pairs.clone();
            after.last_mut().unwrap().said = Sameness::Open;
            for person in 0..8 {
                prop_assert_eq!(of(&after, person), of(before, person));
            }
        }
    }
}
