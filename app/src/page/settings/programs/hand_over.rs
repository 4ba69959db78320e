//! A token that was made: shown once, with the address at which it reads and how a spreadsheet takes both.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::super::super::here::Here;
use crate::component::{Button, ButtonKind, IconName, use_toaster};
use crate::device::DataTokenMade;
use crate::device::copied;

/// The token and the address, to copy.
#[component]
pub(super) fn HandOver(
    here: Here,
    token: DataTokenMade,
    made: RwSignal<Option<DataTokenMade>>,
) -> impl IntoView {
    let words = here.words.programs;
    let toaster = use_toaster();
    let address = format!(
        "{}/api/v1/data/report",
        window().location().origin().unwrap_or_default()
    );
    let copy = move |text: String| {
        Callback::new(move |_| {
            let text = text.clone();
            spawn_local(async move {
                toaster.say(if copied(&text).await {
                    here.words.common.copied
                } else {
                    here.words.team.copy_failed
                });
            });
        })
    };
    let (copy_token, copy_address) = (copy(token.token.clone()), copy(address.clone()));
    view! {
        <div class="stack">
            <p>{words.once}</p>
            <p class="team-link" dir="ltr">{token.token}</p>
            <Button label=words.copy icon=IconName::Copy block=true on_click=copy_token />
            <p>{words.how}</p>
            <p class="team-link" dir="ltr">{address}</p>
            <Button
                kind=ButtonKind::Quiet label=words.copy_address icon=IconName::Copy block=true on_click=copy_address
            />
            <Button
                kind=ButtonKind::Quiet label=here.words.common.done block=true
                on_click=Callback::new(move |_| made.set(None))
            />
        </div>
    }
}
