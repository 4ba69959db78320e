//! The frame around every screen: the four places, and the state every page shows.

use leptos::prelude::*;

use super::{Icon, IconName, SyncState, ToastHost, provide_toaster};
use crate::i18n::{Words, use_words};

/// A place of the bottom bar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// The day's sessions.
    Today,
    /// What the association offers.
    Activities,
    /// Who it serves.
    People,
    /// What happened, for heads.
    Log,
    /// The person's own settings, for the others.
    Me,
}

impl Place {
    /// The places a person has: heads read the log, the others see themselves.
    const fn of(head: bool) -> [Self; 4] {
        [
            Self::Today,
            Self::Activities,
            Self::People,
            if head { Self::Log } else { Self::Me },
        ]
    }

    /// Where the place is.
    pub const fn href(self) -> &'static str {
        match self {
            Self::Today => "/app",
            Self::Activities => "/app/activities",
            Self::People => "/app/people",
            Self::Log => "/app/log",
            Self::Me => "/app/settings",
        }
    }

    const fn icon(self) -> IconName {
        match self {
            Self::Today => IconName::Today,
            Self::Activities => IconName::Activities,
            Self::People => IconName::People,
            Self::Log => IconName::Log,
            Self::Me => IconName::Me,
        }
    }

    const fn word(self, words: &'static Words) -> &'static str {
        match self {
            Self::Today => words.shell.today,
            Self::Activities => words.shell.activities,
            Self::People => words.shell.people,
            Self::Log => words.shell.log,
            Self::Me => words.shell.me,
        }
    }
}

/// The frame: bottom bar (a side rail on wide screens), content, toasts. Give it once, around the routes.
///
/// Pages below find the sync state and the toaster in context.
#[component]
pub fn AppShell(
    /// The place the screen belongs to; `None` hides the bar (roll call, forms, signing in).
    #[prop(into)]
    place: Signal<Option<Place>>,
    /// Whether the person is a head.
    #[prop(into)]
    head: Signal<bool>,
    /// How many things wait for a head's decision; the log's place shows it.
    #[prop(into)]
    to_decide: Signal<u64>,
    /// Where the phone stands with the server.
    #[prop(into)]
    sync: Signal<SyncState>,
    /// The routes.
    children: Children,
) -> impl IntoView {
    let words = use_words();
    provide_context(sync);
    provide_toaster();
    view! {
        <div class="shell" class:shell--bare=move || place.get().is_none()>
            <a class="skip" href="#content">{words.common.skip_to_content}</a>
            <nav class="places" aria-label=words.shell.places>
                {move || Place::of(head.get()).map(|item| view! { <PlaceLink item place to_decide /> })}
            </nav>
            <div class="shell__content">{children()}</div>
            <ToastHost />
        </div>
    }
}

/// One place of the bar.
#[component]
fn PlaceLink(item: Place, place: Signal<Option<Place>>, to_decide: Signal<u64>) -> impl IntoView {
    let words = use_words();
    let current = move || (place.get() == Some(item)).then_some("page");
    let count = move || {
        (item == Place::Log)
            .then(|| to_decide.get())
            .filter(|count| *count > 0)
    };
    let shown = move |count: u64| {
        if count > 99 {
            "99+".to_owned()
        } else {
            count.to_string()
        }
    };
    view! {
        <a class="places__item" href=item.href() aria-current=current>
            <span class="places__icon">
                <Icon name=item.icon() />
                {move || count().map(|count| view! { <span class="places__count" aria-hidden="true">{shown(count)}</span> })}
            </span>
            <span class="places__word">{item.word(words)}</span>
            {move || count().map(|count| view! { <span class="visually-hidden">{words.inbox.open(count)}</span> })}
        </a>
    }
}
