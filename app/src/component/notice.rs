//! Something the person must know: what happened, what is safe, what to do.

use leptos::prelude::*;

use super::{Icon, IconName};

/// How much a notice matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum NoticeKind {
    /// Good to know.
    #[default]
    Info,
    /// Went well.
    Done,
    /// Needs care.
    Warning,
    /// Went wrong.
    Error,
}

impl NoticeKind {
    const fn look(self) -> (&'static str, IconName) {
        match self {
            Self::Info => ("notice tone-sky", IconName::Info),
            Self::Done => ("notice tone-leaf", IconName::Check),
            Self::Warning => ("notice tone-saffron", IconName::Alert),
            Self::Error => ("notice tone-brick", IconName::Alert),
        }
    }

    const fn role(self) -> &'static str {
        match self {
            Self::Error => "alert",
            _ => "status",
        }
    }
}

/// A notice in the page, announced when it appears.
#[component]
pub fn Notice(
    /// How much it matters.
    #[prop(optional)]
    kind: NoticeKind,
    /// A few words.
    #[prop(optional, into)]
    title: Option<String>,
    /// What happened, what is safe, what to do.
    #[prop(into)]
    text: Signal<String>,
    /// What can be done about it: buttons.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let (class, icon) = kind.look();
    view! {
        <div class=class role=kind.role()>
            <Icon name=icon />
            <div class="notice__words">
                {title.map(|title| view! { <p class="notice__title">{title}</p> })}
                <p>{text}</p>
                {children.map(|children| view! { <div class="notice__actions">{children()}</div> })}
            </div>
        </div>
    }
}
