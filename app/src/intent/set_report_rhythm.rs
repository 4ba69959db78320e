//! How often a report makes itself.

use domain::change::Edit;
use domain::id::Id;
use domain::kind::Kind;
use domain::record::association;

/// The edit by which the server makes and keeps a report so often; `None`: never by itself.
pub fn set_report_rhythm(association: Id, rhythm: Option<i64>) -> Vec<Edit> {
    vec![Edit::new(Kind::Association, association).set(association::REPORT_RHYTHM, rhythm)]
}
