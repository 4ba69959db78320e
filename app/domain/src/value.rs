//! Field values, and the sorted list of fields that a record or a change carries.
//!
//! Fields are numbered. A number this version does not know is kept and sent on as it came, so a phone
//! of an older version never erases what a newer one recorded.

use minicbor::data::Type;
use minicbor::{Decode, Decoder, Encode, Encoder, decode, encode};

use crate::id::Id;
use crate::time::{Day, Millis};

/// The number of a field within its kind of record.
pub type FieldNo = u16;

/// How deep a value may nest.
const DEPTH: u8 = 4;
/// How many fields one record, or entries one list, may have: more are not read.
pub(crate) const ENTRIES: u64 = 2_048;

/// One value. Sixteen bytes are always an [`Id`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Value {
    /// Nothing: clears the field.
    #[default]
    Null,
    /// Yes or no.
    Bool(bool),
    /// A whole number, also a code, a day or an instant.
    Int(i64),
    /// Text.
    Text(Box<str>),
    /// The id of another record.
    Id(Id),
    /// Bytes that are not an id.
    Bytes(Box<[u8]>),
    /// Several values.
    List(Vec<Value>),
    /// Fields within a field.
    Map(Fields),
    /// What fields of this version do not hold, such as a fraction: as it came, in CBOR.
    Other(Box<[u8]>),
}

impl Value {
    /// From bytes; sixteen of them are an id.
    pub fn bytes(bytes: &[u8]) -> Value {
        match Id::from_slice(bytes) {
            Some(id) => Value::Id(id),
            None => Value::Bytes(bytes.into()),
        }
    }

    /// An item of CBOR that stands for itself, whatever it is: no field holds it.
    pub(crate) fn other(item: &[u8]) -> Value {
        // The tag that says "this is CBOR" keeps it from being read as a value later.
        Value::Other([&[0xd9, 0xd9, 0xf7], item].concat().into())
    }

    /// Whether all of it is something that fields of this version hold.
    pub fn is_known(&self) -> bool {
        self.is_known_within(DEPTH)
    }

    fn is_known_within(&self, depth: u8) -> bool {
        match self {
            Value::Other(_) => false,
            Value::List(items) => depth > 0 && items.iter().all(|item| item.is_known_within(depth - 1)),
            Value::Map(fields) => {
                depth > 0 && fields.iter().all(|(_, value)| value.is_known_within(depth - 1))
            }
            _ => true,
        }
    }

    fn read(d: &mut Decoder<'_>, depth: u8) -> Result<Value, decode::Error> {
        let at = d.position();
        Value::read_known(d, depth).or_else(|_| {
            d.set_position(at);
            d.skip()?;
            Ok(Value::Other(d.input()[at..d.position()].into()))
        })
    }

    fn read_known(d: &mut Decoder<'_>, depth: u8) -> Result<Value, decode::Error> {
        let at = d.position();
        let too_deep = || decode::Error::message("a value nests too deep").at(at);
        Ok(match d.datatype()? {
            Type::Null | Type::Undefined => {
                d.skip()?;
                Value::Null
            }
            Type::Bool => Value::Bool(d.bool()?),
            Type::U8 | Type::U16 | Type::U32 | Type::U64 | Type::I8 | Type::I16 | Type::I32 | Type::I64 => {
                Value::Int(d.i64()?)
            }
            Type::String => Value::Text(d.str()?.into()),
            Type::Bytes => Value::bytes(d.bytes()?),
            Type::Array if depth > 0 => {
                let len = counted(d.array()?, at)?;
                let mut items = Vec::new();
                for _ in 0..len {
                    items.push(Value::read(d, depth - 1)?);
                }
                Value::List(items)
            }
            Type::Map if depth > 0 => Value::Map(Fields::read(d, depth - 1)?),
            Type::Array | Type::Map => return Err(too_deep()),
            _ => return Err(decode::Error::message("a value of a kind that fields do not have").at(at)),
        })
    }
}

fn counted(len: Option<u64>, at: usize) -> Result<u64, decode::Error> {
    match len {
        Some(len) if len <= ENTRIES => Ok(len),
        _ => Err(decode::Error::message("a list without a length, or too long").at(at)),
    }
}

