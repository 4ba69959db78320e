//! Signing in: the one screen that needs the network, once.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::super::said::entry_error;
use super::Keeper;
use super::code::{Code, CodeField};
use super::front::{DoorHead, LanguageChoice, Password};
use crate::component::{Button, Field, Notice, NoticeKind};
use crate::device::SignInAsk;
use crate::i18n::use_door_words;

/// Signing in by name or phone and password.
#[component]
pub fn SignIn(
    /// Whoever lets people in.
    keeper: Keeper,
    /// Whether somebody is signed in whose session the server has ended.
    #[prop(optional)]
    again: bool,
    /// Whether the browser lost all that was on the phone but the copies.
    #[prop(optional, into)]
    erased: Signal<bool>,
) -> impl IntoView {
    let words = use_door_words();
    let (login, password) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let (busy, fault) = (RwSignal::new(false), RwSignal::new(None::<String>));
    let code = Code::new();
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        fault.set(None);
        let ask = SignInAsk::new(login.get_untracked().trim().to_owned(), password.get_untracked());
        let entering = keeper.sign_in(ask.with_code(code.typed()));
        spawn_local(async move {
            if let Err(error) = entering.await {
                busy.set(false);
                if !code.hears(words, &error) {
                    fault.set(Some(entry_error(words.common, words.problem, &error)));
                }
            }
        });
    };
    view! {
        <main id="content" class="door">
            <DoorHead title=words.entry.welcome lead=words.entry.lead.to_owned() />
            <div class="door__body">
            <form class="card stack" on:submit=submit>
                {again.then(|| view! { <Notice kind=NoticeKind::Warning text=words.problem.signed_out /> })}
                {move || erased.get().then(|| view! { <Notice kind=NoticeKind::Warning text=words.problem.phone_erased /> })}
                {move || fault.get().map(|text| view! { <Notice kind=NoticeKind::Error text /> })}
                <Field label=words.field.login name="login" value=login autocomplete="username" required=true />
                <Password value=password label=words.field.password autocomplete="current-password" />
                <CodeField words code />
                <Button
                    label=Signal::derive(move || if busy.get() { words.entry.signing_in } else { words.entry.sign_in }.to_owned())
                    submit=true block=true busy
                />
                <p class="muted">{words.entry.no_account}</p>
                <p class="muted">{words.entry.forgotten}</p>
            </form>
            <LanguageChoice />
            </div>
        </main>
    }
}
