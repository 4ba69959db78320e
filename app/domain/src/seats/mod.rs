//! Who gets a place in an activity, who waits for one, and who is next.
//!
//! The server counts, in the order of its log; a phone foresees the same by the same code. What was given is never
//! taken back: who asked earlier and is heard of later waits, first in the list.

mod asking;
mod counted;
mod promote;
mod quota;
mod seating;
mod stay;
mod terms;

pub(crate) use asking::{Asking, both_ask, objection, told, waits_in_vain};
pub use asking::{COUNTED, settled};
pub use counted::Counted;
pub use promote::{affected, promotion};
pub use quota::{QUOTAS, Quota, Share, Traits};
pub use seating::{Place, Seating};
pub use stay::Stay;
pub use terms::Terms;
