//! How long people's data is kept after they were last there.

use domain::change::Edit;
use domain::id::Id;
use domain::kind::Kind;
use domain::record::association;

/// The edit by which what identifies somebody is erased so many months after they were last there; `None`: nobody's is
/// by itself.
pub fn set_retention(association: Id, months: Option<i64>) -> Vec<Edit> {
    vec![Edit::new(Kind::Association, association).set(association::RETENTION_MONTHS, months)]
}
