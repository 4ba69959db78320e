//! Cards to give and to print.

use super::activity::members_of;
use super::people::{People, person_line};
use crate::id::Id;
use crate::record::Beneficiary;
use crate::replica::Replica;
use crate::ticket::Ticket;
use crate::time::Day;

/// Whose cards.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CardsOf {
    /// Everybody whom the phone knows.
    Everyone,
    /// The people of an activity.
    Activity(Id),
    /// One person.
    Person(Id),
}

/// One person's card.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CardLine {
    /// Whose.
    pub id: Id,
    /// The name in Arabic script; empty where there is none.
    pub arabic: String,
    /// The name in Latin script; empty where there is none.
    pub latin: String,
    /// The card's code; `None` for who was given none.
    pub code: Option<Ticket>,
}

/// The cards of some people, in the order of their names for a reader of Arabic or Latin script.
pub fn cards(replica: &Replica, of: CardsOf, arabic: bool, today: Day) -> Vec<CardLine> {
    let people = match of {
        CardsOf::Everyone => People::everyone(replica, arabic, today),
        CardsOf::Activity(activity) => members_of(replica, activity, arabic, today),
        CardsOf::Person(person) => {
            let person = replica
                .get(person)
                .map(|person| person_line(person, arabic, today));
            People::new(person.into_iter().collect())
        }
    };
    let line = |id| {
        let person: Beneficiary = replica.view(id)?;
        Some(CardLine {
            id,
            arabic: person.name_in(true),
            latin: person.name_in(false),
            code: person.card(),
        })
    };
    people
        .lines()
        .iter()
        .filter_map(|person| line(person.id))
        .collect()
}
