//! Requests about personal data: who asks for what, by when, and one tap once it is answered.

use domain::id::Id;
use domain::kind::Kind;
use domain::phone::Phone;
use domain::record::{Request, Right};
use domain::view::{answer_request, open_requests};
use leptos::prelude::*;

use super::super::here::{Here, dotted};
use super::Hands;
use crate::component::{Button, ButtonKind, Chip, IconName, LinkButton, Tone};

/// The open requests; nothing where there is none.
#[component]
pub(super) fn Requests(here: Here, hands: Hands) -> impl IntoView {
    let words = here.words;
    let open = Memo::new(move |_| here.phone.watch(&[Kind::Request], open_requests));
    move || {
        open.with(|open| {
            let open: Vec<_> = open.iter().filter(|(id, _)| hands.shows(*id)).collect();
            (!open.is_empty()).then(|| {
                view! {
                    <section class="stack">
                        <div>
                            <h2 class="page__heading">{words.inbox.requests}</h2>
                            <p class="muted">{words.inbox.requests_hint}</p>
                        </div>
                        {open.iter().map(|(id, request)| card(here, *id, request, hands)).collect_view()}
                    </section>
                }
            })
        })
    }
}

/// One request.
fn card(here: Here, id: Id, request: &Request, hands: Hands) -> impl IntoView + use<> {
    let words = here.words;
    let today = here.today();
    let late = request.due.is_some_and(|due| due < today);
    let due = request
        .due
        .map_or_else(String::new, |due| words.inbox.due(&here.day_within(due)));
    let call = Phone::parse(&request.phone).ok();
    let answered = Callback::new(move |_| {
        here.record_with_undo(answer_request(id, here.today()), move || {
            words.inbox.answered.to_owned()
        });
    });
    view! {
        <article class="card verdict">
            <h3 class="verdict__title">
                <bdi>{request.name.clone()}</bdi>
                <span class="verdict__field">{words.inbox.right(request.right.name())}</span>
            </h3>
            {(!request.details.is_empty()).then(|| view! { <p class="verdict__what"><bdi>{request.details.clone()}</bdi></p> })}
            <p class="muted">{dotted([due, words.log.number(&request.number)])}</p>
            {late.then(|| view! { <Chip tone=Tone::Brick icon=IconName::Alert text=words.inbox.late /> })}
            <div class="verdict__choice">
                <Button label=words.inbox.answered icon=IconName::Check on_click=answered />
                {(request.right == Right::Erasure).then(|| view! {
                    <LinkButton kind=ButtonKind::Quiet href="/app/people" label=words.erasure.find icon=IconName::Search />
                })}
                {call.map(|phone| view! {
                    <LinkButton kind=ButtonKind::Quiet href=format!("tel:{}", phone.e164()) label=words.common.call icon=IconName::Call outside=true />
                })}
            </div>
            {hands.row(vec![id])}
        </article>
    }
}
