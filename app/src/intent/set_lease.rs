//! How long a head lets phones be without contact.

use domain::change::Edit;
use domain::id::Id;
use domain::kind::Kind;
use domain::record::association;

/// The edit by which phones without contact for so many days ask the server before their PIN opens them; `None` for
/// never.
pub fn set_lease(association: Id, days: Option<i64>) -> Vec<Edit> {
    vec![Edit::new(Kind::Association, association).set(association::LEASE_DAYS, days)]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::intent::testing::Sample;
    use domain::record::{Association, View};
    use domain::replica::{Batch, Op};
    use domain::slice::Slice;
    use domain::wire::SlicePart;

    #[test]
    fn a_lease_is_set_and_lifted() {
        let mut sample = Sample::new();
        let id = sample.replica.me().unwrap().association;
        let record = domain::record::Record {
            kind: Kind::Association,
            id,
            version: 1,
            fields: Association::default().fields(),
        };
        sample.replica.apply(&Batch(vec![Op::Part(SlicePart {
            records: vec![record],
            ..SlicePart::empty(Slice::Association, 1)
        })]));
        let lease = |sample: &Sample| sample.replica.view::<Association>(id).unwrap().lease_days;
        sample.run(&set_lease(id, Some(14)));
        assert_eq!(lease(&sample), Some(14));
        sample.run(&set_lease(id, None));
        assert_eq!(lease(&sample), None);
    }
}
