//! A session of the day, as a card that opens its roll.

use leptos::prelude::*;

use super::{Chip, Icon, IconName, ProgressBar, Tone};
use crate::i18n::use_words;

/// A session: when, what, where, how far its roll is.
#[component]
pub fn SessionCard(
    /// Its roll.
    #[prop(into)]
    href: String,
    /// The activity's name.
    #[prop(into)]
    title: String,
    /// The hours, or the slot's name.
    #[prop(into)]
    hours: String,
    /// The place, the group.
    #[prop(optional, into)]
    detail: String,
    /// A state to show: planned, held, cancelled.
    #[prop(optional, into)]
    status: String,
    /// The state's colour.
    #[prop(optional)]
    tone: Tone,
    /// Marked and expected people, once the roll is open.
    #[prop(optional_no_strip)]
    marked: Option<(u64, u64)>,
    /// The one to open now: it stands out.
    #[prop(optional)]
    now: bool,
    /// What a tap will do, in words: take the roll, carry on.
    #[prop(optional, into)]
    action: String,
) -> impl IntoView {
    let words = use_words();
    let class = if now {
        "session-card session-card--now"
    } else {
        "session-card"
    };
    view! {
        <a class=class href=href>
            <span class="session-card__top">
                <span class="session-card__hours"><Icon name=IconName::Clock /><bdi>{hours}</bdi></span>
                {(!status.is_empty()).then(|| view! { <Chip tone text=status.clone() /> })}
            </span>
            <bdi class="session-card__title">{title}</bdi>
            {(!detail.is_empty()).then(|| view! {
                <span class="session-card__detail"><Icon name=IconName::Pin /><bdi>{detail.clone()}</bdi></span>
            })}
            {marked.map(|(marked, total)| {
                let said = words.today.marked_of(marked, total);
                view! {
                    <span class="session-card__progress">
                        <ProgressBar value=marked max=total label=said.clone() />
                        <span>{said}</span>
                    </span>
                }
            })}
            {(!action.is_empty()).then(|| view! {
                <span class="session-card__action"><span>{action.clone()}</span><Icon name=IconName::Next /></span>
            })}
        </a>
    }
}
