//! Taking all of the association's data away.

use leptos::prelude::*;

use super::super::here::Here;
use super::super::papers::{Errand, HowFar};
use crate::component::{Button, ButtonKind, Card, IconName};

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
    let take = Callback::new(move |_| errand.ask("POST", "/api/v1/export".to_owned()));
    view! {
        <Card title=words.title>
            <p class="muted">{words.what}</p>
            <p class="muted">{words.law}</p>
            <Button
                kind=ButtonKind::Quiet icon=IconName::Import label=words.take busy=errand.busy() on_click=take
            />
            <HowFar errand />
        </Card>
    }
}
