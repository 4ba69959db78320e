//! Between rows and records.

use domain::id::Id;
use domain::kind::Kind;
use domain::log::{Hash, Line};
use domain::record::Record;
use domain::referee::Kept;
use domain::slice::Slice;
use domain::wire::from_cbor;
use sqlx::Row;
use sqlx::any::AnyRow;

use super::StoreError;

/// An id as a value to bind.
pub(super) fn blob(id: Id) -> Vec<u8> {
    id.as_bytes().to_vec()
}

/// An id out of a column.
pub(super) fn id(bytes: &[u8]) -> Result<Id, StoreError> {
    Id::from_slice(bytes).ok_or_else(|| StoreError::damaged("an id that is not sixteen bytes"))
}

/// The id in a column of a row.
pub(super) fn id_at(row: &AnyRow, column: usize) -> Result<Id, StoreError> {
    id(row.try_get::<&[u8], _>(column)?)
}

/// The seq in a column of a row.
pub(super) fn seq_at(row: &AnyRow, column: usize) -> Result<u64, StoreError> {
    u64::try_from(row.try_get::<i64, _>(column)?).map_err(StoreError::damaged)
}

/// The slice in a column of a row.
pub(super) fn slice_at(row: &AnyRow, column: usize) -> Result<Slice, StoreError> {
    Slice::from_bytes(row.try_get::<&[u8], _>(column)?)
        .ok_or_else(|| StoreError::damaged("a slice of a later version"))
}

/// The hash in a column of a row.
pub(super) fn hash_at(row: &AnyRow, column: usize) -> Result<Hash, StoreError> {
    row.try_get::<&[u8], _>(column)?
        .try_into()
        .map_err(|_| StoreError::damaged("a hash that is not 32 bytes"))
}

/// The line in a column of a row.
pub(super) fn line_at(row: &AnyRow, column: usize) -> Result<Line, StoreError> {
    from_cbor(row.try_get(column)?).map_err(StoreError::damaged)
}

/// The record in four columns: id, kind, seq, fields.
pub(super) fn record(row: &AnyRow, first: usize) -> Result<Record, StoreError> {
    let kind = u16::try_from(row.try_get::<i64, _>(first + 1)?).map_err(StoreError::damaged)?;
    Ok(Record {
        id: id_at(row, first)?,
        kind: Kind::from_number(kind),
        version: seq_at(row, first + 2)?,
        fields: from_cbor(row.try_get(first + 3)?).map_err(StoreError::damaged)?,
    })
}

/// The record with its stamps, in columns id, kind, seq, fields, stamps.
pub(super) fn kept(row: &AnyRow) -> Result<Kept, StoreError> {
    let stamps = from_cbor(row.try_get(4)?).map_err(StoreError::damaged)?;
    Ok(Kept {
        record: record(row, 0)?,
        stamps,
    })
}

/// A seq as a value to bind.
pub(super) fn number(seq: u64) -> i64 {
    i64::try_from(seq).unwrap_or(i64::MAX)
}
