//! A link for a member who forgot their password: made, then handed over.

use domain::id::Id;
use domain::view::name_of;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::super::here::Here;
use super::invite::HandOver;
use crate::component::{IconName, Notice, NoticeKind, Sheet, SheetAction, Tone};
use crate::device::Invitation;

/// A link that was made, and the name of whom it is for.
pub(super) type Made = RwSignal<Option<(String, Invitation)>>;

/// Makes the link; where it cannot be made, it says why.
#[component]
pub(super) fn MakeLink(
    here: Here,
    id: Id,
    made: Made,
    /// Whether the member signs in with a code too, which may be lost.
    second_factor: bool,
) -> impl IntoView {
    let words = here.words;
    let (busy, fault) = (RwSignal::new(false), RwSignal::new(None::<String>));
    let make = move |without_code: bool| {
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        fault.set(None);
        spawn_local(async move {
            let answer = here.phone.password_link(id, without_code).await;
            busy.set(false);
            match answer {
                Ok(link) => {
                    let name = here.phone.read(|replica| name_of(replica, id, here.arabic()));
                    made.set(Some((name, link)));
                }
                Err(error) => fault.set(Some(here.call_error(&error))),
            }
        });
    };
    let (renew, renew_without) = (
        Callback::new(move |()| make(false)),
        Callback::new(move |()| make(true)),
    );
    view! {
        {move || fault.get().map(|text| view! { <Notice kind=NoticeKind::Error text /> })}
        <SheetAction
            icon=IconName::Link label=words.team.renew detail=words.team.renew_hint tone=Tone::Neutral on_click=renew
        />
        {second_factor.then(|| view! {
            <SheetAction
                icon=IconName::Link label=words.factor.lost detail=words.factor.lost_hint tone=Tone::Saffron
                on_click=renew_without
            />
        })}
    }
}

/// The sheet that hands the link over.
#[component]
pub(super) fn LinkMade(here: Here, made: Made) -> impl IntoView {
    let words = here.words;
    let close = Callback::new(move |()| made.set(None));
    view! {
        <Sheet
            open=Signal::derive(move || made.with(Option::is_some)) on_close=close title=words.team.renew_ready
        >
            {move || made.get().map(|(name, invitation)| {
                let text = words.team.renew_text(&name);
                view! { <HandOver here text invitation close /> }
            })}
        </Sheet>
    }
}
