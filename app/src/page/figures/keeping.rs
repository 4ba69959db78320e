//! Keeping a report on the server as it is.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::super::here::Here;
use crate::component::{
    Button, ButtonKind, Card, IconName, LinkButton, Notice, NoticeKind, Working, use_toaster,
};
use crate::device::{CallError, Work};

/// The way to keep a report, for those who decide, and to those that are kept. `asked` is what it asks of the server.
#[component]
pub(super) fn Keeping(here: Here, asked: String) -> impl IntoView {
    let words = here.words.kept;
    let toaster = use_toaster();
    let decides = Memo::new(move |_| here.asker().is_some_and(|asker| asker.manages_team()));
    let (busy, fault) = (RwSignal::new(false), RwSignal::new(None::<(NoticeKind, String)>));
    let work = Work::new();
    on_cleanup(move || work.stop());
    let asked = StoredValue::new(asked);
    let keep = Callback::new(move |_| {
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        fault.set(None);
        spawn_local(async move {
            let answer = here.phone.keep_report(&asked.get_value(), work).await;
            if busy.try_set(false).is_some() {
                return;
            }
            match answer {
                Ok(()) => toaster.say(words.kept),
                Err(CallError::Stopped) => fault.set(Some((NoticeKind::Info, words.keep_stopped.to_owned()))),
                Err(error) => fault.set(Some((NoticeKind::Error, here.call_error(&error)))),
            }
        });
    });
    view! {
        <Card title=words.title>
            {move || fault.get().map(|(kind, text)| view! { <Notice kind text /> })}
            {move || decides.get().then(|| view! {
                <p class="muted">{words.keep_hint}</p>
                {move || if busy.get() {
                    let on_stop = Callback::new(move |()| work.stop());
                    view! { <Working label=words.keeping share=Signal::derive(|| None) on_stop /> }.into_any()
                } else {
                    view! { <Button kind=ButtonKind::Quiet label=words.keep icon=IconName::Check block=true on_click=keep /> }.into_any()
                }}
            })}
            <LinkButton href="/app/report/kept" label=words.title icon=IconName::Log kind=ButtonKind::Quiet block=true />
        </Card>
    }
}
