//! A head enters, or takes back, the authorisation to keep numbers of identity cards.

use domain::change::Edit;
use domain::id::Id;
use domain::kind::Kind;
use domain::record::association;

/// The edit that says by which authorisation the association keeps such numbers; an empty one closes them.
pub fn authorise_cin(association: Id, number: &str) -> Vec<Edit> {
    vec![
        Edit::new(Kind::Association, association)
            .set(association::CIN_AUTHORISATION, number.trim().to_owned()),
    ]
}
