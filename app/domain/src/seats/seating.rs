//! The seats of one activity: who holds one, who waits, and for whom there is room.

use std::collections::{BTreeMap, BTreeSet};

use super::{Quota, Terms, Traits};
use crate::id::{Id, IdMap};
use crate::record::{Registration, Standing};
use crate::time::Millis;

/// Where a registration is in the list of those who wait.
type Turn = (Millis, i64, Id);

/// What a registration is to the count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// It holds a seat.
    Held,
    /// It waits, since when and in which turn.
    Waits(Millis, i64),
}

impl Place {
    /// What a registration is to the count, if anything.
    pub fn of(registration: &Registration) -> Option<Self> {
        if registration.holds_seat() {
            Some(Place::Held)
        } else {
            registration.waits().then(|| {
                Place::Waits(
                    registration.asked.unwrap_or_default(),
                    registration.turn.unwrap_or_default(),
                )
            })
        }
    }
}

#[derive(Clone, Debug)]
struct Row {
    place: Place,
    who: Traits,
}

/// Every seat and every person who waits for one, in one activity.
#[derive(Clone, Debug, Default)]
pub struct Seating {
    terms: Terms,
    rows: IdMap<Row>,
    waiting: BTreeSet<Turn>,
    held: i64,
    /// Seats held by those for whom each quota keeps some.
    shares: Vec<i64>,
    /// Registrations of one person who was recorded twice: together they hold one seat.
    joined: Vec<Vec<Id>>,
    /// Seats counted once more for them than they hold.
    again: i64,
    /// The same, of each quota.
    shares_again: Vec<i64>,
}

impl Seating {
    /// Nobody's yet.
    pub fn new(terms: Terms) -> Self {
        Seating {
            shares: vec![0; terms.quotas.len()],
            shares_again: vec![0; terms.quotas.len()],
            terms,
            ..Seating::default()
        }
    }

    /// On what terms it is counted.
    pub fn terms(&self) -> &Terms {
        &self.terms
    }

    /// Counts on other terms from here on.
    pub fn set_terms(&mut self, terms: Terms) {
        if self.terms == terms {
            return;
        }
        let holds = |row: &Row, quota: &Quota| row.place == Place::Held && quota.is_for(&row.who);
        let shares = terms.quotas.iter().map(|quota| {
            let rows = self.rows.values().filter(|row| holds(row, quota));
            rows.fold(0, |count, _| count + 1)
        });
        self.shares = shares.collect();
        self.terms = terms;
        self.count_again();
    }

    /// Counts these registrations as one person's each from here on, whether they are here or not.
    pub fn join(&mut self, joined: Vec<Vec<Id>>) {
        self.joined = joined;
        self.count_again();
    }

    /// Whether the person of a registration holds a seat by another of theirs.
    pub fn is_seated(&self, id: Id) -> bool {
        let of_person = self.joined.iter().filter(|all| all.contains(&id)).flatten();
        of_person
            .filter(|other| **other != id)
            .any(|other| self.holds(*other))
    }

    fn holds(&self, id: Id) -> bool {
        self.rows.get(&id).is_some_and(|row| row.place == Place::Held)
    }

    fn count_again(&mut self) {
        let over = |counts: &dyn Fn(&Row) -> bool| -> i64 {
            let held = |all: &Vec<Id>| {
                let rows = all
                    .iter()
                    .filter(|id| self.holds(**id))
                    .filter_map(|id| self.rows.get(id));
                (rows.filter(|row| counts(row)).count() as i64 - 1).max(0)
            };
            self.joined.iter().map(held).sum()
        };
        let again = over(&|_| true);
        let quotas = self.terms.quotas.iter();
        let shares = quotas.map(|quota| over(&|row| quota.is_for(&row.who))).collect();
        (self.again, self.shares_again) = (again, shares);
    }

    /// Takes a registration in as it stands now. Of a person not told again, what is known still holds.
    pub fn put(&mut self, id: Id, registration: &Registration, who: Option<Traits>) {
        let before = self.rows.remove(&id);
        if let Some(row) = &before {
            self.count(id, row, -1);
        }
        if let Some(place) = Place::of(registration) {
            let who = who.or(before.map(|row| row.who)).unwrap_or_default();
            let row = Row { place, who };
            self.count(id, &row, 1);
            self.rows.insert(id, row);
        }
        self.count_again();
    }

