//! The big numbers of a roll call.

use leptos::prelude::*;

use super::{Icon, Mark};
use crate::i18n::{group, use_words};

/// How many people are in each state, big, with a bar that shows the shares.
#[component]
pub fn Counts(
    /// Present, late, excused, absent, unmarked.
    #[prop(into)]
    counts: Signal<[u64; 5]>,
) -> impl IntoView {
    let words = use_words();
    let cell = move |at: usize, mark: Mark| {
        let number = move || group(words.roll.lang(), counts.get()[at]);
        view! {
            <div class=format!("counts__cell {}", mark.tone().class())>
                <dt class="counts__word">{mark.plural(words)}</dt>
                <dd class="counts__number"><Icon name=mark.icon() /><span>{number}</span></dd>
            </div>
        }
    };
    let share = move |at: usize, mark: Mark| {
        let grow = move || counts.get()[at].to_string();
        view! { <span class=format!("counts__share {}", mark.tone().class()) style:flex-grow=grow></span> }
    };
    view! {
        <section class="counts" aria-label=words.roll.counts>
            <dl class="counts__cells">
                {Mark::ALL.into_iter().enumerate().map(|(at, mark)| cell(at, mark)).collect_view()}
            </dl>
            <div class="counts__bar" aria-hidden="true">
                {Mark::ALL.into_iter().enumerate().map(|(at, mark)| share(at, mark)).collect_view()}
            </div>
        </section>
    }
}
