//! Opening a member's rows after the browser may have lost some of them: all, or the last it wrote.

use std::collections::BTreeSet;

use domain::replica::Meta;
use domain::wire::to_cbor;
use futures::future::try_join3;
use wasm_bindgen::{JsCast, JsValue};

use super::connection::{ALL, SEALED, failure};
use super::indexed::Indexed;
use super::pack::{self, META, OUTBOX, RECEIPTS, STORED};
use super::raw::{Durability, Write};
use super::rows::{get, number, seal_rows, store};
use super::{Lock, StoreError};
use crate::device::copy;
use crate::device::seal::{Key, Place};

/// More changes than are recorded in the moment by which the second copy lags.
const LAG: u64 = 1_000;

/// What opening a member's rows found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::device) struct Opened {
    /// Nothing sealed lay there: the database is new, or was emptied.
    pub(in crate::device) fresh: bool,
    /// The second copy tells of what the first does not know any more.
    pub(in crate::device) lost: bool,
    /// How many unsent changes came back from the second copy.
    pub(in crate::device) back: usize,
}

impl Indexed {
    /// Turns to a database, whose rows a key opens. Rows from before there was a key are sealed, all or none. Unsent
    /// work that the browser lost comes back from its second copy, and no counter that was given out is given again.
    pub(in crate::device) async fn unlock(&self, name: &str, key: Key) -> Result<Opened, StoreError> {
        self.connection.turn_to(name);
        self.sealing.turn(Lock::Open(key));
        self.tally.take();
        let copied = copy::read(name).await;
        if self.is_whole(&copied).await? {
            return Ok(Opened::default());
        }
        let write = self.connection.write(&ALL, Durability::Strict).await?;
        let sealed = write.answer(write.store(META)?.get(&SEALED.into())).await?;
        let fresh = sealed.is_undefined();
        if fresh {
            seal_rows(&write, &self.sealing).await?;
            write.put(META, &SEALED.into(), &true.into())?;
        }
        let (back, last) = self.put_back(&write, &copied.rows).await?;
        let meta = self.stored_meta(&write).await?;
        let known = meta.counter.max(last);
        let lost = back > 0 || known < copied.highest || (fresh && copied.highest > 0);
        if lost {
            let counter = known.max(copied.highest) + LAG;
            let row = to_cbor(&Meta { counter, ..meta });
            let row = self.sealing.seal(Place::Text(META, STORED), &row);
            write.put_bytes(META, &STORED.into(), &row)?;
        }
        write.done().await?;
        Ok(Opened { fresh, lost, back })
    }

    /// Whether all is here that the second copy tells of. It mostly is, and then opening writes nothing.
    async fn is_whole(&self, copied: &copy::Copied) -> Result<bool, StoreError> {
        let read = self.connection.read(&[OUTBOX, META]).await?;
        let (outbox, meta) = (store(&read, OUTBOX)?, store(&read, META)?);
        let keys = async {
            outbox
                .get_all_keys(None, None)
                .await
                .map_err(|error| failure(&error))
        };
        let (keys, sealed, stored) = try_join3(keys, get(&meta, SEALED), get(&meta, STORED)).await?;
        let waiting: BTreeSet<u64> = keys.into_iter().map(|key| number(Some(key))).collect();
        let known = pack::meta(self.told(STORED, stored).as_deref(), waiting.last().copied());
        let is_here = |row: &copy::Row| waiting.contains(&row.counter);
        Ok(sealed.is_some() && known.counter >= copied.highest && copied.rows.iter().all(is_here))
    }

    /// Puts rows that are neither in the outbox nor settled back into it: how many, and the highest counter in it.
    async fn put_back(&self, write: &Write, rows: &[copy::Row]) -> Result<(usize, u64), StoreError> {
        let keys = write.answer(write.store(OUTBOX)?.get_all_keys()).await?;
        let keys: js_sys::Array = keys.unchecked_into();
        let mut waiting: BTreeSet<u64> = keys.iter().map(|key| number(Some(key))).collect();
        let before = waiting.len();
        for row in rows.iter().filter(|row| self.is_ours(row)) {
            let key = JsValue::from_f64(row.counter as f64);
            if waiting.contains(&row.counter) {
                continue;
            }
            let settled = write.answer(write.store(RECEIPTS)?.get_key(&key)).await?;
            if settled.is_undefined() {
                write.put_bytes(OUTBOX, &key, &row.sealed)?;
                waiting.insert(row.counter);
            }
        }
        Ok((
            waiting.len() - before,
            waiting.last().copied().unwrap_or_default(),
        ))
    }

    fn is_ours(&self, row: &copy::Row) -> bool {
        let place = Place::Number(OUTBOX, row.counter);
        self.sealing.open(place, &row.sealed).is_some()
    }
}
