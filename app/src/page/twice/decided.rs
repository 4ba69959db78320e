//! What was said of pairs of people, with a way back as long as there is one.

use domain::kind::Kind;
use domain::record::{Pair, Sameness};
use domain::same::take_back;
use domain::view::{SaidLine, said_of_two};
use leptos::prelude::*;

use super::super::here::{Here, dotted};
use super::super::inbox::Hands;
use crate::component::{Button, ButtonKind, IconName, use_toaster};

/// How many are shown: the newest.
const SHOWN: usize = 20;

/// The newest; nothing where nothing was said.
#[component]
pub(in super::super) fn Decided(here: Here, hands: Hands) -> impl IntoView {
    let words = here.words;
    let lines = Memo::new(move |_| {
        let now = here.phone.true_clock().now;
        here.phone
            .watch(&[Kind::Pair, Kind::Beneficiary, Kind::Member], |replica| {
                said_of_two(replica, here.arabic(), now, SHOWN)
            })
    });
    move || {
        let lines = lines.get();
        (!lines.is_empty()).then(|| {
            view! {
                <section class="stack">
                    <h2 class="page__heading">{words.twice.decided}</h2>
                    <div class="list">{lines.into_iter().map(|line| row(here, &line, hands.settles(Pair::id(line.one, line.other)))).collect_view()}</div>
                </section>
            }
        })
    }
}

fn row(here: Here, line: &SaidLine, decides: bool) -> impl IntoView + use<> {
    let words = here.words;
    let same = line.said == Sameness::Same;
    let when = match line.at {
        Some(at) => dotted([line.by.clone(), here.instant(at)]),
        None => words.inbox.not_sent.to_owned(),
    };
    let [one, other] = &line.names;
    let what = if one == other {
        one.clone()
    } else {
        words.twice.names(one, other)
    };
    let (outcome, back) = if same {
        (words.twice.is_one, words.twice.split)
    } else {
        (words.twice.is_two, words.inbox.take_back)
    };
    let (one, other) = (line.one, line.other);
    let toaster = use_toaster();
    let reopen = Callback::new(move |_| {
        let edits = here.phone.read(|replica| take_back(replica, one, other));
        here.record(edits, move |_| toaster.say(words.twice.undone));
    });
    view! {
        <article class="sync-item">
            <p class="sync-item__title"><bdi>{what}</bdi></p>
            <p>{outcome}</p>
            <p class="sync-item__when">{when}</p>
            {(decides && line.undoable).then(|| view! {
                <div class="notice__actions">
                    <Button kind=ButtonKind::Quiet icon=IconName::Undo label=back on_click=reopen />
                </div>
            })}
            {(!line.undoable).then(|| view! { <p class="muted">{words.twice.for_good}</p> })}
        </article>
    }
}
