//! What papers are made of: the slice of an activity, or people, held as a phone holds them.

use app::i18n::Lang;
use app::paper::Papers;
use domain::id::Id;
use domain::record::{Association, Record, View};
use domain::replica::{Batch, Op, Replica};
use domain::slice::Slice;
use domain::wire::SlicePart;

use crate::store::{Store, StoreError};

/// An association, and some of its records.
pub struct Known {
    /// The association.
    pub association: Association,
    /// The records.
    pub replica: Replica,
}

impl Known {
    /// Reads the slice of an activity.
    pub async fn of(store: &Store, association: Id, activity: Id) -> Result<Self, StoreError> {
        let slice = Slice::Activity(activity);
        let all = usize::MAX - 1;
        let pulled = store.pull(association, slice, (0, u64::MAX), all).await?;
        Known::holding(store, association, slice, pulled.records).await
    }

    /// Reads everybody, and who is one with whom.
    pub async fn of_everyone(store: &Store, association: Id) -> Result<Self, StoreError> {
        let people = store.people(association).await?;
        Known::holding(store, association, Slice::Register, people).await
    }

    /// Reads one person.
    pub async fn of_person(store: &Store, association: Id, person: Id) -> Result<Self, StoreError> {
        let person = store.records(association, &[person]).await?;
        Known::holding(store, association, Slice::Register, person).await
    }

    async fn holding(
        store: &Store,
        association: Id,
        slice: Slice,
        records: Vec<Record>,
    ) -> Result<Self, StoreError> {
        let profile = store.records(association, &[association]).await?;
        let mut replica = Replica::new();
        replica.absorb(Batch(vec![Op::Part(SlicePart {
            records,
            ..SlicePart::empty(slice, 0)
        })]));
        Ok(Known {
            association: profile.first().map(Association::of).unwrap_or_default(),
            replica,
        })
    }

    /// The papers that can be made of it in a language.
    pub fn papers(&self, lang: Lang) -> Papers<'_> {
        Papers {
            replica: &self.replica,
            association: &self.association,
            lang,
        }
    }
}
