//! One entry of the log.

use leptos::prelude::*;

use super::{Avatar, Chip, Icon, IconName, Tone};
use crate::i18n::{Lang, use_words};

/// Who did what to whom, what it was before and after, when it was recorded and received.
#[component]
pub fn LogEntry(
    /// Who did it.
    #[prop(into)]
    who: String,
    /// What they did: a verb of the log's words.
    #[prop(into)]
    verb: String,
    /// To whom or what.
    #[prop(into)]
    what: String,
    /// Each field changed: its label, the value before (empty for none), the value after.
    #[prop(optional)]
    changes: Vec<(String, String, String)>,
    /// When the phone recorded it.
    #[prop(into)]
    recorded: String,
    /// When the server received it.
    #[prop(into)]
    received: String,
    /// A verdict worth showing, with its colour.
    #[prop(optional_no_strip)]
    verdict: Option<(String, Tone)>,
    /// What can be decided about it: buttons.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let words = use_words();
    let nothing = words.log.nothing;
    // Arabic says what was done as a noun.
    let colon = if words.log.lang() == Lang::Ar { ": " } else { " " };
    let value = move |value: String| {
        if value.is_empty() {
            nothing.to_owned()
        } else {
            value
        }
    };
    let change = move |(label, before, after): (String, String, String)| {
        // What was not there before has nothing to show but itself.
        let before = (!before.is_empty()).then(|| view! {
            <del class="log-entry__before"><span class="visually-hidden">{words.common.before}" "</span><bdi>{before}</bdi></del>
                <Icon name=IconName::Next />
        });
        view! {
            <div class="log-entry__change">
                <dt>{label}</dt>
                <dd>
                    {before}
                    <ins class="log-entry__after"><span class="visually-hidden">{words.common.after}" "</span><bdi>{value(after)}</bdi></ins>
                </dd>
            </div>
        }
    };
    view! {
        <article class="log-entry">
            <Avatar name=who.clone() />
            <div class="log-entry__words">
                <p class="log-entry__line"><bdi class="log-entry__who">{who}</bdi>{colon}{verb}" "<bdi class="log-entry__what">{what}</bdi></p>
                {(!changes.is_empty()).then(|| view! {
                    <dl class="log-entry__changes">{changes.into_iter().map(change).collect_view()}</dl>
                })}
                <p class="log-entry__times">
                    <span>{words.log.recorded(&recorded)}</span>
                    <span>{words.log.received(&received)}</span>
                </p>
                {verdict.map(|(text, tone)| view! { <Chip tone text /> })}
                {children.map(|children| view! { <div class="notice__actions">{children()}</div> })}
            </div>
        </article>
    }
}
