//! What a place says while what belongs there is on its way for the first time: not that there is nothing.

use domain::kind::Kind;
use leptos::prelude::*;

use super::here::Here;
use crate::component::Working;
use crate::device::Phase;

/// Whether what the member may see is on its way for the first time.
pub(super) fn receiving(here: Here) -> Memo<bool> {
    let state = here.phone.sync_state();
    Memo::new(move |_| state.with(|state| !state.complete && state.phase == Phase::Receiving))
}

/// How many people came so far.
#[component]
pub(super) fn Receiving(here: Here) -> impl IntoView {
    let words = here.words;
    let people = Memo::new(move |_| {
        here.phone
            .watch(&[Kind::Beneficiary], |replica| replica.count(Kind::Beneficiary)) as u64
    });
    let label = Signal::derive(move || words.sync.people_so_far(people.get()));
    view! {
        <div class="empty">
            <h2 class="empty__title">{words.sync.receiving_title}</h2>
            <p class="empty__text">{words.sync.receiving_text}</p>
            <Working label share=Signal::derive(|| None) />
        </div>
    }
}
