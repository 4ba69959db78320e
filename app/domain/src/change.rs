//! The only thing a phone sends: what someone recorded, field by field.

use std::borrow::Cow;

use minicbor::{Decode, Decoder, Encode, Encoder, decode, encode};

use crate::id::Id;
use crate::kind::Kind;
use crate::record::{Meeting, Record, View, leading, natural_id, specs};
use crate::time::{Clock, Millis};
use crate::value::{FieldNo, FieldValue, Fields, Value};

/// What someone wants recorded, before it has a device, a counter and a time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// What it is about.
    pub kind: Kind,
    /// Which record.
    pub record: Id,
    /// The fields to set; `Null` clears one.
    pub set: Fields,
}

impl Edit {
    /// An edit of a record that sets nothing yet.
    pub fn new(kind: Kind, record: Id) -> Self {
        Edit {
            kind,
            record,
            set: Fields::new(),
        }
    }

    /// An edit that records all a view says.
    pub fn create<V: View>(record: Id, view: V) -> Self {
        Edit {
            kind: V::KIND,
            record,
            set: view.fields(),
        }
    }

    /// Sets one more field.
    #[must_use]
    pub fn set(mut self, field: FieldNo, value: impl FieldValue) -> Self {
        self.set.set(field, value.write());
        self
    }
}

/// One recorded change. Sending it twice is harmless: its id is unique on the server.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// Its own id, a UUIDv7.
    pub id: Id,
    /// What it is about.
    pub kind: Kind,
    /// Which record.
    pub record: Id,
    /// Version of the record the person saw; 0 when they saw none.
    pub base: u64,
    /// The fields set.
    pub set: Fields,
    /// When, by the device's own clock.
    pub clock: Clock,
    /// The device's count of its changes, rising by at least one.
    pub counter: u64,
}

impl Change {
    /// How its record reads with this laid on top.
    pub fn laid(&self, existing: Option<&Record>) -> Record {
        let mut after = existing
            .cloned()
            .unwrap_or_else(|| Record::empty(self.kind, self.record));
        after.fields.lay(&self.set);
        after
    }

    /// What it sets of a record as that stands. A mark is one whole: what follows its leading field and is not
    /// said again is cleared, even where whoever made it did not see the mark before.
    pub fn whole(&self, existing: Option<&Record>) -> Cow<'_, Fields> {
        let leads = leading(self.kind).is_some_and(|field| self.set.get(field).is_some());
        let Some(existing) = existing.filter(|_| leads) else {
            return Cow::Borrowed(&self.set);
        };
        let left = |field| existing.fields.get(field).is_some() && self.set.get(field).is_none();
        let follow = specs(self.kind)
            .iter()
            .filter(|spec| spec.meeting == Meeting::Follows && left(spec.number));
        follow.fold(Cow::Borrowed(&self.set), |mut set, spec| {
            set.to_mut().set(spec.number, Value::Null);
            set
        })
    }
}

/// The field, of no kind, that stands for all of a change that could not be read.
pub const UNREAD: FieldNo = 0;

impl Change {
    /// What can be told of a change that cannot be read: whose it is, and itself as it came in the place of
    /// what it sets, so that it is answered like every other. `None` where not even its id can be read.
    pub(crate) fn unread(raw: &[u8]) -> Option<Self> {
        let mut told = Told::default();
        // What could be read before it broke off counts.
        let _ = told.read(&mut Decoder::new(raw));
        told.change(Value::other(raw))
    }
}

/// What can be told of a change that cannot be read.
#[derive(Default)]
pub(crate) struct Told {
    pub(crate) id: Option<Id>,
    pub(crate) kind: Option<Kind>,
    pub(crate) record: Option<Id>,
    pub(crate) clock: Clock,
    pub(crate) counter: u64,
}

impl Told {
    fn read(&mut self, d: &mut Decoder<'_>) -> Result<(), decode::Error> {
        for _ in 0..d.map()?.unwrap_or_default() {
            let key = d.u32();
            let at = d.position();
            d.skip()?;
            let raw = &d.input()[at..d.position()];
            match key {
                Ok(0) => self.id = minicbor::decode(raw).ok(),
                Ok(1) => self.kind = minicbor::decode(raw).ok(),
                Ok(2) => self.record = minicbor::decode(raw).ok(),
                Ok(5) => self.clock.now = minicbor::decode(raw).unwrap_or_default(),
                Ok(6) => self.clock.offset_min = minicbor::decode(raw).unwrap_or_default(),
                Ok(7) => self.counter = minicbor::decode(raw).unwrap_or_default(),
                _ => {}
            }
        }
        Ok(())
    }

    /// The change, with itself as it came in the place of what it sets. A kind that cannot be read is of a
    /// later version.
    pub(crate) fn change(self, raw: Value) -> Option<Change> {
        Some(Change {
            id: self.id?,
            kind: self.kind.unwrap_or(Kind::Other(0)),
            record: self.record.unwrap_or_default(),
            base: 0,
            set: [(UNREAD, raw)].into_iter().collect(),
            clock: self.clock,
            counter: self.counter,
        })
    }
}

impl<C> Encode<C> for Change {
    fn encode<W: encode::Write>(
        &self,
        e: &mut Encoder<W>,
        ctx: &mut C,
    ) -> Result<(), encode::Error<W::Error>> {
        let natural = natural_id(self.kind, &self.set) == Some(self.record);
        e.map(if natural { 7 } else { 8 })?;
        self.id.encode(e.u8(0)?, ctx)?;
        self.kind.encode(e.u8(1)?, ctx)?;
        if !natural {
            self.record.encode(e.u8(2)?, ctx)?;
        }
        e.u8(3)?.u64(self.base)?;
        self.set.encode(e.u8(4)?, ctx)?;
        e.u8(5)?.i64(self.clock.now.0)?;
        e.u8(6)?.i64(self.clock.offset_min)?;
        e.u8(7)?.u64(self.counter)?.ok()
    }
}

impl<'b, C> Decode<'b, C> for Change {
    fn decode(d: &mut Decoder<'b>, ctx: &mut C) -> Result<Self, decode::Error> {
        let at = d.position();
        let missing = |what| decode::Error::message(what).at(at);
        let (mut id, mut kind, mut record) = (None, None, None);
        let (mut base, mut set, mut clock, mut counter) = (0, Fields::new(), Clock::default(), 0);
        for _ in 0..d.map()?.ok_or_else(|| missing("a change without a length"))? {
            match d.u32()? {
                0 => id = Some(Id::decode(d, ctx)?),
                1 => kind = Some(Kind::decode(d, ctx)?),
                2 => record = Some(Id::decode(d, ctx)?),
                3 => base = d.u64()?,
                4 => set = Fields::decode(d, ctx)?,
                5 => clock.now = Millis(d.i64()?),
                6 => clock.offset_min = d.i64()?,
                7 => counter = d.u64()?,
                _ => d.skip()?,
            }
        }
        let kind = kind.ok_or_else(|| missing("a change without a kind"))?;
        Ok(Change {
            id: id.ok_or_else(|| missing("a change without an id"))?,
            record: record
                .or_else(|| natural_id(kind, &set))
                .ok_or_else(|| missing("a change without a record"))?,
            kind,
            base,
            set,
            clock,
            counter,
        })
    }
}