impl<C> Encode<C> for Value {
    fn encode<W: encode::Write>(
        &self,
        e: &mut Encoder<W>,
        ctx: &mut C,
    ) -> Result<(), encode::Error<W::Error>> {
        match self {
            Value::Null => e.null()?.ok(),
            Value::Bool(yes) => e.bool(*yes)?.ok(),
            Value::Int(number) => e.i64(*number)?.ok(),
            Value::Text(text) => e.str(text)?.ok(),
            Value::Id(id) => id.encode(e, ctx),
            Value::Bytes(bytes) => e.bytes(bytes)?.ok(),
            Value::List(items) => {
                e.array(items.len() as u64)?;
                items.iter().try_for_each(|item| item.encode(e, ctx))
            }
            Value::Map(fields) => fields.encode(e, ctx),
            Value::Other(raw) => e.writer_mut().write_all(raw).map_err(encode::Error::write),
        }
    }
}

impl<'b, C> Decode<'b, C> for Value {
    fn decode(d: &mut Decoder<'b>, _: &mut C) -> Result<Self, decode::Error> {
        Value::read(d, DEPTH)
    }
}

/// Values by field number, sorted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fields(Vec<(FieldNo, Value)>);

impl Fields {
    /// No field.
    pub const fn new() -> Self {
        Fields(Vec::new())
    }

    /// The value of a field, if it is there.
    pub fn get(&self, field: FieldNo) -> Option<&Value> {
        self.0
            .binary_search_by_key(&field, |(no, _)| *no)
            .ok()
            .map(|at| &self.0[at].1)
    }

    /// Sets a field; `Null` is kept, as it says that the field was cleared.
    pub fn set(&mut self, field: FieldNo, value: Value) {
        match self.0.binary_search_by_key(&field, |(no, _)| *no) {
            Ok(at) => self.0[at].1 = value,
            Err(at) => self.0.insert(at, (field, value)),
        }
    }

    /// Lays other fields on top of these; a `Null` takes the field away.
    pub fn lay(&mut self, over: &Fields) {
        for (field, value) in &over.0 {
            match value {
                Value::Null => self.0.retain(|(no, _)| no != field),
                value => self.set(*field, value.clone()),
            }
        }
    }

    /// All fields in order of their number.
    pub fn iter(&self) -> impl Iterator<Item = (FieldNo, &Value)> {
        self.0.iter().map(|(no, value)| (*no, value))
    }

    /// How many fields there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there is no field.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    fn read(d: &mut Decoder<'_>, depth: u8) -> Result<Fields, decode::Error> {
        let at = d.position();
        let len = counted(d.map()?, at)?;
        let mut fields = Fields(Vec::with_capacity(len.min(32) as usize));
        for _ in 0..len {
            let field = d.u16()?;
            let value = Value::read(d, depth)?;
            // They come sorted: nothing to look for.
            match fields.0.last() {
                Some((last, _)) if *last >= field => fields.set(field, value),
                _ => fields.0.push((field, value)),
            }
        }
        Ok(fields)
    }
}

impl FromIterator<(FieldNo, Value)> for Fields {
    fn from_iter<I: IntoIterator<Item = (FieldNo, Value)>>(iter: I) -> Self {
        let mut fields = Fields::new();
        iter.into_iter().for_each(|(no, value)| fields.set(no, value));
        fields
    }
}

impl<C> Encode<C> for Fields {
    fn encode<W: encode::Write>(
        &self,
        e: &mut Encoder<W>,
        ctx: &mut C,
    ) -> Result<(), encode::Error<W::Error>> {
        e.map(self.0.len() as u64)?;
        for (field, value) in &self.0 {
            e.u16(*field)?;
            value.encode(e, ctx)?;
        }
        Ok(())
    }
}

impl<'b, C> Decode<'b, C> for Fields {
    fn decode(d: &mut Decoder<'b>, _: &mut C) -> Result<Self, decode::Error> {
        Fields::read(d, DEPTH)
    }
}

/// A type that a field can hold. Reading never fails: what cannot be understood reads as the default.
pub trait FieldValue: Sized {
    /// From the stored value, `None` when the field is not there.
    fn read(value: Option<&Value>) -> Self;
    /// As a value to store; the default of an optional type is `Null`.
    fn write(self) -> Value;
}

impl FieldValue for bool {
    fn read(value: Option<&Value>) -> Self {
        matches!(value, Some(Value::Bool(true)))
    }
    fn write(self) -> Value {
        Value::Bool(self)
    }
}

impl FieldValue for Option<bool> {
    fn read(value: Option<&Value>) -> Self {
        match value {
            Some(Value::Bool(flag)) => Some(*flag),
            _ => None,
        }
    }
    fn write(self) -> Value {
        self.map_or(Value::Null, Value::Bool)
    }
}

impl FieldValue for i64 {
    fn read(value: Option<&Value>) -> Self {
        Option::<i64>::read(value).unwrap_or_default()
    }
    fn write(self) -> Value {
        Value::Int(self)
    }
}

