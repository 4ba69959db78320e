//! Erasing what identifies a person: a head's, behind a sentence that says what goes and what stays.

use domain::id::Id;
use domain::record::{Beneficiary, Erasure, Request, Right};
use domain::view::{open_requests, requests_like};
use leptos::prelude::*;

use super::here::Here;
use crate::component::{
    Button, ButtonKind, Card, ChoiceOption, Choices, IconName, Notice, NoticeKind, Sheet, use_toaster,
};
use crate::intent::ErasePerson;

/// What a head can do; of whom it was done, why.
#[component]
pub(super) fn Erase(here: Here, id: Id, person: Memo<Option<Beneficiary>>) -> impl IntoView {
    let words = here.words;
    let open = RwSignal::new(false);
    let close = Callback::new(move |()| open.set(false));
    let erased = Memo::new(move |_| person.with(|person| person.as_ref().and_then(|person| person.erased)));
    let may = Memo::new(move |_| here.asker().is_some_and(|asker| asker.manages_team()));
    let ask = Callback::new(move |_| open.set(true));
    move || match erased.get() {
        Some(why) => {
            let why = words.erasure.why(Erasure::from_number(why).name());
            let text = format!("{}. {why}.", words.erasure.erased);
            view! { <Notice kind=NoticeKind::Info text /> }.into_any()
        }
        None if may.get() => view! {
            <Card title=words.erasure.title>
                <p class="muted">{words.erasure.hint}</p>
                <Button label=words.erasure.erase icon=IconName::Cross kind=ButtonKind::Danger on_click=ask />
            </Card>
            <Sheet open on_close=close title=words.erasure.title>
                <Sure here id close />
            </Sheet>
        }
        .into_any(),
        None => ().into_any(),
    }
}

/// What goes and what stays, and the requests that are answered by it: those that are likely theirs to begin with.
#[component]
fn Sure(here: Here, id: Id, close: Callback<()>) -> impl IntoView {
    let words = here.words;
    let toaster = use_toaster();
    let theirs = here.phone.read(|replica| requests_like(replica, id));
    let answered: Vec<String> = theirs.iter().map(|(request, _)| request.to_string()).collect();
    let answering = RwSignal::new(answered.clone());
    let asked = here.phone.read(open_requests).into_iter();
    let others =
        asked.filter(|(id, request)| request.right == Right::Erasure && !answered.contains(&id.to_string()));
    let option = |(id, request): (Id, Request)| {
        ChoiceOption::new(id.to_string(), format!("{} {}", request.number, request.name))
    };
    let options: Vec<ChoiceOption> = theirs.into_iter().chain(others).map(option).collect();
    let erase = Callback::new(move |_| {
        close.run(());
        let chosen = answering.get_untracked();
        let erase = ErasePerson {
            beneficiary: id,
            requests: chosen.iter().filter_map(|id| id.parse().ok()).collect(),
        };
        let edits = here.phone.read(|replica| erase.edits(replica, here.today()));
        here.record(edits, move |_| toaster.say(words.erasure.done));
    });
    view! {
        <div class="stack">
            <Notice kind=NoticeKind::Warning text=words.erasure.warning />
            {(!options.is_empty()).then(|| view! {
                <Choices legend=words.erasure.answering name="answering" options selected=answering hint=words.erasure.answering_hint />
            })}
            <Button label=words.erasure.sure icon=IconName::Cross kind=ButtonKind::Danger block=true on_click=erase />
        </div>
    }
}
