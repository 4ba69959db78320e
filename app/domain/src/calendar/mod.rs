//! The calendar of Morocco: public holidays, and Ramadan. What follows the moon is near, to a day: it is seen, and
//! announced the evening before.

mod hijri;
mod holiday;
mod wall;

pub use hijri::Hijri;
pub use holiday::{Holiday, holiday, ramadan};
pub use wall::offset_in_morocco;
