//! What was handed over, item by item.

use core::cmp::Reverse;
use std::collections::BTreeMap;

use super::count::asked_of;
use super::{Facts, Query};
use crate::fold::fold;
use crate::id::{Id, IdMap, IdSet};
use crate::record::{Delivery, GoodsUnit};

/// What is counted together: an item in one unit.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Item {
    /// What, in the words of whoever handed it over; of several ways to write it, the one that most deliveries have.
    pub name: String,
    /// What it is counted in.
    pub unit: GoodsUnit,
}

/// How much of an item was handed over, and to how many.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Handed {
    /// Times it was handed over to somebody, with a name or without.
    pub times: u64,
    /// How much, in hundredths of the unit.
    pub hundredths: u64,
    /// People by name, each once.
    pub people: u64,
    /// People without names.
    pub unnamed: u64,
}

/// Each item of the deliveries that a query asks for.
pub(super) fn handed(facts: &Facts, query: &Query) -> BTreeMap<Item, Handed> {
    let mut handed: BTreeMap<Item, (Handed, IdSet)> = BTreeMap::new();
    let count = |number: i64| u64::try_from(number).unwrap_or_default();
    for delivery in asked(facts, query) {
        let (sum, people) = handed.entry(Item::of(delivery)).or_default();
        sum.times += u64::from(delivery.beneficiary.is_some()) + count(delivery.unnamed);
        sum.hundredths += count(delivery.quantity);
        sum.unnamed += count(delivery.unnamed);
        people.extend(delivery.beneficiary);
    }
    let whole = |(item, (sum, people)): (Item, (Handed, IdSet))| {
        let people = people.len() as u64;
        (item, Handed { people, ..sum })
    };
    handed.into_iter().map(whole).collect()
}

/// How often each person received an item.
pub(super) fn times(facts: &Facts, query: &Query, item: &Item) -> IdMap<u64> {
    let mut times: IdMap<u64> = IdMap::default();
    let of_item = asked(facts, query).filter(|delivery| item.is_of(delivery));
    for person in of_item.filter_map(|delivery| delivery.beneficiary) {
        *times.entry(person).or_default() += 1;
    }
    times
}

fn asked<'a>(facts: &'a Facts, query: &'a Query) -> impl Iterator<Item = &'a Delivery> {
    let all = facts.deliveries.values();
    all.filter(|delivery| asked_of(facts, query, delivery.activity, delivery.day))
}

impl Item {
    pub(super) fn of(delivery: &Delivery) -> Self {
        Item {
            name: delivery.item.clone(),
            unit: delivery.unit,
        }
    }

    /// Whether a delivery is of it, however the item is written here.
    pub(super) fn is_of(&self, delivery: &Delivery) -> bool {
        self.unit == delivery.unit && key(&self.name) == key(&delivery.item)
    }
}

/// What writes the same item: its letters, or the words themselves where they have none.
fn key(name: &str) -> String {
    match fold(name) {
        folded if folded.is_empty() => name.to_owned(),
        folded => folded,
    }
}

/// Calls every item one way: of those it is written in, the most frequent, of these the first in order.
pub(super) fn spell(deliveries: &mut IdMap<Delivery>) {
    let mut written: BTreeMap<&str, u64> = BTreeMap::new();
    for delivery in deliveries.values() {
        *written.entry(&delivery.item).or_default() += 1;
    }
    let mut best: BTreeMap<String, (u64, Reverse<&str>)> = BTreeMap::new();
    for (name, times) in &written {
        let best = best.entry(key(name)).or_insert((*times, Reverse(name)));
        *best = (*best).max((*times, Reverse(name)));
    }
    let shown = |name: &&str| Some(((*name).to_owned(), best.get(&key(name))?.1.0.to_owned()));
    let shown: BTreeMap<String, String> = written.keys().filter_map(shown).collect();
    for delivery in deliveries.values_mut() {
        if let Some(name) = shown.get(&delivery.item) {
            delivery.item.clone_from(name);
        }
    }
}

/// The people of whom a delivery was recorded under another id are counted under their own.
pub(super) fn read(delivery: Delivery, one: &impl Fn(Id) -> Id) -> Option<Delivery> {
    let beneficiary = delivery.beneficiary.map(one);
    delivery.stands().then_some(Delivery {
        beneficiary,
        ..delivery
    })
}
