//! Where a registration that people make themselves comes to stand.

use domain::id::Id;
use domain::record::{Activity, Admission, Registration, RegistrationStatus, View};

use crate::store::{Book, StoreError};

/// Its status: a head approves it, or it takes a seat while there is one, or it waits for one.
pub(super) async fn status(
    book: &mut Book,
    activity: Id,
    offer: &Activity,
) -> Result<RegistrationStatus, StoreError> {
    if offer.admission != Admission::Open {
        return Ok(RegistrationStatus::Applied);
    }
    let Some(capacity) = offer.capacity else {
        return Ok(RegistrationStatus::Confirmed);
    };
    let enrolled = book.enrolments(activity).await?;
    let taken = enrolled
        .iter()
        .filter(|record| Registration::of(record).status.takes_seat());
    let free = i64::try_from(taken.count()).is_ok_and(|taken| taken < capacity);
    Ok(if free {
        RegistrationStatus::Confirmed
    } else {
        RegistrationStatus::Waitlisted
    })
}
