//! Requests about personal data: who asks for what, by when, and one tap once it is answered.

use domain::id::Id;
use domain::phone::Phone;
use domain::record::{Request, Right};
use domain::view::answer_request;
use leptos::prelude::*;

use super::super::here::{Here, dotted};
use super::Hands;
use crate::component::{Button, ButtonKind, IconName, LinkButton};

/// What a request asks for.
pub(super) fn card(here: Here, id: Id, request: &Request, hands: Hands) -> impl IntoView + use<> {
    let words = here.words;
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
        <h4 class="verdict__title">
            <bdi>{request.name.clone()}</bdi>
            <span class="verdict__field">{words.inbox.right(request.right.name())}</span>
        </h4>
        {(!request.details.is_empty()).then(|| view! { <p class="verdict__what"><bdi>{request.details.clone()}</bdi></p> })}
        <p class="muted">{dotted([due, words.log.number(&request.number)])}</p>
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
    }
}
