//! One thing this phone recorded, and where it stands.

use leptos::prelude::*;

use super::{Chip, IconName, Tone};
use crate::i18n::{Words, use_words};

/// Where one recorded thing stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SyncItemState {
    /// On this phone only, for now.
    Waiting,
    /// Received, under a number, at a time.
    Received {
        /// The server's number.
        number: u64,
        /// When, as shown.
        at: String,
    },
    /// Refused: the sentence says which field and why.
    Refused(String),
    /// Waits for a head's decision.
    Held,
    /// Received beside someone else's change of other fields.
    Parallel,
    /// Someone changed the same field; the sentence says what stands now.
    Conflict(String),
}

impl SyncItemState {
    const fn look(&self) -> (Tone, IconName) {
        match self {
            Self::Waiting => (Tone::Saffron, IconName::CloudUp),
            Self::Received { .. } | Self::Parallel => (Tone::Leaf, IconName::CloudCheck),
            Self::Refused(_) => (Tone::Brick, IconName::Alert),
            Self::Held => (Tone::Sky, IconName::Clock),
            Self::Conflict(_) => (Tone::Brick, IconName::Alert),
        }
    }

    fn word(&self, words: &Words) -> String {
        match self {
            Self::Waiting => words.sync.waiting_state.to_owned(),
            Self::Received { number, at } => words.sync.received(&number.to_string(), at),
            Self::Refused(_) => words.sync.refused_state.to_owned(),
            Self::Held => words.sync.held_state.to_owned(),
            Self::Parallel => words.sync.parallel_state.to_owned(),
            Self::Conflict(_) => words.sync.conflict_state.to_owned(),
        }
    }

    /// What happened and what is safe, where the word is not enough.
    fn why(&self, words: &Words) -> Option<String> {
        match self {
            Self::Refused(why) => Some(format!("{why} {}", words.sync.refused_why)),
            Self::Conflict(stands) => Some(format!("{stands} {}", words.sync.conflict_kept)),
            Self::Held => Some(words.sync.held_why.to_owned()),
            _ => None,
        }
    }
}

/// One recorded thing: what, when, where it stands, and what can be done about it.
#[component]
pub fn SyncItem(
    /// What was recorded: a person and a state, a new session.
    #[prop(into)]
    title: String,
    /// When it was recorded, as shown.
    #[prop(into)]
    recorded: String,
    /// Where it stands.
    state: SyncItemState,
    /// What can be done: buttons.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let words = use_words();
    let (tone, icon) = state.look();
    view! {
        <article class="sync-item">
            <p class="sync-item__title"><bdi>{title}</bdi></p>
            <p class="sync-item__when">{words.sync.recorded_at(&recorded)}</p>
            <Chip tone icon text=state.word(words) />
            {state.why(words).map(|why| view! { <p class="sync-item__why">{why}</p> })}
            {children.map(|children| view! { <div class="notice__actions">{children()}</div> })}
        </article>
    }
}
