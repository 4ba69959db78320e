//! The phones one is signed in on, and signing them out.

use domain::id::Id;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::super::door::Password;
use super::super::here::Here;
use crate::component::{
    Button, ButtonKind, Chip, Icon, IconName, ListRow, Notice, NoticeKind, Sheet, Tone, use_toaster,
};
use crate::device::OpenSession;

/// What was asked of the server.
#[derive(Clone)]
enum Asked {
    Waits,
    Told(Vec<OpenSession>),
    Failed(String),
}

/// Which phones to sign out: one, or all others.
type Ending = Option<Option<Id>>;

/// Where one is signed in.
#[component]
pub(super) fn Phones(here: Here) -> impl IntoView {
    let words = here.words.account;
    let (asked, ending) = (RwSignal::new(Asked::Waits), RwSignal::new(None::<Option<Id>>));
    let ask = move || {
        spawn_local(async move {
            let told = here.phone.open_sessions().await;
            asked.set(told.map_or_else(|error| Asked::Failed(here.call_error(&error)), Asked::Told));
        });
    };
    ask();
    let again = Callback::new(move |()| ask());
    let close = Callback::new(move |()| ending.set(None));
    view! {
        <p class="muted">{words.phones_hint}</p>
        {move || match asked.get() {
            Asked::Waits => view! { <p class="muted" role="status">"…"</p> }.into_any(),
            Asked::Failed(text) => view! {
                <Notice kind=NoticeKind::Warning text>
                    <Button kind=ButtonKind::Quiet label=words.look on_click=Callback::new(move |_| ask()) />
                </Notice>
            }.into_any(),
            Asked::Told(open) => view! { <List here open ending /> }.into_any(),
        }}
        <Sheet open=Signal::derive(move || ending.with(Option::is_some)) on_close=close title=words.end>
            <Confirm here ending again />
        </Sheet>
    }
}

#[component]
fn List(here: Here, open: Vec<OpenSession>, ending: RwSignal<Ending>) -> impl IntoView {
    let words = here.words.account;
    let others = open.iter().filter(|one| !one.this).count();
    let rows = open.into_iter().map(|one| row(here, one, ending)).collect_view();
    view! {
        <div class="list">{rows}</div>
        {if others == 0 {
            view! { <p class="muted">{words.alone}</p> }.into_any()
        } else {
            view! {
                <Button
                    kind=ButtonKind::Danger icon=IconName::SignOut label=words.end_others block=true
                    on_click=Callback::new(move |_| ending.set(Some(None)))
                />
            }.into_any()
        }}
    }
}

fn row(here: Here, one: OpenSession, ending: RwSignal<Ending>) -> impl IntoView {
    let detail = here.words.account.used(&here.instant_within(one.used));
    let title = one.name.clone();
    if one.this {
        let chip =
            move || view! { <Chip tone=Tone::Teal icon=IconName::Check text=here.words.team.this_phone /> };
        return view! {
            <ListRow title detail start=move || view! { <Icon name=IconName::Phone /> } end=chip />
        }
        .into_any();
    }
    let device = one.device;
    view! {
        <button type="button" class="row" on:click=move |_| ending.set(Some(Some(device)))>
            <Icon name=IconName::Phone />
            <span class="row__words">
                <bdi class="row__title">{title}</bdi>
                <span class="row__detail">{detail}</span>
            </span>
        </button>
    }
    .into_any()
}

/// Asks for the password: a phone that lies open on a table is not its owner.
#[component]
fn Confirm(here: Here, ending: RwSignal<Ending>, again: Callback<()>) -> impl IntoView {
    let words = here.words.account;
    let toaster = use_toaster();
    let password = RwSignal::new(String::new());
    let (busy, fault) = (RwSignal::new(false), RwSignal::new(None::<String>));
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let Some(device) = ending.get_untracked().filter(|_| !busy.get_untracked()) else {
            return;
        };
        busy.set(true);
        fault.set(None);
        spawn_local(async move {
            let ended = here.phone.end_sessions(&password.get_untracked(), device).await;
            busy.set(false);
            match ended {
                Ok(()) => {
                    ending.set(None);
                    again.run(());
                    toaster.say(words.ended);
                }
                Err(error) if error.code() == "wrong_sign_in" => fault.set(Some(words.wrong.to_owned())),
                Err(error) => fault.set(Some(here.call_error(&error))),
            }
        });
    };
    view! {
        <form class="stack" on:submit=submit>
            <Notice text=words.end_hint />
            <Password value=password name="confirm" label=words.current autocomplete="current-password" error=fault />
            <Button kind=ButtonKind::Danger label=words.end submit=true block=true busy />
        </form>
    }
}
