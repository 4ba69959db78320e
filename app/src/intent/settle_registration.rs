//! What is decided about somebody's place: approved, declined, told.

use domain::change::Edit;
use domain::id::Id;
use domain::kind::Kind;
use domain::record::{RegistrationStatus, registration};
use domain::time::Millis;

fn says(registered: Id, status: RegistrationStatus) -> Vec<Edit> {
    vec![Edit::new(Kind::Registration, registered).set(registration::STATUS, status)]
}

/// The edit that approves an application, or gives a place beyond the count to somebody who waits.
pub fn give_place(registered: Id) -> Vec<Edit> {
    says(registered, RegistrationStatus::Confirmed)
}

/// The edit that declines: the person is out of every list.
pub fn decline_place(registered: Id) -> Vec<Edit> {
    says(registered, RegistrationStatus::Declined)
}

/// The edit by which a person was told where they stand.
pub fn told(registered: Id, at: Millis) -> Vec<Edit> {
    vec![Edit::new(Kind::Registration, registered).set(registration::TOLD, Some(at))]
}
