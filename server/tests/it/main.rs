//! The server as others meet it: its store on each database, and the real thing on a free port.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[macro_use]
mod support;

mod access;
mod account;
mod asvs;
mod auth;
mod calc;
mod cin;
mod command;
mod digest;
mod directory;
mod document;
mod doors;
mod erasure;
mod export;
mod factor;
mod forgotten;
mod fuzz;
mod hostile;
mod import;
mod invitation;
mod kept;
mod kill;
mod lines;
mod outside;
mod pair;
mod paper;
mod paper_seen;
mod parcel;
mod pass;
mod project;
mod public;
mod questions;
mod report;
mod report_file;
mod restore;
mod review;
mod room;
mod same;
mod seats;
mod slow;
mod sought;
mod statements;
mod store;
mod sync;
mod taken;
mod token;
mod volunteers;
mod year;