    /// Takes in that a person who is counted here is another than was thought.
    pub fn correct(&mut self, id: Id, who: Traits) {
        if let Some(mut row) = self.rows.remove(&id) {
            self.count(id, &row, -1);
            row.who = who;
            self.count(id, &row, 1);
            self.rows.insert(id, row);
            self.count_again();
        }
    }

    fn count(&mut self, id: Id, row: &Row, by: i64) {
        match row.place {
            Place::Held => {
                self.held += by;
                let shares = self.terms.quotas.iter().zip(&mut self.shares);
                for (_, share) in shares.filter(|(quota, _)| quota.is_for(&row.who)) {
                    *share += by;
                }
            }
            Place::Waits(asked, turn) if by > 0 => {
                self.waiting.insert((asked, turn, id));
            }
            Place::Waits(asked, turn) => {
                self.waiting.remove(&(asked, turn, id));
            }
        }
    }

    /// How many are counted: a measure of what it weighs.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether nobody is counted.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Seats held; who was recorded twice holds one.
    pub fn held(&self) -> i64 {
        self.held - self.again
    }

    /// Seats nobody holds, kept ones too; none where as many come in as come. Below nothing where a head gave more.
    pub fn free(&self) -> Option<i64> {
        self.terms.capacity.map(|capacity| capacity - self.held())
    }

    /// Those who wait, first come first.
    pub fn waiting(&self) -> impl Iterator<Item = Id> {
        self.waiting.iter().map(|(.., id)| *id)
    }

    /// Why there is no seat for a person now, if there is none.
    pub fn refuses(&self, who: &Traits) -> Option<Standing> {
        let free = self.free()?;
        if free <= 0 {
            return Some(Standing::Full);
        }
        let open = |(quota, held): (&Quota, i64)| (quota.seats - held).max(0);
        let shares = || {
            self.shares
                .iter()
                .zip(&self.shares_again)
                .map(|(held, again)| held - again)
        };
        let quotas = || self.terms.quotas.iter().zip(shares());
        let kept: i64 = quotas().map(open).sum();
        let fills = quotas().any(|entry| open(entry) > 0 && entry.0.is_for(who));
        (!fills && free <= kept).then_some(Standing::Reserved)
    }

    /// Why somebody who asks now must wait, if so: for want of a seat, or because another waits for it already.
    pub fn defers(&self, id: Id, asked: Millis, turn: i64, who: &Traits) -> Option<Standing> {
        if self.is_seated(id) {
            return None;
        }
        self.refuses(who).or_else(|| {
            let first = self.next();
            let before = first
                .and_then(|first| self.turn(first))
                .is_some_and(|first| first < (asked, turn, id));
            before.then_some(Standing::Full)
        })
    }

    /// The first of those who wait for whom there is a seat, and who hold none by another registration.
    pub fn next(&self) -> Option<Id> {
        if self.free().is_some_and(|free| free <= 0) {
            return None;
        }
        let fits = |id: &Id| {
            let fits = |row: &Row| self.refuses(&row.who).is_none();
            self.rows.get(id).is_some_and(fits) && !self.is_seated(*id)
        };
        self.waiting().find(fits)
    }

    /// The first so many of those who wait, of each sort of people that quotas tell apart: whoever may be next after
    /// so many changes is among them.
    pub fn near(&self, most: usize) -> Vec<Id> {
        let mut sorts = BTreeMap::<Vec<bool>, usize>::new();
        let mut near = Vec::new();
        for id in self.waiting() {
            let Some(row) = self.rows.get(&id) else { continue };
            let sort = self
                .terms
                .quotas
                .iter()
                .map(|quota| quota.is_for(&row.who))
                .collect();
            let seen = sorts.entry(sort).or_default();
            // Who holds a seat by another registration is passed over, until they leave it.
            *seen += usize::from(!self.is_seated(id));
            if *seen <= most {
                near.push(id);
            }
        }
        near
    }

    /// A registration's number in the list of those who wait, from 1.
    pub fn number(&self, id: Id) -> Option<usize> {
        let turn = self.turn(id)?;
        Some(self.waiting.range(..turn).count() + 1)
    }

    fn turn(&self, id: Id) -> Option<Turn> {
        match self.rows.get(&id)?.place {
            Place::Waits(asked, turn) => Some((asked, turn, id)),
            Place::Held => None,
        }
    }
}
