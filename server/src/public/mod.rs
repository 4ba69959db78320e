//! What people do for themselves on public pages, without an account.

mod directory;
mod enrol;
mod limit;
mod request;
mod seat;
mod show;
mod stamp;

pub use directory::{Sought, directory};
pub use enrol::{Arrived, cancel, enrol};
pub use limit::PublicLimits;
pub use request::{followed, number, request};
pub use show::{Exhibit, Held, exhibit, held, profile, shown};
pub use stamp::{Stamp, StampFault};
