//! The pages everybody sees: drawn by the server, plain forms, no wasm.

pub mod home;
pub mod page;
mod words;
