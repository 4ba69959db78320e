//! Lists read entry by entry: one that cannot be read stops no other.

use minicbor::data::Type;
use minicbor::decode::Error;
use minicbor::{Decode, Decoder};

use super::{Cursor, SlicePart};
use crate::change::Change;
use crate::slice::Slice;
use crate::verdict::Answer;

/// Reads a list. What cannot be read but is whole is handed to `instead`.
fn entries<'b, C, T: Decode<'b, C>>(
    d: &mut Decoder<'b>,
    ctx: &mut C,
    instead: impl Fn(&'b [u8], Error) -> Result<Option<T>, Error>,
) -> Result<Vec<T>, Error> {
    let mut read = Vec::new();
    let mut left = d.array()?;
    loop {
        match &mut left {
            Some(0) => return Ok(read),
            Some(left) => *left -= 1,
            None if d.datatype()? == Type::Break => {
                d.skip()?;
                return Ok(read);
            }
            None => {}
        }
        let at = d.position();
        match T::decode(d, ctx) {
            Ok(entry) => read.push(entry),
            Err(error) => {
                d.set_position(at);
                d.skip()?;
                read.extend(instead(&d.input()[at..d.position()], error)?);
            }
        }
    }
}

/// A phone's changes: of one that cannot be read, what can be told of it.
pub(super) fn changes<'b, C>(d: &mut Decoder<'b>, ctx: &mut C) -> Result<Vec<Change>, Error> {
    entries(d, ctx, |raw, _| Ok(Change::unread(raw)))
}

/// A phone's cursors: one of a slice that only a later version has is passed over.
pub(super) fn cursors<'b, C>(d: &mut Decoder<'b>, ctx: &mut C) -> Result<Vec<Cursor>, Error> {
    entries(d, ctx, |_, _| Ok(None))
}

/// The server's answers: the change of one that cannot be read goes on waiting.
pub(super) fn answers<'b, C>(d: &mut Decoder<'b>, ctx: &mut C) -> Result<Vec<Answer>, Error> {
    entries(d, ctx, |_, _| Ok(None))
}

/// News of slices: those of a slice that only a later version has are passed over. What cannot be read of
/// a slice that is known is an error: passing it over would leave a hole.
pub(super) fn parts<'b, C>(d: &mut Decoder<'b>, ctx: &mut C) -> Result<Vec<SlicePart>, Error> {
    entries(d, ctx, |raw, error| {
        if is_of_known_slice(raw) {
            Err(error)
        } else {
            Ok(None)
        }
    })
}

fn is_of_known_slice(part: &[u8]) -> bool {
    let mut d = Decoder::new(part);
    let mut slice = || -> Result<Option<Slice>, Error> {
        for _ in 0..d.map()?.unwrap_or_default() {
            match d.u32()? {
                0 => return d.bytes().map(Slice::from_bytes),
                _ => d.skip()?,
            }
        }
        Ok(None)
    };
    matches!(slice(), Ok(Some(_)))
}
