//! Carrying a colleague's unsent work: taken in as a file, kept as it is, handed to the server once that is reached.

use domain::id::Id;
use domain::time::Millis;
use domain::wire::{Parcel, ParcelError};
use leptos::prelude::{ArcReadSignal, GetUntracked, Set};
use minicbor::{Decode, Encode};

use super::api;
use super::http::CallError;
use super::lock::alone;
use super::parcel::bared;
use super::phone::{Inner, Phone, fresh_id};
use super::store::StoreError;

const LOCK: &str = "hadir-carry";

/// What became of carried work, in numbers: what is in it is not told.
#[derive(Clone, Debug, Default, PartialEq, Eq, Encode, Decode, serde::Deserialize)]
#[cbor(map)]
#[serde(default)]
pub struct Delivered {
    /// Recorded now.
    #[n(0)]
    pub received: u64,
    /// The server had them already.
    #[n(1)]
    pub known: u64,
    /// They wait for a head.
    #[n(2)]
    pub held: u64,
    /// They cannot stand: their phone will be told.
    #[n(3)]
    pub refused: u64,
    /// Left for later.
    #[n(4)]
    pub later: u64,
}

/// A colleague's unsent work on this phone.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct Carried {
    /// A name for it on this phone.
    #[n(0)]
    pub id: Id,
    #[n(1)]
    association: Id,
    /// How many changes it says it holds.
    #[n(2)]
    pub changes: u64,
    /// When it was saved, by the clock of the phone it comes from.
    #[n(3)]
    pub saved: Millis,
    /// As it came; nothing once the server has answered.
    #[cbor(n(4), with = "minicbor::bytes")]
    parcel: Vec<u8>,
    /// What became of it.
    #[n(5)]
    #[cbor(default)]
    pub delivered: Option<Delivered>,
    /// Why the server refused it; empty where it did not.
    #[n(6)]
    #[cbor(default)]
    pub refused: String,
}

impl Carried {
    /// Whether the server has not answered yet.
    pub fn waits(&self) -> bool {
        self.delivered.is_none() && self.refused.is_empty()
    }

    fn answered(&self, delivered: Option<Delivered>, refused: &str) -> Self {
        Carried {
            parcel: Vec::new(),
            delivered,
            refused: refused.to_owned(),
            ..self.clone()
        }
    }
}

/// Why a file was not taken in. Nothing on this phone has changed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CarryError {
    /// It is no parcel of this version.
    #[error(transparent)]
    Parcel(#[from] ParcelError),
    /// It is of another association.
    #[error("the file is of another association: give it to someone of that one")]
    Foreign,
    /// The phone could not keep it.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl CarryError {
    /// A key for words a person can read.
    pub fn code(&self) -> &'static str {
        match self {
            CarryError::Parcel(ParcelError::Damaged) => "parcel_damaged",
            CarryError::Parcel(ParcelError::Newer) => "parcel_newer",
            CarryError::Foreign => "parcel_foreign",
            CarryError::Store(error) => error.code(),
        }
    }
}

/// What a file holds, where it is of this association.
fn taken(text: &str, association: Option<Id>, id: Id) -> Result<Carried, CarryError> {
    let parcel = bared(text).ok_or(ParcelError::Damaged)?;
    let header = Parcel::read(&parcel)?.header;
    if association != Some(header.association) {
        return Err(CarryError::Foreign);
    }
    Ok(Carried {
        id,
        association: header.association,
        changes: header.changes,
        saved: header.saved,
        parcel,
        delivered: None,
        refused: String::new(),
    })
}

impl Phone {
    /// Colleagues' work on this phone, and what became of it.
    pub fn carried(self) -> ArcReadSignal<Vec<Carried>> {
        self.inner().carried.read_only()
    }

    /// Takes in a colleague's file: when this returns it is kept here, and on its way.
    pub async fn carry(self, text: &str) -> Result<(), CarryError> {
        let inner = self.inner();
        let association = inner.replica.borrow().me().map(|me| me.association);
        inner.shelf.put(&taken(text, association, fresh_id())?).await?;
        inner.look_at_shelf().await;
        inner.deliver_carried().await;
        Ok(())
    }

    /// Forgets what became of a colleague's work.
    pub async fn forget_carried(self, carried: &Carried) -> Result<(), StoreError> {
        let inner = self.inner();
        inner.shelf.take(carried).await?;
        inner.look_at_shelf().await;
        Ok(())
    }
}

