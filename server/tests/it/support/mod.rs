//! A server, a world in it, and phones that talk to it.

mod bed;
mod phone;
mod world;

pub(crate) use bed::{Bed, site};
pub(crate) use phone::{Phone, clock, now};
pub(crate) use world::{PASSWORD, World, read, registration, write};
