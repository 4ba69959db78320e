//! Erasing what identifies a person: a head's, behind a sentence that says what goes and what stays.

use domain::id::Id;
use domain::kind::Kind;
use domain::record::{Beneficiary, Erasure, Request, Right};
use domain::view::open_requests;
use leptos::prelude::*;

use super::here::Here;
use crate::component::{
    Button, ButtonKind, Card, ChoiceOption, IconName, Notice, NoticeKind, Select, Sheet, use_toaster,
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

/// What goes and what stays, and the request that is answered by it.
#[component]
fn Sure(here: Here, id: Id, close: Callback<()>) -> impl IntoView {
    let words = here.words;
    let toaster = use_toaster();
    let answering = RwSignal::new(String::new());
    let requests = Signal::derive(move || {
        let asked = here.phone.watch(&[Kind::Request], open_requests).into_iter();
        let asked = asked.filter(|(_, request)| request.right == Right::Erasure);
        let option = |(id, request): (Id, Request)| {
            ChoiceOption::new(id.to_string(), format!("{} {}", request.number, request.name))
        };
        let none = ChoiceOption::new(String::new(), words.erasure.no_request);
        core::iter::once(none)
            .chain(asked.map(option))
            .collect::<Vec<_>>()
    });
    let erase = Callback::new(move |_| {
        close.run(());
        let erase = ErasePerson {
            beneficiary: id,
            request: answering.get_untracked().parse().ok(),
        };
        here.record(erase.edits(here.today()), move |_| {
            toaster.say(words.erasure.done)
        });
    });
    view! {
        <div class="stack">
            <Notice kind=NoticeKind::Warning text=words.erasure.warning />
            <Select label=words.erasure.answering name="answering" options=requests selected=answering />
            <Button label=words.erasure.sure icon=IconName::Cross kind=ButtonKind::Danger block=true on_click=erase />
        </div>
    }
}
