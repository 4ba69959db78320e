//! What a person prefers on this phone, member or not: kept in localStorage, where `boot.js` reads it.

use domain::id::Id;
use web_sys::{Event, HtmlElement, Storage};

use crate::i18n::Lang;
use wasm_bindgen::JsCast;

const LANG: &str = "hadir.lang";
const THEME: &str = "hadir.theme";
const USED: &str = "hadir.used";
const LEAVE: &str = "hadir.leave";
/// Stands for a phone that names none, among those whose signing out the server has not heard of.
const NAMELESS: &str = "1";

/// Light or dark.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    /// As the phone is set.
    #[default]
    System,
    /// Always light.
    Light,
    /// Always dark.
    Dark,
}

impl Theme {
    /// Every choice.
    pub const ALL: [Theme; 3] = [Theme::System, Theme::Light, Theme::Dark];

    /// Its code in storage and in `<html data-theme>`.
    pub const fn code(self) -> &'static str {
        match self {
            Theme::System => "system",
            Theme::Light => "light",
            Theme::Dark => "dark",
        }
    }

    fn from_code(code: &str) -> Self {
        Theme::ALL
            .into_iter()
            .find(|theme| theme.code() == code)
            .unwrap_or_default()
    }
}

/// The language the page was started in: `boot.js` chose it from storage and browser.
pub fn lang() -> Lang {
    page()
        .and_then(|page| Lang::from_code(&page.lang()))
        .unwrap_or_default()
}

/// Keeps a language and turns the page to it.
pub fn set_lang(lang: Lang) {
    keep(LANG, lang.code());
    if let Some(page) = page() {
        page.set_lang(lang.code());
        page.set_dir(lang.dir());
    }
}

/// The theme kept.
pub fn theme() -> Theme {
    kept(THEME).map_or(Theme::System, |code| Theme::from_code(&code))
}

/// Keeps a theme and shows it.
pub fn set_theme(theme: Theme) {
    keep(THEME, theme.code());
    show_theme();
}

/// Shows the theme kept: `<html data-theme="light | dark">`, no attribute for the phone's own.
pub fn show_theme() {
    let Some(page) = page() else { return };
    // Setting an attribute of a fixed name cannot fail.
    let _ = match theme() {
        Theme::System => page.remove_attribute("data-theme"),
        theme => page.set_attribute("data-theme", theme.code()),
    };
}

/// Remembers that someone has come in on this phone, and has `boot.js` keep the app on it.
pub(super) fn put_in_use() {
    keep(USED, "1");
    if let (Some(window), Ok(event)) = (web_sys::window(), Event::new("hadir:in-use")) {
        // The event was made here and is sent once: it cannot be refused.
        let _ = window.dispatch_event(&event);
    }
}

/// Whether someone has come in on this phone before: then the app, or what remains of it, is kept on it.
pub fn is_in_use() -> bool {
    let worker = web_sys::window().map(|window| window.navigator().service_worker());
    kept(USED).is_some() || worker.is_some_and(|worker| worker.controller().is_some())
}

/// Remembers whether the server has not heard yet that a phone of this browser signed out; without one, a phone that
/// names none.
pub(super) fn owe_sign_out(device: Option<Id>, owed: bool) {
    let mut owing = owed_sign_outs();
    owing.retain(|known| *known != device);
    if owed {
        owing.push(device);
    }
    let named = |device: &Option<Id>| device.map_or(NAMELESS.to_owned(), |device| device.to_string());
    let owing: Vec<String> = owing.iter().map(named).collect();
    if !owing.is_empty() {
        keep(LEAVE, &owing.join(" "));
    } else if let Some(storage) = storage() {
        let _ = storage.remove_item(LEAVE);
    }
}

/// The phones of this browser of whose signing out the server has not heard yet.
pub(super) fn owed_sign_outs() -> Vec<Option<Id>> {
    let kept = kept(LEAVE).unwrap_or_default();
    kept.split_whitespace()
        .map(|device| device.parse().ok())
        .collect()
}

fn kept(key: &str) -> Option<String> {
    storage().and_then(|storage| storage.get_item(key).ok().flatten())
}

const LOCK: &str = "hadir.lock";

/// Minutes out of sight after which the phone locks.
pub fn lock_after_min() -> u32 {
    let kept = storage().and_then(|storage| storage.get_item(LOCK).ok().flatten());
    kept.and_then(|minutes| minutes.parse().ok()).unwrap_or(5)
}

/// Keeps after how many minutes out of sight the phone locks.
pub fn set_lock_after_min(minutes: u32) {
    keep(LOCK, &minutes.to_string());
}

const SEPARATOR: &str = "hadir.separator";

/// What stands between two cells of a CSV that is asked for, by its code; `None` where nobody chose.
pub fn separator() -> Option<String> {
    kept(SEPARATOR)
}

/// Keeps what stands between two cells of a CSV.
pub fn set_separator(code: &str) {
    keep(SEPARATOR, code);
}

const RING: &str = "hadir.ring";

/// Keeps a copy of the key ring, in hexadecimal digits.
pub(super) fn copy_ring(ring: &[u8]) {
    let digits: String = ring.iter().map(|byte| format!("{byte:02x}")).collect();
    keep(RING, &digits);
}

/// The copy of the key ring.
pub(super) fn ring_copy() -> Option<Vec<u8>> {
    let digits = storage()?.get_item(RING).ok().flatten()?;
    let pairs = digits.as_bytes().chunks(2);
    pairs
        .map(|pair| u8::from_str_radix(core::str::from_utf8(pair).ok()?, 16).ok())
        .collect()
}

fn keep(key: &str, value: &str) {
    if let Some(storage) = storage() {
        // Where storage is full or closed the choice lasts as long as the page.
        let _ = storage.set_item(key, value);
    }
}

fn storage() -> Option<Storage> {
    web_sys::window()?.local_storage().ok().flatten()
}

fn page() -> Option<HtmlElement> {
    web_sys::window()?.document()?.document_element()?.dyn_into().ok()
}

#[cfg(all(test, target_arch = "wasm32"))]
mod tests {
    use super::*;
    use wasm_bindgen_test::wasm_bindgen_test;

    #[wasm_bindgen_test]
    fn a_choice_turns_the_page_and_is_kept() {
        set_lang(Lang::Ar);
        assert_eq!((page().unwrap().dir().as_str(), lang()), ("rtl", Lang::Ar));
        set_lang(Lang::Fr);
        assert_eq!((page().unwrap().dir().as_str(), lang()), ("ltr", Lang::Fr));
        set_theme(Theme::Dark);
        assert_eq!(
            page().unwrap().get_attribute("data-theme").as_deref(),
            Some("dark")
        );
        set_theme(Theme::System);
        assert_eq!(
            (page().unwrap().get_attribute("data-theme"), theme()),
            (None, Theme::System)
        );
    }
}
