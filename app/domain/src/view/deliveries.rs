//! What was handed over: to one person, at a session, in an activity.

use std::collections::{BTreeMap, BTreeSet};

use crate::id::Id;
use crate::kind::Kind;
use crate::record::{Activity, Delivery, GoodsUnit, Record, View};
use crate::replica::Replica;
use crate::same;
use crate::time::Day;

/// Something that a person received.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Received {
    /// The record.
    pub record: Id,
    /// Name of the activity.
    pub title: String,
    /// What, how much, when.
    pub delivery: Delivery,
    /// Whether the server has not answered yet.
    pub pending: bool,
}

fn standing<'a>(records: impl Iterator<Item = &'a Record>) -> impl Iterator<Item = (Id, Delivery)> {
    let read = records.map(|record| (record.id, Delivery::of(record)));
    read.filter(|(_, delivery)| delivery.stands())
}

/// What a person received, the newest first, under whichever id they were recorded.
pub fn received(replica: &Replica, person: Id) -> Vec<Received> {
    let ids = same::everyone(replica, person).into_iter();
    let records = ids.flat_map(|id| replica.referring(id, Kind::Delivery));
    let line = |(record, delivery): (Id, Delivery)| {
        let activity = replica.view::<Activity>(delivery.activity);
        Received {
            record,
            title: activity.map_or_else(String::new, |activity| activity.title),
            pending: replica.is_pending(record),
            delivery,
        }
    };
    let mut received: Vec<Received> = standing(records).map(line).collect();
    received.sort_by(|one, other| {
        let key = |line: &Received| (core::cmp::Reverse(line.delivery.day), line.record);
        key(one).cmp(&key(other))
    });
    received
}

/// An item handed over, at a session or on a day outside: how much of it, and to how many.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HandedLine {
    /// What.
    pub item: String,
    /// What it is counted in.
    pub unit: GoodsUnit,
    /// How much, in hundredths of the unit.
    pub quantity: i64,
    /// People, each once.
    pub people: u64,
    /// People without names.
    pub unnamed: u64,
    /// The records.
    pub records: Vec<Id>,
}

/// What was handed over at a session, item by item.
pub fn handed_at(replica: &Replica, session: Id) -> Vec<HandedLine> {
    by_item(replica, standing(replica.referring(session, Kind::Delivery)))
}

/// What was handed over in an activity on a day, at no session, item by item.
pub fn handed_outside(replica: &Replica, activity: Id, day: Day) -> Vec<HandedLine> {
    let all = standing(replica.referring(activity, Kind::Delivery));
    let outside = all.filter(|(_, delivery)| delivery.session.is_none() && delivery.day == day);
    by_item(replica, outside)
}

/// The delivery by which a person was handed what this one says, where and when it says, under whichever id they were
/// recorded; none where they were not, or it was taken back.
pub fn handed_to(replica: &Replica, like: &Delivery, person: Id) -> Option<(Id, Delivery)> {
    let everyone = same::everyone(replica, person).into_iter();
    let records = everyone.map(|person| {
        let given = Delivery {
            beneficiary: Some(person),
            ..like.clone()
        };
        given.id()
    });
    let mut there = records.filter_map(|record| Some((record, replica.view::<Delivery>(record)?)));
    there.find(|(_, delivery)| delivery.stands())
}

fn by_item(replica: &Replica, deliveries: impl Iterator<Item = (Id, Delivery)>) -> Vec<HandedLine> {
    let mut lines: BTreeMap<(String, GoodsUnit), (HandedLine, BTreeSet<Id>)> = BTreeMap::new();
    for (record, delivery) in deliveries {
        let key = (delivery.item, delivery.unit);
        let (line, people) = lines.entry(key).or_default();
        line.quantity += delivery.quantity;
        line.unnamed += u64::try_from(delivery.unnamed).unwrap_or_default();
        line.records.push(record);
        people.extend(delivery.beneficiary.map(|person| same::one(replica, person)));
    }
    let whole = |((item, unit), (line, people)): (_, (HandedLine, BTreeSet<Id>))| HandedLine {
        item,
        unit,
        people: people.len() as u64,
        ..line
    };
    lines.into_iter().map(whole).collect()
}

/// An item that was handed over before, to be proposed again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UsedItem {
    /// What.
    pub item: String,
    /// What it is counted in.
    pub unit: GoodsUnit,
    /// How much one person last received of it, in hundredths; none where nobody by name did.
    pub each: Option<i64>,
}

/// The items handed over in an activity before, what was handed over last first.
pub fn used_items(replica: &Replica, activity: Id) -> Vec<UsedItem> {
    let mut all: Vec<(Id, Delivery)> = standing(replica.referring(activity, Kind::Delivery)).collect();
    all.sort_by_key(|(id, delivery)| core::cmp::Reverse((delivery.day, *id)));
    let mut used: Vec<UsedItem> = Vec::new();
    for (_, delivery) in all {
        let each = delivery.beneficiary.map(|_| delivery.quantity);
        match used.iter_mut().find(|one| one.item == delivery.item) {
            Some(known) if known.unit == delivery.unit => known.each = known.each.or(each),
            Some(_) => {}
            None => used.push(UsedItem {
                item: delivery.item,
                unit: delivery.unit,
                each,
            }),
        }
    }
    used
}

/// Who may be handed something at a session: those who came, in the order of their ids.
pub fn present(replica: &Replica, session: Id) -> BTreeSet<Id> {
    let came = super::roll::marked(replica, session).into_iter();
    came.filter(|(_, mark)| mark.came())
        .map(|(person, _)| person)
        .collect()
}
