//! Colours that mean something, and the chip that wears them with an icon and a word.

use leptos::prelude::*;

use super::{Icon, IconName};

/// What a colour says. Always beside an icon or a word, never alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Tone {
    /// Nothing particular.
    #[default]
    Neutral,
    /// Hadir's own: chosen, active.
    Teal,
    /// Present, received, done.
    Leaf,
    /// Late, waiting.
    Saffron,
    /// Absent, refused.
    Brick,
    /// Excused, information.
    Sky,
}

impl Tone {
    /// The class that colours an element.
    pub const fn class(self) -> &'static str {
        match self {
            Self::Neutral => "tone-neutral",
            Self::Teal => "tone-teal",
            Self::Leaf => "tone-leaf",
            Self::Saffron => "tone-saffron",
            Self::Brick => "tone-brick",
            Self::Sky => "tone-sky",
        }
    }
}

/// A short state: colour, icon and word together.
#[component]
pub fn Chip(
    /// What the colour says.
    #[prop(optional, into)]
    tone: Signal<Tone>,
    /// The icon before the word.
    #[prop(optional)]
    icon: Option<IconName>,
    /// The word.
    #[prop(into)]
    text: Signal<String>,
) -> impl IntoView {
    view! {
        <span class=move || format!("chip {}", tone.get().class())>
            {icon.map(|name| view! { <Icon name /> })}
            <span>{text}</span>
        </span>
    }
}
