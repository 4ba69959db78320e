//! Whether an association is found in the public directory, and where.

use domain::change::Edit;
use domain::id::Id;
use domain::kind::Kind;
use domain::places::is_commune_code;
use domain::record::association;
use domain::verdict::Reason;

use super::{InputFault, line};

/// The edit by which a head has the association found, or found no more. It is found by a commune of the table, not by
/// other words.
pub fn set_directory(association: Id, commune: &str, listed: bool) -> Result<Vec<Edit>, InputFault> {
    let commune = line(commune);
    if listed && !is_commune_code(&commune) {
        let reason = if commune.is_empty() {
            Reason::Required
        } else {
            Reason::BadValue
        };
        return Err(InputFault {
            field: "commune",
            reason,
        });
    }
    let edit = Edit::new(Kind::Association, association);
    Ok(vec![
        edit.set(association::COMMUNE, commune)
            .set(association::LISTED, listed),
    ])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_wants_to_be_found_says_where() {
        let fault = |commune: &str| set_directory(Id::MIN, commune, true).unwrap_err().reason;
        assert_eq!(
            (fault(" "), fault("Derb Ghallef")),
            (Reason::Required, Reason::BadValue)
        );
        assert_eq!(set_directory(Id::MIN, "06.141.01.53", true).unwrap().len(), 1);
        assert_eq!(set_directory(Id::MIN, "Derb Ghallef", false).unwrap().len(), 1);
    }
}
