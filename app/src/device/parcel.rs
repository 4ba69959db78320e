//! Saving unsent work to a sealed file, for a colleague's phone to deliver.

use domain::wire::{ParcelKey, seal_parcel};

use super::api;
use super::js::random;
use super::phone::{Inner, Phone, now};
use super::seal::bytes_of;
use super::store::StoreError;

/// What comes before the sealed part of a file.
const BELOW: &str = "hadir-parcel:";

/// A file for a colleague: text, so that any messenger carries it as it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnsentFile {
    /// Its name, which says nothing of anybody.
    pub name: String,
    /// What is in it.
    pub text: String,
    /// How many changes it holds.
    pub changes: u64,
}

/// Why unsent work was not saved to a file. It is as safe here as before.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum UnsentError {
    /// The server has not told yet what to seal it with.
    #[error("this phone has nothing to seal a file with yet: connect it to the network once, then try again")]
    NoSecret,
    /// The phone's storage did not do it.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl UnsentError {
    /// A key for words a person can read.
    pub fn code(&self) -> &'static str {
        match self {
            UnsentError::NoSecret => "no_secret",
            UnsentError::Store(error) => error.code(),
        }
    }
}

impl Phone {
    /// What waits on this phone as a sealed file that begins with a note for whoever opens it; `None` where nothing
    /// waits. All of it goes on waiting here.
    pub async fn unsent_file(self, note: &str) -> Result<Option<UnsentFile>, UnsentError> {
        let inner = self.inner();
        let key = inner.parcel_key().await?.ok_or(UnsentError::NoSecret)?;
        let parcel = inner.replica.borrow().parcel(now().now);
        Ok(parcel.map(|(header, contents)| UnsentFile {
            name: format!("hadir-{}.txt", now().day()),
            text: armoured(&seal_parcel(&key, random(), &header, &contents), note),
            changes: header.changes,
        }))
    }
}

impl Inner {
    async fn parcel_key(&self) -> Result<Option<ParcelKey>, StoreError> {
        let (name, key) = (self.store.name(), self.store.key());
        let mut ring = self.keys.ring().await?;
        Ok(key.and_then(|key| ring.in_database(&name)?.parcel_key(&key)))
    }

    /// Asks the server, once in this page's life for each phone it is, what to seal a file with: a phone that needs it
    /// has no network.
    pub(super) async fn learn_parcel_key(&self) {
        let device = self.replica.borrow().me().map(|me| me.device);
        if !self.store.is_sealed() || self.asked_parcel.replace(device) == device {
            return;
        }
        if self.parcel_key().await != Ok(None) {
            return;
        }
        let told = api::parcel_key().await.ok();
        let told = told.and_then(|told| bytes_of(&told)).map(ParcelKey::from_bytes);
        let kept = match (told, self.store.key()) {
            (Some(told), Some(key)) => self.keep_parcel_key(&key, &told).await,
            _ => Err(StoreError::Locked),
        };
        if kept.is_err() {
            self.asked_parcel.set(None);
        }
    }

    async fn keep_parcel_key(&self, key: &super::seal::Key, told: &ParcelKey) -> Result<(), StoreError> {
        let name = self.store.name();
        let keeping = self.keys.alter(|ring| {
            if let Some(profile) = ring.in_database(&name) {
                profile.keep_parcel_key(key, told, random());
            }
        });
        keeping.await
    }
}

/// A parcel as text, below a note.
pub(super) fn armoured(parcel: &[u8], note: &str) -> String {
    let latin: String = parcel.iter().map(|byte| char::from(*byte)).collect();
    let text = web_sys::window().and_then(|window| window.btoa(&latin).ok());
    format!("{note}\n\n{BELOW}\n{}\n", text.unwrap_or_default())
}

/// The parcel in a file, whatever stands above it and however its lines were broken; `None` where there is none.
pub(super) fn bared(text: &str) -> Option<Vec<u8>> {
    let (_, below) = text.rsplit_once(BELOW)?;
    let latin = web_sys::window()?.atob(below.trim()).ok()?;
    latin.chars().map(|letter| u8::try_from(letter).ok()).collect()
}

#[cfg(all(test, target_arch = "wasm32"))]
mod tests {
    use super::*;
    use wasm_bindgen_test::wasm_bindgen_test;

    #[wasm_bindgen_test]
    fn every_byte_comes_back_from_the_text_however_its_lines_were_broken() {
        let parcel: Vec<u8> = (0..=255).cycle().take(1_000).collect();
        let text = armoured(&parcel, "ملف مختوم: hadir-parcel: \u{FEFF}");
        assert_eq!(bared(&text), Some(parcel.clone()));
        let broken: String = text
            .chars()
            .enumerate()
            .flat_map(|(at, letter)| {
                let breaks = at > 60 && at % 76 == 0;
                breaks
                    .then_some(['\r', '\n'])
                    .into_iter()
                    .flatten()
                    .chain([letter])
            })
            .collect();
        assert_eq!(bared(&broken), Some(parcel));
    }

    #[wasm_bindgen_test]
    fn what_is_no_such_file_holds_nothing() {
        for text in ["", "hadir", "hadir-parcel:\n=é=", "name,phone\nA,B"] {
            assert_eq!(bared(text).filter(|parcel| !parcel.is_empty()), None, "{text}");
        }
    }
}
