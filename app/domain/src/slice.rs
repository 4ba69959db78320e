//! Slices: a phone holds only what its person may see.

use std::collections::BTreeSet;

use minicbor::{Decode, Decoder, Encode, Encoder, decode, encode};

use crate::id::Id;
use crate::kind::Kind;
use crate::record::{
    Record, attendance, consent, delivery, group, headcount, pair, registration, schedule, session,
    volunteer_hours,
};
use crate::seats::Seating;

/// A part of an association's records that is handed to a phone as a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Slice {
    /// The association itself and its team.
    Association,
    /// Everything: activities, people, devices.
    Register,
    /// The newest lines of the change log.
    Log,
    /// One activity: its sessions, registrations, attendance and the people in it.
    Activity(Id),
    /// What is one member's own: the time that was written down for them.
    Own(Id),
}

impl Slice {
    /// As bytes: a number, and the activity's id where there is one.
    pub fn to_bytes(self) -> Vec<u8> {
        match self {
            Slice::Association => vec![1],
            Slice::Register => vec![2],
            Slice::Log => vec![3],
            Slice::Activity(id) => [&[4u8][..], id.as_bytes()].concat(),
            Slice::Own(id) => [&[5u8][..], id.as_bytes()].concat(),
        }
    }

    /// From bytes.
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        match bytes {
            [1] => Some(Slice::Association),
            [2] => Some(Slice::Register),
            [3] => Some(Slice::Log),
            [4, id @ ..] => Id::from_slice(id).map(Slice::Activity),
            [5, id @ ..] => Id::from_slice(id).map(Slice::Own),
            _ => None,
        }
    }
}

impl<C> Encode<C> for Slice {
    fn encode<W: encode::Write>(&self, e: &mut Encoder<W>, _: &mut C) -> Result<(), encode::Error<W::Error>> {
        e.bytes(&self.to_bytes())?.ok()
    }
}

impl<'b, C> Decode<'b, C> for Slice {
    fn decode(d: &mut Decoder<'b>, _: &mut C) -> Result<Self, decode::Error> {
        let at = d.position();
        Slice::from_bytes(d.bytes()?)
            .ok_or_else(|| decode::Error::message("a slice this version does not know").at(at))
    }
}

/// What slices and access need to know of the records around one.
pub trait Ledger {
    /// A record of the association, as it stands.
    fn record(&self, id: Id) -> Option<&Record>;
    /// The activities whose slices a person is in, or what is said of two people.
    fn activities_of(&self, person: Id) -> Vec<Id>;
    /// Whether somebody other than this member leads the team.
    fn another_head(&self, than: Id) -> bool;
    /// The seats of an activity, where they are counted: by the server alone. A phone only foresees them.
    fn seating(&self, _activity: Id) -> Option<&Seating> {
        None
    }
}

/// The activities a record belongs to: one for most, several for people.
pub fn activities_of(record: &Record, ledger: &impl Ledger) -> Vec<Id> {
    let of_session = |session: Id| {
        ledger
            .record(session)
            .and_then(|held| held.read(session::ACTIVITY))
    };
    let one: Option<Id> = match record.kind {
        Kind::Activity => Some(record.id),
        Kind::Group => record.read(group::ACTIVITY),
        Kind::Schedule => record.read(schedule::ACTIVITY),
        Kind::Session => record.read(session::ACTIVITY),
        Kind::Registration => record.read(registration::ACTIVITY),
        Kind::Attendance => of_session(record.read(attendance::SESSION)),
        Kind::HeadCount => of_session(record.read(headcount::SESSION)),
        Kind::Delivery => record.read(delivery::ACTIVITY),
        Kind::Beneficiary => return ledger.activities_of(record.id),
        Kind::Consent => return ledger.activities_of(record.read(consent::BENEFICIARY)),
        Kind::Pair => {
            // Where it has come it stays: whoever was told of it is told what is said of it since.
            let all = [record.id, record.read(pair::ONE), record.read(pair::OTHER)];
            let all = all.into_iter().flat_map(|id| ledger.activities_of(id));
            return all.collect::<BTreeSet<Id>>().into_iter().collect();
        }
        _ => None,
    };
    one.into_iter().collect()
}

/// The slices a record is in.
pub fn slices_of(record: &Record, ledger: &impl Ledger) -> Vec<Slice> {
    match record.kind {
        Kind::Association | Kind::Member => vec![Slice::Association],
        Kind::LogEntry => vec![Slice::Log],
        Kind::VolunteerHours => vec![Slice::Register, Slice::Own(record.read(volunteer_hours::MEMBER))],
        _ => {
            let activities = activities_of(record, ledger).into_iter().map(Slice::Activity);
            core::iter::once(Slice::Register).chain(activities).collect()
        }
    }
}

/// The person that a record brings into an activity's slice, with the activity.
pub fn brings(record: &Record, ledger: &impl Ledger) -> Option<(Id, Id)> {
    let person = match record.kind {
        Kind::Registration => record.read(registration::BENEFICIARY),
        Kind::Attendance => record.read(attendance::BENEFICIARY),
        Kind::Delivery => record.read::<Option<Id>>(delivery::BENEFICIARY)?,
        _ => return None,
    };
    Some((person, *activities_of(record, ledger).first()?))
}
