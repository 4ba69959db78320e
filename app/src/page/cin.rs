//! The number of a person's identity card: masked, told by the server one at a time, never kept on this phone.

use domain::cin::Cin;
use domain::id::Id;
use domain::kind::Kind;
use domain::record::{Association, Beneficiary};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::here::Here;
use crate::component::{
    Button, ButtonKind, Card, Field, FieldKind, IconName, LinkButton, Notice, Sheet, use_toaster,
};
use crate::device::CallError;

/// Whether the association may keep such numbers, and the reader see them.
pub(super) fn is_open(here: Here) -> Memo<bool> {
    Memo::new(move |_| {
        let authorised = here.phone.watch(&[Kind::Association], |replica| {
            let association: Association = replica.view(replica.me()?.association)?;
            Some(!association.cin_authorisation.is_empty())
        });
        authorised == Some(true) && here.asker().is_some_and(|asker| asker.sees_all())
    })
}

/// What may be seen of the number, and the ways to see, write and drop it; nothing where they are closed.
#[component]
pub(super) fn CinCard(here: Here, person: Id) -> impl IntoView {
    let open = is_open(here);
    move || open.get().then(|| view! { <Open here person /> })
}

#[component]
fn Open(here: Here, person: Id) -> impl IntoView {
    let words = here.words.cin;
    let mask = Memo::new(move |_| {
        let found = here.phone.watch(&[Kind::Beneficiary], |replica| {
            replica.view::<Beneficiary>(person)
        });
        found.map_or_else(String::new, |person| person.cin_mask)
    });
    let (shown, problem, writing) = (
        RwSignal::new(None::<String>),
        RwSignal::new(None::<String>),
        RwSignal::new(false),
    );
    let any = Memo::new(move |_| mask.with(|mask| !mask.is_empty()));
    let show = Callback::new(move |_| {
        spawn_local(async move {
            match here.phone.view_cin(person).await {
                Ok(cin) => shown.set(Some(cin)),
                Err(error) => problem.set(Some(why(here, &error))),
            }
        });
    });
    let said = move || shown.get().unwrap_or_else(|| mask.get());
    let label = Signal::derive(move || if any.get() { words.change } else { words.write }.to_owned());
    view! {
        <Card title=words.title>
            {move || if any.get() {
                view! { <p><bdi class="cin" dir="ltr">{said}</bdi></p> }.into_any()
            } else {
                view! { <p class="muted">{words.none}</p> }.into_any()
            }}
            {move || problem.get().map(|text| view! { <Notice text /> })}
            {move || (any.get() && shown.with(Option::is_none)).then(|| view! { <p class="muted">{words.show_hint}</p> })}
            <div class="notice__actions">
                {move || (any.get() && shown.with(Option::is_none)).then(|| view! {
                    <Button kind=ButtonKind::Quiet label=words.show icon=IconName::Eye on_click=show />
                })}
                <Button kind=ButtonKind::Quiet label icon=IconName::Edit on_click=Callback::new(move |_| writing.set(true)) />
            </div>
            <Sheet open=writing title=words.title on_close=Callback::new(move |()| writing.set(false))>
                <Writing here person any writing shown />
            </Sheet>
        </Card>
    }
}

/// The number, written or dropped.
#[component]
fn Writing(
    here: Here,
    person: Id,
    any: Memo<bool>,
    writing: RwSignal<bool>,
    shown: RwSignal<Option<String>>,
) -> impl IntoView {
    let words = here.words.cin;
    let toaster = use_toaster();
    let (typed, error, busy) = (
        RwSignal::new(String::new()),
        RwSignal::new(None::<String>),
        RwSignal::new(false),
    );
    let unusual = move || typed.with(|typed| Cin::parse(typed).is_some_and(|cin| !cin.is_usual()));
    let keep = move |cin: String, said: &'static str| {
        busy.set(true);
        spawn_local(async move {
            match here.phone.keep_cin(person, &cin).await {
                Ok(()) => {
                    shown.set(None);
                    writing.set(false);
                    toaster.say(said);
                }
                Err(wrong) => error.set(Some(why(here, &wrong))),
            }
            busy.set(false);
        });
    };
    let save = Callback::new(move |_| match typed.with_untracked(|typed| Cin::parse(typed)) {
        Some(cin) => keep(cin.whole().to_owned(), words.kept),
        None => error.set(Some(here.problem("cin_unfit", None))),
    });
    view! {
        <div class="stack">
            <p class="muted">{words.needs_network}</p>
            <Field label=here.words.field.cin name="cin" kind=FieldKind::Text value=typed error />
            {move || unusual().then(|| view! { <p class="muted">{words.unusual}</p> })}
            <Button label=here.words.common.save block=true busy on_click=save />
            {move || any.get().then(|| view! {
                <Button
                    kind=ButtonKind::Quiet label=words.drop icon=IconName::Trash block=true
                    on_click=Callback::new(move |_| keep(String::new(), words.dropped))
                />
            })}
        </div>
    }
}

/// Looks on the server for whoever's number was typed where people are looked for; nothing where it is none.
#[component]
pub(super) fn CinSearch(here: Here, query: RwSignal<String>) -> impl IntoView {
    let words = here.words.cin;
    let open = is_open(here);
    let typed = Memo::new(move |_| {
        query
            .with(|query| Cin::parse(query))
            .filter(|_| open.get())
            .map(|cin| cin.whole().to_owned())
    });
    let found = RwSignal::new(None::<Result<Vec<Id>, String>>);
    Effect::new(move || {
        typed.track();
        found.set(None);
    });
    let find = Callback::new(move |_| {
        let Some(cin) = typed.get_untracked() else { return };
        spawn_local(async move {
            let people = here.phone.find_cin(&cin).await;
            found.set(Some(people.map_err(|error| why(here, &error))));
        });
    });
    let person = move |id: Id| {
        let name = here
            .phone
            .read(|replica| domain::view::name_of(replica, id, here.arabic()));
        view! { <LinkButton href=format!("/app/person/{id}") label=name icon=IconName::Me block=true /> }
    };
    move || {
        typed.get().map(|_| match found.get() {
            None => view! { <Button kind=ButtonKind::Quiet label=words.find icon=IconName::Search block=true on_click=find /> }.into_any(),
            Some(Err(text)) => view! { <Notice text /> }.into_any(),
            Some(Ok(people)) if people.is_empty() => view! { <p class="muted">{words.nobody}</p> }.into_any(),
            Some(Ok(people)) => people.into_iter().map(person).collect_view().into_any(),
        })
    }
}

/// Why the server did not answer, in a sentence.
fn why(here: Here, error: &CallError) -> String {
    match error {
        CallError::NoNetwork => here.words.cin.needs_network.to_owned(),
        error => here.call_error(error),
    }
}
