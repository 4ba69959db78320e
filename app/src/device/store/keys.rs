//! Where the key ring lies, and the phone's own key: one that the browser uses for us and never hands out.

use domain::wire::{from_cbor, to_cbor};
use js_sys::{Array, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{CryptoKey, SubtleCrypto};

use super::StoreError;
use super::connection::{Connection, failure};
use super::pack::META;
use super::raw::Durability;
use crate::device::js::object;
use crate::device::prefs;
use crate::device::seal::{Ring, SALT};

/// The database of the ring. It has the stores of every database of ours, and uses one.
const DATABASE: &str = "hadir-keys";
const RING: &str = "ring";
const PHONE: &str = "phone";

/// The key ring of this browser.
pub(in crate::device) struct Keys(Connection);

impl Keys {
    /// Opens it, made where there is none.
    pub(in crate::device) async fn open() -> Result<Self, StoreError> {
        Connection::open(DATABASE).await.map(Keys)
    }

    /// The ring as it lies. Where it was lost, its copy serves: the phone's own key was lost with it, so no PIN
    /// opens any more, and the server's secrets do.
    pub(in crate::device) async fn ring(&self) -> Result<Ring, StoreError> {
        Ok(self
            .row(RING)
            .await?
            .as_ref()
            .and_then(read)
            .unwrap_or_else(copied))
    }

    /// Whether the browser lost the ring and its copy is left.
    pub(in crate::device) async fn are_lost(&self) -> Result<bool, StoreError> {
        let lies = self.row(RING).await?.as_ref().and_then(read);
        Ok(lies.is_none() && !copied().profiles.is_empty())
    }

    /// Alters the ring as it lies, strictly, and a copy of it elsewhere. It is read and written in one transaction:
    /// nothing that another part of the app, or another tab, writes meanwhile is undone.
    pub(in crate::device) async fn alter<T>(
        &self,
        alter: impl FnOnce(&mut Ring) -> T,
    ) -> Result<T, StoreError> {
        let write = self.0.write(&[META], Durability::Strict).await?;
        let row = write.answer(write.store(META)?.get(&RING.into())).await?;
        let mut ring = read(&row).unwrap_or_else(copied);
        let altered = alter(&mut ring);
        let ring = to_cbor(&ring);
        write.put_bytes(META, &RING.into(), &ring)?;
        write.done().await?;
        prefs::copy_ring(&ring);
        Ok(altered)
    }

    /// What the phone's own key says of a salt: nobody can say it elsewhere. Nothing where the page did not come by a
    /// safe way: there the browser has no such key.
    pub(in crate::device) async fn phone(&self, salt: &[u8; SALT]) -> Result<Vec<u8>, StoreError> {
        let Some(subtle) = subtle() else {
            return Ok(Vec::new());
        };
        let key = self.own_key(&subtle).await?;
        let signed = subtle
            .sign_with_str_and_u8_array("HMAC", &key, salt)
            .map_err(|error| super::raw::failure(&error))?;
        let signed = JsFuture::from(signed)
            .await
            .map_err(|error| super::raw::failure(&error))?;
        Ok(Uint8Array::new(&signed).to_vec())
    }

    async fn own_key(&self, subtle: &SubtleCrypto) -> Result<CryptoKey, StoreError> {
        if let Some(key) = self.row(PHONE).await? {
            return Ok(key.unchecked_into());
        }
        let algorithm = object(&[("name", "HMAC".into()), ("hash", "SHA-256".into())]);
        let uses = Array::of1(&"sign".into());
        let made = subtle
            .generate_key_with_object(&algorithm, false, &uses)
            .map_err(|error| super::raw::failure(&error))?;
        let made = JsFuture::from(made)
            .await
            .map_err(|error| super::raw::failure(&error))?;
        let write = self.0.write(&[META], Durability::Strict).await?;
        write.put(META, &PHONE.into(), &made)?;
        write.done().await?;
        Ok(made.unchecked_into())
    }

    async fn row(&self, key: &str) -> Result<Option<JsValue>, StoreError> {
        let read = self.0.read(&[META]).await?;
        let meta = read.store(META).map_err(|error| failure(&error))?;
        meta.get(key.into()).await.map_err(|error| failure(&error))
    }
}

/// The ring in a row; `None` where there is none that can be read.
fn read(row: &JsValue) -> Option<Ring> {
    let row = (!row.is_undefined()).then(|| Uint8Array::new(row).to_vec());
    from_cbor(&row?).ok()
}

fn copied() -> Ring {
    let copy = prefs::ring_copy().and_then(|copy| from_cbor::<Ring>(&copy).ok());
    let mut ring = copy.unwrap_or_default();
    ring.profiles.iter_mut().for_each(|profile| profile.forget_pin());
    ring
}

fn subtle() -> Option<SubtleCrypto> {
    let window = web_sys::window()?;
    let crypto = window.crypto().ok()?;
    window.is_secure_context().then(|| crypto.subtle())
}

#[cfg(all(test, target_arch = "wasm32"))]
mod tests {
    use super::*;
    use crate::device::seal::{KEY, Key, Profile, Secret};
    use domain::id::Id;
    use domain::replica::Me;
    use futures::future::join;
    use wasm_bindgen_test::wasm_bindgen_test;

    fn profile(number: u8) -> Profile {
        let id = Id::from_bytes([number; 16]);
        let me = Me {
            association: id,
            member: id,
            device: id,
        };
        let secret = Secret::from_hex(&"07".repeat(32)).unwrap();
        Profile::new(&number.to_string(), me, &Key::new([4; KEY]), &secret, [5; 24])
    }

    #[wasm_bindgen_test]
    async fn what_is_altered_at_once_is_all_kept() {
        let keys = Keys(Connection::open("hadir-keys-at-once").await.unwrap());
        let add = |number| keys.alter(move |ring| ring.put_first(profile(number)));
        let (one, other) = join(add(1), add(2)).await;
        one.and(other).unwrap();
        assert_eq!(keys.ring().await.unwrap().profiles.len(), 2);
    }
}
