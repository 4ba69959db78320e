//! The sync chip: always visible, in words and colour.

use leptos::prelude::*;

use super::{Icon, IconName, Tone};
use crate::i18n::{Words, use_words};

/// Where the phone stands with the server.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum SyncState {
    /// Nothing waits.
    #[default]
    AllSent,
    /// Nothing waits, and what the association has is on its way to this phone.
    Receiving,
    /// So many changes wait and will be sent soon.
    Waiting(u64),
    /// The last try did not reach the server; so many changes are kept on this phone.
    Offline(u64),
    /// So many items need the person: refused, in conflict.
    NeedYou(u64),
}

impl SyncState {
    const fn tone(self) -> Tone {
        match self {
            Self::AllSent => Tone::Leaf,
            Self::Receiving => Tone::Sky,
            Self::Waiting(_) | Self::Offline(_) => Tone::Saffron,
            Self::NeedYou(_) => Tone::Brick,
        }
    }

    const fn icon(self) -> IconName {
        match self {
            Self::AllSent => IconName::CloudCheck,
            Self::Receiving => IconName::CloudDown,
            Self::Waiting(_) => IconName::CloudUp,
            Self::Offline(_) => IconName::CloudOff,
            Self::NeedYou(_) => IconName::Alert,
        }
    }

    fn words(self, words: &Words) -> String {
        match self {
            Self::AllSent => words.sync.all_sent.to_owned(),
            Self::Receiving => words.sync.receiving.to_owned(),
            Self::Waiting(n) => words.sync.waiting(n),
            Self::Offline(0) => words.sync.offline.to_owned(),
            Self::Offline(n) => words.sync.offline_waiting(n),
            Self::NeedYou(n) => words.sync.need_you(n),
        }
    }
}

/// Says where the phone stands with the server; a tap opens the list of what waits.
#[component]
pub fn SyncChip(
    /// The state to say.
    #[prop(into)]
    state: Signal<SyncState>,
    /// Where the list of what waits is.
    #[prop(default = "/app/sync")]
    href: &'static str,
) -> impl IntoView {
    let words = use_words();
    view! {
        <a class=move || format!("sync-chip {}", state.get().tone().class()) href=href>
            <Icon name=Signal::derive(move || state.get().icon()) />
            <span role="status">{move || state.get().words(words)}</span>
            <Icon name=IconName::Next />
        </a>
    }
}
