//! Hadir's Leptos side: the staff app on the phone and the public pages the server draws.

pub mod component;
#[cfg(feature = "csr")]
pub mod device;
pub mod i18n;
pub mod intent;
#[cfg(feature = "csr")]
pub mod page;
pub mod paper;
#[cfg(feature = "csr")]
pub mod shell;
#[cfg(feature = "ssr")]
pub mod site;
