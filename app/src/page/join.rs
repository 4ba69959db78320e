//! Accepting an invitation: its link opens here, and the secret never leaves the part after `#` but to be sent.

use domain::kind::Kind;
use domain::record::Member;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::hooks::{use_location, use_navigate};

use super::here::{Here, here, shown_day};
use super::sign_in::{DoorHead, LanguageChoice, Password};
use crate::component::{Button, Field, LinkButton, Notice, NoticeKind};
use crate::device::{CallError, EntryError, InvitationOffer, device_name};

/// Characters a password has at least.
const SHORTEST: usize = 8;

/// How the invitation stands.
#[derive(Clone)]
enum Door {
    Asking,
    Open(InvitationOffer),
    /// Does not open: why, and whether trying again may help.
    Shut(String, bool),
}

/// What is wrong, field by field, and with the whole.
#[derive(Clone, Default, PartialEq)]
struct Faults {
    name: Option<String>,
    login: Option<String>,
    password: Option<String>,
    whole: Option<String>,
}

/// An invitation, and the form that accepts it.
#[component]
pub(super) fn Join() -> impl IntoView {
    let here = here();
    let door = RwSignal::new(Door::Asking);
    let hash = use_location().hash;
    if here.phone.read(|replica| replica.me().is_some()) {
        return view! { <Inside here /> }.into_any();
    }
    Effect::new(move || {
        hash.track();
        open(here, door);
    });
    view! {
        <main id="content" class="door">
            {move || match door.get() {
                Door::Asking => view! {
                    <DoorHead title=here.words.entry.invitation_title lead=here.words.common.opening.to_owned() />
                }.into_any(),
                Door::Open(offer) => view! { <Accept here offer /> }.into_any(),
                Door::Shut(why, again) => view! { <Closed here why again door /> }.into_any(),
            }}
        </main>
    }
    .into_any()
}

/// What whoever is signed in reads when they open an invitation: it stays valid, for someone else or for later.
#[component]
fn Inside(here: Here) -> impl IntoView {
    let words = here.words;
    let said = Signal::derive(move || {
        let member = here.phone.watch(&[Kind::Member], |replica| {
            replica.view::<Member>(replica.me()?.member)
        });
        words.entry.already_in(&member.unwrap_or_default().name)
    });
    view! {
        <main id="content" class="door">
            <DoorHead title=words.entry.invitation_title lead=String::new() />
            <div class="door__body">
                <div class="card stack">
                    <Notice kind=NoticeKind::Warning text=said />
                    <LinkButton href="/app/settings" label=words.settings.title block=true />
                    <a href="/app">{words.shell.go_today}</a>
                </div>
            </div>
        </main>
    }
}

/// The secret of the link, as it stands in the address.
fn token() -> String {
    let hash = window().location().hash().unwrap_or_default();
    hash.trim_start_matches('#').to_owned()
}

/// Asks the server what the link offers.
fn open(here: Here, door: RwSignal<Door>) {
    let token = token();
    if token.is_empty() {
        door.set(Door::Shut(
            here.words.problem.invitation_unknown.to_owned(),
            false,
        ));
        return;
    }
    door.set(Door::Asking);
    spawn_local(async move {
        door.set(match here.phone.open_invitation(&token).await {
            Ok(offer) => Door::Open(offer),
            Err(error) => Door::Shut(call_sentence(here, &error), !is_final(&error)),
        });
    });
}

/// Whether trying the same link again cannot help.
fn is_final(error: &CallError) -> bool {
    matches!(
        error,
        CallError::Answered {
            status: 404 | 410,
            ..
        }
    )
}

fn call_sentence(here: Here, error: &CallError) -> String {
    match error {
        CallError::NoNetwork => here.words.problem.invitation_offline.to_owned(),
        error => here.call_error(error),
    }
}

/// What an invitation that does not open says.
#[component]
fn Closed(here: Here, why: String, again: bool, door: RwSignal<Door>) -> impl IntoView {
    let words = here.words;
    let retry = Callback::new(move |_| open(here, door));
    view! {
        <DoorHead title=words.entry.invitation_title lead=String::new() />
        <div class="door__body">
            <div class="card stack">
                <Notice kind=NoticeKind::Error text=why>
                    {again.then(|| view! { <Button label=words.common.retry on_click=retry /> })}
                </Notice>
                <a href="/app/sign-in">{words.entry.sign_in}</a>
            </div>
            <LanguageChoice />
        </div>
    }
}

