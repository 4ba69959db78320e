//! Hadir's server: the only arbiter of order.
//!
//! [`router`] shows every route on one screen; [`config`] says what can be set; [`site`] is what a phone
//! downloads. What is decided is decided in `domain`, not here.

pub mod auth;
pub mod backup;
pub mod cin;
pub mod clock;
pub mod command;
pub mod config;
pub mod data;
pub mod document;
pub mod error;
pub mod export;
pub mod factor;
pub mod headers;
pub mod import;
pub mod intake;
pub mod kept;
pub mod listen;
pub mod metrics;
pub mod paper;
pub mod picture;
pub mod places;
pub mod public;
pub mod report;
pub mod retention;
pub mod route;
pub mod router;
pub mod seal;
pub mod sentence;
pub mod serve;
pub mod site;
pub mod state;
pub mod store;
pub mod sync;
pub mod team;
pub mod telemetry;
