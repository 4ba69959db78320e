//! Taking all of the association's data away.

use leptos::prelude::*;

use super::super::door::Password;
use super::super::here::Here;
use super::super::papers::{Errand, HowFar};
use crate::component::{Button, ButtonKind, Card, IconName};
use crate::device::Wanted;

/// All data as one file, for those who decide about the team.
#[component]
pub(super) fn Taking(here: Here) -> impl IntoView {
    let decides = Memo::new(move |_| here.asker().is_some_and(|asker| asker.manages_team()));
    move || decides.get().then(|| view! { <Taken here /> })
}

#[component]
fn Taken(here: Here) -> impl IntoView {
    let words = here.words.export;
    let errand = Errand::new(here);
    let password = RwSignal::new(String::new());
    // What was typed does not stay on a phone that is laid down.
    let take = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        errand.ask(Wanted::Everything(password.get_untracked()));
        password.set(String::new());
    };
    view! {
        <Card title=words.title>
            <p class="muted">{words.what}</p>
            <p class="muted">{words.law}</p>
            <form class="stack" on:submit=take>
                <Password value=password name="taking" label=here.words.account.current autocomplete="current-password" />
                <Button
                    kind=ButtonKind::Quiet icon=IconName::Import label=words.take busy=errand.busy() submit=true
                />
            </form>
            <HowFar errand />
        </Card>
    }
}
