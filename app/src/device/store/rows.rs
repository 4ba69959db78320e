//! Rows as they lie in IndexedDB: how each is sealed, written, read and dropped.

use domain::time::Millis;
use domain::wire::to_cbor;
use futures::future::try_join;
use js_sys::{Reflect, Uint8Array};
use rexie::KeyRange;
use wasm_bindgen::{JsCast, JsValue};

use super::connection::{ALL, BY_ANSWERED, BY_RECORD, Connection, SEALED, failure};
use super::pack::{self, Receipt, Writes};
use super::pack::{JOURNAL, META, OUTBOX, OWNER, PAGES, RECEIPTS, STORED};
use super::raw::{self, Write};
use super::sealing::Sealing;
use super::{Mark, StoreError};
use crate::device::copy;
use crate::device::js::object;
use crate::device::seal::Place;

/// In `meta`: up to where the journal was folded.
pub(super) const FOLDED: &str = "folded";

/// Whether the journal holds nothing past a mark, asked inside the transaction that relies on it.
pub(super) async fn stands_at(write: &Write, at: Mark) -> Result<bool, StoreError> {
    let later = write.store(JOURNAL)?.count_with_key(&raw::above(at.0)?);
    let folded = write.store(META)?.get(&FOLDED.into());
    let later = number(Some(write.answer(later).await?));
    Ok(later == 0 && number(Some(write.answer(folded).await?)) <= at.0)
}

/// The next number of the journal, under which an empty row lies from then on.
async fn next_mark(write: &Write) -> Result<Mark, StoreError> {
    let added = write.store(JOURNAL)?.add(&Uint8Array::new_with_length(0));
    Ok(Mark(number(Some(write.answer(added).await?))))
}

/// Adds an entry to the journal; returns where it stands. It is sealed for the place that it is given.
pub(super) async fn append(write: &Write, entry: &[u8], sealing: &Sealing) -> Result<Mark, StoreError> {
    let mark = next_mark(write).await?;
    let entry = sealing.seal(Place::Number(JOURNAL, mark.0), entry);
    write.put_bytes(JOURNAL, &(mark.0 as f64).into(), &entry)?;
    Ok(mark)
}

/// Forgets every slice. Returns a mark that no tab holds yet, so that each of them reads all again.
pub(super) async fn start_over(write: &Write) -> Result<Mark, StoreError> {
    let mark = next_mark(write).await?;
    write.clear(JOURNAL)?;
    write.clear(PAGES)?;
    write.put(META, &FOLDED.into(), &(mark.0 as f64).into())?;
    Ok(mark)
}

/// Drops the receipts of whoever leaves, all but those answered above a number.
pub(super) async fn drop_left_receipts(
    write: &Write,
    sealing: &Sealing,
    keeps_above: Option<u64>,
) -> Result<(), StoreError> {
    let receipts = write.store(RECEIPTS)?;
    let (counters, rows) = (receipts.get_all_keys(), receipts.get_all());
    let (counters, rows) = (write.answer(counters).await?, write.answer(rows).await?);
    let rows = rows.unchecked_ref::<js_sys::Array>().iter();
    let all = counters.unchecked_ref::<js_sys::Array>().iter().zip(rows);
    let stays = |(counter, row): &(JsValue, JsValue)| {
        body(counter, row, sealing).is_some_and(|body| pack::outlasts(&body, keeps_above))
    };
    for (counter, _) in all.filter(|row| !stays(row)) {
        write.delete(RECEIPTS, &counter)?;
    }
    Ok(())
}

pub(super) fn drop_pages(write: &Write, prefix: &str) -> Result<(), StoreError> {
    let (from, before) = (format!("{prefix}/"), format!("{prefix}0"));
    write.delete(PAGES, &raw::between(&from, &before)?)
}

/// Seals every row, where none is yet.
pub(super) async fn seal_rows(write: &Write, sealing: &Sealing) -> Result<(), StoreError> {
    for name in ALL {
        let store = write.store(name)?;
        let (keys, rows) = (store.get_all_keys(), store.get_all());
        let (keys, rows) = (write.answer(keys).await?, write.answer(rows).await?);
        let (keys, rows): (js_sys::Array, js_sys::Array) = (keys.unchecked_into(), rows.unchecked_into());
        for (key, row) in keys.iter().zip(rows.iter()) {
            seal_row(write, sealing, name, &key, &row)?;
        }
    }
    Ok(())
}

fn seal_row(
    write: &Write,
    sealing: &Sealing,
    name: &str,
    key: &JsValue,
    row: &JsValue,
) -> Result<(), StoreError> {
    let text = key.as_string();
    let place = match &text {
        Some(text) => Place::Text(name, text),
        None => Place::Number(name, number(Some(key.clone()))),
    };
    let sealed = |row: &JsValue| Uint8Array::from(sealing.seal(place, &bytes(row)).as_slice());
    if row.is_instance_of::<Uint8Array>() {
        return write.put(name, key, &sealed(row));
    }
    if let Ok(body) = Reflect::get(row, &BODY.into())
        && body.is_instance_of::<Uint8Array>()
    {
        // Setting a field of a plain object cannot fail.
        let _ = Reflect::set(row, &BODY.into(), &sealed(&body));
        return write.put(name, key, row);
    }
    Ok(())
}

