//! Whether people are asked about difficulties.

use domain::change::Edit;
use domain::id::Id;
use domain::kind::Kind;
use domain::record::association;

/// The edit by which the form of a person asks about difficulties, or asks no more. What was said stays.
pub fn ask_disability(association: Id, asks: bool) -> Vec<Edit> {
    vec![Edit::new(Kind::Association, association).set(association::ASKS_DISABILITY, asks)]
}