impl Inner {
    /// Reads what lies on the shelf. Where that fails, what was read before stays on the screen.
    pub(super) async fn look_at_shelf(&self) {
        if let Ok(carried) = self.shelf.all().await {
            self.carried.set(carried);
        }
    }

    /// Hands over what waits and is of the member's association, one after the other, until the server is not reached.
    pub(super) async fn deliver_carried(&self) {
        let me = self.replica.borrow().me().cloned();
        let theirs = |carried: &Carried| {
            carried.waits()
                && me
                    .as_ref()
                    .is_some_and(|me| me.association == carried.association)
        };
        if !self.carried.get_untracked().iter().any(theirs) {
            return;
        }
        let delivering = async {
            let waiting = self.shelf.all().await.unwrap_or_default();
            for carried in waiting.iter().filter(|carried| theirs(carried)) {
                let Some(answered) = handed_over(carried).await else {
                    break;
                };
                // Not written down is not lost: it is handed over once more, and known then.
                let _ = self.shelf.put(&answered).await;
            }
        };
        if alone(LOCK, delivering).await.is_some() {
            self.look_at_shelf().await;
        }
    }
}

/// Hands one over; `None` where the server said nothing of it, so that it goes on waiting.
async fn handed_over(carried: &Carried) -> Option<Carried> {
    match api::deliver(&carried.parcel).await {
        Ok(delivered) => Some(carried.answered(Some(delivered), "")),
        Err(CallError::Answered { envelope, .. }) if is_final(&envelope.code) => {
            Some(carried.answered(None, &envelope.code))
        }
        Err(_) => None,
    }
}

/// Whether the server will say no however often it is asked.
fn is_final(code: &str) -> bool {
    code.starts_with("parcel_") || code == "too_large"
}

#[cfg(all(test, target_arch = "wasm32"))]
mod tests {
    use super::*;
    use crate::device::parcel::armoured;
    use crate::device::store::Shelf;
    use domain::wire::{ParcelContents, ParcelHeader, ParcelKey, seal_parcel};
    use wasm_bindgen_test::wasm_bindgen_test;

    fn file(association: Id) -> String {
        let header = ParcelHeader {
            association,
            device: Id::MAX,
            epoch: None,
            saved: Millis(7),
            changes: 3,
        };
        let contents = ParcelContents {
            skew_ms: 0,
            changes: Vec::new(),
        };
        armoured(
            &seal_parcel(&ParcelKey::of("x"), [1; 24], &header, &contents),
            "ملف مختوم",
        )
    }

    #[wasm_bindgen_test]
    fn a_file_of_this_association_is_taken_and_no_other() {
        let taken = |text: &str| taken(text, Some(Id::MIN), Id::MAX).map(|carried| carried.changes);
        assert_eq!(taken(&file(Id::MIN)), Ok(3));
        assert_eq!(taken(&file(Id::MAX)), Err(CarryError::Foreign));
        for text in [
            "",
            "hadir-parcel",
            "a,b\n1,2",
            &file(Id::MIN).replace("aGFka", "bGFka"),
        ] {
            assert_eq!(
                taken(text),
                Err(CarryError::Parcel(ParcelError::Damaged)),
                "{text}"
            );
        }
    }

    #[wasm_bindgen_test]
    async fn what_is_carried_lies_on_the_shelf_until_it_is_taken_off() {
        let shelf = Shelf::new();
        let carried = taken(&file(Id::MIN), Some(Id::MIN), fresh_id()).unwrap();
        shelf.put(&carried).await.unwrap();
        assert_eq!(Shelf::new().all().await.unwrap(), [carried.clone()]);
        let answered = carried.answered(Some(Delivered::default()), "");
        shelf.put(&answered).await.unwrap();
        assert_eq!(Shelf::new().all().await.unwrap(), [answered.clone()]);
        assert!(carried.waits() && !answered.waits() && answered.parcel.is_empty());
        shelf.take(&carried).await.unwrap();
        assert_eq!(shelf.all().await.unwrap(), []);
    }

    #[wasm_bindgen_test]
    fn only_what_no_repeat_would_change_is_final() {
        for code in ["parcel_damaged", "parcel_foreign", "parcel_newer", "too_large"] {
            assert!(is_final(code), "{code}");
        }
        for code in ["signed_out", "too_many_tries", "unavailable", "status_502"] {
            assert!(!is_final(code), "{code}");
        }
    }
}