pub(super) fn put_rows(write: &Write, writes: &Writes, sealing: &Sealing) -> Result<(), StoreError> {
    for slice in &writes.dropped {
        drop_pages(write, &pack::prefix(*slice))?;
    }
    for (counter, row) in &writes.outbox {
        let key = JsValue::from_f64(*counter as f64);
        match row {
            Some(row) => {
                let row = sealing.seal(Place::Number(OUTBOX, *counter), row);
                write.put_bytes(OUTBOX, &key, &row)?;
            }
            None => write.delete(OUTBOX, &key)?,
        }
    }
    for counter in &writes.unsettled {
        write.delete(RECEIPTS, &JsValue::from_f64(*counter as f64))?;
    }
    for receipt in &writes.receipts {
        write.put(
            RECEIPTS,
            &(receipt.counter as f64).into(),
            &receipt_row(receipt, sealing),
        )?;
    }
    if let Some(meta) = &writes.meta {
        let put = |key: &str, row: Vec<u8>| {
            let row = sealing.seal(Place::Text(META, key), &row);
            write.put_bytes(META, &key.into(), &row)
        };
        put(STORED, to_cbor(meta))?;
        if let Some(me) = &meta.me {
            put(OWNER, to_cbor(me))?;
        }
    }
    Ok(())
}

/// Where a receipt's row has the change and the answer, sealed.
pub(super) const BODY: &str = "body";

fn receipt_row(receipt: &Receipt, sealing: &Sealing) -> JsValue {
    let body = sealing.seal(Place::Number(RECEIPTS, receipt.counter), &receipt.body);
    let mut fields = vec![
        (BY_RECORD, receipt.record.to_string().into()),
        (BODY, Uint8Array::from(body.as_slice()).into()),
    ];
    // A row without this field is in no index by it: such a receipt is never dropped.
    fields.extend(
        receipt
            .answered
            .map(|answered| (BY_ANSWERED, JsValue::from_f64(answered.0 as f64))),
    );
    object(&fields).into()
}

/// What a receipt's row says: the change and the answer.
pub(super) fn body(counter: &JsValue, row: &JsValue, sealing: &Sealing) -> Option<Vec<u8>> {
    let place = Place::Number(RECEIPTS, number(Some(counter.clone())));
    sealing.open(place, &bytes(&Reflect::get(row, &BODY.into()).ok()?))
}

pub(super) async fn drop_old_receipts(
    write: &Write,
    sealing: &Sealing,
    backed_up: u64,
    now: Millis,
) -> Result<(), StoreError> {
    let old = raw::up_to((pack::oldest_receipt(now).0 - 1) as f64)?;
    let index = write
        .store(RECEIPTS)?
        .index(BY_ANSWERED)
        .map_err(|error| raw::failure(&error))?;
    let (counters, rows) = (index.get_all_keys_with_key(&old), index.get_all_with_key(&old));
    let (counters, rows) = (write.answer(counters).await?, write.answer(rows).await?);
    let rows = rows.unchecked_ref::<js_sys::Array>().iter();
    let old = counters.unchecked_ref::<js_sys::Array>().iter().zip(rows);
    let outlived = |(counter, row): &(JsValue, JsValue)| {
        body(counter, row, sealing).is_some_and(|body| pack::is_outlived(&body, backed_up, now))
    };
    for (counter, _) in old.filter(outlived) {
        write.delete(RECEIPTS, &counter)?;
    }
    Ok(())
}

pub(super) fn store(read: &rexie::Transaction, name: &str) -> Result<rexie::Store, StoreError> {
    read.store(name).map_err(|error| failure(&error))
}

pub(super) async fn get(store: &rexie::Store, key: &str) -> Result<Option<JsValue>, StoreError> {
    store.get(key.into()).await.map_err(|error| failure(&error))
}

/// The outbox as it lies, sealed. Fails where the browser put an empty database in its place.
pub(super) async fn outbox_rows(connection: &Connection) -> Result<Vec<copy::Row>, StoreError> {
    let read = connection.read(&[OUTBOX, META]).await?;
    if get(&store(&read, META)?, SEALED).await?.is_none() {
        return Err(StoreError::Erased);
    }
    let (keys, rows) = keyed(&store(&read, OUTBOX)?, None).await?;
    let row = |(key, sealed)| copy::Row {
        counter: number(Some(key)),
        sealed,
    };
    Ok(keys.into_iter().zip(rows).map(row).collect())
}

pub(super) async fn keyed(
    store: &rexie::Store,
    range: Option<KeyRange>,
) -> Result<(Vec<JsValue>, Vec<Vec<u8>>), StoreError> {
    let keys = store.get_all_keys(range.clone(), None);
    let read = try_join(keys, store.get_all(range, None)).await;
    let (keys, rows) = read.map_err(|error| failure(&error))?;
    Ok((keys, rows.iter().map(bytes).collect()))
}

pub(super) async fn last_key(store: &rexie::Store) -> Result<Mark, StoreError> {
    let keys = store
        .get_all_keys(None, None)
        .await
        .map_err(|error| failure(&error))?;
    Ok(Mark(number(keys.into_iter().next_back())))
}

pub(super) fn key_range_above(mark: Mark) -> Result<KeyRange, StoreError> {
    KeyRange::lower_bound(&(mark.0 as f64).into(), Some(true))
        .map_err(|_| StoreError::Failed("DataError".to_owned()))
}

pub(super) fn bytes(value: &JsValue) -> Vec<u8> {
    Uint8Array::new(value).to_vec()
}

pub(super) fn number(value: Option<JsValue>) -> u64 {
    value.and_then(|value| value.as_f64()).unwrap_or_default() as u64
}
