//! Signing out of this phone. Unsent work is never deleted: it stays for whoever recorded it.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::super::here::Here;
use crate::component::{Button, ButtonKind, IconName, Notice, NoticeKind, Sheet, use_toaster};
use crate::device::Phase;

/// Signing out, after saying what happens to what was not sent.
#[component]
pub(super) fn Leaving(here: Here) -> impl IntoView {
    let words = here.words;
    let toaster = use_toaster();
    let (open, busy) = (RwSignal::new(false), RwSignal::new(false));
    let state = here.phone.sync_state();
    let unsent = Memo::new(move |_| {
        here.phone
            .watch_outbox(|replica| replica.waiting() + replica.needing_person()) as u64
    });
    let offline = Memo::new(move |_| {
        matches!(
            state.get().phase,
            Phase::Offline | Phase::SignedOut | Phase::UpdateRequired
        )
    });
    let label = Signal::derive(move || match (unsent.get(), offline.get()) {
        (0, _) => words.settings.sign_out.to_owned(),
        (_, true) => words.settings.leave_keep.to_owned(),
        (_, false) => words.settings.send_then_leave.to_owned(),
    });
    let leave = Callback::new(move |_| {
        busy.set(true);
        spawn_local(async move {
            let left = here.phone.sign_out().await;
            busy.set(false);
            toaster.say(match left {
                Ok(left) if left.unsent > 0 => words.settings.sign_out_unsent.to_owned(),
                Ok(_) => words.settings.signed_out.to_owned(),
                Err(error) => here.problem(error.code(), None),
            });
        });
    });
    let close = Callback::new(move |()| open.set(false));
    view! {
        <Button
            kind=ButtonKind::Danger icon=IconName::SignOut label=words.settings.sign_out block=true
            on_click=Callback::new(move |_| open.set(true))
        />
        <Sheet open on_close=close title=words.settings.sign_out_title>
            <div class="stack">
                {move || match unsent.get() {
                    0 => view! { <Notice text=words.settings.sign_out_clean /> }.into_any(),
                    n => view! {
                        <Notice kind=NoticeKind::Warning title=words.team.waiting(n) text=words.settings.sign_out_unsent />
                    }.into_any(),
                }}
                <Button kind=ButtonKind::Danger icon=IconName::SignOut label block=true busy on_click=leave />
                <Button kind=ButtonKind::Quiet label=words.common.cancel block=true on_click=Callback::new(move |_| close.run(())) />
            </div>
        </Sheet>
    }
}
