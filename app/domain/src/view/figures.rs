//! A period in numbers, from what this phone holds.

use super::shown::name_of;
use crate::id::Id;
use crate::kind::Kind;
use crate::record::Record;
use crate::replica::Replica;
use crate::report::Facts;

/// What reports read again when it alters.
pub const FIGURE_KINDS: &[Kind] = &[
    Kind::Beneficiary,
    Kind::Registration,
    Kind::Session,
    Kind::Attendance,
    Kind::HeadCount,
    Kind::Delivery,
    Kind::Pair,
    Kind::Project,
    Kind::Activity,
    Kind::VolunteerHours,
];

/// What reports of this phone are computed from.
pub fn facts(replica: &Replica) -> Facts {
    let records: Vec<&Record> = FIGURE_KINDS.iter().flat_map(|kind| replica.all(*kind)).collect();
    Facts::read(records.into_iter())
}

/// Ids with their names, as they are read in a list.
pub fn named(replica: &Replica, ids: impl IntoIterator<Item = Id>, arabic: bool) -> Vec<(Id, String)> {
    ids.into_iter()
        .map(|id| (id, name_of(replica, id, arabic)))
        .collect()
}
