//! Who a scanned code is of, and what that means at the session whose roll is called.

use std::collections::HashMap;

use super::roll::{MarkLine, mark};
use super::today::{SessionLine, session_line};
use crate::id::Id;
use crate::kind::Kind;
use crate::record::{
    Beneficiary, Record, Registration, RegistrationStatus, Session, SessionStatus, View, beneficiary,
    registration, session,
};
use crate::replica::Replica;
use crate::same;
use crate::scanned::Scanned;
use crate::ticket::Ticket;
use crate::time::Day;

/// Whose a code is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Holder {
    /// The card or a ticket of a person.
    Person(Id),
    /// A card of a person that another took the place of.
    Replaced(Id),
}

/// Every code that this phone knows, to be looked up at once.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Codes(HashMap<Ticket, Holder>);

impl Codes {
    /// The codes of all cards and tickets as the phone knows them now.
    pub fn of(replica: &Replica) -> Self {
        let mut codes = HashMap::new();
        for record in replica.all(Kind::Beneficiary) {
            let person = Beneficiary::of(record);
            codes.extend(
                person
                    .former_cards()
                    .map(|code| (code, Holder::Replaced(record.id))),
            );
        }
        // A code in use is in use, whatever else is said of it.
        for record in replica.all(Kind::Registration) {
            let person = Holder::Person(record.read(registration::BENEFICIARY));
            codes.extend(code_in(record, registration::TICKET).map(|code| (code, person)));
        }
        for record in replica.all(Kind::Beneficiary) {
            let person = Holder::Person(record.id);
            codes.extend(code_in(record, beneficiary::CARD).map(|code| (code, person)));
        }
        Codes(codes)
    }
}

fn code_in(record: &Record, field: u16) -> Option<Ticket> {
    record.read::<String>(field).parse().ok()
}

/// What a scan says at a session.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// Expected here and not yet marked as having come: they are present now.
    Expected(Id),
    /// Marked as having come already; what was said first stands.
    Already(Id, MarkLine),
    /// Expected at another session, of this activity or on this day.
    Elsewhere(Id, Box<SessionLine>),
    /// On the waiting list of this activity.
    Waiting(Id),
    /// Asked for a place here, and nobody has decided.
    Undecided(Id),
    /// Known, and not in this activity.
    Stranger(Id),
    /// Whose card it was, before another took its place.
    Replaced(Id),
    /// A code of Hadir's of whom this phone knows nothing.
    Unknown,
    /// It looks like a code of Hadir's and is none.
    Damaged,
    /// No code of Hadir's.
    Foreign,
}

impl Answer {
    /// Whom it is about.
    pub fn person(&self) -> Option<Id> {
        match self {
            Answer::Expected(id)
            | Answer::Already(id, _)
            | Answer::Elsewhere(id, _)
            | Answer::Waiting(id)
            | Answer::Undecided(id)
            | Answer::Stranger(id)
            | Answer::Replaced(id) => Some(*id),
            Answer::Unknown | Answer::Damaged | Answer::Foreign => None,
        }
    }

    /// Whether someone who is not expected may still be marked as present, by hand.
    pub fn may_come_in(&self) -> bool {
        matches!(
            self,
            Answer::Elsewhere(..) | Answer::Waiting(_) | Answer::Undecided(_) | Answer::Stranger(_)
        )
    }
}

/// What a scan says at a session that this phone has.
pub fn scan(replica: &Replica, codes: &Codes, session: Id, scanned: Scanned) -> Answer {
    let code = match scanned {
        Scanned::Code(code) => code,
        Scanned::Damaged => return Answer::Damaged,
        Scanned::Foreign => return Answer::Foreign,
    };
    match codes.0.get(&code) {
        Some(Holder::Person(person)) if replica.get(*person).is_some() => meet(replica, session, *person),
        Some(Holder::Replaced(person)) => Answer::Replaced(*person),
        _ => Answer::Unknown,
    }
}

/// What it means at a session that a person is there, under whichever of their ids the code was given.
fn meet(replica: &Replica, id: Id, held: Id) -> Answer {
    let person = same::one(replica, held);
    let said = mark(replica, id, person);
    if said.status.came() {
        return Answer::Already(person, said);
    }
    let Some(here) = replica.view::<Session>(id) else {
        return Answer::Stranger(person);
    };
    let everyone = same::everyone(replica, person);
    let in_it = |one: &Id| replica.view::<Registration>(Id::of_registration(here.activity, *one));
    let own: Vec<Registration> = everyone.iter().filter_map(in_it).collect();
    if own.iter().any(|own| expects(own, &here)) {
        return Answer::Expected(person);
    }
    if let Some(other) = elsewhere(replica, id, &here, &everyone) {
        return Answer::Elsewhere(person, Box::new(other));
    }
    if own.iter().any(Registration::waits) {
        Answer::Waiting(person)
    } else if own.iter().any(|own| own.status == RegistrationStatus::Applied) {
        Answer::Undecided(person)
    } else {
        Answer::Stranger(person)
    }
}

/// Whether who is registered so belongs to a session.
fn expects(own: &Registration, at: &Session) -> bool {
    own.belongs_to(at.group, at.day)
}

/// The session at which a person is expected instead: of the same day, this activity's before others'; else this
/// activity's next.
fn elsewhere(replica: &Replica, id: Id, here: &Session, everyone: &[Id]) -> Option<SessionLine> {
    let of = |one: &Id| replica.referring(*one, Kind::Registration);
    let own = everyone.iter().flat_map(of).map(Registration::of);
    let meetings = own.flat_map(|own| {
        let of_it = replica.referring(own.activity, Kind::Session);
        of_it.filter(move |record| record.id != id && expects(&own, &Session::of(record)))
    });
    let fits = |record: &&Record| {
        let (day, activity): (Day, Id) = (record.read(session::DAY), record.read(session::ACTIVITY));
        let cancelled = record.read::<SessionStatus>(session::STATUS) == SessionStatus::Cancelled;
        !cancelled && (day == here.day || (day > here.day && activity == here.activity))
    };
    let soonest = meetings.filter(fits).min_by_key(|record| {
        let meeting = Session::of(record);
        (
            meeting.day,
            meeting.activity != here.activity,
            meeting.slot,
            record.id,
        )
    });
    session_line(replica, soonest?)
}
