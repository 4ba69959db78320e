//! What decides things in Hadir.
//!
//! Records, changes, verdicts, access and the messages between phone and server. Nothing here does
//! I/O, reads a clock or draws a random number: time and randomness come in as arguments, so the same
//! code runs on the phone, on the server and by the thousand inside a property test.

pub mod access;
pub mod assignment;
pub mod bonds;
pub mod calendar;
pub mod chain;
pub mod change;
pub mod cin;
pub mod erasure;
pub mod fold;
pub mod id;
pub mod kind;
pub mod log;
pub mod names;
pub mod phone;
pub mod places;
pub mod project;
pub mod questions;
pub mod record;
pub mod referee;
pub mod replica;
pub mod report;
pub mod review;
pub mod rules;
pub mod same;
pub mod scanned;
pub mod seats;
pub mod slice;
pub mod sought;
pub mod text;
pub mod ticket;
pub mod time;
pub mod unmade;
pub mod value;
pub mod verdict;
pub mod view;
pub mod wire;
