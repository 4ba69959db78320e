//! What somebody who registers themselves asks for.

use domain::record::{Activity, Admission, RegistrationStatus};

/// A place, or a head's approval first. Whether there is a place, the referee counts.
pub(super) const fn asked(offer: &Activity) -> RegistrationStatus {
    match offer.admission {
        Admission::Open => RegistrationStatus::Confirmed,
        _ => RegistrationStatus::Applied,
    }
}
