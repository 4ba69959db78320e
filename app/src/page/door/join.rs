//! Accepting an invitation: its link opens here, and the secret never leaves the part after `#` but to be sent.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::super::here::shown_day;
use super::super::said::{call_error, entry_error};
use super::Keeper;
use super::front::{DoorHead, LanguageChoice, Password};
use super::renew::Renew;
use crate::component::{Button, Field, Notice, NoticeKind};
use crate::device::{
    AcceptAsk, CallError, EntryError, InvitationOffer, OfferedBy, device_name, offset_at, open_invitation,
};
use crate::i18n::{DoorWords, Lang, use_door_words};

/// Characters a password has at least.
pub(super) const SHORTEST: usize = 8;

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
pub fn Join(
    /// Whoever lets people in.
    keeper: Keeper,
) -> impl IntoView {
    let words = use_door_words();
    let door = RwSignal::new(Door::Asking);
    open(words, door);
    // Another link opened in the same window changes only what stands after the `#`.
    let opened = window_event_listener(leptos::ev::hashchange, move |_| open(words, door));
    on_cleanup(move || opened.remove());
    view! {
        <main id="content" class="door">
            {move || match door.get() {
                Door::Asking => view! {
                    <DoorHead title=words.entry.invitation_title lead=words.common.opening.to_owned() />
                }.into_any(),
                Door::Open(InvitationOffer { login: Some(login), association, .. }) => {
                    let lead = words.entry.renewed_by(name_of(words, &association));
                    view! { <Renew words lead login keeper=keeper.clone() /> }.into_any()
                }
                Door::Open(offer) => view! { <Accept words offer keeper=keeper.clone() /> }.into_any(),
                Door::Shut(why, again) => view! { <Closed words why again door /> }.into_any(),
            }}
        </main>
    }
}

/// The secret of the link, as it stands in the address.
pub(super) fn token() -> String {
    let hash = window().location().hash().unwrap_or_default();
    hash.trim_start_matches('#').to_owned()
}

/// Asks the server what the link offers.
fn open(words: DoorWords, door: RwSignal<Door>) {
    let token = token();
    if token.is_empty() {
        door.set(Door::Shut(words.problem.invitation_unknown.to_owned(), false));
        return;
    }
    door.set(Door::Asking);
    spawn_local(async move {
        door.set(match open_invitation(&token).await {
            Ok(offer) => Door::Open(offer),
            Err(error) => Door::Shut(call_sentence(words, &error), !is_final(&error)),
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

/// An association's name for a reader, whichever there is.
fn name_of(words: DoorWords, from: &OfferedBy) -> &str {
    if (words.common.lang() == Lang::Ar && !from.name_ar.is_empty()) || from.name_la.is_empty() {
        &from.name_ar
    } else {
        &from.name_la
    }
}

pub(super) fn call_sentence(words: DoorWords, error: &CallError) -> String {
    match error {
        CallError::NoNetwork => words.problem.invitation_offline.to_owned(),
        error => call_error(words.common, words.problem, error),
    }
}

/// What an invitation that does not open says.
#[component]
fn Closed(words: DoorWords, why: String, again: bool, door: RwSignal<Door>) -> impl IntoView {
    let retry = Callback::new(move |_| open(words, door));
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
fn Accept(words: DoorWords, offer: InvitationOffer, keeper: Keeper) -> impl IntoView {
    let lang = words.common.lang();
    let lead = words.entry.invited_by(name_of(words, &offer.association));
    let until = shown_day(offer.expires.on_wall(offset_at(offer.expires)).0).long(lang);
    let (name, login, password) = (
        RwSignal::new(offer.name),
        RwSignal::new(String::new()),
        RwSignal::new(String::new()),
    );
    let (busy, faults) = (RwSignal::new(false), RwSignal::new(Faults::default()));
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if busy.get_untracked() {
            return;
        }
        let typed = [name, login, password].map(|field| field.get_untracked());
        let found = missing(words, &typed);
        faults.set(found.clone());
        if found != Faults::default() {
            return;
        }
        busy.set(true);
        let [name, login, password] = typed;
        let entering = keeper.accept(AcceptAsk {
            token: token(),
            name: name.trim().to_owned(),
            login: login.trim().to_owned(),
            password,
            device_name: device_name(),
            passes: true,
        });
        spawn_local(async move {
            if let Err(error) = entering.await {
                busy.set(false);
                faults.set(refused(words, &error));
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
            {if offer.known {
                view! { <p><span class="muted">{words.field.name}</span>" "<bdi><strong>{name.get_untracked()}</strong></bdi></p> }.into_any()
            } else {
                view! {
                    <Field
                        label=words.field.name name="name" value=name autocomplete="name" required=true
                        error=Signal::derive(move || faults.with(|faults| faults.name.clone()))
                    />
                }.into_any()
            }}
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
fn missing(words: DoorWords, [name, login, password]: &[String; 3]) -> Faults {
    let problem = words.problem;
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
fn refused(words: DoorWords, error: &EntryError) -> Faults {
    let mut faults = Faults::default();
    let EntryError::Call(error) = error else {
        faults.whole = Some(entry_error(words.common, words.problem, error));
        return faults;
    };
    let field = match error {
        CallError::Answered { envelope, .. } => envelope.field.as_deref().unwrap_or_default(),
        _ => "",
    };
    let sentence = match error.code() {
        "weak_password" | "guessable_password" | "login_taken" => {
            call_error(words.common, words.problem, error)
        }
        code if !field.is_empty() => words.problem.refusal(code, ""),
        _ => call_sentence(words, error),
    };
    match field {
        "name" => faults.name = Some(sentence),
        "login" => faults.login = Some(sentence),
        "password" => faults.password = Some(sentence),
        _ => faults.whole = Some(sentence),
    }
    faults
}
