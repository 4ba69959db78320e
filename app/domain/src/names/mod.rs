//! Finding people by name, in either script, however it is spelt.
//!
//! Words are compared as they sound ([`sound`], [`likeness`]), with what people leave out known as such ([`word`]).
//! [`Names`] holds each word of a list of people once.

mod bearing;
mod index;
mod likeness;
mod search;
mod sound;
mod word;

pub use bearing::{Bearing, Fit, Hearing};
pub use index::{Builder, Names, Sought};
pub use search::{Hit, SHOWN};
