//! What the server answers, one place a file; `router` says where each is.

pub mod account;
pub mod body;
pub mod cin;
pub mod data;
pub mod document;
pub mod export;
pub mod factor;
pub mod file;
pub mod forgotten;
pub mod health;
pub mod home;
pub mod import;
pub mod invitation;
pub mod kept;
pub mod log;
pub mod openapi;
pub mod paper;
pub mod parcel;
pub mod public;
pub mod report;
pub mod session;
pub mod shell;
pub mod sync;
pub mod token;
