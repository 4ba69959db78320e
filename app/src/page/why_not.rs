//! Why a session did not take place: one tap, with a way back.

use domain::id::Id;
use domain::record::CancelReason;
use leptos::prelude::*;

use super::here::Here;
use crate::component::{IconName, Sheet, SheetAction, Tone};
use crate::intent::CancelSession;

/// Asks why the session did not take place, while one is asked about.
#[component]
pub(super) fn WhyNot(here: Here, session: RwSignal<Option<Id>>) -> impl IntoView {
    let words = here.words;
    let row = move |reason: CancelReason| {
        let chosen = Callback::new(move |()| {
            let Some(asked) = session.get_untracked() else {
                return;
            };
            session.set(None);
            let why = words.session.reason(reason.name());
            let cancel = CancelSession {
                session: asked,
                reason,
            };
            here.record_with_undo(cancel.edits(), move || words.session.cancelled_because(why));
        });
        view! { <SheetAction icon=IconName::Cross label=words.session.reason(reason.name()) tone=Tone::Brick on_click=chosen /> }
    };
    let open = Signal::derive(move || session.with(Option::is_some));
    view! {
        <Sheet open title=words.session.why on_close=Callback::new(move |()| session.set(None))>
            <div class="stack">{CancelReason::chosen().map(row).collect_view()}</div>
        </Sheet>
    }
}
