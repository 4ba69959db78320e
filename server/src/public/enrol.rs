//! What people register for themselves, and give back: through the book of their association, as all is recorded.

use app::intent::{Enrolment, SelfRegistration};
use domain::change::Edit;
use domain::id::Id;
use domain::kind::Kind;
use domain::record::{Activity, Admission, RegistrationStatus, StatusClass, View, registration};
use domain::rules::Fault;
use domain::ticket::Ticket;
use domain::time::Millis;
use domain::verdict::{Answer, Verdict};

use super::{Stamp, seat};
use crate::clock;
use crate::import::identity_key;
use crate::store::{Book, Found, Store, StoreError};

/// What became of a form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Arrived {
    /// It is registered, now or by the same form before.
    Registered(Ticket),
    /// The activity takes no registrations from this page any more.
    Closed,
    /// Something in it is not accepted.
    Refused(Fault),
}

/// Registers a person who filled the form in. The same form sent again leads to the same ticket; who else is
/// known is not looked at: whether two are one person is a head's to say.
pub async fn enrol(
    store: &Store,
    place: Found,
    stamp: &Stamp,
    said: SelfRegistration,
    language: &'static str,
    at: Millis,
) -> Result<Arrived, StoreError> {
    let activity = place.record;
    let id = Id::of_newcomer(activity, &stamp.key, &identity_key(&said.person));
    let registered = Id::of_registration(activity, id);
    let mut book = store.book(place.association).await?;
    book.load(vec![activity, registered]).await?;
    if let Some(record) = book.record(registered) {
        let code: String = record.read(registration::TICKET);
        return Ok(code.parse().map_or(Arrived::Closed, Arrived::Registered));
    }
    let Some(offer) = book.record(activity).map(Activity::of).filter(takes) else {
        return Ok(Arrived::Closed);
    };
    let enrolment = Enrolment {
        id,
        activity,
        status: seat::asked(&offer),
        ticket: Ticket::of(u64::from_be_bytes(clock::random())),
        today: clock::day(at),
        language,
    };
    let answers = book.record_public(activity, &said.edits(&enrolment), at).await?;
    if let Some(fault) = refusal(&answers) {
        return Ok(Arrived::Refused(fault));
    }
    book.close().await?;
    Ok(Arrived::Registered(enrolment.ticket))
}

/// Gives the place back that a registration holds; nothing happens to one that holds none.
pub async fn cancel(store: &Store, association: Id, registered: Id, at: Millis) -> Result<(), StoreError> {
    let mut book = store.book(association).await?;
    book.load(vec![registered]).await?;
    let Some((activity, status)) = standing(&book, registered) else {
        return Ok(());
    };
    if status.class() == StatusClass::Negative {
        return Ok(());
    }
    let edit =
        Edit::new(Kind::Registration, registered).set(registration::STATUS, RegistrationStatus::Cancelled);
    book.record_public(activity, &[edit], at).await?;
    book.close().await?;
    Ok(())
}

fn standing(book: &Book, registered: Id) -> Option<(Id, RegistrationStatus)> {
    let record = book.record(registered)?;
    Some((
        record.read(registration::ACTIVITY),
        record.read(registration::STATUS),
    ))
}

/// Whether people register themselves in an activity.
fn takes(offer: &Activity) -> bool {
    offer.is_open() && matches!(offer.admission, Admission::Open | Admission::Approval)
}

/// The first of some changes that does not stand.
pub(super) fn refusal(answers: &[Answer]) -> Option<Fault> {
    answers.iter().find_map(|answer| match answer.verdict {
        Verdict::Refused { field, reason } => Some(Fault { field, reason }),
        Verdict::Held { reason } => Some(Fault::whole(reason)),
        _ => None,
    })
}
