//! The activities of a project, and choosing them.

use domain::id::Id;
use domain::kind::Kind;
use domain::view::fundable;
use leptos::prelude::*;

use super::super::here::Here;
use crate::component::{Button, ButtonKind, Card, ChoiceOption, Choices, IconName, ListRow};
use crate::intent::fund_activities;

/// The activities; whoever plans chooses them.
#[component]
pub(super) fn ActivitiesCard(here: Here, id: Id) -> impl IntoView {
    let words = here.words;
    let open = RwSignal::new(false);
    let plans = Memo::new(move |_| here.asker().is_some_and(|asker| asker.plans()));
    let known = Memo::new(move |_| {
        here.phone
            .watch(&[Kind::Activity], |replica| fundable(replica, id))
    });
    let its = move || {
        let lines = known.get();
        let lines: Vec<_> = lines.into_iter().filter(|(_, _, its)| *its).collect();
        if lines.is_empty() {
            return view! { <p class="muted">{words.project.no_activity}</p> }.into_any();
        }
        let row = |(id, title, _): (Id, String, bool)| {
            view! { <ListRow href=format!("/app/activity/{id}") title /> }
        };
        view! { <div class="list">{lines.into_iter().map(row).collect_view()}</div> }.into_any()
    };
    let choose = Callback::new(move |_| open.set(true));
    view! {
        <Card title=words.project.activities>
            {move || if open.get() {
                view! { <Choosing here id known=known.get_untracked() open /> }.into_any()
            } else {
                view! {
                    {its}
                    {move || plans.get().then(|| view! {
                        <Button kind=ButtonKind::Quiet label=words.project.choose_activities icon=IconName::Edit on_click=choose />
                    })}
                }.into_any()
            }}
        </Card>
    }
}

#[component]
fn Choosing(here: Here, id: Id, known: Vec<(Id, String, bool)>, open: RwSignal<bool>) -> impl IntoView {
    let words = here.words;
    let its = known.iter().filter(|(_, _, its)| *its);
    let chosen = RwSignal::new(its.map(|(id, _, _)| id.to_string()).collect::<Vec<_>>());
    let options = known
        .into_iter()
        .map(|(id, title, _)| ChoiceOption::new(id.to_string(), title))
        .collect();
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let chosen: Vec<Id> =
            chosen.with_untracked(|ids| ids.iter().filter_map(|id| id.parse().ok()).collect());
        let edits = here.phone.read(|replica| fund_activities(replica, id, &chosen));
        open.set(false);
        here.record_with_undo(edits, move || words.project.activities_changed.to_owned());
    };
    view! {
        <form class="stack" on:submit=submit novalidate>
            <Choices
                legend=words.project.choose_activities name="funded" options selected=chosen
                hint=words.project.activities_hint
            />
            <Button label=words.common.save submit=true block=true />
        </form>
    }
}
