//! The places of an activity as a phone foresees them, its own changes counted in: the server alone gives them.

use super::people::{PersonLine, person_line};
use crate::change::Change;
use crate::id::{Id, IdMap};
use crate::kind::Kind;
use crate::record::{
    Admission, Beneficiary, Record, Registration, RegistrationStatus as Status, Standing, StatusClass, View,
    registration,
};
use crate::referee::Kept;
use crate::replica::{Replica, State};
use crate::seats::{Asking, Counted, Seating, Terms, Traits};
use crate::slice::Ledger;
use crate::time::{Day, Millis};
use crate::value::FieldValue;

/// One registration, and what can be done about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SeatLine {
    /// The registration.
    pub id: Id,
    /// Who.
    pub person: PersonLine,
    /// Their phone, or their guardian's; empty where there is none.
    pub phone: String,
    /// Number in the waiting list, from 1.
    pub number: Option<usize>,
    /// Why it stands where it stands.
    pub standing: Option<Standing>,
    /// When they asked.
    pub asked: Option<Millis>,
    /// Whether the server has yet to count it.
    pub provisional: bool,
}

/// The places of an activity.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SeatsView {
    /// On what terms people come in.
    pub terms: Terms,
    /// Seats held.
    pub held: i64,
    /// Seats nobody holds; none where as many come in as come.
    pub free: Option<i64>,
    /// Registrations the server has yet to count.
    pub provisional: usize,
    /// Those who wait for approval, first come first.
    pub applied: Vec<SeatLine>,
    /// The waiting list, in order.
    pub waiting: Vec<SeatLine>,
    /// Those who were given a place that became free, and were not told yet.
    pub called: Vec<SeatLine>,
}

/// An activity's registrations as they will stand once the server has counted what this phone recorded.
struct Foreseen<'a> {
    replica: &'a Replica,
    over: IdMap<Record>,
    counted: Counted,
}

impl Ledger for Foreseen<'_> {
    fn record(&self, id: Id) -> Option<&Record> {
        self.over.get(&id).or_else(|| self.replica.get(id))
    }

    fn activities_of(&self, person: Id) -> Vec<Id> {
        self.replica.activities_of(person)
    }

    fn another_head(&self, than: Id) -> bool {
        self.replica.another_head(than)
    }

    fn seating(&self, activity: Id) -> Option<&Seating> {
        self.counted.get(activity)
    }
}

impl<'a> Foreseen<'a> {
    fn of(replica: &'a Replica, activity: Id) -> Option<Self> {
        let terms = Terms::of(replica.get(activity)?);
        let mut foreseen = Foreseen {
            replica,
            over: IdMap::default(),
            counted: Counted::default(),
        };
        for pair in replica.all(Kind::Pair) {
            foreseen.counted.put(pair, |_| None);
        }
        foreseen.counted.open(activity, terms);
        for seen in replica.referring(activity, Kind::Registration) {
            if let Some(told) = replica.server_record(seen.id) {
                foreseen.put(told);
            }
        }
        for item in replica.outbox().filter(|item| item.state.is_laid()) {
            let seen = replica.get(item.change.record);
            let here = seen.is_some_and(|seen| {
                seen.kind == Kind::Registration && seen.read::<Id>(registration::ACTIVITY) == activity
            });
            if here {
                foreseen.lay(&item.change, item.state == State::Pending);
            }
            foreseen.call(activity);
        }
        Some(foreseen)
    }

    fn put(&mut self, record: &Record) {
        let replica = self.replica;
        self.counted
            .put(record, |person| replica.get(person).map(Traits::of));
    }

