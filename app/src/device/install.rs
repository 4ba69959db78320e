//! Putting Hadir on the phone's home screen.

use std::cell::RefCell;

use gloo::events::{EventListener, EventListenerOptions};
use js_sys::{Function, Promise, Reflect};
use leptos::prelude::{ArcReadSignal, ArcRwSignal, Set};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

/// Whether and how Hadir can be put on the home screen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Installing {
    /// Runs from the home screen already.
    Installed,
    /// The browser offers it: [`Install::ask`].
    Offered,
    /// By hand, from the share menu of an iPhone or iPad.
    ByHandOnIos,
    /// Not here, or not yet.
    #[default]
    Unknown,
}

thread_local! {
    static OFFER: RefCell<Option<JsValue>> = const { RefCell::new(None) };
}

/// Watches what the browser offers.
#[derive(Clone)]
pub struct Install(ArcRwSignal<Installing>);

impl Install {
    /// Starts watching. Early: the browser makes its offer once.
    pub fn watch() -> Self {
        let state = ArcRwSignal::new(found());
        let Some(window) = web_sys::window() else {
            return Install(state);
        };
        let offered = state.clone();
        let options = EventListenerOptions::enable_prevent_default();
        EventListener::new_with_options(&window, "beforeinstallprompt", options, move |event| {
            event.prevent_default();
            OFFER.set(Some(event.clone().into()));
            offered.set(Installing::Offered);
        })
        .forget();
        let installed = state.clone();
        EventListener::new(&window, "appinstalled", move |_| {
            installed.set(Installing::Installed)
        })
        .forget();
        Install(state)
    }

    /// Whether and how it can be done.
    pub fn state(&self) -> ArcReadSignal<Installing> {
        self.0.read_only()
    }

    /// Shows the browser's question. Returns whether the person said yes; only from a tap.
    pub async fn ask(&self) -> bool {
        let Some(offer) = OFFER.take() else { return false };
        self.0.set(Installing::Unknown);
        asked(&offer).await.is_ok_and(|answer| answer == "accepted")
    }
}

async fn asked(offer: &JsValue) -> Result<String, JsValue> {
    Reflect::get(offer, &"prompt".into())?
        .dyn_into::<Function>()?
        .call0(offer)?;
    let choice = Reflect::get(offer, &"userChoice".into())?.dyn_into::<Promise>()?;
    let outcome = Reflect::get(&JsFuture::from(choice).await?, &"outcome".into())?;
    Ok(outcome.as_string().unwrap_or_default())
}

fn found() -> Installing {
    let Some(window) = web_sys::window() else {
        return Installing::Unknown;
    };
    let standalone = window
        .match_media("(display-mode: standalone)")
        .ok()
        .flatten()
        .is_some_and(|query| query.matches());
    // Safari's own word for it; other browsers do not have it at all.
    let ios = Reflect::get(&window.navigator(), &"standalone".into())
        .ok()
        .and_then(|flag| flag.as_bool());
    match ios {
        _ if standalone => Installing::Installed,
        Some(true) => Installing::Installed,
        Some(false) => Installing::ByHandOnIos,
        None => Installing::Unknown,
    }
}