/// Who invites, to what, and the form.
#[component]
fn Accept(here: Here, offer: InvitationOffer) -> impl IntoView {
    let words = here.words;
    let from = &offer.association;
    let association = if (here.arabic() && !from.name_ar.is_empty()) || from.name_la.is_empty() {
        &from.name_ar
    } else {
        &from.name_la
    };
    let lead = words.entry.invited_by(association);
    let until = shown_day(offer.expires.on_wall(here.phone.clock().offset_min).0).long(here.lang());
    let (name, login, password) = (
        RwSignal::new(offer.name),
        RwSignal::new(String::new()),
        RwSignal::new(String::new()),
    );
    let (busy, faults) = (RwSignal::new(false), RwSignal::new(Faults::default()));
    let navigate = use_navigate();
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if busy.get_untracked() {
            return;
        }
        let typed = [name, login, password].map(|field| field.get_untracked());
        let found = missing(here, &typed);
        faults.set(found.clone());
        if found != Faults::default() {
            return;
        }
        busy.set(true);
        let navigate = navigate.clone();
        spawn_local(async move {
            let [name, login, password] = typed;
            let entered = here
                .phone
                .accept_invitation(&token(), name.trim(), login.trim(), &password, &device_name())
                .await;
            busy.set(false);
            match entered {
                Ok(_) => navigate("/app", Default::default()),
                Err(error) => faults.set(refused(here, &error)),
            }
        });
    };
    let label = Signal::derive(move || {
        if busy.get() {
            words.entry.accepting
        } else {
            words.entry.accept
        }
        .to_owned()
    });
    view! {
        <DoorHead title=words.entry.invitation_title lead />
        <div class="door__body">
        <form class="card stack" novalidate on:submit=submit>
            <p><strong>{words.entry.invited_as(words.team.role(&offer.role))}</strong></p>
            <p>{words.team.role_can(&offer.role)}</p>
            <p class="muted">{words.entry.valid_until(&until)}</p>
            <p>{words.entry.invitation_lead}</p>
            {move || faults.with(|faults| faults.whole.clone()).map(|text| view! { <Notice kind=NoticeKind::Error text /> })}
            <Field
                label=words.field.name name="name" value=name autocomplete="name" required=true
                error=Signal::derive(move || faults.with(|faults| faults.name.clone()))
            />
            <Field
                label=words.field.login name="login" value=login autocomplete="username" required=true
                error=Signal::derive(move || faults.with(|faults| faults.login.clone()))
            />
            <Password
                value=password label=words.field.new_password autocomplete="new-password" hint=words.field.password_hint
                error=Signal::derive(move || faults.with(|faults| faults.password.clone()))
            />
            <Button label submit=true block=true busy />
            <p class="muted">{words.entry.fetching_once}</p>
        </form>
        <LanguageChoice />
        </div>
    }
}

/// What is missing in the form before anything is asked.
fn missing(here: Here, [name, login, password]: &[String; 3]) -> Faults {
    let problem = &here.words.problem;
    let needed = |text: &str| text.trim().is_empty().then(|| problem.refusal("required", ""));
    let short = password.chars().count() < SHORTEST;
    Faults {
        name: needed(name),
        login: needed(login),
        password: short.then(|| problem.weak_password.to_owned()),
        whole: None,
    }
}

/// Why the server did not take it, beside the field at fault where there is one.
fn refused(here: Here, error: &EntryError) -> Faults {
    let mut faults = Faults::default();
    let EntryError::Call(error) = error else {
        faults.whole = Some(super::sign_in::entry_error(here, error));
        return faults;
    };
    let field = match error {
        CallError::Answered { envelope, .. } => envelope.field.as_deref().unwrap_or_default(),
        _ => "",
    };
    let sentence = match error.code() {
        "weak_password" | "login_taken" => here.call_error(error),
        code if !field.is_empty() => here.words.problem.refusal(code, ""),
        _ => call_sentence(here, error),
    };
    match field {
        "name" => faults.name = Some(sentence),
        "login" => faults.login = Some(sentence),
        "password" => faults.password = Some(sentence),
        _ => faults.whole = Some(sentence),
    }
    faults
}