    /// Counts one change of this phone's.
    fn lay(&mut self, change: &Change, waits: bool) {
        let before = self
            .over
            .get(&change.record)
            .or_else(|| self.replica.server_record(change.record));
        let kept = before.map(|record| Kept {
            record: record.clone(),
            stamps: Vec::new(),
        });
        let asking = Asking {
            ledger: &*self,
            kept: kept.as_ref(),
            base: change.base,
            device: self.replica.me().map(|me| me.device).unwrap_or_default(),
            leads: self.replica.asker().is_some_and(|asker| asker.sees_all()),
            by_decision: false,
            at: self.replica.true_clock(change.clock).now,
            offset_min: change.clock.offset_min,
            // After all that the server has counted.
            seq: u64::MAX,
        };
        let set: Vec<_> = change.set.iter().collect();
        let settled = asking.settled(change.record, &set);
        let mut record = change.laid(kept.as_ref().map(|kept| &kept.record));
        record.fields.lay(&settled.into_iter().collect());
        self.put(&record);
        if waits || kept.is_none() {
            self.over.insert(change.record, record);
        }
    }

    /// Gives the places that became free to those who wait.
    fn call(&mut self, activity: Id) {
        while let Some(next) = self.counted.get(activity).and_then(Seating::next) {
            let Some(mut record) = self.record(next).cloned() else {
                return;
            };
            record.fields.set(registration::STATUS, Status::Confirmed.write());
            record
                .fields
                .set(registration::WHY, Some(Standing::Promoted.number()).write());
            self.put(&record);
            self.over.insert(next, record);
        }
    }
}

/// Where somebody who registers a person now may expect them to stand: what the person is told, provisionally.
pub fn place_for(replica: &Replica, activity: Id, who: &Traits) -> Status {
    let Some(terms) = replica.get(activity).map(Terms::of).filter(Terms::decide) else {
        return Status::Confirmed;
    };
    let leads = replica.asker().is_some_and(|asker| asker.sees_all());
    if terms.admission == Admission::Approval && !leads {
        return Status::Applied;
    }
    let foreseen = Foreseen::of(replica, activity);
    let refused = foreseen.and_then(|foreseen| foreseen.counted.get(activity)?.refuses(who));
    match refused {
        Some(_) => Status::Waitlisted,
        None => Status::Confirmed,
    }
}

/// The places of an activity, its waiting list and what there is to do about them.
pub fn seats_of(replica: &Replica, activity: Id, arabic: bool, today: Day) -> SeatsView {
    let Some(foreseen) = Foreseen::of(replica, activity) else {
        return SeatsView::default();
    };
    let Some(seating) = foreseen.counted.get(activity) else {
        return SeatsView::default();
    };
    let mut view = SeatsView {
        terms: seating.terms().clone(),
        held: seating.held(),
        free: seating.free(),
        ..SeatsView::default()
    };
    for seen in replica.referring(activity, Kind::Registration) {
        let Some(record) = foreseen.record(seen.id) else {
            continue;
        };
        let one = Registration::of(record);
        let provisional = foreseen.over.contains_key(&record.id);
        view.provisional += usize::from(provisional && one.status.class() != StatusClass::Negative);
        // Who holds a place under another of their ids waits for none.
        if one.waits() && seating.is_seated(record.id) {
            continue;
        }
        let list = if one.waits() {
            &mut view.waiting
        } else if one.status == Status::Applied {
            &mut view.applied
        } else if one.holds_seat() && is_to_tell(&one) && !provisional {
            &mut view.called
        } else {
            continue;
        };
        list.extend(line(replica, record, &one, seating, provisional, arabic, today));
    }
    view.waiting.sort_by_key(|line| line.number);
    for list in [&mut view.applied, &mut view.called] {
        list.sort_by_key(|line| (line.asked, line.id));
    }
    view
}

/// Whether somebody was given a place that became free and does not know it yet.
fn is_to_tell(one: &Registration) -> bool {
    one.standing() == Some(Standing::Promoted) && one.told.is_none()
}

fn line(
    replica: &Replica,
    record: &Record,
    one: &Registration,
    seating: &Seating,
    provisional: bool,
    arabic: bool,
    today: Day,
) -> Option<SeatLine> {
    let person = replica.get(one.beneficiary)?;
    let known = Beneficiary::of(person);
    Some(SeatLine {
        id: record.id,
        person: person_line(person, arabic, today),
        phone: if known.phone.is_empty() {
            known.guardian_phone
        } else {
            known.phone
        },
        number: seating.number(record.id),
        standing: one.standing(),
        asked: one.asked,
        provisional,
    })
}
