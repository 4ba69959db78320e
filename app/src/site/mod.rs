//! The pages everybody sees: drawn by the server, plain forms, no wasm.

pub mod asked;
pub mod association;
pub mod directory;
pub mod home;
pub mod message;
pub mod offer;
pub mod page;
pub mod privacy;
pub mod register;
pub mod ticket;
mod words;

#[cfg(test)]
mod testing {
    use super::page::Frame;
    use crate::i18n::Lang;

    /// A page of no place in particular.
    pub(super) fn frame(lang: Lang) -> Frame {
        Frame {
            lang,
            stylesheet: "/pkg/hadir.css".into(),
            origin: "https://hadir.example".into(),
            path: "/".into(),
            listed: true,
            asked: String::new(),
        }
    }
}
