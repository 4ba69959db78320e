//! A new token: for what, what it reads, for how long.

use domain::record::Reach;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::super::super::here::Here;
use crate::component::{Button, Choice, ChoiceOption, Field, IconName, Notice, NoticeKind};
use crate::device::{CallError, DataTokenAsk, DataTokenMade};

/// For what, what it reads, for how long.
#[component]
pub(super) fn Ask(
    here: Here,
    asking: RwSignal<bool>,
    made: RwSignal<Option<DataTokenMade>>,
) -> impl IntoView {
    let words = here.words.programs;
    let name = RwSignal::new(String::new());
    let reach = RwSignal::new(Reach::Outside.name().to_owned());
    let days = RwSignal::new("365".to_owned());
    let (busy, named) = (RwSignal::new(false), RwSignal::new(None::<String>));
    let fault = RwSignal::new(None::<String>);
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let typed = name.get_untracked().trim().to_owned();
        named.set(
            typed
                .is_empty()
                .then(|| here.words.problem.refusal("required", "")),
        );
        if busy.get_untracked() || typed.is_empty() {
            return;
        }
        let ask = DataTokenAsk {
            name: typed,
            reach: reach.get_untracked(),
            days: days.get_untracked().parse().unwrap_or_default(),
        };
        busy.set(true);
        fault.set(None);
        spawn_local(async move {
            let answer = here.phone.make_token(&ask).await;
            busy.set(false);
            match answer {
                Ok(token) => {
                    asking.set(false);
                    made.set(Some(token));
                }
                Err(error) if at_name(&error) => {
                    named.set(Some(here.words.problem.refusal(error.code(), "")))
                }
                Err(error) => fault.set(Some(here.call_error(&error))),
            }
        });
    };
    let reaches = Reach::ALL
        .iter()
        .map(|reach| ChoiceOption::new(reach.name(), words.reach_of(reach.name())));
    let spans = [
        ("90", words.quarter),
        ("365", words.year),
        ("730", words.two_years),
    ];
    let spans = spans.map(|(days, word)| ChoiceOption::new(days, word)).to_vec();
    let warned = move || {
        let people = reach.with(|reach| reach == Reach::People.name());
        people.then(|| view! { <Notice text=words.people_hint /> })
    };
    view! {
        <form class="stack" novalidate on:submit=submit>
            {move || fault.get().map(|text| view! { <Notice kind=NoticeKind::Error text /> })}
            <Field label=words.name name="program" value=name required=true error=named />
            <Choice legend=words.reach name="reach" options=reaches.collect() selected=reach />
            {warned}
            <Choice legend=words.lasts name="lasts" options=spans selected=days />
            <Button label=words.make icon=IconName::Link submit=true block=true busy />
        </form>
    }
}

/// Whether the name is at fault.
fn at_name(error: &CallError) -> bool {
    matches!(error, CallError::Answered { envelope, .. } if envelope.field.as_deref() == Some("name"))
}