impl FieldValue for Option<i64> {
    fn read(value: Option<&Value>) -> Self {
        match value {
            Some(Value::Int(number)) => Some(*number),
            _ => None,
        }
    }
    fn write(self) -> Value {
        self.map_or(Value::Null, Value::Int)
    }
}

impl FieldValue for String {
    fn read(value: Option<&Value>) -> Self {
        match value {
            Some(Value::Text(text)) => text.to_string(),
            _ => String::new(),
        }
    }
    fn write(self) -> Value {
        if self.is_empty() {
            Value::Null
        } else {
            Value::Text(self.into())
        }
    }
}

impl FieldValue for Option<Id> {
    fn read(value: Option<&Value>) -> Self {
        match value {
            Some(Value::Id(id)) => Some(*id),
            _ => None,
        }
    }
    fn write(self) -> Value {
        self.map_or(Value::Null, Value::Id)
    }
}

impl FieldValue for Id {
    fn read(value: Option<&Value>) -> Self {
        Option::<Id>::read(value).unwrap_or(Id::MIN)
    }
    fn write(self) -> Value {
        Value::Id(self)
    }
}

impl FieldValue for Vec<Id> {
    fn read(value: Option<&Value>) -> Self {
        match value {
            Some(Value::List(items)) => items
                .iter()
                .filter_map(|item| Option::<Id>::read(Some(item)))
                .collect(),
            _ => Vec::new(),
        }
    }
    fn write(self) -> Value {
        if self.is_empty() {
            Value::Null
        } else {
            Value::List(self.into_iter().map(Value::Id).collect())
        }
    }
}

impl FieldValue for Option<Day> {
    fn read(value: Option<&Value>) -> Self {
        Option::<i64>::read(value)
            .and_then(|days| i32::try_from(days).ok())
            .map(Day)
    }
    fn write(self) -> Value {
        self.map_or(Value::Null, |day| Value::Int(day.0.into()))
    }
}

impl FieldValue for Day {
    fn read(value: Option<&Value>) -> Self {
        Option::<Day>::read(value).unwrap_or_default()
    }
    fn write(self) -> Value {
        Value::Int(self.0.into())
    }
}

impl FieldValue for Option<Millis> {
    fn read(value: Option<&Value>) -> Self {
        Option::<i64>::read(value).map(Millis)
    }
    fn write(self) -> Value {
        self.map_or(Value::Null, |at| Value::Int(at.0))
    }
}

impl FieldValue for Fields {
    fn read(value: Option<&Value>) -> Self {
        match value {
            Some(Value::Map(fields)) => fields.clone(),
            _ => Fields::new(),
        }
    }
    fn write(self) -> Value {
        if self.is_empty() {
            Value::Null
        } else {
            Value::Map(self)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn unknown_fields_pass_through() {
        let fields: Fields = [(9_999, Value::Text("later".into())), (1, Value::Int(-5))]
            .into_iter()
            .collect();
        let bytes = minicbor::to_vec(&fields).unwrap();
        assert_eq!(minicbor::decode::<Fields>(&bytes).unwrap(), fields);
    }

    #[test]
    fn what_fields_do_not_hold_is_carried_as_it_came() {
        // A half, an integer above 63 bits, a tag, nesting too deep, text in pieces.
        let odd: [&[u8]; 5] = [
            &[0xf9, 0x38, 0x00],
            &[0x1b, 0xff, 0, 0, 0, 0, 0, 0, 0],
            &[0xc1, 0x01],
            &[0x81, 0x81, 0x81, 0x81, 0x81, 0x81, 0x01],
            &[0x7f, 0x61, b'a', 0xff],
        ];
        for raw in odd {
            let bytes = [&[0xa2, 0x01], raw, &[0x02, 0x05]].concat();
            let fields = minicbor::decode::<Fields>(&bytes).unwrap();
            assert!(!fields.get(1).unwrap().is_known(), "{fields:?}");
            assert_eq!(fields.get(2), Some(&Value::Int(5)));
            assert_eq!(minicbor::to_vec(&fields).unwrap(), bytes);
        }
    }

    #[test]
    fn a_value_that_nests_for_ever_is_an_error_not_a_crash() {
        assert!(minicbor::decode::<Value>(&[0x81; 100_000]).is_err());
    }

    proptest! {
        #[test]
        fn arbitrary_bytes_never_panic(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
            if let Ok(fields) = minicbor::decode::<Fields>(&bytes) {
                let again = minicbor::to_vec(&fields).unwrap();
                prop_assert_eq!(minicbor::decode::<Fields>(&again).unwrap(), fields);
            }
        }
    }
}
