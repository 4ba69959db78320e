//! What papers of one activity are made of: its slice, held as a phone holds it.

use app::i18n::Lang;
use app::paper::Papers;
use domain::id::Id;
use domain::record::{Association, View};
use domain::replica::{Batch, Op, Replica};
use domain::slice::Slice;
use domain::wire::SlicePart;

use crate::store::{Store, StoreError};

/// An association, and the records of one of its activities.
pub struct Known {
    /// The association.
    pub association: Association,
    /// The activity's slice.
    pub replica: Replica,
}

impl Known {
    /// Reads the slice of an activity.
    pub async fn of(store: &Store, association: Id, activity: Id) -> Result<Self, StoreError> {
        let profile = store.records(association, &[association]).await?;
        let slice = Slice::Activity(activity);
        let all = usize::MAX - 1;
        let pulled = store.pull(association, slice, (0, u64::MAX), all).await?;
        let mut replica = Replica::new();
        replica.absorb(Batch(vec![Op::Part(SlicePart {
            records: pulled.records,
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
