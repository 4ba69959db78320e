//! What a person wants, one intent a file: a request goes in, edits come out.
//!
//! Intents are pure. The phone turns their edits into changes and makes them durable.

mod add_beneficiary;
mod cancel_session;
mod close_roll;
mod count_heads;
mod create_activity;
mod create_sessions;
mod edit_beneficiary;
mod edit_team;
mod mark_attendance;
mod register_beneficiary;
#[cfg(test)]
mod testing;
mod undo;

pub use add_beneficiary::{AddBeneficiary, CONSENT_TEXT, PersonForm};
pub use cancel_session::{CancelSession, restore_session};
pub use close_roll::CloseRoll;
pub use count_heads::CountHeads;
pub use create_activity::CreateActivity;
pub use create_sessions::{CreateSessions, When};
pub use edit_beneficiary::EditBeneficiary;
pub use edit_team::{assign_member, close_member, revoke_device, revoke_invitation};
pub use mark_attendance::{MarkAttendance, next_mark};
pub use register_beneficiary::{RegisterBeneficiary, end_registration};
pub use undo::undo;

use domain::change::Edit;
use domain::id::Id;
use domain::replica::Replica;
use domain::text::clean_line;
use domain::time::Clock;
use domain::verdict::Reason;

/// What an intent may look at: the replica, the clock, and ids nobody has used.
pub struct Asking<'a> {
    /// What the phone knows.
    pub replica: &'a Replica,
    /// The phone's clock.
    pub clock: Clock,
    fresh: &'a dyn Fn() -> Id,
}

impl<'a> Asking<'a> {
    /// An intent is asked about this replica, at this time, with ids from `fresh`.
    pub fn new(replica: &'a Replica, clock: Clock, fresh: &'a dyn Fn() -> Id) -> Self {
        Asking {
            replica,
            clock,
            fresh,
        }
    }

    /// An id nobody has used.
    pub fn fresh_id(&self) -> Id {
        (self.fresh)()
    }
}

/// What an intent asks for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Asked<T> {
    /// What is to be recorded, all or nothing; none where there is nothing to do.
    pub edits: Vec<Edit>,
    /// What the page gets once it is recorded.
    pub done: T,
}

/// One thing a person wants done.
pub trait Intent {
    /// What the page gets once it is recorded: often the id of what was made.
    type Done;
    /// Why it cannot be done, before anything is recorded.
    type Problem;

    /// The edits that do it. The same inputs give the same edits.
    fn edits(&self, asking: &Asking<'_>) -> Result<Asked<Self::Done>, Self::Problem>;
}

/// A field of a form that cannot stand as typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{field}: {}", reason.name())]
pub struct InputFault {
    /// Name of the field in the form.
    pub field: &'static str,
    /// What is wrong with it.
    pub reason: Reason,
}

/// A line of text as it is recorded: trimmed, single spaces, no control or direction characters.
///
/// What cleaning cannot mend is left as typed, so that the rules refuse it with a reason.
fn line(typed: &str) -> String {
    clean_line(typed, domain::rules::CHANGE_BYTES).unwrap_or_else(|_| typed.to_string())
}
