//! What Hadir keeps: one generic record, read and written through a typed view a kind.

mod enrolment;
mod entry;
mod funding;
mod goods;
mod hours;
mod meeting;
mod offer;
mod paper;
mod people;
mod program;
mod review;
mod rights;
mod sameness;
mod schema;
mod settling;
mod team;
mod tenant;

use minicbor::{Decode, Decoder, Encode, Encoder, decode, encode};

pub use enrolment::*;
pub use entry::*;
pub use funding::*;
pub use goods::*;
pub use hours::*;
pub use meeting::*;
pub use offer::*;
pub use paper::*;
pub use people::*;
pub use program::*;
pub use review::*;
pub use rights::*;
pub use sameness::*;
pub use schema::*;
pub use settling::*;
pub use team::*;
pub use tenant::*;

use crate::id::Id;
use crate::kind::Kind;
use crate::value::{FieldNo, FieldValue, Fields, Value};

/// One record as the server last put it, or as a phone sees it with its own changes on top.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    /// What it is.
    pub kind: Kind,
    /// Which one.
    pub id: Id,
    /// The association's seq of its last change; 0 when the server has not seen it.
    pub version: u64,
    /// What it says.
    pub fields: Fields,
}

impl Record {
    /// A record nobody has said anything about yet.
    pub fn empty(kind: Kind, id: Id) -> Self {
        Record {
            kind,
            id,
            version: 0,
            fields: Fields::new(),
        }
    }

    /// The value of a field as a type.
    pub fn read<T: FieldValue>(&self, field: FieldNo) -> T {
        T::read(self.fields.get(field))
    }

    /// Every record this one refers to, with the field that does.
    pub fn references(&self) -> impl Iterator<Item = (&'static FieldSpec, Id)> + '_ {
        references(self.kind, &self.fields)
    }
}

/// Every reference in a list of fields of a kind.
pub fn references(kind: Kind, fields: &Fields) -> impl Iterator<Item = (&'static FieldSpec, Id)> + '_ {
    specs(kind)
        .iter()
        .filter(|spec| matches!(spec.rule, Rule::Ref(_) | Rule::Refs(_)))
        .flat_map(|spec| {
            let one = Option::<Id>::read(fields.get(spec.number));
            let many = Vec::<Id>::read(fields.get(spec.number));
            one.into_iter().chain(many).map(move |id| (spec, id))
        })
}

/// The id that a record of these fields must have, for kinds whose id is made of what they say.
pub fn natural_id(kind: Kind, fields: &Fields) -> Option<Id> {
    let id = |field| Option::<Id>::read(fields.get(field));
    match kind {
        Kind::Registration => Some(Id::of_registration(
            id(registration::ACTIVITY)?,
            id(registration::BENEFICIARY)?,
        )),
        Kind::Attendance => Some(Id::of_attendance(
            id(attendance::SESSION)?,
            id(attendance::BENEFICIARY)?,
        )),
        Kind::Pair => Some(Pair::id(id(pair::ONE)?, id(pair::OTHER)?)),
        Kind::HeadCount => Some(Id::of_headcount(id(headcount::SESSION)?, id(headcount::MEMBER)?)),
        Kind::Delivery => Some(Id::of_delivery(
            id(delivery::ACTIVITY)?,
            id(delivery::SESSION),
            Option::read(fields.get(delivery::DAY))?,
            id(delivery::BENEFICIARY).or_else(|| id(delivery::BY))?,
            &String::read(Some(fields.get(delivery::ITEM)?)),
        )),
        Kind::Session => Some(Id::of_session(
            id(session::GROUP)?,
            Option::read(fields.get(session::DAY))?,
            Option::read(fields.get(session::SLOT))?,
        )),
        _ => None,
    }
}

impl<C> Encode<C> for Record {
    fn encode<W: encode::Write>(
        &self,
        e: &mut Encoder<W>,
        ctx: &mut C,
    ) -> Result<(), encode::Error<W::Error>> {
        // Phones that do not know deliveries yet carry them, and could not make their ids.
        let natural = self.kind != Kind::Delivery && natural_id(self.kind, &self.fields) == Some(self.id);
        e.map(if natural { 3 } else { 4 })?;
        self.kind.encode(e.u8(0)?, ctx)?;
        if !natural {
            self.id.encode(e.u8(1)?, ctx)?;
        }
        e.u8(2)?.u64(self.version)?;
        self.fields.encode(e.u8(3)?, ctx)
    }
}

impl<'b, C> Decode<'b, C> for Record {
    fn decode(d: &mut Decoder<'b>, ctx: &mut C) -> Result<Self, decode::Error> {
        let at = d.position();
        let missing = |what| decode::Error::message(what).at(at);
        let (mut kind, mut id, mut version, mut fields) = (None, None, 0, Fields::new());
        for _ in 0..d.map()?.ok_or_else(|| missing("a record without a length"))? {
            match d.u32()? {
                0 => kind = Some(Kind::decode(d, ctx)?),
                1 => id = Some(Id::decode(d, ctx)?),
                2 => version = d.u64()?,
                3 => fields = Fields::decode(d, ctx)?,
                _ => d.skip()?,
            }
        }
        let kind = kind.ok_or_else(|| missing("a record without a kind"))?;
        let id = id
            .or_else(|| natural_id(kind, &fields))
            .ok_or_else(|| missing("a record without an id"))?;
        Ok(Record {
            kind,
            id,
            version,
            fields,
        })
    }
}

/// A typed view of a kind of record.
pub trait View: Sized {
    /// The kind it views.
    const KIND: Kind;
    /// Reads the view out of a record.
    fn of(record: &Record) -> Self;
    /// All it says, as fields; what is empty is left out.
    fn fields(self) -> Fields;
}

/// Whether a value says nothing.
pub(crate) fn is_null(value: &Value) -> bool {
    matches!(value, Value::Null)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::time::Millis;

    #[test]
    fn a_natural_id_is_not_sent_and_is_found_again() {
        let (session, person) = (Id::v7(Millis(1), [1; 10]), Id::v7(Millis(2), [2; 10]));
        let mark = Attendance {
            session,
            beneficiary: person,
            status: Mark::Present,
            ..Attendance::default()
        };
        let record = Record {
            kind: Kind::Attendance,
            id: Id::of_attendance(session, person),
            version: 7,
            fields: mark.fields(),
        };
        let bytes = minicbor::to_vec(&record).unwrap();
        assert!(bytes.len() < 50, "{} bytes", bytes.len());
        assert_eq!(minicbor::decode::<Record>(&bytes).unwrap(), record);
    }

    #[test]
    fn every_field_number_and_name_is_used_once_a_kind() {
        for kind in Kind::ALL {
            let specs = specs(*kind);
            for (at, spec) in specs.iter().enumerate() {
                assert_ne!(spec.number, crate::change::UNREAD, "{kind:?} {}", spec.name);
                assert!(
                    specs[..at].iter().all(|other| other.number != spec.number),
                    "{kind:?} {}",
                    spec.name
                );
                assert!(
                    specs[..at].iter().all(|other| other.name != spec.name),
                    "{kind:?} {}",
                    spec.name
                );
            }
        }
    }
}
